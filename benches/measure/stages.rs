//! The stages one by one, in this process and on one core, with the floor under them.

use std::convert::Infallible;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use unrecs::config::Config;
use unrecs_dataset::dataset::Dataset;
use unrecs_dataset::export::{FORMATS, Files, Format, Pages, SmallFile, Whole};
use unrecs_dataset::tables::schema::NestedFile;
use unrecs_dataset::tables::{self, Tables};
use unrecs_text::extract::Rendition;
use unrecs_text::normalize::{self, Identity, Normalized};
use unrecs_text::parse;
use unrecs_text::resolve::{self, Grammar, Resolved};
use unrecs_text::validate;

use super::{Measurement, median, timed};
use crate::corpus::Corpus;

/// Measures every stage over a corpus, each as the median of `runs`. Tables are made whenever they are exported or checked; the
/// time of making them is taken off.
///
/// # Errors
/// A document cannot be read, or a sink that never fails has failed.
pub fn measure(corpus: &Corpus, config: &Config, runs: usize) -> io::Result<Vec<Measurement>> {
    let row = |what: &str, times: Vec<Duration>| Measurement {
        what: what.to_owned(),
        time: median(times),
        bytes: corpus.bytes,
        note: String::new(),
    };
    let mut floors = Vec::new();
    let mut reading = [const { Vec::new() }; 4];
    let mut documents = Vec::new();
    for _ in 0..runs {
        floors.push(floor(corpus)?);
        let (times, normalized) = read(corpus)?;
        reading.iter_mut().zip(times).for_each(|(all, time)| all.push(time));
        documents = normalized;
    }
    let mut rows = vec![row("the floor: read, check UTF-8, SHA-256", floors)];
    let names = ["source", "parse", "normalize", "parse and normalize"];
    rows.extend(names.into_iter().zip(reading).map(|(name, times)| row(name, times)));

    let registry = Path::new(env!("CARGO_MANIFEST_DIR")).join("input/registry");
    let registry = unrecs_dataset::input::registry(&registry).map_err(|error| io::Error::other(error.to_string()))?;
    let grammar = Grammar::new(&registry);
    let resolved = |copy: Vec<Normalized>| -> Vec<Resolved<'_>> {
        copy.into_iter().map(|document| resolve::resolve(document, &grammar)).collect()
    };
    let times = (0..runs).map(|_| documents.clone()).map(|copy| timed(|| resolved(copy)).0).collect();
    rows.push(row("resolve", times));
    let documents = resolved(documents);
    let copies: Vec<_> = (0..runs).map(|_| documents.clone()).collect();
    let times = copies.into_iter().map(|copy| timed(|| validate::validate(copy, &config.policy)).0).collect();
    rows.push(row("validate", times));
    let validated = validate::validate(documents, &config.policy);
    let tables = tables::tabulate(&validated, &config.registry);
    let every_part = || {
        let Ok(()) = tables.for_each_part(|part| {
            std::hint::black_box(part.batches("paragraphs").len());
            Ok::<(), Infallible>(())
        });
    };
    let times: Vec<_> = (0..runs).map(|_| timed(every_part).0).collect();
    let tabulate = median(times.clone());
    rows.push(row("tabulate", times));
    let check = || std::hint::black_box(unrecs_dataset::promises::check(&tables));
    let times = (0..runs).map(|_| timed(check).0.saturating_sub(tabulate)).collect();
    rows.push(row("check keys, codes and counts", times));
    for format in FORMATS {
        let empty = row("", vec![Duration::ZERO]);
        let measured = match format.files {
            Files::PerDocument { encoder, .. } => {
                let encode = |document| encoder(&config.dataset, document).map(|bytes| bytes.len());
                let all = || validated.documents().iter().map(encode).sum::<io::Result<usize>>();
                exported(format, empty, (0..runs).map(|_| timed(all)).collect())?
            }
            _ => {
                let measured = exporter(format, (&config.dataset, &tables), empty, runs)?;
                Measurement { time: measured.time.saturating_sub(tabulate), ..measured }
            }
        };
        rows.push(measured);
    }
    Ok(rows)
}

/// What no program that publishes digests of its input can do without.
fn floor(corpus: &Corpus) -> io::Result<Duration> {
    let (time, result) = timed(|| {
        for entry in &corpus.documents {
            let bytes = fs::read(&entry.path)?;
            simdutf8::basic::from_utf8(&bytes).map_err(io::Error::other)?;
            std::hint::black_box(Sha256::digest(&bytes));
        }
        Ok(())
    });
    result.map(|()| time)
}

/// Times of source, parse, normalize, and the last two together, over all documents.
fn read(corpus: &Corpus) -> io::Result<([Duration; 4], Vec<Normalized>)> {
    let mut times = [Duration::ZERO; 4];
    let mut documents = Vec::new();
    for entry in &corpus.documents {
        let bytes = fs::read(&entry.path)?;
        let identity = Identity::named(&entry.document_id, &entry.body_id);
        let (source_time, source) = timed(|| Rendition::from_bytes(&entry.document_id, bytes));
        let source = source.map_err(io::Error::other)?;
        let (parse_time, parsed) = timed(|| parse::parse(source, parse::Given::default()));
        let (normalize_time, normalized) = timed(|| normalize::normalize(parsed, identity));
        documents.push(normalized);
        for (sum, time) in times.iter_mut().zip([source_time, parse_time, normalize_time, parse_time + normalize_time])
        {
            *sum += time;
        }
    }
    Ok((times, documents))
}

fn exporter(
    format: &'static Format,
    (dataset, tables): (&Dataset, &Tables<'_>),
    row: Measurement,
    runs: usize,
) -> io::Result<Measurement> {
    let mut measured = Vec::new();
    for _ in 0..runs {
        let mut sink = Counter(0);
        if let Files::PerWork { encoder, .. } = &format.files {
            let (time, result) = timed(|| {
                (0..tables.documents().len()).try_for_each(|index| {
                    sink.write_all(&encoder(dataset, NestedFile::Document, &tables.of_document(index))?)
                })
            });
            measured.push((time, result.map(|()| sink.0)));
            continue;
        }
        if let Files::Site { write } = &format.files {
            let (written, formats) = (AtomicUsize::new(0), [format]);
            let put = |file: SmallFile| {
                written.fetch_add(file.bytes.len(), Ordering::Relaxed);
                Ok(())
            };
            let (time, result) = timed(|| write(&Pages { dataset, rows: tables, formats: &formats }, &put));
            measured.push((time, result.map(|()| written.into_inner())));
            continue;
        }
        let mut encoders = match &format.files {
            Files::PerTable { encoder, .. } => tables.iter().map(encoder).collect::<io::Result<Vec<_>>>()?,
            Files::Whole { encoder, .. } => vec![encoder(&Whole { dataset, tables, scratch: &std::env::temp_dir() })?],
            Files::PerWork { .. } | Files::PerDocument { .. } | Files::Site { .. } => Vec::new(),
        };
        let (time, result) = timed(|| {
            tables.for_each_part(|part| encoders.iter_mut().try_for_each(|encoder| encoder.part(part, &mut sink)))?;
            encoders.into_iter().try_for_each(|encoder| encoder.end(&mut sink))
        });
        measured.push((time, result.map(|()| sink.0)));
    }
    exported(format, row, measured)
}

/// The row of a format from the times of its runs, each with the bytes written.
fn exported(
    format: &Format,
    row: Measurement,
    measured: Vec<(Duration, io::Result<usize>)>,
) -> io::Result<Measurement> {
    let (mut times, mut written) = (Vec::new(), 0);
    for (time, result) in measured {
        times.push(time);
        written = result?;
    }
    let what = format!("export {}", format.name);
    let note = format!("{:.1} MB written", written as f64 / 1e6);
    Ok(Measurement { what, time: median(times), note, ..row })
}

/// A sink that only counts.
struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
