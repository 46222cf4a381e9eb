//! Step 4: a name that the document has defined, from the definition on: 《联合国海洋法公约》(《公约》).

use super::*;

pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let definitions = &scene.memory.definitions;
    if definitions.is_empty() || matches!(name, Name::Head(Pointing::Own | Pointing::Several, _)) {
        return None;
    }
    let noun = text_of(scene, mark, name);
    let &Definition { instrument, at } = definitions.get(&key(noun))?;
    // The document's own words go before what the profile would have said.
    let profiled = scene.around.profiled(noun).filter(|_| matches!(name, Name::Head(..))).unwrap_or_default();
    let candidates = profiled.iter().copied().filter(|&target| Some(target) != instrument).collect();
    Some(Ending { candidates, ..Ending::of(instrument, Method::Defined, Rule::Defined).because(at) })
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
    let introduction = open.split(quotes).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if !titled || !close || !around.words.words.defines.contains(&introduction.as_str()) {
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
