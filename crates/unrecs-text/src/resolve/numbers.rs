//! Numbers that name no provision: recommendations of the same document, meetings, volumes, and what else is counted.

use std::ops::Range;

use super::cursor::Label;
use super::pinpoints::Pinpoint;
use super::scanner::{Reader, What};
use crate::language::references::RecommendationWords;
use crate::language::{Reason, Unit, ends_with_one, longest_start};

/// A noun such as 建议 with numbers behind it: 以上建议11, `recommendation 11 above`. Without a word that says where they stand the
/// numbers may belong to another document, and 建议3个月 names none at all.
pub(super) fn recommendation(reader: &mut Reader<'_, '_>, noun: Range<usize>) {
    let mut cursor = reader.cursor(noun.end);
    let mut named = Vec::new();
    loop {
        let mut ahead = cursor;
        if !named.is_empty() && ahead.eat(cursor.words.joiners).is_none() {
            break;
        }
        ahead.eat_space();
        let Some(Ok(Label::Number(number, ""))) = ahead.number() else { break };
        let letter = ahead.bracketed().map(|letter| letter.as_point());
        named.push((number, letter));
        cursor = ahead;
    }
    if let Some(span) = directed(reader, noun.start..cursor.at).filter(|_| !named.is_empty()) {
        reader.push(span, What::Recommendations(named));
    }
}

/// Provisions that are paragraphs of the document itself: `paragraph 5 above`; 第11项建议.
pub(super) fn recommendations(reader: &mut Reader<'_, '_>, span: &Range<usize>, pinpoints: &[Pinpoint]) -> bool {
    let [(first, _), ..] = pinpoints.first().map_or(&[][..], |pinpoint| pinpoint.levels.as_slice()) else {
        return false;
    };
    let words = reader.words.words;
    let mut cursor = reader.cursor(span.end);
    let RecommendationWords { nouns, trailing, .. } = &words.recommendations;
    let counted = *first == Unit::Point && cursor.eat(nouns).or_else(|| cursor.eat(trailing)).is_some();
    let numbered = *first == Unit::Paragraph && words.unit_first;
    if !counted && !numbered {
        return false;
    }
    let one = |pinpoint: &Pinpoint| match pinpoint.levels.as_slice() {
        [(_, Label::Number(number, ""))] => Some((*number, None)),
        [(_, Label::Number(number, "")), (_, letter)] => Some((*number, Some(letter.as_point()))),
        _ => None,
    };
    let named: Option<Vec<_>> = pinpoints.iter().map(one).collect();
    let (Some(named), Some(span)) = (named, directed(reader, span.start..cursor.at)) else { return false };
    reader.push(span, What::Recommendations(named));
    true
}

/// The span with the word that says where the numbers stand, in front or behind; none where there is none.
fn directed(reader: &Reader<'_, '_>, span: Range<usize>) -> Option<Range<usize>> {
    let words = &reader.words.words.recommendations;
    let both = || words.above.iter().chain(words.below);
    let before = reader.before(span.start);
    if let Some(front) = both().find_map(|word| before.trim_end().strip_suffix(word)) {
        return Some(span.start - (before.len() - front.len())..span.end);
    }
    let rest = &reader.text[span.end..];
    let space = usize::from(rest.starts_with(' '));
    let behind = both().find(|word| reader.words.words.unit_first && rest[space..].starts_with(**word))?;
    Some(span.start..span.end + space + behind.len())
}

/// A number with something else behind it: 第七届, 第610卷, 第5段.
pub(super) fn counted(reader: &mut Reader<'_, '_>, read: Range<usize>) {
    let words = reader.words.words;
    let rest = &reader.text[read.end..];
    let trailing = longest_start(rest, words.recommendations.trailing);
    if let Some(noun) = trailing {
        let mut cursor = reader.cursor(read.start + words.ordinal.len());
        let span = directed(reader, read.start..read.end + noun.len());
        if let (Some(Ok(Label::Number(number, ""))), Some(span)) = (cursor.number(), span)
            && cursor.at == read.end
        {
            return reader.push(span, What::Recommendations(vec![(number, None)]));
        }
    }
    let unit = words.units.iter().filter(|unit| !unit.leads && rest.starts_with(unit.form));
    if let Some(unit) = unit.max_by_key(|unit| unit.form.len()) {
        return reader.push(read.start..read.end + unit.form.len(), What::Nothing(Reason::Number));
    }
    let preamble = reader.text[..read.start].trim_end();
    if ends_with_one(preamble, words.preambles) {
        let end = read.end + trailing.map_or(0, str::len);
        return reader.push(read.start..end, What::Nothing(Reason::Document));
    }
    let ordinals = words.ordinals.iter().filter(|(form, _)| rest.starts_with(form));
    let (length, reason) = ordinals
        .max_by_key(|(form, _)| form.len())
        .map_or((0, Reason::Ordinal), |(form, reason)| (form.len(), *reason));
    reader.push(read.start..read.end + length, What::Nothing(reason));
}
