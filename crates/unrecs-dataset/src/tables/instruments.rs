//! `instruments`: the treaties and other named instruments of the registry.

use super::basis::BASIS;
use super::cell::Cell;
use super::count;
use super::rows::Rows;
use super::schema::{Code, Column, Date, ForeignKey, Int32, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::registry::Registry;

pub(super) static TABLE: Table = Table {
    name: "instruments",
    row: "instrument",
    title: Words::en("Instruments").zh("文书"),
    description: Words {
        en: "Every treaty and other named instrument of the registry, in its order, whether or not a document refers \
             to it. Titles are in instrument_names.",
        zh: "登记册所列全部条约和其他有名称的文书，按登记册顺序排列，不论是否有文件引述。名称见instrument_names表。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("instrument_id", Text)
            .en("Stable identifier, such as untoc or som_protocol.")
            .zh("稳定标识符，如untoc或som_protocol。"),
        Column::required("kind", Text).coded(KINDS).en("What the instrument is.").zh("文书的类别。"),
        Column::optional("parent_id", Text)
            .en("The instrument that this one supplements; key of instruments. Null where it supplements none.")
            .zh("该文书所补充的文书；instruments表的键。不补充任何文书时为空。"),
        Column::optional("adopted_on", Date)
            .en("The day it was adopted. Null where the registry has none.")
            .zh("通过日期。登记册未载时为空。"),
        Column::optional("in_force_on", Date)
            .en("The day it entered into force. Null where it has not, or the registry has none.")
            .zh("生效日期。尚未生效或登记册未载时为空。"),
        Column::optional("symbol", Text)
            .en("Symbol of the resolution that adopted it, such as A/RES/55/25. Null where the registry has none.")
            .zh("通过该文书的决议的文号，如A/RES/55/25。登记册未载时为空。"),
        Column::optional("treaty_number", Text)
            .en(
                "Chapter and number in Multilateral Treaties Deposited with the Secretary-General, such as XVIII-12-b. \
                 Null where the registry has none.",
            )
            .zh("《交存秘书长的多边条约》中的章号和编号，如XVIII-12-b。登记册未载时为空。"),
        Column::optional("article_count", Int32)
            .en("Number of its articles. Null where the registry does not list them.")
            .zh("条文数目。登记册未列条文时为空。"),
        Column::optional("iri", Text)
            .en("IRI in the form of the United Nations guidelines for Akoma Ntoso. Null where a part of it is not \
                 known.")
            .zh("IRI，采用联合国Akoma Ntoso指南的形式。其组成部分不明时为空。"),
        BASIS,
    ],
    primary_key: &["instrument_id"],
    nesting: Nesting::Top,
    rows: RowSource::Registry(rows),
    foreign_keys: &[ForeignKey::new("parent_id", "instruments", "instrument_id")],
};

static KINDS: &[Code] = &[
    Code::new("charter").en("A charter.").zh("宪章。"),
    Code::new("convention").en("A convention.").zh("公约。"),
    Code::new("covenant").en("A covenant.").zh("盟约，即人权两公约。"),
    Code::new("protocol").en("A protocol.").zh("议定书。"),
    Code::new("agenda").en("An agenda or a plan of action.").zh("议程或行动计划。"),
    Code::new("declaration").en("A declaration.").zh("宣言。"),
    Code::new("rules")
        .en("Rules, such as rules of procedure or standard minimum rules.")
        .zh("规则，如议事规则或标准最低限度规则。"),
    Code::new("agreement").en("An agreement or a compact.").zh("协定或契约。"),
    Code::new("statute").en("A statute of a court or an organization.").zh("法院或组织的规约。"),
    Code::new("framework").en("A framework or a strategy.").zh("框架或战略。"),
];

/// Every instrument of the registry, in registry order.
fn rows(registry: &Registry, rows: &mut Rows) {
    for instrument in registry.instruments() {
        rows.add([instrument.instrument_id.as_str().into()], |row| {
            let iri = instrument.iri();
            row.fill([
                instrument.kind.as_str().into(),
                instrument.parent_id.as_deref().into(),
                instrument.adopted_on.into(),
                instrument.in_force_on.into(),
                instrument.symbol.as_ref().map(|symbol| symbol.as_str()).into(),
                instrument.treaty_number.as_deref().into(),
                instrument.article_count().map_or(Cell::Null, count),
                iri.as_deref().into(),
                instrument.basis.code().into(),
            ]);
        });
    }
}
