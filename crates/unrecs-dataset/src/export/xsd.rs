//! One XSD 1.0 for the flat XML of all tables: types, defaults, code lists, keys, and descriptions in both languages.

use std::io;

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{NAMESPACE, SCHEMA_VERSION, SmallFile};
use crate::layout::XSD;
use crate::tables::schema::{Column, ColumnKind, Table, Words};

/// Namespace of XML Schema itself.
const XML_SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";

/// `schema/tables.xsd`
pub(super) fn files(tables: &[&'static Table]) -> Vec<SmallFile> {
    let mut xsd = Xsd(quick_xml::Writer::new_with_indent(Vec::new(), b' ', 2));
    xsd.schema(tables).expect("memory takes every write");
    let mut bytes = xsd.0.into_inner();
    bytes.push(b'\n');
    vec![SmallFile::new(XSD, "application/xml", bytes)]
}

struct Xsd(quick_xml::Writer<Vec<u8>>);

type Attributes<'a> = &'a [(&'a str, &'a str)];

/// An element by its name and attributes.
type Element<'a> = (&'a str, Attributes<'a>);

impl Xsd {
    fn schema(&mut self, tables: &[&'static Table]) -> io::Result<()> {
        self.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let version = SCHEMA_VERSION.to_string();
        let attributes = [
            ("xmlns:xs", XML_SCHEMA),
            ("xmlns:u", NAMESPACE),
            ("targetNamespace", NAMESPACE),
            ("elementFormDefault", "qualified"),
            ("version", &version),
        ];
        self.within(&[("xs:schema", &attributes)], |xsd| tables.iter().try_for_each(|table| xsd.table(table)))
    }

    /// A global element for the table, its rows within it, and its key.
    fn table(&mut self, table: &Table) -> io::Result<()> {
        let row = [("name", table.row), ("minOccurs", "0"), ("maxOccurs", "unbounded")];
        let rows: [Element<'_>; 4] =
            [("xs:complexType", &[]), ("xs:sequence", &[]), ("xs:element", &row), ("xs:complexType", &[])];
        self.within(&[("xs:element", &[("name", table.name)])], |xsd| {
            xsd.annotation(table.description)?;
            xsd.within(&rows, |xsd| table.columns.iter().try_for_each(|column| xsd.column(column)))?;
            xsd.key(table)
        })
    }

    /// An attribute; one that may be absent where the column may be null, and where it has a default.
    fn column(&mut self, column: &Column) -> io::Result<()> {
        let mut attributes = vec![("name", column.name)];
        let simple = match column.kind {
            ColumnKind::Text => None,
            ColumnKind::Int32 => Some("xs:int"),
            ColumnKind::Int64 => Some("xs:long"),
            ColumnKind::Bool => Some("xs:boolean"),
            ColumnKind::Date => Some("xs:date"),
        };
        attributes.extend(simple.map(|name| ("type", name)));
        if let Some(default) = column.default() {
            attributes.push(("default", default.text().unwrap_or("false")));
        } else if !column.nullable {
            attributes.push(("use", "required"));
        }
        self.within(&[("xs:attribute", &attributes)], |xsd| {
            xsd.annotation(column.description)?;
            if column.kind == ColumnKind::Text { xsd.text(column) } else { Ok(()) }
        })
    }

    /// Text that is never empty, or one of the codes.
    fn text(&mut self, column: &Column) -> io::Result<()> {
        self.within(&[("xs:simpleType", &[]), ("xs:restriction", &[("base", "xs:string")])], |xsd| {
            if column.codes.is_empty() {
                xsd.empty("xs:minLength", &[("value", "1")])?;
            }
            column.codes.iter().try_for_each(|code| {
                xsd.within(&[("xs:enumeration", &[("value", code.code)])], |xsd| xsd.annotation(code.description))
            })
        })
    }

    fn key(&mut self, table: &Table) -> io::Result<()> {
        self.within(&[("xs:key", &[("name", &format!("{}_key", table.name))])], |xsd| {
            xsd.empty("xs:selector", &[("xpath", &format!("u:{}", table.row))])?;
            table.primary_key.iter().try_for_each(|key| xsd.empty("xs:field", &[("xpath", &format!("@{key}"))]))
        })
    }

    fn annotation(&mut self, words: Words) -> io::Result<()> {
        self.within(&[("xs:annotation", &[])], |xsd| {
            [("en", words.en), ("zh", words.zh)].into_iter().try_for_each(|(language, text)| {
                xsd.within(&[("xs:documentation", &[("xml:lang", language)])], |xsd| {
                    xsd.0.write_event(Event::Text(BytesText::new(text)))
                })
            })
        })
    }

    /// Elements one inside another, and in the last of them the content.
    fn within(
        &mut self,
        elements: &[Element<'_>],
        content: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        for (name, attributes) in elements {
            self.0.write_event(Event::Start(BytesStart::new(*name).with_attributes(attributes.iter().copied())))?;
        }
        content(self)?;
        elements.iter().rev().try_for_each(|(name, _)| self.0.write_event(Event::End(BytesEnd::new(*name))))
    }

    fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())))
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;

    use super::super::samples;
    use super::*;

    fn written() -> String {
        String::from_utf8(files(&samples::schemas()).remove(0).bytes).unwrap()
    }

    #[test]
    fn it_is_well_formed_with_one_global_element_a_table() {
        let xsd = written();
        let mut reader = Reader::from_str(&xsd);
        let (mut depth, mut tables) = (0, Vec::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    if depth == 1 {
                        let name = start.try_get_attribute("name").unwrap().unwrap();
                        tables.push(name.value.to_string());
                    }
                    depth += 1;
                }
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        let expected: Vec<&str> = samples::schemas().iter().map(|table| table.name).collect();
        assert_eq!((depth, tables), (0, expected.into_iter().map(str::to_owned).collect()));
    }

    #[test]
    fn columns_codes_and_keys_are_as_the_schema_says() {
        let xsd: String = written().lines().map(str::trim).collect();
        let annotation = |en: &str, zh: &str| {
            let text = |language, text| format!("<xs:documentation xml:lang=\"{language}\">{text}</xs:documentation>");
            format!("<xs:annotation>{}{}</xs:annotation>", text("en", en), text("zh", zh))
        };
        let words = annotation("The words.", "文字。");
        for part in [
            format!("<xs:attribute name=\"issued_on\" type=\"xs:date\">{words}</xs:attribute>"),
            format!("<xs:attribute name=\"source_bytes\" type=\"xs:long\" use=\"required\">{words}</xs:attribute>"),
            format!("<xs:attribute name=\"considers\" type=\"xs:boolean\" default=\"false\">{words}</xs:attribute>"),
            format!("<xs:enumeration value=\"must\">{}</xs:enumeration>", annotation("Has to.", "必须。")),
            "<xs:restriction base=\"xs:string\"><xs:minLength value=\"1\"/></xs:restriction>".to_owned(),
            "<xs:key name=\"addressees_key\"><xs:selector xpath=\"u:addressee\"/><xs:field xpath=\"@paragraph_id\"/>\
             <xs:field xpath=\"@position\"/></xs:key>"
                .to_owned(),
        ] {
            assert!(xsd.contains(&part), "{part}\nin\n{xsd}");
        }
    }
}
