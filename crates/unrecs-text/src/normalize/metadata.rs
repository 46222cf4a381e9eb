//! What a document says of itself, from the entries of its preamble and from the configuration.

use super::{DocumentMetadata, Identity, ParsedValue, SymbolOrigin, text};
use crate::finding::Span;
use crate::language::{self, LANGUAGES, Language, dates, headings};
use crate::parse::{Entry, Field};
use crate::value::numeral::{is_chinese_numeral, is_digit};
use crate::value::{Date, Numeral, Symbol};

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
        agenda_item: joined(Field::Agenda).and_then(|line| first_number(&line)),
        agenda_title: joined(Field::AgendaTitle),
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

/// The number of the agenda item: in digits, or else in Chinese.
fn first_number(line: &str) -> Option<i32> {
    let number = |run: &str| run.parse::<Numeral>().ok().and_then(|numeral| i32::try_from(numeral.value()).ok());
    let first = |part_of_numeral: &dyn Fn(char) -> bool| line.split(|c| !part_of_numeral(c)).find_map(number);
    first(&is_digit).or_else(|| first(&is_chinese_numeral))
}
