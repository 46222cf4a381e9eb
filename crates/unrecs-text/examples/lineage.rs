//! Traces the lineage of a corpus: how many paragraphs have the words of older ones, and how long finding that takes.
//!
//! `UNRECS_CORPUS=DIR cargo run -p unrecs-text --example lineage -- REGISTRY` reads every Akoma Ntoso file below the folder. `--rows` prints
//! each paragraph that is compared with each of its predecessors and both texts, in columns set apart by tabs, and nothing else;
//! `--documents` prints the predecessors of the documents. `--times=N` reads the corpus N times, each time with words of its own.

mod files;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;
use unrecs_text::lineage::{self, Lineage, Relation};
use unrecs_text::normalize::{Identity, ParagraphKind};
use unrecs_text::parse::Given;
use unrecs_text::resolve::{Grammar, Resolved};
use unrecs_text::validate::{Policy, validate};
use unrecs_text::{extract, normalize, parse, resolve};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|one| one == name);
    let times = arguments.iter().find_map(|one| one.strip_prefix("--times=")).map_or(Ok(1), str::parse::<usize>)?;
    let registry = arguments.iter().find(|one| !one.starts_with("--")).map_or("input/registry", String::as_str);
    let registry = files::registry(Path::new(registry))?;
    let grammar = Grammar::new(&registry);
    let paths = files::corpus(Path::new(&std::env::var("UNRECS_CORPUS")?))?;
    let all: Vec<(usize, &PathBuf)> = (0..times).flat_map(|time| paths.iter().map(move |file| (time, file))).collect();
    let start = Instant::now();
    let normalized: Vec<_> = all.par_iter().filter_map(|(time, file)| version(file, *time)).collect();
    let parsed = start.elapsed();
    let start = Instant::now();
    let documents = normalized.into_par_iter().map(|one| resolve::resolve(one, &grammar)).collect();
    let resolved = start.elapsed();
    let validated = validate(documents, &Policy::default());
    let before = memory();
    let start = Instant::now();
    let lineage = lineage::trace(validated.documents());
    let traced = start.elapsed();
    let after = memory();
    if has("--rows") {
        validated.documents().iter().for_each(|document| rows(&lineage, document));
    } else if has("--documents") {
        validated.documents().iter().for_each(|document| of_document(&lineage, document));
    } else {
        report(&lineage, validated.documents());
        println!("{} files; parse {parsed:.1?}, resolve {resolved:.1?}, lineage {traced:.1?}", all.len());
        println!("most memory before {before:?} kB, after {after:?} kB");
    }
    Ok(())
}

/// The most memory that this program has had, in kB, where the system says so.
fn memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}

/// One file; for a second time with the letters of its words shifted, so that its texts are others.
fn version(file: &Path, time: usize) -> Option<normalize::Normalized> {
    let name = file.display().to_string();
    let mut bytes = fs::read(file).ok()?;
    let source = extract::extract(&name, bytes.clone(), None).ok()?;
    let stem = file.file_stem()?.to_string_lossy().into_owned();
    let body_id = files::body(file).to_owned();
    let mut identity = Identity { document_id: None, file_name: stem.clone(), body_id, symbol: None };
    if time == 0 {
        return Some(normalize::normalize(parse::parse(source, Given::default()), identity));
    }
    shift(&mut bytes, time);
    let source = extract::extract(&name, bytes, None).ok()?;
    let work = stem.trim_end_matches(char::is_alphabetic);
    identity.document_id = Some(format!("{work}-{time}"));
    Some(normalize::normalize(parse::parse(source, Given::default()), identity))
}

/// Moves the small ASCII vowels between tags, by a distance that the time decides.
fn shift(bytes: &mut [u8], time: usize) {
    const VOWELS: &[u8] = b"aeiou";
    let mut inside = false;
    for byte in bytes {
        match *byte {
            b'<' | b'&' => inside = true,
            b'>' | b';' => inside = false,
            _ => {}
        }
        if let Some(at) = VOWELS.iter().position(|vowel| vowel == byte).filter(|_| !inside) {
            *byte = VOWELS[(at + time) % VOWELS.len()];
        }
    }
}

/// `id language kind day words-compared relation similarity added removed formula continues predecessor text older-text`
fn rows(lineage: &Lineage<'_, '_>, document: &Resolved<'_>) {
    let normalized = document.normalized();
    let metadata = normalized.metadata();
    let day = metadata.day();
    let clean = |text: &str| text.replace(['\t', '\n'], " ");
    for (index, paragraph) in normalized.paragraphs().iter().enumerate() {
        let head = format!(
            "{}\t{}\t{}\t{}",
            normalized.paragraph_id(paragraph),
            metadata.language.unwrap_or("und"),
            paragraph.kind.code(),
            day.map_or(String::new(), |day| day.to_string()),
        );
        let text = clean(normalized.text(paragraph));
        let found = lineage.of_paragraph(document, index);
        if found.is_empty() {
            println!("{head}\tnone\t\t\t\t\t\t\t{text}\t");
        }
        for older in found {
            let (of, predecessor) = lineage.paragraph(older);
            println!(
                "{head}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{text}\t{}",
                older.relation().code(),
                older.similarity,
                older.words_added,
                older.words_removed,
                older.formula,
                older.continues,
                of.paragraph_id(predecessor),
                clean(of.text(predecessor)),
            );
        }
    }
}

fn of_document(lineage: &Lineage<'_, '_>, document: &Resolved<'_>) {
    let metadata = document.normalized().metadata();
    for older in lineage.of_document(document) {
        println!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            metadata.document_id,
            metadata.language.unwrap_or("und"),
            older.document_id.unwrap_or(""),
            older.symbol.unwrap_or(""),
            older.recalled,
            older.identical,
            older.revised,
            older.share,
        );
    }
}

/// By language, session and kind: how many paragraphs, identical, revised, formulas, and new.
fn report(lineage: &Lineage<'_, '_>, documents: &[Resolved<'_>]) {
    type Key = (&'static str, Option<i32>, &'static str);
    let mut counts: BTreeMap<Key, [usize; 5]> = BTreeMap::new();
    let mut undated = 0;
    for document in documents {
        let normalized = document.normalized();
        let metadata = normalized.metadata();
        undated += usize::from(metadata.adopted_on.is_none() && metadata.issued_on.is_none());
        for (index, paragraph) in normalized.paragraphs().iter().enumerate() {
            if paragraph.kind == ParagraphKind::Footnote {
                continue;
            }
            let key = (metadata.language.unwrap_or("und"), metadata.session, paragraph.kind.code());
            let counted = counts.entry(key).or_default();
            counted[0] += 1;
            let found = lineage.of_paragraph(document, index);
            match found.first() {
                None => counted[4] += 1,
                Some(older) if older.relation() == Relation::Identical => counted[1] += 1,
                Some(_) => counted[2] += 1,
            }
            counted[3] += usize::from(found.first().is_some_and(|older| older.formula));
        }
    }
    for ((language, session, kind), [all, identical, revised, formulas, new]) in counts {
        let session = session.map_or(String::new(), |session| session.to_string());
        println!(
            "{language} {session:>3} {kind:14} {all:6}: identical {identical:5}, revised {revised:5}, new {new:5}; formula {formulas:5}"
        );
    }
    println!("{undated} files without a date");
}
