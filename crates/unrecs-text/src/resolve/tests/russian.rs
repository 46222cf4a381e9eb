//! Russian forms.

use super::{SPEAKS, Set, case, check};

/// Every set of cases.
pub(super) static ALL: [&Set; 1] = [&REFERENCES];

static REFERENCES: Set = Set {
    language: "ru",
    body: Some("wg"),
    cases: &[
        case("статья 16 Конвенции", "статья 16|untoc/article16|res|adjacent ; Конвенции|untoc|res|profile"),
        case(
            "в пункте 3 статьи 6 Протокола",
            "пункте 3 статьи 6|som_protocol/article6#3|res|adjacent ; Протокола|som_protocol|res|profile",
        ),
        case(
            "пункт 4 статьи 6 Протокола",
            "пункт 4 статьи 6|som_protocol/article6#4|res|adjacent ; Протокола|som_protocol|res|profile",
        ),
        case(
            "пункт 1 a) статьи 6 Протокола",
            "пункт 1 a) статьи 6|som_protocol/article6#1@a|res|adjacent ; Протокола|som_protocol|res|profile",
        ),
        case(
            "пункт 1 а) статьи 6 Протокола",
            "пункт 1 а) статьи 6|som_protocol/article6#1@a|res|adjacent ; Протокола|som_protocol|res|profile",
        ),
        case(
            "подпункты a) и b) пункта 1 статьи 6 Протокола",
            "подпункты a) и b) пункта 1 статьи 6|som_protocol/article6#1@a|res|adjacent ; +подпункты a) и b) пункта 1 статьи 6|som_protocol/article6#1@b|res|adjacent ; Протокола|som_protocol|res|profile",
        ),
        case(
            "статьи 32 и 37 Конвенции",
            "статьи 32 и 37|untoc/article32|res|adjacent ; +статьи 32 и 37|untoc/article37|res|adjacent ; Конвенции|untoc|res|profile",
        ),
        case("статьи 24–26 Конвенции", "статьи 24–26|untoc/article24..26|res|adjacent ; Конвенции|untoc|res|profile"),
        case("цели, сформулированные в Декларации тысячелетия", "!сформулированные в Декларации тысячелетия|process"),
        case("глава V Конвенции", "глава V|untoc/chapter5|res|adjacent ; Конвенции|untoc|res|profile"),
        case(
            "Конвенция Организации Объединенных Наций против коррупции",
            "Конвенция Организации Объединенных Наций против коррупции|uncac|res|alias",
        ),
        case(
            "статья 46 Конвенции Организации Объединенных Наций против коррупции",
            "статья 46|uncac/article46|res|adjacent ; Конвенции Организации Объединенных Наций против коррупции|uncac|res|alias",
        ),
        case(
            "Статья 97 Устава Организации Объединенных Наций",
            "Статья 97|un_charter/article97|res|adjacent ; Устава Организации Объединенных Наций|un_charter|res|alias",
        ),
        case(
            "статья 73 e) Устава Организации Объединенных Наций",
            "статья 73 e)|un_charter/article73@e|res|adjacent ; Устава Организации Объединенных Наций|un_charter|res|alias",
        ),
        case(
            "Конвенция, в частности ее статья 32",
            "Конвенция|untoc|res|profile ; статья 32|untoc/article32|res|adjacent",
        ),
        case(
            "Конвенция Организации Объединенных Наций против коррупции и положения этой Конвенции",
            "Конвенция Организации Объединенных Наций против коррупции|uncac|res|alias ; этой Конвенции|uncac|res|pronoun",
        ),
        case("Конвенция о запрещении оружия", "Конвенция о запрещении|?|unr|-"),
        case("резолюция 55/25 Генеральной Ассамблеи", "резолюция 55/25|A/RES/55/25|res|-").except(SPEAKS),
        case("Резолюция 55/25 Генеральной Ассамблеи.", "Резолюция 55/25|A/RES/55/25|res|-").except(SPEAKS),
        case("ее резолюция 47/120 В от 20 сентября 1993 года", "резолюция 47/120 В|A/RES/47/120B|res|-").except(SPEAKS),
        case("резолюция 217 А (III) Генеральной Ассамблеи", "резолюция 217 А (III)|A/RES/217A(III)|res|-")
            .except(SPEAKS),
        case(
            "резолюции 1325 (2000) и 1820 (2008) Совета Безопасности",
            "резолюции 1325 (2000)|S/RES/1325(2000)|res|- ; 1820 (2008)|S/RES/1820(2008)|res|-",
        )
        .except(SPEAKS),
        case("резолюция Генеральной Ассамблеи 48/104", "резолюция Генеральной Ассамблеи 48/104|A/RES/48/104|res|-")
            .except(SPEAKS),
        case("резолюция 50/4 Совета по правам человека от 7 июля 2022 года", "резолюция 50/4|A/HRC/RES/50/4|res|-")
            .except(SPEAKS),
        case("решение 74/550 A Генеральной Ассамблеи", "решение 74/550 A|A/DEC/74/550A|res|-").except(SPEAKS),
        case("документ А/АС.105/1260", "А/АС.105/1260|A/AC.105/1260|res|-"),
        case("пункт 16 d) повестки дня", "!пункт 16 d)|ordinal"),
        case("статья 5 настоящих правил", "!статья 5|own_text"),
        case("одна важная статья и одно важное правило", ""),
        case("УНП ООН и конвенция", "@УНП ООН|unodc"),
    ],
};

#[test]
fn references() {
    check(&REFERENCES);
}
