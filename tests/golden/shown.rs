//! What a document became, as lines that a person can review.

use std::fmt::Write;

use unrecs_text::finding::{Finding, Span};
use unrecs_text::normalize::{Found, Meeting, Normalized, Unit};
use unrecs_text::resolve::{Reference, Resolved, UnitReferences};
use unrecs_text::source::Source;
use unrecs_text::validate::Validated;
use unrecs_text::value::{Date, DateRange};

/// Everything: findings first, then each document with its values and its segments.
pub fn validated(validated: &Validated<'_>) -> String {
    let mut shown = String::from("findings\n");
    for finding in validated.findings() {
        shown += &self::finding(validated, finding);
    }
    for resolved in validated.documents() {
        let document = resolved.normalized();
        let path = document.source().path();
        let _ = write!(shown, "\ndocument {path}\n{}\nstrays\n", values(resolved));
        for stray in document.strays() {
            let label = &document.source().text()[stray.label.range()];
            let _ = writeln!(shown, "  {} {:?} {label:?}", at(document.source(), stray.span), stray.kind);
        }
        let _ = write!(shown, "\nsegments\n{}", segments(document));
    }
    shown
}

/// What the document says and what its units say, without any place: the same for every way of ending lines.
pub fn values(resolved: &Resolved<'_>) -> String {
    let document = resolved.normalized();
    let mut shown = facts(document);
    shown += "\nsections\n";
    for section in document.sections() {
        let number = |number: Option<(i64, Span)>| number.map_or("-".to_owned(), |(number, _)| number.to_string());
        let _ = writeln!(shown, "  numeral {}, meeting {}", number(section.numeral), number(section.ordinal));
    }
    shown += "\nmeetings\n";
    document.meetings().iter().for_each(|one| shown += &meeting(document, one));
    shown += "\nunits\n";
    for (one, found) in resolved.units() {
        shown += &unit(document, one);
        shown += &references(document.text(one), found);
    }
    shown += "\naccounts\n";
    shown += &accounts(resolved);
    shown
}

/// Every segment with its line and the start of its bytes.
pub fn segments(document: &Normalized) -> String {
    let source = document.source();
    let mut shown = String::new();
    for segment in document.segments() {
        let bytes = &source.text()[segment.span().range()];
        let unit = segment
            .unit()
            .map_or(String::new(), |unit| format!(" of {}", document.recommendation_id(&document.units()[unit])));
        let _ = writeln!(shown, "  {} {:?}{unit} {}", at(source, segment.span()), segment.kind, start(bytes));
    }
    shown
}

fn finding(validated: &Validated<'_>, finding: &Finding) -> String {
    let source = validated.documents()[finding.document].normalized().source();
    let place = at(source, finding.span);
    let bytes = start(&source.text()[finding.span.range()]);
    let Finding { code, severity, message, expected, .. } = finding;
    format!("  {severity} {code} {}:{place} {bytes}\n    {message}\n    expected {expected}\n", source.path())
}

fn at(source: &Source, span: Span) -> String {
    let position = source.position(span.start);
    format!("{}:{}", position.line, position.column)
}

/// The first characters of a text, with everything invisible written out.
fn start(text: &str) -> String {
    const MOST: usize = 30;
    let shown: String = text.chars().take(MOST).collect();
    if shown.len() < text.len() { format!("{shown:?}…") } else { format!("{shown:?}") }
}

fn facts(document: &Normalized) -> String {
    let facts = document.facts();
    let symbol = facts.symbol.as_ref().map(|(symbol, origin)| format!("{symbol} ({origin:?})"));
    let lines = [
        ("document_id", Some(facts.document_id.clone())),
        ("body_id", Some(facts.body_id.clone())),
        ("symbol", symbol),
        ("title", facts.title.clone()),
        ("subtitle", facts.subtitle.clone()),
        ("language", facts.language.map(str::to_owned)),
        ("original_language", facts.original_language.map(str::to_owned)),
        ("distribution", facts.distribution.clone()),
        ("issued_on", facts.issued_on.as_ref().map(|found| read(found, Date::to_string))),
        ("conference", facts.conference.clone()),
        ("session_place", facts.session_place.clone()),
        ("session_dates", facts.session_dates.as_ref().map(|found| read(found, range))),
        ("agenda_item", facts.agenda_item.map(|item| item.to_string())),
        ("agenda_title", facts.agenda_title.clone()),
    ];
    let known = lines.into_iter().filter_map(|(name, value)| Some(format!("  {name}: {}\n", value?)));
    known.collect()
}

fn read<T>(found: &Found<T>, shown: impl Fn(&T) -> String) -> String {
    match found {
        Found::Read { value, .. } => shown(value),
        Found::Unreadable { problem, .. } => format!("unreadable: {problem}"),
    }
}

fn range(dates: &DateRange) -> String {
    format!("{} to {}", dates.start, dates.end)
}

fn meeting(document: &Normalized, meeting: &Meeting) -> String {
    let Meeting { meeting_id, ordinal, title, recommendation_count, item_count, eid, .. } = meeting;
    let place = meeting.place.as_deref().unwrap_or("-");
    let dates = meeting.dates.as_ref().map_or("-".to_owned(), |found| read(found, range));
    let leftovers: Vec<_> = meeting.leftovers.iter().map(|span| &document.source().text()[span.range()]).collect();
    let leftovers = if leftovers.is_empty() { String::new() } else { format!(", leftovers {leftovers:?}") };
    format!(
        "  {meeting_id} {title}\n    ordinal {ordinal}, place {place}, dates {dates}{leftovers}, {eid}, \
         {recommendation_count} recommendations, {item_count} items\n"
    )
}

fn unit(document: &Normalized, unit: &Unit) -> String {
    let text = document.text(unit);
    let words = |range: &std::ops::Range<usize>| &text[range.clone()];
    let mut norms = format!("{:?}", unit.modality);
    if unit.effective_modality != unit.modality {
        let _ = write!(norms, " as {:?}", unit.effective_modality);
    }
    if let Some(verb) = &document.verb(unit) {
        let _ = write!(norms, " “{}”", words(verb));
    }
    if unit.considers {
        norms += ", considers";
    }
    for addressee in document.addressees(unit) {
        let surface =
            addressee.surface().as_ref().map_or("inherited".to_owned(), |range| format!("“{}”", words(range)));
        let _ = write!(norms, ", to {} {surface}", addressee.code);
    }
    let parent = unit.parent.map_or("-", |parent| document.recommendation_id(&document.units()[parent]));
    let letter = document.letter(unit).unwrap_or("-");
    let mut shown = format!(
        "  {} {:?}, level {}, number {}, letter {letter}, label {}, parent {parent}, {}\n    {norms}\n    text: {text}\n",
        document.recommendation_id(unit),
        unit.role,
        unit.level,
        unit.number,
        document.label(unit),
        document.eid(unit)
    );
    for (name, other) in [("normalized", document.text_normalized(unit)), ("full", document.full_text(unit))] {
        if other != text {
            let _ = writeln!(shown, "    {name}: {other}");
        }
    }
    shown
}

/// What a unit refers to, whom it names, and what only looked like it.
fn references(text: &str, found: UnitReferences<'_, '_>) -> String {
    let mut shown = String::new();
    for one in found.references {
        let _ = writeln!(shown, "    → {}", reference(text, one));
    }
    for mention in found.mentions {
        let _ = writeln!(shown, "    @ “{}” {}", &text[mention.span()], mention.body.body_id);
    }
    for exclusion in found.exclusions {
        let _ = writeln!(shown, "    - “{}” {}", &text[exclusion.span()], exclusion.reason.code());
    }
    shown
}

fn reference(text: &str, one: &Reference<'_>) -> String {
    let mut shown = format!("“{}” {}", &text[one.span()], one.kind.code());
    let form = one.form.map(|form| format!(", {}", form.code()));
    shown += &form.unwrap_or_default();
    let _ = write!(shown, ", {}", one.status.code());
    if let Some(method) = one.method {
        let _ = write!(shown, " by {}", method.code());
    }
    let _ = write!(shown, " ({})", one.rule.code());
    if one.implicit {
        shown += ", implicit";
    }
    let recommendation = one.recommendation.as_ref().and_then(|target| target.recommendation_id.as_deref());
    let (provision_id, iri) = (one.provision_id(), one.iri());
    let targets =
        [one.instrument_id(), provision_id.as_deref(), one.target_symbol.as_deref(), iri.as_deref(), recommendation];
    for target in targets.into_iter().flatten() {
        let _ = write!(shown, " {target}");
    }
    if let Some(provision) = &one.provision {
        let parts = [provision.annex(), provision.paragraph(), provision.point(), provision.range_end()];
        let parts = parts.map(|part| part.unwrap_or("-")).join("/");
        let _ = write!(shown, " [{} {} {parts}]", provision.unit().code(), provision.number());
    }
    if let Some(group) = one.group {
        let _ = write!(shown, ", group {group}");
    }
    if !one.candidates.is_empty() {
        let ids: Vec<_> = one.candidates.iter().map(|one| one.instrument_id.as_str()).collect();
        let _ = write!(shown, ", not {}", ids.join(" "));
    }
    shown
}

fn accounts(resolved: &Resolved<'_>) -> String {
    let accounts = resolved.accounts();
    let ended = accounts.ended.iter().map(|(status, count)| format!("  {count} {}\n", status.code()));
    let excluded = accounts.excluded.iter().map(|(reason, count)| format!("  {count} excluded: {}\n", reason.code()));
    ended.chain(excluded).chain([format!("  {} unaccounted for\n", accounts.unaccounted.len())]).collect()
}
