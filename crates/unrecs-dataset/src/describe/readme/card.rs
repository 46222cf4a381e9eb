//! The front matter of the README: what Hugging Face reads of it, so that the directory of a release is a dataset there.

use std::fmt::{self, Write as _};

use crate::describe::yaml::{list, quoted};
use crate::describe::{Release, citation};

/// The table that is loaded where none is named.
const DEFAULT: &str = "paragraphs";

/// YAML between two lines of dashes: one configuration for each table that is there as Parquet.
pub(super) fn front_matter(out: &mut String, release: &Release<'_>) -> fmt::Result {
    let dataset = release.dataset;
    writeln!(out, "---\npretty_name: {}", quoted(release.title()))?;
    out.push_str(&list("language", &release.languages()));
    // The list of licenses there does not hold every license; `other` with a name and an address holds for each.
    writeln!(out, "license: other")?;
    let name = license_name(&dataset.license.name);
    if !name.is_empty() {
        writeln!(out, "license_name: {}", quoted(&name))?;
    }
    writeln!(out, "license_link: {}", quoted(&dataset.license.url))?;
    out.push_str(&list("tags", &citation::keywords(release)));
    out.push_str(&list("size_categories", &[size_category(release.tables.iter().map(|table| table.rows).sum())]));
    let tables = release.tables_as("parquet");
    if !tables.is_empty() {
        out.push_str("configs:\n");
    }
    for (table, file) in &tables {
        writeln!(out, "  - config_name: {}", quoted(table.schema.name))?;
        if table.schema.name == DEFAULT {
            out.push_str("    default: true\n");
        }
        writeln!(out, "    data_files:\n      - split: train\n        path: {}", quoted(file.path))?;
    }
    out.write_str("---\n\n")
}

/// The name of a license as an identifier there: lower-case letters, digits, dots and hyphens.
fn license_name(name: &str) -> String {
    let keep = |character: char| character.is_ascii_alphanumeric() || character == '.';
    let words: Vec<&str> = name.split(|character| !keep(character)).filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}

/// The category of a number of rows, as the list there has it.
fn size_category(rows: usize) -> &'static str {
    match rows {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        10_000_000..100_000_000 => "10M<n<100M",
        100_000_000..1_000_000_000 => "100M<n<1B",
        _ => "n>1B",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_license_gets_an_identifier_and_a_number_a_category() {
        assert_eq!(license_name("Terms of use (United Nations), v1.0"), "terms-of-use-united-nations-v1.0");
        assert_eq!(license_name("条款"), "");
        assert_eq!([999, 1_000, 999_999].map(size_category), ["n<1K", "1K<n<10K", "100K<n<1M"]);
    }
}
