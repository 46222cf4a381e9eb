//! `show`: a paragraph, a division or a document with its source lines, its values, the reasons for them, and its findings.

mod lineage;
mod mandates;
mod references;

use std::cell::LazyCell;

use unicode_width::UnicodeWidthStr;

use super::args::Args;
use super::{Stop, configured, near};
use crate::pipeline;
use crate::report::{Door, Stream, human};
use unrecs_dataset::tables::codes;
use unrecs_text::finding::Span;
use unrecs_text::normalize::{Normalized, Paragraph, ParsedValue};
use unrecs_text::resolve::Resolved;
use unrecs_text::validate::Validated;
use unrecs_text::value::visible;

/// Prints the row with this identifier.
pub(super) fn show(args: &Args, id: &str, door: &Door) -> Result<u8, Stop> {
    let config = configured(args)?;
    let validated = pipeline::judge(&config, &|_| ())?;
    let things = find(&validated, id);
    if things.is_empty() {
        let message = near::unknown("document, division or paragraph", id, identifiers(&validated));
        return Err(Stop::plain(message));
    }
    // A division has none.
    let traced = LazyCell::new(|| unrecs_text::lineage::trace(validated.documents()));
    for (position, (index, thing)) in things.into_iter().enumerate() {
        let resolved = &validated.documents()[index];
        let document = resolved.normalized();
        // The language versions stand one below the other.
        let mut out = if position > 0 { vec![String::new()] } else { Vec::new() };
        let mut behind = String::new();
        let span = match thing {
            Thing::Document => {
                let span = shown_document(document, &mut out);
                lineage::of_document(&traced, resolved, &mut out);
                span
            }
            Thing::Division(index) => shown_division(document, index, &mut out),
            Thing::Paragraph(index) => {
                let span = shown_paragraph(document, &document.paragraphs()[index], &mut out);
                mandates::shown(resolved, index, &mut out);
                references::shown(resolved, index, &mut out);
                behind = lineage::of_paragraph(&traced, resolved, index);
                span
            }
        };
        let about = |start: usize| span.range().contains(&start) || start == span.start;
        let findings = validated.findings().iter().filter(|one| one.document == index && about(one.span.start));
        door.lines(Stream::Out, out)?;
        door.styled(Stream::Out, &behind)?;
        for finding in findings {
            door.styled(Stream::Err, &format!("\n{}\n", human::rendered(document.source(), finding)))?;
        }
    }
    Ok(0)
}

/// What an identifier names.
enum Thing {
    Document,
    /// Its index.
    Division(usize),
    /// Its index.
    Paragraph(usize),
}

/// Where it is, in every language.
fn find(validated: &Validated<'_>, id: &str) -> Vec<(usize, Thing)> {
    let documents = validated.documents().iter().map(Resolved::normalized);
    let found = documents.enumerate().filter_map(|(index, document)| {
        let mut divisions = document.divisions().iter();
        let division = || divisions.position(|one| one.division_id == id).map(Thing::Division);
        let mut paragraphs = document.paragraphs().iter();
        let paragraph = || paragraphs.position(|one| document.paragraph_id(one) == id).map(Thing::Paragraph);
        let itself = (document.metadata().document_id == id).then_some(Thing::Document);
        itself.or_else(division).or_else(paragraph).map(|thing| (index, thing))
    });
    found.collect()
}

fn identifiers<'v>(validated: &'v Validated<'_>) -> impl Iterator<Item = &'v str> {
    validated.documents().iter().map(Resolved::normalized).flat_map(|document| {
        let divisions = document.divisions().iter().map(|division| division.division_id.as_str());
        let paragraphs = document.paragraphs().iter().map(|paragraph| document.paragraph_id(paragraph));
        std::iter::once(document.metadata().document_id.as_str()).chain(divisions).chain(paragraphs)
    })
}

fn shown_paragraph(document: &Normalized, paragraph: &Paragraph, out: &mut Vec<String>) -> Span {
    lines(document, paragraph.span, out);
    let parent = paragraph.parent.map(|parent| document.paragraph_id(&document.paragraphs()[parent]));
    value(out, "paragraph_id", document.paragraph_id(paragraph));
    value(out, "language", document.metadata().language.unwrap_or(NULL));
    value(out, "document_id", &document.metadata().document_id);
    value(out, "division_id", &document.divisions()[paragraph.division].division_id);
    value(out, "parent_id", parent.unwrap_or(NULL));
    value(out, "kind", paragraph.kind.code());
    value(out, "role", codes::role(paragraph.role));
    value(out, "level", paragraph.level);
    value(out, "number", paragraph.number.map_or(NULL.to_owned(), |number| number.to_string()));
    value(out, "letter", document.letter(paragraph).unwrap_or(NULL));
    value(out, "label", document.label(paragraph).unwrap_or(NULL));
    value(out, "text", document.text(paragraph));
    value(out, "chapeau", document.chapeau(paragraph).as_deref().unwrap_or(NULL));
    let verb = document.opening_verb(paragraph).map_or(NULL, |verb| &document.text(paragraph)[verb]);
    let candidates: Vec<&str> = paragraph.act_candidates.iter().map(|act| act.code()).collect();
    value(out, "verb", verb);
    value(out, "act", paragraph.act.map_or(NULL, |act| act.code()));
    value(out, "act_candidates", Some(candidates.join("|")).filter(|all| !all.is_empty()).as_deref().unwrap_or(NULL));
    value(out, "modality", codes::modality(paragraph.modality));
    value(out, "effective_modality", codes::modality(paragraph.effective_modality));
    value(out, "considers", paragraph.considers);
    value(out, "negated", paragraph.negated);
    value(out, "eid", document.eid(paragraph));
    bytes(document, paragraph.span, out);
    out.push(String::new());
    match document.normative_verb(paragraph) {
        Some(verb) => {
            out.push(format!("modality {}, read from", codes::modality(paragraph.modality)));
            marked(document.text(paragraph), verb, out);
        }
        None => out.push(format!("modality {}: no normative verb of its own", codes::modality(paragraph.modality))),
    }
    addressees(document, paragraph, out);
    paragraph.span
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

fn shown_division(document: &Normalized, index: usize, out: &mut Vec<String>) -> Span {
    let division = &document.divisions()[index];
    lines(document, division.span, out);
    let parent = division.parent.map(|parent| document.divisions()[parent].division_id.as_str());
    value(out, "division_id", &division.division_id);
    value(out, "document_id", &document.metadata().document_id);
    value(out, "parent_id", parent.unwrap_or(NULL));
    value(out, "kind", division.kind.code());
    value(out, "number", division.number.as_deref().unwrap_or(NULL));
    value(out, "heading", division.heading.as_deref().unwrap_or(NULL));
    value(out, "level", division.level);
    value(out, "eid", &division.eid);
    if let Some(meeting) = &division.meeting {
        value(out, "ordinal", meeting.ordinal);
        value(out, "place", meeting.place.as_deref().unwrap_or(NULL));
        let (starts_on, ends_on) =
            read_or_problem(meeting.dates.as_ref(), |dates| (dates.start.to_string(), dates.end.to_string()))
                .unwrap_or_else(|problem| (problem.clone(), problem));
        value(out, "starts_on", starts_on);
        value(out, "ends_on", ends_on);
    }
    let [recommendations, items] = document.counts()[index];
    value(out, "recommendations", recommendations);
    value(out, "items", items);
    bytes(document, division.span, out);
    division.span
}

fn shown_document(document: &Normalized, out: &mut Vec<String>) -> Span {
    let (metadata, source) = (document.metadata(), document.source());
    let text = |text: &Option<String>| text.as_deref().unwrap_or(NULL).to_owned();
    value(out, "document_id", &metadata.document_id);
    value(out, "class", metadata.class.code());
    value(out, "body_id", &metadata.body_id);
    value(out, "symbol", metadata.symbol.as_ref().map_or(NULL, |(symbol, _)| symbol.as_str()));
    value(out, "title", text(&metadata.title));
    value(out, "subtitle", text(&metadata.subtitle));
    value(out, "language", metadata.language.unwrap_or("und"));
    value(out, "original_language", metadata.original_language.unwrap_or(NULL));
    value(out, "distribution", text(&metadata.distribution));
    for (name, day) in [("issued_on", &metadata.issued_on), ("adopted_on", &metadata.adopted_on)] {
        let day = read_or_problem(day.as_ref(), ToString::to_string);
        value(out, name, day.unwrap_or_else(|problem| problem));
    }
    value(out, "session", metadata.session.map_or(NULL.to_owned(), |session| session.to_string()));
    value(out, "session_place", text(&metadata.session_place));
    let dates = read_or_problem(metadata.session_dates.as_ref(), |dates| format!("{} to {}", dates.start, dates.end));
    value(out, "session_dates", dates.unwrap_or_else(|problem| problem));
    value(out, "record", text(&metadata.record));
    value(out, "agenda_items", text(&metadata.agenda_items));
    value(out, "agenda_title", text(&metadata.agenda_title));
    value(out, "committee", text(&metadata.committee));
    value(out, "proposal", text(&metadata.proposal));
    value(out, "adoption", metadata.adoption.map_or(NULL, |adoption| adoption.code()));
    value(out, "conference", text(&metadata.conference));
    value(out, "source_path", source.path());
    value(out, "source_sha256", source.digest());
    value(out, "source_bytes", source.bytes());
    value(out, "divisions", document.divisions().len());
    value(out, "paragraphs", document.paragraphs().len());
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
