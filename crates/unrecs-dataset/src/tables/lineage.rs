//! `lineage`: the older paragraphs that the words of a paragraph come from, one row each.

use super::cell::Cell;
use super::keys::{LANGUAGE, PARAGRAPH_ID};
use super::rows::Rows;
use super::schema::{
    Bool, Code, Column, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words,
};
use super::{language, ordinal};
use unrecs_text::lineage::Lineage;
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "lineage",
    row: "predecessor",
    title: Words::en("Lineage").zh("文字沿革"),
    description: Words {
        en: "The older paragraphs that the words of a paragraph come from, one row each and language. Older is what was adopted, \
             else issued, on an earlier day; a document without a date has no rows. A paragraph has several rows where it was \
             merged from several. A chain can be followed from row to row. Footnotes and tables are not compared.",
        zh: "段落文字所源自的较早段落，每个段落的每种语文一行。较早指通过日期（无通过日期时为印发日期）在前；无日期的文件没有行。\
             由几个段落合并而成的段落有数行。可逐行追溯。脚注和表格不作比较。",
    },
    role: TableRole::Data,
    columns: &[
        PARAGRAPH_ID,
        LANGUAGE,
        Column::required("position", Int32)
            .en("Place among the older paragraphs: 1, 2, 3 and so on, the most similar first.")
            .zh("在各较早段落中的次序：1、2、3，依此类推，最相似者在前。"),
        Column::required("predecessor_id", Text)
            .en("The older paragraph; key of paragraphs.")
            .zh("较早段落；paragraphs表的键。"),
        Column::required("relation", Text)
            .coded(RELATIONS)
            .en("How the paragraph came from the older one.")
            .zh("该段与较早段落的关系。"),
        Column::required("similarity_permille", Int32)
            .en("How similar the two are, in thousandths, rounded down: twice the number of words that both have in the same order, \
                 to the number of words of both. 1000 for the same words alone.")
            .zh("两段的相似度，以千分数表示，舍去小数：两段顺序相同的共有词数乘以二，除以两段总词数。仅文字相同时为1000。"),
        Column::required("words_added", Int32)
            .en("Words that the older paragraph lacks. In Chinese each character is a word.")
            .zh("较早段落所没有的词数。中文以一字为一词。"),
        Column::required("words_removed", Int32)
            .en("Words of the older paragraph that this one lacks.")
            .zh("较早段落有而该段没有的词数。"),
        Column::required("formula", Bool)
            .en("Whether the words are a formula: they, or those of the older paragraph, begin in at least four documents of which \
                 none continues another that had them before.")
            .zh("是否为套语：该段或较早段落的文字出现于至少四份文件，且其中没有一份沿袭先前已有该文字的另一份文件。"),
    ],
    primary_key: &["paragraph_id", "language", "position"],
    nesting: Nesting::Within(&[List::new("lineage", "paragraphs", "paragraph_id", Layout::Inline).in_language()]),
    rows: RowSource::Lineage(rows),
    foreign_keys: &[
        ForeignKey::new("paragraph_id", "paragraphs", "paragraph_id").in_language(),
        ForeignKey::new("predecessor_id", "paragraphs", "paragraph_id").in_language(),
    ],
};

static RELATIONS: &[Code] = &[
    Code::new("identical")
        .en("It has the same words; case, spaces and punctuation aside.")
        .zh("文字相同，大小写、空格和标点除外。"),
    Code::new("revised")
        .en("It has most of its words, or is a part of it or it of this one.")
        .zh("文字大部分相同，或互为组成部分。"),
];

/// One row per older paragraph, in document order.
fn rows(work: &[Resolved<'_>], lineage: &Lineage<'_, '_>, rows: &mut Rows) {
    for version in work {
        let document = version.normalized();
        for (index, paragraph) in document.paragraphs().iter().enumerate() {
            for (position, older) in lineage.of_paragraph(version, index).iter().enumerate() {
                let key = [document.paragraph_id(paragraph).into(), language(version).into(), ordinal(position)];
                rows.add(key, |row| {
                    let (of, predecessor) = lineage.paragraph(older);
                    row.fill([
                        of.paragraph_id(predecessor).into(),
                        older.relation().code().into(),
                        older.similarity.into(),
                        older.words_added.into(),
                        older.words_removed.into(),
                        Cell::Bool(older.formula),
                    ]);
                });
            }
        }
    }
}
