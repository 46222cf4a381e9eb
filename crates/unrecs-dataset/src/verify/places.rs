//! Words and where they stand: in the text of their paragraph, in the text that was read, and in the source where it is at hand.

use std::ops::Range;
use std::path::Path;

use ahash::RandomState;

use super::cursor::{Cursor, Kind};
use super::disk;
use super::loaded_release::LoadedRelease;
use super::manifest::DataClaim;
use super::report_log::{Check, Log, Place};
use super::words::{Slicer, spell};
use crate::input::{self, PdfLimits};
use crate::layout;
use crate::promises::shown;
use unrecs_text::extract::Rendition;
use unrecs_text::value::Digest;

/// Which file of a table counts.
pub(super) type Choose<'c> = &'c (dyn Fn(&str) -> Option<DataClaim> + Sync);

/// The columns that are needed of each table.
const DOCUMENTS: [(&str, Kind); 7] = [
    ("document_id", Kind::Text),
    ("source_path", Kind::Text),
    ("source_sha256", Kind::Text),
    ("language", Kind::Text),
    ("text_path", Kind::Text),
    ("text_sha256", Kind::Text),
    ("text_bytes", Kind::Number),
];
const PARAGRAPHS: [(&str, Kind); 4] =
    [("document_id", Kind::Text), ("text", Kind::Text), ("paragraph_id", Kind::Text), ("language", Kind::Text)];
/// Of references and mentions.
const FOUND: [(&str, Kind); 5] = [
    ("paragraph_id", Kind::Text),
    ("surface", Kind::Text),
    ("language", Kind::Text),
    ("text_start", Kind::Number),
    ("text_end", Kind::Number),
];
const ORIGINS: [(&str, Kind); 6] = [
    ("document_id", Kind::Text),
    ("language", Kind::Text),
    ("text_start", Kind::Number),
    ("text_end", Kind::Number),
    ("source_start", Kind::Number),
    ("source_end", Kind::Number),
];
const SEGMENTS: [(&str, Kind); 7] = [
    ("document_id", Kind::Text),
    ("kind", Kind::Text),
    ("paragraph_id", Kind::Text),
    ("language", Kind::Text),
    ("text_start", Kind::Number),
    ("text_end", Kind::Number),
    ("words_start", Kind::Number),
];

/// The tables that are read side by side, document by document, all in document order.
struct Rows {
    documents: Cursor,
    paragraphs: Cursor,
    /// References and mentions.
    found: Vec<Cursor>,
    segments: Option<Cursor>,
    origins: Option<Cursor>,
    hasher: RandomState,
}

/// Goes through all documents. Sources are looked for below `sources`.
pub(super) fn check(release: &LoadedRelease<'_>, choose: Choose<'_>, sources: &Path) -> Log {
    let mut log = Log::default();
    let Some(mut rows) = Rows::open(release, choose) else {
        let why = "there are no documents and paragraphs with columns that say where they stand";
        [Check::Texts, Check::Sources].into_iter().for_each(|check| log.missed(check, why));
        return log;
    };
    log.looked(Check::Texts, "words", 0);
    let (mut absent, mut other) = (0_u64, 0_u64);
    while rows.documents.is_here() {
        let source = match at_hand(&rows.documents, sources) {
            AtHand::Is(source) => Some(*source),
            AtHand::Not => {
                absent += 1;
                None
            }
            AtHand::Other => {
                other += 1;
                None
            }
            AtHand::Refused(problem) => {
                let place = Place::file(&rows.documents.file).row(rows.documents.row).column("source_path");
                log.differ(Check::Sources, place, problem);
                None
            }
        };
        let text = text_read(release, &rows.documents, &mut log);
        if let (Some(source), Some(text)) = (&source, &text)
            && source.text() != text
        {
            let place = Place::file(rows.documents.text(4).unwrap_or_default());
            let path = rows.documents.text(1).unwrap_or_default();
            log.differ(Check::Sources, place, format!("found another text than is read from {path}"));
        }
        rows.document(text.as_deref(), &mut log);
        rows.origins(source.as_ref(), &mut log);
        log.looked(Check::Sources, "sources", u64::from(source.is_some()));
        rows.documents.next();
    }
    let documents = |count: u64| format!("{count} document{}", if count == 1 { "" } else { "s" });
    let shown = sources.display();
    if absent > 0 {
        let why = format!(
            "the sources of {} are not at hand below {shown}; --sources says where they are",
            documents(absent)
        );
        log.missed(Check::Sources, why);
    }
    if other > 0 {
        let why = format!(
            "the files at hand below {shown} are not the sources of {}: they have another SHA-256",
            documents(other)
        );
        log.missed(Check::Sources, why);
    }
    rows.rest(&mut log);
    log
}

enum AtHand {
    Is(Box<Rendition>),
    Not,
    /// A file of the name is there, and it is not the source.
    Other,
    Refused(String),
}

/// The text that was read of the document here: the file that its row names, which is the one of its name and what its row says.
fn text_read(release: &LoadedRelease<'_>, documents: &Cursor, log: &mut Log) -> Option<String> {
    let of = |column: &str| Place::file(&documents.file).row(documents.row).column(column);
    let own = layout::text(documents.text(0)?, documents.text(3));
    let path = documents.text(4)?;
    if path != own {
        log.differ(Check::Texts, of("text_path"), format!("found {}; expected {}", shown(path), shown(&own)));
        return None;
    }
    let text = release.disk.size(path).and_then(|_| release.disk.bytes(path).ok());
    let Some(text) = text.and_then(|bytes| String::from_utf8(bytes).ok()) else {
        log.differ(Check::Texts, Place::file(path), "found no text in UTF-8; expected the text that was read");
        return None;
    };
    log.looked(Check::Texts, "texts", 1);
    let digest = Digest::of(text.as_bytes()).to_string();
    if documents.text(5) != Some(&digest) {
        let found = documents.text(5).unwrap_or("no value");
        log.differ(Check::Texts, of("text_sha256"), format!("found {found}; expected {digest}, that of {path}"));
    }
    if documents.offset(6) != Some(text.len()) {
        let found = documents.offset(6).map_or("no value".to_owned(), |found| found.to_string());
        log.differ(Check::Texts, of("text_bytes"), format!("found {found}; expected {}, that of {path}", text.len()));
    }
    Some(text)
}

/// The text of a document that was read, as the release has it.
pub(super) fn published_text(release: &LoadedRelease<'_>, id: &str, language: Option<&str>) -> Option<String> {
    let path = layout::text(id, language);
    String::from_utf8(release.disk.size(&path).and_then(|_| release.disk.bytes(&path).ok())?).ok()
}

fn at_hand(documents: &Cursor, sources: &Path) -> AtHand {
    let (Some(path), Some(digest)) = (documents.text(1), documents.text(2)) else { return AtHand::Not };
    match disk::below(sources, path) {
        Err(problem) => AtHand::Refused(problem),
        Ok(None) => AtHand::Not,
        Ok(Some(file)) => match input::document(&file, path, &PdfLimits::default()) {
            Ok(source) if source.digest().to_string() == digest => AtHand::Is(Box::new(source)),
            _ => AtHand::Other,
        },
    }
}

impl Rows {
    fn open(release: &LoadedRelease<'_>, choose: Choose<'_>) -> Option<Self> {
        let open = |table: &str, columns: &[(&str, Kind)]| Cursor::open(release, table, &choose(table)?, columns);
        Some(Self {
            documents: open("documents", &DOCUMENTS)?,
            paragraphs: open("paragraphs", &PARAGRAPHS)?,
            found: ["references", "mentions"].iter().filter_map(|table| open(table, &FOUND)).collect(),
            segments: open("segments", &SEGMENTS),
            origins: open("origins", &ORIGINS),
            hasher: RandomState::new(),
        })
    }

    /// Goes through all rows of the document here.
    fn document(&mut self, text: Option<&str>, log: &mut Log) {
        let Self { documents, paragraphs, found, segments, hasher, .. } = self;
        let of_document = [documents.text(0), documents.text(3)];
        let mut pieces: Vec<(u64, Piece)> = Vec::new();
        for segments in segments.iter_mut() {
            while segments.is_here() && [segments.text(0), segments.text(3)] == of_document {
                if let (Some(paragraph), Some("words"), Some(start), Some(end)) =
                    (segments.text(2), segments.text(1), segments.offset(4), segments.offset(5))
                {
                    let piece = Piece { bytes: start..end, words_start: segments.offset(6), row: segments.row };
                    pieces.push((hasher.hash_one(paragraph), piece));
                }
                segments.next();
            }
        }
        // Stable, so that the pieces of a paragraph stay in their order.
        pieces.sort_by_key(|(paragraph, _)| *paragraph);
        let file = segments.as_ref().map(|segments| segments.file.as_str());
        while paragraphs.is_here() && [paragraphs.text(0), paragraphs.text(3)] == of_document {
            let hash = paragraphs.text(2).map(|paragraph| hasher.hash_one(paragraph));
            let first = pieces.partition_point(|(paragraph, _)| Some(*paragraph) < hash);
            let own = pieces[first..].iter().take_while(|(paragraph, _)| Some(*paragraph) == hash);
            let pieces = own.map(|(_, piece)| piece).collect();
            if let (Some(text), Some(file)) = (text, file) {
                words(paragraphs, text, &OwnSegments { pieces, file }, log);
            }
            for found in found.iter_mut() {
                let mut slicer = Slicer::default();
                let of_paragraph = [paragraphs.text(2), paragraphs.text(3)];
                while found.is_here() && [found.text(0), found.text(2)] == of_paragraph {
                    surface(found, paragraphs.text(1).unwrap_or_default(), &mut slicer, log);
                    found.next();
                }
            }
            paragraphs.next();
        }
    }

    /// Compares the origins of the document here with those of its source, where it is at hand.
    fn origins(&mut self, source: Option<&Rendition>, log: &mut Log) {
        let Some(rows) = &mut self.origins else { return };
        let of_document = [self.documents.text(0), self.documents.text(3)];
        let mut origins = source.map(|source| source.origins().iter());
        while rows.is_here() && [rows.text(0), rows.text(1)] == of_document {
            if let Some(origins) = &mut origins {
                log.looked(Check::Sources, "origins", 1);
                let found = [2, 3, 4, 5].map(|column| rows.offset(column));
                let origin = origins.next().map(|origin| (origin.text(), origin.source()));
                let expected = origin.map(|(text, source)| [text.start, text.end, source.start, source.end].map(Some));
                if expected != Some(found) {
                    let shown = |places: [Option<usize>; 4]| {
                        places.map(|place| place.map_or("none".to_owned(), |place| place.to_string())).join(", ")
                    };
                    let expected = expected.map_or("no more row".to_owned(), shown);
                    let problem = format!("found {}; expected {expected}, as the source has", shown(found));
                    log.differ(Check::Sources, Place::file(&rows.file).row(rows.row), problem);
                }
            }
            rows.next();
        }
        if let Some(left) = origins.map(Iterator::count).filter(|left| *left > 0 && !rows.broken) {
            let path = self.documents.text(1).unwrap_or_default();
            log.differ(Check::Sources, Place::file(&rows.file), format!("found {left} rows too few of {path}"));
        }
    }

    /// Rows that were not come by stand where no document led.
    fn rest(&self, log: &mut Log) {
        let tables = [Some(&self.paragraphs), self.segments.as_ref(), self.origins.as_ref()].into_iter().flatten();
        for cursor in tables.clone().chain(&self.found).filter(|cursor| cursor.is_here()) {
            let problem = "found a row out of the order of the documents; what stands from here on was not compared";
            log.differ(Check::Texts, Place::file(&cursor.file).row(cursor.row), problem);
        }
        if tables.chain([&self.documents]).chain(&self.found).any(|cursor| cursor.broken) {
            log.missed(Check::Texts, "a file of rows breaks off");
        }
    }
}

/// Whether the words at a place of a text are those that are said to be there.
fn surface(found: &Cursor, text: &str, slicer: &mut Slicer, log: &mut Log) {
    log.looked(Check::Texts, "words", 1);
    let points = found.offset(3).zip(found.offset(4));
    let slice = points.and_then(|(start, end)| slicer.slice(text, start..end));
    if slice != found.text(1) {
        let (surface, slice) = (found.text(1).unwrap_or_default(), slice.map_or("nothing".to_owned(), shown));
        let problem =
            format!("found {}; expected {slice}, which is at text_start to text_end of the text", shown(surface));
        log.differ(Check::Texts, Place::file(&found.file).row(found.row).column("surface"), problem);
    }
}

/// A segment with words of a paragraph.
struct Piece {
    bytes: Range<usize>,
    words_start: Option<usize>,
    /// The number of its row.
    row: u64,
}

/// The segments with words of one paragraph.
struct OwnSegments<'p> {
    pieces: Vec<&'p Piece>,
    /// The file of their rows.
    file: &'p str,
}

/// Whether the segments of a paragraph make its text, and begin in it where they say.
fn words(row: &Cursor, read: &str, own: &OwnSegments<'_>, log: &mut Log) {
    let OwnSegments { pieces, file } = own;
    let text = row.text(1).unwrap_or_default();
    log.looked(Check::Texts, "paragraphs", 1);
    log.looked(Check::Texts, "segments", pieces.len() as u64);
    let Some(starts) = spell(read, pieces.iter().map(|piece| &piece.bytes), text) else {
        let joined: String = pieces.iter().filter_map(|piece| read.get(piece.bytes.clone())).collect();
        let problem = format!("found {}; expected {}, the words of its segments", shown(text), shown(&joined));
        return log.differ(Check::Texts, Place::file(&row.file).row(row.row).column("text"), problem);
    };
    for (piece, start) in pieces.iter().zip(starts).filter(|(piece, start)| piece.words_start != Some(*start)) {
        let found = piece.words_start.map_or("no value".to_owned(), |found| found.to_string());
        let problem = format!("found {found}; expected {start}, where its words begin in the text of its paragraph");
        log.differ(Check::Texts, Place::file(*file).row(piece.row).column("words_start"), problem);
    }
}
