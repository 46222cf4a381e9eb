//! `bodies`: the organs and organizations of the registry.

use super::rows::Rows;
use super::schema::{Code, Column, Nesting, RowSource, Table, TableRole, Text, Words};
use unrecs_text::registry::Registry;

pub(super) static TABLE: Table = Table {
    name: "bodies",
    row: "body",
    title: Words::en("Bodies").zh("机关和组织"),
    description: Words {
        en: "Every organ, organization, programme, system and network of the registry, in its order, whether or not a \
             document names it. Names are in body_names.",
        zh: "登记册所列全部机关、组织、方案、系统和网络，按登记册顺序排列，不论是否有文件提及。名称见body_names表。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("body_id", Text)
            .en("Stable identifier, such as ctoc-cop-wg7: the first part of the identifiers of the body's \
                 recommendations.")
            .zh("稳定标识符，如ctoc-cop-wg7：该机关各项建议标识符的首段。"),
        Column::required("kind", Text).coded(KINDS).en("What the body is.").zh("机构的类别。"),
        Column::optional("symbol_prefix", Text)
            .en("How the symbols of the body's documents begin, such as CTOC/COP/WG.7. Null where the registry has \
                 none.")
            .zh("该机关文件文号的开头部分，如CTOC/COP/WG.7。登记册未载时为空。"),
        Column::optional("iri", Text)
            .en("IRI that identifies the body. Null where the registry has none.")
            .zh("标识该机构的IRI。登记册未载时为空。"),
    ],
    primary_key: &["body_id"],
    nesting: Nesting::Top,
    rows: RowSource::Registry(rows),
    foreign_keys: &[],
};

static KINDS: &[Code] = &[
    Code::new("organ").en("An intergovernmental organ or one of its working groups.").zh("政府间机关或其工作组。"),
    Code::new("organization").en("An international organization or an office of one.").zh("国际组织或其办事机构。"),
    Code::new("programme").en("A programme or a process.").zh("方案或进程。"),
    Code::new("system").en("An information system, a portal or a database.").zh("信息系统、门户网站或数据库。"),
    Code::new("network").en("A network of authorities or a forum.").zh("主管机关网络或论坛。"),
];

/// Every body of the registry, in registry order: the table is the same whichever documents are published with it.
fn rows(registry: &Registry, rows: &mut Rows) {
    for body in registry.bodies() {
        rows.add([body.body_id.as_str().into()], |row| {
            row.fill([body.kind.as_str().into(), body.symbol_prefix.as_deref().into(), body.iri.as_deref().into()]);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::Values;
    use super::*;

    const BODIES: &str = r#"
        [[bodies]]
        id = "z"
        kind = "organ"
        name.en = "Z"
        name.zh = "工作组"

        [[bodies]]
        id = "a"
        kind = "organ"
        name.en = "A"
    "#;

    #[test]
    fn bodies_keep_their_order_and_what_is_absent_is_null() {
        let registry = Registry::from_texts(&[("bodies.toml", BODIES)]).unwrap();
        let mut made = Rows::to_fill(&TABLE);
        rows(&registry, &mut made);
        let batches = made.into_batches();
        let [batch] = &batches[..] else { panic!("{} batches", batches.len()) };
        let column = |name| {
            let values = Values::named(batch, name).unwrap();
            (0..batch.num_rows()).map(|row| values.cell(row).text()).collect::<Vec<_>>()
        };
        assert_eq!(column("body_id"), [Some("z"), Some("a")]);
        assert_eq!(column("iri"), [None, None]);
    }
}
