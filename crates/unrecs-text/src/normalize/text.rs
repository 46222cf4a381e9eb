//! Clean text: the words of a unit in one line, and the same text with its spelling made uniform for searching and comparing.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::finding::Span;
use crate::value::numeral::narrow;

/// Pieces of the source joined to one text. A line break between two pieces becomes a space where both sides are written with
/// spaces, and nothing in Chinese; what stood between two pieces of one line was syntax and leaves nothing.
pub fn join(source: &str, pieces: impl IntoIterator<Item = Span>) -> String {
    let mut text = String::new();
    let mut end = None;
    for piece in pieces {
        let words = &source[piece.range()];
        match end.replace(piece.end) {
            Some(end) if breaks_line(source, end, piece.start) => append(&mut text, words),
            _ => text.push_str(words),
        }
    }
    text
}

/// Appends words, behind a space where their script wants one.
pub fn append(text: &mut String, words: &str) {
    if needs_space(text, words) {
        text.push(' ');
    }
    text.push_str(words);
}

/// Whether a line ends between two pieces.
pub fn breaks_line(source: &str, end: usize, start: usize) -> bool {
    memchr::memchr(b'\n', &source.as_bytes()[end..start]).is_some()
}

/// Whether two texts that follow each other are parted by a space: neither ends nor begins with Chinese or white space, and the
/// first does not end with the hyphen of a compound (`self-` and `assessment`).
pub fn needs_space(before: &str, after: &str) -> bool {
    let spaced = |c: char| !is_cjk(c) && !c.is_whitespace();
    let compound = before.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphanumeric));
    !compound && before.chars().next_back().is_some_and(spaced) && after.chars().next().is_some_and(spaced)
}

/// The words without white space between Chinese characters, which a line break left there.
pub fn unbroken(words: &str) -> String {
    closed_up(words.chars(), words.len(), |before, c| is_cjk(before) && is_cjk(c))
}

/// Characters, of this many bytes, without the white space between two that stand close.
fn closed_up(chars: impl Iterator<Item = char>, bytes: usize, close: impl Fn(char, char) -> bool) -> String {
    let mut text = String::with_capacity(bytes);
    let mut pending = 0;
    for c in chars {
        if c.is_whitespace() {
            pending += c.len_utf8();
        } else if pending > 0 {
            let end = text.len() - pending;
            if text[..end].chars().next_back().is_some_and(|before| close(before, c)) {
                text.truncate(end);
            }
            pending = 0;
        }
        text.push(c);
    }
    text
}

/// Chinese characters with their punctuation and the full-width forms (Unicode blocks from CJK Radicals to CJK Unified
/// Ideographs, compatibility and half- and full-width blocks, and the supplementary ideographic plane).
fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2329}' | '\u{232A}'
        | '\u{2E80}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// The text in Unicode Normalization Form C (UAX #15), full-width letters and digits as ASCII, without white space between Chinese
/// characters and between these and digits. Doing it twice changes nothing.
pub fn normalized(text: &str) -> Cow<'_, str> {
    if is_uniform(text) { Cow::Borrowed(text) } else { Cow::Owned(rewrite(text)) }
}

fn rewrite(text: &str) -> String {
    let mut composed = true;
    let chars = text.chars().map(narrow).inspect(|&c| composed &= is_always_composed(c));
    let narrowed = closed_up(chars, text.len(), close);
    if composed || is_nfc_quick(narrowed.chars()) == IsNormalized::Yes { narrowed } else { narrowed.nfc().collect() }
}

/// Whether a character is in Normalization Form C whatever stands beside it: ASCII, dashes and quotation marks, common Chinese
/// characters and punctuation.
fn is_always_composed(c: char) -> bool {
    matches!(c, '\0'..='\x7F' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}')
}

/// Whether no white space belongs between two characters.
fn close(before: char, after: char) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    (is_cjk(before) || digit(before)) && (is_cjk(after) || digit(after)) && (is_cjk(before) || is_cjk(after))
}

/// Whether a text certainly is uniform already: nothing but ASCII, common Chinese characters and their punctuation, and no white
/// space next to Chinese. All bytes are looked at without a branch, many at a time; a doubtful text is rewritten.
fn is_uniform(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.is_ascii() {
        return true;
    }
    // The ends of the text are like letters.
    let [.., last_but_one, last] = *bytes else { return false };
    let rest = bytes.get(1..).unwrap_or_default();
    let threes = bytes.iter().zip(rest).zip(rest.get(1..).unwrap_or_default());
    let doubt = |byte, second, third| u8::from(doubtful(byte, second, third) | space_beside_chinese(byte, second));
    let inside = threes.fold(0, |found, ((&byte, &second), &third)| found | doubt(byte, second, third));
    inside | doubt(last_but_one, last, b'a') | doubt(last, b'a', b'a') == 0
}

/// Whether a byte begins a character that may be written in another way. (A byte behind the first of a character begins none.)
fn doubtful(byte: u8, second: u8, third: u8) -> bool {
    let within = |byte: u8, first: u8, last: u8| byte.wrapping_sub(first) <= last - first;
    // U+2010 to U+2027: dashes, quotation marks, dots.
    let general = (second == 0x80) & within(third, 0x90, 0xA7);
    // U+3001 to U+3029: Chinese punctuation; from U+3400 rare ideographs.
    let chinese = ((second == 0x80) & within(third, 0x81, 0xA9)) | (second >= 0x90);
    // U+FF01 to U+FF3F but for letters and digits.
    let letter_or_digit = within(third, 0x90, 0x99) | within(third, 0xA1, 0xBA);
    let full_width = (second == 0xBC) & !letter_or_digit;
    within(byte, b'\t', b'\r')
        | within(byte, 0xC0, 0xE1)
        | ((byte == 0xE2) & !general)
        | ((byte == 0xE3) & !chinese)
        // U+4000 to U+9FFF, ideographs without decompositions, begin with 0xE4 to 0xE9.
        | within(byte, 0xEA, 0xEE)
        | ((byte == 0xEF) & !full_width)
        | (byte >= 0xF0)
}

/// Whether one of two bytes is a space and the other another one, or part of a character outside of ASCII, as all Chinese is.
fn space_beside_chinese(byte: u8, next: u8) -> bool {
    let beside = |byte: u8| (byte >= 0x80) | (byte == b' ');
    ((byte == b' ') & beside(next)) | ((next == b' ') & beside(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_leave_no_blank_between_chinese_characters() {
        for (words, expected) in [
            ("世界社会状况以及 与青年、 \n老龄有关的问题", "世界社会状况以及与青年、老龄有关的问题"),
            ("第 21 条 (续) Oceans and seas ", "第 21 条 (续) Oceans and seas "),
        ] {
            assert_eq!(unbroken(words), expected);
        }
    }

    #[test]
    fn lines_are_joined_as_their_script_wants() {
        let source = "缔约国应\n当 **must** act\nand go\n。";
        let pieces = ["缔约国应", "当 ", "must", " act", "and go", "。"];
        let mut at = 0;
        let spans = pieces.map(|piece| {
            let start = at + source[at..].find(piece).expect("a piece of the source");
            at = start + piece.len();
            Span::new(start, at)
        });
        assert_eq!(join(source, spans), "缔约国应当 must act and go。");
    }

    #[test]
    fn spelling_is_made_uniform_and_stays_so() {
        for (text, expected) in [
            ("第 16 条第 5 款", "第16条第5款"),
            ("《2030 年可持续发展议程》", "《2030年可持续发展议程》"),
            ("第１６条（Ａ）", "第16条（A）"),
            ("称作 Dial-Doc 的", "称作 Dial-Doc 的"),
            ("各 国\u{3000}应", "各国应"),
            ("article 6 of 2000", "article 6 of 2000"),
            ("e\u{301}tat", "état"),
            ("2 3", "2 3"),
            ("か \u{3099}", "が"),
        ] {
            assert_eq!(normalized(text), expected);
            assert_eq!(normalized(&normalized(text)), expected);
        }
    }

    #[test]
    fn what_is_taken_for_composed_is() {
        for c in (0..=0x2FFFF).filter_map(char::from_u32).filter(|&c| is_always_composed(c)) {
            assert_eq!([c].into_iter().nfc().collect::<String>(), c.to_string(), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn what_is_taken_for_uniform_would_not_be_rewritten() {
        for code in (0..=0x2FFFF).filter_map(char::from_u32) {
            for text in [format!("{code}"), format!("国{code}5"), format!("a {code}")] {
                if is_uniform(&text) {
                    assert_eq!(rewrite(&text), text, "U+{:04X}", u32::from(code));
                }
            }
        }
    }
}
