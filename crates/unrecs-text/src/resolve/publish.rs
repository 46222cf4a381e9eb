//! From marks and decisions to the references that are published.

use std::ops::Range;

use super::pinpoints::{Carried, Pinpoint};
use super::places::Place;
use super::provision::{Provision, is_missing, provision, unabbreviated};
use super::rules::{Around, Ending, Link};
use super::series::Told;
use super::{
    Exclusion, Form, Kind, Mention, Method, Reason, RecommendationTarget, Reference, References, Rule, Status, narrow,
};
use crate::registry::Instrument;

/// Collects the references of a unit.
pub(super) struct Publisher<'a, 'r> {
    around: Around<'a, 'r>,
    pub found: References<'r>,
    groups: u32,
    /// For each mark its references.
    of_mark: Vec<Range<usize>>,
}

impl<'a, 'r> Publisher<'a, 'r> {
    pub fn new(around: Around<'a, 'r>) -> Self {
        let of_mark = vec![0..0; around.marks.len()];
        Self { around, found: References::default(), groups: 0, of_mark }
    }

    fn instruments(&self, instruments: &[usize]) -> Box<[&'r Instrument]> {
        instruments.iter().map(|&one| self.around.instrument(one)).collect()
    }

    /// The bytes of the unit's text behind those that were read.
    fn original(&self, span: &Range<usize>) -> Range<u32> {
        narrow(&self.around.folded.original(span))
    }

    fn reference(&self, span: &Range<usize>, kind: Kind, ending: &Ending) -> Reference<'r> {
        Reference {
            kind,
            form: None,
            span: self.original(span),
            instrument: None,
            provision: None,
            recommendation: None,
            target_symbol: None,
            candidate_symbols: Box::default(),
            group: None,
            status: ending.status,
            method: ending.method,
            implicit: false,
            candidates: self.instruments(&ending.candidates),
            rule: ending.rule,
            evidence: ending.evidence,
        }
    }

    fn push(&mut self, mark: usize, reference: Reference<'r>) {
        let next = self.found.references.len();
        if self.of_mark[mark].is_empty() {
            self.of_mark[mark] = next..next;
        }
        self.of_mark[mark].end = next + 1;
        self.found.references.push(reference);
    }

    /// Gives the references of two marks, or of one, a common group.
    pub fn join(&mut self, first: usize, second: usize) {
        let references = |mark: usize| &self.found.references[self.of_mark[mark].clone()];
        let group_of = |mark| references(mark).iter().find_map(|reference| reference.group);
        let group = group_of(first).or_else(|| group_of(second)).unwrap_or_else(|| {
            self.groups += 1;
            self.groups
        });
        for mark in [first, second] {
            let references = &mut self.found.references[self.of_mark[mark].clone()];
            references.iter_mut().for_each(|reference| reference.group = Some(group));
        }
    }

    /// One reference for each instrument that a name means.
    pub fn name(&mut self, mark: usize, form: Form, ending: &Ending) {
        let span = &self.around.marks[mark].span;
        let base = Reference { form: Some(form), ..self.reference(span, Kind::Instrument, ending) };
        if ending.targets.is_empty() {
            return self.push(mark, base);
        }
        for &target in &ending.targets {
            self.push(mark, Reference { instrument: Some(self.around.instrument(target)), ..base.clone() });
        }
        if ending.targets.len() > 1 {
            self.join(mark, mark);
        }
    }

    /// One reference for each provision of a mark.
    pub fn pinpoints(&mut self, mark: usize, pinpoints: &[Pinpoint], link: &Link) {
        for pinpoint in pinpoints {
            let reference = self.pinpoint(pinpoint, link);
            self.push(mark, reference);
        }
        if link.from.is_some() || pinpoints.len() > 1 {
            self.join(link.from.unwrap_or(mark), mark);
        }
    }

    fn pinpoint(&self, pinpoint: &Pinpoint, link: &Link) -> Reference<'r> {
        let instrument = link.ending.only().map(|target| self.around.instrument(target));
        let language = self.around.words.language.tag;
        let provision = provision(pinpoint, instrument, language);
        let mut reference = Reference {
            form: Some(link.form),
            implicit: link.implicit,
            ..self.reference(&pinpoint.span, Kind::Provision, &link.ending)
        };
        if link.ending.targets.len() > 1 {
            // A provision of several instruments is a provision of none of them for sure.
            (reference.status, reference.method) = (Status::Ambiguous, None);
            reference.candidates = self.instruments(&link.ending.targets);
        }
        if pinpoint.carried == Carried::Along && reference.method.is_some() {
            (reference.method, reference.rule) = (Some(Method::ListCarry), Rule::ListCarry);
        }
        if instrument.is_some_and(|instrument| is_missing(instrument, &provision)) {
            reference.status = Status::OutOfRange;
        } else if provision.is_backwards() {
            reference.status = open(reference.status);
            let end = instrument.and_then(|instrument| unabbreviated(instrument, &provision));
            reference.candidate_symbols = end.into_iter().map(Box::from).collect();
        }
        Reference { instrument, provision: Some(provision), ..reference }
    }

    /// A word for a provision that is not known.
    pub fn unknown_provision(&mut self, mark: usize, rule: Rule) {
        let span = &self.around.marks[mark].span;
        let reference = self.reference(span, Kind::Provision, &Ending::unresolved(rule));
        self.push(mark, Reference { form: Some(Form::Anaphoric), implicit: true, ..reference });
    }

    /// A document, or resolutions or decisions that share their words, by what was told of the symbols; one reference for each place in
    /// it.
    pub fn symbols(&mut self, mark: usize, kind: Kind, told: &[Told], place: Option<&Place>) {
        let note = told.iter().map(|one| one.note as usize).max().unwrap_or(0);
        let own = &self.around.marks[mark].span;
        // A footnote's mark stands inside of what has places behind it.
        let span = place.map_or(own.start..own.end - note, |place| place.span.clone());
        let provisions: Vec<_> = match place {
            Some(place) => place.pinpoints.iter().map(|pinpoint| Some(super::provision::place(pinpoint))).collect(),
            None => vec![None],
        };
        for one in told {
            let status = match one.candidates.as_slice() {
                _ if one.symbol.is_some() => Status::Resolved,
                [] | [_] => Status::Unresolved,
                _ => Status::Ambiguous,
            };
            let base = Reference {
                target_symbol: one.symbol.as_deref().map(Box::from),
                candidate_symbols: one.candidates.iter().map(|symbol| symbol.as_str().into()).collect(),
                ..self.reference(&span, kind, &Ending::unresolved(one.rule))
            };
            for provision in &provisions {
                let backwards = provision.as_ref().is_some_and(Provision::is_backwards);
                let status = if backwards { open(status) } else { status };
                self.push(mark, Reference { status, provision: provision.clone(), ..base.clone() });
            }
        }
        if told.len() * provisions.len() > 1 {
            self.join(mark, mark);
        }
    }

    /// Recommendations of the same document by number; which exist is known where the document is.
    pub fn recommendations(&mut self, mark: usize, named: &[(u32, Option<String>)]) {
        let span = &self.around.marks[mark].span;
        for (number, letter) in named {
            let target = RecommendationTarget { number: *number, letter: letter.clone(), recommendation_id: None };
            let ending = Ending::unresolved(Rule::RecommendationNumber);
            let reference = self.reference(span, Kind::Recommendation, &ending);
            self.push(mark, Reference { recommendation: Some(Box::new(target)), ..reference });
        }
        if named.len() > 1 {
            self.join(mark, mark);
        }
    }

    pub fn body(&mut self, mark: usize, body: usize) {
        let body = &self.around.registry.bodies()[body];
        let span = self.original(&self.around.marks[mark].span);
        self.found.mentions.push(Mention { body, span });
    }

    pub fn nothing(&mut self, mark: usize, reason: Reason) {
        let span = self.original(&self.around.marks[mark].span);
        self.found.exclusions.push(Exclusion { reason, span });
    }
}

/// How a reference ends whose range ends before it begins: which provisions it means is not known.
fn open(status: Status) -> Status {
    if status == Status::Resolved { Status::Unresolved } else { status }
}
