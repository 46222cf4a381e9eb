//! The text holds no control characters.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "control-character",
    severity: Severity::Error,
    strictness: Strictness::Fixed,
    what: "The text holds no control characters and no noncharacters that XML 1.0 (section 2.2) forbids.",
    why: "They cannot be published in XML, are invisible in every other format, and show that the file is not plain text.",
    example: "缔约国应\\0加强合作",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let text = document.source().text();
    let mut defects: Vec<Defect> = Vec::new();
    // All bytes are looked at without a branch, many at a time, since hardly any text has such a character.
    let suspicious = |byte: u8| (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    let pairs = text.as_bytes().iter().zip(text.as_bytes().get(1..).unwrap_or_default());
    let doubt = |byte, next| u8::from(suspicious(byte) | ((byte == 0xBF) & (next & 0xFE == 0xBE)));
    let doubtful = pairs.fold(0, |found, (&byte, &next)| found | doubt(byte, next)) != 0;
    if !doubtful && !text.as_bytes().last().is_some_and(|&byte| suspicious(byte)) {
        return defects;
    }
    // Page breaks between lines are white space like any other, and nobody publishes them.
    for at in forbidden(text).filter(|&at| !is_blank(document.segments(), at)) {
        if defects.len() >= MOST {
            break;
        }
        let c = text[at..].chars().next().unwrap_or_default();
        match defects.last_mut() {
            Some(before) if before.span.end == at => before.span.end += c.len_utf8(),
            _ => {
                let message = format!("the control character U+{:04X} stands in the text", u32::from(c));
                defects.push(Defect::new(Span::new(at, at + c.len_utf8()), message, "plain text"));
            }
        }
    }
    defects
}

/// Offsets of characters that XML 1.0 forbids, in order.
fn forbidden(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    let noncharacter = |at: usize| matches!(bytes.get(at..at + 3), Some([0xEF, 0xBF, 0xBE | 0xBF]));
    let found = move |(at, &byte): (usize, &u8)| (control(byte) || (byte == 0xEF && noncharacter(at))).then_some(at);
    bytes.iter().enumerate().filter_map(found)
}

fn is_blank(segments: &[Segment], at: usize) -> bool {
    let index = segments.partition_point(|segment| segment.span().end <= at);
    segments.get(index).is_some_and(|segment| segment.kind == SegmentKind::Blank)
}
