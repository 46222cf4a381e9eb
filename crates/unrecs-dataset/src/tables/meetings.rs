//! `meetings`: one row per meeting, which is a section of a document.

use super::places::{SOURCE_END, SOURCE_LINE, SOURCE_START, source_span};
use super::read;
use super::rows::Rows;
use super::schema::{Column, Date, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "meetings",
    row: "meeting",
    title: Words::en("Meetings").zh("会议"),
    description: Words {
        en: "One row per meeting whose recommendations a document holds: a section of the document. The source span is \
             that of its heading.",
        zh: "每次会议一行，即文件中载列该次会议所通过建议的一节。源文件位置为该节标题的位置。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("meeting_id", Text)
            .en("Stable identifier: the body's identifier, -m and the ordinal, such as ctoc-cop-wg7-m1.")
            .zh("稳定标识符：机关标识符加“-m”和届次，如ctoc-cop-wg7-m1。"),
        Column::required("document_id", Text).en("The document; key of documents.").zh("所属文件；documents表的键。"),
        Column::required("body_id", Text).en("The body that met; key of bodies.").zh("举行会议的机关；bodies表的键。"),
        Column::required("ordinal", Int32)
            .en("Which meeting of the body it was, from 1, as the heading's numeral says.")
            .zh("该机关的第几次会议，从1开始，以标题的序号为准。"),
        Column::required("title", Text)
            .en("The heading, verbatim, with its numeral and without markup.")
            .zh("节标题，照录原文，含序号，不含标记。"),
        Column::optional("place", Text)
            .en("Where the meeting was held, verbatim. Null where the heading does not say.")
            .zh("会议地点，照录原文。标题未注明时为空。"),
        Column::optional("starts_on", Date)
            .en("First day of the meeting. Null where the heading has no date or it cannot be read.")
            .zh("会议首日。标题没有日期或日期无法读取时为空。"),
        Column::optional("ends_on", Date)
            .en("Last day of the meeting (included). Null where the heading has no date or it cannot be read.")
            .zh("会议末日（含当日）。标题没有日期或日期无法读取时为空。"),
        Column::required("recommendation_count", Int32)
            .en("Number of numbered recommendations of the meeting (level 1).")
            .zh("该次会议编号建议的数目（第1级）。"),
        Column::required("item_count", Int32)
            .en("Number of lettered items under the recommendations of the meeting (below level 1).")
            .zh("该次会议各项建议之下以字母编列的分项的数目（第1级以下）。"),
        SOURCE_START,
        SOURCE_END,
        SOURCE_LINE,
    ],
    primary_key: &["meeting_id"],
    nesting: Nesting::Within(&[List::new("meetings", "documents", "document_id", Layout::Lines)]),
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("document_id", "documents", "document_id"),
        ForeignKey::new("body_id", "bodies", "body_id"),
    ],
};

/// One row per meeting, in document order.
fn rows(document: &Resolved<'_>, rows: &mut Rows) {
    let document = document.normalized();
    for meeting in document.meetings() {
        rows.add([meeting.meeting_id.as_str().into()], |row| {
            let dates = read(&meeting.dates);
            row.fill([
                document.metadata().document_id.as_str().into(),
                document.metadata().body_id.as_str().into(),
                meeting.ordinal.into(),
                meeting.title.as_str().into(),
                meeting.place.as_deref().into(),
                dates.map(|dates| dates.start).into(),
                dates.map(|dates| dates.end).into(),
                meeting.recommendation_count.into(),
                meeting.item_count.into(),
            ]);
            row.fill(source_span(document, meeting.span));
        });
    }
}
