//! `subjects`: what a document is about, as its metadata declares, one row per scheme and code.

use super::rows::Rows;
use super::schema::{Column, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::registry::Registry;
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "subjects",
    row: "subject",
    title: Words::en("Subjects").zh("主题"),
    description: Words {
        en: "What a document is about, as its metadata declares: one row per document, scheme and code. It is said once for \
             all languages; document_id is that of documents.",
        zh: "文件元数据所标明的主题：每份文件、每个主题体系和每个代码一行。各语文版本只列一次；document_id与documents表相同。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("document_id", Text).en("The document.").zh("所属文件。"),
        Column::required("scheme", Text)
            .en("The scheme of subjects, such as sdg, unbis or eurovoc.")
            .zh("主题体系，如sdg、unbis或eurovoc。"),
        Column::required("code", Text)
            .en("The code of the subject in its scheme; where it has none, the words.")
            .zh("主题在该体系中的代码；没有代码时为文字。"),
        Column::optional("label", Text)
            .en("The words of the subject. Null where the metadata gives none.")
            .zh("主题的文字。元数据未载时为空。"),
    ],
    primary_key: &["document_id", "scheme", "code"],
    nesting: Nesting::Top,
    rows: RowSource::Works(rows),
    foreign_keys: &[],
};

/// One row per subject, in the order of the metadata of the first language version that has subjects.
fn rows(work: &[Resolved<'_>], _: &Registry, rows: &mut Rows) {
    let mut versions = work.iter().map(|document| document.normalized().metadata());
    let Some(metadata) = versions.find(|metadata| !metadata.subjects.is_empty()) else { return };
    for subject in &metadata.subjects {
        let key = [metadata.document_id.as_str(), subject.scheme.as_str(), subject.code.as_str()];
        rows.add(key.map(|part| part.into()), |row| row.fill([subject.label.as_str().into()]));
    }
}
