//! The head of a document, before its first section: masthead, session, agenda item, title, author line, introduction.

use crate::finding::Span;
use crate::language::headings;
use crate::language::{LANGUAGE_NAMES, LANGUAGES, Language, dates};
use crate::value::Symbol;

use super::SegmentKind;
use super::furniture;
use super::label::{self, LabelKind};
use super::line::{Line, trim, words_start};
use super::tiler::Tiler;

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
    /// A fact that the line alone shows.
    Known(Option<Field>),
    /// Running text: ends like a sentence or carries a number.
    Paragraph,
    Footnote,
    /// Words without an end: organ, body, title and the like.
    Short,
}

struct Block {
    kind: Kind,
    lines: Vec<Line>,
}

/// A paragraph before the first section that has a number as a recommendation has.
pub struct Numbered {
    /// The printed number.
    pub label: Span,
    /// Its words.
    pub words: Span,
}

/// Lays the segments of the preamble and gives its facts and its numbered paragraphs.
pub fn read(
    lines: &[Line],
    language: Option<&'static Language>,
    tiler: &mut Tiler<'_>,
    text: &str,
) -> (Vec<Entry>, Vec<Numbered>) {
    let blocks = blocks(lines, language, text);
    let fields = fields(&blocks);
    let mut entries = Vec::new();
    let mut numbered = Vec::new();
    for (block, field) in blocks.iter().zip(fields) {
        let kind = segment_kind(block.kind, field);
        for line in &block.lines {
            let start = words_start(text, line.content);
            tiler.lay(SegmentKind::Markup, Span::new(line.content.start, start), None);
            tiler.lay_words(kind, Span::new(start, line.content.end), None);
            if block.kind == Kind::Paragraph
                && let Some(found) = numbered_line(text, Span::new(start, line.content.end))
            {
                numbered.push(found);
            }
        }
        if let Some(Place::Field(field)) = field {
            let words = |line: &Line| Span::new(words_start(text, line.content), line.content.end);
            entries.push(Entry { field, lines: block.lines.iter().map(words).collect() });
        }
    }
    (entries, numbered)
}

/// The language that the masthead names: its name in a line of its own.
pub fn named_language<'t>(mut lines: impl Iterator<Item = &'t str>) -> Option<&'static str> {
    lines.find_map(|line| LANGUAGE_NAMES.iter().find(|(name, _)| *name == line).map(|(_, tag)| *tag))
}

fn numbered_line(text: &str, words: Span) -> Option<Numbered> {
    let label = label::at_start(&text[words.range()]).filter(|label| matches!(label.kind, LabelKind::Number(_)))?;
    let end = words.start + label.length;
    Some(Numbered { label: Span::new(words.start, end), words: trim(text, Span::new(end, words.end)) })
}

/// Lines in stretches: each line that is known alone by itself, the others together as far as no blank line parts them.
fn blocks(lines: &[Line], language: Option<&'static Language>, text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut joined = false;
    for &line in lines {
        if line.content.is_empty() {
            joined = false;
            continue;
        }
        let words = &text[words_start(text, line.content)..line.content.end];
        let kind = if furniture::is_footnote(&text[line.content.range()]) {
            Kind::Footnote
        } else if numbered_line(words, Span::new(0, words.len())).is_some() {
            Kind::Paragraph
        } else {
            known(words, language).unwrap_or(Kind::Short)
        };
        match blocks.last_mut() {
            // A line right under running text or a footnote goes on with it.
            Some(block) if joined && kind == Kind::Short && !matches!(block.kind, Kind::Known(_)) => {
                block.lines.push(line)
            }
            _ => blocks.push(Block { kind, lines: vec![line] }),
        }
        joined = true;
    }
    // Words that end like a sentence are running text, and so are words too long for a title, whose end a page break cut off.
    const LONGEST_TITLE: usize = 400;
    for block in &mut blocks {
        let (Some(first), Some(last)) = (block.lines.first(), block.lines.last()) else { continue };
        let words = &text[first.content.start..last.content.end];
        let running = || ends_like_a_sentence(words) || words.chars().count() > LONGEST_TITLE;
        if block.kind == Kind::Short && running() {
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

/// What a line says by itself.
fn known(words: &str, language: Option<&'static Language>) -> Option<Kind> {
    const LONGEST: usize = 300;
    // Where every other character is an escape, half of the line is left.
    if words.len() > 2 * LONGEST {
        return None;
    }
    let plain = words.replace('\\', "");
    let plain = plain.trim();
    let field = |field| Some(Kind::Known(Some(field)));
    if plain.len() > LONGEST {
        return None;
    }
    if plain.trim_end_matches('*').parse::<Symbol>().is_ok() {
        return field(Field::Symbol);
    }
    if furniture::is_furniture(plain) {
        return Some(Kind::Known(None));
    }
    if LANGUAGE_NAMES.iter().any(|(name, _)| *name == plain) {
        return field(Field::Language);
    }
    let masthead = |language: &&'static Language| {
        let masthead = &language.masthead;
        if masthead.distribution.iter().any(|word| plain.starts_with(word)) {
            return field(Field::Distribution);
        }
        if masthead.original.iter().any(|word| plain.starts_with(word)) {
            return field(Field::OriginalLanguage);
        }
        masthead.organization.contains(&plain).then_some(Kind::Known(None))
    };
    // A masthead may print dates and labels in English whatever the language of the text is.
    let languages = || {
        language
            .into_iter()
            .chain(LANGUAGES.iter().copied().filter(move |other| Some(other.tag) != language.map(|own| own.tag)))
    };
    languages().find_map(|language| masthead(&language)).or_else(|| {
        if ends_like_a_sentence(plain) {
            return None;
        }
        languages().find_map(|language| dated(plain, language)).or_else(|| agenda(plain, language?))
    })
}

/// A line of a date alone, or of the dates and the place of a session.
fn dated(line: &str, language: &'static Language) -> Option<Kind> {
    dates::find(line, &language.dates)?;
    let parts = headings::take_apart(line, language);
    let single =
        parts.dates.as_ref().and_then(|found| found.dates.as_ref().ok()).is_none_or(|range| range.start == range.end);
    match (parts.others.len(), &parts.ordinal) {
        (0, None) if single => Some(Kind::Known(Some(Field::IssuedOn))),
        (0 | 1, _) => Some(Kind::Known(Some(Field::Session))),
        _ => None,
    }
}

fn agenda(line: &str, language: &'static Language) -> Option<Kind> {
    let small = line.to_lowercase();
    let named = language.masthead.agenda.iter().all(|word| small.contains(word));
    (named && line.chars().any(|c| c.is_numeric()) && line.chars().count() <= 80)
        .then_some(Kind::Known(Some(Field::Agenda)))
}

/// Where a stretch belongs when its neighbours are known; none for running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Field(Field),
    Masthead,
    Nowhere,
}

/// The place of each block. Short blocks before the last line that is known by itself belong to the masthead (those before the
/// distribution line name the organ); behind it come the title of the agenda item, where there is one, the title and the
/// author line, in this order, as UN documents print them.
fn fields(blocks: &[Block]) -> Vec<Option<Place>> {
    let text_starts = blocks.iter().position(|block| block.kind == Kind::Paragraph).unwrap_or(blocks.len());
    let is = |block: &Block, field| block.kind == Kind::Known(Some(field));
    let last_known = blocks[..text_starts].iter().rposition(|block| matches!(block.kind, Kind::Known(_)));
    let distribution = blocks.iter().position(|block| is(block, Field::Distribution)).unwrap_or(0);
    let has_agenda = blocks[..text_starts].iter().any(|block| is(block, Field::Agenda));
    let behind = |index: usize| last_known.is_none_or(|last| index > last);
    let titles = blocks.iter().enumerate().filter(|&(index, block)| block.kind == Kind::Short && behind(index)).count();
    let mut order =
        [Field::AgendaTitle, Field::Title, Field::Subtitle].into_iter().skip(usize::from(!has_agenda || titles < 2));
    let mut seen: Vec<Field> = Vec::new();
    let mut place = |(index, block): (usize, &Block)| match block.kind {
        Kind::Known(Some(field)) if !seen.contains(&field) => {
            seen.push(field);
            Some(Place::Field(field))
        }
        Kind::Known(_) => Some(Place::Masthead),
        Kind::Short if behind(index) => Some(order.next().map_or(Place::Nowhere, Place::Field)),
        Kind::Short if index < distribution => Some(Place::Field(Field::Conference)),
        Kind::Short => Some(Place::Masthead),
        Kind::Paragraph | Kind::Footnote => None,
    };
    blocks.iter().enumerate().map(&mut place).collect()
}

fn segment_kind(kind: Kind, place: Option<Place>) -> SegmentKind {
    match (kind, place) {
        (Kind::Paragraph, _) => SegmentKind::Paragraph,
        (Kind::Footnote, _) => SegmentKind::Footnote,
        (_, Some(Place::Field(Field::Title | Field::Subtitle))) => SegmentKind::Title,
        (_, Some(Place::Field(Field::Agenda | Field::AgendaTitle))) => SegmentKind::Agenda,
        (_, Some(Place::Nowhere)) => SegmentKind::Unrecognized,
        _ => SegmentKind::Masthead,
    }
}
