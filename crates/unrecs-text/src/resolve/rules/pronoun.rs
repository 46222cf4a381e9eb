//! Step 3: a word that points back. 该公约 is the last instrument with that noun, 这些公约 all of the unit, 其中 the last one named.

use super::scene::{Ending, Link, NameScene, PlaceScene};
use crate::resolve::grammar::Pointing;
use crate::resolve::scanner::{Name, What};
use crate::resolve::{Form, Method, Rule, Status};

/// 该公约, `that Convention`; 这些公约, `those Conventions`.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    match name {
        Name::Head(Pointing::Back, head) => back(scene, mark, head),
        Name::Head(Pointing::Several, head) => together(scene, mark, head),
        _ => None,
    }
}

/// The last instrument with the noun.
fn back(scene: &NameScene<'_, '_>, mark: usize, head: usize) -> Option<Ending> {
    let named = match scene.by_head.get(&head) {
        Some(named) => named,
        None if is_unnamed(scene, mark, head) => return Some(Ending::unresolved(Rule::UnnamedNoun)),
        None => return None,
    };
    let refused = scene.unit.iter().filter(|one| one.head == Some(head) && *one != named);
    let candidates = refused.filter_map(|one| one.instrument).collect();
    let ending = match named.instrument {
        Some(target) => Ending::resolved(target, Method::Pronoun, Rule::NounAgreement),
        None => Ending::unresolved(Rule::NounAgreement),
    };
    Some(Ending { candidates, ..ending.because(named.at) })
}

/// The instruments with the noun that the unit has named, where the number agrees and the noun was said of nothing else since.
fn together(scene: &NameScene<'_, '_>, mark: usize, head: usize) -> Option<Ending> {
    let around = &scene.around;
    let those =
        around.words.words.several.those.iter().find(|(word, _)| {
            around.after_start(mark).starts_with(word) || around.before(mark).trim_end().ends_with(word)
        });
    let &(_, count) = those?;
    let named: Vec<_> = scene.unit.iter().filter(|one| one.head == Some(head)).collect();
    let known: Option<Vec<usize>> = named.iter().map(|one| one.instrument).collect();
    let targets = known.filter(|known| if count == 0 { known.len() > 1 } else { known.len() == count })?;
    let last = named.last()?;
    if scene.is_said_since(mark, head) {
        return None;
    }
    let (status, candidates, method, rule) = (Status::Resolved, Vec::new(), Some(Method::Pronoun), Rule::NamedTogether);
    Some(Ending { status, targets, candidates, method, rule, evidence: Some(last.at) })
}

/// Whether the noun was last said of something without a name: 一项国际协定…该协定, 1997年议定书…该议定书.
fn is_unnamed(scene: &NameScene<'_, '_>, mark: usize, head: usize) -> bool {
    /// A pronoun does not reach further back, in bytes.
    const REACH: usize = 600;
    /// `一项相关的国际`
    const BETWEEN: usize = 24;
    let (around, words) = (&scene.around, scene.around.words);
    if words.words.spaced {
        return false;
    }
    let end = around.marks[mark].span.start;
    let mut start = end.saturating_sub(REACH);
    while !around.text.is_char_boundary(start) {
        start += 1;
    }
    let before = &around.text[start..end];
    let Some(noun) = before.rfind(words.heads[head]) else { return false };
    let mut from = noun.saturating_sub(BETWEEN);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let modifiers = &before[from..noun];
    let dated = || words.words.counts.iter().any(|word| modifiers.ends_with(word));
    words.words.indefinite.iter().any(|word| modifiers.contains(word)) || dated()
}

/// 其第5条, 其中…第13条, `article 32 thereof`: the last instrument named in the unit.
pub(super) fn place(scene: &PlaceScene<'_, '_>, mark: usize) -> Option<Link> {
    let around = &scene.around;
    let words = around.words.words;
    let before = around.before(mark).trim_end();
    let possessed = words.possessives.iter().any(|word| before.ends_with(word));
    let among = scene.last_among.filter(|&among| {
        let first = || around.marks[among + 1..mark].iter().all(|mark| !matches!(mark.what, What::Places(_)));
        around.same_sentence(among, mark) && scene.last_name.is_none_or(|name| name < among) && first()
    });
    let thereof = words.thereof.iter().any(|word| around.after(mark).starts_with(word));
    let rule = match (possessed, among, thereof) {
        (_, _, true) => Rule::Thereof,
        (true, ..) => Rule::Possessive,
        (_, Some(_), _) => Rule::Among,
        _ => return None,
    };
    let name = scene.last_name?;
    let ending = scene.endings[name].as_ref()?;
    let method = ending.method.map(|_| Method::Pronoun);
    let ending = Ending { method, rule, ..ending.clone() }.because(around.at(name));
    Some(Link { ending, form: Form::Anaphoric, implicit: true, from: None })
}
