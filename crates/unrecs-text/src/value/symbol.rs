//! UN document symbols, such as `CTOC/COP/WG.7/2019/4`: parts of capital letters, digits and points between slashes.

use std::fmt;
use std::str::FromStr;

/// A UN document symbol as printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(String);

impl Symbol {
    /// What part of a document in several is meant, printed in brackets behind its symbol, without its white space; and its length:
    /// `(Sect. 3)`, `(Part I)`, `(Vol. II)`.
    pub fn volume_behind(text: &str) -> Option<(String, usize)> {
        /// ` (Parts I and II)`
        const LONGEST: usize = 20;
        let inside = text.trim_start_matches(' ').strip_prefix('(')?;
        let close = inside.bytes().take(LONGEST + 1).position(|byte| byte == b')')?;
        let volume = VOLUMES.iter().any(|word| inside[..close].starts_with(word));
        let printed: String = inside[..close].chars().filter(|c| !c.is_whitespace()).collect();
        let end = text.len() - inside.len() + close + 1;
        (volume && printed.bytes().any(|b| b.is_ascii_digit() || b.is_ascii_uppercase()))
            .then(|| (format!("({printed})"), end))
    }

    /// The identifier of the document that has it: `a-res-79-100`, `s-res-2561-2021`.
    pub fn identifier(&self) -> String {
        let parts = self.0.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("-").to_ascii_lowercase()
    }

    /// The symbol as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What begins the brackets of a part of a document.
const VOLUMES: [&str; 6] = ["Introduction", "Sect.", "Parts", "Part", "Vol.", "SUPP"];

/// What begins a part of a symbol that has small letters.
const MARKED: [&str; 14] = [
    "OzL.Pro.",
    "OzL.Conv.",
    "Sub.",
    "Hg",
    "Corrigendum",
    "Add.",
    "Corr.",
    "Rev.",
    "Amend.",
    "Res.",
    "Dec.",
    "Summary",
    "Agenda",
    "Draft",
];

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
    /// `*` or a session in brackets, as in `A/RES/3314(XXIX)`. Small letters occur only in parts such as `Add.1`, `Corr.1`, `Res.1`, and
    /// in brackets that name a part of a document: `A/76/6(Sect.3)`.
    fn from_str(text: &str) -> Result<Self, SymbolError> {
        let part = |part: &str| {
            let (bare, volume) = part.find('(').map_or((part, ""), |at| part.split_at(at));
            let volume_of = |word: &&str| volume.strip_prefix('(').is_some_and(|inside| inside.starts_with(*word));
            let marked = MARKED.iter().find_map(|mark| bare.strip_prefix(mark));
            let allowed = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b".-_".contains(&b);
            let in_volume = |b: u8| allowed(b) || b"()".contains(&b);
            let volume_fits = volume.ends_with(')') || volume.is_empty();
            let volume_fits = volume_fits && (VOLUMES.iter().any(volume_of) || volume.bytes().all(in_volume));
            let balanced = volume.matches('(').count() == volume.matches(')').count();
            !part.is_empty() && volume_fits && balanced && marked.unwrap_or(bare).bytes().all(allowed)
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
    fn an_identifier_is_the_symbol_in_small_letters() {
        for (symbol, identifier) in [
            ("A/RES/79/100", "a-res-79-100"),
            ("S/RES/2561 (2021)", "s-res-2561-2021"),
            ("A/RES/3314(XXIX)", "a-res-3314-xxix"),
            ("CTOC/COP/WG.7/2019/4", "ctoc-cop-wg-7-2019-4"),
        ] {
            assert_eq!(Symbol::printed(symbol).unwrap().identifier(), identifier);
        }
    }

    #[test]
    fn symbols_print_back_as_read() {
        for text in [
            "CTOC/COP/WG.7/2019/4",
            "A/RES/55/25",
            "A/CONF.232/2022/CRP.1/Add.1",
            "A/RES/3314(XXIX)",
            "E/2019/30-A",
            "A/76/6(Sect.3)/Add.1",
            "UNEP/EA.4/Res.1",
            "NPT/CONF.2010/50(Vol.I)",
        ] {
            assert_eq!(text.parse::<Symbol>().map(|symbol| symbol.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "A",
            "3/12",
            "A//5",
            "ctoc/cop/1",
            "A/RES/55/25。",
            "和/或",
            "AND/OR",
            "A/RES 55/25",
            "I)/Corr.1",
            "A/5)(",
        ] {
            assert!(text.parse::<Symbol>().is_err(), "{text}");
        }
    }
}
