//! Any bytes as Akoma Ntoso: nothing panics, each origin of the text lies in the file, and the segments tile the text.

#![no_main]

mod registry;

use libfuzzer_sys::fuzz_target;
use unrecs_text::extract::{self, MediaType};
use unrecs_text::normalize::{self, Identity};
use unrecs_text::parse;
use unrecs_text::resolve;
use unrecs_text::validate::{self, Policy};

use registry::GRAMMAR;

fuzz_target!(|bytes: &[u8]| {
    let Ok(rendition) = extract::extract("fuzz.xml", bytes.to_vec(), Some(MediaType::AkomaNtoso)) else { return };
    let (text, file) = (rendition.text(), rendition.file());
    for origin in rendition.origins() {
        assert!(text.get(origin.text()).is_some() && file.get(origin.source()).is_some(), "{origin:?}");
    }
    for mark in rendition.marks() {
        assert!(text.get(mark.text()).is_some(), "{mark:?}");
    }
    let identity = Identity::named("fuzz", "fuzz");
    let normalized = normalize::normalize(parse::parse(rendition, parse::Given::default()), identity);
    let mut end = 0;
    for segment in normalized.segments() {
        assert_eq!(segment.span().start, end, "gap or overlap: {segment:?}");
        end = segment.span().end;
    }
    assert_eq!(end, normalized.source().text().len(), "the segments end before the text");
    std::hint::black_box(validate::validate(vec![resolve::resolve(normalized, &GRAMMAR)], &Policy::default()));
});
