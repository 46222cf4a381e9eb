//! Days, lengths of time and recurrences: `by 31 December 2026`, `within sixty days of the adoption`, 每两年.

use std::ops::Range;

use jiff::Span;

use super::FIRST_YEAR;
use super::scan::{behind_space, word_starts};
use super::words::Table;
use crate::language::dates::{self, FoundDates};
use crate::value::numeral::{is_chinese_numeral, is_digit};
use crate::value::{Date, Numeral};

/// Something that words say of a time.
#[derive(Debug, Clone)]
pub struct Time {
    pub at: Range<usize>,
    pub says: Says,
}

/// What words say of a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// The last day for a task; the two that it may be; or none where it is not known.
    By(Day),
    /// The end of what goes on.
    Until(Day),
    /// How often, in months.
    Every(Option<i32>),
    /// Within existing resources.
    Resources,
}

/// A day as words name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    Known(Date),
    OneOf([Date; 2]),
    Unknown,
}

/// The times in a stretch, in the order of the text. `adopted` is the day from which `of the adoption` counts.
pub fn find(text: &str, stretch: Range<usize>, adopted: Option<Date>, table: &'static Table) -> Vec<Time> {
    let words = &text[stretch.clone()];
    let moved = |range: &Range<usize>| stretch.start + range.start..stretch.start + range.end;
    let found = dates::find_all(words, &table.language.dates).map(|found| (moved(&found.at), found));
    let found: Vec<(Range<usize>, FoundDates)> = found.collect();
    let reader = Reader { text, end: stretch.end, dates: &found, adopted, table };
    let mut all: Vec<Time> = Vec::new();
    let mut end = stretch.start;
    for start in word_starts(words, table.language.spaced).map(|at| stretch.start + at) {
        if start < end {
            continue;
        }
        if let Some(time) = reader.at(start) {
            end = time.at.end.max(start + 1);
            all.push(time);
        }
    }
    all
}

struct Reader<'t> {
    text: &'t str,
    end: usize,
    dates: &'t [(Range<usize>, FoundDates)],
    adopted: Option<Date>,
    table: &'static Table,
}

impl Reader<'_> {
    fn rest(&self, at: usize) -> &str {
        &self.text[at.min(self.end)..self.end]
    }

    /// What begins at a word.
    fn at(&self, start: usize) -> Option<Time> {
        let (rest, table) = (self.rest(start), self.table);
        if let Some(length) = table.within_resources.at_start(rest) {
            return Some(Time { at: start..start + length, says: Says::Resources });
        }
        if let Some((word, months)) = table.recurrences.find_at_start(rest) {
            return Some(Time { at: start..start + word.len(), says: Says::Every(months_of(months)) });
        }
        if let Some(time) = self.with_word(start) {
            return Some(time);
        }
        self.with_word_behind(start)
    }

    /// A word before a day or a length of time.
    fn with_word(&self, start: usize) -> Option<Time> {
        let (rest, table) = (self.rest(start), self.table);
        if let Some(length) = table.until.at_start(rest)
            && let Some((day, end)) = self.day(start + length, Behind::Nothing)
        {
            return Some(Time { at: start..end, says: Says::Until(day) });
        }
        if let Some(length) = table.by.at_start(rest)
            && let Some((day, end)) = self.day(start + length, Behind::Nothing)
        {
            return Some(Time { at: start..end, says: Says::By(day) });
        }
        if let Some(length) = table.every.at_start(rest)
            && let Some((length_of, end)) = self.length(start + length)
        {
            let months = length_of.months.filter(|&months| months > 0);
            return Some(Time { at: start..end, says: Says::Every(months) });
        }
        if let Some(length) = table.period.at_start(rest)
            && let Some((_, end)) = self.length(start + length)
        {
            return Some(Time { at: start..end, says: Says::Until(Day::Unknown) });
        }
        let length = table.within.at_start(rest)?;
        let (length_of, end) = self.length(start + length)?;
        Some(self.within(start, end, &length_of))
    }

    /// A day or a length of time before a word: 2026年12月31日之前, 60天内, `eleven months after the adoption`.
    fn with_word_behind(&self, start: usize) -> Option<Time> {
        if let Some((length, end)) = self.length(start).filter(|(_, end)| {
            let behind = behind_space(self.text, *end);
            self.table.adoption.at_start(self.rest(behind)).is_some()
        }) {
            return Some(self.within(start, end, &length));
        }
        let times = &self.table.listed.deadlines;
        if times.by_behind.is_empty() && times.within_behind.is_empty() && times.until_behind.is_empty() {
            return None;
        }
        if !self.rest(start).starts_with(|c: char| is_digit(c) || is_chinese_numeral(c)) {
            return None;
        }
        let table = self.table;
        if let Some((day, end)) = self.day(start, Behind::Word) {
            let behind = self.rest(behind_space(self.text, end));
            let at = |length: usize| start..behind_space(self.text, end) + length;
            if let Some(length) = table.by_behind.at_start(behind) {
                return Some(Time { at: at(length), says: Says::By(day) });
            }
            let length = table.until_behind.at_start(behind)?;
            return Some(Time { at: at(length), says: Says::Until(day) });
        }
        let (length_of, end) = self.length(start)?;
        let behind = behind_space(self.text, end);
        let length = table.within_behind.at_start(self.rest(behind))?;
        Some(self.within(start, behind + length, &length_of))
    }

    fn within(&self, start: usize, end: usize, length: &Length) -> Time {
        let behind = behind_space(self.text, end);
        let adoption = self.table.adoption.at_start(self.rest(behind)).map(|length| behind + length);
        let before = || self.table.adoption.at_end(self.text[..start].trim_end()).is_some();
        let counts = adoption.is_some() || before();
        let day = self.adopted.filter(|_| counts).and_then(|adopted| adopted.checked_add(length.span()?).ok());
        Time { at: start..adoption.unwrap_or(end), says: Says::By(day.map_or(Day::Unknown, Day::Known)) }
    }

    /// The day at an offset, and the offset behind it: a date, a month or a year.
    fn day(&self, at: usize, behind: Behind) -> Option<(Day, usize)> {
        let table = self.table;
        let mut at = behind_space(self.text, at);
        let mut ends = false;
        while at < self.end {
            let rest = self.rest(at);
            let passed = table.end_of.at_start(rest).inspect(|_| ends = true);
            let articles = || {
                let words = table.language.headings.ordinal.articles.iter().chain(table.language.references.articles);
                words
                    .filter_map(|word| rest.strip_prefix(word))
                    .filter(|rest| rest.starts_with(' '))
                    .map(str::len)
                    .min()
            };
            let Some(length) = passed.or_else(|| articles().map(|left| rest.len() - left)) else { break };
            at = behind_space(self.text, at + length);
        }
        if let Ok(found) = self.dates.binary_search_by_key(&at, |(place, _)| place.start) {
            let (place, found) = &self.dates[found];
            let day = found.dates.as_ref().map_or(Day::Unknown, |range| Day::Known(range.end));
            return Some((day, place.end));
        }
        let (year, month, mut end) = self.month_or_year(at)?;
        if let Some(length) = table.end_behind.at_start(self.rest(behind_space(self.text, end))) {
            end = behind_space(self.text, end) + length;
            ends = true;
        }
        if behind == Behind::Word && !ends && month.is_none() {
            // 2026年 alone names no day; with a word behind it, it does.
            let word = self.rest(behind_space(self.text, end));
            table.by_behind.at_start(word).or_else(|| table.until_behind.at_start(word))?;
        }
        let first = Date::new(year, month.unwrap_or(1), 1).ok()?;
        let last = if month.is_some() { first.last_of_month() } else { first.last_of_year() };
        let day = match (ends, first.yesterday()) {
            (false, Ok(before)) => Day::OneOf([before, last]),
            _ => Day::Known(last),
        };
        Some((day, end))
    }

    /// A year, or a month with its year.
    fn month_or_year(&self, at: usize) -> Option<(i16, Option<i8>, usize)> {
        let table = self.table;
        let rest = self.rest(at);
        if let Some(marks) = &table.language.dates.marks {
            let (year, length) = digits(rest)?;
            let behind = rest[length..].trim_start().strip_prefix(marks.year)?;
            let mut end = self.end - behind.len();
            let month = digits(behind).and_then(|(month, length)| {
                let rest = behind[length..].trim_start().strip_prefix(marks.month)?;
                end = self.end - rest.len();
                i8::try_from(month).ok()
            });
            return Some((year_of(year)?, month, end));
        }
        let month = table.months.find_at_start(rest);
        let mut at = month.map_or(at, |(name, _)| behind_space(self.text, at + name.len()));
        if month.is_some() {
            let between = table.language.dates.between.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
            if let Some(length) = between.filter(|word| self.rest(at).starts_with(word)).map(str::len).max() {
                at = behind_space(self.text, at + length);
            }
        }
        let (year, length) = digits(self.rest(at)).filter(|&(_, length)| length == 4)?;
        let mut end = at + length;
        let behind = behind_space(self.text, end);
        if let Some(length) = table.year_ends.at_start(self.rest(behind)) {
            end = behind + length;
        }
        Some((year_of(year)?, month.map(|(_, number)| number), end))
    }

    /// The length of time at an offset, and the offset behind it.
    fn length(&self, at: usize) -> Option<(Length, usize)> {
        let table = self.table;
        let at = behind_space(self.text, at);
        let rest = self.rest(at);
        let counted = table.numbers.find_at_start(rest).map(|(word, number)| (number, word.len()));
        let (number, length) = counted.or_else(|| numeral(rest)).map_or((1, 0), |(number, length)| (number, length));
        let mut unit_at = behind_space(self.text, at + length);
        if self.rest(unit_at).starts_with('(') {
            // `sixty (60) days`
            let close = self.rest(unit_at).find(')')?;
            unit_at = behind_space(self.text, unit_at + close + 1);
        }
        let (word, unit) = table.units.find_at_start(self.rest(unit_at))?;
        let times = |of: u32| i32::try_from(number.checked_mul(of)?).ok();
        let length = Length { months: times(unit.months).filter(|_| unit.months > 0), days: times(unit.days) };
        Some((length, unit_at + word.len()))
    }
}

/// What may stand behind a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    Nothing,
    /// The word that says what the day is.
    Word,
}

/// A length of time.
struct Length {
    months: Option<i32>,
    days: Option<i32>,
}

impl Length {
    fn span(&self) -> Option<Span> {
        match (self.months, self.days) {
            (Some(months), _) => Span::new().try_months(months).ok(),
            (None, Some(days)) => Span::new().try_days(days).ok(),
            (None, None) => None,
        }
    }
}

fn months_of(months: u32) -> Option<i32> {
    i32::try_from(months).ok().filter(|&months| months > 0)
}

fn year_of(number: u32) -> Option<i16> {
    i16::try_from(number).ok().filter(|_| (u32::from(FIRST_YEAR)..=2999).contains(&number))
}

/// The number in digits at the start of a text, and its bytes.
fn digits(text: &str) -> Option<(u32, usize)> {
    let length = text.find(|c| !is_digit(c)).unwrap_or(text.len());
    Some((text[..length].parse::<Numeral>().ok()?.value(), length))
}

/// The number in digits or Chinese characters at the start of a text.
fn numeral(text: &str) -> Option<(u32, usize)> {
    let length = text.find(|c| !is_digit(c) && !is_chinese_numeral(c)).unwrap_or(text.len());
    Some((text[..length].parse::<Numeral>().ok()?.value(), length))
}
