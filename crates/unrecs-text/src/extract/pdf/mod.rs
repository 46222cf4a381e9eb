//! Reads a PDF by the words and boxes that poppler finds on its pages: `pdftotext -bbox-layout`.
//!
//! A PDF says where glyphs stand and nothing of lines, paragraphs or columns. This reader takes the words of each page with their boxes,
//! leaves out what every page repeats in its margins, takes footnotes out, reads columns one after the other, and joins lines into
//! paragraphs by their places. The text that it gives has the layout that the reader of Akoma Ntoso gives: a paragraph is a line, and
//! footnotes stand at the end.

mod columns;
mod direction;
mod furniture;
mod geometry;
mod hyphens;
mod notes;
mod paragraphs;
mod rows;
mod sheet;
#[cfg(test)]
mod tests;
mod unreadable;
mod words;

use super::mark::Mark;
use super::origin::Origin;
use direction::Direction;
use furniture::Furniture;
use hyphens::Hyphens;
use notes::Notes;
use rows::{Row, rows};
use sheet::Sheet;

pub use unreadable::{Illegible, Unreadable};
pub use words::PopplerProblem;

/// What poppler writes of a PDF.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'t> {
    /// The output of `pdftotext -bbox-layout`: XHTML with the pages, their words and the boxes of these.
    pub xhtml: &'t str,
    /// Which program wrote it, with its version, such as `poppler 22.12.0`.
    pub reader: &'t str,
    /// What the program found wrong with the file, in its own words.
    pub complaint: Option<&'t str>,
}

/// What is known of the pages of a PDF besides its text.
#[derive(Debug, Clone)]
pub struct Pages {
    pub(super) reader: String,
    pub(super) complaint: Option<String>,
    pub(super) margins: Vec<Margin>,
    pub(super) unreadable: Unreadable,
}

impl Pages {
    /// Which program took the words out, with its version.
    pub fn reader(&self) -> &str {
        &self.reader
    }

    /// What that program found wrong with the file.
    pub fn complaint(&self) -> Option<&str> {
        self.complaint.as_deref()
    }

    /// What stands in the margins of the pages and is no part of the text.
    pub fn margins(&self) -> &[Margin] {
        &self.margins
    }

    /// What cannot be read, page by page.
    pub fn unreadable(&self) -> &Unreadable {
        &self.unreadable
    }
}

/// What the words on the pages say.
pub(super) struct Document {
    pub text: String,
    pub origins: Vec<Origin>,
    pub marks: Vec<Mark>,
    /// What stands in the margins of the pages and is no part of the text.
    pub margins: Vec<Margin>,
    /// What cannot be read, page by page.
    pub unreadable: Unreadable,
}

/// Words that pages carry in their margins: running heads, page numbers, job numbers, bar codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Margin {
    /// The words, as they stand on the first of the pages.
    pub words: String,
    /// The pages that carry them, with other digits or the same, in their order.
    pub pages: Vec<u32>,
}

/// Reads what poppler wrote of a PDF.
///
/// # Errors
/// Where poppler wrote something else than pages with words and their boxes.
pub(super) fn read(layout: &str) -> Result<Document, PopplerProblem> {
    let mut pages = words::read(layout)?;
    let unreadable = Unreadable::of(&pages);
    let direction = Direction::of(&pages);
    direction.mirror(&mut pages);
    let mut printed: Vec<Vec<Row<'_>>> = pages.into_iter().map(|page| rows(page.words)).collect();
    let margins = Furniture::of(&printed, direction).take(&mut printed, direction);
    let body_height = rows::usual_height(&printed);
    let mut notes = Notes::new(body_height);
    let mut regions = Vec::new();
    for (page, rows) in (1..).zip(printed) {
        let rows = notes.take(rows, page);
        for column in columns::columns(rows.into_iter().flat_map(|row| row.words).collect()) {
            let rows = notes.take(column, page);
            if !rows.is_empty() {
                regions.push(paragraphs::Region::new(rows, page));
            }
        }
    }
    let paragraphs = paragraphs::paragraphs(regions);
    let hyphens = Hyphens::of(&paragraphs, &notes);
    let mut sheet = Sheet::new(&hyphens, direction, notes.names());
    paragraphs.iter().for_each(|paragraph| sheet.paragraph(paragraph));
    sheet.notes(&notes);
    let (text, origins, marks) = sheet.finish();
    Ok(Document { text, origins, marks, margins, unreadable })
}
