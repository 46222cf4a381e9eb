//! `origins`: where every stretch of the text that was read comes from.

use super::cell::Cell;
use super::keys::{DOCUMENT_ID, LANGUAGE};
use super::rows::Rows;
use super::schema::{Column, ForeignKey, Int32, Int64, Nesting, RowSource, Table, TableRole, Text, Words};
use super::{language, offset, ordinal};
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "origins",
    row: "origin",
    title: Words::en("Origins").zh("来源位置"),
    description: Words {
        en: "Where every stretch of the text that was read stands in the source file, in the order of the text. A plain text \
             has one row: it is the file itself. What the layout adds, such as the line breaks between the elements of an XML \
             file, comes from nowhere and has no row. Rows come and go with the bytes of the source, in any version.",
        zh: "所读取正文的每一段在源文件中的位置，按正文顺序排列。纯文本只有一行：正文即文件本身。版面所添加的内容（如XML文件各元素之间的换行）\
             没有来源，也没有对应的行。各行随源文件字节增减，任何版本中均可能变动。",
    },
    role: TableRole::Provenance,
    columns: &[
        DOCUMENT_ID,
        LANGUAGE,
        Column::required("position", Int32)
            .en("Place among the origins of the document: 1, 2, 3 and so on, in the order of the text.")
            .zh("在该文件各来源位置中的次序：按正文顺序为1、2、3，依此类推。"),
        Column::required("text_start", Int64)
            .en("Where it begins in the text that was read: offset in bytes of UTF-8, counted from 0.")
            .zh("在所读取正文中的起始位置：以UTF-8字节计的偏移量，从0开始。"),
        Column::required("text_end", Int64)
            .en("Where it ends in the text that was read: offset in bytes of UTF-8 behind its last byte (end exclusive).")
            .zh("在所读取正文中的结束位置：最后一个字节之后的偏移量，以UTF-8字节计（不含该位置）。"),
        Column::optional("part", Text)
            .en("The member of the container that holds it. Null where the source is a plain file. For a PDF bbox-layout: what the \
                 command pdftotext -bbox-layout of poppler writes of the file.")
            .zh("所在的容器成员。源文件为普通文件时为空。PDF为bbox-layout，即poppler的pdftotext -bbox-layout命令对该文件的输出。"),
        Column::required("source_start", Int64)
            .en("Where it begins in the source file, or in the part of it: offset in bytes, counted from 0.")
            .zh("在源文件或其成员中的起始位置：以字节计的偏移量，从0开始。"),
        Column::required("source_end", Int64)
            .en("Where it ends there: offset in bytes behind its last byte (end exclusive). A stretch that is longer there \
                 than in the text is one character written as a reference, such as &amp;.")
            .zh("在源文件或其成员中的结束位置：最后一个字节之后的偏移量，以字节计（不含该位置）。其长度大于正文者，为以引用形式书写的一个字符，如&amp;。"),
        Column::optional("page", Int32)
            .en("The page that it stands on, counted from 1. Null where the format has no pages.")
            .zh("所在页次，从1开始。格式不分页时为空。"),
    ],
    primary_key: &["document_id", "language", "position"],
    nesting: Nesting::Apart,
    rows: RowSource::Documents(rows),
    foreign_keys: &[ForeignKey::new("document_id", "documents", "document_id").in_language()],
};

/// One row per origin, in the order of the text.
fn rows(resolved: &Resolved<'_>, rows: &mut Rows) {
    let document = resolved.normalized();
    for (index, origin) in document.source().origins().iter().enumerate() {
        let key = [document.metadata().document_id.as_str().into(), language(resolved).into(), ordinal(index)];
        rows.add(key, |row| {
            let page = origin.page().map_or(Cell::Null, |page| Cell::Int(page.into()));
            row.fill([
                offset(origin.text().start),
                offset(origin.text().end),
                origin.part().into(),
                offset(origin.source().start),
                offset(origin.source().end),
                page,
            ]);
        });
    }
}
