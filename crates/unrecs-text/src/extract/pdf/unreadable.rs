//! Counts what of the pages cannot be read for certain.

use super::words::Page;

/// What cannot be read, page by page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unreadable {
    /// How many pages there are.
    pub pages: u32,
    /// How many characters there are.
    pub characters: u64,
    /// What is wrong with pages, in their order.
    pub found: Vec<(u32, Illegible)>,
}

/// What is wrong with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Illegible {
    /// It has no text, as a scanned page.
    NoText,
    /// Characters without a meaning: those of a private use, and those that stand for unknown ones.
    Characters {
        /// How many.
        count: u64,
        /// The first of them.
        first: char,
    },
}

impl Unreadable {
    pub(super) fn of(pages: &[Page<'_>]) -> Self {
        let mut unreadable = Self::default();
        for page in pages {
            unreadable.pages += 1;
            let (mut count, mut first) = (0, None);
            for text in page.words.iter().map(|word| &word.text) {
                if text.is_ascii() {
                    unreadable.characters += text.len() as u64;
                    continue;
                }
                for c in text.chars() {
                    unreadable.characters += 1;
                    if is_unreadable(c) {
                        count += 1;
                        first = first.or(Some(c));
                    }
                }
            }
            let illegible = match first {
                Some(first) => Some(Illegible::Characters { count, first }),
                None => page.words.is_empty().then_some(Illegible::NoText),
            };
            unreadable.found.extend(illegible.map(|illegible| (unreadable.pages, illegible)));
        }
        unreadable
    }

    /// How much of the document it is, in words.
    pub fn shown(&self) -> String {
        let (pages, characters) = self.counts();
        let of = |count: u64, all: u64, what: &str| (count > 0).then(|| format!("{count} of {all} {what}"));
        let pages = of(pages, u64::from(self.pages), "pages");
        let characters = of(characters, self.characters, "characters");
        pages.into_iter().chain(characters).collect::<Vec<_>>().join(" and ")
    }

    /// The larger one of two shares, in thousandths: of the pages without text among the pages, and of the characters without a meaning
    /// among the characters.
    pub fn per_mille(&self) -> u64 {
        let (pages, characters) = self.counts();
        let share = |part: u64, whole: u64| (part * 1000).checked_div(whole).unwrap_or(0);
        share(pages, u64::from(self.pages)).max(share(characters, self.characters))
    }

    /// Pages without text, and characters without a meaning.
    fn counts(&self) -> (u64, u64) {
        let (mut pages, mut characters) = (0, 0);
        for (_, illegible) in &self.found {
            match illegible {
                Illegible::NoText => pages += 1,
                Illegible::Characters { count, .. } => characters += count,
            }
        }
        (pages, characters)
    }
}

/// Whether a character says nothing: of a private use, the one for unknown ones, or a control.
fn is_unreadable(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' | '\u{F0000}'..='\u{10FFFF}') || c.is_control()
}
