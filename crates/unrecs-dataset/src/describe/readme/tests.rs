//! What a README says, and what it says only where it is known.

use super::super::samples::{self, Known};
use super::*;

fn readme(known: Known) -> String {
    samples::with(known, |release| String::from_utf8(files(release).remove(0).bytes).unwrap())
}

#[test]
fn front_matter_has_a_configuration_for_every_table() {
    let text = readme(Known::Little);
    let (front, rest) = text.strip_prefix("---\n").unwrap().split_once("---\n").unwrap();
    assert_eq!(front.matches("  - config_name: ").count(), crate::tables::TABLES.len());
    assert_eq!(front.matches("    default: true\n").count(), 1);
    let expected = "  - config_name: \"paragraphs\"\n    default: true\n    data_files:\n      - split: train\n        \
                    path: \"data/parquet/paragraphs.parquet\"\n";
    assert!(front.contains(expected), "{front}");
    assert!(front.contains("license_name: \"some-terms\"\n") && !front.contains("language:"), "{front}");
    assert!(rest.starts_with("\n# A sample\n\n**样本**\n"), "{rest}");
    assert!(readme(Known::Everything).contains("\nlanguage:\n  - \"zh\"\n"));
}

#[test]
fn every_section_is_there_and_tells_what_is_known() {
    let [everything, little] = [Known::Everything, Known::Little].map(readme);
    let sections =
        ["Tables", "Loading", "Known limits", "Versions", "Provenance", "Terms", "Citation", "Checking the files"];
    for section in sections.iter().chain(&["Columns"]) {
        for text in [&everything, &little] {
            assert_eq!(text.matches(&format!("\n## {section}\n")).count(), 1, "{section}");
        }
    }
    for expected in [
        "| `ambiguous` | 2 | Several targets are possible; they are the candidates. |\n",
        "by severity: error 0, warning 4, note 0.",
        "Since version 1.1.3: 3 rows of recommendations added; the word \"may\" became \"should\". Every change",
        "- 偷运移民问题工作组\"各项\"建议, CTOC/COP/WG.7/2019/4 (`input/documents/one.txt`, 36480 bytes, SHA-256 `",
        "Questions and corrections: [Data desk](<https://example.org/desk>).\n",
        "> A publisher (2023). A sample (version 1.2.0) \\[Data set\\]. https://doi.org/10.5281/zenodo.1234\n",
    ] {
        assert!(everything.contains(expected), "{expected}");
    }
    for expected in ["There is no version to compare it with: ", "- no document\n"] {
        assert!(little.contains(expected), "{expected}");
    }
    assert!(!little.contains("Questions and corrections") && !little.contains("example.org/data"));
}

#[test]
fn every_table_of_the_overview_leads_to_its_columns() {
    let text = readme(Known::Little);
    for table in crate::tables::TABLES {
        assert!(text.contains(&format!("| [`{0}`](#{0}) | ", table.name)), "{}", table.name);
        assert!(text.contains(&format!("\n### {}\n", table.name)), "{}", table.name);
    }
}

#[test]
fn examples_are_for_the_formats_that_are_there() {
    samples::with(Known::Little, |release| {
        let text = |formats: &[&str]| {
            let files = release.files.iter().filter(|file| {
                let own = match file.content {
                    Content::Table { format, .. } | Content::Dataset(format) => format.name,
                    _ => return true,
                };
                formats.contains(&own)
            });
            let release = Release {
                files: files.copied().collect(),
                tables: release.tables.clone(),
                documents: Vec::new(),
                limits: release.limits.clone(),
                formats: &[],
                ..*release
            };
            String::from_utf8(files_of(&release)).unwrap()
        };
        let parquet = text(&["parquet", "csv"]);
        assert_eq!((parquet.matches("```python\n").count(), parquet.matches("```sql\n").count()), (4, 2));
        assert!(!parquet.contains("read_csv"));
        let csv = text(&["csv"]);
        assert_eq!((csv.matches("```python\n").count(), csv.matches("```sql\n").count()), (3, 1));
        assert!(!csv.contains("read_parquet") && !csv.contains("configs:"));
        assert!(!text(&["xml"]).contains("## Loading"));
    });
}

fn files_of(release: &Release<'_>) -> Vec<u8> {
    files(release).remove(0).bytes
}

#[test]
fn words_of_others_are_no_markup() {
    let hostile = "a *b* [c](d) `e` <f> _g_ #h ~~i~~ \\ |\nj";
    let expected = r"a \*b\* \[c\](d) \`e\` \<f\> \_g\_ \#h \~\~i\~\~ \\ \| j";
    assert_eq!(words(hostile), expected);
    assert_eq!(named("x]", Some("https://example.org/a(b)")), r"[x\]](<https://example.org/a(b)>)");
}
