//! Arabic openings.

use super::all;
use crate::acts::Place;
use crate::language::by_tag;

#[test]
fn operative_paragraphs() {
    let cases = [
        ("تطلب إلى الأمين العام أن يقدم تقريرا؛", "requests: تطلب"),
        ("تقرر أن تبقي المسألة قيد نظرها.", "decides: تقرر"),
        ("يقرر أن يبقي المسألة قيد نظره.", "decides: يقرر"),
        ("تحث جميع الدول على التعاون؛", "urges: تحث"),
        ("تهيب بجميع الدول أن تتعاون؛", "calls_upon: تهيب"),
        ("تشجع الدول الأعضاء على تبادل المعلومات؛", "encourages: تشجع"),
        ("توصي بأن يعتمد المؤتمر النص؛", "recommends: توصي"),
        ("تلاحظ مع التقدير العمل المنجز؛", "notes: تلاحظ مع التقدير"),
        ("ترحب بتقرير الأمين العام؛", "welcomes: ترحب"),
        ("تدين بشدة جميع الهجمات؛", "condemns: تدين بشدة"),
        ("تسلّم بأهمية المياه؛", "recognizes: تسلّم"),
        ("ندين الهجمات.", "condemns: ندين"),
    ];
    all(&cases, by_tag("ar").unwrap(), Place::Operative);
}

#[test]
fn preambular_paragraphs() {
    let cases = [
        ("وإذ ترحب بتقرير الأمين العام،", "welcomes: وإذ ترحب"),
        ("وإذ تلاحظ أهمية المياه،", "notes: وإذ تلاحظ"),
        ("واقتناعا منها بأن السلام ممكن،", "expresses: واقتناعا منها"),
        ("وقد نظرت في التقرير،", "considers: وقد نظرت"),
        ("وإذ تشدد على أهمية السلام،", "stresses: وإذ تشدد"),
    ];
    all(&cases, by_tag("ar").unwrap(), Place::Preambular);
}

#[test]
fn texts_without_an_opening_verb() {
    let cases = [("ينبغي للدول الأطراف أن تتعاون.", "-"), ("تقارير الأمين العام", "-"), ("طلبات الدول قيد النظر.", "-")];
    all(&cases, by_tag("ar").unwrap(), Place::Operative);
}
