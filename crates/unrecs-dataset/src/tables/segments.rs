//! `segments`: where every byte of the source went.

use super::codes;
use super::places::{SOURCE_END, SOURCE_START};
use super::rows::Rows;
use super::schema::{Code, Column, ForeignKey, Int32, Nesting, RowSource, Table, TableRole, Text, Words};
use super::{offset, ordinal};
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "segments",
    row: "segment",
    title: Words::en("Segments").zh("区段"),
    description: Words {
        en: "Where every byte of the source went. The segments of a document tile its file: they start at 0, end at \
             its length, and leave no gap and no overlap. Rows come and go with the bytes of the file, in any version.",
        zh: "源文件每个字节的去向。一份文件的各区段铺满整个文件：从0开始，到文件末尾为止，既无缺口，也不重叠。各行随文件字节增减，任何版本中均可能变动。",
    },
    role: TableRole::Provenance,
    columns: &[
        Column::required("document_id", Text).en("The document; key of documents.").zh("所属文件；documents表的键。"),
        Column::required("position", Int32)
            .en("Place among the segments of the document: 1, 2, 3 and so on, in the order of the file.")
            .zh("在该文件各区段中的次序：按文件顺序为1、2、3，依此类推。"),
        Column::required("kind", Text).coded(KINDS).en("What the stretch of the file is.").zh("该区段的类别。"),
        Column::optional("recommendation_id", Text)
            .en("The recommendation or item it belongs to; key of recommendations. Null where it belongs to none.")
            .zh("所属建议或分项；recommendations表的键。不属于任何建议时为空。"),
        SOURCE_START,
        SOURCE_END,
    ],
    primary_key: &["document_id", "position"],
    nesting: Nesting::Apart,
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("document_id", "documents", "document_id"),
        ForeignKey::new("recommendation_id", "recommendations", "recommendation_id"),
    ],
};

static KINDS: &[Code] = &[
    Code::new("blank").en("White space between other segments.").zh("其他区段之间的空白。"),
    Code::new("masthead")
        .en("The printed head: organ, distribution, date, languages, session; also running heads and page numbers.")
        .zh("刊头：机关、分发类别、日期、语文、届会；也包括页眉和页码。"),
    Code::new("title").en("The title of the document and its author line.").zh("文件标题及编写者说明。"),
    Code::new("paragraph").en("Running text outside the recommendations.").zh("建议以外的正文。"),
    Code::new("meeting_heading").en("The heading of a meeting.").zh("会议一节的标题。"),
    Code::new("number")
        .en("The printed number of a recommendation or letter of an item.")
        .zh("建议的编号或分项的字母。"),
    Code::new("recommendation").en("The words of a recommendation or an item.").zh("建议或分项的文字。"),
    Code::new("markup")
        .en("Syntax of the text format, such as Markdown, and the byte order mark.")
        .zh("文本格式（如Markdown）的标记以及字节顺序标记。"),
    Code::new("footnote").en("A footnote.").zh("脚注。"),
    Code::new("agenda").en("The agenda item and its title.").zh("议程项目及其标题。"),
    Code::new("unrecognized")
        .en("What no rule understood; a finding unless it is white space alone.")
        .zh("任何规则均未能识别的内容；除纯空白外，均作为问题报告。"),
];

/// One row per segment, in the order of the file.
fn rows(document: &Resolved<'_>, rows: &mut Rows) {
    let document = document.normalized();
    for (index, segment) in document.segments().iter().enumerate() {
        rows.add([document.metadata().document_id.as_str().into(), ordinal(index)], |row| {
            let unit = segment.unit().map(|unit| document.paragraph_id(&document.paragraphs()[unit]));
            let (kind, span) = (codes::segment_kind(segment.kind), segment.span());
            row.fill([kind.into(), unit.into(), offset(span.start), offset(span.end)]);
        });
    }
}
