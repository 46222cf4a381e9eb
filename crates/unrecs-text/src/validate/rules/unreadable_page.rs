//! Every page of a PDF has text, and every character of it has a meaning.

use super::*;
use crate::extract::Illegible;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unreadable-page",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "Every page of a PDF has text whose characters have a meaning, and the file is whole.",
    why: "A scanned page has no text, a font of its own may say nothing of its letters, and a file that breaks off lacks pages: what stands there is not in the data.",
    example: "a page that is a picture",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let source = document.source();
    let Some(pages) = source.pages() else { return Vec::new() };
    let unreadable = pages.unreadable();
    let defect = |&(page, illegible): &(u32, Illegible)| {
        let at = source.page_start(page);
        let (message, expected) = match illegible {
            Illegible::NoText => (
                format!("page {page} of {} has no text, as a scanned page", unreadable.pages),
                "a text layer: unrecs does not recognize pictures of letters",
            ),
            Illegible::Characters { count, first } => (
                format!(
                    "page {page} has {count} character{} without a meaning, the first U+{:04X}",
                    if count == 1 { "" } else { "s" },
                    u32::from(first)
                ),
                "a font that says which letters its signs are",
            ),
        };
        Defect::new(Span::new(at, at), message, expected)
    };
    let complaint = pages.complaint().map(|complaint| {
        let message = format!("{} found the file damaged: {complaint}", pages.reader());
        Defect::new(START, message, "a whole PDF document")
    });
    complaint.into_iter().chain(unreadable.found.iter().map(defect)).take(MOST).collect()
}
