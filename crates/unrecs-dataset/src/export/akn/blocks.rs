//! What a document prints, in its order: headings, paragraphs, and the words round them, each once.

use std::borrow::Cow;
use std::ops::Range;

use super::notes::{self, Note};
use unrecs_text::finding::Span;
use unrecs_text::normalize::Normalized;
use unrecs_text::parse::SegmentKind;
use unrecs_text::resolve::Resolved;

/// A heading, a paragraph, or words that stand together.
pub(super) struct Block<'d> {
    pub(super) kind: Kind,
    /// What it prints; several for the lines of a masthead, none for a heading that is a number alone.
    pub(super) passages: Vec<Passage<'d>>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The heading of the division with this index; its passage is what follows the number.
    Heading(usize),
    /// The paragraph with this index; its passage is its `text`.
    Paragraph(usize),
    /// Words that are neither.
    Words(SegmentKind),
}

/// Words that are printed in one go.
pub(super) struct Passage<'d> {
    pub(super) text: Cow<'d, str>,
    /// Where they come from.
    pub(super) span: Span,
    /// The footnotes whose marks are in the text, in its order.
    pub(super) notes: Vec<(Range<usize>, Note<'d>)>,
}

impl Block<'_> {
    /// Whether it is of this kind of words.
    pub(super) fn is_words_of(&self, kinds: &[SegmentKind]) -> bool {
        matches!(self.kind, Kind::Words(kind) if kinds.contains(&kind))
    }
}

/// The blocks of a document. White space and Markdown are in none; page furniture inside a paragraph comes behind it; a footnote
/// whose mark is found stands at its mark and is no block.
pub(super) fn blocks<'d>(document: &'d Resolved<'_>) -> Vec<Block<'d>> {
    let normalized = document.normalized();
    let source = normalized.source().text();
    let mut blocks = Vec::new();
    for Run { kind, lines } in runs(normalized) {
        let passages = |spans: Vec<Span>| spans.into_iter().map(|span| passage(normalized, span)).collect();
        let mut push = |passages: Vec<Passage<'d>>| {
            let passages = passages.into_iter().filter(|passage| !passage.text.is_empty()).collect();
            blocks.push(Block { kind, passages });
        };
        match kind {
            Kind::Heading(division) => {
                push(passages(normalized.divisions()[division].heading_span.into_iter().collect()));
            }
            Kind::Paragraph(paragraph) => {
                let one = &normalized.paragraphs()[paragraph];
                let span = Span::new(one.label_span.end, one.span.end.max(one.label_span.end));
                push(vec![Passage { text: normalized.text(one).into(), span, notes: Vec::new() }]);
            }
            Kind::Words(SegmentKind::Masthead | SegmentKind::Agenda) => push(passages(lines)),
            Kind::Words(_) => push(passages(paragraphs(source, &lines))),
        }
    }
    blocks.retain(|block| !block.passages.is_empty() || !matches!(block.kind, Kind::Words(_)));
    notes::anchor(document, &mut blocks);
    blocks
}

/// Lines that go on are one paragraph; a line that begins with a number begins another.
fn paragraphs(source: &str, lines: &[Span]) -> Vec<Span> {
    let numbered = |line: &str| {
        let behind = line.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        behind.len() < line.len() && behind.starts_with(['.', '．', '、'])
    };
    let mut paragraphs: Vec<Span> = Vec::new();
    for &line in lines {
        match paragraphs.last_mut().filter(|_| !numbered(&source[line.range()])) {
            Some(paragraph) => paragraph.end = line.end,
            None => paragraphs.push(line),
        }
    }
    paragraphs
}

fn passage<'d>(normalized: &Normalized, span: Span) -> Passage<'d> {
    Passage { text: normalized.words(span).into(), span, notes: Vec::new() }
}

/// Segments that belong together.
struct Run {
    kind: Kind,
    /// From the first word of each line to the last; empty for headings and paragraphs.
    lines: Vec<Span>,
}

/// Segments of one kind, up to a blank line; a heading and a paragraph where each begins.
fn runs(normalized: &Normalized) -> Vec<Run> {
    let text = normalized.source().text();
    let mut runs: Vec<Run> = Vec::new();
    let mut seen = vec![false; normalized.paragraphs().len()];
    let with_heading = normalized.divisions().iter().enumerate().filter(|(_, division)| !division.span.is_empty());
    let mut headings = with_heading.peekable();
    let mut end = 0;
    let words =
        |segment: &&unrecs_text::parse::Segment| !matches!(segment.kind, SegmentKind::Markup | SegmentKind::Blank);
    for segment in normalized.segments().iter().filter(words) {
        let span = segment.span();
        let breaks = text[end..span.start].bytes().filter(|&byte| byte == b'\n').count();
        end = span.end;
        if let Some(paragraph) = segment.paragraph() {
            if !std::mem::replace(&mut seen[paragraph], true) {
                runs.push(Run { kind: Kind::Paragraph(paragraph), lines: Vec::new() });
            }
            continue;
        }
        while headings.next_if(|(_, division)| division.span.end <= span.start).is_some() {}
        if let Some(&(index, division)) = headings.peek()
            && division.span.start <= span.start
        {
            if division.span.start == span.start {
                runs.push(Run { kind: Kind::Heading(index), lines: Vec::new() });
            }
            continue;
        }
        let kind = Kind::Words(segment.kind);
        match runs.last_mut().filter(|run| run.kind == kind && breaks < 2) {
            Some(Run { lines, .. }) => match lines.last_mut().filter(|_| breaks == 0) {
                Some(line) => line.end = span.end,
                None => lines.push(span),
            },
            None => runs.push(Run { kind, lines: vec![span] }),
        }
    }
    runs
}
