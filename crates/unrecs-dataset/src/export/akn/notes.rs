//! Footnotes: the one mark in the text that each belongs to.

use std::ops::Range;

use super::blocks::{Block, Kind, Passage};
use unrecs_text::extract::MarkKind;
use unrecs_text::finding::Span;
use unrecs_text::normalize::{Normalized, ParagraphKind};
use unrecs_text::parse::SegmentKind;
use unrecs_text::resolve::{Mention, Reference, Resolved};
use unrecs_text::value::numeral::SUPERSCRIPT_DIGITS;

/// A footnote at its mark.
pub(super) struct Note<'d> {
    /// The mark as printed, without brackets.
    pub(super) marker: String,
    /// The paragraph that it is.
    pub(super) paragraph: usize,
    /// What it says, without the mark.
    pub(super) words: Passage<'d>,
}

/// What a footnote and the word that it belongs to are marked with.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    /// Asterisks, or superscript digits, which stand among the words.
    Printed(String),
    /// `[^1]`, or digits, which are no part of the words: the text has them as markup, or the format says where they are.
    Apart(String),
}

impl Mark {
    /// What it says, without brackets.
    fn name(&self) -> &str {
        let (Mark::Printed(mark) | Mark::Apart(mark)) = self;
        mark.strip_prefix("[^").and_then(|rest| rest.strip_suffix(']')).unwrap_or(mark)
    }
}

/// The mark that a footnote bears, as printed in front of it.
fn mark(label: &str) -> Option<Mark> {
    let label = label.trim();
    let stars = label.chars().filter(|&c| c == '*').count();
    if stars > 0 && label.chars().all(|c| matches!(c, '*' | '\\')) {
        return Some(Mark::Printed("*".repeat(stars)));
    }
    if let Some(name) = label.strip_prefix("[^").and_then(|rest| rest.strip_suffix("]:")) {
        return Some(Mark::Apart(format!("[^{name}]")));
    }
    let digits = label.trim_end_matches('/');
    match digits.chars().next()? {
        first if SUPERSCRIPT_DIGITS.contains(&first) => Some(Mark::Printed(digits.to_owned())),
        '0'..='9' => Some(Mark::Apart(digits.to_owned())),
        _ => None,
    }
}

/// Moves every footnote to its mark: the one place with this mark that is printed before the footnote, and behind the last
/// footnote with the same mark. Where there is none, or more than one, the footnote stays where it is.
pub(super) fn anchor(document: &Resolved<'_>, blocks: &mut Vec<Block<'_>>) {
    let normalized = document.normalized();
    let mut before: Vec<(Mark, usize)> = Vec::new();
    let mut moved = Vec::new();
    for index in 0..blocks.len() {
        let Some(paragraph) = footnote(normalized, blocks[index].kind) else { continue };
        let label = &normalized.source().text()[normalized.paragraphs()[paragraph].label_span.range()];
        let Some(mark) = mark(label) else { continue };
        let first = before.iter().rfind(|(other, _)| *other == mark).map_or(0, |(_, at)| at + 1);
        if let Some(Place { block, passage, range }) = only_place(document, &blocks[..index], first, &mark)
            && let Some(words) = blocks[index].passages.pop()
        {
            let marker = mark.name().to_owned();
            let notes = &mut blocks[block].passages[passage].notes;
            notes.push((range, Note { marker, paragraph, words }));
            notes.sort_by_key(|(range, _)| range.start);
            moved.push(index);
        }
        before.push((mark, index));
    }
    let mut index = 0;
    blocks.retain(|_| {
        index += 1;
        moved.binary_search(&(index - 1)).is_err()
    });
}

/// The footnote that a block is.
fn footnote(normalized: &Normalized, kind: Kind) -> Option<usize> {
    let Kind::Paragraph(paragraph) = kind else { return None };
    (normalized.paragraphs()[paragraph].kind == ParagraphKind::Footnote).then_some(paragraph)
}

/// Where a mark stands: in which block, in which passage of it, and in which bytes of that.
struct Place {
    block: usize,
    passage: usize,
    range: Range<usize>,
}

/// The place of a mark, where it stands in one only of these blocks, from the first that may hold it on.
fn only_place(document: &Resolved<'_>, blocks: &[Block<'_>], first: usize, mark: &Mark) -> Option<Place> {
    let blocks = blocks.iter().enumerate().skip(first);
    let words = blocks.filter(|(_, block)| footnote(document.normalized(), block.kind).is_none());
    let mut places = words.flat_map(|(block, Block { kind, passages })| {
        passages.iter().enumerate().flat_map(move |(passage, words)| {
            let ranges = occurrences(document, words, mark).into_iter();
            ranges.map(move |range| (*kind, Place { block, passage, range }))
        })
    });
    let (kind, place) = places.next().filter(|_| places.next().is_none())?;
    is_free(document, kind, &place.range).then_some(place)
}

/// Whether a mark stands in the words of a reference or of a mention, or outside of them, and not across their ends.
fn is_free(document: &Resolved<'_>, kind: Kind, mark: &Range<usize>) -> bool {
    let Kind::Paragraph(unit) = kind else { return true };
    let found = document.found(unit);
    let spans = found.references.iter().map(Reference::span).chain(found.mentions.iter().map(Mention::span));
    let apart = |span: &Range<usize>| span.end <= mark.start || mark.end <= span.start;
    let around = |span: &Range<usize>| span.start < mark.start && mark.end < span.end;
    spans.into_iter().all(|span| apart(&span) || around(&span))
}

/// Where a mark stands in a passage.
fn occurrences(document: &Resolved<'_>, passage: &Passage<'_>, mark: &Mark) -> Vec<Range<usize>> {
    match mark {
        Mark::Printed(mark) => printed(&passage.text, mark),
        Mark::Apart(mark) => {
            let (normalized, span) = (document.normalized(), passage.span);
            let segments = normalized.segments();
            let first = segments.partition_point(|segment| segment.span().start < span.start);
            let inside = segments[first..].iter().take_while(|segment| segment.span().end <= span.end);
            let source = normalized.source();
            let marks = inside.filter(|one| one.kind == SegmentKind::Markup);
            let marks = marks.filter(|one| &source.text()[one.span().range()] == mark).map(|one| one.span().start);
            let first = source.marks().partition_point(|one| one.text().start <= span.start);
            let of_format = source.marks()[first..].iter().take_while(|one| one.text().start <= span.end);
            let of_format = of_format.filter(|one| is_mark(one.kind(), mark)).map(|one| one.text().start);
            let marks = marks.chain(of_format);
            let offset = |at: usize| {
                let words = normalized.words(Span::new(span.start, at));
                passage.text.starts_with(&words).then_some(words.len()..words.len())
            };
            marks.filter_map(offset).collect()
        }
    }
}

fn is_mark(kind: &MarkKind, mark: &str) -> bool {
    matches!(kind, MarkKind::FootnoteMark { name } if name.trim() == mark)
}

/// Runs of the same characters that are this mark and nothing else, right behind a word.
fn printed(text: &str, mark: &str) -> Vec<Range<usize>> {
    let of_mark = |c: char| if mark.starts_with('*') { c == '*' } else { SUPERSCRIPT_DIGITS.contains(&c) };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(of_mark).map(|start| at + start) {
        let end = text[start..].find(|c| !of_mark(c)).map_or(text.len(), |length| start + length);
        let behind_word = text[..start].chars().next_back().is_some_and(|c| !c.is_whitespace());
        if &text[start..end] == mark && behind_word {
            found.push(start..end);
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_the_whole_run_behind_a_word() {
        assert_eq!(printed("议程*项目*** 4 * 3*", "*"), [6..7, 22..23]);
        assert_eq!(printed("《法》¹²和¹", "¹").len(), 1);
        assert!(printed("¹ 见附件", "¹").is_empty());
    }

    #[test]
    fn a_footnote_is_marked_as_printed_in_front_of_it() {
        assert_eq!(mark("\\*\\* "), Some(Mark::Printed("**".to_owned())));
        assert_eq!(mark("¹²"), Some(Mark::Printed("¹²".to_owned())));
        assert_eq!(mark("[^a]:"), Some(Mark::Apart("[^a]".to_owned())));
        assert_eq!(mark("3/"), Some(Mark::Apart("3".to_owned())));
        assert_eq!(mark("a"), None);
    }
}
