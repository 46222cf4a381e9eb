//! The only writer: a release appears whole or not at all.

mod bag;
mod building;
mod error;
pub(crate) mod manifest;
mod reading;
pub mod signing;
mod store;

use std::path::PathBuf;

use semver::Version;

use crate::compare::Bump;
use crate::dataset::Dataset;
use crate::export::Format;
use crate::promises::Violation;
use crate::tables::Tables;
use unrecs_text::validate::Validated;

pub use bag::{BagForm, Bagged, Payload, bag};
pub(crate) use building::changes::beginning as changelog_of_a_beginning;
pub use building::session::Session;
pub use building::verdict::{Next, Since};
pub use error::ReleaseError;
pub use manifest::origins::{Generator, Input, Origins};
pub use reading::difference::difference;
pub use reading::log::{Logged, log};
pub use reading::opened::{ManifestTable, ManifestView, OpenError, Opened};
pub use reading::verified_reader::{VerifiedReader, VerifiedReaderError};
pub use store::atomic_file::keep;
pub use store::history::{Entry, History, Status};
pub use store::{Recovery, Store};

/// What is to be released.
pub struct Plan<'a> {
    /// What the dataset is called.
    pub dataset: &'a Dataset,
    /// The documents, with everything found wrong with them.
    pub validated: &'a Validated<'a>,
    /// The rows.
    pub tables: &'a Tables<'a>,
    /// What all of it was made from.
    pub origins: &'a Origins,
    /// The formats in which they are to be written.
    pub formats: &'a [&'static Format],
    /// From SOURCE_DATE_EPOCH, else from the clock once. Published to the second.
    pub released_at: jiff::Timestamp,
}

/// How far a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishMode {
    /// It publishes, unless the change is larger than this.
    Publish {
        /// The largest change that is expected.
        at_most: Bump,
    },
    /// It says what it would publish. The output directory is left alone; files are made in the directory for temporary files.
    Rehearse {
        /// The largest change that is expected.
        at_most: Bump,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum Published {
    /// A release was written.
    Released {
        /// Its version, and why.
        next: Next,
        /// Where it is.
        directory: PathBuf,
        /// How many files it has.
        files: usize,
        /// How many bytes they have together.
        bytes: u64,
        /// What was put in order before.
        recovery: Recovery,
    },
    /// The last good release has the same data and the same schema.
    Unchanged {
        /// Its version.
        version: Version,
        /// Where it is.
        directory: PathBuf,
        /// What was put in order before.
        recovery: Recovery,
    },
    /// The change is larger than was expected, so that nothing was released.
    Larger {
        /// What it would have been.
        next: Next,
        /// The largest change that was expected.
        expected: Bump,
        /// What was put in order before.
        recovery: Recovery,
    },
    /// What would be released.
    Rehearsed {
        /// Its version, and why.
        next: Next,
    },
}

impl Published {
    /// What was put in order before; nothing where nothing may be written.
    pub fn recovery(&self) -> Option<&Recovery> {
        match self {
            Self::Released { recovery, .. } | Self::Unchanged { recovery, .. } | Self::Larger { recovery, .. } => {
                Some(recovery)
            }
            Self::Rehearsed { .. } => None,
        }
    }
}

/// The rows break these promises of the schema, in publishing order: nothing is released.
#[derive(Debug)]
pub struct Refused(pub Vec<Violation>);

#[cfg(test)]
mod tests;
