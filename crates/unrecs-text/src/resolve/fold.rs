//! A text in the spelling in which it is read, with a map back: `第 １６ 条` reads as `第16条`, runs of white space as one space.

use std::borrow::Cow;
use std::ops::Range;

use crate::value::numeral::narrow;

/// A text as it is read.
#[derive(Debug)]
pub struct Folded<'t> {
    text: Cow<'t, str>,
    turns: Vec<Turn>,
}

/// A place from which the two texts run on together.
#[derive(Debug, Clone, Copy)]
struct Turn {
    /// Byte in the folded text.
    at: usize,
    /// Byte in the original where something that starts here starts.
    start: usize,
    /// Byte in the original where something that ends here ends.
    end: usize,
}

impl<'t> Folded<'t> {
    /// Reads a text: white space next to Chinese goes, other white space becomes one space, full-width letters and digits become
    /// ASCII.
    pub fn new(text: &'t str) -> Self {
        if is_plain(text.as_bytes()) {
            return Self { text: Cow::Borrowed(text), turns: Vec::new() };
        }
        let mut folded = String::with_capacity(text.len());
        let mut turns: Vec<Turn> = Vec::new();
        let mut space: Option<usize> = None;
        // Everything up to here is in the folded text.
        let mut copied = 0;
        for (at, c) in text.char_indices() {
            let behind = at + c.len_utf8();
            if is_space(c) {
                if space.is_some() {
                    copied = behind;
                } else if c != ' ' || !is_between_words(text.as_bytes(), at) {
                    folded.push_str(&text[copied..at]);
                    (space, copied) = (Some(at), behind);
                }
                continue;
            }
            if let Some(end) = space.take() {
                let keeps = folded.ends_with(|before| !is_chinese(before)) && !is_chinese(narrow(c));
                if keeps {
                    folded.push(' ');
                }
                turns.push(Turn { at: folded.len(), start: at, end: if keeps { at } else { end } });
            }
            let narrow = narrow(c);
            if narrow != c {
                folded.push_str(&text[copied..at]);
                folded.push(narrow);
                copied = behind;
                turns.push(Turn { at: folded.len(), start: behind, end: behind });
            }
        }
        folded.push_str(&text[copied..]);
        Self { text: Cow::Owned(folded), turns }
    }

    /// The text as it is read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original behind bytes of the folded text.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        self.place(range.start, |turn| turn.start)..self.place(range.end, |turn| turn.end)
    }

    fn place(&self, at: usize, exact: impl Fn(&Turn) -> usize) -> usize {
        let behind = self.turns.partition_point(|turn| turn.at <= at);
        match behind.checked_sub(1).map(|index| &self.turns[index]) {
            None => at,
            Some(turn) if turn.at == at => exact(turn),
            Some(turn) => turn.start + (at - turn.at),
        }
    }
}

/// Whether a space certainly stands between two characters that are no Chinese, so that it stays as it is: ASCII, or quotation marks
/// and dashes.
fn is_between_words(bytes: &[u8], at: usize) -> bool {
    let (before, behind) = (&bytes[..at], &bytes[at + 1..]);
    let plain_before = match before {
        [.., 0xE2, 0x80, last] => is_punctuation(*last),
        _ => before.last().is_some_and(u8::is_ascii_graphic),
    };
    let plain_behind = || match behind {
        [0xE2, 0x80, third, ..] => is_punctuation(*third),
        _ => behind.first().is_some_and(u8::is_ascii_graphic),
    };
    plain_before && plain_behind()
}

/// Whether the third byte of U+2000 and the characters behind it is that of a dash or a quotation mark, and of no white space.
fn is_punctuation(third: u8) -> bool {
    (0x90..0xA8).contains(&third)
}

/// Whether folding certainly changes nothing; a doubtful text is folded.
fn is_plain(bytes: &[u8]) -> bool {
    // The bytes at which a character may begin that folding changes.
    let doubtful = |byte: u8| matches!(byte, 0..=0x20 | 0xC2 | 0xE2 | 0xE3 | 0xEF);
    bytes.iter().enumerate().filter(|&(_, &byte)| doubtful(byte)).all(|(at, &byte)| {
        let next = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or(0);
        match byte {
            b' ' => is_between_words(bytes, at),
            // The ideographic space, and the typographic spaces among the punctuation of U+2000.
            0xE3 => next(1) != 0x80 || next(2) != 0x80,
            0xE2 => next(1) != 0x80 || is_punctuation(next(2)),
            0xEF => !matches!((next(1), next(2)), (0xBC, 0x90..=0x99 | 0xA1..=0xBA) | (0xBD, 0x81..=0x9A)),
            _ => false,
        }
    })
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_leads_back() {
        let text = "《2030 年》 第　１６ 条，see  article\u{a0}6\n，Ａb 第1 条";
        let folded = Folded::new(text);
        assert_eq!(folded.text(), "《2030年》第16条，see article 6，Ab第1条");
        for (at, c) in folded.text().char_indices() {
            let original = folded.original(&(at..at + c.len_utf8()));
            let found: String = text[original].chars().map(narrow).collect();
            assert!(found == c.to_string() || c == ' ', "{c:?}: {found:?}");
        }
        let at = folded.text().find("第16条").unwrap();
        assert_eq!(&text[folded.original(&(at..at + "第16条".len()))], "第　１６ 条");
        let at = folded.text().find("article 6").unwrap();
        assert_eq!(&text[folded.original(&(at..at + "article 6".len()))], "article\u{a0}6");
    }

    #[test]
    fn a_plain_text_is_not_copied() {
        for text in ["《公约》第16条", "article 6, paragraph 3", "a “b” – c"] {
            assert!(matches!(Folded::new(text).text, Cow::Borrowed(_)), "{text}");
        }
    }
}
