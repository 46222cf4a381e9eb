//! Instruments by name: titles in brackets, capitalized titles, and nouns such as 《公约》, 该议定书 or `the Protocol`.

use std::ops::Range;

use super::grammar::{Name, Pointing, Trigger};
use super::scanner::{Reader, What};
use super::titles;
use crate::language::{Reason, ends_with_one, is_letter};

/// No title is longer, in bytes.
const LONGEST: usize = 900;

/// A title in brackets.
pub(super) fn bracketed(reader: &mut Reader<'_, '_>, open: Range<usize>) {
    let Some(inside) = inside(reader, &open) else {
        return reader.push(open, What::Nothing(Reason::Title));
    };
    let close = reader.words.words.title_marks.map_or(0, |(_, close)| close.len());
    let title = &reader.text[inside.clone()];
    let span = open.start..inside.end + close;
    if let Some(head) = reader.words.head(title) {
        let (pointing, start) = pointing(reader, open.start);
        return reader.push(start..span.end, What::Name(Name::Head(pointing, head)));
    }
    if let Some(alias) = reader.words.title(title) {
        return reader.push(span, What::Name(Name::Title(alias)));
    }
    if let Some(body) = reader.words.body_named(title) {
        reader.push(span.clone(), What::Body(body));
        return reader.push(span, What::Nothing(Reason::Process));
    }
    let words = reader.words.words;
    let endings = words.titles.iter().filter(|(form, _)| title.ends_with(form));
    let head = reader.words.head_at_end(title);
    // A noun counts before the end of a title that is none of instruments, where it is as long.
    let noun_length = head.map_or(0, |head| reader.words.heads[head].len());
    let ending = endings.max_by_key(|(form, _)| form.len()).filter(|(form, _)| noun_length < form.len());
    // 《不扩散核武器条约缔约国审议大会，最后文件》 names the treaty.
    if head.is_none()
        && let Some((named, alias)) = within(reader, title)
    {
        let named = inside.start + named.start..inside.start + named.end;
        reader.push(span.start..named.start, What::Nothing(Reason::Title));
        reader.push(named.clone(), What::Name(Name::Title(alias)));
        return reader.push(named.end..span.end, What::Nothing(Reason::Title));
    }
    let published = |(form, reason): &(&str, Reason)| *reason == Reason::Publication && title.contains(form);
    let what = match (ending, head) {
        (Some((_, reason)), _) => What::Nothing(*reason),
        (None, Some(head)) => What::Name(Name::Unknown(Some(head))),
        (None, None) if words.titles.iter().any(published) => What::Nothing(Reason::Publication),
        (None, None) => What::Nothing(Reason::Title),
    };
    reader.push(span, what);
}

/// The first title of the registry that stands within another title.
fn within(reader: &Reader<'_, '_>, title: &str) -> Option<(Range<usize>, usize)> {
    let mut triggers = reader.words.triggers(title);
    triggers.find_map(|(trigger, range)| match trigger {
        Trigger::Name(Name::Title(alias)) => Some((range, alias)),
        _ => None,
    })
}

/// What stands between the brackets; titles inside a title belong to it.
fn inside(reader: &mut Reader<'_, '_>, open: &Range<usize>) -> Option<Range<usize>> {
    let (opening, closing) = reader.words.words.title_marks?;
    let text = reader.text;
    // Where no bracket closes any more, the rest need not be looked through again.
    if reader.close? < open.end {
        reader.close = memchr::memmem::find(&text.as_bytes()[open.end..], closing.as_bytes()).map(|at| open.end + at);
    }
    let mut at = reader.close?;
    let mut from = open.end;
    let mut depth = 1_usize;
    loop {
        if at - open.end > LONGEST {
            return None;
        }
        depth += text[from..at].matches(opening).count();
        depth -= 1;
        if depth == 0 {
            return Some(open.end..at);
        }
        from = at + closing.len();
        let limit = text.len().min(open.end + LONGEST + closing.len());
        at = from + memchr::memmem::find(text.as_bytes().get(from..limit)?, closing.as_bytes())?;
    }
}

/// How the words in front of a bracket make the noun inside it point, and where they begin.
fn pointing(reader: &Reader<'_, '_>, at: usize) -> (Pointing, usize) {
    let words = reader.words.words;
    let before = reader.before(at);
    let ends = |forms: &[&str], pointing| {
        let longest = forms.iter().filter(|form| before.ends_with(**form)).map(|form| form.len()).max();
        longest.map(|length| (pointing, at - length))
    };
    let own = || ends(words.own, Pointing::Own);
    let several = || ends(words.several.before, Pointing::Several);
    ends(words.determiners, Pointing::Back).or_else(own).or_else(several).unwrap_or((Pointing::Bare, at))
}

/// A title whose noun is plural, so that another title shares it: `Smuggling of Migrants and Trafficking in Persons Protocols`.
pub(super) fn plural(reader: &mut Reader<'_, '_>, title: Range<usize>, alias: usize) {
    let words = reader.words;
    let ends = |suffix: &&&str| {
        let behind = reader.text[title.end..].strip_prefix(**suffix);
        behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
    };
    let suffix = words.words.several.behind.iter().filter(|suffix| !suffix.is_empty()).find(ends);
    let head = words.head_at_end(words.aliases[alias].title);
    let (Some(suffix), Some(head)) = (suffix, head) else { return };
    let noun = title.end - words.noun_length(&reader.text[title.clone()], head);
    let (span, name) = titles::sharing(reader, title.start..title.end + suffix.len(), noun, head);
    reader.push(span, What::Name(name));
}

/// A title or noun that is told by capital letters, or a noun behind a word that points: 该公约, `that Convention`.
pub(super) fn capitalized(reader: &mut Reader<'_, '_>, range: Range<usize>, name: Name) {
    let text = reader.text;
    let what = match name {
        Name::Head(Pointing::Own, _) => What::Nothing(Reason::OwnText),
        name => What::Name(name),
    };
    if !reader.words.words.capitalized {
        let known = match name {
            Name::Head(Pointing::Bare, _) => is_definite(reader, &range),
            Name::Title(_) => reader.words.words.title_marks.is_none() || is_told(reader, &range),
            _ => true,
        };
        return if known {
            reader.push(range, what)
        };
    }
    let noun = match name {
        Name::Head(_, head) if matches!(what, What::Name(Name::Head(Pointing::Several, _))) => {
            reader.words.heads[head].len()
        }
        Name::Head(_, head) => reader.words.noun_length(&text[range.clone()], head),
        _ => range.len(),
    };
    let starts = if let Name::Head(Pointing::Several, _) = name { range.start } else { range.end - noun };
    // A title that the registry prints with a small letter is told by all of its letters.
    let printed = matches!(name, Name::Title(alias) if reader.words.aliases[alias].title == &text[range.clone()]);
    if !printed && !text[starts..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return;
    }
    match name {
        Name::Head(pointing, head) if pointing != Pointing::Own => {
            let span = titles::round(reader, starts..range.end);
            // `a Charter body` names no charter.
            if pointing == Pointing::Bare && titles::is_indefinite(reader, span.start) {
                return;
            }
            if span == (starts..range.end) {
                // “Treaty banning the production of …” is another treaty than the one that is known.
                let entitled = pointing == Pointing::Bare && begins_quotation(reader, &span);
                let unknown = What::Name(Name::Unknown(Some(head)));
                return reader.push(range, if entitled { unknown } else { what });
            }
            if pointing == Pointing::Several {
                let (span, name) = titles::sharing(reader, span, starts, head);
                return reader.push(span, What::Name(name));
            }
            let what = match reader.words.title(&text[span.clone()]) {
                Some(title) => What::Name(Name::Title(title)),
                None if entitles_document(reader, span.start) => What::Nothing(Reason::Publication),
                // A subject in small letters may be no part of a title, so that the noun alone keeps what it means.
                None if reader.words.words.sentence_case => What::Name(Name::Unknown(None)),
                None => What::Name(Name::Unknown(Some(head))),
            };
            reader.push(span, what);
        }
        _ => reader.push(range, what),
    }
}

/// Whether a noun begins words in quotation marks that go on behind it: a title.
fn begins_quotation(reader: &Reader<'_, '_>, noun: &Range<usize>) -> bool {
    let (before, behind) = (&reader.text[..noun.start], &reader.text[noun.end..]);
    let goes_on = behind.strip_prefix(' ').is_some_and(|behind| behind.starts_with(char::is_lowercase));
    goes_on && reader.words.words.quotes.iter().any(|(open, _)| before.ends_with(*open))
}

/// Whether a title without its brackets is told by its noun, or by quotation marks: 联合国海洋法公约, “我们希望的未来”.
fn is_told(reader: &Reader<'_, '_>, title: &Range<usize>) -> bool {
    let (text, words) = (reader.text, reader.words);
    let quoted =
        |(open, close): &(char, char)| text[..title.start].ends_with(*open) && text[title.end..].starts_with(*close);
    /// Characters of a title that is told by its length.
    const LONG: usize = 10;
    let printed = &text[title.clone()];
    let is_long = printed.chars().nth(LONG - 1).is_some();
    is_long || words.head_at_end(printed).is_some() || words.words.quotes.iter().any(quoted)
}

/// Whether a noun means something that is known, and is not the beginning of a title: الاتفاقية, but not الاتفاقية الدولية.
fn is_definite(reader: &Reader<'_, '_>, noun: &Range<usize>) -> bool {
    let (words, printed) = (reader.words.words, &reader.text[noun.clone()]);
    let behind = reader.text[noun.end..].strip_prefix(' ');
    let goes_on = behind.is_some_and(|behind| {
        let word = &behind[..behind.find(|c: char| !is_letter(c)).unwrap_or(behind.len())];
        let feminine = |word: &str| ends_with_one(word, words.feminine_ends);
        // الميثاق المتصلة: an adjective of the other gender belongs to a word before the noun.
        word.starts_with(words.definite) && !words.relatives.contains(&word) && feminine(word) == feminine(printed)
    });
    !words.definite.is_empty() && printed.starts_with(words.definite) && !goes_on
}

/// Whether a place is in a title in quotation marks that a report or another document has which is no instrument: `the report of the
/// Secretary-General entitled “An Agenda for Peace”`.
fn entitles_document(reader: &Reader<'_, '_>, at: usize) -> bool {
    /// The title up to the noun, and the document with its author in front, in bytes.
    const LONGEST: usize = 240;
    let (text, words) = (reader.text, reader.words.words);
    let before = &text[text.ceil_char_boundary(at.saturating_sub(LONGEST))..at];
    let quoted = |(open, close): &(char, char)| before.rsplit_once(*open).filter(|(_, title)| !title.contains(*close));
    let Some((in_front, title)) = words.quotes.iter().find_map(quoted) else { return false };
    let in_front = in_front.trim_end();
    if title.contains(words.sentence_ends) || !ends_with_one(in_front, words.entitled) {
        return false;
    }
    let last = |forms: &mut dyn Iterator<Item = &str>| {
        let whole = |form: &str| {
            let places = in_front.rmatch_indices(form).map(|(at, form)| (at, at + form.len()));
            let mut whole = places.filter(|&(start, end)| {
                !in_front[..start].ends_with(is_letter) && !in_front[end..].starts_with(is_letter)
            });
            whole.next().map(|(start, _)| start)
        };
        forms.filter_map(whole).max()
    };
    let document = last(&mut words.documents.iter().copied());
    let adopted = words.resolutions.nouns.iter().map(|(noun, _)| *noun);
    let other = last(&mut adopted.chain(words.treaties.iter().copied()).chain(words.heads.iter().copied()));
    document.is_some() && document > other
}
