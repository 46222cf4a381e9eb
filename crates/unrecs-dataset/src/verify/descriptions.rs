//! The files that describe a release, derived again from the manifest and the rows.

use std::collections::BTreeSet;

use semver::Version;
use serde_json::Value;

use super::cursor::{Cursor, Kind};
use super::dataset_claim;
use super::loaded_release::LoadedRelease;
use super::places::Choose;
use super::report_log::{Check, Log, Place};
use crate::describe::{self, AMONG_DATA, Counted, DAYS, Document, File, Limits, Release};
use crate::export::{FORMATS, Format, SmallFile};
use crate::layout::{CHANGELOG, FINDINGS, MANIFEST, RELEASE_PAGE};
use crate::promises::shown;
use crate::release::changelog_of_a_beginning;
use crate::tables::schema::Table;
use unrecs_text::finding::Severity;
use unrecs_text::resolve::Status;
use unrecs_text::value::{Date, Digest, date_of_days};

/// Compares every description byte by byte with what this program writes, where it made the release itself.
pub(super) fn check(release: &LoadedRelease<'_>, choose: Choose<'_>, log: &mut Log) {
    let derived = release.own_tables().and_then(|tables| derive(release, &tables, choose));
    match derived {
        Ok(mut derived) => {
            let claims = release.claims;
            if claims.previous.is_none() {
                derived.push(changelog_of_a_beginning(&claims.version, claims.released_at, &claims.reason));
            } else {
                // It repeats what earlier releases say, with reasons that stand nowhere else.
                log.missed(Check::Descriptions, format!("{CHANGELOG}, as reasons of changes stand in it alone"));
            }
            compare(release, &derived, log);
        }
        Err(why) => log.missed(Check::Descriptions, format!("they cannot be derived again: {why}")),
    }
}

/// Whether a file is described, and describes nothing.
fn is_described(path: &str) -> bool {
    let below = |directory: &str| path.strip_prefix(directory).is_some_and(|rest| rest.starts_with('/'));
    path != AMONG_DATA
        && path != RELEASE_PAGE
        && (path == CHANGELOG || ["data", "schema", "changes", "provenance", "site"].into_iter().any(below))
}

fn compare(release: &LoadedRelease<'_>, derived: &[SmallFile], log: &mut Log) {
    let names: BTreeSet<&str> = derived.iter().map(|file| file.path.as_str()).collect();
    for file in release.claims.files.iter().filter(|file| !is_described(&file.path)) {
        if !names.contains(file.path.as_str()) {
            let problem = "found a file that describes nothing; expected none of this name";
            log.differ(Check::Descriptions, Place::file(&file.path), problem);
        }
    }
    derived.iter().for_each(|file| compare_file(release, file, log));
}

/// Compares a file byte by byte with what this program writes.
pub(super) fn compare_file(release: &LoadedRelease<'_>, file: &SmallFile, log: &mut Log) {
    let place = || Place::file(&file.path);
    let Some(claim) = release.claims.file(&file.path) else {
        return log.differ(
            Check::Descriptions,
            place(),
            format!("found nothing in {MANIFEST}; expected a description"),
        );
    };
    if claim.media_type != file.media_type {
        let problem =
            format!("found the media type {} in {MANIFEST}; expected {}", shown(&claim.media_type), file.media_type);
        log.differ(Check::Descriptions, place(), problem);
    }
    // What cannot be read is said with the files.
    let Ok(bytes) = release.disk.bytes(&file.path) else { return };
    if bytes != file.bytes {
        let (mut found, mut expected) = (bytes.split_inclusive(is_feed), file.bytes.split_inclusive(is_feed));
        for line in 1.. {
            let (one, other) = (found.next(), expected.next());
            if one != other || one.is_none() {
                let (found, expected) = differing(one, other);
                log.differ(Check::Descriptions, place().line(line), format!("found {found}; expected {expected}"));
                break;
            }
        }
    }
    log.looked(Check::Descriptions, "files", 1);
}

/// Two lines in words, from a little before the place where they differ.
fn differing(one: Option<&[u8]>, other: Option<&[u8]>) -> (String, String) {
    const BEFORE: usize = 20;
    let words =
        |line: Option<&[u8]>| line.map_or("no more lines".to_owned(), |line| shown(&String::from_utf8_lossy(line)));
    let (Some(left), Some(right)) = (one, other) else { return (words(one), words(other)) };
    let same = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let is_boundary = |at: &usize| left.get(*at).is_none_or(|byte| byte & 0xC0 != 0x80);
    let from = (0..=same.saturating_sub(BEFORE)).rev().find(is_boundary).unwrap_or_default();
    (words(Some(&left[from..])), words(Some(&right[from..])))
}

fn is_feed(byte: &u8) -> bool {
    *byte == b'\n'
}

/// A document of the release.
struct Row {
    document_id: String,
    title: Option<String>,
    symbol: Option<String>,
    language: Option<String>,
    source_path: String,
    source_sha256: Digest,
    source_bytes: u64,
}

/// Every description as this program writes it.
///
/// # Errors
/// What is not known of the release.
fn derive(
    release: &LoadedRelease<'_>,
    tables: &[&'static Table],
    choose: Choose<'_>,
) -> Result<Vec<SmallFile>, String> {
    let claims = release.claims;
    let dataset = dataset_claim::read(&claims.dataset)?;
    let rows = documents(release, choose)?;
    if rows.is_empty() {
        // A format with one file a document has none then, so that nobody knows whether it is among the formats.
        return Err("there are no documents".to_owned());
    }
    let previous = claims.previous.as_deref().map(Version::parse).transpose().map_err(|error| error.to_string())?;
    let tables: Vec<Counted> = tables
        .iter()
        .zip(&claims.tables)
        .map(|(&schema, claim)| {
            let rows = usize::try_from(claim.rows).map_err(|error| error.to_string())?;
            Ok(Counted { schema, rows, content_sha256: claim.content_sha256 })
        })
        .collect::<Result<_, String>>()?;
    let documents: Vec<Document<'_>> = rows.iter().map(Row::document).collect();
    let described: Vec<_> = claims.files.iter().filter(|file| is_described(&file.path)).collect();
    let digests: Vec<String> = described.iter().map(|file| file.sha256.to_string()).collect();
    let files = described.iter().zip(&digests).map(|(file, sha256)| File {
        path: &file.path,
        media_type: &file.media_type,
        bytes: file.bytes,
        sha256,
        content: describe::content_of(&file.path, &tables, &documents),
    });
    let formats: Vec<&'static Format> =
        FORMATS.iter().filter(|format| claims.files_of(format).any(|file| is_described(&file.path))).collect();
    let described = Release {
        dataset: &dataset,
        version: &claims.version,
        previous: previous.as_ref(),
        reason: &claims.reason,
        released_at: claims.released_at,
        generator: (&claims.generator.name, &claims.generator.version),
        content_sha256: claims.content_sha256,
        formats: &formats,
        files: files.collect(),
        period: period(release, choose)?,
        limits: Limits { references: references(release, choose)?, findings: findings(release)? },
        tables: tables.clone(),
        documents: documents.clone(),
    };
    Ok(describe::describe(&described))
}

impl Row {
    fn document(&self) -> Document<'_> {
        Document {
            document_id: &self.document_id,
            title: self.title.as_deref(),
            symbol: self.symbol.as_deref(),
            language: self.language.as_deref(),
            source_path: &self.source_path,
            source_sha256: self.source_sha256,
            source_bytes: self.source_bytes,
        }
    }
}

/// The rows of a table, each handed over.
fn each_row(
    (release, choose): (&LoadedRelease<'_>, Choose<'_>),
    table: &str,
    columns: &[(&str, Kind)],
    mut take: impl FnMut(&Cursor) -> Option<()>,
) -> Result<(), String> {
    let unknown = || format!("the table {table} has no file of its own that can be read back");
    let data = choose(table).ok_or_else(unknown)?;
    let mut cursor = Cursor::open(release, table, &data, columns).ok_or_else(unknown)?;
    while cursor.is_here() {
        take(&cursor).ok_or_else(|| format!("row {} of {} makes no sense", cursor.row, cursor.file))?;
        cursor.next();
    }
    if cursor.broken { Err(format!("{} breaks off", cursor.file)) } else { Ok(()) }
}

fn documents(release: &LoadedRelease<'_>, choose: Choose<'_>) -> Result<Vec<Row>, String> {
    let texts = ["document_id", "title", "symbol", "language", "source_path", "source_sha256"];
    let columns: Vec<_> =
        texts.map(|name| (name, Kind::Text)).into_iter().chain([("source_bytes", Kind::Number)]).collect();
    let mut rows = Vec::new();
    each_row((release, choose), "documents", &columns, |row| {
        let text = |column: usize| row.text(column).map(str::to_owned);
        rows.push(Row {
            document_id: text(0)?,
            title: text(1),
            symbol: text(2),
            language: text(3).filter(|language| language != "und"),
            source_path: text(4)?,
            source_sha256: text(5)?.parse().ok()?,
            source_bytes: u64::try_from(row.number(6)?).ok()?,
        });
        Some(())
    })?;
    Ok(rows)
}

/// The first and the last day on which something was adopted.
fn period(release: &LoadedRelease<'_>, choose: Choose<'_>) -> Result<Option<(Date, Date)>, String> {
    let mut days = Vec::new();
    for (table, column) in DAYS {
        each_row((release, choose), table, &[(column, Kind::Day)], |row| {
            days.extend(row.day(0));
            Some(())
        })?;
    }
    let ends = days.iter().min().zip(days.iter().max());
    Ok(ends.and_then(|(first, last)| Some((date_of_days(*first)?, date_of_days(*last)?))))
}

/// How many references ended how.
fn references(release: &LoadedRelease<'_>, choose: Choose<'_>) -> Result<Vec<(&'static str, usize)>, String> {
    let mut counts: Vec<(&str, usize)> = Status::ALL.iter().map(|status| (status.code(), 0)).collect();
    each_row((release, choose), "references", &[("status", Kind::Text)], |row| {
        counts.iter_mut().find(|(code, _)| Some(*code) == row.text(0))?.1 += 1;
        Some(())
    })?;
    Ok(counts)
}

/// How many findings there are of each severity.
fn findings(release: &LoadedRelease<'_>) -> Result<Vec<(&'static str, usize)>, String> {
    let mut counts = Severity::ALL.map(|severity| (severity.word(), 0));
    let bytes = release.disk.bytes(FINDINGS).map_err(|error| format!("cannot read {FINDINGS}: {error}"))?;
    for line in bytes.split(is_feed).filter(|line| !line.is_empty()) {
        let severity =
            serde_json::from_slice::<Value>(line).ok().and_then(|line| Some(line["severity"].as_str()?.to_owned()));
        let count = counts.iter_mut().find(|(word, _)| severity.as_deref() == Some(*word));
        count.ok_or_else(|| format!("{FINDINGS} has a line without a severity"))?.1 += 1;
    }
    Ok(counts.into())
}
