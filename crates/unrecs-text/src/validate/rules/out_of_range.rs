//! A reference points at something that exists, and a range ends behind its beginning.

use std::cell::LazyCell;

use super::*;
use crate::resolve::{ParagraphReferences, Provision, Reference, Status};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "out-of-range",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "The instrument that a reference names has the provision, the meeting the recommendation, and a range ends behind its \
           beginning.",
    why: "Either the text is wrong, or the reference was read wrongly, or the registry has a gap; each wants a person.",
    example: "《偷运移民议定书》第99条",
    classes: Class::ALL,
    check: Check::References(check),
};

fn check(document: &Resolved<'_>) -> Vec<Defect> {
    let normalized = document.normalized();
    let of_unit = |(paragraph, found): (&Paragraph, ParagraphReferences<'_, '_>)| {
        let is_wrong = |one: &&Reference<'_>| one.status == Status::OutOfRange || backwards(one).is_some();
        let wrong = found.references.iter().filter(is_wrong).take(MOST);
        // Where the words of a paragraph stand is worked out once for all that it refers to.
        let origins = LazyCell::new(|| normalized.origins(paragraph));
        let defect = |reference: &Reference<'_>| {
            let surface = quoted(&normalized.text(paragraph)[reference.span()]);
            let (told, expected) = match backwards(reference).filter(|_| reference.status != Status::OutOfRange) {
                Some(range) => turned(reference, range),
                None => target(reference),
            };
            Defect::new(origins.span(reference.span()), format!("{surface} {told}"), expected)
        };
        wrong.map(defect).collect::<Vec<_>>()
    };
    document.paragraphs().flat_map(of_unit).take(MOST).collect()
}

/// The provision of a reference, where it is a range that ends before it begins.
fn backwards<'r>(reference: &'r Reference<'_>) -> Option<&'r Provision> {
    reference.provision.as_ref().filter(|provision| provision.is_backwards())
}

/// What a range may mean that ends before it begins, and what was expected.
fn turned(reference: &Reference<'_>, range: &Provision) -> (String, String) {
    let start = range.smallest();
    // An instrument is asked for what it has; of a document nobody knows.
    let may_exist = reference.instrument.is_none() || !reference.candidate_symbols.is_empty();
    let abbreviates = range.unabbreviated_end().filter(|_| may_exist);
    let offered = abbreviates.map_or_else(String::new, |end| format!("; it may abbreviate {start} to {end}"));
    (format!("ends before it begins{offered}"), format!("a range that ends behind {start}"))
}

/// What a reference refers to and why that is wrong, and what was expected.
fn target(reference: &Reference<'_>) -> (String, String) {
    if let Some(target) = &reference.recommendation {
        let letter = target.letter.as_ref().map_or_else(String::new, |letter| format!("({letter})"));
        let missing = format!("refers to recommendation {}{letter}, which this meeting does not have", target.number);
        return (missing, "a recommendation of the same meeting".to_owned());
    }
    let id = reference.instrument_id().unwrap_or("an unknown instrument");
    let printed = reference.provision.as_ref().map_or_else(String::new, printed);
    let missing = format!("refers to {printed} of {id}, which does not exist as far as the registry knows");
    (missing, format!("a provision of {id}"))
}

/// `article 6, paragraph 3`
fn printed(provision: &Provision) -> String {
    let mut printed = format!("{} {}", provision.unit().code(), provision.number());
    printed.extend(provision.paragraph().map(|paragraph| format!(", paragraph {paragraph}")));
    printed.extend(provision.range_end().map(|last| format!(" to {last}")));
    printed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Rendition;
    use crate::normalize::{Identity, normalize};
    use crate::parse::{Given, parse};
    use crate::registry::Registry;
    use crate::resolve::{Grammar, resolve};

    const BODIES: &str = "[[bodies]]\nid = \"b\"\nkind = \"organ\"\nname.en = \"Body\"\n";

    const INSTRUMENTS: &str = r#"
[[instruments]]
id = "convention"
kind = "convention"
basis = "memory"
titles = [{ language = "zh", form = "full", title = "航空公约" }]
"#;

    /// Messages with what was expected.
    fn found(words: &str) -> Vec<[String; 2]> {
        let articles: String =
            (1..=20).map(|number| format!("    {{ number = \"{number}\", basis = \"text\" }},\n")).collect();
        let provisions = format!("articles = [\n{articles}]\n");
        let files = [
            ("bodies.toml", BODIES),
            ("instruments.toml", INSTRUMENTS),
            ("provisions/convention.toml", provisions.as_str()),
        ];
        let registry = Registry::from_texts(&files).unwrap();
        let text = format!("一. 第一次会议\n\n1. 缔约国应当适用{words}。\n");
        let source = Rendition::from_bytes("a.txt", text.into_bytes()).unwrap();
        let identity = Identity::named("a", "b");
        let resolved = resolve(normalize(parse(source, Given::default()), identity), &Grammar::new(&registry));
        check(&resolved).into_iter().map(|defect| [defect.message, defect.expected]).collect()
    }

    #[test]
    fn a_range_that_ends_before_it_begins_offers_what_it_may_abbreviate() {
        let one = |message: &str, expected: &str| vec![[message.to_owned(), expected.to_owned()]];
        assert_eq!(
            found("《航空公约》第15至9条"),
            one("“第15至9条” ends before it begins; it may abbreviate 15 to 19", "a range that ends behind 15")
        );
        assert_eq!(
            found("《航空公约》第18至2条"),
            one("“第18至2条” ends before it begins", "a range that ends behind 18")
        );
        assert_eq!(
            found("《航空公约》第25至6条"),
            one(
                "“第25至6条” refers to article 25 to 6 of convention, which does not exist as far as the registry knows",
                "a provision of convention"
            )
        );
        assert_eq!(
            found("A/66/10，第15至9段"),
            one(
                "“A/66/10，第15至9段” ends before it begins; it may abbreviate 15 to 19",
                "a range that ends behind 15"
            )
        );
        assert_eq!(found("《航空公约》第15至19条"), Vec::<[String; 2]>::new());
    }
}
