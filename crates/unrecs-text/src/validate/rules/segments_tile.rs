//! The segments tile the source.

use super::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "segments-tile",
    severity: Severity::Error,
    strictness: Strictness::Fixed,
    what: "The segments start at the first byte, end at the last, and leave no gap and no overlap.",
    why: "It is the proof that nothing was lost.",
    example: "(cannot come from a document: it would be a fault of this program)",
    classes: Class::ALL,
    check: Check::Once(check),
};

fn check(document: &Normalized) -> Option<Defect> {
    let spans = document.segments().iter().map(|segment| segment.span());
    tiling_fault(spans, document.source().text().len())
}

/// The first place where spans do not tile a text of this length.
fn tiling_fault(spans: impl Iterator<Item = Span>, length: usize) -> Option<Defect> {
    let mut end = 0;
    for span in spans.chain([Span::new(length, length)]) {
        if span.start != end {
            let between = Span::new(span.start.min(end), span.start.max(end));
            let kind = if span.start > end { "a gap" } else { "an overlap" };
            let message = format!("{kind} between segments at byte {end}");
            return Some(Defect::new(between, message, "segments side by side"));
        }
        end = span.end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(spans: &[(usize, usize)], length: usize) -> Option<String> {
        tiling_fault(spans.iter().map(|&(start, end)| Span::new(start, end)), length).map(|defect| defect.message)
    }

    #[test]
    fn only_a_tiling_passes() {
        assert_eq!(fault(&[(0, 2), (2, 5)], 5), None);
        assert_eq!(fault(&[], 0), None);
        assert_eq!(fault(&[(0, 2), (3, 5)], 5), Some("a gap between segments at byte 2".to_owned()));
        assert_eq!(fault(&[(0, 3), (2, 5)], 5), Some("an overlap between segments at byte 3".to_owned()));
        assert_eq!(fault(&[(0, 2)], 5), Some("a gap between segments at byte 2".to_owned()));
        assert_eq!(fault(&[(1, 5)], 5), Some("a gap between segments at byte 0".to_owned()));
    }
}
