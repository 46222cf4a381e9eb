//! Step 3: a word that points back. 该公约 is the last instrument with that noun, 其中 the last one named, 及其各项议定书 its protocols.

use super::adjacent::without_notes;
use super::scene::{Ending, Link, NameScene, PlaceScene};
use crate::language::Reason;
use crate::registry::key;
use crate::resolve::Rule;
use crate::resolve::grammar::Pointing;
use crate::resolve::marks::{Name, What};
use crate::resolve::{Form, Method, Status};

/// 该公约, `that Convention`; 及其各项议定书, `the Protocols thereto`.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let Name::Head(pointing, head) = name else { return None };
    match pointing {
        Pointing::Back => {
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
        Pointing::Several => match its_protocols(scene, mark, head)? {
            (tie, ending) if ending.targets.is_empty() || tie.subject.is_empty() => Some(ending),
            (tie, ending) => {
                let (meant, others) = of_subject(scene, &ending.targets, tie);
                // As many as the words between name: one subject may be said of several instruments or in other words.
                let sure = meant.len() > 1 && !others.is_empty();
                Some(match sure {
                    true => Ending { targets: meant, candidates: others, rule: Rule::ItsProtocolsBySubject, ..ending },
                    false => Ending::ambiguous(ending.targets, Rule::ItsProtocols),
                })
            }
        },
        // One protocol: 及其《任择议定书》. Where there are several, the noun alone does not say which.
        Pointing::Bare => {
            let (tie, ending) = its_protocols(scene, mark, head)?;
            let (meant, others) = of_subject(scene, &ending.targets, tie);
            if let [only] = meant.as_slice()
                && !others.is_empty()
            {
                let rule = Rule::ItsProtocolsBySubject;
                let ending = Ending::resolved(*only, Method::Pronoun, rule).because(scene.around.at(tie.name));
                return Some(Ending { candidates: others, ..ending });
            }
            let language = scene.around.words.language.tag;
            let noun = scene.around.words.heads[head];
            let profiled = || scene.around.profile.is_some_and(|profile| profile.meaning(language, noun).is_some());
            match ending.targets.len() {
                1 => Some(ending),
                0 => None,
                _ if profiled() => None,
                _ => Some(Ending::ambiguous(ending.targets, Rule::ItsProtocols)),
            }
        }
        Pointing::Own => None,
    }
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

/// The instruments with a noun that supplement the one named in front.
fn its_protocols<'a>(scene: &NameScene<'a, '_>, mark: usize, head: usize) -> Option<(Tie<'a>, Ending)> {
    let tie = tied(scene, mark)?;
    let Some(parent) = scene.endings[tie.name].as_ref().and_then(Ending::only) else {
        return Some((tie, Ending::unresolved(Rule::ItsProtocols)));
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
        rule: Rule::ItsProtocols,
        evidence: Some(scene.around.at(tie.name)),
    };
    (!ending.targets.is_empty()).then_some((tie, ending))
}

/// Those of some instruments whose title has the words that say which are meant, and the others.
fn of_subject(scene: &NameScene<'_, '_>, instruments: &[usize], tie: Tie<'_>) -> (Vec<usize>, Vec<usize>) {
    let (registry, words) = (scene.around.registry, scene.around.words);
    let subject = key(tie.subject);
    let says = |title: &str| match words.words.spaced {
        // `thereto on the sale of children`: the end of a title from one of its links on.
        true => words.words.title_links.iter().any(|link| {
            let ends = title.match_indices(link).map(|(at, _)| key(&title[at..]));
            ends.into_iter().any(|end| subject.starts_with(&end))
        }),
        false => !subject.is_empty() && key(title).contains(&subject),
    };
    instruments.iter().partition(|&&one| {
        let titles = registry.instruments()[one].titles.iter();
        titles.filter(|title| title.language == words.language.tag).any(|title| says(&title.title))
    })
}

/// No words that say which is meant are longer, in bytes.
const LONGEST_SUBJECT: usize = 160;

/// How a noun is tied to the name in front.
#[derive(Debug, Clone, Copy)]
struct Tie<'a> {
    /// The mark of the name: 《公约》 in 《公约》及其各项议定书.
    name: usize,
    /// The words that say which of them is meant: 关于买卖儿童问题的 in 及其关于买卖儿童问题的《任择议定书》.
    subject: &'a str,
}

/// The name in front that a noun is tied to.
fn tied<'a>(scene: &NameScene<'a, '_>, mark: usize) -> Option<Tie<'a>> {
    let around = &scene.around;
    // A number in a bracket may stand between: 《1930年强迫劳动公约》(第29号)及其《议定书》.
    let serial = |before: &usize| matches!(around.marks[*before].what, What::Nothing(Reason::Serial));
    let before = mark.checked_sub(1)?;
    let before = if serial(&before) { before.checked_sub(1)? } else { before };
    let name = Some(before).filter(|&before| around.is_name(before) && around.same_sentence(before, mark))?;
    let words = around.words.words;
    let gap = without_notes(around.text.get(around.marks[name].span.end..around.marks[mark].span.start)?).trim();
    // What is left of a gap behind 及其 or `and its`.
    let its = |rest| words.possessives.iter().find_map(|word| behind(rest, word));
    let possessed = words.joiners.iter().filter_map(|joiner| behind(gap, joiner.trim())).find_map(its);
    let modifier = around.words.language.norms.modifier;
    match possessed {
        Some("") => return Some(Tie { name, subject: "" }),
        Some(rest) if !modifier.is_empty() && rest.ends_with(modifier) => {
            return Some(Tie { name, subject: rest.trim_end_matches(modifier) });
        }
        _ => {}
    }
    let thereto = words.several.thereto.iter().find_map(|word| around.after(mark).strip_prefix(word));
    let joined = words.joiners.iter().any(|joiner| gap.starts_with(joiner.trim()) && gap.len() <= joiner.len() + 4);
    thereto.filter(|_| joined).map(|rest| {
        let says = words.title_links.iter().any(|link| rest.starts_with(link));
        let mut end = if says { rest.len().min(LONGEST_SUBJECT) } else { 0 };
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        Tie { name, subject: &rest[..end] }
    })
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
