//! Arabic norms, and who is asked.

use super::{Reading, all};
use crate::language::by_tag;

#[test]
fn recommendations() {
    let cases = [
        ("ينبغي للدول الأطراف أن تتعاون.", "Should ينبغي | states_parties=للدول الأطراف"),
        ("ينبغي أن تتخذ الدول الأطراف تدابير.", "Should ينبغي أن | states_parties=الدول الأطراف"),
        ("يجب على الدول أن تحمي الشهود.", "Must يجب على | states=الدول"),
        ("لا ينبغي للدول أن تعاقب المهاجرين.", "Should لا ينبغي negated | states=للدول"),
        (
            "يجوز للدول الأعضاء والمنظمات الدولية أن تتعاون.",
            "May يجوز | member_states=للدول الأعضاء international_organizations=المنظمات الدولية",
        ),
    ];
    all(&cases, by_tag("ar").unwrap(), Reading::Recommendation);
}

#[test]
fn who_is_asked() {
    let cases = [
        ("تطلب إلى الأمين العام أن يقدم تقريرا.", "Requested تطلب إلى | secretary_general=الأمين العام"),
        ("تطلب إلى الأمين العام تقديم تقرير.", "Requested تطلب إلى | secretary_general=الأمين العام"),
        (
            "تدعو الدول الأعضاء والمنظمات الدولية إلى التعاون.",
            "Invited تدعو | member_states=الدول الأعضاء international_organizations=المنظمات الدولية",
        ),
        ("تهيب بجميع الدول أن تتعاون.", "CalledUpon تهيب | states=الدول"),
        ("تحث الدول الأطراف على اتخاذ تدابير.", "Urged تحث | states_parties=الدول الأطراف"),
        ("تشجع كيانات الأمم المتحدة على العمل.", "Encouraged تشجع | united_nations_system=كيانات الأمم المتحدة"),
        ("تطلب إلى حكومة لبنان أن تتعاون.", "Requested تطلب إلى | other=حكومة لبنان"),
        ("تحث الدول التي لم تنضم بعد إلى البروتوكول على أن تفعل ذلك.", "Urged تحث | states=الدول"),
        ("تطالب بأن تكف أطراف النزاع عن القتال.", "Demands تطالب بأن | parties_to_conflict=أطراف النزاع"),
        ("تدعو الدول:", "Invited تدعو | states=الدول"),
    ];
    all(&cases, by_tag("ar").unwrap(), Reading::Operative);
}

#[test]
fn nobody_is_asked() {
    let cases = [
        ("تدعو إلى مواصلة الجهود.", "Invited تدعو | "),
        ("تقرر أن تبقي المسألة قيد نظرها.", "Decides تقرر أن | "),
        ("تشير إلى أن الدول يجب أن تتعاون.", "- | "),
        ("تحيط علما بتقرير الأمين العام.", "- | "),
    ];
    all(&cases, by_tag("ar").unwrap(), Reading::Operative);
}
