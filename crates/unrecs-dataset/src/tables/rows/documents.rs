//! The rows of `documents`.

use arrow_array::RecordBatch;

use super::{build, offset, read};
use crate::tables::batches::Cell;
use crate::tables::codes;
use crate::tables::schema::TableSchema;
use unrecs_text::resolve::Resolved;

/// One row per document, in the order of the run.
pub(super) fn rows(table: &TableSchema, documents: &[Resolved<'_>]) -> Vec<RecordBatch> {
    build(table, documents, |batches, document| {
        let (facts, source) = (document.normalized().facts(), document.normalized().source());
        let (symbol, origin) = facts.symbol.as_ref().map(|(symbol, origin)| (symbol.as_str(), *origin)).unzip();
        let session = read(&facts.session_dates);
        let digest = source.digest().to_string();
        batches.push([
            facts.document_id.as_str().into(),
            facts.body_id.as_str().into(),
            symbol.into(),
            origin.map(codes::symbol_origin).into(),
            facts.title.as_deref().into(),
            facts.subtitle.as_deref().into(),
            facts.language.into(),
            facts.original_language.into(),
            facts.distribution.as_deref().into(),
            read(&facts.issued_on).into(),
            facts.conference.as_deref().into(),
            facts.session_place.as_deref().into(),
            session.map(|dates| dates.start).into(),
            session.map(|dates| dates.end).into(),
            facts.agenda_item.map_or(Cell::Null, Cell::Int32),
            facts.agenda_title.as_deref().into(),
            source.path().into(),
            digest.as_str().into(),
            offset(source.text().len()),
            media_type(source.path()).into(),
        ]);
    })
}

/// By the extension alone: the content of Markdown and of plain text looks the same.
fn media_type(path: &str) -> &'static str {
    let is_markdown = path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"));
    if is_markdown { "text/markdown" } else { "text/plain" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides_the_media_type() {
        assert_eq!(media_type("input/documents/a.md"), "text/markdown");
        assert_eq!(media_type("A.MD"), "text/markdown");
        assert_eq!(media_type("input/documents/a.txt"), "text/plain");
        assert_eq!(media_type("md"), "text/plain");
    }
}
