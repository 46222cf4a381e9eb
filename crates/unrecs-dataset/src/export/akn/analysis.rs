//! What was found in the text and is not printed there: instruments that references leave unsaid, and what each recommendation asks of whom.

use super::frbr::MAKER;
use super::iri;
use super::links::Links;
use super::markup::Markup;
use crate::tables::codes;
use unrecs_text::resolve::{Reference, Status};

/// Namespace of what Akoma Ntoso has no elements for, with its prefix; names and codes are those of the tables.
pub(super) const NAMESPACE: (&str, &str) = ("xmlns:unrecs", "urn:unrecs:akn:1");

const TRUTH: [&str; 2] = ["false", "true"];

/// Writes `analysis`, where there is anything to say.
pub(super) fn write(markup: &mut Markup, links: &Links<'_, '_>) {
    let units = links.normalized().paragraphs();
    if units.is_empty() {
        return;
    }
    markup.block("analysis", &[("source", Some(MAKER))]);
    let implied: Vec<_> = implied(links).collect();
    if !implied.is_empty() {
        markup.block("otherReferences", &[("source", Some(MAKER))]);
        implied.into_iter().for_each(|(unit, index)| implicit(markup, links, unit, index));
        markup.end_block();
    }
    markup.block("otherAnalysis", &[("source", Some(MAKER))]);
    (0..units.len()).for_each(|unit| recommendation(markup, links, unit));
    markup.end_block();
    markup.end_block();
}

/// The resolved references whose instrument is not named beside them, by unit and by their index there.
fn implied(links: &Links<'_, '_>) -> impl Iterator<Item = (usize, usize)> {
    links.document().paragraphs().enumerate().flat_map(|(unit, (_, found))| {
        let is_implied =
            |one: &Reference<'_>| one.implicit && one.status == Status::Resolved && one.instrument.is_some();
        let indexed = found.references.iter().enumerate().filter(move |(_, one)| is_implied(one));
        indexed.map(move |(index, _)| (unit, index))
    })
}

fn implicit(markup: &mut Markup, links: &Links<'_, '_>, unit: usize, index: usize) {
    let reference = links.reference(unit, index);
    let Some(instrument) = reference.instrument else { return };
    let own = links.reference_eid(unit, index).map(|eid| format!("#{eid}"));
    let (href, refers_to) = (instrument.iri(), links.refers_to(reference));
    let attributes = [
        ("for", own.as_deref()),
        ("href", href.as_deref()),
        ("refersTo", refers_to.as_deref()),
        ("showAs", Some(iri::title(instrument, links.language()))),
    ];
    markup.empty_block("implicitReference", &attributes);
}

fn recommendation(markup: &mut Markup, links: &Links<'_, '_>, index: usize) {
    let normalized = links.normalized();
    let unit = &normalized.paragraphs()[index];
    let own = links.eid(index).map(|eid| format!("#{eid}"));
    let attributes = [
        ("for", own.as_deref()),
        ("recommendation_id", Some(normalized.paragraph_id(unit))),
        ("modality", Some(codes::modality(unit.modality))),
        ("effective_modality", Some(codes::modality(unit.effective_modality))),
        ("considers", Some(TRUTH[usize::from(unit.considers)])),
    ];
    let addressees = normalized.addressees(unit);
    if addressees.is_empty() {
        return markup.empty_block("unrecs:recommendation", &attributes);
    }
    markup.block("unrecs:recommendation", &attributes);
    for addressee in addressees {
        let surface = addressee.surface().map(|words| &normalized.text(unit)[words]);
        let inherited = Some(TRUTH[usize::from(addressee.is_inherited())]);
        let attributes = [("code", Some(addressee.code)), ("inherited", inherited), ("surface", surface)];
        markup.empty_block("unrecs:addressee", &attributes);
    }
    markup.end_block();
}
