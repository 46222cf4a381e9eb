//! Any text: nothing panics, every span can be sliced, and what looks like a reference is accounted for.

#![no_main]

mod registry;

use libfuzzer_sys::fuzz_target;
use unrecs_text::resolve::text::Reading;
use unrecs_text::resolve::{Coverage, Exclusion, Mention, References, Status};

use registry::GRAMMAR;

fuzz_target!(|text: &str| {
    for language in ["zh", "en"] {
        for body in [Some("ctoc-cop-wg7"), None] {
            let mut reading = Reading::new(&GRAMMAR, language, body).expect("there is a table for this language");
            let mut coverage = Coverage::default();
            for paragraph in text.split('\n') {
                let found = reading.paragraph(paragraph);
                spans_slice(paragraph, &found);
                coverage.add(paragraph, found.found(), language);
            }
            assert!(coverage.unaccounted.is_empty(), "{language}: {:?}", coverage.unaccounted);
        }
    }
});

fn spans_slice(text: &str, found: &References<'_>) {
    for reference in &found.references {
        assert!(text.get(reference.span()).is_some_and(|surface| !surface.is_empty()), "{reference:?}");
        assert!(reference.method.is_some() || reference.instrument.is_none(), "{reference:?}");
        assert!(reference.status != Status::OutOfRange || reference.provision_id().is_none(), "{reference:?}");
    }
    let spans = found.mentions.iter().map(Mention::span);
    for span in spans.chain(found.exclusions.iter().map(Exclusion::span)) {
        assert!(text.get(span.clone()).is_some_and(|surface| !surface.is_empty()), "{span:?}");
    }
}
