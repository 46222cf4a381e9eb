//! Akoma Ntoso 3.0 as the guidelines of the United Nations (AKN4UN) want it: a document a file, with everything that was found in it.

mod analysis;
mod blocks;
mod body;
mod cover;
mod frbr;
mod inline;
mod iri;
mod links;
mod markup;
mod notes;
mod references;
mod split;
#[cfg(test)]
mod tests;

use std::io;

use super::{Files, Format};
use crate::dataset::Dataset;
use links::Links;
use markup::Markup;
use unrecs_text::resolve::Resolved;

/// Akoma Ntoso, one file a document.
pub(super) const FORMAT: Format = Format {
    name: "akn",
    media_type: "application/akn+xml",
    files: Files::PerDocument { extension: "akn.xml", encoder },
};

/// Namespace of Akoma Ntoso 3.0.
const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// One document. Without its metadata and its tags, and with the marks of footnotes for the footnotes, it gives the source back:
/// the words of every segment but white space and Markdown, in their order, numbers as printed.
fn encoder(dataset: &Dataset, document: &Resolved<'_>) -> io::Result<Vec<u8>> {
    let links = Links::new(document);
    let blocks = blocks::blocks(document);
    // Files are about four times as long as their sources.
    let mut markup = Markup::with_room_for(document.normalized().source().text().len() * 5);
    markup.block("akomaNtoso", &[("xmlns", Some(NAMESPACE)), (analysis::NAMESPACE.0, Some(analysis::NAMESPACE.1))]);
    markup.block("doc", &[("name", Some(iri::SUBTYPE)), ("contains", Some("originalVersion"))]);
    markup.block("meta", &[]);
    frbr::write(&mut markup, document.normalized().metadata());
    analysis::write(&mut markup, &links);
    references::write(&mut markup, &links, dataset);
    markup.end_block();
    let rest = cover::write(&mut markup, &links, &blocks);
    body::write(&mut markup, &links, rest);
    markup.end_block();
    markup.end_block();
    let id = &document.normalized().metadata().document_id;
    markup.finish().map_err(|error| io::Error::new(error.kind(), format!("document {id}: {error}")))
}
