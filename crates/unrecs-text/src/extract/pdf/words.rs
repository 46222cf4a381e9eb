//! Takes the words and their boxes out of what poppler writes.

use std::borrow::Cow;
use std::ops::Range;

use super::geometry::{Area, LONGEST, Length};

/// A page.
#[derive(Debug)]
pub(super) struct Page<'t> {
    pub width: Length,
    pub words: Vec<Word<'t>>,
}

/// A word, or a part of one: poppler ends a word where the size or the base of the letters changes.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    pub area: Area,
    pub text: Cow<'t, str>,
    /// The line of poppler that it stands in, counted over all pages.
    pub line: u32,
    /// Where its text stands in what poppler wrote.
    pub source: Range<usize>,
}

/// Why what poppler wrote cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PopplerProblem {
    /// It has no page.
    #[error("poppler's output has no page; expected the XHTML of `pdftotext -bbox-layout`")]
    NoPage,
    /// It breaks off before its end.
    #[error("poppler's output ends at byte {0} inside of a page; expected all of its pages")]
    BreaksOff(usize),
}

/// Reads the pages. What has no box in numbers stands at the corner of its page.
///
/// # Errors
/// Where there is no page, or the output breaks off.
pub(super) fn read(layout: &str) -> Result<Vec<Page<'_>>, PopplerProblem> {
    let bytes = layout.as_bytes();
    let (mut pages, mut open, mut line) = (Vec::new(), None::<Page<'_>>, 0);
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        if rest.starts_with(b"word ") {
            let Some(page) = &mut open else { continue };
            let broken = || PopplerProblem::BreaksOff(layout.len());
            let start = memchr::memchr(b'>', rest).ok_or_else(broken)? + at + 2;
            let end = memchr::memchr(b'<', &bytes[start..]).ok_or_else(broken)? + start;
            if let Some(text) = layout.get(start..end).filter(|text| !text.trim().is_empty()) {
                let [left, top, right, bottom] = numbers(&bytes[at..start]);
                let area = Area { start: left, top, end: right.max(left), bottom: bottom.max(top) };
                page.words.push(Word { area, text: decoded(text), line, source: start..end });
            }
        } else if rest.starts_with(b"line ") {
            line += 1;
        } else if rest.starts_with(b"page ") {
            let end = memchr::memchr(b'>', rest).ok_or(PopplerProblem::BreaksOff(layout.len()))?;
            let [width, ..] = numbers(&rest[..end]);
            open = Some(Page { width, words: Vec::new() });
        } else if rest.starts_with(b"/page>") {
            pages.extend(open.take());
        }
    }
    match (open, pages.is_empty()) {
        (Some(_), _) => Err(PopplerProblem::BreaksOff(layout.len())),
        (None, true) => Err(PopplerProblem::NoPage),
        (None, false) => Ok(pages),
    }
}

/// The first four numbers in quotation marks, in hundredths.
fn numbers(tag: &[u8]) -> [Length; 4] {
    let mut quotes = memchr::memchr_iter(b'"', tag);
    let mut number = || {
        let (start, end) = quotes.next().zip(quotes.next())?;
        Some(hundredths(&tag[start + 1..end]))
    };
    std::array::from_fn(|_| number().unwrap_or(0))
}

fn hundredths(digits: &[u8]) -> Length {
    let (negative, digits) = digits.strip_prefix(b"-").map_or((false, digits), |rest| (true, rest));
    let (mut value, mut decimals) = (0, None);
    for byte in digits {
        match (byte, decimals) {
            (b'.', None) => decimals = Some(0),
            (b'0'..=b'9', None | Some(0 | 1)) => {
                value = (value * 10 + Length::from(byte - b'0')).min(LONGEST);
                decimals = decimals.map(|count| count + 1);
            }
            (b'0'..=b'9', _) => {}
            // `nan` and `inf` are no places.
            _ => return 0,
        }
    }
    for _ in decimals.unwrap_or(0)..2 {
        value = (value * 10).min(LONGEST);
    }
    if negative { -value } else { value }
}

/// The text with the references that poppler writes resolved.
fn decoded(raw: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\''), ("&#39;", '\'')];
        let (name, c) = known.into_iter().find(|(name, _)| rest.starts_with(name)).unwrap_or(("&", '&'));
        text.push(c);
        rest = &rest[name.len()..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}
