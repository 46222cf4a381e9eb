//! What is recognized as a re-key, and what must not be.

use crate::compare::tests::{between, caused, told, world};
use crate::compare::{Bump, Cause, Inputs};

fn changed(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
    let changes = between(&world(before), &world(after));
    let bumps = changes.ops().map(|(_, op)| op.kind.level()).max().unwrap_or_default();
    assert_eq!(changes.bump(), bumps);
    told(&changes)
}

#[test]
fn an_identifier_that_changed_takes_with_it_what_refers_to_it() {
    let before = world(&[("m1-r1", "甲"), ("m1-r2", "乙")]);
    let after = world(&[("m1-r1", "甲"), ("m1-r7", "乙")]);
    let changes = between(&before, &after);
    let expected = [
        "recommendations REKEY m1-r2 > m1-r7 (recommendation_id, number)",
        "addressees REKEY m1-r2|1 > m1-r7|1 (recommendation_id)",
        "references REKEY m1-r2-ref1 > m1-r7-ref1 (reference_id, recommendation_id)",
    ];
    assert_eq!(told(&changes), expected);
    assert_eq!(changes.bump(), Bump::Major);
}

#[test]
fn tables_may_stand_in_front_of_those_they_refer_to() {
    let reversed = |units: &[(&str, &str)]| world(units).into_iter().rev().collect::<Vec<_>>();
    let changes = between(&reversed(&[("m1-r2", "乙")]), &reversed(&[("m1-r7", "乙")]));
    let expected = [
        "references REKEY m1-r2-ref1 > m1-r7-ref1 (reference_id, recommendation_id)",
        "addressees REKEY m1-r2|1 > m1-r7|1 (recommendation_id)",
        "recommendations REKEY m1-r2 > m1-r7 (recommendation_id, number)",
    ];
    assert_eq!(told(&changes), expected);
}

#[test]
fn everything_behind_an_insertion_is_followed_to_its_new_number() {
    let before = [("m1-r1", "甲"), ("m1-r2", "乙"), ("m1-r3", "丙")];
    let after = [("m1-r1", "甲"), ("m1-r2", "新"), ("m1-r3", "乙"), ("m1-r4", "丙")];
    let told = changed(&before, &after);
    let expected = [
        "recommendations REKEY m1-r2 > m1-r3 (recommendation_id, number, source_start)",
        "recommendations REKEY m1-r3 > m1-r4 (recommendation_id, number, source_start)",
        "recommendations ADD m1-r2",
        "addressees REKEY m1-r2|1 > m1-r3|1 (recommendation_id)",
        "addressees REKEY m1-r3|1 > m1-r4|1 (recommendation_id)",
        "addressees ADD m1-r2|1",
        "references REKEY m1-r2-ref1 > m1-r3-ref1 (reference_id, recommendation_id, source_start)",
        "references REKEY m1-r3-ref1 > m1-r4-ref1 (reference_id, recommendation_id, source_start)",
        "references ADD m1-r2-ref1",
    ];
    assert_eq!(told, expected);
}

#[test]
fn identifiers_that_were_swapped_are_two_re_keys() {
    let told = changed(&[("m1-r1", "甲"), ("m1-r2", "乙")], &[("m1-r1", "乙"), ("m1-r2", "甲")]);
    let expected = [
        "recommendations REKEY m1-r1 > m1-r2 (recommendation_id, number, source_start)",
        "recommendations REKEY m1-r2 > m1-r1 (recommendation_id, number, source_start)",
    ];
    assert_eq!(told[..2], expected);
}

#[test]
fn an_identifier_given_to_another_row_takes_nothing_with_it() {
    let told = changed(&[("m1-r1", "甲"), ("m1-r2", "乙")], &[("m1-r1", "新"), ("m1-r3", "甲"), ("m1-r2", "乙")]);
    let expected = [
        "recommendations REKEY m1-r1 > m1-r3 (recommendation_id, number, source_start)",
        "recommendations MOD m1-r2 (source_start)",
        "recommendations ADD m1-r1",
        "addressees REKEY m1-r1|1 > m1-r3|1 (recommendation_id)",
        "addressees ADD m1-r1|1",
    ];
    assert_eq!(told[..5], expected);
    // The row that had the identifier is gone, and so are its own, though others have their keys now.
    let told = changed(&[("m1-r1", "甲"), ("m1-r2", "乙")], &[("m1-r2", "甲")]);
    let expected = [
        "recommendations DEL m1-r2",
        "recommendations REKEY m1-r1 > m1-r2 (recommendation_id, number)",
        "addressees DEL m1-r2|1",
        "addressees REKEY m1-r1|1 > m1-r2|1 (recommendation_id)",
    ];
    assert_eq!(told[..4], expected);
}

#[test]
fn nothing_is_guessed_where_two_rows_say_the_same() {
    let units = |told: Vec<String>| told.into_iter().filter(|op| op.starts_with("rec")).collect::<Vec<_>>();
    // Two before that could be either of two after.
    let told = changed(&[("m1-r1", "同"), ("m1-r2", "同")], &[("m1-r3", "同"), ("m1-r4", "同")]);
    let expected = ["DEL m1-r1", "DEL m1-r2", "ADD m1-r3", "ADD m1-r4"].map(|op| format!("recommendations {op}"));
    assert_eq!(units(told), expected);
    // One that could have become either of two.
    let told = changed(&[("m1-r1", "同")], &[("m1-r2", "同"), ("m1-r3", "同")]);
    assert_eq!(units(told), ["DEL m1-r1", "ADD m1-r2", "ADD m1-r3"].map(|op| format!("recommendations {op}")));
    // Two of which only one can have become the other.
    let told = changed(&[("m1-r1", "同"), ("m1-r2", "同")], &[("m1-r3", "同")]);
    assert_eq!(units(told), ["DEL m1-r1", "DEL m1-r2", "ADD m1-r3"].map(|op| format!("recommendations {op}")));
    // One that a row which stayed says too.
    let told = changed(&[("m1-r1", "同"), ("m1-r2", "同")], &[("m1-r1", "同"), ("m1-r3", "同")]);
    assert_eq!(units(told), ["DEL m1-r2", "ADD m1-r3"].map(|op| format!("recommendations {op}")));
}

#[test]
fn a_text_that_changed_with_its_identifier_is_another_row() {
    let told = changed(&[("m1-r1", "甲乙丙")], &[("m1-r2", "甲乙丁")]);
    assert_eq!(told[..2], ["recommendations DEL m1-r1", "recommendations ADD m1-r2"]);
}

#[test]
fn items_follow_their_recommendation() {
    // The items cannot be told apart by what they say, and one was corrected.
    let before = [("m1-r1", "章"), ("m1-r1-a", "同"), ("m1-r1-b", "同"), ("m1-r1-c", "异")];
    let after = [("m1-r2", "章"), ("m1-r2-a", "同"), ("m1-r2-b", "同"), ("m1-r2-c", "更")];
    let told = changed(&before, &after);
    let expected = [
        "recommendations REKEY m1-r1 > m1-r2 (recommendation_id, number)",
        "recommendations REKEY m1-r1-a > m1-r2-a (recommendation_id, parent_id, number)",
        "recommendations REKEY m1-r1-b > m1-r2-b (recommendation_id, parent_id, number)",
        "recommendations REKEY m1-r1-c > m1-r2-c (recommendation_id, parent_id, number, text, full_text)",
        "addressees REKEY m1-r1|1 > m1-r2|1 (recommendation_id)",
    ];
    assert_eq!(told[..5], expected);
}

#[test]
fn a_change_is_put_down_to_what_brought_it_about() {
    let (before, after) = (world(&[("m1-r1", "甲")]), world(&[("m1-r1", "乙"), ("m1-r2", "丙")]));
    let causes = |inputs: &Inputs| {
        let causes: Vec<Option<Cause>> = caused(&before, &after, inputs).ops().map(|(_, op)| op.cause).collect();
        assert_eq!(causes.len(), 4);
        causes
    };
    let source = Inputs { documents: ["d".to_owned()].into(), program: true, ..Inputs::default() };
    assert_eq!(
        causes(&source),
        [Some(Cause::Source); 4],
        "addressees and references are found through their recommendation"
    );
    let other = Inputs { documents: ["e".to_owned()].into(), program: true, ..Inputs::default() };
    assert_eq!(causes(&other), [Some(Cause::Program); 4]);
    let unclear = Inputs { registry: true, configuration: true, ..Inputs::default() };
    assert_eq!(causes(&unclear), [None; 4]);
}
