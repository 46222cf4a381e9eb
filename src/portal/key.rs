//! The key to a portal, which no text shows: it is masked wherever a text holds it, also in disguise.

use std::fmt;
use std::ops::Range;

use super::PortalError;

/// A key, which no text shows.
#[derive(Clone)]
pub struct Key(String);

/// The replacement for the key.
const HIDDEN: &str = "[API token]";

/// How many bytes of a long text are searched; more than can be shown of it.
const SEARCHED: usize = 64 << 10;

/// How much is left out before the place where a long text was cut, so that no part of a cut key is shown.
const MARGIN: usize = 16 << 10;

/// How often a text is decoded before it is searched.
const DECODED: usize = 3;

/// Fewer characters of Base64 than these may stand in any text.
const SHORTEST: usize = 6;

impl Key {
    /// The key that an environment variable of this name holds.
    ///
    /// # Errors
    /// [`PortalError::Key`] if it holds no key that can be sent.
    pub fn new(variable: &str, value: Option<&str>) -> Result<Self, PortalError> {
        // Somebody may have given the key itself, so that only what is certainly a name is shown.
        let is_name = variable.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        let shown = if is_name { variable } else { "that --key-env names" };
        let wrong = |problem| PortalError::Key { variable: shown.to_owned(), problem };
        let key = value.ok_or_else(|| wrong("is not set, or is not valid text"))?.trim();
        if key.is_empty() {
            return Err(wrong("is empty"));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(wrong("contains characters that an API token cannot have"));
        }
        Ok(Self(key.to_owned()))
    }

    /// The key itself, only for the header of a request.
    pub(super) fn secret(&self) -> &str {
        &self.0
    }

    /// Whether a text holds the key.
    pub fn is_in(&self, text: &str) -> bool {
        !self.places(text).is_empty()
    }

    /// The text without the key and any longer piece of it: as it is, with other characters between its own, escaped as in a URL, in JSON
    /// or in HTML, or in Base64.
    pub fn masked(&self, text: &str) -> String {
        let (mut masked, mut end) = (String::with_capacity(text.len()), 0);
        for place in self.places(text) {
            masked.push_str(&text[end..place.start]);
            masked.push_str(HIDDEN);
            end = place.end;
        }
        masked + &text[end..]
    }

    /// A text of a server without the key, on one line, and shortened.
    pub(super) fn shortened(&self, text: &str) -> String {
        const MOST: usize = 400;
        let mut masked = self.masked(&text[..text.floor_char_boundary(SEARCHED)]);
        if text.len() > SEARCHED {
            masked.truncate(masked.floor_char_boundary(masked.len().saturating_sub(MARGIN)));
        }
        // This many words are longer than the text that is shown.
        let words = masked.split_whitespace().take(MOST).collect::<Vec<_>>().join(" ");
        match words.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", &words[..end]),
            None => words,
        }
    }

    /// Where a text holds the key, in order and apart from each other.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let encoded: Vec<Vec<u8>> = (0..3).filter_map(|shift| base64_core(self.0.as_bytes(), shift)).collect();
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut reading: Vec<Seen> =
            text.char_indices().filter_map(|(at, c)| Seen::of(c, at..at + c.len_utf8())).collect();
        for _ in 0..=DECODED {
            places.extend(pieces(&reading, self.0.as_bytes(), |a, b| a.eq_ignore_ascii_case(&b)));
            for core in &encoded {
                let is_same = |a: u8, b: u8| standard(a) == standard(b);
                places.extend(pieces(&reading, core, is_same).map(|place| whole_word(text, place)));
            }
            let decoded = decoded(&reading);
            if decoded.len() == reading.len() {
                break;
            }
            reading = decoded;
        }
        places.sort_by_key(|place| place.start);
        let mut apart: Vec<Range<usize>> = Vec::new();
        for place in places {
            match apart.last_mut() {
                Some(last) if place.start < last.end => last.end = last.end.max(place.end),
                _ => apart.push(place),
            }
        }
        apart
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// A character that a key can have, and its place in the text.
#[derive(Clone)]
struct Seen {
    byte: u8,
    at: Range<usize>,
}

impl Seen {
    /// None for what no key has: white space, control characters and everything outside ASCII.
    fn of(c: char, at: Range<usize>) -> Option<Self> {
        c.is_ascii_graphic().then_some(Self { byte: c as u8, at })
    }
}

/// Where pieces of a secret stand: a quarter of it, but no fewer than 8 characters, and no more than 16.
fn pieces(reading: &[Seen], secret: &[u8], is_same: impl Fn(u8, u8) -> bool) -> impl Iterator<Item = Range<usize>> {
    let length = (secret.len() / 4).clamp(8, 16).min(secret.len());
    let is_piece = move |window: &&[Seen]| {
        secret.windows(length).any(|piece| window.iter().zip(piece).all(|(seen, &byte)| is_same(seen.byte, byte)))
    };
    reading.windows(length).filter(is_piece).map(|window| window[0].at.start..window[window.len() - 1].at.end)
}

/// The reading with each escape replaced by its character: `%41`, `\u0041`, `\u{41}`, `\x41`, `&#65;` and `&#x41;`.
fn decoded(reading: &[Seen]) -> Vec<Seen> {
    let bytes: Vec<u8> = reading.iter().map(|seen| seen.byte).collect();
    let (mut all, mut at) = (Vec::with_capacity(reading.len()), 0);
    while at < bytes.len() {
        match escape(&bytes[at..]) {
            Some((code, length)) => {
                let place = reading[at].at.start..reading[at + length - 1].at.end;
                all.extend(char::from_u32(code).and_then(|c| Seen::of(c, place)));
                at += length;
            }
            None => {
                all.push(reading[at].clone());
                at += 1;
            }
        }
    }
    all
}

/// The code and the length of the escape with which some bytes begin.
fn escape(bytes: &[u8]) -> Option<(u32, usize)> {
    let text = |from: usize, to: usize| std::str::from_utf8(bytes.get(from..to)?).ok();
    let hex = |from: usize, to: usize| Some((u32::from_str_radix(text(from, to)?, 16).ok()?, to));
    let until =
        |from: usize, end: u8| bytes.iter().take(12).skip(from).position(|byte| *byte == end).map(|at| from + at);
    match bytes {
        [b'%', ..] => hex(1, 3),
        [b'\\', b'u', b'{', ..] => {
            let end = until(3, b'}')?;
            Some((hex(3, end)?.0, end + 1))
        }
        [b'\\', b'u', ..] => hex(2, 6),
        [b'\\', b'x', ..] => hex(2, 4),
        [b'&', b'#', b'x' | b'X', ..] => {
            let end = until(3, b';')?;
            Some((hex(3, end)?.0, end + 1))
        }
        [b'&', b'#', ..] => {
            let end = until(2, b';')?;
            Some((text(2, end)?.parse().ok()?, end + 1))
        }
        _ => None,
    }
}

/// A character of Base64 for URLs as one of standard Base64.
fn standard(byte: u8) -> u8 {
    match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    }
}

/// The characters that Base64 has for a key in any text that has this many bytes before it, counted in threes. None if they are few.
fn base64_core(key: &[u8], shift: usize) -> Option<Vec<u8>> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = [&[0; 2][..shift], key].concat();
    let sextet = |index: usize| {
        let (byte, bit) = (index * 6 / 8, index * 6 % 8);
        let pair = u16::from(bytes[byte]) << 8 | u16::from(bytes.get(byte + 1).copied().unwrap_or_default());
        ALPHABET[usize::from(pair >> (10 - bit) & 63)]
    };
    let core: Vec<u8> = ((shift * 8).div_ceil(6)..bytes.len() * 8 / 6).map(sextet).collect();
    (core.len() >= SHORTEST).then_some(core)
}

/// A place with the characters of Base64 on both of its sides.
fn whole_word(text: &str, place: Range<usize>) -> Range<usize> {
    let ends = |c: char| !(c.is_ascii_alphanumeric() || "+/-_=".contains(c));
    let start =
        text[..place.start].rfind(ends).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let end = text[place.end..].find(ends).map_or(text.len(), |at| place.end + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "eyJ0b2tlbiI6InZlcnktc2VjcmV0In0";

    fn key() -> Key {
        Key::new("KEY", Some(SECRET)).unwrap()
    }

    #[test]
    fn a_key_is_never_shown() {
        let key = Key::new("KEY", Some(" s3cret\n")).unwrap();
        assert_eq!(format!("{key:?} {}", key.shortened("no s3cret\n\n here")), "[API token] no [API token] here");
        assert_eq!(key.shortened(&"é".repeat(500)).chars().count(), 401);
        for (value, problem) in
            [(None, "is not set"), (Some("  "), "is empty"), (Some("s3 cret"), "contains characters")]
        {
            let error = Key::new("KEY", value).unwrap_err().to_string();
            assert!(error.starts_with(&format!("the environment variable KEY {problem}")), "{error}");
            assert!(!error.contains("cret"), "{error}");
        }
        let mistaken = Key::new(SECRET, None).unwrap_err().to_string();
        assert!(!mistaken.contains("eyJ") && mistaken.contains("--key-env"), "{mistaken}");
    }

    #[test]
    fn a_key_in_disguise_is_masked() {
        let (head, tail) = SECRET.split_at(9);
        let percent: String = SECRET.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let twice = percent.replace('%', "%25");
        let html: String = SECRET.bytes().map(|byte| format!("&#{byte};")).collect();
        let json: String = SECRET.bytes().map(|byte| format!("\\u{byte:04x}")).collect();
        let between = ["\0", " ", "\n", "\u{200b}", "\u{1b}", "%00", "\\u0000", "\\u{0}", "&#0;", "é"];
        let between = between.map(|other| format!("{head}{other}{tail}"));
        for disguise in between.iter().chain([&percent, &twice, &html, &json, &SECRET.to_uppercase()]) {
            assert_eq!(key().masked(&format!("a {disguise} b")), "a [API token] b", "{disguise}");
        }
    }

    #[test]
    fn a_key_in_base64_is_masked_wherever_it_begins() {
        // `user:`, `user1:` and `user12:` before the key, and without anything.
        for encoded in [
            "ZXlKMGIydGxiaUk2SW5abGNua3RjMlZqY21WMEluMA==",
            "dXNlcjpleUowYjJ0bGJpSTZJblpsY25rdGMyVmpjbVYwSW4w",
            "dXNlcjE6ZXlKMGIydGxiaUk2SW5abGNua3RjMlZqY21WMEluMA==",
            "dXNlcjEyOmV5SjBiMnRsYmlJNkluWmxjbmt0YzJWamNtVjBJbjA=",
        ] {
            assert_eq!(key().masked(&format!("Basic {encoded}, é")), "Basic [API token], é", "{encoded}");
        }
    }

    #[test]
    fn other_words_stay() {
        for text in ["", "100%", "no \\u key & none, 缔约国", &SECRET[..7], "%zz%4", "&#;&#x;"] {
            assert_eq!(key().masked(text), text);
        }
        let (head, tail) = SECRET.split_at(12);
        assert_eq!(key().masked(&format!("{head} other {tail}")), "[API token] other [API token]");
        assert_eq!(key().masked(&format!("{SECRET}{SECRET} and {SECRET}")), "[API token][API token] and [API token]");
    }

    #[test]
    fn no_part_of_a_key_is_left_at_a_cut() {
        for blank in SEARCHED - SECRET.len()..SEARCHED + 1 {
            let shown = key().shortened(&format!("{}{SECRET}", " ".repeat(blank)));
            assert!(!shown.contains("ey"), "{blank}: {shown}");
        }
    }
}
