//! What the program reads, in the terms of the gold list: headings and paragraphs of the tree.

use unrecs_text::extract::Rendition;
use unrecs_text::normalize::{self, Identity, Normalized, ParagraphKind};
use unrecs_text::parse::{self, Given};

use crate::gold::{Kind, Unit, squeezed};

/// A heading or a paragraph as it was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Read {
    /// None for what no gold unit can be, such as the words of a masthead.
    pub kind: Option<Kind>,
    /// How deep it stands below its paragraph.
    pub level: usize,
    /// Number and words.
    words: String,
}

/// The tree of a document.
pub fn tree(rendition: Rendition) -> Normalized {
    let identity = Identity::named("document", "body");
    normalize::normalize(parse::parse(rendition, Given::default()), identity)
}

/// The units that were read, in the order of the text; none where no language table fits.
pub fn units(document: &Normalized) -> Option<Vec<Read>> {
    document.metadata().language?;
    let text = document.source().text();
    let headings = document.divisions().iter().filter(|division| !division.span.is_empty()).map(|division| {
        let words = squeezed(&text[division.span.range()]);
        (division.span.start, Read { kind: Some(Kind::Heading), level: 0, words })
    });
    let paragraphs = document.paragraphs().iter().map(|paragraph| {
        let kind = match paragraph.kind {
            ParagraphKind::Preambular => Kind::Preambular,
            ParagraphKind::Footnote => Kind::Footnote,
            _ => Kind::Paragraph,
        };
        let label = &text[paragraph.label_span.range()];
        let words = squeezed(&format!("{label} {}", document.text(paragraph)));
        let level = usize::try_from(paragraph.level - 1).unwrap_or_default();
        (paragraph.span.start, Read { kind: Some(kind), level, words })
    });
    let mut units: Vec<(usize, Read)> = headings.chain(paragraphs).collect();
    units.sort_by_key(|(start, _)| *start);
    Some(units.into_iter().map(|(_, unit)| unit).collect())
}

/// The lines that were read, where the language has no tables.
pub fn lines(document: &Normalized) -> Vec<Read> {
    let lines = document.source().text().lines().map(squeezed).filter(|line| !line.is_empty());
    lines.map(|words| Read { kind: None, level: 0, words }).collect()
}

/// Whether a unit that was read is one of the gold list, whatever white space stands between its words. A heading may stand below its
/// number, and the markup may have a paragraph for each; a bullet is no number.
pub fn is_same(read: &Read, gold: &Unit) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let bullet = |text: &str| text.trim_start_matches(['•', '–', '—', '-', ' ']).to_owned();
    let (words, gold_words) = (letters(&read.words), letters(&bullet(&gold.words)));
    let number = if gold.number.contains(char::is_alphanumeric) { letters(&gold.number) } else { String::new() };
    let heading = read.kind == Some(Kind::Heading) || gold.kind == Kind::Heading;
    // A paragraph may have several blocks: a title and the words below it.
    let block = read.kind == Some(gold.kind) && !gold_words.is_empty();
    let first = block && words.strip_prefix(&number).is_some_and(|words| words.starts_with(&gold_words));
    let further = block && number.is_empty() && words.contains(&gold_words);
    words.strip_prefix(&number) == Some(&gold_words)
        || first
        || further
        || (heading && !gold_words.is_empty() && (words.ends_with(&gold_words) || words.starts_with(&gold_words)))
}
