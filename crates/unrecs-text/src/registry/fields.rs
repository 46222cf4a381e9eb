//! What the files of the registry have in common: texts that are not empty, languages, dates, and facts with their basis.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::value::Datetime;

use crate::diagnostics_toml::{ConfigError, TomlFile, one_of};
use crate::value::{Date, codes};

/// Values by the BCP 47 tag of their language, in the order of the tags.
pub type ByLanguage<T> = Vec<(&'static str, T)>;

/// The same as a file writes it.
pub(super) type ByTag<T> = BTreeMap<Spanned<String>, T>;

/// BCP 47 tags of the official languages of the United Nations.
pub const LANGUAGE_TAGS: &[&str] = &["ar", "en", "es", "fr", "ru", "zh"];

codes! {
    /// How a fact is known.
    Basis {
        /// Read off a text of the instrument.
        Text = "text",
        /// Known, and not checked against a text.
        Memory = "memory",
    }
}

/// The value of this language.
pub(super) fn in_language<'v, T>(values: &'v ByLanguage<T>, language: &str) -> Option<&'v T> {
    values.iter().find(|(tag, _)| *tag == language).map(|(_, value)| value)
}

/// The published data has no empty strings, so that the facts it is made from have none.
pub(super) fn filled(file: &TomlFile, value: Spanned<String>) -> Result<String, ConfigError> {
    if value.get_ref().trim().is_empty() {
        return Err(file.error(value.span(), "this text is empty; expected at least one word, or no key"));
    }
    Ok(value.into_inner())
}

/// Which of these ids an id is.
pub(super) fn index_of<'i>(
    file: &TomlFile,
    what: &str,
    id: &Spanned<String>,
    mut ids: impl Iterator<Item = &'i String>,
) -> Result<usize, ConfigError> {
    ids.position(|one| one == id.get_ref()).ok_or_else(|| {
        let message = format!("no {what} has the id `{}`; expected an id from the registry", id.get_ref());
        file.error(id.span(), message)
    })
}

/// One of the published codes of something.
pub(super) fn code(
    file: &TomlFile,
    what: &str,
    value: &Spanned<String>,
    codes: &[&'static str],
) -> Result<&'static str, ConfigError> {
    codes.iter().copied().find(|code| code == value.get_ref()).ok_or_else(|| {
        let message = format!("unknown {what} `{}`; {}", value.get_ref(), one_of(codes.iter().copied()));
        file.error(value.span(), message)
    })
}

/// The same of a text that may be left out.
pub(super) fn optional(file: &TomlFile, value: Option<Spanned<String>>) -> Result<Option<String>, ConfigError> {
    value.map(|value| filled(file, value)).transpose()
}

/// The tag of an official language.
pub(super) fn language(file: &TomlFile, tag: &Spanned<String>) -> Result<&'static str, ConfigError> {
    code(file, "language", tag, LANGUAGE_TAGS)
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
        Date::new(date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?).ok()
    });
    read.ok_or_else(|| file.error(value.span(), format!("`{found}` is not a date; expected one such as 2000-11-15")))
}
