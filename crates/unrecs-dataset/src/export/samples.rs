//! A small dataset with cells that break careless writers, for the tests of every exporter and of the release.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, RecordBatch, StringArray};
use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use proptest::{collection::vec, sample::select, strategy::Strategy};

use super::{Encoder, Files, Format, Whole};
use crate::dataset::{Agent, Dataset, License};
use crate::tables::arrow::arrow_schema;
use crate::tables::schema::{
    Code, Column, ColumnKind, ColumnRole, ForeignKey, Layout, List, NestedFile, Nesting, RowSource, Table, TableRole,
    Words,
};
use crate::tables::{MeasuredTable, Part, Tables};
use unrecs_text::extract::extract;
use unrecs_text::normalize::{Identity, normalize};
use unrecs_text::parse::{Given, parse};
use unrecs_text::registry::Registry;
use unrecs_text::resolve::{Grammar, Resolved, resolve};

/// Texts of the paragraphs `m1-r1` to `m1-r12`.
pub(crate) const HOSTILE: [&str; 12] = [
    "缔约国应考虑",
    "a \"quoted\" word",
    "one, two",
    "line\r\nbreak",
    "lone\rreturn",
    "]]> & <b> &amp;",
    "  spaces round it  ",
    "astral 𠀀 and 😀",
    "=1+1",
    "tab\tinside",
    "back\\slash and 'single'",
    "\nline\nfeeds\n",
];

/// What formulas, XML, SQL and escapes are made of, and characters of every kind.
const PIECES: [&str; 30] = [
    "=", "+", "-", "@", "'", "\"", "\r\n", "\n", "\r", "\t", "]]>", "&", "&amp;", "<b>", "|", "\u{B}", "\u{1}",
    "\u{1F}", "_x000B_", "_x005F", "_", "x0041_", "\u{FFFE}", "שלום", "\u{202E}", "𠀀", "😀", "庇护", " ", "a",
];

/// Texts made of such pieces, for some paragraphs.
pub(crate) fn hostile_texts() -> impl Strategy<Value = Vec<String>> {
    let text = vec(select(&PIECES[..]), 1..8).prop_map(|pieces| pieces.concat());
    vec(text, 1..6)
}

/// The same cases in every run.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(1945), failure_persistence: None, ..ProptestConfig::default() }
}

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../input/registry");
    crate::input::registry(&path).unwrap_or_else(|error| panic!("{error}"))
});

static GRAMMAR: LazyLock<Grammar<'static>> = LazyLock::new(|| Grammar::new(&REGISTRY));

/// The registry of the repository.
pub(crate) fn registry() -> &'static Registry {
    &REGISTRY
}

/// A document with this text, of the working group whose documents the registry knows best.
pub(crate) fn document(id: &str, text: &str) -> Resolved<'static> {
    document_of(id, "a.txt", text)
}

/// A document from a file of this name.
pub(crate) fn document_of(id: &str, name: &str, text: &str) -> Resolved<'static> {
    let source = extract(name, text.as_bytes().to_vec(), None).unwrap();
    let identity = Identity::named(id, "ctoc-cop-wg7");
    resolve(normalize(parse(source, Given::default()), identity), &GRAMMAR)
}

/// What an exporter writes of one of the tables.
pub(crate) fn written(table: &str, encoder: fn(&MeasuredTable) -> io::Result<Box<dyn Encoder>>) -> Vec<u8> {
    encoded(encoder(tables().get(table).unwrap()).unwrap())
}

/// What an encoder makes of the sample.
pub(crate) fn encoded(encoder: Box<dyn Encoder>) -> Vec<u8> {
    encoded_of(&tables(), encoder).unwrap()
}

/// What an exporter of the whole dataset writes of some tables.
pub(crate) fn whole(tables: &Tables<'_>, encoder: fn(&Whole<'_>) -> io::Result<Box<dyn Encoder>>) -> Vec<u8> {
    let scratch = tempfile::tempdir().unwrap();
    let bytes = tried(tables, scratch.path(), encoder).unwrap();
    assert_eq!(scratch.path().read_dir().unwrap().count(), 0, "nothing is left in the directory");
    bytes
}

/// The same in this directory for temporary files, or why not.
pub(crate) fn tried(
    tables: &Tables<'_>,
    scratch: &Path,
    encoder: fn(&Whole<'_>) -> io::Result<Box<dyn Encoder>>,
) -> io::Result<Vec<u8>> {
    let begun = encoder(&Whole { dataset: &dataset(), tables, scratch })?;
    encoded_of(tables, begun)
}

/// What an encoder makes of some tables.
pub(crate) fn encoded_of(tables: &Tables<'_>, mut encoder: Box<dyn Encoder>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    tables.for_each_part(|part| encoder.part(part, &mut bytes))?;
    encoder.end(&mut bytes)?;
    Ok(bytes)
}

/// The rows of the first document.
pub(crate) fn part() -> Part {
    tables().of_document(0)
}

/// The nested JSON of the documents of some tables, and of the registry behind them.
pub(crate) fn nested(tables: &Tables<'_>) -> Vec<(NestedFile, Vec<u8>)> {
    let Files::PerWork { encoder, .. } = Format::named("json").unwrap().files else { unreachable!("JSON is nested") };
    let file = |of, part: &Part| (of, encoder(&dataset(), of, part).unwrap());
    let documents = (0..tables.documents().len()).map(|index| tables.of_document(index));
    let mut files: Vec<_> = documents.map(|part| file(NestedFile::Document, &part)).collect();
    files.push(file(NestedFile::Registry, &tables.of_registry()));
    files
}

/// The pages of some tables as text, the path of each before it, in the order of their paths.
pub(crate) fn site(tables: &Tables<'_>) -> Vec<String> {
    let Files::Site { write } = Format::named("site").unwrap().files else { unreachable!("pages are a site") };
    let formats: Vec<_> = super::FORMATS.iter().collect();
    let written = std::sync::Mutex::new(Vec::new());
    let pages = super::Pages { dataset: &dataset(), rows: tables, formats: &formats };
    let put = |file: super::SmallFile| {
        written.lock().unwrap().push(format!("{}\n{}", file.path, String::from_utf8(file.bytes).unwrap()));
        Ok(())
    };
    write(&pages, &put).unwrap();
    let mut written = written.into_inner().unwrap();
    written.sort();
    written
}

/// The texts of all paragraphs, in the order of the table; the last is an item.
pub(crate) fn texts() -> Vec<&'static str> {
    HOSTILE.into_iter().chain(["the item"]).collect()
}

/// What the sample is called.
pub(crate) fn dataset() -> Dataset {
    Dataset {
        id: "sample".to_owned(),
        title: BTreeMap::from([("en".to_owned(), "A sample".to_owned()), ("zh".to_owned(), "样本".to_owned())]),
        description: BTreeMap::from([("en".to_owned(), "Rows to test with.".to_owned())]),
        publisher: Agent { name: "A publisher".to_owned(), url: None },
        license: License { name: "Some terms".to_owned(), url: "https://example.org/terms".to_owned() },
        keywords: vec!["test".to_owned()],
        homepage: None,
        contact: None,
        base_url: None,
        themes: Vec::new(),
        frequency: None,
        doi: None,
    }
}

/// Two documents in two parts, one of them without divisions, twelve paragraphs in two batches, one item, and a table with no row.
pub(crate) fn tables() -> Tables<'static> {
    let numbers = 1..=HOSTILE.len();
    let mut ids: Vec<String> = numbers.map(|number| format!("m1-r{number}")).collect();
    ids.push("m1-r12-a".to_owned());
    let paragraphs = paragraphs(&ids, &texts());
    let documents = documents(Some("一份文件"));
    let first = vec![
        (&DOCUMENTS, vec![documents.slice(0, 1)]),
        (&DIVISIONS, vec![division()]),
        (&PARAGRAPHS, vec![paragraphs.slice(0, 7), paragraphs.slice(7, ids.len() - 7)]),
        (&ADDRESSEES, vec![batch(&ADDRESSEES, vec![text(&["m1-r12"]), Arc::new(Int32Array::from(vec![1]))])]),
        (&BODIES, Vec::new()),
        (&NONE, Vec::new()),
    ];
    let second = vec![
        (&DOCUMENTS, vec![documents.slice(1, 1)]),
        (&DIVISIONS, Vec::new()),
        (&PARAGRAPHS, Vec::new()),
        (&ADDRESSEES, Vec::new()),
        (&BODIES, vec![batch(&BODIES, vec![text(&["b"])])]),
        (&NONE, Vec::new()),
    ];
    Tables::for_tests(vec![first, second])
}

/// The table of documents alone, with another title for the first.
pub(crate) fn tables_with_title(title: &str) -> Tables<'static> {
    Tables::for_tests(vec![vec![(&DOCUMENTS, vec![documents(Some(title))])]])
}

/// One division with paragraphs that have these texts.
pub(crate) fn tables_with_texts(texts: &[&str]) -> Tables<'static> {
    let ids: Vec<String> = (1..=texts.len()).map(|number| format!("m1-r{number}")).collect();
    Tables::for_tests(vec![vec![
        (&DOCUMENTS, vec![documents(None)]),
        (&DIVISIONS, vec![division()]),
        (&PARAGRAPHS, vec![paragraphs(&ids, texts)]),
    ]])
}

/// Documents with these days of issue, counted from 1970-01-01.
pub(crate) fn tables_with_days(days: &[i32]) -> Tables<'static> {
    let ids: Vec<String> = (1..=days.len()).map(|number| format!("d{number}")).collect();
    let columns = vec![
        text(&ids),
        Arc::new(StringArray::new_null(days.len())) as ArrayRef,
        Arc::new(Date32Array::from(days.to_vec())),
        Arc::new(Int64Array::from(vec![1; days.len()])),
    ];
    Tables::for_tests(vec![vec![(&DOCUMENTS, vec![batch(&DOCUMENTS, columns)])]])
}

/// A division of a document that is not there.
pub(crate) fn tables_without_documents() -> Tables<'static> {
    Tables::for_tests(vec![vec![(&DOCUMENTS, Vec::new()), (&DIVISIONS, vec![division()])]])
}

/// The schemas of [`tables`], in the same order.
pub(crate) fn schemas() -> Vec<&'static Table> {
    vec![&DOCUMENTS, &DIVISIONS, &PARAGRAPHS, &ADDRESSEES, &BODIES, &NONE]
}

/// Those with an identifier that ends with `-a` are items of the one without.
fn paragraphs(ids: &[String], texts: &[&str]) -> RecordBatch {
    let parents: Vec<Option<&str>> = ids.iter().map(|id| id.strip_suffix("-a")).collect();
    let columns = vec![
        text(ids),
        text(&vec!["m1"; ids.len()]),
        Arc::new(StringArray::from(parents)),
        text(texts),
        Arc::new(BooleanArray::from_iter(ids.iter().map(|id| Some(id.ends_with('2'))))) as ArrayRef,
        Arc::new(StringArray::from_iter(ids.iter().map(|id| id.ends_with('1').then_some("should")))),
    ];
    batch(&PARAGRAPHS, columns)
}

fn division() -> RecordBatch {
    batch(
        &DIVISIONS,
        vec![text(&["m1"]), text(&["d1"]), Arc::new(StringArray::new_null(1)), Arc::new(Int32Array::from(vec![1]))],
    )
}

fn documents(title: Option<&str>) -> RecordBatch {
    let columns = vec![
        text(&["d1", "d2"]),
        Arc::new(StringArray::from(vec![title, None])) as ArrayRef,
        Arc::new(Date32Array::from(vec![Some(15_490), None])),
        Arc::new(Int64Array::from(vec![9_007_199_254_740_993, 0])),
    ];
    batch(&DOCUMENTS, columns)
}

fn text(values: &[impl AsRef<str>]) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

fn batch(schema: &Table, columns: Vec<ArrayRef>) -> RecordBatch {
    RecordBatch::try_new(Arc::new(arrow_schema(schema)), columns).unwrap()
}

/// The rows of the sample are made by hand.
const BY_HAND: RowSource = RowSource::Documents(|_, _| ());

static DOCUMENTS: Table = Table {
    name: "documents",
    row: "document",
    title: Words { en: "Documents", zh: "文件" },
    description: Words { en: "One row per document.", zh: "每份文件一行。" },
    role: TableRole::Data,
    columns: &[
        column("document_id", ColumnKind::Text),
        Column { nullable: true, ..column("title", ColumnKind::Text) },
        Column { nullable: true, ..column("issued_on", ColumnKind::Date) },
        column("source_bytes", ColumnKind::Int64),
    ],
    primary_key: &["document_id"],
    nesting: Nesting::Top,
    rows: BY_HAND,
    foreign_keys: &[],
};

static DIVISIONS: Table = Table {
    name: "divisions",
    row: "division",
    title: Words { en: "Divisions", zh: "会议" },
    description: Words { en: "One row per division.", zh: "每次会议一行。" },
    role: TableRole::Data,
    columns: &[
        column("division_id", ColumnKind::Text),
        column("document_id", ColumnKind::Text),
        Column { nullable: true, ..column("parent_id", ColumnKind::Text) },
        column("ordinal", ColumnKind::Int32),
    ],
    primary_key: &["division_id"],
    nesting: Nesting::Within(&[
        List { unless: Some("parent_id"), ..List::new("divisions", "documents", "document_id", Layout::Lines) },
        List::new("divisions", "divisions", "parent_id", Layout::Lines),
    ]),
    rows: BY_HAND,
    foreign_keys: &[ForeignKey { column: "document_id", table: "documents", references: "document_id", with: &[] }],
};

static PARAGRAPHS: Table = Table {
    name: "paragraphs",
    row: "paragraph",
    title: Words { en: "Paragraphs", zh: "建议" },
    description: Words { en: "One row per paragraph.", zh: "每项建议一行。" },
    role: TableRole::Data,
    columns: &[
        column("paragraph_id", ColumnKind::Text),
        column("division_id", ColumnKind::Text),
        Column { nullable: true, ..column("parent_id", ColumnKind::Text) },
        Column { searched: true, ..column("text", ColumnKind::Text) },
        column("considers", ColumnKind::Bool),
        Column { nullable: true, codes: MODALITIES, ..column("modality", ColumnKind::Text) },
    ],
    primary_key: &["paragraph_id"],
    nesting: Nesting::Within(&[
        List { unless: Some("parent_id"), ..List::new("paragraphs", "divisions", "division_id", Layout::Lines) },
        List::new("items", "paragraphs", "parent_id", Layout::Lines),
    ]),
    rows: BY_HAND,
    foreign_keys: &[
        ForeignKey { column: "division_id", table: "divisions", references: "division_id", with: &[] },
        ForeignKey { column: "parent_id", table: "paragraphs", references: "paragraph_id", with: &[] },
    ],
};

const MODALITIES: &[Code] = &[
    Code { code: "must", description: Words { en: "Has to.", zh: "必须。" } },
    Code { code: "should", description: Words { en: "Ought to, \"应\".", zh: "应。" } },
];

static ADDRESSEES: Table = Table {
    name: "addressees",
    row: "addressee",
    title: Words { en: "Addressees", zh: "行动方" },
    description: Words { en: "One row per addressee.", zh: "每个行动方一行。" },
    role: TableRole::Data,
    columns: &[column("paragraph_id", ColumnKind::Text), column("position", ColumnKind::Int32)],
    primary_key: &["paragraph_id", "position"],
    nesting: Nesting::Within(&[List::new("addressees", "paragraphs", "paragraph_id", Layout::Inline)]),
    rows: BY_HAND,
    foreign_keys: &[ForeignKey { column: "paragraph_id", table: "paragraphs", references: "paragraph_id", with: &[] }],
};

static BODIES: Table = Table {
    name: "bodies",
    row: "body",
    title: Words { en: "Bodies", zh: "机构" },
    description: Words { en: "One row per body.", zh: "每个机构一行。" },
    role: TableRole::Data,
    columns: &[column("body_id", ColumnKind::Text)],
    primary_key: &["body_id"],
    nesting: Nesting::Top,
    rows: RowSource::Registry(|_, _| ()),
    foreign_keys: &[],
};

static NONE: Table = Table {
    name: "addressees_none",
    row: "nobody",
    title: Words { en: "Nobody", zh: "无" },
    description: Words { en: "A table with no row.", zh: "空表。" },
    role: TableRole::Data,
    columns: &[column("paragraph_id", ColumnKind::Text), column("position", ColumnKind::Int32)],
    primary_key: &["paragraph_id", "position"],
    nesting: Nesting::Apart,
    rows: BY_HAND,
    foreign_keys: &[],
};

const fn column(name: &'static str, kind: ColumnKind) -> Column {
    Column {
        name,
        kind,
        nullable: false,
        description: Words { en: "The words.", zh: "文字。" },
        codes: &[],
        default_code: None,
        searched: false,
        role: ColumnRole::Data,
    }
}
