//! Step 3: a word that points back. 该公约 is the last instrument with that noun, 其中 the last one named, 及其各项议定书 its protocols.

use super::scene::{Ending, Link, NameScene, PlaceScene};
use crate::resolve::grammar::Pointing;
use crate::resolve::marks::{Name, What};
use crate::resolve::{Form, Method, Status};

/// 该公约, `that Convention`; 及其各项议定书, `the Protocols thereto`.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let Name::Head(pointing, head) = name else { return None };
    match pointing {
        Pointing::Back => {
            let named = scene.by_head.get(&head)?;
            let refused = scene.unit.iter().filter(|one| one.head == Some(head) && *one != named);
            let candidates = refused.filter_map(|one| one.instrument).collect();
            Some(match named.instrument {
                Some(target) => Ending { candidates, ..Ending::resolved(target, Method::Pronoun, "noun_agreement") },
                None => Ending { candidates, ..Ending::unresolved("noun_agreement") },
            })
        }
        Pointing::Several => match its_protocols(scene, mark, head)? {
            (_, ending) if ending.targets.is_empty() => Some(ending),
            (Tie::Direct, ending) => Some(ending),
            (Tie::Modified, ending) => Some(Ending::ambiguous(ending.targets, "its_protocols")),
        },
        // One protocol: 及其《任择议定书》. Where there are several, the noun alone does not say which.
        Pointing::Bare => {
            let (_, ending) = its_protocols(scene, mark, head)?;
            let language = scene.around.words.language.tag;
            let noun = scene.around.words.heads[head];
            let profiled = || scene.around.profile.is_some_and(|profile| profile.meaning(language, noun).is_some());
            match ending.targets.len() {
                1 => Some(ending),
                0 => None,
                _ if profiled() => None,
                _ => Some(Ending::ambiguous(ending.targets, "its_protocols")),
            }
        }
        Pointing::Own => None,
    }
}

/// The instruments with a noun that supplement the one named in front.
fn its_protocols(scene: &NameScene<'_, '_>, mark: usize, head: usize) -> Option<(Tie, Ending)> {
    let (convention, tie) = tied(scene, mark)?;
    let Some(parent) = scene.endings[convention].as_ref().and_then(Ending::only) else {
        return Some((tie, Ending::unresolved("its_protocols")));
    };
    let instruments = scene.around.registry.instruments();
    let id = &instruments[parent].instrument_id;
    let targets: Vec<_> = (0..instruments.len())
        .filter(|&child| instruments[child].parent_id.as_ref() == Some(id))
        .filter(|&child| scene.around.head_of(child) == Some(head))
        .collect();
    let ending = Ending {
        status: Status::Resolved,
        targets,
        candidates: Vec::new(),
        method: Some(Method::Pronoun),
        rule: "its_protocols",
    };
    (!ending.targets.is_empty()).then_some((tie, ending))
}

/// How a noun is tied to the name in front.
enum Tie {
    /// 及其各项议定书
    Direct,
    /// Words between say which of them is meant: 及其关于买卖儿童的《任择议定书》.
    Modified,
}

/// The name in front that a noun for several is tied to: 《公约》 in 《公约》及其各项议定书.
fn tied(scene: &NameScene<'_, '_>, mark: usize) -> Option<(usize, Tie)> {
    let around = &scene.around;
    let before = mark.checked_sub(1).filter(|&before| around.is_name(before) && around.same_sentence(before, mark))?;
    let words = around.words.words;
    let gap = around.gap(mark)?.trim();
    // What is left of a gap behind 及其 or `and its`.
    let its = |rest| words.possessives.iter().find_map(|word| behind(rest, word));
    let possessed = words.joiners.iter().filter_map(|joiner| behind(gap, joiner.trim())).find_map(its);
    let modifier = around.words.language.norms.modifier;
    match possessed {
        Some("") => return Some((before, Tie::Direct)),
        Some(rest) if !modifier.is_empty() && rest.ends_with(modifier) => return Some((before, Tie::Modified)),
        _ => {}
    }
    let thereto = words.several.thereto.iter().any(|word| around.after(mark).starts_with(word));
    let joined = words.joiners.iter().any(|joiner| gap.starts_with(joiner.trim()) && gap.len() <= joiner.len() + 4);
    (thereto && joined).then_some((before, Tie::Direct))
}

/// What stands behind a word at the start of a text.
fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).map(str::trim_start)
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
        (_, _, true) => "thereof",
        (true, ..) => "possessive",
        (_, Some(_), _) => "among",
        _ => return None,
    };
    let name = scene.last_name?;
    let ending = scene.endings[name].as_ref()?;
    let method = ending.method.map(|_| Method::Pronoun);
    let ending = Ending { method, rule, ..ending.clone() };
    Some(Link { ending, form: Form::Anaphoric, implicit: true, from: None })
}
