//! French openings.

use super::all;
use crate::acts::Place;
use crate::language::by_tag;

#[test]
fn operative_paragraphs() {
    let cases = [
        ("Prie le Secrétaire général de lui présenter un rapport ;", "requests: Prie"),
        ("Prie également instamment les États d’agir ;", "[urges requests calls_upon]: Prie également instamment"),
        ("Décide de rester saisie de la question.", "decides: Décide"),
        ("Décide également que le Groupe se réunira ;", "decides: Décide également"),
        ("Encourage vivement les États à coopérer ;", "encourages: Encourage vivement"),
        ("Exhorte toutes les parties à cesser le feu ;", "[urges calls_upon]: Exhorte"),
        ("Condamne avec la plus grande fermeté les attaques ;", "condemns: Condamne avec la plus grande fermeté"),
        (
            "Exprime sa profonde préoccupation devant la situation ;",
            "expresses_concern: Exprime sa profonde préoccupation",
        ),
        ("Exprime sa gratitude au pays hôte ;", "appreciates: Exprime sa gratitude"),
        ("Recommande que la Conférence adopte le texte ;", "recommends: Recommande"),
        // What follows decides which of its acts a verb does.
        ("Demande aux États de coopérer ;", "calls_upon: Demande"),
        ("Demande également aux États de coopérer ;", "calls_upon: Demande également"),
        ("Demande que le point soit inscrit ;", "[calls_upon requests]: Demande"),
        ("Prend acte du rapport ;", "takes_note: Prend acte"),
        ("Autorise les États Membres à inspecter les navires ;", "authorizes: Autorise"),
        ("À cet égard, souligne l’importance de la paix ;", "stresses: souligne"),
        ("Souligne qu’il importe d’agir ;", "stresses: Souligne"),
    ];
    all(&cases, by_tag("fr").unwrap(), Place::Operative);
}

#[test]
fn preambular_paragraphs() {
    let cases = [
        ("Rappelant sa résolution 60/1,", "recalls: Rappelant"),
        ("Consciente de l’importance de l’eau,", "recognizes: Consciente"),
        ("Guidée par la Charte,", "is_guided: Guidée"),
        ("Profondément préoccupée par la situation,", "expresses_concern: Profondément préoccupée"),
        ("Convaincue que la paix est possible,", "[expresses considers]: Convaincue"),
        ("Soulignant l’importance de l’eau,", "stresses: Soulignant"),
    ];
    all(&cases, by_tag("fr").unwrap(), Place::Preambular);
}

#[test]
fn speakers() {
    let cases = [
        ("Nous soulignons l’importance de la paix.", "stresses: soulignons"),
        ("« Le Conseil de sécurité condamne les attaques.", "condemns: condamne"),
        ("L’Assemblée générale a décidé de se réunir.", "decides: a décidé"),
    ];
    all(&cases, by_tag("fr").unwrap(), Place::Operative);
}

#[test]
fn texts_without_an_opening_verb() {
    let cases = [
        ("Les États parties devraient agir.", "-"),
        ("Rapports du Secrétaire général", "-"),
        ("Prier les États d’agir.", "-"),
        ("La demande de l’État requérant est examinée.", "-"),
    ];
    all(&cases, by_tag("fr").unwrap(), Place::Operative);
}
