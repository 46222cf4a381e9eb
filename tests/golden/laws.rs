//! Laws that hold for every document, however damaged it is.

use unrecs_text::extract::Rendition;
use unrecs_text::normalize::{self, Identity, Normalized};
use unrecs_text::parse::{self, Given};
use unrecs_text::resolve::{Exclusion, Mention, Reference, Resolved};
use unrecs_text::validate::Validated;

/// The segments start at 0, end at the length of the text, and leave no gap, no overlap and no half character.
pub fn nothing_is_lost(document: &Normalized) {
    let text = document.source().text();
    let mut end = 0;
    for segment in document.segments() {
        assert_eq!(segment.span().start, end, "gap or overlap: {segment:?}");
        assert!(segment.span().end > segment.span().start, "empty: {segment:?}");
        assert!(text.is_char_boundary(segment.span().end), "half a character: {segment:?}");
        assert!(
            segment.paragraph().is_none_or(|index| index < document.paragraphs().len()),
            "of no paragraph: {segment:?}"
        );
        end = segment.span().end;
    }
    assert_eq!(end, text.len(), "the segments end before the text");
}

/// Every character of a unit's text stands in the source where the map says; only the space between two joined lines does not.
pub fn texts_come_from_the_source(document: &Normalized) {
    let source = document.source().text();
    for (index, unit) in document.paragraphs().iter().enumerate() {
        let printed = source.get(unit.span.range()).unwrap_or_else(|| panic!("no characters: {unit:?}"));
        assert!(printed.starts_with(&source[unit.label_span.range()]), "{unit:?}");
        assert!(
            unit.division < document.divisions().len() && unit.parent.is_none_or(|parent| parent < index),
            "{unit:?}"
        );
        let text = document.text(unit);
        let origins = document.origins(unit);
        for (start, character) in text.char_indices() {
            let span = origins.span(start..start + character.len_utf8());
            let found = &source[span.range()];
            let joint = character == ' ' && found.trim().is_empty();
            assert!(
                joint || found.chars().eq([character]),
                "{character:?} of {} comes from {found:?}",
                document.paragraph_id(unit)
            );
            assert!(unit.span.start <= span.start && span.end <= unit.span.end, "{span:?} of {unit:?}");
        }
        for surface in document
            .addressees(unit)
            .iter()
            .filter_map(|addressee| addressee.surface())
            .chain(document.normative_verb(unit))
        {
            assert!(text.get(surface).is_some_and(|words| !words.is_empty()), "{unit:?}");
        }
        assert!(document.full_text(unit).contains(text), "{unit:?}");
    }
    for (index, division) in document.divisions().iter().enumerate() {
        assert!(source.get(division.span.range()).is_some(), "{division:?}");
        assert!(division.parent.is_none_or(|parent| parent < index), "{division:?}");
    }
}

/// A document that holds the normalized words of a unit gives the same words again.
pub fn normalizing_again_changes_nothing(document: &Normalized) {
    let language = document.metadata().language.and_then(unrecs_text::language::by_tag);
    let heading = if document.metadata().language == Some("en") { "I. First meeting" } else { "一. 第一次会议" };
    for unit in document.paragraphs().iter().filter(|one| one.is_normative()) {
        let normalized = document.text_normalized(unit).trim().to_owned();
        // What is still Markdown after one reading would be taken off by a second.
        if normalized.is_empty() || normalized.contains(['*', '_', '[', '\\', '`', '<', '#']) {
            continue;
        }
        let text = format!("{heading}\n\n1. {normalized}\n");
        let source = Rendition::from_bytes("again", text.into_bytes()).expect("made of characters");
        let identity = Identity::named("again", "again");
        let again = normalize::normalize(parse::parse(source, Given { language, class: None }), identity);
        let units: Vec<_> = again.paragraphs().iter().filter(|one| one.is_normative()).collect();
        assert_eq!(units.len(), 1, "{normalized}");
        assert_eq!(again.text_normalized(units[0]), normalized);
    }
}

/// Every finding lies in its document, is said in words, and the findings stand in order.
pub fn findings_have_a_place(validated: &Validated<'_>) {
    for finding in validated.findings() {
        let text = validated.documents()[finding.document].normalized().source().text();
        assert!(text.get(finding.span.range()).is_some(), "{finding:?}");
        assert!(
            !finding.message.is_empty() && !finding.message.ends_with('.') && !finding.expected.is_empty(),
            "{finding:?}"
        );
    }
    let order = |finding: &unrecs_text::finding::Finding| (finding.document, finding.span, finding.code);
    assert!(validated.findings().is_sorted_by_key(order), "findings out of order");
}

/// Everything that refers to something can be sliced out of the text and out of the source, and nothing that looks like a
/// reference was left out.
pub fn references_stand_in_the_text(document: &Resolved<'_>) {
    let (normalized, source) = (document.normalized(), document.normalized().source().text());
    for (unit, found) in document.paragraphs() {
        let (text, origins) = (normalized.text(unit), normalized.origins(unit));
        let references = found.references.iter().map(Reference::span);
        let mentions = found.mentions.iter().map(Mention::span);
        for span in references.chain(mentions).chain(found.exclusions.iter().map(Exclusion::span)) {
            let words = text.get(span.clone()).unwrap_or_else(|| panic!("no characters: {span:?} of {text}"));
            let printed = &source[origins.span(span.clone()).range()];
            let kept = |words: &str| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            // Markdown and line breaks stand between the words of a text that was joined.
            assert!(
                words == printed || printed.contains(['\n', '*', '_', '\\', '<', '`', '#']),
                "{words} comes from {printed}"
            );
            assert!(!kept(words).is_empty(), "{span:?} of {text}");
        }
    }
    assert_eq!(document.coverage().unaccounted, [], "{}", normalized.metadata().document_id);
}
