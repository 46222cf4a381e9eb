//! `changes/`: replayed on the release before, the operations give this release, and the summaries say what they do.

use crate::layout::{CHANGES, MANIFEST, OPS, SUMMARY, table_schema};
use crate::tables::arrow::{column_role, role, table_name};
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use serde_json::Value;

use super::disk::Disk;
use super::files;
use super::loaded_release::LoadedRelease;
use super::manifest::Claims;
use super::places::Choose;
use super::pointers::first_line;
use super::report_log::{Check, Log, Place};
use super::tables::digest;
use crate::compare::{
    self, Between, Bump, CHANGES_VERSION, Changes, Op, OpsError, TableChanges, TableOps, TableRows, changes_csv,
    summary_json,
};
use crate::readback;
use crate::release::{Entry, History};
use crate::tables::schema::{ColumnRole, TableRole};
use unrecs_text::value::Digest;

/// Where the release before is looked for.
pub(super) struct Chain<'a> {
    pub(super) output: &'a Path,
    pub(super) history: &'a History,
    /// This release.
    pub(super) entry: &'a Entry,
}

/// Checks the changes of a release; without a chain only what needs no other release.
pub(super) fn check(release: &LoadedRelease<'_>, chain: Option<&Chain<'_>>, choose: Choose<'_>, log: &mut Log) {
    let claims = release.claims;
    let mut differ = |problem: String| log.differ(Check::Changes, Place::file(MANIFEST), problem);
    let Some(previous) = &claims.previous else {
        if let Some(bump) = &claims.bump {
            differ(format!("found the bump {bump:?}; expected null, as there is no release before"));
        }
        if let Some(file) = claims.files.iter().find(|file| file.path.starts_with("changes/")) {
            differ(format!("found {:?}; expected no changes, as there is no release before", file.path));
        }
        log.looked(Check::Changes, "beginnings", 1);
        return;
    };
    let bump = Bump::ALL.into_iter().find(|bump| Some(bump.code()) == claims.bump.as_deref());
    let Some(bump) = bump.filter(|bump| *bump != Bump::None) else {
        let found = claims.bump.as_ref().map_or("null".to_owned(), |bump| format!("{bump:?}"));
        return differ(format!("found the bump {found}; expected patch, minor or major"));
    };
    let Some(chain) = chain else {
        return log.missed(Check::Changes, format!("the release before, {previous}, is not at hand"));
    };
    let earlier: Vec<&Entry> = chain.history.entries().iter().take_while(|entry| *entry != chain.entry).collect();
    let highest = earlier.iter().map(|entry| &entry.version).max();
    if let Some(expected) = highest.and_then(|highest| bump.next(highest)).filter(|version| *version != claims.version)
    {
        differ(format!("found version {}; expected {expected}, which follows from {}", claims.version, bump.code()));
    }
    let Some(before) = earlier.into_iter().find(|entry| entry.version.to_string() == *previous) else {
        return differ(format!("found {previous:?} as the version before; no earlier release has it"));
    };
    match Before::open(chain.output, before) {
        Ok(before) if before.claims.schema_version != claims.schema_version => {
            if bump != Bump::Major {
                let (was, is) = (before.claims.schema_version, claims.schema_version);
                let found = bump.code();
                let problem = format!("found the bump {found}; expected major, as schema {is} follows on schema {was}");
                log.differ(Check::Changes, Place::file(MANIFEST), problem);
            }
            log.missed(Check::Changes, format!("the release before is in schema {}", before.claims.schema_version));
        }
        Ok(before) => replayed(&Step { before: &before.release(), after: release, choose, bump }, log),
        Err(problem) => {
            let problem = format!("the changes cannot be replayed, as the release before is not whole: {problem}");
            differ(problem);
        }
    }
}

/// The release before.
struct Before {
    disk: Disk,
    claims: Claims,
    schemas: Vec<SchemaRef>,
}

impl Before {
    /// Opens it, as far as the pointers vouch for it.
    fn open(output: &Path, entry: &Entry) -> Result<Self, String> {
        let name = entry.path();
        let known = Disk::beside(output).is_ok_and(|output| output.directories().any(|directory| directory == name));
        if !known {
            return Err(format!("{name} is no directory"));
        }
        let disk = Disk::list(&output.join(name)).map_err(|error| format!("cannot read {name}: {error}"))?;
        let mut log = Log::default();
        let read = Claims::read(&disk, &mut log);
        let read = read.filter(|(_, digest)| *digest == entry.manifest_sha256);
        let (claims, _) = read.ok_or_else(|| format!("{name}/{MANIFEST} is not the one that was published"))?;
        let schema = |table: &str| {
            let path = table_schema(table);
            right(&disk, &claims, &path)?;
            let bytes = disk.bytes(&path).map_err(|error| format!("cannot read {path}: {error}"))?;
            readback::schema_of(&bytes).map_err(|error| format!("cannot make sense of {path}: {error}"))
        };
        let schemas = claims.tables.iter().map(|table| schema(&table.name)).collect::<Result<_, _>>()?;
        Ok(Self { disk, claims, schemas })
    }

    fn release(&self) -> LoadedRelease<'_> {
        LoadedRelease {
            disk: &self.disk,
            claims: &self.claims,
            schemas: self.schemas.iter().cloned().map(Some).collect(),
            program: None,
        }
    }
}

/// Whether a file is the one that was published.
fn right(disk: &Disk, claims: &Claims, path: &str) -> Result<(), String> {
    let claim = claims.file(path).ok_or_else(|| format!("{MANIFEST} does not list {path}"))?;
    match files::of_file(disk, claim).differences.first() {
        Some(difference) => Err(difference.to_string()),
        None => Ok(()),
    }
}

/// From the release before to this one.
struct Step<'r> {
    before: &'r LoadedRelease<'r>,
    after: &'r LoadedRelease<'r>,
    /// Which file of a table of this one counts.
    choose: Choose<'r>,
    /// As the manifest of this one has it.
    bump: Bump,
}

fn replayed(step: &Step<'_>, log: &mut Log) {
    let Step { before, after: release, .. } = step;
    let Some(after) = release.schemas.iter().cloned().collect::<Option<Vec<SchemaRef>>>() else {
        return log.missed(Check::Changes, "not all tables have a schema");
    };
    let schemas: Vec<SchemaRef> = before.schemas.iter().flatten().cloned().collect();
    let Some(Ok(bytes)) = release.disk.size(OPS).map(|_| release.disk.bytes(OPS)) else {
        return log.missed(Check::Changes, format!("{OPS} cannot be read"));
    };
    let ops = match compare::parse_ops(&bytes, schemas, after.clone()) {
        Ok(ops) => ops,
        Err(OpsError::Line { line, what }) => {
            return log.differ(Check::Changes, Place::file(OPS).line(line as u64), what);
        }
        Err(error) => return log.differ(Check::Changes, Place::file(OPS), error.to_string()),
    };
    let of_data = |schema: &SchemaRef| role(schema) == Some(TableRole::Data);
    for (table, schema) in release.claims.tables.iter().zip(&after).filter(|(_, schema)| of_data(schema)) {
        let own = ops.iter().find(|ops| ops.table == table.name).map_or(&[][..], |ops| ops.ops.as_slice());
        of_table(step, &TableUpdate { name: &table.name, schema, ops: own }, log);
    }
    let changes = changes(step, &after, ops);
    summaries(step, &changes, log);
    log.looked(Check::Changes, "operations", changes.ops().count() as u64);
}

/// The operations on a table, and its schema after them.
struct TableUpdate<'o> {
    name: &'o str,
    schema: &'o SchemaRef,
    ops: &'o [Op],
}

/// Replays the operations of one table, which is in memory for that.
fn of_table(Step { before, after, choose, .. }: &Step<'_>, update: &TableUpdate<'_>, log: &mut Log) {
    let TableUpdate { name, schema, ops } = *update;
    let claim = |release: &LoadedRelease<'_>| release.claims.table(name).map(|table| table.content_sha256);
    let (was, is) = (claim(before), claim(after));
    log.looked(Check::Changes, "tables", 1);
    // Without an operation the same rows of the same columns are the same.
    let same_columns = before.schema(name).is_some_and(|old| old.fields() == schema.fields());
    if ops.is_empty() && was == is && same_columns {
        return;
    }
    if before.schema(name).is_some() && before.claims.data_of(name).is_empty() {
        return log
            .missed(Check::Changes, format!("the rows of {name} in the release before have no file of their own"));
    }
    let mut differ = |problem: String| log.differ(Check::Changes, Place::file(OPS), problem);
    let rows = match before.schema(name).map(|schema| in_memory(before, name, schema)) {
        None => None,
        Some(Ok(rows)) => Some(rows),
        Some(Err(problem)) => {
            return differ(format!("{name} cannot be replayed, as the release before is not whole: {problem}"));
        }
    };
    let replay = || {
        let replayed = compare::replay(rows.as_ref(), schema.clone(), ops).map_err(|error| error.to_string())?;
        without_order(schema, replayed)
    };
    let expected = || {
        let data = choose(name).ok_or_else(|| format!("{name} has no file of its own"))?;
        without_order(schema, after.rows(&data, schema).map_err(|error| error.to_string())?)
    };
    match replay().and_then(|found| Ok((found, expected()?))) {
        Ok((digest, expected)) if digest == expected => {}
        Ok((digest, expected)) => {
            differ(format!(
                "replayed on the release before, {name} has the content digest {digest}; expected {expected}"
            ));
        }
        Err(problem) => differ(format!("cannot be replayed on {name}: {problem}")),
    }
}

/// The content digest of rows without the columns of their order, which operations do not tell.
fn without_order<E: std::fmt::Display>(
    schema: &SchemaRef,
    batches: impl Iterator<Item = Result<RecordBatch, E>>,
) -> Result<Digest, String> {
    let fields = schema.fields().iter().enumerate();
    let compared = fields.filter(|(_, field)| column_role(field) != ColumnRole::Order);
    let compared: Vec<usize> = compared.map(|(column, _)| column).collect();
    let projected = schema.project(&compared).map_err(|error| error.to_string())?;
    let mut content = digest(&projected).map_err(|error| error.to_string())?;
    for batch in batches {
        let batch = batch.map_err(|error| error.to_string())?;
        let batch = batch.project(&compared).map_err(|error| error.to_string())?;
        content.add(&batch).map_err(|error| error.to_string())?;
    }
    content.finish().map_err(|error| error.to_string())
}

fn in_memory(before: &LoadedRelease<'_>, name: &str, schema: &SchemaRef) -> Result<TableRows, String> {
    let data = before.data_of(name).into_iter().next().ok_or_else(|| format!("{name} has no file of its own"))?;
    right(before.disk, before.claims, &data.path)?;
    let batches = before.rows(&data, schema).and_then(Iterator::collect).map_err(|error| error.to_string())?;
    Ok(TableRows { schema: schema.clone(), batches })
}

/// The operations with what the two manifests say of the tables: those after in their order, then those that are gone.
fn changes(Step { before, after: release, .. }: &Step<'_>, after: &[SchemaRef], mut ops: Vec<TableOps>) -> Changes {
    let rows = |release: &LoadedRelease<'_>, name: &str| {
        let claim = release.claims.table(name)?;
        usize::try_from(claim.rows).ok()
    };
    let name = |schema: &SchemaRef| table_name(schema).to_owned();
    let names: Vec<String> = after.iter().map(name).collect();
    let gone = before.schemas.iter().flatten().filter(|schema| !names.contains(&name(schema)));
    let digest = |release: &LoadedRelease<'_>, name: &str| release.claims.table(name).map(|table| table.content_sha256);
    let table = |schema: &SchemaRef| {
        let table = name(schema);
        let own = ops.iter().position(|ops| ops.table == table);
        let is = after.iter().find(|schema| name(schema) == table);
        let changes = TableChanges::of_schemas(before.schema(&table), is).ok()?;
        let both = is.is_some() && before.schema(&table).is_some();
        Some(TableChanges {
            rows_before: rows(before, &table),
            rows_after: rows(release, &table),
            provenance_changed: both
                && changes.holds == TableRole::Provenance
                && digest(before, &table) != digest(release, &table),
            ops: own.map_or_else(Vec::new, |index| ops.swap_remove(index).ops),
            ..changes
        })
    };
    Changes { tables: after.iter().chain(gone).filter_map(table).collect(), ..Changes::default() }
}

/// Compares `changes.csv` and `summary.json` with the operations.
fn summaries(step: &Step<'_>, changes: &Changes, log: &mut Log) {
    let Step { before, after: release, bump, .. } = *step;
    let bytes = |path: &str| release.disk.size(path).and_then(|_| release.disk.bytes(path).ok());
    if let Some(found) = bytes(CHANGES) {
        if let Some((line, problem)) = first_line(&found, &changes_csv(changes)) {
            log.differ(Check::Changes, Place::file(CHANGES).line(line), format!("{problem}, as {OPS} has"));
        }
        log.looked(Check::Changes, "files", 1);
    }
    if changes.bump() > bump {
        let problem =
            format!("found the bump {}; expected {} at least, as {OPS} has", bump.code(), changes.bump().code());
        log.differ(Check::Changes, Place::file(MANIFEST), problem);
    }
    let Some(found) = bytes(SUMMARY) else { return };
    let mut differ = |problem: String| log.differ(Check::Changes, Place::file(SUMMARY), problem);
    let found: Value = match serde_json::from_slice(&found) {
        Ok(found) => found,
        Err(error) => return differ(format!("cannot make sense of it: {error}")),
    };
    if found["changes_version"] != CHANGES_VERSION {
        return log.missed(Check::Changes, format!("{SUMMARY} has a form that is not known"));
    }
    let (from, to) = (before.claims.version.to_string(), release.claims.version.to_string());
    let expected = summary_json(changes, Between { from: &from, to: &to });
    let expected: Value = serde_json::from_slice(&expected).unwrap_or_default();
    for name in ["from", "to", "rows"].into_iter().filter(|name| found[*name] != expected[*name]) {
        differ(format!("found {} as {name}; expected {}, as the operations have", found[name], expected[name]));
    }
    if found["bump"] != bump.code() {
        differ(format!("found the bump {}; expected {:?}, as {MANIFEST} has", found["bump"], bump.code()));
    }
    let tables = |summary: &Value| summary["tables"].as_array().cloned().unwrap_or_default();
    let (found, expected) = (tables(&found), tables(&expected));
    for at in (0..found.len().max(expected.len())).filter(|&at| found.get(at) != expected.get(at)) {
        let (found, expected) = (found.get(at).unwrap_or(&Value::Null), expected.get(at).unwrap_or(&Value::Null));
        let members = expected.as_object().or(found.as_object()).into_iter().flat_map(|table| table.keys());
        let name = members.into_iter().find(|name| found[name.as_str()] != expected[name.as_str()]);
        let name = name.map_or("table", String::as_str);
        differ(format!("tables[{at}]: found {} as {name}; expected {}", found[name], expected[name]));
    }
    log.looked(Check::Changes, "files", 1);
}
