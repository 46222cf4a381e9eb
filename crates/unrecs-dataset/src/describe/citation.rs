//! How to cite a release: `CITATION.cff` (Citation File Format 1.2.0) for people and their tools.

use super::yaml::{list, quoted};
use super::{Release, Standard};
use crate::export::SmallFile;

/// A reference of the type `dataset`.
pub(super) const STANDARD: Standard = Standard { name: "citation", write: files };

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    let dataset = release.dataset;
    let (publisher, contact) = (&dataset.publisher, dataset.contact.as_ref());
    let (version, day, page) = (release.version.to_string(), release.day(), page(release));
    let message = "Please cite this dataset when you use it, with the version that you used.";
    let lines = [
        ("message: ", Some(message)),
        ("title: ", Some(release.title())),
        ("version: ", Some(&version)),
        ("date-released: ", Some(&day)),
        ("authors:\n  - name: ", Some(&publisher.name)),
        ("    website: ", publisher.url.as_deref()),
        ("abstract: ", Some(release.description()).filter(|text| !text.is_empty())),
        // The member `license` takes SPDX identifiers alone, which the name of the terms need not be.
        ("license-url: ", Some(&dataset.license.url)),
        ("url: ", page.as_deref()),
        // Not `doi`, which would be that of this version.
        ("identifiers:\n  - type: doi\n    value: ", dataset.doi.as_deref()),
        ("    description: ", dataset.doi.as_ref().map(|_| "The dataset in all its versions")),
        ("contact:\n  - name: ", contact.map(|contact| contact.name.as_str())),
        ("    email: ", contact.and_then(|contact| contact.email.as_deref())),
        ("    website: ", contact.and_then(|contact| contact.url.as_deref())),
    ];
    let mut text = "cff-version: 1.2.0\ntype: dataset\n".to_owned();
    for (before, value) in lines.into_iter().filter_map(|(before, value)| Some((before, value?))) {
        text += &format!("{before}{}\n", quoted(value));
    }
    text += &list("keywords", &keywords(release));
    vec![SmallFile::new("CITATION.cff", "application/yaml", text)]
}

/// The keywords, each once, in their order.
pub(super) fn keywords<'a>(release: &Release<'a>) -> Vec<&'a str> {
    let mut once: Vec<&str> = Vec::new();
    for keyword in &release.dataset.keywords {
        if !once.contains(&keyword.as_str()) {
            once.push(keyword);
        }
    }
    once
}

/// The page to go to: that of the dataset, else the directory of the release; none where neither is known.
pub(super) fn page(release: &Release<'_>) -> Option<String> {
    release.dataset.homepage.clone().or_else(|| release.address())
}

/// One line as it may stand in a list of references. It ends with the DOI of the dataset in all its versions, else with its page.
pub(super) fn line(release: &Release<'_>) -> String {
    let (publisher, year, title) = (&release.dataset.publisher.name, year(release), release.title());
    let end = release.doi().or_else(|| page(release)).map_or(String::new(), |address| format!(" {address}"));
    format!("{publisher} ({year}). {title} (version {}) [Data set].{end}", release.version)
}

/// An entry of BibTeX. The digest is that of the content, so that who has the data can tell whether it is what was cited.
pub(super) fn bibtex(release: &Release<'_>) -> String {
    let dataset = release.dataset;
    let mut fields = vec![
        ("author", format!("{{{}}}", tex(&dataset.publisher.name))),
        ("title", format!("{{{}}}", tex(release.title()))),
        ("year", year(release)),
        ("version", release.version.to_string()),
        ("publisher", tex(&dataset.publisher.name)),
    ];
    // Addresses stand as they are: BibTeX takes these two verbatim.
    fields.extend(dataset.doi.as_ref().map(|doi| ("doi", doi.clone())));
    fields.extend(page(release).map(|page| ("url", page)));
    fields.push(("note", format!("Data set, content SHA-256 {}", release.content_sha256)));
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
    format!("@misc{{{}-{},\n{}\n}}", dataset.id, release.version, fields.join(",\n"))
}

/// The year of the release, of four digits.
pub(super) fn year(release: &Release<'_>) -> String {
    release.released_at.strftime("%Y").to_string()
}

/// Text in which nothing means something to TeX.
fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\textbackslash "),
            // BibTeX counts braces behind a backslash too.
            '{' => escaped.push_str("\\textbraceleft "),
            '}' => escaped.push_str("\\textbraceright "),
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', character]),
            '~' => escaped.push_str("\\textasciitilde "),
            '^' => escaped.push_str("\\textasciicircum "),
            '\n' => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::samples::{self, Known};
    use super::*;

    fn cff(known: Known) -> String {
        samples::with(known, |release| String::from_utf8(files(release).remove(0).bytes).unwrap())
    }

    #[test]
    fn a_file_says_what_is_known_and_nothing_else() {
        let little = cff(Known::Little);
        assert_eq!(
            little,
            "cff-version: 1.2.0\ntype: dataset\nmessage: \"Please cite this dataset when you use it, with the version that \
             you used.\"\ntitle: \"A sample\"\nversion: \"1.2.0\"\ndate-released: \"2023-11-14\"\nauthors:\n  - name: \
             \"A publisher\"\nabstract: \"Rows to test with.\"\nlicense-url: \"https://example.org/terms\"\nkeywords:\n  \
             - \"test\"\n"
        );
        let everything = cff(Known::Everything);
        for expected in [
            "    website: \"https://example.org/\"\n",
            "\nurl: \"https://example.org/data\"\n",
            "  - type: doi\n    value: \"10.5281/zenodo.1234\"\n",
            "contact:\n  - name: \"Data desk\"\n    email: \"data@example.org\"\n",
        ] {
            assert!(everything.contains(expected), "{expected} in {everything}");
        }
    }

    #[test]
    fn a_citation_names_the_version_and_where_to_find_it() {
        samples::with(Known::Little, |release| {
            assert_eq!(line(release), "A publisher (2023). A sample (version 1.2.0) [Data set].");
        });
        samples::with(Known::Everything, |release| {
            assert!(line(release).ends_with("[Data set]. https://doi.org/10.5281/zenodo.1234"));
            let entry = bibtex(release);
            assert!(entry.starts_with("@misc{sample-1.2.0,\n  author = {{A publisher}},\n"), "{entry}");
            assert!(entry.contains("  url = {https://example.org/data},\n"), "{entry}");
        });
    }

    #[test]
    fn text_means_nothing_to_tex() {
        assert_eq!(tex("50% of {a_b} & \\c"), "50\\% of \\textbraceleft a\\_b\\textbraceright  \\& \\textbackslash c");
    }
}
