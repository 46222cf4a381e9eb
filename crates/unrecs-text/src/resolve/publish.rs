//! From marks and decisions to the references that are published.

use crate::resolve::Rule;
use std::ops::Range;

use super::existence::{Existence, existence};
use super::fold::Folded;
use super::places::Place;
use super::provision::provision;
use super::rules::{Around, Ending, Link};
use super::{Exclusion, Form, Kind, Mention, RecommendationTarget, Reference, References, Status, narrow};
use crate::registry::Instrument;
use crate::resolve::Reason;

/// Collects the references of a unit.
pub(super) struct Publisher<'a, 'r> {
    pub around: Around<'a, 'r>,
    pub folded: &'a Folded<'a>,
    pub found: References<'r>,
    groups: u32,
    /// For each mark its references.
    of_mark: Vec<Range<usize>>,
}

impl<'a, 'r> Publisher<'a, 'r> {
    pub fn new(around: Around<'a, 'r>, folded: &'a Folded<'a>) -> Self {
        let of_mark = vec![0..0; around.marks.len()];
        Self { around, folded, found: References::default(), groups: 0, of_mark }
    }

    fn instruments(&self, instruments: &[usize]) -> Box<[&'r Instrument]> {
        instruments.iter().map(|&one| &self.around.registry.instruments()[one]).collect()
    }

    fn reference(&self, span: &Range<usize>, kind: Kind, ending: &Ending) -> Reference<'r> {
        Reference {
            kind,
            form: None,
            span: narrow(&self.folded.original(span)),
            instrument: None,
            provision: None,
            recommendation: None,
            target_symbol: None,
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
        let group_of = |mark: usize| {
            self.found.references[self.of_mark[mark].clone()].iter().find_map(|reference| reference.group)
        };
        let old = group_of(first).or_else(|| group_of(second));
        let group = old.unwrap_or_else(|| {
            self.groups += 1;
            self.groups
        });
        for mark in [first, second] {
            for reference in &mut self.found.references[self.of_mark[mark].clone()] {
                reference.group = Some(group);
            }
        }
    }

    /// One reference for each instrument that a name means.
    pub fn name(&mut self, mark: usize, form: Form, ending: &Ending) {
        let span = self.around.marks[mark].span.clone();
        let base = Reference { form: Some(form), ..self.reference(&span, Kind::Instrument, ending) };
        if ending.targets.is_empty() {
            return self.push(mark, base);
        }
        for &target in &ending.targets {
            let instrument = &self.around.registry.instruments()[target];
            self.push(mark, Reference { instrument: Some(instrument), ..base.clone() });
        }
        if ending.targets.len() > 1 {
            self.join(mark, mark);
        }
    }

    /// One reference for each provision of a mark.
    pub fn places(&mut self, mark: usize, places: &[Place], link: &Link) {
        for place in places {
            let reference = self.place(place, link);
            self.push(mark, reference);
        }
        match link.from {
            Some(from) => self.join(from, mark),
            None if places.len() > 1 => self.join(mark, mark),
            None => {}
        }
    }

    fn place(&self, place: &Place, link: &Link) -> Reference<'r> {
        let instrument = link.ending.only().map(|target| &self.around.registry.instruments()[target]);
        let language = self.around.words.language.tag;
        let provision = provision(place, instrument, language);
        let mut reference = Reference {
            form: Some(link.form),
            implicit: link.implicit,
            ..self.reference(&place.span, Kind::Provision, &link.ending)
        };
        if link.ending.targets.len() > 1 {
            // A provision of several instruments is a provision of none of them for sure.
            (reference.status, reference.method) = (Status::Ambiguous, None);
            reference.candidates = self.instruments(&link.ending.targets);
        }
        if place.carried == super::places::Carried::Along && reference.method.is_some() {
            reference.method = Some(super::Method::ListCarry);
            reference.rule = Rule::ListCarry;
        }
        if let Some(instrument) = instrument {
            reference.instrument = Some(instrument);
            if existence(instrument, &provision) == Existence::Missing {
                reference.status = Status::OutOfRange;
            }
        }
        reference.provision = Some(provision);
        reference
    }

    /// A word for a provision or for what an instrument says.
    pub fn pronoun(&mut self, mark: usize, places: Option<(&Place, &Link)>, rule: Rule) {
        let span = self.around.marks[mark].span.clone();
        let reference = match places {
            Some((place, link)) => {
                let method = link.ending.method.map(|_| super::Method::Pronoun);
                let ending = Ending { method, rule, ..link.ending.clone() };
                let link = Link { ending, form: Form::Anaphoric, implicit: true, from: None };
                let mut place = place.clone();
                (place.span, place.carried) = (span, super::places::Carried::No);
                self.place(&place, &link)
            }
            None => Reference {
                form: Some(Form::Anaphoric),
                implicit: true,
                ..self.reference(&span, Kind::Provision, &Ending::unresolved(rule))
            },
        };
        self.push(mark, reference);
    }

    /// A document or resolution by its symbol, with the rule that told it.
    pub fn symbol(&mut self, mark: usize, kind: Kind, told: Option<(String, Rule)>) {
        let span = self.around.marks[mark].span.clone();
        let status = if told.is_some() { Status::Resolved } else { Status::Unresolved };
        let (symbol, rule) = told.map_or((None, Rule::Abstain), |(symbol, rule)| (Some(symbol.into()), rule));
        let ending = Ending { status, ..Ending::unresolved(rule) };
        let reference = Reference { target_symbol: symbol, ..self.reference(&span, kind, &ending) };
        self.push(mark, reference);
    }

    /// Recommendations of the same document by number; which exist is known where the document is.
    pub fn recommendations(&mut self, mark: usize, named: &[(u32, Option<String>)]) {
        let span = self.around.marks[mark].span.clone();
        for (number, letter) in named {
            let target = RecommendationTarget { number: *number, letter: letter.clone(), recommendation_id: None };
            let ending = Ending::unresolved(Rule::RecommendationNumber);
            let reference = self.reference(&span, Kind::Recommendation, &ending);
            self.push(mark, Reference { recommendation: Some(Box::new(target)), ..reference });
        }
        if named.len() > 1 {
            self.join(mark, mark);
        }
    }

    pub fn body(&mut self, mark: usize, body: usize) {
        let body = &self.around.registry.bodies()[body];
        let span = narrow(&self.folded.original(&self.around.marks[mark].span));
        self.found.mentions.push(Mention { body, span });
    }

    pub fn nothing(&mut self, mark: usize, reason: Reason) {
        let span = narrow(&self.folded.original(&self.around.marks[mark].span));
        self.found.exclusions.push(Exclusion { reason, span });
    }
}
