//! `datacite.json`: the metadata with which an archive registers a release, in the JSON form of DataCite's kernel 4.

use std::collections::BTreeSet;

use super::{Release, Standard, citation};
use crate::export::SmallFile;
use crate::export::ordered::{Ordered, object};

/// Every property that the kernel requires but the DOI of the version, which whoever registers it gives.
pub(super) const STANDARD: Standard = Standard { name: "datacite", write: files };

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    let dataset = release.dataset;
    let publisher = &dataset.publisher.name;
    // The kernel has one language, that of the resource: where there are several, none is said.
    let language = match release.languages()[..] {
        [language] => Some(language),
        _ => None,
    };
    let rows: usize = release.tables.iter().map(|table| table.rows).sum();
    let contact = dataset.contact.as_ref();
    let digest = object! {
        "alternateIdentifier": format!("sha256:{}", release.content_sha256),
        "alternateIdentifierType": "Content digest of all tables",
    };
    let value = object! {
        "alternateIdentifiers": Ordered::list([digest]),
        "contributors"?: Ordered::list(contact.map(|contact| object! {
            "contributorType": "ContactPerson",
            "name": &contact.name,
        })),
        "creators": Ordered::list([object! { "name": publisher, "nameType": "Organizational" }]),
        "dates": dates(release),
        "descriptions"?: Ordered::list(dataset.description.iter().map(|(language, text)| object! {
            "description": text,
            "descriptionType": "Abstract",
            "lang": language,
        })),
        "formats"?: formats(release),
        "language"?: language,
        "publicationYear": citation::year(release),
        "publisher": object! { "name": publisher },
        "relatedIdentifiers"?: related(release),
        "rightsList": Ordered::list([object! { "rights": &dataset.license.name, "rightsUri": &dataset.license.url }]),
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "sizes": Ordered::list([format!("{rows} rows in {} tables", release.tables.len())]),
        "subjects"?: subjects(release),
        "titles": titles(release),
        "types": object! { "resourceType": "Tables of recommendations", "resourceTypeGeneral": "Dataset" },
        "url"?: citation::page(release),
        "version": release.version.to_string(),
    };
    vec![SmallFile::new("datacite.json", "application/vnd.datacite.datacite+json", value.to_file())]
}

fn titles(release: &Release<'_>) -> Ordered {
    let own = object! { "lang": Release::LANGUAGE, "title": release.title() };
    let others = release.other_titles().map(|(language, title)| {
        object! { "lang": language, "title": title, "titleType": "TranslatedTitle" }
    });
    Ordered::list([own].into_iter().chain(others))
}

fn dates(release: &Release<'_>) -> Ordered {
    let issued = object! { "date": release.day(), "dateType": "Issued" };
    let covered = release.coverage().map(|days| {
        object! { "date": days, "dateInformation": "Meetings that are covered", "dateType": "Other" }
    });
    Ordered::list([issued].into_iter().chain(covered))
}

fn subjects(release: &Release<'_>) -> Ordered {
    let words = citation::keywords(release).into_iter().map(|keyword| object! { "subject": keyword });
    // The name of a theme is not known, only its address.
    let themes = release.dataset.themes.iter().map(|theme| object! { "subject": theme, "valueUri": theme });
    Ordered::list(words.chain(themes))
}

fn related(release: &Release<'_>) -> Ordered {
    let doi = release.dataset.doi.as_ref().map(|doi| {
        object! { "relatedIdentifier": doi, "relatedIdentifierType": "DOI", "relationType": "IsVersionOf" }
    });
    let previous = release.previous.and_then(|previous| release.address_of_version(previous)).map(|address| {
        object! { "relatedIdentifier": address, "relatedIdentifierType": "URL", "relationType": "IsNewVersionOf" }
    });
    Ordered::list(doi.into_iter().chain(previous))
}

/// The media types of the files, each once, sorted.
fn formats(release: &Release<'_>) -> Ordered {
    Ordered::list(release.files.iter().map(|file| file.media_type).collect::<BTreeSet<_>>())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::samples::{self, Known};
    use super::*;

    fn described(known: Known) -> Value {
        samples::with(known, |release| serde_json::from_slice(&files(release).remove(0).bytes).unwrap())
    }

    #[test]
    fn what_the_kernel_requires_is_always_there() {
        let value = described(Known::Little);
        assert_eq!(value["creators"], json!([{"name": "A publisher", "nameType": "Organizational"}]));
        assert_eq!((&value["publicationYear"], &value["publisher"]["name"]), (&json!("2023"), &json!("A publisher")));
        assert_eq!(value["titles"][1], json!({"lang": "zh", "title": "样本", "titleType": "TranslatedTitle"}));
        assert_eq!(value["types"]["resourceTypeGeneral"], "Dataset");
        for unknown in ["relatedIdentifiers", "contributors", "url", "language", "doi"] {
            assert_eq!(value.get(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_version_points_to_the_dataset_and_to_the_version_before() {
        let value = described(Known::Everything);
        let related: Vec<&str> = value["relatedIdentifiers"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|one| one["relationType"].as_str())
            .collect();
        assert_eq!(related, ["IsVersionOf", "IsNewVersionOf"]);
        assert_eq!(
            value["relatedIdentifiers"][1]["relatedIdentifier"],
            "https://data.example.org/recommendations/v1.1.3/"
        );
        assert_eq!(value["dates"][1]["date"], "2012-05-30/2018-07-06");
        assert_eq!((&value["language"], value.get("doi")), (&json!("zh"), None));
    }
}
