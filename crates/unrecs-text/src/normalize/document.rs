//! One document from its parsed parts: the stage's function, and what the later stages may ask of its result.

use std::borrow::Cow;
use std::ops::Range;

use super::names::Names;
use super::origins::Origins;
use super::{
    Addressee, DocumentMetadata, Identity, Meeting, OrphanKind, OrphanUnit, ParsedValue, Section, Unit, Words,
};
use super::{metadata, norms, text};
use crate::finding::{Span, wide};
use crate::language::{Language, headings};
use crate::parse::{Parsed, Segment, SegmentKind};
use crate::source::Source;
use crate::value::{Numeral, NumeralStyle};

/// One document, normalized. Made by [`normalize`] alone.
#[derive(Debug, Clone)]
pub struct Normalized {
    pub(super) source: Source,
    pub(super) segments: Vec<Segment>,
    metadata: DocumentMetadata,
    pub(super) sections: Vec<Section>,
    pub(super) meetings: Vec<Meeting>,
    pub(super) units: Vec<Unit>,
    pub(super) names: Names,
    pub(super) addressees: Vec<Addressee>,
    orphans: Vec<OrphanUnit>,
}

/// Gives every unit its identifier, its clean text and its meaning.
pub fn normalize(parsed: Parsed, identity: Identity) -> Normalized {
    let Parsed { source, language, segments, entries, sections, units, mut orphans } = parsed;
    let clean = |span: Span| clean(&source, &segments, span);
    let metadata = metadata::metadata(identity, &entries, language, &clean);
    orphans.retain(|orphan| {
        let normative = |language| norms::read(&clean(orphan.words), language, norms::Reading::Recommendation).verb;
        orphan.kind == OrphanKind::ItemWithoutRecommendation || language.and_then(normative).is_some()
    });
    let mut normalized = Normalized {
        metadata,
        meetings: Vec::new(),
        units: Vec::with_capacity(units.len()),
        names: Names::with_room_for(units.len()),
        addressees: Vec::with_capacity(units.len()),
        source,
        segments,
        sections,
        orphans,
    };
    let meetings = normalized.sections.iter().filter_map(|section| normalized.meeting(section, language?));
    normalized.meetings = meetings.collect();
    normalized.add_units(units, language);
    normalized
}

/// The words of a stretch of the source without Markdown and line breaks.
fn clean(source: &Source, segments: &[Segment], span: Span) -> String {
    let first = segments.partition_point(|segment| segment.span().end <= span.start);
    let inside = segments[first..].iter().take_while(|segment| segment.span().start < span.end);
    let words = inside.filter(|segment| !matches!(segment.kind, SegmentKind::Markup | SegmentKind::Blank));
    let cut = |segment: &Segment| Span::new(segment.span().start.max(span.start), segment.span().end.min(span.end));
    text::join(source.text(), words.map(cut)).trim().to_owned()
}

impl Normalized {
    fn meeting(&self, section: &Section, language: &'static Language) -> Option<Meeting> {
        let (ordinal, _) = section.ordinal?;
        let heading = &self.source.text()[section.title.range()];
        let parts = headings::take_apart(heading, language);
        let mut others = parts.others.iter();
        let number = section.numeral.map_or(ordinal, |(numeral, _)| numeral);
        let roman = u32::try_from(number).map(|number| Numeral::written(number, NumeralStyle::RomanUpper));
        Some(Meeting {
            meeting_id: format!("{}-m{ordinal}", self.metadata.body_id),
            ordinal: i32::try_from(ordinal).unwrap_or(i32::MAX),
            title: self.words(section.span),
            place: others.next().map(|part| heading[part.clone()].to_owned()),
            leftovers: others.map(|part| section.title.within(part)).collect(),
            dates: parts.dates.map(|found| ParsedValue::new(found.dates, section.title.within(&found.at))),
            recommendation_count: 0,
            item_count: 0,
            eid: format!("sec_{}", roman.unwrap_or_default()),
            span: section.span,
        })
    }

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
        &self.addressees[wide(&unit.addressees)]
    }

    /// The words of the unit's normative verb, as bytes into its `text`; none where it has none of its own.
    pub fn verb(&self, unit: &Unit) -> Option<Range<usize>> {
        unit.verb.as_ref().map(wide)
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
        let above: Vec<_> = above.map(|index| self.text(&self.units[index])).collect();
        let mut full = String::new();
        above.iter().rev().for_each(|words| text::append(&mut full, words));
        text::append(&mut full, self.text(unit));
        for item in below {
            text::append(&mut full, &format!("({})", self.letter(item).unwrap_or_default()));
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

impl Words {
    /// The words as one text.
    pub(super) fn text<'s>(&'s self, source: &'s Source) -> &'s str {
        match self {
            Words::Stretch(span) => &source.text()[span.range()],
            Words::Joined(text) => text,
        }
    }
}
