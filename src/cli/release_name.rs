//! How the command line names a release: by its version in the output directory, or by its own directory.

use std::path::Path;

use semver::Version;

use super::args::Args;
use super::{Stop, output};
use unrecs_dataset::release::Opened;

/// Whether a name reads like a version, with or without `v` before it.
pub(super) fn is_version(name: &str) -> bool {
    Version::parse(name.strip_prefix('v').unwrap_or(name)).is_ok()
}

/// Whether a name means a directory. A directory whose name reads like a version needs a path such as `./1.0.0`.
pub(super) fn is_directory(name: &str) -> bool {
    let path = Path::new(name);
    !is_version(name) && (path.components().count() > 1 || path.is_dir())
}

/// Opens the release with this name; without one, the latest.
pub(super) fn opened_or_latest(args: &Args, name: Option<&str>) -> Result<Opened, Stop> {
    if let Some(name) = name {
        return opened(args, name);
    }
    let output = output(args)?;
    Opened::latest(&output)?.ok_or_else(|| {
        let output = output.display();
        Stop::plain(format!("{output} has no release, or only yanked ones; run `unrecs build` to make one"))
    })
}

/// Opens the release with this name.
pub(super) fn opened(args: &Args, name: &str) -> Result<Opened, Stop> {
    if is_directory(name) {
        Opened::at(Path::new(name)).map_err(|error| Stop::plain(error.to_string()))
    } else {
        Ok(Opened::named(name, &output(args)?)?)
    }
}
