//! `bag`: a release for an archive.

use std::path::Path;

use serde_json::json;

use super::args::{Args, BagArgs};
use super::release_name::is_directory;
use super::{Stop, output, printed, printed_json};
use crate::report::{Form, json};
use unrecs_dataset::release::{self, BagForm, Payload};
use unrecs_text::value::counted;

/// Packages the release that the options name.
pub(super) fn bag(args: &Args, options: &BagArgs) -> Result<u8, Stop> {
    let payload = match options.release.as_deref() {
        Some(name) if is_directory(name) => Payload::at(Path::new(name))?,
        Some(name) => Payload::named(name, &output(args)?)?,
        None => {
            let none =
                || Stop::plain("there is no release to package, or all are yanked; `unrecs log` lists all versions");
            Payload::latest(&output(args)?)?.ok_or_else(none)?
        }
    };
    let (form, word) = if options.zip { (BagForm::Zip, "zip") } else { (BagForm::Directory, "directory") };
    let made = release::bag(&payload, &options.to, form)?;
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
        printed_json(&report)?;
    } else if args.quiet == 0 {
        let (files, path) = (counted(made.files, "file"), made.path.display());
        printed(format!("Packaged version {} as {path}: {files}, {} bytes\n", made.version, made.bytes))?;
    }
    Ok(0)
}
