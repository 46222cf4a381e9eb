//! Which lines are headings, and of what.

use std::borrow::Cow;

use super::DivisionKind;
use super::builder::Heading;
use super::label::{self, LabelKind};
use super::line::{self, Line};
use super::numbering;
use super::series::Printed;
use crate::finding::Span;
use crate::language::{Language, behind_form, behind_one, headings};
use crate::value::punctuation::{CLOSERS, COMMAS, STOPS};
use crate::value::{Numeral, NumeralStyle};

/// Longest heading in characters.
const LONGEST: usize = 400;

/// No document has so many annexes.
const MOST_ANNEXES: u32 = 50;

/// Whether words end as a sentence or one of its clauses does, whatever closes behind the point.
pub fn ends_like_a_sentence(words: &str) -> bool {
    before_mark(words)
        .trim_end_matches(|c: char| CLOSERS.contains(&c) || c == '*' || c.is_whitespace())
        .ends_with(STOPS)
}

/// Words without the number of a footnote behind their last sign: `Protocol,` of `Protocol,1`. A number such as `0.5` has none.
pub fn before_mark(words: &str) -> &str {
    let rest = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut signs = rest.chars().rev();
    let behind_sign = signs.next().is_some_and(|c| STOPS.contains(&c) || COMMAS.contains(&c) || CLOSERS.contains(&c));
    let of_number = signs.next().is_none_or(|c| c.is_ascii_digit());
    if behind_sign && !of_number { rest } else { words }
}

/// Whether words can be a heading: short, and without the end of a sentence.
pub fn is_title_like(words: &str) -> bool {
    !words.is_empty()
        && words.chars().take(LONGEST + 1).count() <= LONGEST
        && !ends_like_a_sentence(words)
        && !before_mark(words).ends_with(|c| COMMAS.contains(&c) || matches!(c, '、' | '|'))
        && !words.starts_with('|')
}

/// The heading that a line is by its printed numeral or its words, where it is one; of a meeting where it has an ordinal.
pub fn heading(text: &str, line: &Line, language: Option<&'static Language>) -> Option<Heading> {
    let label = line.label.or_else(|| label::before_title(&text[line.words.range()]));
    let unpointed = line.label.is_none();
    let (numeral, title) = match label {
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
    if (unpointed || matches!(numeral, Some((Printed::Capital(_), _)))) && !is_title_like(printed) {
        return None;
    }
    let parts = language.map(|language| headings::take_apart(printed, language)).unwrap_or_default();
    let ordinal = parts.ordinal.map(|found| (i64::from(found.number), title.within(&found.at)));
    // Without a numeral, only the words can show a heading: an ordinal with its dates.
    let dated = ordinal.is_some() && parts.dates.is_some();
    let heading = Heading { numeral, ordinal, words: Some(title).filter(|title| !title.is_empty()) };
    (numeral.is_some() || dated).then_some(heading)
}

/// Whether words are the ordinal of a meeting or a session and nothing else but one word in brackets: `42nd plenary meeting`,
/// `56th (resumed) plenary meeting`.
pub fn is_ordinal(words: &str, language: &Language) -> bool {
    let bare = without_remark(words);
    let parts = headings::take_apart(&bare, language);
    parts.ordinal.is_some() && parts.dates.is_none() && parts.others.is_empty()
}

/// Words without one word in brackets.
fn without_remark(words: &str) -> Cow<'_, str> {
    let remark = words.split_once(['(', '（']).and_then(|(before, rest)| {
        let (remark, behind) = rest.split_once([')', '）'])?;
        let one_word = !remark.is_empty() && remark.chars().all(char::is_alphabetic);
        one_word.then(|| Cow::Owned(format!("{before}{behind}")))
    });
    remark.unwrap_or(Cow::Borrowed(words))
}

/// What a heading numbers by a word of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbered {
    /// A part or a chapter.
    Part,
    /// A section in digits, whose numbers go on through the parts.
    Section,
    /// An article, a rule, a principle: only texts that are annexed have these.
    Provision,
    /// Nothing: the numeral stands alone.
    Alone,
}

/// The numeral of a section that is all of a line, alone or with what it numbers: `II`, `Article 5`, 第五条.
pub fn numeral_alone(
    text: &str,
    line: &Line,
    language: Option<&'static Language>,
) -> Option<(Numbered, (Printed, Span))> {
    let words = &text[line.words.range()];
    if let Some((numbered, printed, rest)) = language.and_then(|language| named(words, language))
        && rest.is_empty()
    {
        return Some((numbered, (printed, line.words)));
    }
    let printed = match label::alone(words)? {
        LabelKind::Section(numeral) => Printed::Section(numeral),
        LabelKind::Capital(letter) => Printed::Capital(letter),
        _ => return None,
    };
    Some((Numbered::Alone, (printed, line.words)))
}

/// The heading that begins with the word for a part and its number: `Part B. Implementation plan`.
pub fn titled_part(text: &str, line: &Line, language: Option<&'static Language>) -> Option<(Numbered, Heading)> {
    let words = &text[line.words.range()];
    let (numbered, printed, rest) = named(words, language?)?;
    let marks = [" – ", " - ", "  ", "\u{a0} ", "\u{a0}\u{a0}", "\t"];
    let marked = || marks.iter().find_map(|mark| rest.strip_prefix(mark));
    let colon = || rest.trim_start().strip_prefix(':');
    let title = rest.strip_prefix(['.', ':', '：', '–', '—', '．']).or_else(marked).or_else(colon)?.trim_start();
    let numeral = line::trim(text, Span::new(line.words.start, line.words.end - rest.len()));
    is_title_like(title).then(|| (numbered, titled((printed, numeral), line, title)))
}

/// The heading in which nothing but a space stands between the number and the title: `Article 3 Scope`.
pub fn titled_by_space(text: &str, line: &Line, language: Option<&'static Language>) -> Option<(Numbered, Heading)> {
    let words = &text[line.words.range()];
    let (numbered, printed, rest) = named(words, language?)?;
    let title = rest.trim_start();
    let numeral = line::trim(text, Span::new(line.words.start, line.words.end - rest.len()));
    let begins = title.len() < rest.len() && title.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    (begins && is_title_like(title)).then(|| (numbered, titled((printed, numeral), line, title)))
}

/// The heading with the title at the end of a line.
fn titled(numeral: (Printed, Span), line: &Line, title: &str) -> Heading {
    let words = Span::new(line.words.end - title.len(), line.words.end);
    Heading { numeral: Some(numeral), ordinal: None, words: Some(words) }
}

/// The word for a part, an article and the like with its number, at the start of words; and what follows.
fn named<'t>(words: &'t str, language: &Language) -> Option<(Numbered, Printed, &'t str)> {
    let structure = &language.structure;
    let number = |(before, behind): &(&str, &str)| {
        let inside = behind_form(words, before)?;
        let end = match behind.is_empty() {
            true => inside.find(|c: char| !c.is_alphanumeric()).unwrap_or(inside.len()),
            false => inside.find(behind)?,
        };
        let printed = inside[..end].trim();
        let small = printed.to_lowercase();
        let cardinal = || (1..).zip(structure.cardinals).find(|(_, word)| **word == small).map(|(value, _)| value);
        let numeral = printed.parse::<Numeral>().ok();
        let numeral = numeral.or_else(|| cardinal().map_or_else(|| ordinal(&small, language), arabic));
        let letter = || (printed.len() == 1 && printed != small).then(|| small.parse().ok()).flatten();
        Some((numeral, numeral.is_none().then(letter).flatten(), &inside[end + behind.len()..]))
    };
    let found = |forms: &[(&str, &str)], numbered: Numbered| {
        forms.iter().find_map(number).and_then(|(numeral, letter, rest)| {
            let printed = match (numbered, numeral, letter) {
                (Numbered::Part, Some(numeral), _) => Printed::Section(numeral),
                (_, Some(numeral), _) => Printed::Number(numeral, None),
                (_, None, letter) => Printed::Capital(letter?),
            };
            Some((numbered, printed, rest))
        })
    };
    found(structure.parts, Numbered::Part)
        .or_else(|| found(structure.sections, Numbered::Section))
        .or_else(|| found(structure.provisions, Numbered::Provision))
}

fn arabic(value: u32) -> Option<Numeral> {
    Numeral::new(value, NumeralStyle::Arabic)
}

/// A number in words that puts things in order: `première`.
fn ordinal(words: &str, language: &Language) -> Option<Numeral> {
    headings::in_words(words, &language.headings.ordinal).and_then(arabic)
}

/// The annex or appendix that a line begins: the word for it, alone or with its number and, behind a mark, its title.
pub fn annex(text: &str, line: &Line, language: Option<&'static Language>) -> Option<(DivisionKind, Heading)> {
    let words = &text[line.words.range()];
    let forms = language?.masthead.annex;
    let (index, form) = forms.iter().enumerate().find(|(_, form)| words.starts_with(**form))?;
    let behind = words[form.len()..].trim_start();
    let end = behind.find([':', '：', '–', '—', '.', '．']).unwrap_or(behind.len());
    let (number, title) = (behind[..end].trim_end(), &behind[end..]);
    let title = title.trim_start_matches([':', '：', '–', '—', '.', '．', ' ']);
    // Behind annex B comes C, which is no hundred.
    let numeral = number.parse::<Numeral>().ok().filter(|numeral| numeral.value() < MOST_ANNEXES);
    let numeral = numeral.or_else(|| ordinal(number, language?));
    let printed = numeral.map(|numeral| Printed::Number(numeral, None));
    let printed = printed.or_else(|| numbering::capital(number).map(Printed::Capital));
    if (!number.is_empty() && printed.is_none()) || (!title.is_empty() && !is_title_like(title)) {
        return None;
    }
    let kind = if index == 0 { DivisionKind::Annex } else { DivisionKind::Appendix };
    let start = line.words.end - behind.len();
    let numeral = printed.map(|printed| (printed, Span::new(start, start + number.len())));
    let words = (!title.is_empty()).then(|| Span::new(line.words.end - title.len(), line.words.end));
    Some((kind, Heading { numeral, ordinal: None, words }))
}

/// The resolution of a set that a line begins: its letter, alone or before its title.
pub fn part_of_set(text: &str, line: &Line) -> Option<Heading> {
    let words = &text[line.words.range()];
    let (letter, rest) = match numbering::numbering_word(words) {
        Some((LabelKind::Capital(letter), rest)) => (letter, rest),
        _ => {
            let letter = words.chars().next().filter(char::is_ascii_uppercase)?;
            (letter.to_ascii_lowercase().to_string().parse().ok()?, &words[1..])
        }
    };
    let length = words.len() - rest.len();
    let rest = rest.trim_start_matches('.');
    let title = rest.trim_start();
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace) && is_title_like(title)) {
        return None;
    }
    let numeral = Some((Printed::Capital(letter), Span::new(line.words.start, line.words.start + length)));
    let words = (!title.is_empty()).then(|| Span::new(line.words.end - title.len(), line.words.end));
    Some(Heading { numeral, ordinal: None, words })
}

/// Whether a line is the organ that speaks, alone, with a comma: `The General Assembly,`.
pub fn is_formula(text: &str, line: &Line, language: Option<&'static Language>) -> bool {
    let words = text[line.words.range()].trim_matches('*');
    words.ends_with(COMMAS) && is_organ(text, line, language)
}

/// Whether a line can be the organ that speaks, alone, with a comma or without.
pub fn is_organ(text: &str, line: &Line, language: Option<&'static Language>) -> bool {
    const LONGEST: usize = 120;
    let words = text[line.words.range()].trim_matches('*');
    let Some(language) = language else { return false };
    let organ = words.strip_suffix(COMMAS).unwrap_or(words).trim_end_matches('*');
    !organ.is_empty()
        && words.len() <= LONGEST
        && line.label.is_none()
        && !organ.starts_with(char::is_lowercase)
        && behind_one(organ, language.structure.formula).is_some()
        && !organ.contains(COMMAS)
        && !organ.contains(STOPS)
        && !organ.contains(['、', '(', '（', '[', '|'])
        && !organ.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::by_tag;

    #[test]
    fn a_meeting_may_be_a_resumed_one() {
        let (english, chinese) = (by_tag("en").unwrap(), by_tag("zh").unwrap());
        for (words, language, expected) in [
            ("42nd plenary meeting", english, true),
            ("56th (resumed) plenary meeting", english, true),
            ("第56次全体会议(续会)", chinese, true),
            ("第56次全体会议（续会）", chinese, true),
            ("Second meeting (held in Vienna)", english, false),
            ("Second meeting ()", english, true),
            ("Work (resumed)", english, false),
        ] {
            assert_eq!(is_ordinal(words, language), expected, "{words}");
        }
    }

    #[test]
    fn the_number_of_a_footnote_is_no_part_of_the_words() {
        for (words, expected) in [
            ("Noting the Protocol,1", "Noting the Protocol,"),
            ("注意到《议定书》，12", "注意到《议定书》，"),
            ("to “keep watch”3", "to “keep watch”"),
            ("a share of 0.5", "a share of 0.5"),
            ("by 1 January 2030", "by 1 January 2030"),
            ("12", "12"),
        ] {
            assert_eq!(before_mark(words), expected);
        }
        assert!(ends_like_a_sentence("Welcomes the report;2"));
        assert!(!is_title_like("Noting the Protocol,1"));
    }
}
