//! `instrument_titles`: the titles of the instruments, one row per language and title.

use super::ordinal;
use super::rows::Rows;
use super::schema::{Code, Column, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::registry::Registry;

pub(super) static TABLE: Table = Table {
    name: "instrument_titles",
    row: "instrument_title",
    title: Words::en("Titles of instruments").zh("文书名称"),
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
        Column::required("position", Int32)
            .en("Place among the titles of the instrument: 1, 2, 3 and so on, in the order of the registry.")
            .zh("在该文书各名称中的次序：按登记册顺序为1、2、3，依此类推。"),
        Column::required("language", Text)
            .en("Language of the title, as a BCP 47 tag such as zh.")
            .zh("名称的语文，用BCP 47标签，如zh。"),
        Column::required("title", Text).en("The title.").zh("名称。"),
        Column::required("form", Text).coded(FORMS).en("Whether it is the whole title.").zh("是否全称。"),
    ],
    primary_key: &["instrument_id", "position"],
    nesting: Nesting::Within(&[List::new("titles", "instruments", "instrument_id", Layout::Inline)]),
    rows: RowSource::Registry(rows),
    foreign_keys: &[ForeignKey::new("instrument_id", "instruments", "instrument_id")],
};

static FORMS: &[Code] = &[
    Code::new("full").en("The title of the instrument itself.").zh("文书本身的名称，即全称。"),
    Code::new("short").en("A shorter title in use.").zh("通用的简称。"),
];

/// Every title of every instrument, in registry order.
fn rows(registry: &Registry, rows: &mut Rows) {
    for instrument in registry.instruments() {
        for (index, title) in instrument.titles.iter().enumerate() {
            rows.add([instrument.instrument_id.as_str().into(), ordinal(index)], |row| {
                row.fill([title.language.into(), title.title.as_str().into(), title.form.code().into()]);
            });
        }
    }
}
