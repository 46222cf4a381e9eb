//! Laws of the Akoma Ntoso file of every document: its schema, what the schema does not see, and that no word is lost.

use std::collections::HashSet;
use std::sync::LazyLock;

use fastxml::schema::{Schema, Validator};
use unicode_normalization::UnicodeNormalization;
use unrecs_dataset::dataset::{Agent, Dataset, License};
use unrecs_dataset::export::{FORMATS, Files};
use unrecs_text::normalize::{Normalized, Paragraph};
use unrecs_text::parse::SegmentKind;
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
    units_say_what_the_tables_say(&root, document.normalized());
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
            "paragraph" => Some(("__para_", NumeralStyle::Arabic)),
            "point" => Some(("__point_", NumeralStyle::RomanLower)),
            _ => None,
        }) else {
            continue;
        };
        let number = element.elements().find(|child| child.name == "num").map(Element::text);
        let (Some(eid), Some(number)) = (element.get("eId"), number) else { continue };
        let printed: String = number.nfkc().filter(|c| c.is_alphanumeric()).collect();
        let in_style = printed.parse::<Numeral>().ok().and_then(|numeral| Numeral::new(numeral.value(), style));
        let allowed = [Some(printed.to_lowercase()), in_style.map(|numeral| numeral.to_string())];
        let (_, given) = eid.rsplit_once(last).unwrap_or_else(|| panic!("{eid} of {number}"));
        assert!(allowed.contains(&Some(given.to_owned())), "{eid} of {number}");
    }
}

/// The words of a unit, without those of its items.
fn own_words(element: &Element) -> String {
    let inside = element.elements().find(|child| child.name == "list").unwrap_or(element);
    let words = inside.elements().find(|child| ["content", "intro"].contains(&child.name.as_str()));
    words.map(|words| words.elements().map(Element::stripped).collect()).unwrap_or_default()
}

fn units_say_what_the_tables_say(root: &Element, document: &Normalized) {
    let elements: Vec<_> = root.all().filter(|one| ["paragraph", "point"].contains(&one.name.as_str())).collect();
    assert_eq!(elements.len(), document.paragraphs().len());
    for (element, unit) in elements.iter().zip(document.paragraphs()) {
        assert_eq!(own_words(element), document.text(unit));
        let number = element.elements().next().map(Element::text).unwrap_or_default();
        assert_eq!(number, printed(document, unit));
        assert_eq!(element.name == "paragraph", unit.level == 1);
        let own = |id: &str, given: Option<&str>| given.is_none_or(|given| given == id);
        assert!(own(document.eid(unit), element.get("eId")), "{element:?}");
        assert!(own(document.paragraph_id(unit), element.get("GUID")), "{element:?}");
    }
    let first = |id: fn(&Normalized, &Paragraph) -> String| {
        document.paragraphs().iter().map(|unit| id(document, unit)).collect::<HashSet<_>>().len()
    };
    let given = |name: &str| elements.iter().filter(|element| element.get(name).is_some()).count();
    assert_eq!(given("GUID"), first(|document, unit| document.paragraph_id(unit).to_owned()));
    assert!(given("eId") <= first(|document, unit| document.eid(unit).to_owned()));
}

fn printed(document: &Normalized, unit: &Paragraph) -> String {
    document.source().text()[unit.label_span.range()].trim_end_matches('*').to_owned()
}

/// Every segment but white space and Markdown is there once and in its place: what belongs to a unit at the unit's number, a
/// footnote at its mark or where it is printed. White space is not compared; for units it is, above.
fn without_tags_it_is_the_source(root: &Element, document: &Normalized) {
    let source = document.source().text();
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (mut expected, mut footnotes, mut seen) = (String::new(), String::new(), HashSet::new());
    for segment in document.segments() {
        let words = squeezed(&source[segment.span().range()]);
        match (segment.kind, segment.unit()) {
            (SegmentKind::Blank | SegmentKind::Markup, _) => {}
            (_, Some(unit)) if seen.insert(unit) => {
                let own = document.segments().iter().filter(|other| other.unit() == Some(unit));
                for one in own {
                    let words = squeezed(&source[one.span().range()]);
                    match one.kind {
                        SegmentKind::Number => expected.push_str(words.trim_end_matches('*')),
                        SegmentKind::Recommendation => expected.push_str(&words),
                        _ => {}
                    }
                }
            }
            (_, Some(_)) => {}
            (SegmentKind::Footnote, None) => footnotes.push_str(&words),
            _ => expected.push_str(&words),
        }
    }
    let document: Vec<_> = root.elements().flat_map(Element::elements).filter(|one| one.name != "meta").collect();
    let found: String = document.iter().map(|one| one.stripped()).collect();
    assert_eq!(squeezed(&found), expected);
    let mut found = String::new();
    for element in document.iter().flat_map(|one| one.all()) {
        if element.name == "authorialNote" {
            found.push_str(element.get("marker").unwrap_or(":"));
            found.push_str(&element.text());
        } else if element.get("class") == Some("footnote") {
            found.push_str(&element.text());
        }
    }
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
    // A reference without a link may be: its target is one of two units with one number.
    for (element, reference) in elements.iter().zip(document.references()) {
        let link = element.get("href").or(element.get("from"));
        match (reference.iri(), &reference.recommendation) {
            (Some(iri), _) if reference.status == Status::Resolved => assert_eq!(link, Some(iri.as_str())),
            (_, Some(_)) if reference.status == Status::Resolved => {
                assert!(link.is_none_or(|link| link.starts_with("#sec_")), "{element:?}");
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

/// The words of an element without tags, the mark of a footnote for the footnote, unlinked footnotes left out.
trait Stripped {
    fn stripped(&self) -> String;
}

impl Stripped for Element {
    fn stripped(&self) -> String {
        if self.name == "authorialNote" {
            return self.get("marker").unwrap_or_default().to_owned();
        }
        if self.get("class") == Some("footnote") {
            return String::new();
        }
        let words = |node: &Node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.stripped(),
        };
        self.children.iter().map(words).collect()
    }
}
