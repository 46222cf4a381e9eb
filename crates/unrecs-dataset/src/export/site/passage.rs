//! The words of a paragraph with what was found in them: the opening verb, those who are to act, and references as links.

use std::ops::Range;

use super::frame::Page;
use super::html::Attribute;
use super::targets::{Scope, Target, Targets};
use super::words::{Both, find};
use super::work::{Reference, Wording};

/// Writes the words.
pub(super) fn write(page: &mut Page<'_>, wording: &Wording<'_>, targets: &Targets<'_, '_>) {
    let marks = Marks::of(wording);
    for piece in marks.pieces() {
        marks.write(page, piece, targets);
    }
}

/// Places in the words, in bytes.
struct Marks<'w, 'p> {
    text: &'p str,
    references: Vec<(Range<usize>, &'w Reference<'p>)>,
    verb: Option<Range<usize>>,
    addressees: Vec<Range<usize>>,
}

impl<'w, 'p> Marks<'w, 'p> {
    fn of(wording: &'w Wording<'p>) -> Self {
        let text = wording.text;
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let span = |reference: &Reference<'_>| Some(*bytes.get(reference.start)?..*bytes.get(reference.end)?);
        let references = wording.references.iter().filter_map(|one| Some((span(one)?, one)));
        let whole = |surface: &str| text.find(surface).map(|at| at..at + surface.len());
        // Where words stand twice, nobody knows which of them names who is to act.
        let once = |surface: &&str| !surface.is_empty() && text.matches(surface).count() == 1;
        let named = wording.addressees.iter().filter_map(|addressee| addressee.surface).filter(once);
        Self {
            text,
            references: references.filter(|(span, _)| !span.is_empty()).collect(),
            verb: wording.verb.and_then(whole),
            addressees: named.filter_map(whole).collect(),
        }
    }

    /// The text in pieces, over each of which no mark begins or ends.
    fn pieces(&self) -> Vec<Range<usize>> {
        let spans = self.references.iter().map(|(span, _)| span).chain(&self.verb).chain(&self.addressees);
        let mut cuts: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).chain([0, self.text.len()]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
    }

    fn write(&self, page: &mut Page<'_>, piece: Range<usize>, targets: &Targets<'_, '_>) {
        let covers = |span: &Range<usize>| span.start <= piece.start && piece.end <= span.end;
        let (is_verb, is_addressee) = (self.verb.as_ref().is_some_and(covers), self.addressees.iter().any(covers));
        let cited: Vec<&Reference<'p>> =
            self.references.iter().filter(|(span, _)| covers(span)).map(|(_, reference)| *reference).collect();
        if is_verb {
            page.html.markup("<em>");
        }
        if is_addressee {
            page.html.markup("<b>");
        }
        let words = &self.text[piece];
        match cited.first() {
            Some(reference) => link(page, &targets.of_reference(reference), &Linked { words, cited: &cited, targets }),
            None => {
                page.html.words(words);
            }
        }
        if is_addressee {
            page.html.markup("</b>");
        }
        if is_verb {
            page.html.markup("</em>");
        }
    }
}

/// Words that refer.
struct Linked<'l, 't, 'p> {
    words: &'l str,
    cited: &'l [&'l Reference<'p>],
    targets: &'l Targets<'t, 'p>,
}

/// A link to the first target; the title names every target with the rule that decided, and scripts show it to those who cannot hover.
fn link(page: &mut Page<'_>, first: &Target, linked: &Linked<'_, '_, '_>) {
    let title = |reference: &&Reference<'_>| {
        let label = linked.targets.of_reference(reference).label;
        let mut title = page.interface.choose(&label.as_deref()).to_owned();
        if let Some(rule) = find(&format!("rule.{}", reference.rule)) {
            title = format!("{title} — {}", page.interface.choose(&rule.as_deref()));
        }
        match reference.candidates {
            Some(candidates) => format!("{title} ({})", candidates.replace('|', ", ")),
            None => title,
        }
    };
    let title = linked.cited.iter().map(title).collect::<Vec<_>>().join("\n");
    let href = first.href.as_ref().map(|href| match first.scope {
        Scope::Site => page.to(href),
        Scope::Page | Scope::Web => href.clone(),
    });
    let mut attributes: Vec<Attribute<'_>> = match &href {
        Some(href) => vec![("href", href), ("title", &title)],
        None => vec![("class", "open"), ("title", &title)],
    };
    if first.scope == Scope::Web {
        attributes.push(("rel", "noreferrer"));
    }
    page.html.element(if href.is_some() { "a" } else { "span" }, &attributes, linked.words);
}

/// A label in both languages of the interface that is the same in both.
pub(super) fn same(label: &str) -> Both<String> {
    Both { en: label.to_owned(), zh: label.to_owned() }
}
