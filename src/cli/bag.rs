//! `bag`: a release for an archive.

use std::path::Path;

use semver::Version;
use serde_json::json;

use super::args::{Args, BagArgs};
use super::{Stop, output, printed};
use crate::report::{Form, Problem, json};
use unrecs_dataset::release::{self, BagForm, Payload};
use unrecs_text::value::counted;

/// Makes the bag that is asked for.
pub(super) fn bag(args: &Args, asked: &BagArgs) -> Result<u8, Stop> {
    let payload = match asked.release.as_deref() {
        Some(name) => named(args, name)?,
        None => Payload::latest(&output(args)?)?.ok_or_else(|| {
            let message = "there is no good release to put into a bag; `unrecs log` lists all versions";
            Stop::Problems(vec![Problem::plain(message)])
        })?,
    };
    let (form, word) = if asked.zip { (BagForm::Zip, "zip") } else { (BagForm::Directory, "directory") };
    let made = release::bag(&payload, &asked.to, form)?;
    if args.report == Form::Json {
        let report = json!({
            "generator": json::generator(),
            "status": "bagged",
            "version": made.version.to_string(),
            "bag": made.path.to_string_lossy(),
            "form": word,
            "payload_files": made.files,
            "payload_bytes": made.bytes,
        });
        printed(&format!("{report:#}\n"))?;
    } else if args.quiet == 0 {
        let (files, path) = (counted(made.files, "file"), made.path.display());
        printed(&format!("Put version {} into {path}: {files}, {} bytes\n", made.version, made.bytes))?;
    }
    Ok(0)
}

/// A version of the output directory, or the directory of a release. What reads like a version is one: a directory of such a name is
/// told by a `./` in front.
fn named(args: &Args, name: &str) -> Result<Payload, Stop> {
    let is_version = Version::parse(name.strip_prefix('v').unwrap_or(name)).is_ok();
    let is_path = Path::new(name).components().count() > 1 || Path::new(name).is_dir();
    Ok(if is_version || !is_path { Payload::named(name, &output(args)?)? } else { Payload::at(Path::new(name))? })
}
