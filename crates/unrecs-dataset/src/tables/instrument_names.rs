//! `instrument_names`: the titles of the instruments, one row per language and title.

use super::names::{FORM, LANGUAGE, POSITION};
use super::ordinal;
use super::rows::Rows;
use super::schema::{Column, ForeignKey, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::registry::Registry;

pub(super) static TABLE: Table = Table {
    name: "instrument_names",
    row: "instrument_name",
    title: Words::en("Names of instruments").zh("文书名称"),
    description: Words {
        en: "The titles by which texts name the instruments of the registry, one row per instrument, language and \
             title, without title marks.",
        zh: "文本用以称呼登记册所列文书的名称，每种文书、语文和名称一行，不含书名号。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("instrument_id", Text)
            .en("The instrument; key of instruments.")
            .zh("所属文书；instruments表的键。"),
        LANGUAGE,
        POSITION,
        Column::required("name", Text).en("The title.").zh("名称。"),
        FORM,
    ],
    primary_key: &["instrument_id", "language", "position"],
    nesting: Nesting::Within(&[List::new("names", "instruments", "instrument_id", Layout::Inline)]),
    rows: RowSource::Registry(rows),
    foreign_keys: &[ForeignKey::new("instrument_id", "instruments", "instrument_id")],
};

/// Every title of every instrument, in registry order.
fn rows(registry: &Registry, rows: &mut Rows) {
    for instrument in registry.instruments() {
        let titles: Vec<_> = instrument.titles.iter().filter(|title| !title.inflected).collect();
        for (index, title) in titles.iter().enumerate() {
            let before = titles[..index].iter().filter(|other| other.language == title.language).count();
            rows.add([instrument.instrument_id.as_str().into(), title.language.into(), ordinal(before)], |row| {
                row.fill([title.title.as_str().into(), title.form.code().into()]);
            });
        }
    }
}
