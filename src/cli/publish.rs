//! `publish`: hands a release on to a portal.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use super::args::Args;
use super::{DIFFERS, Stop, output, printed};
use crate::portal::{
    self, Address, Audience, Done, Key, Line, Outcome, Patience, Placement, Portal, PortalError, Rows, Wishes,
};
use crate::report::{Form, Problem, json, verified};
use unrecs_dataset::release::{self, Opened, Status};
use unrecs_dataset::verify::{self, Report, Which};
use unrecs_text::value::counted;

/// Where to publish.
#[derive(Debug, clap::Args)]
pub struct PublishArgs {
    /// What kind of portal
    #[command(subcommand)]
    pub to: To,
}

/// What kind of portal.
#[derive(Debug, clap::Subcommand)]
pub enum To {
    /// A portal that runs CKAN: makes or updates the dataset, its resources and the tables of its DataStore
    #[command(after_help = CKAN_EXAMPLES)]
    Ckan(CkanArgs),
}

/// How to publish to CKAN.
#[derive(Debug, clap::Args)]
pub struct CkanArgs {
    /// The address of the portal, such as https://data.example.org
    #[arg(long, value_name = "URL")]
    pub url: String,
    /// The environment variable that holds the API token; the token itself is never shown
    #[arg(long, value_name = "NAME")]
    pub key_env: String,
    /// The organization that the dataset belongs to, by its name or identifier there
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,
    /// A version of the output directory, or the directory of any release; without it the latest release
    #[arg(long, value_name = "VERSION|DIRECTORY")]
    pub release: Option<String>,
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Show the dataset to the members of its organization alone
    #[arg(long)]
    pub private: bool,
    /// Make links to where the releases are served (base_url) in place of uploads
    #[arg(long)]
    pub link: bool,
    /// Leave the rows of the tables in their files, also where the portal has a DataStore
    #[arg(long)]
    pub no_datastore: bool,
    /// Send the token over http:// too, where others can read it on the way
    #[arg(long)]
    pub allow_http: bool,
    /// How many seconds to wait for an answer
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..))]
    pub timeout: u64,
}

/// Publishes to the portal that is asked for.
pub(super) fn publish(args: &Args, asked: &PublishArgs) -> Result<u8, Stop> {
    let To::Ckan(asked) = &asked.to;
    let line = if asked.allow_http { Line::Open } else { Line::Closed };
    let key = std::env::var(&asked.key_env).ok();
    let portal = Portal {
        address: Address::new(&asked.url, line)?,
        key: Key::new(&asked.key_env, key.as_deref())?,
        patience: Patience { answer: Duration::from_secs(asked.timeout), ..Patience::default() },
    };
    let found = find(args, asked.release.as_deref())?;
    if found.report.differences() > 0 {
        return refused(args, &found.report);
    }
    let release = found.open()?;
    let wishes = Wishes {
        organization: asked.organization.clone(),
        audience: if asked.private { Audience::Organization } else { Audience::AsItIs },
        placement: if asked.link { Placement::Link } else { Placement::Upload },
        rows: if asked.no_datastore { Rows::Left } else { Rows::Filled },
        yanked: found.yanked(),
    };
    let is_told = args.report != Form::Json && args.quiet == 0;
    let mut broken = Ok(());
    let mut tell = |done: &Done| {
        if is_told && broken.is_ok() {
            broken = printed(&format!("{done}\n"));
        }
    };
    let outcome = if asked.dry_run {
        let outcome = portal::rehearse(&release, &portal, &wishes)?;
        outcome.steps.iter().for_each(&mut tell);
        outcome
    } else {
        portal::publish(&release, &portal, &wishes, &mut tell)?
    };
    broken?;
    if args.report == Form::Json {
        printed(&format!("{:#}\n", described(asked, &portal, &outcome)))?;
    } else if args.quiet == 0 {
        let kept = if args.verbose > 0 { outcome.kept.as_slice() } else { &[] };
        let kept: String = kept.iter().map(|name| format!("keep {name}\n")).collect();
        printed(&format!("{kept}{}", end(asked, &outcome)))?;
    }
    Ok(0)
}

/// A release that was looked at.
struct Found {
    report: Report,
    /// The output directory that it is in; none where its directory was named.
    output: Option<PathBuf>,
}

/// Looks for a release, and verifies it.
fn find(args: &Args, name: Option<&str>) -> Result<Found, Stop> {
    let sources = Path::new(".");
    let is_version = |name: &str| name.strip_prefix('v').unwrap_or(name).parse::<semver::Version>().is_ok();
    match name {
        Some(name) if !is_version(name) && Path::new(name).is_dir() => {
            Ok(Found { report: verify::directory(Path::new(name), sources)?, output: None })
        }
        name => {
            let output = output(args)?;
            let which = name.map_or(Which::Latest, Which::Version);
            Ok(Found { report: verify::output(&output, which, sources)?, output: Some(output) })
        }
    }
}

impl Found {
    fn open(&self) -> Result<Opened, Stop> {
        let problem = |message: String| Stop::Problems(vec![Problem::plain(message)]);
        let [release] = self.report.releases.as_slice() else {
            return Err(problem("no good release is left; `unrecs log` lists all versions".to_owned()));
        };
        let version = release.version.clone().unwrap_or_default();
        if let Some(reason) = &release.yanked {
            return Err(problem(format!("version {version} was yanked: {reason}; a portal gets good releases only")));
        }
        match &self.output {
            Some(output) => Ok(Opened::named(&version, output)?),
            None => Opened::at(&release.directory).map_err(|error| problem(error.to_string())),
        }
    }

    /// The versions that were taken back, where they are known.
    fn yanked(&self) -> Vec<semver::Version> {
        let logged = self.output.as_ref().and_then(|output| release::log(output).ok()).unwrap_or_default();
        let yanked = logged.into_iter().filter(|one| matches!(one.entry.status, Status::Yanked { .. }));
        yanked.map(|one| one.entry.version).collect()
    }
}

/// Says what is wrong with a release that is not what it says it is.
fn refused(args: &Args, report: &Report) -> Result<u8, Stop> {
    if args.report == Form::Json {
        printed(&format!("{:#}\n", verified::json(report)))?;
    } else {
        let mut out = io::stderr().lock();
        writeln!(out, "{}{}Nothing was sent.", verified::differences(report), verified::end(report))?;
    }
    Ok(DIFFERS)
}

fn described(asked: &CkanArgs, portal: &Portal, outcome: &Outcome) -> Value {
    let step =
        |done: &Done| json!({ "action": done.action, "target": done.target, "bytes": done.bytes, "rows": done.rows });
    let status = match (outcome.steps.is_empty(), asked.dry_run) {
        (true, _) => "unchanged",
        (false, true) => "planned",
        (false, false) => "published",
    };
    json!({
        "generator": json::generator(),
        "status": status,
        "portal": portal.address.to_string(),
        "page": outcome.page,
        "version": outcome.version.to_string(),
        "steps": outcome.steps.iter().map(step).collect::<Vec<_>>(),
        "kept": outcome.kept,
        "datastore": !asked.no_datastore && !outcome.no_store,
    })
}

fn end(asked: &CkanArgs, outcome: &Outcome) -> String {
    let (version, page) = (&outcome.version, &outcome.page);
    let kept = counted(outcome.kept.len(), "resource");
    if outcome.steps.is_empty() {
        return format!("Nothing to do: version {version} is at {page} as it should be, with {kept}\n");
    }
    let steps = counted(outcome.steps.len(), "step");
    let bytes: u64 = outcome.steps.iter().filter_map(|done| done.bytes).sum();
    let note = if outcome.no_store { "The portal has no DataStore: rows stay in their files\n" } else { "" };
    if asked.dry_run {
        return format!(
            "Would publish version {version} at {page}: {steps}, {bytes} bytes; {kept} kept; nothing was changed\n"
        );
    }
    format!("{note}Published version {version} at {page}: {steps}, {bytes} bytes; {kept} kept\n")
}

impl From<PortalError> for Stop {
    fn from(error: PortalError) -> Self {
        Self::Problems(vec![Problem::plain(error.to_string())])
    }
}

const CKAN_EXAMPLES: &str = "\
Examples:
  unrecs publish ckan --url https://data.example.org --key-env CKAN_TOKEN --organization unodc
  unrecs publish ckan --url https://data.example.org --key-env CKAN_TOKEN --dry-run
  unrecs publish ckan --url https://data.example.org --key-env CKAN_TOKEN --release 1.2.0 --link
  unrecs publish ckan --url http://localhost:5000 --key-env CKAN_TOKEN --report json | jq .steps

The release is verified first. Only what is not yet there is sent, so that a run that was cut is simply repeated. Each file is a
resource of its own with its version in its name; those of earlier versions stay, behind the newest. What others have added to the
dataset at the portal stays too.

Exit codes: 0 done, or nothing to do; 2 could not run, or the portal refused; 4 the release is not what it says it is";
