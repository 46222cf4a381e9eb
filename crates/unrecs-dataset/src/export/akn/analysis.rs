//! What was found in the text and is not printed there: instruments that references leave unsaid, and what each normative paragraph asks
//! of whom.

use super::frbr::MAKER;
use super::iri;
use super::links::Links;
use super::markup::Markup;
use crate::tables::codes;
use unrecs_text::resolve::{Reference, Status};

/// Namespace of what Akoma Ntoso has no elements for, with its prefix; names and codes are those of the tables.
pub(super) const NAMESPACE: (&str, &str) = ("xmlns:unrecs", "urn:unrecs:akn:2");

const TRUTH: [&str; 2] = ["false", "true"];

/// Writes `analysis`, where there is anything to say.
pub(super) fn write(markup: &mut Markup, links: &Links<'_, '_>) {
    let paragraphs = links.normalized().paragraphs();
    let implied: Vec<_> = implied(links).collect();
    let normative: Vec<usize> = (0..paragraphs.len()).filter(|&index| paragraphs[index].is_normative()).collect();
    if implied.is_empty() && normative.is_empty() {
        return;
    }
    markup.block("analysis", &[("source", Some(MAKER))]);
    if !implied.is_empty() {
        markup.block("otherReferences", &[("source", Some(MAKER))]);
        implied.into_iter().for_each(|(unit, index)| implicit(markup, links, unit, index));
        markup.end_block();
    }
    if !normative.is_empty() {
        markup.block("otherAnalysis", &[("source", Some(MAKER))]);
        normative.into_iter().for_each(|paragraph| normative_paragraph(markup, links, paragraph));
        markup.end_block();
    }
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

fn normative_paragraph(markup: &mut Markup, links: &Links<'_, '_>, index: usize) {
    let normalized = links.normalized();
    let unit = &normalized.paragraphs()[index];
    let own = links.eid(index).map(|eid| format!("#{eid}"));
    let attributes = [
        ("for", own.as_deref()),
        ("paragraph_id", Some(normalized.paragraph_id(unit))),
        ("modality", Some(codes::modality(unit.modality))),
        ("effective_modality", Some(codes::modality(unit.effective_modality))),
        ("considers", Some(TRUTH[usize::from(unit.considers)])),
    ];
    let addressees = normalized.addressees(unit);
    if addressees.is_empty() {
        return markup.empty_block("unrecs:paragraph", &attributes);
    }
    markup.block("unrecs:paragraph", &attributes);
    for addressee in addressees {
        let surface = addressee.surface().map(|words| &normalized.text(unit)[words]);
        let inherited = Some(TRUTH[usize::from(addressee.is_inherited())]);
        let attributes = [("code", Some(addressee.code)), ("inherited", inherited), ("surface", surface)];
        markup.empty_block("unrecs:addressee", &attributes);
    }
    markup.end_block();
}
