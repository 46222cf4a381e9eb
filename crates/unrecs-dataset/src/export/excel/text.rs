//! What fits in a cell of text, and how a text that does not is taken apart.

/// Behind the beginning of a text that goes on elsewhere.
const CONTINUED: &str = " … [whole text: sheet long_texts]";

/// How much of a text one cell holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// All of it.
    Whole,
    /// The bytes before this one.
    After(usize),
}

impl Cut {
    /// Of a text, in a cell that holds this many UTF-16 code units.
    ///
    /// A text is also cut where it cannot be written so that it is read back the same: control characters are written as `_x000B_`, and
    /// `_x005F` directly in front of one would make another escape with its first underscore.
    pub(super) fn of(text: &str, units: usize) -> Self {
        let escaped = |c: char| (c < ' ' && c != '\t' && c != '\n') || c == '\u{FFFE}' || c == '\u{FFFF}';
        // Hardly any text is long or has such a character, and both are seen without decoding it.
        let may_be_escaped = text.bytes().any(|byte| byte < b' ' || byte == 0xEF);
        if text.len() <= units && !may_be_escaped {
            return Cut::Whole;
        }
        let mut before = 0;
        for (at, c) in text.char_indices() {
            before += c.len_utf16();
            if before > units || (escaped(c) && ends_as_escape(&text[..at])) {
                return Cut::After(at);
            }
        }
        Cut::Whole
    }
}

/// Whether a text ends as an escape does before its last underscore.
fn ends_as_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    let end = bytes.len().checked_sub("_x0000".len()).map(|start| &bytes[start..]);
    end.is_some_and(|end| end.starts_with(b"_x") && end[2..].iter().all(u8::is_ascii_hexdigit))
}

/// The parts of a text that each fit in a cell; joined, they are the text.
pub(super) fn parts(mut text: &str, units: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    while let Cut::After(at) = Cut::of(text, units) {
        let (part, rest) = text.split_at(at);
        parts.push(part);
        text = rest;
    }
    parts.push(text);
    parts
}

/// What a cell has of a text that it does not hold: its beginning, and where the whole is.
pub(super) fn to_be_continued(beginning: &str, units: usize) -> String {
    let room = units.saturating_sub(CONTINUED.encode_utf16().count());
    let beginning = match Cut::of(beginning, room) {
        Cut::Whole => beginning,
        Cut::After(at) => &beginning[..at],
    };
    format!("{beginning}{CONTINUED}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_so_many_utf_16_units() {
        assert_eq!(Cut::of("庇护庇护", 4), Cut::Whole);
        assert_eq!(Cut::of("庇护庇护", 3), Cut::After(9));
        // A character outside the BMP is two units and is never halved.
        assert_eq!(Cut::of("a😀b", 4), Cut::Whole);
        assert_eq!(Cut::of("a😀b", 2), Cut::After(1));
    }

    #[test]
    fn a_text_is_cut_where_its_escape_would_read_as_another() {
        assert_eq!(Cut::of("_x005F\u{B}", 100), Cut::After(6));
        for text in ["_x005\u{B}", "_x005F_\u{B}", "_x005F\t", "_x00G0\u{B}", "\u{B}_x005F"] {
            assert_eq!(Cut::of(text, 100), Cut::Whole, "{text:?}");
        }
    }

    #[test]
    fn parts_make_the_text_again() {
        let text = "一二三😀四五_x005F\r六";
        let parts = parts(text, 4);
        assert_eq!(parts, ["一二三", "😀四五", "_x00", "5F\r六"]);
        assert_eq!(parts.concat(), text);
    }

    #[test]
    fn a_cell_says_where_a_text_goes_on() {
        let cell = to_be_continued(&"字".repeat(50), 50);
        assert_eq!(cell.encode_utf16().count(), 50);
        assert!(cell.starts_with("字字") && cell.ends_with("long_texts]"), "{cell}");
    }
}
