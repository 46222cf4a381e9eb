//! Who is asked, in sentences in the style of the United Nations.

use crate::language::by_tag;
use crate::normalize::norms::Reading;
use crate::normalize::norms::tests::all;

#[test]
fn english_addressees_in_no_table() {
    let cases = [
        ("Requests UNIFIL to report.", "Requested Requests | other=UNIFIL"),
        (
            "Requests UNIFIL, in line with resolution 1701 (2006), and the Government of Lebanon to report.",
            "Requested Requests | other=UNIFIL other=Government of Lebanon",
        ),
        (
            "Encourages, in this regard, the United Nations Educational, Scientific and Cultural Organization, the Food and Agriculture \
             Organization of the United Nations and States to act.",
            "Encouraged Encourages | other=United Nations Educational, Scientific and Cultural Organization \
             other=Food and Agriculture Organization of the United Nations states=States",
        ),
        (
            "Requests the United Nations specialized agencies, programmes and institutions to act.",
            "Requested Requests | specialized_agencies=United Nations specialized agencies other=programmes other=institutions",
        ),
        (
            "Urges Member States and social media companies to act.",
            "Urged Urges | member_states=Member States other=social media companies",
        ),
        (
            "Calls upon African and Arab States (see annex) to act.",
            "CalledUpon Calls upon | states=African and Arab States",
        ),
        ("Calls upon Israel, the occupying Power, to act.", "CalledUpon Calls upon | other=Israel"),
        ("Calls upon States that are able to act to do so.", "CalledUpon Calls upon | states=States"),
        (
            "Calls upon multilateral, international and regional banks to act.",
            "CalledUpon Calls upon | other=multilateral, international and regional banks",
        ),
        ("Urges the Russian Federation:", "Urged Urges | other=Russian Federation"),
        ("Encourages bodies established by the Convention to act.", "Encouraged Encourages | other=bodies"),
        (
            "Requests the Special Representative of the Secretary-General to act.",
            "Requested Requests | other=Special Representative of the Secretary-General",
        ),
        ("Requests the Deputy Secretary-General to act.", "Requested Requests | other=Deputy Secretary-General"),
        ("Requests the Conference on Disarmament to act.", "Requested Requests | other=Conference on Disarmament"),
        ("Calls upon all parties to act.", "CalledUpon Calls upon | other=parties"),
        ("Calls upon the parties to the Convention to act.", "CalledUpon Calls upon | states_parties=parties"),
        (
            "Decides that the Panel and UNAMI, in this regard, shall act.",
            "Decides Decides that | other=Panel other=UNAMI",
        ),
        ("Demands that Iraq immediately cease hostilities.", "Demands Demands that | other=Iraq"),
        ("Encourages both organizations to act.", "Encouraged Encourages | other=organizations"),
        (
            "Urges regional organizations and arrangements to act.",
            "Urged Urges | international_organizations=regional organizations",
        ),
        ("Urges that State to act.", "Urged Urges | other=State"),
        (
            "Calls upon United Nations peacekeeping missions to act.",
            "CalledUpon Calls upon | other=United Nations peacekeeping missions",
        ),
        ("Calls upon the Somali authorities to:", "CalledUpon Calls upon | other=Somali authorities"),
        ("Requests the Division not to act.", "Requested Requests | other=Division"),
        ("Encourages UNODC, as appropriate, to consider acting.", "Encouraged Encourages considers | unodc=UNODC"),
    ];
    all(&cases, by_tag("en").unwrap(), Reading::Operative);
    let cases =
        [("The Working Group calls upon all parties to act.", "CalledUpon calls upon | states_parties=parties")];
    all(&cases, by_tag("en").unwrap(), Reading::Recommendation);
}

#[test]
fn english_paragraphs_that_ask_nobody() {
    let cases = [
        ("Encourages efforts and the Office to act.", "Encouraged Encourages | "),
        ("Encourages efforts to increase awareness.", "Encouraged Encourages | "),
        ("Encourages the development of guidelines for States to use.", "Encouraged Encourages | "),
        ("Requests the full cooperation of Member States to ensure success.", "Requested Requests | "),
        ("Requests that the item be included.", "Requested Requests that | "),
        ("Requests that the Panel be informed.", "Requested Requests that | "),
        ("Invites voluntary contributions to the Mission.", "Invited Invites | "),
        ("Decides that MINUSMA’s mandate shall include:", "Decides Decides that | "),
        ("Decides to remain seized of the matter.", "Decides Decides | "),
    ];
    all(&cases, by_tag("en").unwrap(), Reading::Operative);
}

#[test]
fn chinese_addressees_in_no_table() {
    let cases = [
        ("邀请和鼓励联黎部队继续工作。", "Invited 邀请 | other=联黎部队"),
        ("请特别报告员提交报告。", "Requested 请 | other=特别报告员"),
        ("请联黎部队继续工作。", "Requested 请 | other=联黎部队"),
        ("促请黎巴嫩政府(见附件)和联黎部队加强合作。", "Urged 促请 | other=黎巴嫩政府 other=联黎部队"),
        (
            "促请会员国、联合国各基金和方案、捐助方以及各国政府采取行动。",
            "Urged 促请 | member_states=会员国 other=联合国各基金 other=方案 other=捐助方 states=各国政府",
        ),
        ("邀请联合国教育、科学及文化组织继续工作。", "Invited 邀请 | other=联合国教育、科学及文化组织"),
        (
            "鼓励联合国系统所有相关机构考虑这一点。",
            "Encouraged 鼓励 considers | united_nations_system=联合国系统所有相关机构",
        ),
        ("鼓励部队和警察派遣国提供资料。", "Encouraged 鼓励 | states=部队和警察派遣国"),
        ("鼓励尚未成为成员的非洲国家加入。", "Encouraged 鼓励 | states=非洲国家"),
        ("请秘书长特别代表和大会主席编写报告。", "Requested 请 | other=秘书长特别代表 other=大会主席"),
        ("请大会第七十八届会议审议报告。", "Requested 请 | general_assembly=大会"),
        ("促请以色列，占领国，停止行动。", "Urged 促请 | other=以色列"),
        ("促请联合国系统各机构有系统地改进会议的秘书长报告。", "Urged 促请 | united_nations_system=联合国系统各机构"),
        ("敦促所有各方停火；请秘书长提交报告。", "Urged 敦促 | other=各方"),
        ("促请《公约》各方停火。", "Urged 促请 | states_parties=各方"),
        ("促请双方领导人和不明物体提供资料。", "Urged 促请 | other=双方领导人"),
        ("鼓励国际法委员会继续审议。", "Encouraged 鼓励 | other=国际法委员会"),
        ("邀请公约缔约方提供支持。", "Invited 邀请 | states_parties=公约缔约方"),
        ("指示反恐执行局提交报告。", "Requested 指示 | other=反恐执行局"),
        ("还决定专家组应提交报告。", "Decides 决定 | other=专家组"),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Operative);
}

#[test]
fn chinese_paragraphs_that_ask_nobody() {
    let cases = [
        ("呼吁采取步骤，加强国家机构。", "CalledUpon 呼吁 | "),
        ("鼓励进一步加强国家机构继续开展的工作。", "Encouraged 鼓励 | "),
        ("促请所有尚未签署、批准的人加入条约。", "Urged 促请 | "),
        ("请其改进机构和组织继续开展的工作。", "Requested 请 | "),
        ("呼吁向各国提供援助。", "CalledUpon 呼吁 | "),
        ("决定专家组会议于5月举行。", "Decides 决定 | "),
        ("邀请债主给予其他国家援助。", "Invited 邀请 | "),
    ];
    all(&cases, by_tag("zh").unwrap(), Reading::Operative);
}
