//! The words that say what somebody is asked to do, and by when: `submit a report`, `at its seventy-eighth session`, 每两年.

use super::table::{Word, as_read, table};
use crate::value::codes;

codes! {
    /// A kind of task.
    Task {
        /// Report, brief, inform, submit a report.
        Report = "report",
        /// Take up, review, put on the agenda.
        Consider = "consider",
        /// Hold a meeting.
        Convene = "convene",
        /// Set up a body, a fund, a mechanism.
        Establish = "establish",
        /// Renew or prolong a mandate or a measure.
        Extend = "extend",
        /// Appoint or elect somebody.
        Appoint = "appoint",
        /// Make money, staff or services available.
        ProvideResources = "provide_resources",
        /// Help somebody, train, build capacity.
        Assist = "assist",
        /// Collect, assess, prepare guidelines.
        Study = "study",
        /// Keep a day, a week, a year, a decade.
        Observe = "observe",
        /// Carry out, apply, comply with.
        Implement = "implement",
        /// Work together, consult, share.
        Cooperate = "cooperate",
        /// Anything else.
        Other = "other",
    }
}

as_read!(Task);

table! {
    /// The words that say what somebody is asked to do, and by when. A list of words in one text sets them apart by white space.
    pub struct MandateWords {
        /// Verbs of tasks, in the forms that stand behind the one who is asked.
        pub verbs: &'static [TaskVerb],
        /// Opening verbs that are a task of the one who speaks: `Establishes`.
        pub openings: &'static [TaskVerb],
        /// Nouns by which the kind of a task is told, by a name for each group.
        pub objects: &'static [Objects],
        /// Words that lead to the verb behind them: `continue to`.
        pub passes: &'static [&'static str],
        /// Ends of verbs behind these words in a form that stands nowhere else: `ando` in `siga informando`.
        pub passed_ends: &'static [&'static str],
        /// Words in the form of a verb that is asked which are none: `hayan`.
        pub auxiliaries: Word,
        /// Pronouns for those whom the request before asked: `him`.
        pub same: Word,
        /// Verbs that are nouns too, so that behind a conjunction only a word that begins an object makes them verbs: `review`.
        pub also_nouns: Word,
        /// Words that begin an object: `the`, `its`, `on`.
        pub begins_object: Word,
        /// Words between a mark of the infinitive and its verb, or between verbs, besides the adverbs of norms.
        pub adverbs: &'static [&'static str],
        /// What joins two tasks: `and`, `as well as`, 并.
        pub joins: &'static [&'static str],
        /// Words behind which an infinitive belongs to them and is no task, besides those of norms: `order` in `in order to`.
        pub subordinate: Word,
        /// Words that begin a phrase which ends before the verb of its clause, in a language that sets no words apart: 向, 在.
        pub phrases: Word,
        /// Those of them that may hold a verb of their own: 就.
        pub verbal_phrases: Word,
        /// Behind which a verb only modifies a noun: 的.
        pub modifier: Word,
        /// Who gets a report.
        pub recipients: RecipientWords,
        /// By when.
        pub deadlines: DeadlineWords,
    }
}

table! {
    /// A verb with what it asks.
    pub struct TaskVerb {
        /// The forms.
        pub forms: &'static [&'static str],
        /// The kind of task where no noun of `with` follows; two where the verb alone leaves it open; none where it is `other`.
        pub alone: &'static [Task],
        /// The kind of task with a noun of a group behind it.
        pub with: &'static [(&'static str, Task)],
    }
}

table! {
    /// Nouns that tell the kind of a task.
    pub struct Objects {
        /// What the group is called in the table.
        pub name: Word,
        /// The nouns.
        pub words: &'static [&'static str],
        /// Longer words that begin with one of them and are something else.
        pub not: &'static [&'static str],
    }
}

table! {
    /// Words by which it is told who gets a report.
    pub struct RecipientWords {
        /// Before the organ: `to the`, 向.
        pub before: &'static [&'static str],
        /// Before an organ through which it goes: `through the`.
        pub through: &'static [&'static str],
        /// Words for the organ of the document: `to it`, `lui`.
        pub own: &'static [&'static str],
    }
}

table! {
    /// Words of deadlines, recurrences and ends.
    pub struct DeadlineWords {
        /// What is held: `session`, 届会议.
        pub sessions: &'static [&'static str],
        /// Words that may stand between a session and its ordinal: `regular`.
        pub between: &'static [&'static str],
        /// Words beside a session that make it one of another series: `special`.
        pub other_series: &'static [&'static str],
        /// Words for the session after that of the document: `next`.
        pub next: &'static [&'static str],
        /// Words for the session of the document: `present`.
        pub this: &'static [&'static str],
        /// Words before a session, or before its possessive, that make it a deadline: `at its`.
        pub at: &'static [&'static str],
        /// Those of them that say whose session it is by a pronoun: `its`.
        pub own: &'static [&'static str],
        /// What stands between a session and its organ: `of the`.
        pub of: &'static [&'static str],
        /// Words before these that tell what was done: `adopted` in `adopted at its sixty-ninth session`.
        pub past: &'static [&'static str],
        /// The same behind a session: 通过.
        pub past_behind: &'static [&'static str],
        /// Between a session and the year by which it is called: `de`.
        pub year_of: &'static [&'static str],
        /// Behind that year: `года`, 年.
        pub year_ends: &'static [&'static str],
        /// Words before a date that make it the last day for a task: `by`, `no later than`.
        pub by: &'static [&'static str],
        /// The same behind a date: 之前.
        pub by_behind: &'static [&'static str],
        /// Words before a year or a month that mean its last day: `the end of`.
        pub end_of: &'static [&'static str],
        /// The same behind it: 年底.
        pub end_behind: &'static [&'static str],
        /// Words before a date that make it an end: `until`.
        pub until: &'static [&'static str],
        /// The same behind a date: 为止.
        pub until_behind: &'static [&'static str],
        /// Words before a length of time that is an end: `for a period of`.
        pub period: &'static [&'static str],
        /// Words before a length of time that is a deadline: `within`.
        pub within: &'static [&'static str],
        /// The same behind it: 内.
        pub within_behind: &'static [&'static str],
        /// Words beside it that count from the day of adoption: `of the adoption`.
        pub adoption: &'static [&'static str],
        /// Words before a length of time that is a recurrence: `every`.
        pub every: &'static [&'static str],
        /// Recurrences in words, with their months: `annually`; 0 where they say no number of months.
        pub recurrences: &'static [(&'static str, u32)],
        /// Numbers in words: `sixty`.
        pub numbers: &'static [(&'static str, u32)],
        /// Units of time, with their days or months.
        pub units: &'static [TimeUnit],
        /// Phrases such as `within existing resources`.
        pub within_resources: &'static [&'static str],
    }
}

table! {
    /// A unit of time.
    pub struct TimeUnit {
        /// The forms.
        pub forms: &'static [&'static str],
        /// How many months it has; 0 where it has days.
        pub months: u32,
        /// How many days it has; 0 where it has months.
        pub days: u32,
    }
}
