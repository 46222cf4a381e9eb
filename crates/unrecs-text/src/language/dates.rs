//! Reads dates and ranges of dates by the words of a language.

use std::ops::Range;

use super::{DateWords, spelled_at_start};
use crate::value::numeral::narrow;
use crate::value::{Date, DateRange};

/// A date or a range of dates found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDates {
    /// Where it stands, in bytes of the text.
    pub at: Range<usize>,
    /// The first and the last day (equal for a single date), or why there is no such day.
    pub dates: Result<DateRange, String>,
}

/// The first date or range of dates in a text. White space may stand between digits and marks; digits may be full-width; a part
/// that one end leaves out is the other end's (`11 to 13 November 2013`, 2012年5月30日至6月1日).
pub fn find(text: &str, words: &DateWords) -> Option<FoundDates> {
    find_all(text, words).next()
}

/// All of them, from left to right, in one pass.
pub fn find_all(text: &str, words: &DateWords) -> impl Iterator<Item = FoundDates> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            // Every date begins with a number.
            at += text[at..].find(|c| digit(c).is_some())?;
            let tokens = tokens(text, at, words);
            let Some(mut found) = range_at(text, &tokens, words) else {
                at = tokens.first()?.1.end;
                continue;
            };
            at = found.at.end;
            let behind = words.year_ends.iter().filter_map(|word| spelled_at_start(&text[at..], word)).max();
            found.at.end += behind.unwrap_or(0);
            return Some(found);
        }
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Number {
        value: i64,
        digits: usize,
    },
    Year,
    Month,
    Day,
    MonthName(i64),
    Range,
    /// What may also stand between two whole dates.
    Joined,
    /// What stands behind a day or between the parts of a date.
    Filler,
    Other,
}

/// Tokens of a range at most: three numbers with their marks, what joins them, and three more.
const LONGEST: usize = 13;

/// A token with its place in the text.
type Placed = (Token, Range<usize>);

/// The parts of one end of a range, as far as they are printed.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
}

/// The tokens from a place on, up to the first that is none of a date.
fn tokens(text: &str, mut at: usize, words: &DateWords) -> Vec<Placed> {
    let mut tokens = Vec::new();
    // A name or a range word inside a longer word is no word of a date.
    let letter = |c: char| words.marks.is_none() && c.is_alphabetic();
    while tokens.len() < LONGEST
        && let Some(c) = text[at..].chars().next()
    {
        if letter(c) && text[..at].ends_with(letter) {
            break;
        }
        let (token, length) = token(&text[at..], c, words);
        let inside_word = letter(c) && text[at + length..].starts_with(letter);
        match token {
            _ if c.is_whitespace() => {}
            Token::Other => break,
            _ if inside_word => break,
            Token::Filler => {}
            token => tokens.push((token, at..at + length)),
        }
        at += length;
    }
    tokens
}

/// The token at the start of a text that begins with `first`, and its length in bytes.
fn token(text: &str, first: char, words: &DateWords) -> (Token, usize) {
    if digit(first).is_some() {
        let length = text.find(|c| digit(c).is_none()).unwrap_or(text.len());
        let digits = text[..length].chars().count();
        let value = text.chars().map_while(digit).take(6).fold(0, |value, digit| value * 10 + i64::from(digit));
        return (Token::Number { value, digits }, length);
    }
    if let Some(marks) = &words.marks {
        let mark = [(marks.year, Token::Year), (marks.month, Token::Month), (marks.day, Token::Day)];
        if let Some((c, token)) = mark.into_iter().find(|&(c, _)| c == first) {
            return (token, c.len_utf8());
        }
    }
    let longest = |words: &[&str]| words.iter().filter_map(|word| spelled_at_start(text, word)).max();
    let month = words.months.iter().zip(1..).filter_map(|(names, number)| Some((longest(names)?, number)));
    if let Some((length, number)) = month.max_by_key(|&(length, _)| length) {
        return (Token::MonthName(number), length);
    }
    // A hyphen that does not break the line is one, and so is a minus.
    if matches!(first, '\u{2010}' | '\u{2011}' | '\u{2212}') && words.range.contains(&"-") {
        return (Token::Range, first.len_utf8());
    }
    if let Some(length) = longest(words.range) {
        let joined = longest(words.joined) == Some(length);
        return (if joined { Token::Joined } else { Token::Range }, length);
    }
    let fillers = [words.day_endings, words.between, words.year_ends];
    match fillers.into_iter().filter_map(longest).max() {
        Some(length) => (Token::Filler, length),
        None => (Token::Other, first.len_utf8()),
    }
}

/// The value of an ASCII or a full-width digit.
fn digit(c: char) -> Option<u32> {
    narrow(c).to_digit(10)
}

/// The dates at the start of the tokens.
fn range_at(text: &str, tokens: &[Placed], words: &DateWords) -> Option<FoundDates> {
    let (start, used) = parts(tokens, words)?;
    let behind = tokens.get(used).map(|(token, _)| *token);
    let behind = behind.filter(|token| matches!(token, Token::Range | Token::Joined));
    let second = behind.and_then(|_| parts(&tokens[used + 1..], words));
    let whole = |parts: &Parts| parts.year.is_some() && parts.day.is_some();
    // `between 1 July 2023 and 30 June 2024`
    let before = text[..tokens.first()?.1.start].trim_end();
    let is_opened = || words.range_opens.iter().any(|word| before.ends_with(word));
    // Behind a year only the mark of a day tells that a number is one: `of 21 December 2020 and 76/217`.
    let apart = |(end, _): &(Parts, usize)| {
        behind == Some(Token::Joined)
            && whole(&start)
            && (whole(end) || words.marks.is_none())
            && !(whole(end) && is_opened())
    };
    let second = second.filter(|second| !apart(second));
    let (end, used) = second.map_or((start, used), |(end, more)| (end, used + 1 + more));
    // Only what has a year, a month and a day somewhere is a date: 2012 年至 2018 年 is not.
    let complete = |own: Parts, other: Parts| Some((own.year.or(other.year)?, own.month.or(other.month)?, own.day?));
    let (from, to) = (complete(start, end)?, complete(end, start)?);
    let dates = date(from).and_then(|start| Ok(DateRange { start, end: date(to)? }));
    Some(FoundDates { at: tokens[0].1.start..tokens[used - 1].1.end, dates })
}

/// The parts of one end at the start of the tokens, and how many tokens they take.
fn parts(tokens: &[Placed], words: &DateWords) -> Option<(Parts, usize)> {
    let token = |index: usize| tokens.get(index).map_or(Token::Other, |(token, _)| *token);
    let mut parts = Parts::default();
    let mut used = 0;
    match &words.marks {
        Some(_) => {
            let marks =
                [(Token::Year, &mut parts.year), (Token::Month, &mut parts.month), (Token::Day, &mut parts.day)];
            for (mark, part) in marks {
                if let Token::Number { value, .. } = token(used)
                    && token(used + 1) == mark
                {
                    (*part, used) = (Some(value), used + 2);
                }
            }
            // 6月20至22日: the last of several days alone has the mark.
            if let (Some(_), None, Token::Number { value, .. }) = (parts.month, parts.day, token(used))
                && matches!(token(used + 1), Token::Range | Token::Joined)
                && matches!((token(used + 2), token(used + 3)), (Token::Number { .. }, Token::Day))
            {
                (parts.day, used) = (Some(value), used + 1);
            }
        }
        None => {
            let Token::Number { value, digits: 1..=2 } = token(0) else { return None };
            (parts.day, used) = (Some(value), 1);
            if let Token::MonthName(month) = token(1) {
                (parts.month, used) = (Some(month), 2);
                if let Token::Number { value, digits: 4 } = token(2) {
                    (parts.year, used) = (Some(value), 3);
                }
            }
        }
    }
    (used > 0).then_some((parts, used))
}

fn date((year, month, day): (i64, i64, i64)) -> Result<Date, String> {
    let narrow = || Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok();
    narrow().ok_or_else(|| match month {
        1..=12 => format!("{year:04}-{month:02} has no day {day}"),
        _ => format!("month {month} does not exist"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::by_tag;

    fn read(text: &str, words: &DateWords) -> String {
        match find(text, words) {
            None => "nothing".to_owned(),
            Some(found) => match found.dates {
                Ok(range) => format!("{}: {} {}", &text[found.at], range.start, range.end),
                Err(problem) => format!("{}: {problem}", &text[found.at]),
            },
        }
    }

    #[test]
    fn chinese_dates_and_ranges() {
        for (text, expected) in [
            ("2012年5月30日至6月1日", "2012年5月30日至6月1日: 2012-05-30 2012-06-01"),
            ("维也纳，2013年11月11日至13日。", "2013年11月11日至13日: 2013-11-11 2013-11-13"),
            ("2015 年 11 月 18 日至 20 日", "2015 年 11 月 18 日至 20 日: 2015-11-18 2015-11-20"),
            ("２０１９年６月２１日", "２０１９年６月２１日: 2019-06-21 2019-06-21"),
            ("2012年12月30日至2013年1月2日", "2012年12月30日至2013年1月2日: 2012-12-30 2013-01-02"),
            ("2012 年至 2018 年", "nothing"),
            ("2012年13月40日", "2012年13月40日: month 13 does not exist"),
            ("2013年2月28日至30日", "2013年2月28日至30日: 2013-02 has no day 30"),
            ("2015年10月22日、2017年10月12日和2019年10月31日", "2015年10月22日: 2015-10-22 2015-10-22"),
            ("2012年6月20至22日", "2012年6月20至22日: 2012-06-20 2012-06-22"),
            ("2016年1月30和31日", "2016年1月30和31日: 2016-01-30 2016-01-31"),
            ("2018年7月4日和5日", "2018年7月4日和5日: 2018-07-04 2018-07-05"),
            ("99999999年1月1日", "99999999年1月1日: 999999-01 has no day 1"),
            ("第5号，无日期", "nothing"),
        ] {
            assert_eq!(read(text, &by_tag("zh").unwrap().dates), expected);
        }
    }

    #[test]
    fn english_dates_and_ranges() {
        for (text, expected) in [
            ("21 June 2019", "21 June 2019: 2019-06-21 2019-06-21"),
            ("Vienna, 30 May to 1 June 2012", "30 May to 1 June 2012: 2012-05-30 2012-06-01"),
            ("11-13 November 2013", "11-13 November 2013: 2013-11-11 2013-11-13"),
            ("30 December 2012 to 2 January 2013", "30 December 2012 to 2 January 2013: 2012-12-30 2013-01-02"),
            ("5\u{2011}13 September 1994", "5\u{2011}13 September 1994: 1994-09-05 1994-09-13"),
            ("13 June 2019 and 29 January 2021", "13 June 2019: 2019-06-13 2019-06-13"),
            ("21 December 2020 and 76/217", "21 December 2020: 2020-12-21 2020-12-21"),
            ("3\u{2212}14 June 1992", "3\u{2212}14 June 1992: 1992-06-03 1992-06-14"),
            ("between 1 July 2023 and 30 June 2024", "1 July 2023 and 30 June 2024: 2023-07-01 2024-06-30"),
            ("31 June 2019", "31 June 2019: 2019-06 has no day 31"),
            ("recommendation 5 may be", "nothing"),
            ("item 4 of 2019", "nothing"),
        ] {
            assert_eq!(read(text, &by_tag("en").unwrap().dates), expected);
        }
    }

    #[test]
    fn dates_with_words_between_their_parts_and_behind_them() {
        for (tag, text, expected) in [
            ("fr", "du 26 août au 4 septembre 2002", "26 août au 4 septembre 2002: 2002-08-26 2002-09-04"),
            ("fr", "le 1er mai 2024", "1er mai 2024: 2024-05-01 2024-05-01"),
            ("fr", "18 décembre 2013 et 19 décembre 2014", "18 décembre 2013: 2013-12-18 2013-12-18"),
            (
                "es",
                "el 4 de noviembre de 2018 y el 4 de octubre de 2020",
                "4 de noviembre de 2018: 2018-11-04 2018-11-04",
            ),
            ("es", "de 26 de agosto de 2002", "26 de agosto de 2002: 2002-08-26 2002-08-26"),
            (
                "es",
                "entre el 1 de julio de 2023 y el 30 de junio de 2024",
                "1 de julio de 2023 y el 30 de junio de 2024: 2023-07-01 2024-06-30",
            ),
            (
                "ru",
                "с 1 августа 2013 года по 31 июля 2014 года",
                "1 августа 2013 года по 31 июля 2014 года: 2013-08-01 2014-07-31",
            ),
            ("ru", "от 6–20 ноября 2022 года", "6–20 ноября 2022 года: 2022-11-06 2022-11-20"),
            ("ar", "من 7 إلى 12 آذار/مارس 2021", "7 إلى 12 آذار/مارس 2021: 2021-03-07 2021-03-12"),
            ("ar", "المؤرخ 20 تموز/ يوليه 2004", "20 تموز/ يوليه 2004: 2004-07-20 2004-07-20"),
        ] {
            assert_eq!(read(text, &by_tag(tag).unwrap().dates), expected);
        }
    }

    #[test]
    fn every_date_is_found_in_its_order() {
        let text = "of 3 May 2012, from 4 to 6 June 2012 and 7 July 2013";
        let found = find_all(text, &by_tag("en").unwrap().dates).map(|found| &text[found.at]);
        assert_eq!(found.collect::<Vec<_>>(), ["3 May 2012", "4 to 6 June 2012", "7 July 2013"]);
    }
}
