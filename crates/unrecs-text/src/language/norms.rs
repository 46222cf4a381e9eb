//! The words that say what is recommended, and to whom: `should`, 请, `States parties`.

use super::Actor;
use super::asked::AskedWords;
use super::table::{Word, as_read, table};

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
        pub asked: AskedWords,
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
        /// Whether the subject of a normative verb may stand behind it: ينبغي للدول أن.
        pub subject_may_follow: bool,
        /// Whether a dash may join the parts of a name, so that it ends no clause: государства — участники.
        pub dashes_in_names: bool,
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
