//! `provision_names`: the titles of the articles, rules, chapters and annexes, one row per language.

use super::basis::BASIS;
use super::names::LANGUAGE;
use super::rows::Rows;
use super::schema::{Column, ForeignKey, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::registry::{Registry, provision_id};

pub(super) static TABLE: Table = Table {
    name: "provision_names",
    row: "provision_name",
    title: Words::en("Names of provisions").zh("条款标题"),
    description: Words {
        en: "The titles of provisions, one row per provision and language. A provision without a title, or whose title \
             the registry does not have, has no row.",
        zh: "条款的标题，每个条款和语文一行。没有标题或登记册未载标题的条款没有对应的行。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("provision_id", Text)
            .en("The provision; key of provisions.")
            .zh("所属条款；provisions表的键。"),
        LANGUAGE,
        Column::required("name", Text).en("The title.").zh("标题。"),
        BASIS,
    ],
    primary_key: &["provision_id", "language"],
    nesting: Nesting::Within(&[List::new("names", "provisions", "provision_id", Layout::Inline)]),
    rows: RowSource::Registry(rows),
    foreign_keys: &[ForeignKey::new("provision_id", "provisions", "provision_id")],
};

/// Every title of every provision, in registry order.
fn rows(registry: &Registry, rows: &mut Rows) {
    for instrument in registry.instruments() {
        for (path, provision) in instrument.provisions() {
            let id = provision_id(&instrument.instrument_id, &path);
            for (language, (title, basis)) in &provision.titles {
                rows.add([id.as_str().into(), (*language).into()], |row| {
                    row.fill([title.as_str().into(), basis.code().into()]);
                });
            }
        }
    }
}
