//! Publishes a release to an open-data portal that runs CKAN, over its action API.
//!
//! A run compares the state of the portal with the release and sends only the difference. An interrupted run can therefore be repeated, and
//! a run that has nothing to do sends nothing. Each file of each version is a resource that never gets another file, because CKAN serves the
//! newest file of a resource under all its addresses. The resources of earlier versions stay, with the addresses that people have cited,
//! after those of the newest version. The dataset itself describes the newest version, and changes last.

mod address;
mod answer;
mod carry;
mod client;
mod error;
mod key;
mod multipart;
mod plan;
mod rows;
mod state;
mod wanted;

use std::fmt;
use std::time::Duration;

use semver::Version;

use answer::Verdict;
use carry::Carrier;
use client::Client;
use state::PortalState;
use unrecs_dataset::release::Opened;
use wanted::Wanted;

pub use address::{Address, Line};
pub use error::PortalError;
pub use key::Key;

/// A portal, with the access to it.
#[derive(Debug, Clone)]
pub struct Portal {
    /// Its address.
    pub address: Address,
    /// The API token.
    pub key: Key,
    /// How long to wait for it.
    pub patience: Patience,
}

/// How long to wait for a portal.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How often a request is tried, at least once.
    pub tries: u32,
    /// The wait between the first two tries; each later wait is twice as long.
    pub first_wait: Duration,
    /// The longest wait between two tries, even if the portal asks for more.
    pub longest_wait: Duration,
    /// How long one exchange may take: from the connection to the end of the answer. A file has more time, by its size.
    pub answer: Duration,
}

impl Patience {
    /// How long all tries of a request that sends a file with this many bytes may take together, with the waits between them.
    fn together(&self, bytes: u64) -> Duration {
        self.exchange(bytes).saturating_add(self.answer.saturating_mul(4))
    }

    /// How long one exchange may take that sends a file with this many bytes.
    fn exchange(&self, bytes: u64) -> Duration {
        /// In bytes a second: the slowest connection over which a file can be sent.
        const SLOWEST: u64 = 64 << 10;
        self.answer.saturating_add(Duration::from_secs(bytes / SLOWEST))
    }
}

impl Default for Patience {
    /// Six tries, and two minutes for an answer, since CKAN reads an upload to its end before it answers.
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { tries: 6, first_wait: seconds(1), longest_wait: seconds(60), answer: seconds(120) }
    }
}

/// How to publish a release.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// The owner of the dataset: the name or identifier of an organization. Most portals require one for a new dataset.
    pub organization: Option<String>,
    /// Who may see it.
    pub audience: Audience,
    /// Where its files are.
    pub placement: Placement,
    /// Where the rows of its tables go.
    pub rows: Rows,
    /// Yanked versions: a dataset that describes one of them may describe an earlier version again.
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
    /// They stay below `base_url`, and the portal has links to them.
    Link,
}

/// Where the rows of the tables go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// They go into the DataStore, if the portal has one.
    Filled,
    /// They stay in their files.
    Left,
}

/// A step that was carried out, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// A verb: `create`, `upload`, `link`, `replace`, `remove a copy of`, `fill`, `order` or `describe`.
    pub action: &'static str,
    /// The dataset or the resource.
    pub target: String,
    /// The size of the file that is sent.
    pub bytes: Option<u64>,
    /// How many rows go into the DataStore.
    pub rows: Option<u64>,
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.action, self.target)?;
        self.bytes.map_or(Ok(()), |bytes| write!(f, " ({bytes} bytes)"))?;
        self.rows.map_or(Ok(()), |rows| write!(f, " ({rows} rows into the DataStore)"))
    }
}

/// What happens during a publication.
#[derive(Debug)]
pub enum Event<'a> {
    /// A step was carried out.
    Done(&'a Done),
    /// The portal has not answered for a while, or must be asked again later: what is waited for, in one line.
    Waiting(String),
}

/// Called from any thread for what happens during a publication.
pub type Watcher<'a> = dyn Fn(Event<'_>) + Sync + 'a;

/// The result of a publication, or of its plan.
#[derive(Debug)]
pub struct Outcome {
    /// The version of the release.
    pub version: Version,
    /// The page of the dataset.
    pub page: String,
    /// Every step that was carried out, or would be.
    pub steps: Vec<Done>,
    /// The resources of this version that the portal already had.
    pub kept: Vec<String>,
    /// Whether rows stayed in their files because the portal has no DataStore.
    pub no_store: bool,
}

/// Publishes a release, and calls `watch` after every step and for every wait. The caller must verify the release first; each file that is
/// sent is compared with its digest in the manifest once more.
///
/// # Errors
/// [`PortalError`]; what has arrived stays, and another run continues from there.
pub fn publish(
    release: &Opened,
    portal: &Portal,
    wishes: &Wishes,
    watch: &Watcher<'_>,
) -> Result<Outcome, PortalError> {
    let (wanted, client) = (Wanted::of(release, wishes)?, Client::new(portal, watch));
    let state = PortalState::look(&client, &wanted)?;
    let planned = planned(&wanted, portal, &state, wishes);
    let mut steps = Vec::new();
    let carrier = Carrier { client: &client, release, wanted: &wanted };
    let state = carrier.carry_out(wishes, state, &mut |done| {
        watch(Event::Done(&done));
        steps.push(done);
    })?;
    Ok(Outcome { steps, no_store: state.no_store, ..planned })
}

/// Returns what [`publish`] would do. It reads from the portal and changes nothing there.
///
/// # Errors
/// [`PortalError`]
pub fn rehearse(
    release: &Opened,
    portal: &Portal,
    wishes: &Wishes,
    watch: &Watcher<'_>,
) -> Result<Outcome, PortalError> {
    let wanted = Wanted::of(release, wishes)?;
    let state = PortalState::look(&Client::new(portal, watch), &wanted)?;
    Ok(planned(&wanted, portal, &state, wishes))
}

/// The outcome of carrying out the plan.
fn planned(wanted: &Wanted, portal: &Portal, state: &PortalState, wishes: &Wishes) -> Outcome {
    let steps = plan::plan(wanted, state, wishes);
    let is_changing = |name: &str| {
        steps.iter().any(|step| match step {
            plan::Step::Create(resource) | plan::Step::Replace(resource, _) => resource.name == name,
            _ => false,
        })
    };
    let names = wanted.resources.iter().map(|resource| &resource.name);
    Outcome {
        version: wanted.version.clone(),
        page: portal.address.dataset(&wanted.name),
        kept: names.filter(|name| !is_changing(name)).cloned().collect(),
        steps: steps.iter().map(|step| carry::done(step, state)).collect(),
        no_store: state.no_store,
    }
}

/// Something that failed.
#[derive(Debug, Clone, PartialEq)]
enum Failure<E> {
    /// It may succeed another time.
    Passing {
        /// What happened.
        problem: String,
        /// How long the portal asks to wait.
        wait: Option<Duration>,
    },
    /// It will fail again.
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
