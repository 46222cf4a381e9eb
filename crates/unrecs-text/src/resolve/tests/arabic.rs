//! Arabic forms.

use super::{SPEAKS, Set, case, check};

/// Every set of cases.
pub(super) static ALL: [&Set; 1] = [&REFERENCES];

static REFERENCES: Set = Set {
    language: "ar",
    body: Some("wg"),
    cases: &[
        case("المادة 16 من الاتفاقية", "المادة 16|untoc/article16|res|adjacent ; الاتفاقية|untoc|res|profile"),
        case("والمادة 16 من الاتفاقية", "المادة 16|untoc/article16|res|adjacent ; الاتفاقية|untoc|res|profile"),
        case("وفقا للمادة 16 من الاتفاقية", "لمادة 16|untoc/article16|res|adjacent ; الاتفاقية|untoc|res|profile"),
        case(
            "الفقرة 4 من المادة 6 من البروتوكول",
            "الفقرة 4 من المادة 6|som_protocol/article6#4|res|adjacent ; البروتوكول|som_protocol|res|profile",
        ),
        case(
            "الفقرة 1 (أ) من المادة 6 من البروتوكول",
            "الفقرة 1 (أ) من المادة 6|som_protocol/article6#1@a|res|adjacent ; البروتوكول|som_protocol|res|profile",
        ),
        case(
            "الفقرتان الفرعيتان (أ) و (ب) من الفقرة 1 من المادة 6 من البروتوكول",
            "الفقرتان الفرعيتان (أ) و (ب) من الفقرة 1 من المادة 6|som_protocol/article6#1@a|res|adjacent ; +الفقرتان الفرعيتان (أ) و (ب) من الفقرة 1 من المادة 6|som_protocol/article6#1@b|res|adjacent ; البروتوكول|som_protocol|res|profile",
        ),
        case(
            "المادتان 32 و 37 من الاتفاقية",
            "المادتان 32 و 37|untoc/article32|res|adjacent ; +المادتان 32 و 37|untoc/article37|res|adjacent ; الاتفاقية|untoc|res|profile",
        ),
        case(
            "المواد 24 إلى 26 من الاتفاقية",
            "المواد 24 إلى 26|untoc/article24..26|res|adjacent ; الاتفاقية|untoc|res|profile",
        ),
        case("المادة الأولى من الاتفاقية", "المادة الأولى|untoc/article1|res|adjacent ; الاتفاقية|untoc|res|profile"),
        case("أحكام الاتفاقية التي تتصل بذلك", "الاتفاقية|untoc|res|profile"),
        case("الفصل الخامس من الاتفاقية", "الفصل الخامس|untoc/chapter5|res|adjacent ; الاتفاقية|untoc|res|profile"),
        case("اتفاقية الأمم المتحدة لمكافحة الفساد", "اتفاقية الأمم المتحدة لمكافحة الفساد|uncac|res|alias"),
        case(
            "بموجب المادة 46 من اتفاقية الأمم المتحدة لمكافحة الفساد",
            "المادة 46|uncac/article46|res|adjacent ; اتفاقية الأمم المتحدة لمكافحة الفساد|uncac|res|alias",
        ),
        case(
            "المادة 97 من ميثاق الأمم المتحدة",
            "المادة 97|un_charter/article97|res|adjacent ; ميثاق الأمم المتحدة|un_charter|res|alias",
        ),
        case(
            "المادة 73 (هـ) من ميثاق الأمم المتحدة",
            "المادة 73 (هـ)|un_charter/article73@e|res|adjacent ; ميثاق الأمم المتحدة|un_charter|res|alias",
        ),
        case("الاتفاقية، ولا سيما المادة 32", "الاتفاقية|untoc|res|profile ; المادة 32|untoc/article32|res|adjacent"),
        case(
            "اتفاقية الأمم المتحدة لمكافحة الفساد وأحكام تلك الاتفاقية",
            "اتفاقية الأمم المتحدة لمكافحة الفساد|uncac|res|alias ; أحكام تلك الاتفاقية|uncac|res|pronoun",
        ),
        case("كذلك اتفاقية الأمم المتحدة لمكافحة الفساد", "اتفاقية الأمم المتحدة لمكافحة الفساد|uncac|res|alias"),
        case("الاتفاقية الدولية لحماية النباتات", ""),
        case("بما في ذلك القرار 46/182", "القرار 46/182|?A/RES/46/182|unr|-"),
        case("قرار الجمعية العامة 46/182", "قرار الجمعية العامة 46/182|A/RES/46/182|res|-").except(SPEAKS),
        case(
            "بقرار الجمعية العامة 46/182 المؤرخ 19 كانون الأول/ديسمبر 1991",
            "قرار الجمعية العامة 46/182|A/RES/46/182|res|-",
        )
        .except(SPEAKS),
        case("قرار الجمعية العامة 47/120 باء", "قرار الجمعية العامة 47/120 باء|A/RES/47/120B|res|-").except(SPEAKS),
        case("قرار الجمعية العامة 217 ألف (د-3)", "قرار الجمعية العامة 217 ألف (د-3)|A/RES/217A(III)|res|-")
            .except(SPEAKS),
        case(
            "قرارا مجلس الأمن 1325 (2000) و 1820 (2008)",
            "قرارا مجلس الأمن 1325 (2000)|S/RES/1325(2000)|res|- ; 1820 (2008)|S/RES/1820(2008)|res|-",
        )
        .except(SPEAKS),
        case("قرار الجمعية العامة دإط-10/15", "قرار الجمعية العامة دإط-10/15|A/RES/ES-10/15|res|-").except(SPEAKS),
        case("قرار مجلس حقوق الإنسان 50/4 المؤرخ 7 تموز/يوليه 2022", "قرار مجلس حقوق الإنسان 50/4|A/HRC/RES/50/4|res|-")
            .except(SPEAKS),
        case("مقرر الجمعية العامة 74/550 ألف", "مقرر الجمعية العامة 74/550 ألف|A/DEC/74/550A|res|-").except(SPEAKS),
        case("الوثيقة A/AC.105/1260", "A/AC.105/1260|A/AC.105/1260|res|-"),
        case("مادة هامة وقاعدة هامة", ""),
    ],
};

#[test]
fn references() {
    check(&REFERENCES);
}
