//! The files of data, all at once: each part of the tables goes to every file before the next part is needed.

use std::cmp::Reverse;
use std::io::{self, Write};

use rayon::prelude::*;

use super::contents::DataFile;
use super::hashing::Hashing;
use super::manifest::FileEntry;
use super::{Plan, ReleaseError, contents};
use crate::content::{Arrival, ContentDigest, OpenSpill};
use crate::export::Encoder;
use crate::tables::integrity::{Checker, Violation};
use crate::tables::schema::arrow::arrow_schema;
use crate::tables::{Part, Table};
use crate::value::Digest;

/// What was written.
pub(super) struct Written<W> {
    /// Where each file went, with what the manifest says of it.
    pub(super) files: Vec<(W, FileEntry)>,
    /// The promises of the schema that the rows break.
    pub(super) violations: Vec<Violation>,
    /// What each table says, in publishing order.
    pub(super) digests: Vec<(&'static str, Digest)>,
}

/// Where files go.
pub(super) trait Place<W>: Sync {
    /// Opens a new file.
    ///
    /// # Errors
    /// Those of the operating system.
    fn open(&self, path: &str) -> io::Result<W>;

    /// Opens a file for rows that do not fit in memory; nothing is left of it.
    fn spill(&self) -> OpenSpill;

    /// What stops the release where a file is refused.
    fn refused(&self, path: &str, error: io::Error) -> ReleaseError;
}

/// Writes every file of data, and checks and digests the rows on the way.
///
/// # Errors
/// What the place makes of the path of a file and the error of opening, encoding or writing it.
pub(super) fn write<W: Write + Send>(plan: &Plan<'_>, place: &impl Place<W>) -> Result<Written<W>, ReleaseError> {
    let begin = |file: DataFile<'_>| match (file.begin)().and_then(|encoder| Ok((encoder, place.open(&file.path)?))) {
        Ok((encoder, out)) => {
            Ok(Open { path: file.path, media_type: file.media_type, rows: file.rows, encoder, out: Hashing::new(out) })
        }
        Err(error) => Err(place.refused(&file.path, error)),
    };
    let mut files: Vec<Open<W>> = contents::data(plan).into_iter().map(begin).collect::<Result<_, _>>()?;
    let mut digests: Vec<Said> = plan.tables.iter().map(|table| Said::new(table, place.spill())).collect();
    let mut checker = Checker::new(plan.tables);
    plan.tables.for_each_part(|part| {
        // The largest files first, so that no thread is left with one of them at the end.
        files.sort_by_key(|file| Reverse(file.out.bytes()));
        let (checker, mut results) = (&mut checker, files.iter().map(|_| Ok(())).collect::<Vec<_>>());
        rayon::scope_fifo(|scope| {
            scope.spawn_fifo(|_| checker.add(part));
            for said in &mut digests {
                scope.spawn_fifo(move |_| said.part(part));
            }
            for (file, result) in files.iter_mut().zip(&mut results) {
                scope.spawn_fifo(move |_| *result = file.part(part));
            }
        });
        let failed = files.iter().zip(results).find_map(|(file, result)| Some((&file.path, result.err()?)));
        failed.map_or(Ok(()), |(path, error)| Err(place.refused(path, error)))
    })?;
    let end = |file: Open<W>| {
        let path = file.path.clone();
        file.end().map_err(|error| place.refused(&path, error))
    };
    let end_all = || files.into_par_iter().map(end).collect::<Result<_, _>>();
    let end_digests = || digests.into_par_iter().map(|said| said.end(place)).collect::<Result<_, _>>();
    let (violations, (files, digests)) = rayon::join(|| checker.finish(), || rayon::join(end_all, end_digests));
    Ok(Written { files: files?, violations, digests: digests? })
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
struct Said {
    table: &'static str,
    digest: Result<ContentDigest, io::Error>,
}

impl Said {
    fn new(table: &Table, spill: OpenSpill) -> Self {
        let schema = table.schema();
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

    fn end<W>(self, place: &impl Place<W>) -> Result<(&'static str, Digest), ReleaseError> {
        let digest = self.digest.and_then(|digest| digest.finish().map_err(io::Error::other));
        Ok((self.table, digest.map_err(|error| place.refused("data", error))?))
    }
}
