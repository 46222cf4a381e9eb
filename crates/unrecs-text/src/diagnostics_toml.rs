//! Strict reading of the TOML files that people write: every error names file, line and column and shows the line.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;
use unicode_width::UnicodeWidthStr;

use crate::finding::Position;
use crate::value::{Digest, visible};

/// The text of one TOML file (TOML 1.1) and the path that errors name.
#[derive(Debug)]
pub struct TomlFile {
    path: String,
    text: String,
}

/// What is wrong with a file of the configuration, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as given on the command line or derived from it.
    pub path: String,
    /// The place in the file; none where the file could not be read at all.
    pub place: Option<ConfigPlace>,
    /// What is wrong and what was expected, without a full stop.
    pub message: String,
}

/// A place in a file of the configuration, with its line for showing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigPlace {
    /// 1-based line.
    pub line: usize,
    /// 1-based column in Unicode code points.
    pub column: usize,
    /// The whole line, without its line break.
    excerpt: String,
    /// The bytes of the line that the error is about.
    marked: Range<usize>,
}

impl TomlFile {
    /// Takes what reading the file gave.
    ///
    /// # Errors
    /// The file could not be read, or is not UTF-8.
    pub fn new(path: &Path, bytes: io::Result<Vec<u8>>) -> Result<Self, ConfigError> {
        let path = path.display().to_string();
        let unreadable = |problem: String| {
            let message = format!("cannot read this file: {problem}");
            ConfigError { path: path.clone(), place: None, message }
        };
        let bytes = bytes.map_err(|error| unreadable(error.to_string()))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            unreadable(format!("the byte at offset {at} is not UTF-8; expected a text file in UTF-8"))
        })?;
        Ok(Self { path, text })
    }

    /// Its path as it is shown.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The digest of the file.
    pub fn digest(&self) -> Digest {
        Digest::of(self.text.as_bytes())
    }

    /// The values of the file as a type.
    ///
    /// # Errors
    /// The file is not TOML, or a key is unknown, missing or of the wrong type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, ConfigError> {
        toml::from_str(&self.text).map_err(|error| self.error(error.span().unwrap_or(0..0), reworded(error.message())))
    }

    /// An error about a range of bytes of this file.
    pub fn error(&self, span: Range<usize>, message: impl Into<String>) -> ConfigError {
        let start = span.start.min(self.text.len());
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let excerpt = self.text[line_start..line_end].trim_end_matches('\r').to_owned();
        let marked_start = (start - line_start).min(excerpt.len());
        let marked = marked_start..(span.end.max(start) - line_start).clamp(marked_start, excerpt.len());
        let Position { line, column } = Position::behind(&self.text.as_bytes()[..start]);
        let place = ConfigPlace { line, column, excerpt, marked };
        ConfigError { path: self.path.clone(), place: Some(place), message: message.into() }
    }

    /// 1-based line of a byte offset.
    pub fn line(&self, offset: usize) -> usize {
        Position::behind(&self.text.as_bytes()[..offset]).line
    }
}

/// `expected one of` with every name that exists, or a plain word where there is none.
pub fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "there is none to choose from".to_owned(),
        [only] => format!("expected {only}"),
        _ => format!("expected one of {}", names.join(", ")),
    }
}

/// The same for one name out of many: only those most like it (that hold it, then by Jaro-Winkler), and how many there are.
pub fn one_of_many<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 5;
    let score = |other: &str| f64::from(u8::from(other.contains(name))) + strsim::jaro_winkler(name, other);
    let mut alike: Vec<(f64, &str)> = names.into_iter().map(|other| (score(other), other)).collect();
    // Stable, so that names that are equally alike keep their order.
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let shown = alike.iter().take(SHOWN).map(|(_, other)| *other);
    match alike.len() {
        0..=SHOWN => one_of(shown),
        many => format!("{} or another of the {many} there are", one_of(shown)),
    }
}

/// Whether a text is an identifier: lower-case ASCII letters and digits in groups joined by single hyphens.
pub fn is_identifier(text: &str) -> bool {
    is_joined_by('-', text)
}

/// Whether a text is lower-case ASCII letters and digits in groups joined by single characters of this kind.
pub(crate) fn is_joined_by(joiner: char, text: &str) -> bool {
    let group = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split(joiner).all(group)
}

/// What an identifier is, for messages.
pub const IDENTIFIER: &str = "expected lower-case ASCII letters and digits, joined by single hyphens";

/// The deserializer speaks of fields and types as a programmer does; people who write a configuration know keys and values.
fn reworded(message: &str) -> String {
    let message = message.trim_end();
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return format!("unknown key {}", rest.replacen(", ", "; ", 1));
    }
    if let Some(rest) = message.strip_prefix("missing field ") {
        return format!("missing key {rest}");
    }
    if let Some(rest) = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: ")) {
        return format!("found {}", rest.replacen(", expected", "; expected", 1));
    }
    format!("not valid TOML: {}", message.replace('\n', "; "))
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, message) = (visible(&self.path), visible(&self.message));
        let Some(place) = &self.place else { return write!(f, "{path}: {message}") };
        writeln!(f, "{path}:{}:{}: {message}", place.line, place.column)?;
        // A tab has no width of its own, so that the caret would stand elsewhere in every terminal.
        let shown = |text: &str| visible(&text.replace('\t', " "));
        let number = place.line.to_string();
        let margin = " ".repeat(number.len());
        let indent = " ".repeat(shown(&place.excerpt[..place.marked.start]).width());
        let carets = "^".repeat(shown(&place.excerpt[place.marked.clone()]).width().max(1));
        writeln!(f, "{margin} |")?;
        writeln!(f, "{number} | {}", shown(&place.excerpt))?;
        write!(f, "{margin} | {indent}{carets}")
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> TomlFile {
        TomlFile::new(Path::new("a.toml"), Ok(text.as_bytes().to_vec())).unwrap()
    }

    #[test]
    fn the_caret_stands_below_wide_characters() {
        let text = "x = 1\ntitle = \"工作组\" # 秘书处\n";
        let start = text.find('作').unwrap();
        let error = file(text).error(start..start + "作组".len(), "wrong");
        let expected = "a.toml:2:11: wrong\n  |\n2 | title = \"工作组\" # 秘书处\n  |            ^^^^";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn an_error_behind_the_last_line_has_a_place() {
        assert!(file("a = 1\n").error(6..6, "wrong").to_string().starts_with("a.toml:2:1: wrong\n"));
    }

    #[test]
    fn a_file_that_is_not_utf8_names_the_byte() {
        let error = TomlFile::new(Path::new("a.toml"), Ok(b"ab\xFF".to_vec())).unwrap_err();
        let expected =
            "a.toml: cannot read this file: the byte at offset 2 is not UTF-8; expected a text file in UTF-8";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn identifiers_are_groups_of_letters_and_digits() {
        assert!(["a", "ctoc-cop-wg7", "000-5c"].into_iter().all(is_identifier));
        assert!(!["", "-a", "a-", "a--b", "A", "a_b", "组"].into_iter().any(is_identifier));
    }
}
