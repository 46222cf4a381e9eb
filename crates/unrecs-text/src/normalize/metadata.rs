//! What a document says of itself, from the entries of its preamble and from the configuration.

use super::{DocumentMetadata, Identity, ParsedValue, SymbolOrigin, text};
use crate::finding::Span;
use crate::language::{self, LANGUAGES, Language, dates, headings};
use crate::parse::{Class, Entry, Field};
use crate::value::numeral::{is_chinese_numeral, is_digit};
use crate::value::{Date, Letter, Numeral, Symbol};

/// What the document prints of itself.
pub(super) struct Printed<'d, C> {
    /// The facts of its preface.
    pub entries: &'d [Entry],
    /// Its language.
    pub language: Option<&'static Language>,
    /// Gives the clean words of a line.
    pub clean: &'d C,
}

/// The metadata of a document.
pub(super) fn metadata<C: Fn(Span) -> String>(
    identity: Identity,
    class: Class,
    printed: &Printed<'_, C>,
) -> DocumentMetadata {
    let Printed { entries, language, clean } = *printed;
    let lines = |field| entries.iter().filter(move |entry| entry.field == field);
    let joined = |field| {
        let mut words = String::new();
        for line in lines(field).flat_map(|entry| &entry.lines) {
            text::append(&mut words, &clean(*line));
        }
        (!words.is_empty()).then_some(words)
    };
    let span = |field| lines(field).next().and_then(|entry| Some(entry.lines.first()?.to(*entry.lines.last()?)));
    let session_line = joined(Field::Session).unwrap_or_default();
    let session = language.map(|language| headings::take_apart(&session_line, language)).unwrap_or_default();
    let printed = joined(Field::Symbol).and_then(|symbol| symbol.trim_end_matches('*').parse::<Symbol>().ok());
    let printed = printed.map(|symbol| (symbol, SymbolOrigin::Text));
    let symbol = identity.symbol.map(|symbol| (symbol, SymbolOrigin::Configured)).or(printed);
    DocumentMetadata {
        document_id: identity.document_id,
        body_id: identity.body_id,
        class,
        symbol,
        title: joined(Field::Title),
        subtitle: joined(Field::Subtitle),
        language: language.map(|language| language.tag),
        original_language: joined(Field::OriginalLanguage).and_then(|line| language::named(behind_label(&line))),
        distribution: joined(Field::Distribution).map(|line| behind_label(&line).to_owned()),
        issued_on: span(Field::IssuedOn).zip(joined(Field::IssuedOn)).and_then(|(span, line)| date(&line, span)),
        conference: joined(Field::Conference),
        session_place: session.others.first().map(|part| session_line[part.clone()].to_owned()),
        session_dates: session.dates.zip(span(Field::Session)).map(|(found, at)| ParsedValue::new(found.dates, at)),
        agenda_items: joined(Field::Agenda).and_then(|line| numbers(&line)),
        agenda_title: joined(Field::AgendaTitle),
        adopted_on: span(Field::Adopted).zip(joined(Field::Adopted)).and_then(|(span, line)| date(&line, span)),
        session: joined(Field::SessionNumber).zip(language).and_then(|(line, language)| {
            let found = headings::take_apart(&line, language).ordinal?;
            i32::try_from(found.number).ok()
        }),
        record: None,
        committee: None,
        proposal: joined(Field::Origin).and_then(|line| symbol_in(&line)),
        adoption: None,
        tally: None,
        subjects: Vec::new(),
        votes: Vec::new(),
    }
}

/// The day of issue; mastheads print it in English in most language versions.
fn date(line: &str, span: Span) -> Option<ParsedValue<Date>> {
    let found = LANGUAGES.iter().find_map(|language| dates::find(line, &language.dates))?;
    Some(ParsedValue::new(found.dates.map(|range| range.start), span))
}

/// What follows the colon of a label such as `Distr.:`.
fn behind_label(line: &str) -> &str {
    line.split_once([':', '：']).map_or(line, |(_, value)| value).trim()
}

/// The first symbol of a document in a line: `[on the report of the Third Committee (A/77/464, para. 31)]`.
fn symbol_in(line: &str) -> Option<String> {
    let words =
        line.split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '，' | ',' | ';' | '；' | '（' | '）'));
    let bare = words.map(|word| word.trim_start_matches('(').trim_end_matches(|c| matches!(c, ')' | '.' | '。')));
    bare.into_iter().find_map(|word| word.parse::<Symbol>().ok()).map(|symbol| symbol.to_string())
}

/// The numbers of the agenda items, in digits or else in Chinese, each with the letters in brackets behind it: `17; 18 (a)`.
fn numbers(line: &str) -> Option<String> {
    let digits = runs(line, is_digit);
    let found = if digits.is_empty() { runs(line, is_chinese_numeral) } else { digits };
    let numbers: Vec<String> = found
        .into_iter()
        .filter_map(|(number, behind)| {
            let value = number.parse::<Numeral>().ok()?.value();
            let letters = behind.trim_start().strip_prefix(['(', '（']).and_then(|rest| rest.split_once([')', '）']));
            let letters = letters.map(|(letters, _)| letters).filter(|letters| letters.parse::<Letter>().is_ok());
            Some(letters.map_or_else(|| value.to_string(), |letters| format!("{value} ({letters})")))
        })
        .collect();
    (!numbers.is_empty()).then(|| numbers.join("; "))
}

/// The runs of such characters in a line, each with what follows it.
fn runs(line: &str, of: fn(char) -> bool) -> Vec<(&str, &str)> {
    let mut runs = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find(of) {
        let run = &rest[start..];
        let length = run.find(|c| !of(c)).unwrap_or(run.len());
        runs.push((&run[..length], &run[length..]));
        rest = &run[length..];
    }
    runs
}
