//! The errors of a publication to a portal; each message says what to do.

use std::path::PathBuf;

use unrecs_dataset::release::OpenError;

/// Why a release was not published to a portal, or only in part. What has arrived stays, and the next run continues from there.
#[derive(Debug, thiserror::Error)]
pub enum PortalError {
    /// The address of the portal must not be used.
    #[error("invalid portal address {found}; expected {expected}")]
    Address {
        /// What was given.
        found: String,
        /// What is right.
        expected: &'static str,
    },
    /// The key cannot be sent.
    #[error(
        "the environment variable {variable} {problem}; expected the API token of an account that may publish on the portal"
    )]
    Key {
        /// The environment variable.
        variable: String,
        /// What is wrong with its value, which is not shown.
        problem: &'static str,
    },
    /// The release has no usable description for this kind of portal.
    #[error("{} {problem}; build a release with this version of unrecs first", path.display())]
    Undescribed {
        /// The description.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// Resources cannot be links, because the release has no web address.
    #[error(
        "the release does not name the web address of its files; for --link, set `base_url` in [dataset] and build a release"
    )]
    NoAddresses,
    /// A file of the release cannot be read, or is not the one that was published.
    #[error(transparent)]
    Release(#[from] OpenError),
    /// A file of the release changed on its way.
    #[error("cannot send {}: {reason}; the portal did not keep the file", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Every try failed: the portal was not reached, or its answer was cut off.
    #[error(
        "{action} at {portal} failed after {tries} tries: {problem}; what has arrived stays, so run the command again"
    )]
    Unreached {
        /// The request.
        action: String,
        /// Its address.
        portal: String,
        /// How the last try failed.
        problem: String,
        /// How often it was tried.
        tries: u32,
    },
    /// The portal asks for a longer wait than is allowed.
    #[error(
        "{action} at {portal}: the portal asks to wait for {seconds} s, which is too long; run the command again after that time"
    )]
    Wait {
        /// The request.
        action: String,
        /// Its address.
        portal: String,
        /// The wait, as the portal gave it.
        seconds: u64,
    },
    /// The portal refused the request.
    #[error("{action} at {portal} was refused: {reason}")]
    Refused {
        /// The request.
        action: String,
        /// Its address.
        portal: String,
        /// The reason, as the portal gave it.
        reason: String,
    },
    /// The server is not a CKAN portal, or is not working.
    #[error("{action} at {portal} failed: {reason}")]
    Strange {
        /// The request.
        action: String,
        /// Its address.
        portal: String,
        /// What was unexpected.
        reason: String,
    },
    /// The dataset was deleted at the portal.
    #[error(
        "the dataset {name} was deleted at {portal}; restore it there, or purge it so that unrecs can create it again"
    )]
    Deleted {
        /// The dataset.
        name: String,
        /// The address of the portal.
        portal: String,
    },
}
