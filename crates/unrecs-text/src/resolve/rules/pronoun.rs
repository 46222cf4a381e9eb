//! Step 3: a word that points back. 该公约 is the last instrument with that noun, 这些公约 all of the unit, 其中 the last one named.

use super::*;

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
    let refused = with_head(&scene.unit, head).filter(|one| *one != named);
    let candidates = refused.filter_map(|one| one.instrument).collect();
    let ending = Ending::of(named.instrument, Method::Pronoun, Rule::NounAgreement);
    Some(Ending { candidates, ..ending.because(named.at) })
}

/// The instruments with the noun that the unit has named, where the number agrees and the noun was said of nothing else since.
fn together(scene: &NameScene<'_, '_>, mark: usize, head: usize) -> Option<Ending> {
    let around = &scene.around;
    let (text, before) = (&around.text[around.marks[mark].span.start..], around.before(mark).trim_end());
    let mut those = around.words.words.several.those.iter();
    let &(_, count) = those.find(|(word, _)| text.starts_with(word) || before.ends_with(word))?;
    let named: Vec<_> = with_head(&scene.unit, head).collect();
    let known: Option<Vec<usize>> = named.iter().map(|one| one.instrument).collect();
    let targets = known.filter(|known| if count == 0 { known.len() > 1 } else { known.len() == count })?;
    let last = named.last()?;
    let ending = Ending::resolved(targets, Method::Pronoun, Rule::NamedTogether).because(last.at);
    Some(ending).filter(|_| !scene.is_said_since(mark, head))
}

/// Whether the noun was last said of something without a name: 一项国际协定…该协定, 1997年议定书…该议定书.
fn is_unnamed(scene: &NameScene<'_, '_>, mark: usize, head: usize) -> bool {
    /// A pronoun does not reach further back, in bytes.
    const REACH: usize = 600;
    /// `一项相关的国际`
    const BETWEEN: usize = 24;
    let (around, words) = (&scene.around, scene.around.words);
    if words.words.unit_first {
        return false;
    }
    let before = around.shortly_before(mark, REACH);
    let Some(noun) = before.rfind(words.heads[head]) else { return false };
    let modifiers = &before[before.ceil_char_boundary(noun.saturating_sub(BETWEEN))..noun];
    let indefinite = words.words.indefinite.iter().any(|word| modifiers.contains(word));
    indefinite || ends_with_one(modifiers, words.words.counts)
}

/// 其第5条, 其中…第13条, `article 32 thereof`: the last instrument named in the unit.
pub(super) fn provision(scene: &ProvisionScene<'_, '_>, mark: usize) -> Option<Link> {
    let around = &scene.around;
    let words = around.words.words;
    let possessed = around.words.language.ends_with_word(around.before(mark).trim_end(), words.possessives);
    let among = scene.last_among.filter(|&among| {
        let first = || around.marks[among + 1..mark].iter().all(|mark| !matches!(mark.what, What::Pinpoints(_)));
        around.same_sentence(among, mark) && scene.last_name.is_none_or(|name| name < among) && first()
    });
    let thereof = starts_with_one(around.after(mark), words.thereof);
    let rule = match (possessed, among, thereof) {
        (_, _, true) => Rule::Thereof,
        (true, ..) => Rule::Possessive,
        (_, Some(_), _) => Rule::Among,
        _ => return None,
    };
    let name = scene.last_name?;
    let ending = scene.endings[name].as_ref()?.tied(Method::Pronoun, rule).because(around.at(name));
    Some(Link::implicit(Form::Anaphoric, ending))
}
