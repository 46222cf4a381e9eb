//! What a file declares beside its text, with the place that says so.

use super::{SAMPLE, document, read};
use crate::extract::{Adoption, Ballot, Declaration, Declared, extract};

/// The bytes of the sample that state a fact.
fn stated<T>(declaration: &Option<Declaration<T>>) -> &'static str {
    &SAMPLE[declaration.as_ref().unwrap().source.range()]
}

#[test]
fn facts_are_read_with_their_places() {
    let sample = read(SAMPLE);
    let facts = sample.declared();
    assert_eq!(stated(&facts.class), "resolution");
    assert_eq!(stated(&facts.symbol), "A/RES/77/900");
    assert_eq!((stated(&facts.language), facts.language.as_ref().unwrap().value.as_str()), ("eng", "en"));
    assert_eq!(facts.adopted_on.as_ref().unwrap().value.to_string(), stated(&facts.adopted_on));
    assert_eq!(stated(&facts.issued_on), "2023-01-05");
    assert_eq!((stated(&facts.session), facts.session.as_ref().unwrap().value), ("77", 77));
    assert_eq!(facts.agenda_items.iter().map(|item| item.value.as_str()).collect::<Vec<_>>(), ["72a"]);
    let title = facts.agenda_title.as_ref().unwrap();
    assert_eq!((title.value.as_str(), stated(&facts.agenda_title)), ("Oceans & seas", "Oceans &amp; seas"));
    assert_eq!(facts.committee.as_ref().unwrap().value, "Second Committee");
    assert_eq!(stated(&facts.proposal), "A/77/500");
    assert_eq!(stated(&facts.record), "A/77/PV.54");
    assert_eq!(facts.adoption.as_ref().unwrap().value, Adoption::RecordedVote);
    assert_eq!((facts.votes_for.as_ref().unwrap().value, facts.votes_against.as_ref().unwrap().value), (2, 1));
}

#[test]
fn votes_and_subjects_are_read_in_order() {
    let sample = read(SAMPLE);
    let facts = sample.declared();
    let votes: Vec<_> = facts.votes.iter().map(|vote| (vote.value.ballot, vote.value.name.as_str())).collect();
    assert_eq!(votes, [(Ballot::Yes, "CÔTE D'IVOIRE"), (Ballot::Yes, "FIJI"), (Ballot::No, "NAURU")]);
    assert_eq!(&SAMPLE[facts.votes[0].source.range()], "CÔTE D&apos;IVOIRE");
    let subjects = facts.subjects.iter().map(|one| &one.value);
    let subjects: Vec<_> = subjects.map(|one| (one.scheme.as_str(), one.code.as_str(), one.label.as_str())).collect();
    assert_eq!(
        subjects,
        [
            ("sdg", "14", "sdg_14"),
            ("unbis", "1004000", "ocean"),
            ("eurovoc", "77", "the sea"),
            ("dhlauth", "Fish & ships", "Fish & ships")
        ]
    );
}

#[test]
fn what_cannot_be_read_as_a_fact_is_kept() {
    let sample = read(SAMPLE);
    let facts = sample.declared();
    assert!(facts.abstentions.is_none());
    let unread: Vec<_> = facts.unread.iter().map(|one| (one.value.field, one.value.text.as_str())).collect();
    assert_eq!(unread, [("abstentions", "none")]);
    assert_eq!(&SAMPLE[facts.unread[0].source.range()], "none");
}

#[test]
fn a_file_may_declare_little() {
    let facts = |meta: &str| {
        let xml = document("<p>A</p>").replace("<mainBody>", &format!("<meta>{meta}</meta><mainBody>"));
        read(&xml).declared().clone()
    };
    let class = facts("").class;
    assert_eq!(facts(""), Declared { class, ..Declared::default() });
    let draft =
        facts(r#"<step outcome="draftResolution" as="S/2020/1"/><step outcome="recommendedForAdoption" as=""/>"#);
    assert_eq!(draft.proposal.unwrap().value, "S/2020/1");
    let vote = facts(r#"<voting><count value="15" refersTo="inFavour"/></voting>"#);
    assert_eq!(vote.adoption.unwrap().value, Adoption::Vote);
    let mute = facts(r#"<voting outcome="adoptedWithoutVote"/>"#);
    assert_eq!(mute.adoption.unwrap().value, Adoption::WithoutVote);
    assert_eq!(facts(r#"<FRBRlanguage language="kat"/>"#).language.unwrap().value, "kat");
    let plain = extract("a.txt", b"A/RES/77/900".to_vec(), None).unwrap();
    assert_eq!(*plain.declared(), Declared::default());
}

#[test]
fn the_index_of_the_library_is_no_agenda() {
    let facts = |language: &str, keywords: &str| {
        let meta = format!(r#"<meta><FRBRlanguage language="{language}"/>{keywords}</meta>"#);
        let xml = document("<p>A</p>").replace("<mainBody>", &format!("{meta}<mainBody>"));
        let facts = read(&xml).declared().clone();
        let items: Vec<_> = facts.agenda_items.iter().map(|item| item.value.clone()).collect();
        (items.join("; "), facts.agenda_title.map(|title| title.value))
    };
    let council = r#"<keyword refersTo="agenda" value="[124]" showAs="UN ASSISTANCE MISSION" dictionary="S/76"/>
        <keyword refersTo="agenda" value="X" showAs="The situation concerning Iraq." dictionary="S/"/>"#;
    assert_eq!(facts("eng", council), (String::new(), Some("The situation concerning Iraq".to_owned())));
    assert_eq!(facts("zho", council), (String::new(), None));
    let assembly = r#"<keyword refersTo="agenda" value="18b[12]" showAs="DEVELOPMENT" dictionary="A/77/251"/>
        <keyword refersTo="agenda" value="20" showAs="POVERTY" dictionary="A/77/251"/>"#;
    assert_eq!(facts("eng", assembly), ("18b; 20".to_owned(), None));
}

#[test]
fn votes_that_are_all_named_were_recorded() {
    let adoption = |counted: u32| {
        let vote = format!(
            r#"<voting outcome="VOTING BY MAIL"><count value="{counted}" refersTo="inFavour">
            <organization>CHINA</organization><organization>FRANCE</organization></count></voting>"#
        );
        let xml = document("<p>A</p>").replace("<mainBody>", &format!("<meta>{vote}</meta><mainBody>"));
        read(&xml).declared().adoption.as_ref().unwrap().value
    };
    assert_eq!((adoption(2), adoption(3)), (Adoption::RecordedVote, Adoption::Vote));
}

#[test]
fn no_committee_is_none() {
    let committee = |reference: &str| {
        let body = format!(r#"<p><docProponent refersTo="{reference}">[on]</docProponent></p>"#);
        read(&document(&body)).declared().committee.clone().map(|one| one.value)
    };
    assert_eq!(committee("#noMainCommittee"), None);
    assert_eq!(committee("#sixthCommittee").unwrap(), "sixthCommittee");
}
