//! Hostile inputs: twice the input may take at most 2.3 times the work.

use std::time::Duration;

use unrecs_text::extract::Rendition;
use unrecs_text::finding::Severity;
use unrecs_text::normalize::{self, Identity};
use unrecs_text::parse;
use unrecs_text::resolve::{self, Grammar};
use unrecs_text::validate::{self, Policy};

use super::timed;

/// How much longer twice the input may take.
pub const LIMIT: f64 = 2.3;

/// One hostile input and the times it took.
pub struct Scaling {
    /// What is repeated, and how.
    pub what: String,
    /// Time for the smaller input.
    pub once: Duration,
    /// Time for twice as much.
    pub twice: Duration,
}

impl Scaling {
    /// Time for twice the input over time for the input.
    pub fn ratio(&self) -> f64 {
        self.twice.as_secs_f64() / self.once.as_secs_f64()
    }
}

const PATTERNS: [&str; 21] = [
    "第1条、",
    "和第",
    "《公约》第1条",
    "article 1, ",
    "(a) ",
    "（a）",
    "1. ",
    "１．",
    "1、",
    "《",
    "》",
    "[",
    "](",
    "*",
    "\\",
    "7",
    "一",
    "十百",
    "一. ",
    "2012年5月",
    "# ",
];

/// Every pattern, alone on one long line, inside a recommendation, and one a line; `bytes` of it and then twice as many.
pub fn hostile(bytes: usize, grammar: &Grammar<'_>) -> Vec<Scaling> {
    let mut results = Vec::new();
    for pattern in PATTERNS {
        for (layout, head, end) in LAYOUTS {
            let input = |size: usize| {
                let unit = format!("{pattern}{end}");
                format!("{head}{}", unit.repeat(size / unit.len()))
            };
            results.push(scaling(format!("`{pattern}` {layout}"), (&input(bytes), &input(2 * bytes)), grammar));
        }
    }
    results
}

const LAYOUTS: [(&str, &str, &str); 3] = [
    ("on one line", "", ""),
    ("in a recommendation", "一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. 缔约国应当", ""),
    ("one a line", "一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n", "\n"),
];

/// A busy machine can spoil one comparison and not five: the best of several is taken, and more are made while it is too high.
fn scaling(what: String, (once, twice): (&str, &str), grammar: &Grammar<'_>) -> Scaling {
    let mut result = Scaling { what, once: Duration::MAX, twice: Duration::MAX };
    for run in 0..16 {
        result.once = result.once.min(work(once, grammar));
        result.twice = result.twice.min(work(twice, grammar));
        if run >= 2 && result.ratio() <= LIMIT {
            break;
        }
    }
    result
}

fn work(text: &str, grammar: &Grammar<'_>) -> Duration {
    let bytes = text.as_bytes().to_vec();
    let identity = Identity::named("hostile", "hostile");
    // What was made is freed when the clock stands still: giving large pieces back to the system costs more than small ones.
    let (time, validated) = timed(|| {
        let source = Rendition::from_bytes("hostile", bytes).ok()?;
        let normalized = normalize::normalize(parse::parse(source, parse::Given::default()), identity);
        Some(validate::validate(vec![resolve::resolve(normalized, grammar)], &Policy::default()))
    });
    // Valid UTF-8 is not refused.
    std::hint::black_box(validated.map(|validated| validated.count(Severity::Error)));
    time
}
