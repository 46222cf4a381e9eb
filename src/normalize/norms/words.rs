//! Word lists against text: which word stands at the start or at the end, with white space and brackets passed over.

use crate::language::{Actor, NormWords};

/// The longest of the words that a text starts with, as its length in bytes. Case does not count; in a language that sets words
/// apart, the word must end there.
pub fn at_start(text: &str, words: &[&str], spaced: bool) -> Option<usize> {
    let fits = |word: &&&str| starts_with(text, word) && (!spaced || !continues(&text[word.len()..], word));
    words.iter().filter(fits).map(|word| word.len()).max()
}

/// The longest of the words that a text ends with, as its length in bytes.
pub fn at_end(text: &str, words: &[&str], spaced: bool) -> Option<usize> {
    let fits = |word: &&&str| ends_with(text, word, spaced);
    words.iter().filter(fits).map(|word| word.len()).max()
}

/// The longest actor that a text starts with.
pub fn actor_at_start(text: &str, words: &NormWords) -> Option<&'static Actor> {
    let fits = |actor: &&'static Actor| {
        starts_with(text, actor.form) && (!words.spaced || !continues(&text[actor.form.len()..], actor.form))
    };
    words.actors.iter().filter(fits).max_by_key(|actor| actor.form.len())
}

/// The longest actor that a text ends with.
pub fn actor_at_end(text: &str, words: &NormWords) -> Option<&'static Actor> {
    let fits = |actor: &&'static Actor| ends_with(text, actor.form, words.spaced);
    words.actors.iter().filter(fits).max_by_key(|actor| actor.form.len())
}

/// Characters of the longest bracket that is passed over, so that an open bracket costs no search to the end of the text.
const LONGEST_BRACKET: usize = 200;

/// The text without white space, brackets with what they hold, and these words at its end.
pub fn without_tail<'t>(mut text: &'t str, tail: &[&str], spaced: bool) -> &'t str {
    loop {
        let before = text.len();
        text = text.trim_end();
        if text.ends_with(['）', ')'])
            && let Some((open, _)) =
                text.char_indices().rev().take(LONGEST_BRACKET).find(|(_, c)| matches!(c, '（' | '('))
        {
            text = &text[..open];
        } else if let Some(length) = at_end(text, tail, spaced) {
            text = &text[..text.len() - length];
        }
        if text.len() == before {
            return text;
        }
    }
}

/// Bytes at the start of a text that are white space, brackets with what they hold, commas where allowed, and these words.
pub fn head(text: &str, skipped: &[&[&str]], spaced: bool) -> usize {
    let mut at = 0;
    loop {
        let before = at;
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        if rest.starts_with(['（', '('])
            && let Some((close, c)) = rest.char_indices().take(LONGEST_BRACKET).find(|(_, c)| matches!(c, '）' | ')'))
        {
            at += close + c.len_utf8();
        } else if let Some(length) = skipped.iter().filter_map(|words| at_start(rest, words, spaced)).max() {
            at += length;
        }
        if at == before {
            return at;
        }
    }
}

fn starts_with(text: &str, word: &str) -> bool {
    text.as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

fn ends_with(text: &str, word: &str, spaced: bool) -> bool {
    let Some(start) = text.len().checked_sub(word.len()) else { return false };
    text.as_bytes()[start..].eq_ignore_ascii_case(word.as_bytes())
        && (!spaced || !text[..start].ends_with(|c: char| c.is_alphanumeric()))
}

/// Whether the word goes on behind its listed form.
fn continues(behind: &str, word: &str) -> bool {
    word.ends_with(|c: char| c.is_alphanumeric()) && behind.starts_with(|c: char| c.is_alphanumeric())
}
