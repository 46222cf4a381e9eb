//! What a page carries besides its text: page numbers, job numbers, running symbols, rules; and footnotes.

use crate::value::{Symbol, is_digits};

/// Whether a line is nothing but page numbers (`3/12`), job numbers (`V.19-05587 (C)`), bar codes (`*1905587*`), document symbols
/// and horizontal rules. A number alone is not: it may be the number of a recommendation whose words are lost.
pub fn is_furniture(line: &str) -> bool {
    let mut words = line.split_whitespace();
    // A running symbol has no point behind it; in a footnote it has.
    let is_symbol = |word: &str| !word.ends_with('.') && word.parse::<Symbol>().is_ok();
    let is_furniture =
        |word: &str| is_rule(word) || is_page(word) || is_job_number(word) || is_bar_code(word) || is_symbol(word);
    // The language mark behind a job number.
    let is_language = |word: &str| LANGUAGES.contains(&word);
    // A number beside a running symbol is that of the page.
    let is_number = |word: &str| is_digits(word, 1..=4);
    let is_number_of_page = line.split_once(' ').is_some_and(|(word, number)| word == "Page" && is_number(number));
    line.len() <= 120
        && (is_number_of_page
            || line.split_whitespace().any(is_furniture)
                && words.next().is_some_and(|word| is_furniture(word) || is_number(word))
                && words.all(|word| is_furniture(word) || is_language(word) || is_number(word)))
}

/// The marks of the languages behind job numbers.
const LANGUAGES: [&str; 6] = ["(A)", "(C)", "(E)", "(F)", "(R)", "(S)"];

fn is_rule(word: &str) -> bool {
    word.len() >= 3 && [b'-', b'_', b'*'].iter().any(|mark| word.bytes().all(|byte| byte == *mark))
}

fn is_page(word: &str) -> bool {
    word.split_once('/').is_some_and(|(page, of)| is_digits(page, 1..=3) && is_digits(of, 1..=3))
}

/// `V.19-05587`: the duty station, the year, the number.
fn is_job_number(word: &str) -> bool {
    let word = LANGUAGES.iter().find_map(|mark| word.strip_suffix(mark)).unwrap_or(word);
    // Of late, jobs have no station: `22-28997`.
    let of_late = word.split_once('-').is_some_and(|(year, number)| is_digits(year, 2..=2) && is_digits(number, 5..=5));
    let Some((station, rest)) = word.split_once('.') else { return of_late };
    let Some((year, number)) = rest.split_once('-') else { return false };
    (1..=3).contains(&station.len())
        && station.bytes().all(|byte| byte.is_ascii_uppercase())
        && is_digits(year, 2..=2)
        && is_digits(number, 4..=6)
}

fn is_bar_code(word: &str) -> bool {
    let inside = word.trim_matches(['*', '\\']);
    inside.len() < word.len() && is_digits(inside, 6..=word.len())
}

/// Whether a line begins a footnote: an escaped asterisk, a superscript number, or `[^1]:`.
pub fn is_footnote(line: &str) -> bool {
    let behind_stars = line.trim_start_matches("\\*");
    let starred = behind_stars.len() < line.len() && behind_stars.starts_with(char::is_whitespace);
    let superscript = line.starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    starred || superscript || (line.starts_with("[^") && line.contains("]:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_furniture_is_known() {
        for line in [
            "3/12",
            "Page 4",
            "V.19-05587 (C)",
            "GE.33-21936(E)",
            "22-28997 (E)",
            "2/3  35-01234",
            "4 CTOC/COP/WG.7/2019/5",
            "CTOC/COP/WG.7/2019/5",
            "2/8   V.19-05587",
            "*1905587*",
            "---",
            "\\*1905587\\*",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["12", "", "(C)", "缔约国应", "见CTOC/COP/WG.7/2019/5", "1. 缔约国", "3/12 缔约国"] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn footnotes_are_known() {
        for line in ["\\* CTOC/COP/WG.7/2019/1。", "\\*\\* 重发。", "¹ 见附件。", "[^1]: 见附件。"] {
            assert!(is_footnote(line), "{line}");
        }
        for line in ["* item", "**bold**", "\\*", "1 apple", "[1]: x"] {
            assert!(!is_footnote(line), "{line}");
        }
    }
}
