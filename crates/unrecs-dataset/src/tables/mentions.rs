//! `mentions`: the organizations, systems, networks and databases that a recommendation names, one row each.

use super::ordinal;
use super::places::{Places, SOURCE_END, SOURCE_LINE, SOURCE_START, TEXT_END, TEXT_START};
use super::rows::Rows;
use super::schema::{Column, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "mentions",
    row: "mention",
    title: Words::en("Mentions").zh("提及的机构"),
    description: Words {
        en: "Organizations, programmes, systems and networks that a recommendation names, one row each time. The \
             organs that speak and are spoken to are in addressees. A name and its abbreviation in brackets are two \
             rows.",
        zh: "建议中提及的组织、方案、系统和网络，每次提及一行。发言和受文的机关见addressees表。名称及其括号内的简称各为一行。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("recommendation_id", Text)
            .en("The recommendation or item; key of recommendations.")
            .zh("所属建议或分项；recommendations表的键。"),
        Column::required("position", Int32)
            .en("Place among the mentions of the unit: 1, 2, 3 and so on, in the order of the text.")
            .zh("在该单元各次提及中的次序：按文本顺序为1、2、3，依此类推。"),
        Column::required("body_id", Text)
            .en("The body that is named; key of bodies.")
            .zh("所提及的机构；bodies表的键。"),
        Column::required("surface", Text).en("The words that name it, verbatim.").zh("提及所用词语，照录原文。"),
        TEXT_START,
        TEXT_END,
        SOURCE_START,
        SOURCE_END,
        SOURCE_LINE,
    ],
    primary_key: &["recommendation_id", "position"],
    nesting: Nesting::Within(&[List::new("mentions", "recommendations", "recommendation_id", Layout::Inline)]),
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("recommendation_id", "recommendations", "recommendation_id"),
        ForeignKey::new("body_id", "bodies", "body_id"),
    ],
};

/// One row per mention, in document order.
fn rows(document: &Resolved<'_>, rows: &mut Rows) {
    for (unit, found) in document.paragraphs().filter(|(_, found)| !found.mentions.is_empty()) {
        let document = document.normalized();
        let mut places = Places::of(document, unit);
        for (index, mention) in found.mentions.iter().enumerate() {
            rows.add([document.paragraph_id(unit).into(), ordinal(index)], |row| {
                row.fill([mention.body.body_id.as_str().into(), places.words(&mention.span()).into()]);
                row.fill(places.cells(&mention.span()));
            });
        }
    }
}
