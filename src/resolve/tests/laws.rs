//! Laws: the spelling of a text does not change its targets, spans slice, and time grows in step with the text.

use std::time::{Duration, Instant};

use super::{registry, show, target};
use crate::resolve::{Grammar, Reference, References, text};

const CASES: [&str; 12] = [
    "《偷运移民议定书》第6条第3款",
    "《公约》第32和37条",
    "《公约》第16条和第18条",
    "《议定书》第5条和第6条第4款",
    "《公约》第24至26条",
    "《联合国海洋法公约》附件2第3条",
    "《公约》第6条第1款(a)项",
    "《公约》第2(b)条",
    "《2030年可持续发展议程》和《公约》及其各项议定书",
    "《公约》的各项条款，例如其中针对没收事宜的第13条，该条",
    "大会第55/25号决议",
    "以上建议11",
];

fn outcome(text: &str, grammar: &Grammar<'_>) -> Vec<String> {
    let found = text::read(text, "zh", Some("wg"), grammar);
    let one = |reference: &Reference| format!("{} {:?} {}", target(reference), reference.status, reference.rule.code());
    found.references.iter().map(one).collect()
}

#[test]
fn spelling_does_not_change_a_target() {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    for case in CASES {
        let expected = outcome(case, &grammar);
        assert!(!expected.is_empty(), "{case}");
        let between = |c: char| if c.is_ascii_digit() || c == '/' { format!("{c}") } else { format!("{c} ") };
        let spaced: String = case.chars().map(between).collect();
        let broken: String =
            case.chars().map(|c| if c == '第' { "\r\n第 ".to_owned() } else { c.to_string() }).collect();
        let wide = |c: char| if c.is_ascii_alphanumeric() { char::from_u32(u32::from(c) + 0xFEE0) } else { Some(c) };
        let wide: String = case.chars().filter_map(wide).collect();
        for changed in [spaced, broken, wide] {
            assert_eq!(outcome(&changed, &grammar), expected, "{changed}");
        }
    }
    assert_eq!(outcome("《公约》第16条", &grammar), outcome("《公约》第十六条", &grammar));
}

#[test]
fn spans_slice() {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    let hostile =
        "第《》、条款项章和至(a)（1）㈠附件该其中条文 /A/RES/5第1条第2款６ \u{a0}article 6 (a), of the Convention";
    let characters: Vec<char> = hostile.chars().collect();
    // A multiplicative walk visits all orders of characters without a source of randomness.
    let mut seed = 1_usize;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..40 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(characters[(seed >> 33) % characters.len()]);
        }
        for language in ["zh", "en"] {
            let found = text::read(&text, language, Some("wg"), &grammar);
            check_spans(&text, &found);
        }
    }
}

fn check_spans(text: &str, found: &References<'_>) {
    show(text, found);
    for reference in &found.references {
        assert!(text.get(reference.span()).is_some_and(|surface| surface.trim() == surface), "{text}");
    }
}

/// Reads texts of one length and of twice that; a quadratic grammar would take minutes.
#[test]
fn hostile_texts_take_time_in_step_with_their_length() {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    let patterns = [
        "第1条、",
        "《",
        "和第",
        "第1、",
        "《公约》",
        "该公约",
        "第1条第1款",
        "article 1, ",
        "paragraph 1 of article 2, ",
        "/",
        "其中第1条",
        "《》",
        "第1条至",
        "Convention ",
        "Convention on the ",
        "articles 1, 2 and ",
        "第55/25号",
        "(a)项",
        "》",
        "建议1和",
        "resolution 55/25 and ",
        "《》》《《",
        "Capital ",
        "Protocols thereto ",
    ];
    for pattern in patterns {
        let short = pattern.repeat(20_000 / pattern.len());
        let long = pattern.repeat(80_000 / pattern.len());
        let took = |text: &str| {
            let start = Instant::now();
            for language in ["zh", "en"] {
                std::hint::black_box(text::read(text, language, Some("wg"), &grammar));
            }
            start.elapsed()
        };
        let (first, second) = (took(&short), took(&long));
        assert!(second < first * 10 + Duration::from_millis(400), "{pattern}: {first:?} then {second:?}");
    }
}
