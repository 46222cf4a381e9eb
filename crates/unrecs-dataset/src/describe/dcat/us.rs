//! `dcat-us.json`: the release by DCAT-US 3.0, in English, as that profile has it.
//!
//! The profile wants the mail address of a contact. Where the configuration has none, none is invented: the file then tells all the
//! same of the release, and does not claim to keep to the profile.

use super::distributions::{self, Distribution};
use super::json_ld::meaning;
use super::node::iri;
use super::vocabulary::{self as v, PREFIXES, Property};
use super::{beside, contact, identifier, within};
use crate::describe::{File, Release};
use crate::export::ordered::{Ordered, object};
use crate::layout::DICTIONARY;

/// The catalogue with its one dataset, as a file.
pub(super) fn written(release: &Release<'_>) -> Vec<u8> {
    let about = release.dataset;
    let profile = contact(release).email.map(|_| thing("Standard", object! { "title": "DCAT-US 3.0" }));
    let catalogue = object! {
        "@context": context(),
        "@id": address(beside(release, "")),
        "@type": "Catalog",
        "title": format!("Catalogue of {}", release.title()),
        "description": release.description(),
        "publisher": publisher(release, "Agent"),
        "license": address(&about.license.url),
        "language": Ordered::list([Release::LANGUAGE]),
        "modified": release.instant(),
        "conformsTo"?: profile,
        "homepage"?: homepage(release),
        "dataset": Ordered::list([dataset(release)]),
    };
    catalogue.to_file()
}

fn dataset(release: &Release<'_>) -> Ordered {
    let about = release.dataset;
    let contact = contact(release);
    let point = object! {
        "@id": address(beside(release, "#contact")),
        "fn": contact.name,
        "hasEmail"?: contact.email.map(|email| address(format!("mailto:{email}"))),
        "hasURL"?: contact.url.map(address),
    };
    let period = release.period.map(|(first, last)| {
        thing("PeriodOfTime", object! { "startDate": first.to_string(), "endDate": last.to_string() })
    });
    let dictionary = release.files.iter().find(|file| file.path == DICTIONARY);
    let distributions = distributions::of(release);
    let members = object! {
        "@id": address(within(release, "")),
        "title": release.title(),
        "description": release.description(),
        "identifier": thing("Identifier", object! { "notation": identifier(release) }),
        "version": release.version.to_string(),
        "versionNotes": release.reason,
        "issued": release.instant(),
        "modified": release.instant(),
        "publisher": publisher(release, "Organization"),
        "contactPoint": thing("Kind", point),
        "keyword": Ordered::list(&about.keywords),
        "language": languages(&release.languages()),
        "inSeries": Ordered::list([series(release)]),
        "theme"?: Ordered::list(about.themes.iter().map(|theme| concept(theme))),
        "temporal"?: Ordered::list(period),
        "accrualPeriodicity"?: about.frequency.as_deref().and_then(frequency),
        "landingPage"?: homepage(release),
        "describedBy"?: dictionary.map(|file| thing("Distribution", of_file(release, file))),
        "distribution": Ordered::list(distributions.iter().map(|one| described(release, one))),
    };
    thing("Dataset", members)
}

fn series(release: &Release<'_>) -> Ordered {
    let members = object! {
        "@id": address(beside(release, "#series")),
        "title": format!("{} (all versions)", release.title()),
        "description": release.description(),
        "publisher": publisher(release, "Agent"),
        "accrualPeriodicity"?: release.dataset.frequency.as_deref().and_then(frequency),
    };
    thing("DatasetSeries", members)
}

fn described(release: &Release<'_>, distribution: &Distribution<'_>) -> Ordered {
    let file = &distribution.file;
    let standard = distribution.standard.as_ref().map(|(standard, name)| {
        Ordered::list([thing("Standard", object! { "@id": address(standard), "title": name })])
    });
    let members = object! {
        "@id": address(within(release, &format!("#{}", file.path))),
        "title"?: distribution.title.get(Release::LANGUAGE),
        "description"?: distribution.description.get(Release::LANGUAGE),
        "format": distribution.format,
        ..of_file(release, file),
        "license": address(&release.dataset.license.url),
        "language": languages(&distribution.languages),
        "conformsTo"?: standard,
    };
    thing("Distribution", members)
}

/// What is to be said of any file.
fn of_file(release: &Release<'_>, file: &File<'_>) -> Ordered {
    let url = address(release.address_of(file.path));
    object! {
        "accessURL": url.clone(),
        "downloadURL": url,
        "mediaType"?: v::is_registered(file.media_type).then_some(file.media_type),
        "byteSize": file.bytes.to_string(),
        "checksum": thing("Checksum", object! { "algorithm": "SHA-256", "checksumValue": file.sha256 }),
    }
}

fn publisher(release: &Release<'_>, class: &'static str) -> Ordered {
    thing(class, object! { "name": &release.dataset.publisher.name })
}

fn homepage(release: &Release<'_>) -> Option<Ordered> {
    let page = release.dataset.homepage.as_ref()?;
    Some(thing("Document", object! { "@id": address(page), "title": release.title() }))
}

fn concept(theme: &str) -> Ordered {
    let scheme = object! { "@id": v::DATA_THEMES, "title": "Data theme" };
    let members = object! {
        "@id": address(theme),
        "prefLabel": v::concept_label(theme),
        "inScheme"?: theme.starts_with(v::DATA_THEMES).then(|| thing("ConceptScheme", scheme)),
    };
    thing("Concept", members)
}

fn address(text: impl AsRef<str>) -> Ordered {
    iri(text.as_ref()).into()
}

/// An object of a class, which its first member names.
fn thing(class: &'static str, members: Ordered) -> Ordered {
    object! { "@type": class, ..members }
}

/// The profile has codes of two letters.
fn languages(tags: &[&str]) -> Ordered {
    let codes = tags.iter().filter_map(|tag| tag.split('-').next());
    Ordered::list(codes.filter(|code| code.len() == 2))
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
    // Words for people, which say nothing in DCAT.
    let nothing: Option<&str> = None;
    let properties = v::IN_BOTH_PROFILES.iter().map(|one| (one.name(), meaning(one, ("@language", Release::LANGUAGE))));
    object! {
        "@version": 1.1,
        ..Ordered::object(PREFIXES.iter().copied()),
        ..Ordered::object(CLASSES.iter().copied()),
        ..Ordered::object(properties),
        // The profile writes these without the part that all of them share.
        "language": below(v::LANGUAGE, "http://id.loc.gov/vocabulary/iso639-1/"),
        "mediaType": below(v::MEDIA_TYPE, &v::media_type("")),
        "accrualPeriodicity": nothing,
        "format": nothing,
        "algorithm": v::ALGORITHM.iri,
        "describedBy": "http://resources.data.gov/ontology/dcat-us#describedBy",
        "identifier": "adms:identifier",
        "inScheme": "skos:inScheme",
        "notation": "skos:notation",
    }
}

/// Values of the property count from this address.
fn below(property: Property, address: &str) -> Ordered {
    object! { "@id": property.iri, "@type": "@id", "@context": object! { "@base": address } }
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
