//! Footnotes: which lines begin one, and where their marks stand glued to words.

use hashbrown::HashMap;

use super::furniture;
use super::line::Line;
use super::{ParagraphKind, RawDivision, RawParagraph, Segment, SegmentKind};
use crate::extract::{self, MarkKind};
use crate::finding::Span;
use crate::language::Language;
use crate::value::numeral::{SUPERSCRIPT_DIGITS, is_digit};

/// How the line of a footnote begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the mark, without the white space behind it.
    pub length: usize,
    /// The number that it is, where it is one.
    pub number: Option<u32>,
    /// Whether a stroke stands behind the number: `1/`.
    pub stroke: bool,
    /// Whether the form alone shows that it is a mark: a star, a raised number, `[^1]:`.
    pub certain: bool,
}

/// The mark with which a line begins, where it may be that of a footnote.
pub fn mark(words: &str) -> Option<Mark> {
    if furniture::is_footnote(words) {
        let length = match words.find("]:") {
            Some(end) if words.starts_with("[^") => end + 2,
            _ => words
                .find(|c: char| !matches!(c, '\\' | '*') && !SUPERSCRIPT_DIGITS.contains(&c))
                .unwrap_or(words.len()),
        };
        return Some(Mark { length, number: None, stroke: false, certain: true });
    }
    let digits = words.bytes().take(4).take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && !words.starts_with('0') {
        let behind = &words[digits..];
        let stroke = behind.starts_with('/');
        let length = digits + usize::from(stroke);
        let spaced = words[length..].starts_with(char::is_whitespace);
        return spaced.then(|| Mark { length, number: words[..digits].parse().ok(), stroke, certain: false });
    }
    // Stars behind a rule, and letters: *, **, a.
    let stars = words.bytes().take(4).take_while(|&byte| byte == b'*').count();
    let letter = words.starts_with(|c: char| c.is_ascii_lowercase());
    let length = if stars > 0 { stars } else { usize::from(letter) };
    let spaced = words[length..].starts_with(char::is_whitespace);
    ((1..=3).contains(&length) && spaced).then_some(Mark { length, number: None, stroke: false, certain: false })
}

/// Whether a line is a rule as it stands above footnotes.
pub fn is_rule(words: &str) -> bool {
    words.len() >= 5 && words.bytes().all(|byte| byte == b'_')
}

/// How far above a footnote its mark is looked for, in bytes.
const REACH: usize = 8_000;

/// Whether the words above hold the mark of a footnote: glued to a word or its punctuation, or with a stroke (`law 1/`).
pub fn is_cited_above(text: &str, line: &Line, mark: Mark, language: Option<&'static Language>) -> bool {
    let Some(number) = mark.number else { return false };
    let mut start = line.span.start.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let above = &text[start..line.span.start];
    let digits = number.to_string();
    above.match_indices(&digits).any(|(at, _)| {
        let (before, behind) = (&above[..at], &above[at + digits.len()..]);
        if mark.stroke {
            let ends = behind.strip_prefix('/').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            return ends && !before.ends_with(char::is_alphanumeric) && !before.ends_with('\n') && !before.is_empty();
        }
        is_glued(before, behind, language)
    })
}

/// Whether a number stands where a raised mark was: right behind a word in small letters or its punctuation, and not in front of one.
/// It is no decimal (`1,5 million`), no part of a symbol (`Add.1`), and not in quotation marks.
fn is_glued(before: &str, behind: &str, language: Option<&'static Language>) -> bool {
    let mut letters = before.chars().rev();
    let Some(last) = letters.next() else { return false };
    let above = letters.next();
    let follows = match last {
        ',' => !(language.is_some_and(|language| language.decimal_comma) && above.is_some_and(is_digit)),
        '.' => above.is_some_and(char::is_lowercase) && is_end_of_word(before),
        ';' | ':' | '”' | '"' | '’' | ')' | '，' | '。' | '；' | '：' | '》' | '）' | '」' | '»' | '،' | '؛' => {
            true
        }
        _ => last.is_lowercase() && above.is_some_and(char::is_alphabetic),
    };
    follows
        && !is_thousands(behind)
        && !behind.starts_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '–') || OPENING_MARKS.contains(&c)
        })
}

/// Whether three digits stand behind a space: the number above them goes on, as in `1 500`.
fn is_thousands(behind: &str) -> bool {
    let Some(digits) = behind.strip_prefix([' ', '\u{a0}', '\u{202f}']) else { return false };
    digits.len() - digits.trim_start_matches(is_digit).len() == 3
}

/// What stands behind a number in quotation marks where they open and close the other way round: ’1‘.
const OPENING_MARKS: [char; 2] = ['‘', '“'];

/// Whether the point behind which nothing stands ends a word, and not a part of a symbol such as `508/Add.`
fn is_end_of_word(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or(before).trim_end_matches('.');
    !word.contains(['/', '.']) && !word.contains(is_digit)
}

/// Cuts the marks of footnotes out of the words that they are glued to: what is left is the text of the paragraph. The marks count
/// up, so that each is looked for behind the one before it.
pub fn cut_marks(
    text: &str,
    segments: Vec<Segment>,
    paragraphs: &mut [RawParagraph],
    language: Option<&'static Language>,
) -> Vec<Segment> {
    let notes = numbers_of_notes(text, paragraphs);
    let mut marks: Vec<u32> = notes.keys().copied().collect();
    marks.sort_unstable();
    if marks.is_empty() {
        return segments;
    }
    let mut borne: HashMap<u32, usize> = HashMap::new();
    let is_note =
        |segment: &Segment| segment.paragraph().is_none_or(|index| paragraphs[index].kind == ParagraphKind::Footnote);
    let mut marks = Marks { marks, next: 0, language };
    let mut cut = Vec::with_capacity(segments.len());
    // Where each segment stands now.
    let mut moved = Vec::with_capacity(segments.len() + 1);
    for segment in segments {
        moved.push(cut.len());
        if segment.kind != SegmentKind::Words || is_note(&segment) {
            cut.push(segment);
            continue;
        }
        let span = segment.span();
        let mut at = span.start;
        for mark in marks.glued(&text[span.range()]) {
            let mark = span.within(&mark);
            let number = text[mark.range()].parse().ok();
            borne.extend(number.zip(segment.paragraph().map(|index| paragraphs[index].division)));
            for (kind, part) in [(SegmentKind::Words, Span::new(at, mark.start)), (SegmentKind::Markup, mark)] {
                cut.push(Segment::new(kind, part, segment.paragraph()));
            }
            at = mark.end;
        }
        if at < span.end {
            cut.push(Segment::new(segment.kind, Span::new(at, span.end), segment.paragraph()));
        }
    }
    moved.push(cut.len());
    for paragraph in paragraphs {
        paragraph.segments = moved[paragraph.segments.start]..moved[paragraph.segments.end];
        if paragraph.kind == ParagraphKind::Footnote
            && let Some(number) = number(text, paragraph).filter(|number| notes.get(number) == Some(&1))
        {
            paragraph.marked_in = borne.get(&number).copied();
        }
    }
    cut
}

/// The number that the mark of a footnote is.
fn number(text: &str, note: &RawParagraph) -> Option<u32> {
    text[note.label.range()].trim_end_matches('/').parse().ok()
}

/// How many footnotes have each number.
fn numbers_of_notes(text: &str, paragraphs: &[RawParagraph]) -> HashMap<u32, usize> {
    let mut notes = HashMap::new();
    let all = paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Footnote);
    all.filter_map(|note| number(text, note)).for_each(|number| *notes.entry(number).or_insert(0) += 1);
    notes
}

/// Finds the division in whose words the mark of each footnote stands, where the format says where the marks are. Of several notes
/// with one mark, each has its own only where there are as many marks.
pub fn place_by_marks(text: &str, marks: &[extract::Mark], divisions: &[RawDivision], paragraphs: &mut [RawParagraph]) {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for mark in marks {
        if let MarkKind::FootnoteMark { name } = mark.kind() {
            places.entry(name.trim()).or_default().push(mark.text().start);
        }
    }
    let (notes, others): (Vec<usize>, Vec<usize>) =
        (0..paragraphs.len()).partition(|&one| paragraphs[one].kind == ParagraphKind::Footnote);
    let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
    for note in notes {
        named.entry(text[paragraphs[note].label.range()].trim()).or_default().push(note);
    }
    let division = |place: usize| {
        let above = others.partition_point(|&one| paragraphs[one].span.start <= place).checked_sub(1);
        let above = above.map(|above| &paragraphs[others[above]]).filter(|above| place <= above.span.end);
        // Else the mark stands in a heading or in the title.
        let heading = || divisions.partition_point(|division| division.span.start <= place).checked_sub(1);
        above.map(|above| above.division).or_else(heading)
    };
    let mut found = Vec::new();
    for (name, notes) in named {
        let places = places.get(name).map_or(&[][..], Vec::as_slice);
        if notes.len() == 1 || notes.len() == places.len() {
            found.extend(notes.into_iter().zip(places).map(|(note, &place)| (note, division(place))));
        }
    }
    for (note, division) in found {
        paragraphs[note].marked_in = division;
    }
}

/// The marks of footnotes in their order, and which of them comes next.
struct Marks {
    marks: Vec<u32>,
    next: usize,
    language: Option<&'static Language>,
}

impl Marks {
    /// The marks in some words that come next; a few may be missing between.
    fn glued(&mut self, words: &str) -> Vec<std::ops::Range<usize>> {
        const MISSING: usize = 3;
        let mut found = Vec::new();
        let mut at = 0;
        while self.next < self.marks.len() {
            let rest = &words[at..];
            let Some(start) = rest.find(|c: char| c.is_ascii_digit()).map(|start| at + start) else { break };
            let length = words[start..].bytes().take_while(u8::is_ascii_digit).count();
            let end = start + length;
            let digits = &words[start..end];
            let candidate = self.marks[self.next..].iter().take(MISSING).position(|mark| mark.to_string() == digits);
            if let Some(skipped) = candidate.filter(|_| is_glued(&words[..start], &words[end..], self.language)) {
                self.next += skipped + 1;
                found.push(start..end);
            }
            at = end;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::by_tag;

    #[test]
    fn marks_are_told_from_numbers_of_paragraphs() {
        for (line, length) in [
            ("1 A/90/123.", 1),
            ("1/ See the report.", 2),
            ("12 Ibid.", 2),
            ("\\* 重发。", 2),
            ("[^1]: 见。", 5),
            ("* See", 1),
            ("a A/1", 1),
        ] {
            assert_eq!(mark(line).map(|mark| mark.length), Some(length), "{line}");
        }
        for line in ["1. States", "2012 was", "1)", "About", "**bold**", "10/12", "(a) x"] {
            assert_eq!(mark(line), None, "{line}");
        }
    }

    #[test]
    fn a_mark_is_glued_to_a_word() {
        let cut = |tag: &str, lines: &[&str]| {
            let mut marks = Marks { marks: vec![1, 2, 3, 5], next: 0, language: by_tag(tag) };
            let found =
                |words: &&str| marks.glued(words).into_iter().map(|at| words[at].to_owned()).collect::<Vec<_>>();
            lines.iter().flat_map(found).collect::<Vec<_>>()
        };
        let lines = ["the report;1 the model law2 in 3 steps", "resolution 67/3 and PM5, 第3条, wait;5"];
        assert_eq!(cut("en", &lines), ["1", "2", "5"]);
        assert_eq!(cut("en", &["paragraph 12,1 and"]), ["1"]);
        assert_eq!(cut("fr", &["un taux de 9,1 pour cent et 1,1 milliard, en 2015 ;1"]), ["1"]);
        assert_eq!(cut("es", &["de WT/L/508/Add.1, de GC.18/Res.1 y el tema 10.b.1, el informe.1"]), ["1"]);
        assert!(cut("zh", &["自1994年以来，1 000多名志愿人员"]).is_empty());
        assert!(cut("ar", &["الفقرة 28 (أ) ’1‘ من تقرير"]).is_empty());
    }

    #[test]
    fn a_footnote_stands_in_the_division_of_its_mark() {
        let note = |mark: &str| {
            format!(r#"<authorialNote marker="{mark}" placement="bottom"><p>A/90/{mark}.</p></authorialNote>"#)
        };
        let paragraph = |number: &str, words: &str| {
            format!("<paragraph><num>{number}.</num><content><p>{words}</p></content></paragraph>")
        };
        let body = [
            "<p>A/RES/90/1</p><p>90/1. Vessels</p><p>The General Assembly,</p>".to_owned(),
            format!("<p>Recalling the report of the Secretary-General on registers,{}</p>", note("1")),
            "<paragraph><num>I.</num><heading>Registers</heading></paragraph>".to_owned(),
            paragraph("1", &format!("<i>Welcomes</i> the report;{}", note("2"))),
            format!("<paragraph><num>II.</num><heading>Lanes{}</heading></paragraph>", note("3")),
            paragraph("1", "<i>Decides</i> to remain seized of the matter."),
        ];
        let xml = format!(
            r#"<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="resolution"><mainBody>{}</mainBody></doc></akomaNtoso>"#,
            body.concat()
        );
        let source = extract::extract("a.xml", xml.into_bytes(), None).unwrap();
        let parsed = crate::parse::parse(source, crate::parse::Given::default());
        let kind = |note: &RawParagraph| {
            let division = &parsed.divisions[note.marked_in.unwrap()];
            let numeral = division.numeral.map_or(0, |(printed, _)| printed.place());
            (division.kind.code(), numeral)
        };
        let notes = parsed.paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Footnote);
        assert_eq!(notes.map(kind).collect::<Vec<_>>(), [("preamble", 0), ("section", 1), ("section", 2)]);
    }
}
