//! Whom and what a file names: TLC references for the makers of the file, for bodies and for instruments.

use super::frbr::{self, GENERATED_NUMBER, MAKER};
use super::iri;
use super::links::Links;
use super::markup::Markup;
use crate::dataset::Dataset;

/// Writes `references`.
pub(super) fn write(markup: &mut Markup, links: &Links<'_, '_>, dataset: &Dataset) {
    let metadata = links.normalized().metadata();
    let (language, issuing) = (links.language(), links.document().issuing_body());
    let (bodies, instruments) = links.named();
    markup.block("references", &[("source", Some(MAKER))]);
    let mut write = |name, eid: &str, href: &str, show_as: &str| {
        markup.empty_block(name, &[("eId", Some(eid)), ("href", Some(href)), ("showAs", Some(show_as))]);
    };
    write("TLCOrganization", "un", "/akn/ontology/organization/un/un", "United Nations");
    write("TLCOrganization", "publisher", &frbr::publisher_iri(dataset), &dataset.publisher.name);
    let name = issuing.map_or(metadata.body_id.as_str(), |body| body.official(language));
    write("TLCOrganization", &iri::body_eid(&metadata.body_id), &iri::body(&metadata.body_id), name);
    for body in bodies.into_iter().filter(|body| body.body_id != metadata.body_id) {
        let name = body.official(language);
        write("TLCOrganization", &iri::body_eid(&body.body_id), &iri::body(&body.body_id), name);
    }
    if metadata.symbol.is_none() {
        let href = "/akn/ontology/concept/unrecs/generated_number";
        write(
            "TLCConcept",
            GENERATED_NUMBER.trim_start_matches('#'),
            href,
            "Made up for this file; no document symbol",
        );
    }
    write("TLCProcess", MAKER.trim_start_matches('#'), "/akn/ontology/process/unrecs", "unrecs");
    write("TLCRole", "issuer", "/akn/ontology/role/un/issuer", "Issuing body");
    write("TLCRole", "editor", "/akn/ontology/role/un/editor", "Editor");
    for instrument in instruments {
        let (eid, href) = (iri::instrument_eid(instrument), iri::instrument(instrument));
        let attributes = [
            ("eId", Some(eid.as_str())),
            ("href", Some(href.as_str())),
            ("showAs", Some(iri::title(instrument, language))),
            ("name", Some(instrument.kind.as_str())),
        ];
        markup.empty_block("TLCReference", &attributes);
    }
    markup.end_block();
}
