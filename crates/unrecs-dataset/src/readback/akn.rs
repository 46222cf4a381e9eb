//! The words of an Akoma Ntoso file as it is exported: those of each paragraph and point, and all of them in their order.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use unrecs_text::value::numeral::SUPERSCRIPT_DIGITS;

use super::{ReadError, TableFile, Wrong, shown};

/// Elements inside one another at most: items lie within items, and nobody numbers so deep.
const DEEPEST: usize = 500;

/// What an Akoma Ntoso file says, without its metadata and its tags. A footnote at its mark is the mark, where that
/// stands among the words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct AknWords {
    /// Paragraphs, points and others that are paragraphs in the tables, footnotes among them, in their order.
    pub(crate) units: Vec<AknUnit>,
    /// Sections and other divisions, in their order.
    pub(crate) sections: Vec<AknUnit>,
    /// The title of the document, where one is marked as such.
    pub(crate) title: Option<String>,
    /// Every word but those of footnotes.
    pub(crate) all: String,
    /// Every word of footnotes, without their marks.
    pub(crate) notes: String,
}

/// An element with a number.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct AknUnit {
    /// The name of the element, or of a container its own name.
    pub(crate) name: String,
    /// The line on which it begins.
    pub(crate) line: u64,
    /// Its identifier in the file.
    pub(crate) eid: Option<String>,
    /// Its key in the tables.
    pub(crate) guid: Option<String>,
    /// Its number, and for a section its heading behind it.
    pub(crate) head: String,
    /// Its own words, without those of what is inside it.
    pub(crate) text: String,
}

/// Reads the words of a file, which errors call by the given name.
///
/// # Errors
/// Where it is no XML, or has words where it is not published with any.
pub(crate) fn read(bytes: &[u8], name: &str) -> Result<AknWords, ReadError> {
    let file = TableFile::unread(name);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(file.whole(Wrong::differ("bytes that are not UTF-8", "XML in UTF-8")));
    };
    let mut reader = Reader::from_str(text);
    let mut state = State { words: AknWords::default(), open: Vec::new(), begun: false };
    let mut lines = Lines { text, at: 0, line: 1 };
    loop {
        let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event();
        let at = match &event {
            Err(_) => usize::try_from(reader.error_position()).unwrap_or(position),
            Ok(_) => position,
        };
        let line = lines.up_to(at);
        let taken = event.map_err(|error| Wrong::new(error.to_string())).and_then(|event| state.take(event, line));
        match taken {
            Ok(Go::On) => {}
            Ok(Go::End) => return Ok(state.words),
            Err(wrong) => return Err(file.at_line(line, wrong)),
        }
    }
}

/// Counts lines.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn up_to(&mut self, at: usize) -> u64 {
        let passed = self.text.as_bytes().get(self.at..at.max(self.at)).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        self.at += passed.len();
        self.line
    }
}

enum Go {
    On,
    End,
}

/// An element that is open.
struct Open {
    name: String,
    /// Where it stands among the units or the sections; none for other elements.
    listed: Option<Listed>,
    is_footnote: bool,
}

/// A place among the units or the sections.
#[derive(Clone, Copy)]
enum Listed {
    Unit(usize),
    Section(usize),
}

/// What containers are called that are paragraphs, and that are divisions.
const PARAGRAPHS: [&str; 3] = ["text", "recital", "footnote"];
const DIVISIONS: [&str; 6] = ["preface", "preamble", "body", "annex", "appendix", "table"];

/// Whether the mark of a footnote stands among the words: asterisks and superscript digits do, plain digits and letters do not.
fn is_among_words(marker: &str) -> bool {
    marker.starts_with('*') || marker.starts_with(SUPERSCRIPT_DIGITS)
}

struct State {
    words: AknWords,
    open: Vec<Open>,
    begun: bool,
}

impl State {
    fn take(&mut self, event: Event<'_>, line: u64) -> Result<Go, Wrong> {
        match event {
            Event::Start(start) => self.begin(&start, line)?,
            Event::Empty(start) => {
                self.begin(&start, line)?;
                self.open.pop();
            }
            // The library has seen to it that elements end in turn.
            Event::End(_) => drop(self.open.pop()),
            Event::Text(text) => self.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                let text = character.or_else(|| resolve_xml_entity(&reference).map(str::to_owned));
                let found = || Wrong::differ(format!("the reference {}", shown(&reference)), "one of a character");
                self.text(&text.ok_or_else(found)?)?;
            }
            Event::Decl(_) if !self.begun => {}
            Event::Eof if self.begun && self.open.is_empty() => return Ok(Go::End),
            Event::Eof => return Err(Wrong::differ("the end of the file", "the end of akomaNtoso")),
            _ => return Err(Wrong::differ("XML other than elements and text", "an element")),
        }
        Ok(Go::On)
    }

    fn begin(&mut self, start: &BytesStart<'_>, line: u64) -> Result<(), Wrong> {
        let name = start.name().into_inner().to_owned();
        if self.open.is_empty() && (self.begun || name != "akomaNtoso") {
            return Err(Wrong::differ(format!("the element {}", shown(&name)), "akomaNtoso alone"));
        }
        if self.open.len() >= DEEPEST {
            return Err(Wrong::new(format!("more than {DEEPEST} elements lie inside one another")));
        }
        self.begun = true;
        let (mut unit, mut marker, mut is_footnote) =
            (AknUnit { name: name.clone(), line, ..AknUnit::default() }, None, false);
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| Wrong::new(error.to_string()))?;
            let value = quick_xml::escape::unescape(&attribute.value).map_err(|error| Wrong::new(error.to_string()))?;
            match attribute.key.into_inner() {
                "eId" => unit.eid = Some(value.into_owned()),
                "GUID" => unit.guid = Some(value.into_owned()),
                "marker" => marker = Some(value.into_owned()),
                "class" => is_footnote = &*value == "footnote",
                "name" if name == "hcontainer" => unit.name = value.into_owned(),
                _ => {}
            }
        }
        if let Some(marker) = marker.as_deref().filter(|marker| is_among_words(marker)) {
            self.words_at(marker)?;
        }
        let AknWords { units, sections, .. } = &mut self.words;
        let listed = match (name.as_str(), unit.name.as_str()) {
            ("paragraph" | "point" | "authorialNote", _) => Some(Listed::Unit(units.len())),
            ("section" | "part", _) => Some(Listed::Section(sections.len())),
            ("hcontainer", name) if PARAGRAPHS.contains(&name) => Some(Listed::Unit(units.len())),
            ("hcontainer", name) if DIVISIONS.contains(&name) => Some(Listed::Section(sections.len())),
            _ => None,
        };
        match listed {
            Some(Listed::Unit(_)) => units.push(unit),
            Some(Listed::Section(_)) => sections.push(unit),
            None => {}
        }
        self.open.push(Open { name, listed, is_footnote });
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Wrong> {
        let is_open = |name: &str| self.open.iter().any(|open| open.name == name);
        if is_open("authorialNote") || self.open.iter().any(|open| open.is_footnote) {
            self.words.notes.push_str(text);
            self.own_words(text);
            return Ok(());
        }
        if self.is_footnote() && is_open("num") {
            // The mark of a footnote that stands where it is printed.
            self.own_words(text);
            return Ok(());
        }
        let of_words = ["p", "num", "heading"].into_iter().any(is_open) && !is_open("meta");
        match of_words {
            true => self.words_at(text),
            false if text.trim_ascii().is_empty() => Ok(()),
            false => Err(Wrong::differ(shown(text.trim()), "words in paragraphs, numbers and headings alone")),
        }
    }

    /// Adds words where they belong.
    fn words_at(&mut self, text: &str) -> Result<(), Wrong> {
        self.words.all.push_str(text);
        if self.open.iter().any(|open| open.name == "docTitle") {
            self.words.title.get_or_insert_default().push_str(text);
        }
        self.own_words(text);
        Ok(())
    }

    /// Whether what is open last among the units is a footnote.
    fn is_footnote(&self) -> bool {
        let last = self.open.iter().rev().find_map(|open| open.listed);
        matches!(last, Some(Listed::Unit(at)) if self.words.units[at].name == "footnote")
    }

    /// Adds words to the number, the heading or the text of what is open last among units and sections.
    fn own_words(&mut self, text: &str) {
        let listed = |(at, open): (usize, &Open)| Some((at, open.listed?));
        let Some((at, listed)) = self.open.iter().enumerate().rev().find_map(listed) else { return };
        let unit = match listed {
            Listed::Unit(index) => &mut self.words.units[index],
            Listed::Section(index) => &mut self.words.sections[index],
        };
        let mut inside = self.open[at + 1..].iter().map(|open| open.name.as_str()).filter(|name| *name != "list");
        match inside.next() {
            Some("num" | "heading") => unit.head.push_str(text),
            Some("content" | "intro" | "p") => unit.text.push_str(text),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(xml: &str) -> String {
        read(xml.as_bytes(), "f").unwrap_err().to_string()
    }

    #[test]
    fn words_stand_with_their_numbers() {
        let xml = "<akomaNtoso><doc><meta><a b=\"c\"/></meta><mainBody>\n<section eId=\"s\"><num>一.</num><heading>甲</heading>\
                   <intro><p>乙</p></intro><paragraph eId=\"e\" GUID=\"g\"><num>1.</num><list><intro><p>丙<ref>丁</ref>\
                   <authorialNote marker=\"*\"><p>注</p></authorialNote><authorialNote marker=\"1\"><p>脚</p></authorialNote></p></intro><point><num>(a)</num><content><p>戊&amp;</p>\
                   </content></point></list></paragraph></section></mainBody></doc></akomaNtoso>";
        let words = read(xml.as_bytes(), "f").unwrap();
        assert_eq!((words.all.as_str(), words.notes.as_str()), ("一.甲乙1.丙丁*(a)戊&", "注脚"));
        let units: Vec<_> =
            words.units.iter().map(|unit| (unit.head.as_str(), unit.text.as_str(), unit.line)).collect();
        assert_eq!(units, [("1.", "丙丁*", 2), ("", "注", 2), ("", "脚", 2), ("(a)", "戊&", 2)]);
        assert_eq!((words.units[0].eid.as_deref(), words.units[0].guid.as_deref()), (Some("e"), Some("g")));
        assert_eq!((words.sections[0].head.as_str(), words.sections[0].text.as_str()), ("一.甲", "乙"));
    }

    #[test]
    fn every_error_says_where_and_what() {
        assert_eq!(error(""), "f:1: found the end of the file; expected the end of akomaNtoso");
        assert_eq!(error("<a/>"), "f:1: found the element \"a\"; expected akomaNtoso alone");
        assert_eq!(error("<akomaNtoso/><a/>"), "f:1: found the element \"a\"; expected akomaNtoso alone");
        assert_eq!(error("<akomaNtoso>\n"), "f:2: found the end of the file; expected the end of akomaNtoso");
        assert_eq!(
            error("<akomaNtoso>\n<meta><p>a</p></meta>"),
            "f:2: found \"a\"; expected words in paragraphs, numbers and headings alone"
        );
        assert_eq!(error("<!DOCTYPE a>"), "f:1: found XML other than elements and text; expected an element");
        assert_eq!(
            error("<akomaNtoso>\n<!-- a -->"),
            "f:2: found XML other than elements and text; expected an element"
        );
        assert_eq!(error("<akomaNtoso><p>&a;"), "f:1: found the reference \"a\"; expected one of a character");
        assert!(error("<akomaNtoso>\n</b>").starts_with("f:2: ill-formed document: "));
        let deep = format!("<akomaNtoso>{}", "<a>".repeat(100_000));
        assert_eq!(error(&deep), "f:1: more than 500 elements lie inside one another");
    }
}
