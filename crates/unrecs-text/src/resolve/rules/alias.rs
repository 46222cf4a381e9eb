//! Step 5: a title of the registry, the longest that stands there. Where two instruments claim it, the profile decides.

use super::scene::{Ending, NameScene};
use crate::resolve::Method;
use crate::resolve::Rule;
use crate::resolve::scanner::Name;

pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Option<Ending> {
    let Name::Title(alias) = name else { return None };
    let claimed = scene.around.words.alias(alias).instruments.as_slice();
    if let [only] = claimed {
        return Some(Ending::resolved(*only, Method::Alias, Rule::Alias));
    }
    let title = super::text_of(scene, mark, name);
    let language = scene.around.words.language.tag;
    let meaning = scene.around.profile.and_then(|profile| profile.meaning(language, title));
    Some(match meaning {
        Some([only]) => {
            let refused = claimed.iter().copied().filter(|claim| claim != only).collect();
            Ending { candidates: refused, ..Ending::resolved(*only, Method::Profile, Rule::ClaimedTitle) }
        }
        _ => Ending::ambiguous(claimed.to_vec(), Rule::ClaimedTitle),
    })
}
