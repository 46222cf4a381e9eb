//! What a file refers to: the identifiers of its own elements, each once, and where every reference leads.

use std::collections::{HashMap, HashSet};

use super::iri;
use unrecs_text::normalize::Normalized;
use unrecs_text::registry::{Body, Instrument};
use unrecs_text::resolve::{Reference, Resolved, Status};

/// Where references may lead, and what they are called.
pub(super) struct Links<'d, 'r> {
    document: &'d Resolved<'r>,
    /// `eId` and `GUID` of each unit, none where it belongs to another element.
    eids: Vec<Option<&'d str>>,
    guids: Vec<Option<&'d str>>,
    /// The same of each division.
    divisions: Vec<[Option<&'d str>; 2]>,
    /// The units by their key, the first of each.
    units: HashMap<&'d str, usize>,
}

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// To one place.
    One(String),
    /// From a provision to another.
    Range(String, String),
}

impl<'d, 'r> Links<'d, 'r> {
    /// Where two elements would bear one identifier, the first bears it and the others none: a finding says that there are two.
    pub(super) fn new(document: &'d Resolved<'r>) -> Self {
        let normalized = document.normalized();
        let (mut eids, mut guids) = (HashSet::new(), HashSet::new());
        let mut own_eid = |eid: &'d str| eids.insert(eid).then_some(eid);
        let mut own_guid = |guid: &'d str| guids.insert(guid).then_some(guid);
        let divisions = normalized.divisions().iter();
        let divisions = divisions.map(|one| [own_eid(&one.eid), own_guid(&one.division_id)]).collect();
        let mut units = HashMap::new();
        for (index, unit) in normalized.paragraphs().iter().enumerate() {
            units.entry(normalized.paragraph_id(unit)).or_insert(index);
        }
        Self {
            document,
            eids: normalized.paragraphs().iter().map(|unit| own_eid(normalized.eid(unit))).collect(),
            guids: normalized.paragraphs().iter().map(|unit| own_guid(normalized.paragraph_id(unit))).collect(),
            divisions,
            units,
        }
    }

    pub(super) fn normalized(&self) -> &'d Normalized {
        self.document.normalized()
    }

    pub(super) fn document(&self) -> &'d Resolved<'r> {
        self.document
    }

    /// BCP 47 tag of the language of the document.
    pub(super) fn language(&self) -> &'static str {
        crate::tables::language(self.document)
    }

    /// A reference of a unit, by its index there.
    pub(super) fn reference(&self, unit: usize, index: usize) -> &'d Reference<'r> {
        &self.document.found(unit).references[index]
    }

    /// `eId` of a unit.
    pub(super) fn eid(&self, unit: usize) -> Option<&'d str> {
        self.eids[unit]
    }

    /// `GUID` of a unit: its key in the tables.
    pub(super) fn guid(&self, unit: usize) -> Option<&'d str> {
        self.guids[unit]
    }

    /// `eId` and `GUID` of a division.
    pub(super) fn division(&self, division: usize) -> [Option<&'d str>; 2] {
        self.divisions[division]
    }

    /// `eId` of something in a unit, by what is behind that of the unit.
    pub(super) fn below(&self, unit: usize, rest: &str) -> Option<String> {
        self.eid(unit).map(|eid| format!("{eid}__{rest}"))
    }

    /// `eId` of a reference of a unit, by its index there.
    pub(super) fn reference_eid(&self, unit: usize, index: usize) -> Option<String> {
        self.below(unit, &format!("ref_{}", index + 1))
    }

    /// `GUID` of a reference: its key in the table of references.
    pub(super) fn reference_guid(&self, unit: usize, index: usize) -> Option<String> {
        self.guid(unit).map(|guid| format!("{guid}-ref{}", index + 1))
    }

    /// Where a reference leads; none where it is not resolved, and where its target has no IRI.
    pub(super) fn target(&self, reference: &Reference<'_>) -> Option<Target> {
        if reference.status != Status::Resolved {
            return None;
        }
        if let Some(target) = &reference.recommendation {
            let unit = self.units.get(target.recommendation_id.as_deref()?)?;
            return self.eid(*unit).map(|eid| Target::One(format!("#{eid}")));
        }
        let from = reference.iri()?;
        Some(match iri::range_end(reference) {
            Some(to) => Target::Range(from, to),
            None => Target::One(from),
        })
    }

    /// The instrument of a resolved reference, by its `eId` among the TLC references.
    pub(super) fn refers_to(&self, reference: &Reference<'_>) -> Option<String> {
        let instrument = reference.instrument.filter(|_| reference.status == Status::Resolved)?;
        Some(format!("#{}", iri::instrument_eid(instrument)))
    }

    /// The bodies that the document mentions, and the instruments that it refers to, each once and in the order of the text.
    pub(super) fn named(&self) -> (Vec<&'d Body>, Vec<&'d Instrument>) {
        let mut seen = HashSet::new();
        let bodies = self.document.mentions().iter().map(|mention| mention.body);
        let bodies = bodies.filter(|body| seen.insert(body.body_id.as_str())).collect();
        let mut seen = HashSet::new();
        let resolved = self.document.references().iter().filter(|reference| reference.status == Status::Resolved);
        let instruments = resolved.filter_map(|reference| reference.instrument);
        (bodies, instruments.filter(|one| seen.insert(one.instrument_id.as_str())).collect())
    }
}
