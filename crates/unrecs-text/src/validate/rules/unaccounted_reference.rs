//! Everything that looks like a reference was read.

use super::*;
use crate::resolve::Unaccounted;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "unaccounted-reference",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "Every title in title marks, and every number with the word of a provision, is a reference or is excluded with a reason.",
    why: "A form that the grammar does not know would otherwise look like a text without references.",
    example: "第3 4 5条",
    classes: Class::ALL,
    check: Check::References(check),
};

fn check(document: &Resolved<'_>) -> Vec<Defect> {
    let normalized = document.normalized();
    let of_unit = |unaccounted: &[Unaccounted]| {
        let paragraph = &normalized.paragraphs()[unaccounted[0].text];
        let origins = normalized.origins(paragraph);
        let defect = |one: &Unaccounted| {
            let message = format!("{} looks like a reference and was not read as one", quoted(&one.surface));
            let expected = "a form of reference that the grammar knows, such as 第6条第3款";
            Defect::new(origins.span(one.span.clone()), message, expected)
        };
        unaccounted.iter().take(MOST).map(defect).collect::<Vec<_>>()
    };
    let paragraphs = document.coverage().unaccounted.chunk_by(|one, next| one.text == next.text);
    paragraphs.flat_map(of_unit).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Rendition;
    use crate::normalize::{Identity, normalize};
    use crate::parse::{Given, parse};

    /// No text is known that the grammar leaves out, so that the rule is tried on a document that was not read at all.
    #[test]
    fn what_was_not_read_is_found() {
        let text = "一. 第一次会议\n\n1. 缔约国应当适用《公约》\n第6条。\n";
        let source = Rendition::from_bytes("a.txt", text.as_bytes().to_vec()).unwrap();
        let identity = Identity::named("a", "b");
        let defects = check(&Resolved::unread(normalize(parse(source, Given::default()), identity)));
        let [title, article] = &defects[..] else { panic!("{defects:?}") };
        assert_eq!(title.message, "“《” looks like a reference and was not read as one");
        assert_eq!(article.message, "“第6条” looks like a reference and was not read as one");
        assert_eq!(&text[article.span.range()], "第6条");
    }
}
