//! The report as workflow commands of GitHub Actions, which shows them as annotations at the lines of the source.

use super::door::Command;
use super::{Ending, Problem, place, published, sentence, source_of};
use crate::pipeline::Outcome;
use unrecs_dataset::release::Published;
use unrecs_text::extract::Rendition;
use unrecs_text::finding::{Finding, Severity};

/// All annotations, in the order of the findings.
pub fn report(ending: &Ending<'_>) -> Vec<Command> {
    match ending {
        Ending::Done(outcome) => done(outcome),
        Ending::Unchanged(_) => Vec::new(),
        Ending::Stopped(problems) => problems.iter().map(stopped).collect(),
    }
}

fn done(outcome: &Outcome) -> Vec<Command> {
    let findings = outcome.validated.findings().iter();
    let mut commands: Vec<Command> = findings.map(|one| of_finding(source_of(&outcome.validated, one), one)).collect();
    commands.extend(outcome.violations.iter().map(|violation| error("schema", violation.to_string())));
    if let Some(larger @ Published::Larger { .. }) = &outcome.published {
        commands.push(error("release", published::words(larger).join("\n")));
    }
    commands
}

fn error(title: &'static str, message: String) -> Command {
    Command { name: "error", properties: vec![("title", title.to_owned())], message }
}

fn of_finding(source: &Rendition, finding: &Finding) -> Command {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = place(source, finding);
    let mut properties = vec![
        ("file", place.path.to_owned()),
        ("line", place.start.line.to_string()),
        ("endLine", place.end.line.to_string()),
        ("col", place.start.column.to_string()),
    ];
    // GitHub accepts an end column only if the annotation is on one line.
    if place.start.line == place.end.line {
        properties.push(("endColumn", place.end.column.to_string()));
    }
    properties.push(("title", finding.code.to_owned()));
    Command { name, properties, message: sentence(finding) }
}

fn stopped(problem: &Problem) -> Command {
    let mut properties = Vec::new();
    properties.extend(problem.path.as_ref().map(|path| ("file", path.clone())));
    properties.extend(problem.at.map(|at| ("line", at.line.to_string())));
    properties.extend(problem.at.map(|at| ("col", at.column.to_string())));
    properties.push(("title", "unrecs".to_owned()));
    Command { name: "error", properties, message: problem.message.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::sample;
    use unrecs_text::extract::Position;

    #[test]
    fn an_annotation_stands_at_the_characters_concerned() {
        let (source, finding) = sample();
        let expected = "::warning file=in/a b.txt,line=2,endLine=2,col=5,endColumn=7,title=some-rule::作组 stands here; \
                        expected 100%25 工作组\n";
        assert_eq!(of_finding(&source, &finding).shown(&str::to_owned), expected);
    }

    #[test]
    fn characters_that_would_end_a_command_are_escaped() {
        let problem = Problem {
            full: Vec::new(),
            message: "100%: a,\r\nb".to_owned(),
            path: Some("a:b,c%.toml".to_owned()),
            at: Some(Position { line: 2, column: 3 }),
        };
        let expected = "::error file=a%3Ab%2Cc%25.toml,line=2,col=3,title=unrecs::100%25: a,%0D%0Ab\n";
        assert_eq!(stopped(&problem).shown(&str::to_owned), expected);
    }
}
