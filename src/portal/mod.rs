//! A release on its way to an open-data portal that runs CKAN, over its action API.
//!
//! What the portal should have is compared with what it has, and the difference is made: a run that was cut is repeated, and a run that
//! has nothing to do sends nothing. Every file of every version is a resource of its own that is never given another file, since CKAN
//! serves the newest file of a resource under all its addresses; so the resources of old versions stay, with the addresses that people
//! have cited, behind those of the newest. The dataset itself speaks of the newest version, and changes last.

mod address;
mod answer;
mod carry;
mod client;
mod error;
mod found;
mod multipart;
mod plan;
mod rows;
mod wanted;

use std::fmt;
use std::time::Duration;

use semver::Version;

use answer::Verdict;
use carry::Carrier;
use client::Client;
use found::Found;
use unrecs_dataset::release::Opened;
use wanted::Wanted;

pub use address::{Address, Key, Line};
pub use error::PortalError;

/// A portal that can be asked.
#[derive(Debug, Clone)]
pub struct Portal {
    /// Where it is.
    pub address: Address,
    /// What opens it.
    pub key: Key,
    /// With it.
    pub patience: Patience,
}

/// How long a portal is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How often something is tried, at least once.
    pub tries: u32,
    /// Between the first two tries; then twice as long each time.
    pub first_wait: Duration,
    /// Between any two, also where the portal asks for more.
    pub longest_wait: Duration,
    /// How long nothing may come from the portal.
    pub answer: Duration,
}

impl Default for Patience {
    /// Six tries within half a minute, and two minutes for an answer, since CKAN reads an upload to its end before it answers.
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { tries: 6, first_wait: seconds(1), longest_wait: seconds(60), answer: seconds(120) }
    }
}

/// How a release is to be published.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// Whose the dataset is: name or identifier of an organization there. Most portals want one for a new dataset.
    pub organization: Option<String>,
    /// Who may see it.
    pub audience: Audience,
    /// Where its files are.
    pub placement: Placement,
    /// What becomes of the rows of its tables.
    pub rows: Rows,
    /// Versions that were taken back: a dataset that speaks of one of them may speak of an earlier one again.
    pub yanked: Vec<Version>,
}

/// Who may see a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody; but a dataset that somebody has hidden at the portal stays hidden.
    AsItIs,
    /// The members of its organization.
    Organization,
}

/// Where the files of a release are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// The portal keeps them.
    Upload,
    /// They stay where the releases are served, and the portal has links to them.
    Link,
}

/// What becomes of the rows of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// They go into the DataStore, where the portal has one.
    Filled,
    /// They stay in their files.
    Left,
}

/// Something that was done, or is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// A verb: `create`, `upload`, `link`, `replace`, `remove a copy of`, `fill`, `order` or `describe`.
    pub action: &'static str,
    /// The dataset or the resource.
    pub target: String,
    /// Of the file.
    pub bytes: Option<u64>,
    /// That go into the DataStore.
    pub rows: Option<u64>,
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.action, self.target)?;
        self.bytes.map_or(Ok(()), |bytes| write!(f, " ({bytes} bytes)"))?;
        self.rows.map_or(Ok(()), |rows| write!(f, " ({rows} rows into the DataStore)"))
    }
}

/// What a portal has, or would have.
#[derive(Debug)]
pub struct Outcome {
    /// Of the release.
    pub version: Version,
    /// The page of the dataset.
    pub page: String,
    /// Everything that was done, or would be.
    pub steps: Vec<Done>,
    /// The resources of this version that were already as they should be.
    pub kept: Vec<String>,
    /// Whether rows stayed in their files because the portal has no DataStore.
    pub no_store: bool,
}

/// Publishes a release, and tells of every step when it is done. The release is to be verified before; all that leaves it is compared
/// with the digests of its manifest once more.
///
/// # Errors
/// [`PortalError`]; what has arrived stays, and another run goes on from there.
pub fn publish(
    release: &Opened,
    portal: &Portal,
    wishes: &Wishes,
    watch: &mut dyn FnMut(&Done),
) -> Result<Outcome, PortalError> {
    let (wanted, client) = (Wanted::of(release, wishes)?, client(portal));
    let found = Found::look(&client, &wanted)?;
    let kept = kept(&wanted, &found, wishes);
    let mut steps = Vec::new();
    let carrier = Carrier { client: &client, release, wanted: &wanted };
    let found = carrier.carry_out(wishes, found, &mut |done| {
        watch(&done);
        steps.push(done);
    })?;
    Ok(outcome(&wanted, portal, &found, (steps, kept)))
}

/// Says what [`publish`] would do. The portal is asked, and nothing is changed there.
///
/// # Errors
/// [`PortalError`]
pub fn rehearse(release: &Opened, portal: &Portal, wishes: &Wishes) -> Result<Outcome, PortalError> {
    let wanted = Wanted::of(release, wishes)?;
    let found = Found::look(&client(portal), &wanted)?;
    let steps = plan::plan(&wanted, &found, wishes).iter().map(|step| carry::done(step, &found)).collect();
    let kept = kept(&wanted, &found, wishes);
    Ok(outcome(&wanted, portal, &found, (steps, kept)))
}

fn client(portal: &Portal) -> Client {
    Client::new(portal.address.clone(), portal.key.clone(), portal.patience)
}

fn outcome(wanted: &Wanted, portal: &Portal, found: &Found, (steps, kept): (Vec<Done>, Vec<String>)) -> Outcome {
    let page = portal.address.dataset(&wanted.name);
    Outcome { version: wanted.version.clone(), page, steps, kept, no_store: found.no_store }
}

/// The names of the resources that are already as they should be.
fn kept(wanted: &Wanted, found: &Found, wishes: &Wishes) -> Vec<String> {
    let changing: Vec<String> = plan::plan(wanted, found, wishes)
        .iter()
        .filter_map(|step| match step {
            plan::Step::Create(resource) | plan::Step::Replace(resource, _) => Some(resource.name.clone()),
            _ => None,
        })
        .collect();
    wanted.resources.iter().map(|resource| resource.name.clone()).filter(|name| !changing.contains(name)).collect()
}

/// Something that failed.
#[derive(Debug, Clone, PartialEq)]
enum Failure<E> {
    /// It may go well another time.
    Passing {
        /// How it ended.
        problem: String,
        /// How long the portal asks to wait.
        wait: Option<Duration>,
    },
    /// It will not.
    Final(E),
}

impl<E> Failure<E> {
    fn passing(problem: impl Into<String>) -> Self {
        Self::Passing { problem: problem.into(), wait: None }
    }
}

impl From<PortalError> for Failure<PortalError> {
    fn from(error: PortalError) -> Self {
        Self::Final(error)
    }
}
