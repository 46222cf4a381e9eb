//! Step 5: a title of the registry, the longest that stands there. Where two instruments claim it, the profile decides.

use super::*;

pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
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
