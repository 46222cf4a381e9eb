//! `datacite.json`: the metadata with which an archive registers a release, in the JSON form of DataCite's kernel 4.

use serde_json::{Value, json};

use super::{Release, Standard, citation, json};
use crate::export::SmallFile;

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
    let value = json!({
        "alternateIdentifiers": [{
            "alternateIdentifier": format!("sha256:{}", release.content_sha256),
            "alternateIdentifierType": "Content digest of all tables",
        }],
        "contributors": contributors(release),
        "creators": [{"name": publisher, "nameType": "Organizational"}],
        "dates": dates(release),
        "descriptions": descriptions(release),
        "formats": formats(release),
        "language": language,
        "publicationYear": citation::year(release),
        "publisher": {"name": publisher},
        "relatedIdentifiers": related(release),
        "rightsList": [{"rights": dataset.license.name, "rightsUri": dataset.license.url}],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "sizes": [format!("{rows} rows in {} tables", release.tables.len())],
        "subjects": subjects(release),
        "titles": titles(release),
        "types": {"resourceType": "Tables of recommendations", "resourceTypeGeneral": "Dataset"},
        "url": citation::page(release),
        "version": release.version.to_string(),
    });
    vec![json::file("datacite.json", "application/vnd.datacite.datacite+json", value)]
}

fn titles(release: &Release<'_>) -> Vec<Value> {
    let mut titles = vec![json!({"lang": Release::LANGUAGE, "title": release.title()})];
    let others = release.dataset.title.iter().filter(|(language, _)| *language != Release::LANGUAGE);
    titles.extend(
        others.map(|(language, title)| json!({"lang": language, "title": title, "titleType": "TranslatedTitle"})),
    );
    titles
}

fn descriptions(release: &Release<'_>) -> Vec<Value> {
    let texts = release.dataset.description.iter();
    texts
        .map(|(language, text)| json!({"description": text, "descriptionType": "Abstract", "lang": language}))
        .collect()
}

fn dates(release: &Release<'_>) -> Vec<Value> {
    let mut dates = vec![json!({"date": release.day(), "dateType": "Issued"})];
    dates.extend(release.period.map(|(first, last)| {
        json!({"date": format!("{first}/{last}"), "dateInformation": "Meetings that are covered", "dateType": "Other"})
    }));
    dates
}

fn contributors(release: &Release<'_>) -> Option<Vec<Value>> {
    let contact = release.dataset.contact.as_ref()?;
    Some(vec![json!({"contributorType": "ContactPerson", "name": contact.name})])
}

fn subjects(release: &Release<'_>) -> Vec<Value> {
    let words = citation::keywords(release).into_iter().map(|keyword| json!({"subject": keyword}));
    // The name of a theme is not known, only its address.
    let themes = release.dataset.themes.iter().map(|theme| json!({"subject": theme, "valueUri": theme}));
    words.chain(themes).collect()
}

fn related(release: &Release<'_>) -> Vec<Value> {
    let mut related = Vec::new();
    related.extend(
        release.dataset.doi.as_ref().map(
            |doi| json!({"relatedIdentifier": doi, "relatedIdentifierType": "DOI", "relationType": "IsVersionOf"}),
        ),
    );
    if let Some(address) = release.previous.and_then(|previous| release.address_of_version(previous)) {
        related.push(
            json!({"relatedIdentifier": address, "relatedIdentifierType": "URL", "relationType": "IsNewVersionOf"}),
        );
    }
    related
}

/// The media types of the files, each once, sorted.
fn formats(release: &Release<'_>) -> Vec<String> {
    let mut types: Vec<String> = release.files.iter().map(|file| file.media_type.to_owned()).collect();
    types.sort();
    types.dedup();
    types
}

#[cfg(test)]
mod tests {
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
