//! XML that is not read: each message says where and why.

use super::document;
use crate::extract::extract;

fn refused(xml: &str) -> String {
    extract("a.xml", xml.as_bytes().to_vec(), None).unwrap_err().to_string()
}

#[test]
fn xml_that_is_not_well_formed_is_refused() {
    let ill = |xml: &str| refused(xml).replace("the XML is not well-formed: ", "");
    assert_eq!(
        refused("<akomaNtoso>\n  <p>é</b></p></akomaNtoso>"),
        "line 2, column 7: the XML is not well-formed: `</b>` closes `<p>`"
    );
    assert_eq!(ill("<akomaNtoso>\n<p>"), "line 2, column 1: `<p>` is not closed");
    assert_eq!(ill("<akomaNtoso></akomaNtoso></p>"), "line 1, column 26: `</p>` closes nothing");
    assert_eq!(ill("<akomaNtoso></akomaNtoso><akomaNtoso/>"), "line 1, column 26: a second root element");
    assert_eq!(ill("<akomaNtoso/>words"), "line 1, column 14: characters outside of the root element");
    assert_eq!(ill("<akomaNtoso/>&amp;"), "line 1, column 14: characters outside of the root element");
    assert_eq!(ill(&document("a &b")), "line 1, column 54: `&` without `;`");
    assert_eq!(ill(&document("a &#0;")), "line 1, column 54: `&#0;` stands for no character of XML");
    assert_eq!(ill(&document("&#xD800;")), "line 1, column 52: `&#xD800;` stands for no character of XML");
    assert_eq!(ill(&document("&#+65;")), "line 1, column 52: `&#+65;` stands for no character of XML");
    assert_eq!(ill(&document("a\u{1}")), "line 1, column 53: a character that XML does not allow");
    assert_eq!(ill(&document("<p a='<'/>")), "line 1, column 58: `<` inside of an attribute");
    assert_eq!(ill(&document("<p a='&'/>")), "line 1, column 58: `&` without `;`");
    assert_eq!(ill(&document("<1/>")), "line 1, column 52: `1` is no name of an element");
    assert_eq!(ill(&document("<p a='1' a='2'/>")), "line 1, column 61: the attribute `a` stands twice");
    assert_eq!(ill(&document("<p a/>")), "line 1, column 56: an attribute without `=`");
    assert_eq!(ill(&document("<p a=1/>")), "line 1, column 57: an attribute without a value in quotation marks");
    assert!(ill("<akomaNtoso><p").starts_with("line 1, column 13: "));
    assert!(ill("<akomaNtoso><!--").starts_with("line 1, column 13: "));
    assert_eq!(ill("<?xml version='1.0'?>"), "line 1, column 22: there is no element");
}

#[test]
fn what_no_document_needs_is_refused() {
    assert_eq!(
        refused("<!DOCTYPE akomaNtoso [<!ENTITY a 'b'>]><akomaNtoso>&a;</akomaNtoso>"),
        "line 1, column 1: the XML has a document type definition; expected none, as nothing is expanded or fetched"
    );
    let entity =
        "the XML refers to the entity &nbsp;; expected one of &amp; &lt; &gt; &quot; &apos; or a number such as &#233;";
    assert_eq!(refused(&document("a&nbsp;b")), format!("line 1, column 53: {entity}"));
    assert_eq!(refused(&document("<a href='&nbsp;'/>")), format!("line 1, column 61: {entity}"));
    assert_eq!(
        refused("<?xml version='1.0'?><html><p>A</p></html>"),
        "line 1, column 22: the root element is <html>; expected <akomaNtoso>"
    );
    assert_eq!(refused("<html/>"), "line 1, column 1: the root element is <html>; expected <akomaNtoso>");
    assert_eq!(
        refused("<?xml version='1.0' encoding='GBK'?><akomaNtoso/>"),
        "line 1, column 1: the XML declares the encoding GBK, but its bytes are UTF-8; expected both to be UTF-8"
    );
}

#[test]
fn endless_nesting_ends_soon() {
    let deep = format!("<akomaNtoso>{}", "<p>".repeat(1_000_000));
    assert_eq!(
        refused(&deep),
        "line 1, column 778: the elements are nested more than 256 deep; expected the structure of a document"
    );
    let attributes: String = (0..100_000).map(|number| format!(" a{number}='1'")).collect();
    assert_eq!(
        refused(&document(&format!("<p{attributes}/>"))),
        "line 1, column 52: the element has more than 256 attributes; expected the markup of a document"
    );
    let fine = format!("{}A{}", "<p>".repeat(253), "</p>".repeat(253));
    assert_eq!(extract("a.xml", document(&fine).into_bytes(), None).unwrap().text(), "A\n");
}

#[test]
fn references_to_characters_are_read() {
    let read = extract(
        "a.xml",
        document("<p>&lt;&amp;&#x5927;&#20250;<![CDATA[<x>&]]>&apos;&quot;&gt;</p>").into_bytes(),
        None,
    );
    assert_eq!(read.unwrap().text(), "<&大会<x>&'\">\n");
}
