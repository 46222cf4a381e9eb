//! Facts that a format declares beside the text.

use crate::finding::Span;
use crate::value::{Date, codes};

/// A fact that a file declares, with the bytes that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration<T> {
    /// The fact.
    pub value: T,
    /// Where the file says so.
    pub source: Span,
}

/// What a file declares of its document. Nothing here is trusted: it is there to be compared with the text. A plain text declares
/// nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declared {
    /// The kind of document, such as `resolution`.
    pub class: Option<Declaration<String>>,
    /// The symbol, such as `A/RES/77/231`.
    pub symbol: Option<Declaration<String>>,
    /// The language, as a BCP 47 tag.
    pub language: Option<Declaration<String>>,
    /// The date of adoption.
    pub adopted_on: Option<Declaration<Date>>,
    /// The date of publication.
    pub issued_on: Option<Declaration<Date>>,
    /// The session's number.
    pub session: Option<Declaration<u32>>,
    /// Items of the agenda, such as `74b`.
    pub agenda_items: Vec<Declaration<String>>,
    /// The title of the agenda item, in the language of the document.
    pub agenda_title: Option<Declaration<String>>,
    /// The committee that proposed the document.
    pub committee: Option<Declaration<String>>,
    /// The symbol of the report that recommends the document, else that of the draft.
    pub proposal: Option<Declaration<String>>,
    /// The symbol of the record of the meeting that adopted the document, such as `A/77/PV.54`.
    pub record: Option<Declaration<String>>,
    /// How it was adopted.
    pub adoption: Option<Declaration<Adoption>>,
    /// Votes in favour.
    pub votes_for: Option<Declaration<u32>>,
    /// Votes against.
    pub votes_against: Option<Declaration<u32>>,
    /// Abstentions.
    pub abstentions: Option<Declaration<u32>>,
    /// How each Member State voted.
    pub votes: Vec<Declaration<Vote>>,
    /// What the document is about.
    pub subjects: Vec<Declaration<Subject>>,
    /// What has the place of one of these facts and cannot be read as it.
    pub unread: Vec<Declaration<Unread>>,
}

codes! {
    /// How a document was adopted.
    Adoption {
        /// Without a vote.
        WithoutVote = "without_vote",
        /// By a recorded vote.
        RecordedVote = "recorded_vote",
        /// By another vote.
        Vote = "vote",
    }
}

codes! {
    /// What a Member State voted.
    Ballot {
        /// In favour.
        Yes = "yes",
        /// Against.
        No = "no",
        /// Abstained.
        Abstain = "abstain",
        /// Was absent, or did not vote.
        Absent = "absent",
    }
}

/// How a Member State voted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// What it voted.
    pub ballot: Ballot,
    /// Its name as the file prints it.
    pub name: String,
}

/// A subject by which a document is filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The list that has it, in small letters: `sdg`, `unbis`, `eurovoc` or another.
    pub scheme: String,
    /// Its code in that list.
    pub code: String,
    /// Its name.
    pub label: String,
}

/// A text in the place of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The fact, by the name of its field here.
    pub field: &'static str,
    /// The text.
    pub text: String,
}
