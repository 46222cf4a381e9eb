//! The older paragraphs that a paragraph comes from: one, or those that were merged in it.

use super::likeness::{LONGEST, Likeness, likeness};
use super::links::{ALIKE, Links, Near, REVISED, compared};
use super::texts::{Document, Place, Texts};

/// The lowest likeness, in thousandths, to a text of a document that is not continued, where neither is a formula.
const APART: u32 = 800;

/// The fewest words of a text that is a revised one of a document that is not continued.
const FEWEST_APART: usize = 8;

/// How many of the documents that one continues are searched for a paragraph: the newest.
const SEARCHED: usize = 3;

/// The share of the pairs of words of a text, in thousandths, that stand in another which it is a part of.
const PART: usize = 800;

/// The fewest words of an older text that can be a part of a newer one.
const FEWEST_WITHIN: usize = 10;

/// The fewest words of a newer text that can be a part of an older one.
const FEWEST_AROUND: usize = 16;

/// An older paragraph that a paragraph comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) place: Place,
    pub(super) likeness: Likeness,
    /// Whether its words are a formula, or those of the newer paragraph.
    pub(super) formula: bool,
    /// Whether the newer document continues the older one.
    pub(super) continues: bool,
}

/// Chooses for the paragraphs of one document.
pub(super) struct Chooser<'t> {
    texts: &'t Texts,
    links: &'t Links,
    document: &'t Document,
    /// Numbers of the texts of the document, in ascending order.
    own: Vec<u32>,
}

impl<'t> Chooser<'t> {
    pub(super) fn of(texts: &'t Texts, links: &'t Links, document: &'t Document) -> Self {
        let mut own: Vec<u32> = texts.of(document).iter().map(|place| place.text).collect();
        own.sort_unstable();
        Self { texts, links, document, own }
    }

    /// The older paragraphs that the one at this index among all places comes from, the likest first.
    pub(super) fn choose(&self, at: usize) -> Vec<Choice> {
        let place = self.texts.places[at];
        let length = self.texts.words(place.text).len();
        let identical = Likeness { common: length, older: length, newer: length };
        let is_formula = self.links.is_formula(place.text);
        let same = self.same_in_continued(place).or_else(|| self.newest(place.text, place).filter(|_| !is_formula));
        if let Some(older) = same {
            return vec![self.chosen(at, older, identical)];
        }
        let searched = self.searched(place);
        let near: Vec<(Place, Near)> = searched
            .iter()
            .flat_map(|(document, like)| {
                let near = compared(self.texts, place.text, like.clone());
                near.into_iter().filter_map(|near| Some((self.nearest(near.text, *document, place)?, near)))
            })
            .collect();
        // Of those as like, that of the newest document, which stands first.
        let best = near.iter().rev().max_by_key(|(_, near)| near.likeness.permille());
        let mut choices: Vec<Choice> =
            best.map(|(older, near)| self.chosen(at, *older, near.likeness)).into_iter().collect();
        self.add_parts(at, &searched, &mut choices);
        if choices.is_empty() {
            choices.extend(self.apart(at));
        }
        if choices.is_empty() {
            let older = self.newest(place.text, place);
            choices.extend(older.map(|older| self.chosen(at, older, identical)));
        }
        choices
    }

    fn chosen(&self, at: usize, older: Place, likeness: Likeness) -> Choice {
        let place = self.texts.places[at];
        let formula = self.links.is_formula(place.text)
            || self.links.is_formula(older.text)
            || self.links.has_formulas_alike(self.texts, at);
        Choice { place: older, likeness, formula, continues: self.continues(place, older.document) }
    }

    fn continues(&self, place: Place, older: u32) -> bool {
        self.links.continued(place.document).iter().any(|one| one.document == older as usize)
    }

    /// The place of the same words in the newest document that is continued and has them.
    fn same_in_continued(&self, place: Place) -> Option<Place> {
        let older: Vec<Place> = self.texts.older(place.text, self.document).collect();
        let continued = self.links.continued(place.document).iter();
        let document =
            continued.map(|one| one.document).find(|one| older.iter().any(|older| older.document as usize == *one))?;
        self.nearest(place.text, document, place)
    }

    /// The newest place of a text in older documents; of those of one day that of the first by identifier.
    fn newest(&self, text: u32, place: Place) -> Option<Place> {
        let day = |older: &Place| self.texts.documents[older.document as usize].day;
        let mut older = self.texts.older(text, self.document).peekable();
        let newest = day(older.peek()?);
        let document = older.take_while(|older| day(older) == newest).last()?.document;
        self.nearest(text, document as usize, place)
    }

    /// The place of a text in a document that stands nearest to where the newer one stands in its own.
    fn nearest(&self, text: u32, document: usize, place: Place) -> Option<Place> {
        self.texts.nearest(text, &self.texts.documents[document], place.paragraph)
    }

    /// The documents that are searched, the newest first, with their texts that are like that of a place.
    fn searched(&self, place: Place) -> Vec<(usize, Vec<u32>)> {
        let continued = self.links.continued(place.document).iter().take(SEARCHED);
        continued.map(|one| (one.document, self.links.pairs.like_in(place.text, one.document))).collect()
    }

    /// The likest text of a document that is not continued.
    fn apart(&self, at: usize) -> Option<Choice> {
        let place = self.texts.places[at];
        if self.texts.words(place.text).len() < FEWEST_APART {
            return None;
        }
        let near = self.links.near(at).first().filter(|near| near.likeness.permille() >= ALIKE)?;
        let chosen = self.chosen(at, self.newest(near.text, place)?, near.likeness);
        (chosen.formula || near.likeness.permille() >= APART).then_some(chosen)
    }

    /// Adds the paragraphs that are parts of this one, or that this one is a part of, where they are not what was found before.
    fn add_parts(&self, at: usize, searched: &[(usize, Vec<u32>)], choices: &mut Vec<Choice>) {
        let place = self.texts.places[at];
        let mut parts: Vec<(Place, Part)> = Vec::new();
        for (document, like) in searched {
            let of_text = like
                .iter()
                .filter_map(|&text| Some((self.nearest(text, *document, place)?, self.part(place.text, text)?)));
            parts.extend(of_text.filter(|(older, _)| self.own.binary_search(&older.text).is_err()));
        }
        // The longest first, so that no piece of a part stands in its way.
        parts.sort_by_key(|(_, part)| std::cmp::Reverse(part.shared));
        for (older, part) in parts {
            let (pairs, first) = (&self.links.pairs, choices.first());
            let is_known = |known: &Choice| 2 * pairs.shared(known.place.text, older.text) > part.shared;
            let fits = part.kind == PartKind::Within || first.is_none();
            if fits && !choices.iter().any(is_known) {
                let likeness = likeness(self.texts.words(older.text), self.texts.words(place.text));
                choices.push(self.chosen(at, older, likeness));
            }
        }
        // One part of a long paragraph makes it no revised one.
        let all: usize = choices.iter().map(|choice| choice.likeness.common).sum();
        let newer = self.texts.words(place.text).len();
        if choices.iter().all(|choice| choice.likeness.permille() < REVISED) && 1000 * all < PART * newer {
            choices.clear();
        }
        choices.sort_by_key(|choice| std::cmp::Reverse(choice.likeness.permille()));
    }

    /// Whether one of two texts is a part of the other.
    fn part(&self, newer: u32, older: u32) -> Option<Part> {
        let lengths = [older, newer].map(|text| self.texts.words(text).len());
        let formula = self.links.is_formula(newer) || self.links.is_formula(older);
        if formula || lengths.iter().any(|length| !(FEWEST_WITHIN..=LONGEST).contains(length)) {
            return None;
        }
        let pairs = &self.links.pairs;
        let shared = pairs.shared(older, newer);
        let is_part = |text: u32| 1000 * shared >= PART * pairs.of_text(text).len();
        let kind = if is_part(older) {
            PartKind::Within
        } else if is_part(newer) && lengths[1] >= FEWEST_AROUND {
            PartKind::Around
        } else {
            return None;
        };
        Some(Part { kind, shared })
    }
}

/// What an older text and a newer one share, of which one is a part of the other.
#[derive(Debug, Clone, Copy)]
struct Part {
    kind: PartKind,
    /// How many pairs of words.
    shared: usize,
}

/// Which of two texts is a part of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartKind {
    /// The older one.
    Within,
    /// The newer one.
    Around,
}
