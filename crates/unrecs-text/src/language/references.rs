//! The words with which a language refers to instruments, provisions, resolutions and other recommendations.

use super::table::{Word, as_read, kept, table};
use super::{behind_word, is_spelled};
use crate::value::codes;

table! {
    /// The words of one language. Where several forms fit, the longest wins; a list may stand in any order.
    pub struct ReferenceWords {
        /// What stands round titles: 《 and 》; none where titles are only capitalized.
        pub title_marks: Option<(&'static str, &'static str)>,
        /// What makes a number ordinal: 第; empty where the unit stands in front of the number.
        pub ordinal: Word,
        /// Words of units of instruments.
        pub units: &'static [UnitWord],
        /// Further words of units that documents, resolutions and decisions have: 段, `sect.`.
        pub places: &'static [UnitWord],
        /// What joins numbers, provisions and instruments: 、 和, `and`.
        pub joiners: &'static [&'static str],
        /// What stands between the ends of a range: 至, `to`.
        pub ranges: &'static [&'static str],
        /// What says behind a number that those behind it are meant too: `ff.`.
        pub following: &'static [&'static str],
        /// What shows that a number is none of a provision, behind it: 年.
        pub counts: &'static [&'static str],
        /// What is written behind a number that was put in later, with its canonical form: 之二 for `bis`.
        pub suffixes: &'static [(&'static str, &'static str)],
        /// Words that number a unit: `premier`, السابع.
        pub number_words: &'static [(&'static str, u32)],
        /// How numbers of resolutions and decisions are written.
        pub numbers: NumberWords,
        /// Letters of another script that are printed for capital Latin ones in symbols, with these.
        pub lookalikes: &'static [(char, char)],
        /// What a particle makes of the beginning of the word behind it, with what both are when they are written apart: لل for لال.
        pub contractions: &'static [(&'static str, &'static str)],
        /// Whether the letter of a point may have a bracket behind it alone: `a)`.
        pub half_brackets: bool,
        /// Series of characters that stand for letters: 子丑寅, 甲乙丙.
        pub letters: &'static [&'static str],
        /// What may stand between an instrument and its provision behind it: 的, 中.
        pub linked_behind: &'static [&'static str],
        /// What may stand between a provision and its instrument behind it: `of the`.
        pub linked_before: &'static [&'static str],
        /// What stands between two provisions of one instrument named behind both: `of and`.
        pub shared: &'static [&'static str],
        /// What stands between a provision and the larger one that it is in, named behind it: `of`.
        pub nested: &'static [&'static str],
        /// What stands between a number and its date, where that is something else: ` от `.
        pub dated: &'static [&'static str],
        /// What may stand in front of a part of a provision: `, ` in `article 6, paragraph 3`.
        pub parts: &'static [&'static str],
        /// Articles: `the`.
        pub articles: &'static [&'static str],
        /// What makes a noun one of many: `a`.
        pub indefinite: &'static [&'static str],
        /// What is done to a treaty by the one named in front of it: 修正.
        pub amended: &'static [&'static str],
        /// What points back to an instrument in front of its noun: 该, `that`.
        pub determiners: &'static [&'static str],
        /// What makes a noun mean the text that it stands in: 本, `the present`.
        pub own: &'static [&'static str],
        /// Parts and kinds of the text itself, as it names them beside its provisions: 本细则, `these Regulations`.
        pub own_texts: &'static [&'static str],
        /// What makes a noun mean several, in front of it: 各项, or behind it: `s`.
        pub several: Several,
        /// What belongs to something named before: 其, `its`.
        pub possessives: &'static [&'static str],
        /// What points back to an instrument from anywhere in front of a provision: 其中.
        pub among: &'static [&'static str],
        /// What points back to an instrument from behind a provision: `thereof`.
        pub thereof: &'static [&'static str],
        /// What an instrument says, as a whole, pointing back to it: 其条文.
        pub wording: &'static [&'static str],
        /// What points back to a provision: 该条, `that article`.
        pub same: &'static [(&'static str, Unit)],
        /// What stands behind an ordinal that is no provision: 届 for a meeting.
        pub ordinals: &'static [(&'static str, Reason)],
        /// Nouns of treaties: 公约, `Convention`. They may stand behind a word that points without being a title: 该公约.
        pub treaties: &'static [&'static str],
        /// Further nouns that make a title unknown to the registry one of an instrument: 宣言, `Declaration`.
        pub heads: &'static [&'static str],
        /// Forms of one noun that stands for instruments, first the one that the registry has: Конвенция, Конвенции.
        pub forms: &'static [&'static [&'static str]],
        /// What such a noun begins with where one that is known is meant, in a language without capital letters: ال.
        pub definite: Word,
        /// Ends of feminine nouns and adjectives in such a language: an adjective of the other gender belongs to another noun.
        pub feminine_ends: &'static [&'static str],
        /// Words that begin so and go on with a clause and not with a title: التي.
        pub relatives: &'static [&'static str],
        /// Phrases that hold such a noun and name no instrument: `Treaty Series`.
        pub phrases: &'static [(&'static str, Reason)],
        /// What has paragraphs that are no provisions, in front of one or behind it: 序言部分, ` of the preamble`.
        pub preambles: &'static [&'static str],
        /// What shows that a chapter is one of a publication: `Sales No.`.
        pub publications: &'static [&'static str],
        /// What stands between a document and its title in quotation marks: `entitled`.
        pub entitled: &'static [&'static str],
        /// What a document with such a title is called, where it is no instrument: `report`.
        pub documents: &'static [&'static str],
        /// What has chapters and is no instrument, directly in front of a chapter or behind it: 报告, ` of the report`.
        pub reports: &'static [&'static str],
        /// Ends of titles that are none of instruments.
        pub titles: &'static [(&'static str, Reason)],
        /// What may stand in a bracket in front of a shorter name that the bracket defines: 下称, `hereinafter`.
        pub defines: &'static [&'static str],
        /// Words of resolutions.
        pub resolutions: ResolutionWords,
        /// Words of other recommendations of the same document.
        pub recommendations: RecommendationWords,
        /// Whether a unit stands in front of its number: `article 6`.
        pub unit_first: bool,
        /// Whether the words of a title are told by their capital letters.
        pub capitalized: bool,
        /// Whether the first word of such a title alone has a capital letter: `Convention sur les armes`.
        pub sentence_case: bool,
        /// Quotation marks that open and close.
        pub quotes: &'static [(char, char)],
        /// Small words inside capitalized titles: `of`, `against`.
        pub connectors: &'static [&'static str],
        /// What ties the rest of a capitalized title to its noun: `on`, `against`.
        pub title_links: &'static [&'static str],
        /// What ties the treaty that an instrument supplements to its noun: `to the`.
        pub title_supplements: &'static [&'static str],
        /// What ends a sentence. A point counts only in front of white space.
        pub sentence_ends: &'static [char],
        /// What a point stands behind without ending a sentence: `No`.
        pub abbreviations: &'static [&'static str],
        /// What ends a clause.
        pub clause_ends: &'static [char],
        /// How a list of what a paragraph cites writes a provision.
        pub citation: CitationWords,
    }
}

table! {
    /// How numbers of resolutions and decisions are written.
    pub struct NumberWords {
        /// What stands in front of special sessions, with what their symbols have: دإ- for `S-`.
        pub special: &'static [(&'static str, &'static str)],
        /// What stands in front of a session in brackets that is no roman number: د- in `1514 (د-15)`.
        pub session: Word,
        /// Names and other forms of the letters of parts: ألف for `A`.
        pub letters: &'static [(&'static str, char)],
        /// What may stand behind such a letter and a space, where a letter may be a word: `of `. Empty where none is one.
        pub behind_letter: &'static [&'static str],
    }
}

table! {
    /// How a provision is cited: `Smuggling of Migrants Protocol, art. 6 (3)`, 《偷运移民议定书》第6条第3款.
    pub struct CitationWords {
        /// Between an instrument and its provision, and between an annex and what is in it.
        pub between: Word,
        /// What stands in front of the number of a unit and behind it.
        pub units: &'static [(Unit, [&'static str; 2])],
        /// The same of a paragraph or a point behind a larger unit.
        pub within: [[&'static str; 2]; 2],
        /// Between the ends of a range.
        pub range: Word,
        /// Behind the first of a range without an end.
        pub open: Word,
    }
}

impl ReferenceWords {
    /// Whether a word is an article; case makes no difference.
    pub(crate) fn is_article(&self, word: &str) -> bool {
        self.articles.iter().any(|one| is_spelled(one, word))
    }

    /// A noun in every form that means several: 各项议定书, `Protocols`; the gap stands between words.
    pub(crate) fn several_of(&self, noun: &str, gap: &str) -> impl Iterator<Item = String> {
        let before = self.several.before.iter().map(move |word| format!("{word}{gap}{noun}"));
        before.chain(self.several.behind.iter().map(move |word| format!("{noun}{word}")))
    }
}

impl ResolutionWords {
    /// The noun that a text starts with.
    pub(crate) fn noun_at_start(&self, text: &str) -> Option<(&'static str, AdoptedText)> {
        let nouns = self.nouns.iter().copied().filter(|(noun, _)| behind_word(text, noun).is_some());
        nouns.max_by_key(|(noun, _)| noun.len())
    }
}

table! {
    /// How a noun says that several are meant.
    pub struct Several {
        /// In front of the noun.
        pub before: &'static [&'static str],
        /// Behind the noun.
        pub behind: &'static [&'static str],
        /// What points with such a noun to those that were named, and to how many, 0 for any number: 这两项, `those`.
        pub those: &'static [(&'static str, usize)],
        /// What ties the noun to the instrument from behind it: `thereto`.
        pub thereto: &'static [&'static str],
    }
}

/// The word of a unit.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWord {
    /// The word, in small letters.
    #[serde(deserialize_with = "kept")]
    pub form: Word,
    /// What it names.
    pub unit: Unit,
    /// Whether it stands in front of its number although the language counts with ordinals: 附件二.
    #[serde(default)]
    pub leads: bool,
    /// Whether a list of numbers may go with it.
    #[serde(default)]
    pub many: bool,
}

codes! {
    /// A unit of an instrument.
    Unit {
        /// 附件, `annex`
        Annex = "annex",
        /// 部分, `part`
        Part = "part",
        /// 章, `chapter`
        Chapter = "chapter",
        /// 节, `section`
        Section = "section",
        /// 条, `article`
        Article = "article",
        /// 条 of rules of procedure, `rule`
        Rule = "rule",
        /// 款, `paragraph`
        Paragraph = "paragraph",
        /// 项, `subparagraph`
        Point = "point",
        /// 目
        Subpoint = "subpoint",
    }
}

codes! {
    /// Why something that looks like a reference is none.
    Reason {
        /// The title of a publication, or a place in one.
        Publication = "publication",
        /// The name of a process, programme or event.
        Process = "process",
        /// A title with no noun that says what it names.
        Title = "title",
        /// A heading in the text.
        Heading = "heading",
        /// A meeting or session.
        Meeting = "meeting",
        /// A volume.
        Volume = "volume",
        /// A serial number.
        Serial = "serial_number",
        /// An item of an agenda, or something counted.
        Ordinal = "ordinal",
        /// A body with a number in its name.
        Body = "body",
        /// A place in a document or resolution.
        Document = "document",
        /// A place in the text itself.
        OwnText = "own_text",
        /// A number that is not written as numbers are.
        Number = "number",
    }
}

codes! {
    /// What an organ adopts.
    AdoptedText {
        /// 决议, `resolution`
        Resolution = "resolution",
        /// 决定, `decision`
        Decision = "decision",
    }
}

table! {
    /// Words of resolutions and decisions.
    pub struct ResolutionWords {
        /// The nouns: 决议, `resolution`; 决定, `decision`.
        pub nouns: &'static [(&'static str, AdoptedText)],
        /// What points back to one: 该决议, `that resolution`.
        pub same: &'static [(&'static str, AdoptedText)],
        /// What stands behind the number: 号; empty where the noun stands in front.
        pub mark: Word,
        /// What is numbered in the same way and is neither: 文件.
        pub others: &'static [&'static str],
        /// What organs are called whose resolutions have no known symbols: `Conference`. The registry has the others.
        pub organs: &'static [&'static str],
        /// What stands in front of a resolution that is printed in a report or another document: `chap.`, 章.
        pub printed_in: &'static [&'static str],
        /// Words with which an organ cites a resolution that may be another's: 根据, `pursuant to`.
        pub cited_by: &'static [&'static str],
    }
}

table! {
    /// Words of recommendations of the same document.
    pub struct RecommendationWords {
        /// The noun in front of its number: 建议, `recommendation`; and what recommendations are called as numbered texts: `paragraph`.
        pub nouns: &'static [&'static str],
        /// Such a noun behind its ordinal: 第5段.
        pub trailing: &'static [&'static str],
        /// What says that it stands before: 以上, `above`; in front of the noun or behind the number.
        pub above: &'static [&'static str],
        /// What says that it stands behind: 以下, `below`.
        pub below: &'static [&'static str],
    }
}

as_read!(Unit, UnitWord, Reason, AdoptedText);
