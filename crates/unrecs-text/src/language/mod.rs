//! One table of data per language: numerals, months, headings, normative verbs, addressees. Words live here, never in the logic.

pub mod acts;
pub mod addressee;
pub mod asked;
pub mod dates;
pub mod en;
pub mod headings;
mod names;
pub mod references;
pub mod structure;
pub mod verbs;
pub(crate) mod word_list;
pub mod zh;

pub use addressee::{Actor, Reach};
pub(crate) use names::named;
pub use references::{Reason, ReferenceWords, Unit};
pub use structure::StructureWords;

/// The words of one official language of the United Nations.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// What its letters look like, to tell languages apart where the masthead does not.
    pub script: Script,
    /// Words of the printed head of a document.
    pub masthead: MastheadWords,
    /// Words of the headings of meetings.
    pub headings: HeadingWords,
    /// Words by which the parts of a document are told.
    pub structure: &'static StructureWords,
    /// Words of dates.
    pub dates: DateWords,
    /// Words that say what is recommended, and to whom.
    pub norms: NormWords,
    /// Words that open the paragraphs of resolutions, statements and reports.
    pub acts: &'static acts::ActWords,
    /// Words that refer to instruments, provisions, resolutions and other recommendations.
    pub references: &'static ReferenceWords,
}

/// Every language there is a table for.
pub static LANGUAGES: &[&Language] = &[&zh::CHINESE, &en::ENGLISH];

/// The table of a language, by its BCP 47 tag.
pub fn by_tag(tag: &str) -> Option<&'static Language> {
    LANGUAGES.iter().copied().find(|language| language.tag == tag)
}

/// Of what was made of every language, in the order of [`LANGUAGES`], that of one.
pub(crate) fn of_language<'t, T>(all: &'t [T], language: &Language) -> Option<&'t T> {
    all.get(LANGUAGES.iter().position(|other| other.tag == language.tag)?)
}

/// Whether a text starts with one of some words.
pub(crate) fn starts_with_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Whether a text ends with one of some words.
pub(crate) fn ends_with_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// What stands behind a word at the start of a text; case makes no difference.
pub(crate) fn behind_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (start, behind) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(behind)
}

/// The longest of some words that a text starts with.
pub(crate) fn longest_start<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    words.iter().copied().filter(|word| text.starts_with(word)).max_by_key(|word| word.len())
}

/// A writing system (the names of Unicode, UAX #24).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Chinese characters.
    Han,
    /// Latin letters.
    Latin,
}

/// Words of the printed head of a document.
#[derive(Debug)]
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

/// Words of the headings of meetings.
#[derive(Debug)]
pub struct HeadingWords {
    /// How the ordinal of a meeting is written.
    pub ordinal: OrdinalWords,
    /// What may stand round the date and the place: 于, 在, 举行; `held`, `in`.
    pub fillers: &'static [&'static str],
}

/// How a language writes the ordinal of a meeting.
#[derive(Debug)]
pub enum OrdinalWords {
    /// A numeral between affixes: 第七届会议, 第7次会议.
    Affixed {
        /// Before the numeral.
        prefix: &'static str,
        /// Behind the numeral, any of these.
        suffixes: &'static [&'static str],
    },
    /// A word in front of a noun: `first meeting`, `twenty-first session`.
    Words(SpelledOrdinals),
}

/// Ordinals in words, in small letters.
#[derive(Debug)]
pub struct SpelledOrdinals {
    /// `first` to `nineteenth`, in order.
    pub below_twenty: &'static [&'static str],
    /// How the tens begin, from twenty on: `twent`, `thirt`.
    pub tens: &'static [&'static str],
    /// How they end where no smaller ordinal follows: `ieth`.
    pub tens_alone: &'static str,
    /// What joins them to a smaller ordinal: `y-`.
    pub tens_joined: &'static str,
    /// What follows a number in digits: `st`, `th`.
    pub endings: &'static [&'static str],
    /// What is counted: `meeting`, `session`.
    pub nouns: &'static [&'static str],
}

/// Words of dates.
#[derive(Debug)]
pub struct DateWords {
    /// The order of a date's parts, with the marks behind numbers where the language has them.
    pub order: DateOrder,
    /// Names of the months, January first, in every spelling; empty where months are numbers.
    pub months: &'static [&'static [&'static str]],
    /// What stands between the first and the last day.
    pub range: &'static [&'static str],
}

/// The order of a date's parts.
#[derive(Debug, Clone, Copy)]
pub enum DateOrder {
    /// Numbers, each with its mark behind it: 2012年5月30日.
    Marked {
        /// Behind the year.
        year: char,
        /// Behind the month.
        month: char,
        /// Behind the day.
        day: char,
    },
    /// `30 May 2012`.
    DayMonthYear,
}

/// Words that say what is recommended, and to whom.
#[derive(Debug)]
pub struct NormWords {
    /// Normative verbs: the longest form wins.
    pub verbs: &'static [Verb],
    /// Words that hold a normative verb without being one (可能, 请求), those that hold the same verb together.
    pub not_verbs: &'static [&'static [&'static str]],
    /// Who may be asked to act.
    pub actors: &'static [Actor],
    /// Words by which it is told who is asked, known or not.
    pub asked: &'static asked::AskedWords,
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
    pub modifier: &'static str,
    /// First and last words of a session named behind an organ: 缔约方会议第七届会议.
    pub session: Option<(&'static str, &'static str)>,
    /// The verb "to consider", and what it must not be the beginning of: 考虑, not 考虑到.
    pub consider: Consider,
    /// Whether words are set apart by white space, so that a word ends where a letter does not follow.
    pub spaced: bool,
}

/// A normative verb.
#[derive(Debug)]
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

/// What must stand beside a word for it to be a normative verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    None,
    /// An item without one of its own: the chapeau's counts.
    Inherit,
}

/// On which side of the verb the one who acts is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorSide {
    /// The subject acts: 缔约国应…, `States should …`, `States are encouraged to …`.
    Subject,
    /// The one asked acts: 工作组请秘书处…, `requests the Secretariat to …`.
    Object,
}

/// The verb "to consider".
#[derive(Debug)]
pub struct Consider {
    /// Its forms.
    pub forms: &'static [&'static str],
    /// Longer words that begin with a form and mean something else.
    pub not: &'static [&'static str],
    /// What may introduce it behind the one asked: `to`.
    pub introduced_by: &'static [&'static str],
}

/// A verb whose subject acts.
const fn subject(modality: Modality, forms: &'static [&'static str]) -> Verb {
    Verb { forms, modality, actor: ActorSide::Subject, needs: Needs::Nothing, negated: false }
}

/// A verb whose object acts.
const fn object(modality: Modality, forms: &'static [&'static str]) -> Verb {
    Verb { actor: ActorSide::Object, ..subject(modality, forms) }
}

/// A verb that needs something beside it.
const fn needing(needs: Needs, verb: Verb) -> Verb {
    Verb { needs, ..verb }
}

/// A verb that denies what it says.
const fn negated(verb: Verb) -> Verb {
    Verb { negated: true, ..verb }
}
