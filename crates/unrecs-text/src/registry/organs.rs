//! Organs that adopt: how each numbers its resolutions and decisions, and the symbols that follow from the numbers.

use std::ops::RangeInclusive;

use serde::Deserialize;
use toml::Spanned;

use super::Body;
use super::fields::{ByLanguage, ByTag, by_language, filled, in_language, index_of};
use super::numbers::{AdoptedNumber, Numbering};
use crate::diagnostics_toml::{ConfigError, TomlFile};
use crate::language::references::AdoptedText;
use crate::value::Date;

/// An organ that adopts resolutions or decisions which have symbols.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    /// Key of the body, where the registry has it.
    pub body_id: Option<String>,
    /// What texts call it, by language. Several organs may share a name: `Council`.
    pub names: ByLanguage<Vec<String>>,
    /// When its regular sessions are held, where that is known.
    pub sessions: Option<Sessions>,
    /// Its series of numbers.
    pub series: Vec<Series>,
}

/// When the regular sessions of an organ are held: one a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table with the year before the first session and the month of opening")]
pub struct Sessions {
    /// The year of session 0.
    before_first: i16,
    /// The month in which a session opens.
    opens: i8,
}

/// One series of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What is numbered.
    pub act: AdoptedText,
    /// How.
    pub numbering: Numbering,
    /// The symbol, with `{number}`, `{session}` or `{serial}` in the place of a part of the number.
    symbol: String,
    sessions: RangeInclusive<u32>,
    serials: RangeInclusive<u32>,
}

impl Organ {
    /// What texts of a language call it.
    pub fn names_in(&self, language: &str) -> &[String] {
        in_language(&self.names, language).map_or(&[], Vec::as_slice)
    }

    /// Whether the organ gives this number to what it adopts.
    pub fn has(&self, act: AdoptedText, number: &AdoptedNumber) -> bool {
        self.series_of(act, number).is_some()
    }

    /// The symbol of what has a number; none where the organ has no such number.
    pub fn symbol(&self, act: AdoptedText, number: &AdoptedNumber) -> Option<String> {
        let series = self.series_of(act, number)?;
        let symbol = series.symbol.replace("{number}", &number.in_symbol());
        let symbol = symbol.replace("{session}", &number.session().to_string());
        Some(symbol.replace("{serial}", &number.serial().to_string()))
    }

    fn series_of(&self, act: AdoptedText, number: &AdoptedNumber) -> Option<&Series> {
        self.series.iter().find(|series| {
            series.act == act
                && series.numbering == number.numbering()
                && series.sessions.contains(&number.session())
                && series.serials.contains(&number.serial())
        })
    }

    /// Whether the organ was in the session of a number on a day; none where that is not known.
    pub fn is_in_session(&self, number: &AdoptedNumber, day: Date) -> Option<bool> {
        let sessions = self.sessions.filter(|_| number.numbering().is_by_regular_session())?;
        let opens = sessions.before_first + i16::try_from(number.session()).ok()?;
        let first = number.session() == 1;
        let (year, month) = (day.year(), day.month());
        Some((year == opens && (first || month >= sessions.opens)) || (year == opens + 1 && month <= sessions.opens))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawFile {
    organs: Vec<RawOrgan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawOrgan {
    body: Option<Spanned<String>>,
    names: ByTag<Vec<Spanned<String>>>,
    sessions: Option<Sessions>,
    #[serde(default)]
    resolutions: Vec<RawSeries>,
    #[serde(default)]
    decisions: Vec<RawSeries>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawSeries {
    symbol: Spanned<String>,
    numbers: Numbering,
    #[serde(default)]
    from: u32,
    to: Option<u32>,
    #[serde(default)]
    least: u32,
    most: Option<u32>,
}

/// The organs of a file, for the bodies that there are.
pub(super) fn organs(file: &TomlFile, bodies: &[Body]) -> Result<Vec<Organ>, ConfigError> {
    let organ = |raw: RawOrgan| {
        let known = |id: Spanned<String>| {
            index_of(file, "body", &id, bodies.iter().map(|body| &body.body_id)).map(|_| id.into_inner())
        };
        let names = |names: Vec<Spanned<String>>| names.into_iter().map(|name| filled(file, name)).collect();
        let resolutions = raw.resolutions.into_iter().map(|one| series(file, AdoptedText::Resolution, one));
        let decisions = raw.decisions.into_iter().map(|one| series(file, AdoptedText::Decision, one));
        Ok(Organ {
            body_id: raw.body.map(known).transpose()?,
            names: by_language(file, raw.names, names)?,
            sessions: raw.sessions,
            series: resolutions.chain(decisions).collect::<Result<_, _>>()?,
        })
    };
    file.read::<RawFile>()?.organs.into_iter().map(organ).collect()
}

fn series(file: &TomlFile, act: AdoptedText, raw: RawSeries) -> Result<Series, ConfigError> {
    let symbol = raw.symbol.get_ref();
    let whole = symbol.contains("{number}");
    if !(whole || symbol.contains("{session}") && symbol.contains("{serial}")) {
        let message = format!("`{symbol}` has no place for the number; expected one such as A/RES/{{number}}");
        return Err(file.error(raw.symbol.span(), message));
    }
    let sessions = raw.from..=raw.to.unwrap_or(u32::MAX);
    let serials = raw.least..=raw.most.unwrap_or(u32::MAX);
    Ok(Series { act, numbering: raw.numbers, symbol: raw.symbol.into_inner(), sessions, serials })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const GOOD: &str = "[[organs]]
names.en = [\"Assembly\"]
sessions = { before_first = 1945, opens = 9 }
resolutions = [
    { symbol = \"A/RES/{number}\", numbers = \"session\", from = 31, most = 399 },
    { symbol = \"A/RES/{number}\", numbers = \"roman\", to = 30 },
    { symbol = \"EA.{session}/Res.{serial}\", numbers = \"special\" },
]
";

    fn load(text: &str) -> Result<Vec<Organ>, String> {
        let file = TomlFile::new(Path::new("organs.toml"), Ok(text.as_bytes().to_vec())).unwrap();
        organs(&file, &[]).map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())
    }

    fn number(text: &str) -> AdoptedNumber {
        AdoptedNumber::at_start(text, &Default::default()).map(|(number, _)| number).unwrap()
    }

    #[test]
    fn a_symbol_follows_from_a_number_that_the_organ_has() {
        let organs = load(GOOD).unwrap();
        let symbol = |text| organs[0].symbol(AdoptedText::Resolution, &number(text));
        assert_eq!(symbol("55/25").as_deref(), Some("A/RES/55/25"));
        assert_eq!(symbol("2200 A (XXI)").as_deref(), Some("A/RES/2200A(XXI)"));
        assert_eq!(symbol("S-4/2").as_deref(), Some("EA.4/Res.2"));
        for other in ["67/1894", "30/1", "2200 A (XXXI)", "1373 (2001)", "2011/20"] {
            assert_eq!(symbol(other), None, "{other}");
        }
        assert_eq!(organs[0].symbol(AdoptedText::Decision, &number("55/25")), None);
    }

    #[test]
    fn a_session_is_held_from_its_month_on() {
        let organs = load(GOOD).unwrap();
        let held =
            |text, (year, month, day)| organs[0].is_in_session(&number(text), Date::new(year, month, day).unwrap());
        assert_eq!(held("55/25", (2000, 11, 15)), Some(true));
        assert_eq!(held("55/25", (2001, 9, 1)), Some(true));
        assert_eq!(held("55/25", (2012, 3, 16)), Some(false));
        assert_eq!(held("415 (V)", (1950, 12, 1)), Some(true));
        assert_eq!(held("1 (I)", (1946, 1, 24)), Some(true));
        assert_eq!(held("S-4/2", (2000, 11, 15)), None);
    }

    #[test]
    fn what_is_no_fact_is_refused_where_it_stands() {
        let cases = [
            (
                GOOD.replace("[[organs]]", "[[organs]]\nbody = \"un\""),
                "organs.toml:2:8: no body has the id `un`; expected an id from the registry",
            ),
            (
                GOOD.replace("A/RES/{number}", "A/RES"),
                "organs.toml:5:16: `A/RES` has no place for the number; expected one such as A/RES/{number}",
            ),
            (
                GOOD.replace("\"Assembly\"", "\" \""),
                "organs.toml:2:13: this text is empty; expected at least one word, or no key",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(load(&text), Err(expected.to_owned()));
        }
    }
}
