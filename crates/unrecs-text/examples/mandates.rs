//! Compares the mandates of a corpus with those that a person read: `UNRECS_CORPUS=DIR cargo run -p unrecs-text --example mandates`.
//!
//! The rows of `tests/mandates.tsv` are compared, or those of the file that is named; `--rows` prints every mandate of the corpus with its
//! words instead, in columns set apart by tabs; `--time` how long they take. Files are found by their names, which hold symbols.

mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use files::{normalized, work};
use rayon::prelude::*;
use unrecs_text::language::languages;
use unrecs_text::mandates::{Mandate, Names, actor_code};
use unrecs_text::normalize::Paragraph;
use unrecs_text::registry::Registry;
use unrecs_text::resolve;
use unrecs_text::resolve::{Grammar, Resolved};

/// The rows that a person wrote.
const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mandates.tsv");

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let registry = files::registry(Path::new("input/registry"))?;
    let grammar = Grammar::new(&registry);
    let paths = files::corpus(Path::new(&std::env::var("UNRECS_CORPUS")?))?;
    if arguments.iter().any(|one| one == "--rows") {
        let rows: Vec<Vec<Row>> = paths.par_iter().map(|path| rows(path, &grammar)).collect();
        rows.iter().flatten().for_each(|row| println!("{}\t{}", row.key(), row.printed()));
        return Ok(());
    }
    if arguments.iter().any(|one| one == "--time") {
        time(&paths, &registry, &grammar);
        return Ok(());
    }
    let gold = fs::read_to_string(arguments.first().map_or(GOLD, String::as_str))?;
    measure(&gold, &paths, &grammar);
    Ok(())
}

/// How long the mandates take, beside all that is resolved with them.
fn time(paths: &[PathBuf], registry: &Registry, grammar: &Grammar<'_>) {
    let names: Vec<_> = languages().iter().map(|language| (language.tag, Names::new(registry, language))).collect();
    let (mut resolving, mut mandates) = (Duration::ZERO, Duration::ZERO);
    for path in paths {
        let Some(normalized) = normalized(path) else { continue };
        let start = Instant::now();
        let resolved = resolve::resolve(normalized, grammar);
        resolving += start.elapsed();
        let document = resolved.normalized();
        let own = names.iter().find(|(tag, _)| document.metadata().language == Some(tag));
        let start = Instant::now();
        if let Some((_, names)) = own {
            std::hint::black_box(unrecs_text::mandates::read(document, names));
        }
        mandates += start.elapsed();
    }
    println!("{} documents: references {:?}, mandates {mandates:?}", paths.len(), resolving.saturating_sub(mandates));
}

/// What a person wrote and what was read, for the paragraphs that the person read.
fn measure(text: &str, paths: &[PathBuf], grammar: &Grammar<'_>) {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut wanted: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for line in lines {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let rows = wanted.entry(cells[..3].join("\t")).or_default();
        if cells.get(3).is_some_and(|cell| cell != "-") {
            rows.push(cells[3..].to_vec());
        }
    }
    let works: BTreeSet<&str> = wanted.keys().filter_map(|key| key.split('\t').next()).collect();
    let paths: Vec<_> = paths.iter().filter(|path| works.contains(work(path).as_str())).collect();
    let read: Vec<Row> = paths.par_iter().flat_map_iter(|path| rows(path, grammar)).collect();
    let mut of: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    read.iter().for_each(|row| of.entry(row.key()).or_default().push(row));
    let (mut all, mut reports) = (Score::default(), Score::default());
    for (key, gold) in &wanted {
        let read = of.get(key).map_or(&[][..], Vec::as_slice);
        let tasks = |cells: &Vec<String>| cells[..2].join(" ");
        let report = |cells: &&Vec<String>| cells[0] == "secretary_general" && cells[1] == "report";
        let whole = |cells: &Vec<String>| cells.join(" ");
        let found: Vec<Vec<String>> = read.iter().map(|row| row.cells()).collect();
        all.add(key, gold.iter().map(tasks).collect(), found.iter().map(tasks).collect());
        let of_reports = |rows: &[Vec<String>]| rows.iter().filter(report).map(whole).collect::<Vec<_>>();
        reports.add(key, of_reports(gold), of_reports(&found));
    }
    if !text.contains("# Reports asked of the Secretary-General only.") {
        all.print("all tasks (actor, task)");
    }
    reports.print("reports of the Secretary-General (actor, task, recipient, session, interval, day)");
}

#[derive(Default)]
struct Score {
    right: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

impl Score {
    fn add(&mut self, key: &str, gold: Vec<String>, mut read: Vec<String>) {
        for one in gold {
            match read.iter().position(|other| *other == one) {
                Some(index) => {
                    read.remove(index);
                    self.right += 1;
                }
                None => self.missed.push(format!("{key}: {one}")),
            }
        }
        self.wrong.extend(read.into_iter().map(|one| format!("{key}: {one}")));
    }

    fn print(&self, what: &str) {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (missed, wrong) = (self.missed.len(), self.wrong.len());
        println!("{what}");
        println!("  precision {:.3} of {}", share(self.right, self.right + wrong), self.right + wrong);
        println!("  recall {:.3} of {}", share(self.right, self.right + missed), self.right + missed);
        self.missed.iter().for_each(|one| println!("  missed {one}"));
        self.wrong.iter().for_each(|one| println!("  wrong  {one}"));
    }
}

/// A mandate as it is compared.
struct Row {
    work: String,
    language: &'static str,
    paragraph: String,
    actor: String,
    task: String,
    recipient: String,
    session: String,
    interval: String,
    due: String,
    until: String,
    rest: String,
}

impl Row {
    fn key(&self) -> String {
        format!("{}\t{}\t{}", self.work, self.language, self.paragraph)
    }

    fn cells(&self) -> Vec<String> {
        [&self.actor, &self.task, &self.recipient, &self.session, &self.interval, &self.due].map(String::clone).to_vec()
    }

    fn printed(&self) -> String {
        format!("{}\t{}\t{}", self.cells().join("\t"), self.until, self.rest)
    }
}

fn rows(path: &Path, grammar: &Grammar<'_>) -> Vec<Row> {
    let Some(resolved) = read(path, grammar) else { return Vec::new() };
    let document = resolved.normalized();
    let Some(language) = document.metadata().language else { return Vec::new() };
    let row = |(index, mandate): (usize, &Mandate<'_>)| {
        row(&resolved, &document.paragraphs()[index], mandate, (work(path), language))
    };
    resolved.mandates().iter().map(row).collect()
}

fn row(resolved: &Resolved<'_>, paragraph: &Paragraph, one: &Mandate<'_>, from: (String, &'static str)) -> Row {
    let document = resolved.normalized();
    let null = || "-".to_owned();
    let session = one.session.as_ref().map(|due| {
        let organ = due.organ.map_or("?", |organ| organ.body_id.as_str());
        format!("{organ}/{}", due.number.map_or("?".to_owned(), |number| number.to_string()))
    });
    let day = |due: &unrecs_text::mandates::DueDay| due.on.map_or("?".to_owned(), |on| on.to_string());
    let text = document.text(paragraph);
    let words = |range: Option<std::ops::Range<usize>>| range.map_or(String::new(), |range| text[range].to_owned());
    let candidates: Vec<_> = one.task_candidates.iter().map(|task| task.code()).collect();
    Row {
        work: from.0,
        language: from.1,
        paragraph: document.paragraph_id(paragraph).to_owned(),
        actor: actor_code(document, paragraph, &one.actor).map_or_else(|| "nobody".to_owned(), str::to_owned),
        task: one.task.map_or_else(|| candidates.join("|"), |task| task.code().to_owned()),
        recipient: one.recipient.map_or_else(null, |body| body.body_id.clone()),
        session: session.unwrap_or_else(null),
        interval: one
            .recurrence
            .as_ref()
            .map_or_else(null, |one| one.months.map_or("?".into(), |months| months.to_string())),
        due: one.due.as_ref().map_or_else(null, day),
        until: one.until.as_ref().map_or_else(null, day),
        rest: format!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}",
            if one.within_resources { "resources" } else { "-" },
            one.rule.code(),
            words(Some(one.task_words())),
            words(one.deadline_words()),
            words(one.recurrence_words()),
            words(one.until_words()),
            text.replace(['\t', '\n'], " ")
        ),
    }
}

fn read<'r>(path: &Path, grammar: &Grammar<'r>) -> Option<Resolved<'r>> {
    Some(resolve::resolve(normalized(path)?, grammar))
}
