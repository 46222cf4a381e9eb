//! Whether a provision exists in its instrument, as far as the registry knows.

use super::places::Place;
use super::provision::provision;
use super::{Provision, Unit};
use crate::registry::{self, Instrument};

/// What is known of a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existence {
    Exists,
    Missing,
    Unknown,
}

/// Looks a provision up. Articles of annexes are not known, nor are the paragraphs of an article without numbers.
pub(super) fn existence(instrument: &Instrument, provision: &Provision) -> Existence {
    let list = match (provision.unit(), provision.annex()) {
        (Unit::Article | Unit::Rule, None) => &instrument.skeleton.articles,
        (Unit::Chapter, None) => &instrument.skeleton.chapters,
        (Unit::Annex, _) => &instrument.skeleton.annexes,
        _ => return Existence::Unknown,
    };
    // How the parts of a decimal number are counted is not known.
    if list.is_empty() || provision.number().contains('.') {
        return Existence::Unknown;
    }
    let find = |number: &str| list.iter().find(|one| one.number == number);
    let Some(found) = find(provision.number()) else { return Existence::Missing };
    match (provision.paragraph(), provision.point(), provision.range_end()) {
        (None, None, Some(last)) if find(last).is_none() => Existence::Missing,
        (Some(paragraph), None, Some(last)) => worse(in_range(found, paragraph), in_range(found, last)),
        (Some(paragraph), ..) => in_range(found, paragraph),
        _ => Existence::Exists,
    }
}

fn in_range(article: &registry::Provision, paragraph: &str) -> Existence {
    match (article.paragraphs.filter(|&count| count > 0), paragraph.parse::<u32>()) {
        (Some(count), Ok(number)) if number > count => Existence::Missing,
        (Some(_), Ok(_)) => Existence::Exists,
        _ => Existence::Unknown,
    }
}

fn worse(one: Existence, other: Existence) -> Existence {
    if one == Existence::Exists { other } else { one }
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
    has_unit(instrument, place)
        && existence(instrument, &provision(place, Some(instrument), language)) != Existence::Missing
}
