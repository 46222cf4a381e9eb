//! Footnotes among the lines of a body.

use super::{Reader, Zone};
use crate::parse::heading;
use crate::parse::label::{Label, LabelKind};
use crate::parse::line::Line;
use crate::parse::notes::{self, Mark};
use crate::parse::series::Standing;
use crate::parse::{ParagraphKind, SegmentKind};

impl Reader<'_, '_> {
    /// A line of a footnote, or the rule above it.
    pub(super) fn note(&mut self, line: &Line, below: &[Line]) -> bool {
        let words = self.builder.words(line.words);
        // A number with its point is that of a paragraph.
        let numbered = line.label.is_some_and(|label| matches!(label.kind, LabelKind::Number(..)));
        let mark = || notes::mark(words).or_else(|| notes::mark(self.builder.words(line.span)));
        let mark = if numbered { None } else { mark() };
        if notes::is_rule(words)
            && below.first().is_some_and(|next| notes::mark(self.builder.words(next.words)).is_some())
        {
            self.builder.lay(SegmentKind::Masthead, line);
            self.zone = Zone::Notes(0);
            return true;
        }
        match (self.zone, mark) {
            (Zone::Notes(last), Some(mark)) if mark.number.is_none_or(|number| number > last) => {
                self.footnote(line, mark);
                self.zone = Zone::Notes(mark.number.unwrap_or(last));
                true
            }
            (Zone::Notes(_), _) if self.is_out_of_notes(line) => {
                self.zone = Zone::Body;
                false
            }
            (Zone::Notes(_), _) => self.more_of_note(line),
            // Else the words above have to hold the mark.
            (_, Some(mark)) if mark.certain || self.is_cited_above(line, mark) => {
                self.footnote(line, mark);
                self.zone = Zone::Note;
                true
            }
            (Zone::Note, _) if line.set_apart || line.label.is_some() => {
                self.zone = Zone::Body;
                false
            }
            (Zone::Note, _) => self.more_of_note(line),
            _ => false,
        }
    }

    fn is_cited_above(&self, line: &Line, mark: Mark) -> bool {
        notes::is_cited_above(self.builder.text, line, mark, self.language)
    }

    fn footnote(&mut self, line: &Line, mark: Mark) {
        let label = Label { kind: LabelKind::Mark, length: mark.length };
        self.builder.paragraph(ParagraphKind::Footnote, Standing::top(None), line, Some(label));
    }

    fn more_of_note(&mut self, line: &Line) -> bool {
        let Some(note) = self.builder.paragraphs.len().checked_sub(1) else { return false };
        self.builder.go_on(note, line);
        true
    }

    /// Whether words begin with the mark of the footnote that comes next.
    pub(super) fn is_next_note(&self, words: &str) -> bool {
        let Zone::Notes(last) = self.zone else { return false };
        notes::mark(words).and_then(|mark| mark.number).is_some_and(|number| number == last + 1)
    }

    /// Whether a line below footnotes belongs to the body again: it goes on with the numbers, or begins an annex.
    fn is_out_of_notes(&self, line: &Line) -> bool {
        let goes_on = match line.label.map(|label| label.kind) {
            Some(LabelKind::Number(numeral, _)) => {
                self.open.number().is_some_and(|open| numeral.value() == open.place() + 1)
            }
            Some(LabelKind::Item(item)) => line.set_apart && self.open.expects(item),
            Some(LabelKind::Section(_)) => line.set_apart,
            _ => line.set_apart && !self.ended,
        };
        goes_on || (line.set_apart && heading::annex(self.builder.text, line, self.language).is_some())
    }
}
