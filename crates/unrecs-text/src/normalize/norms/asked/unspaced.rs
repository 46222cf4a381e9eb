//! The names of those who are asked where no white space sets words apart: 请秘书长和联黎部队继续….

use std::ops::Range;

use super::{Slot, listed};
use crate::language::Modality;
use crate::normalize::norms::Hit;
use crate::normalize::norms::actors::{Actors, Named};
use crate::normalize::norms::words::{self, List, Table};

/// Characters of the longest name with its modifiers.
const LONGEST_NAME: usize = 90;

/// Characters of the longest name without modifiers.
const LONGEST_BARE: usize = 45;

/// Names of one list; more are no list of those who are asked.
const MOST_NAMES: usize = 40;

/// The names between an asking verb and the words of what is asked.
pub fn slot(text: &str, hit: &Hit, table: &'static Table) -> Option<Slot> {
    let mut named = Actors::new();
    let mut last = None;
    let mut at = hit.at.end + words::head(&text[hit.at.end..], &[]);
    // 邀请和鼓励各国: a second verb asks the same.
    if let Some(joined) = conjunction(&text[at..], table) {
        at += joined;
        at += table.verbs.at_start(&text[at..]).unwrap_or(0);
    }
    let behind = behind_determiners(text, at..text.len(), table);
    let narrows = [at, behind].iter().any(|&at| table.asked.before_names.at_start(&text[at..]).is_some());
    if !narrows && (begins(&text[at..], table) || begins(&text[behind..], table)) {
        return None;
    }
    for _ in 0..MOST_NAMES {
        // Behind a name a noun alone is another: 机构和组织.
        let noun = || (!named.is_empty()).then(|| known(text, at, &table.asked.agents, table))?;
        let found = known(text, at, &table.actors, table).or_else(noun).or_else(|| name(text, at, table));
        // Somebody in no table ends no list.
        let Some(name) = found else { return last.map(|end| (named, end)) };
        named.push(actor(text, name.clone(), table));
        let behind = name.end + words::head(&text[name.end..], &[]);
        last = (hit.modality != Modality::Decides).then_some(name.end);
        match conjunction(&text[behind..], table) {
            Some(length) => at = behind + length,
            // What is decided is asked of somebody where he shall do it.
            None if hit.modality == Modality::Decides && table.asked.modals.at_start(&text[behind..]).is_none() => {
                return None;
            }
            None => return Some((named, name.end)),
        }
    }
    None
}

/// Whether words begin what is asked: 继续, not 执行局.
fn begins(text: &str, table: &Table) -> bool {
    let length = |list: &List| list.at_start(text).unwrap_or(0);
    let asked = &table.asked;
    length(&asked.begins) > length(&asked.not_begins) || length(&asked.modals) > 0
}

/// Bytes of conjunctions with white space: 、以及.
fn conjunction(text: &str, table: &Table) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let not = table.asked.not_conjunctions.at_start(rest);
        let Some(length) = table.conjunctions.at_start(rest).filter(|_| not.is_none()) else { break };
        at += length;
        at += words::head(&text[at..], &[]);
    }
    (at > 0).then_some(at)
}

/// The name of a list that begins at an offset and ends where a name may end: 部队和警察派遣国.
fn known<T: Copy>(text: &str, start: usize, list: &List<T>, table: &Table) -> Option<Range<usize>> {
    let start = behind_determiners(text, start..text.len(), table);
    let end = start + list.at_start(&text[start..])?;
    ends(text, end, table).then_some(start..end)
}

/// The name that begins at an offset: it ends with the noun of somebody who acts, before a conjunction, a comma, or what is asked.
fn name(text: &str, start: usize, table: &Table) -> Option<Range<usize>> {
    const ENDS: [char; 6] = ['，', ',', '。', '；', ';', '：'];
    let (mut title, mut bracket) = (0_usize, 0_usize);
    // Where the name begins behind its modifiers; where it may begin, as the modifiers hold no name.
    let (mut bare, mut modified, mut passed, mut noun_end) = (start, start, false, start);
    let lead = &text[behind_determiners(text, start..text.len(), table)..];
    let narrows = [lead, &text[start..]].iter().any(|words| table.asked.before_names.at_start(words).is_some());
    let begins_as_verb = narrows || begins(&text[start..], table);
    for (count, (offset, c)) in text[start..].char_indices().take(LONGEST_NAME).enumerate() {
        let end = start + offset + c.len_utf8();
        match c {
            '《' | '“' => title += 1,
            '》' | '”' => title = title.saturating_sub(1),
            '（' | '(' => bracket += 1,
            '）' | ')' => bracket = bracket.saturating_sub(1),
            c if ENDS.contains(&c) && bracket == 0 && title == 0 => return None,
            _ => {}
        }
        if title > 0 || bracket > 0 || matches!(c, '）' | ')') {
            continue;
        }
        if text[..end].ends_with(table.listed.modifier) {
            let belongs = noun_end == end - table.listed.modifier.len();
            bare = end;
            modified = if passed && !belongs && !narrows { modified } else { end };
        }
        if count > LONGEST_BARE && bare == start {
            return None;
        }
        let words = &text[bare..end];
        let noun = table.asked.agents.at_end(words).max(table.actors.at_end(words)).unwrap_or(0);
        let is_noun = noun > 0;
        if end > start
            && bare == modified
            && (!narrows || bare > start)
            && table.asked.not_in_names.at_end(words).is_some()
        {
            return None;
        }
        if is_noun
            && bare == modified
            && !(begins_as_verb && bare == start)
            && ends(text, end, table)
            && (!narrows || !rest_is_mark(text, end))
        {
            return Some(behind_determiners(text, bare..end, table)..end);
        }
        // What follows a noun that goes on is what is asked, in words that no table has: 机构有系统地….
        passed |= noun > c.len_utf8();
        noun_end = if is_noun { end } else { noun_end };
    }
    None
}

/// The offset behind determiners; 各 is one in 各会员国, and none in 各国政府.
fn behind_determiners(text: &str, name: Range<usize>, table: &Table) -> usize {
    let mut at = name.start;
    loop {
        let rest = &text[at..name.end];
        let lists = [&table.determiners, &table.asked.determiners];
        let length = lists.iter().filter_map(|list| list.at_start(rest)).max().unwrap_or(0);
        let is_listed = |words: &str| table.actors.contains(words);
        let is_name = table.actors.at_start(rest).is_some_and(|actor| actor > length) && !is_listed(&rest[length..]);
        if length == 0 || is_name || at + length >= name.end {
            return at;
        }
        at += length;
        at += if text[at..name.end].starts_with(table.listed.modifier) { table.listed.modifier.len() } else { 0 };
    }
}

/// Whether a name may end at an offset.
fn ends(text: &str, end: usize, table: &Table) -> bool {
    let rest = &text[end + words::head(&text[end..], &[])..];
    rest_is_mark(text, end) || begins(rest, table) || conjunction(rest, table).is_some()
}

fn rest_is_mark(text: &str, end: usize) -> bool {
    text[end + words::head(&text[end..], &[])..].starts_with(['，', ',', '：', ':'])
}

/// Who a name is. Determiners within it change nothing (联合国系统所有相关机构), nor does the session of an organ (大会第七十八届会议).
fn actor(text: &str, name: Range<usize>, table: &Table) -> Named {
    if let Some(listed) = listed(text, name.clone(), table) {
        return listed;
    }
    let words = &text[name.clone()];
    if let Some((form, actor)) = table.actors.find_at_start(words) {
        let rest = &words[form.len()..];
        let is_session =
            table.listed.session.is_some_and(|(first, last)| rest.starts_with(first) && rest.ends_with(last));
        if is_session {
            return Named::new(actor, name.start..name.start + form.len());
        }
    }
    let mut plain = String::new();
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let determiner = table.determiners.at_start(&words[at..]).filter(|_| at > 0);
        if determiner.is_none() {
            plain.push(c);
        }
        at += determiner.unwrap_or(c.len_utf8());
    }
    match table.actors.find_at_end(&plain) {
        Some((form, actor)) if form.len() == plain.len() => Named::new(actor, name),
        _ => Named::other(name),
    }
}
