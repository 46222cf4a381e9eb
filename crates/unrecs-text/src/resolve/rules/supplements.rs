//! Step 3 for what supplements an instrument named in front: 及其各项议定书, `the Protocols thereto`, 及其关于买卖儿童的《任择议定书》.

use super::adjacent::without_notes;
use super::*;
use crate::language::Reason;

pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    match name {
        Name::Head(Pointing::Several, head) => several(scene, mark, head),
        Name::Head(Pointing::Bare, head) => one(scene, mark, head),
        _ => None,
    }
}

/// All that supplement the instrument, or those of a subject.
fn several(scene: &NameScene<'_, '_>, mark: usize, head: usize) -> Option<Ending> {
    let (tie, ending) = its_protocols(scene, mark, head)?;
    if ending.targets.is_empty() || tie.subject.is_empty() {
        return Some(ending);
    }
    let (meant, others) = of_subject(scene, &ending.targets, tie);
    // One subject may be said of several instruments in other words than their titles have.
    let sure = meant.len() > 1 && !others.is_empty();
    Some(match sure {
        true => Ending { targets: meant, candidates: others, rule: Rule::ItsProtocolsBySubject, ..ending },
        false => Ending::ambiguous(ending.targets, Rule::ItsProtocols),
    })
}

/// The only one that supplements the instrument, or the one of a subject. Where there are several, the noun alone does not say
/// which.
fn one(scene: &NameScene<'_, '_>, mark: usize, head: usize) -> Option<Ending> {
    let (tie, ending) = its_protocols(scene, mark, head)?;
    let (meant, others) = of_subject(scene, &ending.targets, tie);
    if let [only] = meant.as_slice()
        && !others.is_empty()
    {
        let ending = Ending::resolved(vec![*only], Method::Pronoun, Rule::ItsProtocolsBySubject).because(tie.at);
        return Some(Ending { candidates: others, ..ending });
    }
    let profiled = || scene.around.profiled(scene.around.words.heads[head]).is_some();
    match ending.targets.len() {
        1 => Some(ending),
        // The profile knows the noun alone, and not one of a subject.
        _ if tie.subject.is_empty() && profiled() => None,
        0 => Some(ending).filter(|_| tie.parent.is_none()),
        _ => Some(Ending::ambiguous(ending.targets, Rule::ItsProtocols)),
    }
}

/// The instruments with a noun that supplement the one named in front.
fn its_protocols<'a>(scene: &NameScene<'a, '_>, mark: usize, head: usize) -> Option<(Tie<'a>, Ending)> {
    let tie = tied(scene, mark).or_else(|| tied_to_plain(scene, mark))?;
    let Some(parent) = tie.parent else {
        return Some((tie, Ending::unresolved(Rule::ItsProtocols)));
    };
    let targets = scene.around.supplements(&[parent], head);
    let found = !targets.is_empty();
    let ending = Ending::resolved(targets, Method::Pronoun, Rule::ItsProtocols).because(tie.at);
    found.then_some((tie, ending))
}

/// Those of some instruments whose title has the words that say which are meant, and the others. A short title leaves out the
/// first of these words: 贩运人口议定书 is the one 关于贩运人口.
fn of_subject(scene: &NameScene<'_, '_>, instruments: &[usize], tie: Tie<'_>) -> (Vec<usize>, Vec<usize>) {
    let words = scene.around.words;
    let bare = words.words.title_links.iter().find_map(|link| tie.subject.strip_prefix(link));
    let subject = key(if words.words.unit_first { tie.subject } else { bare.unwrap_or(tie.subject) });
    let says = |title: &str| match words.words.unit_first {
        // `thereto on the sale of children`: the end of a title from one of its links on.
        true => words
            .words
            .title_links
            .iter()
            .any(|link| title.match_indices(link).any(|(at, _)| subject.starts_with(&key(&title[at..])))),
        false => !subject.is_empty() && key(title).contains(&subject),
    };
    instruments.iter().partition(|&&one| {
        let titles = scene.around.instrument(one).titles.iter();
        titles.filter(|title| title.language == words.language.tag).any(|title| says(&title.title))
    })
}

/// How a noun is tied to the name in front.
#[derive(Debug, Clone, Copy)]
struct Tie<'a> {
    /// The instrument that is supplemented, where it is known.
    parent: Option<usize>,
    /// The words that name it.
    at: Evidence,
    /// The words that say which of them is meant: 关于买卖儿童问题 in 及其关于买卖儿童问题的《任择议定书》.
    subject: &'a str,
}

/// The name in front that a noun is tied to.
fn tied<'a>(scene: &NameScene<'a, '_>, mark: usize) -> Option<Tie<'a>> {
    /// No words that say which is meant are longer, in bytes.
    const LONGEST_SUBJECT: usize = 160;
    let around = &scene.around;
    // A number in a bracket may stand between: 《1930年强迫劳动公约》(第29号)及其《议定书》.
    let serial = |before: &usize| matches!(around.marks[*before].what, What::Nothing(Reason::Serial));
    let before = mark.checked_sub(1)?;
    let before = if serial(&before) { before.checked_sub(1)? } else { before };
    let name = Some(before).filter(|&before| around.is_name(before) && around.same_sentence(before, mark))?;
    let parent = scene.endings[name].as_ref().and_then(Ending::only);
    let tie = |subject| Tie { parent, at: around.at(name), subject };
    let words = around.words.words;
    let gap = without_notes(around.between(name, mark)?).trim();
    // What is left of a gap behind 及其 or `and its`.
    let its = |rest| words.possessives.iter().filter_map(|word| behind(rest, word)).min_by_key(|rest| rest.len());
    let possessed = words.joiners.iter().filter_map(|joiner| behind(gap, joiner.trim())).find_map(its);
    let modifier = around.words.language.norms.modifier;
    match possessed {
        Some("") => return Some(tie("")),
        Some(rest) if !modifier.is_empty() && rest.ends_with(modifier) => {
            return Some(tie(rest.trim_end_matches(modifier)));
        }
        _ => {}
    }
    let thereto = words.several.thereto.iter().find_map(|word| around.after(mark).strip_prefix(word));
    let joined = words.joiners.iter().any(|joiner| gap.starts_with(joiner.trim()) && gap.len() <= joiner.len() + 4);
    thereto.filter(|_| joined).map(|rest| {
        let says = starts_with_one(rest, words.title_links);
        tie(if says { &rest[..rest.floor_char_boundary(LONGEST_SUBJECT)] } else { "" })
    })
}

/// A title without brackets that a noun is tied to: 联合国打击跨国有组织犯罪公约及其各项议定书.
fn tied_to_plain<'a>(scene: &NameScene<'a, '_>, mark: usize) -> Option<Tie<'a>> {
    let around = &scene.around;
    let words = around.words.words;
    words.title_marks?;
    let before = around.sentence_before(mark);
    let before = words.possessives.iter().find_map(|word| before.strip_suffix(word))?;
    let title = words.joiners.iter().find_map(|joiner| before.strip_suffix(joiner))?;
    let (alias, _) = around.words.title_at_end(title)?;
    let [parent] = around.words.aliases[alias].instruments.as_slice() else { return None };
    Some(Tie { parent: Some(*parent), at: around.at(mark), subject: "" })
}

/// What stands behind a word at the start of a text.
fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).map(str::trim_start)
}
