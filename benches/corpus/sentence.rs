//! What a language offers to the corpus: functions that invent sentences.

use super::random::Random;

/// Makers of the three kinds of text that a recommendation consists of.
pub struct Sentences {
    /// A whole recommendation, with its full stop.
    pub statement: fn(&mut Random) -> String,
    /// A recommendation that introduces items, with its colon.
    pub chapeau: fn(&mut Random) -> String,
    /// An item, without the punctuation behind it.
    pub item: fn(&mut Random) -> String,
}
