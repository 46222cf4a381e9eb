//! White space between words: what of it is layout of the XML file, and what is printed.

use std::ops::Range;

/// White space that lays out a file: tabs, line breaks, spaces.
pub(super) fn is_layout(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// What is not taken over at the edge of a line: any white space, and marks of direction.
pub(super) fn is_edge(c: char) -> bool {
    c.is_whitespace() || is_direction(c)
}

/// Marks that steer the direction of a text and are not seen.
pub(super) fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// White space between two words of a line, with where each character stands.
#[derive(Debug, Default)]
pub(super) struct Gap {
    characters: Vec<(char, Range<usize>)>,
    /// Whether several spaces are one, as where something between them was taken out.
    collapses: bool,
}

impl Gap {
    pub fn add(&mut self, raw: &str, source: usize) {
        self.characters.extend(raw.char_indices().map(|(at, c)| (c, source + at..source + at + c.len_utf8())));
    }

    pub fn add_reference(&mut self, c: char, source: Range<usize>) {
        self.characters.push((c, source));
    }

    pub fn clear(&mut self) {
        self.characters.clear();
        self.collapses = false;
    }

    pub fn is_empty(&self) -> bool {
        self.characters.is_empty() && !self.collapses
    }

    /// From here on several spaces are one.
    pub fn collapse(&mut self) {
        self.collapses = true;
    }

    /// What is printed of it between two characters, with where it stands.
    ///
    /// Spaces alone stay as they are. A run with a tab or a line break is layout: one space, or nothing where a line break stands before
    /// a closing mark, behind an opening one, or beside Chinese characters, which no spaces set apart.
    pub fn between(&self, before: char, next: char) -> Vec<(char, Option<Range<usize>>)> {
        let run = &self.characters;
        let has = |wanted: &[char]| run.iter().any(|(c, _)| wanted.contains(c));
        if !has(&['\t', '\n', '\r']) && !self.collapses {
            return run.iter().map(|(c, source)| (*c, Some(source.clone()))).collect();
        }
        let set_apart = has(&['\t']) || !(closes(next) || opens(before) || is_ideograph(before) || is_ideograph(next));
        let (mut printed, mut spaced) = (Vec::new(), false);
        for (c, source) in run {
            if !is_layout(*c) {
                printed.push((*c, Some(source.clone())));
            } else if !spaced && set_apart {
                spaced = true;
                let space = run.iter().find(|(c, _)| *c == ' ').map(|(_, source)| source.clone());
                printed.push((' ', space.filter(|one| *one == *source)));
            }
        }
        if run.is_empty() && set_apart {
            printed.push((' ', None));
        }
        printed
    }
}

/// Whether a character closes what is before it, so that no white space sets it apart.
fn closes(c: char) -> bool {
    ",.;:!?)]}»”’،؛؟…%，。；：、！？）》」』】〉".contains(c)
}

fn opens(c: char) -> bool {
    "([{«“‘（《「『【〈".contains(c)
}

/// Chinese characters and the marks that are written between them.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}
