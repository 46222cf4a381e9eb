//! `documents`: one row per document and language.

use super::cell::Cell;
use super::codes::{self, ADOPTIONS, CLASSES};
use super::language;
use super::rows::Rows;
use super::schema::{
    Code, Column, ColumnRole, Date, ForeignKey, Int32, Int64, Nesting, RowSource, Table, TableRole, Text, Words,
};
use super::{offset, read};
use crate::layout;
use unrecs_text::normalize::Tally;
use unrecs_text::resolve::Resolved;
use unrecs_text::value::Digest;

pub(super) static TABLE: Table = Table {
    name: "documents",
    row: "document",
    title: Words::en("Documents").zh("文件"),
    description: Words {
        en: "One row per document and language: what it says of itself, and the file it was read from.",
        zh: "每份文件的每种语文一行：文件自身所载信息及其所读取的文件。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("document_id", Text)
            .en("Stable identifier of the document, the same in all its languages, such as a-res-79-100.")
            .zh("文件的稳定标识符，各语文版本相同，如a-res-79-100。"),
        Column::required("language", Text)
            .en("Language of the text as a BCP 47 tag, such as zh; und where it was not recognized.")
            .zh("正文的语文，以BCP 47标记表示，如zh；未能识别时为und。"),
        Column::required("class", Text).coded(CLASSES).en("Which kind of document it is.").zh("文件的种类。"),
        Column::required("body_id", Text)
            .en("The body that adopted or issued it; key of bodies.")
            .zh("通过或印发该文件的机关；bodies表的键。"),
        Column::optional("symbol", Text)
            .en("UN document symbol, such as CTOC/COP/WG.7/2019/4. Null where neither the text nor the configuration \
                 gives it; never guessed.")
            .zh("联合国文件文号，如CTOC/COP/WG.7/2019/4。正文和配置均未给出时为空；绝不推测。"),
        Column::optional("symbol_origin", Text)
            .coded(SYMBOL_ORIGINS)
            .en("Where the symbol comes from. Null where there is no symbol.")
            .zh("文号的来源。无文号时为空。"),
        Column::optional("title", Text)
            .en("Title of the document, verbatim. Null where none was recognized.")
            .zh("文件标题，照录原文。未能识别时为空。"),
        Column::optional("subtitle", Text)
            .en(
                "The author line under the title, verbatim, such as 秘书处编写的背景文件 (background paper prepared by \
                 the Secretariat). Null where there is none.",
            )
            .zh("标题下的编写者说明，照录原文，如“秘书处编写的背景文件”。没有时为空。"),
        Column::optional("original_language", Text)
            .en("Language in which the document was drafted, as a BCP 47 tag. Null where the masthead does not say.")
            .zh("文件起草所用语文，以BCP 47标记表示。刊头未注明时为空。"),
        Column::optional("distribution", Text)
            .en("Distribution category as printed, such as General. Null where the masthead does not say.")
            .zh("分发类别，照录原文，如General（普遍分发）。刊头未注明时为空。"),
        Column::optional("issued_on", Date)
            .en("Date of the document as printed in its masthead. Null where there is none or it cannot be read.")
            .zh("刊头所印的文件日期。没有日期或无法读取时为空。"),
        Column::optional("adopted_on", Date)
            .en("The day on which it was adopted. Null where the document does not say or the date cannot be read.")
            .zh("通过日期。文件未注明或无法读取时为空。"),
        Column::optional("session", Int32)
            .en("Number of the session of the body. Null where the document does not say.")
            .zh("机关届会的届次。文件未注明时为空。"),
        Column::optional("session_place", Text)
            .en("Place of the session for which the document was prepared, verbatim. Null where the document does not \
                 say.")
            .zh("文件所服务的届会的举行地点，照录原文。文件未注明时为空。"),
        Column::optional("session_start", Date)
            .en("First day of the session for which the document was prepared. Null where there is none or it cannot \
                 be read.")
            .zh("文件所服务的届会的首日。没有或无法读取时为空。"),
        Column::optional("session_end", Date)
            .en("Last day of the session for which the document was prepared (included). Null where there is none or \
                 it cannot be read.")
            .zh("文件所服务的届会的末日（含当日）。没有或无法读取时为空。"),
        Column::optional("record", Text)
            .en("Symbol of the record of the meeting that adopted it. Null where the document does not say.")
            .zh("通过该文件的会议的记录文号。文件未注明时为空。"),
        Column::optional("agenda_items", Text)
            .en("Numbers of the agenda items, as printed, such as 78 (a), joined by ; where there are several. Null \
                 where the document does not say.")
            .zh("议程项目编号，照录原文，如78 (a)；不止一项时以分号相连。文件未注明时为空。"),
        Column::optional("agenda_title", Text)
            .en("Title of the agenda item, verbatim. Null where the document does not say.")
            .zh("议程项目的标题，照录原文。文件未注明时为空。"),
        Column::optional("committee", Text)
            .en("The committee that proposed or considered it, as printed. Null where the document does not say.")
            .zh("提出或审议该文件的委员会，照录原文。文件未注明时为空。"),
        Column::optional("proposal", Text)
            .en("Symbol of the draft or the report that it comes from. Null where the document does not say.")
            .zh("所依据的草案或报告的文号。文件未注明时为空。"),
        Column::optional("adoption", Text)
            .coded(ADOPTIONS)
            .en("How it was adopted. Null where the document does not say.")
            .zh("通过的方式。文件未注明时为空。"),
        Column::optional("votes_for", Int32)
            .en("Number of votes in favour. Null where there is no count.")
            .zh("赞成票数。没有计票结果时为空。"),
        Column::optional("votes_against", Int32)
            .en("Number of votes against. Null where there is no count.")
            .zh("反对票数。没有计票结果时为空。"),
        Column::optional("abstentions", Int32)
            .en("Number of abstentions. Null where there is no count.")
            .zh("弃权票数。没有计票结果时为空。"),
        Column::optional("conference", Text)
            .en("The parent organ named in the masthead, its printed lines joined and otherwise verbatim. Null where \
                 there is none.")
            .zh("刊头所列上级机关，各行合并，其余照录原文。没有时为空。"),
        Column::required("text_path", Text)
            .role(ColumnRole::Provenance)
            .en("File of the release with the text that was read, in UTF-8, with / between the parts of the path.")
            .zh("本版本中载有所读取正文（UTF-8）的文件，路径各部分之间用“/”分隔。"),
        Column::required("text_sha256", Text)
            .role(ColumnRole::Provenance)
            .en("SHA-256 of the text that was read, in UTF-8, as 64 lower-case hexadecimal digits.")
            .zh("所读取正文（UTF-8）的SHA-256摘要，以64位小写十六进制数字表示。"),
        Column::required("text_bytes", Int64)
            .role(ColumnRole::Provenance)
            .en("Size of the text that was read, in bytes of UTF-8.")
            .zh("所读取正文的大小，以UTF-8字节计。"),
        Column::required("source_path", Text)
            .role(ColumnRole::Provenance)
            .en("Path of the source file, relative to the configuration of the run, with / between its parts.")
            .zh("源文件的路径，相对于运行配置所在目录，各部分之间用“/”分隔。"),
        Column::required("source_sha256", Text)
            .role(ColumnRole::Provenance)
            .en("SHA-256 of the bytes of the source file, as 64 lower-case hexadecimal digits.")
            .zh("源文件字节的SHA-256摘要，以64位小写十六进制数字表示。"),
        Column::required("source_bytes", Int64)
            .role(ColumnRole::Provenance)
            .en("Size of the source file in bytes.")
            .zh("源文件的大小，以字节计。"),
        Column::required("media_type", Text)
            .role(ColumnRole::Provenance)
            .en("Media type of the source file, text/plain, text/markdown or application/akn+xml.")
            .zh("源文件的媒体类型：text/plain、text/markdown或application/akn+xml。"),
    ],
    primary_key: &["document_id", "language"],
    nesting: Nesting::Top,
    rows: RowSource::Documents(rows),
    foreign_keys: &[ForeignKey::new("body_id", "bodies", "body_id")],
};

static SYMBOL_ORIGINS: &[Code] = &[
    Code::new("text").en("Printed in the document.").zh("印于文件之中。"),
    Code::new("metadata").en("Declared by the metadata of the file.").zh("由文件的元数据标明。"),
    Code::new("configured")
        .en("Given by the publisher of the data; the text has none.")
        .zh("由数据发布者给出；正文未载。"),
];

/// One row per document, in the order of the run.
fn rows(document: &Resolved<'_>, rows: &mut Rows) {
    let (metadata, source) = (document.normalized().metadata(), document.normalized().source());
    rows.add([metadata.document_id.as_str().into(), language(document).into()], |row| {
        let (symbol, origin) = metadata.symbol.as_ref().map(|(symbol, origin)| (symbol.as_str(), *origin)).unzip();
        let session = read(&metadata.session_dates);
        let digest = source.digest().to_string();
        // A plain text is the file itself.
        let text_digest = match source.is_file_itself() {
            true => digest.clone(),
            false => Digest::of(source.text().as_bytes()).to_string(),
        };
        let text_path = layout::text(&metadata.document_id, metadata.language);
        let tally = |count: fn(Tally) -> i32| Cell::from(metadata.tally.map(count));
        row.fill([
            metadata.class.code().into(),
            metadata.body_id.as_str().into(),
            symbol.into(),
            origin.map(codes::symbol_origin).into(),
            metadata.title.as_deref().into(),
            metadata.subtitle.as_deref().into(),
            metadata.original_language.into(),
            metadata.distribution.as_deref().into(),
            read(&metadata.issued_on).into(),
            read(&metadata.adopted_on).into(),
            metadata.session.into(),
            metadata.session_place.as_deref().into(),
            session.map(|dates| dates.start).into(),
            session.map(|dates| dates.end).into(),
            metadata.record.as_deref().into(),
            metadata.agenda_items.as_deref().into(),
            metadata.agenda_title.as_deref().into(),
            metadata.committee.as_deref().into(),
            metadata.proposal.as_deref().into(),
            metadata.adoption.map(|adoption| adoption.code()).into(),
            tally(|tally| tally.votes_for),
            tally(|tally| tally.votes_against),
            tally(|tally| tally.abstentions),
            metadata.conference.as_deref().into(),
            text_path.as_str().into(),
            text_digest.as_str().into(),
            offset(source.text().len()),
            source.path().into(),
            digest.as_str().into(),
            offset(usize::try_from(source.bytes()).unwrap_or(usize::MAX)),
            source.media_type().code().into(),
        ]);
    });
}
