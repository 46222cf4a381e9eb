//! The files of a release against what the manifest claims of them, and `SHA256SUMS` against the manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::disk::Disk;
use super::manifest::{Claims, FileClaim};
use super::report_log::{Check, Log, Place};
use crate::layout::{CHECKSUMS, MANIFEST};
use crate::promises::shown;
use unrecs_text::value::Digest;

/// Bytes read at a time.
const BUFFER: usize = 256 << 10;

/// Looks for what is missing, and for what is there and should not be.
pub(super) fn present(disk: &Disk, claims: &Claims, log: &mut Log) {
    let mut expected: BTreeSet<&str> = claims.files.iter().map(|file| file.path.as_str()).collect();
    expected.extend([MANIFEST, CHECKSUMS]);
    let mut differ = |path: &str, problem: String| log.differ(Check::Files, Place::file(path), problem);
    for &path in expected.iter().filter(|path| disk.size(path).is_none()) {
        differ(path, format!("found {}; expected a file", disk.instead(path)));
    }
    let ancestors =
        |path: &str| -> Vec<String> { path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect() };
    let directories: BTreeSet<String> = expected.iter().flat_map(|path| ancestors(path)).collect();
    for (path, _) in disk.files().filter(|(path, _)| !expected.contains(path)) {
        differ(path, format!("found a file; expected nothing, as {MANIFEST} does not list it"));
    }
    for path in disk.directories().filter(|path| !directories.contains(*path) && !expected.contains(path)) {
        differ(path, format!("found a directory; expected nothing, as {MANIFEST} lists nothing below it"));
    }
    for (path, what) in disk.strange().filter(|(path, _)| !expected.contains(path)) {
        differ(path, format!("found {what}; expected nothing but plain files and directories"));
    }
}

/// Compares every file with its size and its digest, several at once.
pub(super) fn digests(disk: &Disk, claims: &Claims) -> Log {
    let mut files: Vec<&FileClaim> = claims.files.iter().filter(|file| disk.size(&file.path).is_some()).collect();
    // The largest first, so that no thread is left with one of them at the end.
    files.sort_by_key(|file| std::cmp::Reverse(file.bytes));
    let mut found: Vec<(&str, Log)> =
        files.into_par_iter().map(|file| (file.path.as_str(), of_file(disk, file))).collect();
    found.sort_by_key(|(path, _)| *path);
    let mut log = Log::default();
    found.into_iter().for_each(|(_, one)| log.merge(one));
    log
}

/// Compares one file with its size and its digest.
pub(super) fn of_file(disk: &Disk, claim: &FileClaim) -> Log {
    let mut log = Log::default();
    let place = || Place::file(&claim.path);
    match disk.open(&claim.path).and_then(hashed) {
        Ok((_, bytes)) if bytes != claim.bytes => {
            log.differ(Check::Files, place(), format!("found {bytes} bytes; expected {}", claim.bytes));
        }
        Ok((digest, _)) if digest != claim.sha256 => {
            log.differ(Check::Files, place(), format!("found the SHA-256 {digest}; expected {}", claim.sha256));
        }
        Ok((_, bytes)) => {
            log.looked(Check::Files, "files", 1);
            log.looked(Check::Files, "bytes", bytes);
        }
        Err(error) => log.differ(Check::Files, place(), format!("cannot read: {error}")),
    }
    log
}

/// Digest and length of a file.
pub(super) fn hashed(mut file: impl Read) -> io::Result<(Digest, u64)> {
    let (mut hasher, mut buffer, mut bytes) = (Sha256::new(), vec![0; BUFFER], 0);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok((Digest::from_hasher(hasher), bytes)),
            Ok(count) => {
                hasher.update(&buffer[..count]);
                bytes += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The digests of a manifest.
#[derive(Clone, Copy)]
pub(super) struct ManifestDigests {
    /// Of the file that is there.
    pub(super) found: Digest,
    /// The one that a pointer gives it: without one nobody knows whether the manifest or its line is wrong, and both are named.
    pub(super) known: Option<Digest>,
}

/// Compares `SHA256SUMS`, every line of which follows from the manifest.
pub(super) fn checksums(disk: &Disk, claims: &Claims, manifest: ManifestDigests, log: &mut Log) {
    let differ = |log: &mut Log, place: Place, problem: String| log.differ(Check::Checksums, place, problem);
    let mut lines: BTreeMap<&str, Digest> = claims.files.iter().map(|file| (file.path.as_str(), file.sha256)).collect();
    lines.insert(MANIFEST, manifest.known.unwrap_or(manifest.found));
    if disk.size(CHECKSUMS).is_none() {
        return;
    }
    let text = match disk.bytes(CHECKSUMS) {
        Ok(text) => text,
        Err(error) => return differ(log, Place::file(CHECKSUMS), format!("cannot read: {error}")),
    };
    let mut expected = Vec::new();
    lines.iter().for_each(|(path, digest)| drop(writeln!(expected, "{digest}  {path}")));
    if text != expected {
        let (mut found, mut wanted) = (text.split_inclusive(is_feed), expected.split_inclusive(is_feed));
        for line in 1.. {
            let (found, wanted) = (found.next(), wanted.next());
            if found.is_none() && wanted.is_none() {
                break;
            }
            if found != wanted {
                let words = |line: Option<&[u8]>| {
                    line.map_or("no more lines".to_owned(), |line| shown(&String::from_utf8_lossy(line)))
                };
                let place = Place::file(CHECKSUMS).line(line);
                differ(log, place, format!("found {}; expected {}", words(found), words(wanted)));
                let of_manifest = wanted.is_some_and(|line| line.ends_with(format!("  {MANIFEST}\n").as_bytes()));
                if of_manifest && manifest.known.is_none() {
                    let found = manifest.found;
                    let problem = format!("its SHA-256 is {found}, and line {line} of {CHECKSUMS} says otherwise");
                    differ(log, Place::file(MANIFEST), problem);
                }
            }
        }
    }
    log.looked(Check::Checksums, "lines", lines.len() as u64);
}

fn is_feed(byte: &u8) -> bool {
    *byte == b'\n'
}
