//! Step 6: what the issuing body's documents mean by a bare noun, whatever was named in the sentence before.

use super::scene::{Ending, NameScene};
use crate::resolve::Rule;
use crate::resolve::grammar::Pointing;
use crate::resolve::scanner::Name;
use crate::resolve::{Method, Status};

pub(super) fn name(scene: &NameScene<'_, '_>, _: usize, name: Name) -> Option<Ending> {
    let Name::Head(pointing, head) = name else { return None };
    let (words, profile) = (scene.around.words, scene.around.profile?);
    let (language, noun) = (words.language.tag, words.heads[head]);
    let meaning = match pointing {
        Pointing::Own => None,
        Pointing::Bare | Pointing::Back => profile.meaning(language, noun),
        Pointing::Several => {
            let gap = if words.words.spaced { " " } else { "" };
            let several = &words.words.several;
            let before = several.before.iter().map(|word| format!("{word}{gap}{noun}"));
            let behind = several.behind.iter().map(|word| format!("{noun}{word}"));
            before.chain(behind).find_map(|noun| profile.meaning(language, &noun))
        }
    };
    let targets = meaning?.to_vec();
    let refused = scene.unit.iter().filter(|one| one.head == Some(head));
    let candidates = refused.filter_map(|one| one.instrument).filter(|one| !targets.contains(one)).collect();
    let several = pointing == Pointing::Several;
    if targets.len() > 1 && !several {
        return Some(Ending::ambiguous(targets, Rule::Profile));
    }
    Some(Ending {
        status: Status::Resolved,
        targets,
        candidates,
        method: Some(Method::Profile),
        rule: Rule::Profile,
        evidence: None,
    })
}
