//! Which kinds of documents there are, and how each is told.

use super::label::LabelKind;
use super::line::Line;
use super::{body, heading, preface};
use crate::language::Language;
use crate::value::punctuation::{COMMAS, STOPS};
use crate::value::{Symbol, codes};

codes! {
    /// Which kind of document a document is.
    Class {
        /// The recommendations of one or several meetings, each under its heading.
        Compilation = "compilation",
        /// A resolution: a preamble and operative paragraphs.
        Resolution = "resolution",
        /// A decision.
        Decision = "decision",
        /// A statement, such as one by the President of the Security Council.
        Statement = "statement",
        /// A report: numbered paragraphs under headings.
        Report = "report",
        /// None of these.
        Other = "other",
    }
}

impl Class {
    /// The class of a published code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.code() == code)
    }
}

/// What tells the class of a document, and where its body begins.
pub struct Signs {
    /// The class that the words show.
    pub class: Class,
    /// The organ that speaks.
    formula: Option<usize>,
    /// The first line that is a preambular paragraph or has the number 1.
    opening: Option<usize>,
    /// The first line that is a sentence.
    sentence: Option<usize>,
    /// The first heading.
    sections: Option<usize>,
}

impl Signs {
    /// Index of the line that begins the body of a document of this class.
    pub fn begins(&self, class: Class) -> Option<usize> {
        match class {
            Class::Resolution | Class::Decision => self.formula.or(self.opening).or(self.sections),
            Class::Statement => self.sentence.or(self.sections),
            _ => self.sections,
        }
    }
}

/// How many lines a masthead and a preface have at most.
const HEAD: usize = 120;

/// Lines of a masthead that end with a point, such as abbreviations, are shorter, in bytes.
const SENTENCE: usize = 40;

/// Looks for what tells the class of a document: an organ that speaks, headings of meetings, symbols.
pub fn signs(text: &str, lines: &[Line], language: Option<&'static Language>) -> Signs {
    let head = &lines[..lines.len().min(HEAD)];
    let titled = head.iter().position(|line| preface::is_title(&text[line.words.range()], language));
    // Behind the number of a resolution, the organ may stand without its comma.
    let behind_title = titled.and_then(|title| {
        (title + 1..head.len().min(title + 6)).find(|&at| heading::is_organ(text, &head[at], language))
    });
    let formula = behind_title.or_else(|| head.iter().position(|line| heading::is_formula(text, line, language)));
    let formula = formula.filter(|&at| opens(text, &lines[at + 1..]));
    // The letter of the first resolution of a set, and its title, stand before the organ.
    let is_part = |at: &usize| heading::part_of_set(text, &head[*at]).is_some();
    let formula = formula.map(|at| (titled.unwrap_or(at) + 1..at).find(is_part).unwrap_or(at));
    let sections = (0..lines.len()).find(|&at| begins_sections(text, &lines[at..], language));
    let is_meeting =
        |line: &Line| heading::heading(text, line, language).is_some_and(|heading| heading.ordinal.is_some());
    let meetings = sections.and_then(|first| lines[first..].iter().position(|line| line.set_apart && is_meeting(line)));
    let symbol = |part: &str| {
        let symbols = head.iter().filter_map(|line| Symbol::printed(&text[line.words.range()]));
        symbols.into_iter().any(|symbol| symbol.as_str().split('/').any(|one| one == part))
    };
    let class = match formula {
        Some(_) if symbol("DEC") => Class::Decision,
        Some(at) if sections.is_none_or(|first| first > at || meetings.is_none()) => Class::Resolution,
        _ if meetings.is_some() => Class::Compilation,
        _ if symbol("RES") => Class::Resolution,
        _ if symbol("DEC") => Class::Decision,
        _ if symbol("PRST") => Class::Statement,
        _ if sections.is_some() => Class::Report,
        _ => Class::Other,
    };
    let words = |line: &Line| &text[line.words.range()];
    let opening = head.iter().position(|line| {
        let first =
            line.label.is_some_and(|label| matches!(label.kind, LabelKind::Number(number, _) if number.value() == 1));
        let preambular = words(line).ends_with(COMMAS);
        first || preambular && language.is_some_and(|language| body::opens_preambular(words(line), language))
    });
    let sentence =
        head.iter().position(|line| words(line).len() > SENTENCE && heading::ends_like_a_sentence(words(line)));
    Signs { class, formula, opening, sentence, sections }
}

/// Whether what follows the organ that speaks is a preamble or a first paragraph.
fn opens(text: &str, below: &[Line]) -> bool {
    let Some(next) = below.first() else { return false };
    let ends = |line: &Line| text[line.words.range()].ends_with(|c| COMMAS.contains(&c) || STOPS.contains(&c));
    next.label.is_some() || below.iter().take(20).any(ends)
}

/// Whether a line ends the preface: it is a numbered heading, a heading of a meeting right above the first number, or that number. (The
/// session line of a masthead reads like a heading, and has no recommendations under it.)
fn begins_sections(text: &str, lines: &[Line], language: Option<&'static Language>) -> bool {
    let (line, below) = (&lines[0], &lines[1..]);
    let numbered = || matches!(below.first().and_then(|next| next.label), Some(label) if matches!(label.kind, LabelKind::Number(..)));
    match heading::heading(text, line, language) {
        Some(heading) => heading.numeral.is_some() || numbered(),
        None => false,
    }
}
