//! Which format a file has, and what is said of others.

use super::{SAMPLE, document};
use crate::extract::{Declared, MediaType, Rendition, extract};
use crate::value::Digest;

fn refused(path: &str, bytes: &[u8], media_type: Option<MediaType>) -> String {
    extract(path, bytes.to_vec(), media_type).unwrap_err().to_string()
}

fn media_type(path: &str, bytes: &[u8], given: Option<MediaType>) -> MediaType {
    extract(path, bytes.to_vec(), given).unwrap().media_type()
}

#[test]
fn a_plain_text_is_its_file() {
    let text = "\u{feff}一\r\n二三\n";
    let read = extract("a/b.txt", text.into(), None).unwrap();
    assert_eq!((read.path(), read.text(), read.file()), ("a/b.txt", text, text));
    assert_eq!((read.bytes(), read.digest()), (15, Digest::of(text.as_bytes())));
    assert_eq!((read.line_count(), read.line(8), read.line_start(2)), (3, 2, 8));
    assert_eq!((read.position(11).line, read.position(11).column), (2, 2));
    let origins: Vec<_> = read.origins().iter().map(|one| (one.text(), one.source())).collect();
    assert_eq!(origins, [(0..15, 0..15)]);
    assert!(read.marks().is_empty() && *read.declared() == Declared::default());
    assert!(extract("a.txt", Vec::new(), None).unwrap().origins().is_empty());
    assert_eq!(Rendition::from_bytes("a.txt", text.into()).unwrap().text(), text);
}

#[test]
fn name_and_content_tell_the_format() {
    let xml = document("<p>A</p>");
    let xml = xml.as_bytes();
    assert_eq!(media_type("a.txt", b"A", None), MediaType::Text);
    assert_eq!(media_type("a.MD", b"A", None), MediaType::Markdown);
    assert_eq!(media_type("a", b"A", None), MediaType::Text);
    assert_eq!(media_type("a.akn", xml, None), MediaType::AkomaNtoso);
    assert_eq!(media_type("dir.txt/a", xml, None), MediaType::AkomaNtoso);
    assert_eq!(media_type("a.txt", xml, Some(MediaType::AkomaNtoso)), MediaType::AkomaNtoso);
    assert_eq!(media_type("a.xml", b"A", Some(MediaType::Text)), MediaType::Text);
    // Text may begin with a tag.
    assert_eq!(media_type("a.md", b"<b>A</b>", None), MediaType::Markdown);
    let behind = ["\u{feff}<?xml version=\"1.0\"?>\n", "<!-- a --> ", "<?a b?><!--c-->"];
    for head in behind {
        assert_eq!(media_type("a", &[head.as_bytes(), xml].concat(), None), MediaType::AkomaNtoso);
    }
    let prefixed = b"<akn:akomaNtoso xmlns:akn=\"a\"><akn:p>A</akn:p></akn:akomaNtoso>";
    assert_eq!(extract("a", prefixed.to_vec(), None).unwrap().text(), "A\n");
}

#[test]
fn a_name_that_contradicts_the_content_is_refused() {
    assert_eq!(
        refused("a.xml", b"A", None),
        "the name says Akoma Ntoso XML, but the content is plain text; expected both to say the same"
    );
    assert_eq!(
        refused("a.txt", SAMPLE.as_bytes(), None),
        "the name says plain text, but the content is Akoma Ntoso XML; expected both to say the same"
    );
    assert_eq!(
        refused("a", b"A", Some(MediaType::AkomaNtoso)),
        "the media type says Akoma Ntoso XML, but the content is plain text; expected both to say the same"
    );
}

#[test]
fn other_formats_are_named() {
    let expected = "expected UTF-8 text, Markdown, Akoma Ntoso XML or PDF";
    let known: [(&[u8], &str); 5] = [
        (b"PK\x03\x04....word/document.xml", "a Word document (DOCX), which is not read yet"),
        (b"PK\x03\x04....a.txt", "a ZIP archive, which is not read yet"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word document (DOC), which is not read yet"),
        (b"{\\rtf1", "an RTF document, which is not read yet"),
        (b"T\0h\0e\0 \0A\0s\0s\0e\0m\0b\0l\0y\0", "text in UTF-16 (little endian)"),
    ];
    for (bytes, what) in known {
        assert_eq!(refused("a.txt", bytes, None), format!("the file is {what}; {expected}"));
    }
}

#[test]
fn other_encodings_are_guessed() {
    let wide = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<_>>();
    let hint = |bytes: &[u8]| {
        let message = refused("a.txt", bytes, None);
        message.split_once("in UTF-8; ").map(|(_, hint)| hint.replace("it looks like ", "")).unwrap_or_default()
    };
    assert_eq!(
        refused("a.txt", b"First\nsecond \xFF", None),
        "line 2, column 8: byte 0xFF at offset 13 is not UTF-8; expected a text file in UTF-8; it looks like Windows-1252"
    );
    assert_eq!(
        refused("a.txt", b"\xFF\0\x81\x82\x83", None),
        "line 1, column 1: byte 0xFF at offset 0 is not UTF-8; expected a text file in UTF-8"
    );
    let text = "\u{feff}The General Assembly, 大会";
    assert_eq!(hint(&wide(text, u16::to_le_bytes)), "UTF-16 (little endian)");
    assert_eq!(hint(&wide(text, u16::to_be_bytes)), "UTF-16 (big endian)");
    assert_eq!(hint(&wide("Résolution 77/1 du 大会", u16::to_le_bytes)), "UTF-16 (little endian)");
    assert_eq!(hint(&[0xFF, 0xFE, 0, 0, b'A', 0, 0, 0]), "UTF-32 (little endian)");
    // 大会建议缔约国 in GB18030, and a character of four bytes.
    let chinese = b"1. \xB4\xF3\xBB\xE1\xBD\xA8\xD2\xE9\xB5\xDE\xD4\xBC\xB9\xFA\xA3\xAC\x81\x30\x81\x30";
    assert_eq!(hint(chinese), "GB18030");
    assert_eq!(hint(b"R\xE9solution adopt\xE9e par l\x92Assembl\xE9e"), "Windows-1252");
    assert_eq!(hint(b"\x81\x8D\x90"), "");
}
