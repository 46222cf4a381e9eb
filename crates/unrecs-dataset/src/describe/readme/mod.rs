//! `README.md` of a release: what it is, what is in it, how to load it, how far to trust it, and what every column means.

mod about;
mod card;
mod columns;
mod loading;

pub(super) use loading::examples;

use crate::layout::README;
use std::fmt::{self, Write as _};

use super::{Content, File, Release, Standard};
use crate::export::{Files, SmallFile};

/// Markdown in English, with the Chinese descriptions of tables and columns beside the English ones. Its front matter makes it the
/// card of a dataset of Hugging Face.
pub(super) const STANDARD: Standard = Standard { name: "readme", write: files };

fn files(release: &Release<'_>) -> Vec<SmallFile> {
    let mut text = String::new();
    write(&mut text, release).expect("a String takes every write");
    vec![SmallFile::new(README, "text/markdown", text)]
}

/// What most readers want comes first, and the columns, which are looked up, last.
fn write(out: &mut String, release: &Release<'_>) -> fmt::Result {
    card::front_matter(out, release)?;
    head(out, release)?;
    tables(out, release)?;
    loading::section(out, release)?;
    about::limits(out, release)?;
    about::versions(out, release)?;
    about::provenance(out, release)?;
    about::terms(out, release)?;
    out.push_str(about::CHECKING);
    columns::section(out, release)
}

fn head(out: &mut String, release: &Release<'_>) -> fmt::Result {
    let dataset = release.dataset;
    writeln!(out, "# {}\n", words(release.title()))?;
    for (_, other) in release.other_titles() {
        writeln!(out, "**{}**\n", words(other))?;
    }
    for description in dataset.description.values() {
        writeln!(out, "{}\n", words(description))?;
    }
    let publisher = named(&dataset.publisher.name, dataset.publisher.url.as_deref());
    writeln!(out, "Version {}, released on {} by {publisher}.", release.version, release.day())?;
    if let Some(homepage) = &dataset.homepage {
        writeln!(out, "More about the dataset: <{homepage}>.")?;
    }
    if let Some(contact) = &dataset.contact {
        let address = contact.url.clone().or_else(|| contact.email.as_ref().map(|email| format!("mailto:{email}")));
        writeln!(out, "Questions and corrections: {}.", named(&contact.name, address.as_deref()))?;
    }
    out.write_char('\n')
}

fn tables(out: &mut String, release: &Release<'_>) -> fmt::Result {
    out.push_str("## Tables\n\n| table | rows | what a row is |\n| --- | ---: | --- |\n");
    for table in &release.tables {
        let schema = table.schema;
        let anchor = columns::anchor(schema);
        writeln!(out, "| [`{}`](#{anchor}) | {} | {} |", schema.name, table.rows, cell(schema.description.en))?;
    }
    let (mut places, mut documents) = (Vec::new(), Vec::new());
    for format in release.formats {
        match format.files {
            Files::PerTable { .. } => places.push(format!("`data/{}/`", format.name)),
            Files::PerWork { extension, .. } => documents.push(format!("`data/{}/*.{extension}`", format.name)),
            Files::PerDocument { extension, .. } => documents.push(format!("`data/{}/*.{extension}`", format.name)),
            Files::Site { .. } => {}
            Files::Whole { .. } => places.extend(whole(release, format.name).map(|path| format!("`{path}`"))),
        }
    }
    if !places.is_empty() {
        writeln!(out, "\nThe same rows are in {}. `schema/` describes them to programs.", places.join(", "))?;
    }
    out.push_str(
        "\n`recommendations`, for people, is in `data/recommendations.csv` and `data/recommendations.parquet`; `segments` and `origins` \
         are in `provenance/`.\n",
    );
    if release.formats.iter().any(|format| format.name == "csv") {
        out.push_str(
            "\nThe other CSV files are for programs and hold the values as they are. A spreadsheet may read a text that begins with `=`, `+`, \
             `-` or `@` as a formula: import the columns as text.\n",
        );
    }
    if release.formats.iter().any(|format| matches!(format.files, Files::Site { .. })) {
        out.push_str("\nTo read and to search, open `site/index.html` in a browser.\n");
    }
    if !documents.is_empty() {
        writeln!(out, "\nEach document as a whole, with its references as links, is in {}.", documents.join(", "))?;
    }
    out.write_char('\n')
}

/// The file that holds the whole dataset in this format, if there is one.
fn whole<'a>(release: &Release<'a>, format: &str) -> Option<&'a str> {
    let holds = |file: &&File<'_>| matches!(file.content, Content::Dataset(of) if of.name == format);
    release.files.iter().find(holds).map(|file| file.path)
}

fn named(name: &str, url: Option<&str>) -> String {
    url.map_or_else(|| words(name), |url| format!("[{}](<{url}>)", words(name)))
}

/// Words of others in which nothing is markup (CommonMark 0.31, section 2.4), in one line.
fn words(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => escaped.extend(['\\', character]),
            '\n' | '\r' => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Text as it may stand in a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests;
