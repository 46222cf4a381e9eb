//! Releases that are there: opened, read with their digests compared, listed and compared with each other.

pub(crate) mod difference;
pub(crate) mod existing;
pub(crate) mod log;
pub(crate) mod opened;
pub(crate) mod verified_reader;
