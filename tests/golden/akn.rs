//! Laws of the Akoma Ntoso file of every document: its schema, what the schema does not see, and that no word is lost.

use std::collections::HashSet;
use std::sync::LazyLock;

use fastxml::schema::{Schema, Validator};
use unicode_normalization::UnicodeNormalization;
use unrecs_dataset::dataset::{Agent, Dataset, License};
use unrecs_dataset::export::{FORMATS, Files};
use unrecs_text::normalize::{Normalized, Paragraph};
use unrecs_text::parse::{ParagraphKind, SegmentKind};
use unrecs_text::resolve::{Reference, Resolved, Status};
use unrecs_text::value::{Numeral, NumeralStyle};

use super::tree::{Element, Node};

/// The schema as OASIS published it.
static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/akn/akomantoso30.xsd");
    Schema::from_xsd(std::fs::read(path).unwrap()).unwrap()
});

/// What the exporter makes of a document; none where the document holds a character that XML cannot hold.
pub fn file(document: &Resolved<'_>) -> Option<String> {
    let dataset = Dataset {
        id: "sample".to_owned(),
        title: [("en".to_owned(), "A sample".to_owned())].into(),
        description: [("en".to_owned(), "For tests".to_owned())].into(),
        publisher: Agent { name: "A publisher".to_owned(), url: Some("https://example.org/a|b".to_owned()) },
        license: License { name: "CC0-1.0".to_owned(), url: "https://example.org/license".to_owned() },
        keywords: Vec::new(),
        homepage: None,
        contact: None,
        base_url: None,
        themes: Vec::new(),
        frequency: None,
        doi: None,
    };
    let format = FORMATS.iter().find(|format| format.name == "akn").unwrap();
    let Files::PerDocument { encoder, .. } = format.files else { panic!("{format:?}") };
    match encoder(&dataset, document) {
        Ok(bytes) => Some(String::from_utf8(bytes).unwrap()),
        Err(error) => {
            let forbidden = |c: char| c < ' ' && !"\t\n\r".contains(c) || "\u{FFFE}\u{FFFF}".contains(c);
            assert!(document.normalized().source().text().contains(forbidden), "{error}");
            None
        }
    }
}

/// All of them.
pub fn hold(document: &Resolved<'_>) {
    let Some(xml) = file(document) else { return };
    is_valid(&xml);
    let root = Element::parse(&xml);
    identifiers_are_given_once_and_lead_somewhere(&root);
    iris_are_well_formed(&root);
    nothing_is_empty(&root);
    identifiers_follow_the_numbers(&root);
    divisions_say_what_the_tables_say(&root, document.normalized());
    paragraphs_say_what_the_tables_say(&root, document.normalized());
    without_tags_it_is_the_source(&root, document.normalized());
    references_are_links(&root, document);
}

/// Valid against the schema of OASIS.
pub fn is_valid(xml: &str) {
    let errors = schema_errors(xml);
    assert!(errors.is_empty(), "{errors:#?}");
}

/// What the schema of OASIS finds wrong.
pub fn schema_errors(xml: &str) -> Vec<String> {
    let report = Validator::from_reader(xml.as_bytes()).schema(SCHEMA.clone()).run();
    let report = report.unwrap_or_else(|error| panic!("{error}"));
    report.errors().iter().map(|error| error.to_string()).collect()
}

fn identifiers_are_given_once_and_lead_somewhere(root: &Element) {
    for name in ["eId", "GUID"] {
        let mut seen = HashSet::new();
        root.all().filter_map(|element| element.get(name)).for_each(|id| assert!(seen.insert(id), "{name} {id} twice"));
    }
    let eids: HashSet<_> = root.all().filter_map(|element| element.get("eId")).collect();
    for (name, value) in root.all().flat_map(|element| &element.attributes) {
        if let Some(target) = value.strip_prefix('#') {
            assert!(eids.contains(target), "{name}={value} leads nowhere");
        }
    }
}

fn iris_are_well_formed(root: &Element) {
    for element in root.all() {
        let values = ["href", "from", "upTo"].into_iter().filter_map(|name| element.get(name));
        let own = element.get("value").filter(|_| ["FRBRthis", "FRBRuri"].contains(&element.name.as_str()));
        for iri in values.chain(own) {
            let path = iri.strip_prefix("https://").or(iri.strip_prefix("/akn/")).or(iri.strip_prefix('#'));
            let path = path.unwrap_or_else(|| panic!("{iri} is of no known kind"));
            let banned = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
            assert!(!path.is_empty() && !path.contains(banned) && !path.contains("//"), "{iri}");
            assert!(iri.matches('#').count() <= 1 && !iri.ends_with('#'), "{iri}");
        }
    }
}

fn nothing_is_empty(root: &Element) {
    for element in
        root.all().filter(|element| ["p", "num", "heading", "content", "intro"].contains(&element.name.as_str()))
    {
        assert!(!element.text().trim().is_empty(), "{element:?}");
    }
    let meta = root.all().find(|element| element.name == "meta").unwrap();
    assert!(meta.text().trim().is_empty(), "words in the metadata would be taken for the document's: {}", meta.text());
}

/// A number is in the identifier as it is printed, in the style of all languages.
fn identifiers_follow_the_numbers(root: &Element) {
    for element in root.all() {
        let Some((last, style)) = (match element.name.as_str() {
            "section" => Some(("sec_", NumeralStyle::RomanUpper)),
            "paragraph" => Some(("para_", NumeralStyle::Arabic)),
            "point" => Some(("__point_", NumeralStyle::RomanLower)),
            _ => None,
        }) else {
            continue;
        };
        let number = element.elements().find(|child| child.name == "num").map(Element::text);
        let (Some(eid), Some(number)) = (element.get("eId"), number) else { continue };
        let printed: String = number.nfkc().filter(|c| c.is_alphanumeric()).collect();
        let in_style = printed.parse::<Numeral>().ok().and_then(|numeral| Numeral::new(numeral.value(), style));
        let allowed =
            [Some(printed.clone()), Some(printed.to_lowercase()), in_style.map(|numeral| numeral.to_string())];
        let (_, given) = eid.rsplit_once(last).unwrap_or_else(|| panic!("{eid} of {number}"));
        assert!(allowed.contains(&Some(given.to_owned())), "{eid} of {number}");
    }
}

/// The words of a paragraph, without those of its items.
fn own_words(element: &Element) -> String {
    if element.name == "authorialNote" {
        return element.elements().map(Element::text).collect();
    }
    let inside = element.elements().find(|child| child.name == "list").unwrap_or(element);
    let words = inside.elements().find(|child| ["content", "intro"].contains(&child.name.as_str()));
    let footnote = element.get("name") == Some("footnote");
    let one = |words: &Element| if footnote { words.text() } else { words.stripped() };
    words.map(|words| words.elements().map(one).collect()).unwrap_or_default()
}

/// Whether an element is a paragraph of the tables.
fn is_paragraph(element: &Element) -> bool {
    let named = |names: &[&str]| element.get("name").is_some_and(|name| names.contains(&name));
    match element.name.as_str() {
        "paragraph" | "point" | "authorialNote" => true,
        "hcontainer" => named(&["text", "recital", "footnote"]),
        _ => false,
    }
}

/// Whether an element is a footnote.
fn is_footnote(element: &Element) -> bool {
    element.name == "authorialNote" || element.get("name") == Some("footnote")
}

fn paragraphs_say_what_the_tables_say(root: &Element, document: &Normalized) {
    let (mut notes, elements): (Vec<_>, Vec<_>) =
        root.all().filter(|one| is_paragraph(one)).partition(|one| is_footnote(one));
    let mut elements = elements.into_iter();
    let mut given = 0;
    for paragraph in document.paragraphs() {
        let id = document.paragraph_id(paragraph);
        let element = if paragraph.kind == ParagraphKind::Footnote {
            let own = notes.iter().position(|note| note.get("GUID").is_none_or(|given| given == id));
            notes.remove(own.unwrap_or_else(|| panic!("no footnote {id}")))
        } else {
            let element = elements.next().unwrap();
            let number = element.elements().next().filter(|child| child.name == "num").map(Element::text);
            assert_eq!(number.unwrap_or_default(), printed(document, paragraph));
            element
        };
        assert_eq!(own_words(element), document.text(paragraph));
        let own = |id: &str, given: Option<&str>| given.is_none_or(|given| given == id);
        assert!(own(document.eid(paragraph), element.get("eId")), "{element:?}");
        assert!(own(id, element.get("GUID")), "{element:?}");
        given += usize::from(element.get("GUID").is_some());
    }
    assert!(notes.is_empty() && elements.next().is_none(), "more paragraphs than the tables have");
    let ids: HashSet<&str> = document.paragraphs().iter().map(|one| document.paragraph_id(one)).collect();
    let of_divisions = document.divisions().iter().map(|one| one.division_id.as_str()).filter(|id| ids.contains(id));
    assert_eq!(given, ids.len() - of_divisions.collect::<HashSet<_>>().len());
}

fn printed(document: &Normalized, paragraph: &Paragraph) -> String {
    document.source().text()[paragraph.label_span.range()].trim_end_matches('*').trim().to_owned()
}

/// Every division is an element with its number and its heading, in the order of the table.
fn divisions_say_what_the_tables_say(root: &Element, document: &Normalized) {
    let kinds = ["preface", "preamble", "body", "annex", "appendix", "table"];
    let is = |element: &&Element| match element.name.as_str() {
        "section" | "part" => true,
        "hcontainer" => element.get("name").is_some_and(|name| kinds.contains(&name)),
        _ => false,
    };
    let elements: Vec<&Element> = root.all().filter(is).collect();
    assert_eq!(elements.len(), document.divisions().len());
    for (element, division) in elements.iter().zip(document.divisions()) {
        assert!(element.get("GUID").is_none_or(|id| id == division.division_id), "{element:?}");
        let heading = element.elements().find(|child| child.name == "heading").map(Element::stripped);
        assert_eq!(heading, division.heading);
    }
}

/// Every segment but white space and Markdown is there once and in its place: what belongs to a paragraph at its number, a
/// footnote at its mark or where it is printed. White space is not compared; for paragraphs it is, above.
fn without_tags_it_is_the_source(root: &Element, document: &Normalized) {
    let source = document.source().text();
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (mut expected, mut footnotes, mut seen) = (String::new(), String::new(), HashSet::new());
    let is_note = |index: usize| document.paragraphs()[index].kind == ParagraphKind::Footnote;
    for segment in document.segments() {
        let words = squeezed(&source[segment.span().range()]);
        match (segment.kind, segment.paragraph()) {
            (SegmentKind::Blank | SegmentKind::Markup, _) => {}
            (SegmentKind::Words, Some(index)) if is_note(index) => footnotes.push_str(&words),
            (_, Some(index)) if is_note(index) => {}
            (_, Some(index)) if seen.insert(index) => {
                let own = document.segments().iter().filter(|other| other.paragraph() == Some(index));
                for one in own {
                    let words = squeezed(&source[one.span().range()]);
                    match one.kind {
                        SegmentKind::Number => expected.push_str(words.trim_end_matches('*')),
                        SegmentKind::Words => expected.push_str(&words),
                        _ => {}
                    }
                }
            }
            (_, Some(_)) => {}
            _ => expected.push_str(&words),
        }
    }
    let document: Vec<_> = root.elements().flat_map(Element::elements).filter(|one| one.name != "meta").collect();
    let found: String = document.iter().map(|one| one.stripped()).collect();
    // What cannot be seen behind a number is no part of it.
    let seen = |text: &str| text.chars().filter(|c| *c != '\u{FEFF}').collect::<String>();
    assert_eq!(seen(&squeezed(&found)), seen(&expected));
    let notes = document.iter().flat_map(|one| one.all()).filter(|one| is_footnote(one));
    let found: String = notes.map(own_words).collect();
    // A footnote may stand before another that is printed before it.
    let sorted = |text: &str| {
        let mut characters: Vec<char> = squeezed(text).chars().collect();
        characters.sort_unstable();
        characters.into_iter().collect::<String>()
    };
    assert_eq!(sorted(&found), sorted(&footnotes));
}

/// Every reference is an element, in the order of the text, and a link where its target has an IRI or is in the document.
fn references_are_links(root: &Element, document: &Resolved<'_>) {
    let is = |element: &&Element| {
        ["ref", "rref"].contains(&element.name.as_str()) || element.get("name") == Some("reference")
    };
    let elements: Vec<_> = root.all().filter(is).collect();
    assert_eq!(elements.len(), document.references().len());
    // A footnote stands at its mark, before where it is printed.
    let ids = document.paragraphs().flat_map(|(paragraph, found)| {
        let id = document.normalized().paragraph_id(paragraph).to_owned();
        (1..=found.references.len()).map(move |place| format!("{id}-ref{place}"))
    });
    let ids: Vec<String> = ids.collect();
    let twice = |id: &String| ids.iter().filter(|other| *other == id).count() > 1;
    // A reference without a link may be: its target is one of two units with one number.
    for (id, reference) in ids.iter().zip(document.references()).filter(|(id, _)| !twice(id)) {
        let Some(element) = elements.iter().find(|element| element.get("GUID") == Some(id)) else { continue };
        let link = element.get("href").or(element.get("from"));
        match (reference.iri(), &reference.recommendation) {
            (Some(iri), _) if reference.status == Status::Resolved => assert_eq!(link, Some(iri.as_str())),
            (_, Some(_)) if reference.status == Status::Resolved => {
                assert!(link.is_none_or(|link| link.starts_with('#')), "{element:?}");
            }
            _ => assert_eq!(link, None, "{element:?}"),
        }
        let ranged = reference.provision.as_ref().is_some_and(|provision| provision.range_end().is_some());
        assert_eq!(element.name == "rref", ranged && link.is_some(), "{element:?}");
    }
    let inferred = |reference: &&Reference<'_>| reference.implicit && reference.status == Status::Resolved;
    let inferred = document.references().iter().filter(inferred).filter(|one| one.instrument.is_some()).count();
    assert_eq!(root.all().filter(|element| element.name == "implicitReference").count(), inferred);
}

/// The words of an element without tags, the mark of a footnote for the footnote where it stands among the words, unlinked footnotes
/// left out.
trait Stripped {
    fn stripped(&self) -> String;
}

impl Stripped for Element {
    fn stripped(&self) -> String {
        if self.name == "authorialNote" {
            let apart = |mark: &str| mark.chars().all(|c| c.is_ascii_alphanumeric());
            return self.get("marker").filter(|mark| !apart(mark)).unwrap_or_default().to_owned();
        }
        if self.get("name") == Some("footnote") {
            return String::new();
        }
        let words = |node: &Node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.stripped(),
        };
        self.children.iter().map(words).collect()
    }
}
