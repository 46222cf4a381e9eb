//! The words that open the paragraphs of resolutions, statements and reports, and what each of them does.

use super::table::{Word, as_read, kept, table};
use crate::value::codes;

codes! {
    /// What the opening verb of a paragraph does.
    Act {
        /// 决定, `decides`
        Decides = "decides",
        /// 请, `requests`
        Requests = "requests",
        /// 敦促, `urges`
        Urges = "urges",
        /// 促请, 呼吁, `calls upon`, `calls for`, `appeals to`
        CallsUpon = "calls_upon",
        /// 鼓励, `encourages`
        Encourages = "encourages",
        /// 邀请, `invites`
        Invites = "invites",
        /// 建议, `recommends`
        Recommends = "recommends",
        /// `demands`
        Demands = "demands",
        /// 授权, `authorizes`
        Authorizes = "authorizes",
        /// 通过, `adopts`
        Adopts = "adopts",
        /// 认可, 赞同, `endorses`
        Endorses = "endorses",
        /// 核准, `approves`, `appropriates`
        Approves = "approves",
        /// 宣布, `declares`, `proclaims`
        Declares = "declares",
        /// 申明, `affirms`, `confirms`
        Affirms = "affirms",
        /// `reaffirms`
        Reaffirms = "reaffirms",
        /// 回顾, `recalls`
        Recalls = "recalls",
        /// `reiterates`, `renews`
        Reiterates = "reiterates",
        /// 欢迎, 欣见, `welcomes`
        Welcomes = "welcomes",
        /// 赞扬, `commends`, `pays tribute`
        Commends = "commends",
        /// 表示赞赏, 表示感谢, `appreciates`, `expresses its gratitude`
        Appreciates = "appreciates",
        /// 注意到, 指出, `notes`
        Notes = "notes",
        /// 表示注意到, `takes note`
        TakesNote = "takes_note",
        /// 确认, 认识到, 承认, `recognizes`, `acknowledges`
        Recognizes = "recognizes",
        /// 强调, 着重指出, `stresses`, `emphasizes`, `underlines`
        Stresses = "stresses",
        /// 认为, 考虑到, 审议了, `considers`, `taking into account`, `having considered`
        Considers = "considers",
        /// 关切, 表示关切, `expresses concern`, `concerned`
        ExpressesConcern = "expresses_concern",
        /// 表示, 深信, 希望, `expresses`, `convinced`, `looks forward`: an attitude without a code of its own.
        Expresses = "expresses",
        /// 谴责, `condemns`
        Condemns = "condemns",
        /// 痛惜, `deplores`
        Deplores = "deplores",
        /// 感到遗憾的是, `regrets`
        Regrets = "regrets",
        /// 支持, `supports`
        Supports = "supports",
        /// 铭记, 意识到, `bearing in mind`, `mindful`, `aware`
        BearsInMind = "bears_in_mind",
        /// 遵循, `guided by`
        IsGuided = "is_guided",
        /// An opening verb that none of these codes says.
        Other = "other",
    }
}

impl Act {
    /// Whether what the verb does is also what others are often asked to do: to support, to consider, to approve.
    pub fn may_be_asked(self) -> bool {
        matches!(self, Act::Supports | Act::Considers | Act::Approves | Act::Authorizes | Act::BearsInMind | Act::Other)
    }

    /// Whether somebody else than the one who speaks is to do what follows.
    pub fn asks_others(self) -> bool {
        const ASK: [Act; 8] = [
            Act::Requests,
            Act::Urges,
            Act::CallsUpon,
            Act::Encourages,
            Act::Invites,
            Act::Recommends,
            Act::Demands,
            Act::Authorizes,
        ];
        ASK.contains(&self)
    }
}

table! {
    /// The words of the openings of paragraphs.
    pub struct ActWords {
        /// The verbs: the longest form wins.
        pub verbs: &'static [OpeningVerb],
        /// What stands behind a verb of several acts and decides which it is.
        pub constructions: &'static [Construction],
        /// Words before the verb that belong to it as printed and change nothing: 又, 强烈, `also`, `strongly`.
        pub adverbs: &'static [&'static str],
        /// Words behind the verb that belong to it as printed and change nothing: `also`, `in the strongest terms`, 的是.
        pub behind: &'static [&'static str],
        /// The last character of an adverb of manner, which may be of any few characters: 赞赏地, 深为关切地.
        pub manner_ends: Option<char>,
        /// What introduces a feeling behind the verb: `with` in `notes with deep concern`.
        pub feelings_introduced_by: &'static [&'static str],
        /// Feelings behind these words.
        pub feelings: &'static [&'static str],
        /// Words that make a feeling or an object stronger: `deep`, 深为.
        pub degrees: &'static [&'static str],
        /// What makes an object the speaker's own: `its` in `reiterates its request`.
        pub possessives: &'static [&'static str],
        /// Objects that belong to the verb as printed: `request`, `deep concern`.
        pub objects: &'static [Objects],
        /// What joins a second verb that belongs to the first as printed: `welcomes and encourages`.
        pub joins: &'static [&'static str],
        /// Verbs before an infinitive that belong to it as printed: `continues to`.
        pub before_infinitive: &'static [&'static str],
        /// Verbs before an adjective that belong to it as printed: `remains`.
        pub before_state: &'static [&'static str],
        /// Words before the opening verb that refer to what was said: 在这方面, `in this regard`; a comma may follow.
        pub leads: &'static [&'static str],
        /// Words that begin a phrase about time, place or reason, up to a comma, before the one who speaks: `at its 5th meeting,`.
        pub circumstances: &'static [&'static str],
        /// Those of them that give a reason or an aim, behind which the verb may follow without one who speaks: 为打击犯罪，鼓励….
        pub reasons: &'static [&'static str],
        /// Words that begin a phrase with the object, where the verb follows later in the sentence: 对…表示关切.
        pub objects_first: &'static [&'static str],
        /// Verbs that may follow such a phrase without their object: 强调 in 向各方强调.
        pub behind_phrases: &'static [&'static str],
        /// Who speaks.
        pub speakers: SpeakerWords,
        /// How the form of an unknown word shows that it is an opening verb; none where no form does.
        pub shape: Option<VerbShape>,
        /// What behind a word shows that it is a noun: 的 in 建议的措施.
        pub noun_if_before: &'static [&'static str],
        /// Words that open a paragraph only before some others: 通过《…公约》, but 通过合作 is "by cooperation".
        pub doubtful: &'static [DoubtfulForm],
    }
}

table! {
    /// A form that is an opening verb only before some words.
    pub struct DoubtfulForm {
        /// The form.
        pub form: Word,
        /// What must follow.
        pub only_before: &'static [&'static str],
    }
}

table! {
    /// What decides the act of some forms of a verb that has several.
    pub struct Construction {
        /// The forms.
        pub forms: &'static [&'static str],
        /// What decides, behind the form and what belongs to it.
        pub decided: &'static [Decided],
    }
}

/// Words behind a verb that decide what it does: `au Secrétaire général` behind `demande`.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// The words.
    #[serde(deserialize_with = "kept")]
    pub before: &'static [&'static str],
    /// What the verb does before them.
    pub act: Act,
}

table! {
    /// An opening verb.
    pub struct OpeningVerb {
        /// What it does; several where the word alone does not decide.
        pub acts: &'static [Act],
        /// Forms that open an operative paragraph: `requests`.
        pub finite: &'static [&'static str],
        /// Forms that open a preambular paragraph: `recalling`.
        pub participle: &'static [&'static str],
        /// Forms behind one who speaks (`we request`, `the Council requested`) and behind `continues to`.
        pub spoken: &'static [&'static str],
        /// Adjectives, which open a preambular paragraph or stand behind `remains`.
        pub state: &'static [&'static str],
        /// Which objects belong to it as printed.
        pub takes: Takes,
    }
}

/// Which objects belong to a verb as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Takes {
    /// Those behind a possessive: `reiterates its request`.
    #[default]
    Own,
    /// Any: `expresses concern`. The object says what the verb does.
    Any,
}

/// Objects that make a verb do the same.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objects {
    /// The nouns.
    #[serde(deserialize_with = "kept")]
    pub nouns: &'static [&'static str],
    /// What `expresses` does with them.
    pub act: Act,
}

table! {
    /// Words by which one who speaks is known.
    pub struct SpeakerWords {
        /// Pronouns: 我们, `we`.
        pub pronouns: &'static [&'static str],
        /// What begins a name: `the`; empty where nothing does.
        pub articles: &'static [&'static str],
        /// Small words inside a name: `of`, `on`.
        pub small_words: &'static [&'static str],
        /// Nouns of organs, of which a name holds one: 委员会, `Committee`.
        pub organs: &'static [&'static str],
    }
}

table! {
    /// How the form of a word shows that it is an opening verb.
    pub struct VerbShape {
        /// The end of a verb that opens an operative paragraph: `s`.
        pub finite: Word,
        /// The end of one that opens a preambular paragraph: `ing`.
        pub participle: Word,
        /// Ends that nouns and adverbs have too: `ss`.
        pub not: &'static [&'static str],
        /// What must follow, as it follows a verb and no noun: `its`.
        pub before: &'static [&'static str],
    }
}

as_read!(Act, Decided, Objects, Takes);
