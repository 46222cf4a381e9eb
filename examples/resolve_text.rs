//! Reads plain texts paragraph by paragraph, prints each reference with its sentence, and counts how the references ended.
//!
//! `cargo run --example resolve_text -- --language zh [--body ctoc-cop-wg7] [--registry input/registry] [--quiet] FILE…`

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use unrecs_text::resolve::text::Reading;
use unrecs_text::resolve::{Coverage, Grammar, Reference, References};

struct Options {
    language: String,
    body: Option<String>,
    registry: String,
    quiet: bool,
    files: Vec<String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let options = options()?;
    let registry = unrecs_dataset::input::registry(Path::new(&options.registry)).map_err(|error| error.to_string())?;
    let grammar = Grammar::new(&registry);
    let (mut coverage, mut bytes, mut time) = (Coverage::default(), 0, Duration::ZERO);
    for file in &options.files {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        let mut reading = Reading::new(&grammar, &options.language, options.body.as_deref())
            .ok_or_else(|| format!("there is no table for the language {}", options.language))?;
        bytes += text.len();
        for paragraph in text.lines() {
            let start = Instant::now();
            let found = reading.paragraph(paragraph);
            time += start.elapsed();
            coverage.add(paragraph, found.found(), &options.language);
            if !options.quiet {
                print(file, paragraph, &found);
            }
        }
    }
    for (status, count) in &coverage.ended {
        println!("{:>7} {}", count, status.code());
    }
    for (reason, count) in &coverage.excluded {
        println!("{:>7} excluded: {}", count, reason.code());
    }
    println!("{:>7} unaccounted for", coverage.unaccounted.len());
    for unaccounted in &coverage.unaccounted {
        println!("        {}", unaccounted.surface);
    }
    println!("{bytes} bytes in {time:?}, {:.0} MB/s", bytes as f64 / time.as_secs_f64() / 1e6);
    Ok(())
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        language: String::new(),
        body: None,
        registry: "input/registry".to_owned(),
        quiet: false,
        files: Vec::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--language" => options.language = value()?,
            "--body" => options.body = Some(value()?),
            "--registry" => options.registry = value()?,
            "--quiet" => options.quiet = true,
            _ => options.files.push(argument),
        }
    }
    if options.language.is_empty() || options.files.is_empty() {
        return Err("expected --language and at least one file".to_owned());
    }
    Ok(options)
}

fn print(file: &str, paragraph: &str, found: &References<'_>) {
    let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
    for reference in &found.references {
        println!("{name}\t{}\t{}", line(paragraph, reference), sentence(paragraph, &reference.span()));
    }
    for mention in &found.mentions {
        println!("{name}\tmention\t{}\t{}", mention.body.body_id, &paragraph[mention.span()]);
    }
    for exclusion in &found.exclusions {
        let sentence = sentence(paragraph, &exclusion.span());
        println!("{name}\texcluded\t{}\t{}\t{sentence}", exclusion.reason.code(), &paragraph[exclusion.span()]);
    }
}

fn line(paragraph: &str, reference: &Reference<'_>) -> String {
    let mut target = reference.instrument_id().unwrap_or("?").to_owned();
    if let Some(provision) = &reference.provision {
        let parts = [provision.paragraph(), provision.point(), provision.range_end()];
        let parts = parts.map(|part| part.map(|part| format!(" {part}")).unwrap_or_default());
        target = format!("{target} {} {}{}", provision.unit().code(), provision.number(), parts.concat());
    }
    if let Some(symbol) = &reference.target_symbol {
        target = symbol.to_string();
    }
    let method = reference.method.map_or("-", |method| method.code());
    let candidates = reference.candidates.iter().map(|one| one.instrument_id.as_str()).collect::<Vec<_>>().join("|");
    let surface = &paragraph[reference.span()];
    let status = reference.status.code();
    format!(
        "{status}\t{}\t{method}\t{}\t{surface}\t{target}\t{candidates}",
        reference.kind.code(),
        reference.rule.code()
    )
}

/// The words round a span.
fn sentence(text: &str, span: &std::ops::Range<usize>) -> String {
    const ROUND: usize = 60;
    let before: String = text[..span.start].chars().rev().take(ROUND).collect::<Vec<_>>().into_iter().rev().collect();
    let behind: String = text[span.end..].chars().take(ROUND).collect();
    format!("{before}[{}]{behind}", &text[span.clone()])
}
