//! The body of a document, line by line: numbered paragraphs and items, and what ends them.

mod headings;
mod notes;
mod preamble;
mod running;
mod slips;

pub use preamble::opens_preambular;

use hashbrown::HashSet;

use self::preamble::Preambular;
use super::builder::Builder;
use super::class::Class;
use super::heading::{self, before_mark, ends_like_a_sentence};
use super::label::{self, ItemLabel, Label, LabelKind};
use super::line::{self, Line};
use super::notes as marks;
use super::series::{OpenParagraphs, Printed, Standing};
use super::{DivisionKind, OrphanKind, OrphanParagraph, ParagraphKind, SegmentKind, furniture};
use crate::finding::Span;
use crate::language::{Language, dates};
use crate::value::Numeral;
use crate::value::punctuation::{CLOSING_QUOTES, COMMAS, OPENING_QUOTES};

/// The reader of a body: what is open while it goes through the lines.
pub struct Reader<'s, 'b> {
    builder: &'b mut Builder<'s>,
    language: Option<&'static Language>,
    class: Class,
    /// Whether each paragraph stands on one line.
    unwrapped: bool,
    open: OpenParagraphs,
    /// Numbered texts in no place for one.
    orphans: Vec<OrphanParagraph>,
    /// Whether the words of the open paragraph have come to an end.
    ended: bool,
    /// Quotation marks that are open in it.
    quotes: usize,
    zone: Zone,
    /// The organ that speaks, without its comma.
    organ: &'s str,
    /// The numbers with which lines begin as footnotes do.
    marks: HashSet<u32>,
}

/// What the lines are part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    /// The preamble: paragraphs without numbers.
    Preamble,
    /// The body or an annex.
    Body,
    /// The meeting and the day of adoption behind the last paragraph.
    Closing,
    /// Footnotes under a rule, with the number of the last.
    Notes(u32),
    /// A footnote that ends at the next blank line.
    Note,
}

/// Lines that are longer, in bytes, are not wrapped.
const WIDEST: usize = 220;

/// How many lines are looked at to see what follows.
const AHEAD: usize = 40;

impl<'s, 'b> Reader<'s, 'b> {
    /// A reader that lays its segments behind those of the preface.
    pub fn new(builder: &'b mut Builder<'s>, language: Option<&'static Language>, class: Class) -> Self {
        let open = OpenParagraphs::default();
        let (zone, orphans) = (Zone::Body, Vec::new());
        Self {
            builder,
            language,
            class,
            unwrapped: false,
            open,
            orphans,
            ended: true,
            quotes: 0,
            zone,
            organ: "",
            marks: HashSet::new(),
        }
    }

    /// Reads lines to the end of the document. Where the class has a preamble, the first line is the organ that speaks.
    pub fn read(mut self, lines: &[Line]) -> Vec<OrphanParagraph> {
        self.unwrapped = lines.iter().any(|line| line.words.len() > WIDEST);
        let unnumbered = lines.iter().filter(|line| line.label.is_none());
        let marks = unnumbered.filter_map(|line| marks::mark(self.builder.words(line.words))?.number);
        self.marks = marks.collect();
        let mut index = 0;
        if let Some(first) = lines.first().filter(|first| self.has_preamble() && self.is_preamble(first)) {
            if heading::is_organ(self.builder.text, first, self.language) {
                self.formula(first);
                index = 1;
            } else {
                // A preamble whose organ is not named.
                self.builder.begin(DivisionKind::Preamble, None, first.span.start);
                self.zone = Zone::Preamble;
            }
        }
        while index < lines.len() {
            index += self.line(&lines[index..]);
        }
        self.end_preamble(Preambular::MayBeOperative);
        self.orphans
    }

    /// Whether the body begins with a preamble, and not with the letter of a set or a number.
    fn is_preamble(&self, first: &Line) -> bool {
        first.label.is_none() && heading::part_of_set(self.builder.text, first).is_none()
    }

    fn has_preamble(&self) -> bool {
        matches!(self.class, Class::Resolution | Class::Decision)
    }

    /// Reads a line, and says how many were read with it.
    fn line(&mut self, lines: &[Line]) -> usize {
        let (line, below) = (&lines[0], &lines[1..]);
        let words = self.builder.words(line.words);
        let furniture = furniture::is_furniture(self.builder.words(line.span)) || self.is_page_number(line, below);
        let may_be_note = !furniture || marks::is_rule(words) || self.is_next_note(words);
        if may_be_note && self.note(line, below) {
            return 1;
        }
        if furniture {
            self.builder.lay(SegmentKind::Masthead, line);
            return 1;
        }
        if words.is_empty() {
            self.builder.lay(SegmentKind::Markup, line);
            return 1;
        }
        if words.starts_with('|') {
            self.row(line);
            return 1;
        }
        while self.builder.current_kind() == DivisionKind::Table {
            self.builder.close();
        }
        if self.has_preamble() && self.closing(line) {
            return 1;
        }
        if let Some(label) = self.slip_in_number(line, below).or_else(|| self.item_with_one_bracket(line)) {
            self.labelled(&Line { label: Some(label), ..line.clone() }, label, below);
            return 1;
        }
        if let Some(read) = self.heading(lines) {
            return read;
        }
        match line.label {
            Some(label) if !self.goes_on(line, label, below) => self.labelled(line, label, below),
            _ => self.running_text(line, below),
        }
        1
    }

    /// Whether a line with a number goes on with the paragraph above: its sentence has not ended, and either its last word cannot
    /// end it, or the number is not the one that comes next; or the number stands in quotation marks.
    fn goes_on(&self, line: &Line, label: Label, below: &[Line]) -> bool {
        if self.open.last().is_none() && self.zone != Zone::Preamble {
            return false;
        }
        let expected = match label.kind {
            LabelKind::Number(numeral, _) => match self.open.number() {
                Some(open) => numeral.value() == open.place() + 1 || numeral.value() == open.place(),
                None => numeral.value() == 1,
            },
            LabelKind::Item(item) => self.open.expects(item),
            LabelKind::Decimal(number, place) => return self.open.place_decimal(number, place).is_none(),
            LabelKind::Section(_) => line.set_apart || self.ended,
            LabelKind::Capital(letter) => line.set_apart || self.ended || self.is_next_section(letter),
            LabelKind::Mark => true,
        };
        if let LabelKind::Item(ItemLabel { pointed: true, .. }) = label.kind
            && !expected
        {
            return true;
        }
        if matches!(label.kind, LabelKind::Capital(_)) && (!expected || self.zone == Zone::Preamble && !line.set_apart)
        {
            return true;
        }
        let number = matches!(label.kind, LabelKind::Number(..));
        if self.quotes > 0 && number && !expected && self.quotation_ends(line, below) {
            return true;
        }
        !line.set_apart && !self.unwrapped && !self.ended && (!expected || self.is_dangling())
    }

    /// Whether the quotation that is open ends on this line or one below.
    fn quotation_ends(&self, line: &Line, below: &[Line]) -> bool {
        std::iter::once(line)
            .chain(below.iter().take(AHEAD))
            .any(|line| self.quotation_marks(self.builder.words(line.words)).1 > 0)
    }

    /// How many quotations words open, and how many they close. Where two pairs of a language share a sign, the pair that it prints
    /// first decides: Arabic closes with the sign that opens in English.
    fn quotation_marks(&self, words: &str) -> (usize, usize) {
        let pairs = self.language.map_or(&[('“', '”')][..], |language| language.references.quotes);
        let (mut open, mut close) = (0, 0);
        for sign in words.chars().filter(|c| OPENING_QUOTES.contains(c) || CLOSING_QUOTES.contains(c)) {
            match pairs.iter().find(|(opening, closing)| sign == *opening || sign == *closing) {
                Some((opening, _)) if sign == *opening => open += 1,
                Some(_) => close += 1,
                None if OPENING_QUOTES.contains(&sign) => open += 1,
                None => close += 1,
            }
        }
        (open, close)
    }

    fn labelled(&mut self, line: &Line, label: Label, below: &[Line]) {
        match label.kind {
            // In an annex, Chinese numerals may number paragraphs.
            LabelKind::Section(numeral)
                if self.is_annexed() && ends_like_a_sentence(self.builder.words(line.words)) =>
            {
                let printed = Printed::Number(numeral, None);
                self.begin_series(printed, line);
                self.with_item(ParagraphKind::Text, Standing::top(Some(printed)), line, below);
            }
            LabelKind::Section(_) | LabelKind::Capital(_) => {
                match heading::heading(self.builder.text, line, self.language) {
                    Some(heading) => self.section(line, heading),
                    None => self.running_text(line, below),
                }
            }
            LabelKind::Number(numeral, inserted) => {
                self.end_preamble(Preambular::All);
                let printed = Printed::Number(self.without_mark(numeral), inserted);
                self.begin_series(printed, line);
                let kind = self.numbered();
                let in_meeting = self.builder.inside(&[DivisionKind::Meeting]).is_some();
                if self.class == Class::Compilation && !in_meeting {
                    self.orphan(OrphanKind::RecommendationOutsideMeeting, line, label);
                }
                self.with_item(kind, Standing::top(Some(printed)), line, below);
            }
            LabelKind::Decimal(number, place) => match self.open.place_decimal(number, place) {
                Some(standing) => self.paragraph(ParagraphKind::Item, standing, line, Some(label)),
                None => self.running_text(line, below),
            },
            LabelKind::Item(item) => match self.open.place(item, || next_item(below)) {
                Some(standing) => self.with_item(ParagraphKind::Item, standing, line, below),
                None => {
                    if self.class == Class::Compilation || self.class == Class::Resolution {
                        self.orphan(OrphanKind::ItemWithoutRecommendation, line, label);
                    }
                    self.paragraph(ParagraphKind::Text, Standing::top(None), line, None);
                }
            },
            LabelKind::Mark => self.running_text(line, below),
        }
    }

    /// Keeps a numbered text that is in no place for one.
    fn orphan(&mut self, kind: OrphanKind, line: &Line, label: Label) {
        let (label, words) = line::split(self.builder.text, line.words, label.length);
        self.orphans.push(OrphanParagraph { kind, label, words });
    }

    /// A paragraph with a number, and the item whose letter stands right behind that: `11. (a) Requests`.
    fn with_item(&mut self, kind: ParagraphKind, standing: Standing, line: &Line, below: &[Line]) {
        let length = line.label.map_or(0, |label| label.length);
        let (number, words) = line::split(self.builder.text, line.words, length);
        let item = label::at_start(self.builder.words(words));
        let first = item.filter(|item| match item.kind {
            LabelKind::Item(item) => !item.pointed && item.begins(),
            _ => false,
        });
        let Some(item) = first else { return self.paragraph(kind, standing, line, line.label) };
        let head = Line { span: Span::new(line.span.start, number.end), words: number, ..line.clone() };
        self.paragraph(kind, standing, &head, line.label);
        let rest = Line { span: Span::new(words.start, line.span.end), words, label: Some(item), ..line.clone() };
        self.labelled(&rest, item, below);
    }

    /// The number without the mark of a footnote that is glued to it: 154 behind 14 is 15, where there is a note 4.
    fn without_mark(&self, numeral: Numeral) -> Numeral {
        let Some(Printed::Number(open, _)) = self.open.number() else { return numeral };
        let expected = open.value() + 1;
        let is_mark =
            |places: u32| numeral.value() / places == expected && self.marks.contains(&(numeral.value() % places));
        if [10, 100].into_iter().any(is_mark) {
            Numeral::new(expected, numeral.style()).unwrap_or(numeral)
        } else {
            numeral
        }
    }

    /// Whether the lines stand in an annex.
    fn is_annexed(&self) -> bool {
        self.builder.inside(&[DivisionKind::Annex, DivisionKind::Appendix]).is_some()
    }

    /// What a paragraph with a number is here.
    fn numbered(&self) -> ParagraphKind {
        match self.class {
            _ if self.is_annexed() => ParagraphKind::Text,
            Class::Compilation if self.builder.inside(&[DivisionKind::Meeting]).is_some() => {
                ParagraphKind::Recommendation
            }
            Class::Resolution | Class::Decision => ParagraphKind::Operative,
            Class::Report if self.in_recommendations() => ParagraphKind::Recommendation,
            _ => ParagraphKind::Text,
        }
    }

    /// Whether the heading of the section, or of one that it is in, speaks of recommendations.
    fn in_recommendations(&self) -> bool {
        let Some(language) = self.language else { return false };
        let speaks = |index: usize| {
            let heading = self.builder.divisions[index].heading;
            let words = heading.map(|span| self.builder.words(span).to_lowercase()).unwrap_or_default();
            language.structure.recommendations.iter().any(|word| words.contains(word))
        };
        std::iter::successors(Some(self.builder.current()), |&one| self.builder.divisions[one].parent).any(speaks)
    }

    fn paragraph(&mut self, kind: ParagraphKind, standing: Standing, line: &Line, label: Option<Label>) {
        let index = self.builder.paragraph(kind, standing, line, label);
        self.open.open(standing, index);
        // The items of a preambular paragraph do not end the preamble.
        let of_preamble = self.builder.current_kind() == DivisionKind::Preamble;
        self.zone = if of_preamble { Zone::Preamble } else { Zone::Body };
        self.quotes = 0;
        self.read_end(line);
    }

    /// Looks at how the words of the open paragraph end with this line.
    fn read_end(&mut self, line: &Line) {
        let words = self.builder.words(line.words);
        // In a preamble, a comma ends a paragraph and its items.
        self.ended =
            ends_like_a_sentence(words) || (self.zone == Zone::Preamble && before_mark(words).ends_with(COMMAS));
        let (open, close) = self.quotation_marks(words);
        self.quotes = (self.quotes + open).saturating_sub(close);
    }

    /// A row of a table: a paragraph in a division of its own.
    fn row(&mut self, line: &Line) {
        self.begin_body(line);
        if self.builder.current_kind() != DivisionKind::Table {
            self.builder.open(DivisionKind::Table, None, line.span.start);
        }
        let words = self.builder.words(line.words);
        if words.chars().all(|c| "|-: ".contains(c)) {
            self.builder.lay(SegmentKind::Markup, line);
            return;
        }
        self.builder.paragraph(ParagraphKind::Text, Standing::top(None), line, None);
        self.ended = true;
    }

    /// The meeting that adopted the document, and the day: lines behind the last paragraph.
    fn closing(&mut self, line: &Line) -> bool {
        let Some(language) = self.language.filter(|_| self.ended) else { return false };
        let words = self.builder.words(line.words);
        let is_day = || dates::find(words, &language.dates).is_some_and(|found| found.at == (0..words.len()));
        let may_be_day = self.zone == Zone::Closing || (line.set_apart && !self.is_annexed());
        let closes = (line.set_apart && heading::is_ordinal(words, language)) || (may_be_day && is_day());
        if !closes {
            return false;
        }
        self.end_preamble(Preambular::MayBeOperative);
        self.builder.lay(SegmentKind::Closing, line);
        self.zone = Zone::Closing;
        true
    }

    /// Whether a line is the number of a page: alone, with a running symbol above or below.
    fn is_page_number(&self, line: &Line, below: &[Line]) -> bool {
        let words = self.builder.words(line.words);
        let number = (1..=4).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit());
        number
            && line.set_apart
            && below.first().is_some_and(|next| furniture::is_furniture(self.builder.words(next.words)))
    }
}

/// The next label below, if it is an item's: (i) behind (h) is a letter, unless (ii) follows.
fn next_item(below: &[Line]) -> Option<ItemLabel> {
    let label = below.iter().take(AHEAD).find_map(|line| line.label)?;
    match label.kind {
        LabelKind::Item(item) => Some(item),
        _ => None,
    }
}
