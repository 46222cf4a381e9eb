//! Lineages of a few invented resolutions, by their rows.

use super::*;
use crate::extract::extract;
use crate::normalize::{Identity, normalize};
use crate::parse::{Given, parse};
use crate::registry::Registry;
use crate::resolve::{Grammar, resolve};

const KEEP: &str = "Calls upon Member States to keep registers of the vessels that fly their flag;";
const SHARE: &str = "Encourages Member States to share the registers of their ports with the Office every year;";
const SEIZED: &str = "Decides to remain seized of the matter.";

/// The bodies and organs of the project.
fn registry() -> Registry {
    let bodies = include_str!("../../../../input/registry/bodies.toml");
    let organs = include_str!("../../../../input/registry/organs.toml");
    Registry::from_texts(&[("bodies.toml", bodies), ("organs.toml", organs)]).unwrap()
}

/// A resolution: its number, the year of its adoption in the thirties, its preamble and its operative paragraphs.
fn resolution<'r>(symbol: (u32, u32), preamble: &str, operative: &[&str]) -> Resolved<'r> {
    let (session, number) = symbol;
    let numbered: Vec<String> = (1..).zip(operative).map(|(number, words)| format!("{number}. {words}")).collect();
    let text = format!(
        "United Nations\nA/RES/{session}/{number}\nGeneral Assembly\nResolution adopted by the General Assembly on 4 December \
         {}\n\n{session}/{number}. Registers of vessels\n\nThe General Assembly,\n{preamble},\n{}\n",
        1945 + session,
        numbered.join("\n")
    );
    let source = extract(&format!("{session}-{number}.txt"), text.into_bytes(), None).unwrap();
    let identity = Identity { document_id: None, file_name: "f".to_owned(), body_id: "un-ga".to_owned(), symbol: None };
    resolve(normalize(parse(source, Given::default()), identity), &Grammar::new(Box::leak(Box::new(registry()))))
}

/// The predecessors of each paragraph: `a-res-90-1-p1 < a-res-89-1-p2 1000 +0 -0`.
fn shown(documents: &[Resolved<'_>]) -> Vec<String> {
    let lineage = trace(documents);
    let mut lines = Vec::new();
    for document in documents {
        let normalized = document.normalized();
        for (index, paragraph) in normalized.paragraphs().iter().enumerate() {
            for older in lineage.of_paragraph(document, index) {
                let (of, predecessor) = lineage.paragraph(older);
                let Predecessor { similarity, words_added, words_removed, formula, .. } = older;
                lines.push(format!(
                    "{} < {} {similarity} +{words_added} -{words_removed}{}",
                    normalized.paragraph_id(paragraph),
                    of.paragraph_id(predecessor),
                    if *formula { " formula" } else { "" }
                ));
            }
        }
    }
    lines.sort();
    lines
}

#[test]
fn moved_revised_and_merged_paragraphs_are_found() {
    let merged = format!("{}, and {}", KEEP.trim_end_matches(';'), SHARE.to_lowercase());
    let documents = [
        resolution((88, 1), "Noting the growth of the traffic at sea", &[KEEP, SHARE]),
        resolution((89, 1), "Noting the steady growth of the traffic at sea", &[SHARE, &KEEP.to_uppercase()]),
        resolution((90, 1), "Noting the steady growth of the traffic at sea", &[&merged]),
    ];
    assert_eq!(
        shown(&documents),
        [
            "a-res-89-1-p1 < a-res-88-1-p2 1000 +0 -0",
            "a-res-89-1-p2 < a-res-88-1-p1 1000 +0 -0",
            "a-res-89-1-pp1 < a-res-88-1-pp1 941 +1 -0",
            "a-res-90-1-p1 < a-res-89-1-p1 666 +15 -0",
            "a-res-90-1-p1 < a-res-89-1-p2 636 +16 -0",
            "a-res-90-1-pp1 < a-res-89-1-pp1 1000 +0 -0",
        ]
    );
    let lineage = trace(&documents);
    assert_eq!(lineage.first_in(&documents[2], 0), Some("A/RES/88/1"));
}

#[test]
fn the_order_of_the_documents_decides_nothing() {
    let mut documents = vec![
        resolution((88, 1), "Noting the growth of the traffic at sea", &[KEEP, SHARE, SEIZED]),
        resolution((88, 2), "Noting the growth of the traffic at sea", &[SHARE, KEEP]),
        resolution((89, 1), "Recalling its resolution 88/1 of 4 December 2033", &[KEEP, SHARE, SEIZED]),
        resolution((90, 1), "Recalling its resolution 88/2 of 4 December 2033", &[SHARE, KEEP, SEIZED]),
    ];
    let expected = shown(&documents);
    assert!(expected.iter().any(|line| line.starts_with("a-res-90-1-p1 < a-res-89-1-p2 1000")), "{expected:?}");
    documents.reverse();
    assert_eq!(shown(&documents), expected);
    documents.swap(0, 2);
    assert_eq!(shown(&documents), expected);
}

#[test]
fn two_documents_of_one_day_are_not_older_than_each_other() {
    let documents =
        [resolution((89, 1), "Noting the traffic", &[KEEP]), resolution((89, 2), "Noting the traffic", &[KEEP])];
    assert!(shown(&documents).is_empty());
    assert!(trace(&documents).of_document(&documents[0]).is_empty());
}

#[test]
fn without_a_day_nothing_is_claimed() {
    let text = format!("The General Assembly,\n1. {KEEP}\n");
    let source = extract("undated.txt", text.into_bytes(), None).unwrap();
    let registry = registry();
    let undated = normalize(parse(source, Given::default()), Identity::named("undated", "un-ga"));
    let documents = [
        resolution((89, 1), "Noting the traffic", &[KEEP]),
        resolve(undated, &Grammar::new(&registry)),
        resolution((90, 1), "Noting the traffic", &[KEEP]),
    ];
    assert!(shown(&documents).iter().all(|line| !line.contains("undated")));
    assert_eq!(trace(&documents).first_in(&documents[1], 0), None);
}

#[test]
fn words_that_begin_in_many_documents_are_a_formula() {
    let own = [
        "Requests the harbours of the north to clear the ice before the first of March each year;",
        "Invites the fishing fleets to weigh what they land in the presence of an officer;",
        "Welcomes the lighthouse that was built upon the southern cape with the help of donors;",
        "Urges the owners of barges to paint the load line in a colour that is seen at night;",
        "Notes that pilots are trained in too few schools, and that the schools lack simulators;",
    ];
    let texts = own.map(|own| [own, SEIZED]);
    let mut documents: Vec<_> =
        (1..).zip(&texts).map(|(number, texts)| resolution((80 + number, 1), "Having met", texts)).collect();
    // The fifth continues the fourth, by a paragraph more than the formula.
    documents[4] = resolution((85, 1), "Having met", &[own[3], own[4], SEIZED]);
    let lines = shown(&documents);
    let formulas: Vec<_> = lines.iter().filter(|line| line.ends_with(" formula")).collect();
    assert!(formulas.iter().any(|line| line.starts_with("a-res-84-1-p2 < a-res-83-1-p2 1000")), "{lines:?}");
    assert!(lines.contains(&"a-res-85-1-p1 < a-res-84-1-p1 1000 +0 -0".to_owned()), "{lines:?}");
    let lineage = trace(&documents);
    let first = |document: &Resolved<'_>| {
        let paragraphs = document.normalized().paragraphs().len();
        lineage.first_in(document, paragraphs - 1).map(str::to_owned)
    };
    // A formula is followed only to a document that is continued.
    assert_eq!(first(&documents[4]).as_deref(), Some("A/RES/84/1"));
    assert_eq!(first(&documents[3]).as_deref(), Some("A/RES/84/1"));
    let of = lineage.of_document(&documents[3]);
    assert!(of.iter().all(|older| older.identical == 0), "{of:?}");
}

#[test]
fn documents_are_named_by_their_paragraphs_and_by_their_own_words() {
    let documents = [
        resolution((88, 1), "Noting the growth of the traffic at sea", &[KEEP, SHARE]),
        resolution((89, 1), "Recalling its resolution 88/1 of 4 December 2033", &[SHARE, SEIZED]),
        // It recalls itself, a younger one, and one that is not here.
        resolution((90, 1), "Recalling its resolutions 90/1, 91/1 and 60/2", &[SHARE]),
        resolution((91, 1), "Recalling its resolution 90/1 of 4 December 2035", &["Thanks the Office;"]),
    ];
    let lineage = trace(&documents);
    let rows = |document| -> Vec<_> {
        let row = |older: &DocumentPredecessor<'_>| {
            format!(
                "{:?} {:?} {} {}/{} {}",
                older.document_id, older.symbol, older.recalled, older.identical, older.revised, older.share
            )
        };
        lineage.of_document(&documents[document]).iter().map(row).collect()
    };
    assert_eq!(rows(0), [""; 0]);
    assert_eq!(rows(1), ["Some(\"a-res-88-1\") Some(\"A/RES/88/1\") true 1/0 333"]);
    let inside = "Some(\"a-res-89-1\") Some(\"A/RES/89/1\") false 1/0 500";
    assert_eq!(rows(2), [inside, "None Some(\"A/RES/60/2\") true 0/0 0"]);
    assert_eq!(rows(3), ["Some(\"a-res-90-1\") Some(\"A/RES/90/1\") true 0/0 0"]);
}

#[test]
fn what_one_lacks_the_other_has_more() {
    let older = "Calls upon all States to keep registers of the vessels that fly their flag;";
    let one_way = [resolution((88, 1), "Having met", &[older]), resolution((89, 1), "Having met", &[KEEP])];
    let other_way = [resolution((88, 1), "Having met", &[KEEP]), resolution((89, 1), "Having met", &[older])];
    let of = |documents: &[Resolved<'_>]| {
        let lineage = trace(documents);
        let paragraph = documents[1].normalized().paragraphs().len() - 1;
        lineage.of_paragraph(&documents[1], paragraph)[0]
    };
    let (one, other) = (of(&one_way), of(&other_way));
    assert_eq!((one.words_added, one.words_removed), (1, 1));
    assert_eq!(
        (one.words_added, one.words_removed, one.similarity),
        (other.words_removed, other.words_added, other.similarity)
    );
}

#[test]
fn a_thousand_paragraphs_that_are_alike_and_a_long_one_are_traced() {
    let alike: Vec<String> =
        (0..1000).map(|number| format!("Calls upon port {number} to keep the registers of its vessels;")).collect();
    let mut alike: Vec<&str> = alike.iter().map(String::as_str).collect();
    alike.extend(std::iter::repeat_n(KEEP, 1000));
    let long = "a b ".repeat(125_000);
    let other = format!("{long} c");
    alike.push(&long);
    let older = resolution((88, 1), "Having met", &alike);
    alike.pop();
    alike.push(&other);
    let documents = [older, resolution((89, 1), "Having met", &alike)];
    assert_eq!(shown(&documents).len(), 2001);
}
