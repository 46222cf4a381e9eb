//! HTML in the making: words of others go through one function, which leaves no markup in them.

use std::fmt::{self, Display, Write as _};

use crate::export::percent_encoded;

/// A page or a piece of one.
#[derive(Debug, Default)]
pub(crate) struct Html(String);

/// An attribute with its value.
pub(crate) type Attribute<'a> = (&'static str, &'a str);

impl Html {
    /// Markup that this program says.
    pub(crate) fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Words, in which nothing is markup.
    pub(crate) fn words(&mut self, words: &str) -> &mut Self {
        escape(words, &mut self.0);
        self
    }

    /// A number or a day.
    pub(crate) fn value(&mut self, value: impl Display) -> &mut Self {
        write!(Escaped(&mut self.0), "{value}").expect("a String takes every write");
        self
    }

    /// The start of an element.
    pub(crate) fn open(&mut self, element: &'static str, attributes: &[Attribute<'_>]) -> &mut Self {
        self.0.push('<');
        self.0.push_str(element);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            // Keys of words stand at most elements: without marks, of which they need none, pages are smaller.
            let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
            if name.starts_with("data-") && !value.is_empty() && value.chars().all(bare) {
                self.0.push('=');
                self.0.push_str(value);
            } else if !value.is_empty() {
                self.0.push_str("=\"");
                escape(value, &mut self.0);
                self.0.push('"');
            }
        }
        self.0.push('>');
        self
    }

    /// The end of an element.
    pub(crate) fn close(&mut self, element: &'static str) -> &mut Self {
        self.0.push_str("</");
        self.0.push_str(element);
        self.0.push('>');
        self
    }

    /// An element with words in it.
    pub(crate) fn element(&mut self, element: &'static str, attributes: &[Attribute<'_>], words: &str) -> &mut Self {
        self.open(element, attributes).words(words).close(element)
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// Takes words piece by piece.
struct Escaped<'a>(&'a mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        escape(words, self.0);
        Ok(())
    }
}

/// Writes words so that they are words in an element and in an attribute in double quotation marks. A character that HTML cannot hold, or that turns the
/// words behind it round, is shown by its number; what else steers the direction ends where its paragraph ends.
fn escape(words: &str, out: &mut String) {
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(character),
            '\r' => out.push('\n'),
            '\u{202D}' | '\u{202E}' | '\u{FFFE}' | '\u{FFFF}' => out.extend(character.escape_unicode()),
            _ if character.is_control() || (character as u32) & 0xFFFE == 0xFFFE => {
                out.extend(character.escape_unicode())
            }
            _ => out.push(character),
        }
    }
}

/// A part of an address: of a character that may not stand in one (RFC 3986, section 2.1), the bytes.
pub(crate) fn address(text: &str) -> String {
    percent_encoded(text, |c| c.is_ascii_alphanumeric() || "-._~/".contains(c))
}

/// Which way a language runs, by the script it is mostly written in: the value of `dir`.
pub(crate) fn direction(language: &str) -> &'static str {
    let primary = language.split('-').next().unwrap_or_default();
    match primary {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str) -> String {
        String::from_utf8({
            let mut html = Html::default();
            html.element("p", &[("title", words)], words);
            html.into_bytes()
        })
        .unwrap()
    }

    #[test]
    fn words_are_never_markup() {
        let escaped = "&lt;/p&gt;&quot; onload='x' &amp;amp;";
        assert_eq!(shown("</p>\" onload='x' &amp;"), format!("<p title=\"{escaped}\">{escaped}</p>"));
    }

    #[test]
    fn what_html_cannot_hold_or_what_turns_words_round_is_shown_by_its_number() {
        assert_eq!(shown("a\u{0}b"), "<p title=\"a\\u{0}b\">a\\u{0}b</p>");
        assert_eq!(shown("\u{202e}x\u{1fffe}"), "<p title=\"\\u{202e}x\\u{1fffe}\">\\u{202e}x\\u{1fffe}</p>");
        assert_eq!(shown("\u{200f}\u{2067}"), "<p title=\"\u{200f}\u{2067}\">\u{200f}\u{2067}</p>");
    }

    #[test]
    fn addresses_hold_nothing_that_ends_them() {
        assert_eq!(address("a/b c\"#?'<决>"), "a/b%20c%22%23%3F%27%3C%E5%86%B3%3E");
    }

    #[test]
    fn languages_run_their_way() {
        assert_eq!(
            ["ar", "ar-EG", "he", "zh", "en", "und", ""].map(direction),
            ["rtl", "rtl", "rtl", "ltr", "ltr", "ltr", "ltr"]
        );
    }
}
