//! The main body: a section for each heading, in it a paragraph for each recommendation, in that a list with a point for each item.

use super::blocks::{Block, Kind, Passage};
use super::inline;
use super::links::Links;
use super::markup::Markup;
use unrecs_text::normalize::Paragraph;
use unrecs_text::parse::SegmentKind;

/// Writes `mainBody`.
pub(super) fn write(markup: &mut Markup, links: &Links<'_, '_>, blocks: &[Block<'_>]) {
    markup.block("mainBody", &[]);
    let first = blocks.iter().position(|block| matches!(block.kind, Kind::Heading(_))).unwrap_or(blocks.len());
    let (introduction, sections) = blocks.split_at(first);
    introduction.iter().for_each(|block| paragraphs(markup, links, block));
    for section in sections.chunk_by(|_, next| !matches!(next.kind, Kind::Heading(_))) {
        write_section(markup, links, section);
    }
    if blocks.is_empty() {
        // The schema wants something in a body, and there are no words.
        markup.empty_block("hcontainer", &[("name", Some("empty"))]);
    }
    markup.end_block();
}

fn write_section(markup: &mut Markup, links: &Links<'_, '_>, blocks: &[Block<'_>]) {
    let Some((Block { kind: Kind::Heading(section), passages }, blocks)) = blocks.split_first() else { return };
    let section = &links.normalized().sections()[*section];
    let [eid, guid] = section.meeting.map_or([None, None], |meeting| links.meeting(meeting));
    markup.block("section", &[("eId", eid), ("GUID", guid)]);
    if let Some((_, numeral)) = section.numeral {
        leaf(markup, "num", |markup| markup.text(&links.normalized().words(numeral)));
    }
    for heading in passages {
        leaf(markup, "heading", |markup| inline::write(markup, links, heading, None));
    }
    let first = blocks.iter().position(|block| matches!(block.kind, Kind::Unit(_)));
    let (introduction, units) = blocks.split_at(first.unwrap_or(blocks.len()));
    if !introduction.is_empty() {
        // Words with nothing behind them are all that there is, and else they introduce it.
        markup.block(if units.is_empty() { "content" } else { "intro" }, &[]);
        introduction.iter().for_each(|block| paragraphs(markup, links, block));
        markup.end_block();
    }
    Units { markup, links, open: Vec::new() }.write(units);
    markup.end_block();
}

/// Writes the units of a section.
struct Units<'m, 'l, 'd, 'r> {
    markup: &'m mut Markup,
    links: &'l Links<'d, 'r>,
    /// The units whose lists are open, the outermost first.
    open: Vec<usize>,
}

impl Units<'_, '_, '_, '_> {
    fn write(mut self, blocks: &[Block<'_>]) {
        for (index, block) in blocks.iter().enumerate() {
            match block.kind {
                Kind::Unit(unit) => {
                    self.leave_up_to(self.unit(unit).parent);
                    self.unit_begins(unit, block.passages.first());
                }
                _ => {
                    let next = blocks[index..].iter().find_map(|block| match block.kind {
                        Kind::Unit(unit) => Some(unit),
                        _ => None,
                    });
                    self.leave_up_to(next.and_then(|next| self.unit(next).parent));
                    self.others(block);
                }
            }
        }
        self.leave_up_to(None);
    }

    fn unit(&self, unit: usize) -> &Paragraph {
        &self.links.normalized().paragraphs()[unit]
    }

    /// Ends the lists inside that of a unit; all of them without one.
    fn leave_up_to(&mut self, parent: Option<usize>) {
        while self.open.pop_if(|open| Some(*open) != parent).is_some() {
            // The list, and the unit that it is of.
            self.markup.end_block();
            self.markup.end_block();
        }
    }

    fn unit_begins(&mut self, index: usize, words: Option<&Passage<'_>>) {
        let (links, unit) = (self.links, self.unit(index));
        let has_items = links.normalized().paragraphs().get(index + 1).is_some_and(|next| next.parent == Some(index));
        let number = printed(links, unit);
        let name = if unit.parent.is_none() { "paragraph" } else { "point" };
        let markup = &mut *self.markup;
        markup.block(name, &[("eId", links.eid(index)), ("GUID", links.guid(index))]);
        leaf(markup, "num", |markup| markup.text(&number));
        let around = if has_items { "intro" } else { "content" };
        if has_items {
            markup.block("list", &[("eId", links.below(index, "list_1").as_deref())]);
        }
        if let Some(words) = words {
            markup.block(around, &[]);
            leaf(markup, "p", |markup| inline::write(markup, links, words, Some(index)));
            markup.end_block();
        }
        if has_items {
            self.open.push(index);
        } else {
            markup.end_block();
        }
    }

    /// Words among the units that belong to none of them.
    fn others(&mut self, block: &Block<'_>) {
        self.markup.block("hcontainer", &[("name", Some(class(block).unwrap_or("text")))]);
        self.markup.block("content", &[]);
        paragraphs(self.markup, self.links, block);
        self.markup.end_block();
        self.markup.end_block();
    }
}

/// The number as printed, without the Markdown that makes it bold.
fn printed(links: &Links<'_, '_>, unit: &Paragraph) -> String {
    links.normalized().source().text()[unit.label_span.range()].trim_end_matches('*').to_owned()
}

fn paragraphs(markup: &mut Markup, links: &Links<'_, '_>, block: &Block<'_>) {
    for passage in &block.passages {
        markup.block("p", &[("class", class(block))]);
        inline::write(markup, links, passage, None);
        markup.close();
    }
}

/// What words are where they are no running text.
fn class(block: &Block<'_>) -> Option<&'static str> {
    match block.kind {
        Kind::Words(SegmentKind::Masthead) => Some("furniture"),
        Kind::Words(SegmentKind::Footnote) => Some("footnote"),
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
