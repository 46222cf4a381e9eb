//! Lines without the white space round them, and what their words begin with.

use super::label::{self, Label};
use crate::finding::Span;
use crate::value::is_invisible;

/// A line with words.
#[derive(Debug, Clone)]
pub struct Line {
    /// From its first character to its last, Markdown included.
    pub span: Span,
    /// From the first word to the last, the printed number included.
    pub words: Span,
    /// The printed number that the words begin with.
    pub label: Option<Label>,
    /// Whether a blank line or a mark of a heading sets it apart from the line above.
    pub set_apart: bool,
    /// Whether a dash or a bullet stands before the words.
    pub bulleted: bool,
}

/// The lines of a text from a byte offset on that hold anything.
pub fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut blank = true;
    let mut lines = Vec::with_capacity((text.len() - from) / 100);
    for span in spans(text, from) {
        if span.is_empty() {
            blank = true;
            continue;
        }
        let set_apart = std::mem::take(&mut blank) || text[span.range()].starts_with('#');
        lines.push(Line { set_apart, ..line(text, span) });
    }
    lines
}

/// A line by itself.
fn line(text: &str, span: Span) -> Line {
    let (words, bulleted) = words(text, span);
    let inside = &text[words.range()];
    // A line in bold, or a bold number: the stars are syntax, and what they hold is read as if they were not there.
    let bold = inside.strip_prefix("**").and_then(|rest| label::at_start(rest).map(|label| (rest, label)));
    let (words, label) = match bold {
        Some((rest, label)) if rest[label.length..].starts_with("**") => {
            let label = Label { length: label.length + 2, ..label };
            (Span::new(words.start + 2, words.end), Some(label))
        }
        Some((rest, label)) if rest.ends_with("**") => (Span::new(words.start + 2, words.end - 2), Some(label)),
        _ => (words, label::at_start(inside)),
    };
    Line { span, words, label, set_apart: false, bulleted }
}

/// The lines of a text from a byte offset on, each without what is layout at its ends; empty for a blank line.
pub fn spans(text: &str, from: usize) -> impl Iterator<Item = Span> + '_ {
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

/// The span without white space and marks that nobody sees at its ends.
pub fn trim(text: &str, span: Span) -> Span {
    let layout = |c: char| c.is_whitespace() || (is_invisible(c) && !c.is_control());
    let words = &text[span.range()];
    let trimmed = words.trim_start_matches(layout);
    let start = span.end - trimmed.len();
    Span::new(start, start + trimmed.trim_end_matches(layout).len())
}

/// The words of a line, behind heading marks, quote marks and bullets with the white space behind them; and whether a bullet is
/// among these.
fn words(text: &str, line: Span) -> (Span, bool) {
    let mut start = line.start;
    let mut bulleted = false;
    loop {
        let rest = &text[start..line.end];
        let mark = match rest.as_bytes().first() {
            Some(b'#') => rest.bytes().take_while(|&byte| byte == b'#').count(),
            Some(b'-' | b'*' | b'+' | b'>') => 1,
            _ if rest.starts_with('•') => '•'.len_utf8(),
            _ if rest.starts_with(['–', '—']) => '–'.len_utf8(),
            _ => return (Span::new(start, line.end), bulleted),
        };
        let behind = &rest[mark..];
        let space = behind.len() - behind.trim_start().len();
        // `**bold**` is no bullet, `-5` no item; a line of nothing but marks has no words.
        if space == 0 && !behind.is_empty() {
            return (Span::new(start, line.end), bulleted);
        }
        bulleted |= !rest.starts_with(['#', '>']);
        start += mark + space;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_their_ends_only() {
        let text = " a \r\n\u{3000}\n# b\u{c}\n\u{200B}1. c\u{200E}\n";
        let found: Vec<_> = spans(text, 0).map(|line| &text[line.range()]).collect();
        assert_eq!(found, ["a", "", "# b", "1. c", ""]);
        let apart: Vec<_> = lines(text, 0).iter().map(|line| line.set_apart).collect();
        assert_eq!(apart, [true, true, false]);
    }

    #[test]
    fn marks_in_front_of_words_are_passed_over() {
        for (line, words, bulleted) in [
            ("### 1. 缔约国", "1. 缔约国", false),
            ("- (a) 偷运", "(a) 偷运", true),
            ("> - x", "x", true),
            ("**x**", "**x**", false),
            ("-5", "-5", false),
            ("---", "---", false),
            ("#", "", false),
            ("• y", "y", true),
            ("– y", "y", true),
        ] {
            let (found, has_bullet) = super::words(line, Span::new(0, line.len()));
            assert_eq!((&line[found.range()], has_bullet), (words, bulleted), "{line}");
        }
    }
}
