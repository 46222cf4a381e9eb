//! Shows a text without characters that a reader cannot see and a terminal obeys.

/// The text on one line. Each control character, line break, direction mark and other invisible character becomes an escape such as
/// `\u{1b}`; everything else stays. Showing a shown text again changes nothing.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}

/// Whether a character steers what shows it, or is not seen at all. White space of a line and joined letters are seen.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E00FF}')
}

/// Whether an invisible character could deceive somebody who reads the text around it: a control character, which a terminal may obey,
/// or one that breaks the line or changes the direction of the text behind it. The marks of direction that only one place has (U+200E,
/// U+200F, U+061C) are part of good text.
pub fn is_deceptive(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        let hostile = "a\u{1b}[31m\u{9b}b\u{7f}\r\n\t\u{202e}\u{2066}\u{200f}\u{2028}\u{feff}\u{e0041}";
        let shown = r"a\u{1b}[31m\u{9b}b\u{7f}\r\n\t\u{202e}\u{2066}\u{200f}\u{2028}\u{feff}\u{e0041}";
        assert_eq!(visible(hostile), shown);
        assert_eq!(visible(shown), shown);
    }

    #[test]
    fn letters_of_every_language_stay() {
        for text in
            ["缔约国应当\u{3000}合作", "تُوصي الدولُ", "Государства-участники", "e\u{301}té", "葛\u{e0100}", "a\u{a0}\\b"]
        {
            assert_eq!(visible(text), text);
        }
    }
}
