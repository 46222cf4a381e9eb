//! Everything that differs between two releases: the tables, and what stands beside them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::opened::{OpenError, Opened};
use crate::compare::{self, Bump, Changes, Reason};
use crate::layout;
use crate::release::manifest::listed::FileEntry;

/// What a release has beside its tables.
pub(crate) struct DatasetMetadata<'a> {
    /// What the dataset is called, and its terms.
    pub(crate) heading: &'a Value,
    /// The names of the formats of the data.
    pub(crate) formats: BTreeSet<&'a str>,
}

/// Compares two releases, in whatever order they were made. Every file that is read is compared with its digest in the manifest.
///
/// # Errors
/// [`OpenError`] where one of them cannot be read, or holds what cannot be compared.
pub fn difference(before: &Opened, after: &Opened) -> Result<Changes, OpenError> {
    let inputs = after.manifest().origins.since(&before.manifest().origins);
    let beside = beside(&DatasetMetadata::of(before), &DatasetMetadata::of(after));
    let schemas = [before.manifest().schema_version, after.manifest().schema_version];
    of_all(schemas, beside, || compare::compare(before, after, &inputs))
}

/// Everything that changed: the tables, and what is said beside them. Of releases of two schemas the rows cannot be compared.
///
/// # Errors
/// Those of `compare`.
pub(crate) fn of_all(
    [before, after]: [u32; 2],
    beside: Vec<Reason>,
    compare: impl FnOnce() -> Result<Changes, OpenError>,
) -> Result<Changes, OpenError> {
    let other = || Reason {
        level: Bump::Major,
        text: format!("the data moved from schema {before} to schema {after}; their rows cannot be compared"),
    };
    let mut changes =
        if before == after { compare()? } else { Changes { beside: vec![other()], ..Changes::default() } };
    changes.beside.extend(beside);
    Ok(changes)
}

/// What changed beside the tables.
pub(crate) fn beside(before: &DatasetMetadata<'_>, after: &DatasetMetadata<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut say = |level, text| reasons.push(Reason { level, text });
    before.formats.difference(&after.formats).for_each(|format| say(Bump::Major, format!("format {format} removed")));
    after.formats.difference(&before.formats).for_each(|format| say(Bump::Minor, format!("format {format} added")));
    if let (Some(then), Some(now)) = (before.heading.as_object(), after.heading.as_object()) {
        let names = then.keys().chain(now.keys().filter(|name| !then.contains_key(*name)));
        // A program that knows more to say says nothing of it where it is not configured.
        let said = |value: Option<&Value>| value.filter(|value| !value.is_null() && **value != json!([])).cloned();
        for name in names.filter(|name| said(then.get(*name)) != said(now.get(*name))) {
            // The identifier names files, and is what others hold on to.
            let level = if name == "id" { Bump::Major } else { Bump::Patch };
            say(level, format!("{name} of the dataset changed"));
        }
    }
    reasons
}

impl<'a> DatasetMetadata<'a> {
    pub(crate) fn of(release: &'a Opened) -> Self {
        let manifest = release.manifest();
        Self { heading: &manifest.dataset, formats: formats_of(&manifest.files) }
    }
}

/// The names of the formats of the data among the files of a release.
pub(crate) fn formats_of(files: &[FileEntry]) -> BTreeSet<&str> {
    files.iter().filter_map(|file| layout::format_of(&file.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_tables_say_stays_beside_what_else_changed() {
        let reason = |text: &str| Reason { level: Bump::Patch, text: text.to_owned() };
        let compared = || Ok(Changes { beside: vec![reason("the order")], ..Changes::default() });
        let told = |schemas| {
            let changes = of_all(schemas, vec![reason("the title")], compared).unwrap();
            (changes.bump(), changes.beside.into_iter().map(|reason| reason.text).collect::<Vec<_>>())
        };
        assert_eq!(told([2, 2]), (Bump::Patch, vec!["the order".to_owned(), "the title".to_owned()]));
        let (bump, texts) = told([1, 2]);
        assert_eq!((bump, texts.len(), texts[1].as_str()), (Bump::Major, 2, "the title"));
    }

    #[test]
    fn formats_and_the_heading_have_their_levels() {
        let (old, new) = (
            json!({"id": "a", "title": "x", "gone": 1}),
            json!({"id": "b", "title": "y", "new": 1, "contact": null, "themes": []}),
        );
        let before = DatasetMetadata { heading: &old, formats: ["csv", "xml"].into() };
        let after = DatasetMetadata { heading: &new, formats: ["csv", "json"].into() };
        let told: Vec<_> = beside(&before, &after).into_iter().map(|reason| (reason.level, reason.text)).collect();
        let expected = [
            (Bump::Major, "format xml removed"),
            (Bump::Minor, "format json added"),
            (Bump::Patch, "gone of the dataset changed"),
            (Bump::Major, "id of the dataset changed"),
            (Bump::Patch, "title of the dataset changed"),
            (Bump::Patch, "new of the dataset changed"),
        ];
        assert_eq!(told, expected.map(|(level, text)| (level, text.to_owned())));
        assert!(beside(&before, &before).is_empty());
    }
}
