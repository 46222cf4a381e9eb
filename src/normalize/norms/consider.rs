//! Whether a normative verb governs "to consider": 应考虑, 似宜考虑, 建议缔约方会议考虑, `should consider`; not 考虑到.

use super::words;
use crate::language::{ActorSide, NormWords};

/// How many phrases between the verb and what it governs are passed over; more are no sentence of a recommendation.
const MOST_PHRASES: usize = 6;

/// Whether the words from this offset on begin with "to consider", adverbs and phrases (在其政策中, 针对…的实体，) passed over; behind
/// the one asked to act also a second verb (建议缔约方会议第七届会议应考虑).
pub fn governs(text: &str, from: usize, actor: ActorSide, table: &'static NormWords) -> bool {
    let verbs: Vec<&str> = match actor {
        ActorSide::Subject => Vec::new(),
        ActorSide::Object => table.verbs.iter().filter(|verb| verb.modality.is_some()).map(|verb| verb.form).collect(),
    };
    let skipped = [table.adverbs, &verbs, table.consider.introduced_by, &[",", "，"]];
    let mut at = from;
    if actor == ActorSide::Object {
        at += session(&text[at..], table);
    }
    for _ in 0..MOST_PHRASES {
        at += words::head(&text[at..], &skipped, table.spaced);
        let rest = &text[at..];
        if is_consider(rest, table) {
            return true;
        }
        if words::at_start(rest, table.prepositions, table.spaced).is_none() {
            return false;
        }
        let end = rest.find(['，', ',', '。', '；', '：', ':', ';']).unwrap_or(rest.len());
        let phrase = &rest[..end];
        if table.consider.forms.iter().any(|form| behind_phrase(phrase, form, table)) {
            return true;
        }
        if !rest[end..].starts_with(['，', ',']) {
            return false;
        }
        at += end;
    }
    false
}

fn is_consider(text: &str, table: &NormWords) -> bool {
    words::at_start(text, table.consider.forms, table.spaced).is_some()
        && words::at_start(text, table.consider.not, table.spaced).is_none()
}

/// Whether "to consider" stands in a clause right behind the end of its first phrase.
fn behind_phrase(clause: &str, form: &str, table: &NormWords) -> bool {
    let mut found = clause.match_indices(form).take(MOST_PHRASES);
    found.any(|(at, _)| {
        is_consider(&clause[at..], table) && words::at_end(&clause[..at], table.phrase_ends, table.spaced).is_some()
    })
}

/// Bytes of a session named behind an organ (缔约方会议第七届会议).
fn session(text: &str, table: &NormWords) -> usize {
    const LONGEST: usize = 16;
    let Some((first, last)) = table.session.filter(|(first, _)| text.starts_with(first)) else { return 0 };
    let ends = text.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8());
    ends.filter(|&end| end > first.len() && text[..end].ends_with(last)).min().unwrap_or(0)
}
