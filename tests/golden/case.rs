//! A folder of `tests/cases`: its input, how it is configured, what it must become.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use unrecs_text::extract::{self, Layout};
use unrecs_text::finding::Severity;
use unrecs_text::language;
use unrecs_text::normalize::{self, Identity};
use unrecs_text::parse::{self, Class, Given};
use unrecs_text::resolve::{self, Resolved};
use unrecs_text::validate::{self, Assertion, Policy, RULES, Validated};

use super::published::{Groups, order};
use super::registry::GRAMMAR;
use crate::project::{files, root};

/// The file of a case whose expectation is short.
const EXPECTED: &str = "expected.txt";

/// One case.
pub struct Case {
    /// Its folder below `tests/cases`.
    pub name: String,
    /// Whether something must be found wrong with it.
    pub kind: Kind,
    folder: PathBuf,
    options: Options,
}

/// Which of the two folders a case stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing is wrong with it.
    Clean,
    /// What its name says is wrong with it.
    Faulty,
}

/// `case.toml`.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Files from the root of the repository, instead of the `.txt` files of the folder.
    inputs: Vec<String>,
    body: Option<String>,
    symbol: Option<String>,
    language: Option<String>,
    class: Option<String>,
    /// Whether documents are named by their symbols, as they are where the configuration gives no id, and not by their files.
    named_by_symbol: bool,
    severity: BTreeMap<String, String>,
    assertions: Vec<Counted>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    table: String,
    meeting: Option<String>,
    min: Option<u64>,
    max: Option<u64>,
}

/// Every case, by name.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for (kind, name) in [(Kind::Clean, "clean"), (Kind::Faulty, "faulty")] {
        let folders = fs::read_dir(root().join("tests/cases").join(name)).unwrap();
        cases.extend(folders.map(|folder| Case::of(kind, folder.unwrap().path())));
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!cases.is_empty());
    cases
}

impl Case {
    fn of(kind: Kind, folder: PathBuf) -> Self {
        let name = folder.strip_prefix(root().join("tests/cases")).unwrap().to_str().unwrap().replace('\\', "/");
        let options = match fs::read_to_string(folder.join("case.toml")) {
            Ok(text) => toml::from_str(&text).unwrap_or_else(|error| panic!("{name}/case.toml: {error}")),
            Err(_) => Options::default(),
        };
        Self { name, kind, folder, options }
    }

    /// The rule that the name of a faulty case begins with; the longest where several fit.
    pub fn rule(&self) -> Option<&'static str> {
        let (_, name) = self.name.split_once('/')?;
        RULES
            .iter()
            .map(|rule| rule.code)
            .filter(|code| name.starts_with(&format!("{code}-")))
            .max_by_key(|code| code.len())
    }

    /// The documents of the case, judged.
    pub fn run(&self) -> Validated<'static> {
        self.run_on(str::to_owned)
    }

    /// The same with every input rewritten.
    pub fn run_on(&self, rewritten: fn(&str) -> String) -> Validated<'static> {
        validate::validate(self.documents(rewritten), &self.policy())
    }

    /// The same with the last document first.
    pub fn run_backward(&self) -> Validated<'static> {
        let mut documents = self.documents(str::to_owned);
        documents.reverse();
        validate::validate(documents, &self.policy())
    }

    /// What the case must become, by the names of its files: `expected.txt`, or the files of `expected/` where it is long.
    pub fn expected(&self) -> BTreeMap<String, String> {
        let mut files = files(&self.folder);
        files.retain(|name, _| name == EXPECTED || name.starts_with("expected/"));
        files.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
    }

    /// These groups as the files in which they are expected.
    pub fn written(&self, groups: &Groups) -> BTreeMap<String, String> {
        let lines = |name: &str| groups.get(name).map(|lines| lines.iter().map(|line| format!("{line}\n")).collect());
        let groups = order().filter_map(|name| Some((name, lines(name)?)));
        if self.folder.join("expected").is_dir() {
            let form = |name: &str| if name == "segments" { "txt" } else { "ndjson" };
            return groups.map(|(name, lines)| (format!("expected/{name}.{}", form(name)), lines)).collect();
        }
        let groups: Vec<String> = groups.map(|(name, lines): (_, String)| format!("{name}\n{lines}")).collect();
        BTreeMap::from([(EXPECTED.to_owned(), groups.join("\n"))])
    }

    /// Makes these files what the case must become.
    pub fn expect(&self, written: &BTreeMap<String, String>) {
        self.expected().keys().for_each(|name| fs::remove_file(self.folder.join(name)).unwrap());
        written.iter().for_each(|(name, text)| fs::write(self.folder.join(name), text).unwrap());
    }

    /// What was published of the document under schema 1; nothing for most cases.
    pub fn published_in_schema_1(&self) -> Option<String> {
        fs::read_to_string(self.folder.join("schema-1.ndjson")).ok()
    }

    /// What a person has read in the document, by the name of the table.
    pub fn readings(&self) -> Vec<(String, String)> {
        let read = |(name, bytes): (String, Vec<u8>)| {
            let table = name.strip_suffix(".tsv")?.to_owned();
            Some((table, String::from_utf8(bytes).unwrap()))
        };
        files(&self.folder).into_iter().filter_map(read).collect()
    }

    fn inputs(&self) -> Vec<PathBuf> {
        if !self.options.inputs.is_empty() {
            return self.options.inputs.iter().map(|path| root().join(path)).collect();
        }
        let mut files: Vec<_> = fs::read_dir(&self.folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.retain(|file| {
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with("input") && [".txt", ".xml", ".xhtml"].iter().any(|ending| name.ends_with(ending))
        });
        files.sort();
        assert!(!files.is_empty(), "{} has no input", self.name);
        files
    }

    fn documents(&self, rewritten: fn(&str) -> String) -> Vec<Resolved<'static>> {
        let language = self.options.language.as_deref().map(|tag| language::by_tag(tag).unwrap());
        let class = self.options.class.as_deref();
        let class = class.map(|code| Class::of(code).unwrap());
        let given = Given { language, class };
        self.inputs().iter().map(|path| self.document(path, rewritten, given)).collect()
    }

    fn document(&self, path: &Path, rewritten: fn(&str) -> String, given: Given) -> Resolved<'static> {
        let is_text = path.extension().is_some_and(|ending| ending == "txt");
        let text = fs::read_to_string(path).unwrap();
        let text = if is_text { rewritten(&text) } else { text };
        let file = path.file_name().unwrap().to_str().unwrap();
        let body = self.options.body.as_deref().unwrap_or("ctoc-cop-wg7");
        let symbol = self.options.symbol.as_ref().map(|symbol| symbol.parse().unwrap());
        let named = Identity::named(path.file_stem().unwrap().to_str().unwrap(), body);
        let document_id = named.document_id.filter(|_| !self.options.named_by_symbol);
        let identity = Identity { symbol, document_id, ..named };
        let source = match path.extension().is_some_and(|ending| ending == "xhtml") {
            // What poppler writes of a PDF, so that no test needs poppler.
            true => extract::pdf("input.pdf", b"%PDF-", &Layout { xhtml: &text, reader: "poppler", complaint: None }),
            false => extract::extract(file, text.into_bytes(), None),
        };
        let parsed = parse::parse(source.unwrap(), given);
        resolve::resolve(normalize::normalize(parsed, identity), &GRAMMAR)
    }

    fn policy(&self) -> Policy {
        let severity = |word: &String| (word != "off").then(|| word.parse::<Severity>().unwrap());
        let severities = self.options.severity.iter().map(|(rule, word)| (rule.clone(), severity(word))).collect();
        let assertion = |counted: &Counted| Assertion {
            table: counted.table.clone(),
            meeting: counted.meeting.clone(),
            min: counted.min,
            max: counted.max,
        };
        Policy { severities, assertions: self.options.assertions.iter().map(assertion).collect() }
    }
}
