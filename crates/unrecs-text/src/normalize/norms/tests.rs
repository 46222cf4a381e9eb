//! The engine on sentences in the style of the United Nations.

mod arabic;
mod french;
mod russian;
mod spanish;

use super::*;
use crate::acts::{Place, opening};
use crate::language::by_tag;

/// `modality words [considers] [negated] | code=words code=words`
fn show(text: &str, language: &'static Language, reading: Reading) -> String {
    let norms = read(text, language, reading, opening(text, language, Place::Operative).as_ref());
    let verb = norms.verb.map_or("-".to_owned(), |(norm, at)| format!("{norm:?} {}", &text[at]));
    let considers = if norms.considers { " considers" } else { "" };
    let negated = if norms.negated { " negated" } else { "" };
    let actors: Vec<_> = norms.addressees.into_iter().map(|(code, at)| format!("{code}={}", &text[at])).collect();
    format!("{verb}{considers}{negated} | {}", actors.join(" "))
}

pub(super) fn all(cases: &[(&str, &str)], language: &'static Language, reading: Reading) {
    for (text, expected) in cases {
        assert_eq!(show(text, language, reading), *expected, "{text}");
    }
}

#[test]
fn chinese_recommendations() {
    let cases = [
        ("缔约国应加强合作。", "Should 应 | states_parties=缔约国"),
        ("各国必须保护证人。", "Must 必须 | states=各国"),
        ("各国不应对救助者进行追责。", "Should 不应 negated | states=各国"),
        ("缔约国应对证人提供保护。", "Should 应对 | states_parties=缔约国"),
        ("缔约国似宜考虑设立热线。", "MayWish 似宜 considers | states_parties=缔约国"),
        ("会员国不妨交流经验。", "MayWish 不妨 | member_states=会员国"),
        ("缔约国可以考虑订立协定。", "May 可以 considers | states_parties=缔约国"),
        ("鼓励各国考虑开展研究。", "Encouraged 鼓励 considers | states=各国"),
        ("邀请各缔约国和秘书处提供资料。", "Invited 邀请 | states_parties=缔约国 secretariat=秘书处"),
        ("工作组请秘书处编写报告。", "Requested 请 | secretariat=秘书处"),
        ("工作组建议缔约方会议第八届会议应考虑通过该文件。", "Recommends 建议 considers | conference=缔约方会议"),
        ("应当促请尚未批准《公约》的国家考虑批准。", "Urged 促请 considers | states=国家"),
        ("可请国际组织提供协助。", "May 可请 | international_organizations=国际组织"),
        ("缔约国应当吁请秘书处继续工作。", "Should 应当 | states_parties=缔约国"),
        ("缔约国可请秘书处提供协助。", "May 可 | states_parties=缔约国"),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Recommendation);
}

#[test]
fn chinese_subjects() {
    let cases = [
        (
            "来源国、过境国和目的地国应合作。",
            "Should 应 | countries_of_origin=来源国 countries_of_transit=过境国 countries_of_destination=目的地国",
        ),
        ("各缔约国和毒罪办（见附件）还应继续努力。", "Should 应 | states_parties=缔约国 unodc=毒罪办"),
        ("缔约国，尤其是拥有共同边界的缔约国，应共享信息。", "Should 应 | states_parties=缔约国"),
        ("缔约国在打击犯罪时，应寻求合作。", "Should 应 | states_parties=缔约国"),
        ("鼓励作为来源国、过境国和目的地的《公约》缔约国合作。", "Encouraged 鼓励 | states_parties=缔约国"),
        ("鼓励缔约国在侦查时，根据本国法律采取措施。", "Encouraged 鼓励 | states_parties=缔约国"),
        (
            "各国应合作。秘书处应提供协助；工作组请毒罪办编写手册。",
            "Should 应 | states=各国 secretariat=秘书处 unodc=毒罪办",
        ),
        ("方案应载有各项议题。", "Should 应 | "),
        ("为此，应不断评估风险。", "Should 应 | "),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Recommendation);
}

#[test]
fn chinese_verbs_that_do_not_count() {
    let cases = [
        ("认识到各国必须合作，鼓励缔约国交流信息。", "Encouraged 鼓励 | states_parties=缔约国"),
        ("虽然两者可能相似，但缔约国应当区分。", "Should 应当 | states_parties=缔约国"),
        ("在缔约国应采取措施的情况下，秘书处可提供协助。", "May 可 | secretariat=秘书处"),
        ("应缔约国请求，秘书处应提供协助。", "Should 应 | secretariat=秘书处"),
        ("缔约国应考虑到证人的安全。", "Should 应 | states_parties=缔约国"),
        ("缔约国应当确保必须保护证人的机构（其应独立）运作。", "Should 应当 | states_parties=缔约国"),
        ("建议按会议的先后次序排列。", "- | "),
        ("可持续发展有助于预防。", "- | "),
        ("为回应请求，供应许可。", "- | "),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Recommendation);
}

#[test]
fn chinese_considers_behind_phrases() {
    let cases = [
        ("缔约国还应针对其他实体，考虑采取措施。", "Should 应 considers | states_parties=缔约国"),
        ("缔约国应在其政策中考虑纳入该机制。", "Should 应 considers | states_parties=缔约国"),
        ("缔约国应确保合作，并考虑订立协定。", "Should 应 | states_parties=缔约国"),
        ("鼓励各国制定政策，包括酌情考虑合作。", "Encouraged 鼓励 | states=各国"),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Recommendation);
}

#[test]
fn chinese_items() {
    let cases = [
        ("偷运儿童等弱势移民；", "- | "),
        ("考虑设立机制；", "- considers | "),
        ("酌情考虑设立机制，该机制应独立；", "- considers | "),
        ("各国应加强合作；", "Should 应 | states=各国"),
        ("确保机构必须遵守规则。", "- | "),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Item);
}

#[test]
fn english_recommendations() {
    let cases = [
        (
            "States parties should consider establishing hotlines.",
            "Should should considers | states_parties=States parties",
        ),
        ("States must treat smuggling as an offence.", "Must must | states=States"),
        ("States may wish to consider sharing information.", "MayWish may wish to considers | states=States"),
        ("States parties may exchange views.", "May may | states_parties=States parties"),
        (
            "States parties are encouraged to ratify the Protocol.",
            "Encouraged are encouraged | states_parties=States parties",
        ),
        ("The Secretariat is requested to prepare a report.", "Requested is requested | secretariat=Secretariat"),
        ("States should be urged to consider ratification.", "Urged should be urged considers | states=States"),
        (
            "The Working Group requests the Secretariat to continue its work.",
            "Requested requests | secretariat=Secretariat",
        ),
        (
            "The Working Group recommends that the Conference of the Parties consider adopting the questionnaire.",
            "Recommends recommends that considers | conference=Conference of the Parties",
        ),
        ("The Secretariat is requested:", "Requested is requested | secretariat=Secretariat"),
        ("Encourages Member States to cooperate;", "Encouraged Encourages | member_states=Member States"),
    ];
    all(&cases, by_tag("en").unwrap(), Reading::Recommendation);
}

#[test]
fn english_subjects() {
    let cases = [
        (
            "Countries of origin, transit and destination should cooperate.",
            "Should should | countries_of_origin=Countries of origin, transit and destination \
             countries_of_transit=Countries of origin, transit and destination \
             countries_of_destination=Countries of origin, transit and destination",
        ),
        ("States parties, in particular those at sea, should act.", "Should should | states_parties=States parties"),
        (
            "In accordance with article 6, paragraph 3, of the Protocol, States parties and UNODC should act.",
            "Should should | states_parties=States parties unodc=UNODC",
        ),
        (
            "Recognizing that States must cooperate, States parties should act.",
            "Should should | states_parties=States parties",
        ),
        ("States should, where appropriate, consider acting.", "Should should considers | states=States"),
        ("States should act. The Secretariat should assist.", "Should should | states=States secretariat=Secretariat"),
        ("The meeting was held in May.", "- | "),
        ("Mayors and Statesmen shouldered it.", "- | "),
    ];
    all(&cases, by_tag("en").unwrap(), Reading::Recommendation);
}

#[test]
fn english_verbs_that_are_only_told() {
    let cases = [
        ("Recognizes that all States must fulfil their duties at sea.", "- | "),
        ("Notes that some States may lack resources.", "- | "),
        ("Recalls that reports should be sent every year.", "- | "),
        (
            "Recalls that ships may not be stopped without consent, and requests the Secretariat to report.",
            "Requested requests | secretariat=Secretariat",
        ),
        (
            "Recalls its resolution 2537 (2020) and calls upon the Secretary-General to report.",
            "CalledUpon calls upon | secretary_general=Secretary-General",
        ),
        ("Notes that the Secretary-General requests States to reply.", "- | "),
        ("The Working Group noted that States should reply.", "- | "),
        ("Affirms its view. States should act.", "Should should | states=States"),
    ];
    all(&cases, by_tag("en").unwrap(), Reading::Recommendation);
    all(&cases, by_tag("en").unwrap(), Reading::Operative);
    let items = [("That all States should act;", "- | "), ("States should act;", "Should should | states=States")];
    all(&items, by_tag("en").unwrap(), Reading::Item);
}

#[test]
fn english_openings_of_resolutions() {
    let cases = [
        ("Calls on States to share information.", "CalledUpon Calls on | states=States"),
        ("Calls for closer cooperation among States.", "CalledUpon Calls for | "),
        (
            "Reiterates its request to the Secretary-General to report.",
            "Requested Reiterates its request to | secretary_general=Secretary-General",
        ),
        ("Reiterates its call upon States to reply.", "CalledUpon Reiterates its call upon | states=States"),
        ("Appeals to States to contribute.", "CalledUpon Appeals to | states=States"),
        ("Decides to remain seized of the matter.", "Decides Decides | "),
        (
            "Decides that all Member States shall freeze the funds.",
            "Decides Decides that | member_states=Member States",
        ),
        (
            "Demands that all parties to the conflict cease hostilities.",
            "Demands Demands that | parties_to_conflict=parties to the conflict",
        ),
        ("Authorizes Member States to inspect vessels.", "Authorized Authorizes | member_states=Member States"),
        ("Strongly urges all States to cooperate.", "Urged urges | states=States"),
        (
            "Invites the specialized agencies, civil society and the private sector to assist.",
            "Invited Invites | specialized_agencies=specialized agencies civil_society=civil society \
             private_sector=private sector",
        ),
        ("We call upon Member States to act.", "CalledUpon call upon | member_states=Member States"),
        ("Continues to urge States to act.", "Urged urge | states=States"),
        ("Resolves to meet again.", "Decides Resolves | "),
        ("Reaffirms its view, and in this context encourages States to act.", "Encouraged encourages | states=States"),
        ("Welcomes the request and the call for papers.", "- | "),
    ];
    all(&cases, by_tag("en").unwrap(), Reading::Operative);
    all(
        &[("Recalling that States must act, and requesting them to report,", "- | ")],
        by_tag("en").unwrap(),
        Reading::Preambular,
    );
}

#[test]
fn english_reports() {
    let cases = [
        ("Governments were urged to share data.", "Urged were urged | states=Governments"),
        (
            "The Working Group, at its fifth meeting, called upon States to reply.",
            "CalledUpon called upon | states=States",
        ),
        ("It is recommended that States consider acceding.", "Recommends recommended that considers | states=States"),
        (
            "It was also recommended that the Secretariat report.",
            "Recommends recommended that | secretariat=Secretariat",
        ),
        ("The Secretariat was also requested to report.", "Requested was also requested | secretariat=Secretariat"),
        ("The requested State should reply.", "Should should | "),
        ("States requested to extradite should reply.", "Should should | states=States"),
        (
            "The Committee took note of the report and requested the Secretariat to publish it.",
            "Requested requested | secretariat=Secretariat",
        ),
        ("States should also be invited to reply.", "Invited should also be invited | states=States"),
        ("The Commission decided to meet again.", "Decides decided | "),
    ];
    all(&cases, by_tag("en").unwrap(), Reading::Recommendation);
}

#[test]
fn english_denials() {
    let cases = [
        ("States should not punish migrants.", "Should should negated | states=States"),
        ("States must never return them.", "Must must negated | states=States"),
        ("No State shall be required to disclose them.", "Must shall negated | states=No State"),
        ("No State party should return them.", "Should should negated | states_parties=No State party"),
        ("States should not only train but also equip them.", "Should should | states=States"),
        ("States should ensure that they are not punished.", "Should should | states=States"),
        ("Requests States not to punish them.", "Requested Requests | states=States"),
    ];
    all(&cases, by_tag("en").unwrap(), Reading::Recommendation);
}

#[test]
fn chinese_openings_of_resolutions() {
    let cases = [
        ("再次促请各国交换信息。", "Urged 促请 | states=各国"),
        ("紧急促请各国加强合作。", "Urged 促请 | states=各国"),
        ("再次请秘书处提交报告。", "Requested 请 | secretariat=秘书处"),
        ("呼吁各国加强合作。", "CalledUpon 呼吁 | states=各国"),
        ("要求各国释放被扣押者。", "Demands 要求 | states=各国"),
        ("决定设立专家组。", "Decides 决定 | "),
        ("授权会员国登船检查。", "Authorized 授权 | member_states=会员国"),
        ("重申其请求秘书长提交报告。", "Requested 重申其请求 | secretary_general=秘书长"),
        ("工作组决定设立专家组。", "Decides 决定 | working_group=工作组"),
    ];
    let cases = &cases[..8];
    all(cases, by_tag("zh").unwrap(), Reading::Operative);
    all(cases, by_tag("zh").unwrap(), Reading::Recommendation);
}

#[test]
fn chinese_nouns_of_the_form_of_a_verb() {
    let cases = [
        ("缔约国应遵守《议定书》的要求，向秘书长通报。", "Should 应 | states_parties=缔约国"),
        ("要求提供协助的缔约国应说明理由。", "Should 应 | states_parties=缔约国"),
        ("各国应要求银行提供资料。", "Should 应 | states=各国"),
        ("应要求提供资料。", "Should 应 | "),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Recommendation);
    all(&[("要求船舶停航；", "- | "), ("呼吁合作；", "- | ")], by_tag("zh").unwrap(), Reading::Item);
}

#[test]
fn chinese_verbs_that_are_only_told() {
    let cases = [
        ("确认各国应加强合作。", "- | "),
        ("强调，各国必须履行义务。", "- | "),
        ("注意到各国可请秘书处协助。", "- | "),
        ("回顾其决议，其中请秘书处提交报告。", "- | "),
        ("确认各国应加强合作，并请秘书处提交报告。", "Requested 请 | secretariat=秘书处"),
        ("回顾其决议，促请各国合作。", "Urged 促请 | states=各国"),
        ("注意到报告，要求冲突各方停火。", "Demands 要求 | parties_to_conflict=冲突各方"),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Operative);
    let cases = [
        ("认识到相互信任的重要，缔约国不妨制定战略。", "MayWish 不妨 | states_parties=缔约国"),
        ("工作组注意到缔约国应加强合作。", "- | "),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Recommendation);
    all(&[("建议采用《规则》。", "Recommends 建议 | ")], by_tag("zh").unwrap(), Reading::Operative);
    all(&[("回顾各国必须合作，", "- | ")], by_tag("zh").unwrap(), Reading::Preambular);
}

#[test]
fn chinese_denials() {
    let cases = [
        ("各国不得遣返。", "Must 不得 negated | states=各国"),
        ("缔约国不应惩罚被偷运移民。", "Should 不应 negated | states_parties=缔约国"),
        ("缔约国不会惩罚被偷运移民。", "- negated | "),
        ("缔约国不应仅培训人员，还应提供装备。", "Should 不应仅 | states_parties=缔约国"),
        ("缔约国应确保其不应受罚。", "Should 应 | states_parties=缔约国"),
        ("各国不得不采取措施。", "- | "),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Recommendation);
}

#[test]
fn english_verbs_beside_the_opening_verb() {
    let cases = [
        (
            "Welcomes the Plan to support and encourage women, and urges the leaders to act.",
            "Urged urges | other=leaders",
        ),
        (
            "Recognizes that security is essential and calls upon the Government of Iraq to act.",
            "CalledUpon calls upon | other=Government of Iraq",
        ),
        ("Notes that States send replies and requests for help.", "- | "),
        ("Recalls that it met, and requested States to reply.", "- | "),
        ("Welcomes and encourages the efforts.", "Encouraged encourages | "),
        ("Directs the Monitoring Team to act.", "Requested Directs | other=Monitoring Team"),
        ("Urges all parties to act; requests the Secretary-General to report.", "Urged Urges | other=parties"),
    ];
    all(&cases, by_tag("en").unwrap(), Reading::Operative);
    let cases = [("We recognize the need to support and encourage States to act.", "- | ")];
    all(&cases, by_tag("en").unwrap(), Reading::Operative);
}

#[test]
fn running_text() {
    let cases = [
        ("States shall not engage in it.", "Must shall negated | states=States"),
        ("Care shall be taken to protect it.", "Must shall | "),
        ("An occupying Power shall respect it.", "Must shall | "),
        ("States may reply.", "May may | states=States"),
        ("The situation may change.", "- | "),
        ("A framework helps all, and encourages safety.", "- | "),
        ("We encourage States to act.", "Encouraged encourage | states=States"),
        ("Considering the importance of it,", "- | "),
        ("States shall act. The Secretariat shall report.", "Must shall | states=States"),
    ];
    all(&cases, by_tag("en").unwrap(), Reading::Text);
    let cases = [
        ("各国不得援引国内法。", "Must 不得 negated | states=各国"),
        ("我们促请发展伙伴提供支助。", "Urged 促请 | other=发展伙伴"),
        ("船舶可以登记。", "- | "),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Text);
}
