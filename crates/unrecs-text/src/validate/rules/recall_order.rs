//! A document recalls what is older than it.

use std::collections::BTreeMap;

use super::*;
use crate::align::is_same_work;
use crate::lineage::{day, recalled};
use crate::value::Date;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "recall-order",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "A document recalls or reaffirms resolutions and decisions that were adopted before it, and not itself.",
    why: "A number was misprinted or misread, or a date was. The lineage of documents leaves such a recall out.",
    example: "Recalling its resolution 79/100 (in resolution 79/100)",
    classes: Class::ALL,
    check: Check::Together(check),
};

fn check(documents: &[Resolved<'_>], _: &Policy) -> Vec<(usize, Defect)> {
    let symbol = |document: &Resolved<'_>| document.normalized().metadata().symbol.clone();
    let mut days: BTreeMap<String, Option<Date>> = BTreeMap::new();
    for work in documents.chunk_by(is_same_work) {
        let day = day(work);
        days.extend(work.iter().filter_map(|version| Some((symbol(version)?.0.as_str().to_owned(), day))));
    }
    let mut defects = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let Some((own, _)) = symbol(document) else { continue };
        let own_day = days.get(own.as_str()).copied().flatten();
        let normalized = document.normalized();
        let found = recalled(document).filter_map(|(paragraph, symbol)| {
            let message = if symbol == own.as_str() {
                format!("the document recalls itself, {symbol}")
            } else {
                let (own_day, day) = own_day.zip(days.get(symbol).copied().flatten())?;
                (day > own_day)
                    .then(|| format!("the document of {own_day} recalls {symbol}, which is younger ({day})"))?
            };
            let span = normalized.paragraphs()[paragraph].span;
            Some((index, Defect::new(span, message, "the symbol of an older resolution or decision")))
        });
        defects.extend(found.take(MOST));
    }
    defects
}
