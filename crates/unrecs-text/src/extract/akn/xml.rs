//! Reads XML piece by piece, each piece with its bytes, and refuses what no document needs: entities, a document type, endless nesting.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesStart, Event};

use crate::extract::error::{XmlError, XmlProblem};
use crate::finding::Position;

/// How deep elements may be nested. The documents of the United Nations need 14.
pub(super) const DEEPEST: usize = 256;

/// How many attributes an element may have: each is compared with those before it.
pub(super) const MOST_ATTRIBUTES: usize = 256;

/// A piece of XML.
#[derive(Debug)]
pub(super) enum Piece<'t> {
    /// A start tag.
    Open(Tag<'t>),
    /// An end tag, or the end of an empty element, with the offset at which it begins.
    Close(usize),
    /// Characters as they stand in the file.
    Text(&'t str, Range<usize>),
    /// A character that the file has as a reference.
    Reference(char, Range<usize>),
    /// The end of the file, with every element closed.
    End,
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    /// The name without its prefix.
    pub name: &'t str,
    /// The bytes from `<` to `>`.
    pub source: Range<usize>,
    attributes: Vec<Attribute<'t>>,
}

/// An attribute.
#[derive(Debug)]
pub(super) struct Attribute<'t> {
    key: &'t str,
    /// The value with its references resolved.
    pub value: Cow<'t, str>,
    /// The bytes of the value.
    pub source: Range<usize>,
}

impl<'t> Tag<'t> {
    /// The attribute of a name.
    pub fn attribute(&self, key: &str) -> Option<&Attribute<'t>> {
        self.attributes.iter().find(|attribute| attribute.key == key)
    }

    /// The value of an attribute; empty where the element has none of that name.
    pub fn value(&self, key: &str) -> &str {
        self.attribute(key).map_or("", |attribute| &attribute.value)
    }
}

/// The pieces of a file.
pub(super) struct Xml<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// Where the reader begins: behind a byte order mark.
    start: usize,
    /// Names of the open elements, with the bytes of their start tags.
    open: Vec<(&'t str, usize)>,
    /// Whether the root element was closed.
    closed: bool,
}

impl<'t> Xml<'t> {
    pub fn new(text: &'t str) -> Self {
        let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut reader = Reader::from_str(&text[start..]);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().check_comments = true;
        Self { text, reader, start, open: Vec::new(), closed: false }
    }

    /// The next piece.
    ///
    /// # Errors
    /// Where the XML is not well-formed, or has what is not read.
    pub fn next(&mut self) -> Result<Piece<'t>, XmlError> {
        loop {
            let start = self.at();
            let event = self.reader.read_event().map_err(|error| self.ill_formed(&error))?;
            let source = start..self.at();
            match event {
                Event::Start(tag) => return self.open(&tag, source).map(Piece::Open),
                Event::End(_) => {
                    self.open.pop();
                    self.closed = self.open.is_empty();
                    return Ok(Piece::Close(source.start));
                }
                Event::Text(_) => {
                    if let Some(piece) = self.characters(source)? {
                        return Ok(piece);
                    }
                }
                Event::CData(_) => {
                    let inside = source.start + "<![CDATA[".len()..source.end - "]]>".len();
                    if let Some(piece) = self.characters(inside)? {
                        return Ok(piece);
                    }
                }
                Event::GeneralRef(name) => {
                    let c = self.character(&name, source.start)?;
                    if self.open.is_empty() {
                        return Err(self.ill(source.start, "characters outside of the root element".to_owned()));
                    }
                    return Ok(Piece::Reference(c, source));
                }
                Event::Decl(declaration) => {
                    let encoding = declaration.encoding().and_then(Result::ok);
                    let other = encoding.filter(|one| !one.eq_ignore_ascii_case("utf-8"));
                    if let Some(other) = other {
                        return Err(self.error(source.start, XmlProblem::Encoding(other.into_owned())));
                    }
                }
                Event::DocType(_) => return Err(self.error(source.start, XmlProblem::Dtd)),
                Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
                Event::Eof => return self.end(),
            }
        }
    }

    fn at(&self) -> usize {
        // A slice of memory has at most `usize::MAX` bytes.
        usize::try_from(self.reader.buffer_position()).map_or(self.text.len(), |at| self.start + at)
    }

    fn open(&mut self, tag: &BytesStart<'t>, source: Range<usize>) -> Result<Tag<'t>, XmlError> {
        let raw = &self.text[source.clone()];
        let full = &raw[1..1 + tag.name().into_inner().len()];
        if !full.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == ':') {
            return Err(self.ill(source.start, format!("`{full}` is no name of an element")));
        }
        if self.closed {
            return Err(self.ill(source.start, "a second root element".to_owned()));
        }
        if self.open.len() == DEEPEST {
            return Err(self.error(source.start, XmlProblem::TooDeep(DEEPEST)));
        }
        let name = full.rsplit(':').next().unwrap_or(full);
        if self.open.is_empty() && name != "akomaNtoso" {
            return Err(self.error(source.start, XmlProblem::Root(full.to_owned())));
        }
        let attributes = self.attributes(&source, full.len())?;
        self.open.push((full, source.start));
        Ok(Tag { name, source, attributes })
    }

    fn attributes(&self, tag: &Range<usize>, name: usize) -> Result<Vec<Attribute<'t>>, XmlError> {
        let raw = &self.text[tag.start + 1..tag.end];
        let raw = raw.strip_suffix("/>").or_else(|| raw.strip_suffix('>')).unwrap_or(raw);
        let raw_tag = BytesStart::from_content(raw, name);
        let mut found: Vec<Attribute<'t>> = Vec::new();
        for attribute in raw_tag.attributes() {
            let attribute = attribute.map_err(|error| self.ill_attribute(&error, tag.start + 1))?;
            if found.len() == MOST_ATTRIBUTES {
                return Err(self.error(tag.start, XmlProblem::TooManyAttributes(MOST_ATTRIBUTES)));
            }
            let (key, value) = (self.within(attribute.key.into_inner()), self.within(&attribute.value));
            if let Some(at) = self.text[value.clone()].find('<') {
                return Err(self.ill(value.start + at, "`<` inside of an attribute".to_owned()));
            }
            found.push(Attribute { key: &self.text[key], value: self.resolved(value.clone())?, source: value });
        }
        Ok(found)
    }

    /// Where a part of the text stands in it.
    fn within(&self, part: &str) -> Range<usize> {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start..start + part.len()
    }

    /// The value of an attribute with its references resolved.
    fn resolved(&self, source: Range<usize>) -> Result<Cow<'t, str>, XmlError> {
        let raw = &self.text[source.clone()];
        if !raw.contains('&') {
            return Ok(Cow::Borrowed(raw));
        }
        let (mut value, mut at) = (String::with_capacity(raw.len()), 0);
        while let Some(amp) = memchr::memchr(b'&', &raw.as_bytes()[at..]).map(|found| at + found) {
            value.push_str(&raw[at..amp]);
            let end = memchr::memchr(b';', &raw.as_bytes()[amp..]).map(|found| amp + found);
            let end = end.ok_or_else(|| self.ill(source.start + amp, "`&` without `;`".to_owned()))?;
            value.push(self.character(&raw[amp + 1..end], source.start + amp)?);
            at = end + 1;
        }
        value.push_str(&raw[at..]);
        Ok(Cow::Owned(value))
    }

    /// The character that a reference stands for.
    fn character(&self, name: &str, at: usize) -> Result<char, XmlError> {
        let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let c = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match name.strip_prefix('#') {
                // `+1` is a number to Rust and none to XML.
                Some(digits) if digits.contains('+') => None,
                Some(digits) => digits.strip_prefix('x').map_or_else(|| number(digits, 10), |hex| number(hex, 16)),
                None => return Err(self.error(at, XmlProblem::Entity(name.to_owned()))),
            },
        };
        let allowed = c.filter(|&c| is_character(c));
        allowed.ok_or_else(|| self.ill(at, format!("`&{name};` stands for no character of XML")))
    }

    /// Characters of content; none where there is only white space around the root.
    fn characters(&self, source: Range<usize>) -> Result<Option<Piece<'t>>, XmlError> {
        let raw = &self.text[source.clone()];
        if let Some(at) = raw.find(|c| !is_character(c)) {
            return Err(self.ill(source.start + at, "a character that XML does not allow".to_owned()));
        }
        if !self.open.is_empty() {
            return Ok(Some(Piece::Text(raw, source)));
        }
        match raw.find(|c: char| !c.is_whitespace()) {
            Some(at) => Err(self.ill(source.start + at, "characters outside of the root element".to_owned())),
            None => Ok(None),
        }
    }

    fn end(&self) -> Result<Piece<'t>, XmlError> {
        match self.open.last() {
            Some((name, start)) => Err(self.ill(*start, format!("`<{name}>` is not closed"))),
            None if !self.closed => Err(self.ill(self.text.len(), "there is no element".to_owned())),
            None => Ok(Piece::End),
        }
    }

    fn ill_formed(&self, error: &Error) -> XmlError {
        let at = usize::try_from(self.reader.error_position()).map_or(self.text.len(), |at| self.start + at);
        let what = match error {
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                format!("`</{found}>` closes `<{expected}>`")
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => format!("`</{found}>` closes nothing"),
            Error::IllFormed(IllFormedError::UnclosedReference) => "`&` without `;`".to_owned(),
            other => other.to_string(),
        };
        self.ill(at, what)
    }

    /// A broken attribute of a tag whose name begins at an offset.
    fn ill_attribute(&self, error: &AttrError, name: usize) -> XmlError {
        let (at, what) = match error {
            AttrError::Duplicated(at, _) => {
                let rest = self.text.get(name + at..).unwrap_or_default();
                let key = rest.split(|c: char| c == '=' || c.is_whitespace()).next().unwrap_or_default();
                (*at, format!("the attribute `{key}` stands twice"))
            }
            AttrError::ExpectedEq(at) => (*at, "an attribute without `=`".to_owned()),
            AttrError::ExpectedValue(at) | AttrError::UnquotedValue(at) => {
                (*at, "an attribute without a value in quotation marks".to_owned())
            }
            AttrError::ExpectedQuote(at, _) => (*at, "the value of an attribute has no end".to_owned()),
        };
        self.ill(name + at, what)
    }

    fn ill(&self, at: usize, what: String) -> XmlError {
        self.error(at, XmlProblem::IllFormed(what))
    }

    fn error(&self, at: usize, problem: XmlProblem) -> XmlError {
        XmlError { at: Position::behind(&self.text.as_bytes()[..at.min(self.text.len())]), problem }
    }
}

/// Whether XML 1.0 allows a character.
fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
