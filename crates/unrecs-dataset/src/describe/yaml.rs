//! Texts as YAML takes them: a JSON text is one, but for characters that YAML does not take as they are.

use std::fmt::Write as _;

/// The text in double quotes, on one line, so that nothing in it can mean something to YAML.
pub(super) fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut yaml = String::with_capacity(json.len());
    for character in json.chars() {
        // JSON leaves these as they are; YAML 1.2 calls them not printable, or takes them for line breaks or a byte order mark.
        if matches!(character, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') {
            write!(yaml, "\\u{:04x}", u32::from(character)).expect("a String takes every write");
        } else {
            yaml.push(character);
        }
    }
    yaml
}

/// A member with a list of texts; nothing where there are none.
pub(super) fn list(name: &str, texts: &[&str]) -> String {
    let items = texts.iter().map(|text| format!("  - {}\n", quoted(text)));
    if texts.is_empty() { String::new() } else { format!("{name}:\n{}", items.collect::<String>()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_its_quotes_or_its_line() {
        assert_eq!(quoted("a: \"b\"\n- c # 应"), "\"a: \\\"b\\\"\\n- c # 应\"");
        assert_eq!(quoted("\u{85}\u{2028}\u{1}\u{feff}"), "\"\\u0085\\u2028\\u0001\\ufeff\"");
    }
}
