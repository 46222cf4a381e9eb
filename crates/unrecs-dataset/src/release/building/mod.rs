//! The way of a release from its plan to its place: files of data, the version, what stands beside the data.

pub(crate) mod changes;
pub(crate) mod contents;
pub(crate) mod data;
pub(crate) mod described;
pub(crate) mod manifest;
pub(crate) mod provenance;
pub(crate) mod session;
pub(crate) mod verdict;
