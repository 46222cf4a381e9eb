//! The table `[dataset]` of the configuration: the names of the dataset, its publisher and its terms of use.

use std::collections::BTreeMap;

use toml::Spanned;

use super::raw::{RawContact, RawDataset, Text};
use unrecs_dataset::dataset::{Agent, Contact, Dataset, License};
use unrecs_text::diagnostics_toml::{ConfigError, IDENTIFIER, TomlFile, is_identifier, one_of};
use unrecs_text::value::is_deceptive;

/// BCP 47 tags of the six official languages of the United Nations.
const OFFICIAL_LANGUAGES: &[&str] = &["ar", "en", "es", "fr", "ru", "zh"];

/// Codes of the authority table "frequency" of the Publications Office of the European Union, which DCAT-AP prescribes.
const FREQUENCIES: &[&str] = &[
    "AS_NEEDED",
    "ANNUAL",
    "ANNUAL_2",
    "ANNUAL_3",
    "BIENNIAL",
    "BIMONTHLY",
    "BIWEEKLY",
    "CONT",
    "DAILY",
    "IRREG",
    "MONTHLY",
    "MONTHLY_2",
    "MONTHLY_3",
    "NEVER",
    "QUARTERLY",
    "TRIENNIAL",
    "UNKNOWN",
    "WEEKLY",
    "WEEKLY_2",
    "WEEKLY_3",
];

/// Checks the table `[dataset]`.
///
/// # Errors
/// The first value that cannot be published.
pub(super) fn read(file: &TomlFile, raw: Spanned<RawDataset>) -> Result<Dataset, ConfigError> {
    let span = raw.span();
    let raw = raw.into_inner();
    if !is_identifier(raw.id.get_ref()) {
        let message = format!("`{}` is not a valid dataset id; {IDENTIFIER}", raw.id.get_ref());
        return Err(file.error(raw.id.span(), message));
    }
    let Some(license) = raw.license else {
        let message = "missing key `license`; expected `license = { name = \"…\", url = \"https://…\" }`, \
                       because unrecs never assumes a licence";
        return Err(file.error(span, message));
    };
    Ok(Dataset {
        id: raw.id.into_inner(),
        title: by_language(file, raw.title, filled)?,
        description: by_language(file, raw.description, paragraphs)?,
        publisher: Agent {
            name: filled(file, raw.publisher.name)?,
            url: raw.publisher.url.map(|url| address(file, url)).transpose()?,
        },
        license: License { name: filled(file, license.name)?, url: address(file, license.url)? },
        keywords: raw.keywords.into_iter().map(|word| filled(file, word)).collect::<Result<_, _>>()?,
        homepage: raw.homepage.map(|url| address(file, url)).transpose()?,
        contact: raw.contact.map(|raw| contact(file, raw)).transpose()?,
        base_url: raw.base_url.map(|url| base(file, url)).transpose()?,
        themes: raw.themes.into_iter().map(|theme| address(file, theme)).collect::<Result<_, _>>()?,
        frequency: raw.frequency.map(|code| frequency(file, code)).transpose()?,
        doi: raw.doi.map(|doi| object_identifier(file, doi)).transpose()?,
    })
}

fn contact(file: &TomlFile, raw: Spanned<RawContact>) -> Result<Contact, ConfigError> {
    let span = raw.span();
    let RawContact { name, email, url } = raw.into_inner();
    if email.is_none() && url.is_none() {
        return Err(file.error(span, "`contact` has no address; expected `email` or `url`"));
    }
    Ok(Contact {
        name: filled(file, name)?,
        email: email.map(|email| email_address(file, email)).transpose()?,
        url: url.map(|url| address(file, url)).transpose()?,
    })
}

/// Checks that there is one @ with text on both sides; a program cannot know whether mail arrives there.
fn email_address(file: &TomlFile, text: Text) -> Result<String, ConfigError> {
    let parts: Vec<&str> = text.get_ref().split('@').collect();
    let whole =
        |part: &&str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || c == ':');
    if parts.len() != 2 || !parts.iter().all(whole) {
        let message = format!("`{}` is not an email address; expected one such as data@example.org", text.get_ref());
        return Err(file.error(text.span(), message));
    }
    Ok(text.into_inner())
}

/// An address that paths can be added to.
fn base(file: &TomlFile, text: Text) -> Result<String, ConfigError> {
    if text.get_ref().contains(['?', '#']) {
        let message =
            format!("`{}` contains ? or #; expected an address to which paths can be appended", text.get_ref());
        return Err(file.error(text.span(), message));
    }
    Ok(address(file, text)?.trim_end_matches('/').to_owned())
}

fn frequency(file: &TomlFile, code: Text) -> Result<String, ConfigError> {
    if !FREQUENCIES.contains(&code.get_ref().as_str()) {
        let expected = one_of(FREQUENCIES.iter().copied());
        return Err(file.error(code.span(), format!("unknown frequency `{}`; {expected}", code.get_ref())));
    }
    Ok(code.into_inner())
}

/// ISO 26324: a prefix that starts with `10.`, a slash, and a suffix.
fn object_identifier(file: &TomlFile, doi: Text) -> Result<String, ConfigError> {
    let parts = doi.get_ref().strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    let whole = |(prefix, suffix): (&str, &str)| {
        prefix.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && !prefix.is_empty()
            && !suffix.is_empty()
            && suffix.bytes().all(|byte| byte.is_ascii_graphic())
    };
    if !parts.is_some_and(whole) {
        let message =
            format!("`{}` is not a DOI; expected one such as 10.5281/zenodo.1234, without https://", doi.get_ref());
        return Err(file.error(doi.span(), message));
    }
    Ok(doi.into_inner())
}

fn by_language(
    file: &TomlFile,
    texts: Spanned<BTreeMap<Text, Text>>,
    read: fn(&TomlFile, Text) -> Result<String, ConfigError>,
) -> Result<BTreeMap<String, String>, ConfigError> {
    let span = texts.span();
    let mut by_language = BTreeMap::new();
    for (language, text) in texts.into_inner() {
        if !OFFICIAL_LANGUAGES.contains(&language.get_ref().as_str()) {
            let expected = one_of(OFFICIAL_LANGUAGES.iter().copied());
            return Err(file.error(language.span(), format!("unknown language `{}`; {expected}", language.get_ref())));
        }
        by_language.insert(language.into_inner(), read(file, text)?);
    }
    if !by_language.contains_key("en") {
        return Err(file.error(span, "missing key `en`; expected the text in English (other languages are optional)"));
    }
    Ok(by_language)
}

/// Words in one line.
fn filled(file: &TomlFile, text: Text) -> Result<String, ConfigError> {
    readable(file, text, |c| c == '\t')
}

/// Words in one or more lines.
fn paragraphs(file: &TomlFile, text: Text) -> Result<String, ConfigError> {
    readable(file, text, |c| matches!(c, '\t' | '\n'))
}

/// Checks that there are words, and nothing beside them that a terminal would obey or that turns them around: they go into READMEs,
/// portals and archives.
fn readable(file: &TomlFile, text: Text, allowed: fn(char) -> bool) -> Result<String, ConfigError> {
    if text.get_ref().trim().is_empty() {
        return Err(file.error(text.span(), "this text is empty; expected at least one word"));
    }
    if let Some(c) = text.get_ref().chars().find(|&c| is_deceptive(c) && !allowed(c)) {
        let message = format!("this text contains the control character U+{:04X}; expected plain words", u32::from(c));
        return Err(file.error(text.span(), message));
    }
    Ok(text.into_inner())
}

fn address(file: &TomlFile, text: Text) -> Result<String, ConfigError> {
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.get_ref().strip_prefix(scheme));
    if rest.is_none_or(|rest| rest.is_empty() || rest.contains(|c: char| c.is_whitespace() || is_deceptive(c))) {
        let message =
            format!("`{}` is not a web address; expected one such as https://example.org/page", text.get_ref());
        return Err(file.error(text.span(), message));
    }
    Ok(text.into_inner())
}
