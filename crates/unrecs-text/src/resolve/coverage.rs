//! Accounting: everything that looks like a reference ended in exactly one way. What looks like one is found a second time here,
//! by plain search and without the grammar, so that a grammar that did not run cannot look like one that found nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Exclusion, ParagraphReferences, Reason, Reference, Status};
use crate::language::references::ReferenceWords;
use crate::language::{self, Unit, is_spelled};
use crate::value::is_digits;
use crate::value::numeral::{is_chinese_numeral, is_digit};

/// How many references ended how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// References by how they ended.
    pub ended: BTreeMap<Status, usize>,
    /// What is no reference, by its reason.
    pub excluded: BTreeMap<Reason, usize>,
    /// What looks like a reference and did not end at all.
    pub unaccounted: Vec<Unaccounted>,
    /// Mentions of bodies.
    pub mentions: usize,
    /// Texts that were added.
    pub texts: usize,
}

/// Something that looks like a reference and was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unaccounted {
    /// The words.
    pub surface: String,
    /// How many texts were added before the one that they stand in.
    pub text: usize,
    /// Where they stand, as bytes into that text.
    pub span: Range<usize>,
}

impl Coverage {
    /// Adds what was found in a text.
    pub fn add(&mut self, text: &str, found: ParagraphReferences<'_, '_>, language: &str) {
        found.references.iter().for_each(|reference| count(&mut self.ended, reference.status, 1));
        found.exclusions.iter().for_each(|exclusion| count(&mut self.excluded, exclusion.reason, 1));
        self.mentions += found.mentions.len();
        let number = self.texts;
        self.texts += 1;
        let Some(language) = language::by_tag(language) else { return };
        let references = found.references.iter().map(Reference::span);
        let mut spans: Vec<_> = found.exclusions.iter().map(Exclusion::span).chain(references).collect();
        spans.sort_unstable_by_key(|span| (span.start, span.end));
        let mut covered: Vec<Range<usize>> = Vec::new();
        for span in spans {
            match covered.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => covered.push(span),
            }
        }
        for seen in seen(text, &language.references) {
            let next = covered.partition_point(|span| span.end <= seen.start);
            if covered.get(next).is_none_or(|span| span.start > seen.start) {
                let surface = text[seen.clone()].to_owned();
                self.unaccounted.push(Unaccounted { surface, text: number, span: seen });
            }
        }
    }

    /// Adds what another document had.
    pub fn merge(&mut self, other: &Coverage) {
        other.ended.iter().for_each(|(status, more)| count(&mut self.ended, *status, *more));
        other.excluded.iter().for_each(|(reason, more)| count(&mut self.excluded, *reason, *more));
        self.mentions += other.mentions;
        self.texts += other.texts;
        self.unaccounted.extend(other.unaccounted.iter().cloned());
    }

    /// Number of references that ended so.
    pub fn count(&self, status: Status) -> usize {
        self.ended.get(&status).copied().unwrap_or(0)
    }
}

fn count<K: Ord>(counts: &mut BTreeMap<K, usize>, key: K, more: usize) {
    *counts.entry(key).or_default() += more;
}

/// Everything in a text that looks like a reference: titles in brackets, numbers with the word of a unit, and numbers of resolutions
/// and decisions.
fn seen<'t>(text: &'t str, words: &'t ReferenceWords) -> Vec<Range<usize>> {
    let mut seen = Vec::new();
    if let Some((open, close)) = words.title_marks {
        let mut depth_end = 0;
        // Where no mark closes behind one place, none does behind a later one: it is looked for once.
        let mut closes = true;
        for (at, _) in text.match_indices(open) {
            // A title inside a title belongs to it.
            if at >= depth_end {
                seen.push(at..at + open.len());
                let end = if closes { text[at..].find(close) } else { None };
                closes = end.is_some();
                depth_end = at + end.unwrap_or(0);
            }
        }
    }
    if words.ordinal.is_empty() {
        leading(text, words, &mut seen)
    } else {
        trailing(text, words, &mut seen)
    }
    if !words.resolutions.mark.is_empty() {
        marked(text, words, &mut seen);
    }
    seen
}

/// The units that are counted.
const COUNTED: [Unit; 5] = [Unit::Article, Unit::Rule, Unit::Paragraph, Unit::Point, Unit::Chapter];

fn trailing(text: &str, words: &ReferenceWords, seen: &mut Vec<Range<usize>>) {
    let number = |c: char| is_chinese_numeral(c) || is_digit(c) || c.is_whitespace();
    for (at, ordinal) in text.match_indices(words.ordinal) {
        let start = at + ordinal.len();
        let length = text[start..].find(|c| !number(c)).unwrap_or(text.len() - start);
        let rest = &text[start + length..];
        let mut units = words.units.iter().chain(words.places);
        let unit = units.find(|unit| COUNTED.contains(&unit.unit) && rest.starts_with(unit.form));
        if let Some(unit) = unit.filter(|_| length > 0) {
            seen.push(at..start + length + unit.form.len());
        }
    }
}

/// Numbers with their mark and the noun of a resolution or decision behind: 第55/25号决议.
fn marked(text: &str, words: &ReferenceWords, seen: &mut Vec<Range<usize>>) {
    let mark = words.resolutions.mark;
    for (at, _) in text.match_indices(mark) {
        let behind = &text[at + mark.len()..];
        let noun = words.resolutions.noun_at_start(behind);
        let before = text[..at].trim_end();
        let last = before.char_indices().next_back();
        let number = last.filter(|&(_, c)| is_digit(c) || matches!(c, ')' | '）') || c.is_ascii_uppercase());
        if let (Some((noun, _)), Some((start, _))) = (noun, number) {
            seen.push(start..at + mark.len() + noun.len());
        }
    }
}

fn leading(text: &str, words: &ReferenceWords, seen: &mut Vec<Range<usize>>) {
    let units = words.units.iter().filter(|unit| COUNTED.contains(&unit.unit));
    let units = units.map(|unit| unit.form);
    let nouns = words.resolutions.nouns.iter().map(|(noun, _)| *noun);
    let mut start = 0;
    let boundary = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '«' | '\'' | '’');
    for word in text.split_inclusive(boundary) {
        let at = start;
        start += word.len();
        // A number may be glued to its word, or tied to it by an entity.
        let letters = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        let point = usize::from(word[letters..].starts_with('.'));
        let behind = (letters..=letters + point).find_map(|end| {
            let behind = text[at + end..].trim_start().trim_start_matches("&nbsp;");
            let is_word = |form: &str| is_spelled(form, &word[..end]);
            // Few words have a number behind them, so that few are compared.
            let unit = begins_with_label(behind) && units.clone().any(is_word);
            (unit || begins_with_number(behind) && nouns.clone().any(is_word)).then_some(behind)
        });
        if let Some(behind) = behind {
            seen.push(at..text.len() - behind.len());
        }
    }
}

/// Whether a text begins with a digit or a letter in brackets: `6`, `(d)`.
fn begins_with_label(text: &str) -> bool {
    let inside = text.strip_prefix('(').unwrap_or_default();
    let letters = inside.bytes().take(3).take_while(u8::is_ascii_lowercase).count();
    let lettered = (1..=2).contains(&letters) && inside[letters..].starts_with(')');
    lettered || text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a text begins with the number of a resolution or decision: `55/25`, `S-10/2`, `1373 (2001)`, `217 A (III)`.
fn begins_with_number(text: &str) -> bool {
    let text = text.trim_start_matches("ES-").trim_start_matches("S-");
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let session = rest
        .strip_prefix('/')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()));
    let part = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_uppercase()).trim_start();
    let bracket = part.strip_prefix('(').is_some_and(|inside| {
        let of_session = |byte: &u8| b"IVXLES-".contains(byte);
        let length = inside.bytes().take_while(|byte| byte.is_ascii_digit() || of_session(byte)).count();
        let (inside, rest) = inside.split_at(length);
        let session = !inside.is_empty() && inside.as_bytes().iter().all(of_session);
        rest.starts_with(')') && (is_digits(inside, 4..=4) || session)
    });
    digits > 0 && (session || bracket)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn what_was_not_read_is_seen() {
        let seen = |text: &str| {
            let mut coverage = Coverage::default();
            coverage.add(text, ParagraphReferences::default(), "zh");
            coverage.unaccounted.into_iter().map(|one| one.surface).collect::<Vec<_>>()
        };
        assert_eq!(seen("《公约》第6条和《议定书》"), ["《", "《", "第6条"]);
        assert_eq!(seen("《关于《公约》的《"), ["《", "《"]);
        assert_eq!(seen("工作组"), Vec::<String>::new());
    }

    #[test]
    fn numbers_glued_to_their_words_and_resolutions_are_seen() {
        let seen = |text: &str, language: &str| {
            let mut coverage = Coverage::default();
            coverage.add(text, ParagraphReferences::default(), language);
            coverage.unaccounted.into_iter().map(|one| one.surface).collect::<Vec<_>>()
        };
        assert_eq!(seen("article6, article&nbsp;16 and (art. 7) of articles 8", "en").len(), 4);
        assert_eq!(seen("paragraphs (d), (e); subparagraph (a); paragraph 3", "en").len(), 3);
        assert_eq!(seen("resolution 55/25, decision S-10/2, resolutions 1373 (2001) and 217 A (III)", "en").len(), 3);
        assert_eq!(seen("a resolution of 2001, decisions 3 and the article (see)", "en"), Vec::<String>::new());
        assert_eq!(seen("第55/25号决议、第1373(2001)号决定，第31段", "zh"), ["第31段", "5号决议", ")号决定"]);
    }

    /// Two megabytes of marks that nothing closes; looking for the end of each would take minutes.
    #[test]
    fn titles_that_nothing_closes_are_looked_through_once() {
        let text = "《".repeat(700_000);
        let start = Instant::now();
        let mut coverage = Coverage::default();
        coverage.add(&text, ParagraphReferences::default(), "zh");
        assert_eq!(coverage.unaccounted.len(), 700_000);
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }

    /// The same of brackets behind the words of units and resolutions.
    #[test]
    fn brackets_that_nothing_closes_cost_no_search_to_the_end() {
        let text = "article (resolution 1 (".repeat(100_000);
        let start = Instant::now();
        let mut coverage = Coverage::default();
        coverage.add(&text, ParagraphReferences::default(), "en");
        assert_eq!(coverage.unaccounted, []);
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }
}
