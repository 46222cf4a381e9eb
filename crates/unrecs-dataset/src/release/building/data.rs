//! The files of data: those of the tables all at once, each part going to every file before the next part is needed. With the last part
//! come the files of the documents, one after the other on each thread, so that no thread waits for the end of a long file.

use std::cmp::Reverse;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::contents;
use super::contents::{DataFile, DocumentFile};
use crate::content::{self, Arrival, ContentDigest};
use crate::export::{Encoder, SmallFile};
use crate::layout::SITE;
use crate::promises::{Checker, Violation};
use crate::release::manifest::hashing::Hashing;
use crate::release::manifest::listed::FileEntry;
use crate::release::store::staging::Staging;
use crate::release::store::syncing::Synced;
use crate::release::{Plan, ReleaseError};
use crate::tables::arrow::arrow_schema;
use crate::tables::{MeasuredTable, Part};
use unrecs_text::value::Digest;

/// What was written.
pub(crate) struct Data {
    /// What the manifest says of each file; none where promises are broken.
    pub(crate) files: Vec<FileEntry>,
    /// The promises of the schema that the rows break.
    pub(crate) violations: Vec<Violation>,
    /// What each table says, in publishing order; none where promises are broken.
    pub(crate) digests: Vec<(&'static str, Digest)>,
}

impl Data {
    /// What all tables say together.
    pub(crate) fn content_sha256(&self) -> Digest {
        content::of_release(self.digests.iter().copied())
    }
}

/// Where files go.
struct Destination<'a, W> {
    staging: &'a Staging<'a>,
    /// Opens a new file.
    open: &'a (dyn Fn(&str) -> io::Result<W> + Sync),
    /// Ends a file of which everything is written.
    close: &'a (dyn Fn(W) -> io::Result<()> + Sync),
}

impl<W: Write> Destination<'_, W> {
    /// Writes a file whose bytes are at hand.
    fn whole(&self, file: &SmallFile) -> io::Result<FileEntry> {
        let mut out = Hashing::new((self.open)(&file.path)?);
        out.write_all(&file.bytes)?;
        let (out, entry) = out.finish(&file.path, file.media_type, None);
        (self.close)(out).map(|()| entry)
    }
}

/// Writes all files of data of a release in the making, and those beside them that stand in every version.
///
/// # Errors
/// [`ReleaseError::Io`] with the path at which the file was to appear.
pub(crate) fn write_to(staging: &Staging<'_>, plan: &Plan<'_>) -> Result<Data, ReleaseError> {
    let destination = Destination { staging, open: &|path| staging.create(path), close: &Synced::finish };
    let files = begun(plan, &destination)?;
    let (data, beside) = rayon::join(|| write(plan, files, &destination), || staging.write(&contents::beside(plan)));
    let mut data = data?;
    data.files.extend(beside?);
    Ok(data)
}

/// Begins every file of tables.
///
/// # Errors
/// What the place makes of the path of a file and the error of opening it.
fn begun<'p, W: Write + Send>(
    plan: &Plan<'p>,
    destination: &Destination<'_, W>,
) -> Result<Vec<Open<'p, W>>, ReleaseError> {
    let staging = destination.staging;
    let begin = |file: DataFile<'p>| {
        let begun = (file.begin)(staging.scratch()).and_then(|encoder| Ok((encoder, (destination.open)(&file.path)?)));
        match begun {
            Ok((encoder, out)) => Ok(Open { file, encoder, out: Hashing::new(out) }),
            Err(error) => Err(staging.refused(&file.path, error)),
        }
    };
    contents::data(plan).into_iter().map(begin).collect()
}

/// Writes these files and those of the documents, and checks and digests the rows on the way.
///
/// # Errors
/// What the place makes of the path of a file and the error of encoding, writing or closing it.
fn write<'p, W: Write + Send>(
    plan: &Plan<'p>,
    mut files: Vec<Open<'p, W>>,
    destination: &Destination<'_, W>,
) -> Result<Data, ReleaseError> {
    let staging = destination.staging;
    let mut digests: Vec<TableHasher> =
        plan.tables.iter().map(|table| TableHasher::new(table, staging.scratch())).collect();
    let mut checker = Some(Checker::new(plan.tables));
    let (mut number, mut ended) = (0, None);
    plan.tables.for_each_part(|part| {
        // Formats of the whole dataset take longest. Then the largest files, so that no thread is left with one of them at the end.
        files.sort_by_key(|file| (file.file.rows.is_some(), Reverse(file.out.bytes())));
        number += 1;
        if number == plan.tables.parts() {
            let (files, digests) = (std::mem::take(&mut files), std::mem::take(&mut digests));
            let last = checker.take().map(|checker| Last { part, files, digests, checker });
            ended = last.map(|last| last.written(plan, destination));
            return Ok(());
        }
        let (checker, mut results) = (&mut checker, files.iter().map(|_| Ok(())).collect::<Vec<_>>());
        rayon::scope_fifo(|scope| {
            scope.spawn_fifo(|_| checker.iter_mut().for_each(|checker| checker.add(part)));
            for hasher in &mut digests {
                scope.spawn_fifo(move |_| hasher.part(part));
            }
            for (file, result) in files.iter_mut().zip(&mut results) {
                scope.spawn_fifo(move |_| *result = file.part(part));
            }
        });
        let failed = files.iter().zip(results).find_map(|(file, result)| Some((&file.file.path, result.err()?)));
        failed.map_or(Ok(()), |(path, error)| Err(staging.refused(path, error)))
    })?;
    ended.expect("there is a last part, which holds at least the registry")
}

/// The last part, and all that takes it.
struct Last<'l, 'a, W> {
    part: &'l Part,
    files: Vec<Open<'a, W>>,
    digests: Vec<TableHasher>,
    checker: Checker<'a>,
}

impl<W: Write + Send> Last<'_, '_, W> {
    /// Ends everything, and writes the files of the documents meanwhile.
    fn written(self, plan: &Plan<'_>, destination: &Destination<'_, W>) -> Result<Data, ReleaseError> {
        let Self { part, files, digests, mut checker } = self;
        let staging = destination.staging;
        let (mut violations, mut of_documents) = (Vec::new(), Ok(Vec::new()));
        let mut of_files: Vec<_> = files.iter().map(|_| None).collect();
        let mut of_digests: Vec<_> = digests.iter().map(|_| None).collect();
        rayon::scope_fifo(|scope| {
            for (mut file, ended) in files.into_iter().zip(&mut of_files) {
                scope.spawn_fifo(move |_| {
                    let path = file.file.path.clone();
                    let written = file.part(part).and_then(|()| file.end());
                    let closed = written.and_then(|(out, entry)| (destination.close)(out).map(|()| entry));
                    *ended = Some(closed.map_err(|error| staging.refused(&path, error)));
                });
            }
            scope.spawn_fifo(|_| {
                checker.add(part);
                violations = checker.finish();
            });
            for (mut hasher, ended) in digests.into_iter().zip(&mut of_digests) {
                scope.spawn_fifo(move |_| {
                    hasher.part(part);
                    *ended = Some(hasher.end(staging));
                });
            }
            // There may be thousands, of which no more are open at once than there are threads.
            scope.spawn_fifo(|_| {
                let documents = contents::documents(plan).into_par_iter();
                of_documents = documents.map(|file| document(&file, destination)).collect();
            });
        });
        if !violations.is_empty() {
            // A format may refuse what breaks a promise, and knows less about it than the promise.
            return Ok(Data { files: Vec::new(), violations, digests: Vec::new() });
        }
        let mut files = of_files.into_iter().flatten().collect::<Result<Vec<_>, _>>()?;
        files.extend(of_documents?);
        files.extend(pages(plan, destination)?);
        let digests = of_digests.into_iter().flatten().collect::<Result<_, _>>()?;
        Ok(Data { files, violations, digests })
    }
}
fn document<W: Write>(file: &DocumentFile<'_>, destination: &Destination<'_, W>) -> Result<FileEntry, ReleaseError> {
    let written =
        (file.make)().and_then(|bytes| destination.whole(&SmallFile::new(&*file.path, file.media_type, bytes)));
    written.map_err(|error| destination.staging.refused(&file.path, error))
}

/// Writes the pages for people; what the manifest says of them, in the order of their paths.
fn pages<W: Write>(plan: &Plan<'_>, destination: &Destination<'_, W>) -> Result<Vec<FileEntry>, ReleaseError> {
    let written = Mutex::new(Vec::new());
    let refused = Mutex::new(None);
    let done = contents::pages(plan, &|file| {
        let entry = destination.whole(&file).inspect_err(|_| *lock(&refused) = Some(file.path.clone()))?;
        lock(&written).push(entry);
        Ok(())
    });
    let path = lock(&refused).take();
    done.map_err(|error| destination.staging.refused(path.as_deref().unwrap_or(SITE), error))?;
    let mut written = std::mem::take(&mut *lock(&written));
    written.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(written)
}

/// What a mutex holds: nothing that panics is done while one is locked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file being written.
struct Open<'a, W> {
    file: DataFile<'a>,
    encoder: Box<dyn Encoder>,
    out: Hashing<W>,
}

impl<W: Write + Send> Open<'_, W> {
    fn part(&mut self, part: &Part) -> io::Result<()> {
        self.encoder.part(part, &mut self.out)
    }

    fn end(mut self) -> io::Result<(W, FileEntry)> {
        self.encoder.end(&mut self.out)?;
        Ok(self.out.finish(&self.file.path, self.file.media_type, self.file.rows))
    }
}

/// The digest of a table in the making, or why there is none.
struct TableHasher {
    table: &'static str,
    digest: Result<ContentDigest, io::Error>,
}

impl TableHasher {
    /// Rows that do not fit in memory go to a file in this directory, of which nothing is left.
    fn new(table: &MeasuredTable, scratch: &Path) -> Self {
        let (schema, scratch) = (table.table(), scratch.to_owned());
        let spill = Box::new(move || Ok(Box::new(tempfile::tempfile_in(scratch)?) as _));
        let arrival = if table.is_in_key_order() { Arrival::InKeyOrder } else { Arrival::InAnyOrder(spill) };
        let digest = ContentDigest::new(&arrow_schema(schema), arrival).map_err(io::Error::other);
        Self { table: schema.name, digest }
    }

    fn part(&mut self, part: &Part) {
        let Ok(digest) = &mut self.digest else { return };
        let added = part.batches(self.table).iter().try_for_each(|batch| digest.add(batch));
        if let Err(error) = added {
            self.digest = Err(io::Error::other(error));
        }
    }

    fn end(self, staging: &Staging<'_>) -> Result<(&'static str, Digest), ReleaseError> {
        let digest = self.digest.and_then(|digest| digest.finish().map_err(io::Error::other));
        Ok((self.table, digest.map_err(|error| staging.refused("data", error))?))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::export::{FORMATS, samples};
    use crate::release::tests::samples_origins;
    use unrecs_text::validate::{Policy, validate};

    /// Takes at most so many bytes.
    struct Room(usize);

    impl Write for Room {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Writes the files of these documents; gives the entries, and how many files were closed.
    fn written(documents: &[(&str, &str)], limit: usize) -> (Result<Vec<FileEntry>, String>, usize) {
        let documents = documents.iter().map(|(id, text)| samples::document(id, text)).collect();
        let (dataset, validated) = (samples::dataset(), validate(documents, &Policy::default()));
        let (tables, released_at) = (samples::tables(), jiff::Timestamp::UNIX_EPOCH);
        let formats: Vec<_> = FORMATS.iter().filter(|format| format.name == "akn").collect();
        let origins = samples_origins();
        let (dataset, validated, tables) = (&dataset, &validated, &tables);
        let plan = Plan { dataset, validated, tables, origins: &origins, formats: &formats, released_at };
        let (output, closed) = (tempfile::tempdir().unwrap(), AtomicUsize::new(0));
        let staging = &Staging::new(output.path()).unwrap();
        let close = |_: Room| {
            closed.fetch_add(1, Ordering::Relaxed);
            Ok(())
        };
        let destination = Destination { staging, open: &|_| Ok(Room(limit)), close: &close };
        let written = begun(&plan, &destination).and_then(|files| write(&plan, files, &destination));
        let shown = format!("{}/", output.path().join("…").display());
        let files = written.map(|written| written.files).map_err(|error| error.to_string().replace(&shown, ""));
        (files, closed.into_inner())
    }

    const DOCUMENTS: [(&str, &str); 3] = [
        ("b", "一. 第一次会议\n\n1. 缔约国应合作。\n"),
        ("a", "I. First meeting\n\n1. States parties should cooperate.\n"),
        ("c", ""),
    ];

    #[test]
    fn a_document_is_a_file_named_for_itself_and_its_language() {
        let (files, closed) = written(&DOCUMENTS, usize::MAX);
        let files = files.unwrap();
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let akn = ["data/akn/b.zh.akn.xml", "data/akn/a.en.akn.xml", "data/akn/c.und.akn.xml"];
        assert_eq!(paths, [&akn[..], &["data/text/b.zh.txt", "data/text/a.en.txt", "data/text/c.und.txt"]].concat());
        assert_eq!(closed, 6);
        for ((_, text), file) in DOCUMENTS.iter().zip(&files[3..]) {
            assert_eq!((file.media_type.as_str(), file.bytes), ("text/plain", text.len() as u64));
        }
        for file in &files[..3] {
            assert_eq!((file.media_type.as_str(), file.rows), ("application/akn+xml", None));
            assert!(file.bytes > 1000, "{file:?}");
        }
    }

    #[test]
    fn the_files_of_documents_do_not_depend_on_the_number_of_threads() {
        let many: Vec<(String, &str)> = (0..40).map(|n| (format!("d{n}"), DOCUMENTS[n % 3].1)).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|(id, text)| (id.as_str(), *text)).collect();
        let digests = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let files = pool.install(|| written(&many, usize::MAX).0.unwrap());
            files.into_iter().map(|file| (file.path, file.sha256)).collect::<Vec<_>>()
        };
        assert_eq!(digests(1), digests(4));
    }

    #[test]
    fn a_file_of_a_document_that_cannot_be_written_is_named() {
        let (files, _) = written(&DOCUMENTS[..1], 100);
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(files.unwrap_err(), format!("cannot write data/akn/b.zh.akn.xml: {full}"));
        let (files, _) = written(&[("x", "一. 第一次会议\n\n1. 缔约国应\u{C}合作。\n")], usize::MAX);
        let expected = "cannot write data/akn/x.zh.akn.xml: document x: the character U+000C cannot stand in XML 1.0";
        assert_eq!(files.unwrap_err(), expected);
    }
}
