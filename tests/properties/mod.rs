//! Laws on generated input: damaged copies of the real document, documents made from a plan, and values that print and read back.

mod published;

use std::fmt::Write;

use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use unrecs_text::extract::Rendition;
use unrecs_text::language::{by_tag, dates};
use unrecs_text::normalize::{self, Identity, ParsedValue};
use unrecs_text::parse;
use unrecs_text::resolve::{self, Resolved};
use unrecs_text::validate::{self, Policy};
use unrecs_text::value::{Date, DateRange, Letter, Numeral, NumeralStyle, Symbol};

use crate::golden::registry::GRAMMAR;
use crate::golden::{akn, laws};

const REAL: &str = include_str!("../../input/documents/000_5c5650b05a3a6a13.txt");

/// The same cases in every run, so that a failure is a fault of the change and not of the day.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(1945), failure_persistence: None, ..ProptestConfig::default() }
}

fn read(text: &str, body: &str) -> Resolved<'static> {
    let source = Rendition::from_bytes(&format!("{body}.txt"), text.as_bytes().to_vec()).unwrap();
    let identity = Identity::named(body, body);
    resolve::resolve(normalize::normalize(parse::parse(source, parse::Given::default()), identity), &GRAMMAR)
}

/// One thing that goes wrong with a copy.
#[derive(Debug, Clone)]
enum Damage {
    Drop(Index),
    Double(Index),
    Swap(Index, Index),
    Delete(Index, usize),
    Insert(Index, &'static str),
    Truncate(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    let piece = proptest::sample::select(vec![
        "《",
        "(a) ",
        "\n1. ",
        "\n二. 第一次会议\n",
        "\n# ",
        "**",
        "](",
        "\\",
        "\r",
        "\u{C}",
        "\0",
        "\u{FEFF}",
        "２０１２年13月40日",
        "第1条、",
        "㈠",
        "\u{3000}",
    ]);
    prop_oneof![
        3 => at().prop_map(Damage::Drop),
        3 => at().prop_map(Damage::Double),
        3 => (at(), at()).prop_map(|(a, b)| Damage::Swap(a, b)),
        3 => (at(), 1..40_usize).prop_map(|(at, count)| Damage::Delete(at, count)),
        3 => (at(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        1 => at().prop_map(Damage::Truncate),
    ]
}

fn damaged(damages: &[Damage]) -> String {
    let mut text = REAL.to_owned();
    for damage in damages {
        if text.is_empty() {
            break;
        }
        let boundary = |at: &Index| text.floor_char_boundary(at.index(text.len()));
        match damage {
            Damage::Drop(_) | Damage::Double(_) | Damage::Swap(..) => text = with_lines(&text, damage),
            Damage::Delete(at, count) => {
                let start = boundary(at);
                let end = text[start..].char_indices().nth(*count).map_or(text.len(), |(length, _)| start + length);
                text.replace_range(start..end, "");
            }
            Damage::Insert(at, piece) => text.insert_str(boundary(at), piece),
            Damage::Truncate(at) => text.truncate(boundary(at)),
        }
    }
    text
}

fn with_lines(text: &str, damage: &Damage) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let count = lines.len();
    match damage {
        Damage::Drop(at) => drop(lines.remove(at.index(count))),
        Damage::Double(at) => lines.insert(at.index(count), lines[at.index(count)]),
        Damage::Swap(a, b) => lines.swap(a.index(count), b.index(count)),
        Damage::Delete(..) | Damage::Insert(..) | Damage::Truncate(_) => {}
    }
    lines.concat()
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn damage_loses_nothing(damages in prop::collection::vec(damage(), 1..12)) {
        let document = read(&damaged(&damages), "ctoc-cop-wg7");
        laws::references_stand_in_the_text(&document);
        akn::hold(&document);
        laws::nothing_is_lost(document.normalized());
        laws::texts_come_from_the_source(document.normalized());
        laws::normalizing_again_changes_nothing(document.normalized());
        let validated = validate::validate(vec![document], &Policy::default());
        laws::findings_have_a_place(&validated);
    }

    #[test]
    fn any_characters_are_read(text in "[ \\n#>*0-9a-civx().:：（）、。《》一二十第次会议条年月日㈠\\\\\\[\\]\u{0}\u{3000}]{0,400}") {
        let document = read(&text, "wg");
        laws::references_stand_in_the_text(&document);
        akn::hold(&document);
        laws::nothing_is_lost(document.normalized());
        laws::texts_come_from_the_source(document.normalized());
        laws::findings_have_a_place(&validate::validate(vec![document], &Policy::default()));
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn the_order_of_the_documents_does_not_matter(
        copies in prop::collection::vec(prop::collection::vec(damage(), 0..6), 2..4),
        first in any::<Index>(),
    ) {
        let texts: Vec<_> = copies.iter().map(|damages| damaged(damages)).collect();
        let judged = |order: &[usize]| {
            let documents = order.iter().map(|&index| read(&texts[index], &format!("wg{index}"))).collect();
            let validated = validate::validate(documents, &Policy::default());
            let shown = |finding: &unrecs_text::finding::Finding| {
                let path = validated.documents()[finding.document].normalized().source().path().to_owned();
                (path, finding.span, finding.code, finding.message.clone(), finding.expected.clone())
            };
            let mut findings: Vec<_> = validated.findings().iter().map(shown).collect();
            findings.sort();
            findings
        };
        let order: Vec<_> = (0..texts.len()).collect();
        let mut other = order.clone();
        other.rotate_left(first.index(texts.len()));
        other.reverse();
        prop_assert_eq!(judged(&order), judged(&other));
    }
}

/// A meeting as it is to be printed and read back: how many items each of its recommendations has.
#[derive(Debug, Clone)]
struct Plan {
    days: (Date, Date),
    items: Vec<usize>,
    layout: Layout,
}

/// What a printer may do as it likes.
#[derive(Debug, Clone)]
struct Layout {
    heading: &'static str,
    number: &'static str,
    bullet: &'static str,
    between: &'static str,
    place_first: bool,
}

fn day() -> impl Strategy<Value = Date> {
    (1946..2100_i16, 1..=12_i8, 1..=31_i8)
        .prop_map(|(year, month, day)| date(year, month, day.min(date(year, month, 1).days_in_month())))
}

fn days() -> impl Strategy<Value = (Date, Date)> {
    (day(), day()).prop_map(|(a, b)| (a.min(b), a.max(b)))
}

fn plan() -> impl Strategy<Value = Plan> {
    let layout = (
        proptest::sample::select(vec!["", "# ", "#### "]),
        proptest::sample::select(vec!["", "### ", "- ", "> "]),
        proptest::sample::select(vec!["", "- ", "* ", "  "]),
        proptest::sample::select(vec!["\n", "\n\n", "\r\n", "\n\u{C}\n"]),
        any::<bool>(),
    );
    let layout = layout.prop_map(|(heading, number, bullet, between, place_first)| Layout {
        heading,
        number,
        bullet,
        between,
        place_first,
    });
    (days(), prop::collection::vec(prop_oneof![3 => Just(0_usize), 1 => 1..30_usize], 1..12), layout)
        .prop_map(|(days, items, layout)| Plan { days, items, layout })
}

fn printed(plans: &[Plan]) -> String {
    let mut text = "工作组通过的各项建议\n\n".to_owned();
    for (index, Plan { days, items, layout }) in plans.iter().enumerate() {
        let numeral = Numeral::new(u32::try_from(index).unwrap() + 1, NumeralStyle::Chinese).unwrap();
        let (dates, end) = (chinese(*days), layout.between);
        let place = if layout.place_first { format!("维也纳，{dates}") } else { format!("{dates}，维也纳") };
        let _ = write!(text, "{}{numeral}. 第{numeral}次会议，{place}\n\n", layout.heading);
        for (index, &count) in items.iter().enumerate() {
            let colon = if count > 0 { "：" } else { "采取措施。" };
            let _ = write!(text, "{}{}. 缔约国应{colon}{end}", layout.number, index + 1);
            for place in 1..=count {
                let letter = Letter::at(u32::try_from(place).unwrap()).unwrap();
                let _ = write!(text, "{}({letter}) 措施{place}；{end}", layout.bullet);
            }
        }
        text.push('\n');
    }
    text
}

fn chinese((start, end): (Date, Date)) -> String {
    let full = |day: Date| format!("{}年{}月{}日", day.year(), day.month(), day.day());
    match () {
        () if start == end => full(start),
        () if start.year() != end.year() => format!("{}至{}", full(start), full(end)),
        () if start.month() != end.month() => format!("{}至{}月{}日", full(start), end.month(), end.day()),
        () => format!("{}至{}日", full(start), end.day()),
    }
}

fn english((start, end): (Date, Date)) -> String {
    let month = |day: Date| day.strftime("%B").to_string();
    let full = |day: Date| format!("{} {} {}", day.day(), month(day), day.year());
    match () {
        () if start == end => full(start),
        () if start.year() != end.year() => format!("{} to {}", full(start), full(end)),
        () if start.month() != end.month() => format!("{} {} to {}", start.day(), month(start), full(end)),
        () => format!("{} to {}", start.day(), full(end)),
    }
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn a_printed_plan_is_read_back(plans in prop::collection::vec(plan(), 1..13)) {
        let text = printed(&plans);
        let document = read(&text, "wg");
        let document = document.normalized();
        prop_assert_eq!(document.meetings().count(), plans.len(), "{}", text);
        let mut expected = Vec::new();
        for (index, ((_, meeting), plan)) in document.meetings().zip(&plans).enumerate() {
            let dates = meeting.dates.as_ref().and_then(ParsedValue::value).map(|dates| (dates.start, dates.end));
            prop_assert_eq!(dates, Some(plan.days), "{}", text);
            prop_assert_eq!(meeting.place.as_deref(), Some("维也纳"));
            prop_assert_eq!(usize::try_from(meeting.ordinal).unwrap(), index + 1);
            for (number, &count) in plan.items.iter().enumerate() {
                let id = format!("wg-m{}-r{}", index + 1, number + 1);
                expected.push((id.clone(), if count > 0 { "缔约国应：" } else { "缔约国应采取措施。" }.to_owned()));
                let letter = |place: usize| Letter::at(u32::try_from(place).unwrap()).unwrap();
                expected.extend((1..=count).map(|place| (format!("{id}-{}", letter(place)), format!("措施{place}；"))));
            }
        }
        let units = document.paragraphs().iter().map(|unit| (document.paragraph_id(unit).to_owned(), document.text(unit).to_owned()));
        prop_assert_eq!(units.collect::<Vec<_>>(), expected, "{}", text);
    }

    #[test]
    fn dates_are_read_as_printed(days in days(), spaces in "[ ]{0,2}") {
        let range = DateRange { start: days.0, end: days.1 };
        let apart = |c: char| if "年月日".contains(c) { format!("{spaces}{c}{spaces}") } else { c.to_string() };
        let spaced: String = chinese(days).chars().map(apart).collect();
        for (text, language) in [(chinese(days), by_tag("zh").unwrap()), (spaced, by_tag("zh").unwrap()), (english(days), by_tag("en").unwrap())] {
            let found = dates::find(&format!("x，{text}，y"), &language.dates);
            prop_assert_eq!(found.map(|found| found.dates), Some(Ok(range)), "{}", text);
        }
    }

    #[test]
    fn numerals_print_as_read(text in "[0-9０-９一二三四五六七八九十百千零〇○IVXLCDMivxlcdm ]{0,7}") {
        if let Ok(numeral) = text.parse::<Numeral>() {
            let one_zero = |text: &str| text.replace(['〇', '○'], "零");
            prop_assert_eq!(one_zero(&numeral.to_string()), one_zero(&text));
            prop_assert_eq!(numeral.to_string().parse(), Ok(numeral));
        }
    }

    #[test]
    fn symbols_and_letters_print_as_read(symbol in "[A-Z]{1,5}(/[A-Z0-9.]{1,6}){1,4}/[0-9]{1,4}(/(Add|Corr|Rev)\\.[1-9])?", letter in "[a-z]{0,3}") {
        prop_assert_eq!(symbol.parse::<Symbol>().map(|read| read.to_string()), Ok(symbol));
        if let Ok(read) = letter.parse::<Letter>() {
            prop_assert_eq!(read.to_string(), letter);
        }
    }
}
