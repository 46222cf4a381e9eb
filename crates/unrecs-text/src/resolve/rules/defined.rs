//! Step 4: a name that the document has defined, from the definition on: 《联合国海洋法公约》(《公约》).

use super::scene::{Definition, Ending, NameScene};
use crate::registry::key;
use crate::resolve::Method;
use crate::resolve::Rule;
use crate::resolve::grammar::Pointing;
use crate::resolve::scanner::{Name, What};

pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let definitions = &scene.memory.definitions;
    if definitions.is_empty() || matches!(name, Name::Head(Pointing::Own | Pointing::Several, _)) {
        return None;
    }
    let Definition { instrument: meant, at } = definitions.get(&key(text_of(scene, mark, name)))?;
    let refused = match name {
        Name::Head(_, head) => profiled(scene, head, *meant),
        _ => Vec::new(),
    };
    let ending = match meant {
        Some(target) => Ending::resolved(*target, Method::Defined, Rule::Defined),
        None => Ending::unresolved(Rule::Defined),
    };
    Some(Ending { candidates: refused, ..ending.because(*at) })
}

/// What the profile would have said: the document's own words go before it.
fn profiled(scene: &NameScene<'_, '_>, head: usize, meant: Option<usize>) -> Vec<usize> {
    let words = scene.around.words;
    let meaning = scene.around.profile.and_then(|profile| profile.meaning(words.language.tag, words.heads[head]));
    meaning.unwrap_or_default().iter().copied().filter(|&target| Some(target) != meant).collect()
}

/// The name that a mark defines by standing in a bracket behind a title, with what it means from here on.
pub(in crate::resolve) fn definition(
    scene: &NameScene<'_, '_>,
    mark: usize,
    name: Name,
) -> Option<(String, Definition)> {
    let around = &scene.around;
    if !matches!(name, Name::Head(Pointing::Bare, _) | Name::Unknown(_)) {
        return None;
    }
    let before = mark.checked_sub(1)?;
    let titled = matches!(around.marks[before].what, What::Name(Name::Title(_) | Name::Unknown(_)));
    let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’');
    // A footnote may stand between the title and the bracket.
    let note = |c: char| c.is_ascii_digit() || c == '*' || quotes(c);
    let open = around.gap(mark)?.trim_start_matches(note).strip_prefix(['(', '（'])?;
    let close = around.after(mark).trim_start_matches(quotes).starts_with([')', '）']);
    let said = open.split(quotes).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if !titled || !close || !around.words.words.defines.contains(&said.as_str()) {
        return None;
    }
    let instrument = scene.endings[before].as_ref().and_then(Ending::only);
    Some((key(text_of(scene, mark, name)), Definition { instrument, at: around.at(before) }))
}

/// The words of a name without brackets and without the word that points.
pub(in crate::resolve) fn text_of<'a>(scene: &NameScene<'a, '_>, mark: usize, name: Name) -> &'a str {
    let around = &scene.around;
    if let Name::Head(_, head) = name {
        return around.words.heads[head];
    }
    let text = &around.text[around.marks[mark].span.clone()];
    let Some((open, close)) = around.words.words.title_marks else { return text };
    text.trim_start_matches(open).trim_end_matches(close)
}
