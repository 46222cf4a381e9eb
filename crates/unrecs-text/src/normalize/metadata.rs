//! What a document says of itself, from the entries of its preamble and from the configuration.

use super::{DocumentMetadata, Identity, ParsedValue, SymbolOrigin, text};
use crate::finding::Span;
use crate::language::{LANGUAGE_NAMES, LANGUAGES, Language, dates, headings};
use crate::parse::{Entry, Field};
use crate::value::numeral::is_chinese_numeral;
use crate::value::{Date, DateRange, Numeral, Symbol};

/// The metadata of a document. `text` gives the clean words of a line.
pub fn metadata(
    identity: Identity,
    entries: &[Entry],
    language: Option<&'static Language>,
    clean: &impl Fn(Span) -> String,
) -> DocumentMetadata {
    let lines = |field| entries.iter().filter(move |entry| entry.field == field);
    let joined = |field| {
        let mut words = String::new();
        for line in lines(field).flat_map(|entry| &entry.lines) {
            let line = clean(*line);
            if text::needs_space(&words, &line) {
                words.push(' ');
            }
            words.push_str(&line);
        }
        (!words.is_empty()).then_some(words)
    };
    let span = |field| lines(field).next().and_then(|entry| Some(entry.lines.first()?.to(*entry.lines.last()?)));
    let session = span(Field::Session)
        .zip(joined(Field::Session))
        .zip(language)
        .map(|((span, line), language)| session(&line, span, language));
    let (session_place, session_dates) = session.unwrap_or_default();
    let printed = joined(Field::Symbol).and_then(|symbol| symbol.trim_end_matches('*').parse::<Symbol>().ok());
    let symbol = match (identity.symbol, printed) {
        (Some(symbol), _) => Some((symbol, SymbolOrigin::Configured)),
        (None, Some(symbol)) => Some((symbol, SymbolOrigin::Text)),
        (None, None) => None,
    };
    DocumentMetadata {
        document_id: identity.document_id,
        body_id: identity.body_id,
        symbol,
        title: joined(Field::Title),
        subtitle: joined(Field::Subtitle),
        language: language.map(|language| language.tag),
        original_language: joined(Field::OriginalLanguage).and_then(|line| named_language(&line)),
        distribution: joined(Field::Distribution).map(|line| behind_label(&line)),
        issued_on: span(Field::IssuedOn).zip(joined(Field::IssuedOn)).and_then(|(span, line)| date(&line, span)),
        conference: joined(Field::Conference),
        session_place,
        session_dates,
        agenda_item: joined(Field::Agenda).and_then(|line| first_number(&line)),
        agenda_title: joined(Field::AgendaTitle),
    }
}

fn session(line: &str, span: Span, language: &'static Language) -> (Option<String>, Option<ParsedValue<DateRange>>) {
    let parts = headings::take_apart(line, language);
    let place = parts.others.first().map(|part| line[part.clone()].to_owned());
    let dates = parts.dates.map(|found| match found.dates {
        Ok(value) => ParsedValue::Read { value, span },
        Err(problem) => ParsedValue::Unreadable { span, problem },
    });
    (place, dates)
}

/// The day of issue; mastheads print it in English in most language versions.
fn date(line: &str, span: Span) -> Option<ParsedValue<Date>> {
    let found = LANGUAGES.iter().find_map(|language| dates::find(line, &language.dates))?;
    Some(match found.dates {
        Ok(range) => ParsedValue::Read { value: range.start, span },
        Err(problem) => ParsedValue::Unreadable { span, problem },
    })
}

/// What follows the colon of a label such as `Distr.:`.
fn behind_label(line: &str) -> String {
    let value = line.split_once([':', '：']).map_or(line, |(_, value)| value);
    value.trim().to_owned()
}

fn named_language(line: &str) -> Option<&'static str> {
    let name = behind_label(line);
    LANGUAGE_NAMES.iter().find(|(known, _)| *known == name).map(|(_, tag)| *tag)
}

/// The number of the agenda item: in digits, or else in Chinese.
fn first_number(line: &str) -> Option<i32> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let number = |run: &str| run.parse::<Numeral>().ok().and_then(|numeral| i32::try_from(numeral.value()).ok());
    let first = |part_of_numeral: &dyn Fn(char) -> bool| line.split(|c| !part_of_numeral(c)).find_map(number);
    first(&digit).or_else(|| first(&is_chinese_numeral))
}
