//! UN document symbols, such as `CTOC/COP/WG.7/2019/4`: parts of capital letters, digits and points between slashes.

use std::fmt;
use std::str::FromStr;

/// A UN document symbol as printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(String);

impl Symbol {
    /// The symbol as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is no document symbol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a UN document symbol; expected parts between slashes, such as CTOC/COP/WG.7/2019/4")]
pub struct SymbolError {
    text: String,
}

impl Symbol {
    /// The symbol that a line of a masthead prints: a star may stand behind it, and a space before its year or session, as in
    /// `S/RES/2608 (2021)`.
    pub fn printed(line: &str) -> Option<Self> {
        line.trim().trim_end_matches('*').replace(" (", "(").parse().ok()
    }
}

impl FromStr for Symbol {
    type Err = SymbolError;

    /// A symbol starts with a letter, has at least two parts, and each part is made of capital letters, digits, `.`, `-`, `_`,
    /// `*` or a session in brackets, as in `A/RES/3314(XXIX)`. Small letters occur only in `Add.1`, `Corr.1` and `Rev.1`.
    fn from_str(text: &str) -> Result<Self, SymbolError> {
        let part = |part: &str| {
            let marked = ["Add.", "Corr.", "Rev."].iter().find_map(|mark| part.strip_prefix(mark));
            let allowed = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b".-_()".contains(&b);
            !part.is_empty() && marked.unwrap_or(part).bytes().all(allowed)
        };
        let fits = text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.len() <= 80
            && text.contains('/')
            && text.split('/').all(part)
            && text.bytes().any(|b| b.is_ascii_digit());
        if fits { Ok(Self(text.to_owned())) } else { Err(SymbolError { text: text.to_owned() }) }
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_print_back_as_read() {
        for text in
            ["CTOC/COP/WG.7/2019/4", "A/RES/55/25", "A/CONF.232/2022/CRP.1/Add.1", "A/RES/3314(XXIX)", "E/2019/30-A"]
        {
            assert_eq!(text.parse::<Symbol>().map(|symbol| symbol.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "A", "3/12", "A//5", "ctoc/cop/1", "A/RES/55/25。", "和/或", "AND/OR", "A/RES 55/25"] {
            assert!(text.parse::<Symbol>().is_err(), "{text}");
        }
    }
}
