//! Participles and passives: `were urged`, `should be urged`, `the Committee urged States`.

use super::words::{self, Table};
use super::{Hit, actors};
use crate::language::{ActorSide, Modality, Needs};

/// What a participle is: part of a passive, with its auxiliary; or the past of a verb with one who is asked. None where it is neither
/// (`the requested State`).
pub fn of_participle(text: &str, clause_start: usize, hit: Hit, table: &'static Table) -> Option<Hit> {
    if hit.needs != Needs::Auxiliary {
        return Some(hit);
    }
    let before = words::without_tail(&text[clause_start..hit.at.start], &[&table.adverbs]);
    if let Some(length) = table.auxiliaries.at_end(before) {
        let start = clause_start + before.len() - length;
        return Some(Hit { at: start..hit.at.end, needs: Needs::Nothing, ..hit });
    }
    let is_past = !actors::asked(text, hit.at.end, table).0.is_empty();
    is_past.then_some(Hit { actor: ActorSide::Object, ..hit })
}

/// A verb with the passive that it governs, which says more: `should be urged`.
pub fn with_passive(text: &str, hit: Hit, table: &'static Table) -> Hit {
    if hit.modality != Modality::Should {
        return hit;
    }
    let behind = |at: usize| at + words::head(&text[at..], &[&table.adverbs]);
    let at = behind(hit.at.end);
    let Some(length) = table.passive.at_start(&text[at..]) else { return hit };
    let at = behind(at + length);
    let Some((form, verb)) = table.participles_of_verbs.find_at_start(&text[at..]) else { return hit };
    Hit { modality: verb.modality, at: hit.at.start..at + form.len(), ..hit }
}

/// Whether words around a verb deny it: `should not`, `no State shall`; not `should not only`.
pub fn is_denied(text: &str, clause_start: usize, hit: &Hit, table: &Table) -> bool {
    let lead = clause_start + words::head(&text[clause_start..hit.at.start], &[&table.adverbs]);
    let behind = &text[hit.at.end + words::head(&text[hit.at.end..], &[&table.adverbs])..];
    let denied_behind = table.denials.at_start(behind).is_some() && table.not_denials.at_start(behind).is_none();
    let denied_before = lead < hit.at.start && table.denying_subjects.at_start(&text[lead..hit.at.start]).is_some();
    hit.actor == ActorSide::Subject && (hit.negated || denied_behind || denied_before)
}

/// Whether a verb is joined to one before it, whose subject it has: `The Team shall operate under the Committee and shall report`.
pub fn is_second(before: &str, hit: &Hit, table: &Table) -> bool {
    hit.actor == ActorSide::Subject && words::conjunction_at_end(before.trim_end(), table).is_some()
}
