//! `publish`: publishes a release to a portal.

use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};

use super::args::Args;
use super::verify::verified_release;
use super::{DIFFERS, Stop};
use crate::portal::{
    self, Address, Audience, Done, Event, Key, Line, Outcome, Patience, Placement, Portal, PortalError, Rows, Wishes,
};
use crate::report::{Door, Form, Stream, json, verified};
use unrecs_dataset::release::{self, Opened, Status};
use unrecs_dataset::verify::Report;
use unrecs_text::value::counted;

/// The kind of portal, with its options.
#[derive(Debug, clap::Subcommand)]
pub enum PortalArgs {
    /// Publish to a CKAN portal: create or update the dataset, its resources and its DataStore tables
    #[command(after_help = CKAN_EXAMPLES)]
    Ckan(CkanArgs),
}

/// The options of a publication to CKAN.
#[derive(Debug, clap::Args)]
pub struct CkanArgs {
    /// The address of the portal, such as https://data.example.org
    #[arg(long, value_name = "URL")]
    pub url: String,
    /// Read the API token from the environment variable NAME; the token is never printed
    #[arg(long, value_name = "NAME")]
    pub key_env: String,
    /// The organization that owns the dataset, by its name or identifier on the portal
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,
    /// The version to publish, or the directory of a release; the default is the latest release
    #[arg(long, value_name = "VERSION|DIRECTORY")]
    pub release: Option<String>,
    /// Show what would be done, but change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Show the dataset only to members of its organization
    #[arg(long)]
    pub private: bool,
    /// Create links to the files below base_url instead of uploading them
    #[arg(long)]
    pub link: bool,
    /// Do not copy the rows of the tables into the DataStore of the portal
    #[arg(long)]
    pub no_datastore: bool,
    /// Allow http:// URLs, although others can read the token on the network
    #[arg(long)]
    pub allow_http: bool,
    /// Wait at most this many seconds for the end of an answer, and longer only while a file is sent
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..))]
    pub timeout: u64,
}

/// Publishes to the portal that the options name.
pub(super) fn publish(args: &Args, options: &CkanArgs, door: &mut Door) -> Result<u8, Stop> {
    let line = if options.allow_http { Line::Open } else { Line::Closed };
    let key = Key::new(&options.key_env, std::env::var(&options.key_env).ok().as_deref())?;
    door.hide(&key);
    let portal = Portal {
        address: Address::new(&options.url, line, &key)?,
        key,
        patience: Patience { answer: Duration::from_secs(options.timeout), ..Patience::default() },
    };
    let report = verified_release(args, options.release.as_deref(), Path::new("."))?;
    if report.differences() > 0 {
        return refused(&report, "Nothing was sent.", door);
    }
    let release = opened(&report)?;
    let wishes = Wishes {
        organization: options.organization.clone(),
        audience: if options.private { Audience::Organization } else { Audience::AsItIs },
        placement: if options.link { Placement::Link } else { Placement::Upload },
        rows: if options.no_datastore { Rows::Left } else { Rows::Filled },
        yanked: yanked(&report),
    };
    let written = Mutex::new(Ok(()));
    let watch = |event: Event<'_>| {
        let result = shown(args, &event, door);
        if let (Err(error), Ok(mut written)) = (result, written.lock()) {
            *written = Err(error);
        }
    };
    let outcome = if options.dry_run {
        let outcome = portal::rehearse(&release, &portal, &wishes, &watch)?;
        outcome.steps.iter().for_each(|done| watch(Event::Done(done)));
        outcome
    } else {
        portal::publish(&release, &portal, &wishes, &watch)?
    };
    written.into_inner().unwrap_or(Ok(()))?;
    if args.report == Form::Json {
        door.json(&described(options, &portal, &outcome))?;
    } else if args.quiet == 0 {
        let kept = if args.verbose > 0 { outcome.kept.as_slice() } else { &[] };
        let kept = kept.iter().map(|name| format!("keep {name}"));
        door.lines(Stream::Out, kept.chain(end(options, &outcome)))?;
    }
    Ok(0)
}

/// Shows a step on stdout and a wait on stderr.
fn shown(args: &Args, event: &Event<'_>, door: &Door) -> io::Result<()> {
    match event {
        _ if args.quiet > 0 => Ok(()),
        Event::Done(done) if args.report != Form::Json => door.lines(Stream::Out, [done.to_string()]),
        Event::Waiting(wait) if args.report == Form::Human => door.lines(Stream::Err, [format!("waiting: {wait}")]),
        _ => Ok(()),
    }
}

/// Opens the one release that was verified.
fn opened(report: &Report) -> Result<Opened, Stop> {
    let [release] = report.releases.as_slice() else {
        return Err(Stop::plain("all releases are yanked; `unrecs log` lists all versions"));
    };
    let version = release.version.clone().unwrap_or_default();
    if let Some(reason) = &release.yanked {
        let message = format!("version {version} was yanked: {reason}; choose a release that is not yanked");
        return Err(Stop::plain(message));
    }
    match &report.output {
        Some(output) => Ok(Opened::named(&version, &output.directory)?),
        None => Opened::at(&release.directory).map_err(|error| Stop::plain(error.to_string())),
    }
}

/// The yanked versions of the output directory, if the release is in one.
fn yanked(report: &Report) -> Vec<semver::Version> {
    let logged = report.output.as_ref().and_then(|output| release::log(&output.directory).ok()).unwrap_or_default();
    let yanked = logged.into_iter().filter(|one| matches!(one.entry.status, Status::Yanked { .. }));
    yanked.map(|one| one.entry.version).collect()
}

/// Reports the differences that prevent what was to be done with a release.
pub(super) fn refused(report: &Report, outcome: &str, door: &Door) -> Result<u8, Stop> {
    if door.form() == Form::Json {
        door.json(&verified::json(report))?;
    } else {
        let end = [verified::end(report), outcome.to_owned()];
        door.lines(Stream::Err, verified::differences(report).into_iter().chain(end))?;
    }
    Ok(DIFFERS)
}

fn described(options: &CkanArgs, portal: &Portal, outcome: &Outcome) -> Value {
    let step =
        |done: &Done| json!({ "action": done.action, "target": done.target, "bytes": done.bytes, "rows": done.rows });
    let status = match (outcome.steps.is_empty(), options.dry_run) {
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
        "datastore": !options.no_datastore && !outcome.no_store,
    })
}

fn end(options: &CkanArgs, outcome: &Outcome) -> Vec<String> {
    let (version, page) = (&outcome.version, &outcome.page);
    let kept = counted(outcome.kept.len(), "resource");
    if outcome.steps.is_empty() {
        return vec![format!("Nothing to do: {page} already has version {version}, with {kept}")];
    }
    let steps = counted(outcome.steps.len(), "step");
    let bytes: u64 = outcome.steps.iter().filter_map(|done| done.bytes).sum();
    let what = format!("version {version} to {page}: {steps}, {bytes} bytes; {kept} kept");
    if options.dry_run {
        return vec![format!("Would publish {what}; nothing was changed")];
    }
    let note = outcome.no_store.then(|| "The portal has no DataStore, so the rows are only in the files".to_owned());
    note.into_iter().chain([format!("Published {what}")]).collect()
}

impl From<PortalError> for Stop {
    fn from(error: PortalError) -> Self {
        Self::plain(error.to_string())
    }
}

const CKAN_EXAMPLES: &str = "\
Examples:
  unrecs publish ckan --url https://data.example.org --key-env CKAN_TOKEN --organization unodc
  unrecs publish ckan --url https://data.example.org --key-env CKAN_TOKEN --dry-run
  unrecs publish ckan --url https://data.example.org --key-env CKAN_TOKEN --release 1.2.0 --link
  unrecs publish ckan --url http://localhost:5000 --key-env CKAN_TOKEN --report json | jq .steps

The command verifies the release first, and then sends only what the portal does not have yet. If a \
run was interrupted, run the command again. Each file is a resource with its version in its name. \
The resources of earlier versions stay, after those of the newest version. Tags, extras and \
resources that others have added to the dataset stay too.

Exit codes: 0 success, or nothing to do; 2 the command could not run, or the portal refused a \
request; 4 verification found a difference, and nothing was sent";
