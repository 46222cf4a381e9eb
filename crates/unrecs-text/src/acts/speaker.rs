//! One who speaks before the opening verb: `We recognize`, `The General Assembly also requests`, 工作组请.

use super::phrase::{self, Forms, Phrase};
use super::table::Table;
use crate::value::punctuation::{COMMAS, STOPS};

/// Words of the longest name of an organ.
const MOST_WORDS: usize = 16;

/// Characters before the verb behind the longest name of an organ, in a language without word ends.
const MOST_CHARACTERS: usize = 30;

/// Phrases of time, place and reason before the one who speaks, and between it and the verb.
pub const MOST_CIRCUMSTANCES: usize = 4;

/// The verb of one who speaks.
pub fn read(text: &str, start: usize, table: &'static Table) -> Option<Phrase> {
    let mut at = start;
    for _ in 0..MOST_CIRCUMSTANCES {
        if let Some(phrase) = spoken(text, at, table) {
            return Some(phrase);
        }
        at = behind_circumstance(text, at, table)?;
    }
    None
}

fn spoken(text: &str, at: usize, table: &'static Table) -> Option<Phrase> {
    if let Some(length) = table.pronouns.at_start(&text[at..]) {
        return phrase::read(text, at + length, Forms::Spoken, table);
    }
    if !table.spaced {
        let places = text[at..].char_indices().take(MOST_CHARACTERS).take_while(|(_, c)| !is_mark(*c));
        let mut ends = places.map(|(offset, c)| at + offset + c.len_utf8());
        return ends.find_map(|end| {
            table.organs.at_end(&text[at..end])?;
            phrase::read(text, end, Forms::Spoken, table)
        });
    }
    let [mut at, behind_small] = name_ends(text, at, table)?;
    // `Le Conseil de sécurité`: a name may end with a small word.
    if let Some(phrase) =
        Some(behind_small).filter(|&end| end > at).and_then(|end| phrase::read(text, end, Forms::Spoken, table))
    {
        return Some(phrase);
    }
    for _ in 0..MOST_CIRCUMSTANCES {
        if let Some(phrase) = phrase::read(text, at, Forms::Spoken, table) {
            return Some(phrase);
        }
        // `The Assembly, on the recommendation of the Committee, decided`
        let behind = text[at..].strip_prefix(',').map_or(&text[at..], str::trim_start);
        at = behind_circumstance(text, text.len() - behind.len(), table)?;
    }
    None
}

fn is_mark(c: char) -> bool {
    COMMAS.contains(&c) || STOPS.contains(&c)
}

/// The offsets behind the name of an organ, up to its last capitalized word and up to its last small one: an article, then capitalized
/// words and small ones between them, one of them an organ.
fn name_ends(text: &str, start: usize, table: &Table) -> Option<[usize; 2]> {
    let article = table.articles.at_start(&text[start..]);
    // A language without articles begins with the name.
    let mut at = start + if table.words.speakers.articles.is_empty() { 0 } else { article? };
    let (mut end, mut names_organ) = (at, false);
    for _ in 0..MOST_WORDS {
        // `L'Assemblée` has no white space behind its article.
        let rest = text[at..].trim_start_matches([' ', '\u{a0}']);
        if rest.len() == text[at..].len() && at > start && !text[..at].ends_with(['\'', '’']) {
            break;
        }
        at = text.len() - rest.len();
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’')).unwrap_or(rest.len())];
        if word.starts_with(char::is_uppercase) {
            names_organ |= table.organs.contains(word);
            end = at + word.len();
        } else if !table.small_words.contains(word) {
            break;
        }
        at += word.len();
    }
    names_organ.then_some([end, at.max(end)])
}

/// The offset behind a phrase of time, place or reason that ends with a comma.
pub fn behind_circumstance(text: &str, at: usize, table: &Table) -> Option<usize> {
    let rest = &text[at..];
    let goes_on = table.circumstances.at_start(rest).is_some() || rest.starts_with(|c: char| c.is_ascii_digit());
    let (comma, c) = rest.char_indices().find(|(_, c)| is_mark(*c)).filter(|_| goes_on)?;
    COMMAS.contains(&c).then(|| text.len() - rest[comma + c.len_utf8()..].trim_start().len())
}
