//! What a manifest says of the files and of the origins of a release, and how it is written.

pub(crate) mod as_text;
pub(crate) mod hashing;
pub(crate) mod listed;
pub(crate) mod origins;
