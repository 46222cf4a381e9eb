//! A text in the spelling in which it is read, with a map back: `第 １６ 条` reads as `第16条`, runs of white space as one space.

use std::borrow::Cow;
use std::ops::Range;

use super::spelling::{entity, is_unseen, ligature, radical};
use super::vocabulary::Vocabulary;
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
    /// Reads a text: white space next to Chinese goes, other white space becomes one space, characters that are not seen go, and
    /// ligatures, entities, radicals and full-width letters become the characters that they stand for. A hyphen at the end of a
    /// line goes where the word without it is known.
    pub fn new(text: &'t str, known: &Vocabulary) -> Self {
        if is_plain(text, known) {
            return Self { text: Cow::Borrowed(text), turns: Vec::new() };
        }
        let mut folding =
            Folding { text, folded: String::with_capacity(text.len()), turns: Vec::new(), copied: 0, space: None };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let (c, length) = entity(&text[at..]).unwrap_or((c, c.len_utf8()));
            let read = at..at + length;
            if let Some((printed, apart)) = known.contraction_at(text, at) {
                folding.contracted(at..at + printed.len(), apart);
                at += printed.len();
                continue;
            }
            if c == '-' && known.joins(text, at) {
                folding.unseen(read);
            } else {
                folding.read(known.latin(text, at).unwrap_or(c), read);
            }
            at += length;
        }
        folding.folded.push_str(&text[folding.copied..]);
        Self { text: Cow::Owned(folding.folded), turns: folding.turns }
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

/// A text while it is read.
struct Folding<'t> {
    text: &'t str,
    folded: String,
    turns: Vec<Turn>,
    /// Everything up to here is in the folded text.
    copied: usize,
    /// Where the white space began that was passed last.
    space: Option<usize>,
}

impl Folding<'_> {
    /// Passes a character with its place in the text, which an entity may take.
    fn read(&mut self, c: char, read: Range<usize>) {
        let single = read.len() == c.len_utf8();
        if is_unseen(c) {
            return self.unseen(read);
        }
        if c.is_whitespace() {
            let stays = single && c == ' ' && is_between_words(self.text.as_bytes(), read.start);
            if self.space.is_some() {
                self.copied = read.end;
            } else if !stays {
                self.copy_to(read.start);
                (self.space, self.copied) = (Some(read.start), read.end);
            }
            return;
        }
        let mut letter = [0; 4];
        let narrow = narrow(radical(c));
        let spelled = ligature(c).unwrap_or_else(|| narrow.encode_utf8(&mut letter));
        if let Some(end) = self.space.take() {
            let keeps = self.folded.ends_with(|before| !is_chinese(before)) && !is_chinese(narrow);
            if keeps {
                self.folded.push(' ');
            }
            self.turn(read.start, if keeps { read.start } else { end });
        }
        if !single || spelled != &self.text[read.clone()] {
            self.copy_to(read.start);
            for (inside, c) in spelled.char_indices() {
                // Something that begins or ends inside a ligature has all of it.
                if inside > 0 {
                    self.turn(read.start, read.end);
                }
                self.folded.push(c);
            }
            self.copied = read.end;
            self.turn(read.end, read.end);
        }
    }

    /// Passes a particle with the beginning of its word. The letters that are written belong to the last ones of what is read; what
    /// is left out in writing stands where the last letter does.
    fn contracted(&mut self, read: Range<usize>, apart: &str) {
        let printed = &self.text[read.clone()];
        let first = printed.chars().next().map_or(0, char::len_utf8);
        self.copy_to(read.start);
        if self.space.take().is_some() && self.folded.ends_with(|before| !is_chinese(before)) {
            self.folded.push(' ');
        }
        for (inside, c) in apart.char_indices() {
            let place = if inside == 0 { read.start } else { read.start + first };
            self.turn(place, place);
            self.folded.push(c);
        }
        self.copied = read.end;
        self.turn(read.end, read.end);
    }

    /// Passes what is not seen.
    fn unseen(&mut self, read: Range<usize>) {
        if self.space.is_none() {
            self.copy_to(read.start);
            self.turn(read.end, read.start);
        }
        self.copied = read.end;
    }

    fn copy_to(&mut self, end: usize) {
        self.folded.push_str(&self.text[self.copied..end]);
        self.copied = end;
    }

    /// The texts run on together from here: what starts here starts, and what ends here ends, at these places.
    fn turn(&mut self, start: usize, end: usize) {
        let at = self.folded.len();
        match self.turns.last_mut() {
            Some(last) if last.at == at => last.start = start,
            _ => self.turns.push(Turn { at, start, end }),
        }
    }
}

/// Whether a space certainly stands between two characters that are no Chinese, so that it stays as it is: ASCII, letters of other
/// alphabets, or quotation marks and dashes.
fn is_between_words(bytes: &[u8], at: usize) -> bool {
    let (before, behind) = (&bytes[..at], &bytes[at + 1..]);
    let plain_before = match before {
        [.., 0xE2, 0x80, last] => is_punctuation(*last),
        [.., lead, last] if *last >= 0x80 => is_of_alphabet(*lead, *last),
        _ => before.last().is_some_and(u8::is_ascii_graphic),
    };
    let plain_behind = || match behind {
        [0xE2, 0x80, third, ..] => is_punctuation(*third),
        [lead, second, ..] if *second >= 0x80 => is_of_alphabet(*lead, *second),
        _ => behind.first().is_some_and(u8::is_ascii_graphic),
    };
    plain_before && plain_behind()
}

/// Whether two bytes are a letter of Latin, Greek, Cyrillic or Arabic, and none of the signs that folding drops.
fn is_of_alphabet(lead: u8, second: u8) -> bool {
    match lead {
        0xC3..=0xCB | 0xCE..=0xD4 | 0xDA | 0xDB => true,
        0xD8 => second >= 0xA0,
        0xD9 => (0x81..=0x8A).contains(&second) || (0xA0..=0xA9).contains(&second),
        _ => false,
    }
}

/// Whether the third byte of U+2000 and the characters behind it is that of a dash or a quotation mark, and of no white space.
fn is_punctuation(third: u8) -> bool {
    (0x90..0xA8).contains(&third)
}

/// Whether folding certainly changes nothing; a doubtful text is folded.
fn is_plain(text: &str, known: &Vocabulary) -> bool {
    if known.respells(text) {
        return false;
    }
    let bytes = text.as_bytes();
    // The bytes at which a character may begin that folding changes.
    let doubtful =
        |byte: u8| matches!(byte, 0..=0x20 | b'&' | b'-' | 0xC2 | 0xCD | 0xD8 | 0xD9 | 0xE1 | 0xE2 | 0xE3 | 0xEF);
    bytes.iter().enumerate().filter(|&(_, &byte)| doubtful(byte)).all(|(at, &byte)| {
        let next = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or(0);
        match byte {
            b' ' => is_between_words(bytes, at),
            b'&' => entity(&text[at..]).is_none(),
            b'-' => !known.joins(text, at),
            0xCD => next(1) != 0x8F,
            0xD8 => next(1) != 0x9C,
            0xD9 => !matches!(next(1), 0x80 | 0x8B..=0x92 | 0xB0),
            0xE1 => next(1) != 0xA0 && next(1) != 0x9A,
            // The ideographic space, and the typographic spaces and hyphens among the punctuation of U+2000; radicals.
            0xE3 => next(1) != 0x80 || next(2) != 0x80,
            0xE2 => match next(1) {
                0x80 => (0x92..0xA8).contains(&next(2)),
                0x81 | 0xBA..=0xBF => false,
                _ => true,
            },
            0xEF => match (next(1), next(2)) {
                (0xAC | 0xBB, _) => false,
                letters => !matches!(letters, (0xBC, 0x90..=0x99 | 0xA1..=0xBA) | (0xBD, 0x81..=0x9A)),
            },
            _ => false,
        }
    })
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
        let folded = Folded::new(text, &Vocabulary::default());
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
    fn what_is_not_seen_goes_and_leads_back() {
        let known = Vocabulary::of(["Transnational Organized Crime", "cross-border"].into_iter());
        for (text, read, word, printed) in [
            ("the Mi\u{AD}grants Protocol", "the Migrants Protocol", "Migrants", "Mi\u{AD}grants"),
            ("article\u{200B} 6 of", "article 6 of", "article", "article"),
            ("see \u{200E}A/1\u{200E} of", "see A/1 of", "A/1", "A/1"),
            ("Tra\u{FB03}cking", "Trafficking", "fic", "\u{FB03}c"),
            ("O\u{FB01}ce", "Ofice", "Of", "O\u{FB01}"),
            ("article&nbsp;16 &amp; b", "article 16 & b", "article 16", "article&nbsp;16"),
            ("ES\u{2011}10/15", "ES-10/15", "ES-10/15", "ES\u{2011}10/15"),
            ("适\u{2F64}偷运移\u{2EA0}议", "适用偷运移民议", "用偷运移民", "\u{2F64}偷运移\u{2EA0}"),
            ("Organ-ized cross-border AT&T", "Organized cross-border AT&T", "Organized", "Organ-ized"),
        ] {
            let folded = Folded::new(text, &known);
            assert_eq!(folded.text(), read);
            let at = read.find(word).unwrap_or_default();
            assert_eq!(&text[folded.original(&(at..at + word.len()))], printed, "{text}");
            for (at, c) in read.char_indices() {
                assert!(text.get(folded.original(&(at..at + c.len_utf8()))).is_some(), "{text}: {c}");
            }
        }
    }

    #[test]
    fn a_plain_text_is_not_copied() {
        for text in ["《公约》第16条", "article 6, paragraph 3", "a “b” – c"] {
            assert!(matches!(Folded::new(text, &Vocabulary::default()).text, Cow::Borrowed(_)), "{text}");
        }
    }
}
