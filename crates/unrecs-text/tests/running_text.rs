//! What annexes and items say: their paragraphs are read as their place in the document asks.

use unrecs_text::extract;
use unrecs_text::normalize::{self, Identity, Modality, Normalized, ParagraphKind};
use unrecs_text::parse::{self, Given};

fn normalized(text: &str) -> Normalized {
    let source = extract::extract("document.txt", text.as_bytes().to_vec(), None).expect("plain text is read");
    let identity = Identity::named("doc", "body");
    normalize::normalize(parse::parse(source, Given::default()), identity)
}

/// The paragraph that begins with some words: its modality, the one that applies, and its opening verb.
fn read(document: &Normalized, words: &str) -> (Modality, Modality, Option<String>) {
    let mut all = document.paragraphs().iter();
    let found = all.find(|one| document.text(one).starts_with(words)).expect("the document has the paragraph");
    let verb = document.opening_verb(found).map(|at| document.text(found)[at].to_owned());
    (found.modality, found.effective_modality, verb)
}

const RESOLUTION: &str = "\
A/RES/79/100

Resolution adopted by the General Assembly on 4 December 2024

79/100. Protection of the sea

The General Assembly,

Recalling that States shall act,

1. Requests UNIFIL to report;

2. Decides to meet again.

Annex

Principles

1. States shall not pollute the sea.

2. Subject to applicable law:

(a) Care shall be taken of the sea;

(b) The sea is blue.
";

#[test]
fn annexes_say_what_shall_be_done() {
    let document = normalized(RESOLUTION);
    let modality = |words| read(&document, words).0;
    assert_eq!(modality("Recalling"), Modality::None);
    assert_eq!(modality("Requests"), Modality::Requested);
    assert_eq!(modality("States shall"), Modality::Must);
    assert_eq!(modality("Care shall"), Modality::Must);
    assert_eq!(modality("The sea is"), Modality::Inherit);
}

#[test]
fn items_of_another_subject_have_no_opening_verb() {
    let text = "# 一、第一次会议（2012年5月30日至6月1日，维也纳）\n\n1. 缔约国应考虑：\n\n(a) 审查法律；\n\n(b) 交流经验。\n\n2. 决定：\n\n(a) 审查法律。\n";
    let document = normalized(text);
    assert_eq!(read(&document, "审查法律；"), (Modality::Inherit, Modality::Should, None));
    assert_eq!(read(&document, "审查法律。").2.as_deref(), Some("审查"));
}

const ITEMS: &str = "\
A/RES/79/101

Resolution adopted by the General Assembly on 4 December 2024

79/101. Protection of the sea

The General Assembly,

1. Requests UNIFIL and the World Bank:

(a) To report:

(i) Every year;

(ii) In all languages;

(b) To cooperate.
";

#[test]
fn inherited_addressees_keep_their_words() {
    let document = normalized(ITEMS);
    let mut tried = 0;
    for paragraph in document.paragraphs().iter().filter(|one| one.kind != ParagraphKind::Preambular) {
        let words = |one| document.addressee_words(paragraph, one).expect("an addressee has words");
        let words: Vec<_> = document.addressees(paragraph).iter().map(words).collect();
        assert_eq!(words, ["UNIFIL", "World Bank"], "{}", document.text(paragraph));
        tried += usize::from(paragraph.parent.is_some());
    }
    assert_eq!(tried, 4);
}
