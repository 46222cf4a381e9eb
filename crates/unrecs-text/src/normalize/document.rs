//! One document from its parsed parts: the stage's function, and what the later stages may ask of its result.

use std::borrow::Cow;
use std::ops::Range;

use super::names::Names;
use super::origins::Origins;
use super::{
    Addressee, DocumentMetadata, Identity, Meeting, OrphanKind, OrphanUnit, ParsedValue, Section, Unit, Words,
};
use super::{metadata, norms, text, units, wide};
use crate::finding::Span;
use crate::language::{Language, headings};
use crate::parse::{self, Parsed, Segment, SegmentKind};
use crate::source::Source;
use crate::value::{Numeral, NumeralStyle};

/// One document, normalized. Made by [`normalize`] alone.
#[derive(Debug, Clone)]
pub struct Normalized {
    source: Source,
    segments: Vec<Segment>,
    metadata: DocumentMetadata,
    sections: Vec<Section>,
    meetings: Vec<Meeting>,
    units: Vec<Unit>,
    names: Names,
    addressees: Vec<Addressee>,
    orphans: Vec<OrphanUnit>,
}

/// Gives every unit its identifier, its clean text and its meaning.
pub fn normalize(parsed: Parsed, identity: Identity) -> Normalized {
    let parse::Parts { source, language, segments, entries, sections, units, orphans } = parsed.into_parts();
    let clean = |span: Span| clean(&source, &segments, span);
    let body_id = identity.body_id.clone();
    let metadata = metadata::metadata(identity, &entries, language, &clean);

    let mut meetings = Vec::new();
    let sections = sections
        .into_iter()
        .map(|section| {
            let meeting = section.ordinal.map(|_| meetings.len());
            meetings.extend(meeting_of(&section, &body_id, (&clean(section.span), language), source.text()));
            let wide = |(number, span): (u32, Span)| (i64::from(number), span);
            Section {
                numeral: section.numeral.map(wide),
                ordinal: section.ordinal.map(wide),
                meeting,
                span: section.span,
            }
        })
        .collect::<Vec<_>>();
    let meeting_of_section: Vec<_> = sections.iter().map(|section| section.meeting).collect();
    let units::Units { units, names, addressees } = units::units(
        &source,
        &segments,
        units,
        units::Context { meetings: &mut meetings, meeting_of_section, language },
    );
    let normative = |words: Span| {
        let reads = |language| norms::read(&clean(words), language, norms::Reading::Recommendation);
        language.is_some_and(|language| reads(language).verb.is_some())
    };
    let orphans = orphans.into_iter().filter_map(|orphan| {
        let kept = orphan.kind == OrphanKind::ItemWithoutRecommendation || normative(orphan.words);
        kept.then(|| OrphanUnit { kind: orphan.kind, label: orphan.label, span: orphan.label.to(orphan.words) })
    });
    let orphans = orphans.collect();
    Normalized { source, segments, metadata, sections, meetings, units, names, addressees, orphans }
}

/// The words of a stretch of the source without Markdown and line breaks.
fn clean(source: &Source, segments: &[Segment], span: Span) -> String {
    let first = segments.partition_point(|segment| segment.span().end <= span.start);
    let inside = segments[first..].iter().take_while(|segment| segment.span().start < span.end);
    let words = inside.filter(|segment| !matches!(segment.kind, SegmentKind::Markup | SegmentKind::Blank));
    let cut = |segment: &Segment| Span::new(segment.span().start.max(span.start), segment.span().end.min(span.end));
    text::join(source.text(), words.map(cut)).trim().to_owned()
}

fn meeting_of(
    section: &crate::parse::Section,
    body_id: &str,
    (title, language): (&str, Option<&'static Language>),
    source: &str,
) -> Option<Meeting> {
    let (ordinal, _) = section.ordinal?;
    let parts = headings::take_apart(&source[section.title.range()], language?);
    let words = |part: &Range<usize>| source[section.title.range()][part.clone()].to_owned();
    let dates = parts.dates.as_ref().map(|found| {
        let span = Span::new(section.title.start + found.at.start, section.title.start + found.at.end);
        match &found.dates {
            Ok(value) => ParsedValue::Read { value: *value, span },
            Err(problem) => ParsedValue::Unreadable { span, problem: problem.clone() },
        }
    });
    let number = section.numeral.map_or(ordinal, |(numeral, _)| numeral);
    let roman =
        Numeral::new(number, NumeralStyle::RomanUpper).map_or_else(|| number.to_string(), |roman| roman.to_string());
    Some(Meeting {
        meeting_id: format!("{body_id}-m{ordinal}"),
        ordinal: i32::try_from(ordinal).unwrap_or(i32::MAX),
        title: title.to_owned(),
        place: parts.others.first().map(words),
        leftovers: parts
            .others
            .iter()
            .skip(1)
            .map(|part| Span::new(section.title.start + part.start, section.title.start + part.end))
            .collect(),
        dates,
        recommendation_count: 0,
        item_count: 0,
        eid: format!("sec_{roman}"),
        span: section.span,
    })
}

impl Normalized {
    /// The document as received.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The segments, which tile the source.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// What the document says of itself.
    pub fn metadata(&self) -> &DocumentMetadata {
        &self.metadata
    }

    /// Every heading, in document order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The meetings, in document order.
    pub fn meetings(&self) -> &[Meeting] {
        &self.meetings
    }

    /// Recommendations and items, in document order; a unit follows its parent.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Numbered texts that are in no place for one, in document order.
    pub fn orphans(&self) -> &[OrphanUnit] {
        &self.orphans
    }

    /// `<body>-m<meeting>-r<number>`, then `-<letter>` for each level below.
    pub fn recommendation_id(&self, unit: &Unit) -> &str {
        self.names.identifier(unit.name)
    }

    /// The number as printed, in one spelling: `22`, `8(a)`, `8(a)(ii)`.
    pub fn label(&self, unit: &Unit) -> &str {
        self.names.label(unit.name)
    }

    /// Letter of the item, or roman number below the letters; none at level 1.
    pub fn letter(&self, unit: &Unit) -> Option<&str> {
        let (_, letter) = self.label(unit).strip_suffix(')')?.rsplit_once('(')?;
        Some(letter)
    }

    /// Akoma Ntoso identifier: `sec_II__para_8__list_1__point_a`.
    pub fn eid(&self, unit: &Unit) -> &str {
        self.names.eid(unit.name)
    }

    /// Who is to act, in order of the text.
    pub fn addressees(&self, unit: &Unit) -> &[Addressee] {
        &self.addressees[wide(unit.addressees.clone())]
    }

    /// The words of the unit's normative verb, as bytes into its `text`; none where it has none of its own.
    pub fn verb(&self, unit: &Unit) -> Option<Range<usize>> {
        unit.verb.clone().map(wide)
    }

    /// The characters of the source, with Markdown syntax and line breaks removed and nothing else changed.
    pub fn text<'s>(&'s self, unit: &'s Unit) -> &'s str {
        unit.words.text(&self.source)
    }

    /// The text in one spelling, for search and for comparing: Unicode Normalization Form C, full-width letters and digits as
    /// ASCII, no spaces between Chinese characters and digits.
    pub fn text_normalized<'s>(&'s self, unit: &'s Unit) -> Cow<'s, str> {
        text::normalized(self.text(unit))
    }

    /// The text that can be read alone: an item behind the words of all units above it; a chapeau with its items, each behind its
    /// letter in brackets.
    pub fn full_text<'s>(&'s self, unit: &'s Unit) -> Cow<'s, str> {
        let below = self.units[unit.index + 1..].iter().take_while(|other| other.level > unit.level);
        let mut below = below.peekable();
        if unit.parent.is_none() && below.peek().is_none() {
            return Cow::Borrowed(self.text(unit));
        }
        let above = std::iter::successors(unit.parent, |&index| self.units[index].parent);
        let mut above: Vec<_> = above.map(|index| self.text(&self.units[index])).collect();
        above.reverse();
        let mut full = String::new();
        for words in above {
            append(&mut full, words);
        }
        append(&mut full, self.text(unit));
        for item in below {
            append(&mut full, &format!("({})", self.letter(item).unwrap_or_default()));
            full.push(' ');
            full.push_str(self.text(item));
        }
        Cow::Owned(full)
    }

    /// The words of a stretch of the source, without Markdown, line breaks and white space at the ends.
    pub fn words(&self, span: Span) -> String {
        clean(&self.source, &self.segments, span)
    }

    /// The source bytes behind a range of bytes of a unit's `text`. Where many are asked for, [`Normalized::origins`] is faster.
    pub fn source_span(&self, unit: &Unit, range: Range<usize>) -> Span {
        self.origins(unit).span(range)
    }

    /// Where the words of a unit's `text` stand in the source.
    pub fn origins(&self, unit: &Unit) -> Origins {
        Origins::new(self.source.text(), &self.segments, unit)
    }
}

/// Appends words, behind a space where their script wants one.
fn append(text: &mut String, words: &str) {
    if text::needs_space(text, words) {
        text.push(' ');
    }
    text.push_str(words);
}

impl Words {
    /// The words as one text.
    pub(super) fn text<'s>(&'s self, source: &'s Source) -> &'s str {
        match self {
            Words::Stretch(span) => &source.text()[span.range()],
            Words::Joined(text) => text,
        }
    }
}
