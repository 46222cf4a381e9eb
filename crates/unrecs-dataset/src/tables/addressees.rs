//! `addressees`: who is to act, one row per paragraph and addressee.

use super::cell::Cell;
use super::keys::{LANGUAGE, PARAGRAPH_ID};
use super::rows::Rows;
use super::schema::{
    Bool, Code, Column, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words,
};
use super::{language, ordinal};
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "addressees",
    row: "addressee",
    title: Words::en("Addressees").zh("行动方"),
    description: Words {
        en: "Who is to act, one row per paragraph, language and addressee. A paragraph that addresses nobody has no row.",
        zh: "由谁采取行动：每段的每种语文和每个行动方一行。未指明行动方的段落没有对应的行。",
    },
    role: TableRole::Data,
    columns: &[
        PARAGRAPH_ID,
        LANGUAGE,
        Column::required("position", Int32)
            .en("Place among the addressees of the paragraph: 1, 2, 3 and so on.")
            .zh("在该段各行动方中的次序：1、2、3，依此类推。"),
        Column::required("addressee", Text)
            .coded(ADDRESSEES)
            .en("Who is to act, as a code.")
            .zh("行动方，以代码表示。"),
        Column::optional("body_id", Text)
            .en("The body of the registry that is addressed; key of bodies. Null where none is.")
            .zh("作为行动方的登记册机构；bodies表的键。行动方不是登记册机构时为空。"),
        Column::required("inherited", Bool)
            .en("Whether the addressee is that of the chapeau, not named in the item itself.")
            .zh("行动方是否承自起首部分，而非分项自身所指明。"),
        Column::optional("surface", Text)
            .en("The words of the text that name the addressee, verbatim. Null where it is inherited or the text does \
                 not name it.")
            .zh("正文中指称行动方的词语，照录原文。承自起首部分或正文未指称时为空。"),
    ],
    primary_key: &["paragraph_id", "language", "position"],
    nesting: Nesting::Within(&[List::new("addressees", "paragraphs", "paragraph_id", Layout::Inline).in_language()]),
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("paragraph_id", "paragraphs", "paragraph_id").in_language(),
        ForeignKey::new("body_id", "bodies", "body_id"),
    ],
};

pub(super) static ADDRESSEES: &[Code] = &[
    Code::new("states_parties").en("States parties (缔约国).").zh("缔约国。"),
    Code::new("states").en("States (各国, 国家).").zh("各国、国家。"),
    Code::new("countries_of_origin").en("Countries of origin (来源国, 原籍国).").zh("来源国、原籍国。"),
    Code::new("countries_of_transit").en("Countries of transit (过境国, 转运国).").zh("过境国、转运国。"),
    Code::new("countries_of_destination").en("Countries of destination (目的地国).").zh("目的地国。"),
    Code::new("working_group").en("The working group (工作组).").zh("工作组。"),
    Code::new("secretariat").en("The Secretariat (秘书处).").zh("秘书处。"),
    Code::new("conference").en("The Conference of the Parties (缔约方会议).").zh("缔约方会议。"),
    Code::new("unodc")
        .en("The United Nations Office on Drugs and Crime (毒品和犯罪问题办公室).")
        .zh("联合国毒品和犯罪问题办公室。"),
    Code::new("international_organizations").en("International organizations (国际组织).").zh("国际组织。"),
    Code::new("secretary_general").en("The Secretary-General (秘书长).").zh("秘书长。"),
    Code::new("member_states").en("States Members of the United Nations (会员国).").zh("会员国。"),
    Code::new("security_council").en("The Security Council (安全理事会).").zh("安全理事会。"),
    Code::new("general_assembly").en("The General Assembly (大会).").zh("大会。"),
    Code::new("economic_and_social_council")
        .en("The Economic and Social Council (经济及社会理事会).")
        .zh("经济及社会理事会。"),
    Code::new("human_rights_council").en("The Human Rights Council (人权理事会).").zh("人权理事会。"),
    Code::new("committee").en("A committee (委员会).").zh("委员会。"),
    Code::new("specialized_agencies").en("The specialized agencies (专门机构).").zh("专门机构。"),
    Code::new("united_nations_system").en("The United Nations system (联合国系统).").zh("联合国系统。"),
    Code::new("civil_society").en("Civil society (民间社会).").zh("民间社会。"),
    Code::new("private_sector").en("The private sector (私营部门).").zh("私营部门。"),
    Code::new("parties_to_conflict").en("The parties to a conflict (冲突各方).").zh("冲突各方。"),
    Code::new("other").en("Somebody else who is named in the text.").zh("正文所指明的其他行动方。"),
];

/// One row per paragraph and addressee, in document order.
fn rows(resolved: &Resolved<'_>, rows: &mut Rows) {
    let document = resolved.normalized();
    for paragraph in document.paragraphs() {
        for (index, addressee) in document.addressees(paragraph).iter().enumerate() {
            rows.add([document.paragraph_id(paragraph).into(), language(resolved).into(), ordinal(index)], |row| {
                let surface = addressee.surface().map(|surface| &document.text(paragraph)[surface]);
                let body = document.addressee_words(paragraph, addressee).and_then(|words| resolved.addressed(words));
                row.fill([
                    addressee.code.into(),
                    body.map(|body| body.body_id.as_str()).into(),
                    Cell::Bool(addressee.is_inherited()),
                    surface.into(),
                ]);
            });
        }
    }
}
