//! What the files of the registry have in common: texts that are not empty, languages, dates, and facts with their basis.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::diagnostics_toml::{ConfigError, TomlFile, one_of};
use crate::value::Date;

/// Values by the BCP 47 tag of their language, in the order of the tags.
pub type ByLanguage<T> = Vec<(&'static str, T)>;

/// The same as a file writes it.
pub(super) type ByTag<T> = BTreeMap<Spanned<String>, T>;

/// BCP 47 tags of the official languages of the United Nations.
pub const LANGUAGE_TAGS: &[&str] = &["ar", "en", "es", "fr", "ru", "zh"];

/// How a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Read off a text of the instrument.
    Text,
    /// Known, and not checked against a text.
    Memory,
}

impl Basis {
    /// The published code.
    pub fn code(self) -> &'static str {
        match self {
            Basis::Text => "text",
            Basis::Memory => "memory",
        }
    }
}

/// The value of this language.
pub(super) fn in_language<'v, T>(values: &'v ByLanguage<T>, language: &str) -> Option<&'v T> {
    values.iter().find(|(tag, _)| *tag == language).map(|(_, value)| value)
}

/// The published data has no empty strings, so that the facts it is made from have none.
pub(super) fn filled(file: &TomlFile, value: Spanned<String>) -> Result<String, ConfigError> {
    if value.get_ref().trim().is_empty() {
        return Err(file.error(value.span(), "found an empty text; expected words, or no such key"));
    }
    Ok(value.into_inner())
}

/// The tag of an official language.
pub(super) fn language(file: &TomlFile, tag: &Spanned<String>) -> Result<&'static str, ConfigError> {
    LANGUAGE_TAGS.iter().copied().find(|known| known == tag.get_ref()).ok_or_else(|| {
        let message = format!("unknown language `{}`; {}", tag.get_ref(), one_of(LANGUAGE_TAGS.iter().copied()));
        file.error(tag.span(), message)
    })
}

/// A value for each of some languages.
pub(super) fn by_language<R, T>(
    file: &TomlFile,
    raw: ByTag<R>,
    read: impl Fn(R) -> Result<T, ConfigError>,
) -> Result<ByLanguage<T>, ConfigError> {
    raw.into_iter().map(|(tag, value)| Ok((language(file, &tag)?, read(value)?))).collect()
}

/// A date without a time.
pub(super) fn date(file: &TomlFile, value: &Spanned<Datetime>) -> Result<Date, ConfigError> {
    let found = value.get_ref();
    let date = found.date.filter(|_| found.time.is_none() && found.offset.is_none());
    let read = date.and_then(|date| {
        let (year, month, day) = (date.year.try_into(), date.month.try_into(), date.day.try_into());
        Date::new(year.ok()?, month.ok()?, day.ok()?).ok()
    });
    read.ok_or_else(|| file.error(value.span(), format!("`{found}` is not a date; expected one such as 2000-11-15")))
}

/// Whether a text is the key of an instrument: small letters, digits and single low lines, such as `som_protocol`.
pub(super) fn is_key(text: &str) -> bool {
    let group = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split('_').all(group)
}
