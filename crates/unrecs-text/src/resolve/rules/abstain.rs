//! Step 8: nothing decides, so that the candidates are named and none is taken.

use super::scene::{Ending, Link, NameScene, Named, PlaceScene};
use crate::resolve::Form;
use crate::resolve::Rule;
use crate::resolve::grammar::Pointing;
use crate::resolve::scanner::Name;

/// A bare noun of treaties keeps every instrument of the registry with that noun as a candidate. Of other nouns, such as 规则, the
/// registry has the fewest instruments.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let Name::Head(_, head) = name else { return Some(Ending::unresolved(Rule::Abstain)) };
    // A pronoun points to what was said, not to whatever has the noun.
    if matches!(name, Name::Head(Pointing::Back, _)) || !scene.around.words.is_treaty(head) {
        return Some(Ending::unresolved(Rule::Abstain));
    }
    if let Name::Head(Pointing::Several, _) = name {
        if !points(scene, mark) {
            return Some(Ending::unresolved(Rule::Abstain));
        }
        let with_head = |named: &[Named]| {
            named.iter().filter(|one| one.head == Some(head)).filter_map(|one| one.instrument).collect::<Vec<_>>()
        };
        // What the unit has named without the registry knowing it, or said without naming it, is meant before anything else.
        let in_unit = scene.unit.iter().any(|one| one.head == Some(head));
        if !in_unit && scene.is_said_before(mark, head) {
            return Some(Ending::unresolved(Rule::UnnamedNoun));
        }
        let mut candidates = with_head(&scene.unit);
        if !in_unit {
            candidates = with_head(&scene.memory.section);
        }
        return Some(open(candidates));
    }
    let instruments = 0..scene.around.registry.instruments().len();
    let candidates: Vec<_> = instruments.filter(|&one| scene.around.head_of(one) == Some(head)).collect();
    Some(open(candidates))
}

/// Whether a noun for several is said of some that were named: `the Conventions`, not `eight fundamental Conventions`.
fn points(scene: &NameScene<'_, '_>, mark: usize) -> bool {
    let words = scene.around.words.words;
    let before = scene.around.before(mark).trim_end();
    let ends = |forms: &[&str]| forms.iter().any(|form| before.ends_with(form.trim()));
    let those = words.several.those.iter().any(|(word, _)| before.ends_with(word));
    !words.spaced || those || ends(words.articles) || ends(words.possessives) || ends(words.joiners)
}

fn open(candidates: Vec<usize>) -> Ending {
    if candidates.is_empty() { Ending::unresolved(Rule::Abstain) } else { Ending::ambiguous(candidates, Rule::Abstain) }
}

/// A bare provision keeps what its unit has named as candidates.
pub(super) fn place(scene: &PlaceScene<'_, '_>, mark: usize) -> Option<Link> {
    let mut candidates: Vec<_> = scene.unit.iter().filter_map(|one| one.instrument).collect();
    if candidates.is_empty() {
        candidates.extend(scene.section_last.and_then(|one| one.instrument));
    }
    candidates.retain(|&one| scene.has_unit_of(mark, one));
    let ending = if candidates.len() > 1 {
        Ending::ambiguous(candidates, Rule::Abstain)
    } else {
        Ending { candidates, ..Ending::unresolved(Rule::Abstain) }
    };
    Some(Link { ending, form: Form::Bare, implicit: true, from: None })
}
