//! A request that stands behind another one in the same paragraph: `…, and requests the Secretary-General to …`.

use std::ops::Range;

use super::Modality;
use super::norms::{self, Reading};
use crate::acts::{self, Place, Voice};
use crate::language::Language;

/// What a text asks that opens with an asking verb, and whom.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// What it says.
    pub modality: Modality,
    /// The verb, as bytes into the text.
    pub verb: Range<usize>,
    /// Who is to act: codes and words.
    pub addressees: Vec<(&'static str, Range<usize>)>,
}

/// What a text asks; none where it opens with no asking verb, and where that is denied.
pub(crate) fn asked(text: &str, language: &'static Language) -> Option<Asked> {
    let opening = acts::opening(text, language, Place::Operative).filter(|opening| opening.voice == Voice::Bare)?;
    let norms = norms::read(text, language, Reading::Operative, Some(&opening));
    let (modality, verb) = norms.verb.filter(|_| !norms.negated)?;
    // Another verb further on is not the one that opens the text.
    (verb.start <= opening.verb.end).then(|| Asked { modality, verb, addressees: norms.addressees.into_vec() })
}
