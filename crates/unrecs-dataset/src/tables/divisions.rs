//! `divisions`: the tree of a document, one row per division and language.

use super::codes::DIVISIONS;
use super::keys::{DOCUMENT_ID, LANGUAGE};
use super::rows::Rows;
use super::schema::{
    Column, ColumnRole, Date, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words,
};
use super::{language, ordinal, read};
use unrecs_text::normalize::Meeting;
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "divisions",
    row: "division",
    title: Words::en("Divisions").zh("章节"),
    description: Words {
        en: "One row per division of a document and language: the tree of preface, preamble, body, sections, meetings and \
             annexes, each behind the one that it is part of.",
        zh: "文件的每个组成部分的每种语文一行：前言、序言、正文、各节、各次会议和附件构成的树，上级在前，下级在后。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("division_id", Text)
            .en("Stable identifier, the same in all languages: that of a meeting is the body's, -m and the ordinal, such as \
                 ctoc-cop-wg7-m1; any other is that of the document and its place in it, such as a-res-75-1-annex.")
            .zh("稳定标识符，各语文版本相同：会议为机关标识符加“-m”和届次，如ctoc-cop-wg7-m1；其余为文件标识符加其位置，如a-res-75-1-annex。"),
        LANGUAGE,
        DOCUMENT_ID,
        Column::optional("parent_id", Text)
            .en("The division that it is part of; key of divisions. Null for a division of the document itself.")
            .zh("上级组成部分；divisions表的键。直属文件者为空。"),
        Column::required("kind", Text).coded(DIVISIONS).en("What it is.").zh("组成部分的类别。"),
        Column::optional("number", Text)
            .en("Its numeral as printed, without the point behind it. Null where it has none.")
            .zh("所印序号，不含其后的标点。没有序号时为空。"),
        Column::optional("heading", Text)
            .en("The words of its heading behind the numeral, verbatim and without markup. Null where it has none.")
            .zh("序号之后的标题文字，照录原文，不含标记。没有标题时为空。"),
        Column::required("level", Int32)
            .en("Depth: 1 for a division of the document itself, 2 for those in it, and so on.")
            .zh("层级：直属文件者为1，其下为2，依此类推。"),
        Column::required("position", Int32)
            .role(ColumnRole::Order)
            .en("Place among the divisions of the document: 1, 2, 3 and so on, in document order.")
            .zh("在文件各组成部分中的次序：按文件顺序为1、2、3，依此类推。"),
        Column::required("eid", Text)
            .en("Akoma Ntoso identifier within the document, such as sec_I or annex_2; the same in every language.")
            .zh("文件内的Akoma Ntoso标识符，如sec_I或annex_2；各语文版本相同。"),
        Column::optional("ordinal", Int32)
            .en("Of a meeting: which meeting of the body it was, from 1, as its words say. Null for other divisions.")
            .zh("会议：该机关的第几次会议，从1开始，以文字为准。其他组成部分为空。"),
        Column::optional("place", Text)
            .en("Of a meeting: where it was held, verbatim. Null where its heading does not say, and for other divisions.")
            .zh("会议：会议地点，照录原文。标题未注明时及其他组成部分为空。"),
        Column::optional("starts_on", Date)
            .en("Of a meeting: its first day. Null where its heading has no date or it cannot be read, and for other \
                 divisions.")
            .zh("会议：会议首日。标题没有日期、日期无法读取时及其他组成部分为空。"),
        Column::optional("ends_on", Date)
            .en("Of a meeting: its last day (included). Null where its heading has no date or it cannot be read, and for \
                 other divisions.")
            .zh("会议：会议末日（含当日）。标题没有日期、日期无法读取时及其他组成部分为空。"),
    ],
    primary_key: &["division_id", "language"],
    nesting: Nesting::Within(&[
        List {
            unless: Some("parent_id"),
            ..List::new("divisions", "documents", "document_id", Layout::Lines).in_language()
        },
        List::new("divisions", "divisions", "parent_id", Layout::Lines).in_language(),
    ]),
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("document_id", "documents", "document_id").in_language(),
        ForeignKey::new("parent_id", "divisions", "division_id").in_language(),
    ],
};

/// One row per division, in document order.
fn rows(resolved: &Resolved<'_>, rows: &mut Rows) {
    let document = resolved.normalized();
    for (index, division) in document.divisions().iter().enumerate() {
        rows.add([division.division_id.as_str().into(), language(resolved).into()], |row| {
            let meeting = division.meeting.as_ref();
            let dates = meeting.and_then(|Meeting { dates, .. }| read(dates));
            let parent = division.parent.map(|parent| document.divisions()[parent].division_id.as_str());
            row.fill([
                document.metadata().document_id.as_str().into(),
                parent.into(),
                division.kind.code().into(),
                division.number.as_deref().into(),
                division.heading.as_deref().into(),
                division.level.into(),
                ordinal(index),
                division.eid.as_str().into(),
                meeting.map(|meeting| meeting.ordinal).into(),
                meeting.and_then(|meeting| meeting.place.as_deref()).into(),
                dates.map(|dates| dates.start).into(),
                dates.map(|dates| dates.end).into(),
            ]);
        });
    }
}
