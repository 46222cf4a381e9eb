//! Step 7: the only candidate, in the unit and then in the section. Nearness decides nothing.

use super::scene::{Ending, Link, NameScene, Named, PlaceScene};
use crate::resolve::Rule;
use crate::resolve::grammar::Pointing;
use crate::resolve::scanner::{Name, What};
use crate::resolve::{Form, Method};

/// A bare noun: the only instrument with that noun, or the only one that has the provision beside the noun.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let Name::Head(Pointing::Bare | Pointing::Back, head) = name else { return None };
    let with_head = |named: &[Named], rule| {
        let all: Vec<_> = named.iter().filter(|one| one.head == Some(head)).copied().collect();
        let fits = |one: &&Named| one.instrument.is_none_or(|one| has_provision(scene, mark, one));
        let fitting: Vec<_> = all.iter().filter(fits).copied().collect();
        match fitting.as_slice() {
            [_] if all.len() > 1 => only(&fitting, Rule::OnlyCandidateWithProvision),
            _ => only(&all, rule),
        }
    };
    // Where titles have no brackets, `the Declaration` may be the end of a title that was not seen; `the Global Compact` is not.
    let words = scene.around.words;
    let owned = || words.words.possessives.iter().any(|word| scene.around.before(mark).trim_end().ends_with(word));
    let told = words.is_treaty(head) || (words.heads[head].contains(' ') && !owned());
    let sure = words.words.title_marks.is_some() || told;
    let in_section = || with_head(&scene.memory.section, Rule::OnlyCandidateInSection).filter(|_| sure);
    with_head(&scene.unit, Rule::OnlyCandidateInUnit).or_else(in_section)
}

/// Whether nothing known speaks against the provisions directly beside a noun.
fn has_provision(scene: &NameScene<'_, '_>, mark: usize, instrument: usize) -> bool {
    let around = &scene.around;
    let words = around.words.words;
    let behind = Some(mark + 1)
        .filter(|&next| next < around.marks.len())
        .filter(|&next| around.gap(next).is_some_and(|gap| words.linked_behind.contains(&gap)));
    let in_front =
        mark.checked_sub(1).filter(|_| around.gap(mark).is_some_and(|gap| words.linked_before.contains(&gap)));
    [behind, in_front].into_iter().flatten().all(|beside| match &around.marks[beside].what {
        What::Places(places) => around.may_have(places, instrument),
        _ => true,
    })
}

fn only(named: &[Named], rule: Rule) -> Option<Ending> {
    Some(match named {
        [] => return None,
        [only] => match only.instrument {
            Some(target) => Ending::resolved(target, Method::Antecedent, rule).because(only.at),
            None => Ending::unresolved(rule).because(only.at),
        },
        several => {
            let known: Vec<_> = several.iter().filter_map(|one| one.instrument).collect();
            if known.is_empty() { Ending::unresolved(rule) } else { Ending::ambiguous(known, rule) }
        }
    })
}

/// A provision without a name beside it: the instrument whose part it is called in the clause (《公约》中有关预防措施的第二章), the only
/// one that the unit has named, or the one that the section named last and the profile knows.
pub(super) fn place(scene: &PlaceScene<'_, '_>, mark: usize) -> Option<Link> {
    let link = |ending| Link { ending, form: Form::Bare, implicit: true, from: None };
    if let Some(name) = clause_title(scene, mark) {
        let ending = scene.endings[name].as_ref()?;
        let method = ending.method.map(|_| Method::Antecedent);
        let form = scene.around.form(name);
        let ending = Ending { method, rule: Rule::TitleOfClause, ..ending.clone() }.because(scene.around.at(name));
        return Some(Link { form, ..link(ending) });
    }
    if let [only] = scene.unit.as_slice() {
        let target = only.instrument.filter(|&target| may_exist(scene, mark, target))?;
        let ending = Ending::resolved(target, Method::Antecedent, Rule::OnlyCandidateInUnit);
        return Some(link(ending.because(only.at)));
    }
    if !scene.unit.is_empty() {
        return None;
    }
    let meanings = scene.around.profile?.heads_in(scene.around.words.language.tag);
    let last = scene.section_last?;
    let target = last.instrument.filter(|&target| may_exist(scene, mark, target))?;
    let agreed = meanings.iter().any(|(_, meaning)| meaning.as_slice() == [target]);
    let others = meanings.iter().filter_map(|(_, meaning)| <[usize; 1]>::try_from(meaning.as_slice()).ok());
    let mut candidates: Vec<_> = others.map(|[other]| other).filter(|&other| other != target).collect();
    candidates.sort_unstable();
    candidates.dedup();
    let ending = Ending::resolved(target, Method::Antecedent, Rule::ProfileAndSection).because(last.at);
    agreed.then(|| link(Ending { candidates, ..ending }))
}

/// The title whose part a provision is called in the same clause: nothing but its provisions stands between.
fn clause_title(scene: &PlaceScene<'_, '_>, mark: usize) -> Option<usize> {
    let around = &scene.around;
    let name = scene.last_name.filter(|&name| around.marks[name].clause == around.marks[mark].clause)?;
    let behind = around.after(name);
    let tied = around
        .words
        .words
        .linked_behind
        .iter()
        .any(|word| !word.is_empty() && !around.words.words.spaced && behind.starts_with(word));
    let between = || around.marks[name + 1..mark].iter().all(|mark| matches!(mark.what, What::Places(_)));
    let modified = around.before(mark).ends_with(around.words.language.norms.modifier);
    (tied && modified && !around.words.words.spaced && between()).then_some(name)
}

/// Whether every article of the mark may exist in an instrument.
fn may_exist(scene: &PlaceScene<'_, '_>, mark: usize, target: usize) -> bool {
    match &scene.around.marks[mark].what {
        What::Places(places) => scene.around.may_have(places, target),
        _ => false,
    }
}
