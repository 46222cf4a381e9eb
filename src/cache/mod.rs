//! What documents were read to, kept from run to run: where some of many documents changed, only those are read again.
//!
//! An entry is found by a key over everything that reading depends on: the program's own sources, the registry, the bytes of the
//! document, and what the configuration says of it. It is used only where it holds that key and its digest is right; anything else
//! is as good as no entry. All of it may be removed at any time.

mod directory;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::config::{CacheUse, Document};
use directory::{Directory, Lock};
use unrecs_dataset::release::Generator;
use unrecs_text::registry::Registry;
use unrecs_text::resolve::Resolved;
use unrecs_text::source::Source;
use unrecs_text::stored::Writer;
use unrecs_text::value::Digest;
use unrecs_text::value::counted;

/// The cache of one run.
pub struct Cache<'r> {
    directory: Directory,
    reads: bool,
    /// Held by a run that writes.
    lock: Option<Lock>,
    registry: &'r Registry,
    /// What every key begins with: the program and the registry.
    basis: String,
    used: Mutex<HashSet<String>>,
    reused: AtomicUsize,
    damaged: AtomicUsize,
    problem: OnceLock<String>,
}

/// What the cache was good for in a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reuse {
    /// Documents that were as an earlier run had read them.
    pub documents: usize,
    /// Entries that were not what they should have been; their documents were read.
    pub damaged: usize,
    /// Why not all is kept for the next run, where it should have been.
    pub problem: Option<String>,
}

/// The name of an entry: a digest over all that its content depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);

/// Length of the digest that an entry begins with, and of its key, each with a line break.
const LINE: usize = 65;

impl<'r> Cache<'r> {
    /// The cache as a run may use it. Where it should write and cannot, it reads alone.
    pub fn open(asked: &CacheUse, registry: &'r Registry) -> Self {
        let Generator { name, version, sources_sha256 } = Generator::unrecs(env!("UNRECS_SOURCES_SHA256"));
        let directory = Directory::new(&asked.directory);
        let problem = OnceLock::new();
        let locked = asked.writes.then(|| directory.lock());
        let lock = locked.and_then(|locked| locked.map_err(|error| problem.get_or_init(|| error.to_string())).ok());
        Self {
            directory,
            reads: asked.reads,
            lock,
            registry,
            basis: joined(&[&name, &version, &sources_sha256, &registry.digest().to_string()]),
            used: Mutex::default(),
            reused: AtomicUsize::new(0),
            damaged: AtomicUsize::new(0),
            problem,
        }
    }

    /// The key of a document.
    pub fn key(&self, document: &Document, source: &Source) -> Key {
        let identity = &document.identity;
        let parts = joined(&[
            &self.basis,
            &source.digest().to_string(),
            source.path(),
            &identity.document_id,
            &identity.body_id,
            identity.symbol.as_ref().map_or("", |symbol| symbol.as_str()),
            document.language.map_or("", |language| language.tag),
        ]);
        Key(Digest::of(parts.as_bytes()).to_string())
    }

    /// The document as an earlier run has read it.
    ///
    /// # Errors
    /// The source, where there is no such entry that can be trusted.
    pub fn find(&self, key: &Key, source: Source) -> Result<Resolved<'r>, Source> {
        if !self.reads {
            return Err(source);
        }
        let found = match self.directory.read(&key.0) {
            Ok(None) => return Err(source),
            Ok(Some(bytes)) => match checked(&bytes, key) {
                Some(stored) => Resolved::again(source, stored, self.registry),
                None => Err(source),
            },
            Err(_) => Err(source),
        };
        let count = if found.is_ok() { &self.reused } else { &self.damaged };
        count.fetch_add(1, Ordering::Relaxed);
        if found.is_ok() {
            self.uses(key);
        }
        found
    }

    /// Keeps a document for the runs to come. What cannot be kept is read again then, so that this is no error.
    pub fn keep(&self, key: &Key, resolved: &Resolved<'r>) {
        if self.lock.is_none() || self.problem.get().is_some() {
            return;
        }
        // Mostly what is stored is a little shorter than the source.
        let bytes = Vec::with_capacity(resolved.normalized().source().text().len());
        let mut writer = Writer { bytes, registry: self.registry };
        writer.bytes.extend_from_slice(key.0.as_bytes());
        writer.bytes.push(b'\n');
        resolved.store(&mut writer);
        let digest = format!("{}\n", Digest::of(&writer.bytes));
        match self.directory.write(&key.0, [digest.as_bytes(), &writer.bytes]) {
            Ok(()) => self.uses(key),
            Err(error) => self.fails(&error),
        }
    }

    /// Ends the use of the cache. A run that writes removes what it did not use, so that the cache holds one run.
    pub fn close(self) -> Reuse {
        if self.lock.is_some() {
            let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(error) = self.directory.remove_all_but(&used) {
                self.fails(&error);
            }
        }
        Reuse {
            documents: self.reused.into_inner(),
            damaged: self.damaged.into_inner(),
            problem: self.problem.into_inner(),
        }
    }

    fn uses(&self, key: &Key) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.0.clone());
    }

    fn fails(&self, error: &directory::CacheError) {
        self.problem.get_or_init(|| error.to_string());
    }
}

impl Reuse {
    /// What is worth a line: how many documents were as they had been, and what went wrong.
    pub fn words(&self, of: usize) -> String {
        let Self { documents, damaged, problem } = self;
        let mut words = String::new();
        if *documents > 0 {
            words += &format!("{documents} of {} taken from the cache\n", counted(of, "document"));
        }
        if *damaged > 0 {
            words += &format!("Damaged in the cache, and read again: {}\n", counted(*damaged, "document"));
        }
        if let Some(problem) = problem {
            words += &format!("What was read is not kept for the next run: {problem}\n");
        }
        words
    }
}

/// What an entry stores, where it has its digest in front and is for this key.
fn checked<'b>(entry: &'b [u8], key: &Key) -> Option<&'b [u8]> {
    let (digest, rest) = entry.split_at_checked(LINE)?;
    let right = digest.strip_suffix(b"\n")? == Digest::of(rest).to_string().as_bytes();
    rest.strip_prefix(key.0.as_bytes())?.strip_prefix(b"\n").filter(|_| right)
}

/// Texts as one, each behind its length, so that no two lists of texts give the same.
fn joined(parts: &[&str]) -> String {
    parts.iter().map(|part| format!("{}:{part}", part.len())).collect()
}
