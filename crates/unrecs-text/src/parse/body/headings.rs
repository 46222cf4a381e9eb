//! Headings among the lines of a body: meetings, sections, the resolutions of a set, annexes.

use super::preamble::{Preambular, opens_preambular};
use super::{Reader, Zone};
use crate::finding::Span;
use crate::parse::builder::Heading;
use crate::parse::class::Class;
use crate::parse::heading::{self, Numbered, is_title_like};
use crate::parse::label::{Label, LabelKind};
use crate::parse::line::{self, Line};
use crate::parse::series::{OpenParagraphs, Printed};
use crate::parse::{DivisionKind, RawDivision, SegmentKind};
use crate::value::Letter;
use crate::value::punctuation::COMMAS;

/// How many lines stand between the letter of a resolution in a set and the organ that speaks.
const TITLE_OF_PART: usize = 2;

/// How many headings that stand there again may follow each other, and how many are looked back at to see whether they do.
const REPEATED: usize = 10;

impl Reader<'_, '_> {
    /// Reads a heading, where the lines begin with one; gives how many lines it has.
    pub(super) fn heading(&mut self, lines: &[Line]) -> Option<usize> {
        let (line, below) = (&lines[0], &lines[1..]);
        let text = self.builder.text;
        let apart = line.set_apart || self.ended || self.unwrapped;
        if apart && let Some(annex) = heading::annex(text, line, self.language) {
            let (kind, heading) = annex;
            return Some(self.annex(kind, heading, lines));
        }
        if apart
            && self.has_preamble()
            && let Some(lines) = self.part_of_set(lines)
        {
            return Some(lines);
        }
        let repeated = self.repeated(lines);
        if repeated > 0 {
            lines[..repeated].iter().for_each(|line| self.builder.lay(SegmentKind::Heading, line));
            self.close();
            return Some(repeated);
        }
        match line.label {
            Some(Label { kind: LabelKind::Item(item), length }) => {
                let (number, title) = line::split(text, line.words, length);
                let ways = [
                    item.roman.map(Printed::Roman),
                    item.letter.map(Printed::Letter),
                    item.chinese.map(Printed::Chinese),
                ];
                let numeral = ways.into_iter().flatten().next().map(|printed| (printed, number));
                if self.is_heading_of_items(title, below) {
                    self.section(line, Heading { numeral, ordinal: None, words: Some(title) });
                    return Some(1);
                }
                let alone = below.first().filter(|next| title.is_empty() && next.set_apart && next.label.is_none());
                let titled = alone.is_some_and(|next| self.is_heading_of_items(next.words, &below[1..]));
                let numeral = numeral.filter(|_| titled)?;
                return Some(self.heading_of_two_lines(numeral, lines));
            }
            Some(Label { kind: LabelKind::Number(..) | LabelKind::Decimal(..) | LabelKind::Mark, .. }) => return None,
            Some(_) | None => {}
        }
        let in_place = |numbered: Numbered| numbered != Numbered::Provision || self.has_provisions();
        if apart
            && let Some((numbered, numeral)) = heading::numeral_alone(text, line, self.language)
            && in_place(numbered)
        {
            return Some(self.heading_of_two_lines(numeral, lines));
        }
        if apart
            && let Some((numbered, heading)) = heading::titled_part(text, line, self.language)
            && in_place(numbered)
        {
            self.section(line, heading);
            return Some(1);
        }
        if apart
            && let Some((numbered, heading)) = heading::titled_by_space(text, line, self.language)
            && in_place(numbered)
            && (self.unwrapped || self.is_heading(line, below))
        {
            self.section(line, heading);
            return Some(1);
        }
        if line.label.is_some() {
            return None;
        }
        let shown = if line.set_apart || (self.unwrapped && self.ended) {
            heading::heading(text, line, self.language)
        } else {
            None
        };
        let heading = shown.or_else(|| self.is_heading(line, below).then(|| Heading::of_words(line.words)))?;
        self.section(line, heading);
        Some(1)
    }

    /// Whether a text can have articles and rules as headings: a report or an annex. In a resolution they are quoted.
    fn has_provisions(&self) -> bool {
        !self.has_preamble() || self.is_annexed()
    }

    /// Whether words with the label of an item are a heading: `(i) Exemptions` above paragraph 9.
    fn is_heading_of_items(&self, title: Span, below: &[Line]) -> bool {
        let goes_on = below.first().is_some_and(|next| next.set_apart && self.is_next_number(next));
        goes_on && self.ended && is_title_like(self.builder.words(title))
    }

    /// Whether a line is the paragraph with the number behind that of the open one.
    fn is_next_number(&self, line: &Line) -> bool {
        match (line.label, self.open.number()) {
            (Some(Label { kind: LabelKind::Number(numeral, _), .. }), Some(open)) => {
                numeral.value() == open.place() + 1
            }
            _ => false,
        }
    }

    /// Begins a section or a meeting with a line that is its heading.
    pub(super) fn section(&mut self, line: &Line, heading: Heading) {
        self.begin_body(line);
        if heading.ordinal.is_some() && self.class == Class::Compilation {
            self.builder.begin_in_body();
            self.builder.open(DivisionKind::Meeting, Some(heading), line.words.start);
        } else {
            self.builder.section(Heading { ordinal: None, ..heading });
        }
        self.builder.lay(SegmentKind::Heading, line);
        self.close();
    }

    /// A numeral alone on its line, and the title on the line below.
    fn heading_of_two_lines(&mut self, numeral: (Printed, Span), lines: &[Line]) -> usize {
        let (line, below) = (&lines[0], &lines[1..]);
        let title = below.first().filter(|next| self.is_title(next));
        let heading = Heading { numeral: Some(numeral), ordinal: None, words: title.map(|title| title.words) };
        self.begin_body(line);
        self.builder.section(heading);
        self.builder.lay(SegmentKind::Heading, line);
        title.into_iter().for_each(|title| self.builder.lay(SegmentKind::Heading, title));
        self.close();
        1 + usize::from(title.is_some())
    }

    /// Whether a letter is the next of a section that is open, in a text where each paragraph stands on one line.
    pub(super) fn is_next_section(&self, letter: Letter) -> bool {
        let numeral = self.builder.divisions[self.builder.current()].numeral;
        self.unwrapped && numeral.is_some_and(|(open, _)| open.is_before(Printed::Capital(letter)))
    }

    /// How many of the lines are headings that stand there again: the last one repeats the open section, those before it sections
    /// beside that. A file may have a heading twice, as a title and as words.
    fn repeated(&self, lines: &[Line]) -> usize {
        let current = self.builder.current();
        let one = &self.builder.divisions[current];
        let repeats = |division: &RawDivision, line: &Line| {
            division.kind == DivisionKind::Section
                && division.numeral.is_some()
                && division.heading.is_some()
                && division.parent == one.parent
                && self.builder.words(division.span) == self.builder.words(line.words)
        };
        let beside = |line: &&Line| {
            let before = self.builder.divisions.iter().rev().take(REPEATED);
            before.into_iter().any(|division| repeats(division, line))
        };
        let all = lines.iter().take(REPEATED).take_while(beside).count();
        lines[..all].iter().rposition(|line| repeats(one, line)).map_or(0, |last| last + 1)
    }

    /// Whether a line below a numeral is its title.
    fn is_title(&self, line: &Line) -> bool {
        line.label.is_none()
            && is_title_like(self.builder.words(line.words))
            && heading::numeral_alone(self.builder.text, line, self.language).is_none()
    }

    /// The resolution of a set: its letter, its title, and the organ that speaks again.
    fn part_of_set(&mut self, lines: &[Line]) -> Option<usize> {
        let text = self.builder.text;
        let heading = heading::part_of_set(text, &lines[0])?;
        // The first resolution of a set names the organ, the others name it again.
        let speaks = |line: &&Line| {
            let organ = self.builder.words(line.words).trim_end_matches(COMMAS);
            match self.organ {
                "" => heading::is_organ(text, line, self.language),
                named => named == organ,
            }
        };
        let at = (1..=TITLE_OF_PART).find(|&at| lines.get(at).filter(speaks).is_some())?;
        let between = &lines[1..at];
        if between.iter().any(|line| !self.is_title(line)) || (at > 1 && heading.words.is_some()) {
            return None;
        }
        let words = heading.words.or_else(|| between.first().map(|title| title.words));
        self.end_preamble(Preambular::MayBeOperative);
        self.builder.begin_in_body();
        self.builder.open(DivisionKind::Part, Some(Heading { words, ..heading }), lines[0].words.start);
        for line in &lines[..at] {
            self.builder.lay(SegmentKind::Heading, line);
        }
        self.close();
        self.formula(&lines[at]);
        Some(at + 1)
    }

    /// Whether a line without a number is a heading: it stands apart, is no sentence, and a numbered paragraph, a heading or another
    /// paragraph that stands apart follows.
    fn is_heading(&self, line: &Line, below: &[Line]) -> bool {
        let words = self.builder.words(line.words);
        let apart = line.set_apart || (self.unwrapped && self.ended && self.class != Class::Compilation);
        let in_place = self.builder.current_kind() != DivisionKind::Preface || self.class == Class::Report;
        let over = (self.ended && !self.is_announced()) || self.open.last().is_none();
        let Some(next) = below.first() else { return false };
        // In a resolution, the next paragraph shows that a colon announces no list: `Reports:`.
        let bare = words.strip_suffix([':', '：']).filter(|_| self.has_preamble() && self.is_next_number(next));
        let title = is_title_like(bare.unwrap_or(words)) && !words.starts_with(char::is_lowercase) && !line.bulleted;
        if !apart || !in_place || !over || !title {
            return false;
        }
        let is_item = next.label.is_some_and(|label| matches!(label.kind, LabelKind::Item(_)));
        let numbered = next.label.is_some() && !is_item;
        if self.zone == Zone::Preamble || self.class == Class::Compilation {
            // Where each paragraph stands on one line, a preambular one ends with its comma.
            let opens = || self.language.is_some_and(|language| opens_preambular(words, language));
            let ended = self.zone == Zone::Preamble && self.unwrapped && !opens();
            return numbered && (ended || line.set_apart && next.set_apart);
        }
        // Words between the items of a paragraph are a title among these, and no division.
        if is_item && self.open.number().is_some() {
            return false;
        }
        numbered || next.set_apart || self.unwrapped
    }

    fn annex(&mut self, kind: DivisionKind, heading: Heading, lines: &[Line]) -> usize {
        self.end_preamble(Preambular::MayBeOperative);
        let (line, below) = (&lines[0], &lines[1..]);
        let untitled = heading.words.is_none();
        let title = below.first().filter(|next| untitled && self.is_title(next));
        let heading = Heading { words: heading.words.or(title.map(|title| title.words)), ..heading };
        let inside = self.builder.inside(&[DivisionKind::Annex]);
        if inside.is_some() && kind == DivisionKind::Appendix {
            self.builder.close_to(DivisionKind::Annex);
            self.builder.open(kind, Some(heading), line.words.start);
        } else {
            self.builder.begin(kind, Some(heading), line.words.start);
        }
        self.builder.widen(line.words);
        self.builder.lay(SegmentKind::Heading, line);
        title.into_iter().for_each(|title| self.builder.lay(SegmentKind::Heading, title));
        self.close();
        1 + usize::from(title.is_some())
    }

    /// Ends what is open when a division begins.
    pub(super) fn close(&mut self) {
        self.open = OpenParagraphs::default();
        self.ended = true;
        self.quotes = 0;
        self.zone = Zone::Body;
    }
}
