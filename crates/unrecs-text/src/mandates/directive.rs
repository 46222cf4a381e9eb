//! The requests of one paragraph: the one that it opens with, and those that follow in the same sentence with a verb and an addressee of
//! their own (`…, and requests the Secretary-General to …`).

use std::ops::Range;

use super::scan::{sentence_end, word_starts};
use super::words::Table;
use crate::language::Language;
use crate::normalize::{Asked, Modality, asked};

/// A request.
#[derive(Debug, Clone)]
pub struct Directive {
    /// Behind its verb, or where an item begins, up to the next request.
    pub stretch: Range<usize>,
    /// What it asks, and whom; none for the request that the paragraph opens with, of which that is known.
    pub asked: Option<Asked>,
}

/// Where the first request of a paragraph ends, and those behind it. `start` is behind its verb.
pub fn split(text: &str, start: usize, table: &'static Table) -> Vec<Directive> {
    let end = sentence_end(text, start);
    let mut all = vec![Directive { stretch: start..end, asked: None }];
    for at in later(text, start..end, table) {
        let Some(asked) = read(text, at..end, table.language) else { continue };
        if let Some(last) = all.last_mut() {
            last.stretch.end = at.max(last.stretch.start);
        }
        all.push(Directive { stretch: asked.verb.end..end, asked: Some(asked) });
    }
    all
}

/// The requests of a text that opens with no request of its own.
pub fn behind(text: &str, table: &'static Table) -> Vec<Directive> {
    split(text, 0, table).into_iter().filter(|one| one.asked.is_some()).collect()
}

/// The places at which a further request may begin: behind a conjunction or a mark.
fn later<'t>(text: &'t str, stretch: Range<usize>, table: &'static Table) -> impl Iterator<Item = usize> + 't {
    let spaced = table.language.spaced;
    word_starts(&text[stretch.clone()], spaced).map(move |at| stretch.start + at).filter(move |&at| {
        let before = text[stretch.start..at].trim_end();
        let joined = table.joins.at_end(before).is_some_and(|length| length < before.len());
        at > stretch.start && (joined || before.ends_with([',', '，', '،', ';', '；', '؛', '、']))
    })
}

/// Characters from a verb to the end of what it asks.
const LONGEST: usize = 2_000;

fn read(text: &str, stretch: Range<usize>, language: &'static Language) -> Option<Asked> {
    // Whom a verb asks stands near it; a paragraph without end must not be read again for each of its verbs.
    let rest = &text[stretch.clone()];
    let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let mut found = asked(&rest[..end], language)?;
    if matches!(found.modality, Modality::None | Modality::Inherit) {
        return None;
    }
    let move_by = |range: &mut Range<usize>| *range = stretch.start + range.start..stretch.start + range.end;
    move_by(&mut found.verb);
    found.addressees.iter_mut().for_each(|(_, at)| move_by(at));
    Some(found)
}
