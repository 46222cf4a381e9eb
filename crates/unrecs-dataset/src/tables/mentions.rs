//! `mentions`: the organizations, systems, networks and databases that a paragraph names, one row each.

use super::keys::{LANGUAGE, PARAGRAPH_ID};
use super::places::{Places, TEXT_END, TEXT_START};
use super::rows::Rows;
use super::schema::{Column, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words};
use super::{language, ordinal};
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "mentions",
    row: "mention",
    title: Words::en("Mentions").zh("提及的机构"),
    description: Words {
        en: "Organizations, programmes, systems and networks that a paragraph names, one row each time. The \
             organs that speak and are spoken to are in addressees. A name and its abbreviation in brackets are two \
             rows.",
        zh: "段落中提及的组织、方案、系统和网络，每次提及的每种语文一行。发言和受文的机关见addressees表。名称及其括号内的简称各为一行。",
    },
    role: TableRole::Data,
    columns: &[
        PARAGRAPH_ID,
        LANGUAGE,
        Column::required("position", Int32)
            .en("Place among the mentions of the paragraph: 1, 2, 3 and so on, in the order of the text.")
            .zh("在该段各次提及中的次序：按文本顺序为1、2、3，依此类推。"),
        Column::required("body_id", Text)
            .en("The body that is named; key of bodies.")
            .zh("所提及的机构；bodies表的键。"),
        Column::required("surface", Text).en("The words that name it, verbatim.").zh("提及所用词语，照录原文。"),
        TEXT_START,
        TEXT_END,
    ],
    primary_key: &["paragraph_id", "language", "position"],
    nesting: Nesting::Within(&[List::new("mentions", "paragraphs", "paragraph_id", Layout::Inline).in_language()]),
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("paragraph_id", "paragraphs", "paragraph_id").in_language(),
        ForeignKey::new("body_id", "bodies", "body_id"),
    ],
};

/// One row per mention, in document order.
fn rows(resolved: &Resolved<'_>, rows: &mut Rows) {
    let document = resolved.normalized();
    for (paragraph, found) in resolved.paragraphs().filter(|(_, found)| !found.mentions.is_empty()) {
        let mut places = Places::of(document.text(paragraph));
        for (index, mention) in found.mentions.iter().enumerate() {
            rows.add([document.paragraph_id(paragraph).into(), language(resolved).into(), ordinal(index)], |row| {
                row.fill([mention.body.body_id.as_str().into(), places.words(&mention.span()).into()]);
                row.fill(places.cells(&mention.span()));
            });
        }
    }
}
