//! XML as a tree, for looking at what an exporter wrote.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element, its namespace left out.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug)]
pub enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The root of a file that is well-formed.
    pub fn parse(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error}")) {
                Event::Start(start) => open.push(Self::of(&start)),
                Event::Empty(start) => add(&mut open, Node::Element(Self::of(&start))),
                Event::End(_) => {
                    let done = open.pop().unwrap();
                    add(&mut open, Node::Element(done));
                }
                Event::Text(text) => add(&mut open, Node::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(reference) => {
                    let text = match reference.resolve_char_ref().unwrap() {
                        Some(character) => character.to_string(),
                        None => quick_xml::escape::resolve_xml_entity(&reference.xml10_content()).unwrap().to_owned(),
                    };
                    add(&mut open, Node::Text(text));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "elements left open");
        let roots = open.remove(0).children.into_iter();
        let mut roots = roots.filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None });
        let root = roots.next().expect("the file has a root");
        assert!(roots.next().is_none());
        root
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
            (attribute.key.into_inner().to_owned(), value)
        });
        Self { name: start.name().into_inner().to_owned(), attributes: attributes.collect(), children: Vec::new() }
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The elements right in this one.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
    }

    /// This element and all in it, in document order.
    pub fn all(&self) -> Box<dyn Iterator<Item = &Element> + '_> {
        Box::new(std::iter::once(self).chain(self.elements().flat_map(Element::all)))
    }

    /// Every word in it.
    pub fn text(&self) -> String {
        let words = |node: &Node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.text(),
        };
        self.children.iter().map(words).collect()
    }
}

fn add(open: &mut [Element], node: Node) {
    open.last_mut().expect("the document itself is never closed").children.push(node);
}
