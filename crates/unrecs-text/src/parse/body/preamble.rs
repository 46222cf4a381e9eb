//! Preambles: the organ that speaks, its preambular paragraphs, and where the body begins.

use super::{Reader, Zone};
use crate::acts::{self, Place, Voice};
use crate::language::Language;
use crate::parse::builder::Heading;
use crate::parse::heading::ends_like_a_sentence;
use crate::parse::line::Line;
use crate::parse::series::Standing;
use crate::parse::{DivisionKind, ParagraphKind, SegmentKind};
use crate::value::punctuation::COMMAS;

/// What the last paragraph of a preamble is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preambular {
    /// Preambular like the others.
    All,
    /// The only operative one, where it ends like a sentence: nothing numbered follows.
    MayBeOperative,
}

impl Reader<'_, '_> {
    /// The organ alone on its line, before the preamble.
    pub(super) fn formula(&mut self, line: &Line) {
        let heading = Some(Heading::of_words(line.words));
        self.organ = self.builder.words(line.words).trim_end_matches(COMMAS);
        match self.builder.current_kind() {
            DivisionKind::Part => self.builder.open(DivisionKind::Preamble, heading, line.words.start),
            _ => self.builder.begin(DivisionKind::Preamble, heading, line.words.start),
        }
        self.builder.lay(SegmentKind::Heading, line);
        self.zone = Zone::Preamble;
    }

    /// A line of the preamble: a paragraph of its own where the one above has ended and this begins like one.
    pub(super) fn preambular(&mut self, line: &Line) {
        let words = self.builder.words(line.words);
        let begins = || match self.open.last() {
            None => true,
            Some(_) if line.set_apart || self.unwrapped => true,
            // The only operative paragraph may stand behind the preambular ones.
            Some(_) => self
                .language
                .is_none_or(|language| opens_preambular(words, language) || opens_operative(words, language)),
        };
        let opens = || self.language.is_some_and(|language| opens_preambular(words, language));
        // Where each paragraph stands on one line, only a small letter or a quotation goes on.
        let on_its_line = self.unwrapped && !self.begins_small(line) && (self.quotes == 0 || opens());
        let opens = || line.set_apart && opens();
        let ended = (self.ended && self.quotes == 0) || self.open.last().is_none() || on_its_line || opens();
        match self.open.last() {
            Some(index) if !(ended && begins()) => self.builder.go_on(index, line),
            _ => {
                let index = self.builder.paragraph(ParagraphKind::Preambular, Standing::top(None), line, None);
                self.open.open(Standing::top(None), index);
                self.quotes = 0;
            }
        }
        self.read_end(line);
    }

    /// Whether a line is a preambular paragraph of a section: before its first paragraph, with the comma of a preamble.
    pub(super) fn is_preambular_of_section(&self, line: &Line) -> bool {
        let current = self.builder.current();
        let first = || {
            let before = self.builder.paragraphs.iter().rev().take_while(|one| one.division == current);
            let of_preamble = |kind| matches!(kind, ParagraphKind::Preambular | ParagraphKind::Item);
            before.into_iter().all(|one| of_preamble(one.kind))
        };
        let words = self.builder.words(line.words);
        self.has_preamble()
            && !self.is_annexed()
            && self.builder.current_kind() == DivisionKind::Section
            && words.ends_with(COMMAS)
            && self.language.is_some_and(|language| opens_preambular(words, language))
            && first()
    }

    /// Begins the body where the preamble is over. Its last paragraph is the only operative one, where the document has no other and
    /// it ends like a sentence.
    pub(super) fn end_preamble(&mut self, preambular: Preambular) {
        if self.builder.current_kind() != DivisionKind::Preamble {
            return;
        }
        let at = self.builder.tiler.end();
        let preamble = self.builder.current();
        let operative = match preambular {
            Preambular::MayBeOperative => self.only_operative(preamble),
            Preambular::All => None,
        };
        let start = operative.map_or(at, |last| self.builder.paragraphs[last].span.start);
        match self.builder.divisions[preamble].parent {
            // A resolution of a set has its paragraphs itself.
            Some(_) => self.builder.close(),
            None => self.builder.begin(DivisionKind::Body, None, start),
        }
        let body = self.builder.current();
        if let Some(operative) = operative {
            for paragraph in &mut self.builder.paragraphs[operative..] {
                paragraph.division = body;
                if paragraph.kind == ParagraphKind::Preambular {
                    paragraph.kind = ParagraphKind::Text;
                }
            }
            self.builder.paragraphs[operative].kind = ParagraphKind::Operative;
        }
        self.close();
    }

    /// The last paragraph of a preamble, where it ends like a sentence; what it quotes or announces belongs to it.
    fn only_operative(&self, preamble: usize) -> Option<usize> {
        let words = |index: usize| self.builder.words(self.builder.paragraphs[index].span).trim_end();
        let of_preamble = |index: &usize| {
            let one = &self.builder.paragraphs[*index];
            one.kind == ParagraphKind::Preambular && one.division == preamble
        };
        let mut paragraphs = (0..self.builder.paragraphs.len()).rev().filter(of_preamble).peekable();
        // Its items may be what ends it.
        let end = self.builder.paragraphs.iter().rposition(|one| one.kind != ParagraphKind::Footnote)?;
        let mut last = paragraphs.next().filter(|_| ends_like_a_sentence(words(end)))?;
        while let Some(above) = paragraphs.next_if(|&above| words(above).ends_with([':', '：'])) {
            last = above;
        }
        Some(last)
    }

    /// Begins the body, where the preface is still open.
    pub(super) fn begin_body(&mut self, line: &Line) {
        self.end_preamble(Preambular::All);
        if self.builder.current_kind() == DivisionKind::Preface {
            self.builder.begin(DivisionKind::Body, None, line.span.start);
        }
    }
}

/// Whether words begin as a preambular paragraph does: with a participle or an adjective that opens one.
pub fn opens_preambular(words: &str, language: &'static Language) -> bool {
    opens(words, language, Place::Preambular)
}

/// Whether words begin as an operative paragraph does.
pub(super) fn opens_operative(words: &str, language: &'static Language) -> bool {
    opens(words, language, Place::Operative)
}

fn opens(words: &str, language: &'static Language, place: Place) -> bool {
    let words = words.trim_start_matches('*');
    (language.structure.small_openings || !words.starts_with(char::is_lowercase))
        && acts::opening(words, language, place).is_some_and(|opening| opening.voice == Voice::Bare)
}
