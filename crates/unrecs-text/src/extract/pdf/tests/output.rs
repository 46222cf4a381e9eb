//! What poppler writes, whole and broken, and what cannot be read of it.

use super::super::unreadable::Illegible;
use super::super::words::{PopplerProblem, read};
use super::{below, text};

#[test]
fn words_have_their_boxes() {
    let layout = r#"<page width="612.5" height="nan"><line xMin="1"><word xMin="-1.256" yMin="2" xMax="3.4" yMax="5.67">a &amp; b &x;</word></line></page>"#;
    let pages = read(layout).unwrap();
    let word = &pages[0].words[0];
    assert_eq!((pages[0].width, &*word.text, &layout[word.source.clone()]), (61_250, "a & b &x;", "a &amp; b &x;"));
    let area = word.area;
    assert_eq!([area.start, area.top, area.end, area.bottom], [-125, 200, 340, 567]);
}

#[test]
fn what_breaks_off_is_refused() {
    for (layout, expected) in [
        ("", PopplerProblem::NoPage),
        ("<html><page", PopplerProblem::NoPage),
        ("<page >", PopplerProblem::BreaksOff(7)),
        ("<page ><word xMin=", PopplerProblem::BreaksOff(18)),
        ("<page ><word >abc", PopplerProblem::BreaksOff(17)),
        ("<page >\n<page >", PopplerProblem::BreaksOff(15)),
    ] {
        assert_eq!(read(layout).map(|_| ()), Err(expected), "{layout}");
    }
}

#[test]
fn what_cannot_be_read_is_counted() {
    let document =
        super::read(&[below(50.0, 100.0, &["ab\u{E001}\u{FFFD} cd"]), Vec::new(), below(50.0, 100.0, &["ef"])]);
    let unreadable = document.unreadable;
    let found = [(1, Illegible::Characters { count: 2, first: '\u{E001}' }), (2, Illegible::NoText)];
    assert_eq!((unreadable.pages, unreadable.characters, unreadable.found.as_slice()), (3, 8, &found[..]));
    assert_eq!(unreadable.per_mille(), 333);
    assert_eq!(unreadable.shown(), "1 of 3 pages and 2 of 8 characters");
}

#[test]
fn hostile_pages_are_read_in_linear_time() {
    let word = |x: usize, y: usize, text: &str| {
        format!("<word xMin=\"{x}\" yMin=\"{y}\" xMax=\"{}\" yMax=\"{}\">{text}</word>", x + 5, y + 10)
    };
    let page = |words: String| format!("<page width=\"600\" height=\"800\"><line >{words}</line></page>");
    let beside: String = (0..50_000).map(|at| word(at, 10, "1-")).collect();
    let below: String = (0..50_000).map(|at| word(10, at * 12, "a\u{300}\u{300}-")).collect();
    let stacked: String = (0..50_000).map(|_| word(10, 10, "ة\u{64B}")).collect();
    let many: String = (0..5_000).map(|_| page(word(10, 10, "12") + &word(10, 700, "3"))).collect();
    for layout in [page(beside), page(below), page(stacked), many, page(word(usize::MAX / 2, usize::MAX / 2, "x"))] {
        let started = std::time::Instant::now();
        super::super::read(&layout).unwrap();
        assert!(started.elapsed().as_secs() < 20);
    }
}

#[test]
fn a_page_without_words_has_no_text() {
    assert_eq!(text(&[Vec::new()]), "");
}
