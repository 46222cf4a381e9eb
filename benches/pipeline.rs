//! Measures every stage and the whole build, and refuses work that grows faster than its input.
//!
//! `cargo bench --bench pipeline` prints the Markdown for `docs/performance.md`; `-- --quick` takes a twentieth of the corpus, and
//! `-- --stages` stops behind the stages, `-- --releases` only compares releases, and `-- --corpus DIRECTORY` only writes the corpus
//! there, for profiling the binary.

mod corpus;
mod measure;

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

use corpus::Corpus;
use measure::process::{self, Run};
use measure::releases;
use measure::scaling::{self, LIMIT};
use measure::{Measurement, median, stages, table};
use unrecs_text::diagnostics_toml::ConfigError;
use unrecs_text::registry::Registry;
use unrecs_text::resolve::Grammar;

/// How much is measured.
struct Size {
    documents: usize,
    runs: usize,
    builds: usize,
    /// Of the corpus whose releases are compared: one document gives some 1,300 rows.
    compared_documents: usize,
    /// Of the smaller of two hostile inputs: so many that neither stays in a cache, and that the allocator asks the system for
    /// memory at both; else these look like work.
    hostile_bytes: usize,
}

const FULL: Size = Size { documents: 2000, runs: 5, builds: 31, compared_documents: 230, hostile_bytes: 16 << 20 };
const QUICK: Size = Size { documents: 100, runs: 3, builds: 7, compared_documents: 23, hostile_bytes: 16 << 20 };

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let size = if arguments.iter().any(|argument| argument == "--quick") { QUICK } else { FULL };
    let corpus = arguments.iter().position(|argument| argument == "--corpus").and_then(|at| arguments.get(at + 1));
    let result = match corpus {
        Some(directory) => only_corpus(Path::new(directory), &size),
        None if arguments.iter().any(|argument| argument == "--stages") => only_stages(&size),
        None if arguments.iter().any(|argument| argument == "--releases") => only_releases(&size),
        None => run(&size),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the bench could not run: {error}");
            ExitCode::FAILURE
        }
    }
}

fn only_corpus(directory: &Path, size: &Size) -> Result<bool, Box<dyn Error>> {
    fs::create_dir_all(directory)?;
    let corpus = corpus::write(directory, size.documents)?;
    println!("{} documents, {:.1} MB: {}", corpus.documents.len(), corpus.bytes as f64 / 1e6, corpus.config.display());
    Ok(true)
}

fn only_stages(size: &Size) -> Result<bool, Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let corpus = corpus::write(directory.path(), size.documents)?;
    println!("{}", table(&stages_on_one_core(&corpus, size)?));
    Ok(true)
}

fn only_releases(size: &Size) -> Result<bool, Box<dyn Error>> {
    println!("{}", goals(&comparisons(size)?)?);
    Ok(true)
}

fn stages_on_one_core(corpus: &Corpus, size: &Size) -> Result<Vec<Measurement>, Box<dyn Error>> {
    let config = unrecs::config::load(&corpus.config)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    Ok(pool.install(|| stages::measure(corpus, &config, size.runs))?)
}

/// Whether the work grows in step with the input.
fn run(size: &Size) -> Result<bool, Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let corpus = corpus::write(directory.path(), size.documents)?;
    println!("{} documents, {:.1} MB\n\n## Stages, one core\n", corpus.documents.len(), corpus.bytes as f64 / 1e6);
    let rows = stages_on_one_core(&corpus, size)?;
    println!("{}\n## Whole builds\n\n{}", table(&rows), whole_builds(&corpus, &rows, size)?);
    let registry = registry()?;
    let results = scaling::hostile(size.hostile_bytes, &Grammar::new(&registry));
    println!("## Twice the input\n\n| input | ms | ms for twice as much | ratio |\n| --- | ---: | ---: | ---: |");
    for result in &results {
        let (once, twice) = (result.once.as_secs_f64() * 1e3, result.twice.as_secs_f64() * 1e3);
        let mark = if result.ratio() > LIMIT { " **over the limit**" } else { "" };
        println!("| {} | {once:.1} | {twice:.1} | {:.2}{mark} |", result.what, result.ratio());
    }
    let over = results.iter().filter(|result| result.ratio() > LIMIT).count();
    println!("\n{} of {} inputs over the limit of {LIMIT}", over, results.len());
    Ok(over == 0)
}

/// The registry of the repository.
fn registry() -> Result<Registry, ConfigError> {
    unrecs_dataset::input::registry(&Path::new(env!("CARGO_MANIFEST_DIR")).join("input/registry"))
}

/// The builds by the binary, against the goals of the project.
fn whole_builds(corpus: &Corpus, rows: &[Measurement], size: &Size) -> Result<String, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let whole = builds(&root.join("pipeline.toml"), size.builds)?;
    let directory = tempfile::tempdir()?;
    std::os::unix::fs::symlink(root.join("input"), directory.path().join("input"))?;
    let plain = directory.path().join("pipeline.toml");
    with_formats(&root.join("pipeline.toml"), &plain, &[TABULAR, &["akn"]].concat())?;
    let real = builds(&plain, size.builds)?;
    let all = builds(&corpus.config, size.runs)?;
    let documents = corpus.config.with_file_name("documents.toml");
    with_formats(&corpus.config, &documents, &[TABULAR, &["akn"]].concat())?;
    let described = builds(&documents, size.runs)?;
    let more = (described.wall.as_secs_f64() / all.wall.as_secs_f64() - 1.0) * 100.0;
    let reading = rows.iter().find(|row| row.what == "parse and normalize").map_or(0.0, Measurement::rate);
    let rate = corpus.bytes as f64 / 1e6 / all.wall.as_secs_f64();
    let allowed = 4.0 * corpus.bytes as f64 / 1e6 + 200.0;
    let milliseconds = real.wall.as_secs_f64() * 1e3;
    let floor = rows[0].time.as_secs_f64();
    let against = format!("{:.1} times", all.wall.as_secs_f64() / floor);
    let mut rows = vec![
        Goal::of("build of the real document", format!("{milliseconds:.1} ms"), "under 100 ms", milliseconds < 100.0),
        Goal::of("its peak memory", format!("{:.0} MB", megabytes(&real)), NONE, true),
        Goal::of(
            "the same with the workbook and the database",
            format!("{:.1} ms", whole.wall.as_secs_f64() * 1e3),
            NONE,
            true,
        ),
        Goal::of("parse and normalize, one core", format!("{reading:.0} MB/s"), "200 MB/s or more", reading >= 200.0),
        Goal::of("build of the corpus", format!("{rate:.1} MB/s"), "25 MB/s or more", rate >= 25.0),
        Goal::of("the same, against the floor on one core", against, NONE, true),
        Goal::of(
            "its peak memory",
            format!("{:.0} MB", megabytes(&all)),
            &format!("under {allowed:.0} MB"),
            megabytes(&all) < allowed,
        ),
    ];
    let what = "more for the same with Akoma Ntoso, and every document in every description";
    rows.push(Goal::of(what, format!("{more:.0} %"), "under 30 %", more < 30.0));
    rows.extend(comparisons(size)?);
    Ok(goals(&rows)?)
}

/// The formats that the goals for whole builds were set for; what else is written is measured by itself.
const TABULAR: &[&str] = &["parquet", "csv", "ndjson", "xml", "json"];

/// Writes a copy of a configuration that names these formats.
fn with_formats(config: &Path, copy: &Path, formats: &[&str]) -> io::Result<()> {
    let text = fs::read_to_string(config)?;
    let named = |line: &str| {
        if line.starts_with("formats = ") { format!("formats = {formats:?}\n") } else { format!("{line}\n") }
    };
    fs::write(copy, text.lines().map(named).collect::<String>())
}

/// No goal.
const NONE: &str = "none set";

/// Something measured, beside what it should be.
struct Goal {
    what: String,
    measured: String,
    goal: String,
    met: bool,
}

impl Goal {
    fn of(what: &str, measured: String, goal: &str, met: bool) -> Self {
        Self { what: what.to_owned(), measured, goal: goal.to_owned(), met }
    }
}

/// What is compared with the release before, against the goals of the project.
fn comparisons(size: &Size) -> Result<Vec<Goal>, Box<dyn Error>> {
    let real = releases::no_change(&Path::new(env!("CARGO_MANIFEST_DIR")).join("pipeline.toml"), size.builds)?;
    let directory = tempfile::tempdir()?;
    let corpus = corpus::write(directory.path(), size.compared_documents)?;
    let verified = releases::verify(&Path::new(env!("CARGO_MANIFEST_DIR")).join("pipeline.toml"), size.builds)?;
    let large = releases::verify(&corpus.config, size.runs)?;
    let (diff, rows) = releases::diff(&corpus, size.runs)?;
    let verified_milliseconds = verified.wall.as_secs_f64() * 1e3;
    let (milliseconds, seconds) = (real.wall.as_secs_f64() * 1e3, diff.wall.as_secs_f64());
    let of_rows = format!("diff of two releases of {rows} rows");
    Ok(vec![
        Goal::of(
            "the real document where nothing changed",
            format!("{milliseconds:.1} ms"),
            "under 20 ms",
            milliseconds < 20.0,
        ),
        Goal::of(
            "verify of its release",
            format!("{verified_milliseconds:.1} ms"),
            "under 300 ms",
            verified_milliseconds < 300.0,
        ),
        Goal::of(
            &format!("verify of a release of {rows} rows, {:.0} MB at most", megabytes(&large)),
            format!("{:.2} s", large.wall.as_secs_f64()),
            "none set",
            true,
        ),
        Goal::of(&of_rows, format!("{seconds:.2} s"), "under 3 s", seconds < 3.0),
        Goal::of("its peak memory", format!("{:.0} MB", megabytes(&diff)), "under 1000 MB", megabytes(&diff) < 1e3),
    ])
}

fn megabytes(run: &Run) -> f64 {
    run.peak.map_or(f64::NAN, |peak| peak as f64 / 1e6)
}

fn goals(rows: &[Goal]) -> Result<String, std::fmt::Error> {
    let mut text = String::from("| work | measured | goal | |\n| --- | ---: | ---: | --- |\n");
    for Goal { what, measured, goal, met } in rows {
        writeln!(text, "| {what} | {measured} | {goal} | {} |", if *met { "" } else { "**missed**" })?;
    }
    Ok(text)
}

/// The median wall time and the highest peak of several builds, each into an empty directory, behind some that are not counted:
/// memory that a virtual machine has not used for a while is slow to get.
fn builds(config: &Path, runs: usize) -> Result<Run, Box<dyn Error>> {
    const WARM_UP: usize = 3;
    let mut walls = Vec::new();
    let mut peak = None;
    for index in 0..WARM_UP + runs {
        let output = tempfile::tempdir()?;
        let run = process::build(config, &output.path().join("output"))?;
        if index < WARM_UP {
            continue;
        }
        walls.push(run.wall);
        peak = peak.max(run.peak);
    }
    Ok(Run { wall: median(walls), peak })
}
