//! Reading a text paragraph by paragraph: the engine behind [`super::resolve`], for texts that are no documents too.

use hashbrown::HashMap;

use super::fold::Folded;
use super::grammar::{Name, Pointing, Words};
use super::pinpoints::{Carried, Pinpoint};
use super::places::{Places, Taken};
use super::publish::Publisher;
use super::rules::{self, Around, Ending, Link, Memory, NameScene, Named, ProvisionScene, add_once};
use super::scanner::{self, Mark, What};
use super::series::{Cited, Series, Told};
use super::{Form, Grammar, Kind, Method, Reason, References, Rule, Status, Unit};
use crate::language::references::AdoptedText;
use crate::language::starts_with_one;
use crate::registry::{Profile, Registry};

/// A text that is being read, with what it has said so far.
#[derive(Debug)]
pub struct Reading<'g, 'r> {
    registry: &'r Registry,
    words: &'g Words<'r>,
    profile: Option<&'r Profile>,
    memory: Memory,
    /// How many units were read.
    units: u32,
    cited: Cited,
}

/// The references of one paragraph that stands alone; none where there is no table for the language.
pub fn read<'r>(text: &str, language: &str, body_id: Option<&str>, grammar: &Grammar<'r>) -> References<'r> {
    Reading::new(grammar, language, body_id).map(|mut reading| reading.paragraph(text)).unwrap_or_default()
}

impl<'g, 'r> Reading<'g, 'r> {
    /// Begins a text in a language, with the profile of the body that issued it; none where there is no table for the language.
    pub fn new(grammar: &'g Grammar<'r>, language: &str, body_id: Option<&str>) -> Option<Self> {
        let registry = grammar.registry();
        let profile = body_id.and_then(|body_id| registry.profile(body_id));
        let words = grammar.words(language)?;
        let cited = Cited::of_body(registry, body_id);
        Some(Self { registry, words, profile, memory: Memory::default(), cited, units: 0 })
    }

    /// A new section begins: what it names is weighed anew. Definitions stay.
    pub fn section(&mut self) {
        self.memory.section.clear();
        self.memory.last = None;
    }

    /// Reads the next paragraph.
    pub fn paragraph(&mut self, text: &str) -> References<'r> {
        self.unit(text, &[]).0
    }

    /// Reads the next unit, which may point back to what the units above it have named; gives what it has named with them.
    pub(super) fn unit(&mut self, text: &str, above: &[Named]) -> (References<'r>, Vec<Named>) {
        let unit = self.units;
        self.units += 1;
        let folded = Folded::new(text, &self.words.vocabulary);
        self.cited.hear(folded.text(), self.registry.organs(), self.words.words, self.words.language.tag);
        let marks = scanner::marks(folded.text(), self.words);
        if marks.is_empty() {
            return (References::default(), above.to_vec());
        }
        let around = Around {
            text: folded.text(),
            folded: &folded,
            unit,
            words: self.words,
            registry: self.registry,
            profile: self.profile,
            marks: &marks,
        };
        let section_last = self.memory.last;
        let (endings, names) = decide_names(around, above, &mut self.memory);
        let behind = rules::names_behind(&around);
        let scene = ProvisionScene {
            around,
            endings: &endings,
            behind,
            last_name: None,
            last_among: None,
            unit: above.to_vec(),
            links: vec![None; marks.len()],
            section_last,
        };
        let publisher = Publisher::new(around);
        let cited = &mut self.cited;
        let series = Series::new(&around, cited);
        let places = Places::of(&around);
        let decider = Decider {
            places,
            scene,
            publisher,
            last_thing: None,
            last_pinpoint: None,
            series,
            cited,
            adopted: Vec::new(),
        };
        (decider.run(), names)
    }
}

/// Decides every name, from left to right, and says what the unit has named.
fn decide_names(around: Around<'_, '_>, above: &[Named], memory: &mut Memory) -> (Vec<Option<Ending>>, Vec<Named>) {
    let heads = above.iter().filter_map(|&one| Some((one.head?, one))).collect::<HashMap<_, _>>();
    let endings = Vec::with_capacity(around.marks.len());
    let mut scene = NameScene { around, endings, unit: above.to_vec(), by_head: heads, memory };
    for (index, mark) in around.marks.iter().enumerate() {
        let What::Name(name) = mark.what else {
            scene.endings.push(None);
            continue;
        };
        let ending = match rules::definition(&scene, index, name) {
            Some((defined, meant)) => {
                scene.memory.definitions.insert(defined, meant);
                Ending::of(meant.instrument, Method::Defined, Rule::Definition).because(meant.at)
            }
            None => rules::name(&scene, index, name),
        };
        let named = around.named(index, &ending);
        scene.memory.note(&named);
        add_once(&mut scene.unit, &named);
        if let [only] = named.as_slice()
            && let Some(head) = only.head
        {
            scene.by_head.insert(head, *only);
        }
        scene.endings.push(Some(ending));
    }
    (scene.endings, scene.unit)
}

/// Decides provisions and the rest, from left to right, and publishes everything.
struct Decider<'a, 'r> {
    places: Places,
    scene: ProvisionScene<'a, 'r>,
    publisher: Publisher<'a, 'r>,
    /// The last name, document or publication.
    last_thing: Option<usize>,
    /// The last provision, with its mark.
    last_pinpoint: Option<(usize, Pinpoint)>,
    series: Series,
    cited: &'a mut Cited,
    /// What the unit has cited with a number, each once.
    adopted: Vec<(AdoptedText, Told)>,
}

impl<'r> Decider<'_, 'r> {
    fn run(mut self) -> References<'r> {
        let marks: &[Mark] = self.scene.around.marks;
        for (index, mark) in marks.iter().enumerate() {
            match self.places.taken(index) {
                Taken::No => {}
                Taken::Inside => continue,
                Taken::Apart => {
                    self.publisher.nothing(index, Reason::Document);
                    continue;
                }
            }
            match &mark.what {
                What::Name(name) => self.name(index, *name),
                What::Pinpoints(pinpoints) => self.pinpoints(index, pinpoints),
                What::Among => self.scene.last_among = Some(index),
                What::Wording => self.wording(index),
                What::Same(unit) => self.same(index, *unit),
                What::Adopted(act, _) => self.adopted(index, *act),
                What::Yearless(act, number) => self.yearless(index, *act, *number),
                What::SameAct(act) => self.same_act(index, *act),
                What::Symbol(kind, symbol) => {
                    self.publisher.symbols(index, *kind, &[Told::printed(symbol)], self.places.at(index));
                }
                What::Recommendations(named) => self.publisher.recommendations(index, named),
                What::Body(body) => self.publisher.body(index, *body),
                What::Nothing(reason) => self.publisher.nothing(index, *reason),
            }
            if mark.what.is_document() || matches!(mark.what, What::Nothing(Reason::Publication)) {
                self.last_thing = Some(index);
            }
        }
        self.publisher.found
    }

    /// A resolution or decision by its number.
    fn adopted(&mut self, mark: usize, act: AdoptedText) {
        let told = self.series.tell(&self.scene.around, mark, self.cited);
        self.publisher.symbols(mark, Kind::of(act), &told, self.places.at(mark));
        self.remember(act, told);
    }

    /// 第1701号决议: the only one with this number and a year that the document has cited.
    fn yearless(&mut self, mark: usize, act: AdoptedText, number: u32) {
        let told = self.cited.of_any_year(act, number).map_or_else(
            || Told::unknown(Rule::Abstain, Vec::new()),
            |symbol| Told { rule: Rule::CitedBefore, ..Told::printed(symbol) },
        );
        self.publisher.symbols(mark, Kind::of(act), std::slice::from_ref(&told), self.places.at(mark));
        self.remember(act, vec![told]);
    }

    /// Keeps what was cited for the pronouns of the unit.
    fn remember(&mut self, act: AdoptedText, told: Vec<Told>) {
        const MOST_CITED: usize = 64;
        for one in told {
            let known = |(other, before): &(AdoptedText, Told)| *other == act && before.symbol == one.symbol;
            // Of many, a pronoun means none.
            let few = self.adopted.len() < MOST_CITED;
            if few && (one.symbol.is_none() || !self.adopted.iter().any(known)) {
                self.adopted.push((act, one));
            }
        }
    }

    /// 该决议: the only resolution that the unit has cited.
    fn same_act(&mut self, mark: usize, act: AdoptedText) {
        let cited: Vec<_> = self.adopted.iter().filter(|(other, _)| *other == act).map(|(_, told)| told).collect();
        let told = match cited.as_slice() {
            [] => return,
            [only] => Told { rule: Rule::SameAct, note: 0, ..(*only).clone() },
            several => Told::unknown(Rule::SameAct, several.iter().filter_map(|told| told.symbol.clone()).collect()),
        };
        self.publisher.symbols(mark, Kind::of(act), &[told], self.places.at(mark));
    }

    fn name(&mut self, mark: usize, name: Name) {
        let Some(ending) = &self.scene.endings[mark] else { return };
        let around = self.scene.around;
        if let Name::Head(Pointing::Own, _) = name {
            return self.publisher.nothing(mark, Reason::OwnText);
        }
        // Where nothing marks a name, a noun that no rule decides is none.
        let marked = around.words.words.capitalized || around.words.words.title_marks.is_some();
        if !marked && matches!(name, Name::Head(..)) && ending.status != Status::Resolved {
            return;
        }
        self.publisher.name(mark, around.form(mark), ending);
        // The instrument that is supplemented is the name in front, or the one in front of a number in a bracket.
        let supplemented =
            |&parent: &usize| around.is_name(parent) && ending.evidence.is_none_or(|at| at == around.at(parent));
        if matches!(ending.rule, Rule::ItsProtocols | Rule::ItsProtocolsBySubject)
            && let Some(parent) = (mark.saturating_sub(2)..mark).rev().find(supplemented)
        {
            self.publisher.join(parent, mark);
        }
        add_once(&mut self.scene.unit, &around.named(mark, ending));
        self.scene.last_name = Some(mark);
        self.last_thing = Some(mark);
    }

    fn pinpoints(&mut self, mark: usize, pinpoints: &[Pinpoint]) {
        if self.scene.around.is_of_own_text(mark) {
            return self.publisher.nothing(mark, Reason::OwnText);
        }
        let mut pinpoints = pinpoints.to_vec();
        let Some(&(top, _)) = pinpoints.first().and_then(|pinpoint| pinpoint.levels.first()) else { return };
        let same = if top == Unit::Paragraph { self.paragraph_of_same(mark, &mut pinpoints) } else { None };
        if let Some(link) = same {
            return self.publish(mark, &pinpoints, link);
        }
        let mut link = rules::provision(&self.scene, mark);
        let beside = matches!(link.ending.method, Some(Method::Adjacent | Method::ListCarry | Method::Pronoun))
            || (link.ending.rule != Rule::Abstain && !link.implicit);
        if !beside {
            if let Some(reason) = self.no_provision(mark, top) {
                return self.publisher.nothing(mark, reason);
            }
            if top == Unit::Paragraph {
                link = self.paragraph_of_sentence(mark, &mut pinpoints);
            }
        }
        self.publish(mark, &pinpoints, link);
    }

    fn publish(&mut self, mark: usize, pinpoints: &[Pinpoint], link: Link) {
        self.publisher.pinpoints(mark, pinpoints, &link);
        self.scene.links[mark] = Some(link);
        self.last_pinpoint = pinpoints.last().map(|pinpoint| (mark, pinpoint.clone()));
    }

    /// Why something without an instrument beside it is no provision.
    fn no_provision(&self, mark: usize, top: Unit) -> Option<Reason> {
        let around = &self.scene.around;
        let words = around.words.words;
        let last_thing = self.last_thing.filter(|&thing| around.same_sentence(thing, mark));
        let of_thing = last_thing.and_then(|thing| match around.marks[thing].what {
            What::Nothing(reason) => Some(reason),
            _ if around.marks[thing].what.is_document() => Some(Reason::Document),
            _ => None,
        });
        match top {
            Unit::Annex | Unit::Section | Unit::Part => Some(of_thing.unwrap_or(Reason::OwnText)),
            Unit::Chapter => of_thing.or_else(|| {
                let (before, after) = (around.sentence_before(mark), around.after(mark));
                let published = words.publications.iter().any(|word| before.contains(word));
                let reported =
                    |word: &&str| if words.unit_first { after.starts_with(word) } else { before.ends_with(word) };
                (published || words.reports.iter().any(reported)).then_some(Reason::Publication)
            }),
            Unit::Point | Unit::Subpoint => Some(Reason::Ordinal),
            Unit::Paragraph if words.unit_first => {
                let preamble = starts_with_one(around.after(mark), words.preambles);
                Some(of_thing.unwrap_or(if preamble { Reason::Document } else { Reason::OwnText }))
            }
            _ => None,
        }
    }

    /// 该条第2款, `paragraph 2 of that article`: a paragraph of the article named before.
    fn paragraph_of_same(&self, mark: usize, pinpoints: &mut [Pinpoint]) -> Option<Link> {
        let around = &self.scene.around;
        let same = |other: usize| matches!(around.marks[other].what, What::Same(Unit::Article));
        let in_front = mark > 0 && same(mark - 1) && around.gap(mark) == Some("");
        let nested = || around.gap(mark + 1).is_some_and(|gap| around.words.words.nested.contains(&gap));
        let behind = mark + 1 < around.marks.len() && same(mark + 1) && nested();
        if in_front || behind { self.below_last(pinpoints, Method::Pronoun, Rule::SameProvision) } else { None }
    }

    /// A paragraph without its article: of the article that the sentence has named, or of none.
    fn paragraph_of_sentence(&self, mark: usize, pinpoints: &mut [Pinpoint]) -> Link {
        let in_sentence = self.last_pinpoint.as_ref().filter(|(last, _)| self.scene.around.same_sentence(*last, mark));
        let link = in_sentence.and_then(|_| self.below_last(pinpoints, Method::Antecedent, Rule::ArticleOfSentence));
        link.unwrap_or_else(|| Link::implicit(Form::Bare, Ending::unresolved(Rule::ParagraphAlone)))
    }

    fn below_last(&self, pinpoints: &mut [Pinpoint], method: Method, rule: Rule) -> Option<Link> {
        let (last, pinpoint) = self.last_pinpoint.as_ref()?;
        let link = self.scene.links[*last].as_ref()?;
        let article: Vec<_> = pinpoint.levels.iter().take_while(|(unit, _)| *unit <= Unit::Rule).cloned().collect();
        article.last().filter(|(unit, _)| *unit == Unit::Article)?;
        for pinpoint in pinpoints {
            pinpoint.levels.splice(0..0, article.iter().cloned());
        }
        let ending = link.ending.tied(method, rule).because(self.scene.around.at(*last));
        Some(Link::implicit(Form::Anaphoric, ending))
    }

    /// 该条: the last provision of the unit.
    fn same(&mut self, mark: usize, unit: Unit) {
        let same = self.last_pinpoint.as_ref().and_then(|(last, pinpoint)| {
            let smallest = pinpoint.levels.iter().position(|(one, _)| *one == unit)?;
            let levels = pinpoint.levels[..=smallest].to_vec();
            let ending = self.scene.links[*last].as_ref()?.ending.tied(Method::Pronoun, Rule::SameProvision);
            let link = Link::implicit(Form::Anaphoric, ending.because(self.scene.around.at(*last)));
            let span = self.scene.around.marks[mark].span.clone();
            Some((Pinpoint { span, levels, range_end: None, carried: Carried::No }, link))
        });
        match same {
            Some((pinpoint, link)) => self.publisher.pinpoints(mark, &[pinpoint], &link),
            None => self.publisher.unknown_provision(mark, Rule::SameProvision),
        }
    }

    /// 其条文: the last instrument of the unit.
    fn wording(&mut self, mark: usize) {
        let named = self.scene.last_name.and_then(|name| Some((name, self.scene.endings[name].as_ref()?)));
        let ending = named.map_or(Ending::unresolved(Rule::Wording), |(name, ending)| {
            ending.tied(Method::Pronoun, Rule::Wording).because(self.scene.around.at(name))
        });
        self.publisher.name(mark, Form::Anaphoric, &ending);
    }
}
