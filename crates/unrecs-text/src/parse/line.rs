//! Lines without the white space round them, and the Markdown in front of their words.

use crate::finding::Span;

/// A line of the source: the bytes between the white space at its ends; empty for a blank line.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// Its characters, without white space at either end.
    pub content: Span,
}

/// The lines of a text from a byte offset on.
pub fn lines(text: &str, from: usize) -> impl Iterator<Item = Line> + Clone + '_ {
    let mut start = from;
    let ends = memchr::memchr_iter(b'\n', &text.as_bytes()[from..]).map(move |at| from + at);
    ends.chain(std::iter::once(text.len())).map(move |end| {
        let line = Line { content: trim(text, Span::new(start, end)) };
        start = end + 1;
        line
    })
}

/// The span without white space at its ends.
pub fn trim(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let trimmed = words.trim_start();
    let start = span.end - trimmed.len();
    Span::new(start, start + trimmed.trim_end().len())
}

/// Where the words of a line start, behind heading marks, quote marks and bullets with the white space behind them.
pub fn words_start(text: &str, content: Span) -> usize {
    let mut start = content.start;
    loop {
        let rest = &text[start..content.end];
        let mark = match rest.as_bytes().first() {
            Some(b'#') => rest.bytes().take_while(|&byte| byte == b'#').count(),
            Some(b'-' | b'*' | b'+' | b'>') => 1,
            _ if rest.starts_with('•') => '•'.len_utf8(),
            _ => return start,
        };
        let behind = &rest[mark..];
        let space = behind.len() - behind.trim_start().len();
        // `**bold**` is no bullet, `-5` no item; a line of nothing but marks has no words.
        if space == 0 && !behind.is_empty() {
            return start;
        }
        start += mark + space;
        if behind.is_empty() {
            return start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_their_ends_only() {
        let text = " a \r\n\u{3000}\n# b\u{c}\n";
        let found: Vec<_> = lines(text, 0).map(|line| &text[line.content.range()]).collect();
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
            assert_eq!(&line[words_start(line, Span::new(0, line.len()))..], words, "{line}");
        }
    }
}
