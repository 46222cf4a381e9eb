//! What the configuration says of the dataset itself: its names, its publisher and its terms of use.

use std::collections::BTreeMap;

use toml::Spanned;

use super::raw::{RawDataset, Text};
use super::{Agent, Dataset, License};
use crate::toml_file::{ConfigError, IDENTIFIER, TomlFile, is_identifier, one_of};

/// BCP 47 tags of the six official languages of the United Nations.
const OFFICIAL_LANGUAGES: &[&str] = &["ar", "en", "es", "fr", "ru", "zh"];

/// Checks the table `[dataset]`.
///
/// # Errors
/// The first value that cannot be published.
pub(super) fn read(file: &TomlFile, raw: Spanned<RawDataset>) -> Result<Dataset, ConfigError> {
    let span = raw.span();
    let raw = raw.into_inner();
    if !is_identifier(raw.id.get_ref()) {
        let message = format!("`{}` is not the id of a dataset; {IDENTIFIER}", raw.id.get_ref());
        return Err(file.error(raw.id.span(), message));
    }
    let Some(license) = raw.license else {
        let message = "missing key `license`; expected `license = { name = \"…\", url = \"https://…\" }`, \
                       for the terms of use are never assumed";
        return Err(file.error(span, message));
    };
    Ok(Dataset {
        id: raw.id.into_inner(),
        title: by_language(file, raw.title)?,
        description: by_language(file, raw.description)?,
        publisher: Agent {
            name: filled(file, raw.publisher.name)?,
            url: raw.publisher.url.map(|url| address(file, url)).transpose()?,
        },
        license: License { name: filled(file, license.name)?, url: address(file, license.url)? },
        keywords: raw.keywords.into_iter().map(|word| filled(file, word)).collect::<Result<_, _>>()?,
        homepage: raw.homepage.map(|url| address(file, url)).transpose()?,
    })
}

fn by_language(file: &TomlFile, texts: Spanned<BTreeMap<Text, Text>>) -> Result<BTreeMap<String, String>, ConfigError> {
    let span = texts.span();
    let mut by_language = BTreeMap::new();
    for (language, text) in texts.into_inner() {
        if !OFFICIAL_LANGUAGES.contains(&language.get_ref().as_str()) {
            let known = one_of(OFFICIAL_LANGUAGES.iter().copied());
            return Err(file.error(language.span(), format!("unknown language `{}`; {known}", language.get_ref())));
        }
        by_language.insert(language.into_inner(), filled(file, text)?);
    }
    if !by_language.contains_key("en") {
        return Err(
            file.error(span, "missing key `en`; expected the text in English, and in further languages if you like")
        );
    }
    Ok(by_language)
}

fn filled(file: &TomlFile, text: Text) -> Result<String, ConfigError> {
    if text.get_ref().trim().is_empty() {
        return Err(file.error(text.span(), "found an empty text; expected words"));
    }
    Ok(text.into_inner())
}

fn address(file: &TomlFile, text: Text) -> Result<String, ConfigError> {
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.get_ref().strip_prefix(scheme));
    if rest.is_none_or(|rest| rest.is_empty() || rest.contains(char::is_whitespace)) {
        let message = format!("`{}` is not a web address; expected one that starts with https://", text.get_ref());
        return Err(file.error(text.span(), message));
    }
    Ok(text.into_inner())
}
