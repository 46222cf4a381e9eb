//! The words by which it is told who is asked: what stands between `requests` and `to submit`, between 请 and 提交.

use super::table::{Word, table};

table! {
    /// The words by which it is told who is asked. Words of a text are set apart by white space.
    pub struct AskedWords {
        /// Words that what is asked begins with: the infinitives of a language that has them (`submit`), else all words that may follow
        /// the one who is asked (提交, 继续, 根据).
        pub begins: Word,
        /// Ends of infinitives, by which one that is not listed is known: `ать`.
        pub begins_ends: &'static [&'static str],
        /// Ends of other words that end alike: `ость`.
        pub not_begins_ends: &'static [&'static str],
        /// Pronouns between the mark of the infinitive and the infinitive: `lui`, `se`.
        pub pronouns: Word,
        /// Longer words that begin with one of these and are something else: 执行局.
        pub not_begins: Word,
        /// Words that begin what only narrows a name: 尚未签署…的国家.
        pub before_names: Word,
        /// Words that begin what is asked and stand in no name, so that a name which seems to hold them ended before.
        pub not_in_names: Word,
        /// The last words of the names of those who act: `authorities`, 当局; names of States where no capital shows that they are names.
        pub agents: Word,
        /// Words with a capital that name nobody who acts: `Agreement`.
        pub things: Word,
        /// Words that may stand before a name besides the determiners of all actors: `its`, 该.
        pub determiners: Word,
        /// Words that begin with a conjunction and are none: 和平.
        pub not_conjunctions: Word,
        /// What stands before the infinitive: `to`, `à de d'`; empty where it stands alone (представить).
        pub infinitive: Word,
        /// What stands before a noun that says what is asked, where one may stand for the infinitive: على in تشجع الدول على التعاون.
        pub before_nouns: Word,
        /// Verbs that a clause which is asked may have besides those of `begins`: `prennent` in `demande que les États prennent`.
        pub of_clauses: Word,
        /// Ends of such verbs: `ront`.
        pub of_clauses_ends: &'static [&'static str],
        /// Words that have an infinitive of their own: `able`, `in a position`.
        pub before_own_infinitive: Word,
        /// Words before the verb of a clause: `shall`, 应.
        pub modals: Word,
        /// Whether words behind the noun of a name narrow it, so that its noun is the first that names somebody who acts: `organismes
        /// compétents`; else it is the last: `competent bodies`.
        pub noun_first: bool,
        /// What words begin with that narrow a noun which begins with it too, so that another word ends its name: ال in الأمين العام.
        pub definite: &'static [&'static str],
        /// Words that join a complement to a name: `of`, `on`.
        pub complements: Word,
        /// Words that end a name: `that`, `within`; behind a comma they begin what is put in.
        pub ends_of_names: Word,
        /// The end of adverbs: `ly`; empty where they have none.
        pub adverbs_end: Word,
        /// The ends of participles, which end a name: `bodies established`; none where they have none.
        pub participle_ends: &'static [&'static str],
        /// Ends of words that may stand in front of the noun of a name besides determiners, capitals and definite words, where nothing else
        /// may: `ные` in африканские государства, but not мандат МИНУСМА; none where any word may.
        pub before_nouns_ends: &'static [&'static str],
        /// Ends of words that belong to the word behind them and act not themselves: `'s`.
        pub genitive_ends: &'static [&'static str],
        /// What makes a party one to a treaty: 公约, `Convention`; others are parties to something else.
        pub treaties: Word,
    }
}
