//! Titles without brackets: the capitalized words round a noun, such as `Basel Convention` or `Convention on Biological Diversity`.

use std::ops::Range;

use super::grammar::Name;
use super::scanner::Reader;
use crate::language::references::ReferenceWords;
use crate::language::{behind_word, is_spelled};
use crate::value::is_digits;

/// No title has more words on either side of its noun.
const MOST: usize = 24;

/// The capitalized words round a noun that make it a title of its own; the noun alone where there are none.
pub(super) fn round(reader: &Reader<'_, '_>, noun: Range<usize>) -> Range<usize> {
    before(reader, noun.start)..behind(reader, noun)
}

/// Titles that share a plural noun, from the last of them on: `Smuggling of Migrants and Trafficking in Persons Protocols`. Where the
/// registry does not have both, the words of both are one unknown title.
pub(super) fn sharing(reader: &Reader<'_, '_>, last: Range<usize>, noun: usize, head: usize) -> (Range<usize>, Name) {
    let words = reader.words.words;
    let from = reader.done.min(last.start);
    let text = &reader.text[from..last.start];
    let alias = |title: &str| reader.words.title(&format!("{} {}", title.trim_end(), reader.words.heads[head]));
    let second = alias(&reader.text[last.start..noun]);
    let joined = words.joiners.iter().filter(|joiner| text.ends_with(**joiner)).map(|joiner| joiner.len()).max();
    let Some(end) = joined.map(|length| last.start - length) else {
        return (last, second.map_or(Name::Unknown(Some(head)), Name::Title));
    };
    let mut start = None;
    let mut at = end;
    for _ in 0..MOST {
        let before = reader.text[from..at].trim_end();
        let word = last_word(before);
        let small = words.connectors.contains(&word) && !words.articles.contains(&word) && at < end;
        if word.ends_with([',', '.', ';', ':']) || !(is_capital(word) || small) {
            break;
        }
        at = from + before.len() - word.len();
        // A small word inside the title does not begin it: `Smuggling of Migrants`.
        if !small {
            start = Some(at);
        }
    }
    let Some(start) = start else { return (last, Name::Unknown(Some(head))) };
    let both = alias(&reader.text[start..end]).zip(second);
    (start..last.end, both.map_or(Name::Unknown(Some(head)), |(first, second)| Name::Both(first, second)))
}

/// Whether what begins here is one of many: `a Charter body`.
pub(super) fn is_indefinite(reader: &Reader<'_, '_>, start: usize) -> bool {
    let words = reader.words.words;
    let word = reader.text[..start].strip_suffix(' ').map(last_word);
    word.is_some_and(|word| words.indefinite.iter().any(|one| is_spelled(one, word)))
}

/// The last word of a text, without a bracket or a quotation mark in front of it.
pub(super) fn last_word(text: &str) -> &str {
    text.rsplit([' ', '(', '“', '«', '"']).next().unwrap_or_default()
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// `1988` in `Convention of 1988`
fn is_year(word: &str) -> bool {
    is_digits(word, 4..=4)
}

/// Where the capitalized words in front of a noun begin.
fn before(reader: &Reader<'_, '_>, noun: usize) -> usize {
    let connectors = reader.words.words.connectors;
    if reader.words.words.sentence_case {
        return noun;
    }
    let from = reader.done.min(noun);
    let mut start = noun;
    for _ in 0..MOST {
        let Some(before) = reader.text[from..start].strip_suffix(' ') else { break };
        let bracket = before.ends_with(')').then(|| before.rfind('(')).flatten().unwrap_or(before.len());
        let word = before[..bracket].trim_end().rsplit([' ', '(', '“', '«', '"', '\n']).next().unwrap_or_default();
        let connector = connectors.iter().any(|small| is_spelled(small, word));
        if !is_capital(word) || connector || word.ends_with([',', '.', ':', ';']) {
            break;
        }
        start = from + before[..bracket].trim_end().len() - word.len();
    }
    start
}

/// Where the words behind a noun end that a link ties to it.
fn behind(reader: &Reader<'_, '_>, noun: Range<usize>) -> usize {
    let (text, words) = (reader.text, reader.words.words);
    let numbered = if words.treaties.contains(&&text[noun.clone()]) { 0 } else { number_length(&text[noun.end..]) };
    let noun = noun.end;
    if numbered > 0 {
        return noun + numbered;
    }
    let follows = |links: &[&str]| links.iter().any(|link| follows(&text[noun..], link, words));
    let linked = follows(words.title_links);
    let (mut end, mut at) = (noun, noun);
    if !linked && !follows(words.title_supplements) {
        return noun;
    }
    for _ in 0..MOST {
        if let Some(listed) = enumerated(reader, &text[at..]) {
            (end, at) = (at + listed, at + listed);
            continue;
        }
        let Some(rest) = text[at..].strip_prefix(' ') else { break };
        let word = first_word(rest);
        let small = words.connectors.contains(&word);
        // Where the first word alone is capitalized, the subject of the title is told by its place.
        let subject = words.sentence_case && end == noun && word.starts_with(char::is_alphabetic);
        if !(is_capital(word) || is_year(word) || small || subject) || (small && begins_another(reader, rest)) {
            break;
        }
        at += 1 + word.len();
        if !small {
            end = at;
        }
    }
    // `the Convention to the General Assembly` is no title, `the Protocol to the 1988 Convention` is one.
    let of_treaty = || words.treaties.iter().any(|treaty| text[noun..end].contains(treaty));
    if linked || of_treaty() { end } else { noun }
}

fn first_word(text: &str) -> &str {
    &text[..text.find([' ', ',', '.', ';', ')', '\n', '”', '»', '(']).unwrap_or(text.len())]
}

/// The length of a number that belongs to a noun which is no treaty: `Agenda 21`.
fn number_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(' ') else { return 0 };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let ends = !rest[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '/');
    if ends && is_digits(&rest[..digits], 1..=4) { 1 + digits } else { 0 }
}

/// Whether `and the` leads to a title of its own: `and the Basel Convention`, `and the Guidelines on`.
fn begins_another(reader: &Reader<'_, '_>, text: &str) -> bool {
    let words = reader.words.words;
    let mut rest = text.split(' ');
    let joined = rest.next().is_some_and(|word| words.joiners.iter().any(|joiner| joiner.trim() == word));
    joined && rest.next().is_some_and(|word| words.articles.contains(&word))
}

/// The length of further members of an enumeration inside a title: `, Export and Transfer` behind `Illicit Import`. None where
/// the enumeration does not end with a joiner and a capitalized word, as one inside a title does.
fn enumerated(reader: &Reader<'_, '_>, text: &str) -> Option<usize> {
    /// No member has more words, and no enumeration more members.
    const MOST_WORDS: usize = 3;
    const MOST_MEMBERS: usize = 6;
    let words = reader.words.words;
    let is_head = |word: &str| words.treaties.iter().chain(words.heads).any(|head| word.starts_with(head));
    let mut at = 0;
    for _ in 0..MOST_MEMBERS {
        let member = text[at..].strip_prefix(", ")?;
        let mut length = 0;
        for _ in 0..MOST_WORDS {
            let from = length + usize::from(length > 0);
            let word = member.get(from..).map(first_word).filter(|word| is_capital(word) && !is_head(word));
            let Some(word) = word.filter(|_| length == 0 || member[length..].starts_with(' ')) else { break };
            length = from + word.len();
        }
        if length == 0 {
            return None;
        }
        at += 2 + length;
        let mut behind = words.joiners.iter().filter_map(|joiner| text[at..].strip_prefix(joiner));
        if text[at..].starts_with(' ') && behind.any(is_capital) {
            return Some(at);
        }
    }
    None
}

/// Whether a link stands here with a capitalized word or a year behind it, small words between them.
fn follows(text: &str, link: &str, reference: &ReferenceWords) -> bool {
    let connectors = reference.connectors;
    let Some(rest) = behind_word(text, link) else { return false };
    // What ties anything to anything, such as ` de `, does not tell a title.
    if reference.sentence_case && !reference.nested.contains(&link) && rest.starts_with(char::is_alphanumeric) {
        return true;
    }
    let mut words = rest.split(' ').take(3);
    words.find(|word| !connectors.contains(word)).is_some_and(|word| is_capital(word) || is_year(first_word(word)))
}
