//! The report as workflow commands of GitHub Actions, which shows them as annotations at the lines of the source.

use std::fmt::Write as _;

use super::{Ending, Problem, place, published, sentence, source_of};
use crate::pipeline::Outcome;
use unrecs_dataset::release::Published;
use unrecs_text::finding::{Finding, Severity};
use unrecs_text::source::Source;

/// One command per line.
pub fn report(ending: &Ending<'_>) -> String {
    match ending {
        Ending::Done(outcome) => done(outcome),
        Ending::Unchanged(_) => String::new(),
        Ending::Stopped(problems) => problems.iter().map(stopped).collect(),
    }
}

fn done(outcome: &Outcome) -> String {
    let mut commands: String =
        outcome.validated.findings().iter().map(|one| of_finding(source_of(&outcome.validated, one), one)).collect();
    for violation in &outcome.violations {
        let _ = writeln!(commands, "::error title=schema::{}", message(&violation.to_string()));
    }
    if let Some(larger @ Published::Larger { .. }) = &outcome.published {
        let _ = writeln!(commands, "::error title=release::{}", message(published::words(larger).trim_end()));
    }
    commands
}

fn of_finding(source: &Source, finding: &Finding) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = place(source, finding);
    let mut properties = format!(
        "file={},line={},endLine={},col={}",
        property(place.path),
        place.start.line,
        place.end.line,
        place.start.column
    );
    // GitHub accepts an end column only if the annotation is on one line.
    if place.start.line == place.end.line {
        let _ = write!(properties, ",endColumn={}", place.end.column);
    }
    format!("::{command} {properties},title={}::{}\n", property(finding.code), message(&sentence(finding)))
}

fn stopped(problem: &Problem) -> String {
    let mut properties: Vec<String> = Vec::new();
    properties.extend(problem.path.as_ref().map(|path| format!("file={}", property(path))));
    properties.extend(problem.at.map(|at| format!("line={},col={}", at.line, at.column)));
    properties.push("title=unrecs".to_owned());
    format!("::error {}::{}\n", properties.join(","), message(&problem.message))
}

/// Escapes the text of a command: a line break would end it.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property, which also ends at a comma or a colon.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::sample;
    use unrecs_text::source::Position;

    #[test]
    fn an_annotation_stands_at_the_characters_concerned() {
        let (source, finding) = sample();
        let expected = "::warning file=in/a b.txt,line=2,endLine=2,col=5,endColumn=7,title=some-rule::作组 stands here; \
                        expected 100%25 工作组\n";
        assert_eq!(of_finding(&source, &finding), expected);
    }

    #[test]
    fn characters_that_would_end_a_command_are_escaped() {
        let problem = Problem {
            full: String::new(),
            message: "100%: a,\r\nb".to_owned(),
            path: Some("a:b,c%.toml".to_owned()),
            at: Some(Position { line: 2, column: 3 }),
        };
        let expected = "::error file=a%3Ab%2Cc%25.toml,line=2,col=3,title=unrecs::100%25: a,%0D%0Ab\n";
        assert_eq!(stopped(&problem), expected);
    }
}
