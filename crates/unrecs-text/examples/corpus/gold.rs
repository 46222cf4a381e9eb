//! Units of a document by its markup alone: what a reader of the text must find.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A paragraph, item, heading or footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub kind: Kind,
    /// 0 in the body of the document, else the number of the annex, counted from 1.
    pub annex: usize,
    /// How many lists it stands in.
    pub level: usize,
    /// The number as printed; empty where it has none.
    pub number: String,
    /// The words, with one space between them; footnotes and their marks are left out.
    pub words: String,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Preambular,
    Paragraph,
    Heading,
    Footnote,
}

/// Elements whose words are a unit.
const UNITS: [&str; 5] = ["p", "heading", "subheading", "crossHeading", "listIntroduction"];

/// The units of a file, in the order of their beginnings; none of the cells of tables.
pub fn units(file: &str) -> Vec<Unit> {
    let mut reader = Reader::from_str(file);
    reader.config_mut().expand_empty_elements = true;
    let mut gold = Gold::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => gold.open(&tag),
            Ok(Event::End(_)) => gold.close(),
            Ok(Event::Text(text)) => gold.text(&text),
            Ok(Event::GeneralRef(name)) => gold.text(&character(&name)),
            Ok(Event::Eof) | Err(_) => return gold.units,
            Ok(_) => {}
        }
    }
}

/// One space between words, and no marks of direction.
pub fn squeezed(text: &str) -> String {
    without_direction(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_direction(text: &str) -> String {
    let mark =
        |c: char| matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|&c| !mark(c)).collect()
}

#[derive(Default)]
struct Gold {
    open: Vec<String>,
    annexes: usize,
    /// The number that waits for its words.
    number: String,
    /// Units that are open: a footnote stands inside of a paragraph.
    current: Vec<(Unit, usize, String)>,
    marker: String,
    units: Vec<Unit>,
}

impl Gold {
    fn open(&mut self, tag: &BytesStart) {
        let name = tag.local_name().into_inner().to_owned();
        let attribute = |key: &str| tag.try_get_attribute(key).ok().flatten().map(|one| one.value.into_owned());
        match name.as_str() {
            "attachment" => self.annexes += 1,
            "num" => self.number_without_words(),
            "authorialNote" => self.marker = attribute("marker").unwrap_or_default(),
            _ => {}
        }
        let cross_heading = name == "crossHeading" && attribute("refersTo").as_deref() == Some("#preamble");
        self.open.push(name);
        if let Some(kind) = self.kind(cross_heading) {
            let level = self.level();
            let number = if kind == Kind::Footnote { &mut self.marker } else { &mut self.number };
            let number = squeezed(&std::mem::take(number));
            let unit = Unit { kind, annex: self.annexes, level, number, words: String::new() };
            self.current.push((unit, self.open.len(), String::new()));
        }
    }

    /// What the element that was opened last is, if its words are a unit.
    fn kind(&self, cross_heading: bool) -> Option<Kind> {
        let name = self.open.last()?.as_str();
        let inside = |outer: &str| self.open.iter().any(|name| name == outer);
        if !UNITS.contains(&name) || inside("meta") || inside("table") {
            return None;
        }
        match name {
            _ if inside("authorialNote") => Some(Kind::Footnote),
            "p" | "listIntroduction" if inside("preamble") => Some(Kind::Preambular),
            "crossHeading" if cross_heading => Some(Kind::Preambular),
            "heading" | "subheading" | "crossHeading" if inside("mainBody") => Some(Kind::Heading),
            "p" | "listIntroduction" if inside("mainBody") => Some(Kind::Paragraph),
            _ => None,
        }
    }

    fn close(&mut self) {
        if let Some((mut unit, _, raw)) = self.current.pop_if(|(_, depth, _)| *depth == self.open.len()) {
            let raw = without_direction(&raw);
            let mut raw = raw.trim();
            if unit.kind == Kind::Footnote {
                raw = ["()", "((", "))"]
                    .iter()
                    .find_map(|brackets| raw.strip_prefix(brackets))
                    .unwrap_or(raw)
                    .trim_start();
            }
            if unit.number.is_empty() && unit.kind != Kind::Footnote {
                unit.number = squeezed(typed_number(raw));
            }
            let typed = if raw.starts_with(&unit.number) { typed_number(raw).len() } else { 0 };
            unit.words = squeezed(&raw[typed..]);
            match unit.words.is_empty() {
                // A number without words belongs to the next paragraph that has none of its own.
                true if unit.kind == Kind::Paragraph => self.number = unit.number,
                true => {}
                false => self.units.push(unit),
            }
        }
        self.open.pop();
    }

    /// A number whose paragraph begins with another number is a unit without words.
    fn number_without_words(&mut self) {
        let number = squeezed(&std::mem::take(&mut self.number));
        if !number.is_empty() {
            let level = self.level();
            let unit = Unit { kind: Kind::Paragraph, annex: self.annexes, level, number, words: String::new() };
            self.units.push(unit);
        }
    }

    fn level(&self) -> usize {
        self.open.iter().filter(|name| matches!(name.as_str(), "list" | "sublist" | "blockList")).count()
    }

    fn text(&mut self, text: &str) {
        let inside = |outer: &str| self.open.iter().any(|name| name == outer);
        if self.open.last().is_some_and(|name| name == "num") {
            self.number.push_str(text);
        }
        // Raised figures and brackets are marks of footnotes.
        let figures = |c: char| c.is_ascii_digit() || matches!(c, '(' | ')');
        if inside("sup") && text.trim().chars().all(figures) && !text.trim().is_empty() {
            return;
        }
        if let Some((_, _, words)) = self.current.last_mut() {
            words.push_str(text);
        }
    }
}

/// A number that is typed into the words: a tab sets it apart from them.
fn typed_number(words: &str) -> &str {
    let Some((number, _)) = words.split_once('\t') else { return "" };
    let short = number.chars().count() <= 8 && number.chars().any(|c| c.is_numeric() || matches!(c, '(' | ')' | '.'));
    if short { number } else { "" }
}

fn character(name: &str) -> String {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let c = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.strip_prefix('#').and_then(|digits| match digits.strip_prefix('x') {
            Some(hex) => number(hex, 16),
            None => number(digits, 10),
        }),
    };
    c.map(String::from).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../src/extract/tests/sample.xml");

    #[test]
    fn units_have_numbers_levels_and_words() {
        let found = units(SAMPLE);
        let shown: Vec<_> = found.iter().map(|one| (one.level, one.number.as_str(), one.words.as_str())).collect();
        let expected = [
            (0, "", "The General Assembly ,"),
            (0, "1", "See Treaty Series, vol. 1."),
            (0, "", "Second paragraph."),
            (0, "", "Recalling resolution 70/1, as amended,"),
            (0, "", "Rules"),
            (0, "2", "Ibid."),
            (0, "1.", "Urges States to act within 10 km of the 1er reef;"),
            (0, "", "In particular:"),
            (1, "2.", "Decides:"),
            (1, "(a)", "To count;"),
            (2, "(i)", "Once;"),
            (1, "", "And to stop."),
            (0, "3.", "Words that the file puts apart from their number."),
            (0, "", "Annex"),
            (0, "", "a By hand."),
        ];
        assert_eq!(shown, expected);
        let kinds = |kind| found.iter().filter(|one| one.kind == kind).count();
        assert_eq!([Kind::Preambular, Kind::Paragraph, Kind::Heading, Kind::Footnote].map(kinds), [2, 8, 2, 3]);
        assert_eq!(found.iter().filter(|one| one.annex == 1).count(), 2);
    }

    #[test]
    fn a_number_may_be_typed_and_may_have_no_words() {
        let body =
            "<p>	1 -	Notes</p><num>2.</num><list><point><num>(a)</num><p>A</p></point></list><p>a long sentence	b</p>";
        let found = units(&format!("<akomaNtoso><mainBody>{body}</mainBody></akomaNtoso>"));
        let shown: Vec<_> = found.iter().map(|one| (one.number.as_str(), one.words.as_str())).collect();
        assert_eq!(shown, [("1 -", "Notes"), ("2.", ""), ("(a)", "A"), ("", "a long sentence b")]);
    }
}
