//! Spanish forms.

use super::{SPEAKS, Set, case, check};

/// Every set of cases.
pub(super) static ALL: [&Set; 1] = [&REFERENCES];

static REFERENCES: Set = Set {
    language: "es",
    body: Some("wg"),
    cases: &[
        case(
            "el artículo 16 de la Convención",
            "artículo 16|untoc/article16|res|adjacent ; Convención|untoc|res|profile",
        ),
        case(
            "el artículo 6, párrafo 3, del Protocolo",
            "artículo 6, párrafo 3|som_protocol/article6#3|res|adjacent ; Protocolo|som_protocol|res|profile",
        ),
        case(
            "el párrafo 4 del artículo 6 del Protocolo",
            "párrafo 4 del artículo 6|som_protocol/article6#4|res|adjacent ; Protocolo|som_protocol|res|profile",
        ),
        case(
            "el párrafo 1 a) del artículo 6 del Protocolo",
            "párrafo 1 a) del artículo 6|som_protocol/article6#1@a|res|adjacent ; Protocolo|som_protocol|res|profile",
        ),
        case(
            "los apartados a) y b) del párrafo 1 del artículo 6 del Protocolo",
            "apartados a) y b) del párrafo 1 del artículo 6|som_protocol/article6#1@a|res|adjacent ; +apartados a) y b) del párrafo 1 del artículo 6|som_protocol/article6#1@b|res|adjacent ; Protocolo|som_protocol|res|profile",
        ),
        case(
            "los artículos 32 y 37 de la Convención",
            "artículos 32 y 37|untoc/article32|res|adjacent ; +artículos 32 y 37|untoc/article37|res|adjacent ; Convención|untoc|res|profile",
        ),
        case(
            "los artículos 24 a 26 de la Convención",
            "artículos 24 a 26|untoc/article24..26|res|adjacent ; Convención|untoc|res|profile",
        ),
        case(
            "el artículo primero de la Convención",
            "artículo primero|untoc/article1|res|adjacent ; Convención|untoc|res|profile",
        ),
        case("el capítulo V de la Convención", "capítulo V|untoc/chapter5|res|adjacent ; Convención|untoc|res|profile"),
        case(
            "la Convención de las Naciones Unidas contra la Corrupción",
            "Convención de las Naciones Unidas contra la Corrupción|uncac|res|alias",
        ),
        case(
            "el artículo 46 de la Convención de las Naciones Unidas contra la Corrupción",
            "artículo 46|uncac/article46|res|adjacent ; Convención de las Naciones Unidas contra la Corrupción|uncac|res|alias",
        ),
        case(
            "el Artículo 97 de la Carta de las Naciones Unidas",
            "Artículo 97|un_charter/article97|res|adjacent ; Carta de las Naciones Unidas|un_charter|res|alias",
        ),
        case(
            "el Artículo 73 e) de la Carta de las Naciones Unidas",
            "Artículo 73 e)|un_charter/article73@e|res|adjacent ; Carta de las Naciones Unidas|un_charter|res|alias",
        ),
        case(
            "la Convención, en particular su artículo 32",
            "Convención|untoc|res|profile ; artículo 32|untoc/article32|res|adjacent",
        ),
        case(
            "la Convención de las Naciones Unidas contra la Corrupción y dicha Convención",
            "Convención de las Naciones Unidas contra la Corrupción|uncac|res|alias ; dicha Convención|uncac|res|pronoun",
        ),
        case("la Convención sobre Municiones en Racimo", "Convención sobre Municiones en Racimo|?|unr|-"),
        case("la resolución 55/25 de la Asamblea General", "resolución 55/25|A/RES/55/25|res|-").except(SPEAKS),
        case("su resolución 47/120 B, de 20 de septiembre de 1993", "resolución 47/120 B|A/RES/47/120B|res|-")
            .except(SPEAKS),
        case("la resolución 217 A (III) de la Asamblea General", "resolución 217 A (III)|A/RES/217A(III)|res|-")
            .except(SPEAKS),
        case(
            "las resoluciones 1325 (2000) y 1820 (2008) del Consejo de Seguridad",
            "resoluciones 1325 (2000)|S/RES/1325(2000)|res|- ; 1820 (2008)|S/RES/1820(2008)|res|-",
        )
        .except(SPEAKS),
        case(
            "la resolución de la Asamblea General 48/104",
            "resolución de la Asamblea General 48/104|A/RES/48/104|res|-",
        )
        .except(SPEAKS),
        case(
            "la resolución 50/4 del Consejo de Derechos Humanos, de 7 de julio de 2022",
            "resolución 50/4|A/HRC/RES/50/4|res|-",
        )
        .except(SPEAKS),
        case("la decisión 74/550 A de la Asamblea General", "decisión 74/550 A|A/DEC/74/550A|res|-").except(SPEAKS),
        case("el documento A/AC.105/1260", "A/AC.105/1260|A/AC.105/1260|res|-"),
        case("el artículo 5 del presente Reglamento", "!artículo 5|own_text"),
        case("un artículo importante y una regla importante", ""),
        case("la UNODC y la convención", "@UNODC|unodc"),
        case("los Estados partes en el convenio y su artículo", ""),
    ],
};

#[test]
fn references() {
    check(&REFERENCES);
}
