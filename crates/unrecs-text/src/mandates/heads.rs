//! The verbs that are asked directly, and the kind of task that each of them is.

use std::ops::Range;

use super::kinds::Clause;
use super::scan::{behind_space, word_end};
use super::words::{Kind, Table};
use super::{Rule, unspaced};
use crate::language::{Task, ends_with_one};

/// A verb of a task.
#[derive(Debug, Clone)]
pub struct Head {
    /// The verb with the noun that decides its kind.
    pub at: Range<usize>,
    /// Where what belongs to it begins: the verb, or its clause where deadlines stand before their verb.
    pub start: usize,
    pub kind: Kind,
    pub rule: Rule,
    /// Whether it is a verb by which reports are submitted.
    pub submits: bool,
}

/// How the first verb stands behind the one who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Right at the start, but for adverbs: an item, or behind `should`.
    Here,
    /// Behind a mark of the infinitive or in a clause, further on.
    Behind,
    /// The same, where nobody is asked by name, so that a noun may stand there too: `Calls for the implementation`.
    Marked,
}

/// The verbs of tasks in a stretch of text.
pub fn find(text: &str, stretch: Range<usize>, first: First, table: &'static Table) -> Vec<Head> {
    if !table.language.spaced {
        return unspaced::find(text, stretch, table);
    }
    let mut scan = Scan::new(text, stretch, first, table);
    while scan.at < scan.end && scan.heads.len() < MOST {
        scan.step();
    }
    let mut heads = scan.heads;
    let places: Vec<Range<usize>> = heads.iter().map(|head| head.at.clone()).collect();
    for (index, head) in heads.iter_mut().enumerate() {
        // Verbs that follow each other share what stands behind the last: `strengthen and build capacities`.
        let own = places[index + 1..].iter().take(MOST_SHARED).scan(head.at.end, |end, next| {
            let shared = text[*end..next.start].split_whitespace().count() <= 1;
            *end = next.end;
            Some((next.start, shared))
        });
        let end = own.clone().find(|(_, shared)| !shared).or(own.last().filter(|_| index + MOST_SHARED < places.len()));
        let end = end.map_or(scan.end, |(start, _)| start);
        Clause { text, end, table }.tell(head);
    }
    heads
}

/// Verbs of one request; more are no request that anybody wrote.
pub const MOST: usize = 300;

/// What may stand before a verb of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chain {
    /// Nothing that lets one stand.
    None,
    /// The start of what is asked.
    Start,
    /// A comma.
    Comma,
    /// A conjunction; behind a comma it joins to what is asked, and else to the words before it.
    Join { comma: bool },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    /// Before a verb that is asked.
    Asked,
    /// The same, where a phrase may stand between: `que, en su próximo período de sesiones, presente`.
    Open,
    /// Before a verb that belongs to the word before it: `measures to`.
    Below,
}

struct Scan<'t> {
    text: &'t str,
    table: &'static Table,
    at: usize,
    end: usize,
    chain: Chain,
    mark: Mark,
    /// The word before was a verb of a task.
    behind_verb: bool,
    /// The word before only led to the verb behind it.
    passed: bool,
    /// A verb below another one is open, so that `and` joins to it.
    below: bool,
    /// It is an infinitive, so that another with its mark may join to it too.
    below_infinitive: bool,
    /// The word before, where it begins.
    last: Range<usize>,
    heads: Vec<Head>,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, stretch: Range<usize>, first: First, table: &'static Table) -> Self {
        let chain = if first == First::Marked { Chain::None } else { Chain::Start };
        Self {
            text,
            table,
            at: stretch.start,
            end: stretch.end,
            chain,
            mark: Mark::None,
            behind_verb: false,
            passed: false,
            below: false,
            below_infinitive: false,
            last: stretch.start..stretch.start,
            heads: Vec::new(),
        }
    }

    /// Passes one word or mark.
    fn step(&mut self) {
        let Some(c) = self.text[self.at..self.end].chars().next() else {
            self.at = self.end;
            return;
        };
        if !c.is_alphanumeric() {
            self.punctuation(c);
            return;
        }
        let rest = &self.text[self.at..self.end];
        if let Some(length) = self.table.joins.at_start(rest) {
            let comma = matches!(self.chain, Chain::Comma | Chain::Join { comma: true });
            let chain = if self.chain == Chain::Start { Chain::Start } else { Chain::Join { comma } };
            // Particles that are written together with the word behind them leave that word.
            let whole = self.text[self.at + length..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            if whole || length <= 2 {
                self.pass(length, chain);
                return;
            }
        }
        let verb = self.verb(rest);
        if let Some(length) = verb.filter(|&length| self.may_stand(length)) {
            self.found(length);
            return;
        }
        if let Some(length) = self.table.infinitive.at_start(rest) {
            self.marked(length);
            return;
        }
        if verb.is_none()
            && self.chain == Chain::Start
            && self.heads.is_empty()
            && let Some(length) = self.table.modals.at_start(rest)
        {
            self.pass(length, Chain::Start);
            return;
        }
        if matches!(self.chain, Chain::Join { .. })
            && let Some(length) = self.table.modals.at_start(rest)
        {
            // `will conduct reviews … and will submit a report`
            self.mark = Mark::Asked;
            self.at += length;
            return;
        }
        if let Some(length) = self.adverb(rest) {
            self.pass(length, self.chain);
            return;
        }
        if self.table.subordinators.at_start(rest).is_some() {
            self.below |= !self.heads.is_empty();
        }
        self.below_infinitive |= self.mark == Mark::Below && verb.is_some();
        self.below |= self.below_infinitive;
        let length = word_end(self.text, self.at, self.table.language).max(self.at + c.len_utf8()) - self.at;
        self.chain = if self.heads.is_empty() && self.modal_follows() { Chain::Start } else { Chain::None };
        if self.mark != Mark::Open {
            self.mark = Mark::None;
        }
        self.behind_verb = false;
        self.last = self.at..self.at + length;
        self.at += length;
    }

    /// Passes a word that changes nothing but what may follow.
    fn pass(&mut self, length: usize, chain: Chain) {
        self.chain = chain;
        self.at += length;
    }

    /// Behind a subject, a modal verb begins what is asked: `that the Committee shall`.
    fn modal_follows(&self) -> bool {
        let behind = behind_space(self.text, word_end(self.text, self.at, self.table.language));
        behind < self.end && self.table.modals.at_start(&self.text[behind..self.end]).is_some()
    }

    fn punctuation(&mut self, c: char) {
        let rest = &self.text[self.at..self.end];
        match c {
            '(' | '[' => {
                let close = rest.char_indices().take(LONGEST_BRACKET).find(|(_, c)| matches!(c, ')' | ']'));
                self.at += close.map_or(c.len_utf8(), |(at, c)| at + c.len_utf8());
                return;
            }
            ',' | '،' => {
                self.chain = if self.chain == Chain::Start { Chain::Start } else { Chain::Comma };
                (self.below, self.below_infinitive) = (false, false);
            }
            ';' | '؛' | ':' => {
                self.chain = if self.heads.is_empty() { Chain::Start } else { Chain::Join { comma: true } };
                self.below = false;
            }
            _ => {}
        }
        self.at += c.len_utf8();
    }

    /// A mark of the infinitive.
    fn marked(&mut self, length: usize) {
        if self.mark == Mark::Open {
            // What stands between belongs to the phrase: `que, en su período de sesiones, presente`.
            self.last = self.at..self.at + length;
            self.at += length;
            return;
        }
        let word = &self.text[self.last.clone()];
        let may_be_apart = self.table.subordinators.at_start(&self.text[self.at..]) == Some(length);
        let is_below = || self.table.subordinate.contains(word);
        self.mark = match self.chain {
            Chain::None if self.heads.is_empty() && !is_below() => Mark::Asked,
            Chain::Start => Mark::Asked,
            Chain::Join { comma: false } if self.below_infinitive && !may_be_apart => Mark::Below,
            Chain::Comma | Chain::Join { .. } => Mark::Asked,
            Chain::None => Mark::Below,
        };
        if self.mark == Mark::Asked && may_be_apart {
            self.mark = Mark::Open;
        }
        self.last = self.at..self.at + length;
        self.at += length;
    }

    /// Bytes of a verb at the start of a text.
    fn verb(&self, rest: &str) -> Option<usize> {
        let table = self.table;
        if let Some((form, _)) = table.verbs.find_at_start(rest) {
            return Some(form.len());
        }
        let word = &rest[..word_end(rest, 0, table.language)];
        let is_small = table.auxiliaries.contains(word)
            || [&table.pronouns, &table.prepositions, &table.adverbs].iter().any(|words| words.contains(word));
        if is_small || table.not_begins.at_start(rest).is_some() {
            return None;
        }
        let asked = &table.language.norms.asked;
        let known = table.begins.at_start(rest);
        known.or_else(|| {
            let passed = self.passed && ends_with_one(word, table.listed.passed_ends);
            let ends = ends_with_one(word, asked.begins_ends) && !ends_with_one(word, asked.not_begins_ends);
            let ends = ends || passed;
            (ends && word.starts_with(char::is_lowercase)).then_some(word.len())
        })
    }

    /// Whether a verb here is asked.
    fn may_stand(&self, length: usize) -> bool {
        if self.mark != Mark::None {
            return self.mark != Mark::Below;
        }
        let behind = self.at + length;
        let next = &self.text[behind_space(self.text, behind).min(self.end)..self.end];
        let word = &self.text[self.at..behind];
        let is_noun_too = self.table.also_nouns.contains(word);
        let is_verb = !is_noun_too || self.table.begins_object.at_start(next).is_some();
        match self.chain {
            Chain::Start => is_verb || self.heads.is_empty(),
            Chain::Comma => self.behind_verb,
            Chain::Join { comma } => {
                (self.behind_verb || (is_verb && (comma || !self.below))) && !self.heads.is_empty()
            }
            Chain::None => false,
        }
    }

    /// Takes a verb; one that only leads to the next lets that stand in its place.
    fn found(&mut self, length: usize) {
        if let Some(length) = self.table.passes.at_start(&self.text[self.at..self.end]) {
            (self.mark, self.chain) = (Mark::Asked, Chain::Start);
            self.passed = true;
            self.at += length;
            return;
        }
        self.passed = false;
        let at = self.at..self.at + length;
        self.heads.push(Head {
            start: at.start,
            at: at.clone(),
            kind: Kind::One(Task::Other),
            rule: Rule::NoKind,
            submits: false,
        });
        (self.chain, self.mark) = (Chain::None, Mark::None);
        (self.behind_verb, self.below, self.below_infinitive) = (true, false, false);
        self.last = at;
        self.at += length;
    }

    fn adverb(&self, rest: &str) -> Option<usize> {
        let open = self.chain != Chain::None || self.mark != Mark::None;
        if !open {
            return None;
        }
        let listed = self.table.adverbs.at_start(rest).or_else(|| self.table.pronouns.at_start(rest));
        listed.or_else(|| {
            let ending = self.table.language.norms.asked.adverbs_end;
            let word = &rest[..word_end(rest, 0, self.table.language)];
            (!ending.is_empty() && word.len() > ending.len() + 2 && word.ends_with(ending)).then_some(word.len())
        })
    }
}

/// Characters of the longest bracket that is passed over.
pub const LONGEST_BRACKET: usize = 300;

/// Verbs that may share their object.
const MOST_SHARED: usize = 6;
