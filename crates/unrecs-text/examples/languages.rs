//! Compares the language versions of the works of a corpus: the same paragraphs in all, and what they say.
//!
//! `UNRECS_CORPUS=DIR cargo run -p unrecs-text --example languages -- REGISTRY` reads every Akoma Ntoso file below the folder. Files of one
//! work have the same name but for their language. `--text` reads the text of each instead of its markup.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use unrecs_text::align::{Agreement, Alignment, Aspect, align};
use unrecs_text::extract::Rendition;
use unrecs_text::language::languages;
use unrecs_text::normalize::Identity;
use unrecs_text::parse::Given;
use unrecs_text::registry::Registry;
use unrecs_text::resolve::{Grammar, Resolved};
use unrecs_text::{extract, normalize, parse, resolve};

/// How many examples of each disagreement are shown.
const SHOWN: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let from_text = arguments.iter().any(|one| one == "--text");
    let registry = arguments.iter().find(|one| !one.starts_with("--")).map_or("input/registry", String::as_str);
    let texts = texts(Path::new(registry), Path::new(registry))?;
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let registry = Registry::from_texts(&files)?;
    let grammar = Grammar::new(&registry);
    let mut works: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    collect(Path::new(&std::env::var("UNRECS_CORPUS")?), &mut works)?;
    let works: Vec<_> = works.into_iter().filter(|(_, files)| files.len() > 1).collect();
    let read: Vec<_> = works
        .par_iter()
        .map(|(name, files)| {
            let versions: Vec<_> = files.iter().filter_map(|file| version(file, from_text, &grammar)).collect();
            let tags =
                versions.iter().filter_map(|version| version.normalized().metadata().language).collect::<Vec<_>>();
            (name, tags.len(), align(&versions))
        })
        .collect();
    report(&read);
    Ok(())
}

/// The files of a registry with their names below it.
fn texts(root: &Path, folder: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            all.extend(texts(root, &path)?);
        } else {
            all.push((path.strip_prefix(root)?.display().to_string(), fs::read_to_string(&path)?));
        }
    }
    Ok(all)
}

/// Files by the name of their work: without the letter of the language, and what stands in front of it.
fn collect(folder: &Path, works: &mut BTreeMap<String, Vec<PathBuf>>) -> Result<(), Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, works)?;
        } else if let Some(name) = path.file_stem().map(|name| name.to_string_lossy().into_owned()) {
            let work = name.trim_end_matches(char::is_alphabetic).trim_end_matches(['-', '_']).to_owned();
            works.entry(work).or_default().push(path);
        }
    }
    Ok(())
}

fn version<'r>(file: &Path, from_text: bool, grammar: &Grammar<'r>) -> Option<Resolved<'r>> {
    let name = file.display().to_string();
    let mut source = extract::extract(&name, fs::read(file).ok()?, None).ok()?;
    if from_text {
        source = Rendition::from_bytes(&name, source.text().to_owned().into_bytes()).ok()?;
    }
    let body = if name.contains("S_RES") || name.contains("SC_") { "un-sc" } else { "un-ga" };
    let parsed = parse::parse(source, Given::default());
    Some(resolve::resolve(normalize::normalize(parsed, Identity::named("document", body)), grammar))
}

fn report(works: &[(&String, usize, Vec<Alignment>)]) {
    let official = works.iter().map(|(_, versions, _)| *versions).max().unwrap_or_default();
    let whole: Vec<_> = works.iter().filter(|(_, versions, _)| *versions == official).collect();
    let equal = |all: &[Alignment]| all.iter().all(|one| one.missing.is_empty());
    let same = whole.iter().filter(|(_, _, all)| equal(all)).count();
    println!("{} languages with a table, {} works in {official}", languages().len(), whole.len());
    println!("the same paragraphs in all: {same} works ({})", share(same, whole.len()));
    for (name, _, all) in whole.iter().filter(|(_, _, all)| !equal(all)) {
        let missing: Vec<_> = all.iter().filter(|one| !one.missing.is_empty()).collect();
        println!(
            "  {name}: {} paragraphs, such as {} not in {}",
            missing.len(),
            missing[0].paragraph_id,
            missing[0].missing.join(" ")
        );
    }
    let complete = || {
        whole
            .iter()
            .flat_map(|(name, _, all)| all.iter().map(move |one| (name, one)))
            .filter(|(_, one)| one.missing.is_empty())
    };
    for (index, aspect) in Aspect::ALL.iter().enumerate() {
        let with = |agreement: Agreement| complete().filter(|(_, one)| one.said[index].agreement == agreement).count();
        let (agree, differ, open) = (with(Agreement::Agree), with(Agreement::Differ), with(Agreement::Open));
        println!(
            "{}: agree in {agree} of {} where all decide ({}); open in {open}",
            aspect.code(),
            agree + differ,
            share(agree, agree + differ)
        );
        let mut kinds: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for (name, one) in complete().filter(|(_, one)| one.said[index].agreement == Agreement::Differ) {
            let said = one.said[index].to_string();
            let kind = if *aspect == Aspect::Act || *aspect == Aspect::Addressees {
                said
            } else {
                odd(&one.said[index].to_string())
            };
            kinds.entry(kind).or_insert_with(|| (0, format!("{name} {} {}", one.paragraph_id, one.said[index]))).0 += 1;
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
        for (kind, (count, example)) in kinds.iter().take(SHOWN) {
            println!("  {count} {kind}\n      {example}");
        }
    }
}

/// Which languages say something else than most.
fn odd(said: &str) -> String {
    let values: Vec<_> = said.split("; ").filter_map(|one| one.split_once(": ")).collect();
    let count = |value: &str| values.iter().filter(|(_, other)| *other == value).count();
    let most = values.iter().map(|(_, value)| *value).max_by_key(|value| count(value)).unwrap_or_default();
    let odd: Vec<_> = values
        .iter()
        .filter(|(_, value)| *value != most)
        .map(|(tag, value)| match *value {
            "nothing" => format!("{tag} lacks"),
            _ if most == "nothing" => format!("{tag} alone"),
            _ => (*tag).to_owned(),
        })
        .collect();
    odd.join(" ")
}

fn share(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}
