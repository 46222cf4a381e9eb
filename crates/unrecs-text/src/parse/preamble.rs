//! The head of a document, before its first section: masthead, session, agenda item, title, author line, introduction.

use crate::finding::Span;
use crate::language::{self, LANGUAGES, Language, dates, headings};
use crate::value::Symbol;

use super::label::{self, LabelKind};
use super::tiler::Tiler;
use super::{OrphanKind, OrphanUnit, SegmentKind, furniture, line};

/// What a line of the preamble says, with the lines that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which fact.
    pub field: Field,
    /// The words of each of its lines, with Markdown in them.
    pub lines: Vec<Span>,
}

/// A fact of the preamble.
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
    /// The line of the agenda item.
    Agenda,
    /// The title of the agenda item.
    AgendaTitle,
    /// The title of the document.
    Title,
    /// The author line under the title.
    Subtitle,
}

/// What is known of a stretch of the preamble before its place among the others is.
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

struct Block {
    kind: Kind,
    lines: Vec<Span>,
}

/// Lays the segments of the preamble and gives its facts, and the paragraphs that have a number as a recommendation has.
pub fn read(
    lines: &[Span],
    language: Option<&'static Language>,
    tiler: &mut Tiler<'_>,
    text: &str,
) -> (Vec<Entry>, Vec<OrphanUnit>) {
    let blocks = blocks(lines, language, text);
    let mut entries = Vec::new();
    let mut numbered = Vec::new();
    for (block, (segment, field)) in blocks.iter().zip(places(&blocks)) {
        let words: Vec<Span> = block.lines.iter().map(|&line| line::words(text, line)).collect();
        for (line, &words) in block.lines.iter().zip(&words) {
            tiler.lay(SegmentKind::Markup, Span::new(line.start, words.start), None);
            tiler.lay_words(segment, words, None);
            if block.kind == Kind::Paragraph {
                numbered.extend(numbered_line(text, words));
            }
        }
        entries.extend(field.map(|field| Entry { field, lines: words }));
    }
    (entries, numbered)
}

fn numbered_line(text: &str, words: Span) -> Option<OrphanUnit> {
    let label = label::at_start(&text[words.range()]).filter(|label| matches!(label.kind, LabelKind::Number(_)))?;
    let (label, words) = line::split(text, words, label.length);
    Some(OrphanUnit { kind: OrphanKind::RecommendationOutsideMeeting, label, words })
}

/// Lines in stretches: each line that is known alone by itself, the others together as far as no blank line parts them.
fn blocks(lines: &[Span], language: Option<&'static Language>, text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut joined = false;
    for &line in lines {
        if line.is_empty() {
            joined = false;
            continue;
        }
        let words = line::words(text, line);
        let kind = if furniture::is_footnote(&text[line.range()]) {
            Kind::Footnote
        } else if numbered_line(text, words).is_some() {
            Kind::Paragraph
        } else {
            masthead_line(&text[words.range()], language).unwrap_or(Kind::Short)
        };
        match blocks.last_mut() {
            // A line right under running text or a footnote goes on with it.
            Some(block) if joined && kind == Kind::Short && !matches!(block.kind, Kind::Masthead(_)) => {
                block.lines.push(line)
            }
            _ => blocks.push(Block { kind, lines: vec![line] }),
        }
        joined = true;
    }
    // Words that end like a sentence are running text, and so are words too long for a title, whose end a page break cut off.
    const LONGEST_TITLE: usize = 400;
    for block in blocks.iter_mut().filter(|block| block.kind == Kind::Short) {
        let words = &text[block.lines[0].start..block.lines[block.lines.len() - 1].end];
        if ends_like_a_sentence(words) || words.chars().count() > LONGEST_TITLE {
            block.kind = Kind::Paragraph;
        }
    }
    blocks
}

/// Whether words end as a sentence does, whatever closes behind the point.
pub fn ends_like_a_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['”', '"', '’', '」', '』', ')', '）', ']', '*'])
        .ends_with(['。', '！', '？', '.', '!', '?', ';', '；', ':', '：'])
}

/// What a line of the masthead says by itself.
fn masthead_line(words: &str, language: Option<&'static Language>) -> Option<Kind> {
    const LONGEST: usize = 300;
    // Where every other character is an escape, half of the line is left.
    let plain = words.replace('\\', "");
    let plain = plain.trim();
    if words.len() > 2 * LONGEST || plain.len() > LONGEST {
        return None;
    }
    if plain.trim_end_matches('*').parse::<Symbol>().is_ok() {
        return Some(Kind::Masthead(Some(Field::Symbol)));
    }
    if furniture::is_furniture(plain) {
        return Some(Kind::Masthead(None));
    }
    if language::named(plain).is_some() {
        return Some(Kind::Masthead(Some(Field::Language)));
    }
    // A masthead may print dates and labels in English whatever the language of the text is.
    let others = LANGUAGES.iter().copied().filter(|other| language.is_none_or(|own| own.tag != other.tag));
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
        languages.find_map(|language| dated(plain, language)).or_else(|| agenda(plain, language?))
    })
}

/// A line of a date alone, or of the dates and the place of a session.
fn dated(line: &str, language: &'static Language) -> Option<Kind> {
    dates::find(line, &language.dates)?;
    let parts = headings::take_apart(line, language);
    let dates = parts.dates.and_then(|found| found.dates.ok());
    let single = dates.is_none_or(|range| range.start == range.end);
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
/// the title and the author line, in this order, as UN documents print them.
fn places(blocks: &[Block]) -> Vec<(SegmentKind, Option<Field>)> {
    let text_starts = blocks.iter().position(|block| block.kind == Kind::Paragraph).unwrap_or(blocks.len());
    let is = |block: &Block, field| block.kind == Kind::Masthead(Some(field));
    let last_of_masthead = blocks[..text_starts].iter().rposition(|block| matches!(block.kind, Kind::Masthead(_)));
    let distribution = blocks.iter().position(|block| is(block, Field::Distribution)).unwrap_or(0);
    let has_agenda = blocks[..text_starts].iter().any(|block| is(block, Field::Agenda));
    let behind = |index: usize| last_of_masthead.is_none_or(|last| index > last);
    let titles = blocks.iter().enumerate().filter(|&(index, block)| block.kind == Kind::Short && behind(index)).count();
    let mut order =
        [Field::AgendaTitle, Field::Title, Field::Subtitle].into_iter().skip(usize::from(!has_agenda || titles < 2));
    let mut seen: Vec<Field> = Vec::new();
    let place = |(index, block): (usize, &Block)| match block.kind {
        Kind::Masthead(Some(field)) if !seen.contains(&field) => {
            seen.push(field);
            (segment_kind(field), Some(field))
        }
        Kind::Short if behind(index) => match order.next() {
            Some(field) => (segment_kind(field), Some(field)),
            None => (SegmentKind::Unrecognized, None),
        },
        Kind::Short if index < distribution => (SegmentKind::Masthead, Some(Field::Conference)),
        Kind::Masthead(_) | Kind::Short => (SegmentKind::Masthead, None),
        Kind::Paragraph => (SegmentKind::Paragraph, None),
        Kind::Footnote => (SegmentKind::Footnote, None),
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
