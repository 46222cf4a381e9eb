//! French norms, and who is asked.

use super::{Reading, all};
use crate::language::by_tag;

#[test]
fn recommendations() {
    let cases = [
        ("Les États parties devraient coopérer.", "Should devraient | states_parties=États parties"),
        ("Les États doivent protéger les témoins.", "Must doivent | states=États"),
        ("Les États ne devraient pas punir les migrants.", "Should ne devraient pas negated | states=États"),
        ("Les États parties pourraient envisager d’agir.", "May pourraient considers | states_parties=États parties"),
        ("Les États sont encouragés à coopérer.", "Encouraged sont encouragés | states=États"),
        ("Le Secrétariat est prié d’établir un rapport.", "Requested est prié | secretariat=Secrétariat"),
        (
            "Le Groupe de travail recommande que la Conférence agisse.",
            "Recommends recommande que | conference=Conférence",
        ),
        ("Considérant que les États doivent coopérer, l’ONUDC devrait agir.", "Should devrait | unodc=ONUDC"),
    ];
    all(&cases, by_tag("fr").unwrap(), Reading::Recommendation);
}

#[test]
fn who_is_asked() {
    let cases = [
        (
            "Prie le Secrétaire général de lui présenter un rapport.",
            "Requested Prie | secretary_general=Secrétaire général",
        ),
        (
            "Invite les États Membres et les organisations internationales à coopérer.",
            "Invited Invite | member_states=États Membres international_organizations=organisations internationales",
        ),
        ("Prie l’Organe d’établir un rapport.", "Requested Prie | other=Organe"),
        ("Demande à tous les États de coopérer.", "CalledUpon Demande | states=États"),
        (
            "Exhorte toutes les parties au conflit à cesser le feu.",
            "Urged Exhorte | parties_to_conflict=parties au conflit",
        ),
        (
            "Encourage les organismes compétents des Nations Unies à agir.",
            "Encouraged Encourage | united_nations_system=organismes compétents des Nations Unies",
        ),
        (
            "Prie le Gouvernement libanais et la FINUL, agissant de concert, de coopérer.",
            "Requested Prie | other=Gouvernement libanais other=FINUL",
        ),
        (
            "Engage vivement les États qui ne l’ont pas encore fait à adhérer au Protocole.",
            "Urged Engage vivement | states=États",
        ),
        ("Exige que l’Iraq cesse immédiatement les hostilités.", "Demands Exige que | other=Iraq"),
        ("Décide que tous les États Membres gèleront les avoirs.", "Decides Décide que | member_states=États Membres"),
        ("Prie instamment les États intéressés de ne pas agir.", "Urged Prie instamment | states=États"),
        ("Invite l’Assemblée générale à s’employer à agir.", "Invited Invite | general_assembly=Assemblée générale"),
        (
            "Encourage les pays d’origine, de transit et de destination à coopérer.",
            "Encouraged Encourage | countries_of_origin=pays d’origine, de transit et de destination \
             countries_of_transit=pays d’origine, de transit et de destination \
             countries_of_destination=pays d’origine, de transit et de destination",
        ),
        ("Prie le Secrétaire général adjoint de faire rapport.", "Requested Prie | other=Secrétaire général adjoint"),
        (
            "Prie l’Office des Nations Unies contre la drogue et le crime :",
            "Requested Prie | unodc=Office des Nations Unies contre la drogue et le crime",
        ),
    ];
    all(&cases, by_tag("fr").unwrap(), Reading::Operative);
}

#[test]
fn nobody_is_asked() {
    let cases = [
        ("Encourage les efforts visant à mieux faire connaître le droit.", "Encouraged Encourage | "),
        ("Décide de rester saisie de la question.", "Decides Décide | "),
        ("Rappelle que les États doivent coopérer.", "- | "),
        ("Prend note du rapport.", "- | "),
        ("Demande que le rapport soit publié.", "CalledUpon Demande que | "),
    ];
    all(&cases, by_tag("fr").unwrap(), Reading::Operative);
}
