//! The references of a unit: each one marked in its sentence, with its target, the rule that decided, and rejected candidates.

use super::{marked, value};
use unrecs_dataset::tables::schema::Table;
use unrecs_text::registry::Instrument;
use unrecs_text::resolve::{Kind, Reference, Resolved, Status};

/// The references, mentions and exclusions of the unit with this index.
pub(super) fn shown(resolved: &Resolved<'_>, index: usize, out: &mut Vec<String>) {
    let document = resolved.normalized();
    let text = document.text(&document.paragraphs()[index]);
    let found = resolved.found(index);
    for (position, one) in found.references.iter().enumerate() {
        out.push(String::new());
        out.push(format!("reference {}, {}, {}", position + 1, one.kind.code(), one.status.code().replace('_', " ")));
        marked(text, one.span(), out);
        target(one, out);
        value(out, "rule", code_and_meaning("rule", one.rule.code()));
        evidence(resolved, one, out);
        candidates(one, out);
    }
    if found.references.is_empty() {
        out.push(String::new());
        out.push("reference: none".to_owned());
    }
    for mention in found.mentions {
        out.push(String::new());
        out.push(format!("mention of {}, {}", mention.body.body_id, mention.body.official("en")));
        marked(text, mention.span(), out);
    }
    for exclusion in found.exclusions {
        out.push(String::new());
        out.push(format!("excluded: {}", exclusion.reason.code().replace('_', " ")));
        marked(text, exclusion.span(), out);
    }
}

fn target(one: &Reference<'_>, out: &mut Vec<String>) {
    if let Some(instrument) = one.instrument {
        value(out, "instrument_id", named(instrument));
    }
    if let Some(provision) = &one.provision {
        let parts = [("annex", provision.annex()), ("paragraph", provision.paragraph()), ("point", provision.point())];
        let mut printed = format!("{} {}", provision.unit().code(), provision.number());
        for (name, part) in parts.into_iter().chain([("to", provision.range_end())]) {
            part.iter().for_each(|part| printed.push_str(&format!(", {name} {part}")));
        }
        value(out, "provision", printed);
    }
    let recommendation = one.recommendation.as_ref().and_then(|target| target.recommendation_id.as_deref());
    let (provision_id, iri) = (one.provision_id(), one.iri());
    let targets = [
        ("provision_id", provision_id.as_deref()),
        ("target_paragraph_id", recommendation),
        ("target_symbol", one.target_symbol.as_deref()),
        ("iri", iri.as_deref()),
    ];
    for (name, target) in targets {
        target.into_iter().for_each(|target| value(out, name, target));
    }
    if let Some(form) = one.form {
        value(out, "form", code_and_meaning("form", form.code()));
    }
    if let Some(method) = one.method {
        value(out, "method", code_and_meaning("method", method.code()));
    }
    if one.kind == Kind::Provision {
        value(out, "implicit", one.implicit);
    }
}

/// The words elsewhere that support the decision, with the unit that contains them.
fn evidence(resolved: &Resolved<'_>, one: &Reference<'_>, out: &mut Vec<String>) {
    let Some(evidence) = one.evidence else { return };
    let document = resolved.normalized();
    let unit = &document.paragraphs()[evidence.unit()];
    value(out, "evidence", format!("in {}", document.paragraph_id(unit)));
    marked(document.text(unit), evidence.span(), out);
}

/// The other candidates: rejected if there is a target, and open otherwise.
fn candidates(one: &Reference<'_>, out: &mut Vec<String>) {
    let name = if one.status == Status::Resolved { "rejected" } else { "candidate" };
    one.candidates.iter().for_each(|candidate| value(out, name, named(candidate)));
}

/// The key of an instrument with a title, in English if there is one.
fn named(instrument: &Instrument) -> String {
    let id = &instrument.instrument_id;
    let title = instrument.titles.iter().find(|title| title.language == "en").or(instrument.titles.first());
    title.map_or_else(|| id.clone(), |title| format!("{id}, {}", title.title))
}

/// A code with its meaning from the schema.
fn code_and_meaning(column: &str, code: &str) -> String {
    let meaning = Table::of("references").and_then(|schema| schema.meaning(column, code));
    meaning.map_or_else(|| code.to_owned(), |meaning| format!("{code}: {}", meaning.en))
}
