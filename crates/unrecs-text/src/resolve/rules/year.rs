//! A year beside a noun: `the 1972 Protocol`, 经1972年《议定书》修正. It goes before every other meaning of the noun.

use super::scene::{Around, Ending, NameScene};
use crate::language::DateOrder;
use crate::resolve::Method;
use crate::resolve::Rule;
use crate::resolve::grammar::Pointing;
use crate::resolve::scanner::{Name, What};

/// The instrument of that year among those that the unit, the section or the profile knows by the noun.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let Name::Head(Pointing::Bare, head) = name else { return None };
    let around = &scene.around;
    let year = year_before(around, mark)?;
    let named = scene.unit.iter().chain(&scene.memory.section).filter(|one| one.head == Some(head));
    let meaning =
        around.profile.and_then(|profile| profile.meaning(around.words.language.tag, around.words.heads[head]));
    let known = named.filter_map(|one| one.instrument).chain(meaning.unwrap_or_default().iter().copied());
    let known = known.chain(amending(around, mark, head));
    let adopted = |one: &usize| around.registry.instruments()[*one].adopted_on.map(|day| day.year());
    let mut of_year: Vec<_> = known.filter(|one| adopted(one) == Some(year)).collect();
    of_year.sort_unstable();
    of_year.dedup();
    match of_year.as_slice() {
        [only] => Some(Ending::resolved(*only, Method::Antecedent, Rule::YearOfNoun)),
        [] => is_certain(around, mark).then(|| Ending::unresolved(Rule::YearOfNoun)),
        _ => Some(Ending::ambiguous(of_year, Rule::YearOfNoun)),
    }
}

/// The supplements with a noun of the treaty that the mark is said to amend: 经1972年《议定书》修正的1961年《麻醉品单一公约》.
fn amending(around: &Around<'_, '_>, mark: usize, head: usize) -> Vec<usize> {
    let instruments = around.registry.instruments();
    let amends = around.words.words.amended.iter().any(|word| around.after(mark).starts_with(word));
    let next = around.marks.get(mark + 1).filter(|_| amends && around.same_sentence(mark, mark + 1));
    let parents = match next.map(|next| &next.what) {
        Some(What::Name(Name::Title(alias))) => around.words.alias(*alias).instruments.as_slice(),
        _ => &[],
    };
    let supplements = |child: &usize| {
        let parent = instruments[*child].parent_id.as_ref();
        around.head_of(*child) == Some(head)
            && parents.iter().any(|&one| parent == Some(&instruments[one].instrument_id))
    };
    if parents.is_empty() { Vec::new() } else { (0..instruments.len()).filter(supplements).collect() }
}

/// The year directly in front of a mark.
fn year_before(around: &Around<'_, '_>, mark: usize) -> Option<i16> {
    let before = around.before(mark);
    let before = match around.words.language.dates.order {
        DateOrder::Marked { year, .. } => before.strip_suffix(year)?,
        DateOrder::DayMonthYear => before.strip_suffix(' ')?,
    };
    let digits = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count();
    before[digits..].parse().ok().filter(|_| before.len() - digits == 4)
}

/// Whether the year is the noun's for sure: in 2013年《公约》缔约国通过了 it may be the verb's.
fn is_certain(around: &Around<'_, '_>, mark: usize) -> bool {
    let words = around.words.words;
    words.spaced || words.amended.iter().any(|word| around.after(mark).starts_with(word))
}
