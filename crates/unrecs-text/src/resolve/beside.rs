//! The dates printed beside the numbers of resolutions and decisions: 2000年11月15日第55/25号, `55/25 of 15 November 2000`.

use super::cursor::Cursor;
use super::rules::Around;
use super::scanner::What;
use super::symbols::eat_tied_date;
use crate::language::dates;
use crate::value::Date;

/// A text without what stands in quotation marks and in brackets of titles.
pub(super) fn without_quotes(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '“' | '《' | '«' => depth += 1,
            '”' | '》' | '»' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(outside).collect()
}

/// How long a text is: a letter of an alphabet counts once, a Chinese character, which says more, three times.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{800}' { 1 } else { c.len_utf8() }).sum()
}

/// The last letters of a text, at most so many.
pub(super) fn last_letters(text: &str, most: usize) -> &str {
    let start = most.checked_sub(1).and_then(|last| text.char_indices().rev().nth(last)).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The date beside each number: 2000年11月15日第55/25号, `55/25 of 15 November 2000`. Numbers of a list may share it, as far as it is
/// in their session.
pub(super) fn printed_dates(around: &Around<'_, '_>) -> Vec<Option<Date>> {
    let behind = around.words.language.dates.marks.is_none();
    let numbers = around.marks.iter().enumerate().filter_map(|(mark, found)| match &found.what {
        What::Adopted(_, numbers) => Some((mark, numbers.first()?)),
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
        let held =
            |&date: &Date| around.registry.organs().iter().any(|organ| organ.is_in_session(number, date) == Some(true));
        let shared = || {
            let other = if behind { mark + 1 } else { mark.checked_sub(1)? };
            let date = dates.get(other).copied().flatten().filter(held)?;
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
    let rest = clause.rsplit(around.words.words.clause_ends).next()?;
    dates::find_all(rest, words).last()?.dates.ok().map(|range| range.start)
}

/// The date directly behind a mark.
fn date_behind(around: &Around<'_, '_>, mark: usize) -> Option<Date> {
    let mut cursor = Cursor::new(around.text, around.marks[mark].span.end, around.words.words);
    eat_tied_date(&mut cursor, &around.words.language.dates)?.ok()
}
