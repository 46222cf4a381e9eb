//! Runs every folder of `tests/cases/versions`: one thing changes in the small project beside them, and all that the next release says of
//! it is compared.
//!
//! `case.toml` says what changes and, so that no rewriting of what is expected can hide it, how large the change is. What changes is
//! the source, the configuration or the registry, and the binary builds both releases; or the schema, which no release of one program
//! can change, and then the release before is compared with itself under other schemas.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use serde::Deserialize;
use unrecs_dataset::compare::{
    self, Between, Bump, Changes, Inputs, Marks, Show, changes_csv, ops_ndjson, readable, summary_json,
};
use unrecs_dataset::release::{OpenError, Opened, difference};
use unrecs_dataset::tables::arrow::role;
use unrecs_dataset::tables::schema::TableRole;

use crate::project::{Project, root};

/// `case.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// How large the change is.
    level: String,
    /// How many rows are corrected, and do not only move.
    corrected: Option<usize>,
    #[serde(default)]
    edits: Vec<Edit>,
    schema: Option<Altered>,
}

/// A text of a file of the project, and what stands in its place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    old: String,
    new: String,
}

/// A change of the schema.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Altered {
    table: String,
    column: Option<String>,
    becomes: Becomes,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Becomes {
    /// Another description of the column.
    Description(String),
    /// Another name of the column.
    Name(String),
    /// The column is new, behind all others, and has a value in every row.
    Added,
    /// The table holds provenance.
    Provenance,
}

/// The project with its first release, which every case begins with.
pub fn first() -> Project {
    let project = Project::copy_of(&cases().join("project"));
    build(&project, "2024-01-01T00:00:00Z");
    project
}

/// Every case with its folder, by name.
pub fn all() -> Vec<(PathBuf, Case)> {
    let mut folders: Vec<PathBuf> = fs::read_dir(cases()).unwrap().map(|folder| folder.unwrap().path()).collect();
    folders.retain(|folder| folder.join("case.toml").exists());
    folders.sort();
    let read = |folder: PathBuf| {
        let text = fs::read_to_string(folder.join("case.toml")).unwrap();
        let case = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        (folder, case)
    };
    folders.into_iter().map(read).collect()
}

fn cases() -> PathBuf {
    root().join("tests/cases/versions")
}

impl Case {
    /// The texts that the case comes to in a copy of the project, by the names of their files.
    pub fn run(&self, first: &Project, name: &str) -> BTreeMap<String, Vec<u8>> {
        let project = Project::copy_of(&first.path(""));
        let output = project.path("output");
        let before = Opened::named("1.0.0", &output).unwrap();
        let (changes, version, mut files) = match &self.schema {
            Some(altered) => {
                let changes = compare::compare(&before, &altered.version(&before), &Inputs::default()).unwrap();
                let version = changes.bump().next(&before.manifest().version).unwrap().to_string();
                (changes, version, BTreeMap::new())
            }
            None => {
                self.edits.iter().for_each(|edit| project.replace(&edit.file, &edit.old, &edit.new));
                build(&project, "2024-02-01T00:00:00Z");
                let version = project.json("output/latest.json")["version"].as_str().unwrap().to_owned();
                let after = Opened::named(&version, &output).unwrap();
                let changelog = fs::read(after.directory().join("CHANGELOG.md")).unwrap();
                let files = BTreeMap::from([("CHANGELOG.md".to_owned(), changelog)]);
                let changes = difference(&before, &after).unwrap();
                has_published(&after, &changes);
                replays(&before, &after);
                (changes, version, files)
            }
        };
        self.holds(name, &changes);
        let between = Between { from: "1.0.0", to: &version };
        let show = Show { rows: 20, marks: Marks::Brackets };
        files.extend([
            ("changes.csv".to_owned(), changes_csv(&changes)),
            ("diff.txt".to_owned(), readable(&changes, between, show).into_bytes()),
            ("ops.ndjson".to_owned(), ops_ndjson(&changes)),
            ("summary.json".to_owned(), summary_json(&changes, between)),
        ]);
        files
    }

    fn holds(&self, name: &str, changes: &Changes) {
        let level = Bump::ALL.into_iter().find(|level| level.code() == self.level);
        assert_eq!(Some(changes.bump()), level, "{name}: {:?}", compare::reasons(changes));
        if let Some(corrected) = self.corrected {
            assert_eq!(compare::Counts::of(&changes.tables).corrected, corrected, "{name}");
        }
    }
}

/// Builds at a time.
fn build(project: &Project, released_at: &str) {
    let ended = project.run(&["build", "--released-at", released_at]);
    assert_eq!(ended.code, Some(0), "{}{}", ended.stdout, ended.stderr);
}

/// What travels with the release is what a comparison of the two says.
fn has_published(release: &Opened, changes: &Changes) {
    let published = |name: &str| fs::read(release.directory().join("changes").join(name)).unwrap();
    let to = release.manifest().version.to_string();
    assert_eq!(published("summary.json"), summary_json(changes, Between { from: "1.0.0", to: &to }));
    assert_eq!(published("ops.ndjson"), ops_ndjson(changes));
    assert_eq!(published("changes.csv"), changes_csv(changes));
}

/// The operations, done to the rows of the release before, give those of the release after.
fn replays(before: &Opened, after: &Opened) {
    let ops = fs::read(after.directory().join("changes/ops.ndjson")).unwrap();
    let (before, after) = (rows(before), rows(after));
    // Of views and provenance no rows are told.
    let is_data = |table: &compare::TableRows| role(&table.schema) == Some(TableRole::Data);
    let (before, after): (Vec<_>, Vec<_>) =
        (before.into_iter().filter(is_data).collect(), after.into_iter().filter(is_data).collect());
    let schemas: Vec<SchemaRef> = after.iter().map(|table| table.schema.clone()).collect();
    let replayed = compare::replay_all(&before, &schemas, &ops).unwrap();
    let left = compare::compare::<compare::CompareError>(&replayed, &after, &Inputs::default()).unwrap();
    // Operations tell no order.
    assert!(left.ops().next().is_none() && left.schema.is_empty(), "{:?}", compare::reasons(&left));
}

fn rows(release: &Opened) -> Vec<compare::TableRows> {
    let table = |schema: &SchemaRef| {
        let mut batches = Vec::new();
        let mut take = |batch: &RecordBatch| {
            batches.push(batch.clone());
            Ok(())
        };
        compare::Version::<OpenError>::rows(release, &schema.metadata()["table"], &mut take).unwrap();
        compare::TableRows { schema: schema.clone(), batches }
    };
    release.schemas().iter().map(table).collect()
}

impl Altered {
    /// The rows of a release under the schema that a later program might have.
    fn version(&self, release: &Opened) -> Vec<compare::TableRows> {
        let mut tables = rows(release);
        let table = tables.iter_mut().find(|table| table.schema.metadata()["table"] == self.table).unwrap();
        table.schema = Arc::new(self.schema(&table.schema));
        for batch in &mut table.batches {
            let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
            if matches!(self.becomes, Becomes::Added) {
                columns.push(Arc::new(StringArray::from_iter_values((0..batch.num_rows()).map(|row| row.to_string()))));
            }
            *batch = RecordBatch::try_new(table.schema.clone(), columns).unwrap();
        }
        tables
    }

    fn schema(&self, schema: &Schema) -> Schema {
        let mut metadata = schema.metadata().clone();
        let mut fields: Vec<Field> = schema.fields().iter().map(|field| (**field).clone()).collect();
        let column = self.column.clone().unwrap_or_default();
        let place = fields.iter().position(|field| *field.name() == column);
        match &self.becomes {
            Becomes::Description(words) => {
                let field = &mut fields[place.unwrap()];
                let mut words_of = field.metadata().clone();
                words_of.insert("description".to_owned(), words.clone());
                field.set_metadata(words_of);
            }
            Becomes::Name(name) => fields[place.unwrap()].set_name(name),
            Becomes::Added => fields.push(Field::new(column, DataType::Utf8, true)),
            Becomes::Provenance => {
                metadata.insert("holds".to_owned(), "provenance".to_owned());
            }
        }
        Schema::new_with_metadata(fields, metadata)
    }
}
