//! What a release in the making is, for those who describe it.

use std::convert::Infallible;

use super::data::Data;
use super::verdict::Next;
use crate::describe::{self, Counted, DAYS, Document, File, Limits, Release};
use crate::export::SmallFile;
use crate::release::Plan;
use crate::tables::{Cell, Tables, Values};
use unrecs_text::finding::Severity;
use unrecs_text::normalize::Normalized;
use unrecs_text::resolve::{Resolved, Status};
use unrecs_text::value::{Date, date_of_days};

/// The descriptions of a release of which everything else is written, but for its manifest.
pub(crate) fn contents(plan: &Plan<'_>, next: &Next, data: &Data) -> Vec<SmallFile> {
    let (tables, documents, reason) = (tables(plan, data), documents(plan), next.reason());
    let files = data.files.iter().map(|entry| File {
        path: &entry.path,
        media_type: &entry.media_type,
        bytes: entry.bytes,
        sha256: &entry.sha256,
        content: describe::content_of(&entry.path, &tables, &documents),
    });
    let mut files: Vec<File<'_>> = files.collect();
    files.sort_by_key(|file| file.path);
    let release = Release {
        dataset: plan.dataset,
        version: &next.version,
        previous: next.since.as_ref().map(|since| &since.version),
        reason: &reason,
        released_at: plan.released_at,
        generator: (&plan.origins.generator.name, &plan.origins.generator.version),
        content_sha256: data.content_sha256(),
        formats: plan.formats,
        tables,
        files,
        documents,
        period: period(plan.tables),
        limits: limits(plan),
    };
    describe::describe(&release)
}

fn tables(plan: &Plan<'_>, data: &Data) -> Vec<Counted> {
    let counted = plan.tables.iter().zip(&data.digests);
    counted
        .map(|(table, (_, digest))| Counted { schema: table.table(), rows: table.rows(), content_sha256: *digest })
        .collect()
}

fn documents<'a>(plan: &Plan<'a>) -> Vec<Document<'a>> {
    let document = |document: &'a Normalized| {
        let (metadata, source) = (document.metadata(), document.source());
        Document {
            document_id: &metadata.document_id,
            title: metadata.title.as_deref(),
            symbol: metadata.symbol.as_ref().map(|(symbol, _)| symbol.as_str()),
            language: metadata.language,
            source_path: source.path(),
            source_sha256: source.digest(),
            source_bytes: source.bytes(),
        }
    };
    plan.validated.documents().iter().map(Resolved::normalized).map(document).collect()
}

/// From the first day of all to the last.
fn period(tables: &Tables<'_>) -> Option<(Date, Date)> {
    let mut days: Option<(i32, i32)> = None;
    for (table, column) in DAYS {
        let Ok(()) = tables.for_each_batch(table, |batch| {
            let values = Values::named(batch, column);
            for row in 0..batch.num_rows() {
                let Some(Cell::Date(day)) = values.map(|values| values.cell(row)) else { continue };
                let (first, last) = days.unwrap_or((day, day));
                days = Some((first.min(day), last.max(day)));
            }
            Ok::<(), Infallible>(())
        });
    }
    let (first, last) = days?;
    Some((date_of_days(first)?, date_of_days(last)?))
}

fn limits(plan: &Plan<'_>) -> Limits {
    let coverage = plan.validated.coverage();
    Limits {
        references: Status::ALL.iter().map(|&status| (status.code(), coverage.count(status))).collect(),
        findings: Severity::ALL.map(|severity| (severity.word(), plan.validated.count(severity))).into(),
    }
}
