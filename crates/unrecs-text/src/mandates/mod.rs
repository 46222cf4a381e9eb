//! Mandates: who is asked to do what, and by when, one for each actor, each kind of task and each deadline of a paragraph.
//!
//! One engine for all languages; the words are in `language::mandates`. What a paragraph asks and of whom is known from `normalize`; here
//! the verbs behind the one who is asked are found (`directive`, `heads`), the kind of task that each is, and the deadlines, recurrences
//! and ends that belong to it (`sessions`, `times`). `docs/mandates.md` says what counts.

mod directive;
mod heads;
mod kinds;
mod names;
mod organs;
mod row;
mod rows;
mod scan;
mod sessions;
#[cfg(test)]
mod tests;
mod times;
mod unspaced;
mod words;

use std::ops::Range;

use crate::finding::wide;
pub use crate::language::Task;
use crate::normalize::{Normalized, Paragraph};
use crate::registry::Body;
use crate::value::{Date, codes};
pub use names::Names;

/// The least number that is a year, and not that of a session.
pub(crate) const FIRST_YEAR: u16 = 1945;

/// What a paragraph asks somebody to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate<'r> {
    /// Who is to act.
    pub actor: Actor,
    /// The kind of task; none where the words leave it open.
    pub task: Option<Task>,
    /// The kinds that it may be, where that is open.
    pub task_candidates: &'static [Task],
    /// Who gets a report.
    pub recipient: Option<&'r Body>,
    /// The session at which it is due.
    pub session: Option<DueSession<'r>>,
    /// The last day.
    pub due: Option<DueDay>,
    /// How often.
    pub recurrence: Option<Recurrence>,
    /// The end of what is extended.
    pub until: Option<DueDay>,
    /// Whether it is to be done within existing resources.
    pub within_resources: bool,
    /// What told the kind of task.
    pub rule: Rule,
    task_words: Range<u32>,
}

/// Who is to act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The addressee with this index among those of the paragraph.
    Addressee(usize),
    /// Somebody whom a later request of the same paragraph names: the code and the words, as bytes into its `text`.
    Named(&'static str, Range<usize>),
    /// The one who speaks, with the code of an addressee.
    Speaker(&'static str),
    /// Nobody is named.
    Nobody,
}

/// A session at which something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueSession<'r> {
    /// The organ that holds it, where the registry has it.
    pub organ: Option<&'r Body>,
    /// Its number; none where it is not known.
    pub number: Option<i32>,
    /// Whether its ordinal is no number.
    pub is_unreadable: bool,
    words: Option<Range<u32>>,
}

/// A day that words name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDay {
    /// The day; none where the words leave it open or there is no such day.
    pub on: Option<Date>,
    /// The days that they may mean, where that is open.
    pub candidates: Option<[Date; 2]>,
    words: Option<Range<u32>>,
}

/// How often something is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// From one time to the next; none where it is no number of months.
    pub months: Option<i32>,
    words: Option<Range<u32>>,
}

codes! {
    /// What tells the kind of a task.
    Rule {
        /// The verb alone: `report`, `convene`.
        Verb = "verb",
        /// The verb with a noun behind it: `submit … a report`.
        VerbAndNoun = "verb_and_noun",
        /// The opening verb of the paragraph: `Establishes`.
        Opening = "opening",
        /// The verb can be several kinds, and nothing decides.
        Open = "open",
        /// The verb is of none of the kinds that have a code.
        NoKind = "no_kind",
    }
}

impl Mandate<'_> {
    /// The words of the task, as bytes into the paragraph's `text`.
    pub fn task_words(&self) -> Range<usize> {
        wide(&self.task_words)
    }

    /// The words of the deadline, of its session and its day together; none where the text has none.
    pub fn deadline_words(&self) -> Option<Range<usize>> {
        let session = self.session.as_ref().and_then(|session| session.words.as_ref());
        let day = self.due.as_ref().and_then(|due| due.words.as_ref());
        match (session.map(wide), day.map(wide)) {
            (Some(session), Some(day)) => Some(session.start.min(day.start)..session.end.max(day.end)),
            (session, day) => session.or(day),
        }
    }

    /// The words that say how often.
    pub fn recurrence_words(&self) -> Option<Range<usize>> {
        self.recurrence.as_ref().and_then(|one| one.words.as_ref()).map(wide)
    }

    /// The words that say how long what is extended lasts.
    pub fn until_words(&self) -> Option<Range<usize>> {
        self.until.as_ref().and_then(|one| one.words.as_ref()).map(wide)
    }

    /// Whether it has neither a deadline nor an end.
    pub fn is_standing(&self) -> bool {
        self.session.is_none() && self.due.is_none() && self.until.is_none()
    }
}

/// The mandates of a document, paragraph by paragraph.
#[derive(Debug, Clone, Default)]
pub struct Mandates<'r> {
    all: Vec<Mandate<'r>>,
    /// Behind the last of each paragraph.
    ends: Vec<u32>,
}

impl<'r> Mandates<'r> {
    /// Those of the paragraph with this index, in the order of its words.
    pub fn of(&self, paragraph: usize) -> &[Mandate<'r>] {
        let end = |index: usize| self.ends.get(index).map_or(0, |&end| end as usize);
        let start = paragraph.checked_sub(1).map_or(0, end);
        &self.all[start..end(paragraph).max(start)]
    }

    /// All of them, each with the index of its paragraph.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Mandate<'r>)> {
        (0..self.ends.len()).flat_map(|paragraph| self.of(paragraph).iter().map(move |one| (paragraph, one)))
    }
}

/// Reads the mandates of a document; none in a language without a table.
pub fn read<'r>(document: &Normalized, names: &Names<'r>) -> Mandates<'r> {
    let mut mandates = Mandates::default();
    let Some(mut reader) = rows::Reader::new(document, names) else { return mandates };
    for paragraph in document.paragraphs() {
        mandates.all.extend(reader.paragraph(paragraph));
        mandates.ends.push(u32::try_from(mandates.all.len()).unwrap_or(u32::MAX));
    }
    mandates.all.shrink_to_fit();
    mandates
}

/// The words of an actor of a paragraph; none where nobody is named in words.
pub fn actor_words<'d>(document: &'d Normalized, paragraph: &'d Paragraph, actor: &Actor) -> Option<&'d str> {
    match actor {
        Actor::Addressee(index) => document.addressee_words(paragraph, document.addressees(paragraph).get(*index)?),
        Actor::Named(_, words) => document.text(paragraph).get(words.clone()),
        Actor::Speaker(_) | Actor::Nobody => None,
    }
}

/// The code of an actor of a paragraph.
pub fn actor_code(document: &Normalized, paragraph: &Paragraph, actor: &Actor) -> Option<&'static str> {
    match actor {
        Actor::Addressee(index) => document.addressees(paragraph).get(*index).map(|one| one.code),
        Actor::Named(code, _) | Actor::Speaker(code) => Some(code),
        Actor::Nobody => None,
    }
}
