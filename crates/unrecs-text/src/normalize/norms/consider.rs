//! Whether a normative verb governs "to consider": 应考虑, 似宜考虑, 建议缔约方会议考虑, `should consider`; not 考虑到.

use super::words::{self, List, Table};
use crate::language::ActorSide;
use crate::value::punctuation::COMMAS;

/// How many phrases between the verb and what it governs are passed over; more are no sentence of a recommendation.
const MOST_PHRASES: usize = 6;

/// Whether the words from this offset on begin with "to consider", adverbs and phrases (在其政策中, 针对…的实体，) passed over; behind
/// the one asked to act also a second verb (建议缔约方会议第七届会议应考虑).
pub fn governs(text: &str, from: usize, actor: ActorSide, table: &'static Table) -> bool {
    if !table.may_consider(&text[from..]) {
        return false;
    }
    let (skipped, mut at): (&[&List], usize) = match actor {
        ActorSide::Subject => (&[&table.adverbs, &table.introduced_by], from),
        ActorSide::Object => {
            (&[&table.adverbs, &table.introduced_by, &table.verbs], from + session(&text[from..], table))
        }
    };
    for _ in 0..MOST_PHRASES {
        at += words::head(&text[at..], skipped);
        let rest = &text[at..];
        if is_consider(rest, table) {
            return true;
        }
        if table.prepositions.at_start(rest).is_none() {
            return false;
        }
        let end = rest.find(['，', ',', '،', '。', '；', '：', ':', ';', '؛']).unwrap_or(rest.len());
        let phrase = &rest[..end];
        if table.listed.consider.forms.iter().any(|form| behind_phrase(phrase, form, table)) {
            return true;
        }
        if !rest[end..].starts_with(COMMAS) {
            return false;
        }
        at += end;
    }
    false
}

fn is_consider(text: &str, table: &Table) -> bool {
    table.consider.at_start(text).is_some() && table.not_consider.at_start(text).is_none()
}

/// Whether "to consider" stands in a clause right behind the end of its first phrase.
fn behind_phrase(clause: &str, form: &str, table: &Table) -> bool {
    let mut found = clause.match_indices(form).take(MOST_PHRASES);
    found.any(|(at, _)| is_consider(&clause[at..], table) && table.phrase_ends.at_end(&clause[..at]).is_some())
}

/// Bytes of a session named behind an organ (缔约方会议第七届会议).
fn session(text: &str, table: &Table) -> usize {
    const LONGEST: usize = 16;
    let Some((first, last)) = table.listed.session.filter(|(first, _)| text.starts_with(first)) else { return 0 };
    let ends = text.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8());
    ends.filter(|&end| end > first.len() && text[..end].ends_with(last)).min().unwrap_or(0)
}
