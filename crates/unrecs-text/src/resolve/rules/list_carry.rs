//! Step 2: carried along a list, up to the end of the sentence or the next name: 《公约》第16条（引渡）和第18条.

use super::adjacent::without_notes;
use super::*;

pub(super) fn provision(scene: &ProvisionScene<'_, '_>, mark: usize) -> Option<Link> {
    let around = &scene.around;
    let before = mark.checked_sub(1)?;
    // Only provisions have links.
    let link = scene.links[before].as_ref()?;
    let gap = without_notes(around.gap(mark)?);
    let joined = around.words.words.joiners.iter().any(|joiner| *joiner == gap || joiner.trim() == gap.trim());
    let ending = link.ending.tied(Method::ListCarry, Rule::ListCarry);
    let carried = joined && around.same_sentence(before, mark);
    carried.then(|| Link { from: Some(before), ending, ..link.clone() })
}
