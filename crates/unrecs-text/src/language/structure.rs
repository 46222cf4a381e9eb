//! The words by which the parts of a document are told: who adopts what, where a preamble begins, which words cannot end a line.

use super::table::table;

table! {
    /// The words by which the parts of a document are told.
    pub struct StructureWords {
        /// Words of the line that says who adopted the document, and when.
        pub adopted: &'static [&'static str],
        /// What stands round the committee in the line that says from whose report the document comes; where the second is not there, the
        /// committee goes on to the symbol of the report.
        pub committee: (&'static str, &'static str),
        /// What stands round the number of a resolution that is a title.
        pub resolution: (&'static str, &'static str),
        /// What stands round the number of a decision that is a title.
        pub decision: (&'static str, &'static str),
        /// How the line may begin in which an organ alone stands before its preamble: `The` (General Assembly,).
        pub formula: &'static [&'static str],
        /// What stands round the number of a part or a chapter, which hold articles.
        pub parts: &'static [(&'static str, &'static str)],
        /// What stands round the number of a section in digits.
        pub sections: &'static [(&'static str, &'static str)],
        /// What stands round the number of an article, a rule and the like that is a heading.
        pub provisions: &'static [(&'static str, &'static str)],
        /// Numbers in words, from one on, in small letters.
        pub cardinals: &'static [&'static str],
        /// Whether a paragraph may begin with a small letter, as the words of a resolution go on with the organ that speaks.
        pub small_openings: bool,
        /// Words that number sections where other languages print roman numerals, the longest first: أولا.
        pub section_numerals: &'static [(&'static str, u32)],
        /// Names of letters that number sections and the resolutions of a set, from A on: ألف.
        pub section_letters: &'static [&'static str],
        /// Words in the heading of a section that holds recommendations, in small letters.
        pub recommendations: &'static [&'static str],
        /// Words that no paragraph ends with: what follows on the next line goes on, whatever number it begins with.
        pub dangling: &'static [&'static str],
        /// Frequent words by which the language is told from others.
        pub function_words: &'static [&'static str],
    }
}
