//! The engine on sentences in the style of the United Nations.

use super::*;
use crate::language::{en::ENGLISH, zh::CHINESE};

/// `modality words [considers] | code=words code=words`
fn show(text: &str, language: &'static Language, reading: Reading) -> String {
    let norms = read(text, language, reading);
    let verb = norms.verb.map_or("-".to_owned(), |(norm, at)| format!("{norm:?} {}", &text[at]));
    let considers = if norms.considers { " considers" } else { "" };
    let actors: Vec<_> = norms.addressees.into_iter().map(|(code, at)| format!("{code}={}", &text[at])).collect();
    format!("{verb}{considers} | {}", actors.join(" "))
}

fn all(cases: &[(&str, &str)], language: &'static Language, reading: Reading) {
    for (text, expected) in cases {
        assert_eq!(show(text, language, reading), *expected, "{text}");
    }
}

#[test]
fn chinese_recommendations() {
    let cases = [
        ("缔约国应加强合作。", "Should 应 | states_parties=缔约国"),
        ("各国必须保护证人。", "Must 必须 | states=各国"),
        ("各国不应对救助者进行追责。", "Should 不应 | states=各国"),
        ("缔约国应对证人提供保护。", "Should 应对 | states_parties=缔约国"),
        ("缔约国似宜考虑设立热线。", "MayWish 似宜 considers | states_parties=缔约国"),
        ("会员国不妨交流经验。", "MayWish 不妨 | states=会员国"),
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
    all(&cases, &CHINESE, Reading::Recommendation);
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
    all(&cases, &CHINESE, Reading::Recommendation);
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
    all(&cases, &CHINESE, Reading::Recommendation);
}

#[test]
fn chinese_considers_behind_phrases() {
    let cases = [
        ("缔约国还应针对其他实体，考虑采取措施。", "Should 应 considers | states_parties=缔约国"),
        ("缔约国应在其政策中考虑纳入该机制。", "Should 应 considers | states_parties=缔约国"),
        ("缔约国应确保合作，并考虑订立协定。", "Should 应 | states_parties=缔约国"),
        ("鼓励各国制定政策，包括酌情考虑合作。", "Encouraged 鼓励 | states=各国"),
    ];
    all(&cases, &CHINESE, Reading::Recommendation);
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
    all(&cases, &CHINESE, Reading::Item);
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
        ("Encourages Member States to cooperate;", "Encouraged Encourages | states=Member States"),
    ];
    all(&cases, &ENGLISH, Reading::Recommendation);
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
    all(&cases, &ENGLISH, Reading::Recommendation);
}
