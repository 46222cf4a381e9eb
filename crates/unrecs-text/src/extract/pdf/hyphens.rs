//! Words that a hyphen parts at the end of a row: the hyphen goes where the joined word stands elsewhere in the document.

use std::borrow::Cow;

use hashbrown::HashSet;

use super::notes::Notes;
use super::paragraphs::Paragraph;
use super::rows::Row;

/// What stands between two rows of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// No hyphen.
    None,
    /// The hyphen parts one word: it goes.
    Parts,
    /// The hyphen belongs to the word.
    Stays,
}

/// The words that hyphens at the ends of rows may part, as far as the document has them elsewhere.
#[derive(Debug)]
pub(super) struct Hyphens {
    /// In small letters.
    known: HashSet<String>,
    /// Whether more of them part words than belong to them.
    parts_words: bool,
}

impl Hyphens {
    /// Looks for the words of each hyphen at the end of a row in all rows.
    pub fn of(paragraphs: &[Paragraph<'_>], notes: &Notes<'_>) -> Self {
        let texts = || paragraphs.iter().map(|one| &one.rows).chain(notes.list.iter().map(|note| &note.rows));
        let mut asked: HashSet<String> = HashSet::new();
        let mut pairs = Vec::new();
        // Parts of words are no words.
        let mut torn: HashSet<usize> = HashSet::new();
        for rows in texts() {
            for pair in rows.windows(2) {
                let (row, next) = (&pair[0].0, &pair[1].0);
                if let Some((before, behind)) = parts(row, next) {
                    let (joined, compound) = (format!("{before}{behind}"), format!("{before}-{behind}"));
                    let (first, last) = (format!("{before}-"), format!("-{behind}"));
                    asked.extend([joined, compound, first, last, behind.clone(), before.clone()]);
                    pairs.push((before, behind));
                    torn.extend(row.words.last().into_iter().chain(next.words.first()).map(|word| word.source.start));
                }
            }
        }
        let mut known = HashSet::new();
        if !asked.is_empty() {
            for row in texts().flatten().map(|(row, _)| row) {
                note_known(row, &torn, |word| {
                    if asked.contains(word) {
                        known.insert(word.to_owned());
                    }
                });
            }
        }
        let joined = pairs.iter().filter(|(before, behind)| known.contains(&format!("{before}{behind}"))).count();
        let kept = pairs.iter().filter(|(before, behind)| known.contains(&format!("{before}-{behind}"))).count();
        Self { known, parts_words: joined > kept }
    }

    /// What a hyphen at the end of a row does, in front of the next one. Where neither the joined word nor the compound stands elsewhere,
    /// the hyphen goes if this document parts words and the end alone is no word of it.
    pub fn between(&self, row: &Row<'_>, next: &Row<'_>) -> Hyphen {
        let ends = last_word(row);
        if ends.ends_with('\u{AD}') {
            return Hyphen::Parts;
        }
        let Some((before, behind)) = parts(row, next) else {
            let glued = ends.ends_with(['-', '\u{2010}']) && ends.chars().count() > 1;
            return if glued { Hyphen::Stays } else { Hyphen::None };
        };
        let has = |word: &str| self.known.contains(word);
        if has(&format!("{before}{behind}")) {
            return Hyphen::Parts;
        }
        // Other words may be joined to the same beginning or end.
        let joins = has(&format!("{before}-")) || has(&format!("-{behind}"));
        let compound = has(&format!("{before}-{behind}")) || joins || (has(&before) && has(&behind));
        if compound || !self.parts_words { Hyphen::Stays } else { Hyphen::Parts }
    }
}

/// Says the whole words of a row, each with the parts that hyphens join: `seventy-fifth`, `seventy-`, `-fifth`.
fn note_known(row: &Row<'_>, torn: &HashSet<usize>, mut note: impl FnMut(&str)) {
    let mut start = 0;
    while start < row.words.len() {
        let end = (start + 1..row.words.len()).find(|&word| row.is_spaced(word)).unwrap_or(row.words.len());
        let parts = &row.words[start..end];
        start = end;
        if parts.iter().any(|part| torn.contains(&part.source.start)) {
            continue;
        }
        let whole: Cow<'_, str> = match parts {
            [one] => Cow::Borrowed(&*one.text),
            several => several.iter().map(|part| &*part.text).collect(),
        };
        let whole = small(&whole);
        note(&whole);
        for (at, hyphen) in whole.match_indices(['-', '\u{2010}']) {
            note(&whole[..at + hyphen.len()]);
            note(&whole[at..]);
        }
    }
}

/// The letters before a hyphen at the end of a row and those at the beginning of the next one, in small letters.
fn parts(row: &Row<'_>, next: &Row<'_>) -> Option<(String, String)> {
    let last = last_word(row);
    let before = last.strip_suffix(['-', '\u{2010}'])?;
    let behind = &*next.words.first()?.text;
    let continues = before.ends_with(char::is_alphabetic) && behind.starts_with(char::is_lowercase);
    continues.then(|| (small(before).into_owned(), small(behind).into_owned()))
}

/// The last word of a row, which poppler may have in several parts.
fn last_word<'r>(row: &'r Row<'_>) -> Cow<'r, str> {
    let start = (1..row.words.len()).rev().find(|&word| row.is_spaced(word)).unwrap_or(0);
    match &row.words[start..] {
        [one] => Cow::Borrowed(&*one.text),
        several => several.iter().map(|part| &*part.text).collect(),
    }
}

/// A word without the signs around it, in small letters.
fn small(word: &str) -> Cow<'_, str> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.chars().any(char::is_uppercase) { Cow::Owned(bare.to_lowercase()) } else { Cow::Borrowed(bare) }
}
