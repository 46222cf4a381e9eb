//! One table of data per language: numerals, months, unit words, normative verbs, addressees.

/// The words of one language.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// The name of the language in English, as mastheads print it.
    pub english_name: &'static str,
}

/// Every language there is a table for.
pub static LANGUAGES: &[&Language] = &[];
