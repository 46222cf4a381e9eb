//! What a document says of itself, from the entries of its preamble and from the configuration.

use super::{DocumentMetadata, Identity, ParsedValue, SymbolOrigin, Tally, text};
use crate::extract::{Declaration, Declared};
use crate::finding::Span;
use crate::language::{self, Language, dates, headings, languages};
use crate::parse::{Class, Entry, Field};
use crate::value::numeral::{is_chinese_numeral, is_digit};
use crate::value::{Date, Letter, Numeral, Symbol};

/// What the document prints of itself.
pub(super) struct Printed<'d, C> {
    /// Which kind of document it is.
    pub class: Class,
    /// Which kind of document its words show.
    pub told_class: Class,
    /// The facts of its preface.
    pub entries: &'d [Entry],
    /// Its language.
    pub language: Option<&'static Language>,
    /// Gives the clean words of a line.
    pub clean: &'d C,
    /// What the file declares.
    pub declared: &'d Declared,
}

/// The metadata of a document.
pub(super) fn metadata<C: Fn(Span) -> String>(identity: Identity, printed: &Printed<'_, C>) -> DocumentMetadata {
    let Printed { class, told_class, entries, language, clean, declared } = *printed;
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
    let printed = joined(Field::Symbol).and_then(|symbol| Symbol::printed(&symbol));
    let symbol = match (identity.symbol, printed, declared_symbol(declared)) {
        (Some(symbol), ..) => Some((symbol, SymbolOrigin::Configured)),
        // What both say is evidence of both; where they differ, the printed words count.
        (None, Some(printed), Some(declared)) if printed != declared => Some((printed, SymbolOrigin::Text)),
        (None, _, Some(declared)) => Some((declared, SymbolOrigin::Metadata)),
        (None, printed, None) => printed.map(|symbol| (symbol, SymbolOrigin::Text)),
    };
    let declared_date = |date: &Option<Declaration<Date>>| {
        // The file says so in its metadata, which are no part of the text.
        let nowhere = Span::new(0, 0);
        date.as_ref().map(|date| ParsedValue::Read { value: date.value, span: nowhere })
    };
    DocumentMetadata {
        document_id: identity
            .document_id
            .or_else(|| symbol.as_ref().map(|(symbol, _)| symbol.identifier()))
            .unwrap_or(identity.file_name),
        body_id: identity.body_id,
        class,
        told_class,
        symbol,
        title: joined(Field::Title).map(|title| text::unbroken(&title)),
        subtitle: joined(Field::Subtitle),
        language: language.map(|language| language.tag),
        original_language: joined(Field::OriginalLanguage)
            .and_then(|line| language::named(behind_label(&line)).map(|language| language.tag)),
        distribution: joined(Field::Distribution).map(|line| behind_label(&line).to_owned()),
        issued_on: span(Field::IssuedOn)
            .zip(joined(Field::IssuedOn))
            .and_then(|(span, line)| date(&line, span))
            .or_else(|| declared_date(&declared.issued_on)),
        conference: joined(Field::Conference),
        session_place: session.others.first().map(|part| session_line[part.clone()].to_owned()),
        session_dates: session.dates.zip(span(Field::Session)).map(|(found, at)| ParsedValue::new(found.dates, at)),
        agenda_items: joined(Field::Agenda).and_then(|line| numbers(&line)).or_else(|| agenda_items(declared)),
        agenda_title: joined(Field::AgendaTitle)
            .or_else(|| text_of(&declared.agenda_title))
            .map(|title| text::unbroken(&title)),
        adopted_on: span(Field::Adopted)
            .zip(joined(Field::Adopted))
            .and_then(|(span, line)| date(&line, span))
            .or_else(|| declared_date(&declared.adopted_on)),
        session: joined(Field::SessionNumber)
            .zip(language)
            .and_then(|(line, language)| {
                let found = headings::take_apart(&line, language).ordinal?;
                i32::try_from(found.number).ok()
            })
            .or_else(|| declared.session.as_ref().and_then(|session| i32::try_from(session.value).ok())),
        record: text_of(&declared.record),
        committee: joined(Field::Origin)
            .zip(language)
            .and_then(|(line, language)| committee(&line, language))
            .or_else(|| text_of(&declared.committee)),
        proposal: joined(Field::Origin).and_then(|line| symbol_in(&line)).or_else(|| text_of(&declared.proposal)),
        adoption: declared.adoption.as_ref().map(|adoption| adoption.value),
        tally: tally(declared),
        subjects: declared.subjects.iter().map(|subject| subject.value.clone()).collect(),
        votes: declared.votes.iter().map(|vote| vote.value.clone()).collect(),
    }
}

fn declared_symbol(declared: &Declared) -> Option<Symbol> {
    declared.symbol.as_ref().and_then(|symbol| Symbol::printed(&symbol.value))
}

fn text_of(declared: &Option<Declaration<String>>) -> Option<String> {
    declared.as_ref().map(|declared| declared.value.clone())
}

fn agenda_items(declared: &Declared) -> Option<String> {
    let items: Vec<&str> = declared.agenda_items.iter().map(|item| item.value.as_str()).collect();
    (!items.is_empty()).then(|| items.join("; "))
}

/// The result of the vote, where the file counts the votes for and against.
fn tally(declared: &Declared) -> Option<Tally> {
    let count = |count: &Option<Declaration<u32>>| count.as_ref().and_then(|count| i32::try_from(count.value).ok());
    Some(Tally {
        votes_for: count(&declared.votes_for)?,
        votes_against: count(&declared.votes_against).unwrap_or(0),
        abstentions: count(&declared.abstentions).unwrap_or(0),
    })
}

/// The day of issue; mastheads print it in English in most language versions.
fn date(line: &str, span: Span) -> Option<ParsedValue<Date>> {
    let found = languages().iter().find_map(|language| dates::find(line, &language.dates))?;
    Some(ParsedValue::new(found.dates.map(|range| range.start), span))
}

/// What follows the colon of a label such as `Distr.:`.
fn behind_label(line: &str) -> &str {
    line.split_once([':', '：']).map_or(line, |(_, value)| value).trim()
}

/// The committee from whose report a document comes: `[on the report of the Sixth Committee (A/77/415, para. 12)]`.
fn committee(line: &str, language: &Language) -> Option<String> {
    let (before, behind) = language.structure.committee;
    let (_, name) = line.split_once(before)?;
    let end = (!behind.is_empty()).then(|| name.find(behind)).flatten().or_else(|| {
        // A committee may have a second name in brackets.
        let mut marks = name.match_indices(['(', '（', ']']);
        let ends = |behind: &str| symbol_in(behind.split([' ', ',', '，', ')', '）']).next().unwrap_or_default());
        marks.find(|&(at, mark)| mark == "]" || ends(&name[at + mark.len()..]).is_some()).map(|(at, _)| at)
    })?;
    Some(name[..end].trim().to_owned()).filter(|name| !name.is_empty())
}

/// The first symbol of a document in a line: `[on the report of the Third Committee (A/77/464, para. 31)]`.
fn symbol_in(line: &str) -> Option<String> {
    let words = line.split(|c: char| !c.is_ascii() || c.is_whitespace() || matches!(c, '[' | ']' | ',' | ';'));
    let bare = words.map(|word| word.trim_start_matches('(').trim_end_matches([')', '.']));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_stands_between_signs_of_any_script() {
        for (line, expected) in [
            ("[on the report of the Sixth Committee (A/77/415, para. 12)]", Some("A/77/415")),
            ("[根据第六委员会的报告(A/77/415，第12段)]", Some("A/77/415")),
            ("［根据第二委员会的报告（A/75/460/Add.2）通过］", Some("A/75/460/Add.2")),
            ("[根据第六委员会的报告]", None),
        ] {
            assert_eq!(symbol_in(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn the_committee_stands_before_its_report() {
        let committee = |tag: &str, line: &str| super::committee(line, language::by_tag(tag).unwrap());
        for (tag, line, expected) in [
            ("en", "[on the report of the Sixth Committee (A/77/415, para. 12)]", Some("Sixth Committee")),
            (
                "en",
                "[on the report of the Special Political and Decolonization Committee (Fourth Committee) (A/77/407/Add.1)]",
                Some("Special Political and Decolonization Committee (Fourth Committee)"),
            ),
            ("en", "[without reference to a Main Committee (A/77/L.33 and A/77/L.33/Add.1)]", None),
            ("zh", "[根据第二委员会的报告 (A/75/460/Add.2，第8段)]", Some("第二委员会")),
            ("zh", "［根据第二委员会的报告（A/75/460/Add.2，第8段）通过］", Some("第二委员会")),
            ("zh", "[根据特别政治和非殖民化委员会 (第四委员会)]", Some("特别政治和非殖民化委员会 (第四委员会)")),
            ("zh", "[未经发交主要委员会而通过(A/75/L.4)]", None),
        ] {
            assert_eq!(committee(tag, line).as_deref(), expected, "{line}");
        }
    }
}
