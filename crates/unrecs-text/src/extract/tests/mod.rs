//! Tests of the stage: formats, layout, facts and laws.

mod facts;
mod formats;
mod laws;
mod layout;
mod refused;

use super::{Mark, MarkKind, Rendition, extract};

/// A document with each trap of the published files.
const SAMPLE: &str = include_str!("sample.xml");

fn read(xml: &str) -> Rendition {
    extract("a.xml", xml.as_bytes().to_vec(), None).unwrap()
}

/// A document whose body is some elements.
fn document(body: &str) -> String {
    format!("<akomaNtoso><statement name=\"resolution\"><mainBody>{body}</mainBody></statement></akomaNtoso>")
}

/// The text of a document whose body is some elements.
fn laid_out(body: &str) -> String {
    read(&document(body)).text().to_owned()
}

/// The marks of a kind, each as the words of the text that it covers and the bytes of the file that say so.
fn marked(rendition: &Rendition, wanted: impl Fn(&MarkKind) -> bool) -> Vec<(&str, &str)> {
    let marks = rendition.marks().iter().filter(|mark| wanted(mark.kind()));
    marks.map(|mark: &Mark| (&rendition.text()[mark.text()], &rendition.file()[mark.source().range()])).collect()
}
