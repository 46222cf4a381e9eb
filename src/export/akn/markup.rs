//! Elements and text as bytes: attributes in the order given, no white space that nobody asked for.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::export::xml;

/// Attributes of an element, in the order in which they are written; those without a value are left out.
pub(super) type Attributes<'a> = [(&'a str, Option<&'a str>)];

/// A document in the making.
pub(super) struct Markup {
    writer: Writer<Vec<u8>>,
    /// The elements that are open, the root first.
    open: Vec<&'static str>,
    /// The first character that cannot stand in XML.
    outside: Option<char>,
}

impl Markup {
    /// The declaration alone.
    pub(super) fn new() -> Self {
        let mut markup = Self { writer: Writer::new(Vec::new()), open: Vec::new(), outside: None };
        markup.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
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
        let start = self.start(name, attributes);
        self.event(Event::Start(start));
        self.open.push(name);
    }

    /// An element without content, in the line.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        let start = self.start(name, attributes);
        self.event(Event::Empty(start));
    }

    /// Ends the element that was begun last.
    pub(super) fn close(&mut self) {
        let name = self.open.pop();
        self.end(name);
    }

    /// Words, with what is markup in them escaped.
    pub(super) fn text(&mut self, text: &str) {
        self.check(text);
        self.event(Event::Text(BytesText::new(text)));
    }

    /// The whole file.
    ///
    /// # Errors
    /// A text or a value holds a character that XML 1.0 cannot hold, even escaped.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        self.event(Event::Text(BytesText::from_escaped("\n")));
        match self.outside {
            None => Ok(self.writer.into_inner()),
            Some(character) => Err(xml::refusal(character)),
        }
    }

    fn line(&mut self) {
        let indent = format!("\n{:1$}", "", self.open.len());
        self.event(Event::Text(BytesText::from_escaped(indent)));
    }

    fn start<'a>(&mut self, name: &'static str, attributes: &Attributes<'a>) -> BytesStart<'a> {
        let given = attributes.iter().filter_map(|&(name, value)| Some((name, value?)));
        given.clone().for_each(|(_, value)| self.check(value));
        BytesStart::new(name).with_attributes(given)
    }

    fn end(&mut self, name: Option<&'static str>) {
        self.event(Event::End(BytesEnd::new(name.expect("every end has a beginning before it"))));
    }

    fn check(&mut self, text: &str) {
        self.outside = self.outside.or_else(|| xml::outside(text));
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("memory takes every write");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_markup_in_a_text_or_a_value_is_escaped() {
        let mut markup = Markup::new();
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
            let mut markup = Markup::new();
            markup.open("a", &[]);
            write(&mut markup);
            markup.close();
            let error = markup.finish().unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData);
            assert_eq!(error.to_string(), "the character U+000C cannot stand in XML 1.0");
        }
    }
}
