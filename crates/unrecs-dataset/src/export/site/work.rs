//! A document in all its languages, as its page reads it: the rows of every language side by side.

use std::collections::HashMap;

use super::rows::{self, language, place, text};
use crate::tables::{Cell, Part};

/// A document.
pub(super) struct Work<'p> {
    pub(super) id: &'p str,
    /// One a language, in the order of the rows.
    pub(super) versions: Vec<Version<'p>>,
    /// In document order.
    pub(super) divisions: Vec<Division<'p>>,
    /// In document order.
    pub(super) paragraphs: Vec<Paragraph<'p>>,
    /// What the document's metadata declares: the scheme, the code, the label.
    pub(super) subjects: Vec<[&'p str; 3]>,
    /// How Member States voted: the vote and the name as printed.
    pub(super) ballots: Vec<[&'p str; 2]>,
}

/// What is said of a document in one language.
pub(super) struct Version<'p> {
    pub(super) language: &'p str,
    pub(super) title: Option<&'p str>,
    /// The other columns by the names that [`FACTS`] gives them.
    facts: [Cell<'p>; FACTS.len()],
}

/// The columns of documents beside the language and the title.
const FACTS: [&str; 22] = [
    "class",
    "body_id",
    "symbol",
    "subtitle",
    "issued_on",
    "adopted_on",
    "session",
    "session_place",
    "session_start",
    "session_end",
    "record",
    "agenda_items",
    "agenda_title",
    "committee",
    "proposal",
    "adoption",
    "votes_for",
    "votes_against",
    "abstentions",
    "conference",
    "distribution",
    "original_language",
];

/// A division.
pub(super) struct Division<'p> {
    pub(super) id: &'p str,
    pub(super) parent: Option<&'p str>,
    pub(super) kind: &'p str,
    pub(super) number: Option<&'p str>,
    pub(super) level: i64,
    /// Of a meeting.
    pub(super) ordinal: Option<i64>,
    pub(super) starts_on: Cell<'p>,
    /// By version.
    pub(super) headings: Vec<Option<&'p str>>,
}

/// A paragraph.
pub(super) struct Paragraph<'p> {
    pub(super) id: &'p str,
    pub(super) division: &'p str,
    pub(super) kind: &'p str,
    pub(super) level: i64,
    pub(super) label: Option<&'p str>,
    /// By version; none where a version lacks the paragraph.
    pub(super) words: Vec<Option<Wording<'p>>>,
}

/// The words of a paragraph in one language, and what was found in them.
pub(super) struct Wording<'p> {
    pub(super) text: &'p str,
    pub(super) verb: Option<&'p str>,
    pub(super) act: Option<&'p str>,
    pub(super) modality: Option<&'p str>,
    pub(super) references: Vec<Reference<'p>>,
    pub(super) addressees: Vec<Addressee<'p>>,
    /// The bodies that it names.
    pub(super) mentions: Vec<&'p str>,
}

/// What a paragraph refers to.
pub(super) struct Reference<'p> {
    /// Code points of the text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) instrument: Option<&'p str>,
    pub(super) provision: Option<&'p str>,
    /// Paragraph and point of the provision.
    pub(super) below: [Option<&'p str>; 2],
    pub(super) paragraph: Option<&'p str>,
    pub(super) symbol: Option<&'p str>,
    pub(super) candidates: Option<&'p str>,
    pub(super) status: &'p str,
    pub(super) rule: &'p str,
}

/// Who is to act.
pub(super) struct Addressee<'p> {
    pub(super) code: &'p str,
    pub(super) body: Option<&'p str>,
    pub(super) surface: Option<&'p str>,
}

impl<'p> Version<'p> {
    /// The cell of a column of documents; null where it is none of [`FACTS`].
    pub(super) fn fact(&self, column: &str) -> Cell<'p> {
        FACTS.iter().position(|fact| *fact == column).map_or(Cell::Null, |at| self.facts[at])
    }
}

impl<'p> Work<'p> {
    /// The document whose rows these are; none where there is no row of it.
    pub(super) fn of(part: &'p Part) -> Option<Self> {
        let mut versions = Vec::new();
        let mut id = None;
        let facts: Vec<[Cell<'p>; FACTS.len()]> = rows::of_part(part, "documents", FACTS).collect();
        let named = rows::of_part(part, "documents", ["document_id", "language", "title"]);
        for ([document, tongue, title], facts) in named.zip(facts) {
            id = id.or(document.text());
            versions.push(Version { language: language(tongue), title: title.text(), facts });
        }
        let mut work = Self {
            id: id?,
            divisions: Vec::new(),
            paragraphs: Vec::new(),
            subjects: rows::of_part(part, "subjects", ["scheme", "code", "label"]).map(|row| row.map(text)).collect(),
            ballots: rows::of_part(part, "votes", ["vote", "name"]).map(|row| row.map(text)).collect(),
            versions,
        };
        work.divisions = work.divisions_of(part);
        work.paragraphs = work.paragraphs_of(part);
        work.add_references(part);
        work.add_people(part);
        Some(work)
    }

    /// A column of documents that no language changes: the first version that has it says it.
    pub(super) fn fact(&self, column: &str) -> Cell<'p> {
        self.versions.iter().map(|version| version.fact(column)).find(|cell| !cell.is_null()).unwrap_or(Cell::Null)
    }

    /// The day on which it was adopted, else the day on which it was issued.
    pub(super) fn day(&self) -> Cell<'p> {
        let adopted = self.fact("adopted_on");
        if adopted.is_null() { self.fact("issued_on") } else { adopted }
    }

    fn version(&self, language: &str) -> Option<usize> {
        self.versions.iter().position(|version| version.language == language)
    }

    fn divisions_of(&self, part: &'p Part) -> Vec<Division<'p>> {
        let columns =
            ["division_id", "language", "parent_id", "kind", "number", "heading", "level", "ordinal", "starts_on"];
        let mut found = Merged::new(self.versions.len());
        for row in rows::of_part(part, "divisions", columns) {
            let [id, tongue, parent, kind, number, heading, level, ordinal, starts_on] = row;
            let Some(version) = self.version(language(tongue)) else { continue };
            let division = found.add(version, text(id), || Division {
                id: text(id),
                parent: parent.text(),
                kind: text(kind),
                number: number.text(),
                level: level.int().unwrap_or(1),
                ordinal: ordinal.int(),
                starts_on,
                headings: vec![None; self.versions.len()],
            });
            division.headings[version] = heading.text();
        }
        found.in_order()
    }

    fn paragraphs_of(&self, part: &'p Part) -> Vec<Paragraph<'p>> {
        let columns = [
            "paragraph_id",
            "language",
            "division_id",
            "kind",
            "level",
            "label",
            "text",
            "verb",
            "act",
            "effective_modality",
        ];
        let mut found = Merged::new(self.versions.len());
        for row in rows::of_part(part, "paragraphs", columns) {
            let [id, tongue, division, kind, level, label, words, verb, act, modality] = row;
            let Some(version) = self.version(language(tongue)) else { continue };
            let paragraph = found.add(version, text(id), || Paragraph {
                id: text(id),
                division: text(division),
                kind: text(kind),
                level: level.int().unwrap_or(1),
                label: label.text(),
                words: self.versions.iter().map(|_| None).collect(),
            });
            paragraph.words[version] = Some(Wording {
                text: text(words),
                verb: verb.text(),
                act: act.text(),
                modality: modality.text().filter(|modality| !matches!(*modality, "none" | "inherit")),
                references: Vec::new(),
                addressees: Vec::new(),
                mentions: Vec::new(),
            });
        }
        found.in_order()
    }

    /// Where the paragraph of an identifier stands, by identifier.
    fn places(&self) -> HashMap<&'p str, usize> {
        self.paragraphs.iter().enumerate().map(|(at, paragraph)| (paragraph.id, at)).collect()
    }

    fn add_references(&mut self, part: &'p Part) {
        let columns = [
            "paragraph_id",
            "language",
            "text_start",
            "text_end",
            "instrument_id",
            "provision_id",
            "paragraph",
            "point",
            "target_paragraph_id",
            "target_symbol",
            "candidates",
            "status",
            "rule",
        ];
        let places = self.places();
        for row in rows::of_part(part, "references", columns) {
            let [id, tongue, start, end, instrument, provision, paragraph, point, target, symbol, others, status, rule] =
                row;
            let (Some(&at), Some(version)) = (places.get(text(id)), self.version(language(tongue))) else { continue };
            let Some(wording) = &mut self.paragraphs[at].words[version] else { continue };
            wording.references.push(Reference {
                start: place(start).unwrap_or_default(),
                end: place(end).unwrap_or_default(),
                instrument: instrument.text(),
                provision: provision.text(),
                below: [paragraph.text(), point.text()],
                paragraph: target.text(),
                symbol: symbol.text(),
                candidates: others.text(),
                status: text(status),
                rule: text(rule),
            });
        }
    }

    fn add_people(&mut self, part: &'p Part) {
        let places = self.places();
        let addressees = ["paragraph_id", "language", "addressee", "body_id", "surface"];
        for [id, tongue, code, body, surface] in rows::of_part(part, "addressees", addressees) {
            let (Some(&at), Some(version)) = (places.get(text(id)), self.version(language(tongue))) else { continue };
            let (Some(wording), Some(code)) = (&mut self.paragraphs[at].words[version], code.text()) else { continue };
            wording.addressees.push(Addressee { code, body: body.text(), surface: surface.text() });
        }
        for [id, tongue, body] in rows::of_part(part, "mentions", ["paragraph_id", "language", "body_id"]) {
            let (Some(&at), Some(version)) = (places.get(text(id)), self.version(language(tongue))) else { continue };
            if let Some(wording) = &mut self.paragraphs[at].words[version] {
                wording.mentions.extend(body.text());
            }
        }
    }
}

impl<'p> Paragraph<'p> {
    /// What the versions say, those that have the paragraph.
    pub(super) fn wordings(&self) -> impl Iterator<Item = &Wording<'p>> {
        self.words.iter().flatten()
    }

    /// Each value once, in the order in which the versions say it.
    pub(super) fn union<'w>(&'w self, of: impl Fn(&'w Wording<'p>) -> Vec<&'p str>) -> Vec<&'p str> {
        let mut all = Vec::new();
        for value in self.wordings().flat_map(of) {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        all
    }

    /// What the opening verb does, as the first version knows it that does.
    pub(super) fn act(&self) -> Option<&'p str> {
        self.wordings().find_map(|wording| wording.act)
    }

    /// The modality that applies.
    pub(super) fn modality(&self) -> Option<&'p str> {
        self.wordings().find_map(|wording| wording.modality)
    }

    /// The codes of those who are to act.
    pub(super) fn addressees(&self) -> Vec<&'p str> {
        self.union(|wording| wording.addressees.iter().map(|addressee| addressee.code).collect())
    }
}

/// Things of several versions in one order: that of the first, and each thing that it lacks behind what it stands behind elsewhere.
struct Merged<'p, T> {
    things: Vec<T>,
    places: HashMap<&'p str, usize>,
    /// By the place of the thing before, 0 for the beginning and counted from 1 otherwise.
    followers: HashMap<usize, Vec<usize>>,
    /// The thing that a version had last.
    last: Vec<usize>,
}

impl<'p, T> Merged<'p, T> {
    fn new(versions: usize) -> Self {
        Self { things: Vec::new(), places: HashMap::new(), followers: HashMap::new(), last: vec![0; versions] }
    }

    fn add(&mut self, version: usize, id: &'p str, make: impl FnOnce() -> T) -> &mut T {
        let place = *self.places.entry(id).or_insert_with(|| {
            self.things.push(make());
            let place = self.things.len();
            self.followers.entry(self.last[version]).or_default().push(place);
            place
        });
        self.last[version] = place;
        &mut self.things[place - 1]
    }

    fn in_order(mut self) -> Vec<T> {
        let mut things: Vec<Option<T>> = self.things.into_iter().map(Some).collect();
        let (mut ordered, mut stack) = (Vec::with_capacity(things.len()), vec![0_usize]);
        while let Some(place) = stack.pop() {
            ordered.extend(place.checked_sub(1).and_then(|at| things[at].take()));
            // What came last from a later version stands before what the first version goes on with.
            stack.extend(self.followers.remove(&place).unwrap_or_default());
        }
        ordered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_version_lacks_stands_where_another_has_it() {
        let mut merged = Merged::new(2);
        for id in ["a", "b", "c"] {
            merged.add(0, id, || id);
        }
        for id in ["x", "a", "y", "z", "b", "c", "end"] {
            merged.add(1, id, || id);
        }
        assert_eq!(merged.in_order(), ["x", "a", "y", "z", "b", "c", "end"]);
    }
}
