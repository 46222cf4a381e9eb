//! Chinese: the normative verbs, each with what it says.

use crate::language::{Modality, Needs, Verb, needing, negated, object, subject};

/// The normative verbs of Chinese.
pub static VERBS: &[Verb] = &[
    subject(Modality::Must, &["必须"]),
    negated(subject(Modality::Must, &["不得"])),
    // 不应仅…还应: what is denied is that it be all.
    subject(Modality::Should, &["应当", "应该", "应", "不应仅", "不应只", "不应仅仅"]),
    negated(subject(Modality::Should, &["不应", "不应当", "不应该"])),
    // Says nothing of what ought to be, but denies it.
    negated(subject(Modality::None, &["不会"])),
    subject(Modality::MayWish, &["似宜", "不妨"]),
    subject(Modality::May, &["可以", "可"]),
    object(Modality::Encouraged, &["鼓励"]),
    object(Modality::Invited, &["邀请"]),
    object(Modality::Urged, &["促请", "吁请", "敦促"]),
    object(Modality::Requested, &["请"]),
    needing(Needs::Actor, object(Modality::Recommends, &["建议"])),
    needing(Needs::Actor, subject(Modality::Should, &["应对"])),
    needing(Needs::Opening, object(Modality::CalledUpon, &["呼吁", "重申其呼吁", "重申呼吁"])),
    needing(Needs::Opening, object(Modality::Requested, &["重申其请求", "重申请求"])),
    // The closed list has no code for an order to a subsidiary body: of its codes, what is asked of one body comes nearest.
    needing(Needs::Opening, object(Modality::Requested, &["指示", "责成"])),
    needing(Needs::Opening, object(Modality::Invited, &["重申其邀请", "重申邀请"])),
    // `demands` in 78 paragraphs of the General Assembly and the Security Council, `requests` in 10.
    needing(Needs::OpeningBeforeActor, object(Modality::Demands, &["要求"])),
    needing(Needs::OpeningBeforeActor, object(Modality::Authorized, &["授权"])),
    needing(Needs::Opening, object(Modality::Decides, &["决定"])),
];
