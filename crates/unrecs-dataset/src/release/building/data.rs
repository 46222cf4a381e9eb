//! The files of data: those of the tables all at once, each part going to every file before the next part is needed; then those
//! of the documents, one after the other on each thread.

use std::cmp::Reverse;
use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;

use super::contents;
use super::contents::{DataFile, DocumentFile};
use crate::content::{self, Arrival, ContentDigest, OpenSpill};
use crate::export::Encoder;
use crate::promises::{Checker, Violation};
use crate::release::manifest::hashing::Hashing;
use crate::release::manifest::listed::FileEntry;
use crate::release::store::staging::Staging;
use crate::release::store::syncing::{self, Synced, Syncer};
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
trait Destination<W>: Sync {
    /// Opens a new file.
    ///
    /// # Errors
    /// Those of the operating system.
    fn open(&self, path: &str) -> io::Result<W>;

    /// Ends a file of which everything is written.
    ///
    /// # Errors
    /// Those of the operating system.
    fn close(&self, file: W) -> io::Result<()>;

    /// Opens a file for rows that do not fit in memory; nothing is left of it.
    fn spill(&self) -> OpenSpill;

    /// A directory for other files that are there only for a while; nothing is left of it.
    fn scratch(&self) -> &Path;

    /// What stops the release where a file is refused.
    fn refused(&self, path: &str, error: io::Error) -> ReleaseError;
}

/// Writes and syncs all files of data of a release in the making.
///
/// # Errors
/// [`ReleaseError::Io`] with the path at which the file was to appear.
pub(crate) fn write_to(staging: &Staging<'_>, plan: &Plan<'_>) -> Result<Data, ReleaseError> {
    let written = syncing::while_writing(|syncer| write(plan, &Staged { staging, syncer }));
    written.unwrap_or_else(|error| Err(staging.refused("data", error)))
}

/// Writes every file of data, and checks and digests the rows on the way.
///
/// # Errors
/// What the place makes of the path of a file and the error of opening, encoding, writing or closing it.
fn write<W: Write + Send>(plan: &Plan<'_>, destination: &impl Destination<W>) -> Result<Data, ReleaseError> {
    let begin = |file: DataFile<'_>| match (file.begin)(destination.scratch())
        .and_then(|encoder| Ok((encoder, destination.open(&file.path)?)))
    {
        Ok((encoder, out)) => {
            Ok(Open { path: file.path, media_type: file.media_type, rows: file.rows, encoder, out: Hashing::new(out) })
        }
        Err(error) => Err(destination.refused(&file.path, error)),
    };
    let mut files: Vec<Open<W>> = contents::data(plan).into_iter().map(begin).collect::<Result<_, _>>()?;
    let mut digests: Vec<TableHasher> =
        plan.tables.iter().map(|table| TableHasher::new(table, destination.spill())).collect();
    let mut checker = Checker::new(plan.tables);
    plan.tables.for_each_part(|part| {
        // The largest files first, so that no thread is left with one of them at the end.
        files.sort_by_key(|file| Reverse(file.out.bytes()));
        let (checker, mut results) = (&mut checker, files.iter().map(|_| Ok(())).collect::<Vec<_>>());
        rayon::scope_fifo(|scope| {
            scope.spawn_fifo(|_| checker.add(part));
            for hasher in &mut digests {
                scope.spawn_fifo(move |_| hasher.part(part));
            }
            for (file, result) in files.iter_mut().zip(&mut results) {
                scope.spawn_fifo(move |_| *result = file.part(part));
            }
        });
        let failed = files.iter().zip(results).find_map(|(file, result)| Some((&file.path, result.err()?)));
        failed.map_or(Ok(()), |(path, error)| Err(destination.refused(path, error)))
    })?;
    let end = |file: Open<W>| {
        let path = file.path.clone();
        let ended = file.end().and_then(|(out, entry)| destination.close(out).map(|()| entry));
        ended.map_err(|error| destination.refused(&path, error))
    };
    let end_all = || files.into_par_iter().map(end).collect::<Result<Vec<_>, _>>();
    let end_digests = || digests.into_par_iter().map(|hasher| hasher.end(destination)).collect::<Result<_, _>>();
    let (violations, (files, digests)) = rayon::join(|| checker.finish(), || rayon::join(end_all, end_digests));
    if !violations.is_empty() {
        // A format may refuse what breaks a promise, and knows less about it than the promise.
        return Ok(Data { files: Vec::new(), violations, digests: Vec::new() });
    }
    let mut files = files?;
    // There may be thousands, of which no more are open at once than there are threads.
    let documents = contents::documents(plan).into_par_iter().map(|file| document(&file, destination));
    files.extend(documents.collect::<Result<Vec<_>, _>>()?);
    Ok(Data { files, violations, digests: digests? })
}

fn document<W: Write>(file: &DocumentFile<'_>, destination: &impl Destination<W>) -> Result<FileEntry, ReleaseError> {
    let written = (file.make)().and_then(|bytes| {
        let mut out = Hashing::new(destination.open(&file.path)?);
        out.write_all(&bytes)?;
        let (out, entry) = out.finish(&file.path, file.media_type, None);
        destination.close(out).map(|()| entry)
    });
    written.map_err(|error| destination.refused(&file.path, error))
}

/// A file being written.
struct Open<W> {
    path: String,
    media_type: &'static str,
    rows: Option<usize>,
    encoder: Box<dyn Encoder>,
    out: Hashing<W>,
}

impl<W: Write + Send> Open<W> {
    fn part(&mut self, part: &Part) -> io::Result<()> {
        self.encoder.part(part, &mut self.out)
    }

    fn end(mut self) -> io::Result<(W, FileEntry)> {
        self.encoder.end(&mut self.out)?;
        Ok(self.out.finish(&self.path, self.media_type, self.rows))
    }
}

/// The digest of a table in the making, or why there is none.
struct TableHasher {
    table: &'static str,
    digest: Result<ContentDigest, io::Error>,
}

impl TableHasher {
    fn new(table: &MeasuredTable, spill: OpenSpill) -> Self {
        let schema = table.table();
        let arrival = if table.is_in_key_order() { Arrival::InKeyOrder } else { Arrival::InAnyOrder(spill) };
        Self {
            table: schema.name,
            digest: ContentDigest::new(&arrow_schema(schema), arrival).map_err(io::Error::other),
        }
    }

    fn part(&mut self, part: &Part) {
        let Ok(digest) = &mut self.digest else { return };
        let added = part.batches(self.table).iter().try_for_each(|batch| digest.add(batch));
        if let Err(error) = added {
            self.digest = Err(io::Error::other(error));
        }
    }

    fn end<W>(self, destination: &impl Destination<W>) -> Result<(&'static str, Digest), ReleaseError> {
        let digest = self.digest.and_then(|digest| digest.finish().map_err(io::Error::other));
        Ok((self.table, digest.map_err(|error| destination.refused("data", error))?))
    }
}

/// Files of a release in the making, synced while they are written.
struct Staged<'s, 'a> {
    staging: &'s Staging<'a>,
    syncer: &'s Syncer,
}

impl Destination<Synced> for Staged<'_, '_> {
    fn open(&self, path: &str) -> io::Result<Synced> {
        Ok(self.syncer.file(self.staging.create(path)?))
    }

    fn close(&self, file: Synced) -> io::Result<()> {
        file.finish()
    }

    fn spill(&self) -> OpenSpill {
        let scratch = self.staging.scratch().to_owned();
        Box::new(move || Ok(Box::new(tempfile::tempfile_in(scratch)?)))
    }

    fn scratch(&self) -> &Path {
        self.staging.scratch()
    }

    fn refused(&self, path: &str, error: io::Error) -> ReleaseError {
        self.staging.refused(path, error)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::export::{FORMATS, samples};
    use crate::release::tests::samples_origins;
    use unrecs_text::validate::{Policy, validate};

    /// Takes at most so many bytes a file, and counts the files that were closed.
    struct Narrow {
        limit: usize,
        closed: AtomicUsize,
    }

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

    impl Destination<Room> for Narrow {
        fn open(&self, _: &str) -> io::Result<Room> {
            Ok(Room(self.limit))
        }

        fn close(&self, _: Room) -> io::Result<()> {
            self.closed.fetch_add(1, Ordering::Relaxed);
            Ok(())
        }

        fn spill(&self) -> OpenSpill {
            Box::new(|| Ok(Box::new(io::Cursor::new(Vec::new()))))
        }

        fn scratch(&self) -> &Path {
            "nowhere".as_ref()
        }

        fn refused(&self, path: &str, error: io::Error) -> ReleaseError {
            ReleaseError::io("write", path.as_ref(), error)
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
        let destination = Narrow { limit, closed: AtomicUsize::new(0) };
        let files = write(&plan, &destination).map(|written| written.files).map_err(|error| error.to_string());
        (files, destination.closed.into_inner())
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
        assert_eq!(paths, ["data/akn/b.zh.akn.xml", "data/akn/a.en.akn.xml", "data/akn/c.und.akn.xml"]);
        assert_eq!(closed, 3);
        for file in &files {
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
        let (files, closed) = written(&[("x", "一. 第一次会议\n\n1. 缔约国应\u{C}合作。\n")], usize::MAX);
        let expected = "cannot write data/akn/x.zh.akn.xml: document x: the character U+000C cannot stand in XML 1.0";
        assert_eq!((files.unwrap_err().as_str(), closed), (expected, 0));
    }
}
