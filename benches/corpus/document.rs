//! One document: masthead, introduction, meetings with recommendations and items, in one of many ways of writing it down.

use super::body::Body;
use super::chinese::CHINESE;
use super::english::ENGLISH;
use super::number;
use super::random::Random;
use super::sentence::Sentences;
use super::session::Session;

/// What a document is about.
pub struct Contents {
    /// Who issued it.
    pub body: Body,
    /// Ordinal of the first meeting it reports.
    pub first_meeting: usize,
    /// Number of meetings it reports.
    pub meetings: usize,
    /// Which document of the year it is: the last part of its symbol.
    pub serial: usize,
}

/// Writes a document, with Chinese text or, for a share, with English.
pub fn write(contents: &Contents, random: &mut Random) -> String {
    let english = random.percent(15);
    let style = Style {
        label: if english { 0 } else { random.below(3) },
        item_marks: random.below(if english { 2 } else { 3 }),
        loose: random.percent(40),
        words: if english { &ENGLISH } else { &CHINESE },
    };
    let mut lines = Vec::new();
    if english {
        english_front(contents, random, &mut lines)
    } else {
        chinese_front(contents, random, &mut lines)
    }
    for index in 0..contents.meetings {
        let section = index + 1;
        let session = Session::of(contents.body.index, contents.first_meeting + index);
        let heading = if english {
            english_heading(section, contents.first_meeting + index, &session)
        } else {
            chinese_heading((section, contents.first_meeting + index), &session, random)
        };
        let marks = ["", "# ", "## ", "## ", "### ", "#### "][random.below(6)];
        lines.extend([String::new(), format!("{marks}{heading}"), String::new()]);
        recommendations(&style, random, &mut lines);
    }
    let line_break = if random.percent(25) { "\r\n" } else { "\n" };
    let mark = if random.percent(12) { "\u{FEFF}" } else { "" };
    format!("{mark}{}{line_break}", lines.join(line_break))
}

/// How one document is written down.
struct Style {
    /// `1. `, `1、` or `１．`.
    label: usize,
    /// `(a) ` as a paragraph, `- (a) ` as a list, `（a）` as a paragraph.
    item_marks: usize,
    /// Whether a blank line parts the recommendations.
    loose: bool,
    words: &'static Sentences,
}

fn recommendations(style: &Style, random: &mut Random, lines: &mut Vec<String>) {
    for number in 1..=random.between(20, 80) {
        let label = match style.label {
            0 => format!("{number}. "),
            1 => format!("{number}、"),
            _ => full_width(number) + "．",
        };
        if random.percent(7) {
            let marks = if random.percent(30) { "### " } else { "" };
            lines.push(format!("{marks}{label}{}", (style.words.chapeau)(random)));
            items(style, random, lines);
        } else {
            lines.push(label + &(style.words.statement)(random));
        }
        // A page ended here when the document was converted.
        if style.loose || random.percent(6) {
            lines.push(String::new());
        }
    }
}

fn items(style: &Style, random: &mut Random, lines: &mut Vec<String>) {
    let (comma, stop) = if std::ptr::eq(style.words, &ENGLISH) { (";", ".") } else { ("；", "。") };
    let count = random.between(2, 9);
    for (index, letter) in ('a'..='i').take(count).enumerate() {
        let text = (style.words.item)(random);
        let end = if index + 1 == count { stop } else { comma };
        match style.item_marks {
            0 => lines.extend([String::new(), format!("({letter}) {text}{end}")]),
            1 => lines.push(format!("  - ({letter}) {text}{end}")),
            _ => lines.extend([String::new(), format!("（{letter}）{text}{end}")]),
        }
    }
    lines.push(String::new());
}

fn chinese_front(contents: &Contents, random: &mut Random, lines: &mut Vec<String>) {
    let body = &contents.body;
    let next = Session::of(body.index, contents.first_meeting + contents.meetings);
    let gap = if random.percent(30) { " " } else { "" };
    let agenda = format!("{}/{}/1", body.symbol_prefix(), next.start.0);
    lines.extend([String::new(), String::new()]);
    lines.extend(body.parent.chinese.iter().map(|line| format!("{line}  ")));
    lines.extend([
        String::new(),
        "Distr.: General".to_owned(),
        next.papers_issued(random),
        "Chinese".to_owned(),
        "Original: English".to_owned(),
        String::new(),
        body.chinese(),
        String::new(),
        format!("{}，{}", next.chinese(gap), next.place.0),
        String::new(),
        format!("临时议程\\*项目{}", random.between(2, 9)),
        String::new(),
        "其他事项".to_owned(),
        String::new(),
        format!("{}以往各次会议通过的各项建议", body.chinese()),
        String::new(),
        "秘书处编写的背景文件".to_owned(),
        String::new(),
        format!(
            "本文件汇集{}在以往会议上通过的建议，并补充[{}/{}/{}](#)所载的资料。建议按会议先后排列。",
            body.chinese(),
            body.symbol_prefix(),
            next.start.0,
            contents.serial
        ),
        String::new(),
        format!("\\* [{agenda}](#)。"),
        String::new(),
    ]);
}

fn english_front(contents: &Contents, random: &mut Random, lines: &mut Vec<String>) {
    let body = &contents.body;
    let next = Session::of(body.index, contents.first_meeting + contents.meetings);
    let agenda = format!("{}/{}/1", body.symbol_prefix(), next.start.0);
    lines.extend(body.parent.english.iter().map(|line| format!("{line}  ")));
    lines.extend([
        String::new(),
        "Distr.: General".to_owned(),
        next.papers_issued(random),
        "English".to_owned(),
        "Original: English".to_owned(),
        String::new(),
        body.english(),
        String::new(),
        format!("{}, {}", next.place.1, next.english("–")),
        String::new(),
        format!("Item {} of the provisional agenda\\*", random.between(2, 9)),
        String::new(),
        "Other matters".to_owned(),
        String::new(),
        format!("Recommendations adopted by the {} at its previous meetings", body.english()),
        String::new(),
        "Background paper prepared by the Secretariat".to_owned(),
        String::new(),
        format!(
            "The present paper brings together the recommendations of the {} and adds to [{}/{}/{}](#). They follow the order of the meetings.",
            body.english(),
            body.symbol_prefix(),
            next.start.0,
            contents.serial
        ),
        String::new(),
        format!("\\* [{agenda}](#)."),
        String::new(),
    ]);
}

fn chinese_heading((section, ordinal): (usize, usize), session: &Session, random: &mut Random) -> String {
    let (numeral, words) = (number::chinese(section), number::chinese(ordinal));
    let dates = session.chinese(if random.percent(40) { " " } else { "" });
    let point = if random.percent(50) { ". " } else { "、" };
    if random.percent(50) {
        format!("{numeral}{point}第{words}次会议，{}，{dates}", session.place.0)
    } else {
        format!("{numeral}{point}第{words}次会议，{dates}，{}", session.place.0)
    }
}

fn english_heading(section: usize, ordinal: usize, session: &Session) -> String {
    let words = number::ordinal(ordinal);
    let words = words[..1].to_uppercase() + &words[1..];
    format!("{}. {words} meeting, {}, {}", number::roman(section), session.place.1, session.english(" to "))
}

fn full_width(number: usize) -> String {
    number.to_string().chars().filter_map(|digit| char::from_u32(digit as u32 + 0xFEE0)).collect()
}
