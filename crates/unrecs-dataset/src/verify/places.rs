//! Words and where they stand: in the text of their recommendation, and in the source where it is at hand.

use std::ops::Range;
use std::path::Path;

use ahash::RandomState;

use super::cursor::{Cursor, Kind};
use super::disk;
use super::loaded_release::LoadedRelease;
use super::manifest::DataClaim;
use super::report_log::{Check, Log, Place};
use super::words::{Slicer, spell, within};
use crate::input;
use crate::promises::shown;
use unrecs_text::source::Source;

/// Which file of a table counts.
pub(super) type Choose<'c> = &'c (dyn Fn(&str) -> Option<DataClaim> + Sync);

/// The columns of documents that are needed, and of what stands in a source: a text or nothing, its start, end and line, and the
/// place in the text.
const DOCUMENTS: [(&str, Kind); 3] =
    [("document_id", Kind::Text), ("source_path", Kind::Text), ("source_sha256", Kind::Text)];
const SPAN: [(&str, Kind); 3] =
    [("source_start", Kind::Number), ("source_end", Kind::Number), ("source_line", Kind::Number)];
const FOUND: [(&str, Kind); 2] = [("text_start", Kind::Number), ("text_end", Kind::Number)];
const START: usize = 2;
const END: usize = 3;
const LINE: usize = 4;
const TEXT_START: usize = 5;
const TEXT_END: usize = 6;
/// Of segments.
const KIND: usize = 1;
const UNIT_ID: usize = 4;
/// Of recommendations.
const OWN_ID: usize = 5;

/// The tables that are read side by side, document by document, all in document order.
struct Rows {
    documents: Cursor,
    meetings: Option<Cursor>,
    recommendations: Cursor,
    /// References and mentions.
    found: Vec<Cursor>,
    segments: Option<Cursor>,
    hasher: RandomState,
}

/// Goes through all documents. Sources are looked for below `sources`.
pub(super) fn check(release: &LoadedRelease<'_>, choose: Choose<'_>, sources: &Path) -> Log {
    let mut log = Log::default();
    let Some(mut rows) = Rows::open(release, choose) else {
        let why = "there are no documents and recommendations with columns that say where they stand";
        [Check::Texts, Check::Sources].into_iter().for_each(|check| log.missed(check, why));
        return log;
    };
    log.looked(Check::Texts, "words", 0);
    let (mut absent, mut other) = (0_u64, 0_u64);
    while rows.documents.is_here() {
        let source = match at_hand(&rows.documents, sources) {
            AtHand::Is(source) => Some(source),
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
        rows.document(source.as_ref(), &mut log);
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
    Is(Source),
    Not,
    /// A file of the name is there, and it is not the source.
    Other,
    Refused(String),
}

/// The source of the document here, where it is at hand.
pub(super) fn source_at_hand(documents: &Cursor, sources: &Path) -> Option<Source> {
    if let AtHand::Is(source) = at_hand(documents, sources) { Some(source) } else { None }
}

fn at_hand(documents: &Cursor, sources: &Path) -> AtHand {
    let (Some(path), Some(digest)) = (documents.text(1), documents.text(2)) else { return AtHand::Not };
    match disk::below(sources, path) {
        Err(problem) => AtHand::Refused(problem),
        Ok(None) => AtHand::Not,
        Ok(Some(file)) => match input::document(&file, path) {
            Ok(source) if source.digest().to_string() == digest => AtHand::Is(source),
            _ => AtHand::Other,
        },
    }
}

impl Rows {
    fn open(release: &LoadedRelease<'_>, choose: Choose<'_>) -> Option<Self> {
        let open = |table: &str, columns: &[(&str, Kind)]| Cursor::open(release, table, &choose(table)?, columns);
        let placed = |names: [&'static str; 2]| -> Vec<(&'static str, Kind)> {
            names.map(|name| (name, Kind::Text)).into_iter().chain(SPAN).collect()
        };
        let found = |table: &str| open(table, &[placed(["recommendation_id", "surface"]), FOUND.to_vec()].concat());
        // The numbers of the columns are those of the rows with words.
        let segments = [
            ("document_id", Kind::Text),
            ("kind", Kind::Text),
            ("source_start", Kind::Number),
            ("source_end", Kind::Number),
            ("recommendation_id", Kind::Text),
        ];
        Some(Self {
            documents: open("documents", &DOCUMENTS)?,
            meetings: open("meetings", &placed(["document_id", "meeting_id"])),
            recommendations: open(
                "recommendations",
                &[placed(["document_id", "text"]), vec![("recommendation_id", Kind::Text)]].concat(),
            )?,
            found: ["references", "mentions"].iter().filter_map(|table| found(table)).collect(),
            segments: open("segments", &segments),
            hasher: RandomState::new(),
        })
    }

    /// Goes through all rows of the document here.
    fn document(&mut self, source: Option<&Source>, log: &mut Log) {
        let Self { documents, meetings, recommendations, found, segments, hasher } = self;
        let id = documents.text(0);
        let mut pieces: Vec<(u64, Range<usize>)> = Vec::new();
        for segments in segments.iter_mut() {
            while segments.is_here() && segments.text(0) == id {
                if let (Some(unit), Some("recommendation"), Some(start), Some(end)) =
                    (segments.text(UNIT_ID), segments.text(KIND), segments.offset(START), segments.offset(END))
                {
                    pieces.push((hasher.hash_one(unit), start..end));
                }
                segments.next();
            }
        }
        // Stable, so that the pieces of a unit stay in their order.
        pieces.sort_by_key(|(unit, _)| *unit);
        for meetings in meetings.iter_mut() {
            while meetings.is_here() && meetings.text(0) == id {
                source.iter().for_each(|source| span(meetings, source, log));
                meetings.next();
            }
        }
        while recommendations.is_here() && recommendations.text(0) == id {
            let hash = recommendations.text(OWN_ID).map(|unit| hasher.hash_one(unit));
            let first = pieces.partition_point(|(unit, _)| Some(*unit) < hash);
            let own = pieces[first..].iter().take_while(|(unit, _)| Some(*unit) == hash);
            let own: Vec<Range<usize>> = own.map(|(_, piece)| piece.clone()).collect();
            if let Some(source) = source {
                span(recommendations, source, log);
                words(recommendations, (source, &own), "text", log);
                encloses(recommendations, &own, log);
            }
            for found in found.iter_mut() {
                let mut slicer = Slicer::default();
                while found.is_here() && found.text(0) == recommendations.text(OWN_ID) {
                    surface(found, recommendations.text(1).unwrap_or_default(), &mut slicer, log);
                    if let Some(source) = source {
                        span(found, source, log);
                        let stretch = found.offset(START).unwrap_or_default()..found.offset(END).unwrap_or_default();
                        words(found, (source, &within(&own, stretch)), "surface", log);
                    }
                    found.next();
                }
            }
            recommendations.next();
        }
    }

    /// Rows that were not come by stand where no document led.
    fn rest(&self, log: &mut Log) {
        let tables =
            [Some(&self.recommendations), self.meetings.as_ref(), self.segments.as_ref()].into_iter().flatten();
        for cursor in tables.chain(&self.found).filter(|cursor| cursor.is_here()) {
            let problem = "found a row out of the order of the documents; what stands from here on was not compared";
            log.differ(Check::Texts, Place::file(&cursor.file).row(cursor.row), problem);
        }
        if [&self.documents, &self.recommendations].into_iter().chain(&self.found).any(|cursor| cursor.broken) {
            log.missed(Check::Texts, "a file of rows breaks off");
        }
    }
}

/// Whether the words at a place of a text are those that are said to be there.
fn surface(found: &Cursor, text: &str, slicer: &mut Slicer, log: &mut Log) {
    log.looked(Check::Texts, "words", 1);
    let points = found.offset(TEXT_START).zip(found.offset(TEXT_END));
    let slice = points.and_then(|(start, end)| slicer.slice(text, start..end));
    if slice != found.text(1) {
        let (surface, slice) = (found.text(1).unwrap_or_default(), slice.map_or("nothing".to_owned(), shown));
        let problem =
            format!("found {}; expected {slice}, which is at text_start to text_end of the text", shown(surface));
        log.differ(Check::Texts, Place::file(&found.file).row(found.row).column("surface"), problem);
    }
}

/// Whether a row stands within its source, and on its line.
fn span(row: &Cursor, source: &Source, log: &mut Log) {
    let place = |column: &str| Place::file(&row.file).row(row.row).column(column);
    let bounds =
        row.offset(START).zip(row.offset(END)).filter(|(start, end)| source.text().get(*start..*end).is_some());
    let Some((start, _)) = bounds else {
        let (start, end) = (row.number(START).unwrap_or_default(), row.number(END).unwrap_or_default());
        let problem = format!(
            "found the bytes {start} to {end}; expected whole characters of a source of {} bytes",
            source.text().len()
        );
        return log.differ(Check::Sources, place("source_start"), problem);
    };
    let (found, expected) = (row.number(LINE), source.line(start) as i64);
    if found != Some(expected) {
        let problem = format!("found {}; expected {expected}, the line of byte {start}", found.unwrap_or_default());
        log.differ(Check::Sources, place("source_line"), problem);
    }
    log.looked(Check::Sources, "spans", 1);
}

/// Whether a unit reaches from before its first word to behind its last.
fn encloses(row: &Cursor, pieces: &[Range<usize>], log: &mut Log) {
    let (start, end) = (row.offset(START).unwrap_or_default(), row.offset(END).unwrap_or_default());
    if let Some(piece) = pieces.iter().find(|piece| piece.start < start || piece.end > end) {
        let problem = format!(
            "found the bytes {start} to {end}; expected all segments of it in them, also {} to {}",
            piece.start, piece.end
        );
        log.differ(Check::Sources, Place::file(&row.file).row(row.row).column("source_start"), problem);
    }
}

/// Whether pieces of the source make the words of a row.
fn words(row: &Cursor, (source, pieces): (&Source, &[Range<usize>]), column: &str, log: &mut Log) {
    let text = row.text(1).unwrap_or_default();
    if !spell(source.text(), pieces, text) {
        let joined: String = pieces.iter().filter_map(|piece| source.text().get(piece.clone())).collect();
        let problem =
            format!("found {}; expected {}, the words of its segments in the source", shown(text), shown(&joined));
        log.differ(Check::Sources, Place::file(&row.file).row(row.row).column(column), problem);
    }
    log.looked(Check::Sources, "texts", 1);
}
