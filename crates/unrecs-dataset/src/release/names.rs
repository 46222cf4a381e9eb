//! What things are called in an output directory.

/// The file that names every version.
pub(super) const VERSIONS: &str = "versions.json";
/// The file that names the last good one; written last.
pub(super) const LATEST: &str = "latest.json";
/// How the names of hidden directories begin.
pub(super) const HIDDEN: &str = ".unrecs-";
/// How many characters are drawn for the name of a hidden directory.
pub(super) const DRAWN: usize = 6;
/// Files in a hidden directory that are there only while formats are made.
pub(super) const SCRATCH: &str = "scratch";
/// The release in a hidden directory.
pub(super) const RELEASE: &str = "release";
