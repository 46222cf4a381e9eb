//! Reads the facts that a file declares in its `meta`, and those that elements of the content name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::str::FromStr;

use super::languages;
use super::xml::{Attribute, Tag};
use crate::extract::declared::{Adoption, Ballot, Declaration, Declared, Subject, Unread, Vote};
use crate::finding::Span;

/// Elements that name the kind of a document. A collection of documents has the kind of the first one in it.
const DOCUMENTS: [&str; 9] =
    ["act", "amendment", "bill", "debate", "debateReport", "doc", "judgment", "officialGazette", "statement"];

/// Facts as far as they were read.
#[derive(Default)]
pub(super) struct Declarations {
    declared: Declared,
    /// How many elements of `meta` are open.
    depth: usize,
    /// How many of them there were: those of parts and annexes come later and say nothing of the whole.
    metas: usize,
    /// Names of concepts by their identifiers.
    concepts: HashMap<String, String>,
    /// What the open `count` counts.
    ballot: Option<Ballot>,
    /// The name of a voter, and where it begins.
    voter: Option<(String, Range<usize>)>,
    draft: Option<Declaration<String>>,
    /// The title of the agenda item as the library indexes it, which is in English in every language version.
    indexed_title: Option<Declaration<String>>,
    subjects: HashSet<(String, String)>,
}

impl Declarations {
    /// Whether `meta` is open.
    pub fn is_open(&self) -> bool {
        self.depth > 0
    }

    /// Begins an element of `meta`.
    pub fn open(&mut self, tag: &Tag) {
        self.metas += usize::from(self.depth == 0);
        self.depth += 1;
        if self.metas > 1 {
            return;
        }
        match tag.name {
            "FRBRlanguage" => set(&mut self.declared.language, tag.attribute("language"), |code| {
                Some(languages::tag(code).to_owned())
            }),
            "FRBRdate" => self.date(tag),
            "keyword" if tag.value("refersTo") == "agenda" => self.agenda_item(tag),
            "keyword" if tag.value("refersTo").is_empty() => self.subject(tag),
            "step" => self.step(tag),
            "voting" => self.voting(tag),
            "count" => self.count(tag),
            "organization" if self.ballot.is_some() => self.voter = Some((String::new(), tag.source.clone())),
            name if name.starts_with("TLC") => {
                self.concepts.insert(tag.value("eId").to_owned(), tag.value("showAs").to_owned());
            }
            _ => {}
        }
    }

    /// Ends an element of `meta`.
    pub fn close(&mut self, end: usize) {
        self.depth -= 1;
        if let (Some((name, tag)), Some(ballot)) = (self.voter.take(), self.ballot) {
            let vote = Vote { ballot, name: name.trim().to_owned() };
            self.declared.votes.push(Declaration { value: vote, source: Span::new(tag.end, end.max(tag.end)) });
        } else if self.depth == 0 {
            self.ballot = None;
        }
    }

    /// Characters inside of `meta`.
    pub fn text(&mut self, raw: &str) {
        if let Some((name, _)) = &mut self.voter {
            name.push_str(raw);
        }
    }

    /// A character inside of `meta` that the file has as a reference.
    pub fn reference(&mut self, c: char) {
        if let Some((name, _)) = &mut self.voter {
            name.push(c);
        }
    }

    /// Facts that an element of the content declares; the name of the fact that its words state, if they state one.
    pub fn content(&mut self, tag: &Tag) -> Option<&'static str> {
        match tag.name {
            "docNumber" if tag.value("refersTo") == "#symbol" => return Some("symbol"),
            "inline" if tag.value("name") == "agenda item name" => return Some("agenda_title"),
            "session" => self.parsed("session", |declared| &mut declared.session, tag.attribute("value")),
            "docProponent" => self.committee(tag),
            name if DOCUMENTS.contains(&name) => {
                set(&mut self.declared.class, tag.attribute("name"), |name| Some(name.to_owned()));
            }
            _ => {}
        }
        None
    }

    /// A fact that words of the content state.
    pub fn state(&mut self, field: &'static str, words: &str, source: Range<usize>) {
        let place = match field {
            "symbol" => &mut self.declared.symbol,
            _ => &mut self.declared.agenda_title,
        };
        let fact = || Declaration { value: words.to_owned(), source: source.into() };
        place.get_or_insert_with(fact);
    }

    /// All facts.
    pub fn finish(mut self) -> Declared {
        if self.declared.adoption.is_none()
            && let Some(count) = &self.declared.votes_for
        {
            let value = if self.names_all_votes() { Adoption::RecordedVote } else { Adoption::Vote };
            self.declared.adoption = Some(Declaration { value, source: count.source });
        }
        self.declared.proposal = self.declared.proposal.or(self.draft);
        if self.declared.agenda_title.is_none() && self.declared.language.as_ref().is_some_and(|one| one.value == "en")
        {
            self.declared.agenda_title = self.indexed_title;
        }
        self.declared
    }

    /// Whether the file names the voter of every vote that it counts.
    fn names_all_votes(&self) -> bool {
        let counts = [&self.declared.votes_for, &self.declared.votes_against, &self.declared.abstentions];
        let counted: u64 = counts.into_iter().flatten().map(|count| u64::from(count.value)).sum();
        let named = self.declared.votes.iter().filter(|vote| vote.value.ballot != Ballot::Absent).count();
        named > 0 && named as u64 == counted
    }

    /// An item of the agenda: its number, `74b`, with the one of the library's index in square brackets behind it, or that alone.
    /// The Security Council gives its items no numbers; there, `X` stands before the title.
    fn agenda_item(&mut self, tag: &Tag) {
        let Some(value) = tag.attribute("value") else { return };
        let number = value.value.split('[').next().unwrap_or_default().trim();
        if number.contains(|c: char| c.is_ascii_digit()) {
            self.declared.agenda_items.push(declaration(number.to_owned(), value));
        } else if !number.is_empty() {
            set(&mut self.indexed_title, tag.attribute("showAs"), |title| {
                Some(title.trim().trim_end_matches('.').to_owned())
            });
        }
    }

    fn date(&mut self, tag: &Tag) {
        // Where a program has no day to write, it writes the first of all days.
        let date = tag.attribute("date").filter(|date| !date.value.starts_with("0001-01-01"));
        match tag.value("name") {
            "adoption" => self.parsed("adopted_on", |declared| &mut declared.adopted_on, date),
            "publication" => self.parsed("issued_on", |declared| &mut declared.issued_on, date),
            _ => {}
        }
    }

    fn subject(&mut self, tag: &Tag) {
        let Some(value) = tag.attribute("value") else { return };
        let scheme = match tag.value("dictionary") {
            "SDGO" => "sdg".to_owned(),
            "UNBIS" | "UNBIS Thesaurus" => "unbis".to_owned(),
            other => other.to_lowercase(),
        };
        let code = tag.value("href").trim_end_matches('/').rsplit('/').next().filter(|code| !code.is_empty());
        let code = code.unwrap_or(&value.value).to_owned();
        if self.subjects.insert((scheme.clone(), code.clone())) {
            let label = tag.attribute("showAs").unwrap_or(value).value.clone().into_owned();
            self.declared.subjects.push(declaration(Subject { scheme, code, label }, value));
        }
    }

    fn step(&mut self, tag: &Tag) {
        let place = match tag.value("outcome") {
            "adopted" => &mut self.declared.record,
            "recommendedForAdoption" => &mut self.declared.proposal,
            "draftResolution" => &mut self.draft,
            _ => return,
        };
        set(place, tag.attribute("as"), |symbol| Some(symbol.trim().to_owned()));
    }

    fn voting(&mut self, tag: &Tag) {
        let adoption = |outcome: &str| match outcome {
            "adoptedWithoutVote" => Some(Adoption::WithoutVote),
            "adoptedRecordedVote" => Some(Adoption::RecordedVote),
            _ => None,
        };
        set(&mut self.declared.adoption, tag.attribute("outcome"), adoption);
    }

    fn count(&mut self, tag: &Tag) {
        let (ballot, field, place): (_, _, fn(&mut Declared) -> &mut _) =
            match tag.value("refersTo").trim_start_matches('#') {
                "inFavour" => (Ballot::Yes, "votes_for", |declared| &mut declared.votes_for),
                "against" => (Ballot::No, "votes_against", |declared| &mut declared.votes_against),
                "abstaining" => (Ballot::Abstain, "abstentions", |declared| &mut declared.abstentions),
                _ => return,
            };
        self.ballot = Some(ballot);
        self.parsed(field, place, tag.attribute("value"));
    }

    /// `#noMainCommittee` says that there is none.
    fn committee(&mut self, tag: &Tag) {
        let name = |reference: &str| {
            let id = reference.trim_start_matches('#');
            let shown = self.concepts.get(id).filter(|name| !name.is_empty());
            (id != "noMainCommittee").then(|| shown.map_or(id, String::as_str).to_owned())
        };
        set(&mut self.declared.committee, tag.attribute("refersTo"), name);
    }

    /// Reads a fact from an attribute. The first one counts; what cannot be read is kept.
    fn parsed<T: FromStr>(
        &mut self,
        field: &'static str,
        place: fn(&mut Declared) -> &mut Option<Declaration<T>>,
        attribute: Option<&Attribute>,
    ) {
        let Some(attribute) = attribute else { return };
        let text = attribute.value.trim();
        match text.parse() {
            Ok(value) => {
                place(&mut self.declared).get_or_insert_with(|| declaration(value, attribute));
            }
            Err(_) if text.is_empty() => {}
            Err(_) => {
                let text = attribute.value.clone().into_owned();
                self.declared.unread.push(declaration(Unread { field, text }, attribute));
            }
        }
    }
}

fn declaration<T>(value: T, attribute: &Attribute) -> Declaration<T> {
    Declaration { value, source: attribute.source.clone().into() }
}

/// Sets a fact that is not set, from an attribute that says something.
fn set<T>(place: &mut Option<Declaration<T>>, attribute: Option<&Attribute>, read: impl Fn(&str) -> Option<T>) {
    let Some(attribute) = attribute.filter(|attribute| place.is_none() && !attribute.value.trim().is_empty()) else {
        return;
    };
    *place = read(&attribute.value).map(|value| declaration(value, attribute));
}
