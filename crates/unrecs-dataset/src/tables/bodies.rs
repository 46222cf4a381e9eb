//! `bodies`: the organs and organizations of the registry.

use super::rows::Rows;
use super::schema::{Code, Column, Nesting, RowSource, Table, TableRole, Words};
use unrecs_text::registry::Registry;

pub(super) static TABLE: Table = Table {
    name: "bodies",
    row: "body",
    title: Words::new("Bodies", "机关和组织"),
    description: Words::new(
        "Every organ, organization, programme, system and network of the registry, in its order, whether or not a document \
         names it.",
        "登记册所列全部机关、组织、方案、系统和网络，按登记册顺序排列，不论是否有文件提及。",
    ),
    role: TableRole::Data,
    columns: &[
        Column::text(
            "body_id",
            "Stable identifier, such as ctoc-cop-wg7: the first part of the identifiers of the body's recommendations.",
            "稳定标识符，如ctoc-cop-wg7：该机关各项建议标识符的首段。",
        ),
        Column::text("kind", "What the body is.", "机构的类别。").coded(KINDS),
        Column::text("name_en", "Official name in English.", "英文正式名称。"),
        Column::text(
            "name_zh",
            "Official name in Chinese. Null where the registry has none.",
            "中文正式名称。登记册未载时为空。",
        )
        .nullable(),
        Column::text(
            "symbol_prefix",
            "How the symbols of the body's documents begin, such as CTOC/COP/WG.7. Null where the registry has none.",
            "该机关文件文号的开头部分，如CTOC/COP/WG.7。登记册未载时为空。",
        )
        .nullable(),
        Column::text(
            "iri",
            "IRI that identifies the body. Null where the registry has none.",
            "标识该机构的IRI。登记册未载时为空。",
        )
        .nullable(),
    ],
    primary_key: &["body_id"],
    nesting: Nesting::Top,
    rows: RowSource::Registry(rows),
    foreign_keys: &[],
};

static KINDS: &[Code] = &[
    Code::new("organ", "An intergovernmental organ or one of its working groups.", "政府间机关或其工作组。"),
    Code::new("organization", "An international organization or an office of one.", "国际组织或其办事机构。"),
    Code::new("programme", "A programme or a process.", "方案或进程。"),
    Code::new("system", "An information system, a portal or a database.", "信息系统、门户网站或数据库。"),
    Code::new("network", "A network of authorities or a forum.", "主管机关网络或论坛。"),
];

/// Every body of the registry, in registry order: the table is the same whichever documents are published with it.
fn rows(registry: &Registry, rows: &mut Rows) {
    for body in registry.bodies() {
        rows.add([body.body_id.as_str().into()], |row| {
            row.fill([
                body.kind.as_str().into(),
                body.name_en.as_str().into(),
                body.name_zh.as_deref().into(),
                body.symbol_prefix.as_deref().into(),
                body.iri.as_deref().into(),
            ]);
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
        let column = |name| Values::named(batch, name).unwrap().cells().map(|cell| cell.text()).collect::<Vec<_>>();
        assert_eq!(column("body_id"), [Some("z"), Some("a")]);
        assert_eq!(column("name_en"), [Some("Z"), Some("A")]);
        assert_eq!(column("name_zh"), [Some("工作组"), None]);
        assert_eq!(column("iri"), [None, None]);
    }
}
