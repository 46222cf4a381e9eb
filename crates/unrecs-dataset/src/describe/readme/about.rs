//! What the README says about the release as a whole: its limits, its version, where it comes from, and how to cite and check it.

use std::fmt::{self, Write as _};

use super::{cell, named, words};
use crate::describe::series::{self, Gaps};
use crate::describe::{Release, citation};
use crate::tables::schema::Table;

/// How many documents are named; the table of documents has them all.
const NAMED_DOCUMENTS: usize = 10;

/// What is not known or not right, counted.
pub(super) fn limits(out: &mut String, release: &Release<'_>) -> fmt::Result {
    out.push_str(
        "## Known limits\n\nNothing is guessed: a reference whose target is not certain is left open, with its candidates. How the \
         references ended:\n\n| `status` | references | meaning |\n| --- | ---: | --- |\n",
    );
    let references = Table::of("references");
    for (status, count) in &release.limits.references {
        let meaning = references.and_then(|table| table.meaning("status", status)).map_or("", |words| words.en);
        writeln!(out, "| `{status}` | {count} | {} |", cell(meaning))?;
    }
    let findings: Vec<String> =
        release.limits.findings.iter().map(|(severity, count)| format!("{severity} {count}")).collect();
    writeln!(
        out,
        "\nWhat was found wrong or doubtful in the documents, by severity: {}. Each finding is in \
         `provenance/findings.ndjson`, with its place in the source.\n\nEverything was read by a program, by rules. The words of the \
         documents are as printed, so an error in print is an error in the data.\n",
        findings.join(", ")
    )?;
    let gaps = series::gaps(release.documents.iter().filter_map(|document| document.symbol));
    for Gaps { series, range: [first, last], missing } in &gaps {
        let missing = series::listed(missing);
        writeln!(
            out,
            "Of the series {} from {first} to {last}, these numbers are not in the dataset: {missing}.\n",
            words(series)
        )?;
    }
    Ok(())
}

/// What changed, and what the parts of a version promise.
pub(super) fn versions(out: &mut String, release: &Release<'_>) -> fmt::Result {
    out.push_str("## Versions\n\n");
    let reason = release.reason.trim_end_matches('.');
    match release.previous {
        Some(previous) => writeln!(
            out,
            "Since version {previous}: {reason}. Every change is in `changes/`, and told for people in `CHANGELOG.md`.\n"
        )?,
        None => writeln!(out, "There is no version to compare it with: {reason}.\n")?,
    }
    out.write_str(
        "The version follows from what changed, and a version is never given twice:\n\n\
         - MAJOR: something you may rely on is gone or is called otherwise: a row, a key, a table, a column, a code, a format.\n\
         - MINOR: there is more, and all that was there is there: rows, columns, tables, codes, formats.\n\
         - PATCH: the same rows say something else: values corrected, other places in the sources, documentation.\n\n",
    )
}

/// What was read, with what.
pub(super) fn provenance(out: &mut String, release: &Release<'_>) -> fmt::Result {
    let (name, version) = release.generator;
    writeln!(out, "## Provenance\n\nMade by {name} {version} at {} from:\n", release.instant())?;
    for document in release.documents.iter().take(NAMED_DOCUMENTS) {
        let title = words(document.title.unwrap_or(document.document_id));
        let symbol = document.symbol.map_or(String::new(), |symbol| format!(", {}", words(symbol)));
        writeln!(
            out,
            "- {title}{symbol} (`{}`, {} bytes, SHA-256 `{}`)",
            document.source_path, document.source_bytes, document.source_sha256
        )?;
    }
    match release.documents.len() {
        0 => out.push_str("- no document\n"),
        count if count > NAMED_DOCUMENTS => {
            writeln!(out, "- and {} more, in the table `documents`", count - NAMED_DOCUMENTS)?;
        }
        _ => {}
    }
    writeln!(
        out,
        "\nThe texts that were read are in `data/text/`. The list of the files, where every word stands in them, the run and its findings are in `provenance/`. The SHA-256 of the content, which is the same in \
         every format, is `{}`; `manifest.json` has that of each table.\n",
        release.content_sha256
    )
}

/// Under which terms, and how to cite.
pub(super) fn terms(out: &mut String, release: &Release<'_>) -> fmt::Result {
    let license = &release.dataset.license;
    writeln!(out, "## Terms\n\n{}\n", named(&license.name, Some(&license.url)))?;
    writeln!(out, "## Citation\n\nName the version that you used.\n\n> {}\n", words(&citation::line(release)))?;
    writeln!(out, "```bibtex\n{}\n```\n", citation::bibtex(release))?;
    writeln!(out, "`CITATION.cff` and `datacite.json` say the same to programs.\n")
}

/// How to find out that nothing is missing or damaged.
pub(super) const CHECKING: &str = "## Checking the files\n\n```sh\nsha256sum -c SHA256SUMS\n```\n\n";
