//! `votes`: how each Member State voted on a document, one row each.

use super::codes::BALLOTS;
use super::ordinal;
use super::rows::Rows;
use super::schema::{Column, Int32, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::registry::Registry;
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "votes",
    row: "vote",
    title: Words::en("Votes").zh("表决"),
    description: Words {
        en: "How each Member State voted on a document, where that was recorded. It is said once for all languages; \
             document_id is that of documents.",
        zh: "记录表决中每个会员国对文件的投票情况。各语文版本只列一次；document_id与documents表相同。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("document_id", Text).en("The document.").zh("所属文件。"),
        Column::required("position", Int32)
            .en("Place among the votes on the document: 1, 2, 3 and so on.")
            .zh("在对该文件的各项投票中的次序：1、2、3，依此类推。"),
        Column::optional("member_state", Text)
            .en("The Member State, as its ISO 3166-1 code of three letters. Null where it is not known.")
            .zh("会员国，以ISO 3166-1三字母代码表示。不明时为空。"),
        Column::required("vote", Text).coded(BALLOTS).en("What it did.").zh("投票情况。"),
        Column::required("name", Text).en("Its name as printed.").zh("所印国名。"),
    ],
    primary_key: &["document_id", "position"],
    nesting: Nesting::Top,
    rows: RowSource::Works(rows),
    foreign_keys: &[],
};

/// One row per vote, in the order of the metadata of the first language version that has votes.
fn rows(work: &[Resolved<'_>], registry: &Registry, rows: &mut Rows) {
    let mut versions = work.iter().map(|document| document.normalized().metadata());
    let Some(metadata) = versions.find(|metadata| !metadata.votes.is_empty()) else { return };
    for (index, vote) in metadata.votes.iter().enumerate() {
        rows.add([metadata.document_id.as_str().into(), ordinal(index)], |row| {
            row.fill([registry.member_state(&vote.name).into(), vote.ballot.code().into(), vote.name.as_str().into()]);
        });
    }
}
