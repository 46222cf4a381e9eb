//! Openings in the style of the United Nations.

mod arabic;
mod french;
mod russian;
mod spanish;

use super::*;
use crate::language::{by_tag, languages};

/// `act: verb`, where the act is open its candidates in brackets; `-` where there is no opening verb.
fn show(text: &str, language: &'static Language, place: Place) -> String {
    let Some(opening) = opening(text, language, place) else { return "-".to_owned() };
    let candidates = opening.candidates.iter().map(|act| act.code()).collect::<Vec<_>>().join(" ");
    format!("{}: {}", opening.act.map_or(format!("[{candidates}]"), |act| act.code().to_owned()), &text[opening.verb])
}

fn all(cases: &[(&str, &str)], language: &'static Language, place: Place) {
    for (text, expected) in cases {
        assert_eq!(show(text, language, place), *expected, "{text}");
    }
}

#[test]
fn english_operative_paragraphs() {
    let cases = [
        ("Requests the Secretary-General to report;", "requests: Requests"),
        ("Strongly encourages Member States to cooperate;", "encourages: Strongly encourages"),
        ("Also encourages further steps;", "encourages: Also encourages"),
        ("Decides further that the panel shall meet;", "decides: Decides further"),
        ("Decides to remain seized of the matter.", "decides: Decides"),
        ("Notes with appreciation the report;", "notes: Notes with appreciation"),
        (
            "Takes note with great interest and appreciation of it;",
            "takes_note: Takes note with great interest and appreciation",
        ),
        ("Takes note of the report;", "takes_note: Takes note"),
        ("Reiterates its request to the Secretary-General;", "reiterates: Reiterates its request"),
        ("Reaffirms its resolution 60/1;", "reaffirms: Reaffirms"),
        ("Reaffirms its strong commitment to peace;", "reaffirms: Reaffirms its strong commitment"),
        ("Expresses its deep concern at the situation;", "expresses_concern: Expresses its deep concern"),
        ("Expresses grave concern also at reports;", "expresses_concern: Expresses grave concern also"),
        ("Expresses its appreciation to the host;", "appreciates: Expresses its appreciation"),
        ("Expresses its full support for the mission;", "supports: Expresses its full support"),
        ("Expresses the hope that all will join;", "expresses: Expresses the hope"),
        ("Calls upon all States to act;", "calls_upon: Calls upon"),
        ("Calls once again upon all States to act;", "calls_upon: Calls once again upon"),
        ("Appeals to Governments to contribute;", "calls_upon: Appeals"),
        ("Condemns in the strongest terms all attacks;", "condemns: Condemns in the strongest terms"),
        ("Welcomes and further encourages the efforts;", "welcomes: Welcomes and further encourages"),
        ("Continues to encourage all States;", "encourages: Continues to encourage"),
        ("Remains deeply concerned at the delay;", "expresses_concern: Remains deeply concerned"),
        ("In this regard, notes the work done;", "notes: notes"),
        ("Clarifies the mandate of the panel;", "other: Clarifies"),
        ("Streamlines its agenda;", "other: Streamlines"),
    ];
    all(&cases, by_tag("en").unwrap(), Place::Operative);
}

#[test]
fn english_preambular_paragraphs() {
    let cases = [
        ("Recalling also its resolution 60/1,", "recalls: Recalling also"),
        ("Bearing in mind the report,", "bears_in_mind: Bearing in mind"),
        ("Guided by the Charter,", "is_guided: Guided"),
        ("Having considered the report,", "considers: Having considered"),
        ("Deeply concerned at the situation,", "expresses_concern: Deeply concerned"),
        ("Convinced that peace is possible,", "expresses: Convinced"),
        ("Noting with concern also that,", "notes: Noting with concern also"),
        ("Taking into account the views,", "considers: Taking into account"),
        ("Expressing its gratitude to the host,", "appreciates: Expressing its gratitude"),
        ("Recalls its resolution,", "recalls: Recalls"),
        ("Streamlining its agenda,", "other: Streamlining"),
        ("Acting under Chapter VII of the Charter,", "other: Acting"),
    ];
    all(&cases, by_tag("en").unwrap(), Place::Preambular);
}

#[test]
fn english_texts_without_an_opening_verb() {
    let cases = [
        ("States parties should act.", "-"),
        ("Reports of the Secretary-General are issued.", "-"),
        ("It is recommended that States act.", "-"),
        ("The Secretariat is requested to report.", "-"),
        ("The Conference was invited to act.", "-"),
        ("Recognizing the need, States should act.", "-"),
        ("Encourage States to act;", "-"),
        ("Access the site.", "-"),
        ("", "-"),
    ];
    all(&cases, by_tag("en").unwrap(), Place::Operative);
}

#[test]
fn english_speakers() {
    let cases = [
        ("We also call upon States to act.", "calls_upon: also call upon"),
        ("We are deeply concerned.", "expresses_concern: are deeply concerned"),
        ("“The Security Council strongly condemns the attack.", "condemns: strongly condemns"),
        (
            "The Commission on Crime Prevention and Criminal Justice requested the Secretariat to report.",
            "requests: requested",
        ),
        (
            "At its 53rd plenary meeting, on 15 December 2022, the General Assembly, on the recommendation of the Third Committee, \
             took note of the report.",
            "takes_note: took note",
        ),
        ("The Protocol recognizes the rights of migrants.", "-"),
    ];
    all(&cases, by_tag("en").unwrap(), Place::Operative);
}

#[test]
fn chinese_operative_paragraphs() {
    let cases = [
        ("又鼓励会员国合作；", "encourages: 又鼓励"),
        ("再次促请各国交换信息；", "[reiterates calls_upon reaffirms]: 再次促请"),
        ("再次请秘书长提交报告；", "[reiterates reaffirms]: 再次请"),
        ("又再次请秘书长提交报告；", "[reiterates reaffirms]: 又再次请"),
        ("再次请求秘书长提交报告；", "[reiterates reaffirms]: 再次请求"),
        ("再次要求各方停火；", "[reiterates demands]: 再次要求"),
        ("再次呼吁各方停火；", "reiterates: 再次呼吁"),
        ("再次邀请和鼓励各国捐款；", "reiterates: 再次邀请和鼓励"),
        ("再次敦促各国捐款；", "urges: 再次敦促"),
        ("又再次强调合作的重要性；", "stresses: 又再次强调"),
        ("又再次承诺开展合作；", "[reaffirms reiterates]: 又再次承诺"),
        ("表示注意到秘书长的报告；", "takes_note: 表示注意到"),
        ("表示赞赏地注意到委员会的报告；", "takes_note: 表示赞赏地注意到"),
        ("赞赏地注意到已做的工作；", "notes: 赞赏地注意到"),
        ("我们表示赞赏地注意到已做的工作。", "takes_note: 表示赞赏地注意到"),
        ("极为关切地注意到局势；", "notes: 极为关切地注意到"),
        ("最强烈地谴责一切袭击；", "condemns: 最强烈地谴责"),
        ("表示深为关切局势；", "expresses_concern: 表示深为关切"),
        ("表示关切的是，局势恶化；", "expresses_concern: 表示关切的是"),
        ("对多年来的僵局表示严重关切；", "expresses_concern: 表示严重关切"),
        ("表示感谢东道国；", "appreciates: 表示感谢"),
        ("重申其承诺；", "[reaffirms reiterates]: 重申"),
        ("要求冲突各方停火；", "[demands requests]: 要求"),
        ("核可委员会的报告；", "[approves endorses]: 核可"),
        ("痛惜并最强烈地谴责袭击；", "deplores: 痛惜并最强烈地谴责"),
        ("在这方面，强调指出合作的重要性；", "stresses: 强调指出"),
        ("鼓励地方政府参与；", "encourages: 鼓励"),
        ("通过《公约》；", "adopts: 通过"),
        ("决定继续处理此案。", "decides: 决定"),
        ("为侦查伪造证件和打击欺诈，鼓励各国利用系统。", "encourages: 鼓励"),
        ("为支持政府而采取行动，回顾其授权；", "recalls: 回顾"),
        ("再次对黎巴嫩政府的打算表示鼓励，", "encourages: 表示鼓励"),
    ];
    all(&cases, by_tag("zh").unwrap(), Place::Operative);
}

#[test]
fn chinese_preambular_paragraphs() {
    let cases = [
        ("回顾其决议，", "recalls: 回顾"),
        ("深为关切局势，", "expresses_concern: 深为关切"),
        ("深信和平可期，", "expresses: 深信"),
        ("铭记《宪章》，", "bears_in_mind: 铭记"),
        ("审议了报告，", "considers: 审议了"),
        ("感到震惊的是，袭击不断，", "expresses_concern: 感到震惊的是"),
        ("遵循《宪章》，", "is_guided: 遵循"),
        ("向所有各方强调其重要性，", "stresses: 强调"),
        ("根据《宪章》第七章采取行动，", "other: 采取行动"),
        ("表示应有注意到报告，", "takes_note: 表示应有注意到"),
    ];
    all(&cases, by_tag("zh").unwrap(), Place::Preambular);
}

#[test]
fn chinese_texts_without_an_opening_verb() {
    let cases = [
        ("缔约国应当合作。", "-"),
        ("建议的措施应予执行。", "-"),
        ("通过开展合作，各国应打击犯罪。", "-"),
        ("在一些情况下，通过《公约》开展合作。", "-"),
        ("在缔约国应采取措施的情况下，秘书处可提供协助。", "-"),
        ("会议通过的各项建议", "-"),
    ];
    all(&cases, by_tag("zh").unwrap(), Place::Operative);
}

#[test]
fn chinese_speakers() {
    let cases = [
        ("工作组请秘书处编写报告。", "requests: 请"),
        ("我们承诺加强善治。", "expresses: 承诺"),
        ("“安全理事会强烈谴责袭击。", "condemns: 强烈谴责"),
        ("在2012年的会议上，预防犯罪和刑事司法委员会决定设立专家组。", "decides: 决定"),
    ];
    all(&cases, by_tag("zh").unwrap(), Place::Operative);
}

#[test]
fn every_act_but_null_has_a_word_in_every_language() {
    for language in languages() {
        let spoken: Vec<_> = language.acts.verbs.iter().flat_map(|verb| verb.acts).collect();
        let objects: Vec<_> = language.acts.objects.iter().map(|objects| &objects.act).collect();
        for act in Act::ALL {
            assert!(spoken.contains(&act) || objects.contains(&act), "{}: {act:?}", language.tag);
        }
    }
}
