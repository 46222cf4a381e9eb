//! What keeps a release from a portal, in words that say what to do about it.

use std::path::PathBuf;

use unrecs_dataset::release::OpenError;

/// Why a release did not come to a portal, or not as a whole. What has arrived stays, and the next run goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum PortalError {
    /// The address of the portal is none that may be used.
    #[error("found {found} as the address of a portal; expected {expected}")]
    Address {
        /// What was given.
        found: String,
        /// What is right.
        expected: &'static str,
    },
    /// The key cannot be sent.
    #[error(
        "the environment variable {variable} {problem}; expected the API token of an account that may publish there"
    )]
    Key {
        /// The environment variable.
        variable: String,
        /// What is wrong with its value, which is not shown.
        problem: &'static str,
    },
    /// The release is not described for this kind of portal.
    #[error("{} {problem}; build a release with this version of unrecs first", path.display())]
    Undescribed {
        /// The description.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// Resources cannot be links.
    #[error("nobody knows where the releases are served; links need `base_url` in [dataset] when the release is made")]
    NoAddresses,
    /// A file of the release cannot be read, or is not the one that was published.
    #[error(transparent)]
    Release(#[from] OpenError),
    /// A file of the release changed on its way.
    #[error("{}: {reason}; nothing of it was kept by the portal", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The portal was not reached, or did not end its answer, as often as it was asked.
    #[error("{action} at {portal} {problem}; tried {tries} times (what has arrived stays: run it again)")]
    Unreached {
        /// What was asked of it.
        action: String,
        /// Its address.
        portal: String,
        /// How the last try ended.
        problem: String,
        /// How often it was tried.
        tries: u32,
    },
    /// The portal wants more patience than there is.
    #[error(
        "{action} at {portal}: the portal asks to wait for {seconds} s, which is too long to sit there; run it again then"
    )]
    Wait {
        /// What was asked of it.
        action: String,
        /// Its address.
        portal: String,
        /// As it said.
        seconds: u64,
    },
    /// The portal understood and said no.
    #[error("{action} at {portal} was refused: {reason}")]
    Refused {
        /// What was asked of it.
        action: String,
        /// Its address.
        portal: String,
        /// As it said, field by field where it did.
        reason: String,
    },
    /// What answers is no CKAN, or not a working one.
    #[error("{action} at {portal} got an answer that CKAN does not give: {reason}")]
    Strange {
        /// What was asked of it.
        action: String,
        /// Its address.
        portal: String,
        /// What is strange.
        reason: String,
    },
    /// The dataset was deleted at the portal.
    #[error("the dataset {name} was deleted at {portal}; restore it there, or purge it so that it can be made anew")]
    Deleted {
        /// The dataset.
        name: String,
        /// The address of the portal.
        portal: String,
    },
}
