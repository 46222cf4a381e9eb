//! The releases of an output directory with what is known of each, for those who only look.

use std::path::Path;

use serde_json::Value;

use super::existing;
use crate::release::ReleaseError;
use crate::release::store::history::Entry;
use crate::release::store::pointers;

/// One release, with how much it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// What `versions.json` says of it.
    pub entry: Entry,
    /// Whether it is the last good one.
    pub is_latest: bool,
    /// Every table with the number of its rows, in publishing order; none where the release is not there or its manifest is not
    /// the one that was published.
    pub tables: Option<Vec<(String, u64)>>,
}

/// Every release, newest first. Writes nothing and needs no lock, for the pointers change in one step each.
///
/// # Errors
/// [`ReleaseError::Pointer`] where `versions.json` makes no sense, [`ReleaseError::Io`] where it cannot be read.
pub fn log(output: &Path) -> Result<Vec<Logged>, ReleaseError> {
    let history = pointers::read(output)?;
    let latest = history.latest();
    let logged = |entry: &Entry| {
        let manifest = existing::manifest(entry, output).ok();
        let tables = manifest.and_then(|manifest| rows_of_tables(&manifest));
        Logged { entry: entry.clone(), is_latest: latest == Some(entry), tables }
    };
    Ok(history.entries().iter().rev().map(logged).collect())
}

/// The tables that a manifest lists; none where it does not list them in the form of this program.
fn rows_of_tables(manifest: &Value) -> Option<Vec<(String, u64)>> {
    let table = |table: &Value| Some((table["name"].as_str()?.to_owned(), table["rows"].as_u64()?));
    manifest["tables"].as_array()?.iter().map(table).collect()
}
