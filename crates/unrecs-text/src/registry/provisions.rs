//! The skeleton of an instrument: its articles with the number of their paragraphs, its chapters and annexes.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::fields::{Basis, ByLanguage, ByTag, by_language, filled, in_language};
use super::{Instrument, ProvisionPath};
use crate::diagnostics_toml::{ConfigError, TomlFile};
use crate::language::Unit;

/// What an instrument consists of. A list without entries is not known.
#[derive(Debug, Clone, Default)]
pub struct Skeleton {
    /// Articles, or rules.
    pub articles: Vec<Provision>,
    /// Chapters.
    pub chapters: Vec<Provision>,
    /// Annexes.
    pub annexes: Vec<Provision>,
}

/// An article, chapter or annex.
#[derive(Debug, Clone)]
pub struct Provision {
    /// `6`, `24bis`; chapters and annexes in arabic digits too.
    pub number: String,
    /// Its title by language, and how it is known.
    pub titles: ByLanguage<(String, Basis)>,
    /// Number of its numbered paragraphs: 0 where they have no numbers, none where not known.
    pub paragraphs: Option<u32>,
    /// Number of lettered points by paragraph; paragraph 0 is the article itself.
    pub points: BTreeMap<u32, u32>,
    /// How number, paragraphs and points are known.
    pub basis: Basis,
    /// First and last article of a chapter.
    pub articles: Option<(String, String)>,
}

impl Instrument {
    /// Every article or rule, chapter and annex that the registry lists, with where it stands.
    pub fn provisions(&self) -> impl Iterator<Item = (ProvisionPath<'_>, &Provision)> {
        let own = if self.numbers_rules { Unit::Rule } else { Unit::Article };
        let Skeleton { articles, chapters, annexes } = &self.skeleton;
        let of = |unit: Unit, provisions| {
            let path = move |number| ProvisionPath { annex: None, unit, number, paragraph: None, point: None };
            <[Provision]>::iter(provisions).map(move |one| (path(one.number.as_str()), one))
        };
        of(own, articles).chain(of(Unit::Chapter, chapters)).chain(of(Unit::Annex, annexes))
    }

    /// Whether [`Instrument::provisions`] has a provision; its paragraph and point do not matter.
    pub fn lists(&self, path: &ProvisionPath<'_>) -> bool {
        let same = |other: ProvisionPath<'_>| (other.unit, other.number) == (path.unit, path.number);
        path.annex.is_none() && self.provisions().any(|(other, _)| same(other))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawFile {
    #[serde(default)]
    articles: Vec<RawProvision>,
    #[serde(default)]
    chapters: Vec<RawChapter>,
    #[serde(default)]
    annexes: Vec<RawAnnex>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawProvision {
    number: Spanned<String>,
    #[serde(default)]
    title: ByTag<Spanned<String>>,
    paragraphs: Option<u32>,
    #[serde(default)]
    points: BTreeMap<Spanned<String>, u32>,
    basis: Basis,
    /// How the title is known, where that is another way than the rest.
    #[serde(default)]
    title_basis: ByTag<Basis>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawChapter {
    number: Spanned<String>,
    #[serde(default)]
    title: ByTag<Spanned<String>>,
    articles: Option<[Spanned<String>; 2]>,
    basis: Basis,
    /// How the title is known, where that is another way than the rest.
    #[serde(default)]
    title_basis: ByTag<Basis>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct RawAnnex {
    number: Spanned<String>,
    #[serde(default)]
    title: ByTag<Spanned<String>>,
    basis: Basis,
    /// How the title is known, where that is another way than the rest.
    #[serde(default)]
    title_basis: ByTag<Basis>,
}

/// The skeleton that a file holds.
pub(super) fn skeleton(file: &TomlFile) -> Result<Skeleton, ConfigError> {
    let raw: RawFile = file.read()?;
    let mut skeleton = Skeleton::default();
    let provision = |number, titles, (basis, title_basis): (Basis, ByTag<Basis>), before: &[Provision]| {
        let number = new_number(file, number, before)?;
        let other = by_language(file, title_basis, Ok)?;
        let titles = by_language(file, titles, |title| filled(file, title))?.into_iter();
        let known = |(tag, title)| (tag, (title, in_language(&other, tag).copied().unwrap_or(basis)));
        let titles = titles.map(known).collect();
        Ok(Provision { number, titles, paragraphs: None, points: BTreeMap::new(), basis, articles: None })
    };
    for raw in raw.articles {
        let (paragraphs, points) = (raw.paragraphs, points(file, raw.points, raw.paragraphs)?);
        let article = provision(raw.number, raw.title, (raw.basis, raw.title_basis), &skeleton.articles)?;
        skeleton.articles.push(Provision { paragraphs, points, ..article });
    }
    for raw in raw.chapters {
        let existing = |number| existing(file, number, &skeleton.articles);
        let articles = raw.articles.map(|[first, last]| Ok((existing(first)?, existing(last)?)));
        let chapter = provision(raw.number, raw.title, (raw.basis, raw.title_basis), &skeleton.chapters)?;
        skeleton.chapters.push(Provision { articles: articles.transpose()?, ..chapter });
    }
    for raw in raw.annexes {
        let annex = provision(raw.number, raw.title, (raw.basis, raw.title_basis), &skeleton.annexes)?;
        skeleton.annexes.push(annex);
    }
    Ok(skeleton)
}

/// A number that none before in its list has.
fn new_number(file: &TomlFile, number: Spanned<String>, before: &[Provision]) -> Result<String, ConfigError> {
    let (span, number) = (number.span(), number.into_inner());
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    if digits.parse::<u32>().is_err() || digits.starts_with('0') {
        let expected = "expected one such as 6 or 24bis";
        return Err(file.error(span, format!("`{number}` is not a valid provision number; {expected}")));
    }
    if before.iter().any(|other| other.number == number) {
        return Err(
            file.error(span, format!("the number `{number}` occurs twice in one list; expected each number once"))
        );
    }
    Ok(number)
}

/// Points belong to a paragraph that there is, or to the article itself.
fn points(
    file: &TomlFile,
    raw: BTreeMap<Spanned<String>, u32>,
    paragraphs: Option<u32>,
) -> Result<BTreeMap<u32, u32>, ConfigError> {
    let one = |(paragraph, count): (Spanned<String>, u32)| {
        let number = paragraph.get_ref().parse::<u32>().ok();
        let highest = paragraphs.unwrap_or(u32::MAX);
        let exists = number.filter(|&number| number <= highest).map(|number| (number, count));
        exists.ok_or_else(|| {
            let found = paragraph.get_ref();
            let expected = format!("expected one of its {highest} paragraphs, or 0");
            file.error(paragraph.span(), format!("the article has no paragraph `{found}`; {expected}"))
        })
    };
    raw.into_iter().map(one).collect()
}

fn existing(file: &TomlFile, number: Spanned<String>, articles: &[Provision]) -> Result<String, ConfigError> {
    if articles.iter().any(|article| article.number == *number.get_ref()) {
        return Ok(number.into_inner());
    }
    let message = format!("there is no article `{}`; expected an article of this file", number.get_ref());
    Err(file.error(number.span(), message))
}
