//! Spanish norms, and who is asked.

use super::{Reading, all};
use crate::language::by_tag;

#[test]
fn recommendations() {
    let cases = [
        ("Los Estados partes deberían cooperar.", "Should deberían | states_parties=Estados partes"),
        ("Los Estados deben proteger a los testigos.", "Must deben | states=Estados"),
        ("Los Estados no deberían castigar a los migrantes.", "Should no deberían negated | states=Estados"),
        ("Se alienta a los Estados a que cooperen.", "Encouraged Se alienta | states=Estados"),
        (
            "El Grupo de Trabajo recomienda que la Conferencia examine el texto.",
            "Recommends recomienda que | conference=Conferencia",
        ),
        ("Considerando que los Estados deben cooperar, la UNODC debería actuar.", "Should debería | unodc=UNODC"),
    ];
    all(&cases, by_tag("es").unwrap(), Reading::Recommendation);
}

#[test]
fn who_is_asked() {
    let cases = [
        (
            "Solicita al Secretario General que le presente un informe.",
            "Requested Solicita | secretary_general=Secretario General",
        ),
        (
            "Invita a los Estados Miembros y a las organizaciones internacionales a que cooperen.",
            "Invited Invita | member_states=Estados Miembros international_organizations=organizaciones internacionales",
        ),
        ("Exhorta a los Estados ribereños a adoptar medidas.", "CalledUpon Exhorta | states=Estados ribereños"),
        (
            "Alienta a los organismos competentes de las Naciones Unidas a que actúen.",
            "Encouraged Alienta | united_nations_system=organismos competentes de las Naciones Unidas",
        ),
        (
            "Solicita al Gobierno del Líbano y a la FPNUL, actuando de consuno, que cooperen.",
            "Requested Solicita | other=Gobierno del Líbano other=FPNUL",
        ),
        (
            "Insta a los Estados que aún no lo hayan hecho a que se adhieran al Protocolo.",
            "Urged Insta | states=Estados",
        ),
        ("Exige que el Iraq cese de inmediato las hostilidades.", "Demands Exige que | other=Iraq"),
        (
            "Exige que todas las partes en el conflicto cesen el fuego.",
            "Demands Exige que | parties_to_conflict=partes en el conflicto",
        ),
        (
            "Decide que todos los Estados Miembros deberán congelar los fondos.",
            "Decides Decide que | member_states=Estados Miembros",
        ),
        ("Insta a los Estados interesados a no actuar.", "Urged Insta | states=Estados"),
        (
            "Solicita a la Secretaria General Adjunta que informe.",
            "Requested Solicita | other=Secretaria General Adjunta",
        ),
        (
            "Autoriza a los Estados Miembros a inspeccionar los buques.",
            "Authorized Autoriza | member_states=Estados Miembros",
        ),
        (
            "Solicita a la Oficina de las Naciones Unidas contra la Droga y el Delito:",
            "Requested Solicita | unodc=Oficina de las Naciones Unidas contra la Droga y el Delito",
        ),
    ];
    all(&cases, by_tag("es").unwrap(), Reading::Operative);
}

#[test]
fn nobody_is_asked() {
    let cases = [
        ("Alienta las iniciativas encaminadas a dar a conocer el derecho.", "Encouraged Alienta | "),
        ("Decide seguir ocupándose de la cuestión.", "Decides Decide | "),
        ("Recuerda que los Estados deben cooperar.", "- | "),
        ("Toma nota del informe.", "- | "),
        ("Decide que el tema sea examinado.", "Decides Decide que | "),
    ];
    all(&cases, by_tag("es").unwrap(), Reading::Operative);
}
