//! The text has the layout of the printed page.

use super::{SAMPLE, document, laid_out, marked, read};
use crate::extract::MarkKind;

#[test]
fn a_document_is_laid_out_as_printed() {
    assert_eq!(read(SAMPLE).text(), include_str!("sample.txt"));
}

#[test]
fn markup_is_kept_as_marks() {
    let sample = read(SAMPLE);
    let words = |wanted: fn(&MarkKind) -> bool| -> Vec<&str> {
        marked(&sample, wanted).into_iter().map(|(words, _)| words).collect()
    };
    assert_eq!(
        words(|kind| *kind == MarkKind::Emphasis),
        ["Whales", "The General Assembly", "Recalling", "Urges", "Decides", "Whales counted", "Treaty Series"]
    );
    assert_eq!(words(|kind| *kind == MarkKind::Heading), ["Rules", "Annex"]);
    assert_eq!(words(|kind| *kind == MarkKind::Number), ["1.", "2.", "(a)", "(i)", "3."]);
    let notes = words(|kind| matches!(kind, MarkKind::Footnote { .. }));
    assert_eq!(notes, ["See Treaty Series, vol. 1.\nSecond paragraph.", "Ibid."]);
    let link = MarkKind::Link { target: "https://undocs.org/en/A/RES/70/1".to_owned() };
    let links = marked(&sample, |kind| *kind == link);
    assert_eq!(links, [("70/1", "https://undocs.org/en/A/RES/70/1")]);
}

#[test]
fn an_element_without_words_does_not_cut_the_mark_around_it() {
    let read = read(&document("<section><heading>Alpha <b></b>beta <i/>gamma</heading><p>A</p></section>"));
    assert_eq!(marked(&read, |kind| *kind == MarkKind::Heading)[0].0, "Alpha beta gamma");
}

#[test]
fn the_mark_of_a_footnote_is_a_place() {
    let sample = read(SAMPLE);
    let places: Vec<_> = sample
        .marks()
        .iter()
        .filter_map(|mark| match mark.kind() {
            MarkKind::FootnoteMark { name } => {
                let (text, start) = (sample.text(), mark.text().start);
                assert!(mark.text().is_empty());
                assert_eq!(&sample.file()[mark.source().range()], name);
                Some((name.as_str(), &text[text[..start].rfind(' ').unwrap() + 1..start]))
            }
            _ => None,
        })
        .collect();
    assert_eq!(places, [("1", "70/1,"), ("1", "act"), ("2", "reef;"), ("a", "Blue")]);
}

#[test]
fn brackets_around_a_mark_are_part_of_it() {
    let note = r#"<authorialNote marker="1"><p>	()	See.</p></authorialNote>"#;
    let bare = |around: &str| laid_out(&format!("<p>{}</p>", around.replace("NOTE", note)));
    let rule = "\n\n__________________\n1 See.\n";
    assert_eq!(bare("قرار<sup>(</sup>NOTE<sup>)</sup>، ثم"), format!("قرار، ثم{rule}"));
    assert_eq!(bare("قرار<sup>)</sup>NOTE<sup>)</sup> ثم"), format!("قرار ثم{rule}"));
    assert_eq!(bare("word (NOTE) and"), format!("word and{rule}"));
    assert_eq!(bare("word (NOTE)"), format!("word{rule}"));
    assert_eq!(bare("(NOTE) word"), format!("word{rule}"));
    assert_eq!(bare("one (see NOTE)"), format!("one (see ){rule}"));
    assert_eq!(bare("(NOTE or not)"), format!("( or not){rule}"));
    let two = laid_out(&format!("<p>a<sup>(</sup>{note}<sup>)، (</sup>{note}<sup>)</sup> b</p>"));
    assert!(two.starts_with("a، b\n"), "{two}");
}

#[test]
fn raised_words_are_words() {
    let note = r#"<authorialNote marker="2"><p>N.</p></authorialNote>"#;
    let line = |behind: &str| {
        let text = laid_out(&format!("<p>x{note} {behind}</p>"));
        text.lines().next().unwrap()[2..].to_owned()
    };
    assert_eq!(line("le 1<sup>er</sup> juin"), "le 1er juin");
    assert_eq!(line("n<sup>o</sup> 2"), "no 2");
    // No footnote has this mark.
    assert_eq!(line("word<sup>7</sup>"), "word7");
    assert_eq!(line("word<sup>2</sup>, more"), "word, more");
    assert_eq!(line("word<sup>(2)</sup>, more"), "word, more");
    assert_eq!(line("10 m<sup>2</sup>"), "10 m2");
    assert_eq!(line("10<sup>2</sup>"), "102");
    assert_eq!(line("a <sup>2</sup>b"), "a 2b");
}

#[test]
fn white_space_of_the_file_is_not_printed() {
    assert_eq!(laid_out("<p>	 \u{200f} a \u{a0}\u{200f}</p>"), "a\n");
    assert_eq!(laid_out("<p>one\u{a0}two  three</p>"), "one\u{a0}two  three\n");
    assert_eq!(laid_out("<p>1 -	two</p>"), "1 - two\n");
    assert_eq!(laid_out("<p>one\n      <i>two</i>\n      three</p>"), "one two three\n");
    assert_eq!(laid_out("<p><i>one</i>\n      , two (\n   three )</p>"), "one, two (three )\n");
    assert_eq!(laid_out("<p>大会\n      注意到\n  A/70/81</p>"), "大会注意到A/70/81\n");
    assert_eq!(laid_out("<p>one&#9;&#10;two&#x20;</p>"), "one two\n");
    assert_eq!(laid_out("<p>\r\none\r\ntwo</p>"), "one two\n");
}

#[test]
fn a_number_stands_before_its_words() {
    assert_eq!(laid_out("<paragraph><num>1.</num><content><p>A</p><p>B</p></content></paragraph>"), "1. A\nB\n");
    let inner =
        "<paragraph><num>1.</num><list><point><num>(a)</num><content><p>A</p></content></point></list></paragraph>";
    assert_eq!(laid_out(inner), "1. (a) A\n");
    assert_eq!(
        laid_out("<paragraph><num>1.</num></paragraph><paragraph><num>2.</num><p>B</p></paragraph>"),
        "1.\n2. B\n"
    );
    assert_eq!(laid_out("<section><num>I.</num><heading>Rules</heading><p>A</p></section>"), "I. Rules\n\nA\n");
    assert_eq!(laid_out("<section><num>I</num><heading>Rules</heading><p>A</p></section>"), "I\n\nRules\n\nA\n");
    let repeated = "<p>A</p><p><num>I.</num><subheading>I.	Rules</subheading></p><p><num>1.</num><p> 1.	B</p></p>";
    assert_eq!(laid_out(repeated), "A\n\nI. Rules\n\n1. B\n");
    assert_eq!(laid_out("<p><num>(a)</num><p>)	B</p></p>"), "(a) ) B\n");
    assert_eq!(laid_out("<p>A</p><p><num>I</num></p><heading>Rules</heading>"), "A\n\nI\n\nRules\n");
    assert_eq!(laid_out("<section><num>I</num></section><heading>Rules</heading>"), "I\n\nRules\n");
    assert_eq!(laid_out("<paragraph><num> </num><content><p>A</p></content></paragraph>"), "A\n");
    assert_eq!(laid_out("<p>B</p><paragraph><num></num><content><p>A</p></content></paragraph>"), "B\nA\n");
}

#[test]
fn headings_have_blank_lines_around_them() {
    let body = "<p>A</p><heading>One</heading><subheading>Two</subheading><p>B</p>";
    assert_eq!(laid_out(body), "A\n\nOne\n\nTwo\n\nB\n");
    // In a section the cross headings are preambular paragraphs.
    let section = "<section><p>A</p><crossHeading refersTo=\"#preamble\">Noting</crossHeading><p>B</p></section>";
    assert_eq!(laid_out(section), "A\nNoting\nB\n");
    assert_eq!(laid_out("<p>A</p><crossHeading>One</crossHeading><p>B</p>"), "A\n\nOne\n\nB\n");
}

#[test]
fn tables_are_rows_of_markdown() {
    let table = |rows: &str| laid_out(&format!("<p>A</p><table>{rows}</table><p>B</p>"));
    assert_eq!(table("<tr><td>1</td><td><p>2</p><p>3</p></td></tr>"), "A\n| 1 | 2 3 |\nB\n");
    assert_eq!(table("<tr><td/><td>2</td><td/></tr>"), "A\n| | 2 | |\nB\n");
    assert_eq!(table("<tr><td></td></tr><tr/>"), "A\nB\n");
    assert_eq!(table(r#"<tr><td colspan="3">1</td><td>2</td></tr>"#), "A\n| 1 | | | 2 |\nB\n");
    let widest = table(r#"<tr><td colspan="4000000000">1</td></tr>"#);
    assert_eq!(widest.lines().nth(1).unwrap().matches('|').count(), 17);
    assert_eq!(
        table("<tr><td>1<table><tr><td>2</td><td>3</td></tr></table></td><td>4</td></tr>"),
        "A\n| 1 2 3 | 4 |\nB\n"
    );
    assert_eq!(table("<tr><td>1<sup>a</sup></td><td>2<sup>e</sup> C</td></tr>"), "A\n| 1 | 2e C |\nB\n");
    assert_eq!(table("<tr><td>1<br/>2</td></tr>"), "A\n| 1 2 |\nB\n");
    // Rows without cells and cells without rows lose nothing.
    assert_eq!(table("<tr>1</tr><td>2</td>"), "A\n1 |\n2\nB\n");
}

#[test]
fn footnotes_may_stand_in_each_other() {
    let inner = r#"<authorialNote marker="2"><p>Inner.</p></authorialNote>"#;
    let outer = format!(r#"<p>A<authorialNote marker="1"><p>Outer{inner} more.</p></authorialNote> b</p>"#);
    assert_eq!(laid_out(&outer), "A b\n\n__________________\n2 Inner.\n1 Outer more.\n");
    assert_eq!(laid_out("<p>A<authorialNote><p>B</p></authorialNote></p>"), "A\n\n__________________\nB\n");
    let cut = r#"<p>A<authorialNote marker="17"><p>	<sup>1</sup><sup>7</sup>	B</p></authorialNote></p>"#;
    assert_eq!(laid_out(cut), "A\n\n__________________\n17 B\n");
    assert_eq!(laid_out(r#"<p>A<noteRef marker="1"/></p>"#), "A\n");
}

#[test]
fn footnotes_may_stand_in_the_metadata() {
    let notes = r#"<meta><notes><note marker="*"><p>See <i>this</i>.</p><p>More.</p></note></notes></meta>"#;
    let xml = document(r#"<p>A<noteRef marker="*"/> b</p>"#).replace("<mainBody>", &format!("{notes}<mainBody>"));
    assert_eq!(read(&xml).text(), "A b\n\n__________________\n* See this.\nMore.\n");
}

#[test]
fn every_element_of_a_line_stays_in_it() {
    for name in ["remark", "placeholder", "signature", "term", "ins", "def", "akn:quantity"] {
        assert_eq!(laid_out(&format!("<p>one<{name}> two</{name}>, three</p>")), "one two, three\n", "{name}");
    }
    assert_eq!(laid_out("<ul><li>one</li><li>two</li></ul>"), "one\ntwo\n");
    let article =
        "<article><num>Article 1</num><heading>Purpose</heading><paragraph><num>1.</num><p>A</p></paragraph></article>";
    assert_eq!(laid_out(article), "Article 1\n\nPurpose\n\n1. A\n");
}

#[test]
fn no_content_is_no_text() {
    for nothing in ["<akomaNtoso/>", "<akomaNtoso>\n</akomaNtoso>", "<akomaNtoso><p> </p></akomaNtoso>"] {
        let empty = read(nothing);
        assert_eq!((empty.text(), empty.line_count(), empty.origins().len()), ("", 1, 0));
        assert_eq!(empty.position(0).line, 1);
    }
}
