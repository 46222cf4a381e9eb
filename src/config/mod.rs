//! `pipeline.toml` as types: the input, the description of the dataset, the severities and the output. An unknown key is an error.

mod dataset;
mod documents;
mod policy;
mod raw;

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use toml::Spanned;
use unrecs_dataset::dataset::Dataset;
use unrecs_dataset::export::{FORMATS, Format};
use unrecs_dataset::input::{self, PdfLimits};
use unrecs_dataset::plain_file::{self, LARGEST, Links};
use unrecs_text::diagnostics_toml::{ConfigError, TomlFile, one_of};
use unrecs_text::normalize::Identity;
use unrecs_text::parse::Given;
use unrecs_text::registry::{Registry, RegistryFiles};
use unrecs_text::validate::Policy;
use unrecs_text::value::Digest;

/// The whole configuration of a run, checked: every path exists, every code is known.
pub struct Config {
    /// What the dataset is called and under which terms it is published.
    pub dataset: Dataset,
    /// What to read, in the order of the configuration; inside a glob by the bytes of the path.
    pub documents: Vec<Document>,
    /// The facts that the run starts from.
    pub registry: Registry,
    /// How strict validation is.
    pub policy: Policy,
    /// What to write, in the order of [`FORMATS`].
    pub formats: Vec<&'static Format>,
    /// Directory that receives the releases.
    pub output: PathBuf,
    /// The digest of the configuration file.
    pub digest: Digest,
}

/// One file to read.
#[derive(Debug)]
pub struct Document {
    /// Where it is.
    pub path: PathBuf,
    /// The path relative to the configuration file's directory, with `/`.
    pub shown_as: String,
    /// What the configuration says it is.
    pub identity: Identity,
    /// The language and the class that the configuration names.
    pub given: Given,
    /// How far it is read, if it is a PDF.
    pub pdf: PdfLimits,
}

const DEFAULT_REGISTRY: &str = "input/registry";
const DEFAULT_OUTPUT: &str = "output";

/// A configuration whose registry is read but not parsed. A run that finds nothing changed never needs more, and saves most of its time.
pub struct Draft {
    /// Directory that receives the releases.
    pub output: PathBuf,
    file: TomlFile,
    raw: raw::RawConfig,
    documents: Vec<Document>,
    registry: RegistryFiles,
}

/// Reads and checks a configuration. Paths in it are relative to its directory.
///
/// # Errors
/// The first thing that is wrong with the file, with the registry it names, or with the documents it names.
pub fn load(path: &Path) -> Result<Config, ConfigError> {
    read(path)?.checked()
}

/// Reads a configuration, the files of its registry, and which documents it names.
///
/// # Errors
/// A file cannot be read, the configuration is malformed, or a file that it names does not exist.
pub fn read(path: &Path) -> Result<Draft, ConfigError> {
    let file = TomlFile::new(path, plain_file::read(path, Links::Follow, LARGEST))?;
    let raw: raw::RawConfig = file.read()?;
    let base = path.parent().unwrap_or(Path::new(""));
    let pdf = pdf_limits(&file, &raw.input.pdf)?;
    let base = Base { file: &file, directory: base, allow_outside: raw.input.allow_outside, pdf };
    let registry = base.path(raw.input.registry.as_ref(), DEFAULT_REGISTRY)?;
    let registry = input::registry_files(&registry, (!base.allow_outside).then_some(base.directory))?;
    let documents = documents::read(&base, &raw.documents)?;
    let output = base.path(raw.output.directory.as_ref(), DEFAULT_OUTPUT)?;
    Ok(Draft { output, file, raw, documents, registry })
}

/// The directory from which the paths of a configuration count, and which they may not leave.
#[derive(Clone, Copy)]
struct Base<'c> {
    file: &'c TomlFile,
    directory: &'c Path,
    allow_outside: bool,
    pdf: PdfLimits,
}

/// The table `[input.pdf]`.
///
/// # Errors
/// The first number that limits nothing.
fn pdf_limits(file: &TomlFile, raw: &raw::RawPdf) -> Result<PdfLimits, ConfigError> {
    const DAY: u64 = 24 * 60 * 60;
    let usual = PdfLimits::default();
    let number = |named: Option<&Spanned<u64>>, usual: u64, range: RangeInclusive<u64>| match named {
        Some(named) if !range.contains(named.get_ref()) => {
            let message =
                format!("found {}; expected a number of {} to {}", named.get_ref(), range.start(), range.end());
            Err(file.error(named.span(), message))
        }
        Some(named) => Ok(*named.get_ref()),
        None => Ok(usual),
    };
    Ok(PdfLimits {
        seconds: number(raw.seconds.as_ref(), usual.seconds, 1..=DAY)?,
        memory_mib: number(raw.memory_mib.as_ref(), usual.memory_mib, 64..=1 << 20)?,
        unreadable_percent: number(raw.unreadable_percent.as_ref(), usual.unreadable_percent, 0..=100)?,
    })
}

impl Base<'_> {
    /// A path of the configuration, or the one that holds where it names none.
    fn path(&self, named: Option<&raw::Text>, default: &str) -> Result<PathBuf, ConfigError> {
        let path = self.directory.join(named.map_or(default, |named| named.get_ref()));
        if let Some(named) = named {
            self.check(&path, named)?;
        }
        Ok(path)
    }

    /// Checks that a path does not lead out, links followed: what lies elsewhere may be a secret of this machine.
    fn check(&self, path: &Path, named: &raw::Text) -> Result<(), ConfigError> {
        if self.allow_outside || plain_file::is_within(path, self.directory) {
            return Ok(());
        }
        let message = format!(
            "{} leads out of the directory of this configuration; expected a path below it, or `allow_outside = true` in [input]",
            path.display()
        );
        Err(self.file.error(named.span(), message))
    }
}

impl Draft {
    /// The documents in the order of the configuration.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The digest of the configuration file.
    pub fn digest(&self) -> Digest {
        self.file.digest()
    }

    /// The digest of the files of the registry.
    pub fn registry_digest(&self) -> Digest {
        self.registry.digest()
    }

    /// Parses the registry and checks the rest.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn checked(self) -> Result<Config, ConfigError> {
        let Self { output, file, raw, documents, registry } = self;
        let dataset = dataset::read(&file, raw.dataset)?;
        let registry = Registry::of(&registry)?;
        let formats = formats(&file, raw.output.formats)?;
        let policy = policy::read(&file, raw.severity, raw.assertions, &registry)?;
        documents::check_bodies(&file, &raw.documents, &registry)?;
        Ok(Config { dataset, documents, registry, policy, formats, output, digest: file.digest() })
    }
}

/// The formats named, or all; in the order of the list of formats, whatever the order of the names.
fn formats(file: &TomlFile, names: Option<toml::Spanned<Vec<raw::Text>>>) -> Result<Vec<&'static Format>, ConfigError> {
    let Some(names) = names else { return Ok(FORMATS.iter().collect()) };
    let expected = || one_of(FORMATS.iter().map(|format| format.name));
    if names.get_ref().is_empty() {
        return Err(file.error(names.span(), format!("`formats` is empty; {}", expected())));
    }
    for name in names.get_ref() {
        if !FORMATS.iter().any(|format| format.name == name.get_ref()) {
            return Err(file.error(name.span(), format!("unknown format `{}`; {}", name.get_ref(), expected())));
        }
    }
    let named = |format: &&Format| names.get_ref().iter().any(|name| name.get_ref() == format.name);
    Ok(FORMATS.iter().filter(named).collect())
}
