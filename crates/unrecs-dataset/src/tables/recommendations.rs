//! `recommendations`: one row per recommendation and per lettered item.

use super::cell::Cell;
use super::codes;
use super::ordinal;
use super::places::{SOURCE_END, SOURCE_LINE, SOURCE_START, source_span};
use super::rows::Rows;
use super::schema::{
    Bool, Code, Column, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words,
};
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "recommendations",
    row: "recommendation",
    title: Words::en("Recommendations").zh("建议"),
    description: Words {
        en: "One row per numbered recommendation and one per lettered item under it, in document order. The source \
             span runs from the printed number to the end of the words.",
        zh: "每项编号建议一行，其下每个以字母编列的分项各一行，按文件顺序排列。源文件位置自所印编号起，至文字末尾止。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("recommendation_id", Text)
            .en("Stable identifier: the meeting's identifier, -r and the number, and for an item - and its letter, \
                 such as ctoc-cop-wg7-m1-r22 or ctoc-cop-wg7-m2-r8-a.")
            .zh("稳定标识符：会议标识符加“-r”和编号，分项再加“-”和字母，如ctoc-cop-wg7-m1-r22或ctoc-cop-wg7-m2-r8-a。"),
        Column::required("document_id", Text).en("The document; key of documents.").zh("所属文件；documents表的键。"),
        Column::required("meeting_id", Text)
            .en("The meeting that adopted it; key of meetings.")
            .zh("通过该建议的会议；meetings表的键。"),
        Column::optional("parent_id", Text)
            .en("The unit an item belongs to; key of recommendations. Null at level 1.")
            .zh("分项所属的建议；recommendations表的键。第1级为空。"),
        Column::required("level", Int32)
            .en("Depth: 1 for a numbered recommendation, 2 for an item under it, and so on.")
            .zh("层级：编号建议为1，其下分项为2，依此类推。"),
        Column::required("number", Int32)
            .en("Number of the recommendation within its meeting, as printed; an item has the number of its \
                 recommendation.")
            .zh("建议在该次会议中的编号，以所印编号为准；分项取其所属建议的编号。"),
        Column::optional("letter", Text)
            .en("Letter of the item, in lower case and without brackets. Null at level 1.")
            .zh("分项的字母，小写，不含括号。第1级为空。"),
        Column::required("label", Text)
            .en("Number and letter as one writes them, such as 22 or 8(a), in ASCII.")
            .zh("编号和字母的通常写法，如22或8(a)，用ASCII字符。"),
        Column::required("position", Int32)
            .en("Place among all rows of the document: 1, 2, 3 and so on, in document order.")
            .zh("在文件所有行中的次序：按文件顺序为1、2、3，依此类推。"),
        Column::required("role", Text).coded(ROLES).en("The part the unit plays.").zh("该单元的作用。"),
        Column::required("text", Text)
            .en("The characters of the source, without the printed number, with Markdown syntax and line breaks \
                 removed and nothing else changed.")
            .zh("源文件的字符，不含所印编号，仅去除Markdown标记和换行，其余不作改动。"),
        Column::required("text_normalized", Text)
            .searched()
            .en("The text for searching and comparing: Unicode NFC, full-width letters and digits as ASCII, no spaces \
                 between CJK characters and digits.")
            .zh("供检索和比较的文本：Unicode NFC形式，全角字母和数字改为ASCII，中日韩字符与数字之间不留空格。"),
        Column::required("full_text", Text)
            .en("The text that can be read alone: an item with its chapeau in front; a chapeau with all its items; \
                 otherwise the text.")
            .zh("可单独阅读的文本：分项前加起首部分；起首部分后接全部分项；其余同text。"),
        Column::required("modality", Text)
            .coded(&MODALITIES)
            .en("The normative verb of the unit's first main clause, as a code.")
            .zh("该单元第一个主句的规范性动词，以代码表示。"),
        Column::required("effective_modality", Text)
            .coded(EFFECTIVE_MODALITIES)
            .en("The modality that applies: the unit's own or, where that is inherit, the modality of its chapeau.")
            .zh("实际适用的规范性动词：单元自身的代码；自身为inherit时，取起首部分的代码。"),
        Column::required("considers", Bool)
            .en(
                "Whether the main verb governs 考虑 (to consider doing), in the unit or in its chapeau; 考虑到 (taking \
                 into account) does not count.",
            )
            .zh("主要动词是否支配“考虑”（见于该单元或其起首部分）；“考虑到”不计在内。"),
        Column::required("eid", Text)
            .en("Akoma Ntoso identifier within the document, such as sec_I__para_12 or \
                 sec_II__para_8__list_1__point_a; the same in every language.")
            .zh("文件内的Akoma Ntoso标识符，如sec_I__para_12或sec_II__para_8__list_1__point_a；各语文版本相同。"),
        SOURCE_START,
        SOURCE_END,
        SOURCE_LINE,
    ],
    primary_key: &["recommendation_id"],
    nesting: Nesting::Within(&[
        List { unless: Some("parent_id"), ..List::new("recommendations", "meetings", "meeting_id", Layout::Lines) },
        List::new("items", "recommendations", "parent_id", Layout::Lines),
    ]),
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("document_id", "documents", "document_id"),
        ForeignKey::new("meeting_id", "meetings", "meeting_id"),
        ForeignKey::new("parent_id", "recommendations", "recommendation_id"),
    ],
};

static ROLES: &[Code] = &[
    Code::new("recommendation").en("A numbered recommendation that stands alone.").zh("独立成项的编号建议。"),
    Code::new("chapeau")
        .en("A numbered recommendation that introduces lettered items.")
        .zh("引出以字母编列的分项的起首部分。"),
    Code::new("item").en("A lettered item under a chapeau.").zh("起首部分之下以字母编列的分项。"),
];

static MODALITIES: [Code; 15] = [
    Code::new("must").en("Must (必须).").zh("必须。"),
    Code::new("should").en("Should (应, 应当, 应该).").zh("应、应当、应该。"),
    Code::new("may_wish").en("May wish to (似宜, 不妨).").zh("似宜、不妨。"),
    Code::new("may").en("May (可, 可以).").zh("可、可以。"),
    Code::new("encouraged").en("Is encouraged to (鼓励).").zh("鼓励。"),
    Code::new("invited").en("Is invited to (邀请).").zh("邀请。"),
    Code::new("urged")
        .en("Is urged to (促请, 吁请 or 敦促 as the main verb, also after 应当 without a subject).")
        .zh("以促请、吁请、敦促为主要动词，包括无主语的“应当促请”。"),
    Code::new("requested").en("Is requested to (请 as the main verb).").zh("以请为主要动词。"),
    Code::new("recommends").en("Recommends (建议 as the main verb).").zh("以建议为主要动词。"),
    Code::new("decides").en("Decides (决定 as the main verb).").zh("以决定为主要动词。"),
    Code::new("demands").en("Demands (要求 as the main verb).").zh("以要求为主要动词。"),
    Code::new("called_upon")
        .en("Is called upon or appealed to, or is called for (呼吁 as the main verb).")
        .zh("以呼吁为主要动词。"),
    Code::new("authorized").en("Is authorized to (授权 as the main verb).").zh("以授权为主要动词。"),
    Code::new("none").en("No normative verb.").zh("没有规范性动词。"),
    Code::new("inherit")
        .en("A lettered item without a normative verb of its own: that of its chapeau applies.")
        .zh("以字母编列的分项自身没有规范性动词：适用起首部分的规范性动词。"),
];

/// Every modality but `inherit`, which stands last and which the effective modality has by definition resolved.
static EFFECTIVE_MODALITIES: &[Code] = MODALITIES.split_at(MODALITIES.len() - 1).0;

/// One row per recommendation and item, in document order.
fn rows(document: &Resolved<'_>, rows: &mut Rows) {
    let document = document.normalized();
    for (index, unit) in document.paragraphs().iter().enumerate() {
        rows.add([document.paragraph_id(unit).into()], |row| {
            let parent = unit.parent.map(|parent| document.paragraph_id(&document.paragraphs()[parent]));
            let text_normalized = document.text_normalized(unit);
            let full_text = document.full_text(unit);
            row.fill([
                document.metadata().document_id.as_str().into(),
                document.meetings()[unit.meeting].meeting_id.as_str().into(),
                parent.into(),
                unit.level.into(),
                unit.number.into(),
                document.letter(unit).into(),
                document.label(unit).into(),
                ordinal(index),
                codes::role(unit.role).into(),
                document.text(unit).into(),
                text_normalized.as_ref().into(),
                full_text.as_ref().into(),
                codes::modality(unit.modality).into(),
                codes::modality(unit.effective_modality).into(),
                Cell::Bool(unit.considers),
                document.eid(unit).into(),
            ]);
            row.fill(source_span(document, unit.span));
        });
    }
}
