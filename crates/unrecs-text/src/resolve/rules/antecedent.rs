//! Step 7: the only candidate, in the unit and then in the section. Nearness decides nothing.

use super::*;

/// A bare noun: the only instrument with that noun, or the only one that has the provision beside the noun.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let Name::Head(Pointing::Bare | Pointing::Back, head) = name else { return None };
    let only_of = |named: &[Named], rule| {
        let all: Vec<_> = with_head(named, head).copied().collect();
        let fits = |one: &&Named| one.instrument.is_none_or(|one| has_provision(scene, mark, one));
        let fitting: Vec<_> = all.iter().filter(fits).copied().collect();
        match fitting.as_slice() {
            [_] if all.len() > 1 => only(&fitting, Rule::OnlyCandidateWithProvision),
            _ => only(&all, rule),
        }
    };
    // Where titles have no brackets, `the Declaration` may be the end of a title that was not seen; `the Global Compact` is not.
    let words = scene.around.words;
    let owned = || words.language.ends_with_word(scene.around.before(mark).trim_end(), words.words.possessives);
    let told = words.is_treaty(head) || (words.heads[head].contains(' ') && !owned());
    let sure = words.words.title_marks.is_some() || told;
    let in_section = || only_of(&scene.memory.section, Rule::OnlyCandidateInSection).filter(|_| sure);
    only_of(&scene.unit, Rule::OnlyCandidateInUnit).or_else(in_section)
}

/// Whether nothing known speaks against the provisions directly beside a noun.
fn has_provision(scene: &NameScene<'_, '_>, mark: usize, instrument: usize) -> bool {
    let around = &scene.around;
    let words = around.words.words;
    let linked = |second: &usize, links: &[&str]| around.gap(*second).is_some_and(|gap| links.contains(&gap));
    let next = Some(mark + 1).filter(|&next| next < around.marks.len());
    let behind = next.filter(|next| linked(next, words.linked_behind));
    let in_front = mark.checked_sub(1).filter(|_| linked(&mark, words.linked_before));
    behind.into_iter().chain(in_front).all(|beside| around.may_have(beside, instrument))
}

fn only(named: &[Named], rule: Rule) -> Option<Ending> {
    Some(match named {
        [] => return None,
        [only] => Ending::of(only.instrument, Method::Antecedent, rule).because(only.at),
        several => {
            let candidates: Vec<_> = several.iter().filter_map(|one| one.instrument).collect();
            let none = candidates.is_empty();
            if none { Ending::unresolved(rule) } else { Ending::ambiguous(candidates, rule) }
        }
    })
}

/// A provision without a name beside it: the instrument whose part it is called in the clause (《公约》中有关预防措施的第二章), the only
/// one that the unit has named, or the one that the section named last and the profile knows.
pub(super) fn provision(scene: &ProvisionScene<'_, '_>, mark: usize) -> Option<Link> {
    let around = &scene.around;
    if let Some(name) = clause_title(scene, mark) {
        let ending = scene.endings[name].as_ref()?.tied(Method::Antecedent, Rule::TitleOfClause);
        return Some(Link::implicit(around.form(name), ending.because(around.at(name))));
    }
    // A title that the same sentence names behind the provision may be meant, so that one named before decides nothing.
    if names_in_sentence_behind(scene, mark).next().is_some() && !is_named_in_sentence(scene, mark) {
        return None;
    }
    let target = |named: Named| named.instrument.filter(|&target| around.may_have(mark, target));
    let resolved =
        |named: Named, target, rule| Ending::resolved(vec![target], Method::Antecedent, rule).because(named.at);
    match scene.unit.as_slice() {
        [] => {
            let meanings = around.profile?.heads_in(around.words.language.tag);
            let last = scene.section_last?;
            let target = target(last)?;
            let agreed = meanings.iter().any(|(_, meaning)| meaning.as_slice() == [target]);
            let others = meanings.iter().filter(|(_, meaning)| meaning.len() == 1).flat_map(|(_, meaning)| meaning);
            let mut candidates: Vec<_> = others.copied().filter(|&other| other != target).collect();
            candidates.sort_unstable();
            candidates.dedup();
            let ending = Ending { candidates, ..resolved(last, target, Rule::ProfileAndSection) };
            agreed.then(|| Link::implicit(Form::Bare, ending))
        }
        [only] => Some(Link::implicit(Form::Bare, resolved(*only, target(*only)?, Rule::OnlyCandidateInUnit))),
        _ => None,
    }
}

/// The names behind a mark in its sentence.
pub(super) fn names_in_sentence_behind<'a>(
    scene: &'a ProvisionScene<'_, '_>,
    mark: usize,
) -> impl Iterator<Item = usize> + 'a {
    /// A sentence names few instruments.
    const MOST: usize = 12;
    let around = &scene.around;
    let behind = (mark + 1..around.marks.len()).take_while(move |&other| around.same_sentence(other, mark));
    behind.take(MOST).filter(|&other| around.is_name(other))
}

/// Whether the sentence names an instrument in front of a mark, or one of its provisions.
fn is_named_in_sentence(scene: &ProvisionScene<'_, '_>, mark: usize) -> bool {
    let last = scene.last_name.is_some_and(|name| scene.around.same_sentence(name, mark));
    last || (scene.last_name.is_none() && !scene.unit.is_empty())
}

/// The title whose part a provision is called in the same clause: nothing but its provisions stands between.
fn clause_title(scene: &ProvisionScene<'_, '_>, mark: usize) -> Option<usize> {
    let (around, words) = (&scene.around, scene.around.words.words);
    let name = scene.last_name.filter(|&name| around.marks[name].clause == around.marks[mark].clause)?;
    let behind = around.after(name);
    let tied = || words.linked_behind.iter().any(|word| !word.is_empty() && behind.starts_with(word));
    let between = || around.marks[name + 1..mark].iter().all(|mark| matches!(mark.what, What::Pinpoints(_)));
    let modified = || around.before(mark).ends_with(around.words.language.norms.modifier);
    (!words.unit_first && tied() && modified() && between()).then_some(name)
}
