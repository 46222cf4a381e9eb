//! `bag`: a release for an archive.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Args;
use super::release_name::is_directory;
use super::{Stop, output};
use crate::report::{Door, Form, Stream, json};
use unrecs_dataset::release::{self, BagForm, Payload};
use unrecs_text::value::counted;

/// What to package, and where.
#[derive(Debug, clap::Args)]
pub struct BagArgs {
    /// The version to package, or the directory of a release; the default is the latest release
    #[arg(value_name = "VERSION|DIRECTORY")]
    pub release: Option<String>,
    /// Create the bag in DIRECTORY; its name is the id of the dataset and the version
    #[arg(long, value_name = "DIRECTORY", default_value = ".")]
    pub to: PathBuf,
    /// Create a ZIP file instead of a directory; the same release always gives the same bytes
    #[arg(long)]
    pub zip: bool,
}

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

/// What the help shows.
pub const EXAMPLES: &str = "\
Examples:
  unrecs bag                                    package the latest release in this directory
  unrecs bag 1.2.0 --zip --to /srv/archive      write /srv/archive/<id of the dataset>-1.2.0.zip
  unrecs bag ~/Downloads/v1.2.0                 package any release; needs no configuration
  unrecs bag --report json | jq -r .bag         print the path of the bag

The bag conforms to BagIt 1.0 (RFC 8493) and has SHA-256 digests. If a file differs from the \
manifest, the command names the file and leaves no bag. It never overwrites anything.";
