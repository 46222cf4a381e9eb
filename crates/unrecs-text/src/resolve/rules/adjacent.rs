//! Step 1: a title directly in front of the provision, across 的, a bracket or a footnote; in English also directly behind it.

use super::*;
use crate::value::numeral::SUPERSCRIPT_DIGITS;

pub(super) fn provision(scene: &ProvisionScene<'_, '_>, mark: usize) -> Option<Link> {
    let around = &scene.around;
    if let Some(name) = scene.behind[mark] {
        return link(scene, name, Rule::TitleBehind);
    }
    let words = around.words.words;
    // A provision with a pronoun behind it is tied by that.
    if starts_with_one(around.after(mark), words.thereof) {
        return None;
    }
    if let (Some(before), Some(gap)) = (mark.checked_sub(1), around.gap(mark))
        && around.is_name(before)
        && is_link(gap, words.linked_behind)
    {
        return link(scene, before, Rule::TitleInFront);
    }
    // A title without brackets counts only here: 大会议事规则第一五三条.
    if words.title_marks.is_some() {
        let (alias, _) = title_at_end(scene, mark)?;
        let [target] = around.words.aliases[alias].instruments.as_slice() else { return None };
        let ending = Ending::resolved(vec![*target], Method::Adjacent, Rule::PlainTitleInFront);
        return Some(Link { ending, form: Form::FullTitle, implicit: false, from: None });
    }
    None
}

/// A title without brackets in front of a provision, across what ties the two.
fn title_at_end(scene: &ProvisionScene<'_, '_>, mark: usize) -> Option<(usize, usize)> {
    let (around, before) = (&scene.around, scene.around.before(mark));
    let links = around.words.words.linked_behind.iter();
    links.filter_map(|link| around.words.title_at_end(before.strip_suffix(link)?)).max_by_key(|&(_, length)| length)
}

fn link(scene: &ProvisionScene<'_, '_>, name: usize, rule: Rule) -> Option<Link> {
    let ending = scene.endings[name].as_ref()?.tied(Method::Adjacent, rule).because(scene.around.at(name));
    Some(Link { ending, form: scene.around.form(name), implicit: false, from: None })
}

/// Whether what stands between a title and a provision ties them.
fn is_link(gap: &str, links: &[&str]) -> bool {
    let bare = without_notes(gap);
    links.iter().any(|link| *link == bare || (!link.is_empty() && link.trim() == bare.trim()))
}

/// A gap without brackets, footnote numbers, and white space at the ends.
pub(super) fn without_notes(gap: &str) -> &str {
    /// No bracket between a title and its provision is longer, in bytes.
    const LONGEST: usize = 240;
    let mut rest = gap;
    loop {
        let bare = rest.trim_start_matches(|c: char| c.is_whitespace() && c != ' ');
        let bare = bare.trim_start_matches(|c: char| {
            c.is_ascii_digit() || SUPERSCRIPT_DIGITS.contains(&c) || matches!(c, '*' | ')' | '）' | ']')
        });
        let inside = bare.trim_start();
        let close = match inside.chars().next() {
            Some('(') => ')',
            Some('（') => '）',
            Some('[') => ']',
            _ if bare == rest => return bare,
            _ => {
                rest = bare;
                continue;
            }
        };
        match inside.char_indices().take_while(|(at, _)| *at < LONGEST).find(|(_, c)| *c == close) {
            Some((at, c)) => rest = &inside[at + c.len_utf8()..],
            None => return bare,
        }
    }
}

/// For each mark of provisions the name behind it: `article 76 of and annex II to the Convention`.
pub(in crate::resolve) fn names_behind(around: &Around<'_, '_>) -> Vec<Option<usize>> {
    let words = around.words.words;
    let mut behind: Vec<Option<usize>> = vec![None; around.marks.len()];
    if words.linked_before.is_empty() {
        return behind;
    }
    for mark in (0..around.marks.len().saturating_sub(1)).rev() {
        let next = mark + 1;
        let (What::Pinpoints(_), Some(gap)) = (&around.marks[mark].what, around.gap(next)) else { continue };
        behind[mark] = match around.marks[next].what {
            What::Name(_) if words.linked_before.contains(&without_notes(gap)) => Some(next),
            What::Pinpoints(_) if words.shared.contains(&gap) || words.joiners.contains(&without_notes(gap)) => {
                behind[next]
            }
            _ => None,
        };
    }
    behind
}
