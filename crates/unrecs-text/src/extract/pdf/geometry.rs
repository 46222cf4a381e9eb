//! Boxes on a page, in hundredths of a point, counted from the upper corner at which lines begin.

/// A length in hundredths of a point (1/7200 inch).
pub(super) type Length = i32;

/// The longest length that counts: no sheet of paper has it.
pub(super) const LONGEST: Length = 10_000_000;

/// A box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    /// Where lines begin: the left side, or the right one where they run from right to left.
    pub start: Length,
    pub top: Length,
    pub end: Length,
    pub bottom: Length,
}

impl Area {
    pub fn height(&self) -> Length {
        self.bottom - self.top
    }

    pub fn width(&self) -> Length {
        self.end - self.start
    }

    /// Where its middle is, from the top of the page.
    pub fn middle(&self) -> Length {
        (self.top + self.bottom) / 2
    }

    /// The box as seen from the other side of a page of a width.
    pub fn mirrored(&self, page: Length) -> Self {
        Self { start: page - self.end, end: page - self.start, ..*self }
    }
}

/// The most frequent of some lengths, as far as they fall into one class; the smallest of several.
pub(super) fn most_frequent(lengths: impl Iterator<Item = Length>, class: Length) -> Option<Length> {
    let classes = classes(lengths, class);
    let most = classes.iter().map(|(_, count)| *count).max()?;
    classes.into_iter().find(|(_, count)| *count == most).map(|(length, _)| length)
}

/// The smallest of some lengths that many have: more than one in so many.
pub(super) fn smallest_of_many(lengths: impl Iterator<Item = Length>, class: Length, many: usize) -> Option<Length> {
    let classes = classes(lengths, class);
    let all: usize = classes.iter().map(|(_, count)| count).sum();
    classes.into_iter().find(|(_, count)| count * many > all).map(|(length, _)| length)
}

/// Lengths in classes, the smallest first, with the number of each.
fn classes(lengths: impl Iterator<Item = Length>, class: Length) -> Vec<(Length, usize)> {
    let mut rounded: Vec<Length> = lengths.map(|length| (length + class / 2) / class * class).collect();
    rounded.sort_unstable();
    rounded.chunk_by(|one, next| one == next).map(|same| (same[0], same.len())).collect()
}
