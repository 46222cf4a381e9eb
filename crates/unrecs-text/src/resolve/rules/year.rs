//! A year beside a noun: `the 1972 Protocol`, 经1972年《议定书》修正. It goes before every other meaning of the noun.

use super::*;

/// The instrument of that year among those that the unit, the section or the profile knows by the noun.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let Name::Head(Pointing::Bare, head) = name else { return None };
    let around = &scene.around;
    let year = year_before(around, mark)?;
    let named = with_head(&scene.unit, head).chain(with_head(&scene.memory.section, head));
    let profiled = around.profiled(around.words.heads[head]).unwrap_or_default();
    let meant = named.filter_map(|one| one.instrument).chain(profiled.iter().copied());
    let adopted = |one: &usize| around.instrument(*one).adopted_on.map(|day| day.year());
    let candidates = meant.chain(amending(around, mark, head));
    let mut of_year: Vec<_> = candidates.filter(|one| adopted(one) == Some(year)).collect();
    of_year.sort_unstable();
    of_year.dedup();
    match of_year.len() {
        0 => is_certain(around, mark).then(|| Ending::unresolved(Rule::YearOfNoun)),
        1 => Some(Ending::resolved(of_year, Method::Antecedent, Rule::YearOfNoun)),
        _ => Some(Ending::ambiguous(of_year, Rule::YearOfNoun)),
    }
}

/// The supplements with a noun of the treaty that the mark is said to amend: 经1972年《议定书》修正的1961年《麻醉品单一公约》.
fn amending(around: &Around<'_, '_>, mark: usize, head: usize) -> Vec<usize> {
    let next = around.marks.get(mark + 1).filter(|_| amends(around, mark) && around.same_sentence(mark, mark + 1));
    match next.map(|next| &next.what) {
        Some(What::Name(Name::Title(alias))) => around.supplements(&around.words.aliases[*alias].instruments, head),
        _ => Vec::new(),
    }
}

fn amends(around: &Around<'_, '_>, mark: usize) -> bool {
    starts_with_one(around.after(mark), around.words.words.amended)
}

/// The year directly in front of a mark.
fn year_before(around: &Around<'_, '_>, mark: usize) -> Option<i16> {
    let before = around.before(mark);
    let before = match &around.words.language.dates.marks {
        Some(marks) => before.strip_suffix(marks.year)?,
        None => before.strip_suffix(' ')?,
    };
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    before[digits..].parse().ok().filter(|_| before.len() - digits == 4)
}

/// Whether the year is the noun's for sure: in 2013年《公约》缔约国通过了 it may be the verb's.
fn is_certain(around: &Around<'_, '_>, mark: usize) -> bool {
    around.words.words.unit_first || amends(around, mark)
}
