//! Every file of a small release damaged byte by byte: the damage is named every time.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use rayon::prelude::*;
use tempfile::TempDir;

use super::disk::Disk;
use super::manifest::FileClaim;
use super::pointers::Output;
use super::report_log::{Check, Log};
use super::single::{Pointed, claims};
use super::{Against, Which, files, output};
use crate::compare::Bump;
use crate::export::{FORMATS, samples};
use crate::layout::{CHECKSUMS, MANIFEST};
use crate::release::{Generator, Input, Origins, Plan, PublishMode, Published, Session};
use crate::tables::tabulate;
use unrecs_text::registry::Registry;
use unrecs_text::validate::{Policy, validate};
use unrecs_text::value::Digest;

const TEXT: &str = "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. 缔约国应当合作。\n2. 缔约国似宜考虑合作。\n";

const BODIES: &str =
    "[[bodies]]\nid = \"ctoc-cop-wg7\"\nkind = \"organ\"\nname.en = \"Working Group\"\nname.zh = \"工作组\"\n";

/// A directory with two releases in all formats below `output`.
fn released() -> TempDir {
    let project = TempDir::new().unwrap();
    let registry = Registry::from_texts(&[("bodies.toml", BODIES)]).unwrap();
    for (second, text) in [(0, TEXT.to_owned()), (1, TEXT.replace("应当", "应"))] {
        fs::write(project.path().join("a.txt"), &text).unwrap();
        let validated = validate(vec![samples::document("document", &text)], &Policy::default());
        let origins = Origins {
            generator: Generator::unrecs("sources"),
            configuration_sha256: Digest::of(b"configuration"),
            registry_sha256: registry.digest(),
            inputs: vec![Input {
                path: "a.txt".to_owned(),
                sha256: Digest::of(text.as_bytes()),
                bytes: text.len() as u64,
                document_id: Some("document".to_owned()),
                reader: None,
            }],
        };
        let plan = Plan {
            dataset: &samples::dataset(),
            validated: &validated,
            tables: &tabulate(&validated, &registry),
            origins: &origins,
            formats: &FORMATS.iter().collect::<Vec<_>>(),
            released_at: jiff::Timestamp::from_second(1_700_000_000 + second).unwrap(),
        };
        let session =
            Session::begin(&project.path().join("output"), PublishMode::Publish { at_most: Bump::Major }).unwrap();
        assert!(matches!(session.publish(&plan).unwrap(), Ok(Published::Released { .. })));
    }
    project
}

/// Changes the byte at a place of a file, asks, and changes it back.
fn flipped<T>(file: &mut File, (at, mask): (u64, u8), ask: impl FnOnce() -> T) -> T {
    let mut byte = [0];
    let put = |file: &mut File, byte: [u8; 1]| {
        file.seek(SeekFrom::Start(at)).unwrap();
        file.write_all(&byte).unwrap();
    };
    file.seek(SeekFrom::Start(at)).unwrap();
    file.read_exact(&mut byte).unwrap();
    put(file, [byte[0] ^ mask]);
    let answer = ask();
    put(file, byte);
    answer
}

/// Places of a file with what is changed there: each in turn where it is small, else a thousand that look like chance and are the same in every
/// run (xorshift, Marsaglia 2003).
fn places(bytes: u64) -> Vec<(u64, u8)> {
    const SMALL: u64 = 4096;
    let mut chance = 0x9E37_79B9_7F4A_7C15_u64 ^ bytes;
    let mut next = || {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        chance
    };
    let mut mask = || 1 << ((next() >> 32) % 8);
    let small: Vec<(u64, u8)> = (0..bytes.min(SMALL)).map(|at| (at, mask())).collect();
    if bytes <= SMALL { small } else { (0..1000).map(|_| (next() % bytes, 1 << ((next() >> 32) % 8))).collect() }
}

fn open(path: &Path) -> File {
    OpenOptions::new().read(true).write(true).open(path).unwrap()
}

#[test]
fn a_byte_changed_in_any_file_of_a_release_is_named() {
    let project = released();
    let release = project.path().join("output/v1.0.1");
    let disk = Disk::list(&release).unwrap();
    let claims = claims(&disk, None, &mut Log::default()).unwrap();
    let tried: usize = claims
        .files
        .par_iter()
        .map(|claim: &FileClaim| {
            assert!(files::of_file(&disk, claim).differences.is_empty(), "{}", claim.path);
            let mut file = open(&release.join(&claim.path));
            let places = places(claim.bytes);
            for &place in &places {
                let found = flipped(&mut file, place, || files::of_file(&disk, claim)).differences;
                assert_eq!(found.len(), 1, "{} at {place:?}", claim.path);
                assert_eq!((found[0].check, &found[0].place.file), (Check::Files, &claim.path));
                assert!(found[0].problem.starts_with("found the SHA-256 "), "{}", found[0]);
            }
            places.len()
        })
        .sum();
    assert!(claims.files.len() > 60 && tried > 40_000, "{tried} bytes of {} files", claims.files.len());
}

#[test]
fn a_byte_changed_in_the_files_that_vouch_for_the_others_is_named() {
    let project = released();
    let output = project.path().join("output");
    let release = output.join("v1.0.1");
    // With pointers it is known which of the two is wrong; without, both may be.
    let output = Output::read(&output, &mut Log::default()).unwrap();
    let pointed = Pointed { output: &output, entry: output.entry("v1.0.1").unwrap() };
    let disk = Disk::list(&release).unwrap();
    for pointed in [Some(pointed), None] {
        let look = || {
            let mut log = Log::default();
            claims(&disk, pointed, &mut log);
            log.differences
        };
        assert_eq!(look(), []);
        for name in [MANIFEST, CHECKSUMS] {
            let mut file = open(&release.join(name));
            for place in places(fs::metadata(release.join(name)).unwrap().len()) {
                let found = flipped(&mut file, place, look);
                let named = found.iter().any(|difference| difference.place.file == name);
                assert!(named, "{name} at {place:?}: {found:?}");
            }
        }
    }
}

#[test]
fn a_byte_changed_in_a_pointer_is_named() {
    let project = released();
    let directory = project.path().join("output");
    let look = || {
        let mut log = Log::default();
        let output = Output::read(&directory, &mut log).unwrap();
        for entry in output.history.iter().flat_map(|history| history.entries()) {
            if output.disk.directories().any(|name| name == entry.path()) {
                let disk = Disk::list(&directory.join(entry.path())).unwrap();
                claims(&disk, Some(Pointed { output: &output, entry }), &mut log);
            }
        }
        log.differences
    };
    assert_eq!(look(), []);
    for name in ["versions.json", "latest.json"] {
        let path = directory.join(name);
        let mut file = open(&path);
        for at in 0..fs::metadata(&path).unwrap().len() {
            let found = flipped(&mut file, (at, 1), look);
            // Where it makes sense and is another than that of the release, both are named.
            let named = |difference: &super::Difference| {
                difference.place.file == name || difference.problem.ends_with(&format!("as {name} has"))
            };
            assert!(found.iter().any(named), "{name} at {at}: {found:?}");
        }
    }
}

#[test]
fn all_of_it_passes_as_it_is() {
    let project = released();
    let against = Against { sources: project.path(), program: &Generator::unrecs("sources") };
    let report = output(&project.path().join("output"), Which::All, against).unwrap();
    let found: Vec<String> = report.parts().flat_map(|part| &part.differences).map(ToString::to_string).collect();
    assert_eq!((found.as_slice(), report.differences(), report.releases.len()), (&[][..], 0, 2));
    let sources = report.releases.iter().map(|part| part.check(Check::Sources).unwrap().state.code());
    // The source of the first release is not the one that is there now.
    assert_eq!(sources.collect::<Vec<_>>(), ["not_done", "passed"]);
    for checked in report.releases.iter().flat_map(|part| &part.checks) {
        // What the rows do not say, nobody can compare.
        let of_akn = "the metadata, the links and the marks in the text of 1 file of the format akn";
        let all = checked.missed.iter().all(|missed| missed == of_akn);
        let of_changelog = "CHANGELOG.md, as reasons of changes stand in it alone";
        let of_descriptions = checked.missed.iter().all(|missed| missed == of_changelog);
        let may_miss = checked.check == Check::Sources
            || (checked.check == Check::Descriptions && of_descriptions)
            || (checked.check == Check::Rows && all);
        assert!(may_miss || checked.state.code() == "passed", "{checked:?}");
    }
}
