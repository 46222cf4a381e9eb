//! Words against text, letter by letter: case makes no difference, nor does the form of an apostrophe, a hyphen or a space; signs that only show how a
//! word is read or how the text runs are passed over.

/// ASCII characters that have other forms.
const HAS_FORMS: [char; 3] = ['\'', '-', ' '];

/// What stands behind a word at the start of a text.
pub(crate) fn behind_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    Some(&text[spelled_at_start(text, word)?..])
}

/// What stands behind some words at the start of a text that begins with the same letter, large or small.
pub(crate) fn behind_form<'t>(text: &'t str, form: &str) -> Option<&'t str> {
    let begins = form.is_empty() || text.chars().next() == form.chars().next();
    begins.then(|| behind_word(text, form))?
}

/// Whether a word is another but for case and the form of apostrophes.
pub(crate) fn is_spelled(one: &str, other: &str) -> bool {
    spelled_at_start(one, other) == Some(one.len())
}

/// Bytes that a word takes at the start of a text.
pub(crate) fn spelled_at_start(text: &str, word: &str) -> Option<usize> {
    if let Some((start, behind)) = text.split_at_checked(word.len())
        && start.eq_ignore_ascii_case(word)
    {
        return Some(word.len() + signs(behind.chars()));
    }
    // ASCII letters have no other form.
    if word.is_ascii() && !word.contains(HAS_FORMS) {
        return None;
    }
    let mut letters = text.chars();
    word.chars().all(|letter| letters.find(|&c| !is_sign(c)).is_some_and(|c| is_same(c, letter))).then(|| {
        let rest = letters.as_str();
        text.len() - rest.len() + signs(rest.chars())
    })
}

/// Bytes that a word takes at the end of a text.
pub(crate) fn spelled_at_end(text: &str, word: &str) -> Option<usize> {
    let start = text.len().checked_sub(word.len());
    if start.is_some_and(|start| text.as_bytes()[start..].eq_ignore_ascii_case(word.as_bytes())) {
        return Some(word.len());
    }
    if word.is_ascii() && !word.contains(HAS_FORMS) {
        return None;
    }
    let mut letters = text.char_indices().rev().filter(|&(_, c)| !is_sign(c));
    let mut start = text.len();
    for letter in word.chars().rev() {
        (start, _) = letters.next().filter(|&(_, c)| is_same(c, letter))?;
    }
    Some(text.len() - start)
}

/// Bytes of the signs that belong to the letter in front of them.
fn signs(letters: impl Iterator<Item = char>) -> usize {
    letters.take_while(|&c| is_sign(c)).map(char::len_utf8).sum()
}

/// Whether two letters are the same but for case and the form of an apostrophe, a hyphen or a space.
pub(crate) fn is_same(one: char, other: char) -> bool {
    one == other || plain(one) == plain(other)
}

/// The small letter of a letter, and the plain form of an apostrophe, a hyphen or a space.
pub(super) fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        c => lower(c),
    }
}

/// The small letter of a letter that has one of its own.
pub(crate) fn lower(c: char) -> char {
    // Arabic letters and those of East Asia have one form, and most characters of a text are these or ASCII.
    if matches!(c, '\0'..='\u{7f}' | '\u{600}'..='\u{8ff}' | '\u{2e80}'..='\u{a63f}') {
        return c.to_ascii_lowercase();
    }
    let mut small = c.to_lowercase();
    small.next().filter(|_| small.next().is_none()).unwrap_or(c)
}

/// Whether a character says nothing of which word it is: Arabic vowel signs and the stroke that stretches a word, marks of direction.
pub(crate) fn is_sign(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64B}'..='\u{652}' | '\u{670}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_the_small_letter_of_unicode() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            let mut small = c.to_lowercase();
            let expected = small.next().filter(|_| small.next().is_none()).unwrap_or(c);
            assert_eq!(lower(c), expected, "{c:?}");
        }
    }

    #[test]
    fn case_apostrophes_and_signs_make_no_difference() {
        for (text, word, expected) in [
            ("Requests the", "requests", Some(8)),
            ("Просит Генерального", "просит", Some(12)),
            ("L’Assemblée", "l'", Some(4)),
            ("تسلّم بأن", "تسلم", Some(10)),
            ("الأمـــم", "الأمم", Some(16)),
            ("по\u{2011}прежнему", "по-прежнему", Some(23)),
            ("Se\u{a0}félicitant", "se félicitant", Some(15)),
            ("takes\u{a0}note", "takes note", Some(11)),
            ("request", "requests", None),
            ("Проси", "просит", None),
            ("", "a", None),
        ] {
            assert_eq!(spelled_at_start(text, word), expected, "{text}");
        }
        assert_eq!(spelled_at_end("des États Membres", "états membres"), Some(14));
        assert_eq!(spelled_at_end("к Секретарю", "секретарю"), Some(18));
        assert_eq!(spelled_at_end("no", "not"), None);
    }
}
