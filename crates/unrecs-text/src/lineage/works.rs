//! The works of a dataset by their day: which is older than which, and which of them each recalls.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::is_same_work;
use crate::language::acts::Act;
use crate::normalize::{DocumentMetadata, Normalized, Paragraph, ParsedValue};
use crate::resolve::{Kind, Resolved, Status};
use crate::value::Date;

/// A document in all its languages.
#[derive(Debug)]
pub(super) struct Work<'d> {
    pub(super) id: &'d str,
    pub(super) symbol: Option<&'d str>,
    /// The day of its adoption, else of its issue.
    pub(super) day: Option<Date>,
    /// Indices of its versions among all documents.
    pub(super) versions: std::ops::Range<usize>,
    /// The resolutions and decisions that it recalls, in the order of its text.
    pub(super) recalls: Vec<&'d str>,
}

/// The works of some documents, of which the versions of one stand side by side.
pub(super) fn works<'d>(documents: &'d [Resolved<'_>]) -> Vec<Work<'d>> {
    let mut start = 0;
    let work = |versions: &'d [Resolved<'_>]| {
        let first = start;
        start += versions.len();
        let mut all = versions.iter().map(|version| version.normalized().metadata());
        Work {
            id: document_id(&versions[0]),
            symbol: all.find_map(symbol),
            day: day(versions),
            versions: first..start,
            recalls: recalls(versions),
        }
    };
    documents.chunk_by(is_same_work).map(work).collect()
}

pub(super) fn document_id<'d>(document: &'d Resolved<'_>) -> &'d str {
    &document.normalized().metadata().document_id
}

fn symbol(metadata: &DocumentMetadata) -> Option<&str> {
    metadata.symbol.as_ref().map(|(symbol, _)| symbol.as_str())
}

/// The day of a work: that on which it was adopted, else that on which it was issued. None where its versions say different days.
pub(crate) fn day(versions: &[Resolved<'_>]) -> Option<Date> {
    let days = |read: fn(&DocumentMetadata) -> &Option<ParsedValue<Date>>| -> BTreeSet<Date> {
        let all = versions.iter().map(|version| version.normalized().metadata());
        all.filter_map(|metadata| read(metadata).as_ref()?.value().copied()).collect()
    };
    let adopted = days(|metadata| &metadata.adopted_on);
    let days = if adopted.is_empty() { days(|metadata| &metadata.issued_on) } else { adopted };
    days.first().copied().filter(|_| days.len() == 1)
}

/// The symbols of the resolutions and decisions that a work recalls or reaffirms, each once: those that are referred to in a paragraph, or
/// an item of one, that opens with such a verb.
fn recalls<'d>(versions: &'d [Resolved<'_>]) -> Vec<&'d str> {
    let mut recalls = Vec::new();
    let mut known = BTreeSet::new();
    for version in versions {
        for (_, symbol) in recalled(version) {
            if known.insert(symbol) {
                recalls.push(symbol);
            }
        }
    }
    recalls
}

/// What one version recalls: the index of the paragraph, and the symbol.
pub(crate) fn recalled<'d>(version: &'d Resolved<'_>) -> impl Iterator<Item = (usize, &'d str)> {
    let document = version.normalized();
    let recalling =
        document.paragraphs().iter().enumerate().filter(|(_, paragraph)| opens_recalling(document, paragraph));
    recalling.flat_map(|(index, _)| {
        let references = version.found(index).references.iter();
        let adopted = references
            .filter(|one| matches!(one.kind, Kind::Resolution | Kind::Decision) && one.status == Status::Resolved);
        adopted.filter_map(move |one| Some((index, one.target_symbol.as_deref()?)))
    })
}

fn opens_recalling(document: &Normalized, paragraph: &Paragraph) -> bool {
    let above = std::iter::successors(Some(paragraph), |one| Some(&document.paragraphs()[one.parent?]));
    above.last().is_some_and(|top| matches!(top.act, Some(Act::Recalls | Act::Reaffirms)))
}

/// Works by their symbols; of several with one symbol the first by identifier.
pub(super) fn by_symbol<'d>(works: &[Work<'d>]) -> BTreeMap<&'d str, usize> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, work) in works.iter().enumerate() {
        let Some(symbol) = work.symbol else { continue };
        let first = known.entry(symbol).or_insert(index);
        if work.id < works[*first].id {
            *first = index;
        }
    }
    known
}
