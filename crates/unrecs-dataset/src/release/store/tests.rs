//! Many versions in one directory: none is touched again, no number is given twice, and what a stopped run leaves is put in order.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::{fs, io};

use super::*;
use crate::export::{Encoder, FORMATS, Files, Format, Sink, samples};
use crate::release::building::data;
use crate::release::building::session::Completion;
use crate::release::store::staging::Staging;
use crate::release::tests::samples_origins;
use crate::release::tests::{files, json, publish_all};
use crate::release::{Next, Plan, Published, Status};
use crate::tables::{MeasuredTable, Part};
use unrecs_text::validate::{Policy, validate};

type Contents = BTreeMap<String, Vec<u8>>;

/// Publishes a release with this title in it under this version, at this second.
fn release(output: &Path, version: &str, second: i64) -> Result<Published, ReleaseError> {
    let (dataset, validated) = (samples::dataset(), validate(Vec::new(), &Policy::default()));
    let (tables, released_at) = (samples::tables_with_title(version), Timestamp::from_second(second).unwrap());
    let formats = [&SABOTAGE, &FORMATS[1]];
    let origins = samples_origins();
    let (dataset, validated, tables, formats) = (&dataset, &validated, &tables, &formats);
    let plan = Plan { dataset, validated, tables, origins: &origins, formats, released_at };
    let beginning = format!("the reason for {version}");
    let next = Next { version: version.parse().unwrap(), since: None, beginning };
    let mut store = Store::create(output)?;
    let staging = Staging::new(output)?;
    let data = data::write_to(&staging, &plan)?;
    Completion { staging: &staging, data, store: &mut store }.complete(&plan, next)
}

/// An output directory with these versions.
fn released(versions: &[&str]) -> tempfile::TempDir {
    let output = tempfile::tempdir().unwrap();
    for version in versions {
        release(output.path(), version, 1_700_000_000).unwrap();
    }
    output
}

thread_local! {
    /// What happens when the first file of a release is about to be made.
    static MEANWHILE: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// A format that does something else while a release is being made.
static SABOTAGE: Format = Format {
    name: "sabotage",
    media_type: "text/plain",
    files: Files::PerTable {
        roles: crate::tables::schema::TableRole::ALL,
        extension: "txt",
        encoder: sabotage,
        reader: crate::readback::csv,
    },
};

fn sabotage(_: &MeasuredTable) -> io::Result<Box<dyn Encoder>> {
    struct Line;
    impl Encoder for Line {
        fn part(&mut self, _: &Part, _: &mut Sink<'_>) -> io::Result<()> {
            Ok(())
        }

        fn end(self: Box<Self>, sink: &mut Sink<'_>) -> io::Result<()> {
            sink.write_all(b"one line\n")
        }
    }
    MEANWHILE.with_borrow(|action| action.iter().for_each(|action| action()));
    Ok(Box::new(Line))
}

/// Publishes while `action` happens.
fn release_while(output: &Path, version: &str, action: impl Fn() + 'static) -> Result<Published, ReleaseError> {
    MEANWHILE.set(Some(Box::new(action)));
    let published = release(output, version, 1_700_000_000);
    MEANWHILE.set(None);
    published
}

fn versions(store: &Store) -> Vec<String> {
    store.versions().iter().map(|entry| entry.version.to_string()).collect()
}

fn latest(output: &Path) -> serde_json::Value {
    json(&fs::read(output.join("latest.json")).unwrap())["version"].clone()
}

/// Opens and gives what was put in order.
fn recovered(output: &Path) -> Recovery {
    Store::open(output).unwrap().recovery().clone()
}

#[test]
fn releases_stand_beside_each_other_and_none_is_touched_again() {
    let output = released(&["1.0.0"]);
    let first = files(output.path());
    let changed = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let manifest = output.path().join("v1.0.0/manifest.json");
    let time = changed(&manifest);
    release(output.path(), "1.1.0", 1_700_000_001).unwrap();
    let mut store = Store::open(output.path()).unwrap();
    assert_eq!(versions(&store), ["1.0.0", "1.1.0"]);
    assert_eq!(store.latest().unwrap().directory(output.path()), output.path().join("v1.1.0"));
    store.yank("1.0.0", "wrong", Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(
        (store.latest().unwrap().version.clone(), store.recovery()),
        (Version::new(1, 1, 0), &Recovery::default())
    );
    drop(store);
    let now = files(output.path());
    let old = |files: &Contents| -> Contents {
        files
            .iter()
            .filter(|(path, _)| path.starts_with("v1.0.0"))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    assert_eq!(old(&now), old(&first));
    assert_eq!(changed(&manifest), time);
}

#[test]
fn a_yank_moves_the_latest_back_and_removes_no_release() {
    let output = released(&["1.0.0", "1.1.0", "2.0.0"]);
    let before = files(output.path());
    let yank = |version: &str| {
        let mut store = Store::open(output.path()).unwrap();
        assert_eq!(store.recovery(), &Recovery::default());
        store.yank(version, "wrong", Timestamp::UNIX_EPOCH).map(|version| version.to_string())
    };
    assert_eq!(yank("v2.0.0").unwrap(), "2.0.0");
    assert_eq!(latest(output.path()), "1.1.0");
    assert_eq!(yank("1.0.0").unwrap(), "1.0.0");
    assert_eq!(latest(output.path()), "1.1.0");
    assert!(matches!(yank("1.0.0"), Err(ReleaseError::AlreadyYanked { .. })));
    assert_eq!(yank("1.1.0").unwrap(), "1.1.0");
    assert!(!output.path().join("latest.json").exists());
    let store = Store::open(output.path()).unwrap();
    assert!(
        store.latest().is_none() && store.versions().iter().all(|entry| matches!(entry.status, Status::Yanked { .. }))
    );
    drop(store);
    let mut now = files(output.path());
    let pointers = ["latest.json", "versions.json"];
    let mut before = before;
    pointers.iter().for_each(|name| drop((now.remove(*name), before.remove(*name))));
    assert_eq!(now, before);
}

#[test]
fn after_every_release_was_yanked_a_new_number_begins() {
    let output = tempfile::tempdir().unwrap();
    publish_all(&samples::tables(), output.path()).unwrap();
    Store::open(output.path()).unwrap().yank("1.0.0", "wrong", Timestamp::UNIX_EPOCH).unwrap();
    let published = publish_all(&samples::tables(), output.path()).unwrap();
    assert!(matches!(published, Published::Released { next, .. } if next.version == Version::new(2, 0, 0)));
    let manifest = json(&fs::read(output.path().join("v2.0.0/manifest.json")).unwrap());
    assert_eq!(
        (&manifest["version"], &manifest["reason"]),
        (
            &"2.0.0".into(),
            &"every release before it was yanked; the tables are those of version 1.0.0, which was yanked: wrong"
                .into()
        )
    );
}

#[test]
fn a_version_is_never_given_again() {
    let output = released(&["1.0.0", "1.1.0"]);
    Store::open(output.path()).unwrap().yank("1.1.0", "wrong", Timestamp::UNIX_EPOCH).unwrap();
    let before = files(output.path());
    for version in ["1.0.0", "1.1.0"] {
        let error = release(output.path(), version, 1_700_000_000).unwrap_err().to_string();
        let path = output.path().join(format!("v{version}"));
        let expected = format!(
            "{} is in the way: a version is never reused; move it out of the output directory, or choose another --output directory",
            path.display()
        );
        assert_eq!(error, expected);
    }
    fs::remove_dir_all(output.path().join("v1.1.0")).unwrap();
    assert!(!Store::open(output.path()).unwrap().is_free(&Version::new(1, 1, 0)));
    assert!(release(output.path(), "1.1.0", 1_700_000_000).is_err());
    let now = files(output.path());
    assert!(now.iter().all(|(path, bytes)| before[path] == *bytes) && !output.path().join("v1.1.0").exists());
}

#[test]
fn the_order_is_that_of_releasing_also_where_the_clock_was_set_back() {
    let output = released(&["1.0.0"]);
    release(output.path(), "1.1.0", 1_600_000_000).unwrap();
    let store = Store::open(output.path()).unwrap();
    assert_eq!(store.recovery(), &Recovery::default());
    assert_eq!(versions(&store), ["1.0.0", "1.1.0"]);
    assert!(store.versions()[0].released_at > store.versions()[1].released_at);
    assert_eq!(latest(output.path()), "1.1.0");
}

#[test]
fn a_run_that_was_stopped_between_the_release_and_its_pointers_is_finished_by_the_next() {
    for before in [&[][..], &["1.0.0"]] {
        let whole = released(&[before, &["1.1.0"]].concat());
        for (pointer, expected) in [("versions.json", Some(Version::new(1, 1, 0))), ("latest.json", None)] {
            let output = released(before);
            let (obstacle, aside) = (output.path().join(pointer), output.path().join("aside"));
            let (there, old) = (obstacle.clone(), aside.clone());
            // A file cannot take the place of a directory, so that the run ends where it was about to write this pointer.
            let error = release_while(output.path(), "1.1.0", move || {
                let _ = fs::rename(&there, &old);
                fs::create_dir_all(&there).unwrap();
            });
            assert!(error.unwrap_err().to_string().starts_with(&format!("cannot replace {}: ", obstacle.display())));
            fs::remove_dir(&obstacle).unwrap();
            let _ = fs::rename(&aside, &obstacle);
            assert!(output.path().join("v1.1.0/SHA256SUMS").exists());
            let store = Store::open(output.path()).unwrap();
            assert_eq!(
                store.recovery(),
                &Recovery { leftovers: 0, version: expected, latest: true, missing: Vec::new() },
                "{pointer}"
            );
            drop(store);
            assert_eq!(files(output.path()), files(whole.path()), "{pointer}");
            assert_eq!(recovered(output.path()), Recovery::default());
        }
    }
}

#[test]
fn a_yank_that_was_stopped_before_the_latest_is_finished_by_the_next_run() {
    let output = released(&["1.0.0", "1.1.0"]);
    let old = fs::read(output.path().join("latest.json")).unwrap();
    for (version, left) in [("1.1.0", Some("1.0.0")), ("1.0.0", None)] {
        Store::open(output.path()).unwrap().yank(version, "wrong", Timestamp::UNIX_EPOCH).unwrap();
        let done = files(output.path());
        fs::write(output.path().join("latest.json"), &old).unwrap();
        assert_eq!(recovered(output.path()), Recovery { latest: true, ..Recovery::default() });
        assert_eq!(files(output.path()), done);
        assert_eq!(output.path().join("latest.json").exists(), left.is_some());
    }
}

#[test]
fn leftovers_are_counted_and_gone() {
    let output = released(&["1.0.0"]);
    let before = files(output.path());
    for name in [".unrecs-aaaaaa/release/data", ".unrecs-bbbbbb"] {
        fs::create_dir_all(output.path().join(name)).unwrap();
    }
    assert_eq!(recovered(output.path()), Recovery { leftovers: 2, ..Recovery::default() });
    assert_eq!(files(output.path()), before);
}

/// Every file of the release that [`release`] makes, then its pointers, as paths from the release in the making.
#[cfg(target_os = "linux")]
fn every_file() -> Vec<String> {
    let paths = files(&released(&["1.1.0"]).path().join("v1.1.0")).into_keys().filter(|path| !path.ends_with('/'));
    paths.chain(["../versions.json".to_owned(), "../latest.json".to_owned()]).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_at_any_file_leaves_everything_as_it_was() {
    let output = released(&["1.0.0"]);
    let before = files(output.path());
    let every = every_file();
    assert!(every.len() > 12, "{every:?}");
    for path in every {
        let (parent, full) = (output.path().to_owned(), path.clone());
        // /dev/full takes no byte, as a disk without space.
        let error = release_while(output.path(), "1.1.0", move || {
            let entries = fs::read_dir(&parent).unwrap().map(|entry| entry.unwrap());
            let hidden = entries.into_iter().find(|one| one.file_name().to_string_lossy().starts_with(".unrecs-"));
            let file = hidden.unwrap().path().join("release").join(&full);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink("/dev/full", file).unwrap();
        });
        let error = error.unwrap_err();
        let named = output.path().join(path.strip_prefix("../").map_or(format!("…/{path}"), str::to_owned));
        assert!(error.to_string().starts_with(&format!("cannot write {}: ", named.display())), "{error}");
        let ReleaseError::Io { source, .. } = error else { panic!("{error}") };
        // Of an empty file nothing is written, and then it is the sync that fails.
        assert!(
            source.kind() == io::ErrorKind::StorageFull || path == "provenance/findings.ndjson",
            "{path}: {source}"
        );
        assert_eq!(files(output.path()), before, "{path}");
    }
    release(output.path(), "1.1.0", 1_700_000_000).unwrap();
    assert_eq!(latest(output.path()), "1.1.0");
}

#[test]
fn something_that_takes_the_place_of_a_release_meanwhile_is_not_replaced() {
    let output = released(&["1.0.0"]);
    let there = output.path().join("v1.1.0");
    let made = there.clone();
    let error = release_while(output.path(), "1.1.0", move || fs::create_dir_all(&made).unwrap()).unwrap_err();
    assert!(matches!(error, ReleaseError::InTheWay { .. }), "{error}");
    assert_eq!(fs::read_dir(&there).unwrap().count(), 0);
    assert_eq!(latest(output.path()), "1.0.0");
    let error = release(output.path(), "1.2.0", 1_700_000_000).unwrap_err().to_string();
    let start = format!(
        "{} is in the way: versions.json does not list it, and it is not a complete release: ",
        there.display()
    );
    assert!(error.starts_with(&start), "{error}");
}

#[test]
fn a_release_in_no_pointer_is_taken_only_where_every_byte_is_right() {
    type Damage = (&'static str, fn(&Path));
    let damages: [Damage; 7] = [
        ("data/csv/documents.csv differs from its entry in manifest.json", |release| {
            fs::write(release.join("data/csv/documents.csv"), "other").unwrap();
        }),
        ("README.md: ", |release| fs::remove_file(release.join("README.md")).unwrap()),
        ("manifest.json says that it is version 1.0.0", |release| {
            let manifest = fs::read_to_string(release.join("manifest.json")).unwrap();
            fs::write(release.join("manifest.json"), manifest.replacen("1.1.0", "1.0.0", 1)).unwrap();
        }),
        ("SHA256SUMS does not contain the digests in manifest.json", |release| {
            let manifest = fs::read_to_string(release.join("manifest.json")).unwrap();
            fs::write(release.join("manifest.json"), manifest.replacen("the reason", "a reason", 1)).unwrap();
        }),
        ("../versions.json: the path leads out of its directory", |release| {
            let manifest = fs::read_to_string(release.join("manifest.json")).unwrap();
            fs::write(release.join("manifest.json"), manifest.replacen("README.md", "../versions.json", 1)).unwrap();
        }),
        ("manifest.json: ", |release| fs::write(release.join("manifest.json"), "{").unwrap()),
        ("SHA256SUMS: ", |release| fs::remove_file(release.join("SHA256SUMS")).unwrap()),
    ];
    for (reason, damage) in damages {
        let output = released(&["1.0.0"]);
        let old = ["versions.json", "latest.json"].map(|name| (name, fs::read(output.path().join(name)).unwrap()));
        release(output.path(), "1.1.0", 1_700_000_000).unwrap();
        old.into_iter().for_each(|(name, bytes)| fs::write(output.path().join(name), bytes).unwrap());
        damage(&output.path().join("v1.1.0"));
        let before = files(output.path());
        let error = Store::open(output.path()).unwrap_err().to_string();
        assert!(error.contains(&format!(" it is not a complete release: {reason}")), "{error}");
        assert_eq!(files(output.path()), before);
    }
}

#[test]
fn what_no_stopped_run_leaves_is_refused() {
    let lost = released(&["1.0.0", "1.1.0"]);
    fs::remove_file(lost.path().join("versions.json")).unwrap();
    let error = Store::open(lost.path()).unwrap_err().to_string();
    let expected = format!(
        "cannot use {}: it does not exist, although latest.json does; restore it from a copy, or choose another \
         --output directory",
        lost.path().join("versions.json").display()
    );
    assert_eq!(error, expected);
    fs::remove_file(lost.path().join("latest.json")).unwrap();
    let error = Store::open(lost.path()).unwrap_err().to_string();
    assert!(error.contains("v1.1.0 is in the way: versions.json lists neither it nor v1.0.0; "), "{error}");

    let newer = released(&["1.0.0"]);
    let path = newer.path().join("versions.json");
    let text = fs::read_to_string(&path).unwrap().replace("\"ok\"", "\"ok\", \"signature\": \"x\"");
    fs::write(&path, &text).unwrap();
    let error = Store::open(newer.path()).unwrap_err().to_string();
    assert!(error.contains(": it contains data that this version of unrecs does not know; "), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[cfg(unix)]
#[test]
fn an_output_directory_may_be_a_link_but_not_to_nothing() {
    let root = tempfile::tempdir().unwrap();
    let (link, target) = (root.path().join("link"), root.path().join("target"));
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let error = Store::create(&link).unwrap_err().to_string();
    let expected = format!("cannot create the output directory {}: it exists but is not a directory", link.display());
    assert_eq!(error, expected);
    assert!(!target.exists());
    fs::create_dir(&target).unwrap();
    release(&link, "1.0.0", 1_700_000_000).unwrap();
    assert_eq!(latest(&target), "1.0.0");
}
