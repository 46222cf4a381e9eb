//! Lines without the white space round them, and the Markdown in front of their words.

use crate::finding::Span;

/// The lines of a text from a byte offset on, each without the white space at its ends; empty for a blank line.
pub fn lines(text: &str, from: usize) -> impl Iterator<Item = Span> + Clone + '_ {
    let mut start = from;
    let ends = memchr::memchr_iter(b'\n', &text.as_bytes()[from..]).map(move |at| from + at);
    ends.chain([text.len()]).map(move |end| {
        let line = trim(text, Span::new(start, end));
        start = end + 1;
        line
    })
}

/// The label of so many bytes that words begin with, and the words behind it.
pub fn split(text: &str, words: Span, label: usize) -> (Span, Span) {
    let end = words.start + label;
    (Span::new(words.start, end), trim(text, Span::new(end, words.end)))
}

/// The span without white space at its ends.
pub fn trim(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let trimmed = words.trim_start();
    let start = span.end - trimmed.len();
    Span::new(start, start + trimmed.trim_end().len())
}

/// The words of a line, behind heading marks, quote marks and bullets with the white space behind them.
pub fn words(text: &str, line: Span) -> Span {
    let mut start = line.start;
    loop {
        let rest = &text[start..line.end];
        let mark = match rest.as_bytes().first() {
            Some(b'#') => rest.bytes().take_while(|&byte| byte == b'#').count(),
            Some(b'-' | b'*' | b'+' | b'>') => 1,
            _ if rest.starts_with('•') => '•'.len_utf8(),
            _ => return Span::new(start, line.end),
        };
        let behind = &rest[mark..];
        let space = behind.len() - behind.trim_start().len();
        // `**bold**` is no bullet, `-5` no item; a line of nothing but marks has no words.
        if space == 0 && !behind.is_empty() {
            return Span::new(start, line.end);
        }
        start += mark + space;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_their_ends_only() {
        let text = " a \r\n\u{3000}\n# b\u{c}\n";
        let found: Vec<_> = lines(text, 0).map(|line| &text[line.range()]).collect();
        assert_eq!(found, ["a", "", "# b", ""]);
    }

    #[test]
    fn marks_in_front_of_words_are_passed_over() {
        for (line, words) in [
            ("### 1. 缔约国", "1. 缔约国"),
            ("- (a) 偷运", "(a) 偷运"),
            ("> - x", "x"),
            ("**x**", "**x**"),
            ("-5", "-5"),
            ("---", "---"),
            ("#", ""),
            ("• y", "y"),
        ] {
            assert_eq!(&line[super::words(line, Span::new(0, line.len())).range()], words, "{line}");
        }
    }
}
