//! Which language a text is in, by its frequent words.

use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

use super::{Language, is_sign, languages, lower};

/// The frequent words of all languages, each with the languages that have it, as places in [`languages`].
static FREQUENT: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut frequent: HashMap<_, Vec<_>> = HashMap::new();
    for (at, language) in languages().iter().enumerate() {
        language.structure.function_words.iter().for_each(|word| frequent.entry(*word).or_default().push(at));
    }
    frequent
});

/// The language whose frequent words a text has, where one in twenty of its words is one of them, several of them occur and half of all
/// words are in its script: `des` is frequent in German too, and no language shares several such words with another. A short text may
/// have none of them: its language is then the one that alone has its script.
pub(crate) fn by_words(text: &str) -> Option<&'static Language> {
    const WORDS: usize = 2_000;
    const SHARE: usize = 20;
    const DIFFERENT: usize = 3;
    let words: Vec<&str> = words(text).take(WORDS).collect();
    let mut found = vec![0; languages().len()];
    let mut different = vec![HashSet::new(); languages().len()];
    let mut small = String::new();
    for word in &words {
        small.clear();
        small.extend(word.chars().map(lower));
        let Some((word, of)) = FREQUENT.get_key_value(small.as_str()) else { continue };
        for &at in of {
            found[at] += 1;
            different[at].insert(*word);
        }
    }
    let needed = (1 + words.len() / SHARE).min(DIFFERENT);
    for (count, different) in found.iter_mut().zip(different) {
        *count = if different.len() < needed { 0 } else { *count };
    }
    let half = |language: &Language| in_script(&words, language) * 2 > words.len();
    let counts = found.into_iter().zip(languages().iter().copied());
    let mut counts: Vec<_> =
        counts.map(|(count, language)| (if half(language) { count } else { 0 }, language)).collect();
    counts.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
    let second = counts.get(1).map_or(0, |(count, _)| *count);
    let first = counts.first().filter(|(count, _)| *count > second && count * SHARE >= words.len());
    first.map(|(_, language)| *language).or_else(|| by_script(&words))
}

/// The language that alone is written in a script which a quarter of the words of a short text have.
fn by_script(words: &[&str]) -> Option<&'static Language> {
    const FEW: usize = 100;
    let alone = |language: &&&'static Language| {
        languages().iter().filter(|other| own_script(other) == own_script(language)).count() == 1
    };
    let shares = languages().iter().filter(alone).map(|language| (in_script(words, language), *language));
    let (most, language) = shares.max_by_key(|&(share, _)| share).filter(|_| words.len() < FEW)?;
    (most > 0 && most * 4 >= words.len()).then_some(language)
}

/// How many of some words are in the script of a language.
fn in_script(words: &[&str], language: &Language) -> usize {
    let own = own_script(language);
    words.iter().filter(|word| script(word) == own).count()
}

/// The script that a language is written in, by its first frequent word.
fn own_script(language: &Language) -> Option<u32> {
    language.structure.function_words.first().and_then(|word| script(word))
}

/// What the first letter of a word looks like: the same number for letters of one script.
fn script(word: &str) -> Option<u32> {
    let letter = word.chars().next()?;
    Some(match letter {
        c if is_kana(c) => 0x30,
        c if is_alone(c) => 0x4E,
        c if c < '\u{250}' => 0,
        c => u32::from(c) >> 8,
    })
}

/// Whether a character is a word of its own.
fn is_alone(c: char) -> bool {
    is_kana(c) || ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// Whether a character is one of those that Japanese has beside Chinese ones.
fn is_kana(c: char) -> bool {
    ('\u{3040}'..='\u{30FF}').contains(&c)
}

/// The words of a text: a stretch of letters, or one character of a script that sets no words apart.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        let first = rest.chars().next()?;
        let goes_on = |c: char| c.is_alphabetic() && !is_alone(c) || is_sign(c);
        let length = match is_alone(first) {
            true => first.len_utf8(),
            false => rest.find(|c| !goes_on(c)).unwrap_or(rest.len()),
        };
        let (word, behind) = rest.split_at(length);
        rest = behind;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_that_two_languages_share_decides_nothing() {
        let german = "Der Rat, im Bewusstsein des Berichts des Vorsitzes und des Standes des Verfahrens, billigt den Entwurf des \
                      Haushalts und beschließt, die Tagung im Mai fortzusetzen und danach erneut zu prüfen, welche Schritte nötig sind.";
        assert_eq!(by_words(german).map(|language| language.tag), None);
        let french = "Le Conseil, ayant examiné le rapport des présidents et l’état des travaux, approuve le projet de budget, décide de \
                      poursuivre sa session au mois de mai et examinera ensuite les mesures qui seront nécessaires.";
        assert_eq!(by_words(french).map(|language| language.tag), Some("fr"));
        assert_eq!(by_words("The Council decides to meet in May").map(|language| language.tag), Some("en"));
    }
}
