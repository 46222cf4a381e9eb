//! The files of data: those of the tables all at once, each part going to every file before the next part is needed; then those
//! of the documents, one after the other on each thread.

use std::cmp::Reverse;
use std::io::{self, Write};

use rayon::prelude::*;

use super::contents::{DataFile, DocumentFile};
use super::hashing::Hashing;
use super::manifest::FileEntry;
use super::{Plan, ReleaseError, contents};
use crate::export::Encoder;
use crate::tables::Part;
use crate::tables::integrity::{Checker, Violation};

/// What was written: what the manifest says of each file, and the promises of the schema that the rows break.
pub(super) struct Written {
    pub(super) files: Vec<FileEntry>,
    pub(super) violations: Vec<Violation>,
}

/// Writes every file of data to what `open` gives for its path, hands that to `close`, and checks the rows on the way.
///
/// # Errors
/// What `refused` makes of the path of a file and the error of opening, encoding, writing or closing it.
pub(super) fn write<W: Write + Send>(
    plan: &Plan<'_>,
    open: impl Fn(&str) -> io::Result<W> + Sync,
    close: impl Fn(W) -> io::Result<()> + Sync,
    refused: impl Fn(&str, io::Error) -> ReleaseError + Sync,
) -> Result<Written, ReleaseError> {
    let begin = |file: DataFile<'_>| match (file.begin)().and_then(|encoder| Ok((encoder, open(&file.path)?))) {
        Ok((encoder, out)) => {
            Ok(Open { path: file.path, media_type: file.media_type, rows: file.rows, encoder, out: Hashing::new(out) })
        }
        Err(error) => Err(refused(&file.path, error)),
    };
    let mut files: Vec<Open<W>> = contents::data(plan).into_iter().map(begin).collect::<Result<_, _>>()?;
    let mut checker = Checker::new(plan.tables);
    plan.tables.for_each_part(|part| {
        // The largest files first, so that no thread is left with one of them at the end.
        files.sort_by_key(|file| Reverse(file.out.bytes()));
        let (checker, mut results) = (&mut checker, files.iter().map(|_| Ok(())).collect::<Vec<_>>());
        rayon::scope_fifo(|scope| {
            scope.spawn_fifo(|_| checker.add(part));
            for (file, result) in files.iter_mut().zip(&mut results) {
                scope.spawn_fifo(move |_| *result = file.part(part));
            }
        });
        let failed = files.iter().zip(results).find_map(|(file, result)| Some((&file.path, result.err()?)));
        failed.map_or(Ok(()), |(path, error)| Err(refused(path, error)))
    })?;
    let end = |file: Open<W>| {
        let path = file.path.clone();
        let ended = file.end().and_then(|(out, entry)| close(out).map(|()| entry));
        ended.map_err(|error| refused(&path, error))
    };
    let end_all = || files.into_par_iter().map(end).collect::<Result<Vec<_>, _>>();
    let (violations, files) = rayon::join(|| checker.finish(), end_all);
    let mut files = files?;
    let document = |file: DocumentFile<'_>| {
        let written = (file.make)().and_then(|bytes| {
            let mut out = Hashing::new(open(&file.path)?);
            out.write_all(&bytes)?;
            let (out, entry) = out.finish(&file.path, file.media_type, None);
            close(out).map(|()| entry)
        });
        written.map_err(|error| refused(&file.path, error))
    };
    // There may be thousands, of which no more are open at once than there are threads.
    files.extend(contents::documents(plan).into_par_iter().map(document).collect::<Result<Vec<_>, _>>()?);
    Ok(Written { files, violations })
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
