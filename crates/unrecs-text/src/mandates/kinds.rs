//! The kind of task that a verb is, by itself or with the first noun behind it that it takes.

use std::ops::Range;

use super::Rule;
use super::heads::{Head, LONGEST_BRACKET};
use super::scan::word_starts;
use super::words::{Kind, Table};
use crate::language::Task;
use crate::language::mandates::TaskVerb;

/// Words between a verb and the noun that tells its kind.
const MOST_WORDS: usize = 30;

/// Where a verb stands with what may tell its kind.
pub struct Clause<'t> {
    pub text: &'t str,
    /// Behind what may belong to the verb.
    pub end: usize,
    pub table: &'static Table,
}

impl Clause<'_> {
    /// Tells the kind of a task, by its verb and the first noun behind it that the verb takes.
    pub fn tell(&self, head: &mut Head) {
        if let Some((_, verb)) = self.table.verbs.find_at_start(&self.text[head.at.start..]) {
            self.tell_verb(head, verb);
        }
    }

    /// The same of a verb that is known.
    pub fn tell_verb(&self, head: &mut Head, verb: &'static TaskVerb) {
        let Self { text, table, .. } = *self;
        head.submits = verb.with.iter().any(|(_, task)| *task == Task::Report);
        let end = clause_end(text, head.at.end, self.end);
        let spaced = table.language.spaced;
        let mut at = head.at.end;
        let most = if spaced { MOST_WORDS } else { MOST_WORDS * 4 };
        let mut quoted = head.at.end..head.at.end;
        let mut words = 0;
        for start in word_starts(&text[head.at.end..end], spaced) {
            let start = head.at.end + start;
            quoted = quotation(text, quoted, start);
            if start < at || start < quoted.end {
                continue;
            }
            words += 1;
            if words > most {
                break;
            }
            if let Some((word, group)) = table.objects.find_at_start(&text[start..end]) {
                at = start + word.len();
                if let Some(task) = group.and_then(|group| task_with(verb, group)) {
                    (head.kind, head.rule) = (Kind::One(task), Rule::VerbAndNoun);
                    head.at.end = at;
                    return;
                }
            }
        }
        (head.kind, head.rule) = match verb.alone {
            [] => (Kind::One(Task::Other), Rule::NoKind),
            [task] => (Kind::One(*task), Rule::Verb),
            several => (Kind::Open(several), Rule::Open),
        };
    }
}

/// The last quotation that opens before a place; `known` is the one before it.
fn quotation(text: &str, known: Range<usize>, at: usize) -> Range<usize> {
    if at < known.end {
        return known;
    }
    let Some(open) = text[known.end..at].rfind(['“', '«', '「']) else { return known.start..known.end };
    let start = known.end + open;
    let length = text[start..].char_indices().take(LONGEST_BRACKET).find(|(_, c)| matches!(c, '”' | '»' | '」'));
    start..length.map_or(at, |(length, c)| start + length + c.len_utf8())
}

/// The kind of a verb with a noun of a group.
fn task_with(verb: &TaskVerb, group: &str) -> Option<Task> {
    verb.with.iter().find(|(name, _)| *name == group).map(|(_, task)| *task)
}

/// The end of what may hold the object of a verb.
fn clause_end(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].find([';', '；', '؛', ':', '：', '。']).unwrap_or(end - start)
}
