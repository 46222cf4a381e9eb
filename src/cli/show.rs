//! `show`: a unit, a meeting or a document with its source lines, its values, the reasons for them, and its findings.

mod references;

use unicode_width::UnicodeWidthStr;

use super::args::Args;
use super::{Stop, configured, near};
use crate::pipeline;
use crate::report::{Door, Stream, human};
use unrecs_dataset::tables::codes;
use unrecs_text::finding::Span;
use unrecs_text::normalize::{Meeting, Normalized, Paragraph, ParsedValue};
use unrecs_text::resolve::Resolved;
use unrecs_text::validate::Validated;
use unrecs_text::value::visible;

/// Prints the row with this identifier.
pub(super) fn show(args: &Args, id: &str, door: &Door) -> Result<u8, Stop> {
    let config = configured(args)?;
    let validated = pipeline::judge(&config, &|_| ())?;
    let Some((index, thing)) = find(&validated, id) else {
        let message = near::unknown("document, meeting, recommendation or item", id, identifiers(&validated));
        return Err(Stop::plain(message));
    };
    let resolved = &validated.documents()[index];
    let document = resolved.normalized();
    let mut out = Vec::new();
    let span = match thing {
        Thing::Document => shown_document(document, &mut out),
        Thing::Meeting(meeting) => shown_meeting(document, meeting, &mut out),
        Thing::Unit(index) => {
            let span = shown_unit(document, &document.paragraphs()[index], &mut out);
            references::shown(resolved, index, &mut out);
            span
        }
    };
    let about = |start: usize| span.range().contains(&start) || start == span.start;
    let findings = validated.findings().iter().filter(|one| one.document == index && about(one.span.start));
    door.lines(Stream::Out, out)?;
    for finding in findings {
        door.styled(Stream::Out, &format!("\n{}\n", human::rendered(document.source(), finding)))?;
    }
    Ok(0)
}

/// What an identifier names.
enum Thing<'a> {
    Document,
    Meeting(&'a Meeting),
    /// Its index.
    Unit(usize),
}

fn find<'a>(validated: &'a Validated<'_>, id: &str) -> Option<(usize, Thing<'a>)> {
    let documents = validated.documents().iter().map(Resolved::normalized);
    documents.enumerate().find_map(|(index, document)| {
        let meeting = || document.meetings().iter().find(|meeting| meeting.meeting_id == id).map(Thing::Meeting);
        let unit = || document.paragraphs().iter().position(|unit| document.paragraph_id(unit) == id).map(Thing::Unit);
        let itself = (document.metadata().document_id == id).then_some(Thing::Document);
        itself.or_else(meeting).or_else(unit).map(|thing| (index, thing))
    })
}

fn identifiers<'v>(validated: &'v Validated<'_>) -> impl Iterator<Item = &'v str> {
    validated.documents().iter().map(Resolved::normalized).flat_map(|document| {
        let meetings = document.meetings().iter().map(|meeting| meeting.meeting_id.as_str());
        let units = document.paragraphs().iter().map(|unit| document.paragraph_id(unit));
        std::iter::once(document.metadata().document_id.as_str()).chain(meetings).chain(units)
    })
}

fn shown_unit(document: &Normalized, unit: &Paragraph, out: &mut Vec<String>) -> Span {
    lines(document, unit.span, out);
    let parent = unit.parent.map(|parent| document.paragraph_id(&document.paragraphs()[parent]));
    value(out, "recommendation_id", document.paragraph_id(unit));
    value(out, "document_id", &document.metadata().document_id);
    value(out, "meeting_id", &document.meetings()[unit.meeting].meeting_id);
    value(out, "parent_id", parent.unwrap_or(NULL));
    value(out, "level", unit.level);
    value(out, "number", unit.number);
    value(out, "letter", document.letter(unit).unwrap_or(NULL));
    value(out, "label", document.label(unit));
    value(out, "role", codes::role(unit.role));
    value(out, "text", document.text(unit));
    value(out, "text_normalized", document.text_normalized(unit));
    value(out, "full_text", document.full_text(unit));
    value(out, "modality", codes::modality(unit.modality));
    value(out, "effective_modality", codes::modality(unit.effective_modality));
    value(out, "considers", unit.considers);
    value(out, "eid", document.eid(unit));
    bytes(document, unit.span, out);
    out.push(String::new());
    match document.verb(unit) {
        Some(verb) => {
            out.push(format!("modality {}, read from", codes::modality(unit.modality)));
            marked(document.text(unit), verb, out);
        }
        None => out.push(format!("modality {}: no normative verb of its own", codes::modality(unit.modality))),
    }
    addressees(document, unit, out);
    unit.span
}

/// Who is to act, and which words say so.
fn addressees(document: &Normalized, unit: &Paragraph, out: &mut Vec<String>) {
    if document.addressees(unit).is_empty() {
        out.push("addressee: none named".to_owned());
    }
    for addressee in document.addressees(unit) {
        match addressee.surface() {
            Some(surface) => {
                out.push(format!("addressee {}, read from", addressee.code));
                marked(document.text(unit), surface, out);
            }
            None => out.push(format!("addressee {}, from the chapeau", addressee.code)),
        }
    }
}

fn shown_meeting(document: &Normalized, meeting: &Meeting, out: &mut Vec<String>) -> Span {
    lines(document, meeting.span, out);
    value(out, "meeting_id", &meeting.meeting_id);
    value(out, "document_id", &document.metadata().document_id);
    value(out, "body_id", &document.metadata().body_id);
    value(out, "ordinal", meeting.ordinal);
    value(out, "title", &meeting.title);
    value(out, "place", meeting.place.as_deref().unwrap_or(NULL));
    let (starts_on, ends_on) =
        read_or_problem(meeting.dates.as_ref(), |dates| (dates.start.to_string(), dates.end.to_string()))
            .unwrap_or_else(|problem| (problem.clone(), problem));
    value(out, "starts_on", starts_on);
    value(out, "ends_on", ends_on);
    value(out, "recommendation_count", meeting.recommendation_count);
    value(out, "item_count", meeting.item_count);
    value(out, "eid", &meeting.eid);
    bytes(document, meeting.span, out);
    meeting.span
}

fn shown_document(document: &Normalized, out: &mut Vec<String>) -> Span {
    let (metadata, source) = (document.metadata(), document.source());
    let text = |text: &Option<String>| text.as_deref().unwrap_or(NULL).to_owned();
    value(out, "document_id", &metadata.document_id);
    value(out, "body_id", &metadata.body_id);
    value(out, "symbol", metadata.symbol.as_ref().map_or(NULL, |(symbol, _)| symbol.as_str()));
    value(out, "title", text(&metadata.title));
    value(out, "subtitle", text(&metadata.subtitle));
    value(out, "language", metadata.language.unwrap_or(NULL));
    value(out, "original_language", metadata.original_language.unwrap_or(NULL));
    value(out, "distribution", text(&metadata.distribution));
    value(
        out,
        "issued_on",
        read_or_problem(metadata.issued_on.as_ref(), ToString::to_string).unwrap_or_else(|problem| problem),
    );
    value(out, "conference", text(&metadata.conference));
    value(out, "session_place", text(&metadata.session_place));
    let session = read_or_problem(metadata.session_dates.as_ref(), |dates| format!("{} to {}", dates.start, dates.end));
    value(out, "session", session.unwrap_or_else(|problem| problem));
    value(out, "agenda_item", metadata.agenda_item.map_or(NULL.to_owned(), |item| item.to_string()));
    value(out, "agenda_title", text(&metadata.agenda_title));
    value(out, "source_path", source.path());
    value(out, "source_sha256", source.digest());
    value(out, "source_bytes", source.text().len());
    value(out, "meetings", document.meetings().len());
    value(out, "units", document.paragraphs().len());
    Span::new(0, source.text().len())
}

/// How a missing value is shown.
const NULL: &str = "null";

fn value(out: &mut Vec<String>, name: &str, value: impl std::fmt::Display) {
    out.push(format!("{name:21} {value}"));
}

fn bytes(document: &Normalized, span: Span, out: &mut Vec<String>) {
    let at = document.source().position(span.start);
    let shown =
        format!("bytes {} to {}, from {}:{}:{}", span.start, span.end, document.source().path(), at.line, at.column);
    value(out, "source", shown);
}

/// A value that was read; otherwise, the reason why there is none.
fn read_or_problem<T, R>(parsed: Option<&ParsedValue<T>>, read: impl Fn(&T) -> R) -> Result<R, String> {
    match parsed {
        Some(ParsedValue::Read { value, .. }) => Ok(read(value)),
        Some(ParsedValue::Unreadable { problem, .. }) => Err(format!("{NULL}: {problem}")),
        None => Err(NULL.to_owned()),
    }
}

/// The source lines of a span, numbered.
fn lines(document: &Normalized, span: Span, out: &mut Vec<String>) {
    let source = document.source();
    let last_byte = span.end.saturating_sub(1).max(span.start);
    let (first, last) = (source.line(span.start), source.line(last_byte));
    let width = last.to_string().len();
    for line in first..=last {
        let start = source.line_start(line);
        let end = if line < source.line_count() { source.line_start(line + 1) } else { source.text().len() };
        out.push(format!("{line:>width$} | {}", source.text()[start..end].trim_end_matches(['\r', '\n'])));
    }
    out.push(String::new());
}

/// Some words of a text with the text around them, and carets below the words.
fn marked(text: &str, words: std::ops::Range<usize>, out: &mut Vec<String>) {
    const BEFORE: usize = 20;
    const BEHIND: usize = 30;
    let head = text[..words.start].char_indices().rev().take(BEFORE).last().map_or(words.start, |(at, _)| at);
    let tail = text[words.end..].char_indices().nth(BEHIND).map_or(text.len(), |(at, _)| words.end + at);
    let shown = |range: std::ops::Range<usize>| visible(&text[range]);
    let indent = shown(head..words.start).width();
    let carets = "^".repeat(shown(words).width().max(1));
    out.push(format!("    {}", &text[head..tail]));
    out.push(format!("    {}{carets}", " ".repeat(indent)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_below_the_words() {
        let mut out = Vec::new();
        let text = "为此，缔约国应当考虑";
        let start = "为此，".len();
        marked(text, start..start + "缔约国".len(), &mut out);
        assert_eq!(out, ["    为此，缔约国应当考虑", "          ^^^^^^"]);
    }
}
