//! Words in their places: a surface in its text, a text in the pieces of its source.

use std::ops::Range;

/// The code points of a text at which the pieces of a source begin that make it: side by side, with at most one space where a line
/// ends between two of them. None where they do not make it.
pub(super) fn spell<'p>(
    source: &str,
    pieces: impl IntoIterator<Item = &'p Range<usize>>,
    text: &str,
) -> Option<Vec<usize>> {
    let (mut rest, mut end, mut starts) = (text, None, Vec::new());
    let mut points = 0;
    for piece in pieces {
        let words = source.get(piece.clone())?;
        let line_ends = end.and_then(|end| source.get(end..piece.start)).is_some_and(|between| between.contains('\n'));
        let spaced = || rest.strip_prefix(' ').filter(|_| line_ends)?.strip_prefix(words);
        let left = rest.strip_prefix(words).or_else(spaced)?;
        points += rest[..rest.len() - left.len()].chars().count();
        starts.push(points - words.chars().count());
        (rest, end) = (left, Some(piece.end));
    }
    rest.is_empty().then_some(starts)
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
        assert_eq!(spell(source, &pieces, "缔约国应 must act now。"), Some(vec![0, 3, 5, 9, 14]));
        assert_eq!(spell(source, &pieces, "缔约国应 must actnow"), None);
        let unspaced = spell(source, &pieces, "缔约国应 must actnow。");
        assert_eq!(unspaced, Some(vec![0, 3, 5, 9, 13]), "whether a space belongs there is not known here");
        assert_eq!(spell(source, &pieces, "缔约国应 mustact now。"), None, "they stand on one line");
        assert_eq!(spell(source, &pieces[1..], "缔约国应 must act now。"), None);
        assert_eq!(spell(source, std::slice::from_ref(&(1..4)), "缔"), None, "not at the start of a character");
        assert_eq!(spell(source, std::slice::from_ref(&(0..9999)), "缔"), None);
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
