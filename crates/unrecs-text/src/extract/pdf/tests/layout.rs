//! Paragraphs, columns, margins, footnotes and hyphens.

use super::{below, read, text};
use crate::extract::mark::MarkKind;

/// Two paragraphs with space between them.
fn two_paragraphs() -> Vec<super::Line<'static>> {
    let mut page = below(
        50.0,
        200.0,
        &["Recalling that bridges and tunnels need care", "in all of the countries of this region,"],
    );
    page.extend(below(
        50.0,
        240.0,
        &["1. \tUrges States to inspect the old bridges", "and to say what they have found."],
    ));
    page
}

#[test]
fn lines_of_a_paragraph_are_one_line() {
    assert_eq!(
        text(&[two_paragraphs()]),
        "Recalling that bridges and tunnels need care in all of the countries of this region,\n\n\
         1. Urges States to inspect the old bridges and to say what they have found.\n"
    );
}

#[test]
fn a_paragraph_goes_on_over_pages() {
    let first =
        below(50.0, 700.0, &["1. \tUrges States to inspect the old bridges", "and to say in a report what they have"]);
    let mut second = below(50.0, 100.0, &["found and what they mean to do about it."]);
    second.extend(below(50.0, 130.0, &["2. \tDecides to go on."]));
    let read = read(&[first, second]);
    let expected = "1. Urges States to inspect the old bridges and to say in a report what they have found and what they \
                    mean to do about it.\n\n2. Decides to go on.\n";
    assert_eq!(read.text, expected);
    let pages: Vec<_> = read.origins.iter().map(|origin| (origin.page(), &read.text[origin.text()])).collect();
    assert_eq!(pages[2], (Some(2), "found and what they mean to do about it."));
    assert_eq!(pages[3], (Some(2), "2. Decides to go on."));
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = [
        "The first column has some lines",
        "that fill it from side to side,",
        "and it goes on in the second",
        "where its sentence ends, with a",
    ];
    let right = [
        "word at the top of the column.",
        "Nobody reads it from the left",
        "to the right of all the paper,",
        "as nobody would get the sense.",
    ];
    let mut page = below(50.0, 100.0, &left);
    // The lines of the second column stand at other heights.
    page.extend(below(250.0, 105.0, &right));
    page.extend(below(50.0, 180.0, &["A line over both of the columns, which parts what is above."]));
    let text = text(&[page]);
    assert!(
        text.starts_with(
            "The first column has some lines that fill it from side to side, and it goes on in the second where"
        ),
        "{text}"
    );
    assert!(
        text.contains("with a word at the top of the column.\n\nNobody reads it from the left to the right of all"),
        "{text}"
    );
    assert!(text.ends_with("\n\nA line over both of the columns, which parts what is above.\n"), "{text}");
}

#[test]
fn the_cells_of_a_table_are_no_columns() {
    let mut page = below(50.0, 100.0, &["Austria", "Belgium", "Canada", "Denmark"]);
    page.extend(below(300.0, 100.0, &["1 200", "3 400", "5 600", "7 800"]));
    let text = text(&[page]);
    assert!(text.find("1 200") < text.find("Belgium"), "{text}");
}

#[test]
fn what_margins_repeat_is_no_text() {
    let page = |head: &'static str, number: &'static str, words: &'static str| {
        let mut page = vec![(50.0, 30.0, 8.0, head), (300.0, 780.0, 8.0, number)];
        page.extend(below(50.0, 300.0, &[words]));
        page
    };
    let pages = [
        page("CTOC/COP/2035/7", "35-01234 (E)", "The first page of the report says this."),
        page("CTOC/COP/2035/7", "2/3", "The second page has another line, number 4."),
        page("CTOC/COP/2035/7", "3/3", "The third page has the last of the lines."),
    ];
    let read = read(&pages);
    // The head of the first page is the masthead.
    assert_eq!(read.text.matches("CTOC/COP/2035/7").count(), 1, "{}", read.text);
    assert!(!read.text.contains("/3") && !read.text.contains("35-01234"), "{}", read.text);
    let margins: Vec<_> = read.margins.iter().map(|margin| (margin.words.as_str(), margin.pages.as_slice())).collect();
    assert_eq!(margins, [("35-01234 (E)", &[1][..]), ("CTOC/COP/2035/7", &[2, 3]), ("2/3", &[2, 3])]);
}

#[test]
fn lines_that_only_look_alike_stay() {
    let page = |words: &'static str| {
        let mut page = below(50.0, 300.0, &[&words[..12]]);
        page.extend([(50.0, 700.0, 10.0, words)]);
        page
    };
    let read =
        read(&[page("See vol. 1954, No. 33480."), page("See vol. 1771, No. 30822."), page("See vol. 17, No. 5.")]);
    assert!(read.margins.is_empty(), "{:?}", read.margins);
}

#[test]
fn footnotes_stand_at_the_end_with_their_marks() {
    let mut page = below(
        50.0,
        200.0,
        &["Recalling the report of the Commission,^2 which", "nobody has read for the last ten m^2 of paper,"],
    );
    page.extend([(50.0, 700.0, 8.0, "2 \tA/90/17, which"), (50.0, 710.0, 8.0, "has an annex.")]);
    let mut next = below(50.0, 200.0, &["Recalling too what came later,^3"]);
    next.extend([(50.0, 690.0, 8.0, "3 \tA/90/18.")]);
    let read = read(&[page, next]);
    assert!(
        read.text.ends_with("\n\n__________________\n2 A/90/17, which has an annex.\n3 A/90/18.\n"),
        "{}",
        read.text
    );
    let marks: Vec<_> = read.marks.iter().map(|mark| (mark.kind().clone(), &read.text[..mark.text().start])).collect();
    let place = |name: &str| MarkKind::FootnoteMark { name: name.to_owned() };
    assert_eq!(marks[0], (place("2"), "Recalling the report of the Commission,"));
    assert!(
        marks.iter().any(|(kind, before)| *kind == place("3") && before.ends_with("what came later,")),
        "{marks:?}"
    );
    assert!(marks.iter().any(|(kind, _)| *kind == MarkKind::Footnote { name: "3".to_owned() }), "{marks:?}");
    assert!(read.text.contains("Commission, which"), "{}", read.text);
}

#[test]
fn a_hyphen_goes_where_the_joined_word_stands_elsewhere() {
    let lines = [
        "The implementation of it needs seventy-five well-off",
        "States and the imple-",
        "mentation of another needs seventy-",
        "six, and both need a well-",
        "known seat",
    ];
    assert_eq!(
        text(&[below(50.0, 100.0, &lines)]),
        "The implementation of it needs seventy-five well-off States and the implementation of another needs seventy-six, and both \
         need a well-known seat\n"
    );
}

#[test]
fn chinese_lines_have_no_space_between_them() {
    let lines = ["回顾其关于桥梁安全的第", "12/34号决议以及其他有关", "决议，"];
    assert_eq!(text(&[below(50.0, 100.0, &lines)]), "回顾其关于桥梁安全的第12/34号决议以及其他有关决议，\n");
}

#[test]
fn words_on_both_sides_of_a_head_are_lines_of_their_own() {
    let page = vec![
        (50.0, 40.0, 10.0, "United Nations"),
        (450.0, 40.0, 10.0, "A/RES/90/7"),
        (50.0, 80.0, 10.0, "General Assembly"),
    ];
    assert_eq!(text(&[page]), "United Nations\n\nA/RES/90/7\n\nGeneral Assembly\n");
}

#[test]
fn a_symbol_goes_on_behind_its_stroke() {
    let page = vec![
        (50.0, 40.0, 10.0, "United Nations"),
        (450.0, 40.0, 10.0, "CTOC/COP/WG.7/"),
        (450.0, 52.0, 10.0, "2035/5"),
    ];
    assert_eq!(text(&[page]), "United Nations\n\nCTOC/COP/WG.7/2035/5\n");
}
