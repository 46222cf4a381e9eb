//! The arguments of the command line, with their help texts.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use super::bag::{BagArgs, EXAMPLES as BAG_EXAMPLES};
use super::mandates::{EXAMPLES as MANDATES_EXAMPLES, MandatesArgs};
use super::publish::PortalArgs;
use super::sign::{EXAMPLES as SIGN_EXAMPLES, SignArgs};
use crate::report::Form;
use unrecs_dataset::compare::Bump;

/// The arguments of the command line.
#[derive(Debug, Parser)]
#[command(version, about, after_help = EXAMPLES, max_term_width = 100, next_help_heading = "Global options")]
pub struct Args {
    /// The command to run
    #[command(subcommand)]
    pub command: Command,
    /// Read the configuration from FILE; paths in it are relative to its directory
    #[arg(long, global = true, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    /// Use DIRECTORY for the releases instead of the output directory in the configuration
    #[arg(long, global = true, value_name = "DIRECTORY")]
    pub output: Option<PathBuf>,
    /// Print the report in this format
    #[arg(long, global = true, value_name = "FORMAT", value_enum, default_value_t = Form::Human)]
    pub report: Form,
    /// Print less: -q omits the summary, -qq also omits findings that do not prevent a release
    #[arg(short, long, global = true, action = ArgAction::Count, conflicts_with = "verbose")]
    pub quiet: u8,
    /// Print more details, such as each stage of a run as it begins
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
    /// Choose when to use colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// A command with its arguments.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read and check the documents, and write a release
    #[command(after_help = BUILD_EXAMPLES)]
    Build(BuildArgs),
    /// Read and check the documents as `build` does, but write nothing
    #[command(after_help = CHECK_EXAMPLES)]
    Check,
    /// Show a paragraph, a division or a document with its source lines and the reasons for its values
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// The paragraph_id, division_id or document_id
        id: String,
    },
    /// List all releases, newest first, with their counts and the reasons for their versions
    #[command(after_help = LOG_EXAMPLES)]
    Log,
    /// Show what changed between two releases
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArgs),
    /// List who is asked to do what, and by when, of a release
    #[command(after_help = MANDATES_EXAMPLES)]
    Mandates(MandatesArgs),
    /// Run an SQL query over a release
    #[command(after_help = QUERY_EXAMPLES)]
    Query(QueryArgs),
    /// Read a release back and check its files, its rows in every format, its keys, its descriptions and its changes
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify(VerifyArgs),
    /// Sign a release, so that others can see whose it is
    #[command(after_help = SIGN_EXAMPLES)]
    Sign(SignArgs),
    /// Show the pages of a release in a browser, on this machine alone
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArgs),
    /// Publish a release to an open-data portal
    Publish {
        /// The kind of portal
        #[command(subcommand)]
        portal: PortalArgs,
    },
    /// Package a release as a BagIt bag for an archive, and check it against its manifest
    #[command(after_help = BAG_EXAMPLES)]
    Bag(BagArgs),
    /// Withdraw a release without deleting it
    ///
    /// Marks the release as yanked, and makes latest.json name the last release that is not yanked. No release is deleted,
    /// and the version is never used again.
    #[command(after_help = YANK_EXAMPLES)]
    Yank {
        /// The version to withdraw, such as 1.2.0
        version: String,
        /// What is wrong with the release, in one line for the users of the data
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// List all tables with their columns, or print the JSON Schema of one table
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema {
        /// The table whose JSON Schema to print
        table: Option<String>,
    },
    /// Print a completion script for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell that runs the script
        shell: clap_complete::Shell,
    },
}

/// How to build.
#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    /// Publish only if the change since the last release is at most LEVEL; otherwise, exit with code 3
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Expected::Major)]
    pub expect: Expected,
    /// Show what would be released and why, but write nothing to the output directory
    #[arg(long)]
    pub dry_run: bool,
    /// Read every document, even if no input has changed since the last release
    #[arg(long)]
    pub force: bool,
    /// Set the time of the release, such as 2026-01-31T00:00:00Z; the default is SOURCE_DATE_EPOCH, or else the current time
    #[arg(long, value_name = "TIME")]
    pub released_at: Option<jiff::Timestamp>,
    /// Sign the latest release with this key of OpenSSH, as `unrecs sign` does, once the run has ended well
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    pub sign: Option<PathBuf>,
}

/// What to compare.
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// The earlier release: a version such as 1.0.0, or the directory of a release
    pub before: String,
    /// The later release: a version, or the directory of a release
    pub after: String,
    /// Show at most N changed rows of each table, and count the others
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub rows: usize,
}

/// What to query, and where to write the result.
#[derive(Debug, clap::Args)]
pub struct QueryArgs {
    /// One SELECT statement in the SQL dialect of polars; without this argument, it is read from stdin
    #[arg(value_name = "SQL")]
    pub sql: Option<String>,
    /// Query this version, or the release in this directory; the default is the latest release
    #[arg(long, value_name = "VERSION|DIRECTORY")]
    pub release: Option<String>,
    /// Write the result in this format; the default depends on the extension of the --to file, and is a table without a file
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<AnswerForm>,
    /// Write the result to FILE; if writing fails, no partial file is left
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// End the query with exit code 2 if it takes longer than this many seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    pub timeout: Option<u64>,
}

/// The format of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerForm {
    /// A table for people; on a terminal, cells that do not fit are cut and end in …
    Table,
    /// CSV as in a release: RFC 4180 with a header, CRLF line ends, and an empty field for null
    Csv,
    /// One JSON array of objects
    Json,
    /// One JSON object per line
    Ndjson,
    /// A Parquet file; needs --to
    Parquet,
}

/// What to verify.
#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// The version to verify, or the directory of a release; the default is the latest release
    #[arg(value_name = "VERSION|DIRECTORY", conflicts_with = "all")]
    pub release: Option<String>,
    /// Verify every version, including yanked ones
    #[arg(long)]
    pub all: bool,
    /// Compare the texts with the source documents in DIRECTORY, if they are there
    #[arg(long, value_name = "DIRECTORY", default_value = ".")]
    pub sources: PathBuf,
    /// Demand a signature by a signer in FILE, in the format of allowed signers of ssh-keygen
    #[arg(long, value_name = "FILE", conflicts_with = "all")]
    pub signers: Option<PathBuf>,
    /// Believe no key in FILE: public keys on lines of their own, or a key revocation list of ssh-keygen
    #[arg(long, value_name = "FILE", requires = "signers")]
    pub revoked: Option<PathBuf>,
}

/// What to show, and where.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// The version to show, or the directory of a release; the default is the latest release
    #[arg(value_name = "VERSION|DIRECTORY")]
    pub release: Option<String>,
    /// Listen on this port of 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub port: u16,
    /// Do not open a browser
    #[arg(long)]
    pub no_browser: bool,
}

/// The largest change that may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Expected {
    /// No change
    None,
    /// Corrected values
    Patch,
    /// Corrected values, and new rows, columns or tables
    Minor,
    /// Every change
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

/// When to use colour.
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
  unrecs build                                  write a release as pipeline.toml describes it
  unrecs check --report github                  annotate a pull request
  unrecs show ctoc-cop-wg7-m1-r12               show why a row has its values
  unrecs serve                                  look at the latest release in a browser
  unrecs diff 1.0.0 1.1.0                       show what changed between two releases
  unrecs query \"SELECT * FROM divisions\"        run SQL over the latest release
  unrecs schema paragraphs                      print the JSON Schema of a table

Exit codes:
  0  success, or nothing has changed
  1  there are findings of severity error, and nothing was published; for diff: the releases differ
  2  the command could not run: wrong usage or configuration, unreadable input, or an output
     directory that cannot be written or that another run is using
  3  the change is larger than --expect allows, and nothing was published
  4  verify found a difference or no signature, or publish or sign found a difference before it began
Ctrl-C ends every command at once; a shell on Unix shows that as 130.";

const BUILD_EXAMPLES: &str = "\
Examples:
  unrecs build
  unrecs build --config data/pipeline.toml --output /srv/data
  unrecs build --dry-run                        show what would be released, and why
  unrecs build --expect minor                   exit with code 3 if rows or columns were removed
  SOURCE_DATE_EPOCH=1700000000 unrecs build     write the same bytes every time
  RAYON_NUM_THREADS=1 unrecs build              use one thread";

const CHECK_EXAMPLES: &str = "\
Examples:
  unrecs check
  unrecs check --report json | jq .summary
  unrecs check --report sarif > findings.sarif";

const SHOW_EXAMPLES: &str = "\
Examples:
  unrecs show ctoc-cop-wg7-m1-r12                  a recommendation
  unrecs show ctoc-cop-wg7-m2-r8-a                 a lettered item
  unrecs show ctoc-cop-wg7-m1                      a meeting
  unrecs show ctoc-cop-wg7-recommendations-m1-m5   a document";

const LOG_EXAMPLES: &str = "\
Examples:
  unrecs log
  unrecs log --output /srv/data                 needs no configuration
  unrecs log --report json | jq '.versions[] | select(.status == \"ok\") | .version'";

const DIFF_EXAMPLES: &str = "\
Examples:
  unrecs diff 1.0.0 1.1.0
  unrecs diff 1.1.0 1.0.0 --rows 200            compare backwards, and show more rows
  unrecs diff v1.0.0 /srv/data/v1.0.0           compare with a release in another directory
  unrecs diff 1.0.0 1.1.0 --report json | jq '.ops[] | select(.op == \"REKEY\")'

The command compares every file that it reads with its digest in the manifest, and the manifest of \
a version with its digest in versions.json.

Exit codes: 0 the releases have the same data, 1 they differ, 2 the command could not run";

const QUERY_EXAMPLES: &str = "\
Examples:
  unrecs query \"SELECT effective_modality, count(*) AS n FROM paragraphs
                GROUP BY ALL ORDER BY n DESC\"
  unrecs query \"SELECT m.ordinal, p.number, count(*) AS cited FROM references f
                JOIN paragraphs USING (paragraph_id, language) JOIN divisions m USING (division_id, language)
                JOIN provisions p USING (provision_id)
                GROUP BY m.ordinal, p.number ORDER BY cited DESC, ordinal LIMIT 10\"
  unrecs query \"SELECT paragraph_id, text FROM paragraphs WHERE text LIKE '%护照%'\"
  unrecs query --to addressees.parquet \"SELECT * FROM addressees\"
  unrecs query --format ndjson --release 1.0.0 < question.sql | jq .
  unrecs query --timeout 10 < question.sql      give up after 10 seconds

`unrecs schema` lists the tables and columns. The table `references` needs no quotes, although its \
name is a word of SQL. The command reads only the tables that the query names, and compares each \
file with its digest in the manifest.

The same query always gives the same rows in the same order. Without ORDER BY, rows are in the order \
of the documents, and groups are in the order of their first rows.

Exit codes: 0 success, 2 the query could not run, or did not end within --timeout";

const VERIFY_EXAMPLES: &str = "\
Examples:
  unrecs verify                                 verify the latest release
  unrecs verify 1.2.0
  unrecs verify --all                           verify all versions, and their pointers
  unrecs verify ~/Downloads/v1.2.0              verify any release; needs no configuration
  unrecs verify --sources /srv/documents        compare with the source documents in this directory
  unrecs verify --signers allowed_signers       demand a signature by one of these signers
  unrecs verify --report json | jq '.releases[].checks[] | select(.state != \"passed\")'

The command reads the rows back from every format, also from the workbook and the database, and \
compares the words of Akoma Ntoso with them. If the same build of unrecs made the release, it also \
derives the descriptions again. It writes nothing but temporary files and uses no network. It names \
everything that it could not check, and says why.

Exit codes: 0 no difference was found, 2 the command could not run, 4 a difference was found";

const SERVE_EXAMPLES: &str = "\
Examples:
  unrecs serve                                  show the latest release
  unrecs serve 1.2.0 --port 8080
  unrecs serve ~/Downloads/v1.2.0               show any release; needs no configuration
  unrecs serve --no-browser                     print the address, and open nothing

The command answers on 127.0.0.1 alone, reads only the files that the manifest of the release lists, \
compares each with its digest, and writes nothing. The pages also work without it: open \
site/index.html of a release.";

const YANK_EXAMPLES: &str = "\
Examples:
  unrecs yank 1.2.0 --reason \"the dates of the third meeting are wrong\"
  unrecs log                                    list the versions

If every release is yanked, there is no latest.json until the next release.";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  unrecs schema                                 list every table with its columns
  unrecs schema paragraphs > paragraphs.schema.json";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  unrecs completions bash > ~/.local/share/bash-completion/completions/unrecs
  unrecs completions fish > ~/.config/fish/completions/unrecs.fish
  unrecs completions zsh > \"${fpath[1]}/_unrecs\"";
