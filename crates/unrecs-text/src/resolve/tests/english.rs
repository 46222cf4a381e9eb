//! English forms.

use super::{DEFINES, Law, Set, case, check};

/// Every set of cases.
pub(super) static ALL: [&Set; 4] =
    [&PROVISIONS_AND_THEIR_INSTRUMENTS, &NAMES, &super::adopted::ENGLISH, &WITHOUT_A_PROFILE_NOTHING_IS_GUESSED];

pub(super) static PROVISIONS_AND_THEIR_INSTRUMENTS: Set = Set {
    language: "en",
    body: Some("wg"),
    cases: &[
        case("the Convention and article 5 of these Regulations", "Convention|untoc|res|profile ; !article 5|own_text"),
        case(
            "the report of the Secretary-General entitled “An Agenda for Peace”",
            "!An Agenda for Peace|publication",
        ),
        case(
            "its resolution entitled “An Agenda for Peace”",
            "An Agenda for Peace|?|unr|-",
        ),
        case(
            "United Nations Trust Fund for Migrants and the united Nations trust fund for migrants, or UNODC",
            "@United Nations Trust Fund for Migrants|fund ; @UNODC|unodc",
        ),
        case("the united nations Trust Fund for Migrants; united Nations trust fund", ""),
        case("the trust fund for migrants", "@trust fund for migrants|fund"),
        case(
            "article 6, paragraph 3, of the Smuggling of Migrants Protocol",
            "article 6, paragraph 3|som_protocol/article6#3|res|adjacent ; Smuggling of Migrants Protocol|som_protocol|res|alias",
        ),
        case(
            "under articles 32 and 37 of the Convention",
            "articles 32 and 37|untoc/article32|res|adjacent ; +articles 32 and 37|untoc/article37|res|adjacent ; Convention|untoc|res|profile",
        ),
        case(
            "article 16 (5) of the Protocol",
            "article 16 (5)|som_protocol/article16#5|res|adjacent ; Protocol|som_protocol|res|profile",
        ),
        case(
            "paragraph 1 (a) of article 6 of the Protocol",
            "paragraph 1 (a) of article 6|som_protocol/article6#1@a|res|adjacent ; Protocol|som_protocol|res|profile",
        ),
        case(
            "articles 24 to 26 of the Convention",
            "articles 24 to 26|untoc/article24..26|res|adjacent ; Convention|untoc|res|profile",
        ),
        case(
            "the Convention, in particular article 32 thereof",
            "Convention|untoc|res|profile ; article 32|untoc/article32|res|pronoun~",
        ),
        case(
            "the Convention, including article 32;",
            "Convention|untoc|res|profile ; article 32|untoc/article32|res|adjacent",
        ),
        case(
            "article 5 and article 6, paragraph 4, of the Protocol",
            "article 5|som_protocol/article5|res|adjacent ; +article 6, paragraph 4|som_protocol/article6#4|res|list_carry ; Protocol|som_protocol|res|profile",
        ),
        case(
            "article 76 of and annex II to the United Nations Convention on the Law of the Sea",
            "article 76|unclos/article76|res|adjacent ; annex II|unclos/annex2|res|adjacent ; United Nations Convention on the Law of the Sea|unclos|res|alias",
        ),
        case(
            "article 2, paragraph 5, of annex II to the United Nations Convention on the Law of the Sea",
            "article 2, paragraph 5, of annex II|unclos/annex2/article2#5|res|adjacent ; United Nations Convention on the Law of the Sea|unclos|res|alias",
        ),
        case(
            "article 2 (b) of the United Nations Convention against Transnational Organized Crime",
            "article 2 (b)|untoc/article2@b|res|adjacent ; United Nations Convention against Transnational Organized Crime|untoc|res|alias",
        ),
        case(
            "Article 97 of the Charter of the United Nations",
            "Article 97|un_charter/article97|res|adjacent ; Charter of the United Nations|un_charter|res|alias",
        ),
        case("chapter V of the Convention", "chapter V|untoc/chapter5|res|adjacent ; Convention|untoc|res|profile"),
        case("the seventh session and the first meeting", ""),
        case("vol. 610, No. 8843", ""),
        case("one important article and one important rule", ""),
        case("paragraph 3 of the preamble to the Convention", "!paragraph 3|document ; Convention|untoc|res|profile"),
        case(
            "article 16 (extradition) of the Convention and article 18 (assistance)",
            "article 16|untoc/article16|res|adjacent ; Convention|untoc|res|profile ; article 18|untoc/article18|res|antecedent~",
        ),
        case("document UNODC/CBD/COP/10/27", "UNODC/CBD/COP/10/27|UNODC/CBD/COP/10/27|res|-"),
        case("the UNODC/INTERPOL project", "@UNODC|unodc ; @INTERPOL|interpol"),
        case("see A/RES/55/25.", "A/RES/55/25|A/RES/55/25|res|-"),
        case("Article 73 e of the Charter of the United Nations", "Article 73 e|un_charter/article73@e|res|adjacent ; Charter of the United Nations|un_charter|res|alias"),
        case("article 20125", "!article 20125|number"),
        case(
            "States should ratify the Organized Crime Convention.¶apply the saving clause of article 19, which forms part of the Smuggling of Migrants Protocol.",
            "article 19|?untoc?som_protocol/article19|amb|-~ ; Smuggling of Migrants Protocol|som_protocol|res|alias",
        ),
        case(
            "article 7 ff. of the Protocol.",
            "article 7 ff.|som_protocol/article7..open|res|adjacent ; Protocol|som_protocol|res|profile",
        ),
        case(
            "article 15 et seq. of the Protocol.",
            "article 15 et seq.|som_protocol/article15..open|res|adjacent ; Protocol|som_protocol|res|profile",
        ),
        case(
            "articles 8 and 9 of the Smuggling of Migrants and Trafficking in Persons Protocols",
            "articles 8 and 9|?som_protocol?tip_protocol/article8|amb|- ; +articles 8 and 9|?som_protocol?tip_protocol/article9|amb|- ; Smuggling of Migrants and Trafficking in Persons Protocols|som_protocol|res|alias ; +Smuggling of Migrants and Trafficking in Persons Protocols|tip_protocol|res|alias",
        ),
        case("article 8 of the Basel and Trafficking in Persons Protocols", "article 8|?/article8|unr|- ; Basel and Trafficking in Persons Protocols|?|unr|-"),
        case(
            "articles 15–9 of the United Nations Convention against Corruption.",
            "articles 15–9|uncac/article15..9?uncac/art_19|unr|adjacent ; United Nations Convention against Corruption|uncac|res|alias",
        ),
        case(
            "article 46, paragraphs 21–9 and 29–3, of the United Nations Convention against Corruption.",
            "article 46, paragraphs 21–9 and 29–3|uncac/article46#21..9?uncac/art_46__para_29|unr|adjacent ; +article 46, paragraphs 21–9 and 29–3|uncac/article46#29..3|unr|adjacent ; United Nations Convention against Corruption|uncac|res|alias",
        ),
        case(
            "articles 38–2, 26–24 and 65–9 of the Convention",
            "articles 38–2, 26–24 and 65–9|untoc/article38..2|unr|adjacent ; +articles 38–2, 26–24 and 65–9|untoc/article26..24|unr|adjacent ; +articles 38–2, 26–24 and 65–9|untoc/article65..9|out|adjacent ; Convention|untoc|res|profile",
        ),
        case(
            "articles 115–20 of the United Nations Convention on the Law of the Sea",
            "articles 115–20|unclos/article115..20|unr|adjacent ; United Nations Convention on the Law of the Sea|unclos|res|alias",
        ),
        case(
            "article 8, paragraph 1 (f)–(b), of the Protocol",
            "article 8, paragraph 1 (f)–(b)|som_protocol/article8#1@f..b|unr|adjacent ; Protocol|som_protocol|res|profile",
        ),
        case(
            "paragraphs (d), (e) (f) or (g) of article 8 of the Smuggling of Migrants Protocol",
            "paragraphs (d), (e) (f) or (g) of article 8|som_protocol/article8@d|res|adjacent ; +paragraphs (d), (e) (f) or (g) of article 8|som_protocol/article8@e|res|adjacent ; +paragraphs (d), (e) (f) or (g) of article 8|som_protocol/article8@f|res|adjacent ; +paragraphs (d), (e) (f) or (g) of article 8|som_protocol/article8@g|res|adjacent ; Smuggling of Migrants Protocol|som_protocol|res|alias",
        ),
        case(
            "article6 of the Smuggling of Migrants Protocol",
            "article6|som_protocol/article6|res|adjacent ; Smuggling of Migrants Protocol|som_protocol|res|alias",
        ),
        case(
            "article&nbsp;16 of the Protocol3 and",
            "article&nbsp;16|som_protocol/article16|res|adjacent ; Protocol|som_protocol|res|profile",
        ),
        case(
            "the Tra\u{FB03}cking in Persons Protocol and the Organ-ized Crime Conven\u{AD}tion",
            "Tra\u{FB03}cking in Persons Protocol|tip_protocol|res|alias ; Organ-ized Crime Conven\u{AD}tion|untoc|res|alias",
        ).except(&[(Law::Spaces, "no space stands beside a ligature")]),
        case(
            "article 1, paragraph 4.2, of the Convention",
            "article 1, paragraph 4.2|untoc/article1#4.2|res|adjacent ; Convention|untoc|res|profile",
        ),
        case(
            "article 16.5 of the Protocol",
            "article 16.5|som_protocol/article16#5|res|adjacent ; Protocol|som_protocol|res|profile",
        ),
        case("article 6.\nThe end", "article 6|?/article6|unr|-~")
            .except(&[(Law::OtherTreaty, "the section's last treaty is a candidate of a bare article")]),
        case("(United Nations publication, Sales No. E.96.IV.13), chap. I", "!chap. I|publication"),
        case("Having considered chapter V of the report of the Commission", "!chapter V|publication"),
        case("article 99 of the Convention", "article 99|untoc/article99|out|adjacent ; Convention|untoc|res|profile"),
        case(
            "rule 153 of the rules of procedure of the General Assembly",
            "rule 153|ga_rules/rule153|res|adjacent ; rules of procedure of the General Assembly|ga_rules|res|alias",
        ),
        case(
            "article 13 of the Convention; paragraph 2 of that article",
            "article 13|untoc/article13|res|adjacent ; Convention|untoc|res|profile ; paragraph 2|untoc/article13#2|res|pronoun~ ; that article|untoc/article13|res|pronoun~",
        ),
    ],
};

#[test]
fn provisions_and_their_instruments() {
    check(&PROVISIONS_AND_THEIR_INSTRUMENTS);
}

pub(super) static NAMES: Set = Set {
    language: "en",
    body: Some("wg"),
    cases: &[
        case(
            "the Convention and the Protocols thereto",
            "Convention|untoc|res|profile ; +Protocols|som_protocol|res|pronoun ; +Protocols|tip_protocol|res|pronoun",
        ),
        case(
            "the Convention and its Protocols",
            "Convention|untoc|res|profile ; +Protocols|som_protocol|res|pronoun ; +Protocols|tip_protocol|res|pronoun",
        ),
        case(
            "the Basel Convention and the Convention on Biological Diversity",
            "Basel Convention|?|unr|- ; Convention on Biological Diversity|?|unr|-",
        ),
        case(
            "the Vienna Convention on Consular Relations; that Convention",
            "Vienna Convention on Consular Relations|vccr|res|alias ; that Convention|vccr|res|pronoun",
        ),
        case(
            "the United Nations Convention on the Law of the Sea (the Convention)¶the Convention",
            "Convention|unclos|res|defined",
        )
        .except(DEFINES),
        case("a convention or protocol", ""),
        case("the work of a Charter body", ""),
        case(
            "Basel Convention and the Convention on Biological Diversity and the Rio Convention",
            "Basel Convention|?|unr|- ; Convention on Biological Diversity|?|unr|- ; Rio Convention|?|unr|-",
        ),
        case(
            "the Convention on the Illicit Import, Export and Transfer of Property, States",
            "Convention on the Illicit Import, Export and Transfer of Property|?|unr|-",
        ),
        case("Agenda 21 and Agenda 2063", "Agenda 21|?|unr|- ; Agenda 2063|?|unr|-"),
        case(
            "the Discrimination (Employment and Occupation) Convention",
            "Discrimination (Employment and Occupation) Convention|?|unr|-",
        ),
        case("the Protocol of 1978 relating thereto", "Protocol of 1978|?|unr|-"),
        case("the Protocol to the 1988 Basel Convention", "Protocol to the 1988 Basel Convention|?|unr|-"),
        case("submits the Convention to the General Assembly", "Convention|untoc|res|profile"),
        case(
            "the United Nations Convention against Corruption and the Vienna Convention on Consular Relations; those Conventions",
            "United Nations Convention against Corruption|uncac|res|alias ; Vienna Convention on Consular Relations|vccr|res|alias ; Conventions|uncac|res|pronoun ; +Conventions|vccr|res|pronoun",
        ),
        case("the eight fundamental Conventions", "Conventions|?|unr|-"),
        case(
            "Declaration on the Role of Lawyers and the Guidelines on the Role",
            "Declaration on the Role of Lawyers|?|unr|-",
        ),
        case("as amended by the 1972 Protocol", "Protocol|?|unr|-"),
        case("under the 2000 Protocol", "Protocol|som_protocol|res|antecedent"),
        case(
            "United Nations Convention on the Law of the Sea (hereinafter “the Convention”)¶the Convention",
            "Convention|unclos|res|defined",
        )
        .except(DEFINES),
        case("United Nations, Treaty Series, vol. 2225", "!Treaty Series|publication"),
        case("the Convention Against Trafficking in Persons", "Convention Against Trafficking in Persons|?|unr|-"),
        case(
            "UNODC and the International Criminal Police Organization (INTERPOL)",
            "@UNODC|unodc ; @International Criminal Police Organization|interpol ; @INTERPOL|interpol",
        ),
    ],
};

#[test]
fn names() {
    check(&NAMES);
}

pub(super) static WITHOUT_A_PROFILE_NOTHING_IS_GUESSED: Set = Set {
    language: "en",
    body: None,
    cases: &[
        case(
            "article 16 of the Convention",
            "article 16|?untoc?uncac?unclos?vccr/article16|amb|- ; Convention|?untoc?uncac?unclos?vccr|amb|-",
        ),
        case(
            "the United Nations Convention against Corruption¶chapter V of the Convention",
            "chapter V|uncac/chapter5|res|adjacent ; Convention|uncac|res|antecedent",
        ),
    ],
};

#[test]
fn without_a_profile_nothing_is_guessed() {
    check(&WITHOUT_A_PROFILE_NOTHING_IS_GUESSED);
}
