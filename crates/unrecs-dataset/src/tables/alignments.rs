//! `alignments`: the language versions of each paragraph beside each other, one row per paragraph of a work with several.

use super::codes::AGREEMENTS;
use super::keys::DOCUMENT_ID;
use super::rows::Rows;
use super::schema::{Column, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::align::{Aspect, Versions};
use unrecs_text::registry::Registry;
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "alignments",
    row: "alignment",
    title: Words::en("Alignments").zh("语文版本对照"),
    description: Words {
        en: "For each paragraph of a document that has several language versions: which of them have it, and whether their own \
             words say the same. What another version decided is not counted.",
        zh: "对有多种语文版本的文件，逐段列出哪些版本有该段，以及各版本自身的文字是否一致。由其他版本决定的值不计在内。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("paragraph_id", Text).en("The paragraph.").zh("所述段落。"),
        DOCUMENT_ID,
        Column::required("languages", Text)
            .en("The languages that have it, joined by a space.")
            .zh("有该段的语文，以空格相连。"),
        Column::optional("missing", Text)
            .en("The languages of the document that lack it, joined by a space. Null where all have it.")
            .zh("该文件没有该段的语文，以空格相连。各语文均有时为空。"),
        Column::required("act", Text)
            .coded(AGREEMENTS)
            .en("Whether the opening verbs do the same.")
            .zh("起首动词所作的行为是否一致。"),
        Column::required("addressees", Text)
            .coded(AGREEMENTS)
            .en("Whether the same are asked to act.")
            .zh("被要求采取行动者是否一致。"),
        Column::required("provisions", Text)
            .coded(AGREEMENTS)
            .en("Whether the same instruments and provisions are cited.")
            .zh("所引文书和条款是否一致。"),
        Column::required("symbols", Text)
            .coded(AGREEMENTS)
            .en("Whether the same resolutions, decisions and documents are cited.")
            .zh("所引决议、决定和文件是否一致。"),
        Column::required("dates", Text)
            .coded(AGREEMENTS)
            .en("Whether the same days are named.")
            .zh("所提日期是否一致。"),
        Column::optional("differences", Text)
            .en("What each version says where they differ or leave it open. Null where nothing differs.")
            .zh("各版本不一致或未能确定时各自的内容。没有不一致时为空。"),
    ],
    primary_key: &["paragraph_id"],
    nesting: Nesting::Top,
    rows: RowSource::Works(rows),
    foreign_keys: &[],
};

/// One row per paragraph, in the order of the first version; none where there is one version.
fn rows(work: &[Resolved<'_>], _: &Registry, rows: &mut Rows) {
    let [first, _, ..] = work else { return };
    let document_id = first.normalized().metadata().document_id.as_str();
    let versions = Versions::of(work);
    for paragraph_id in versions.paragraphs() {
        rows.add([(*paragraph_id).into()], |row| {
            let one = versions.compare(paragraph_id);
            let (languages, missing) = (one.languages.join(" "), one.missing.join(" "));
            let differences = one.differences();
            row.fill([document_id.into(), languages.as_str().into(), filled(&missing).into()]);
            row.fill(
                [Aspect::Act, Aspect::Addressees, Aspect::Provisions, Aspect::Symbols, Aspect::Dates]
                    .map(|aspect| one.agreement(aspect).code().into()),
            );
            row.fill([filled(&differences).into()]);
        });
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
