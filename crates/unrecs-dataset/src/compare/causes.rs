//! What brought a change about, as far as the inputs of the two versions tell.

use std::collections::{BTreeSet, HashMap};

use ahash::HashSet;

use super::cell::Row;
use super::shape::Shape;
use unrecs_text::codes;

codes! {
    /// What brought a change about.
    Cause {
        /// The source of a document is another, or the document is new or gone.
        Source = "source",
        /// The configuration of the pipeline.
        Configuration = "configuration",
        /// The registry of treaties and bodies.
        Registry = "registry",
        /// The program that made the data.
        Program = "program",
    }
}

/// How the inputs of two versions differ, by their digests.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inputs {
    /// `document_id` of every document whose source has another digest, and of those that only one version has.
    pub documents: BTreeSet<String>,
    /// Whether the configuration is another.
    pub configuration: bool,
    /// Whether the registry is another.
    pub registry: bool,
    /// Whether another version of the program made the data.
    pub program: bool,
}

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A document whose source changed.
    ChangedDocument,
    /// A document whose source is the same.
    Document,
    /// The registry: nothing leads from the table to `documents`.
    Registry,
}

impl Inputs {
    /// The rule by which a change is attributed, the first that holds:
    ///
    /// 1. The row belongs to a document whose source changed: `source`, whatever else changed with it.
    /// 2. The table is of the registry, and the registry changed: `registry`.
    /// 3. Only one of configuration, registry and program changed: that one.
    /// 4. Otherwise nobody can know, and there is no cause.
    pub(super) fn cause(&self, origin: Origin) -> Option<Cause> {
        match origin {
            Origin::ChangedDocument => return Some(Cause::Source),
            Origin::Registry if self.registry => return Some(Cause::Registry),
            Origin::Document | Origin::Registry => {}
        }
        match (self.configuration, self.registry, self.program) {
            (true, false, false) => Some(Cause::Configuration),
            (false, true, false) => Some(Cause::Registry),
            (false, false, true) => Some(Cause::Program),
            _ => None,
        }
    }
}

/// The table whose rows are the documents, and the column that names one.
const DOCUMENTS: &str = "documents";
const DOCUMENT: &str = "document_id";

/// Which rows belong to documents whose source changed: found by following foreign keys, referenced tables first.
pub(super) struct Origins<'a> {
    inputs: &'a Inputs,
    /// Tables from which foreign keys lead to documents, with the keys of their rows that belong to changed ones.
    touched: HashMap<String, HashSet<Box<str>>>,
}

impl<'a> Origins<'a> {
    pub(super) fn new(inputs: &'a Inputs) -> Self {
        let documents = inputs.documents.iter().map(|id| id.as_str().into()).collect();
        Self { inputs, touched: HashMap::from([(DOCUMENTS.to_owned(), documents)]) }
    }

    /// Begins a table, so that rows can be asked about; the tables it refers to have had all their rows noted.
    pub(super) fn begin(&mut self, shape: &Shape) {
        if self.parents(shape).next().is_some() {
            self.touched.entry(shape.name.clone()).or_default();
        }
    }

    /// Where a row comes from.
    pub(super) fn of(&self, shape: &Shape, row: Row<'_>) -> Origin {
        let Some(own) = self.touched.get(&shape.name) else { return Origin::Registry };
        if self.inputs.documents.is_empty() {
            return Origin::Document;
        }
        let is_touched =
            |column: usize, keys: &HashSet<Box<str>>| row.cell(column).text().is_some_and(|key| keys.contains(key));
        let by_own_key = shape.identifier().is_some_and(|column| is_touched(column, own));
        let touched = by_own_key || self.parents(shape).any(|(column, keys)| is_touched(column, keys));
        if touched { Origin::ChangedDocument } else { Origin::Document }
    }

    /// Where a row comes from, which is noted for the tables that refer to it.
    pub(super) fn note(&mut self, shape: &Shape, row: Row<'_>) -> Origin {
        let origin = self.of(shape, row);
        if origin == Origin::ChangedDocument
            && let Some(key) = shape.identifier().and_then(|column| row.cell(column).text())
            && let Some(own) = self.touched.get_mut(&shape.name)
            && !own.contains(key)
        {
            own.insert(key.into());
        }
        origin
    }

    /// The cause of a change to rows of this origin.
    pub(super) fn cause(&self, origin: Origin) -> Option<Cause> {
        self.inputs.cause(origin)
    }

    fn parents<'s>(&'s self, shape: &'s Shape) -> impl Iterator<Item = (usize, &'s HashSet<Box<str>>)> {
        let others = shape.foreign.iter().filter(|foreign| foreign.table != shape.name);
        let foreign = others.filter_map(|foreign| Some((foreign.column, self.touched.get(&foreign.table)?)));
        // What is said once for all languages of a document has no key of it.
        let document = shape.index_of(DOCUMENT).filter(|_| shape.foreign.is_empty() && shape.name != DOCUMENTS);
        foreign.chain(document.and_then(|column| Some((column, self.touched.get(DOCUMENTS)?))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_of_attribution() {
        let inputs =
            |configuration, registry, program| Inputs { configuration, registry, program, ..Inputs::default() };
        let cause = |inputs: Inputs, origin| inputs.cause(origin);
        assert_eq!(cause(inputs(true, true, true), Origin::ChangedDocument), Some(Cause::Source));
        assert_eq!(cause(inputs(true, true, true), Origin::Registry), Some(Cause::Registry));
        assert_eq!(cause(inputs(true, true, false), Origin::Document), None);
        assert_eq!(cause(inputs(false, false, false), Origin::Document), None);
        assert_eq!(cause(inputs(true, false, false), Origin::Document), Some(Cause::Configuration));
        assert_eq!(cause(inputs(false, true, false), Origin::Document), Some(Cause::Registry));
        assert_eq!(cause(inputs(false, false, true), Origin::Registry), Some(Cause::Program));
    }
}
