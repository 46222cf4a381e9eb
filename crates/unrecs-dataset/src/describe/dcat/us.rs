//! `dcat-us.json`: the release by DCAT-US 3.0, in English, as that profile has it.
//!
//! The profile wants the mail address of a contact. Where the configuration has none, none is invented: the file then tells all the
//! same of the release, and does not claim to keep to the profile.

use std::collections::BTreeMap;

use super::distributions::{self, Distribution};
use super::node::iri;
use super::vocabulary::{self as v, PREFIXES, Property, TableRole};
use super::{beside, contact, identifier, within};
use crate::describe::{File, Release};
use crate::export::ordered::Ordered;

/// Members of an object, in their order.
type Members = Vec<(&'static str, Ordered)>;

/// The catalogue with its one dataset, as a file.
pub(super) fn written(release: &Release<'_>) -> Vec<u8> {
    let about = release.dataset;
    let mut members = vec![
        ("@context", context()),
        ("@id", address(beside(release, ""))),
        ("@type", "Catalog".into()),
        ("title", format!("Catalogue of {}", release.title()).into()),
        ("description", release.description().into()),
        ("publisher", publisher(release, "Agent")),
        ("license", address(&about.license.url)),
        ("language", Ordered::texts([Release::LANGUAGE])),
        ("modified", release.instant().into()),
    ];
    if contact(release).email.is_some() {
        members.push(("conformsTo", thing("Standard", vec![("title", "DCAT-US 3.0".into())])));
    }
    members.extend(about.homepage.as_ref().map(|page| ("homepage", document(release, page))));
    members.push(("dataset", Ordered::List(vec![dataset(release)])));
    Ordered::Object(members).to_file()
}

fn dataset(release: &Release<'_>) -> Ordered {
    let about = release.dataset;
    let contact = contact(release);
    let mut point: Members = vec![("@id", address(beside(release, "#contact"))), ("fn", contact.name.into())];
    point.extend(contact.email.map(|email| ("hasEmail", address(format!("mailto:{email}")))));
    point.extend(contact.url.map(|url| ("hasURL", address(url))));
    let mut members: Members = vec![
        ("@id", address(within(release, ""))),
        ("title", release.title().into()),
        ("description", release.description().into()),
        ("identifier", thing("Identifier", vec![("notation", identifier(release).into())])),
        ("version", release.version.to_string().into()),
        ("versionNotes", release.reason.into()),
        ("issued", release.instant().into()),
        ("modified", release.instant().into()),
        ("publisher", publisher(release, "Organization")),
        ("contactPoint", thing("Kind", point)),
        ("keyword", Ordered::texts(about.keywords.iter().map(String::as_str))),
        ("language", languages(&release.languages())),
        ("inSeries", Ordered::List(vec![series(release)])),
    ];
    if !about.themes.is_empty() {
        members.push(("theme", Ordered::List(about.themes.iter().map(|theme| concept(theme)).collect())));
    }
    if let Some((first, last)) = release.period {
        let days = vec![("startDate", first.to_string().into()), ("endDate", last.to_string().into())];
        members.push(("temporal", Ordered::List(vec![thing("PeriodOfTime", days)])));
    }
    members.extend(about.frequency.as_deref().and_then(frequency).map(|code| ("accrualPeriodicity", code.into())));
    members.extend(about.homepage.as_ref().map(|page| ("landingPage", document(release, page))));
    let dictionary = release.files.iter().find(|file| file.path == "schema/dictionary.csv");
    members.extend(dictionary.map(|file| ("describedBy", thing("Distribution", of_file(release, file)))));
    let distributions = distributions::of(release);
    members.push(("distribution", Ordered::List(distributions.iter().map(|one| described(release, one)).collect())));
    thing("Dataset", members)
}

fn series(release: &Release<'_>) -> Ordered {
    let mut members: Members = vec![
        ("@id", address(beside(release, "#series"))),
        ("title", format!("{} (all versions)", release.title()).into()),
        ("description", release.description().into()),
        ("publisher", publisher(release, "Agent")),
    ];
    members.extend(
        release.dataset.frequency.as_deref().and_then(frequency).map(|code| ("accrualPeriodicity", code.into())),
    );
    thing("DatasetSeries", members)
}

fn described(release: &Release<'_>, distribution: &Distribution<'_>) -> Ordered {
    let file = &distribution.file;
    let english = |texts: &BTreeMap<String, String>| texts.get(Release::LANGUAGE).cloned();
    let mut members: Members = vec![("@id", address(within(release, &format!("#{}", file.path))))];
    members.extend(english(&distribution.title).map(|title| ("title", title.into())));
    members.extend(english(&distribution.description).map(|words| ("description", words.into())));
    members.push(("format", distribution.format.into()));
    members.extend(of_file(release, file));
    members.push(("license", address(&release.dataset.license.url)));
    members.push(("language", languages(&distribution.languages)));
    if let Some((standard, name)) = &distribution.standard {
        let standard = vec![("@id", address(standard)), ("title", name.as_str().into())];
        members.push(("conformsTo", Ordered::List(vec![thing("Standard", standard)])));
    }
    thing("Distribution", members)
}

/// What is to be said of any file.
fn of_file(release: &Release<'_>, file: &File<'_>) -> Members {
    let checksum = vec![("algorithm", "SHA-256".into()), ("checksumValue", file.sha256.into())];
    let place = release.address_of(file.path);
    let mut members: Members = vec![("accessURL", address(&place)), ("downloadURL", address(&place))];
    members.extend(v::is_registered(file.media_type).then(|| ("mediaType", file.media_type.into())));
    members.push(("byteSize", file.bytes.to_string().into()));
    members.push(("checksum", thing("Checksum", checksum)));
    members
}

fn publisher(release: &Release<'_>, class: &'static str) -> Ordered {
    thing(class, vec![("name", release.dataset.publisher.name.as_str().into())])
}

fn document(release: &Release<'_>, page: &str) -> Ordered {
    thing("Document", vec![("@id", address(page)), ("title", release.title().into())])
}

fn concept(theme: &str) -> Ordered {
    let mut members: Members = vec![("@id", address(theme)), ("prefLabel", v::concept_label(theme).into())];
    if theme.starts_with(v::DATA_THEMES) {
        let scheme = vec![("@id", v::DATA_THEMES.into()), ("title", "Data theme".into())];
        members.push(("inScheme", thing("ConceptScheme", scheme)));
    }
    thing("Concept", members)
}

fn address(text: impl AsRef<str>) -> Ordered {
    iri(text.as_ref()).into()
}

/// An object of a class, which its first member names.
fn thing(class: &'static str, members: Members) -> Ordered {
    let class = std::iter::once(("@type", class.into()));
    Ordered::Object(class.chain(members).collect())
}

/// The profile has codes of two letters.
fn languages(tags: &[&str]) -> Ordered {
    let codes: Vec<&str> = tags.iter().filter_map(|tag| tag.split('-').next()).filter(|code| code.len() == 2).collect();
    Ordered::texts(codes)
}

/// The word of ISO 19115 or of the Dublin Core for a code of the European Union; none where neither has one.
fn frequency(code: &str) -> Option<&'static str> {
    Some(match code {
        "CONT" => "continual",
        "DAILY" => "daily",
        "WEEKLY" => "weekly",
        "WEEKLY_2" => "semiweekly",
        "WEEKLY_3" => "threeTimesAWeek",
        "BIWEEKLY" => "fortnightly",
        "MONTHLY" => "monthly",
        "MONTHLY_2" => "semimonthly",
        "MONTHLY_3" => "threeTimesAMonth",
        "BIMONTHLY" => "bimonthly",
        "QUARTERLY" => "quarterly",
        "ANNUAL" => "annually",
        "ANNUAL_2" => "biannually",
        "ANNUAL_3" => "threeTimesAYear",
        "BIENNIAL" => "biennial",
        "TRIENNIAL" => "triennial",
        "AS_NEEDED" => "asNeeded",
        "IRREG" => "irregular",
        "NEVER" => "notPlanned",
        "UNKNOWN" => "unknown",
        _ => return None,
    })
}

/// What the names mean in DCAT, so that the file can be read as JSON-LD without anything that has to be fetched.
fn context() -> Ordered {
    let mut members: Members = vec![("@version", 1.1.into())];
    members.extend(PREFIXES.iter().map(|(prefix, namespace)| (*prefix, (*namespace).into())));
    members.extend(CLASSES.iter().map(|(name, iri)| (*name, (*iri).into())));
    members.extend(PROPERTIES.iter().map(|property| (property.name(), meaning(property))));
    // The profile writes these without the part that all of them share.
    let languages = "http://id.loc.gov/vocabulary/iso639-1/";
    members.push(("language", below(v::LANGUAGE, languages)));
    members.push(("mediaType", below(v::MEDIA_TYPE, &v::media_type(""))));
    // Words for people, which say nothing in DCAT.
    members.extend(["accrualPeriodicity", "format"].map(|name| (name, Ordered::Scalar(serde_json::Value::Null))));
    members.push(("algorithm", v::ALGORITHM.iri.into()));
    members.push(("describedBy", "http://resources.data.gov/ontology/dcat-us#describedBy".into()));
    members.push(("identifier", "adms:identifier".into()));
    members.push(("inScheme", "skos:inScheme".into()));
    members.push(("notation", "skos:notation".into()));
    Ordered::Object(members)
}

/// Values of the property count from this address.
fn below(property: Property, address: &str) -> Ordered {
    let base = Ordered::Object(vec![("@base", address.into())]);
    Ordered::Object(vec![("@id", property.iri.into()), ("@type", "@id".into()), ("@context", base)])
}

fn meaning(property: &Property) -> Ordered {
    let how = match property.holds {
        TableRole::Text => return property.iri.into(),
        TableRole::Words => ("@language", Release::LANGUAGE.into()),
        TableRole::Typed(data_type) => ("@type", data_type.into()),
        TableRole::Resource => ("@type", "@id".into()),
    };
    Ordered::Object(vec![("@id", property.iri.into()), how])
}

const CLASSES: &[(&str, &str)] = &[
    ("Agent", "foaf:Agent"),
    ("Catalog", "dcat:Catalog"),
    ("Checksum", "spdx:Checksum"),
    ("Concept", "skos:Concept"),
    ("ConceptScheme", "skos:ConceptScheme"),
    ("Dataset", "dcat:Dataset"),
    ("DatasetSeries", "dcat:DatasetSeries"),
    ("Distribution", "dcat:Distribution"),
    ("Document", "foaf:Document"),
    ("Identifier", "adms:Identifier"),
    ("Kind", "vcard:Kind"),
    ("Organization", "foaf:Organization"),
    ("PeriodOfTime", "dct:PeriodOfTime"),
    ("Standard", "dct:Standard"),
];

/// What means the same here as in the other profile.
const PROPERTIES: &[Property] = &[
    v::ACCESS_URL,
    v::BYTE_SIZE,
    v::CHECKSUM,
    v::CHECKSUM_VALUE,
    v::CONFORMS_TO,
    v::CONTACT_POINT,
    v::DATASET,
    v::DESCRIPTION,
    v::DISTRIBUTION,
    v::DOWNLOAD_URL,
    v::END_DATE,
    v::FN,
    v::HAS_EMAIL,
    v::HAS_URL,
    v::HOMEPAGE,
    v::IN_SERIES,
    v::ISSUED,
    v::KEYWORD,
    v::LANDING_PAGE,
    v::LICENSE,
    v::MODIFIED,
    v::NAME,
    v::PREF_LABEL,
    v::PUBLISHER,
    v::START_DATE,
    v::TEMPORAL,
    v::THEME,
    v::TITLE,
    v::VERSION,
    v::VERSION_NOTES,
];
