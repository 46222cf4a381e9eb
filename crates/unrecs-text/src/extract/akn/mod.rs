//! Reads Akoma Ntoso, as the United Nations publish it (AKN4UN) and as anybody else may write it.
//!
//! The text has the layout of the printed page. A paragraph is a line, with its number in front; headings have a blank line above; the
//! rows of a table are rows of Markdown; footnotes stand at the end. What the layout does not know has lines of its own, so that no word
//! is lost.

mod declarations;
mod elements;
mod languages;
mod layout;
mod page;
mod raised;
mod sheet;
mod white;
mod xml;

use super::declared::Declared;
use super::error::XmlError;
use super::mark::{Mark, MarkKind};
use super::origin::Origin;
use declarations::Declarations;
use layout::Layout;
use xml::{Piece, Xml};

/// What a file says.
pub(super) struct Document {
    pub text: String,
    pub origins: Vec<Origin>,
    pub marks: Vec<Mark>,
    pub declared: Declared,
}

/// Reads a file from its beginning to its end, once.
///
/// # Errors
/// Where the XML is not well-formed, or has what is not read.
pub(super) fn read(file: &str) -> Result<Document, XmlError> {
    let (mut xml, mut layout, mut facts) = (Xml::new(file), Layout::default(), Declarations::default());
    // Elements that are open in a footnote that stands in `meta`.
    let mut note = 0_usize;
    loop {
        let is_fact = facts.is_open() && note == 0;
        match xml.next()? {
            Piece::Open(tag) if note > 0 || (is_fact && tag.name == "note") => {
                note += 1;
                layout.open(&tag, None);
            }
            Piece::Open(tag) if is_fact || tag.name == "meta" => facts.open(&tag),
            Piece::Open(tag) => {
                let field = facts.content(&tag);
                layout.open(&tag, field);
            }
            Piece::Close(end) if is_fact => facts.close(end),
            Piece::Close(end) => {
                note = note.saturating_sub(1);
                layout.close(end, &mut facts);
            }
            Piece::Text(raw, _) if is_fact => facts.text(raw),
            Piece::Text(raw, source) => layout.text(raw, source),
            Piece::Reference(c, _) if is_fact => facts.reference(c),
            Piece::Reference(c, source) => layout.reference(c, source),
            Piece::End => break,
        }
    }
    let written = layout.finish();
    let marks = joined(written.marks, &written.text);
    Ok(Document { text: written.text, origins: written.origins, marks, declared: facts.finish() })
}

/// The marks in the order of the text; emphasis that a file cuts into pieces is one range.
fn joined(mut marks: Vec<Mark>, text: &str) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.text().start, std::cmp::Reverse(mark.text().end)));
    let mut joined: Vec<Mark> = Vec::with_capacity(marks.len());
    let mut last: Option<usize> = None;
    for mark in marks {
        let range = mark.text();
        if *mark.kind() == MarkKind::Emphasis {
            if let Some(before) = last.and_then(|last| joined.get_mut(last)) {
                let end = before.text().end;
                let between =
                    end >= range.start || text[end..range.start].chars().all(|c| c.is_whitespace() && c != '\n');
                if between {
                    before.lengthen(end.max(range.end));
                    continue;
                }
            }
            last = Some(joined.len());
        }
        joined.push(mark);
    }
    joined
}
