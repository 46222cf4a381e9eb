//! What is kept comes back as it was, and whatever is not as it was does not come back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use unrecs_text::normalize::{self, Identity};
use unrecs_text::resolve::{self, Grammar};
use unrecs_text::{language, parse};

const TEXT: &str = "## 一. 第一次会议，维也纳，2012年5月30日至6月1日\n\n1. 缔约国应根据《公约》第18条和第99条合作：\n\n(a) 秘书处似宜\n考虑上文建议1。\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn registry() -> Registry {
    unrecs_dataset::input::registry(&root().join("input/registry")).unwrap()
}

fn document(path: &str) -> Document {
    let identity = Identity { document_id: path.to_owned(), body_id: "ctoc-cop-wg7".to_owned(), symbol: None };
    Document { path: PathBuf::from(path), shown_as: path.to_owned(), identity, language: None }
}

fn source(document: &Document, text: &str) -> Source {
    Source::from_bytes(&document.shown_as, text.as_bytes().to_vec()).unwrap()
}

fn read<'r>(document: &Document, text: &str, registry: &'r Registry) -> Resolved<'r> {
    let parsed = parse::parse(source(document, text), document.language);
    resolve::resolve(normalize::normalize(parsed, document.identity.clone()), &Grammar::new(registry))
}

fn writing(directory: &Path) -> CacheUse {
    CacheUse { directory: directory.to_owned(), reads: true, writes: true }
}

/// A cache that holds one document, and the file of that entry.
fn kept(document: &Document, registry: &Registry) -> (TempDir, PathBuf) {
    let directory = TempDir::new().unwrap();
    let cache = Cache::open(&writing(directory.path()), registry);
    let resolved = read(document, TEXT, registry);
    cache.keep(&cache.key(document, resolved.normalized().source()), &resolved);
    assert_eq!(cache.close(), Reuse::default());
    let entry = entries(directory.path()).pop().unwrap();
    (directory, entry)
}

fn entries(directory: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "document")).collect()
}

/// Asks for the document, and gives what the cache says of it in the end.
fn asked(document: &Document, directory: &Path, registry: &Registry) -> (bool, Reuse) {
    let reads = CacheUse { writes: false, ..writing(directory) };
    let cache = Cache::open(&reads, registry);
    let source = source(document, TEXT);
    let found = cache.find(&cache.key(document, &source), source).is_ok();
    (found, cache.close())
}

const MISSING: Reuse = Reuse { documents: 0, damaged: 0, problem: None };
const FOUND: Reuse = Reuse { documents: 1, ..MISSING };
const DAMAGED: Reuse = Reuse { damaged: 1, ..MISSING };

#[test]
fn every_document_comes_back_as_it_was() {
    let registry = registry();
    let directory = TempDir::new().unwrap();
    let mut texts = vec![root().join("input/documents/000_5c5650b05a3a6a13.txt")];
    for kind in ["clean", "faulty"] {
        for case in fs::read_dir(root().join("tests/cases").join(kind)).unwrap() {
            let files = fs::read_dir(case.unwrap().path()).unwrap().map(|file| file.unwrap().path());
            texts.extend(files.filter(|file| file.extension().is_some_and(|ending| ending == "txt")));
        }
    }
    assert!(texts.len() > 50);
    let cache = Cache::open(&writing(directory.path()), &registry);
    let texts = texts.iter().map(|path| (document(path.to_str().unwrap()), fs::read_to_string(path).unwrap()));
    let texts: Vec<_> = texts.collect();
    let mut references = 0;
    for (document, text) in &texts {
        let resolved = read(document, text, &registry);
        references += resolved.references().len();
        let key = cache.key(document, resolved.normalized().source());
        cache.keep(&key, &resolved);
        let again = cache.find(&key, source(document, text)).unwrap_or_else(|_| panic!("{document:?}"));
        assert_eq!(format!("{again:?}"), format!("{resolved:?}"), "{document:?}");
    }
    assert!(references > 100);
    assert_eq!(cache.close(), Reuse { documents: texts.len(), ..MISSING });
}

#[test]
fn an_entry_that_is_not_as_it_was_is_no_entry() {
    let (registry, document) = (registry(), document("a.txt"));
    let (directory, entry) = kept(&document, &registry);
    let bytes = fs::read(&entry).unwrap();
    assert_eq!(asked(&document, directory.path(), &registry), (true, FOUND));
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 1 << (at % 8);
        fs::write(&entry, other).unwrap();
        assert_eq!(asked(&document, directory.path(), &registry), (false, DAMAGED), "flipped at {at}");
        fs::write(&entry, &bytes[..at]).unwrap();
        assert_eq!(asked(&document, directory.path(), &registry), (false, DAMAGED), "cut at {at}");
    }
    fs::write(&entry, [&bytes[..], b"\0"].concat()).unwrap();
    assert_eq!(asked(&document, directory.path(), &registry), (false, DAMAGED), "longer");
    fs::remove_file(&entry).unwrap();
    assert_eq!(asked(&document, directory.path(), &registry), (false, MISSING));
    fs::create_dir(&entry).unwrap();
    assert_eq!(asked(&document, directory.path(), &registry), (false, DAMAGED), "no file");
}

/// A wrong entry with the right digest comes from a person, who could as well write a release. It must not stop the run where it is read.
#[test]
fn an_entry_that_somebody_has_signed_again_stops_nothing() {
    let (registry, document) = (registry(), document("a.txt"));
    let (directory, entry) = kept(&document, &registry);
    let bytes = fs::read(&entry).unwrap();
    let mut refused = 0;
    for at in 2 * LINE..bytes.len() {
        let mut other = bytes[LINE..].to_vec();
        other[at - LINE] ^= 0xFF;
        fs::write(&entry, [format!("{}\n", Digest::of(&other)).as_bytes(), &other].concat()).unwrap();
        refused += asked(&document, directory.path(), &registry).1.damaged;
    }
    assert!(refused > (bytes.len() - 2 * LINE) / 2, "{refused} of {}", bytes.len());
}

#[test]
fn the_entry_of_another_document_is_not_taken() {
    let (registry, one, other) = (registry(), document("a.txt"), document("b.txt"));
    let (directory, entry) = kept(&one, &registry);
    let (others, entry_of_other) = kept(&other, &registry);
    fs::copy(&entry_of_other, &entry).unwrap();
    assert_eq!(asked(&one, directory.path(), &registry), (false, DAMAGED));
    assert_eq!(asked(&other, others.path(), &registry), (true, FOUND));
}

#[test]
fn the_key_is_another_where_anything_else_is_that_reading_depends_on() {
    let (registry, document) = (registry(), document("a.txt"));
    let elsewhere = TempDir::new().unwrap();
    let cache = Cache::open(&writing(elsewhere.path()), &registry);
    let key = |document: &Document, text: &str| cache.key(document, &source(document, text)).0;
    let mut others = vec![document.identity.clone(); 3];
    others[0].document_id.push('x');
    others[1].body_id.push('x');
    others[2].symbol = Some("A/RES/55/25".parse().unwrap());
    let with =
        |identity: Identity| Document { path: PathBuf::new(), shown_as: "a.txt".to_owned(), identity, language: None };
    let mut keys: Vec<_> = others.into_iter().map(|identity| key(&with(identity), TEXT)).collect();
    keys.push(key(&with(document.identity.clone()), TEXT));
    keys.push(key(&with(document.identity.clone()), &TEXT.replace("99", "98")));
    let moved = Document { shown_as: "b.txt".to_owned(), ..with(document.identity.clone()) };
    keys.push(key(&moved, TEXT));
    let english = Document { language: language::by_tag("en"), ..with(document.identity.clone()) };
    keys.push(key(&english, TEXT));
    let another = Registry::from_texts(&[("bodies.toml", "bodies = []")]).unwrap();
    keys.push(
        Cache::open(&CacheUse { writes: false, ..writing(elsewhere.path()) }, &another)
            .key(&document, &source(&document, TEXT))
            .0,
    );
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), 8, "{keys:?}");
    assert_eq!(keys[3], key(&document, TEXT), "where the file lies does not matter");
    assert!(
        cache.basis.contains(&Generator::unrecs(env!("UNRECS_SOURCES_SHA256")).sources_sha256)
            && cache.basis.contains(&registry.digest().to_string())
    );
    assert_ne!(joined(&["a", "bc"]), joined(&["ab", "c"]));
}

#[test]
fn a_run_that_writes_leaves_what_it_used_and_what_is_not_its_own() {
    let (registry, one, other) = (registry(), document("a.txt"), document("b.txt"));
    let (directory, entry) = kept(&one, &registry);
    for name in [".unfinished-x", "notes.document", "notes.txt"] {
        fs::write(directory.path().join(name), "x").unwrap();
    }
    assert_eq!(asked(&one, directory.path(), &registry), (true, FOUND));
    assert!(entry.exists() && directory.path().join(".unfinished-x").exists(), "a run that reads removes nothing");
    let cache = Cache::open(&writing(directory.path()), &registry);
    let resolved = read(&other, TEXT, &registry);
    cache.keep(&cache.key(&other, resolved.normalized().source()), &resolved);
    assert_eq!(cache.close(), MISSING);
    assert!(!entry.exists() && !directory.path().join(".unfinished-x").exists());
    assert_eq!(entries(directory.path()).len(), 2, "the new one, and one with a name of somebody else");
    assert!(directory.path().join("notes.txt").exists());
    assert_eq!(asked(&other, directory.path(), &registry), (true, FOUND));
}

#[test]
fn of_two_runs_at_once_one_writes() {
    let (registry, document) = (registry(), document("a.txt"));
    let (directory, entry) = kept(&document, &registry);
    let first = Cache::open(&writing(directory.path()), &registry);
    let second = Cache::open(&writing(directory.path()), &registry);
    let key = second.key(&document, &source(&document, TEXT));
    let found = second.find(&key, source(&document, TEXT)).unwrap_or_else(|_| panic!("the second reads"));
    fs::remove_file(&entry).unwrap();
    second.keep(&key, &found);
    let problem = Some(format!("another run writes into {}", directory.path().display()));
    assert_eq!(second.close(), Reuse { problem, ..FOUND });
    assert!(!entry.exists(), "the second wrote");
    first.keep(&key, &found);
    assert_eq!(first.close(), MISSING);
    assert!(entry.exists());
    assert_eq!(Cache::open(&writing(directory.path()), &registry).close().problem, None, "the lock is free");
}

#[test]
fn where_nothing_can_be_kept_the_reason_is_said_once() {
    let (registry, document) = (registry(), document("a.txt"));
    let resolved = read(&document, TEXT, &registry);
    let parent = TempDir::new().unwrap();
    let directory = parent.path().join("cache");
    let run = || {
        let cache = Cache::open(&writing(&directory), &registry);
        let key = cache.key(&document, resolved.normalized().source());
        if directory.is_dir() {
            fs::remove_dir_all(&directory).unwrap();
        }
        cache.keep(&key, &resolved);
        cache.close().problem.unwrap_or_default()
    };
    let shown = directory.display();
    let gone = run();
    assert!(gone.starts_with(&format!("cannot write into {shown}: ")), "{gone}");
    fs::write(&directory, "a file in the way").unwrap();
    let in_the_way = run();
    assert!(in_the_way.starts_with(&format!("cannot make {shown}: ")), "{in_the_way}");
}

#[test]
fn what_the_cache_was_good_for_is_said() {
    assert_eq!(MISSING.words(3), "");
    let reuse = Reuse { documents: 1, damaged: 1, problem: Some("the disk is full".to_owned()) };
    let expected = "\
1 of 3 documents taken from the cache
Damaged in the cache, and read again: 1 document
What was read is not kept for the next run: the disk is full
";
    assert_eq!(reuse.words(3), expected);
}
