//! What a document is: work, expression and manifestation, with the day on which it was published.

use super::iri::{self, Identity, SUBTYPE};
use super::markup::Markup;
use crate::dataset::Dataset;
use unrecs_text::normalize::DocumentMetadata;

/// Whoever the metadata is from; each is a TLC reference of the file.
pub(super) const MAKER: &str = "#unrecs";
pub(super) const PUBLISHER: &str = "#publisher";
pub(super) const UNITED_NATIONS: &str = "#un";

/// What says that a number is ours; a concept among the TLC references.
pub(super) const GENERATED_NUMBER: &str = "#generated_number";

/// Writes `identification` and, where the day of issue is known, `publication`.
pub(super) fn write(markup: &mut Markup, metadata: &DocumentMetadata) {
    let identity = Identity::of(metadata);
    markup.block("identification", &[("source", Some(MAKER))]);
    work(markup, metadata, &identity);
    expression(markup, metadata, &identity);
    manifestation(markup, &identity);
    markup.end_block();
    if identity.date_name == "publication" {
        let attributes = [
            ("date", Some(identity.date.as_str())),
            ("name", Some("document")),
            ("showAs", Some("United Nations document")),
            ("number", identity.symbol.as_deref()),
        ];
        markup.empty_block("publication", &attributes);
    }
}

fn work(markup: &mut Markup, metadata: &DocumentMetadata, identity: &Identity) {
    let symbol = identity.symbol.as_deref();
    markup.block("FRBRWork", &[]);
    value(markup, "FRBRthis", &format!("{}/!main", identity.work));
    value(markup, "FRBRuri", &identity.work);
    if let Some(symbol) = symbol {
        markup.empty_block("FRBRalias", &[("value", Some(symbol)), ("name", Some("symbol"))]);
    }
    markup.empty_block("FRBRalias", &[("value", Some(&metadata.document_id)), ("name", Some("document_id"))]);
    date(markup, identity);
    author(markup, &format!("#{}", iri::body_eid(&metadata.body_id)), "#issuer");
    value(markup, "FRBRcountry", "un");
    value(markup, "FRBRsubtype", SUBTYPE);
    // A number that we made is no symbol, and says so.
    let generated = symbol.is_none().then_some(GENERATED_NUMBER);
    let attributes = [("value", Some(identity.number.as_str())), ("refersTo", generated), ("showAs", symbol)];
    markup.empty_block("FRBRnumber", &attributes);
    markup.end_block();
}

fn expression(markup: &mut Markup, metadata: &DocumentMetadata, identity: &Identity) {
    markup.block("FRBRExpression", &[]);
    value(markup, "FRBRthis", &format!("{}/!main", identity.expression));
    value(markup, "FRBRuri", &identity.expression);
    date(markup, identity);
    author(markup, &format!("#{}", iri::body_eid(&metadata.body_id)), "#issuer");
    markup.empty_block("FRBRlanguage", &[("language", Some(identity.language))]);
    if let Some(original) = metadata.original_language.filter(|original| Some(*original) != metadata.language) {
        let original = iri::code(original);
        let href = format!("{}/!main", identity.expression_in(original));
        let attributes =
            [("href", Some(href.as_str())), ("fromLanguage", Some(original)), ("by", Some(UNITED_NATIONS))];
        markup.empty_block("FRBRtranslation", &attributes);
    }
    markup.end_block();
}

/// Files of data hold no clock, so that the day on which this one was made is not in it: its date is that of the document.
fn manifestation(markup: &mut Markup, identity: &Identity) {
    markup.block("FRBRManifestation", &[]);
    value(markup, "FRBRthis", &format!("{}/!main.xml", identity.expression));
    value(markup, "FRBRuri", &format!("{}/.xml", identity.expression));
    date(markup, identity);
    author(markup, PUBLISHER, "#editor");
    value(markup, "FRBRformat", "xml");
    markup.end_block();
}

fn value(markup: &mut Markup, name: &'static str, value: &str) {
    markup.empty_block(name, &[("value", Some(value))]);
}

fn date(markup: &mut Markup, identity: &Identity) {
    markup.empty_block("FRBRdate", &[("date", Some(&identity.date)), ("name", Some(identity.date_name))]);
}

fn author(markup: &mut Markup, href: &str, role: &str) {
    markup.empty_block("FRBRauthor", &[("href", Some(href)), ("as", Some(role))]);
}

/// Where the publisher of the dataset is found.
pub(super) fn publisher_iri(dataset: &Dataset) -> String {
    dataset.publisher.url.as_deref().map_or_else(|| "/akn/ontology/organization/publisher".to_owned(), iri::escaped)
}
