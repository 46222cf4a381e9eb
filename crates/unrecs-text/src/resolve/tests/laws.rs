//! Laws on any text: spans slice, and time grows in step with the text.

use std::time::{Duration, Instant};

use super::{registry, show};
use crate::resolve::{Grammar, References, text};

#[test]
fn spans_slice() {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    let hostile = "第《》、条款项章和至(a)（1）㈠附件该其中条文 /A/RES/5第1条第2款６ \u{a0}article 6 (a), of the Convention\
         l’é «статья ЗА/5 b) от» ولل المادة دإ-د”“ـّ";
    let characters: Vec<char> = hostile.chars().collect();
    // A multiplicative walk visits all orders of characters without a source of randomness.
    let mut seed = 1_usize;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..40 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(characters[(seed >> 33) % characters.len()]);
        }
        for language in ["zh", "en", "fr", "es", "ru", "ar"] {
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
        "resolutions 57/284 A and B, ",
        "1 (2001), ",
        "Council resolution 11/1, annex, para. 5; ",
        "第1(2001)、",
        "第11/1号决议第5段，",
        "A/1 (Sect. 1)",
        "Persons and Trafficking in Persons Protocols ",
        "&nbsp;",
        "a-b-",
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
