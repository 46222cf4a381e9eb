//! One release: the checks in their order, as many at once as do not need each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::disk::Disk;
use super::loaded_release::LoadedRelease;
use super::manifest::{Claims, DataClaim, NestedClaim, TableClaim};
use super::nested::Seen;
use super::pointers::Output;
use super::report::Part;
use super::report_log::{Check, Log};
use super::tables::{Table, TableSeen};
use super::{
    Against, akn, changes, descriptions, files, nested, pages, places, pointers, provenance, schemas, tables, yanked,
};
use crate::describe::AMONG_DATA;
use crate::export::SCHEMA_VERSION;
use crate::layout;
use crate::release::Entry;
use unrecs_text::value::counted;

/// What the pointers of an output directory say of a release.
#[derive(Clone, Copy)]
pub(super) struct Pointed<'a> {
    pub(super) output: &'a Output,
    pub(super) entry: &'a Entry,
}

/// Verifies the release in a directory that was listed; where it is pointed to, also what the pointers say, and the changes since
/// the release before.
pub(super) fn verify(disk: &Disk, pointed: Option<Pointed<'_>>, against: Against<'_>) -> Part {
    let mut log = Log::default();
    let mut part = Part::of_release(disk.root());
    part.yanked = pointed.and_then(|pointed| yanked(&pointed.entry.status));
    part.version = pointed.map(|pointed| pointed.entry.version.to_string());
    let Some(claims) = claims(disk, pointed, &mut log) else { return part.with(log) };
    part.version = Some(claims.version.to_string());
    if claims.schema_version != SCHEMA_VERSION {
        log.merge(files::digests(disk, &claims));
        let why = format!("it is in schema {}; a program of that schema knows more of it", claims.schema_version);
        [Check::Schemas, Check::Rows, Check::Changes].into_iter().for_each(|check| log.missed(check, why.clone()));
        return part.with(log);
    }
    let schemas = schemas::read(disk, &claims, &mut log);
    let release = LoadedRelease { disk, claims: &claims, schemas, program: Some(against.program) };
    let (digests, (rows, of_rows)) = rayon::join(|| files::digests(disk, &claims), || rows(&release, against.sources));
    log.merge(digests);
    log.merge(of_rows);
    part.tables = rows.seen;
    provenance::check(disk, &claims, &mut log);
    let history = pointed.and_then(|pointed| Some((pointed, pointed.output.history.as_ref()?)));
    let chain = history.map(|(Pointed { output, entry }, history)| changes::Chain {
        output: output.disk.root(),
        history,
        entry,
    });
    changes::check(&release, chain.as_ref(), &|table| rows.right.get(table).cloned(), &mut log);
    part.with(log)
}

/// What can be said without reading the files that the manifest lists; none where it cannot be understood.
pub(super) fn claims(disk: &Disk, pointed: Option<Pointed<'_>>, log: &mut Log) -> Option<Claims> {
    if pointed.is_none() {
        log.missed(Check::Pointers, "no versions.json beside the release names it");
    }
    let (claims, digest) = Claims::read(disk, log)?;
    claims.check(log);
    if let Some(pointed) = pointed {
        pointers::of_release(pointed.entry, &claims, digest, log);
    }
    files::present(disk, &claims, log);
    let known = pointed.map(|pointed| pointed.entry.manifest_sha256);
    files::checksums(disk, &claims, files::ManifestDigests { found: digest, known }, log);
    Some(claims)
}

/// What was read of all rows.
struct Rows {
    seen: Vec<TableSeen>,
    /// The file of each table whose rows count.
    right: BTreeMap<String, DataClaim>,
}

/// Everything that is about rows.
fn rows(release: &LoadedRelease<'_>, sources: &Path) -> (Rows, Log) {
    let mut log = Log::default();
    let first = |table: &str| release.data_of(table).into_iter().next();
    let read_tables = || {
        let mut log = Log::default();
        (tables::read(release, &mut log), log)
    };
    let read_nested = || {
        let claims = release.claims.nested().filter(|claim| release.disk.size(claim.path).is_some());
        let claims: Vec<NestedClaim<'_>> = claims.collect();
        let read = |claim: &NestedClaim<'_>| {
            let mut log = Log::default();
            (nested::read(release, claim, &mut log), log)
        };
        let (seen, logs): (Vec<Seen>, Vec<Log>) = claims.par_iter().map(read).unzip();
        let mut log = Log::default();
        logs.into_iter().for_each(|one| log.merge(one));
        (seen, log)
    };
    let ((tables, of_tables), ((nested, of_nested), mut of_places)) =
        rayon::join(read_tables, || rayon::join(read_nested, || places::check(release, &first, sources)));
    // Where the first file of a table is wrong and another is right, places count in that one.
    let right: BTreeMap<&str, &Table> = tables.iter().map(|table| (table.seen.name.as_str(), table)).collect();
    if tables.iter().any(|table| first(&table.seen.name).is_some_and(|data| data.path != table.data.path)) {
        let choose = |table: &str| right.get(table).map(|table| table.data.clone()).or_else(|| first(table));
        of_places = places::check(release, &choose, sources);
    }
    [of_tables, of_nested, of_places].into_iter().for_each(|found| log.merge(found));
    tables::check_promises(release, &tables, &mut log);
    if let Some(documents) = tables.iter().find(|table| table.seen.name == "documents") {
        provenance::documents(release, &documents.data, &mut log);
    }
    let choose = |table: &str| right.get(table).map(|table| table.data.clone());
    descriptions::check(release, &choose, &mut log);
    let mut looked_at = akn::check(release, &choose, &mut log);
    looked_at.extend(pages::check(release, &choose, &mut log));
    unknown_formats(release.claims, &looked_at, &mut log);
    let right = tables.iter().map(|table| (table.seen.name.clone(), table.data.clone())).collect();
    (Rows { seen: seen(release, tables, nested), right }, log)
}

/// What was read of each table, those of the nested file among it.
fn seen(release: &LoadedRelease<'_>, tables: Vec<Table>, mut nested: Vec<Seen>) -> Vec<TableSeen> {
    let mut known: BTreeMap<String, TableSeen> =
        tables.into_iter().map(|table| (table.seen.name.clone(), table.seen)).collect();
    let table = |claim: &TableClaim| {
        let mut seen = known.remove(&claim.name).unwrap_or_else(|| TableSeen {
            name: claim.name.clone(),
            rows: claim.rows,
            content_sha256: claim.content_sha256,
            files: Vec::new(),
        });
        seen.files.extend(nested.iter_mut().filter_map(|seen| seen.remove(&claim.name)));
        seen
    };
    release.claims.tables.iter().map(table).collect()
}

/// Says which files of data were looked at by their digests alone.
fn unknown_formats(claims: &Claims, looked_at: &BTreeSet<String>, log: &mut Log) {
    let read = claims.tables.iter().flat_map(|table| claims.data_of(&table.name)).map(|data| data.path);
    let read = read.chain(looked_at.iter().cloned());
    let nested = claims.nested().flat_map(|claim| claim.files.into_iter().map(|(path, _)| path));
    let read: BTreeSet<String> = read.chain(nested.map(str::to_owned)).collect();
    let mut files: BTreeMap<&str, u64> = BTreeMap::new();
    for file in claims.files.iter().filter(|file| !read.contains(&file.path) && file.path != AMONG_DATA) {
        if let Some(format) = layout::format_of(&file.path) {
            *files.entry(format).or_default() += 1;
        }
    }
    for (format, count) in files {
        let files = counted(count as usize, "file");
        log.missed(Check::Rows, format!("{files} of the format {format}, looked at by digest alone"));
    }
}
