//! The report for people: each finding with its source line and a caret, then a table of counts.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use unrecs_text::value::counted;

use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, DecorStyle};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use unicode_width::UnicodeWidthStr;

use super::summary::Summary;
use super::{Door, Problem, Stream, place, published, source_of};
use crate::pipeline::Outcome;
use unrecs_text::extract::Rendition;
use unrecs_text::finding::{Finding, Severity};
use unrecs_text::parse::Class;
use unrecs_text::resolve::{Coverage, Status};
use unrecs_text::value::visible;

/// How many findings are shown in full; the others are only counted.
pub const SHOWN_IN_FULL: usize = 50;

/// How many characters of a line are shown on each side of the text of a finding.
const WINDOW: usize = 60;

/// Wider than an excerpt with its label, so that the renderer does not cut it again.
const WIDEST: usize = 10_000;

/// Writes the findings and violations: the first [`SHOWN_IN_FULL`] in full, errors before others, and the rest counted by rule.
///
/// # Errors
/// Those of the stream.
pub fn findings(outcome: &Outcome, door: &Door) -> io::Result<()> {
    // What stops the run comes first.
    let mut findings: Vec<&Finding> = outcome.validated.findings().iter().collect();
    findings.sort_by_key(|finding| finding.severity != Severity::Error);
    let (full, counted) = findings.split_at(findings.len().min(SHOWN_IN_FULL));
    for finding in full {
        door.styled(Stream::Err, &format!("{}\n\n", rendered(source_of(&outcome.validated, finding), finding)))?;
    }
    if !counted.is_empty() {
        let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
        counted.iter().for_each(|finding| *by_code.entry(finding.code).or_default() += 1);
        let head = format!("Showing the first {SHOWN_IN_FULL} of {} findings; the others by rule:", findings.len());
        let counts = by_code.into_iter().map(|(code, count)| format!("{count:>8}  {code}"));
        door.lines(Stream::Err, [head].into_iter().chain(counts).chain([String::new()]))?;
    }
    for violation in &outcome.violations {
        let title = visible(&format!("the tables violate their schema: {violation}"));
        door.styled(Stream::Err, &format!("{}\n\n", title_only(Level::ERROR, &title)))?;
    }
    Ok(())
}

/// What stopped a run, in lines.
pub fn problems(problems: &[Problem]) -> Vec<String> {
    let lines = |problem: &Problem| {
        let mut lines = problem.full.clone();
        lines.iter_mut().take(1).for_each(|first| *first = format!("error: {first}"));
        lines
    };
    problems.iter().flat_map(lines).collect()
}

/// The counts per meeting, the totals, and what was published, in lines.
pub fn summary(outcome: &Outcome) -> Vec<String> {
    let summary = Summary::of(&outcome.validated);
    let head = ["meeting", "no.", "dates", "place", "recommendations", "items", "findings"].map(str::to_owned);
    let mut rows = vec![head];
    rows.extend(summary.meetings.iter().map(|meeting| {
        [
            meeting.meeting_id.clone(),
            meeting.ordinal.to_string(),
            meeting.dates.clone(),
            visible(&meeting.place),
            meeting.recommendations.to_string(),
            meeting.items.to_string(),
            meeting.findings.to_string(),
        ]
    }));
    let blank = String::new;
    rows.extend(summary.outside.iter().map(|outside| {
        let name = match outside.class {
            Class::Compilation => "outside meetings".to_owned(),
            class => counted(outside.documents, class.code()),
        };
        let counts = [outside.recommendations, outside.items, outside.findings].map(|count| count.to_string());
        let [recommendations, items, findings] = counts;
        [name, blank(), blank(), blank(), recommendations, items, findings]
    }));
    let (recommendations, items) = (summary.recommendations().to_string(), summary.items().to_string());
    let all = outcome.validated.findings().len().to_string();
    rows.push(["total".to_owned(), blank(), blank(), blank(), recommendations, items, all]);
    const FIRST_COUNT: usize = 4;
    let mut lines = table(&rows, FIRST_COUNT);

    let [errors, warnings, notes] = summary.findings;
    let documents = match summary.versions {
        versions if versions == summary.documents => counted(versions, "document"),
        versions => format!("{}, {}", counted(summary.documents, "document"), counted(versions, "language version")),
    };
    let severities = [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")].join(", ");
    lines.extend([String::new(), format!("{documents}; {severities}"), references(&summary.coverage)]);
    lines.extend(conclusion(outcome));
    lines
}

/// Counts everything that looks like a reference by its status, so that a failed reading cannot look like a text without references.
fn references(coverage: &Coverage) -> String {
    let ended =
        Status::ALL.iter().map(|&status| format!("{} {}", coverage.count(status), status.code().replace('_', " ")));
    let all = counted(coverage.ended.values().sum(), "reference");
    let ended = ended.collect::<Vec<_>>().join(", ");
    let mentions = counted(coverage.mentions, "mention");
    let excluded: usize = coverage.excluded.values().sum();
    let reasons =
        coverage.excluded.iter().map(|(reason, count)| format!("{count} {}", reason.code().replace('_', " ")));
    let reasons = match excluded {
        0 => String::new(),
        _ => format!(" ({})", reasons.collect::<Vec<_>>().join(", ")),
    };
    let unaccounted = coverage.unaccounted.len();
    format!("{all}: {ended}; {excluded} excluded{reasons}; {unaccounted} unaccounted for; {mentions}")
}

fn conclusion(outcome: &Outcome) -> Vec<String> {
    match &outcome.published {
        Some(published) => published::words(published),
        None if outcome.is_publishable() => vec!["Check passed; nothing was written".to_owned()],
        None => vec!["Nothing was published; correct the errors above first".to_owned()],
    }
}

/// The places that each column takes on a terminal, where a Chinese character takes two.
pub fn widths<const N: usize>(rows: &[[String; N]]) -> [usize; N] {
    std::array::from_fn(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or_default())
}

/// Columns by their width; from the first count on they are aligned right.
pub fn table<const N: usize>(rows: &[[String; N]], first_count: usize) -> Vec<String> {
    let widths = widths(rows);
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            let padding = " ".repeat(width - cell.width());
            if column >= first_count { format!("{padding}{cell}") } else { format!("{cell}{padding}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// One finding with its source line.
pub fn rendered(source: &Rendition, finding: &Finding) -> String {
    let place = place(source, finding);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let excerpt = Excerpt::of(source, finding.span.range());
    let label = visible(&format!("expected {}", finding.expected));
    let message = visible(&finding.message);
    let marked = AnnotationKind::Primary.span(excerpt.marked).label(&label);
    let snippet = Snippet::source(excerpt.text).line_start(place.start.line).annotation(marked);
    let title = Group::with_title(level.clone().primary_title(&message).id(finding.code));
    // The renderer would count the column in the excerpt, which may be cut on its left.
    let margin = " ".repeat(place.start.line.to_string().len());
    let style = DEFAULT_LINE_NUM_STYLE;
    let arrow =
        format!("{margin}{style}-->{style:#} {}:{}:{}", visible(place.path), place.start.line, place.start.column);
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(WIDEST);
    let lines = renderer.render(&[Group::with_level(level).element(snippet)]);
    format!("{}\n{arrow}\n{lines}", renderer.render(&[title]))
}

fn title_only(level: Level<'_>, message: &str) -> String {
    Renderer::styled().render(&[Group::with_title(level.primary_title(message))])
}

/// The line on which a finding begins, cut to a window around the text of the finding.
struct Excerpt {
    text: String,
    /// The range of `text` that the finding is about.
    marked: Range<usize>,
}

impl Excerpt {
    fn of(source: &Rendition, span: Range<usize>) -> Self {
        let text = source.text();
        let before = &text[source.line_start(source.line(span.start))..span.start];
        let rest = &text[span.start..];
        let line = rest[..rest.find('\n').unwrap_or(rest.len())].trim_end_matches('\r');
        let (marked, after) = line.split_at(line.floor_char_boundary(span.end - span.start));
        let head = before.char_indices().rev().nth(WINDOW - 1).map_or(0, |(at, _)| at);
        let left = if head > 0 { "…" } else { "" };
        let mut excerpt = format!("{left}{}", shown(&before[head..]));
        let start = excerpt.len();
        excerpt += &cut(marked);
        let end = excerpt.len();
        excerpt += &cut(after);
        Self { text: excerpt, marked: start..end }
    }
}

/// The beginning of a text, as long as a window.
fn cut(text: &str) -> String {
    match text.char_indices().nth(WINDOW) {
        Some((end, _)) => format!("{}…", shown(&text[..end])),
        None => shown(text),
    }
}

/// Visible text, with a space for a tab, whose width varies.
fn shown(text: &str) -> String {
    visible(&text.replace('\t', " "))
}

#[cfg(test)]
mod tests {
    use super::super::samples::sample;
    use super::*;

    fn excerpt(text: &str, span: Range<usize>) -> (String, String) {
        let source = Rendition::from_bytes("a.txt", text.as_bytes().to_vec()).unwrap();
        let Excerpt { text, marked } = Excerpt::of(&source, span);
        (text[marked].to_owned(), text)
    }

    #[test]
    fn a_finding_is_shown_with_its_line_and_a_caret_below_wide_characters() {
        let (source, finding) = sample();
        let shown = anstream::adapter::strip_str(&rendered(&source, &finding)).to_string();
        let expected = "\
warning[some-rule]: 作组 stands here
 --> in/a b.txt:2:5
  |
2 | 1. 工作组, 应当：
  |      ^^^^ expected 100% 工作组";
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let start = "一\n应当".len();
        let expected = ("促请".to_owned(), "应当促请国家".to_owned());
        assert_eq!(excerpt("一\n应当促请国家\r\n二", start..start + "促请".len()), expected);
    }

    #[test]
    fn a_long_line_is_cut_round_the_span() {
        let text = format!("{}中{}", "前".repeat(500), "后".repeat(500));
        let (marked, shown) = excerpt(&text, 1500..1503);
        assert_eq!(marked, "中");
        assert_eq!(shown.chars().count(), 2 * WINDOW + 3);
    }

    #[test]
    fn a_span_over_several_lines_ends_with_its_first() {
        assert_eq!(excerpt("ab\ncd", 1..5), ("b".to_owned(), "ab".to_owned()));
        assert_eq!(excerpt("ab\n", 3..3), (String::new(), String::new()));
    }

    #[test]
    fn chinese_and_latin_cells_end_in_the_same_place() {
        let rows = [["维也纳", "a", "b", "c", "1"], ["x", "a", "b", "c", "10"]].map(|row| row.map(str::to_owned));
        assert_eq!(table(&rows, 4), ["维也纳  a  b  c   1", "x       a  b  c  10"]);
    }
}
