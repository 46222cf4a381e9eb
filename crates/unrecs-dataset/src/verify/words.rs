//! Words in their places: a surface in its text, a text in the pieces of its source.

use std::ops::Range;

/// The pieces of a source that lie within a stretch of it, cut at its ends.
pub(super) fn within(pieces: &[Range<usize>], stretch: Range<usize>) -> Vec<Range<usize>> {
    let cut = |piece: &Range<usize>| piece.start.max(stretch.start)..piece.end.min(stretch.end);
    pieces.iter().map(cut).filter(|piece| !piece.is_empty()).collect()
}

/// Whether pieces of a source make this text: side by side, with at most one space where a line ends between two of them.
pub(super) fn spell(source: &str, pieces: &[Range<usize>], text: &str) -> bool {
    let (mut rest, mut end) = (text, None);
    for piece in pieces {
        let Some(words) = source.get(piece.clone()) else { return false };
        let line_ends = end.and_then(|end| source.get(end..piece.start)).is_some_and(|between| between.contains('\n'));
        let spaced = || rest.strip_prefix(' ').filter(|_| line_ends)?.strip_prefix(words);
        let Some(left) = rest.strip_prefix(words).or_else(spaced) else { return false };
        (rest, end) = (left, Some(piece.end));
    }
    rest.is_empty()
}

/// Finds stretches of a text that are given in code points. Asked in the order of the text it walks through it once.
#[derive(Default)]
pub(super) struct Slicer {
    /// A code point, and the byte at which it begins.
    at: (usize, usize),
}

impl Slicer {
    /// The stretch from one code point to before another; none where the text has no such code points.
    pub(super) fn slice<'t>(&mut self, text: &'t str, points: Range<usize>) -> Option<&'t str> {
        if points.start < self.at.0 {
            self.at = (0, 0);
        }
        let start = byte(text, self.at, points.start)?;
        self.at = (points.start, start);
        text.get(start..byte(text, self.at, points.end.max(points.start))?).filter(|_| points.start <= points.end)
    }
}

/// The byte at which a code point begins that is not before the one known.
fn byte(text: &str, (point, at): (usize, usize), wanted: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let mut starts = rest.char_indices().map(|(start, _)| at + start).chain([text.len()]);
    starts.nth(wanted - point)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_spelled_by_its_pieces() {
        let source = "缔约国\n应 **must** act\nnow。";
        let at = |words: &str| source.find(words).map(|start| start..start + words.len()).unwrap();
        let pieces = ["缔约国", "应 ", "must", " act", "now。"].map(at);
        assert!(spell(source, &pieces, "缔约国应 must act now。"));
        assert!(!spell(source, &pieces, "缔约国应 must actnow"));
        assert!(spell(source, &pieces, "缔约国应 must actnow。"), "whether a space belongs there is not known here");
        assert!(!spell(source, &pieces, "缔约国应 mustact now。"), "they stand on one line");
        assert!(!spell(source, &pieces[1..], "缔约国应 must act now。"));
        assert!(!spell(source, std::slice::from_ref(&(1..4)), "缔"), "not at the start of a character");
        assert!(!spell(source, std::slice::from_ref(&(0..9999)), "缔"));
        let stretch = at("国").start..at("must").start + 2;
        assert!(spell(source, &within(&pieces, stretch), "国应 mu"));
        assert!(within(&pieces, 3..3).is_empty());
    }

    #[test]
    fn code_points_are_counted_not_bytes() {
        let (text, mut slicer) = ("a𠀀应b", Slicer::default());
        assert_eq!(slicer.slice(text, 1..3), Some("𠀀应"));
        assert_eq!(slicer.slice(text, 3..4), Some("b"));
        assert_eq!(slicer.slice(text, 0..4), Some(text));
        assert_eq!(slicer.slice(text, 2..2), Some(""));
        let turned = Range { start: 3, end: 2 };
        assert_eq!(
            (slicer.slice(text, 3..5), slicer.slice(text, turned), slicer.slice(text, 9..9)),
            (None, None, None)
        );
    }
}
