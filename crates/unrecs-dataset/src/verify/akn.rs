//! The Akoma Ntoso file of each document: its words are those of the rows, and of the source where it is at hand.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use super::cursor::{Cursor, Kind};
use super::loaded_release::LoadedRelease;
use super::places::{Choose, source_at_hand};
use super::report_log::{Check, Log, Place};
use crate::export::{Files, Format};
use crate::layout;
use crate::promises::shown;
use crate::readback::{self, AknUnit, AknWords};
use unrecs_text::source::Source;
use unrecs_text::value::counted;

/// The name of the format.
const AKN: &str = "akn";

/// What is read of each document, its meetings, its recommendations and its segments.
const DOCUMENTS: [(&str, Kind); 5] = [
    ("document_id", Kind::Text),
    ("source_path", Kind::Text),
    ("source_sha256", Kind::Text),
    ("language", Kind::Text),
    ("title", Kind::Text),
];
const MEETINGS: [(&str, Kind); 3] = [("document_id", Kind::Text), ("meeting_id", Kind::Text), ("title", Kind::Text)];
const UNITS: [(&str, Kind); 5] = [
    ("document_id", Kind::Text),
    ("recommendation_id", Kind::Text),
    ("text", Kind::Text),
    ("eid", Kind::Text),
    ("level", Kind::Number),
];
const SEGMENTS: [(&str, Kind); 5] = [
    ("document_id", Kind::Text),
    ("kind", Kind::Text),
    ("source_start", Kind::Number),
    ("source_end", Kind::Number),
    ("recommendation_id", Kind::Text),
];

/// The paths of the files that were compared with the rows of their documents.
pub(super) fn check(
    release: &LoadedRelease<'_>,
    choose: Choose<'_>,
    sources: &Path,
    log: &mut Log,
) -> BTreeSet<String> {
    let mut looked_at = BTreeSet::new();
    let Some(format) = Format::named(AKN).filter(|format| release.claims.files_of(format).next().is_some()) else {
        return looked_at;
    };
    let Files::PerDocument { extension, .. } = format.files else { return looked_at };
    let open = |table: &str, columns: &[(&str, Kind)]| Cursor::open(release, table, &choose(table)?, columns);
    let cursors = (open("documents", &DOCUMENTS), open("meetings", &MEETINGS), open("recommendations", &UNITS));
    let (Some(mut documents), Some(mut meetings), Some(mut units)) = cursors else { return looked_at };
    let mut segments = open("segments", &SEGMENTS);
    let mut without_source = 0;
    while documents.is_here() {
        let id = documents.text(0).unwrap_or_default().to_owned();
        let path = layout::document(AKN, &id, documents.text(3), extension);
        let rows = DocumentRows {
            title: documents.text(4).map(str::to_owned),
            meetings: rows_of(&id, &mut meetings, |row| Some((row.text(1)?.to_owned(), row.text(2)?.to_owned()))),
            units: rows_of(&id, &mut units, UnitRow::of),
        };
        let pieces = segments.as_mut().map(|segments| rows_of(&id, segments, Piece::of));
        if release.claims.file(&path).is_none() {
            log.differ(Check::Rows, Place::file(&path), "found nothing; expected the file of a document");
        } else if let Ok(bytes) = release.disk.bytes(&path) {
            match readback::akn(&bytes, &path) {
                Ok(words) => {
                    log.looked(Check::Rows, "files", 1);
                    log.looked(Check::Rows, "paragraphs", words.units.len() as u64);
                    let file = AknFile { path: &path, words: &words };
                    file.against(&rows, log);
                    match (source_at_hand(&documents, sources), pieces) {
                        (Some(source), Some(pieces)) => file.against_source(&source, &pieces, log),
                        _ => without_source += 1,
                    }
                }
                Err(error) => log.unreadable(Check::Rows, error),
            }
        }
        looked_at.insert(path);
        documents.next();
    }
    let count = looked_at.len();
    log.missed(
        Check::Rows,
        format!("the metadata, the links and the marks in the text of {} of the format {AKN}", counted(count, "file")),
    );
    if without_source > 0 {
        let files = counted(without_source, "file");
        let why =
            format!("the printed numbers, the footnotes and the words beside the rows in {files} of the format {AKN}");
        log.missed(Check::Sources, format!("{why}, as the sources are not at hand"));
    }
    looked_at
}

/// The rows of one document.
struct DocumentRows {
    title: Option<String>,
    /// Keys and titles.
    meetings: Vec<(String, String)>,
    units: Vec<UnitRow>,
}

struct UnitRow {
    recommendation_id: String,
    text: String,
    eid: Option<String>,
    is_item: bool,
}

impl UnitRow {
    fn of(row: &Cursor) -> Option<Self> {
        Some(Self {
            recommendation_id: row.text(1)?.to_owned(),
            text: row.text(2).unwrap_or_default().to_owned(),
            eid: row.text(3).map(str::to_owned),
            is_item: row.number(4)? > 1,
        })
    }
}

/// A segment of the source.
struct Piece {
    kind: String,
    start: usize,
    end: usize,
    unit: Option<String>,
}

impl Piece {
    fn of(row: &Cursor) -> Option<Self> {
        let unit = row.text(4).map(str::to_owned);
        Some(Self { kind: row.text(1)?.to_owned(), start: row.offset(2)?, end: row.offset(3)?, unit })
    }
}

/// The rows of a document, which stand together.
fn rows_of<T>(id: &str, cursor: &mut Cursor, row: impl Fn(&Cursor) -> Option<T>) -> Vec<T> {
    let mut rows = Vec::new();
    while cursor.is_here() && cursor.text(0) == Some(id) {
        rows.extend(row(cursor));
        cursor.next();
    }
    rows
}

struct AknFile<'w> {
    path: &'w str,
    words: &'w AknWords,
}

impl AknFile<'_> {
    fn against(&self, rows: &DocumentRows, log: &mut Log) {
        let mut differ = |line: Option<u64>, problem: String| {
            log.differ(Check::Rows, Place { line, ..Place::file(self.path) }, problem);
        };
        if let (Some(found), Some(expected)) = (&self.words.title, &rows.title)
            && squeezed(found) != squeezed(expected)
        {
            differ(
                None,
                format!("found the title {}; expected {}, that of the document", shown(found), shown(expected)),
            );
        }
        let mut of_meetings = self.words.sections.iter().filter(|section| section.guid.is_some());
        let mut seen = HashSet::new();
        for (id, title) in rows.meetings.iter().filter(|(id, _)| seen.insert(id.as_str())) {
            match of_meetings.next() {
                Some(section) if section.guid.as_ref() == Some(id) => {
                    if squeezed(&section.head) != squeezed(title) {
                        let found = shown(&section.head);
                        differ(
                            Some(section.line),
                            format!("found {found}; expected {}, the title of {id}", shown(title)),
                        );
                    }
                }
                other => {
                    let found = other.and_then(|section| section.guid.as_deref()).unwrap_or("no section");
                    let line = other.map(|section| section.line);
                    return differ(line, format!("found {found}; expected the section of the meeting {id}"));
                }
            }
        }
        if let Some(more) = of_meetings.next() {
            differ(Some(more.line), "found a section of a meeting; expected none, as the table has no more".to_owned());
        }
        let ids: Vec<&str> = rows.meetings.iter().map(|(id, _)| id.as_str()).collect();
        let mut seen: HashSet<&str> = ids.into_iter().collect();
        for (unit, row) in self.words.units.iter().zip(&rows.units) {
            // Where two rows have one key, the first bears it.
            let guid = seen.insert(&row.recommendation_id).then_some(row.recommendation_id.as_str());
            if let Some(problem) = unit_differs(unit, row, guid) {
                differ(Some(unit.line), problem);
            }
        }
        let (found, expected) = (self.words.units.len(), rows.units.len());
        if found != expected {
            differ(
                None,
                format!("found {found} paragraphs and points; expected {expected}, as many as recommendations"),
            );
        }
    }

    /// Every segment but white space and Markdown is in the file once and in its place: what belongs to a unit where the unit begins,
    /// and footnotes in any order. White space is not compared.
    fn against_source(&self, source: &Source, pieces: &[Piece], log: &mut Log) {
        let (mut expected, mut footnotes, mut seen) = (String::new(), String::new(), HashSet::new());
        let words = |piece: &Piece| squeezed(source.text().get(piece.start..piece.end).unwrap_or_default());
        let mut of_units: std::collections::HashMap<&str, String> = std::collections::HashMap::new();
        for piece in pieces {
            let Some(unit) = piece.unit.as_deref() else { continue };
            let own = of_units.entry(unit).or_default();
            match piece.kind.as_str() {
                "number" => own.push_str(words(piece).trim_end_matches('*')),
                "recommendation" => own.push_str(&words(piece)),
                _ => {}
            }
        }
        for piece in pieces {
            match (piece.kind.as_str(), piece.unit.as_deref()) {
                ("blank" | "markup", _) => {}
                (_, Some(unit)) => {
                    if seen.insert(unit) {
                        expected.push_str(of_units.get(unit).map_or("", String::as_str));
                    }
                }
                ("footnote", None) => footnotes.push_str(&words(piece)),
                _ => expected.push_str(&words(piece)),
            }
        }
        let mut differ = |problem: String| log.differ(Check::Sources, Place::file(self.path), problem);
        let found = squeezed(&self.words.all);
        if found != expected {
            let same = found.chars().zip(expected.chars()).take_while(|(one, other)| one == other).count();
            let from = |text: &str| shown(&text.chars().skip(same.saturating_sub(10)).collect::<String>());
            let (found, expected) = (from(&found), from(&expected));
            differ(format!("found the words {found}; expected {expected}, as the source has"));
        }
        // A footnote may stand before another that is printed before it.
        let sorted = |text: &str| {
            let mut characters: Vec<char> = squeezed(text).chars().collect();
            characters.sort_unstable();
            characters
        };
        if sorted(&self.words.notes) != sorted(&footnotes) {
            let (found, expected) = (shown(&self.words.notes), shown(&footnotes));
            differ(format!("found the footnotes {found}; expected {expected}, as the source has"));
        }
    }
}

/// How a paragraph or a point differs from its row, the key of which it bears where it is given.
fn unit_differs(unit: &AknUnit, row: &UnitRow, guid: Option<&str>) -> Option<String> {
    let id = &row.recommendation_id;
    let name = if row.is_item { "point" } else { "paragraph" };
    if unit.name != name {
        Some(format!("found a {}; expected a {name}, as {id} is", unit.name))
    } else if unit.guid.as_deref() != guid {
        let words = |guid: Option<&str>| guid.map_or("no GUID".to_owned(), |guid| format!("the GUID {}", shown(guid)));
        Some(format!("found {}; expected {}", words(unit.guid.as_deref()), words(guid)))
    } else if unit.eid.is_some() && unit.eid != row.eid {
        let found = shown(unit.eid.as_deref().unwrap_or_default());
        Some(format!("found the eId {found}; expected {}, that of {id}", shown(row.eid.as_deref().unwrap_or_default())))
    } else if unit.text != row.text {
        let same = unit.text.chars().zip(row.text.chars()).take_while(|(one, other)| one == other).count();
        let from = |text: &str| shown(&text.chars().skip(same.saturating_sub(10)).collect::<String>());
        Some(format!("found {}; expected {}, the text of {id}", from(&unit.text), from(&row.text)))
    } else {
        None
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
