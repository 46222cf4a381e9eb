//! Instruments: treaties and other texts with a name of their own, with their titles in each language.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::Profile;
use super::fields::{self, Basis, ByLanguage, ByTag, by_language, code, filled, in_language, optional};
use super::provisions::Skeleton;
use crate::diagnostics_toml::{ConfigError, TomlFile, is_joined_by};
use crate::value::{Date, Symbol, codes};

/// The published codes of the kinds of instruments.
pub const INSTRUMENT_KINDS: &[&str] = &[
    "charter",
    "convention",
    "covenant",
    "protocol",
    "agenda",
    "declaration",
    "rules",
    "agreement",
    "statute",
    "framework",
];

/// A treaty or another text with a name of its own.
#[derive(Clone)]
pub struct Instrument {
    /// Stable key, such as `som_protocol`.
    pub instrument_id: String,
    /// One of [`INSTRUMENT_KINDS`].
    pub kind: String,
    /// Key of the instrument that this one supplements.
    pub parent_id: Option<String>,
    /// The day it was adopted.
    pub adopted_on: Option<Date>,
    /// The day it entered into force.
    pub in_force_on: Option<Date>,
    /// Symbol of the resolution that adopted it.
    pub symbol: Option<Symbol>,
    /// Its chapter and number in *Multilateral Treaties Deposited with the Secretary-General*, such as `XVIII-12-b`.
    pub treaty_number: Option<String>,
    /// Who adopted it, as identifiers of the UN's Akoma Ntoso guidelines name it: `un-ga`.
    pub actor: Option<String>,
    /// The noun by which a text calls it for short, by language: 公约, `Convention`.
    pub heads: ByLanguage<String>,
    /// Its titles, as printed but for brackets.
    pub titles: Vec<Title>,
    /// Words of its parts where they differ from what the language has.
    pub parts: ByLanguage<PartWords>,
    /// Whether its numbered texts are rules and not articles.
    pub numbers_rules: bool,
    /// How this entry is known.
    pub basis: Basis,
    /// Its articles, chapters and annexes; empty where none are known.
    pub skeleton: Skeleton,
}

/// A title of an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// BCP 47 tag.
    pub language: &'static str,
    /// Whether it is the whole title.
    pub form: TitleForm,
    /// The title without the brackets round it.
    pub title: String,
    /// Whether it is another title in another case, by which texts are read and nothing is published.
    pub inflected: bool,
}

codes! {
    /// Whether a title is the whole one.
    TitleForm {
        /// The title of the instrument itself.
        Full = "full",
        /// A shorter one in use.
        Short = "short",
    }
}

/// Words for the parts of an article in one instrument.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table with the words for `paragraph` and `point`")]
pub struct PartWords {
    /// What numbered paragraphs are called: 项 in the Charter.
    pub paragraph: String,
    /// What lettered points are called: 款 in the Charter.
    pub point: String,
}

/// Two instruments of a registry are the same where their keys are.
impl PartialEq for Instrument {
    fn eq(&self, other: &Self) -> bool {
        self.instrument_id == other.instrument_id
    }
}

impl Eq for Instrument {}

/// The key alone: an instrument with its skeleton fills pages.
impl fmt::Debug for Instrument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.instrument_id)
    }
}

impl Instrument {
    /// The noun by which a text of this language calls it for short.
    pub fn head(&self, language: &str) -> Option<&str> {
        in_language(&self.heads, language).map(String::as_str)
    }

    /// The words for its parts, where they differ from what the language has.
    pub fn parts_in(&self, language: &str) -> Option<&PartWords> {
        in_language(&self.parts, language)
    }

    /// Number of articles; none where they are not known.
    pub fn article_count(&self) -> Option<usize> {
        Some(self.skeleton.articles.len()).filter(|&count| count > 0)
    }
}

/// An instrument with the places of what other files must agree with.
pub(super) struct Placed {
    pub instrument: Instrument,
    pub id: std::ops::Range<usize>,
    pub titles: Vec<std::ops::Range<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawFile {
    instruments: Vec<RawInstrument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawInstrument {
    id: Spanned<String>,
    kind: Spanned<String>,
    parent: Option<Spanned<String>>,
    adopted_on: Option<Spanned<Datetime>>,
    in_force_on: Option<Spanned<Datetime>>,
    symbol: Option<Spanned<String>>,
    treaty_number: Option<Spanned<String>>,
    actor: Option<Spanned<String>>,
    #[serde(default)]
    head: ByTag<Spanned<String>>,
    basis: Basis,
    #[serde(default)]
    units: ByTag<PartWords>,
    unit: Option<Spanned<String>>,
    #[serde(default)]
    titles: Vec<RawTitle>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawTitle {
    language: Spanned<String>,
    form: TitleForm,
    title: Spanned<String>,
    #[serde(default)]
    inflected: bool,
}

/// The instruments of a file, in its order.
pub(super) fn instruments(file: &TomlFile) -> Result<Vec<Placed>, ConfigError> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut parents = Vec::new();
    for raw in file.read::<RawFile>()?.instruments {
        parents.push(raw.parent.clone());
        let one = instrument(file, raw)?;
        let id = &one.instrument.instrument_id;
        if let Some(first) = placed.iter().find(|other| other.instrument.instrument_id == *id) {
            let line = file.line(first.id.start);
            let message = format!("two instruments have the id `{id}`, the first on line {line}");
            return Err(file.error(one.id, message));
        }
        placed.push(one);
    }
    for parent in parents.into_iter().flatten() {
        if !placed.iter().any(|one| one.instrument.instrument_id == *parent.get_ref()) {
            let message = format!("no instrument has the id `{}`; expected an id from this file", parent.get_ref());
            return Err(file.error(parent.span(), message));
        }
    }
    Ok(placed)
}

fn instrument(file: &TomlFile, raw: RawInstrument) -> Result<Placed, ConfigError> {
    let id = raw.id.span();
    let instrument_id = raw.id.into_inner();
    if !is_joined_by('_', &instrument_id) {
        let expected = "expected lower-case ASCII letters and digits, joined by single underscores";
        return Err(file.error(id, format!("`{instrument_id}` is not a valid instrument id; {expected}")));
    }
    let kind = code(file, "kind", &raw.kind, INSTRUMENT_KINDS)?;
    let unit = raw.unit.map(|unit| code(file, "unit", &unit, &["article", "rule"])).transpose()?;
    let symbol = |symbol: Spanned<String>| {
        symbol.get_ref().parse::<Symbol>().map_err(|error| file.error(symbol.span(), error.to_string()))
    };
    let symbol = raw.symbol.map(symbol);
    let date = |value: Option<Spanned<Datetime>>| value.map(|value| fields::date(file, &value)).transpose();
    let mut titles = Vec::new();
    let mut places = Vec::new();
    for raw in raw.titles {
        places.push(raw.title.span());
        let language = fields::language(file, &raw.language)?;
        let title = filled(file, raw.title)?;
        titles.push(Title { language, form: raw.form, title, inflected: raw.inflected });
    }
    let instrument = Instrument {
        instrument_id,
        kind: kind.to_owned(),
        parent_id: optional(file, raw.parent)?,
        adopted_on: date(raw.adopted_on)?,
        in_force_on: date(raw.in_force_on)?,
        symbol: symbol.transpose()?,
        treaty_number: optional(file, raw.treaty_number)?,
        actor: optional(file, raw.actor)?,
        heads: by_language(file, raw.head, |head| filled(file, head))?,
        titles,
        parts: by_language(file, raw.units, Ok)?,
        numbers_rules: unit == Some("rule"),
        basis: raw.basis,
        skeleton: Skeleton::default(),
    };
    Ok(Placed { instrument, id, titles: places })
}

/// Checks the titles of all instruments against each other.
///
/// # Errors
/// An instrument has a title twice, or two instruments have one and no profile decides between them.
pub(super) fn check_titles(file: &TomlFile, placed: &[Placed], profiles: &[Profile]) -> Result<(), ConfigError> {
    let mut owners: BTreeMap<(&str, String), (usize, usize)> = BTreeMap::new();
    for (index, one) in placed.iter().enumerate() {
        for (title, place) in one.instrument.titles.iter().zip(&one.titles) {
            let alias = (title.language, key(&title.title));
            let Some(&(first, start)) = owners.get(&alias) else {
                owners.insert(alias, (index, place.start));
                continue;
            };
            let line = file.line(start);
            let refused = |why: String| Err(file.error(place.clone(), format!("the title `{}` {why}", title.title)));
            if first == index {
                return refused(format!("is listed twice, first on line {line}"));
            }
            let decided = profiles.iter().any(|profile| {
                let meaning = profile.meaning(title.language, &title.title).unwrap_or_default();
                meaning.contains(&first) || meaning.contains(&index)
            });
            if !decided {
                let owner = &placed[first].instrument.instrument_id;
                let claim = format!("also belongs to `{owner}` on line {line}");
                return refused(format!("{claim}, but no profile says which instrument is meant"));
            }
        }
    }
    Ok(())
}

/// A title in the spelling in which titles are compared: small ASCII letters, no white space, ASCII for full-width forms.
pub fn key(title: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    title.chars().filter(|c| !c.is_whitespace()).map(|c| narrow(c).to_ascii_lowercase()).collect()
}
