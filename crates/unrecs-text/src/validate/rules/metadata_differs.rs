//! Where a file declares its symbol, its language, its class or its dates, the printed words say the same.

use super::*;
use crate::extract::Declaration;
use crate::normalize::SymbolOrigin;
use crate::value::Date;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "metadata-differs",
    severity: Severity::Warning,
    strictness: Strictness::Adjustable,
    what: "Where a file declares its symbol, its language, its class or its dates, the printed words say the same.",
    why: "One of the two is wrong; the printed words are published.",
    example: "a file that declares A/RES/90/1 and prints A/RES/90/2",
    classes: Class::ALL,
    check: Check::Document(check),
};

fn check(document: &Normalized) -> Vec<Defect> {
    let (metadata, declared) = (document.metadata(), document.source().declared());
    let mut defects = Vec::new();
    let mut compare = |what: &str, printed: Option<(String, Span)>, declared: Option<String>| {
        let (Some((printed, span)), Some(declared)) = (printed, declared) else { return };
        if printed != declared {
            let message = format!("the file declares the {what} {declared}, and its words say {printed}");
            defects.push(Defect::new(span, message, "words and metadata that say the same"));
        }
    };
    let date = |date: &Option<ParsedValue<Date>>| match date {
        Some(ParsedValue::Read { value, span }) if !span.is_empty() => Some((value.to_string(), *span)),
        _ => None,
    };
    let value = |declared: &Option<Declaration<Date>>| declared.as_ref().map(|date| date.value.to_string());
    let printed = metadata.symbol.as_ref().filter(|(_, origin)| *origin == SymbolOrigin::Text);
    compare(
        "symbol",
        printed.map(|(symbol, _)| (symbol.to_string(), START)),
        declared.symbol.as_ref().map(|symbol| symbol.value.replace(" (", "(")),
    );
    compare(
        "language",
        metadata.language.map(|tag| (tag.to_owned(), START)),
        declared.language.as_ref().map(|tag| tag.value.clone()),
    );
    compare("date of issue", date(&metadata.issued_on), value(&declared.issued_on));
    compare("date of adoption", date(&metadata.adopted_on), value(&declared.adopted_on));
    compare(
        "session",
        metadata.session.map(|session| (session.to_string(), START)),
        declared.session.as_ref().map(|session| session.value.to_string()),
    );
    compare(
        "class",
        Some((metadata.told_class.code().to_owned(), START)),
        declared.class.as_ref().map(|class| class.value.clone()).filter(|class| Class::of(class).is_some()),
    );
    defects
}
