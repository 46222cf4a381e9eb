//! One table of data per language: numerals, months, headings, normative verbs, addressees. Words live here, never in the logic.

pub mod acts;
pub mod addressee;
pub mod asked;
pub mod dates;
mod detect;
pub mod headings;
mod spelling;
mod starts;
pub mod references;
pub mod structure;
mod table;
pub(crate) mod word_list;

use std::sync::OnceLock;

pub use acts::ActWords;
pub use addressee::{Actor, Reach};
pub(crate) use detect::by_words;
pub use references::{Reason, ReferenceWords, Unit};
pub(crate) use spelling::{behind_word, is_sign, is_spelled, lower, spelled_at_end, spelled_at_start};
pub(crate) use starts::{behind_one, ends_with_one, is_letter, longest_start, starts_with_one};
pub use structure::StructureWords;

use table::{Word, as_read, table};

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
        /// Particles that are written together with the word behind them, the longest first: و, ب.
        pub proclitics: &'static [&'static str],
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
    }
}

/// The text of the files of a language: `language.toml`, `norms.toml`, `acts.toml` and `references.toml`.
pub type Files<'t> = [&'t str; 4];

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
    pub fn read([language, norms, acts, references]: &Files<'_>) -> Result<&'static Self, toml::de::Error> {
        let language = Self {
            norms: toml::from_str(norms)?,
            acts: toml::from_str(acts)?,
            references: toml::from_str(references)?,
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

/// Of what was made of every language, in the order of [`languages`], that of one.
pub(crate) fn of_language<'t, T>(all: &'t [T], language: &Language) -> Option<&'t T> {
    all.get(languages().iter().position(|other| other.tag == language.tag)?)
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

table! {
    /// Words that say what is recommended, and to whom.
    pub struct NormWords {
        /// Normative verbs: the longest form wins.
        pub verbs: &'static [Verb],
        /// Words that hold a normative verb without being one (可能, 请求), those that hold the same verb together.
        pub not_verbs: &'static [&'static [&'static str]],
        /// Who may be asked to act.
        pub actors: &'static [Actor],
        /// Words by which it is told who is asked, known or not.
        pub asked: asked::AskedWords,
        /// Words that may stand directly before an actor as part of its name as printed: 各, `the`.
        pub determiners: &'static [&'static str],
        /// What joins two actors: 、 和, `and`.
        pub conjunctions: &'static [&'static str],
        /// Words that may stand between a subject and its verb, or at the start of a clause, and say nothing of who acts.
        pub adverbs: &'static [&'static str],
        /// Words that begin a clause in which no main verb stands: 认识到, 鉴于, `Recognizing`.
        pub participles: &'static [&'static str],
        /// Words that begin a phrase which may run up to the subject without a comma: 在, 根据, `In`.
        pub prepositions: &'static [&'static str],
        /// Ends of a clause that turn all of it into a circumstance: 时, 的情况下.
        pub circumstances: &'static [&'static str],
        /// Ends of a phrase that began with a preposition, where the verb may follow without a comma: 在其政策中考虑.
        pub phrase_ends: &'static [&'static str],
        /// Ends of a clause that begins with a verb and is only an occasion: 应缔约国请求，
        pub occasions: &'static [&'static str],
        /// Words of the passive before a participle: `were` in `were urged`.
        pub auxiliaries: &'static [&'static str],
        /// The infinitive of the passive: `be` in `should be urged`.
        pub passive: &'static [&'static str],
        /// The subject of a verb without one: `it` in `it is recommended`.
        pub impersonal: &'static [&'static str],
        /// Words that deny the verb before them: `not`; a longer word that begins with one and does not is [`NormWords::not_denials`].
        pub denials: &'static [&'static str],
        /// Words that begin with a denial and deny nothing: `not only`.
        pub not_denials: &'static [&'static str],
        /// Words that deny the verb behind them where they begin its subject: `no` in `no State shall`.
        pub denying_subjects: &'static [&'static str],
        /// Words that begin a clause which is itself an object: `that`.
        pub object_clauses: &'static [&'static str],
        /// Words behind which a verb is no main verb: `that`, `which`.
        pub subordinators: &'static [&'static str],
        /// The particle that makes what stands before it a modifier of what follows: 的; empty where modifiers follow their noun.
        pub modifier: Word,
        /// First and last words of a session named behind an organ: 缔约方会议第七届会议.
        pub session: Option<(&'static str, &'static str)>,
        /// The verb "to consider", and what it must not be the beginning of: 考虑, not 考虑到.
        pub consider: Consider,
    }
}

table! {
    /// A normative verb.
    pub struct Verb {
        /// The words, in small letters.
        pub forms: &'static [&'static str],
        /// What it says.
        pub modality: Modality,
        /// Who acts.
        pub actor: ActorSide,
        /// What must stand beside the word for it to be this verb.
        pub needs: Needs,
        /// Whether the words deny what they say: 不应, 不得.
        pub negated: bool,
    }
}

/// What must stand beside a word for it to be a normative verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// Nothing.
    #[default]
    Nothing,
    /// The one who acts, as the only thing before it (缔约国应对…采取措施, but 协助缔约国应对…), or behind it (建议缔约国…, but 建议按顺序排列).
    Actor,
    /// Nothing before it but the one who speaks, as a noun of the same form is common (要求各国…, but 根据《公约》的要求), and no object
    /// of its own as in an item.
    Opening,
    /// The same, and one who is asked right behind it: 要求各国释放…, but 要求提供协助的缔约国应….
    OpeningBeforeActor,
    /// One who speaks: `we urge`.
    Speaker,
    /// An auxiliary before it (`were urged`); or one who speaks before it and one who is asked behind it (`the Committee urged States`).
    Auxiliary,
}

/// What a text says with its normative verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// 必须, `must`
    Must,
    /// 应, 应当, `should`
    Should,
    /// 似宜, 不妨, `may wish to`
    MayWish,
    /// 可, `may`
    May,
    /// 鼓励, `is encouraged to`
    Encouraged,
    /// 邀请, `is invited to`
    Invited,
    /// 促请, 吁请, 敦促, `is urged to`
    Urged,
    /// 请, `is requested to`
    Requested,
    /// 建议, `recommends`
    Recommends,
    /// 决定, `decides`
    Decides,
    /// 要求, `demands`
    Demands,
    /// 呼吁, `calls upon`, `calls for`, `appeals to`
    CalledUpon,
    /// 授权, `authorizes`
    Authorized,
    /// A recommendation without a normative verb.
    #[default]
    None,
    /// An item without one of its own: the chapeau's counts.
    Inherit,
}

/// On which side of the verb the one who acts is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorSide {
    /// The subject acts: 缔约国应…, `States should …`, `States are encouraged to …`.
    #[default]
    Subject,
    /// The one asked acts: 工作组请秘书处…, `requests the Secretariat to …`.
    Object,
}

table! {
    /// The verb "to consider".
    pub struct Consider {
        /// Its forms.
        pub forms: &'static [&'static str],
        /// Longer words that begin with a form and mean something else.
        pub not: &'static [&'static str],
        /// What may introduce it behind the one asked: `to`.
        pub introduced_by: &'static [&'static str],
    }
}

as_read!(Needs, Modality, ActorSide);

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
