//! Broken and hostile files: each kind of error once with its exact words, and damage of every sort without a panic.

use super::*;

/// `document_id`, `title` (nullable), `issued_on` (a date, nullable), `source_bytes` (int64).
fn documents() -> SchemaRef {
    Arc::new(arrow_schema(samples::schemas()[0]))
}

/// `meeting_id`, `document_id`, `ordinal` (int32).
fn meetings() -> SchemaRef {
    Arc::new(arrow_schema(samples::schemas()[1]))
}

fn error(format: &str, bytes: impl AsRef<[u8]>, schema: &SchemaRef) -> String {
    rows(format, bytes.as_ref(), schema).unwrap_err().to_string()
}

#[test]
fn csv() {
    let of = |rows: &str| error("csv", format!("document_id,title,issued_on,source_bytes\r\n{rows}"), &documents());
    assert_eq!(error("csv", "", &documents()), "f:1: found an empty file; expected the names of the columns");
    assert_eq!(
        error("csv", "document_id,titel,issued_on\r\n", &documents()),
        "f:1: found \"titel\" as name 2; expected \"title\""
    );
    assert_eq!(
        error("csv", "document_id,title,issued_on\r\n", &documents()),
        "f:1: found no name as name 4; expected \"source_bytes\""
    );
    assert_eq!(
        error("csv", "document_id,title,issued_on,source_bytes,more\r\n", &documents()),
        "f:1: found \"more\" as name 5; expected no name"
    );
    assert_eq!(of("a,b,,1\r\nd1,,\r\n"), "f:3: found 3 fields; expected 4, as the header has");
    assert_eq!(
        of("\"a\r\nb\",,,1\r\nd1,,,1\n"),
        "f:4: found a line feed without a carriage return; expected CRLF, or quotes round the field"
    );
    assert_eq!(
        of("d1,a\rb,,1\r\n"),
        "f:2: found a carriage return without a line feed; expected CRLF, or quotes round the field"
    );
    assert_eq!(
        of("d1,a\"b,,1\r\n"),
        "f:2: found a quote within a field; expected quotes round it, and this one doubled"
    );
    assert_eq!(of("d1,\"a\"b,,1\r\n"), "f:2: found another byte behind a field; expected a comma or CRLF");
    assert_eq!(of("d1,\"a,,1\r\n"), "f:2: found the end of the file within a record; expected CRLF behind it");
    assert_eq!(of("d1,,,1"), "f:2: found the end of the file within a record; expected CRLF behind it");
    assert_eq!(of("d1,,,\r\n"), "f:2, column source_bytes: found no value; expected an integer of 64 bits");
    assert_eq!(of("d1,\"\",,1\r\n"), "f:2, column title: found \"\"; expected a text that is not empty, or no value");
    assert_eq!(
        of("d1,,30.05.2012,1\r\n"),
        "f:2, column issued_on: found \"30.05.2012\"; expected a date, YYYY-MM-DD, or no value"
    );
    assert_eq!(
        of("d1,,,9223372036854775808\r\n"),
        "f:2, column source_bytes: found \"9223372036854775808\"; expected an integer of 64 bits"
    );
    assert_eq!(
        error("csv", b"meeting_id,document_id,ordinal\r\nm,\xFF,1\r\n", &meetings()),
        "f:2, column document_id: found bytes that are no UTF-8; expected text"
    );
    assert_eq!(
        error("csv", "meeting_id,document_id,ordinal\r\nm,d,2147483648\r\n", &meetings()),
        "f:2, column ordinal: found \"2147483648\"; expected an integer of 32 bits"
    );
}

#[test]
fn ndjson() {
    let of = |rows: &str| error("ndjson", rows, &documents());
    let row = r#"{"document_id":"d","title":null,"issued_on":null,"source_bytes":1}"#;
    let of_row = |old: &str, new: &str| {
        assert!(row.contains(old));
        of(&format!("{row}\n{}\n", row.replace(old, new)))
    };
    assert_eq!(of(row), "f:1: found the end of the file within a line; expected a line feed behind it");
    assert_eq!(of("\n"), "f:1: EOF while parsing a value");
    assert_eq!(of("[]\n"), "f:1: invalid type: sequence, expected an object, one a line");
    assert_eq!(of_row("\"d\"", "null"), "f:2, column document_id: found no value; expected a text that is not empty");
    assert_eq!(of_row("\"d\"", "\"\""), "f:2, column document_id: found \"\"; expected a text that is not empty");
    assert_eq!(of_row("\"d\"", "\"\\ud800\""), "f:2: unexpected end of hex escape");
    assert_eq!(
        of_row("\"title\":null", "\"title\":{}"),
        "f:2, column title: found an object; expected a text that is not empty, or no value"
    );
    assert_eq!(
        of_row("\"issued_on\":null", "\"issued_on\":[\"2012-05-30\"]"),
        "f:2, column issued_on: found a list; expected a date, YYYY-MM-DD, or no value"
    );
    assert_eq!(
        of_row("\"issued_on\":null", "\"issued_on\":\"2012-02-30\""),
        "f:2, column issued_on: found \"2012-02-30\"; expected a date, YYYY-MM-DD, or no value"
    );
    assert_eq!(of_row(":1}", ":\"1\"}"), "f:2, column source_bytes: found \"1\"; expected an integer of 64 bits");
    assert_eq!(of_row(":1}", ":1.0}"), "f:2, column source_bytes: found 1.0; expected an integer of 64 bits");
    assert_eq!(of_row(":1}", ":-0}"), "f:2, column source_bytes: found -0.0; expected an integer of 64 bits");
    assert_eq!(
        of_row(":1}", ":9223372036854775808}"),
        "f:2, column source_bytes: found 9223372036854775808; expected an integer of 64 bits"
    );
    assert_eq!(of_row(":1}", ":true}"), "f:2, column source_bytes: found true; expected an integer of 64 bits");
    assert_eq!(of_row(":1}", ":1,\"more\":1}"), "f:2: found the key \"more\"; expected the end of the object");
    assert_eq!(of_row("title", "titel"), "f:2: found the key \"titel\"; expected the key \"title\"");
    assert_eq!(
        of_row(",\"source_bytes\":1", ""),
        "f:2: found the end of the object; expected the key \"source_bytes\""
    );
    assert_eq!(of_row(":1}", ":1} {}"), "f:2: trailing characters");
    assert_eq!(of_row(":1}", ":1"), "f:2: EOF while parsing an object");
    assert_eq!(error("ndjson", b"{\"document_id\":\"\xFF\"}\n", &documents()), "f:1: invalid unicode code point");
}

#[test]
fn xml() {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<documents xmlns=\"urn:unrecs:schema:1\">\n";
    let of = |rows: &str| error("xml", format!("{head}{rows}"), &documents());
    let of_row = |cells: &str| of(&format!("  <document><document_id>a\nb</document_id>{cells}"));
    assert_eq!(error("xml", "", &documents()), "f:1: found the end of the file; expected the declaration of XML");
    assert_eq!(
        error("xml", "<documents/>", &documents()),
        "f:1: found the empty element \"documents\"; expected the declaration of XML"
    );
    assert_eq!(
        error("xml", "<?xml version=\"1.0\"?><meetings>", &documents()),
        "f:1: found the element \"meetings\"; expected the element documents"
    );
    assert_eq!(
        error("xml", "<?xml version=\"1.0\"?><documents xmlns=\"urn:other:1\">", &documents()),
        "f:1: found the attributes \"xmlns=\\\"urn:other:1\\\"\"; expected xmlns=\"urn:unrecs:schema:1\" alone"
    );
    assert_eq!(
        error("xml", "<?xml version=\"1.0\"?><documents xmlns=\"urn:unrecs:schema:1\" a=\"\">", &documents()),
        "f:1: found the attributes \"xmlns=\\\"urn:unrecs:schema:1\\\" a=\\\"\\\"\"; expected xmlns=\"urn:unrecs:schema:1\" alone"
    );
    assert_eq!(
        error("xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"c\">]>", &documents()),
        "f:2: found a document type; expected the element documents"
    );
    assert_eq!(of("words"), "f:3: found \"words\"; expected an element of a row or the end of the table");
    assert_eq!(of("<!-- words -->"), "f:3: found a comment; expected an element of a row or the end of the table");
    assert_eq!(
        of("<document/>"),
        "f:3: found the empty element \"document\"; expected an element of a row or the end of the table"
    );
    assert_eq!(of(""), "f:3: found the end of the file; expected an element of a row or the end of the table");
    assert_eq!(of("</documents> words"), "f:3: found \"words\"; expected the end of the file");
    assert_eq!(
        of("<document a=\"b\">"),
        "f:3: found the element \"document\" with attributes; expected the element document, as the first row, without attributes"
    );
    assert_eq!(
        of_row("<source_bytes>1</source_bytes></document><meeting>"),
        "f:4: found the element \"meeting\"; expected the element document, as the first row, without attributes"
    );
    assert_eq!(
        of_row("<document_id>"),
        "f:4: found the element \"document_id\"; expected the element of a column behind document_id or the end of the row"
    );
    assert_eq!(
        of_row("<titel>"),
        "f:4: found the element \"titel\"; expected the element of a column behind document_id or the end of the row"
    );
    assert_eq!(
        of_row("<title a=\"\">"),
        "f:4: found the element \"title\" with attributes; expected the element of a column behind document_id or the end of the row"
    );
    assert_eq!(of_row("</document>"), "f:4, column source_bytes: found no value; expected an integer of 64 bits");
    assert_eq!(
        of_row("<title></title>"),
        "f:4, column title: found \"\"; expected a text that is not empty, or no value"
    );
    assert_eq!(of_row("<title><b>"), "f:4: found the element \"b\"; expected text and the end of the value");
    assert_eq!(
        of_row("<title>a<![CDATA[b]]></title>"),
        "f:4: found a CDATA section; expected text and the end of the value"
    );
    assert_eq!(
        of_row("<title>&nbsp;</title>"),
        "f:4, column title: found the reference \"&nbsp;\"; expected one of a character or of &amp; &lt; &gt; &quot; &apos;"
    );
    assert_eq!(
        of_row("<title>&#0;</title>"),
        "f:4, column title: found the reference \"&#0;\"; expected one of a character or of &amp; &lt; &gt; &quot; &apos;"
    );
    assert_eq!(
        of_row("<title>&#11;</title>"),
        "f:4, column title: found the reference \"&#11;\"; expected one of a character or of &amp; &lt; &gt; &quot; &apos;"
    );
    assert_eq!(
        of_row("<title>a\u{B}</title>"),
        "f:4, column title: found the character U+000B; expected characters of XML 1.0"
    );
    assert_eq!(
        of_row("<title>a & b</title>"),
        "f:4: ill-formed document: entity or character reference not closed: `;` not found before end of input"
    );
    assert_eq!(
        of_row("<title>a</document>"),
        "f:4: ill-formed document: expected `</title>`, but `</document>` was found"
    );
    assert_eq!(
        of_row("<source_bytes> 1</source_bytes>"),
        "f:4, column source_bytes: found \" 1\"; expected an integer of 64 bits"
    );
    assert_eq!(
        error("xml", [head.as_bytes(), b"<document><document_id>\xFF</document_id>"].concat(), &documents()),
        "f:3: cannot decode input using UTF-8: invalid utf-8 sequence of 1 bytes from index 0"
    );
}

#[test]
fn nested_json() {
    let tables = samples::tables();
    let schemas: Vec<SchemaRef> = tables.iter().map(|table| Arc::new(arrow_schema(table.schema()))).collect();
    let json = String::from_utf8(exported(&tables, "json", "")).unwrap();
    let of = |old: &str, new: &str| {
        assert!(json.contains(old), "{old}");
        nested_rows(json.replacen(old, new, 1).as_bytes(), &schemas).unwrap_err().to_string()
    };
    assert_eq!(
        of("\"schema_version\"", "\"version\""),
        "f:1: found the key \"version\"; expected the key \"schema_version\""
    );
    assert_eq!(of("\"documents\":[", "\"documents\":{"), "f:3: invalid type: map, expected a list of rows");
    assert_eq!(
        of("\"ordinal\":1", "\"ordinal\":\"1\""),
        "f:5, column ordinal: found \"1\"; expected an integer of 32 bits"
    );
    assert_eq!(of(",\"addressees\":[]", ""), "f:6: found the key \"items\"; expected the key \"addressees\"");
    assert_eq!(of("\"addressees\":[]", "\"addressees\":null"), "f:6: invalid type: null, expected a list of rows");
    assert_eq!(
        of("\"meeting_id\":\"m1\",\"parent_id\"", "\"meeting_id\":\"m2\",\"parent_id\""),
        "f:6, column meeting_id: found \"m2\"; expected \"m1\", the row that it stands within"
    );
    assert_eq!(
        of("\"parent_id\":null", "\"parent_id\":\"m1-r2\""),
        "f:6, column parent_id: found \"m1-r2\"; expected no value, as for every row in the list recommendations"
    );
    assert_eq!(
        of("\"parent_id\":\"m1-r12\"", "\"parent_id\":null"),
        "f:18, column parent_id: found no value; expected \"m1-r12\", the row that it stands within"
    );
    assert_eq!(
        of("\"bodies\":[", "\"bodies\":[],\"more\":["),
        "f:24: found the key \"more\"; expected the end of the object"
    );
    assert_eq!(
        nested_rows(format!("{json}{{}}").as_bytes(), &schemas).unwrap_err().to_string(),
        "f:27: trailing characters"
    );
    assert_eq!(
        nested_rows(json.trim_end_matches("}\n").as_bytes(), &schemas).unwrap_err().to_string(),
        "f:26: EOF while parsing an object"
    );
    let item =
        json.lines().find_map(|line| line.trim().strip_suffix("]}").filter(|line| line.contains("m1-r12-a"))).unwrap();
    let within_itself = item.replace("\"parent_id\":\"m1-r12\"", "\"parent_id\":\"m1-r12-a\"");
    assert_eq!(of(item, &format!("{item}{}", within_itself.repeat(100_000))), "f:18: recursion limit exceeded");
}

#[test]
fn a_refusal_of_who_takes_the_batches_comes_back() {
    #[derive(Debug, PartialEq)]
    struct Refused;
    impl From<ReadError> for Refused {
        fn from(error: ReadError) -> Self {
            panic!("{error}")
        }
    }
    let tables = samples::tables();
    let schemas: Vec<SchemaRef> = tables.iter().map(|table| Arc::new(arrow_schema(table.schema()))).collect();
    let bytes = exported(&tables, "json", "");
    assert_eq!(nested(bytes.as_slice(), "f", &schemas, |_| Err(Refused)), Err(Refused));
}
