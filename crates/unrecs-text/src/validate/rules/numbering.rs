//! Numbers follow each other.

use hashbrown::HashMap;

use super::*;
use crate::value::Numeral;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "numbering",
    severity: Severity::Error,
    strictness: Strictness::Adjustable,
    what: "The numbers of sections, of the recommendations of a meeting and of the items of a recommendation begin at 1 and rise by 1.",
    why: "A gap is a lost recommendation, a repetition a wrong one: identifiers are made of these numbers.",
    example: "1. … 2. … 4. …",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let mut defects = Vec::new();
    // The last numeral of the sections in each division.
    let mut last_sections: HashMap<(Option<usize>, bool), i64> = HashMap::new();
    for (index, division) in document.divisions().iter().enumerate() {
        if defects.len() >= MOST {
            return defects;
        }
        // An annex is a text of others, which counts as it likes. Parts and sections that are called so may leave some out.
        let is_annex = |one: &Division| matches!(one.kind, DivisionKind::Annex | DivisionKind::Appendix);
        let annexed = document.divisions_from(index).any(is_annex);
        let bare =
            division.number.as_ref().is_some_and(|number| number.parse::<Numeral>().is_ok() || number.len() == 1);
        let counts = bare && !annexed && division.kind != DivisionKind::Part;
        let Some((numeral, span)) = division.numeral.filter(|_| counts) else { continue };
        let meeting_or_section =
            matches!(division.kind, DivisionKind::Section | DivisionKind::Part | DivisionKind::Meeting);
        let last = last_sections.entry((division.parent, meeting_or_section)).or_insert(0);
        defects.extend(next("section", last, (numeral, span)));
    }
    // The last paragraph of each scope, and the last item of each paragraph.
    let mut last_paragraphs: HashMap<usize, i64> = HashMap::new();
    let mut last_items: HashMap<usize, i64> = HashMap::new();
    // The last item two levels below each paragraph.
    let mut last_below: HashMap<usize, i64> = HashMap::new();
    // The numbers of a report go through all its paragraphs.
    let counts = |paragraph: &Paragraph| paragraph.is_normative() || document.metadata().class == Class::Report;
    for (index, paragraph) in document.paragraphs().iter().enumerate() {
        if paragraph.ordinal == 0 || !counts(paragraph) {
            continue;
        }
        let (last, kind) = match paragraph.parent {
            // Letters may go on below the next numeral: (i) (a) (b), (ii) (c).
            Some(parent) => {
                let above = document.paragraphs()[parent].parent;
                let beside = above
                    .and_then(|above| last_below.get(&above).copied())
                    .filter(|&last| last + 1 == paragraph.ordinal);
                let last = last_items.entry(parent).or_insert(beside.unwrap_or(0));
                above.into_iter().for_each(|above| _ = last_below.insert(above, paragraph.ordinal));
                (last, "item")
            }
            None => (last_paragraphs.entry(paragraph.scope).or_insert(0), called(paragraph.kind)),
        };
        // 12 bis follows 12.
        let inserted = *last == paragraph.ordinal
            && !document.called(paragraph).ends_with(|c: char| c.is_ascii_digit() || c == ')');
        let begins_late = *last == 0 && repeats_its_number(document, index);
        if begins_late {
            *last = paragraph.ordinal;
        } else if !inserted {
            defects.extend(next(kind, last, (paragraph.ordinal, paragraph.label_span)));
        }
        if defects.len() >= MOST {
            break;
        }
    }
    defects
}

/// Whether the first item of a paragraph repeats its number: `121.1`. Then the series goes on from elsewhere.
fn repeats_its_number(document: &Normalized, index: usize) -> bool {
    let item = document.paragraphs().get(index + 1).filter(|item| item.parent == Some(index));
    item.is_some_and(|item| document.called(item).contains('.'))
}

fn called(kind: ParagraphKind) -> &'static str {
    if kind == ParagraphKind::Recommendation { "recommendation" } else { "paragraph" }
}

/// What is wrong with the next number of a series.
fn next(kind: &str, last: &mut i64, (number, span): (i64, Span)) -> Option<Defect> {
    let last = std::mem::replace(last, number);
    let message = match last {
        _ if number == last + 1 => return None,
        0 => format!("the first {kind} has the number {number}"),
        _ if number == last => format!("{kind} {number} stands here again"),
        _ if number < last => format!("{kind} {number} stands behind {kind} {last}"),
        _ => format!("{kind} {number} follows {kind} {last}; {} missing", missing(last, number)),
    };
    Some(Defect::new(span, message, format!("{kind} {}", last + 1)))
}

fn missing(last: i64, number: i64) -> String {
    if number == last + 2 { format!("{} is", last + 1) } else { format!("{} to {} are", last + 1, number - 1) }
}
