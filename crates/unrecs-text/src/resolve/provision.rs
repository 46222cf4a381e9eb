//! A provision that a text refers to, in canonical numbers, and whether its instrument has it as far as the registry knows.

use super::cursor::{Label, OPEN_END};
use super::pinpoints::Pinpoint;
use crate::language::{self, Unit};
use crate::registry::{self, Instrument, ProvisionPath, part_id};
use crate::value::Letter;

/// A provision in canonical numbers. Large datasets have millions, so that all its numbers are in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    unit: Unit,
    /// Number, annex, paragraph, point, end of the range and section, each empty where there is none.
    parts: Box<str>,
}

/// Stands between the parts, in none of them, and is no character of a document.
const BETWEEN: &str = "\u{1F}";

impl Provision {
    /// With number, annex, paragraph, point, end of the range and section.
    fn new(unit: Unit, parts: [Option<String>; 6]) -> Self {
        let parts = parts.map(Option::unwrap_or_default).join(BETWEEN);
        Self { unit, parts: parts.into() }
    }

    /// What it is.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// `6`, `24bis`; chapters and annexes in arabic digits too.
    pub fn number(&self) -> &str {
        self.part(0).unwrap_or_default()
    }

    /// Number of the annex that it is in.
    pub fn annex(&self) -> Option<&str> {
        self.part(1)
    }

    /// Number of the paragraph.
    pub fn paragraph(&self) -> Option<&str> {
        self.part(2)
    }

    /// `a`, `a(ii)`
    pub fn point(&self) -> Option<&str> {
        self.part(3)
    }

    /// The last of a range that begins with the smallest part given; none where the range names no end.
    pub fn range_end(&self) -> Option<&str> {
        self.range().filter(|end| *end != OPEN_END)
    }

    /// The same as it is published: `open` where the range names no end (`article 7 ff.`).
    pub fn range(&self) -> Option<&str> {
        self.part(4)
    }

    /// The chapter, part or section of a document that it is in, larger ones first: `chapter 4, section A`.
    pub fn section(&self) -> Option<&str> {
        self.part(5)
    }

    /// Whether a range ends before it begins: such an end is abbreviated (15–9 for 15–19) or wrong.
    pub fn is_backwards(&self) -> bool {
        let Some(end) = self.range_end() else { return false };
        let start = self.smallest();
        match (start.parse::<u32>(), end.parse::<u32>(), start.parse::<Letter>(), end.parse::<Letter>()) {
            (Ok(start), Ok(end), ..) => end < start,
            (_, _, Ok(start), Ok(end)) => end < start,
            _ => false,
        }
    }

    /// The smallest part given, with which a range begins.
    pub fn smallest(&self) -> &str {
        self.point().or(self.paragraph()).unwrap_or(self.number())
    }

    /// The end of a range that ends before it begins, with the leading digits of its start: 19 in 15–9. None where that is no later
    /// number either.
    pub fn unabbreviated_end(&self) -> Option<String> {
        let (start, end) = (self.smallest(), self.range_end().filter(|_| self.is_backwards())?);
        let leading = start.get(..start.len().checked_sub(end.len())?)?;
        let whole = format!("{leading}{end}");
        (whole.parse::<u32>().ok()? > start.parse::<u32>().ok()?).then_some(whole)
    }

    /// Where it stands, for identifiers.
    pub fn path(&self) -> ProvisionPath<'_> {
        ProvisionPath {
            annex: self.annex(),
            unit: self.unit,
            number: self.number(),
            paragraph: self.paragraph(),
            point: self.point(),
        }
    }

    fn part(&self, index: usize) -> Option<&str> {
        self.parts.split(BETWEEN).nth(index).filter(|part| !part.is_empty())
    }
}

/// A pinpoint in canonical numbers; the instrument says what its parts are called.
pub(super) fn provision(pinpoint: &Pinpoint, instrument: Option<&Instrument>, language: &str) -> Provision {
    let levels = &pinpoint.levels;
    let at = |unit: Unit| levels.iter().find(|(one, _)| *one == unit).map(|(_, label)| label);
    let order = |unit| levels.iter().position(|(one, _)| *one == unit);
    let reversed = order(Unit::Point).zip(order(Unit::Paragraph)).is_some_and(|(point, paragraph)| point < paragraph);
    let swapped = reversed || instrument.is_some_and(|instrument| swaps(instrument, language));
    let main = levels.iter().find(|(unit, _)| *unit == Unit::Article || *unit == Unit::Rule).or(levels.first());
    let (unit, number) = main.map_or((Unit::Article, String::new()), |(unit, label)| (*unit, label.as_number()));
    let (paragraph, point) = if swapped { (Unit::Point, Unit::Paragraph) } else { (Unit::Paragraph, Unit::Point) };
    let part = |part: Unit, print: fn(&Label) -> String| at(part).filter(|_| part != unit).map(print);
    let mut letters = with_below(part(point, Label::as_point), part(Unit::Subpoint, Label::as_subpoint));
    let last = levels.last().map_or(unit, |(unit, _)| *unit);
    let print = match last {
        _ if last == unit || last == paragraph => Label::as_number,
        Unit::Subpoint => Label::as_subpoint,
        _ => Label::as_point,
    };
    let rules = instrument.is_some_and(|instrument| instrument.numbers_rules);
    let annex = part(Unit::Annex, Label::as_number);
    // `paragraph (d)` has a letter and is a point.
    let lettered = letters.is_none() && !swapped && matches!(at(paragraph), Some(Label::Letter(_)));
    let mut paragraph = part(paragraph, Label::as_number);
    if lettered {
        letters = paragraph.take();
    }
    let parts = [Some(number), annex, paragraph, letters, pinpoint.range_end.as_ref().map(print), None];
    Provision::new(if rules && unit == Unit::Article { Unit::Rule } else { unit }, parts)
}

/// A place in a document, resolution or decision in canonical numbers: the smallest part with a number of its own, and what it is in.
pub(super) fn place(pinpoint: &Pinpoint) -> Provision {
    let levels = &pinpoint.levels;
    let own = |unit: &Unit| matches!(unit, Unit::Article | Unit::Rule | Unit::Paragraph);
    let main = levels
        .iter()
        .position(|(unit, _)| own(unit))
        .unwrap_or_else(|| levels.iter().rposition(|(unit, _)| *unit < Unit::Article).unwrap_or_default());
    let Some((unit, label)) = levels.get(main) else { return Provision::new(Unit::Paragraph, Default::default()) };
    let larger = levels[..main].iter().filter(|(unit, _)| *unit != Unit::Annex);
    let sections: Vec<_> = larger.map(|(unit, label)| format!("{} {}", unit.code(), label.as_number())).collect();
    let annex = levels[..main].iter().find(|(unit, _)| *unit == Unit::Annex).map(|(_, label)| match label {
        Label::Unnumbered => Unit::Annex.code().to_owned(),
        label => label.as_number(),
    });
    let smaller = |unit: Unit| levels[main + 1..].iter().find(|(one, _)| *one == unit).map(|(_, label)| label);
    let paragraph = smaller(Unit::Paragraph).map(Label::as_number);
    let point = with_below(smaller(Unit::Point).map(Label::as_point), smaller(Unit::Subpoint).map(Label::as_subpoint));
    let last = pinpoint.range_end.as_ref().map(|last| match levels.last() {
        Some((Unit::Point, _)) => last.as_point(),
        Some((Unit::Subpoint, _)) => last.as_subpoint(),
        _ => last.as_number(),
    });
    let section = Some(sections.join(", ")).filter(|sections| !sections.is_empty());
    Provision::new(*unit, [Some(label.as_number()), annex, paragraph, point, last, section])
}

/// A point with what is below it: `a(ii)`.
fn with_below(point: Option<String>, below: Option<String>) -> Option<String> {
    match below {
        Some(below) => Some(format!("{}({below})", point.unwrap_or_default())),
        None => point,
    }
}

/// Whether an instrument calls its paragraphs what others call points: 项 in the Charter.
fn swaps(instrument: &Instrument, language: &str) -> bool {
    let units = language::by_tag(language).map_or(&[][..], |language| language.references.units);
    let word = instrument.parts_in(language).map(|parts| parts.paragraph.as_str());
    word.is_some_and(|word| units.iter().any(|unit| unit.form == word && unit.unit == Unit::Point))
}

/// Whether an instrument is known to have no such provision. Articles of annexes are not known, nor are the paragraphs of an article
/// without numbers.
pub(super) fn is_missing(instrument: &Instrument, provision: &Provision) -> bool {
    let list = listed(instrument, provision);
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

/// What a range that ends before it begins may end with, where the instrument is known to have that: `uncac/art_19` for articles 15–9.
pub(super) fn unabbreviated(instrument: &Instrument, provision: &Provision) -> Option<String> {
    let end = provision.unabbreviated_end()?;
    let path = match (provision.paragraph(), provision.point()) {
        (None, None) => ProvisionPath { number: &end, ..provision.path() },
        (Some(_), None) => ProvisionPath { paragraph: Some(&end), ..provision.path() },
        (_, Some(_)) => return None,
    };
    let found = listed(instrument, provision).iter().find(|one| one.number == path.number)?;
    let last = path.paragraph.map_or(Some(0), |paragraph| paragraph.parse().ok())?;
    (last <= found.paragraphs.unwrap_or(0)).then(|| part_id(&instrument.instrument_id, &path))
}

/// What an instrument is known to have of the kind of a provision. A list without entries is not known.
fn listed<'i>(instrument: &'i Instrument, provision: &Provision) -> &'i [registry::Provision] {
    match (provision.unit(), provision.annex()) {
        (Unit::Article | Unit::Rule, None) => &instrument.skeleton.articles,
        (Unit::Chapter, None) => &instrument.skeleton.chapters,
        (Unit::Annex, _) => &instrument.skeleton.annexes,
        _ => &[],
    }
}

/// Whether an instrument has provisions of the kind of a pinpoint: rules are in rules, and an agenda has no articles.
pub(super) fn has_unit(instrument: &Instrument, pinpoint: &Pinpoint) -> bool {
    /// Kinds whose texts are not made of articles, unless the registry knows some.
    const WITHOUT_ARTICLES: [&str; 2] = ["agenda", "framework"];
    match pinpoint.levels.first().map(|(unit, _)| *unit) {
        Some(Unit::Rule) => instrument.numbers_rules,
        Some(Unit::Article) => {
            !instrument.skeleton.articles.is_empty() || !WITHOUT_ARTICLES.contains(&instrument.kind.as_str())
        }
        _ => true,
    }
}

/// Whether nothing known speaks against a pinpoint.
pub(super) fn may_exist(instrument: &Instrument, pinpoint: &Pinpoint, language: &str) -> bool {
    has_unit(instrument, pinpoint) && !is_missing(instrument, &provision(pinpoint, Some(instrument), language))
}
