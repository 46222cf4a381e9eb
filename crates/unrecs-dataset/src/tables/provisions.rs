//! `provisions`: the articles, rules, chapters and annexes of the instruments.

use super::basis::BASIS;
use super::references::UNITS;
use super::rows::Rows;
use super::schema::{Column, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::registry::{Registry, provision_id};

pub(super) static TABLE: Table = Table {
    name: "provisions",
    row: "provision",
    title: Words::en("Provisions").zh("条款"),
    description: Words {
        en: "The articles, rules, chapters and annexes of the instruments, as far as the registry lists them, in its \
             order. Titles are in provision_names; paragraphs and points are columns of references.",
        zh: "登记册所列各文书的条、规则、章和附件，按登记册顺序排列。标题见provision_names表；款和项为references表的栏目。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("provision_id", Text)
            .en("Stable identifier: the instrument and the provision, such as som_protocol/art_6 or untoc/chp_II.")
            .zh("稳定标识符：文书标识符加条款，如som_protocol/art_6或untoc/chp_II。"),
        Column::required("instrument_id", Text)
            .en("The instrument; key of instruments.")
            .zh("所属文书；instruments表的键。"),
        Column::required("unit", Text).coded(UNITS).en("What kind of provision it is.").zh("条款的类别。"),
        Column::required("number", Text)
            .en("Its number in Arabic digits, such as 6 or 24bis; of chapters and annexes too.")
            .zh("编号，用阿拉伯数字，如6或24bis；章和附件亦然。"),
        Column::optional("paragraph_count", Int32)
            .en("Number of its numbered paragraphs; 0 where they have no numbers. Null where it is not known.")
            .zh("有编号的款数；款无编号时为0。不明时为空。"),
        Column::optional("iri", Text)
            .en("IRI in the form of the United Nations guidelines for Akoma Ntoso. Null where that of the instrument \
                 is not known.")
            .zh("IRI，采用联合国Akoma Ntoso指南的形式。文书的IRI不明时为空。"),
        BASIS,
    ],
    primary_key: &["provision_id"],
    nesting: Nesting::Within(&[List::new("provisions", "instruments", "instrument_id", Layout::Lines)]),
    rows: RowSource::Registry(rows),
    foreign_keys: &[ForeignKey::new("instrument_id", "instruments", "instrument_id")],
};

/// Every article or rule, chapter and annex of every instrument, in registry order.
fn rows(registry: &Registry, rows: &mut Rows) {
    for instrument in registry.instruments() {
        for (path, provision) in instrument.provisions() {
            let id = provision_id(&instrument.instrument_id, &path);
            rows.add([id.as_str().into()], |row| {
                let iri = instrument.provision_iri(&path);
                let paragraphs = provision.paragraphs.and_then(|paragraphs| i32::try_from(paragraphs).ok());
                row.fill([
                    instrument.instrument_id.as_str().into(),
                    path.unit.code().into(),
                    path.number.into(),
                    paragraphs.into(),
                    iri.as_deref().into(),
                    provision.basis.code().into(),
                ]);
            });
        }
    }
}
