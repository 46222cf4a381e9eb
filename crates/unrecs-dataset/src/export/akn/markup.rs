//! Elements and text as bytes: attributes in the order given, no white space that nobody asked for.

use std::borrow::Cow;
use std::io;

use quick_xml::escape::{escape, partial_escape};

use crate::export::xml::{is_plain, outside, refusal};

/// Attributes of an element, in the order in which they are written; those without a value are left out.
pub(super) type Attributes<'a> = [(&'a str, Option<&'a str>)];

/// A document in the making.
pub(super) struct Markup {
    bytes: Vec<u8>,
    /// The elements that are open, the root first.
    open: Vec<&'static str>,
    /// The first character that cannot stand in XML.
    outside: Option<char>,
}

impl Markup {
    /// The declaration alone, with room for a file of about so many bytes.
    pub(super) fn with_room_for(bytes: usize) -> Self {
        let mut markup = Self { bytes: Vec::with_capacity(bytes), open: Vec::new(), outside: None };
        markup.push("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        markup
    }

    /// Begins an element on a line of its own, indented by its depth.
    pub(super) fn block(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.line();
        self.open(name, attributes);
    }

    /// An element without content, on a line of its own.
    pub(super) fn empty_block(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.line();
        self.empty(name, attributes);
    }

    /// Ends the element that was begun last, on a line of its own.
    pub(super) fn end_block(&mut self) {
        let name = self.open.pop();
        self.line();
        self.end(name);
    }

    /// Begins an element in the line.
    pub(super) fn open(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.push(">");
        self.open.push(name);
    }

    /// An element without content, in the line.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.push("/>");
    }

    /// Ends the element that was begun last.
    pub(super) fn close(&mut self) {
        let name = self.open.pop();
        self.end(name);
    }

    /// Words, with what is markup in them escaped.
    pub(super) fn text(&mut self, text: &str) {
        if is_plain(text.as_bytes()) {
            return self.push(text);
        }
        self.outside = self.outside.or_else(|| outside(text));
        self.push(&partial_escape(text));
    }

    /// The whole file.
    ///
    /// # Errors
    /// A text or a value holds a character that XML 1.0 cannot hold, even escaped.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        self.push("\n");
        match self.outside {
            None => Ok(self.bytes),
            Some(character) => Err(refusal(character)),
        }
    }

    fn line(&mut self) {
        self.push("\n");
        self.bytes.resize(self.bytes.len() + self.open.len(), b' ');
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.push("<");
        self.push(name);
        for (name, value) in attributes.iter().filter_map(|&(name, value)| Some((name, value?))) {
            self.push(" ");
            self.push(name);
            self.push("=\"");
            self.outside = self.outside.or_else(|| outside(value));
            self.push(&escaped_value(value));
            self.push("\"");
        }
    }

    fn end(&mut self, name: Option<&'static str>) {
        self.push("</");
        self.push(name.expect("every end has a beginning before it"));
        self.push(">");
    }

    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// A value with what would end it, and what a reader would turn into a space, escaped (XML 1.0, section 3.3.3).
fn escaped_value(value: &str) -> Cow<'_, str> {
    let escaped = escape(value);
    if escaped.contains(['\t', '\n']) {
        return escaped.replace('\t', "&#9;").replace('\n', "&#10;").into();
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_markup_in_a_text_or_a_value_is_escaped() {
        let mut markup = Markup::with_room_for(0);
        markup.block("a", &[("b", Some("<\"'&\t\n\r>")), ("c", None)]);
        markup.text("]]>&<\r\t.");
        markup.empty("d", &[]);
        markup.close();
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                        <a b=\"&lt;&quot;&apos;&amp;&#9;&#10;&#13;&gt;\">]]&gt;&amp;&lt;&#13;\t.<d/></a>\n";
        assert_eq!(String::from_utf8(markup.finish().unwrap()).unwrap(), expected);
    }

    #[test]
    fn a_character_outside_of_xml_is_an_error() {
        let text = |markup: &mut Markup| markup.text("a\u{C}");
        let value = |markup: &mut Markup| markup.empty("b", &[("c", Some("\u{C}"))]);
        for write in [text as fn(&mut Markup), value] {
            let mut markup = Markup::with_room_for(0);
            markup.open("a", &[]);
            write(&mut markup);
            markup.close();
            let error = markup.finish().unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData);
            assert_eq!(error.to_string(), "the character U+000C cannot stand in XML 1.0");
        }
    }
}
