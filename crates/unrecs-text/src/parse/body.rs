//! The body of a document: preamble, headings, numbered paragraphs, items, annexes, footnotes, and what stands between them.

use super::builder::{Builder, Heading};
use super::class::Class;
use super::heading::{self, ends_like_a_sentence, is_title_like};
use super::label::{ItemLabel, Label, LabelKind};
use super::line::{self, Line};
use super::notes::{self, Mark};
use super::series::{OpenParagraphs, Printed, Standing};
use super::{DivisionKind, OrphanKind, OrphanParagraph, ParagraphKind, RawParagraph, SegmentKind, furniture};
use crate::finding::Span;
use crate::language::{Language, dates, headings};
use crate::value::Numeral;

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

/// How many paragraphs are looked back at to see whether a series has begun.
const MANY: usize = 2_000;

/// How many lines are looked at to see what follows.
const AHEAD: usize = 40;

impl<'s, 'b> Reader<'s, 'b> {
    /// A reader that lays its segments behind those of the preface.
    pub fn new(builder: &'b mut Builder<'s>, language: Option<&'static Language>, class: Class) -> Self {
        let open = OpenParagraphs::default();
        let (zone, orphans) = (Zone::Body, Vec::new());
        Self { builder, language, class, unwrapped: false, open, orphans, ended: true, quotes: 0, zone }
    }

    /// Reads lines to the end of the document. Where the class has a preamble, the first line is the organ that speaks.
    pub fn read(mut self, lines: &[Line]) -> Vec<OrphanParagraph> {
        self.unwrapped = lines.iter().any(|line| line.words.len() > WIDEST);
        let mut index = 0;
        if let Some(first) = lines.first().filter(|_| self.has_preamble()) {
            self.formula(first);
            index = 1;
        }
        while index < lines.len() {
            index += self.line(&lines[index..]);
        }
        self.end_preamble(Preambular::MayBeOperative);
        self.orphans
    }

    fn has_preamble(&self) -> bool {
        matches!(self.class, Class::Resolution | Class::Decision)
    }

    /// The organ alone on its line, before the preamble.
    fn formula(&mut self, line: &Line) {
        let heading = Heading::of_words(line.words);
        self.builder.begin(DivisionKind::Preamble, Some(heading), line.words.start);
        self.builder.lay(SegmentKind::Heading, line);
        self.zone = Zone::Preamble;
    }

    /// Reads a line, and says how many were read with it.
    fn line(&mut self, lines: &[Line]) -> usize {
        let (line, below) = (&lines[0], &lines[1..]);
        let words = self.builder.words(line.words);
        if self.note(line, below) {
            return 1;
        }
        if furniture::is_furniture(self.builder.words(line.span)) || self.is_page_number(line, below) {
            self.builder.lay(SegmentKind::Masthead, line);
            return 1;
        }
        if words.starts_with('|') {
            self.row(line);
            return 1;
        }
        while self.builder.current_kind() == DivisionKind::Table {
            self.builder.close();
        }
        let apart = line.set_apart || self.ended || self.unwrapped;
        if apart && let Some(annex) = heading::annex(self.builder.text, line, self.language) {
            return self.annex(annex, lines);
        }
        if self.has_preamble() && self.closing(line) {
            return 1;
        }
        match line.label {
            Some(label) if !self.goes_on(line, label, below) => self.labelled(line, label, below),
            Some(_) => self.running_text(line, below),
            None => return self.unlabelled(lines),
        }
        1
    }

    fn unlabelled(&mut self, lines: &[Line]) -> usize {
        let (line, below) = (&lines[0], &lines[1..]);
        let apart = line.set_apart || self.ended || self.unwrapped;
        if let Some(numeral) = heading::numeral_alone(self.builder.text, line, self.language).filter(|_| apart) {
            return self.heading_of_two_lines(numeral, lines);
        }
        let dated = || heading::heading(self.builder.text, line, self.language);
        if line.set_apart
            && let Some(heading) = dated()
        {
            self.section(line, heading);
        } else if self.is_heading(line, below) {
            self.section(line, Heading::of_words(line.words));
        } else {
            self.running_text(line, below);
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
            LabelKind::Section(_) | LabelKind::Capital(_) => line.set_apart || self.ended,
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
        if self.quotes > 0
            && !(expected && matches!(label.kind, LabelKind::Number(..)))
            && self.quotation_ends(line, below)
        {
            return true;
        }
        !line.set_apart && !self.ended && (!expected || self.is_dangling())
    }

    /// Whether the quotation that is open ends on this line or one below.
    fn quotation_ends(&self, line: &Line, below: &[Line]) -> bool {
        std::iter::once(line)
            .chain(below.iter().take(AHEAD))
            .any(|line| self.builder.words(line.words).contains(['”', '」', '』']))
    }

    /// Whether the last word laid is one that no paragraph ends with.
    fn is_dangling(&self) -> bool {
        let Some(language) = self.language else { return false };
        let Some(last) = self.open.last() else { return false };
        let paragraph = &self.builder.paragraphs[last];
        let words = self.builder.words(Span::new(paragraph.label.end, paragraph.span.end)).trim_end();
        let before = |word: &&&str| words.strip_suffix(**word);
        language.structure.dangling.iter().any(|word| {
            before(&word).is_some_and(|rest| {
                !language.norms.spaced || rest.ends_with(char::is_whitespace) && !rest.trim_end().ends_with([';', ','])
            })
        })
    }

    fn labelled(&mut self, line: &Line, label: Label, below: &[Line]) {
        match label.kind {
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
                    let (label, words) = line::split(self.builder.text, line.words, label.length);
                    let kind = OrphanKind::RecommendationOutsideMeeting;
                    self.orphans.push(OrphanParagraph { kind, label, words });
                }
                self.paragraph(kind, Standing::top(Some(printed)), (line, Some(label)));
            }
            LabelKind::Decimal(number, place) => match self.open.place_decimal(number, place) {
                Some(standing) => self.paragraph(ParagraphKind::Item, standing, (line, Some(label))),
                None => self.running_text(line, below),
            },
            LabelKind::Item(item) => match self.open.place(item, || next_item(below)) {
                Some(standing) => self.paragraph(ParagraphKind::Item, standing, (line, Some(label))),
                None => {
                    let (label, words) = line::split(self.builder.text, line.words, label.length);
                    if self.class == Class::Compilation || self.class == Class::Resolution {
                        let kind = OrphanKind::ItemWithoutRecommendation;
                        self.orphans.push(OrphanParagraph { kind, label, words });
                    }
                    self.paragraph(ParagraphKind::Text, Standing::top(None), (line, None));
                }
            },
            LabelKind::Mark => self.running_text(line, below),
        }
    }

    /// The number without the mark of a footnote that is glued to it: 154 behind 14 is 15 with note 4.
    fn without_mark(&self, numeral: Numeral) -> Numeral {
        let Some(Printed::Number(open, _)) = self.open.number() else { return numeral };
        let expected = open.value() + 1;
        let glued = [10, 100].into_iter().any(|places| numeral.value() / places == expected);
        if glued { Numeral::new(expected, numeral.style()).unwrap_or(numeral) } else { numeral }
    }

    /// In an annex, numbers can begin again without a heading: what they number is a section of its own.
    fn begin_series(&mut self, printed: Printed, line: &Line) {
        let current = self.builder.current();
        let annexed = self.builder.inside(&[DivisionKind::Annex, DivisionKind::Appendix]).is_some();
        let counted =
            |raw: &&RawParagraph| raw.division == current && matches!(raw.standing.number, Some(Printed::Number(..)));
        if !annexed || printed.place() != 1 || matches!(printed, Printed::Number(_, Some(_))) {
            return;
        }
        if !self.builder.paragraphs.iter().rev().take(MANY).any(|raw| counted(&raw) && raw.standing.level == 1) {
            return;
        }
        let unheaded = |index: usize| {
            let one = &self.builder.divisions[index];
            one.kind == DivisionKind::Section && one.heading.is_none() && one.numeral.is_none()
        };
        if unheaded(current) {
            self.builder.close();
        }
        self.builder.open(DivisionKind::Section, None, line.span.start);
    }

    /// What a paragraph with a number is here.
    fn numbered(&self) -> ParagraphKind {
        let annexed = self.builder.inside(&[DivisionKind::Annex, DivisionKind::Appendix]).is_some();
        match self.class {
            _ if annexed => ParagraphKind::Text,
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

    fn paragraph(&mut self, kind: ParagraphKind, standing: Standing, (line, label): (&Line, Option<Label>)) {
        let index = self.builder.paragraph(kind, standing, line, label);
        self.open.open(standing, index);
        self.zone = if kind == ParagraphKind::Preambular { Zone::Preamble } else { Zone::Body };
        self.quotes = 0;
        self.read_end(line);
    }

    /// Looks at how the words of the open paragraph end with this line.
    fn read_end(&mut self, line: &Line) {
        let words = self.builder.words(line.words);
        self.ended = ends_like_a_sentence(words);
        let (open, close) = (words.matches(['“', '「', '『']).count(), words.matches(['”', '」', '』']).count());
        self.quotes = (self.quotes + open).saturating_sub(close);
    }

    /// Words without a number: more of the open paragraph where its sentence has not ended or nothing parts them; else a paragraph of
    /// their own.
    fn running_text(&mut self, line: &Line, below: &[Line]) {
        if self.zone == Zone::Preamble {
            return self.preambular(line);
        }
        self.begin_body(line);
        if line.bulleted
            && let Some(standing) = self.open.place_unnumbered().filter(|_| self.lists(below))
        {
            return self.paragraph(ParagraphKind::Item, standing, (line, None));
        }
        match self.open.last() {
            Some(index) if !self.ended || self.quotes > 0 || !(line.set_apart || self.unwrapped) => {
                self.builder.go_on(index, line);
                self.read_end(line);
            }
            _ => self.paragraph(ParagraphKind::Text, Standing::top(None), (line, None)),
        }
    }

    /// Whether a bullet begins an item: the words above announce it, or another stands beside it.
    fn lists(&self, below: &[Line]) -> bool {
        let Some(last) = self.open.last() else { return false };
        let last = &self.builder.paragraphs[last];
        let announced = self.builder.words(Span::new(last.label.end, last.span.end)).trim_end().ends_with([':', '：']);
        let beside = last.standing.number.is_none() && last.kind == ParagraphKind::Item;
        announced || beside || below.first().is_some_and(|next| next.bulleted && next.label.is_none()) && self.ended
    }

    /// A line of the preamble: a paragraph of its own where the one above has ended and this begins like one.
    fn preambular(&mut self, line: &Line) {
        let words = self.builder.words(line.words);
        let begins = || match self.open.last() {
            None => true,
            Some(_) if line.set_apart || self.unwrapped => true,
            Some(_) => self.language.is_none_or(|language| opens_preambular(words, language)),
        };
        let ended = self.ended || self.open.last().is_none();
        match self.open.last() {
            Some(index) if !(ended && begins()) => self.builder.go_on(index, line),
            _ => {
                let index = self.builder.paragraph(ParagraphKind::Preambular, Standing::top(None), line, None);
                self.open.open(Standing::top(None), index);
                self.quotes = 0;
            }
        }
        self.read_end(line);
        self.ended |= words.ends_with([',', '，']);
    }

    /// Begins the body where the preamble is over. Its last paragraph is the only operative one, where the document has no other and
    /// it ends like a sentence.
    fn end_preamble(&mut self, preambular: Preambular) {
        if self.builder.current_kind() != DivisionKind::Preamble {
            return;
        }
        let at = self.builder.tiler.end();
        let last = self.builder.paragraphs.iter().rposition(|one| one.kind == ParagraphKind::Preambular);
        let is_operative = |&last: &usize| {
            let span = self.builder.paragraphs[last].span;
            preambular == Preambular::MayBeOperative && ends_like_a_sentence(self.builder.words(span).trim_end())
        };
        let operative = last.filter(is_operative);
        let start = operative.map_or(at, |last| self.builder.paragraphs[last].span.start);
        self.builder.begin(DivisionKind::Body, None, start);
        let body = self.builder.current();
        if let Some(operative) = operative {
            self.builder.paragraphs[operative].kind = ParagraphKind::Operative;
            for paragraph in &mut self.builder.paragraphs[operative..] {
                paragraph.division = body;
            }
        }
        self.zone = Zone::Body;
        self.open = OpenParagraphs::default();
        self.ended = true;
    }

    /// Begins the body, where the preface is still open.
    fn begin_body(&mut self, line: &Line) {
        self.end_preamble(Preambular::All);
        if self.builder.current_kind() == DivisionKind::Preface {
            self.builder.begin(DivisionKind::Body, None, line.span.start);
        }
    }

    fn section(&mut self, line: &Line, heading: Heading) {
        self.begin_body(line);
        let kind = match heading.ordinal {
            Some(_) if self.class == Class::Compilation => {
                self.builder.begin_in_body();
                DivisionKind::Meeting
            }
            _ => DivisionKind::Section,
        };
        match kind {
            DivisionKind::Meeting => self.builder.open(kind, Some(heading), line.words.start),
            _ => self.builder.section(kind, Heading { ordinal: None, ..heading }),
        }
        self.builder.lay(SegmentKind::Heading, line);
        self.close();
    }

    /// A numeral alone on its line, and the title on the line below.
    fn heading_of_two_lines(&mut self, numeral: (Printed, Span), lines: &[Line]) -> usize {
        let (line, below) = (&lines[0], &lines[1..]);
        let title = below.first().filter(|next| {
            next.label.is_none()
                && is_title_like(self.builder.words(next.words))
                && heading::numeral_alone(self.builder.text, next, self.language).is_none()
        });
        // In a set of resolutions the organ speaks again.
        let formula = |index: usize| below.get(index).filter(|line| is_formula(self.builder.text, line, self.language));
        let set = formula(0).or_else(|| formula(1)).is_some() && self.has_preamble();
        let heading = Heading { numeral: Some(numeral), ordinal: None, words: title.map(|title| title.words) };
        if set {
            self.end_preamble(Preambular::MayBeOperative);
            self.builder.begin_in_body();
            self.builder.open(DivisionKind::Part, Some(heading), line.words.start);
        } else {
            self.begin_body(line);
            self.builder.section(DivisionKind::Section, heading);
        }
        self.builder.lay(SegmentKind::Heading, line);
        let mut read = 1;
        if let Some(title) = title {
            self.builder.lay(SegmentKind::Heading, title);
            read = 2;
        }
        self.close();
        if set && let Some(formula) = lines.get(read) {
            let heading = Heading::of_words(formula.words);
            self.builder.open(DivisionKind::Preamble, Some(heading), formula.words.start);
            self.builder.lay(SegmentKind::Heading, formula);
            self.zone = Zone::Preamble;
            read += 1;
        }
        read
    }

    /// Whether a line without a number is a heading: it stands apart, is no sentence, and a numbered paragraph, a heading or another
    /// paragraph that stands apart follows.
    fn is_heading(&self, line: &Line, below: &[Line]) -> bool {
        let words = self.builder.words(line.words);
        let apart = line.set_apart || (self.unwrapped && self.ended && self.class != Class::Compilation);
        let in_place = self.builder.current_kind() != DivisionKind::Preface || self.class == Class::Report;
        let over = self.ended || self.open.last().is_none();
        if !apart || !in_place || !over || line.bulleted || !is_title_like(words) || !self.begins_like_a_title(words) {
            return false;
        }
        let Some(next) = below.first() else { return false };
        let numbered = next.label.is_some_and(|label| !matches!(label.kind, LabelKind::Item(_)));
        if self.zone == Zone::Preamble || self.class == Class::Compilation {
            return line.set_apart && next.set_apart && numbered;
        }
        // A title of its own, however the document goes on.
        numbered
            || next.set_apart
            || self.unwrapped
            || heading::numeral_alone(self.builder.text, next, self.language).is_some()
    }

    /// Whether words begin as a title does where the language shows it: with a capital letter, a digit or a quotation mark.
    fn begins_like_a_title(&self, words: &str) -> bool {
        !words.starts_with(char::is_lowercase)
    }

    fn annex(&mut self, (kind, heading): (DivisionKind, Heading), lines: &[Line]) -> usize {
        self.end_preamble(Preambular::MayBeOperative);
        let (line, below) = (&lines[0], &lines[1..]);
        let title = below.first().filter(|next| {
            next.label.is_none() && is_title_like(self.builder.words(next.words)) && !next.words.is_empty()
        });
        let heading = Heading { words: title.map(|title| title.words), ..heading };
        let annex = self.builder.inside(&[DivisionKind::Annex]);
        match annex {
            Some(_) if kind == DivisionKind::Appendix => {
                self.builder.close_to(DivisionKind::Annex);
                self.builder.open(kind, Some(heading), line.words.start);
            }
            _ => self.builder.begin(kind, Some(heading), line.words.start),
        }
        self.builder.widen(line.words);
        self.builder.lay(SegmentKind::Heading, line);
        title.into_iter().for_each(|title| self.builder.lay(SegmentKind::Heading, title));
        self.close();
        1 + usize::from(title.is_some())
    }

    /// Ends what is open when a division begins.
    fn close(&mut self) {
        self.open = OpenParagraphs::default();
        self.ended = true;
        self.quotes = 0;
        self.zone = Zone::Body;
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
        let parts = headings::take_apart(words, language);
        let meeting = parts.ordinal.is_some() && parts.dates.is_none() && parts.others.is_empty() && line.set_apart;
        let day = self.zone == Zone::Closing
            && dates::find(words, &language.dates).is_some_and(|found| found.at == (0..words.len()));
        if !meeting && !day {
            return false;
        }
        self.end_preamble(Preambular::MayBeOperative);
        self.builder.lay(SegmentKind::Closing, line);
        self.zone = Zone::Closing;
        true
    }

    /// A line of a footnote, or the rule above it.
    fn note(&mut self, line: &Line, below: &[Line]) -> bool {
        let words = self.builder.words(line.words);
        let mark = notes::mark(words).or_else(|| notes::mark(self.builder.words(line.span)));
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
            (_, Some(mark)) if mark.certain || self.is_note(line, mark) => {
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

    fn footnote(&mut self, line: &Line, mark: Mark) {
        let label = Label { kind: LabelKind::Mark, length: mark.length };
        self.builder.paragraph(ParagraphKind::Footnote, Standing::top(None), line, Some(label));
    }

    fn more_of_note(&mut self, line: &Line) -> bool {
        let Some(note) = self.builder.paragraphs.len().checked_sub(1) else { return false };
        self.builder.go_on(note, line);
        true
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

    /// Whether a line that begins like a footnote is one: the words above hold its mark.
    fn is_note(&self, line: &Line, mark: Mark) -> bool {
        let Some(number) = mark.number else { return false };
        let stroke = self.builder.words(line.words)[..mark.length].ends_with('/');
        notes::is_cited_above(self.builder.text, line, number, stroke)
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

/// What the last paragraph of a preamble is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Preambular {
    /// Preambular like the others.
    All,
    /// The only operative one, where it ends like a sentence: nothing numbered follows.
    MayBeOperative,
}

/// Whether a line is the organ that speaks, alone, with a comma: `The General Assembly,`.
pub fn is_formula(text: &str, line: &Line, language: Option<&'static Language>) -> bool {
    let words = text[line.words.range()].trim_matches('*');
    words.ends_with([',', '，']) && is_organ(text, line, language)
}

/// Whether a line can be the organ that speaks, alone, with a comma or without.
pub fn is_organ(text: &str, line: &Line, language: Option<&'static Language>) -> bool {
    const LONGEST: usize = 120;
    let words = text[line.words.range()].trim_matches('*');
    let Some(language) = language else { return false };
    let organ = words.strip_suffix([',', '，']).unwrap_or(words).trim_end_matches('*');
    !organ.is_empty()
        && words.len() <= LONGEST
        && line.label.is_none()
        && organ.starts_with(language.structure.formula)
        && !organ.contains([',', '，', '、', '；', ';', '.', '。', ':', '：', '(', '（', '[', '|'])
        && !organ.contains(|c: char| c.is_ascii_digit())
}

/// Whether words begin as a preambular paragraph does.
fn opens_preambular(words: &str, language: &Language) -> bool {
    let plain = words.trim_start_matches('*');
    if !language.norms.spaced {
        let adverb =
            language.norms.adverbs.iter().filter_map(|adverb| plain.strip_prefix(adverb)).min_by_key(|rest| rest.len());
        let begins = |words: &str| language.norms.participles.iter().any(|word| words.starts_with(word));
        return begins(plain) || adverb.is_some_and(begins);
    }
    let first = plain.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let small = plain.to_lowercase();
    first.starts_with(char::is_uppercase)
        && (language.structure.opening_ends.iter().any(|end| first.ends_with(end))
            || language.norms.participles.iter().any(|word| small.starts_with(word))
            || language.norms.adverbs.contains(&small.split(' ').next().unwrap_or_default()))
}

/// The next label below, if it is an item's: (i) behind (h) is a letter, unless (ii) follows.
fn next_item(below: &[Line]) -> Option<ItemLabel> {
    let label = below.iter().take(AHEAD).find_map(|line| line.label)?;
    match label.kind {
        LabelKind::Item(item) => Some(item),
        _ => None,
    }
}
