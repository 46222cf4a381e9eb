//! Compares the language versions of the works of a corpus: the same paragraphs in all, and what they say.
//!
//! `UNRECS_CORPUS=DIR cargo run -p unrecs-text --example languages -- REGISTRY` reads every Akoma Ntoso file below the folder. Files of one
//! work have the same name but for their language. `--text` reads the text of each instead of its markup. `--rows` prints what each version
//! says of each paragraph with its words, in columns set apart by tabs, and nothing else.

mod files;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use unrecs_text::align::{Agreement, Alignment, Aspect, Versions};
use unrecs_text::extract::Rendition;
use unrecs_text::language::languages;
use unrecs_text::normalize::{Identity, Paragraph, ParagraphKind};
use unrecs_text::parse::Given;
use unrecs_text::resolve::{Grammar, Resolved};
use unrecs_text::{extract, normalize, parse, resolve};

/// How many examples of each disagreement are shown.
const SHOWN: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let from_text = arguments.iter().any(|one| one == "--text");
    let registry = arguments.iter().find(|one| !one.starts_with("--")).map_or("input/registry", String::as_str);
    let registry = files::registry(Path::new(registry))?;
    let grammar = Grammar::new(&registry);
    let mut works: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in files::corpus(Path::new(&std::env::var("UNRECS_CORPUS")?))? {
        works.entry(files::work(&path)).or_default().push(path);
    }
    let works: Vec<_> = works.into_iter().filter(|(_, files)| files.len() > 1).collect();
    let read: Vec<_> = works
        .par_iter()
        .map(|(name, files)| {
            let versions: Vec<_> = files.iter().filter_map(|file| version(file, from_text, &grammar)).collect();
            let tags =
                versions.iter().filter_map(|version| version.normalized().metadata().language).collect::<Vec<_>>();
            let rows = versions.iter().flat_map(rows).collect();
            let versions = Versions::of(&versions);
            let alignments = versions.paragraphs().iter().map(|id| versions.compare(id)).collect();
            Work { name, versions: tags.len(), alignments, rows }
        })
        .collect();
    if arguments.iter().any(|one| one == "--rows") {
        for work in &read {
            work.rows.iter().for_each(|row| println!("{}\t{row}", work.name));
        }
        return Ok(());
    }
    report(&read);
    report_openings(&read);
    Ok(())
}

fn version<'r>(file: &Path, from_text: bool, grammar: &Grammar<'r>) -> Option<Resolved<'r>> {
    let name = file.display().to_string();
    let mut source = extract::extract(&name, fs::read(file).ok()?, None).ok()?;
    if from_text {
        source = Rendition::from_bytes(&name, source.text().to_owned().into_bytes()).ok()?;
    }
    let parsed = parse::parse(source, Given::default());
    Some(resolve::resolve(normalize::normalize(parsed, Identity::named("document", files::body(file))), grammar))
}

/// A work in all its languages.
struct Work<'w> {
    name: &'w str,
    /// In how many languages it was read.
    versions: usize,
    alignments: Vec<Alignment>,
    rows: Vec<Row>,
}

/// What one version says of a paragraph.
struct Row {
    language: &'static str,
    paragraph_id: String,
    kind: ParagraphKind,
    /// What the opening verb does, or can do.
    acts: Vec<&'static str>,
    /// The opening verb as printed.
    verb: String,
    addressees: Vec<String>,
    text: String,
}

/// `id en operative requests states=States Requests States to …`
impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (acts, addressees) = (self.acts.join("|"), self.addressees.join("|"));
        let Self { language, paragraph_id, kind, verb, text, .. } = self;
        write!(f, "{paragraph_id}\t{language}\t{}\t{acts}\t{verb}\t{addressees}\t{text}", kind.code())
    }
}

fn rows(version: &Resolved<'_>) -> Vec<Row> {
    let document = version.normalized();
    let Some(language) = document.metadata().language else { return Vec::new() };
    let row = |paragraph: &Paragraph| Row {
        language,
        paragraph_id: document.paragraph_id(paragraph).to_owned(),
        kind: paragraph.kind,
        acts: paragraph.act.iter().chain(paragraph.act_candidates).map(|act| act.code()).collect(),
        verb: document.opening_verb(paragraph).map_or(String::new(), |verb| document.text(paragraph)[verb].to_owned()),
        addressees: document
            .addressees(paragraph)
            .iter()
            .map(|one| format!("{}={}", one.code, document.addressee_words(paragraph, one).unwrap_or_default()))
            .collect(),
        text: document.text(paragraph).replace(['\t', '\n'], " "),
    };
    document.paragraphs().iter().map(row).collect()
}

/// In how many paragraphs of each kind the act is decided, open, or not found, by language.
fn report_openings(works: &[Work]) {
    for kind in [ParagraphKind::Operative, ParagraphKind::Preambular] {
        let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
        for row in works.iter().flat_map(|work| &work.rows).filter(|row| row.kind == kind) {
            let index = [2, 0, 1][row.acts.len().min(2)];
            counts.entry(row.language).or_default()[index] += 1;
        }
        println!("acts of {} paragraphs", kind.code());
        for (tag, [decided, open, none]) in counts {
            let all = decided + open + none;
            let [decided, open, none] = [decided, open, none].map(|part| share(part, all));
            println!("  {tag}: decided {decided}, open {open}, not found {none} of {all}");
        }
    }
}

fn report(works: &[Work]) {
    let official = works.iter().map(|work| work.versions).max().unwrap_or_default();
    let whole: Vec<_> =
        works.iter().filter(|work| work.versions == official).map(|work| (work.name, &work.alignments)).collect();
    let equal = |all: &[Alignment]| all.iter().all(|one| one.missing.is_empty());
    let same = whole.iter().filter(|(_, all)| equal(all)).count();
    println!("{} languages with a table, {} works in {official}", languages().len(), whole.len());
    println!("the same paragraphs in all: {same} works ({})", share(same, whole.len()));
    for (name, all) in whole.iter().filter(|(_, all)| !equal(all)) {
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
            .flat_map(|(name, all)| all.iter().map(move |one| (name, one)))
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
        let mut alone: BTreeMap<String, usize> = BTreeMap::new();
        for (_, one) in complete().filter(|(_, one)| one.said[index].agreement == Agreement::Differ) {
            let odd = odd(&one.said[index].to_string());
            let mut tags: Vec<_> = odd.split(' ').filter(|word| word.len() == 2).collect();
            if let (Some(tag), None) = (tags.pop(), tags.pop()) {
                *alone.entry(tag.to_owned()).or_default() += 1;
            }
        }
        let alone: Vec<_> = alone.iter().map(|(tag, count)| format!("{tag} {count}")).collect();
        println!("  alone against all others: {}", alone.join(", "));
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
