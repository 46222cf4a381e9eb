//! The head of a document, before its preamble or body: masthead, session, agenda item, title, author line, introduction.

use super::builder::Builder;
use super::heading::{ends_like_a_sentence, is_ordinal};
use super::label::{Label, LabelKind};
use super::line::{self, Line};
use super::notes;
use super::series::{Printed, Standing};
use super::{ParagraphKind, SegmentKind, furniture};
use crate::finding::Span;
use crate::language::{self, Language, behind_form, dates, headings, languages};
use crate::value::punctuation::COMMAS;
use crate::value::{Symbol, is_digits};

/// What a line of the preface says, with the lines that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which fact.
    pub field: Field,
    /// The words of each of its lines, with Markdown in them.
    pub lines: Vec<Span>,
}

/// A fact of the preface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The document's own symbol.
    Symbol,
    /// `Distr.: General`
    Distribution,
    /// The day of issue.
    IssuedOn,
    /// The language of this version.
    Language,
    /// `Original: English`
    OriginalLanguage,
    /// The organ above the body.
    Conference,
    /// Dates and place of the session.
    Session,
    /// The number of the session: `Seventy-seventh session`.
    SessionNumber,
    /// Who adopted the document, and when.
    Adopted,
    /// What it comes from, in brackets: `[on the report of the Third Committee (A/77/464)]`.
    Origin,
    /// The line of the agenda item.
    Agenda,
    /// The title of the agenda item.
    AgendaTitle,
    /// The title of the document.
    Title,
    /// The author line under the title.
    Subtitle,
}

/// What is known of a stretch of the preface before its place among the others is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A line of the masthead, told by its words alone, with its fact.
    Masthead(Option<Field>),
    /// Running text: ends like a sentence or carries a number.
    Paragraph,
    Footnote,
    /// Words without an end: organ, body, title and the like.
    Short,
}

struct Block<'l> {
    kind: Kind,
    lines: Vec<&'l Line>,
}

/// Lays the preface and gives its facts.
pub fn read(lines: &[Line], language: Option<&'static Language>, builder: &mut Builder<'_>) -> Vec<Entry> {
    let blocks = blocks(lines, language, builder.text);
    let mut entries = Vec::new();
    for (block, (segment, field)) in blocks.iter().zip(places(&blocks)) {
        match block.kind {
            Kind::Paragraph => paragraphs(block, builder),
            Kind::Footnote => {
                let mark = notes::mark(builder.words(block.lines[0].words));
                let label = mark.map(|mark| Label { kind: LabelKind::Mark, length: mark.length });
                let note = builder.paragraph(ParagraphKind::Footnote, Standing::top(None), block.lines[0], label);
                block.lines[1..].iter().for_each(|line| builder.go_on(note, line));
            }
            Kind::Masthead(_) | Kind::Short => block.lines.iter().for_each(|line| builder.lay(segment, line)),
        }
        let title = |(index, line): (usize, &&Line)| match field {
            Some(Field::Title) if index == 0 => title(builder.text, line),
            _ => line.words,
        };
        let lines = block.lines.iter().enumerate().map(title).collect();
        entries.extend(field.map(|field| Entry { field, lines }));
    }
    entries
}

/// Running text: a line with a number begins a paragraph.
fn paragraphs(block: &Block<'_>, builder: &mut Builder<'_>) {
    let mut last = None;
    for line in &block.lines {
        let number = line.label.and_then(|label| match label.kind {
            LabelKind::Number(numeral, inserted) => Some((Printed::Number(numeral, inserted), label)),
            _ => None,
        });
        match (number, last) {
            (None, Some(last)) => builder.go_on(last, line),
            (number, _) => {
                let (printed, label) = number.unzip();
                last = Some(builder.paragraph(ParagraphKind::Text, Standing::top(printed), line, label));
            }
        }
    }
}

/// The title behind the number of a resolution.
fn title(text: &str, line: &Line) -> Span {
    let words = &text[line.words.range()];
    let length = number_of_title(words).unwrap_or(0);
    // `Resolution 2608 (2021),` goes on with who adopted it.
    let end = line.words.start + words.trim_end_matches(COMMAS).len();
    line::trim(text, Span::new(line.words.start + length, end.max(line.words.start + length)))
}

/// Whether a line is the title of a resolution or decision, by its number.
pub fn is_title(words: &str, language: Option<&'static Language>) -> bool {
    number_of_title(words).is_some() || language.is_some_and(|language| is_numbered(words, language))
}

/// Bytes of the number of a resolution before its title: `77/231.`, `57/270 B.`, `64/293 - `; or alone, with the title on the next
/// line. Where letters have no case, white space alone may stand behind the number.
fn number_of_title(words: &str) -> Option<usize> {
    if let Some((number, behind)) = words.split_once(['.', '．'])
        && is_number(number)
    {
        return Some(words.len() - behind.len());
    }
    let caseless = |c: char| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase();
    let (number, behind) = words.split_once(' ').unwrap_or((words, ""));
    if let Some(title) = behind.strip_prefix(['-', '–', '—'])
        && title.starts_with(char::is_whitespace)
        && is_number(number)
    {
        return Some(words.len() - title.len());
    }
    let fits = words == number || behind.starts_with(caseless);
    (fits && is_number(number)).then_some(number.len())
}

/// Whether a text is the number of a resolution with its session.
fn is_number(number: &str) -> bool {
    let Some((session, rest)) = number.split_once('/').filter(|_| number.len() <= 16) else { return false };
    let (digits, set) = rest.split_once(' ').unwrap_or((rest, "A"));
    let session = session.trim_start_matches(['E', 'S', '-']);
    is_digits(session, 1..=4) && is_digits(digits, 1..=4) && set.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Lines in stretches: each line that is known alone by itself, the others together as far as no blank line parts them.
fn blocks<'l>(lines: &'l [Line], language: Option<&'static Language>, text: &str) -> Vec<Block<'l>> {
    let mut blocks: Vec<Block<'l>> = Vec::new();
    for line in lines {
        let words = &text[line.words.range()];
        let kind = if furniture::is_footnote(&text[line.span.range()]) {
            Kind::Footnote
        } else if line.label.is_some_and(|label| matches!(label.kind, LabelKind::Number(..))) {
            Kind::Paragraph
        } else {
            masthead_line(words, language).unwrap_or(Kind::Short)
        };
        let goes_on = |block: &Block<'_>| match block.kind {
            Kind::Masthead(field) => field == Some(Field::Title),
            _ => true,
        };
        match blocks.last_mut() {
            // The title stands below its number.
            Some(block)
                if kind == Kind::Short
                    && block.kind == Kind::Masthead(Some(Field::Title))
                    && block.lines.len() == 1
                    && number_of_title(&text[block.lines[0].words.range()]) == Some(block.lines[0].words.len()) =>
            {
                block.lines.push(line);
            }
            // A line right under running text, a title or a footnote goes on with it.
            Some(block) if !line.set_apart && goes_on(block) && goes_on_with(kind, block.kind) => {
                block.lines.push(line)
            }
            // The day of adoption may stand on the line below.
            Some(block)
                if kind == Kind::Masthead(Some(Field::IssuedOn))
                    && block.kind == Kind::Masthead(Some(Field::Adopted))
                    && language.is_some_and(|language| {
                        block.lines.iter().all(|line| dates::find(&text[line.words.range()], &language.dates).is_none())
                    }) =>
            {
                block.lines.push(line);
            }
            // Or on the line above.
            Some(block)
                if kind == Kind::Masthead(Some(Field::Adopted))
                    && block.kind == Kind::Masthead(Some(Field::IssuedOn)) =>
            {
                block.kind = kind;
                block.lines.push(line);
            }
            _ => blocks.push(Block { kind, lines: vec![line] }),
        }
    }
    // Words that end like a sentence are running text, and so are words too long for a title, whose end a page break cut off.
    const LONGEST_TITLE: usize = 600;
    for block in blocks.iter_mut().filter(|block| block.kind == Kind::Short) {
        let words = &text[block.lines[0].span.start..block.lines[block.lines.len() - 1].span.end];
        if ends_like_a_sentence(words) || words.chars().count() > LONGEST_TITLE {
            block.kind = Kind::Paragraph;
        }
    }
    blocks
}

/// Whether a line of this kind can go on with a block of that kind.
fn goes_on_with(line: Kind, block: Kind) -> bool {
    line == Kind::Short || (line == Kind::Paragraph && block == Kind::Paragraph)
}

/// What a line of the masthead says by itself.
fn masthead_line(words: &str, language: Option<&'static Language>) -> Option<Kind> {
    const LONGEST: usize = 300;
    // Where every other character is an escape, half of the line is left.
    let plain = words.replace('\\', "");
    let plain = plain.trim();
    if is_title(plain, language) {
        return Some(Kind::Masthead(Some(Field::Title)));
    }
    if words.len() > 2 * LONGEST || plain.len() > LONGEST {
        return None;
    }
    if Symbol::printed(plain).is_some() {
        return Some(Kind::Masthead(Some(Field::Symbol)));
    }
    if furniture::is_furniture(plain) {
        return Some(Kind::Masthead(None));
    }
    if plain.starts_with('[') && plain.ends_with(']') {
        return Some(Kind::Masthead(Some(Field::Origin)));
    }
    if language::named(plain).is_some() {
        return Some(Kind::Masthead(Some(Field::Language)));
    }
    // A masthead may print dates and labels in English whatever the language of the text is.
    let others = languages().iter().copied().filter(|other| language.is_none_or(|own| own.tag != other.tag));
    let mut languages = language.into_iter().chain(others);
    let masthead = |language: &'static Language| {
        let words = &language.masthead;
        let begins = |labels: &[&str]| labels.iter().any(|label| plain.starts_with(label));
        match plain {
            _ if begins(words.distribution) => Some(Kind::Masthead(Some(Field::Distribution))),
            _ if begins(words.original) => Some(Kind::Masthead(Some(Field::OriginalLanguage))),
            _ => words.organization.contains(&plain).then_some(Kind::Masthead(None)),
        }
    };
    languages.clone().find_map(masthead).or_else(|| {
        if ends_like_a_sentence(plain) {
            return None;
        }
        let adopted = || language.filter(|language| is_adoption(plain, language)).map(|_| Field::Adopted);
        let session = || language.filter(|language| is_ordinal(plain, language)).map(|_| Field::SessionNumber);
        adopted()
            .or_else(session)
            .map(|field| Kind::Masthead(Some(field)))
            .or_else(|| languages.find_map(|language| dated(plain, language)))
            .or_else(|| agenda(plain, language?))
    })
}

/// Whether a line is the number of a resolution or decision that has no other title: `Resolution 2608 (2021)`.
fn is_numbered(line: &str, language: &Language) -> bool {
    let words = &language.structure;
    [words.resolution, words.decision].into_iter().any(|(before, behind)| {
        let inside = behind_form(line, before).and_then(|rest| rest.trim_end_matches(COMMAS).strip_suffix(behind));
        inside.is_some_and(|number| {
            number.starts_with(|c: char| c.is_ascii_digit())
                && number
                    .chars()
                    .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c.is_whitespace() || "()/-".contains(c))
        })
    })
}

/// Whether a line says who adopted the document, with the day or the number of the meeting.
fn is_adoption(line: &str, language: &Language) -> bool {
    const LONGEST: usize = 160;
    let spaced = language.spaced;
    let named = |word: &&&str| if spaced { line.contains(**word) } else { line.ends_with(**word) };
    line.chars().count() <= LONGEST
        && language.structure.adopted.iter().any(|word| named(&word))
        && (dates::find(line, &language.dates).is_some()
            || line.starts_with(|c: char| c.is_ascii_digit())
            || language.structure.adopted.iter().any(|word| spaced && line.starts_with(word)))
}

/// A line of a date alone, or of the dates and the place of a session.
fn dated(line: &str, language: &'static Language) -> Option<Kind> {
    dates::find(line, &language.dates)?;
    let parts = headings::take_apart(line, language);
    let dates = parts.dates.and_then(|found| found.dates.ok());
    let single = dates.is_none_or(|range| range.start == range.end);
    // The name of a place is short; a title may hold dates too.
    const LONGEST_PLACE: usize = 50;
    if parts.others.iter().any(|part| line[part.clone()].chars().count() > LONGEST_PLACE) {
        return None;
    }
    match (parts.others.len(), &parts.ordinal) {
        (0, None) if single => Some(Kind::Masthead(Some(Field::IssuedOn))),
        (0 | 1, _) => Some(Kind::Masthead(Some(Field::Session))),
        _ => None,
    }
}

fn agenda(line: &str, language: &'static Language) -> Option<Kind> {
    let small = line.to_lowercase();
    let named = language.masthead.agenda.iter().all(|word| small.contains(word));
    (named && line.chars().any(|c| c.is_numeric()) && line.chars().count() <= 80)
        .then_some(Kind::Masthead(Some(Field::Agenda)))
}

/// What the segments of each block are, and its fact. Short blocks before the last line that is known by itself belong to the
/// masthead (those before the distribution line name the organ); behind it come the title of the agenda item, where there is one,
/// the title and the author line, in this order, as UN documents print them. A short block right under the agenda item is its title
/// where more of the masthead follows.
fn places(blocks: &[Block<'_>]) -> Vec<(SegmentKind, Option<Field>)> {
    let text_starts = blocks.iter().position(|block| block.kind == Kind::Paragraph).unwrap_or(blocks.len());
    let is = |block: &Block<'_>, field| block.kind == Kind::Masthead(Some(field));
    let last_of_masthead = blocks[..text_starts].iter().rposition(|block| matches!(block.kind, Kind::Masthead(_)));
    let distribution = blocks.iter().position(|block| is(block, Field::Distribution)).unwrap_or(0);
    let has_agenda = blocks[..text_starts].iter().any(|block| is(block, Field::Agenda));
    let has_title = blocks[..text_starts].iter().any(|block| is(block, Field::Title));
    let behind = |index: usize| last_of_masthead.is_none_or(|last| index > last);
    let titles = blocks.iter().enumerate().filter(|&(index, block)| block.kind == Kind::Short && behind(index)).count();
    let known = match (has_title, has_agenda && titles >= 2) {
        (true, _) => 2,
        (false, true) => 0,
        (false, false) => 1,
    };
    let mut order = [Field::AgendaTitle, Field::Title, Field::Subtitle].into_iter().skip(known);
    let mut seen: Vec<Field> = Vec::new();
    let place = |(index, block): (usize, &Block<'_>)| match block.kind {
        Kind::Masthead(Some(field)) if !seen.contains(&field) => {
            seen.push(field);
            (segment_kind(field), Some(field))
        }
        Kind::Short if behind(index) => match order.next() {
            Some(field) => (segment_kind(field), Some(field)),
            None => (SegmentKind::Unrecognized, None),
        },
        Kind::Short if index > 0 && is(&blocks[index - 1], Field::Agenda) => {
            (SegmentKind::Agenda, Some(Field::AgendaTitle))
        }
        Kind::Short if index < distribution => (SegmentKind::Masthead, Some(Field::Conference)),
        Kind::Masthead(_) | Kind::Short => (SegmentKind::Masthead, None),
        Kind::Paragraph | Kind::Footnote => (SegmentKind::Words, None),
    };
    blocks.iter().enumerate().map(place).collect()
}

fn segment_kind(field: Field) -> SegmentKind {
    match field {
        Field::Title | Field::Subtitle => SegmentKind::Title,
        Field::Agenda | Field::AgendaTitle => SegmentKind::Agenda,
        _ => SegmentKind::Masthead,
    }
}
