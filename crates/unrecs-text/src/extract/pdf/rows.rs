//! Puts words that stand beside each other into rows.

use unicode_normalization::char::is_combining_mark;

use super::geometry::{Area, Length, most_frequent};
use super::words::Word;

/// Words beside each other, in the order in which they stand.
#[derive(Debug, Clone)]
pub(super) struct Row<'t> {
    pub words: Vec<Word<'t>>,
    /// From its first word to its last, as high as its tallest word.
    pub area: Area,
}

impl<'t> Row<'t> {
    /// A row of words that stand beside each other; none without words.
    pub fn of(mut words: Vec<Word<'t>>) -> Option<Self> {
        // A mark above or below a letter follows it, wherever its own box begins.
        words.sort_by_key(|word| match is_accent(&word.text) {
            true => ((word.area.start + word.area.end) / 2, word.area.end),
            false => (word.area.start, word.area.end),
        });
        let tallest = words.iter().max_by_key(|word| word.area.height())?.area;
        let (start, end) = (words.first()?.area.start, words.iter().map(|word| word.area.end).max()?);
        Some(Self { words, area: Area { start, end, ..tallest } })
    }

    /// The white space before a word of the row.
    pub fn gap(&self, word: usize) -> Length {
        let Some(own) = self.words.get(word).filter(|own| !is_accent(&own.text)) else { return 0 };
        let before = self.words[..word].iter().rev().find(|before| !is_accent(&before.text));
        before.map_or(0, |before| own.area.start - before.area.end)
    }

    /// Whether white space parts a word from the one before.
    pub fn is_spaced(&self, word: usize) -> bool {
        self.gap(word) * 11 > self.area.height()
    }

    /// The words with one space between them, as they stand.
    pub fn shown(&self) -> String {
        let mut shown = String::new();
        for (index, word) in self.words.iter().enumerate() {
            if index > 0 && self.is_spaced(index) {
                shown.push(' ');
            }
            shown.push_str(&word.text);
        }
        shown
    }

    /// How many words at the beginning are a label that white space sets apart from the words: `12.`, `(a)`, `3 -`.
    pub fn label(&self) -> Option<usize> {
        const LONGEST: usize = 10;
        let spaced = |from: usize| (from + 1..self.words.len()).find(|&word| self.is_spaced(word));
        let mut end = spaced(0)?;
        if let Some(next) = spaced(end)
            && self.words[end..next].iter().all(|word| is_bullet(&word.text))
        {
            end = next;
        }
        let words = self.words[..end].iter().map(|word| &*word.text);
        let characters: usize = words.clone().map(|word| word.chars().count()).sum();
        if characters > LONGEST || !words.clone().any(is_sign) {
            return None;
        }
        let others = (end + 1..self.words.len()).map(|word| self.gap(word)).filter(|gap| gap * 11 > self.area.height());
        let usual = others.max().unwrap_or(0);
        let tabbed = self.gap(end) * 4 > self.area.height() && self.gap(end) * 5 > usual * 6;
        tabbed.then_some(end)
    }

    /// Cuts the row where white space is so wide that other words begin, as in a head with an organ on one side and a date on the other.
    pub fn cut(self) -> Vec<Self> {
        const WIDE: Length = 2;
        let behind_label = self.label().unwrap_or(0);
        let height = self.area.height();
        let wide: Vec<usize> =
            (1..self.words.len()).filter(|&word| word != behind_label && self.gap(word) > WIDE * height).collect();
        if wide.is_empty() {
            return vec![self];
        }
        let mut words = self.words;
        let mut parts: Vec<_> = wide.into_iter().rev().map(|at| words.split_off(at)).collect();
        parts.push(words);
        parts.into_iter().rev().filter_map(Row::of).collect()
    }
}

/// Whether a word numbers what follows: it ends with a sign, or is a number or a bullet.
fn is_sign(text: &str) -> bool {
    text.ends_with(['.', ')', '．', '）', '、', ':', '：', '('])
        || text.chars().all(|c| c.is_ascii_digit())
        || is_bullet(text)
}

/// Whether a word is nothing but marks above or below the letter before them.
fn is_accent(text: &str) -> bool {
    text.chars().all(|c| c > '\u{2FF}' && is_combining_mark(c))
}

fn is_bullet(text: &str) -> bool {
    text.chars().all(|c| "•–—-·*".contains(c))
}

/// The rows of some words, from the top down.
pub(super) fn rows(mut words: Vec<Word<'_>>) -> Vec<Row<'_>> {
    words.sort_by_key(|word| (word.area.middle(), word.area.start));
    let mut rows = Vec::new();
    let mut open: Vec<Word<'_>> = Vec::new();
    let mut tallest: Option<Area> = None;
    for word in words {
        let beside = tallest.is_some_and(|area| {
            // Words that run up the page stand beside no line.
            const TALLEST: Length = 4;
            let (low, high) = (area.height().min(word.area.height()), area.height().max(word.area.height()));
            let within = |outer: &Area, inner: &Area| (outer.top..=outer.bottom).contains(&inner.middle());
            high <= low * TALLEST && (within(&area, &word.area) || within(&word.area, &area))
        });
        if !beside {
            rows.extend(Row::of(std::mem::take(&mut open)));
            tallest = None;
        }
        if tallest.is_none_or(|area| word.area.height() > area.height()) {
            tallest = Some(word.area);
        }
        open.push(word);
    }
    rows.extend(Row::of(open));
    rows
}

/// The height of most letters.
pub(super) fn usual_height(pages: &[Vec<Row<'_>>]) -> Length {
    let words = pages.iter().flatten().flat_map(|row| row.words.iter().map(|_| row.area.height()));
    most_frequent(words, 10).unwrap_or(0)
}
