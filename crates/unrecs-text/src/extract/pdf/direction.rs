//! Which way lines run, and the order in which their characters are read: poppler gives the characters of a word from the left to the
//! right, whatever the script.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::rows::Row;
use super::words::Page;

/// Which way the lines of a document run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// From the left to the right.
    LeftToRight,
    /// From the right to the left, with the characters of each word as they are read.
    RightToLeft,
    /// From the right to the left, with the characters of each word as they stand from the left to the right.
    RightToLeftBackwards,
}

/// Characters that no word begins with.
const FINAL: [char; 7] = ['ة', 'ى', 'ך', 'ם', 'ן', 'ף', 'ץ'];

/// Lengthens the stroke between two Arabic letters, to fill a line.
const TATWEEL: char = '\u{640}';

impl Direction {
    /// The direction of most letters.
    pub fn of(pages: &[Page<'_>]) -> Self {
        let (mut to_left, mut to_right, mut first, mut last) = (0_usize, 0_usize, 0_usize, 0_usize);
        for word in pages.iter().flat_map(|page| &page.words) {
            if word.text.is_ascii() {
                to_right += word.text.len();
                continue;
            }
            for c in word.text.chars() {
                match strength(c) {
                    Strength::Left => to_left += 1,
                    Strength::Right => to_right += 1,
                    _ => {}
                }
            }
            first += usize::from(word.text.starts_with(FINAL));
            last += usize::from(word.text.ends_with(FINAL));
        }
        match (to_left > to_right, first > last) {
            (false, _) => Self::LeftToRight,
            (true, false) => Self::RightToLeft,
            (true, true) => Self::RightToLeftBackwards,
        }
    }

    /// Turns pages round whose lines run from the right, so that every line runs from the start to the end.
    pub fn mirror(self, pages: &mut [Page<'_>]) {
        if self == Self::LeftToRight {
            return;
        }
        for page in pages {
            for word in &mut page.words {
                word.area = word.area.mirrored(page.width);
            }
        }
    }

    /// The words of a row as they are read.
    pub fn words(self, row: &Row<'_>) -> String {
        if self == Self::LeftToRight {
            return row.shown();
        }
        let mut characters = Vec::new();
        for (index, word) in row.words.iter().enumerate() {
            if index > 0 && row.is_spaced(index) {
                characters.push(' ');
            }
            self.right_to_left(&word.text, &mut characters);
        }
        read(&mut characters, |c| *c);
        written(characters.into_iter())
    }

    /// The characters of a word from the right to the left.
    pub fn right_to_left(self, word: &str, characters: &mut Vec<char>) {
        let as_read = self == Self::RightToLeft && word.contains(|c| strength(c) == Strength::Left);
        let start = characters.len();
        characters.extend(word.chars());
        if !as_read {
            characters[start..].reverse();
            // Marks stand behind their letter in their own order.
            for marks in characters[start..].split_mut(|c| !is_combining_mark(*c)) {
                marks.reverse();
            }
        }
    }
}

/// How a character takes part in the direction of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// Runs to the left.
    Left,
    /// Runs to the right.
    Right,
    /// A figure.
    Figure,
    /// Stands between figures of one number.
    Between,
    /// Runs with what is around it.
    None,
}

fn strength(c: char) -> Strength {
    match c {
        '\u{590}'..='\u{65F}' | '\u{66E}'..='\u{6EF}' | '\u{6FA}'..='\u{8FF}' => Strength::Left,
        '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => Strength::Left,
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' => Strength::Figure,
        '.' | ',' | ':' | '/' | '\u{66B}' | '\u{66C}' => Strength::Between,
        _ if c.is_alphabetic() => Strength::Right,
        _ => Strength::None,
    }
}

/// Turns round what of a row runs to the right: words of such a script with the figures between them, and numbers. The items stand from
/// the right to the left, and stand as they are read afterwards.
pub(super) fn read<T>(items: &mut [T], character: impl Fn(&T) -> char) {
    let of = |item: &T| strength(character(item));
    if items.iter().all(|item| of(item) != Strength::Left) {
        // A line of another script within the text has its point on the left; a line of its own has none there.
        if closes_first(items.iter().rev().map(&character)) {
            // Without letters from the right, a stroke joins figures too.
            let joined = |item: &T| match character(item) {
                '-' => Strength::Between,
                c => strength(c),
            };
            numbers(items, &joined);
            return;
        }
        let point = items.iter().rev().take_while(|item| matches!(character(item), '.' | ',' | ';' | ':')).count();
        let length = items.len() - point;
        return items[..length].reverse();
    }
    for stretch in items.split_mut(|item| of(item) == Strength::Left) {
        let is_right = |item: &T| of(item) == Strength::Right;
        let end = stretch.iter().rposition(is_right).map_or(0, |last| last + 1);
        // Figures go on with the words on their left, if no bracket parts them.
        let first = stretch.iter().position(is_right).unwrap_or(0);
        let brackets = |item: &T| "()[]{}«»“”".contains(character(item));
        let from = stretch[..first].iter().rposition(brackets).map_or(0, |bracket| bracket + 1);
        let figures = stretch[from..first].iter().position(|item| of(item) == Strength::Figure);
        let start = figures.map_or(first, |figure| from + figure);
        numbers(&mut stretch[..start], &of);
        stretch[start..end].reverse();
        numbers(&mut stretch[end..], &of);
    }
}

/// Whether of some brackets the first one closes, as those of a line do that is read from the other side.
fn closes_first(characters: impl Iterator<Item = char>) -> bool {
    let mut brackets = characters.filter(|c| "()[]".contains(*c));
    brackets.next().is_some_and(|first| ")]".contains(first)) && brackets.any(|next| "([".contains(next))
}

/// Turns numbers round.
fn numbers<T>(items: &mut [T], of: &impl Fn(&T) -> Strength) {
    let mut at = 0;
    while at < items.len() {
        let figures = |from: usize| items[from..].iter().take_while(|item| of(item) == Strength::Figure).count();
        let mut end = at + figures(at);
        if end == at {
            at += 1;
            continue;
        }
        while items.get(end).is_some_and(|item| of(item) == Strength::Between) && figures(end + 1) > 0 {
            end += 1 + figures(end + 1);
        }
        items[at..end].reverse();
        at = end;
    }
}

/// Characters as they are written in a text: forms that fonts have for letters beside each other are those letters, and strokes that
/// fill a line are left out.
pub(super) fn written(characters: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    for c in characters {
        match c {
            TATWEEL => {}
            '\u{FB00}'..='\u{FB4F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
                text.extend(std::iter::once(c).nfkc())
            }
            _ => text.push(c),
        }
    }
    text
}
