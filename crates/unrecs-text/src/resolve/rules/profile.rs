//! Step 6: what the issuing body's documents mean by a bare noun, whatever was named in the sentence before.

use super::*;

pub(super) fn name(scene: &NameScene<'_, '_>, _: usize, name: Name) -> Option<Ending> {
    let Name::Head(pointing, head) = name else { return None };
    let (around, words) = (&scene.around, scene.around.words.words);
    let noun = around.words.heads[head];
    let targets = match pointing {
        Pointing::Own => None,
        Pointing::Bare | Pointing::Back => around.profiled(noun),
        Pointing::Several => {
            words.several_of(noun, around.words.language.gap()).find_map(|nouns| around.profiled(&nouns))
        }
    }?;
    if targets.len() > 1 && pointing != Pointing::Several {
        return Some(Ending::ambiguous(targets.to_vec(), Rule::Profile));
    }
    let refused = with_head(&scene.unit, head).filter_map(|one| one.instrument);
    let candidates = refused.filter(|one| !targets.contains(one)).collect();
    Some(Ending { candidates, ..Ending::resolved(targets.to_vec(), Method::Profile, Rule::Profile) })
}
