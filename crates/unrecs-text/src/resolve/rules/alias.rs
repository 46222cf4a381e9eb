//! Step 5: a title of the registry, the longest that stands there. Where two instruments claim it, the profile decides.

use super::*;

pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let aliases = &scene.around.words.aliases;
    if let Name::Both(first, second) = name {
        let both = [&aliases[first].instruments, &aliases[second].instruments].map(Vec::as_slice);
        let ([first], [second]) = (both[0], both[1]) else { return None };
        return Some(Ending::resolved(vec![*first, *second], Method::Alias, Rule::Alias));
    }
    let Name::Title(alias) = name else { return None };
    let claimed = scene.around.words.aliases[alias].instruments.as_slice();
    if let [only] = claimed {
        return Some(Ending::resolved(vec![*only], Method::Alias, Rule::Alias));
    }
    Some(match scene.around.profiled(text_of(scene, mark, name)) {
        Some([only]) => {
            let candidates = claimed.iter().copied().filter(|claim| claim != only).collect();
            Ending { candidates, ..Ending::resolved(vec![*only], Method::Profile, Rule::ClaimedTitle) }
        }
        _ => Ending::ambiguous(claimed.to_vec(), Rule::ClaimedTitle),
    })
}
