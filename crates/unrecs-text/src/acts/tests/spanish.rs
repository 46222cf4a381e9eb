//! Spanish openings.

use super::all;
use crate::acts::Place;
use crate::language::by_tag;

#[test]
fn operative_paragraphs() {
    let cases = [
        ("Solicita al Secretario General que presente un informe;", "requests: Solicita"),
        ("Decide seguir ocupándose de la cuestión.", "decides: Decide"),
        ("Decide también que el Grupo se reúna;", "decides: Decide también"),
        ("Insta encarecidamente a los Estados a que cooperen;", "urges: Insta encarecidamente"),
        ("Invita a los Estados Miembros a que contribuyan;", "invites: Invita"),
        ("Recomienda que la Conferencia apruebe el texto;", "recommends: Recomienda"),
        ("Autoriza a los Estados Miembros a inspeccionar los buques;", "authorizes: Autoriza"),
        ("Expresa su profunda preocupación por la situación;", "expresses_concern: Expresa su profunda preocupación"),
        ("Expresa su gratitud al país anfitrión;", "appreciates: Expresa su gratitud"),
        ("Condena en los términos más enérgicos los ataques;", "condemns: Condena en los términos más enérgicos"),
        ("A este respecto, acoge con beneplácito el informe;", "welcomes: acoge con beneplácito"),
        ("Toma nota con reconocimiento del informe;", "takes_note: Toma nota con reconocimiento"),
        ("Exige que todas las partes cesen el fuego;", "demands: Exige"),
    ];
    all(&cases, by_tag("es").unwrap(), Place::Operative);
}

#[test]
fn preambular_paragraphs() {
    let cases = [
        ("Recordando su resolución 60/1,", "recalls: Recordando"),
        ("Guiada por la Carta,", "is_guided: Guiada"),
        ("Profundamente preocupada por la situación,", "expresses_concern: Profundamente preocupada"),
        ("Convencida de que la paz es posible,", "expresses: Convencida"),
        ("Recordando también sus resoluciones,", "recalls: Recordando también"),
    ];
    all(&cases, by_tag("es").unwrap(), Place::Preambular);
}

#[test]
fn speakers() {
    let cases = [
        ("Condenamos el ataque.", "condemns: Condenamos"),
        ("“El Consejo de Seguridad condena los ataques.", "condemns: condena"),
        ("La Asamblea General decidió reunirse.", "decides: decidió"),
    ];
    all(&cases, by_tag("es").unwrap(), Place::Operative);
}

#[test]
fn texts_without_an_opening_verb() {
    let cases = [
        ("Los Estados partes deberían actuar.", "-"),
        ("Informes del Secretario General", "-"),
        ("La solicitud del Estado requirente se examina.", "-"),
    ];
    all(&cases, by_tag("es").unwrap(), Place::Operative);
}
