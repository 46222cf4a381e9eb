//! `segments`: where every byte of the source went.

use super::codes;
use super::rows::Rows;
use super::schema::{Code, Column, ForeignKey, Nesting, RowSource, Table, TableRole, Words};
use super::source_span::{SOURCE_END, SOURCE_START};
use super::{bytes, ordinal};
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "segments",
    row: "segment",
    title: Words::new("Segments", "区段"),
    description: Words::new(
        "Where every byte of the source went. The segments of a document tile its file: they start at 0, end at its length, \
         and leave no gap and no overlap. Rows come and go with the bytes of the file, in any version.",
        "源文件每个字节的去向。一份文件的各区段铺满整个文件：从0开始，到文件末尾为止，既无缺口，也不重叠。各行随文件字节增减，任何版本中均可能变动。",
    ),
    role: TableRole::Provenance,
    columns: &[
        Column::text("document_id", "The document; key of documents.", "所属文件；documents表的键。"),
        Column::int32(
            "position",
            "Place among the segments of the document: 1, 2, 3 and so on, in the order of the file.",
            "在该文件各区段中的次序：按文件顺序为1、2、3，依此类推。",
        ),
        Column::text("kind", "What the stretch of the file is.", "该区段的类别。").coded(KINDS),
        Column::text(
            "recommendation_id",
            "The recommendation or item it belongs to; key of recommendations. Null where it belongs to none.",
            "所属建议或分项；recommendations表的键。不属于任何建议时为空。",
        )
        .nullable(),
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
    Code::new("blank", "White space between other segments.", "其他区段之间的空白。"),
    Code::new(
        "masthead",
        "The printed head: organ, distribution, date, languages, session; also running heads and page numbers.",
        "刊头：机关、分发类别、日期、语文、届会；也包括页眉和页码。",
    ),
    Code::new("title", "The title of the document and its author line.", "文件标题及编写者说明。"),
    Code::new("paragraph", "Running text outside the recommendations.", "建议以外的正文。"),
    Code::new("meeting_heading", "The heading of a meeting.", "会议一节的标题。"),
    Code::new("number", "The printed number of a recommendation or letter of an item.", "建议的编号或分项的字母。"),
    Code::new("recommendation", "The words of a recommendation or an item.", "建议或分项的文字。"),
    Code::new(
        "markup",
        "Syntax of the text format, such as Markdown, and the byte order mark.",
        "文本格式（如Markdown）的标记以及字节顺序标记。",
    ),
    Code::new("footnote", "A footnote.", "脚注。"),
    Code::new("agenda", "The agenda item and its title.", "议程项目及其标题。"),
    Code::new(
        "unrecognized",
        "What no rule understood; a finding unless it is white space alone.",
        "任何规则均未能识别的内容；除纯空白外，均作为问题报告。",
    ),
];

/// One row per segment, in the order of the file.
fn rows(document: &Resolved<'_>, rows: &mut Rows) {
    let document = document.normalized();
    for (index, segment) in document.segments().iter().enumerate() {
        rows.add([document.metadata().document_id.as_str().into(), ordinal(index)], |row| {
            let unit = segment.unit().map(|unit| document.recommendation_id(&document.units()[unit]));
            row.fill([codes::segment_kind(segment.kind).into(), unit.into()]);
            row.fill(bytes(segment.span()));
        });
    }
}
