//! `document_lineage`: the older documents that a document continues, one row each.

use super::cell::Cell;
use super::keys::DOCUMENT_ID;
use super::ordinal;
use super::rows::Rows;
use super::schema::{Bool, Column, Int32, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::lineage::Lineage;
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "document_lineage",
    row: "document_predecessor",
    title: Words::en("Lineage of documents").zh("文件沿革"),
    description: Words {
        en: "The older documents that a document continues, one row each, for all languages together: those that its paragraphs \
             come from, and the resolutions and decisions that it recalls or reaffirms by its own words, in this dataset or \
             not. Formulas are not counted. document_id and predecessor_id are those of documents.",
        zh: "文件所沿袭的较早文件，各语文版本合计，每份一行：其段落所源自的文件，以及其文字所回顾或重申的决议和决定，不论是否载于本数据集。\
             套语不计在内。document_id和predecessor_id与documents表相同。",
    },
    role: TableRole::Data,
    columns: &[
        DOCUMENT_ID,
        Column::required("position", Int32)
            .en("Place among the older documents: 1, 2, 3 and so on, those with most of its paragraphs first.")
            .zh("在各较早文件中的次序：1、2、3，依此类推，所含段落最多者在前。"),
        Column::optional("predecessor_id", Text)
            .en("The older document. Null where it is not in this dataset.")
            .zh("较早文件。不在本数据集中时为空。"),
        Column::optional("predecessor_symbol", Text)
            .en("Symbol of the older document. Null where it has none.")
            .zh("较早文件的文号。没有时为空。"),
        Column::required("recalled", Bool)
            .en("Whether the document recalls or reaffirms it by its own words: Recalling its resolution 75/194.")
            .zh("文件是否以自身文字回顾或重申该文件，如“回顾其第75/194号决议”。"),
        Column::required("paragraphs_identical", Int32)
            .en("Paragraphs that have the same words as one of the older document, in each language in which they come from it.")
            .zh("与较早文件的段落文字相同的段落数，就所源自的各语文而言均相同。"),
        Column::required("paragraphs_revised", Int32)
            .en("Other paragraphs that come from the older document.")
            .zh("源自较早文件的其他段落数。"),
        Column::required("share_permille", Int32)
            .en("The share of the paragraphs of the document that come from the older one, in thousandths, rounded down.")
            .zh("源自较早文件的段落所占的比例，以千分数表示，舍去小数。"),
    ],
    primary_key: &["document_id", "position"],
    nesting: Nesting::Top,
    rows: RowSource::Lineage(rows),
    foreign_keys: &[],
};

/// One row per older document.
fn rows(work: &[Resolved<'_>], lineage: &Lineage<'_, '_>, rows: &mut Rows) {
    let [first, ..] = work else { return };
    let document_id = first.normalized().metadata().document_id.as_str();
    for (position, older) in lineage.of_document(first).iter().enumerate() {
        rows.add([document_id.into(), ordinal(position)], |row| {
            row.fill([
                older.document_id.into(),
                older.symbol.into(),
                Cell::Bool(older.recalled),
                older.identical.into(),
                older.revised.into(),
                older.share.into(),
            ]);
        });
    }
}
