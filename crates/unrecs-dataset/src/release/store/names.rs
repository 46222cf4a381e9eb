//! What things are called in an output directory.

/// How the names of hidden directories begin.
pub(crate) const HIDDEN: &str = ".unrecs-";
/// How many characters are drawn for the name of a hidden directory.
pub(crate) const DRAWN: usize = 6;
/// Files in a hidden directory that are there only while formats are made.
pub(crate) const SCRATCH: &str = "scratch";
/// The release in a hidden directory.
pub(crate) const RELEASE: &str = "release";
