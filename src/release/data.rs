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

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::export::{FORMATS, samples};
    use crate::validate::{Policy, validate};

    /// Writes these documents, each at most `limit` bytes long; gives the entries, and how many files were closed.
    fn written(documents: &[(&str, &str)], limit: usize) -> (Result<Vec<FileEntry>, String>, usize) {
        struct Small(usize);
        impl Write for Small {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let documents = documents.iter().map(|(id, text)| samples::document(id, text)).collect();
        let (dataset, validated) = (samples::dataset(), validate(documents, &Policy::default()));
        let (tables, released_at) = (samples::tables(), jiff::Timestamp::UNIX_EPOCH);
        let formats: Vec<_> = FORMATS.iter().filter(|format| format.name == "akn").collect();
        let plan = Plan { dataset: &dataset, validated: &validated, tables: &tables, formats: &formats, released_at };
        let closed = Mutex::new(0);
        let close = |_| {
            *closed.lock().unwrap() += 1;
            Ok(())
        };
        let refused = |path: &str, error| ReleaseError::io("write", path.as_ref(), error);
        let written = write(&plan, |_| Ok(Small(limit)), close, refused);
        let files = written.map(|written| written.files).map_err(|error| error.to_string());
        (files, closed.into_inner().unwrap())
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
