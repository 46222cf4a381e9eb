//! The arguments of the command line, with their help texts.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use super::publish::PublishArgs;
use crate::report::Form;
use unrecs_dataset::compare::Bump;

/// Turns the documents in which United Nations bodies adopt recommendations into versioned open data.
#[derive(Debug, Parser)]
#[command(version, about, after_help = EXAMPLES, max_term_width = 100)]
pub struct Args {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// The configuration; paths in it count from its directory
    #[arg(long, global = true, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    /// Directory that receives the releases, in place of the one in the configuration
    #[arg(long, global = true, value_name = "DIRECTORY")]
    pub output: Option<PathBuf>,
    /// The form of the report
    #[arg(long, global = true, value_name = "FORM", value_enum, default_value_t = Form::Human)]
    pub report: Form,
    /// Report findings and problems only; twice: problems only
    #[arg(short, long, global = true, action = ArgAction::Count, conflicts_with = "verbose")]
    pub quiet: u8,
    /// Say what is being done
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
    /// Whether to use colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read, check and publish: writes a release below the output directory
    #[command(after_help = BUILD_EXAMPLES)]
    Build(BuildArgs),
    /// Do everything that `build` does but write
    #[command(after_help = CHECK_EXAMPLES)]
    Check,
    /// Show a recommendation, an item, a meeting or a document: its source lines, its values and why
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// A recommendation_id, meeting_id or document_id
        id: String,
    },
    /// List every release of the output directory, newest first, with its counts and the reason for its version
    #[command(after_help = LOG_EXAMPLES)]
    Log,
    /// Compare two releases: versions of the output directory, or directories of releases
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArgs),
    /// Ask a release in SQL
    #[command(after_help = QUERY_EXAMPLES)]
    Query(QueryArgs),
    /// Read a release back and prove that it is what it says it is: its files, its rows in every format, its keys, its changes
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify(VerifyArgs),
    /// Hand a release on to an open-data portal
    Publish(PublishArgs),
    /// Put a release into a BagIt bag for an archive, as a directory or as a ZIP file, checked against its manifest on the way
    #[command(after_help = BAG_EXAMPLES)]
    Bag(BagArgs),
    /// Take a release back: mark it for its users, and let latest.json name the last good one again. Nothing is removed, and
    /// its version is never given again
    #[command(after_help = YANK_EXAMPLES)]
    Yank {
        /// The version of the release
        version: String,
        /// What is wrong with it, in one line for the users of the data
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Print the JSON Schema of a table, or list all tables with their columns
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema {
        /// The name of a table
        table: Option<String>,
    },
    /// Print a script that completes the commands of unrecs in a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// How to build.
#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    /// The largest change since the last release that may be published; a larger one ends with exit code 3
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Expected::Major)]
    pub expect: Expected,
    /// Say what would be released and why, and write nothing into the output directory
    #[arg(long)]
    pub dry_run: bool,
    /// Read every document even where nothing has changed that the last release was made from
    #[arg(long)]
    pub force: bool,
    /// The time that the release states, such as 2026-01-31T00:00:00Z; before SOURCE_DATE_EPOCH and the clock
    #[arg(long, value_name = "TIME")]
    pub released_at: Option<jiff::Timestamp>,
}

/// What to compare.
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// The release before: a version such as 1.0.0, or the directory of a release
    pub before: String,
    /// The release after
    pub after: String,
    /// How many rows of each table are shown; the others are counted
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub rows: usize,
}

/// What to ask, of what, and where the answer goes.
#[derive(Debug, clap::Args)]
pub struct QueryArgs {
    /// One SELECT, in the SQL of polars; without it, it is read from stdin
    #[arg(value_name = "SQL")]
    pub sql: Option<String>,
    /// A version of the output directory, or the directory of any release; without it the latest release
    #[arg(long, value_name = "VERSION|DIRECTORY")]
    pub release: Option<String>,
    /// The form of the answer; without it, what the name of --to ends in, else a table
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<AnswerForm>,
    /// Write the answer into this file, which appears whole or not at all
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerForm {
    /// For people; on a terminal, cells that do not fit are cut and end in …
    Table,
    /// As the published CSV: RFC 4180, header, CRLF, an empty field for null
    Csv,
    /// One array of objects
    Json,
    /// One object a line
    Ndjson,
    /// With --to only
    Parquet,
}

/// What to verify.
#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// A version of the output directory, or the directory of any release; without it the latest release
    #[arg(value_name = "VERSION|DIRECTORY", conflicts_with = "all")]
    pub release: Option<String>,
    /// Every version, yanked ones too
    #[arg(long)]
    pub all: bool,
    /// Where the source documents are, whose words are compared where they are at hand
    #[arg(long, value_name = "DIRECTORY", default_value = ".")]
    pub sources: PathBuf,
}

/// What to put into a bag.
#[derive(Debug, clap::Args)]
pub struct BagArgs {
    /// A version of the output directory, or the directory of any release; without it the latest release
    #[arg(value_name = "VERSION|DIRECTORY")]
    pub release: Option<String>,
    /// The directory that receives the bag, which is named after the dataset and the version
    #[arg(long, value_name = "DIRECTORY", default_value = ".")]
    pub to: PathBuf,
    /// Make one ZIP file, the same byte for byte every time
    #[arg(long)]
    pub zip: bool,
}

/// The largest change that may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Expected {
    /// None at all
    None,
    /// Values of rows corrected
    Patch,
    /// Rows, columns or tables added
    Minor,
    /// Anything
    Major,
}

impl Expected {
    /// As the comparison knows it.
    pub fn level(self) -> Bump {
        match self {
            Self::None => Bump::None,
            Self::Patch => Bump::Patch,
            Self::Minor => Bump::Minor,
            Self::Major => Bump::Major,
        }
    }
}

/// Whether to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// The same choice for the streams.
    pub fn to_anstream(self) -> anstream::ColorChoice {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::AlwaysAnsi,
            Color::Never => anstream::ColorChoice::Never,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  unrecs build                                  publish what pipeline.toml describes
  unrecs check --report github                  annotate a pull request
  unrecs show ctoc-cop-wg7-m1-r12               why a row is as it is
  unrecs diff 1.0.0 1.1.0                       what changed between two releases
  unrecs query \"SELECT * FROM meetings\"        SQL over the latest release
  unrecs schema recommendations                 the JSON Schema of a table

Exit codes:
  0  done, or nothing changed
  1  findings of severity error: nothing was published; diff: the releases differ
  2  could not run: usage, configuration, unreadable input, output (also: another run writes into it)
  3  the change is larger than --expect allows: nothing was published
  4  verify found a difference: a release is not what it says it is";

const BUILD_EXAMPLES: &str = "\
Examples:
  unrecs build
  unrecs build --config data/pipeline.toml --output /srv/data
  unrecs build --dry-run                        what would be released, and why
  unrecs build --expect minor                   exit code 3 where rows or columns went
  SOURCE_DATE_EPOCH=1700000000 unrecs build     the same bytes every time
  RAYON_NUM_THREADS=1 unrecs build              on one thread";

const CHECK_EXAMPLES: &str = "\
Examples:
  unrecs check
  unrecs check --report json | jq .summary
  unrecs check --report sarif > findings.sarif";

const SHOW_EXAMPLES: &str = "\
Examples:
  unrecs show ctoc-cop-wg7-m1-r12               a recommendation
  unrecs show ctoc-cop-wg7-m2-r8-a              a lettered item
  unrecs show ctoc-cop-wg7-m1                   a meeting
  unrecs show ctoc-cop-wg7-recommendations-m1-m5";

const LOG_EXAMPLES: &str = "\
Examples:
  unrecs log
  unrecs log --output /srv/data                 without a configuration
  unrecs log --report json | jq '.versions[] | select(.status == \"ok\") | .version'";

const DIFF_EXAMPLES: &str = "\
Examples:
  unrecs diff 1.0.0 1.1.0
  unrecs diff 1.1.0 1.0.0 --rows 200            backwards, with more rows
  unrecs diff v1.0.0 /srv/data/v1.0.0           the directory of a release, from anywhere
  unrecs diff 1.0.0 1.1.0 --report json | jq '.ops[] | select(.op == \"REKEY\")'

Every file that is read is compared with its digest in the manifest, and the manifest of a version with versions.json.

Exit codes: 0 the same, 1 different, 2 could not run";

const QUERY_EXAMPLES: &str = "\
Examples:
  unrecs query \"SELECT effective_modality, count(*) AS n FROM recommendations GROUP BY ALL ORDER BY n DESC\"
  unrecs query \"SELECT m.ordinal, p.number, count(*) AS cited FROM references f
                JOIN recommendations USING (recommendation_id) JOIN meetings m USING (meeting_id)
                JOIN provisions p USING (provision_id)
                GROUP BY m.ordinal, p.number ORDER BY cited DESC, ordinal LIMIT 10\"
  unrecs query \"SELECT recommendation_id, text FROM recommendations WHERE text LIKE '%护照%'\"
  unrecs query --to addressees.parquet \"SELECT * FROM addressees\"
  unrecs query --format ndjson --release 1.0.0 < question.sql | jq .

Tables and columns are called as in `unrecs schema`. `references` is a word of SQL and yet needs no quotes. Only the tables that are named
are read, and each file is compared with its digest in the manifest.

The same question gives the same rows in the same order. Without ORDER BY, rows come in the order of the documents, and groups in
the order of their first rows.

Exit codes: 0 answered, 2 could not be answered";

const VERIFY_EXAMPLES: &str = "\
Examples:
  unrecs verify                                 the latest release
  unrecs verify 1.2.0
  unrecs verify --all                           every version, yanked ones too, and the pointers
  unrecs verify ~/Downloads/v1.2.0              a release from elsewhere; needs no configuration
  unrecs verify --sources /srv/documents        where the words of the sources are compared with
  unrecs verify --report json | jq '.releases[].checks[] | select(.state != \"passed\")'

Nothing is written and no network is used. What was not looked at is named, with the reason.";

const BAG_EXAMPLES: &str = "\
Examples:
  unrecs bag                                    the latest release, as a directory here
  unrecs bag 1.2.0 --zip --to /srv/archive      as /srv/archive/<id of the dataset>-1.2.0.zip
  unrecs bag ~/Downloads/v1.2.0                 a release from elsewhere; needs no configuration
  unrecs bag --report json | jq -r .bag         where it is

The bag is one of BagIt 1.0 (RFC 8493) with SHA-256 digests. A release that is not the published one stops with the file named, and
nothing is left behind. Nothing is written over.";

const YANK_EXAMPLES: &str = "\
Examples:
  unrecs yank 1.2.0 --reason \"the dates of the third meeting are wrong\"
  unrecs log                                    which versions there are

Where no good release is left, latest.json is removed until the next one.";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  unrecs schema                                 every table with its columns
  unrecs schema recommendations > recommendations.schema.json";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  unrecs completions bash > ~/.local/share/bash-completion/completions/unrecs
  unrecs completions fish > ~/.config/fish/completions/unrecs.fish
  unrecs completions zsh > \"${fpath[1]}/_unrecs\"";
