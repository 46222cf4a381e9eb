//! Files of small documents: what stands where, and what is not claimed.

use super::*;
use crate::export::samples;

fn resolved(text: &str) -> Resolved<'static> {
    samples::document("a", text)
}

fn file(text: &str) -> String {
    String::from_utf8(encoder(&samples::dataset(), &resolved(text)).unwrap()).unwrap()
}

/// The body of a document with one meeting.
fn body(recommendations: &str) -> String {
    let file = file(&format!("一. 第一次会议\n\n{recommendations}"));
    let (start, end) = (file.find("<section").unwrap(), file.find("</mainBody>").unwrap());
    file[start..end].lines().map(str::trim_start).collect()
}

/// The words of the first recommendation, with the identifiers of references left out.
fn words(sentence: &str) -> String {
    let body = body(&format!("1. {sentence}\n"));
    let start = body.find("<p>").unwrap() + "<p>".len();
    let mut words = body[start..start + body[start..].find("</p></content>").unwrap()].to_owned();
    for attribute in [" eId=\"", " GUID=\"", " refersTo=\"#instrument_"] {
        while let Some(at) = words.find(attribute) {
            let value = at + attribute.len();
            let end = value + words[value..].find('"').unwrap() + 1;
            words.replace_range(at..end, "");
        }
    }
    words.replace("/akn/un/act/provision/un-ga/", "")
}

#[test]
fn a_document_is_told_in_full() {
    let text = "\
Distr.: General\n21 June 2019\nChinese\nOriginal: English\n\nCTOC/COP/WG.7/2019/5\n\n\
偷运移民问题工作组\n\n临时议程\\*项目4\n\n各项建议\n\n\\* 见附件。\n\n\
二. 第二次会议\n\n8. 缔约国应：\n(a) 适用《公约》第6条；\n";
    assert_eq!(file(text), include_str!("../../../../../tests/akn/sample.akn.xml"));
}

#[test]
fn conjoined_references_share_an_element_and_ranges_have_two_ends() {
    let cases = [
        (
            "缔约国应适用《有组织犯罪公约》第16条和第18条。",
            "缔约国应适用<ref href=\"2000-11-15/XVIII-12\">《有组织犯罪公约》</ref><mref>\
             <ref href=\"2000-11-15/XVIII-12/!main#art_16\">第16条</ref>和\
             <ref href=\"2000-11-15/XVIII-12/!main#art_18\">第18条</ref></mref>。",
        ),
        (
            "缔约国应适用《有组织犯罪公约》第16至18条。",
            "缔约国应适用<ref href=\"2000-11-15/XVIII-12\">《有组织犯罪公约》</ref>\
             <rref from=\"2000-11-15/XVIII-12/!main#art_16\" upTo=\"2000-11-15/XVIII-12/!main#art_18\">第16至18条</rref>。",
        ),
    ];
    for (sentence, expected) in cases {
        assert_eq!(words(sentence), expected);
    }
}

#[test]
fn what_is_not_resolved_is_no_link() {
    assert_eq!(
        words("缔约国应适用《示范法》和《有组织犯罪公约》第99条。"),
        "缔约国应适用<inline name=\"reference\" class=\"unresolved\">《示范法》</inline>和\
         <ref href=\"2000-11-15/XVIII-12\">《有组织犯罪公约》</ref>\
         <inline name=\"reference\" class=\"out_of_range\">第99条</inline>。"
    );
    let resolution = words("缔约国应适用大会第55/25号决议。");
    assert!(resolution.contains("class=\"resolved\" title=\"A/RES/55/25\">"), "{resolution}");
}

#[test]
fn a_recommendation_of_the_same_document_is_an_identifier() {
    let body = body("1. 缔约国应合作。\n2. 铭记以上建议1，缔约国应合作。\n3. 铭记以上建议9，缔约国应合作。\n");
    assert!(body.contains("href=\"#sec_I__para_1\">以上建议1</ref>"), "{body}");
    assert!(body.contains("class=\"out_of_range\">以上建议9</inline>"), "{body}");
}

#[test]
fn of_two_units_with_one_number_the_first_bears_the_identifiers() {
    let body = body("1. 缔约国应合作。\n1. 缔约国应停止。\n");
    let expected = "<paragraph eId=\"sec_I__para_1\" GUID=\"ctoc-cop-wg7-m1-r1\"><num>1.</num><content><p>缔约国应合作。</p>\
                    </content></paragraph><paragraph><num>1.</num><content><p>缔约国应停止。</p></content></paragraph>";
    assert!(body.contains(expected), "{body}");
}

#[test]
fn what_stands_between_units_keeps_its_place() {
    let body = body("序言。\n\n1. 缔约国应：\n\n3/12\n\n(a) 合作；\n\n4/12\n\n(b) 停止。\n\n5/12\n\n2.\n");
    let furniture = |page: &str| {
        format!("<hcontainer name=\"furniture\"><content><p class=\"furniture\">{page}</p></content></hcontainer>")
    };
    let point = |letter: &str, words: &str| {
        format!(
            "<point eId=\"sec_I__para_1__list_1__point_{letter}\" GUID=\"ctoc-cop-wg7-m1-r1-{letter}\"><num>({letter})</num>\
             <content><p>{words}</p></content></point>"
        )
    };
    let expected = [
        "<section eId=\"sec_I\" GUID=\"ctoc-cop-wg7-m1\"><num>一.</num><heading>第一次会议</heading>",
        "<hcontainer name=\"text\" eId=\"sec_I__p_1\" GUID=\"ctoc-cop-wg7-m1-u1\"><content><p>序言。</p></content></hcontainer>",
        "<paragraph eId=\"sec_I__para_1\" GUID=\"ctoc-cop-wg7-m1-r1\"><num>1.</num>",
        "<list eId=\"sec_I__para_1__list_1\"><intro><p>缔约国应：</p></intro>",
        &furniture("3/12"),
        &point("a", "合作；"),
        &furniture("4/12"),
        &point("b", "停止。"),
        "</list></paragraph>",
        &furniture("5/12"),
        // No words, and so no paragraph of words.
        "<paragraph eId=\"sec_I__para_2\" GUID=\"ctoc-cop-wg7-m1-r2\"><num>2.</num></paragraph></section></hcontainer>",
    ];
    assert_eq!(body, expected.concat());
}

#[test]
fn words_without_a_section_of_their_own_are_in_the_preface() {
    let file = file("各项建议\n\n本文件\n是背景文件。\n2. 它\n有两段。\n\n一. 导言\n\n1. 甲。\n2. 乙。\n");
    let body: String = file[file.find("<mainBody>").unwrap()..].lines().map(str::trim_start).collect();
    let expected = "<mainBody><hcontainer name=\"preface\" eId=\"preface\" GUID=\"a-preface\">\
        <hcontainer name=\"text\" eId=\"preface__p_1\" GUID=\"a-preface-u1\"><content><p>本文件是背景文件。</p></content></hcontainer>\
        <paragraph eId=\"para_2\" GUID=\"a-p2\"><num>2.</num><content><p>它有两段。</p></content></paragraph></hcontainer>\
        <hcontainer name=\"body\" eId=\"body\" GUID=\"a-body\"><section eId=\"sec_I\" GUID=\"a-i\"><num>一.</num>\
        <heading>导言</heading><paragraph eId=\"para_1\" GUID=\"a-p1\"><num>1.</num><content><p>甲。</p></content></paragraph>\
        <paragraph><num>2.</num><content><p>乙。</p></content></paragraph></section></hcontainer></mainBody></doc></akomaNtoso>";
    assert_eq!(body, expected);
}

#[test]
fn a_footnote_stands_at_its_mark_or_where_it_is_printed() {
    let with = |text: &str| words(text).split_once("》").unwrap().1.to_owned();
    assert_eq!(
        with("缔约国应顾及《示范法》¹的规定。\n\n¹ 联合国出版物，\n出售品编号：C.10.V.2。"),
        "</inline><authorialNote marker=\"¹\" placement=\"bottom\"><p>联合国出版物，出售品编号：C.10.V.2。</p></authorialNote>的规定。"
    );
    assert_eq!(
        with("缔约国应顾及《示范法》[^1]的规定。\n\n[^1]: 联合国出版物。"),
        "</inline><authorialNote marker=\"1\" placement=\"bottom\"><p>联合国出版物。</p></authorialNote>的规定。"
    );
    // Two places with the mark: nothing says which it is.
    assert_eq!(with("缔约国应顾及《示范法》¹和规定¹。\n\n¹ 联合国出版物。"), "</inline>¹和规定¹。");
    let unlinked = body("1. 缔约国应合作。\n\n¹ 联合国出版物。\n");
    let expected = "<num>¹</num><content><p class=\"footnote\">联合国出版物。</p></content></hcontainer>";
    assert!(unlinked.contains(expected), "{unlinked}");
}

#[test]
fn a_document_that_says_nothing_of_itself_claims_nothing() {
    let file = file("");
    for expected in [
        "<FRBRuri value=\"/akn/un/doc/paper/ctoc-cop-wg7/0001-01-01/unrecs-a\"/>",
        "<FRBRuri value=\"/akn/un/doc/paper/ctoc-cop-wg7/0001-01-01/unrecs-a/und@\"/>",
        "<FRBRdate date=\"0001-01-01\" name=\"unknown\"/>",
        "<FRBRnumber value=\"unrecs-a\" refersTo=\"#generated_number\"/>",
        "<hcontainer name=\"preface\"",
    ] {
        assert!(file.contains(expected), "{expected} in {file}");
    }
    for unexpected in ["<publication", "FRBRtranslation", "name=\"symbol\"", "<analysis", "<coverPage"] {
        assert!(!file.contains(unexpected), "{unexpected} in {file}");
    }
}

#[test]
fn a_character_outside_of_xml_is_an_error_that_says_where() {
    let error = encoder(&samples::dataset(), &resolved("一. 第一次会议\n\n1. 缔约国应\u{C}合作。\n")).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    assert_eq!(error.to_string(), "document a: the character U+000C cannot stand in XML 1.0");
}

#[test]
fn a_footnote_stands_where_the_format_has_its_mark() {
    let source = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><statement name=\"resolution\">\
                  <preamble><formula name=\"enactingFormula\"><p>The General Assembly,</p></formula></preamble>\
                  <mainBody><paragraph><num>1.</num><content><p>Requests\
                  <authorialNote marker=\"1\" placement=\"bottom\"><p>See A/1/2.</p></authorialNote> States to report;</p></content></paragraph></mainBody></statement></akomaNtoso>";
    let document = samples::document_of("a", "a.xml", source);
    let file = String::from_utf8(encoder(&samples::dataset(), &document).unwrap()).unwrap();
    let note = &file[file.find("<authorialNote").unwrap_or_else(|| panic!("{file}"))..];
    assert!(file.contains("<p>Requests<authorialNote marker=\"1\" placement=\"bottom\" "), "{file}");
    assert!(note[..note.find(" to report").unwrap()].ends_with("</p></authorialNote> States"), "{file}");
}
