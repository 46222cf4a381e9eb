//! Markdown inside a line (CommonMark: backslash escapes, links, images, emphasis; footnote marks): which bytes are syntax.

use std::ops::Range;

/// The bytes of a line that are Markdown syntax, in order and without overlap. An opening mark without its closing one is text.
pub fn markup(line: &str) -> Vec<Range<usize>> {
    let bytes = line.as_bytes();
    let mut cuts = Vec::new();
    if memchr::memchr3(b'\\', b'[', b'*', bytes).is_none() {
        return cuts;
    }
    let mut open_links: Vec<Range<usize>> = Vec::new();
    // Opening stars, single and double ones apart, so that a closing one finds its partner on top.
    let mut open_stars: [Vec<Range<usize>>; 2] = Default::default();
    let mut at = 0;
    while at < bytes.len() {
        let next = bytes.get(at + 1).copied().unwrap_or(b'\n');
        let step = match bytes[at] {
            b'\\' if next.is_ascii_punctuation() => {
                cuts.push(at..at + 1);
                2
            }
            b'[' if next == b'^' => {
                let length = footnote_mark(&bytes[at..]);
                if length > 1 {
                    cuts.push(at..at + length);
                }
                length
            }
            first @ (b'!' | b'[') if first == b'[' || next == b'[' => {
                let length = if first == b'[' { 1 } else { 2 };
                open(&mut open_links, at..at + length);
                length
            }
            b']' => match (open_links.pop(), destination(&bytes[at + 1..])) {
                (Some(opening), Some(length)) => {
                    cuts.extend([opening, at..at + 1 + length]);
                    1 + length
                }
                _ => 1,
            },
            b'*' => {
                let length = if next == b'*' { 2 } else { 1 };
                let run = at..at + length;
                let closes = !line[..at].ends_with(char::is_whitespace) && at > 0;
                let opens = !line[run.end..].starts_with(char::is_whitespace) && run.end < line.len();
                match open_stars[length - 1].pop_if(|_| closes) {
                    Some(opening) => {
                        // What opened inside the pair and did not close is text.
                        while open_stars[2 - length].pop_if(|inner| inner.start > opening.start).is_some() {}
                        cuts.extend([opening, run]);
                    }
                    None if opens => open(&mut open_stars[length - 1], run),
                    None => {}
                }
                length
            }
            _ => 1,
        };
        at += step;
    }
    cuts.sort_unstable_by_key(|cut| cut.start);
    cuts
}

/// Opening marks that wait for their partner. More than that are no nested links but damage, and are text.
const MOST_OPEN: usize = 1_000;

fn open(waiting: &mut Vec<Range<usize>>, mark: Range<usize>) {
    if waiting.len() < MOST_OPEN {
        waiting.push(mark);
    }
}

/// Bytes of the destination of a link, brackets included: `(#)`, `(https://…)`. A destination holds no white space and no bracket.
fn destination(bytes: &[u8]) -> Option<usize> {
    let inside = bytes.strip_prefix(b"(")?;
    let length = inside.iter().position(|&byte| byte == b')' || byte == b'(' || byte.is_ascii_whitespace())?;
    (inside[length] == b')').then_some(length + 2)
}

/// Bytes of a footnote mark such as `[^1]`; 1 where it is none.
fn footnote_mark(bytes: &[u8]) -> usize {
    let name = bytes[2..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).take(20).count();
    if name > 0 && bytes.get(2 + name) == Some(&b']') { name + 3 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(line: &str) -> String {
        let mut text = String::new();
        let mut at = 0;
        for cut in markup(line) {
            assert!(at <= cut.start, "cuts overlap in {line}");
            text.push_str(&line[at..cut.start]);
            at = cut.end;
        }
        text + &line[at..]
    }

    #[test]
    fn syntax_goes_and_text_stays() {
        for (line, expected) in [
            ("临时议程\\*项目4", "临时议程*项目4"),
            ("索引（[CTOC/COP/WG.7/2019/4](#)）作出", "索引（CTOC/COP/WG.7/2019/4）作出"),
            ("\\* [CTOC/COP/WG.7/2019/1](#)。", "* CTOC/COP/WG.7/2019/1。"),
            ("**加强**合作 *Recalling* it", "加强合作 Recalling it"),
            ("**all *of* it**", "all of it"),
            ("a * b, 4* and [3] and [x] (y)", "a * b, 4* and [3] and [x] (y)"),
            ("![logo](a.png)之后[^1]。", "logo之后。"),
            ("[a[b](#)", "[ab"),
            ("a\\b", "a\\b"),
        ] {
            assert_eq!(clean(line), expected);
        }
    }
}
