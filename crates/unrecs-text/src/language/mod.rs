//! One table of data per language: numerals, months, headings, normative verbs, addressees. Words live here, never in the logic.

pub mod acts;
pub mod addressee;
pub mod asked;
pub mod dates;
mod detect;
pub mod headings;
pub mod mandates;
pub mod norms;
pub mod references;
mod spelling;
mod starts;
pub mod structure;
mod table;
pub(crate) mod word_list;

use std::sync::OnceLock;

pub use acts::ActWords;
pub use addressee::{Actor, Reach};
pub(crate) use detect::by_words;
pub use mandates::{MandateWords, Task};
pub use norms::{ActorSide, Consider, Modality, Needs, NormWords, Verb};
pub use references::{Reason, ReferenceWords, Unit};
pub(crate) use spelling::{behind_form, behind_word, is_sign, is_spelled, lower, spelled_at_end, spelled_at_start};
pub(crate) use starts::{behind_one, ends_with_one, is_letter, longest_start, starts_with_one};
pub use structure::StructureWords;

use table::{Word, table};

table! {
    /// The words of one language.
    pub struct Language {
        /// BCP 47 tag.
        pub tag: Word,
        /// What mastheads in all languages call it: `English`, 英文.
        pub names: &'static [&'static str],
        /// Whether words are set apart by white space, so that a word ends where a letter does not follow.
        pub spaced: bool,
        /// Whether the text runs from right to left.
        pub rtl: bool,
        /// Whether a comma stands before the decimals of a number: `1,5 million`.
        pub decimal_comma: bool,
        /// Particles that are written together with the word behind them, the longest first: و, ب.
        pub proclitics: &'static [&'static str],
        /// Short forms of words that are written together with the word behind them and end in an apostrophe: `l'`, `qu'`.
        pub elisions: &'static [&'static str],
        /// Words of the printed head of a document.
        pub masthead: MastheadWords,
        /// Words of the headings of meetings.
        pub headings: HeadingWords,
        /// Words by which the parts of a document are told.
        pub structure: StructureWords,
        /// Words of dates.
        pub dates: DateWords,
        /// Words that say what is recommended, and to whom.
        pub norms: NormWords,
        /// Words that open the paragraphs of resolutions, statements and reports.
        pub acts: ActWords,
        /// Words that refer to instruments, provisions, resolutions and other recommendations.
        pub references: ReferenceWords,
        /// Words that say what somebody is asked to do, and by when.
        pub mandates: MandateWords,
    }
}

/// The text of the files of a language: `language.toml`, `norms.toml`, `acts.toml`, `references.toml` and `mandates.toml`.
pub type Files<'t> = [&'t str; 5];

/// The folders of `languages/`, each with the text of its files.
static FOLDERS: &[Files<'static>] = &include!(concat!(env!("OUT_DIR"), "/languages.rs"));

static LANGUAGES: OnceLock<Vec<&'static Language>> = OnceLock::new();

/// Every language there is a table for, by tag.
pub fn languages() -> &'static [&'static Language] {
    LANGUAGES.get_or_init(|| {
        // A table that cannot be read is a fault of the program, which no test lets pass.
        FOLDERS.iter().filter_map(|files| Language::read(files).ok()).collect()
    })
}

/// Adds languages to those that the program has. It must be called before the first document is read.
///
/// # Errors
/// What a file says that no table can hold; or that a document was read before.
pub fn add(folders: &[Files<'_>]) -> Result<(), String> {
    let own = FOLDERS.iter().map(|files| Language::read(files));
    let all = own.chain(folders.iter().map(|files| Language::read(files))).collect::<Result<Vec<_>, _>>();
    let all = all.map_err(|problem| problem.to_string())?;
    LANGUAGES.set(all).map_err(|_| "languages must be added before the first document is read".to_owned())
}

impl Language {
    /// Reads the table of a language, which is kept as long as the program runs.
    ///
    /// # Errors
    /// What a file says that no table can hold, with its line.
    pub fn read([language, norms, acts, references, mandates]: &Files<'_>) -> Result<&'static Self, toml::de::Error> {
        let language = Self {
            norms: toml::from_str(norms)?,
            acts: toml::from_str(acts)?,
            references: toml::from_str(references)?,
            mandates: toml::from_str(mandates)?,
            ..toml::from_str(language)?
        };
        Ok(Box::leak(Box::new(language)))
    }

    /// What stands between two words.
    pub(crate) fn gap(&self) -> &'static str {
        if self.spaced { " " } else { "" }
    }
}

/// The table of a language, by its BCP 47 tag.
pub fn by_tag(tag: &str) -> Option<&'static Language> {
    languages().iter().copied().find(|language| language.tag == tag)
}

/// The language by a name that mastheads print.
pub(crate) fn named(name: &str) -> Option<&'static Language> {
    languages().iter().copied().find(|language| language.names.contains(&name))
}

/// What is made of the words of each language, when the first text in it is read.
pub(crate) struct PerLanguage<T: 'static> {
    /// In the order of [`languages`].
    made: OnceLock<Vec<OnceLock<T>>>,
    make: fn(&'static Language) -> T,
}

impl<T> PerLanguage<T> {
    pub(crate) const fn new(make: fn(&'static Language) -> T) -> Self {
        Self { made: OnceLock::new(), make }
    }

    /// What is made of a language; none where it is not one of [`languages`].
    pub(crate) fn of(&self, language: &Language) -> Option<&T> {
        let made = self.made.get_or_init(|| languages().iter().map(|_| OnceLock::new()).collect());
        let (own, made) = languages().iter().zip(made).find(|(other, _)| other.tag == language.tag)?;
        Some(made.get_or_init(|| (self.make)(own)))
    }
}

table! {
    /// Words of the printed head of a document.
    pub struct MastheadWords {
        /// The name of the United Nations as it stands above the organ.
        pub organization: &'static [&'static str],
        /// What introduces the distribution, such as `Distr.:`.
        pub distribution: &'static [&'static str],
        /// What introduces the original language, such as `Original:`.
        pub original: &'static [&'static str],
        /// Words that, all on one short line with a number, make it the line of an agenda item; in small letters.
        pub agenda: &'static [&'static str],
        /// Words that begin an annex, at the start of a short line of its own.
        pub annex: &'static [&'static str],
    }
}

table! {
    /// Words of the headings of meetings.
    pub struct HeadingWords {
        /// How the ordinal of a meeting is written.
        pub ordinal: OrdinalWords,
        /// What may stand round the date and the place: 于, 在, 举行; `held`, `in`.
        pub fillers: &'static [&'static str],
    }
}

table! {
    /// How a language writes the ordinal of a meeting: a numeral between affixes (第七届会议, 第7次会议), or words beside a noun
    /// (`twenty-first session`, `42nd meeting`).
    pub struct OrdinalWords {
        /// Before the numeral.
        pub prefix: Word,
        /// Behind the numeral, any of these; none where ordinals are words.
        pub suffixes: &'static [&'static str],
        /// The words that make up ordinals, in small letters, each with its worth; they add up: `twenty`, `first`.
        pub parts: &'static [(&'static str, u32)],
        /// What follows a number in digits: `st`, `th`.
        pub endings: &'static [&'static str],
        /// Articles, which may stand before an ordinal: `the`.
        pub articles: &'static [&'static str],
        /// What is counted: `meeting`, `session`.
        pub nouns: &'static [&'static str],
        /// Whether the noun stands before its ordinal.
        pub noun_first: bool,
    }
}

table! {
    /// Words of dates.
    pub struct DateWords {
        /// The marks behind the numbers of a date: 2012年5月30日; none where day, month and year stand in this order: `30 May 2012`.
        pub marks: Option<DateMarks>,
        /// Names of the months, January first, in every spelling; empty where months are numbers.
        pub months: &'static [&'static [&'static str]],
        /// What may stand behind the number of a day: `er`.
        pub day_endings: &'static [&'static str],
        /// What may stand between the day, the month and the year besides white space: `de`.
        pub between: &'static [&'static str],
        /// What belongs to a date behind its year: `года`.
        pub year_ends: &'static [&'static str],
        /// Those of the words between two days that stand between two whole dates as well, which are no range then: `and`.
        pub joined: &'static [&'static str],
        /// What stands before two whole dates that such a word joins to a range: `between`.
        pub range_opens: &'static [&'static str],
        /// What stands between the first and the last day.
        pub range: &'static [&'static str],
    }
}

table! {
    /// The marks behind the numbers of a date.
    pub struct DateMarks {
        /// Behind the year.
        pub year: char,
        /// Behind the month.
        pub month: char,
        /// Behind the day.
        pub day: char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_is_a_language() {
        for files in FOLDERS {
            let language = Language::read(files).unwrap_or_else(|problem| panic!("{problem}"));
            assert!(by_tag(language.tag).is_some());
        }
    }
}
