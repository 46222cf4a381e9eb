//! Whether a provision exists in its instrument, as far as the registry knows.

use super::places::Place;
use super::provision::provision;
use super::{Provision, Unit};
use crate::registry::Instrument;

/// Whether an instrument is known to have no such provision. Articles of annexes are not known, nor are the paragraphs of an article
/// without numbers.
pub(super) fn is_missing(instrument: &Instrument, provision: &Provision) -> bool {
    let list = match (provision.unit(), provision.annex()) {
        (Unit::Article | Unit::Rule, None) => &instrument.skeleton.articles,
        (Unit::Chapter, None) => &instrument.skeleton.chapters,
        (Unit::Annex, _) => &instrument.skeleton.annexes,
        _ => return false,
    };
    // How the parts of a decimal number are counted is not known.
    if list.is_empty() || provision.number().contains('.') {
        return false;
    }
    let find = |number: &str| list.iter().find(|one| one.number == number);
    let Some(found) = find(provision.number()) else { return true };
    let exists = |paragraph: &str| {
        let count = found.paragraphs.filter(|&count| count > 0)?;
        Some(paragraph.parse::<u32>().ok()? <= count)
    };
    match (provision.paragraph(), provision.point(), provision.range_end()) {
        (None, None, Some(last)) => find(last).is_none(),
        (Some(paragraph), None, Some(last)) if exists(paragraph) == Some(true) => exists(last) == Some(false),
        (Some(paragraph), ..) => exists(paragraph) == Some(false),
        _ => false,
    }
}

/// Whether an instrument has provisions of the kind of a place: rules are in rules, and an agenda has no articles.
pub(super) fn has_unit(instrument: &Instrument, place: &Place) -> bool {
    /// Kinds whose texts are not made of articles, unless the registry knows some.
    const WITHOUT_ARTICLES: [&str; 2] = ["agenda", "framework"];
    match place.levels.first().map(|(unit, _)| *unit) {
        Some(Unit::Rule) => instrument.numbers_rules,
        Some(Unit::Article) => {
            !instrument.skeleton.articles.is_empty() || !WITHOUT_ARTICLES.contains(&instrument.kind.as_str())
        }
        _ => true,
    }
}

/// Whether nothing known speaks against a place.
pub(super) fn may_exist(instrument: &Instrument, place: &Place, language: &str) -> bool {
    has_unit(instrument, place) && !is_missing(instrument, &provision(place, Some(instrument), language))
}
