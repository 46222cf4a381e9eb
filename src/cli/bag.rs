//! `bag`: a release for an archive.

use std::path::Path;

use serde_json::json;

use super::args::{Args, BagArgs};
use super::release_name::is_directory;
use super::{Stop, output};
use crate::report::{Door, Form, Stream, json};
use unrecs_dataset::release::{self, BagForm, Payload};
use unrecs_text::value::counted;

/// Packages the release that the options name.
pub(super) fn bag(args: &Args, options: &BagArgs, door: &Door) -> Result<u8, Stop> {
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
        door.json(&report)?;
    } else if args.quiet == 0 {
        let (files, path) = (counted(made.files, "file"), made.path.display());
        let line = format!("Packaged version {} as {path}: {files}, {} bytes", made.version, made.bytes);
        door.lines(Stream::Out, [line])?;
    }
    Ok(0)
}
