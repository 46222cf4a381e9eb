//! Footnotes: where each begins, and the one mark in the text that it belongs to.

use std::ops::Range;

use super::blocks::{Block, Kind, Passage};
use unrecs_text::finding::Span;
use unrecs_text::parse::SegmentKind;
use unrecs_text::resolve::{Mention, Reference, Resolved};

/// A footnote at its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// The mark as printed; none where it is Markdown syntax, which prints no mark of its own.
    pub(super) marker: Option<String>,
    /// What it says, without the mark.
    pub(super) text: String,
}

/// What a footnote and the word that it belongs to are marked with.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    /// Asterisks, or superscript digits.
    Printed(String),
    /// `[^1]`
    Markdown(String),
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The stretches of these lines that hold one footnote each: the first line of all begins one, and every line with a mark.
pub(super) fn apart(source: &str, lines: &[Span]) -> Vec<Span> {
    let mut notes: Vec<Span> = Vec::new();
    for &line in lines {
        match notes.last_mut().filter(|_| mark_at(source, line.start).is_none()) {
            Some(note) => note.end = line.end,
            None => notes.push(line),
        }
    }
    notes
}

/// The mark that the line of this offset begins with, as page footnotes do.
fn mark_at(source: &str, at: usize) -> Option<Mark> {
    let start = source[..at].rfind('\n').map_or(0, |line_end| line_end + 1);
    let line = source[start..].trim_start();
    let escaped = (line.len() - line.trim_start_matches("\\*").len()) / "\\*".len();
    if escaped > 0 {
        return Some(Mark::Printed("*".repeat(escaped)));
    }
    if let Some(rest) = line.strip_prefix("[^") {
        return rest.split_once("]:").map(|(name, _)| Mark::Markdown(format!("[^{name}]")));
    }
    let digits: String = line.chars().take_while(|digit| SUPERSCRIPTS.contains(digit)).collect();
    (!digits.is_empty()).then_some(Mark::Printed(digits))
}

/// Moves every footnote to its mark: the one place with this mark that is printed before the footnote, and behind the last
/// footnote with the same mark. Where there is none, or more than one, the footnote stays where it is.
pub(super) fn anchor(document: &Resolved<'_>, blocks: &mut Vec<Block<'_>>) {
    let source = document.normalized().source().text();
    let mut before: Vec<(Mark, usize)> = Vec::new();
    let mut moved = Vec::new();
    for index in 0..blocks.len() {
        if !blocks[index].is_words_of(&[SegmentKind::Footnote]) {
            continue;
        }
        let Some(mark) = mark_at(source, blocks[index].passages[0].span.start) else { continue };
        let first = before.iter().rfind(|(other, _)| *other == mark).map_or(0, |(_, at)| at + 1);
        let note = note(&mark, &blocks[index].passages[0].text);
        let place = only_place(document, &blocks[..index], first, &mark);
        if let Some(Place { block, passage, range }) = place.filter(|_| !note.text.is_empty()) {
            let notes = &mut blocks[block].passages[passage].notes;
            notes.push((range, note));
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

fn note(mark: &Mark, text: &str) -> Note {
    let (marker, behind) = match mark {
        Mark::Printed(mark) => (Some(mark.clone()), text.strip_prefix(mark.as_str())),
        Mark::Markdown(_) => (None, text.strip_prefix(':')),
    };
    Note { marker, text: behind.unwrap_or(text).trim_start().to_owned() }
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
    let words = blocks.filter(|(_, block)| !block.is_words_of(&[SegmentKind::Footnote]));
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
    let Kind::Unit(unit) = kind else { return true };
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
        Mark::Markdown(mark) => {
            let normalized = document.normalized();
            let stretch = &normalized.source().text()[passage.span.range()];
            let offset = |(at, _): (usize, &str)| {
                let start = passage.span.start;
                let words = normalized.words(Span::new(start, start + at));
                passage.text.starts_with(&words).then_some(words.len()..words.len())
            };
            stretch.match_indices(mark.as_str()).filter_map(offset).collect()
        }
    }
}

/// Runs of the same characters that are this mark and nothing else, right behind a word.
fn printed(text: &str, mark: &str) -> Vec<Range<usize>> {
    let of_mark = |c: char| if mark.starts_with('*') { c == '*' } else { SUPERSCRIPTS.contains(&c) };
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
    fn a_line_begins_with_a_mark_as_footnotes_do() {
        let mark = |line: &str| mark_at(line, line.len());
        assert_eq!(mark("x\n \\*\\* 重发。"), Some(Mark::Printed("**".to_owned())));
        assert_eq!(mark("¹² 见附件"), Some(Mark::Printed("¹²".to_owned())));
        assert_eq!(mark("[^a]: 见附件"), Some(Mark::Markdown("[^a]".to_owned())));
        assert_eq!(mark("见附件¹"), None);
    }
}
