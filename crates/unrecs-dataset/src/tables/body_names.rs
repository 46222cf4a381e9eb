//! `body_names`: the names of the bodies, one row per language and name.

use super::names::{FORM, LANGUAGE, POSITION};
use super::ordinal;
use super::rows::Rows;
use super::schema::{Column, ForeignKey, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::registry::{LANGUAGE_TAGS, Registry};

pub(super) static TABLE: Table = Table {
    name: "body_names",
    row: "body_name",
    title: Words::en("Names of bodies").zh("机关和组织名称"),
    description: Words {
        en: "The names by which texts name the bodies of the registry, one row per body, language and name; the \
             official name of a language comes first.",
        zh: "文本用以称呼登记册所列机关和组织的名称，每个机构、语文和名称一行；各语文的正式名称居首。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("body_id", Text).en("The body; key of bodies.").zh("所属机构；bodies表的键。"),
        LANGUAGE,
        POSITION,
        Column::required("name", Text).en("The name.").zh("名称。"),
        FORM,
    ],
    primary_key: &["body_id", "language", "position"],
    nesting: Nesting::Within(&[List::new("names", "bodies", "body_id", Layout::Inline)]),
    rows: RowSource::Registry(rows),
    foreign_keys: &[ForeignKey::new("body_id", "bodies", "body_id")],
};

/// Every name of every body, in registry order.
fn rows(registry: &Registry, rows: &mut Rows) {
    for body in registry.bodies() {
        for &language in LANGUAGE_TAGS {
            for (index, name) in body.names_in(language).enumerate() {
                let official = body.name.iter().any(|(tag, official)| *tag == language && official == name);
                rows.add([body.body_id.as_str().into(), language.into(), ordinal(index)], |row| {
                    row.fill([name.into(), if official { "full" } else { "short" }.into()]);
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Values;
    use super::*;

    const BODIES: &str = r#"
        [[bodies]]
        id = "a"
        kind = "organ"
        name.en = "A"
        name.zh = "甲"
        names.en = ["AA", "A"]
        names.fr = ["ah"]
    "#;

    #[test]
    fn the_official_name_comes_first_and_is_said_once() {
        let registry = Registry::from_texts(&[("bodies.toml", BODIES)]).unwrap();
        let mut made = Rows::to_fill(&TABLE);
        rows(&registry, &mut made);
        let batch = made.into_batches().remove(0);
        let columns = Values::all(&batch);
        let row = |row: usize| {
            let text = |column: usize| columns[column].cell(row).text().unwrap_or_default().to_owned();
            (text(1), columns[2].cell(row).int().unwrap(), text(3), text(4))
        };
        let found: Vec<_> = (0..batch.num_rows()).map(row).collect();
        let expected =
            [("en", 1, "A", "full"), ("en", 2, "AA", "short"), ("fr", 1, "ah", "short"), ("zh", 1, "甲", "full")];
        let expected = expected.map(|(tag, at, name, form)| (tag.to_owned(), at, name.to_owned(), form.to_owned()));
        assert_eq!(found, expected);
    }
}
