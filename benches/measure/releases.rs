//! Measuring what is done with releases: the run that finds nothing changed, `verify`, and `diff` of two large releases.

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use super::median;
use super::process::{self, Run};
use crate::corpus::Corpus;

/// Runs that are not counted: memory that a virtual machine has not used for a while is slow to get.
const WARM_UP: usize = 3;

/// The median of runs that find nothing changed since the release before.
///
/// # Errors
/// The binary could not be run, or did not end as it must.
pub fn no_change(config: &Path, runs: usize) -> Result<Run, Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let output = directory.path().join("output");
    process::build(config, &output)?;
    let measured = repeated(runs, || process::build(config, &output))?;
    if fs::read_dir(&output)?.count() != ["v1.0.0", "versions.json", "latest.json"].len() {
        return Err("a run that changed nothing has written something".into());
    }
    Ok(measured)
}

/// The median of runs that verify the release of a configuration.
///
/// # Errors
/// The binary could not be run, or found a difference.
pub fn verify(config: &Path, runs: usize) -> Result<Run, Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let output = directory.path().join("output");
    process::build(config, &output)?;
    let sources = config.parent().unwrap_or(Path::new("."));
    let release = output.join("v1.0.0");
    let arguments = ["verify".as_ref(), release.as_os_str(), "--sources".as_ref(), sources.as_os_str()];
    repeated(runs, || process::run(&arguments, 0))
}

/// The median of runs of `diff` of two releases, of which nearly every row of the second stands elsewhere, and how many rows the
/// first has.
///
/// # Errors
/// The binary could not be run, or did not end as it must.
pub fn diff(corpus: &Corpus, runs: usize) -> Result<(Run, u64), Box<dyn Error>> {
    let output = corpus.config.with_file_name("releases");
    process::build(&corpus.config, &output)?;
    for document in &corpus.documents {
        fs::write(&document.path, shifted(&fs::read_to_string(&document.path)?))?;
    }
    if let Some(last) = corpus.documents.last() {
        fs::remove_file(&last.path)?;
    }
    process::build(&corpus.config, &output)?;
    let [before, after] = ["v1.0.0", "v2.0.0"].map(|version| output.join(version));
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(before.join("manifest.json"))?)?;
    let rows = manifest["tables"].as_array().into_iter().flatten().filter_map(|table| table["rows"].as_u64()).sum();
    let arguments = [OsStr::new("diff"), before.as_os_str(), after.as_os_str()];
    Ok((repeated(runs, || process::run(&arguments, 1))?, rows))
}

/// A document with one of its first words shorter, so that everything behind it moves.
fn shifted(text: &str) -> String {
    text.replacen("应当", "应", 1).replacen(" should ", " may ", 1)
}

fn repeated(runs: usize, run: impl Fn() -> std::io::Result<Run>) -> Result<Run, Box<dyn Error>> {
    let (mut walls, mut peak) = (Vec::new(), None);
    for index in 0..WARM_UP + runs {
        let run = run()?;
        if index >= WARM_UP {
            walls.push(run.wall);
            peak = peak.max(run.peak);
        }
    }
    Ok(Run { wall: median(walls), peak })
}
