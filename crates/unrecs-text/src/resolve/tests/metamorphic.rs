//! Laws over every case and over the real document: what changes only the spelling or the surroundings leaves the targets.

use super::document::{self, REGISTRY};
use super::{Case, Law, Set, arabic, chinese, english, french, registry, russian, spanish, target};
use crate::resolve::rules::Named;
use crate::resolve::text::Reading;
use crate::resolve::{Grammar, Reference, References, Rule};
use crate::value::numeral::is_chinese_numeral;
use crate::value::{Numeral, NumeralStyle};

/// A paragraph with the section it stands in and the one that it stands below.
#[derive(Clone)]
struct Paragraph {
    section: usize,
    parent: Option<usize>,
    text: String,
}

fn sets() -> impl Iterator<Item = &'static Set> {
    let others = french::ALL.into_iter().chain(spanish::ALL).chain(russian::ALL).chain(arabic::ALL);
    chinese::ALL.into_iter().chain(english::ALL).chain(others)
}

/// What each paragraph of a text refers to, and by which rules.
fn outcomes(paragraphs: &[Paragraph], set: (&str, Option<&str>), grammar: &Grammar<'_>) -> Vec<Vec<String>> {
    let mut reading = Reading::new(grammar, set.0, set.1).expect("there is a table for this language");
    let (mut found, mut names, mut section) = (Vec::new(), Vec::<Vec<Named>>::new(), None);
    for paragraph in paragraphs {
        if section.replace(paragraph.section) != Some(paragraph.section) {
            reading.section();
        }
        let above = paragraph.parent.map_or(&[][..], |parent| &names[parent]);
        let (references, named) = reading.unit(&paragraph.text, above);
        found.push(outcome(&references));
        names.push(named);
    }
    found
}

fn outcome(found: &References<'_>) -> Vec<String> {
    let reference =
        |one: &Reference<'_>| format!("{} {} {} {}", target(one), one.status.code(), one.rule.code(), one.implicit);
    let references = found.references.iter().map(reference);
    let mentions = found.mentions.iter().map(|mention| mention.body.body_id.clone());
    let exclusions = found.exclusions.iter().map(|exclusion| exclusion.reason.code().to_owned());
    references.chain(mentions).chain(exclusions).collect()
}

/// The paragraphs of a case, changed.
fn paragraphs(case: &Case, section: usize, change: impl Fn(&str) -> String) -> Vec<Paragraph> {
    case.text.split('¶').map(|text| Paragraph { section, parent: None, text: change(text) }).collect()
}

/// Whether a character stands where white space says nothing.
fn is_wide(c: char) -> bool {
    u32::from(c) >= 0x2E80
}

/// White space put everywhere next to Chinese; between other words, doubled.
fn spaces_in(text: &str) -> String {
    let mut spaced = String::new();
    for c in text.chars() {
        let beside = spaced.chars().next_back().is_some_and(|before| is_wide(before) || is_wide(c));
        spaced.push_str(if beside || c == ' ' { " " } else { "" });
        spaced.push(c);
    }
    spaced
}

/// White space next to Chinese taken away.
fn spaces_out(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let beside = |at: usize| {
        let wide = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|&c| is_wide(c));
        wide(at.checked_sub(1)) || wide(Some(at + 1))
    };
    characters.iter().enumerate().filter(|&(at, &c)| c != ' ' || !beside(at)).map(|(_, &c)| c).collect()
}

fn wide_digits(text: &str) -> String {
    let wide = |c: char| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c };
    text.chars().map(wide).collect()
}

/// Numbers between 第 and the word of a unit in another style.
fn renumbered(text: &str, style: NumeralStyle) -> String {
    let other = if style == NumeralStyle::Chinese { NumeralStyle::Arabic } else { NumeralStyle::Chinese };
    let mut changed = String::new();
    for part in text.split_inclusive(['条', '款', '章']) {
        let (before, numbers) = part.rfind('第').map_or((part, ""), |at| part.split_at(at));
        let list = !numbers.contains(['/', '.', '《', '》', '(']) && numbers.ends_with(['条', '款', '章']);
        changed.push_str(before);
        if !list {
            changed.push_str(numbers);
            continue;
        }
        let mut number = String::new();
        for c in numbers.chars() {
            if is_chinese_numeral(c) || c.is_ascii_digit() {
                number.push(c);
                continue;
            }
            changed.push_str(&restyled(&number, style, other));
            number.clear();
            changed.push(c);
        }
    }
    changed
}

fn restyled(number: &str, style: NumeralStyle, other: NumeralStyle) -> String {
    let read = number.parse::<Numeral>().ok().filter(|numeral| numeral.style() == other);
    let restyled = read.and_then(|numeral| Numeral::new(numeral.value(), style));
    restyled.map_or_else(|| number.to_owned(), |numeral| numeral.to_string())
}

/// Line ends where white space may stand.
fn broken(text: &str, line_end: &str) -> String {
    let text = text.replace(' ', line_end);
    text.chars().map(|c| if matches!(c, '第' | '《') { format!("{line_end}{c}") } else { c.to_string() }).collect()
}

type Change = fn(&str) -> String;

/// The changes of spelling, each with its law.
const CHANGES: [(Law, Change); 7] = [
    (Law::Spaces, spaces_in),
    (Law::Spaces, spaces_out),
    (Law::Width, wide_digits),
    (Law::Numerals, |text| renumbered(text, NumeralStyle::Chinese)),
    (Law::Numerals, |text| renumbered(text, NumeralStyle::Arabic)),
    (Law::LineEnds, |text| broken(text, "\n")),
    (Law::LineEnds, |text| broken(text, "\r\n")),
];

/// The cases whose last paragraph does not end as it does unchanged, as many as obey a law.
fn differences(law: Law, change: Change) -> Vec<String> {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    let mut differences = Vec::new();
    for set in sets() {
        for case in set.cases.iter().filter(|case| case.obeys(law)) {
            let read = |change: Change| outcomes(&paragraphs(case, 0, change), (set.language, set.body), &grammar);
            let (expected, found) = (read(str::to_owned), read(change));
            if expected.last() != found.last() {
                let changed = paragraphs(case, 0, change).pop().map(|last| last.text).unwrap_or_default();
                differences.push(format!("{law:?} {changed}\n  {:?}\n  {:?}", expected.last(), found.last()));
            }
        }
    }
    differences
}

#[test]
fn spelling_changes_no_target() {
    for (law, change) in CHANGES {
        let differences = differences(law, change);
        assert!(differences.is_empty(), "\n{}", differences.join("\n"));
    }
}

#[test]
fn spans_slice_the_surface_in_bytes_and_in_code_points() {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    for set in sets() {
        for case in set.cases {
            let mut reading = Reading::new(&grammar, set.language, set.body).expect("there is a table for it");
            for text in case.text.split('¶').flat_map(|text| [text.to_owned(), wide_digits(text), spaces_in(text)]) {
                let found = reading.paragraph(&text);
                let spans = found.references.iter().map(Reference::span);
                for span in spans.chain(found.mentions.iter().map(|mention| mention.span())) {
                    let (before, surface) = (&text[..span.start], &text[span]);
                    let characters = text.chars().skip(before.chars().count()).take(surface.chars().count());
                    assert_eq!(characters.collect::<String>(), surface);
                    assert_eq!(surface.trim(), surface, "{text}");
                }
            }
        }
    }
}

#[test]
fn a_change_of_meaning_is_seen() {
    let spoils: [Change; 3] =
        [|text| text.replace('6', "7").replace('第', ""), |text| text.replace('《', "〔"), |text| text.to_uppercase()];
    for spoil in spoils {
        assert!(differences(Law::Spaces, spoil).len() > 10);
    }
}

#[test]
fn numbers_are_restyled() {
    assert_eq!(renumbered("《公约》第16、18条第3款", NumeralStyle::Chinese), "《公约》第十六、十八条第三款");
    assert_eq!(renumbered("第一百零一条和第二条", NumeralStyle::Arabic), "第101条和第2条");
}

#[test]
fn another_treaty_in_another_unit_changes_no_target() {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    for set in sets() {
        let other = match set.language {
            "zh" => "《联合国海洋法公约》第3条，大会第60/1号决议",
            "fr" => "l’article 3 de la Convention des Nations Unies sur le droit de la mer",
            "es" => "el artículo 3 de la Convención de las Naciones Unidas sobre el Derecho del Mar",
            "ru" => "статья 3 Конвенции Организации Объединенных Наций по морскому праву",
            "ar" => "المادة 3 من اتفاقية الأمم المتحدة لقانون البحار",
            _ => "article 3 of the United Nations Convention on the Law of the Sea",
        };
        for case in set.cases.iter().filter(|case| case.obeys(Law::OtherTreaty)) {
            let expected = outcomes(&paragraphs(case, 1, str::to_owned), (set.language, set.body), &grammar);
            // Where a profile says what 《公约》 means, not even the section's own treaties matter.
            let section = usize::from(set.body.is_some());
            let mut with = vec![Paragraph { section, parent: None, text: other.to_owned() }];
            with.extend(paragraphs(case, 1, str::to_owned));
            let found = outcomes(&with, (set.language, set.body), &grammar);
            assert_eq!(found.last(), expected.last(), "{}", case.text);
        }
    }
}

#[test]
fn the_order_of_units_changes_no_target() {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    for set in sets() {
        let cases: Vec<&Case> = set.cases.iter().filter(|case| case.obeys(Law::Order)).collect();
        let forward: Vec<usize> = (0..cases.len()).collect();
        let backward: Vec<usize> = forward.iter().rev().copied().collect();
        let halves: Vec<usize> = forward.iter().map(|index| (index + cases.len() / 2) % cases.len()).collect();
        for order in [forward, backward, halves] {
            let mut all = Vec::new();
            let mut last = Vec::new();
            for &index in &order {
                all.extend(paragraphs(cases[index], index, str::to_owned));
                last.push(all.len() - 1);
            }
            let found = outcomes(&all, (set.language, set.body), &grammar);
            for (&index, &last) in order.iter().zip(&last) {
                let alone = outcomes(&paragraphs(cases[index], 0, str::to_owned), (set.language, set.body), &grammar);
                assert_eq!(Some(&found[last]), alone.last(), "{}", cases[index].text);
            }
        }
    }
}

/// The units of the real document as paragraphs.
fn real() -> Vec<Paragraph> {
    let resolved = document::real(|text| text);
    let normalized = resolved.normalized();
    let unit = |unit: &crate::normalize::Paragraph| Paragraph {
        section: unit.scope,
        parent: unit.parent,
        text: normalized.text(unit).to_owned(),
    };
    normalized.paragraphs().iter().map(unit).collect()
}

const REAL: (&str, Option<&str>) = ("zh", Some("ctoc-cop-wg7"));

#[test]
fn spelling_changes_no_target_of_the_real_document() {
    let grammar = Grammar::new(&REGISTRY);
    let units = real();
    let expected = outcomes(&units, REAL, &grammar);
    assert!(expected.iter().flatten().count() > 100);
    for (law, change) in CHANGES {
        let changed: Vec<_> = units.iter().map(|unit| Paragraph { text: change(&unit.text), ..unit.clone() }).collect();
        for ((found, expected), unit) in outcomes(&changed, REAL, &grammar).iter().zip(&expected).zip(&changed) {
            assert_eq!(found, expected, "{law:?} {}", unit.text);
        }
    }
}

#[test]
fn another_treaty_and_another_order_change_no_local_target_of_the_real_document() {
    let grammar = Grammar::new(&REGISTRY);
    let units = real();
    let expected = outcomes(&units, REAL, &grammar);
    // Units with what stands below them, in the opposite order; and another treaty in front of each.
    let mut moved: Vec<(usize, Paragraph)> = Vec::new();
    let tops = (0..units.len()).filter(|&index| units[index].parent.is_none());
    for top in tops.collect::<Vec<_>>().into_iter().rev() {
        let other = "《联合国反腐败公约》第3条";
        moved.push((usize::MAX, Paragraph { section: units[top].section, parent: None, text: other.to_owned() }));
        let below = (top + 1..units.len()).take_while(|&index| units[index].parent.is_some());
        for index in std::iter::once(top).chain(below) {
            let parent = units[index].parent.and_then(|parent| moved.iter().position(|(one, _)| *one == parent));
            moved.push((index, Paragraph { parent, ..units[index].clone() }));
        }
    }
    let texts: Vec<_> = moved.iter().map(|(_, paragraph)| paragraph.clone()).collect();
    // Two rules look back into the section.
    let looks_back = [Rule::ProfileAndSection, Rule::OnlyCandidateInSection].map(Rule::code);
    let mut compared = 0;
    for ((index, _), found) in moved.iter().zip(outcomes(&texts, REAL, &grammar)) {
        let Some(expected) = expected.get(*index) else { continue };
        if !expected.iter().any(|one| looks_back.iter().any(|rule| one.contains(rule))) {
            assert_eq!(&found, expected, "{}", units[*index].text);
            compared += 1;
        }
    }
    assert!(compared > 100 && compared + 5 > units.len(), "{compared} of {}", units.len());
}

#[test]
fn every_rule_decides_in_some_case() {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    let mut fired: Vec<Rule> = Vec::new();
    for set in sets() {
        for case in set.cases {
            let mut reading =
                Reading::new(&grammar, set.language, set.body).expect("there is a table for this language");
            for paragraph in case.text.split('¶') {
                fired.extend(reading.paragraph(paragraph).references.iter().map(|one| one.rule));
            }
        }
    }
    let silent: Vec<_> = Rule::ALL.iter().filter(|rule| !fired.contains(rule)).collect();
    assert!(silent.is_empty(), "{silent:?}");
}
