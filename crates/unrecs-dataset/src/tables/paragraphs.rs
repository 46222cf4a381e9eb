//! `paragraphs`: everything that has words, one row per paragraph and language.

use super::cell::Cell;
use super::codes::{self, ACTS, EFFECTIVE_MODALITIES, MODALITIES, PARAGRAPHS, ROLES};
use super::keys::{DOCUMENT_ID, LANGUAGE};
use super::rows::Rows;
use super::schema::{
    Bool, Column, ColumnRole, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words,
};
use super::{language, ordinal};
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "paragraphs",
    row: "paragraph",
    title: Words::en("Paragraphs").zh("段落"),
    description: Words {
        en: "Everything in a document that has words, one row per paragraph and language, in document order: \
             recommendations, operative and preambular paragraphs, their items, other paragraphs and footnotes.",
        zh: "文件中的全部文字，每段的每种语文一行，按文件顺序排列：建议、执行段、序言段及其分项、其他段落和脚注。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("paragraph_id", Text)
            .en("Stable identifier, the same in all languages: a recommendation of a meeting is the meeting's, -r and the \
                 number, such as ctoc-cop-wg7-m1-r22; a numbered paragraph is the document's, -p and the number, such as \
                 a-res-79-100-p3; an item adds - and its letter for every level.")
            .zh("稳定标识符，各语文版本相同：会议的建议为会议标识符加“-r”和编号，如ctoc-cop-wg7-m1-r22；编号段落为文件标识符加“-p”和编号，\
                 如a-res-79-100-p3；分项每级再加“-”和字母。"),
        LANGUAGE,
        DOCUMENT_ID,
        Column::required("division_id", Text)
            .en("The division it stands in; key of divisions.")
            .zh("所在组成部分；divisions表的键。"),
        Column::optional("parent_id", Text)
            .en("The paragraph an item belongs to; key of paragraphs. Null at level 1.")
            .zh("分项所属的段落；paragraphs表的键。第1级为空。"),
        Column::required("kind", Text).coded(PARAGRAPHS).en("What it is.").zh("段落的类别。"),
        Column::required("role", Text).coded(ROLES).usually("plain").en("The part it plays.").zh("该段的作用。"),
        Column::required("level", Int32)
            .en("Depth: 1 for a paragraph, 2 for an item under it, and so on.")
            .zh("层级：段落为1，其下分项为2，依此类推。"),
        Column::optional("number", Int32)
            .en("Number as printed; an item has the number of its paragraph. Null where it has none.")
            .zh("所印编号；分项取其所属段落的编号。没有编号时为空。"),
        Column::optional("letter", Text)
            .en("Letter of the item, or its roman numeral, in lower case and without brackets. Null at level 1 and where it \
                 has none.")
            .zh("分项的字母或罗马数字，小写，不含括号。第1级及没有时为空。"),
        Column::optional("label", Text)
            .en("Number and letter as one writes them, such as 22 or 8(a); of a footnote its mark. Null where it has none.")
            .zh("编号和字母的通常写法，如22或8(a)；脚注为其标记。没有时为空。"),
        Column::required("position", Int32)
            .role(ColumnRole::Order)
            .en("Place among the paragraphs of the document: 1, 2, 3 and so on, in document order.")
            .zh("在文件各段中的次序：按文件顺序为1、2、3，依此类推。"),
        Column::optional("text", Text)
            .searched()
            .en("The characters of the document, without the printed number, with layout and markup removed and nothing \
                 else changed; the mark of a footnote is no part of the words. Null where a number stands alone and its \
                 items have the words.")
            .zh("文件的字符，不含所印编号，仅去除版面和标记，其余不作改动；脚注标记不属于文字。仅有编号、文字均在分项中时为空。"),
        Column::optional("chapeau", Text)
            .en("The words of the paragraphs above it, joined, so that the chapeau and the text can be read alone. Null at \
                 level 1.")
            .zh("其上各级段落的文字，依次相连：与text合读即可独立成文。第1级为空。"),
        Column::optional("verb", Text)
            .en("The opening verb as printed, such as Strongly encourages. Null where it has none.")
            .zh("起首动词，照录原文，如Strongly encourages。没有时为空。"),
        Column::optional("act", Text)
            .coded(ACTS)
            .en("What the opening verb does, one class in all languages. Null where there is none, and where it can be \
                 several and no other language version decides.")
            .zh("起首动词所作的行为，各语文版本同类。没有起首动词，或有多种可能而其他语文版本也不能决定时为空。"),
        Column::optional("act_candidates", Text)
            .en("The classes that a verb can be which can be several, joined by |. Null otherwise.")
            .zh("动词有多种可能时的各类行为，以“|”相连。否则为空。"),
        Column::optional("act_evidence", Text)
            .en("Where other language versions decide which of the candidates is meant: their opening verbs, such as en: \
                 Requests; es: Solicita. Null where the words of this version decide.")
            .zh("由其他语文版本决定属于哪一种行为时，各该版本的起首动词，如en: Requests; es: Solicita。由本版本文字决定时为空。"),
        Column::required("modality", Text)
            .coded(&MODALITIES)
            .usually("none")
            .en("The normative verb of the first main clause, as a code.")
            .zh("第一个主句的规范性动词，以代码表示。"),
        Column::required("effective_modality", Text)
            .coded(EFFECTIVE_MODALITIES)
            .usually("none")
            .en("The modality that applies: its own or, where that is inherit, the modality of its chapeau.")
            .zh("实际适用的规范性动词：自身的代码；自身为inherit时，取起首部分的代码。"),
        Column::required("considers", Bool)
            .en("Whether the main verb governs \u{201C}to consider\u{201D} (考虑), in the paragraph or in its chapeau; taking \
                 into account (考虑到) does not count.")
            .zh("主要动词是否支配“考虑”（见于该段或其起首部分）；“考虑到”不计在内。"),
        Column::required("negated", Bool)
            .en("Whether the main verb is denied: 不应, shall not, No State shall.")
            .zh("主要动词是否为否定形式：不应、shall not、No State shall。"),
        Column::required("eid", Text)
            .en("Akoma Ntoso identifier within the document, such as para_3__list_1__point_a; the same in every language.")
            .zh("文件内的Akoma Ntoso标识符，如para_3__list_1__point_a；各语文版本相同。"),
    ],
    primary_key: &["paragraph_id", "language"],
    nesting: Nesting::Within(&[
        List {
            unless: Some("parent_id"),
            ..List::new("paragraphs", "divisions", "division_id", Layout::Lines).in_language()
        },
        List::new("items", "paragraphs", "parent_id", Layout::Lines).in_language(),
    ]),
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("document_id", "documents", "document_id").in_language(),
        ForeignKey::new("division_id", "divisions", "division_id").in_language(),
        ForeignKey::new("parent_id", "paragraphs", "paragraph_id").in_language(),
    ],
};

/// One row per paragraph, in document order.
fn rows(resolved: &Resolved<'_>, rows: &mut Rows) {
    let document = resolved.normalized();
    for (index, paragraph) in document.paragraphs().iter().enumerate() {
        rows.add([document.paragraph_id(paragraph).into(), language(resolved).into()], |row| {
            let parent = paragraph.parent.map(|parent| document.paragraph_id(&document.paragraphs()[parent]));
            let chapeau = document.chapeau(paragraph);
            row.fill([
                document.metadata().document_id.as_str().into(),
                document.divisions()[paragraph.division].division_id.as_str().into(),
                parent.into(),
                paragraph.kind.code().into(),
                codes::role(paragraph.role).into(),
                paragraph.level.into(),
                paragraph.number.into(),
                document.letter(paragraph).into(),
                document.label(paragraph).into(),
                ordinal(index),
                Some(document.text(paragraph)).into(),
                chapeau.as_deref().into(),
            ]);
            let text = document.text(paragraph);
            let verb = document.opening_verb(paragraph).map(|verb| &text[verb]);
            let candidates = paragraph.act_candidates.iter().map(|act| act.code()).collect::<Vec<_>>().join("|");
            let act = paragraph.act.map(|act| act.code());
            let candidates = Some(candidates.as_str()).filter(|all| !all.is_empty());
            row.fill([verb.into(), act.into(), candidates.into(), paragraph.act_evidence.as_deref().into()]);
            row.fill([
                codes::modality(paragraph.modality).into(),
                codes::modality(paragraph.effective_modality).into(),
                Cell::Bool(paragraph.considers),
                Cell::Bool(paragraph.negated),
                document.eid(paragraph).into(),
            ]);
        });
    }
}
