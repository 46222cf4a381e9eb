//! Step 2: carried along a list, up to the end of the sentence or the next name: 《公约》第16条（引渡）和第18条.

use super::adjacent::without_notes;
use super::scene::{Link, PlaceScene};
use crate::resolve::Method;
use crate::resolve::Rule;
use crate::resolve::scanner::What;

pub(super) fn place(scene: &PlaceScene<'_, '_>, mark: usize) -> Option<Link> {
    let around = &scene.around;
    let before = mark.checked_sub(1)?;
    let (What::Places(_), Some(link)) = (&around.marks[before].what, scene.links[before].as_ref()) else {
        return None;
    };
    let gap = without_notes(around.gap(mark)?);
    let joined = around.words.words.joiners.iter().any(|joiner| *joiner == gap || joiner.trim() == gap.trim());
    if !joined || !around.same_sentence(before, mark) {
        return None;
    }
    let mut link = Link { from: Some(before), ..link.clone() };
    link.ending.method = link.ending.method.map(|_| Method::ListCarry);
    link.ending.rule = Rule::ListCarry;
    Some(link)
}
