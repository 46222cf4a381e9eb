//! Any bytes: nothing panics, the segments tile the file, and every span and text can be sliced.

#![no_main]

mod registry;

use libfuzzer_sys::fuzz_target;
use unrecs_text::extract::Rendition;
use unrecs_text::normalize::{self, Identity, Normalized};
use unrecs_text::parse;
use unrecs_text::resolve;
use unrecs_text::validate::{self, Policy};

use registry::GRAMMAR;

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Rendition::from_bytes("fuzz.txt", bytes.to_vec()) else {
        assert!(std::str::from_utf8(bytes).is_err(), "refused, although it is UTF-8");
        return;
    };
    let identity = Identity::named("fuzz", "fuzz");
    let normalized = normalize::normalize(parse::parse(source, parse::Given::default()), identity);
    segments_tile(&normalized);
    units_can_be_sliced(&normalized);
    let length = normalized.source().text().len();
    let validated = validate::validate(vec![resolve::resolve(normalized, &GRAMMAR)], &Policy::default());
    for finding in validated.findings() {
        assert!(finding.span.start <= finding.span.end && finding.span.end <= length, "{finding:?}");
    }
});

fn segments_tile(normalized: &Normalized) {
    let text = normalized.source().text();
    let mut end = 0;
    for segment in normalized.segments() {
        assert_eq!(segment.span().start, end, "gap or overlap: {segment:?}");
        assert!(segment.span().end > segment.span().start, "empty: {segment:?}");
        assert!(text.is_char_boundary(segment.span().end), "{segment:?}");
        assert!(segment.paragraph().is_none_or(|index| index < normalized.paragraphs().len()), "{segment:?}");
        end = segment.span().end;
    }
    assert_eq!(end, text.len(), "the segments end before the text");
}

fn units_can_be_sliced(normalized: &Normalized) {
    let source = normalized.source().text();
    for (index, unit) in normalized.paragraphs().iter().enumerate() {
        assert!(source.get(unit.span.range()).is_some(), "{unit:?}");
        assert!(unit.division < normalized.divisions().len(), "{unit:?}");
        assert!(unit.parent.is_none_or(|parent| parent < index), "{unit:?}");
        let text = normalized.text(unit);
        let origins = normalized.origins(unit);
        for (start, character) in text.char_indices().take(64) {
            let span = origins.span(start..start + character.len_utf8());
            let found = source.get(span.range());
            // Only the space between two joined lines does not stand in the source.
            let joint = character == ' ' && found.is_some_and(|found| found.trim().is_empty());
            assert!(joint || found == Some(character.encode_utf8(&mut [0; 4]) as &str), "{unit:?}");
        }
        for surface in normalized.addressees(unit).iter().filter_map(|addressee| addressee.surface()) {
            assert!(text.get(surface).is_some_and(|words| !words.is_empty()), "{unit:?}");
        }
        assert!(normalized.full_text(unit).contains(text), "{unit:?}");
        std::hint::black_box(normalized.text_normalized(unit));
    }
    for division in normalized.divisions() {
        assert!(source.get(division.span.range()).is_some(), "{division:?}");
    }
}
