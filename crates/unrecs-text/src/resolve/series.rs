//! Whose a resolution or decision is, by its number: the organ named beside it, its date, what was cited before, or the organ that
//! speaks.

use hashbrown::{HashMap, HashSet};

use super::Rule;
use super::beside::{last_letters, printed_dates, width, without_quotes};
use super::cursor::Cursor;
use super::rules::Around;
use super::scanner::What;
use super::symbols::{eat_article, eat_tied_date};
use super::titles::last_word;
use crate::language::ends_with_one;
use crate::language::references::{AdoptedText, ReferenceWords};
use crate::registry::{AdoptedNumber, Numbering, Organ, Registry};
use crate::value::Date;

/// What a document has said of resolutions and decisions so far.
#[derive(Debug, Default)]
pub(super) struct Cited {
    /// The organ that speaks; index into the registry.
    speaker: Option<usize>,
    /// Organs that were named by a name of their own.
    named: HashSet<usize>,
    /// Symbols by number, where an organ or a date has told; none where two organs have the number.
    symbols: HashMap<(AdoptedText, AdoptedNumber), Option<String>>,
}

/// Whose the resolutions and decisions of one unit are.
#[derive(Debug)]
pub(super) struct Series {
    /// The dates printed beside the numbers, by mark.
    dates: Vec<Option<Date>>,
    /// What the number before in the list belongs to.
    listed: Beside,
    /// The last organ that told a number, and where.
    last: Option<(usize, usize)>,
}

/// The organs beside a number.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Beside {
    /// One of these, as indices into the registry.
    Organs(Vec<usize>),
    /// One whose resolutions have no known symbols.
    Other,
    /// None is named.
    Unnamed,
}

/// A resolution or decision with the symbol that was told, or those that are possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub symbol: Option<String>,
    pub rule: Rule,
    pub candidates: Vec<String>,
    /// How many digits at the end of the number are the mark of a footnote.
    pub note: u32,
}

impl Told {
    /// A symbol that the text prints.
    pub fn printed(symbol: &str) -> Self {
        Self { symbol: Some(symbol.to_owned()), rule: Rule::Symbol, candidates: Vec::new(), note: 0 }
    }

    /// A symbol that nothing tells.
    pub fn unknown(rule: Rule, candidates: Vec<String>) -> Self {
        Self { symbol: None, rule, candidates, note: 0 }
    }
}

impl Cited {
    /// Begins a document of a body.
    pub fn of_body(registry: &Registry, body_id: Option<&str>) -> Self {
        let speaker = body_id.and_then(|id| registry.organ_of(id));
        Self { speaker, named: speaker.into_iter().collect(), ..Self::default() }
    }

    /// Notes the organ in whose name a text stands: `The General Assembly,` as a paragraph, or its name alone in the head.
    pub fn hear(&mut self, paragraph: &str, organs: &[Organ], words: &ReferenceWords, language: &str) {
        /// No such paragraph is longer, in bytes.
        const LONGEST: usize = 80;
        if paragraph.len() > LONGEST {
            return;
        }
        let speaks = paragraph.trim().strip_suffix(words.clause_ends);
        let Some(subject) = speaks.or(Some(paragraph.trim()).filter(|_| self.speaker.is_none())) else { return };
        let is_name = |name: &String| {
            let before = subject.strip_suffix(name.as_str()).map(str::trim);
            before.is_some_and(|word| word.is_empty() || words.is_article(word))
        };
        let speaking = (0..organs.len()).filter(|&one| organs[one].names_in(language).iter().any(is_name));
        if let [only] = speaking.collect::<Vec<_>>().as_slice() {
            self.speaker = Some(*only);
            self.named.insert(*only);
        }
    }

    /// The symbol of what was cited with a number and a year, where there is one with this number alone.
    pub fn of_any_year(&self, act: AdoptedText, number: u32) -> Option<&str> {
        let numbered = |(one, cited): &(AdoptedText, AdoptedNumber)| {
            *one == act && cited.numbering() == Numbering::InYear && cited.serial() == number
        };
        let mut symbols = self.symbols.iter().filter(|(cited, _)| numbered(cited)).map(|(_, symbol)| symbol.as_deref());
        symbols.next().flatten().filter(|_| symbols.next().is_none())
    }

    fn note(&mut self, act: AdoptedText, number: &AdoptedNumber, symbol: &str) {
        let cited = self.symbols.entry((act, number.clone())).or_insert_with(|| Some(symbol.to_owned()));
        if cited.as_deref() != Some(symbol) {
            *cited = None;
        }
    }
}

impl Series {
    pub fn new(around: &Around<'_, '_>, cited: &mut Cited) -> Self {
        for mark in around.marks {
            let What::Body(body) = mark.what else { continue };
            cited.named.extend(around.registry.organ_of(&around.registry.bodies()[body].body_id));
        }
        Self { dates: printed_dates(around), listed: Beside::Unnamed, last: None }
    }

    /// The symbols of what is named at a mark, one for each number.
    pub fn tell(&mut self, around: &Around<'_, '_>, mark: usize, cited: &mut Cited) -> Vec<Told> {
        let What::Adopted(act, numbers) = &around.marks[mark].what else { return Vec::new() };
        if numbers.is_empty() {
            return vec![Told::unknown(Rule::Abstain, Vec::new())];
        }
        if let Some(told) = organ_tied(around, mark) {
            self.listed = told;
        } else if !is_listed(around, mark) {
            self.listed = organ_beside(around, mark, numbers.first());
        }
        let glued = around.text[..around.marks[mark].span.end].ends_with(|c: char| c.is_ascii_digit());
        let told = numbers.iter().map(|number| {
            let bare = if glued { without_note(around.registry.organs(), *act, number) } else { None };
            let (number, note) = bare.unwrap_or_else(|| (number.clone(), 0));
            let one = One { act: *act, number: &number, mark };
            if let Beside::Organs(organs) = &self.listed
                && let [only] = organs.as_slice()
            {
                cited.named.insert(*only);
            }
            let mut told = self.told(around, &one, cited);
            told.note = note;
            if let Some(symbol) = told.symbol.as_ref().filter(|_| told.rule != Rule::CitedBefore) {
                cited.note(*act, &number, symbol);
            }
            told
        });
        told.collect()
    }

    fn told(&mut self, around: &Around<'_, '_>, one: &One<'_>, cited: &Cited) -> Told {
        let organs = around.registry.organs();
        let (number, numbering) = (one.number, one.number.numbering());
        let symbols: Vec<(usize, String)> =
            organs.iter().enumerate().filter_map(|(at, organ)| Some((at, organ.symbol(one.act, number)?))).collect();
        let date = self.dates.get(one.mark).copied().flatten();
        let held = |organ: usize| date.and_then(|date| organs[organ].is_in_session(number, date));
        // What an organ cannot have adopted on the day is not its own.
        let possible: Vec<_> = symbols.iter().filter(|(organ, _)| held(*organ) != Some(false)).collect();
        let only = |found: &[&(usize, String)], rule| match found {
            [(organ, symbol)] => Some((*organ, symbol.clone(), rule)),
            _ => None,
        };
        let of =
            |named: &[usize]| possible.iter().copied().filter(|(organ, _)| named.contains(organ)).collect::<Vec<_>>();
        let in_year = || only(&possible, Rule::YearInNumber).filter(|_| numbering == Numbering::InYear);
        let beside = match &self.listed {
            // An organ that numbers otherwise is named for another reason.
            Beside::Organs(named) if symbols.iter().all(|(organ, _)| !named.contains(organ)) => &Beside::Unnamed,
            beside => beside,
        };
        let named = || match beside {
            // A name that several organs have tells by the form of the number: one with a year, or of an organ that was named.
            Beside::Organs(named) => only(&of(named), Rule::Organ)
                .filter(|(organ, ..)| named.len() == 1 || numbering.has_year() || cited.named.contains(organ)),
            _ => None,
        };
        let dated = || {
            let held: Vec<_> = possible.iter().copied().filter(|(organ, _)| held(*organ) == Some(true)).collect();
            only(&held, Rule::DateInSession)
        };
        let told = in_year().or_else(named).or_else(dated).or_else(|| match beside {
            Beside::Unnamed => self.unnamed(around, one, cited, &possible),
            _ => None,
        });
        match told {
            Some((organ, symbol, rule)) => {
                if rule == Rule::Organ {
                    self.listed = Beside::Organs(vec![organ]);
                }
                if rule != Rule::YearInNumber {
                    self.last = Some((one.mark, organ));
                }
                Told { symbol: Some(symbol), rule, candidates: Vec::new(), note: 0 }
            }
            None => {
                let candidates = match beside {
                    Beside::Organs(named) => of(named).into_iter().map(|(_, symbol)| symbol.clone()).collect(),
                    Beside::Other => Vec::new(),
                    Beside::Unnamed => possible.iter().map(|(_, symbol)| symbol.clone()).collect(),
                };
                Told::unknown(Rule::Abstain, candidates)
            }
        }
    }

    /// Without an organ beside it: what was cited before, the organ of the list, the organ that speaks, the only one with a year.
    fn unnamed(
        &self,
        around: &Around<'_, '_>,
        one: &One<'_>,
        cited: &Cited,
        possible: &[&(usize, String)],
    ) -> Option<(usize, String, Rule)> {
        let of =
            |organ: usize| possible.iter().find(|(possible, _)| *possible == organ).map(|(_, symbol)| symbol.clone());
        let before = cited.symbols.get(&(one.act, one.number.clone())).cloned().flatten();
        if let Some(symbol) = before {
            let organ =
                possible.iter().find(|(_, possible)| *possible == symbol).map_or(usize::MAX, |(organ, _)| *organ);
            return Some((organ, symbol, Rule::CitedBefore));
        }
        // `resolutions 23/13 of 13 June 2013 on …, as well as resolutions 28/6`: the organ of the sentence, where the one that speaks
        // has no such number.
        let of_sentence = self.last.filter(|(mark, _)| around.same_sentence(*mark, one.mark));
        let speaks = cited.speaker.and_then(|organ| Some((organ, of(organ)?, Rule::SpeakingOrgan)));
        if is_printed_in(around, one.mark) {
            return None;
        }
        let listed = || of_sentence.and_then(|(_, organ)| Some((organ, of(organ)?, Rule::Organ)));
        // 人权理事会通过的决议，包括2017年9月28日第36/6号决议: the only organ of the sentence that can have adopted it.
        let named = || {
            let before = around.sentence_before(one.mark);
            let named: HashSet<usize> =
                around.words.organs_in(before).flat_map(|(organs, _)| organs).copied().collect();
            let mut told = named.into_iter().filter_map(|organ| Some((organ, of(organ)?, Rule::Organ)));
            told.next().filter(|_| told.next().is_none())
        };
        let alone = || match possible {
            [(organ, symbol)] if one.act == AdoptedText::Resolution && one.number.numbering().has_year() => {
                Some((*organ, symbol.clone(), Rule::YearInNumber))
            }
            _ => None,
        };
        speaks.or_else(listed).or_else(named).or_else(alone)
    }
}

/// One number at a mark.
struct One<'a> {
    act: AdoptedText,
    number: &'a AdoptedNumber,
    mark: usize,
}

/// A number without the mark of a footnote that is glued to it, where no organ has the number as printed: session 67 has no
/// resolution 1894.
fn without_note(organs: &[Organ], act: AdoptedText, number: &AdoptedNumber) -> Option<(AdoptedNumber, u32)> {
    let exists = |number: &AdoptedNumber| organs.iter().any(|organ| organ.has(act, number));
    let by_session = matches!(number.numbering(), Numbering::Session | Numbering::Year);
    if !by_session || exists(number) {
        return None;
    }
    (1..=2).find_map(|note| Some((number.shortened(note)?, note))).filter(|(number, _)| exists(number))
}

/// Whether what is named stands in a report that the sentence names: `(A/74/53/Add.1), chap. III, resolution 42/12`.
fn is_printed_in(around: &Around<'_, '_>, mark: usize) -> bool {
    let document = |before: &usize| matches!(around.marks[*before].what, What::Symbol(..) | What::Name(_));
    let in_sentence = (0..mark).rev().take_while(|&before| around.same_sentence(before, mark));
    let Some(document) = in_sentence.take(6).find(document) else { return false };
    let between = around.between(document, mark).unwrap_or_default();
    around.words.words.resolutions.printed_in.iter().any(|word| between.contains(word))
}

/// Whether a number continues the list of the resolution before it: no organ, nothing but a date between them.
fn is_listed(around: &Around<'_, '_>, mark: usize) -> bool {
    /// No date between two numbers of a list is longer, in letters.
    const LONGEST: usize = 40;
    let words = around.words.words;
    let follows = mark
        .checked_sub(1)
        .is_some_and(|before| around.marks[before].what.act().is_some() && around.same_sentence(before, mark));
    follows
        && around.gap(mark).is_some_and(|gap| {
            let clause = !words.unit_first && gap.contains(words.clause_ends);
            width(gap) <= LONGEST && !clause && around.words.organs_in(gap).next().is_none()
        })
}

/// The organ named between a noun and its number, or directly behind the number.
fn organ_tied(around: &Around<'_, '_>, mark: usize) -> Option<Beside> {
    organ_inside(around, mark).or_else(|| organ_behind(around, mark))
}

/// The organ named shortly in front of a number.
fn organ_beside(around: &Around<'_, '_>, mark: usize, number: Option<&AdoptedNumber>) -> Beside {
    /// `Human Rights Council resolutions, including resolutions 23/9`.
    const FEW_WORDS: usize = 34;
    /// No name of an organ is longer, in letters.
    const LONGEST_ORGAN: usize = 40;
    let words = around.words.words;
    let before = around.sentence_before(mark);
    // Where the language keeps words apart, an organ further off is not looked for.
    let before = if words.unit_first { last_letters(before, FEW_WORDS + LONGEST_ORGAN) } else { before };
    let Some((organs, named)) = around.words.organs_in(before).last() else { return Beside::Unnamed };
    let between = without_quotes(&before[named.end..]);
    let organ = named_organ(around, before, named, organs);
    let clause = between.contains(words.clause_ends);
    let cited = words.resolutions.cited_by.iter().any(|word| between.contains(word));
    if !words.unit_first {
        let fits = matches!(organ, Beside::Organs(_)) || !cited;
        return if clause || !fits { Beside::Unnamed } else { organ };
    }
    let numbers_so = |organs: &[usize]| {
        let organs = organs.iter().map(|&organ| &around.registry.organs()[organ]);
        let act = around.marks[mark].what.act();
        number.zip(act).is_some_and(|(number, act)| organs.clone().any(|organ| organ.has(act, number)))
    };
    match width(&between) {
        // `the Human Rights Council, in its resolution 35/17`: the owner may be the organ or the subject of the sentence.
        0..=FEW_WORDS if clause && ends_with_one(between.trim_end(), words.possessives) => match organ {
            Beside::Organs(organs) if numbers_so(&organs) => Beside::Organs(organs),
            _ => Beside::Other,
        },
        0..=FEW_WORDS if !cited => organ,
        _ => Beside::Unnamed,
    }
}

/// The organ named between a noun and its number: قرار الجمعية العامة 46/182.
fn organ_inside(around: &Around<'_, '_>, mark: usize) -> Option<Beside> {
    let (organs, _) = around.words.organs_in(&around.text[around.marks[mark].span.clone()]).next()?;
    Some(if organs.is_empty() { Beside::Other } else { Beside::Organs(organs.to_owned()) })
}

/// The organ named directly behind a number and its date: `resolution 55/25 of the General Assembly`.
fn organ_behind(around: &Around<'_, '_>, mark: usize) -> Option<Beside> {
    let words = around.words.words;
    let mut cursor = Cursor::new(around.text, around.marks[mark].span.end, words);
    eat_tied_date(&mut cursor, &around.words.language.dates);
    cursor.eat(words.nested)?;
    eat_article(&mut cursor);
    let rest = &cursor.rest()[..cursor.rest().floor_char_boundary(160)];
    let (organs, _) = around.words.organs_in(rest).next().filter(|(_, named)| named.start == 0)?;
    Some(if organs.is_empty() { Beside::Other } else { Beside::Organs(organs.to_owned()) })
}

/// The organs of a name that was found. A name that several may have, behind a capitalized word, is another organ's: `Executive Council`.
fn named_organ(around: &Around<'_, '_>, before: &str, range: std::ops::Range<usize>, organs: &[usize]) -> Beside {
    let single = !before[range.clone()].contains(' ');
    let in_front = before[..range.start].trim_end();
    let word = last_word(in_front);
    let longer = around.words.words.unit_first
        && single
        && !around.words.words.is_article(word)
        && word.starts_with(char::is_uppercase)
        && !word.ends_with([',', '.', ';', ':'])
        && in_front.contains(' ');
    if organs.is_empty() || longer { Beside::Other } else { Beside::Organs(organs.to_owned()) }
}
