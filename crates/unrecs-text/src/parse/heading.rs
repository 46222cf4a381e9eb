//! Which lines are headings, and of what.

use super::DivisionKind;
use super::builder::Heading;
use super::label::{self, LabelKind};
use super::line::{self, Line};
use super::series::Printed;
use crate::finding::Span;
use crate::language::{Language, headings};
use crate::value::{Numeral, NumeralStyle};

/// Longest heading in characters.
const LONGEST: usize = 300;

/// Whether words end as a sentence or one of its clauses does, whatever closes behind the point.
pub fn ends_like_a_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['”', '"', '’', '」', '』', ')', '）', ']', '*'])
        .ends_with(['。', '！', '？', '.', '!', '?', ';', '；', ':', '：'])
}

/// Whether words can be a heading: short, and without the end of a sentence.
pub fn is_title_like(words: &str) -> bool {
    !words.is_empty()
        && words.chars().take(LONGEST + 1).count() <= LONGEST
        && !ends_like_a_sentence(words)
        && !words.ends_with([',', '，', '、', '|'])
        && !words.starts_with('|')
}

/// The heading that a line is by its printed numeral or its words, where it is one; of a meeting where it has an ordinal.
pub fn heading(text: &str, line: &Line, language: Option<&'static Language>) -> Option<Heading> {
    let (numeral, title) = match line.label {
        Some(label) => {
            let printed = match label.kind {
                LabelKind::Section(numeral) => Printed::Section(numeral),
                LabelKind::Capital(letter) => Printed::Capital(letter),
                _ => return None,
            };
            let (label, title) = line::split(text, line.words, label.length);
            (Some((printed, label)), title)
        }
        None => (None, line.words),
    };
    let printed = &text[title.range()];
    if matches!(numeral, None | Some((Printed::Capital(_), _))) && !is_title_like(printed) {
        return None;
    }
    let parts = language.map(|language| headings::take_apart(printed, language)).unwrap_or_default();
    let ordinal = parts.ordinal.map(|found| (i64::from(found.number), title.within(&found.at)));
    // Without a numeral, only the words can show a heading: an ordinal with its dates.
    let dated = ordinal.is_some() && parts.dates.is_some();
    let heading = Heading { numeral, ordinal, words: Some(title).filter(|title| !title.is_empty()) };
    (numeral.is_some() || dated).then_some(heading)
}

/// The numeral of a section that is all of a line, alone or with what it numbers: `II`, `Article 5`, 第五条.
pub fn numeral_alone(text: &str, line: &Line, language: Option<&'static Language>) -> Option<(Printed, Span)> {
    if let Some(printed) = language.and_then(|language| provision(&text[line.words.range()], language)) {
        return Some((printed, line.words));
    }
    let printed = match label::alone(&text[line.words.range()])? {
        LabelKind::Section(numeral) => Printed::Section(numeral),
        LabelKind::Capital(letter) => Printed::Capital(letter),
        _ => return None,
    };
    Some((printed, line.words))
}

/// The number of an article, a rule, a chapter and the like that is all of a line.
fn provision(words: &str, language: &Language) -> Option<Printed> {
    let words_of = language.structure;
    let number = |(before, behind): &(&str, &str)| {
        let number = words.strip_prefix(before)?.strip_suffix(behind)?.trim();
        let small = number.to_lowercase();
        let in_words = words_of.cardinals.iter().zip(1..).find(|(word, _)| **word == small);
        number.parse().ok().or_else(|| in_words.and_then(|(_, value)| Numeral::new(value, NumeralStyle::Arabic)))
    };
    let part = words_of.parts.iter().find_map(number).map(Printed::Section);
    part.or_else(|| words_of.provisions.iter().find_map(number).map(|numeral| Printed::Number(numeral, None)))
}

/// The annex or appendix that a line begins: the word for it, alone or with its number.
pub fn annex(text: &str, line: &Line, language: Option<&'static Language>) -> Option<(DivisionKind, Heading)> {
    let words = &text[line.words.range()];
    let forms = language?.masthead.annex;
    let (index, form) = forms.iter().enumerate().find(|(_, form)| words.starts_with(**form))?;
    let rest = words[form.len()..].trim();
    let number = rest.parse::<Numeral>().ok().map(|numeral| Printed::Number(numeral, None));
    if !rest.is_empty() && number.is_none() {
        return None;
    }
    let kind = if index == 0 { DivisionKind::Annex } else { DivisionKind::Appendix };
    let at = Span::new(line.words.end - rest.len(), line.words.end);
    Some((kind, Heading { numeral: number.map(|number| (number, at)), ordinal: None, words: None }))
}
