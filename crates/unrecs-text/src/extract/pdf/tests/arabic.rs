//! Lines from the right to the left: poppler gives their characters from the left to the right.

use super::super::direction::{read, written};

/// What is read of the characters of a line, which stand here from the left to the right.
fn of(from_the_left: &str) -> String {
    let mut items: Vec<char> = from_the_left.chars().rev().collect();
    read(&mut items, |c| *c);
    written(items.into_iter())
}

#[test]
fn arabic_is_read_right_to_left() {
    assert_eq!(of("ةماعلا ةيعمجلا"), "الجمعية العامة");
}

#[test]
fn numbers_and_latin_words_run_the_other_way() {
    assert_eq!(of("2020 ماع يف 75/14 رارقلا"), "القرار 75/14 في عام 2020");
    assert_eq!(of("،Treaty Series ةعومجم"), "مجموعة Treaty Series،");
    assert_eq!(of("،)A/77/17( 17 مقر"), "رقم 17 (A/77/17)،");
    assert_eq!(of("36-1 باوبألا"), "الأبواب 1-36");
}

#[test]
fn a_line_of_another_script_stays() {
    assert_eq!(of("14 December 2022"), "14 December 2022");
    assert_eq!(of(".A/77/277-S/2022/60"), "A/77/277-S/2022/60.");
    assert_eq!(of("030123 )A( 22-11844"), "22-11844 (A) 030123");
}

#[test]
fn forms_of_letters_are_letters_and_strokes_go() {
    assert_eq!(written("مــن \u{FEFB} \u{FB01}".chars()), "من \u{644}\u{627} fi");
}

#[test]
fn a_page_right_to_left_has_its_first_words_there() {
    let line = |y: u32, words: [&str; 2]| {
        let (y, below) = (y, y + 12);
        let [left, right] = words;
        format!(
            "<line><word xMin=\"100\" yMin=\"{y}\" xMax=\"200\" yMax=\"{below}\">{left}</word>\
             <word xMin=\"205\" yMin=\"{y}\" xMax=\"300\" yMax=\"{below}\">{right}</word></line>"
        )
    };
    let page = [line(10, ["ةماعلا", "ةيعمجلا"]), line(22, ["ةدحتملا", "ممألل"])].concat();
    let document = super::super::read(&format!("<page width=\"400\" height=\"400\">{page}</page>")).unwrap();
    assert_eq!(document.text, "الجمعية العامة للأمم المتحدة\n");
}
