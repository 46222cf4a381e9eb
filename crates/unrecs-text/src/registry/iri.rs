//! Identifiers and IRIs of instruments and provisions, derived from where a provision stands (UN guidelines for Akoma Ntoso).

use super::Instrument;
use crate::language::Unit;
use crate::value::{Numeral, NumeralStyle};

impl Instrument {
    /// `/akn/un/act/provision/<actor>/<adoption date>/<treaty number>`; none where one of the three is not known.
    pub fn iri(&self) -> Option<String> {
        let (actor, number) = (self.actor.as_deref()?, self.treaty_number.as_deref()?);
        Some(format!("/akn/un/act/provision/{actor}/{}/{number}", self.adopted_on?))
    }

    /// The IRI of one of its provisions.
    pub fn provision_iri(&self, provision: &ProvisionPath<'_>) -> Option<String> {
        let iri = self.iri()?;
        let part = fragment(provision);
        Some(match (provision.annex, provision.unit) {
            (None, Unit::Annex) => format!("{iri}/!{part}"),
            (Some(annex), _) => format!("{iri}/!{}#{part}", named(Unit::Annex, annex)),
            _ => format!("{iri}/!main#{part}"),
        })
    }
}

/// Where a provision stands in its instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProvisionPath<'p> {
    /// Number of the annex it is in.
    pub annex: Option<&'p str>,
    /// What it is: article, chapter, annex and so on.
    pub unit: Unit,
    /// `6`, `24bis`
    pub number: &'p str,
    /// Number of the paragraph.
    pub paragraph: Option<&'p str>,
    /// Letter of the point, with what is below it: `a`, `a(ii)`.
    pub point: Option<&'p str>,
}

/// Key of the article, chapter or annex in the table of provisions: `som_protocol/art_6`, `untoc/chp_II`. Paragraphs and points
/// are columns of their own.
pub fn provision_id(instrument_id: &str, provision: &ProvisionPath<'_>) -> String {
    part_id(instrument_id, &ProvisionPath { paragraph: None, point: None, ..*provision })
}

/// The same with paragraph and point, as IRIs write them: `uncac/art_46__para_13`.
pub(crate) fn part_id(instrument_id: &str, provision: &ProvisionPath<'_>) -> String {
    let annex = provision.annex.map(|annex| format!("{}__", named(Unit::Annex, annex))).unwrap_or_default();
    format!("{instrument_id}/{annex}{}", fragment(provision))
}

/// The part of an IRI that names the provision in its component: `art_6__para_3__point_a`.
fn fragment(provision: &ProvisionPath<'_>) -> String {
    let paragraph = provision.paragraph.map(|paragraph| format!("__para_{paragraph}"));
    let point = provision.point.map(|point| format!("__point_{}", point.replace(')', "").replace('(', "__point_")));
    named(provision.unit, provision.number) + &paragraph.unwrap_or_default() + &point.unwrap_or_default()
}

/// Abbreviation and number as the guidelines write them: chapters, parts and annexes in roman numerals.
fn named(unit: Unit, number: &str) -> String {
    let short = match unit {
        Unit::Article => "art",
        Unit::Rule => "rule",
        Unit::Chapter => "chp",
        Unit::Part => "part",
        Unit::Section => "sec",
        Unit::Annex => "annex",
        Unit::Paragraph => "para",
        Unit::Point | Unit::Subpoint => "point",
    };
    let roman = matches!(unit, Unit::Chapter | Unit::Part | Unit::Annex);
    match number.parse() {
        Ok(value) if roman => format!("{short}_{}", Numeral::written(value, NumeralStyle::RomanUpper)),
        _ => format!("{short}_{number}"),
    }
}
