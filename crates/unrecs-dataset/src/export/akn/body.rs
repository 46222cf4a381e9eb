//! The main body: an element for each division, one in the other, and in them one for each paragraph, in that a list with a point for
//! each item.

use super::blocks::{Block, Kind, Passage};
use super::inline;
use super::links::Links;
use super::markup::Markup;
use unrecs_text::finding::Span;
use unrecs_text::normalize::{Division, DivisionKind, Paragraph, ParagraphKind, Role};
use unrecs_text::parse::SegmentKind;

/// Writes `mainBody`.
pub(super) fn write(markup: &mut Markup, links: &Links<'_, '_>, blocks: &[Block<'_>]) {
    markup.block("mainBody", &[]);
    if blocks.is_empty() && links.normalized().divisions().is_empty() {
        // The schema wants something in a body, and there are no words.
        markup.empty_block("hcontainer", &[("name", Some("empty"))]);
    }
    Body { markup, links, divisions: Vec::new(), next: 0, lists: Vec::new() }.write(blocks);
    markup.end_block();
}

/// Writes the divisions with what is in them.
struct Body<'m, 'l, 'd, 'r> {
    markup: &'m mut Markup,
    links: &'l Links<'d, 'r>,
    /// The divisions that are open, the outermost first.
    divisions: Vec<usize>,
    /// The first division that was not begun yet.
    next: usize,
    /// The paragraphs whose lists are open, the outermost first.
    lists: Vec<usize>,
}

impl Body<'_, '_, '_, '_> {
    fn write(mut self, blocks: &[Block<'_>]) {
        for (index, block) in blocks.iter().enumerate() {
            match block.kind {
                Kind::Heading(division) => self.up_to(division, &block.passages),
                Kind::Paragraph(paragraph) => {
                    self.up_to(self.paragraph(paragraph).division, &[]);
                    self.leave_lists(self.paragraph(paragraph).parent);
                    self.paragraph_begins(paragraph, block.passages.first());
                }
                Kind::Words(_) => {
                    let next = blocks[index..].iter().find_map(|block| match block.kind {
                        Kind::Paragraph(paragraph) => Some(self.paragraph(paragraph)),
                        _ => None,
                    });
                    self.leave_lists(next.and_then(|next| next.parent));
                    self.others(block);
                }
            }
        }
        if let Some(last) = self.links.normalized().divisions().len().checked_sub(1) {
            self.up_to(last, &[]);
        }
        self.leave_divisions(None);
    }

    fn paragraph(&self, paragraph: usize) -> &Paragraph {
        &self.links.normalized().paragraphs()[paragraph]
    }

    /// Begins all divisions up to this one that were not begun yet; the last has this heading. One that has ended stays so.
    fn up_to(&mut self, division: usize, heading: &[Passage<'_>]) {
        while self.next <= division {
            let one = &self.links.normalized().divisions()[self.next];
            self.leave_divisions(one.parent);
            let heading = if self.next == division { heading } else { &[] };
            self.division_begins(self.next, one, heading);
            self.next += 1;
        }
        if self.divisions.contains(&division) {
            self.leave_divisions(Some(division));
        }
    }

    /// Ends the divisions inside one; all of them without one.
    fn leave_divisions(&mut self, division: Option<usize>) {
        if self.divisions.last().copied() == division {
            return;
        }
        self.leave_lists(None);
        while self.divisions.pop_if(|open| Some(*open) != division).is_some() {
            self.markup.end_block();
        }
    }

    fn division_begins(&mut self, index: usize, division: &Division, heading: &[Passage<'_>]) {
        let (links, markup) = (self.links, &mut *self.markup);
        let [eid, guid] = links.division(index);
        let (element, name) = element_of_division(division.kind);
        markup.block(element, &[("name", name), ("eId", eid), ("GUID", guid)]);
        // The numeral, and the word for what it is in front of it: Annex II.
        let numbered = division.heading_span.map_or(division.span.end, |heading| heading.start);
        let number = links.normalized().words(Span::new(division.span.start, numbered));
        if !number.is_empty() {
            leaf(markup, "num", |markup| markup.text(&number));
        }
        for heading in heading {
            leaf(markup, "heading", |markup| inline::write(markup, links, heading, None));
        }
        self.divisions.push(index);
    }

    /// Ends the lists inside that of a paragraph; all of them without one.
    fn leave_lists(&mut self, parent: Option<usize>) {
        while self.lists.pop_if(|open| Some(*open) != parent).is_some() {
            // The list, and the paragraph that it is of.
            self.markup.end_block();
            self.markup.end_block();
        }
    }

    fn paragraph_begins(&mut self, index: usize, words: Option<&Passage<'_>>) {
        let (links, paragraph) = (self.links, self.paragraph(index));
        let has_items = paragraph.role == Role::Chapeau;
        let number = printed(links, paragraph);
        let (element, name) = element_of_paragraph(links, paragraph);
        let class = (paragraph.kind == ParagraphKind::Footnote).then_some("footnote");
        let markup = &mut *self.markup;
        markup.block(element, &[("name", name), ("eId", links.eid(index)), ("GUID", links.guid(index))]);
        if !number.is_empty() {
            leaf(markup, "num", |markup| markup.text(&number));
        }
        let around = if has_items { "intro" } else { "content" };
        if has_items {
            markup.block("list", &[("eId", links.below(index, "list_1").as_deref())]);
        }
        if let Some(words) = words {
            markup.block(around, &[]);
            markup.block("p", &[("class", class)]);
            inline::write(markup, links, words, Some(index));
            markup.close();
            markup.end_block();
        }
        if has_items {
            self.lists.push(index);
        } else {
            markup.end_block();
        }
    }

    /// Words that are no paragraph.
    fn others(&mut self, block: &Block<'_>) {
        let class = class(block);
        self.markup.block("hcontainer", &[("name", Some(class.unwrap_or("words")))]);
        self.markup.block("content", &[]);
        for passage in &block.passages {
            self.markup.block("p", &[("class", class)]);
            inline::write(self.markup, self.links, passage, None);
            self.markup.close();
        }
        self.markup.end_block();
        self.markup.end_block();
    }
}

/// The element of a division, and its name where that says more.
fn element_of_division(kind: DivisionKind) -> (&'static str, Option<&'static str>) {
    match kind {
        DivisionKind::Section | DivisionKind::Meeting => ("section", None),
        DivisionKind::Part => ("part", None),
        other => ("hcontainer", Some(other.code())),
    }
}

/// The element of a paragraph, and its name where that says more.
fn element_of_paragraph(links: &Links<'_, '_>, paragraph: &Paragraph) -> (&'static str, Option<&'static str>) {
    match paragraph.kind {
        ParagraphKind::Footnote => ("hcontainer", Some("footnote")),
        _ if paragraph.parent.is_some() => ("point", None),
        ParagraphKind::Preambular => ("hcontainer", Some("recital")),
        ParagraphKind::Text if links.normalized().label(paragraph).is_none() => ("hcontainer", Some("text")),
        _ => ("paragraph", None),
    }
}

/// The number as printed, without the Markdown that makes it bold, which for a footnote is its mark.
fn printed(links: &Links<'_, '_>, paragraph: &Paragraph) -> String {
    let (normalized, span) = (links.normalized(), paragraph.label_span);
    let label = &normalized.source().text()[span.range()];
    if paragraph.kind == ParagraphKind::Footnote { label.trim() } else { label.trim_end_matches('*').trim() }.to_owned()
}

/// What words are where they are no running text.
fn class(block: &Block<'_>) -> Option<&'static str> {
    match block.kind {
        Kind::Words(SegmentKind::Masthead) => Some("furniture"),
        Kind::Words(SegmentKind::Closing) => Some("closing"),
        Kind::Words(SegmentKind::Unrecognized) => Some("unrecognized"),
        _ => None,
    }
}

/// An element with words in it, on a line of its own.
fn leaf(markup: &mut Markup, name: &'static str, words: impl FnOnce(&mut Markup)) {
    markup.block(name, &[]);
    words(markup);
    markup.close();
}
