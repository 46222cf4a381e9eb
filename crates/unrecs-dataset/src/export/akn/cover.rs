//! The cover page: the masthead, the agenda item and the title as printed, with what is known of each line.

use super::blocks::{Block, Kind};
use super::inline;
use super::iri;
use super::links::Links;
use super::markup::Markup;
use unrecs_text::finding::Span;
use unrecs_text::normalize::{DocumentMetadata, ParsedValue, SymbolOrigin};
use unrecs_text::parse::SegmentKind;

/// What a cover page is made of.
const KINDS: [SegmentKind; 3] = [SegmentKind::Masthead, SegmentKind::Agenda, SegmentKind::Title];

/// Writes `coverPage`, and gives the blocks behind it.
pub(super) fn write<'b, 'd>(markup: &mut Markup, links: &Links<'_, '_>, blocks: &'b [Block<'d>]) -> &'b [Block<'d>] {
    let end = blocks.iter().position(|block| !block.is_words_of(&KINDS)).unwrap_or(blocks.len());
    let (cover, rest) = blocks.split_at(end);
    if cover.is_empty() {
        return rest;
    }
    markup.block("coverPage", &[]);
    for part in cover.chunk_by(|one, next| one.kind == next.kind) {
        markup.block("container", &[("name", Some(name(part[0].kind)))]);
        part.iter().for_each(|block| paragraph(markup, links, block));
        markup.end_block();
    }
    markup.end_block();
    rest
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Words(SegmentKind::Agenda) => "agenda",
        Kind::Words(SegmentKind::Title) => "title",
        _ => "masthead",
    }
}

/// A block is a paragraph, its lines broken as printed.
fn paragraph(markup: &mut Markup, links: &Links<'_, '_>, block: &Block<'_>) {
    let metadata = links.normalized().metadata();
    let lines = &block.passages;
    let words = |text: &str| text.split_whitespace().collect::<String>();
    let together: String = lines.iter().map(|line| words(&line.text)).collect();
    let is = |text: &Option<String>| text.as_ref().is_some_and(|text| words(text) == together);
    let whole = match block.kind {
        Kind::Words(SegmentKind::Title) if is(&metadata.title) => Some("docTitle"),
        Kind::Words(SegmentKind::Masthead) if is(&metadata.conference) => Some("docAuthority"),
        _ => None,
    };
    markup.block("p", &[]);
    if let Some(name) = whole {
        markup.open(name, &[]);
    }
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            markup.empty("eol", &[]);
        }
        let meaning = whole.is_none().then(|| meaning(links, line.span, &line.text)).flatten();
        if let Some((element, attribute, value)) = &meaning {
            markup.open(element, &[(attribute, value.as_deref())]);
        }
        inline::write(markup, links, line, None);
        if meaning.is_some() {
            markup.close();
        }
    }
    if whole.is_some() {
        markup.close();
    }
    markup.close();
}

/// An element, and an attribute of it with its value, if it has one.
type Meaning = (&'static str, &'static str, Option<String>);

/// What a line of the masthead is known to say.
fn meaning(links: &Links<'_, '_>, line: Span, text: &str) -> Option<Meaning> {
    let DocumentMetadata { symbol, issued_on, session_dates, .. } = links.normalized().metadata();
    let within = |span: &Span| line.start <= span.start && span.end <= line.end;
    if let Some(ParsedValue::Read { value, span }) = issued_on
        && within(span)
    {
        return Some(("docDate", "date", Some(value.to_string())));
    }
    if let Some(ParsedValue::Read { span, .. }) = session_dates
        && within(span)
    {
        return Some(("session", "", None));
    }
    if let Some((symbol, SymbolOrigin::Text)) = symbol
        && text.trim_end_matches('*') == symbol.as_str()
    {
        return Some(("docNumber", "", None));
    }
    let body =
        links.document().issuing_body().filter(|body| body.names_in(links.language()).any(|name| name == text))?;
    Some(("docAuthority", "refersTo", Some(format!("#{}", iri::body_eid(&body.body_id)))))
}
