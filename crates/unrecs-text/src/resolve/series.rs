//! Whose a resolution is, by its number: the organ named beside it, its date, what was cited before, or the organ that speaks.

use hashbrown::HashMap;

use super::Rule;
use super::rules::Around;
use super::scanner::What;
use super::symbols::{ECONOMIC_AND_SOCIAL_COUNCIL, GENERAL_ASSEMBLY, SECURITY_COUNCIL};
use crate::language::references::ReferenceWords;
use crate::language::{DateOrder, dates, ends_with_one};
use crate::value::{Date, is_digits};

/// What a document has said of resolutions so far.
#[derive(Debug, Default)]
pub(super) struct Cited {
    /// What the symbols of the speaking organ's resolutions begin with.
    pub speaker: Option<&'static str>,
    /// Symbols by number, where an organ or a date has told; none where two organs have the number.
    symbols: HashMap<String, Option<String>>,
}

/// Whose the resolutions of one unit are.
#[derive(Debug)]
pub(super) struct Series {
    /// The dates printed beside the numbers, by mark.
    dates: Vec<Option<Date>>,
    /// What the number before in the list belongs to.
    listed: Organ,
}

/// The organ beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Organ {
    /// With what the symbols of its resolutions begin with.
    Known(&'static str),
    /// One whose resolutions have no known symbols.
    Other,
    /// None is named.
    Unnamed,
}

impl Cited {
    /// Begins a document of a body whose symbols begin so.
    pub fn of_body(symbol_prefix: Option<&str>, words: &ReferenceWords) -> Self {
        let of_prefix = |series: &&str| {
            symbol_prefix.and_then(|prefix| series.strip_prefix(prefix)).is_some_and(|rest| rest.starts_with('/'))
        };
        let speaker = words.resolutions.organs.iter().map(|(_, series)| *series).find(of_prefix);
        Self { speaker, ..Self::default() }
    }

    /// Notes the organ in whose name a text stands: `The General Assembly,` as a paragraph, or its name alone in the head.
    pub fn hear(&mut self, paragraph: &str, words: &ReferenceWords) {
        /// No such paragraph is longer, in bytes.
        const LONGEST: usize = 80;
        if paragraph.len() > LONGEST {
            return;
        }
        let speaks = paragraph.trim().strip_suffix(words.clause_ends);
        let Some(subject) = speaks.or(Some(paragraph.trim()).filter(|_| self.speaker.is_none())) else { return };
        let organs = words.resolutions.organs.iter().filter(|(_, series)| !series.is_empty());
        let is_article = |word: &str| words.articles.iter().any(|one| one.eq_ignore_ascii_case(word));
        let named = organs.filter(|(organ, _)| {
            subject.strip_suffix(organ).map(str::trim).is_some_and(|word| word.is_empty() || is_article(word))
        });
        if let Some((_, series)) = named.max_by_key(|(organ, _)| organ.len()) {
            self.speaker = Some(series);
        }
    }

    /// The symbol of a number that was cited before.
    fn by_number(&self, number: &str) -> Option<(String, Rule)> {
        Some((self.symbols.get(number)?.clone()?, Rule::CitedBefore))
    }

    /// The symbol of a number that the speaking organ gives its resolutions.
    fn by_speaker(&self, number: &str, fits: impl Fn(&'static str) -> bool) -> Option<(String, Rule)> {
        let series = self.speaker.filter(|series| fits(series))?;
        Some((symbol_in(series, number), Rule::SpeakingOrgan))
    }

    fn note(&mut self, number: &str, symbol: &str) {
        let cited = self.symbols.entry(number.to_owned()).or_insert_with(|| Some(symbol.to_owned()));
        if cited.as_deref() != Some(symbol) {
            *cited = None;
        }
    }
}

impl Series {
    pub fn new(around: &Around<'_, '_>) -> Self {
        Self { dates: printed_dates(around), listed: Organ::Unnamed }
    }

    /// The symbol of the resolution at a mark, with the rule that told it.
    pub fn symbol(
        &mut self,
        around: &Around<'_, '_>,
        mark: usize,
        number: &str,
        cited: &mut Cited,
    ) -> Option<(String, Rule)> {
        if number.contains("/RES/") {
            return Some((number.to_owned(), Rule::Symbol));
        }
        if number.split_once(" (").is_some_and(|(_, year)| year.starts_with(|c: char| c.is_ascii_digit())) {
            // Only the Security Council numbers its resolutions with the year in brackets.
            return Some((symbol_in(SECURITY_COUNCIL, number), Rule::YearInNumber));
        }
        if !is_listed(around, mark) {
            self.listed = organ_beside(around, mark);
        }
        let date = self.dates.get(mark).copied().flatten();
        let dated = date.and_then(|date| is_in_session(number, date));
        let fits = |series: &'static str| {
            is_number_of(series, number) && !(series == GENERAL_ASSEMBLY && dated == Some(false))
        };
        // An organ that numbers its resolutions otherwise is named for another reason.
        let organ = match self.listed {
            Organ::Known(series) if !is_number_of(series, number) => Organ::Unnamed,
            organ => organ,
        };
        let (series, rule) = match organ {
            Organ::Known(series) if fits(series) => (series, Rule::Organ),
            _ if dated == Some(true) && fits(GENERAL_ASSEMBLY) => (GENERAL_ASSEMBLY, Rule::DateInSession),
            Organ::Known(_) | Organ::Other => return None,
            Organ::Unnamed => return cited.by_number(number).or_else(|| cited.by_speaker(number, fits)),
        };
        let symbol = symbol_in(series, number);
        cited.note(number, &symbol);
        Some((symbol, rule))
    }
}

fn symbol_in(series: &str, number: &str) -> String {
    format!("{series}{}", number.replace(" (", "(").replace(' ', ""))
}

/// Whether an organ numbers its resolutions so.
fn is_number_of(series: &str, number: &str) -> bool {
    /// In its first thirty sessions the Assembly numbered its resolutions through, with the session in brackets.
    const FIRST_SESSION: u32 = 31;
    let session = number.split(['/', ' ']).next().unwrap_or_default();
    let by_year = number.contains('/') && is_digits(session, 4..=4);
    match series {
        SECURITY_COUNCIL => false,
        ECONOMIC_AND_SOCIAL_COUNCIL => by_year || !number.contains('/'),
        GENERAL_ASSEMBLY if number.contains('/') => {
            session.parse().map_or(true, |session: u32| session >= FIRST_SESSION) && !by_year
        }
        _ => !by_year,
    }
}

/// Whether the session of the Assembly in a number was held on a day; none where the number has no session.
fn is_in_session(number: &str, day: Date) -> Option<bool> {
    /// The first session opened in 1946 for 1945, and each since 1946 opens in a September.
    const YEAR_BEFORE_FIRST: i16 = 1945;
    const OPENS: i8 = 9;
    let session: i16 = number.split_once('/')?.0.parse().ok()?;
    let opens = YEAR_BEFORE_FIRST + session;
    Some((day.year() == opens && day.month() >= OPENS) || (day.year() == opens + 1 && day.month() <= OPENS))
}

/// Whether a number continues the list of the resolution before it: no organ, nothing but a date between them.
fn is_listed(around: &Around<'_, '_>, mark: usize) -> bool {
    /// No date between two numbers of a list is longer, in bytes.
    const LONGEST: usize = 40;
    let words = around.words.words;
    let follows = mark.checked_sub(1).is_some_and(|before| {
        matches!(around.marks[before].what, What::Resolution(_)) && around.same_sentence(before, mark)
    });
    follows
        && around.gap(mark).is_some_and(|gap| {
            let clause = !words.spaced && gap.contains(words.clause_ends);
            gap.len() <= LONGEST && !clause && !around.words.organs.is_match(gap)
        })
}

/// The organ named shortly in front of a number or, where the language has it there, behind.
fn organ_beside(around: &Around<'_, '_>, mark: usize) -> Organ {
    /// `Human Rights Council resolutions, including resolutions 23/9`.
    const FEW_WORDS: usize = 26;
    /// No name of an organ is longer, in bytes.
    const LONGEST_ORGAN: usize = 40;
    let words = around.words.words;
    let before = around.sentence_before(mark);
    // Where the language keeps words apart, an organ further off is not looked for.
    let reach = if words.spaced { FEW_WORDS + LONGEST_ORGAN } else { before.len() };
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(reach))..];
    let Some(named) = around.words.organs.find_iter(before).last() else { return Organ::Unnamed };
    let (end, (_, series)) = (named.end(), words.resolutions.organs[named.pattern().as_usize()]);
    let between = without_quotes(&before[end..]);
    let clause = between.contains(words.clause_ends);
    let organ = if series.is_empty() { Organ::Other } else { Organ::Known(series) };
    let cited = words.resolutions.cited_by.iter().any(|word| between.contains(word));
    if !words.spaced {
        let fits = matches!(organ, Organ::Known(_)) || !cited;
        return if clause || !fits { Organ::Unnamed } else { organ };
    }
    match between.len() {
        // `the Human Rights Council, in its resolution 35/17`: the owner may be the organ or the subject of the sentence.
        0..=FEW_WORDS if clause && ends_with_one(between.trim_end(), words.possessives) => Organ::Other,
        0..=FEW_WORDS if !cited => organ,
        _ => Organ::Unnamed,
    }
}

/// A text without what stands in quotation marks and in brackets of titles.
fn without_quotes(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '“' | '《' => depth += 1,
            '”' | '》' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(outside).collect()
}

/// The date beside each number: 2000年11月15日第55/25号, `55/25 of 15 November 2000`. Numbers of a list may share it, as far as it is
/// in their session.
fn printed_dates(around: &Around<'_, '_>) -> Vec<Option<Date>> {
    let behind = matches!(around.words.language.dates.order, DateOrder::DayMonthYear);
    let numbers = around.marks.iter().enumerate().filter_map(|(mark, found)| match &found.what {
        What::Resolution(number) => Some((mark, number.as_str())),
        _ => None,
    });
    let mut numbers: Vec<_> = numbers.collect();
    if behind {
        numbers.reverse();
    }
    let mut dates: Vec<Option<Date>> = vec![None; around.marks.len()];
    let mut from = 0;
    for (mark, number) in numbers {
        let printed = if behind { date_behind(around, mark) } else { date_before(around, mark, from) };
        let shared = || {
            let other = if behind { mark + 1 } else { mark.checked_sub(1)? };
            let date = dates.get(other).copied().flatten().filter(|&date| is_in_session(number, date) == Some(true))?;
            let gap = around.gap(other.max(mark)).unwrap_or_default().trim();
            around.words.words.joiners.iter().any(|joiner| joiner.trim() == gap).then_some(date)
        };
        dates[mark] = printed.or_else(shared);
        from = around.marks[mark].span.end;
    }
    dates
}

/// The last date in the clause of a mark, from a place on: 2015年9月25日题为“…”的第70/1号.
fn date_before(around: &Around<'_, '_>, mark: usize, from: usize) -> Option<Date> {
    let before = around.sentence_before(mark);
    let since = before.len().saturating_sub(around.marks[mark].span.start - from);
    let clause = without_quotes(before.get(since..)?);
    let words = &around.words.language.dates;
    let mut rest = clause.rsplit(around.words.words.clause_ends).next()?;
    let mut last = None;
    while let Some(found) = dates::find(rest, words) {
        last = found.dates.ok().map(|range| range.start);
        rest = &rest[found.at.end..];
    }
    last
}

/// The date directly behind a mark.
fn date_behind(around: &Around<'_, '_>, mark: usize) -> Option<Date> {
    /// ` of 15 September 2000`
    const LONGEST: usize = 24;
    let words = around.words.words;
    let behind = around.after(mark);
    let behind = words.nested.iter().find_map(|word| behind.strip_prefix(word))?;
    let behind = &behind[..behind.floor_char_boundary(LONGEST)];
    let found = dates::find(behind, &around.words.language.dates).filter(|found| found.at.start == 0)?;
    found.dates.ok().map(|range| range.start)
}
