//! French forms.

use super::{SPEAKS, Set, case, check};

/// Every set of cases.
pub(super) static ALL: [&Set; 1] = [&REFERENCES];

static REFERENCES: Set = Set {
    language: "fr",
    body: Some("wg"),
    cases: &[
        case("l'article 16 de la Convention", "article 16|untoc/article16|res|adjacent ; Convention|untoc|res|profile"),
        case(
            "l’article 6, paragraphe 3, du Protocole",
            "article 6, paragraphe 3|som_protocol/article6#3|res|adjacent ; Protocole|som_protocol|res|profile",
        ),
        case(
            "le paragraphe 4 de l’article 6 du Protocole",
            "paragraphe 4 de l’article 6|som_protocol/article6#4|res|adjacent ; Protocole|som_protocol|res|profile",
        ),
        case(
            "le paragraphe 1 a) de l’article 6 du Protocole",
            "paragraphe 1 a) de l’article 6|som_protocol/article6#1@a|res|adjacent ; Protocole|som_protocol|res|profile",
        ),
        case(
            "les alinéas a) et b) du paragraphe 1 de l’article 6 du Protocole",
            "alinéas a) et b) du paragraphe 1 de l’article 6|som_protocol/article6#1@a|res|adjacent ; +alinéas a) et b) du paragraphe 1 de l’article 6|som_protocol/article6#1@b|res|adjacent ; Protocole|som_protocol|res|profile",
        ),
        case(
            "les articles 32 et 37 de la Convention",
            "articles 32 et 37|untoc/article32|res|adjacent ; +articles 32 et 37|untoc/article37|res|adjacent ; Convention|untoc|res|profile",
        ),
        case(
            "les articles 24 à 26 de la Convention",
            "articles 24 à 26|untoc/article24..26|res|adjacent ; Convention|untoc|res|profile",
        ),
        case(
            "l’article premier de la Convention",
            "article premier|untoc/article1|res|adjacent ; Convention|untoc|res|profile",
        ),
        case("le chapitre V de la Convention", "chapitre V|untoc/chapter5|res|adjacent ; Convention|untoc|res|profile"),
        case(
            "la Convention des Nations Unies contre la corruption",
            "Convention des Nations Unies contre la corruption|uncac|res|alias",
        ),
        case(
            "l’article 46 de la Convention des Nations Unies contre la corruption",
            "article 46|uncac/article46|res|adjacent ; Convention des Nations Unies contre la corruption|uncac|res|alias",
        ),
        case(
            "l’Article 97 de la Charte des Nations Unies",
            "Article 97|un_charter/article97|res|adjacent ; Charte des Nations Unies|un_charter|res|alias",
        ),
        case(
            "l’Article 73 e) de la Charte des Nations Unies",
            "Article 73 e)|un_charter/article73@e|res|adjacent ; Charte des Nations Unies|un_charter|res|alias",
        ),
        case(
            "l’alinéa e de l’Article 73 de la Charte des Nations Unies",
            "alinéa e de l’Article 73|un_charter/article73@e|res|adjacent ; Charte des Nations Unies|un_charter|res|alias",
        ),
        case(
            "la Convention, notamment son article 32",
            "Convention|untoc|res|profile ; article 32|untoc/article32|res|adjacent",
        ),
        case(
            "la Convention des Nations Unies contre la corruption et ladite Convention",
            "Convention des Nations Unies contre la corruption|uncac|res|alias ; ladite Convention|uncac|res|pronoun",
        ),
        case("la Convention sur les armes à sous-munitions", "Convention sur les armes|?|unr|-"),
        case("la résolution 55/25 de l’Assemblée générale", "résolution 55/25|A/RES/55/25|res|-").except(SPEAKS),
        case("sa résolution 47/120 B du 20 septembre 1993", "résolution 47/120 B|A/RES/47/120B|res|-").except(SPEAKS),
        case("la résolution 217 A (III) de l’Assemblée générale", "résolution 217 A (III)|A/RES/217A(III)|res|-")
            .except(SPEAKS),
        case(
            "les résolutions 1325 (2000) et 1820 (2008) du Conseil de sécurité",
            "résolutions 1325 (2000)|S/RES/1325(2000)|res|- ; 1820 (2008)|S/RES/1820(2008)|res|-",
        )
        .except(SPEAKS),
        case(
            "la résolution de l’Assemblée générale 48/104",
            "résolution de l’Assemblée générale 48/104|A/RES/48/104|res|-",
        )
        .except(SPEAKS),
        case(
            "la résolution 50/4 du Conseil des droits de l’homme, en date du 7 juillet 2022",
            "résolution 50/4|A/HRC/RES/50/4|res|-",
        )
        .except(SPEAKS),
        case("la décision 74/550 A de l’Assemblée générale", "décision 74/550 A|A/DEC/74/550A|res|-").except(SPEAKS),
        case("le document A/AC.105/1260", "A/AC.105/1260|A/AC.105/1260|res|-"),
        case("l’article 5 du présent Règlement", "!article 5|own_text"),
        case("un article important et une règle importante", ""),
        case("l’ONUDC et la convention", "@ONUDC|unodc"),
        case("États parties à la convention collective et à son article", ""),
    ],
};

#[test]
fn references() {
    check(&REFERENCES);
}
