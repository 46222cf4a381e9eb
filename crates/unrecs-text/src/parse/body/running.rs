//! Lines without a number: the rest of a paragraph, preambular paragraphs, items behind bullets, paragraphs of their own.

use super::{Reader, Zone};
use crate::finding::Span;
use crate::parse::label::LabelKind;
use crate::parse::line::Line;
use crate::parse::series::{Printed, Standing};
use crate::parse::{DivisionKind, ParagraphKind};
use crate::value::punctuation::COMMAS;

impl Reader<'_, '_> {
    /// Words without a number: more of the open paragraph where its sentence has not ended or nothing parts them; else a paragraph of
    /// their own.
    pub(super) fn running_text(&mut self, line: &Line, below: &[Line]) {
        if self.zone == Zone::Preamble {
            return self.preambular(line);
        }
        self.begin_body(line);
        if self.is_preambular_of_section(line) {
            self.builder.paragraph(ParagraphKind::Preambular, Standing::top(None), line, None);
            self.ended = true;
            return;
        }
        if self.is_unnumbered_item(line, below)
            && let Some(standing) = self.open.place_unnumbered()
        {
            return self.paragraph(ParagraphKind::Item, standing, line, None);
        }
        match self.open.last() {
            Some(index) if self.continues(line) => {
                self.builder.go_on(index, line);
                self.read_end(line);
            }
            // More of a chapeau that announces its items.
            Some(index) if self.is_announced() && self.expects_item(below) => {
                self.builder.go_on(index, line);
                self.read_end(line);
            }
            // Words between items, which go on behind them.
            Some(_) if self.expects_item(below) => {
                self.builder.paragraph(ParagraphKind::Text, Standing::top(None), line, None);
                self.ended = true;
            }
            _ => self.paragraph(ParagraphKind::Text, Standing::top(None), line, None),
        }
    }

    /// Whether a line goes on with the open paragraph. No paragraph begins with a small letter, and a number that stands alone has its
    /// words below it; where each stands on one line, one that ends with a comma, or stands in an annex, has ended.
    fn continues(&self, line: &Line) -> bool {
        if self.begins_small(line) || self.words_of_open().is_some_and(str::is_empty) {
            return true;
        }
        if self.unwrapped {
            return !self.ended && !self.is_annexed() && !self.ends_with(&COMMAS);
        }
        !self.ended || self.quotes > 0 || !line.set_apart
    }

    /// Whether a line begins with a small letter in a language in which no paragraph does.
    pub(super) fn begins_small(&self, line: &Line) -> bool {
        let may = self.language.is_some_and(|language| language.structure.small_openings);
        !may && self.builder.words(line.words).starts_with(char::is_lowercase)
    }

    /// Whether the next line is an item of what is open.
    fn expects_item(&self, below: &[Line]) -> bool {
        let next = below.first().and_then(|next| next.label);
        next.is_some_and(|next| matches!(next.kind, LabelKind::Item(item) if self.open.expects(item)))
    }

    /// Whether the words laid last announce items.
    pub(super) fn is_announced(&self) -> bool {
        self.ends_with(&[':', '：'])
    }

    /// Whether the words laid last end with one of some marks.
    fn ends_with(&self, marks: &[char]) -> bool {
        self.words_of_open().is_some_and(|words| words.ends_with(marks))
    }

    /// The words of the open paragraph so far, with the Markdown in them.
    fn words_of_open(&self) -> Option<&str> {
        let paragraph = &self.builder.paragraphs[self.open.last()?];
        Some(self.builder.words(Span::new(paragraph.label.end, paragraph.span.end)).trim_end())
    }

    /// Whether a line is an item without a number: behind a bullet, or behind words that announce items, or beside such an item.
    fn is_unnumbered_item(&self, line: &Line, below: &[Line]) -> bool {
        let Some(last) = self.open.last() else { return false };
        let last = &self.builder.paragraphs[last];
        let beside = last.kind == ParagraphKind::Item && last.standing.number.is_none();
        if line.bulleted {
            let next = || below.first().is_some_and(|next| next.bulleted && next.label.is_none());
            return self.is_announced() || beside || (self.ended && next());
        }
        let own = !self.begins_small(line)
            && (line.set_apart || self.unwrapped)
            && self.ended
            && self.quotes == 0
            && !self.expects_item(below);
        own && (self.is_announced() || (beside && !line.set_apart))
    }

    /// Whether the last word laid is one that no paragraph ends with.
    pub(super) fn is_dangling(&self) -> bool {
        let (Some(language), Some(words)) = (self.language, self.words_of_open()) else { return false };
        language.structure.dangling.iter().filter_map(|word| words.strip_suffix(word)).any(|before| {
            let word = before.ends_with(char::is_whitespace) && !before.trim_end().ends_with([';', ',']);
            !language.spaced || word
        })
    }

    /// In an annex, numbers can begin again without a heading: what they number is a section of its own.
    pub(super) fn begin_series(&mut self, printed: Printed, line: &Line) {
        /// How many paragraphs are looked back at to see whether a series has begun.
        const MANY: usize = 2_000;
        if !self.is_annexed() || printed.place() != 1 || matches!(printed, Printed::Number(_, Some(_))) {
            return;
        }
        let current = self.builder.current();
        let begun = self.builder.paragraphs.iter().rev().take(MANY).any(|raw| {
            raw.division == current
                && raw.standing.level == 1
                && matches!(raw.standing.number, Some(Printed::Number(..)))
        });
        if !begun {
            return;
        }
        let one = &self.builder.divisions[current];
        if one.kind == DivisionKind::Section && one.heading.is_none() && one.numeral.is_none() {
            self.builder.close();
        }
        self.builder.open(DivisionKind::Section, None, line.span.start);
    }
}
