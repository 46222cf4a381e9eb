//! Step 8: nothing decides, so that the candidates are named and none is taken.

use super::*;

/// A bare noun of treaties keeps every instrument of the registry with that noun as a candidate. Of other nouns, such as 规则, the
/// registry has the fewest instruments.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let around = &scene.around;
    let candidates = match name {
        Name::Head(_, head) if !around.words.is_treaty(head) => Vec::new(),
        Name::Head(Pointing::Several, head) if points(scene, mark) => {
            // What the unit has named without the registry knowing it, or said without naming it, is meant before anything else.
            let in_unit = with_head(&scene.unit, head).next().is_some();
            if !in_unit && scene.is_said_before(mark, head) {
                return Some(Ending::unresolved(Rule::UnnamedNoun));
            }
            let named = if in_unit { &scene.unit } else { &scene.memory.section };
            with_head(named, head).filter_map(|one| one.instrument).collect()
        }
        // A pronoun points to what was said, not to whatever has the noun.
        Name::Head(Pointing::Back | Pointing::Several, _) | Name::Title(_) | Name::Both(..) | Name::Unknown(_) => {
            Vec::new()
        }
        Name::Head(Pointing::Bare | Pointing::Own, head) => {
            let instruments = 0..around.registry.instruments().len();
            instruments.filter(|&one| around.head_of(one) == Some(head)).collect()
        }
    };
    let none = candidates.is_empty();
    Some(if none { Ending::unresolved(Rule::Abstain) } else { Ending::ambiguous(candidates, Rule::Abstain) })
}

/// Whether a noun for several is said of some that were named: `the Conventions`, not `eight fundamental Conventions`.
fn points(scene: &NameScene<'_, '_>, mark: usize) -> bool {
    let words = scene.around.words.words;
    let before = scene.around.before(mark).trim_end();
    let ends = |forms: &[&str]| forms.iter().any(|form| before.ends_with(form.trim()));
    let those = words.several.those.iter().any(|(word, _)| before.ends_with(word));
    !words.unit_first || those || ends(words.articles) || ends(words.possessives) || ends(words.joiners)
}

/// A bare provision keeps what its unit has named as candidates.
pub(super) fn provision(scene: &ProvisionScene<'_, '_>, mark: usize) -> Option<Link> {
    let mut candidates: Vec<_> = scene.unit.iter().filter_map(|one| one.instrument).collect();
    if candidates.is_empty() {
        candidates.extend(scene.section_last.and_then(|one| one.instrument));
    }
    let behind = antecedent::names_in_sentence_behind(scene, mark);
    for name in behind.filter_map(|name| scene.endings[name].as_ref()?.only()) {
        if !candidates.contains(&name) {
            candidates.push(name);
        }
    }
    candidates.retain(|&one| scene.around.has_unit_of(mark, one));
    let status = if candidates.len() > 1 { Status::Ambiguous } else { Status::Unresolved };
    Some(Link::implicit(Form::Bare, Ending { status, candidates, ..Ending::unresolved(Rule::Abstain) }))
}
