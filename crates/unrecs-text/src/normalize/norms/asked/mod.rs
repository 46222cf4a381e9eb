//! Who is asked: the noun phrases between an asking verb and what is asked, known to the tables or not.
//!
//! `Requests UNIFIL, in line with resolution 1701, and the Government of Lebanon to take steps`: what stands between the verb and
//! the infinitive, or `that` and `shall`, is who is asked. Where that place is not found, or something else than an actor stands
//! there (`Encourages efforts to …`), only the actors of the tables count.

mod names;
mod sentence;
mod spaced;
mod unspaced;

use std::ops::Range;

use super::actors::{self, Actors, Named};
use super::words::Table;
use super::{Hit, Reading};
use crate::language::{Reach, addressee};

/// The actors that a verb asks to act, and the offset behind them.
pub fn of(text: &str, hit: &Hit, table: &'static Table) -> (Actors, usize) {
    // A modifier leads to an actor of the list (尚未批准《议定书》的国家).
    slot(text, hit, table)
        .filter(|(named, _)| !named.is_empty())
        .unwrap_or_else(|| actors::asked(text, hit.at.end, table))
}

/// Whether somebody stands between a verb and what is asked.
pub fn names_somebody(text: &str, hit: &Hit, table: &'static Table) -> bool {
    slot(text, hit, table).is_some_and(|(named, _)| !named.is_empty())
}

fn slot(text: &str, hit: &Hit, table: &'static Table) -> Option<Slot> {
    if table.spaced { spaced::slot(text, hit, table) } else { unspaced::slot(text, hit, table) }
}

/// Parties are parties to a treaty where one is named beside them, and in the recommendations of a conference of parties.
pub fn decide_parties(text: &str, named: &mut Named, reading: Reading, table: &Table) {
    if named.reach != Reach::Parties || reading == Reading::Recommendation {
        return;
    }
    let (before, behind) = (text[..named.at.start].trim_end(), &text[named.at.end..]);
    let beside = if table.spaced {
        let words = behind.split_whitespace().take_while(|word| !word.starts_with(',')).take(LONGEST_TREATY);
        words.clone().next().is_some_and(|word| {
            table.asked.complements.at_start(word).is_some() || table.asked.treaties.at_start(word).is_some()
        }) && words.clone().any(|word| table.asked.treaties.at_start(word).is_some())
    } else {
        table.asked.treaties.at_end(before).is_some()
    };
    if !beside {
        named.codes = &[addressee::OTHER];
    }
}

/// Words of the name of a treaty up to its noun.
const LONGEST_TREATY: usize = 12;

/// The names that stand in the place of those who are asked.
type Slot = (Actors, usize);

/// An actor of the list that a name is: all of it; or its last words, where the words before it only narrow it.
fn listed(text: &str, name: Range<usize>, table: &Table) -> Option<Named> {
    let words = &text[name.clone()];
    let (form, actor) = table.actors.find_at_end(words)?;
    let start = name.end - form.len();
    if start == name.start {
        return Some(Named::new(actor, name));
    }
    let is_word = !table.spaced || text[..start].ends_with(char::is_whitespace);
    (is_word && actor.reach != Reach::One).then(|| Named::new(actor, name))
}

#[cfg(test)]
mod tests;
