//! The stored forms of what a document refers to.

use super::{Accounts, Evidence, Exclusion, Mention, RecommendationTarget, Reference, Unaccounted};
use crate::stored::stored;

stored!(Reference<'r> {
    kind,
    form,
    span,
    instrument,
    provision,
    recommendation,
    target_symbol,
    group,
    status,
    method,
    implicit,
    candidates,
    rule,
    evidence,
});
stored!(Evidence { unit, start, end });
stored!(RecommendationTarget { number, letter, recommendation_id });
stored!(Mention<'r> { body, span });
stored!(Exclusion { reason, span });
stored!(Accounts { ended, excluded, unaccounted, mentions, texts });
stored!(Unaccounted { surface, text, span });
