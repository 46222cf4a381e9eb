//! The verbs that are asked directly, in a language that does not set words apart: in each clause the first verb behind its phrases
//! (向大会第七十八届会议提交报告, 就建立中心编拟指南).

use std::ops::Range;

use super::Rule;
use super::heads::{Head, MOST};
use super::kinds::Clause;
use super::words::{Kind, Table};
use crate::language::Task;

/// The verbs of tasks in a stretch of text.
pub fn find(text: &str, stretch: Range<usize>, table: &'static Table) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut start = stretch.start;
    while start < stretch.end && heads.len() < MOST {
        let rest = &text[start..stretch.end];
        let end = start + rest.find(ENDS).unwrap_or(rest.len());
        // A clause that says what for, or what besides, asks nothing more: 以确保…, 包括….
        if table.subordinate.at_start(text[start..end].trim_start()).is_none() {
            of_clause(text, start..end, table, &mut heads);
        }
        start = end + text[end..stretch.end].chars().next().map_or(0, char::len_utf8).max(1);
    }
    let ends: Vec<usize> = heads.iter().skip(1).map(|head| head.at.start).chain([stretch.end]).collect();
    for (head, end) in heads.iter_mut().zip(ends) {
        let clause = head.at.end + text[head.at.end..end].find(ENDS).unwrap_or(end - head.at.end);
        Clause { text, end: clause, table }.tell(head);
    }
    heads
}

const ENDS: [char; 8] = ['，', ',', '；', ';', '：', ':', '。', '\n'];

/// The verbs of one clause.
fn of_clause(text: &str, clause: Range<usize>, table: &'static Table, heads: &mut Vec<Head>) {
    let mut at = clause.start;
    // How many verbs belong to the phrases before the main verb.
    let mut in_phrase = false;
    let mut held: Option<Range<usize>> = None;
    let mut opens = true;
    while at < clause.end {
        let rest = &text[at..clause.end];
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        if opens && let Some(length) = table.passes.at_start(rest).or_else(|| table.adverbs.at_start(rest)) {
            at += length;
            continue;
        }
        if let Some(length) = table.verbal_phrases.at_start(rest).filter(|_| opens || in_phrase) {
            (in_phrase, opens) = (true, false);
            let behind = at + length;
            let limit =
                text[behind..clause.end].char_indices().nth(LONGEST_PHRASE).map_or(clause.end, |(at, _)| behind + at);
            held = first_verb(text, behind..limit, table);
            at = held.as_ref().map_or(behind, |verb| verb.end);
            continue;
        }
        if let Some(length) = table.phrases.at_start(rest).filter(|_| opens || in_phrase) {
            (in_phrase, opens) = (true, false);
            at += length;
            continue;
        }
        if (opens || in_phrase)
            && let Some(length) = verb(rest, table)
        {
            let verb = at..at + length;
            if !is_modifier(text, &verb, clause.end, table) {
                push(heads, verb.clone(), clause.start);
                at = joined(text, verb.end..clause.end, table, heads);
                (opens, in_phrase, held) = (false, false, None);
                continue;
            }
            at = verb.end;
            continue;
        }
        if !in_phrase
            && !opens
            && let Some(length) = table.joins.at_start(rest)
            && !heads.is_empty()
            && verb(behind_adverbs(&text[at + length..clause.end], table), table).is_some()
        {
            at += length;
            opens = true;
            continue;
        }
        opens = false;
        at += c.len_utf8();
    }
    if let Some(verb) = held.filter(|_| in_phrase) {
        push(heads, verb, clause.start);
    }
}

/// Characters of the longest phrase that may hold a verb of its own.
const LONGEST_PHRASE: usize = 60;

fn push(heads: &mut Vec<Head>, at: Range<usize>, start: usize) {
    heads.push(Head { at, start, kind: Kind::One(Task::Other), rule: Rule::NoKind, submits: false });
}

/// Takes verbs that follow right behind another: 制定、执行和评估.
fn joined(text: &str, stretch: Range<usize>, table: &'static Table, heads: &mut Vec<Head>) -> usize {
    let mut at = stretch.start;
    loop {
        let rest = &text[at..stretch.end];
        let mark = rest.strip_prefix('、').map(|_| '、'.len_utf8()).or_else(|| table.joins.at_start(rest));
        let Some(mark) = mark else { return at };
        let Some(length) = verb(&rest[mark..], table) else { return at };
        push(heads, at + mark..at + mark + length, stretch.start);
        at += mark + length;
    }
}

/// Bytes of a verb at the start of a text.
fn verb(rest: &str, table: &Table) -> Option<usize> {
    if let Some((form, _)) = table.verbs.find_at_start(rest) {
        return (table.not_begins.at_start(rest).is_none_or(|length| length <= form.len())).then_some(form.len());
    }
    if table.not_begins.at_start(rest).is_some()
        || table.phrases.at_start(rest).is_some()
        || table.adverbs.at_start(rest).is_some()
    {
        return None;
    }
    let length = table.begins.at_start(rest)?;
    (rest[..length].chars().count() > 1).then_some(length)
}

fn first_verb(text: &str, stretch: Range<usize>, table: &Table) -> Option<Range<usize>> {
    let mut places = text[stretch.clone()].char_indices().map(|(at, _)| stretch.start + at);
    places.find_map(|at| verb(&text[at..stretch.end], table).map(|length| at..at + length))
}

fn behind_adverbs<'t>(mut text: &'t str, table: &Table) -> &'t str {
    while let Some(length) = table.passes.at_start(text).or_else(|| table.adverbs.at_start(text)) {
        text = &text[length..];
    }
    text
}

/// Whether a verb only modifies a noun: 提交的报告.
fn is_modifier(text: &str, verb: &Range<usize>, end: usize, table: &Table) -> bool {
    let modifier = table.listed.modifier;
    !modifier.is_empty() && text[verb.end..end].starts_with(modifier)
}
