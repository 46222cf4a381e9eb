//! The language versions of one work beside each other: which paragraphs each has, and whether they say the same.
//!
//! A paragraph has one identifier in all languages, so that versions need no matching of words. What versions say of a paragraph is
//! compared by codes and keys, which no language changes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use crate::language::acts::Act;
use crate::language::{self, dates};
use crate::normalize::Paragraph;
use crate::registry::part_id;
use crate::resolve::{Kind, Reference, Resolved, Status};
use crate::value::codes;

codes! {
    /// What versions of a paragraph are compared by.
    Aspect {
        /// What the opening verb does.
        Act = "act",
        /// Who is to act.
        Addressees = "addressees",
        /// Which provisions of instruments are cited.
        Provisions = "provisions",
        /// Which resolutions, decisions and documents are cited.
        Symbols = "symbols",
        /// Which days are named.
        Dates = "dates",
    }
}

codes! {
    /// Whether versions say the same.
    Agreement {
        /// All say the same.
        Agree = "agree",
        /// Two say different things.
        Differ = "differ",
        /// Those that decide say the same, and at least one leaves it open.
        Open = "open",
        /// None says anything.
        Nothing = "nothing",
    }
}

/// A paragraph in all the languages that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// The paragraph.
    pub paragraph_id: String,
    /// Tags of the versions that have it, in order.
    pub languages: Vec<&'static str>,
    /// Tags of the versions that lack it, in order.
    pub missing: Vec<&'static str>,
    /// What the versions say, by aspect in the order of [`Aspect::ALL`].
    pub said: Vec<Said>,
}

impl Alignment {
    /// Whether the versions say the same in an aspect.
    pub fn agreement(&self, aspect: Aspect) -> Agreement {
        let index = Aspect::ALL.iter().position(|one| *one == aspect);
        index.and_then(|index| self.said.get(index)).map_or(Agreement::Nothing, |said| said.agreement)
    }

    /// What each version says, aspect by aspect, where they differ or leave it open: `act: en: requests; fr: calls_upon or requests`.
    pub fn differences(&self) -> String {
        let shown = |said: &Said| matches!(said.agreement, Agreement::Differ | Agreement::Open);
        let said = Aspect::ALL.iter().zip(&self.said).filter(|(_, said)| shown(said));
        said.map(|(aspect, said)| format!("{}: {said}", aspect.code())).collect::<Vec<_>>().join(" | ")
    }
}

/// What the versions of a paragraph say in one aspect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Whether they say the same.
    pub agreement: Agreement,
    /// What each says, by tag.
    values: BTreeMap<&'static str, Value>,
}

/// What one version says: these keys, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Value {
    keys: BTreeSet<String>,
    /// Whether it leaves open which of these it says, or something that is not known.
    open: bool,
}

impl Said {
    fn of(values: BTreeMap<&'static str, Value>) -> Self {
        let decided: BTreeSet<_> = values.values().filter(|value| !value.open).map(|value| &value.keys).collect();
        let agreement = match decided.first() {
            Some(_) if decided.len() > 1 => Agreement::Differ,
            Some(keys) if values.values().all(|value| !value.open) => {
                if keys.is_empty() {
                    Agreement::Nothing
                } else {
                    Agreement::Agree
                }
            }
            _ => Agreement::Open,
        };
        Self { agreement, values }
    }
}

/// `en: requests; fr: called_upon or requests`
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (tag, value)) in self.values.iter().enumerate() {
            let keys: Vec<&str> = value.keys.iter().map(String::as_str).collect();
            let (joined, none) = if value.open { (keys.join(" or "), "open") } else { (keys.join(" "), "nothing") };
            let said = if joined.is_empty() { none } else { joined.as_str() };
            write!(f, "{}{tag}: {said}", if index > 0 { "; " } else { "" })?;
        }
        Ok(())
    }
}

impl Value {
    fn decided(keys: impl Iterator<Item = String>) -> Self {
        Self { keys: keys.collect(), open: false }
    }
}

/// The versions of one work, each in a language of its own, and where each has a paragraph.
pub struct Versions<'d, 'r> {
    tags: Vec<&'static str>,
    order: Vec<&'d str>,
    places: HashMap<&'d str, BTreeMap<&'static str, (&'d Resolved<'r>, usize)>>,
}

impl<'d, 'r> Versions<'d, 'r> {
    /// Finds the paragraphs of all versions; a version whose language has no table is left out.
    pub fn of(versions: &'d [Resolved<'r>]) -> Self {
        let (mut tags, mut order) = (Vec::new(), Vec::new());
        let mut places: HashMap<&str, BTreeMap<_, _>> = HashMap::new();
        for version in versions {
            let document = version.normalized();
            let Some(tag) = document.metadata().language else { continue };
            tags.push(tag);
            for (index, paragraph) in document.paragraphs().iter().enumerate() {
                let id = document.paragraph_id(paragraph);
                let here = places.entry(id).or_default();
                if here.is_empty() {
                    order.push(id);
                }
                here.entry(tag).or_insert((version, index));
            }
        }
        tags.sort_unstable();
        Self { tags, order, places }
    }

    /// The identifiers of all paragraphs in the order of the first version; those that it lacks stand behind.
    pub fn paragraphs(&self) -> &[&'d str] {
        &self.order
    }

    /// Compares what the versions say of a paragraph.
    pub fn compare(&self, paragraph_id: &str) -> Alignment {
        let here = self.places.get(paragraph_id);
        let said = Aspect::ALL.iter().map(|aspect| {
            let values = here.into_iter().flatten();
            Said::of(values.map(|(tag, (version, index))| (*tag, value(version, *index, *aspect))).collect())
        });
        let (languages, missing) =
            self.tags.iter().partition(|tag| here.is_some_and(|versions| versions.contains_key(*tag)));
        Alignment { paragraph_id: paragraph_id.to_owned(), languages, missing, said: said.collect() }
    }
}

/// The identifiers of the paragraphs that the versions of a work have.
pub(crate) fn paragraphs_of<'d>(versions: &'d [Resolved<'_>]) -> BTreeSet<&'d str> {
    let documents = versions.iter().map(Resolved::normalized);
    documents.flat_map(|document| document.paragraphs().iter().map(|one| document.paragraph_id(one))).collect()
}

/// Whether two documents are versions of one work, which stand side by side among all documents.
pub fn is_same_work(one: &Resolved<'_>, other: &Resolved<'_>) -> bool {
    one.normalized().metadata().document_id == other.normalized().metadata().document_id
}

/// Decides what an opening verb does that can do several things in its language, where other versions of the work say which: all that
/// decide say the same, and it is one of the candidates.
pub fn decide(versions: &mut [Resolved<'_>]) {
    if versions.len() < 2 {
        return;
    }
    let mut said: BTreeMap<String, Vec<(&'static str, Act, String)>> = BTreeMap::new();
    for version in versions.iter() {
        let document = version.normalized();
        let Some(tag) = document.metadata().language else { continue };
        for paragraph in document.paragraphs() {
            if let (Some(act), Some(verb)) = (paragraph.act, document.opening_verb(paragraph)) {
                let words = document.text(paragraph)[verb].to_owned();
                said.entry(document.paragraph_id(paragraph).to_owned()).or_default().push((tag, act, words));
            }
        }
    }
    for version in versions {
        version.decide_acts(|id, candidates| {
            let said = said.get(id)?;
            let (_, act, _) = said.first().filter(|(_, act, _)| candidates.contains(act))?;
            let evidence = said.iter().map(|(tag, _, words)| format!("{tag}: {words}")).collect::<Vec<_>>().join("; ");
            said.iter().all(|(_, other, _)| other == act).then_some((*act, evidence))
        });
    }
}

fn value(version: &Resolved<'_>, index: usize, aspect: Aspect) -> Value {
    let document = version.normalized();
    let paragraph = &document.paragraphs()[index];
    match aspect {
        Aspect::Act => act(paragraph),
        Aspect::Addressees => {
            Value::decided(document.addressees(paragraph).iter().map(|addressee| addressee.code.to_owned()))
        }
        Aspect::Provisions => cited(version, index, &[Kind::Instrument, Kind::Provision]),
        Aspect::Symbols => cited(version, index, &[Kind::Resolution, Kind::Decision, Kind::Document]),
        Aspect::Dates => dates_in(version, paragraph),
    }
}

fn act(paragraph: &Paragraph) -> Value {
    // Also where other versions decided: what they say is not this version's own.
    let open = paragraph.act.is_none() || paragraph.act_evidence.is_some();
    let own = paragraph.act.as_slice();
    let acts = if open { paragraph.act_candidates } else { own };
    Value { keys: acts.iter().map(|act| act.code().to_owned()).collect(), open: open && !acts.is_empty() }
}

/// What a paragraph cites of some kinds: the keys of targets; open where one is not resolved.
fn cited(version: &Resolved<'_>, index: usize, kinds: &[Kind]) -> Value {
    let references = version.found(index).references.iter().filter(|reference| kinds.contains(&reference.kind));
    let (mut keys, mut open) = (BTreeSet::new(), false);
    for reference in references {
        match target(reference) {
            Some(target) if reference.status == Status::Resolved => {
                keys.insert(target);
            }
            _ => open = true,
        }
    }
    Value { keys, open }
}

/// The key of what a reference means.
fn target(reference: &Reference<'_>) -> Option<String> {
    let symbol = reference.target_symbol.as_deref().map(str::to_owned);
    symbol.or_else(|| {
        let instrument = reference.instrument_id()?;
        let Some(provision) = &reference.provision else { return Some(instrument.to_owned()) };
        let end = provision.range().map(|end| format!("-{end}")).unwrap_or_default();
        Some(part_id(instrument, &provision.path()) + &end)
    })
}

/// The days that a paragraph names.
fn dates_in(version: &Resolved<'_>, paragraph: &Paragraph) -> Value {
    let document = version.normalized();
    let language = document.metadata().language.and_then(language::by_tag);
    let found = language.into_iter().flat_map(|language| dates::find_all(document.text(paragraph), &language.dates));
    Value::decided(found.filter_map(|found| found.dates.ok()).map(|range| format!("{}/{}", range.start, range.end)))
}
