//! One document from its parsed parts: the stage's function, and what the later stages may ask of its result.

use std::borrow::Cow;
use std::ops::Range;

use super::divisions::{self, Of};
use super::names::Names;
use super::origins::Origins;
use super::{Addressee, Division, DocumentMetadata, Identity, Meeting, OrphanKind, OrphanParagraph, Paragraph, Words};
use super::{metadata, norms, text};
use crate::acts::{self, Place};
use crate::extract::Rendition;
use crate::finding::{Span, wide};
use crate::language::acts::Act;
use crate::parse::{Parsed, Segment, SegmentKind};

/// One document, normalized. Made by [`normalize`] alone.
#[derive(Debug, Clone)]
pub struct Normalized {
    pub(super) source: Rendition,
    pub(super) segments: Vec<Segment>,
    metadata: DocumentMetadata,
    pub(super) divisions: Vec<Division>,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) names: Names,
    pub(super) addressees: Vec<Addressee>,
    orphans: Vec<OrphanParagraph>,
}

/// Gives every division and paragraph its identifier, and every paragraph its clean text and its meaning.
pub fn normalize(parsed: Parsed, identity: Identity) -> Normalized {
    let Parsed { source, language, class, told_class, segments, entries, divisions, paragraphs, mut orphans } = parsed;
    let clean = |span: Span| clean(&source, &segments, span);
    let declared = source.declared();
    let printed = metadata::Printed { class, told_class, entries: &entries, language, clean: &clean, declared };
    let metadata = metadata::metadata(identity, &printed);
    orphans.retain(|orphan| {
        let normative = |language| {
            let text = clean(orphan.words);
            let opening = acts::opening(&text, language, Place::Operative);
            norms::read(&text, language, norms::Reading::Recommendation, opening.as_ref()).verb
        };
        orphan.kind == OrphanKind::ItemWithoutRecommendation || language.and_then(normative).is_some()
    });
    let of = Of { document_id: &metadata.document_id, body_id: &metadata.body_id, language, text: source.text() };
    let divisions = divisions::divisions(&divisions, &of, &clean);
    let mut normalized = Normalized {
        names: Names::with_room_for(paragraphs.len(), divisions.len()),
        paragraphs: Vec::with_capacity(paragraphs.len()),
        addressees: Vec::with_capacity(paragraphs.len()),
        metadata,
        divisions,
        source,
        segments,
        orphans,
    };
    normalized.add_paragraphs(paragraphs, language);
    normalized
}

/// The words of a stretch of the source without Markdown and line breaks.
fn clean(source: &Rendition, segments: &[Segment], span: Span) -> String {
    let first = segments.partition_point(|segment| segment.span().end <= span.start);
    let inside = segments[first..].iter().take_while(|segment| segment.span().start < span.end);
    let words = inside.filter(|segment| !matches!(segment.kind, SegmentKind::Markup | SegmentKind::Blank));
    let cut = |segment: &Segment| Span::new(segment.span().start.max(span.start), segment.span().end.min(span.end));
    text::join(source.text(), words.map(cut)).trim().to_owned()
}

impl Normalized {
    /// The document as received.
    pub fn source(&self) -> &Rendition {
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

    /// The divisions in document order; each stands behind the one that it is part of.
    pub fn divisions(&self) -> &[Division] {
        &self.divisions
    }

    /// A division and those that it is part of, from the inside out.
    pub fn divisions_from(&self, division: usize) -> impl Iterator<Item = &Division> {
        std::iter::successors(self.divisions.get(division), |one| Some(&self.divisions[one.parent?]))
    }

    /// The divisions that are meetings, with what their headings say.
    pub fn meetings(&self) -> impl Iterator<Item = (&Division, &Meeting)> {
        self.divisions.iter().filter_map(|division| Some((division, division.meeting.as_ref()?)))
    }

    /// The paragraphs in document order; each stands behind the one that it is an item of.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Takes over what another version says that an opening verb does, where its candidates leave it open here.
    pub(crate) fn decide_acts(&mut self, decide: impl Fn(&str, &[Act]) -> Option<(Act, String)>) {
        for paragraph in self.paragraphs.iter_mut().filter(|one| one.act.is_none() && !one.act_candidates.is_empty()) {
            let id = self.names.identifier(paragraph.name);
            if let Some((act, evidence)) = decide(id, paragraph.act_candidates) {
                (paragraph.act, paragraph.act_evidence) = (Some(act), Some(evidence.into()));
            }
        }
    }

    /// Number of recommendations and operative paragraphs, and of their items, whose numbers count in each division.
    pub fn counts(&self) -> Vec<[usize; 2]> {
        let mut counts = vec![[0; 2]; self.divisions.len()];
        for paragraph in self.paragraphs.iter().filter(|paragraph| paragraph.is_normative()) {
            counts[paragraph.scope][usize::from(paragraph.parent.is_some())] += 1;
        }
        counts
    }

    /// Numbered texts that are in no place for one, in document order.
    pub fn orphans(&self) -> &[OrphanParagraph] {
        &self.orphans
    }

    /// Key of a paragraph: `<scope>-r<number>` for a recommendation of a meeting, `<scope>-p<number>` for any other with a number,
    /// then `-<letter>` for each level below; `<scope>-pp<n>` in a preamble, `<division>-u<n>` without a number, `-fn<mark>` for a
    /// footnote.
    pub fn paragraph_id(&self, paragraph: &Paragraph) -> &str {
        self.names.identifier(paragraph.name)
    }

    /// The number as printed, in one spelling: `22`, `8(a)`, `8(a)(ii)`; none where it has none.
    pub fn label(&self, paragraph: &Paragraph) -> Option<&str> {
        Some(self.names.label(paragraph.name)).filter(|label| !label.is_empty())
    }

    /// Letter of the item, or roman number below the letters; none at level 1.
    pub fn letter(&self, paragraph: &Paragraph) -> Option<&str> {
        paragraph.parent?;
        let label = self.label(paragraph)?;
        let (_, letter) =
            label.strip_suffix(')').map_or_else(|| label.rsplit_once('.'), |label| label.rsplit_once('('))?;
        Some(letter)
    }

    /// The number as printed, or the first words of a paragraph without one: what a message calls it.
    pub fn called(&self, paragraph: &Paragraph) -> String {
        const MOST: usize = 30;
        self.label(paragraph).map_or_else(|| self.text(paragraph).chars().take(MOST).collect(), str::to_owned)
    }

    /// Akoma Ntoso identifier: `sec_II__para_8__list_1__point_a`.
    pub fn eid(&self, paragraph: &Paragraph) -> &str {
        self.names.eid(paragraph.name)
    }

    /// Who is to act, in order of the text.
    pub fn addressees(&self, paragraph: &Paragraph) -> &[Addressee] {
        &self.addressees[wide(&paragraph.addressees)]
    }

    /// The words that name an addressee: the paragraph's own, else those of the paragraph above that it comes from.
    pub fn addressee_words(&self, paragraph: &Paragraph, addressee: &Addressee) -> Option<&str> {
        let mut holds = (paragraph.index, addressee);
        loop {
            let (index, addressee) = holds;
            let paragraph = &self.paragraphs[index];
            if let Some(surface) = addressee.surface() {
                return self.text(paragraph).get(surface);
            }
            holds = (paragraph.parent?, self.addressees.get(usize::try_from(addressee.above?).ok()?)?);
        }
    }

    /// The words of the paragraph's normative verb, as bytes into its `text`; none where it has none of its own.
    pub fn normative_verb(&self, paragraph: &Paragraph) -> Option<Range<usize>> {
        paragraph.normative_verb.as_ref().map(wide)
    }

    /// The words of the paragraph's opening verb, as bytes into its `text`: `Strongly encourages`.
    pub fn opening_verb(&self, paragraph: &Paragraph) -> Option<Range<usize>> {
        paragraph.opening_verb.as_ref().map(wide)
    }

    /// The characters of the source, with Markdown syntax and line breaks removed and nothing else changed.
    pub fn text<'s>(&'s self, paragraph: &'s Paragraph) -> &'s str {
        paragraph.words.text(&self.source)
    }

    /// The text in one spelling, for search and for comparing: Unicode Normalization Form C, full-width letters and digits as
    /// ASCII, no spaces between Chinese characters and digits.
    pub fn text_normalized<'s>(&'s self, paragraph: &'s Paragraph) -> Cow<'s, str> {
        text::normalized(self.text(paragraph))
    }

    /// The words of the paragraphs above, joined; none at the top. They and the `text` can be read alone.
    pub fn chapeau(&self, paragraph: &Paragraph) -> Option<String> {
        let above = std::iter::successors(paragraph.parent, |&index| self.paragraphs[index].parent);
        let above: Vec<_> = above.map(|index| self.text(&self.paragraphs[index])).collect();
        let mut chapeau = String::new();
        above.iter().rev().for_each(|words| text::append(&mut chapeau, words));
        (!chapeau.is_empty()).then_some(chapeau)
    }

    /// The text that can be read alone: behind the words of all paragraphs above it.
    pub fn full_text<'s>(&'s self, paragraph: &'s Paragraph) -> Cow<'s, str> {
        let Some(mut full) = self.chapeau(paragraph) else { return Cow::Borrowed(self.text(paragraph)) };
        text::append(&mut full, self.text(paragraph));
        Cow::Owned(full)
    }

    /// The words of a stretch of the source, without Markdown, line breaks and white space at the ends.
    pub fn words(&self, span: Span) -> String {
        clean(&self.source, &self.segments, span)
    }

    /// The source bytes behind a range of bytes of a paragraph's `text`. Where many are asked for, [`Normalized::origins`] is faster.
    pub fn source_span(&self, paragraph: &Paragraph, range: Range<usize>) -> Span {
        self.origins(paragraph).span(range)
    }

    /// Where the words of a paragraph's `text` stand in the source.
    pub fn origins(&self, paragraph: &Paragraph) -> Origins {
        Origins::new(self.source.text(), &self.segments, paragraph)
    }
}

impl Words {
    /// The words as one text.
    pub(super) fn text<'s>(&'s self, source: &'s Rendition) -> &'s str {
        match self {
            Words::Stretch(span) => &source.text()[span.range()],
            Words::Joined(text) => text,
        }
    }
}
