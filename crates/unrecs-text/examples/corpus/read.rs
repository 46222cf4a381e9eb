//! What the program reads, in the terms of the gold list. Today these are the lines of the text.

use unrecs_text::extract::Rendition;

use crate::gold::{Kind, Unit, squeezed};

/// The units that were read, in the order of the text.
pub fn units(rendition: &Rendition) -> Vec<String> {
    rendition.text().lines().map(squeezed).filter(|line| !line.is_empty()).collect()
}

/// Whether a unit that was read is one of the gold list, whatever white space stands between its words. A heading may stand below its
/// number.
pub fn is_same(read: &str, gold: &Unit) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (read, number, words) = (letters(read), letters(&gold.number), letters(&gold.words));
    read.strip_prefix(&number) == Some(&words) || (gold.kind == Kind::Heading && read == words)
}
