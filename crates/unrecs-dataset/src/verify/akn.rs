//! The Akoma Ntoso file of each document: its words are those of the rows, and of the source where it is at hand.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::cursor::{Cursor, Kind};
use super::loaded_release::LoadedRelease;
use super::places::{Choose, published_text};
use super::report_log::{Check, Log, Place};
use crate::export::{Files, Format};
use crate::layout;
use crate::promises::shown;
use crate::readback::{self, AknUnit, AknWords};
use unrecs_text::value::{counted, is_invisible};

/// The name of the format.
const AKN: &str = "akn";

/// What is read of each document, its divisions, its paragraphs and its segments.
const DOCUMENTS: [(&str, Kind); 5] = [
    ("document_id", Kind::Text),
    ("source_path", Kind::Text),
    ("source_sha256", Kind::Text),
    ("language", Kind::Text),
    ("title", Kind::Text),
];
const DIVISIONS: [(&str, Kind); 5] = [
    ("document_id", Kind::Text),
    ("language", Kind::Text),
    ("division_id", Kind::Text),
    ("number", Kind::Text),
    ("heading", Kind::Text),
];
const PARAGRAPHS: [(&str, Kind); 7] = [
    ("document_id", Kind::Text),
    ("language", Kind::Text),
    ("paragraph_id", Kind::Text),
    ("text", Kind::Text),
    ("eid", Kind::Text),
    ("kind", Kind::Text),
    ("level", Kind::Number),
];
const SEGMENTS: [(&str, Kind); 6] = [
    ("document_id", Kind::Text),
    ("language", Kind::Text),
    ("kind", Kind::Text),
    ("text_start", Kind::Number),
    ("text_end", Kind::Number),
    ("paragraph_id", Kind::Text),
];

/// The paths of the files that were compared with the rows of their documents.
pub(super) fn check(release: &LoadedRelease<'_>, choose: Choose<'_>, log: &mut Log) -> BTreeSet<String> {
    let mut looked_at = BTreeSet::new();
    let Some(format) = Format::named(AKN).filter(|format| release.claims.files_of(format).next().is_some()) else {
        return looked_at;
    };
    let Files::PerDocument { extension, .. } = format.files else { return looked_at };
    let open = |table: &str, columns: &[(&str, Kind)]| Cursor::open(release, table, &choose(table)?, columns);
    let cursors = (open("documents", &DOCUMENTS), open("divisions", &DIVISIONS), open("paragraphs", &PARAGRAPHS));
    let (Some(mut documents), Some(mut divisions), Some(mut paragraphs)) = cursors else { return looked_at };
    let mut segments = open("segments", &SEGMENTS);
    while documents.is_here() {
        let id = documents.text(0).unwrap_or_default().to_owned();
        let path = layout::document(AKN, &id, documents.text(3), extension);
        let of = [Some(id.as_str()), documents.text(3)];
        let rows = DocumentRows {
            title: documents.text(4).map(str::to_owned),
            divisions: rows_of(of, &mut divisions, DivisionRow::of),
            paragraphs: rows_of(of, &mut paragraphs, ParagraphRow::of),
        };
        let pieces = segments.as_mut().map(|segments| rows_of(of, segments, Piece::of));
        if release.claims.file(&path).is_none() {
            log.differ(Check::Rows, Place::file(&path), "found nothing; expected the file of a document");
        } else if let Ok(bytes) = release.disk.bytes(&path) {
            match readback::akn(&bytes, &path) {
                Ok(words) => {
                    log.looked(Check::Rows, "files", 1);
                    log.looked(Check::Rows, "paragraphs", words.units.len() as u64);
                    let file = AknFile { path: &path, words: &words };
                    file.against(&rows, log);
                    if let Some(pieces) = &pieces
                        && let Some(text) = published_text(release, &id, documents.text(3))
                    {
                        file.against_text(&rows, &text, pieces, log);
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
    looked_at
}

/// The rows of one document.
struct DocumentRows {
    title: Option<String>,
    divisions: Vec<DivisionRow>,
    paragraphs: Vec<ParagraphRow>,
}

struct DivisionRow {
    division_id: String,
    /// Its number and its heading.
    title: String,
}

impl DivisionRow {
    fn of(row: &Cursor) -> Option<Self> {
        let title = [row.text(3), row.text(4)].into_iter().flatten().collect();
        Some(Self { division_id: row.text(2)?.to_owned(), title })
    }
}

struct ParagraphRow {
    paragraph_id: String,
    text: String,
    eid: Option<String>,
    kind: String,
    is_item: bool,
}

impl ParagraphRow {
    fn of(row: &Cursor) -> Option<Self> {
        Some(Self {
            paragraph_id: row.text(2)?.to_owned(),
            text: row.text(3).unwrap_or_default().to_owned(),
            eid: row.text(4).map(str::to_owned),
            kind: row.text(5)?.to_owned(),
            is_item: row.number(6)? > 1,
        })
    }

    fn is_footnote(&self) -> bool {
        self.kind == "footnote"
    }

    /// What it is in the file.
    fn element(&self) -> &'static [&'static str] {
        match self.kind.as_str() {
            "footnote" => &["footnote", "authorialNote"],
            _ if self.is_item => &["point"],
            "preambular" => &["recital"],
            "text" => &["text", "paragraph"],
            _ => &["paragraph"],
        }
    }
}

/// A segment of the source.
struct Piece {
    kind: String,
    start: usize,
    end: usize,
    paragraph: Option<String>,
}

impl Piece {
    fn of(row: &Cursor) -> Option<Self> {
        let paragraph = row.text(5).map(str::to_owned);
        Some(Self { kind: row.text(2)?.to_owned(), start: row.offset(3)?, end: row.offset(4)?, paragraph })
    }
}

/// The rows of a document in a language, which stand together.
fn rows_of<T>(of: [Option<&str>; 2], cursor: &mut Cursor, row: impl Fn(&Cursor) -> Option<T>) -> Vec<T> {
    let mut rows = Vec::new();
    while cursor.is_here() && [cursor.text(0), cursor.text(1)] == of {
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
        let mut seen = HashSet::new();
        for (section, row) in self.words.sections.iter().zip(&rows.divisions) {
            // Where two rows have one key, the first bears it.
            let id = row.division_id.as_str();
            if section.guid.as_deref() != seen.insert(id).then_some(id) {
                let found = section.guid.as_deref().unwrap_or("no GUID");
                return differ(Some(section.line), format!("found {found}; expected the division {id}"));
            }
            if !letters(&section.head).ends_with(&letters(&row.title)) {
                let (found, title) = (shown(&section.head), shown(&row.title));
                differ(Some(section.line), format!("found {found}; expected {title}, number and heading of {id}"));
            }
        }
        let (found, expected) = (self.words.sections.len(), rows.divisions.len());
        if found != expected {
            differ(None, format!("found {found} divisions; expected {expected}, as many as in the table"));
        }
        // A footnote stands at its mark, before where it is printed.
        let is_note = |unit: &&AknUnit| ["footnote", "authorialNote"].contains(&unit.name.as_str());
        let (mut notes, units): (Vec<&AknUnit>, Vec<&AknUnit>) = self.words.units.iter().partition(is_note);
        let mut units = units.into_iter();
        for row in &rows.paragraphs {
            let guid = seen.insert(&row.paragraph_id).then_some(row.paragraph_id.as_str());
            let unit = if row.is_footnote() {
                notes.iter().position(|unit| unit.guid.as_deref() == guid).map(|at| notes.remove(at))
            } else {
                units.next()
            };
            match unit.map(|unit| (unit, paragraph_differs(unit, row, guid))) {
                Some((_, None)) => {}
                Some((unit, Some(problem))) => differ(Some(unit.line), problem),
                None => differ(None, format!("found nothing; expected the paragraph {}", row.paragraph_id)),
            }
        }
        if let Some(more) = units.next().or(notes.first().copied()) {
            let problem = format!("found one more {}; expected none, as the table has no more", more.name);
            differ(Some(more.line), problem);
        }
    }

    /// Every segment but white space and Markdown is in the file once and in its place: what belongs to a paragraph where it begins,
    /// and the words of footnotes in any order. White space is not compared.
    fn against_text(&self, rows: &DocumentRows, text: &str, pieces: &[Piece], log: &mut Log) {
        let notes = rows.paragraphs.iter().filter(|row| row.is_footnote());
        let notes: HashSet<&str> = notes.map(|row| row.paragraph_id.as_str()).collect();
        let (mut expected, mut footnotes, mut seen) = (String::new(), String::new(), HashSet::new());
        let words = |piece: &Piece| squeezed(text.get(piece.start..piece.end).unwrap_or_default());
        let mut own: HashMap<&str, String> = HashMap::new();
        for piece in pieces {
            let Some(paragraph) = piece.paragraph.as_deref() else { continue };
            match piece.kind.as_str() {
                "words" if notes.contains(paragraph) => footnotes.push_str(&words(piece)),
                _ if notes.contains(paragraph) => {}
                "number" => own
                    .entry(paragraph)
                    .or_default()
                    .push_str(words(piece).trim_end_matches(|c| c == '*' || is_invisible(c))),
                "words" => own.entry(paragraph).or_default().push_str(&words(piece)),
                _ => {}
            }
        }
        for piece in pieces {
            match (piece.kind.as_str(), piece.paragraph.as_deref()) {
                ("blank" | "markup", _) => {}
                (_, Some(paragraph)) => {
                    if seen.insert(paragraph) {
                        expected.push_str(own.get(paragraph).map_or("", String::as_str));
                    }
                }
                _ => expected.push_str(&words(piece)),
            }
        }
        let mut differ = |problem: String| log.differ(Check::Texts, Place::file(self.path), problem);
        let found = squeezed(&self.words.all);
        if found != expected {
            let same = found.chars().zip(expected.chars()).take_while(|(one, other)| one == other).count();
            let from = |text: &str| shown(&text.chars().skip(same.saturating_sub(10)).collect::<String>());
            let (found, expected) = (from(&found), from(&expected));
            differ(format!("found the words {found}; expected {expected}, as the text has"));
        }
        // A footnote may stand before another that is printed before it.
        let sorted = |text: &str| {
            let mut characters: Vec<char> = squeezed(text).chars().collect();
            characters.sort_unstable();
            characters
        };
        if sorted(&self.words.notes) != sorted(&footnotes) {
            let (found, expected) = (shown(&self.words.notes), shown(&footnotes));
            differ(format!("found the footnotes {found}; expected {expected}, as the text has"));
        }
    }
}

/// How a paragraph differs from its row, the key of which it bears where it is given.
fn paragraph_differs(unit: &AknUnit, row: &ParagraphRow, guid: Option<&str>) -> Option<String> {
    let (id, names) = (&row.paragraph_id, row.element());
    if !names.contains(&unit.name.as_str()) {
        Some(format!("found a {}; expected a {}, as {id} is", unit.name, names.join(" or a ")))
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

/// The letters and digits alone: a table has a number without the point behind it and the word in front of it.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
