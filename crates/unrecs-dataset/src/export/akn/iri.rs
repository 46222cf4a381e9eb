//! What identifies a document, a body and an instrument, as the guidelines of the United Nations for Akoma Ntoso write it.

use crate::export::percent_encoded;
use unrecs_text::normalize::DocumentMetadata;
use unrecs_text::registry::{Instrument, ProvisionPath, TitleForm};
use unrecs_text::resolve::Reference;
use unrecs_text::value::Date;

/// The document class (AKN4UN, "Papers").
pub(super) const SUBTYPE: &str = "paper";

/// Where a document has no date, the schema of Akoma Ntoso still wants one. This one is before all, and named `unknown`.
const NO_DATE: &str = "0001-01-01";

/// The identifiers of a document at the levels of FRBR.
pub(super) struct Identity {
    /// `/akn/un/doc/paper/<body>/<date>/<number>`
    pub(super) work: String,
    /// The work in its language: `<work>/<language>@<date>`
    pub(super) expression: String,
    /// ISO 639-2 code of the language, `und` where it is not known.
    pub(super) language: &'static str,
    /// The day of issue.
    pub(super) date: String,
    /// What the date is: `publication`, or `unknown`.
    pub(super) date_name: &'static str,
    /// The symbol with `-` for `/`; where there is none, a number made from the document's key.
    pub(super) number: String,
    /// The symbol, where it is known.
    pub(super) symbol: Option<String>,
}

impl Identity {
    pub(super) fn of(metadata: &DocumentMetadata) -> Self {
        let issued = metadata.issued_on.as_ref().and_then(|found| found.value()).map(Date::to_string);
        let symbol = metadata.symbol.as_ref().map(|(symbol, _)| symbol.as_str().to_owned());
        let number = symbol
            .as_ref()
            .map_or_else(|| format!("unrecs-{}", metadata.document_id), |symbol| symbol.replace('/', "-"));
        let date = issued.clone().unwrap_or_else(|| NO_DATE.to_owned());
        let work = format!("/akn/un/doc/{SUBTYPE}/{}/{date}/{number}", metadata.body_id);
        let language = metadata.language.map_or("und", code);
        let expression = format!("{work}/{language}@{}", issued.as_deref().unwrap_or_default());
        let date_name = if issued.is_some() { "publication" } else { "unknown" };
        Self { work, expression, language, date, date_name, number, symbol }
    }

    /// The same work in another language.
    pub(super) fn expression_in(&self, language: &str) -> String {
        let version = self.expression.rsplit_once('@').map_or("", |(_, version)| version);
        format!("{}/{language}@{version}", self.work)
    }
}

/// ISO 639-2 (terminology) code of an official language by its BCP 47 tag; a tag of three letters is one already.
pub(super) fn code(tag: &'static str) -> &'static str {
    match tag {
        "ar" => "ara",
        "en" => "eng",
        "es" => "spa",
        "fr" => "fra",
        "ru" => "rus",
        "zh" => "zho",
        other => other,
    }
}

/// Identifier of a body within a file.
pub(super) fn body_eid(body_id: &str) -> String {
    format!("body_{body_id}")
}

/// Identifier of an instrument within a file.
pub(super) fn instrument_eid(instrument: &Instrument) -> String {
    format!("instrument_{}", instrument.instrument_id)
}

/// IRI of a body: an ontology IRI ends with what stands for the body in the IRIs of its documents.
pub(super) fn body(body_id: &str) -> String {
    format!("/akn/ontology/organization/un/{body_id}")
}

/// IRI of an instrument; of a concept where the registry does not know enough of it for the IRI of a document.
pub(super) fn instrument(instrument: &Instrument) -> String {
    instrument.iri().unwrap_or_else(|| format!("/akn/ontology/concept/un/{}", instrument.instrument_id))
}

/// The title of an instrument in a language, the whole one first; in another language where it has none in this one.
pub(super) fn title<'i>(instrument: &'i Instrument, language: &str) -> &'i str {
    let worse = |title: &&unrecs_text::registry::Title| (title.language != language, title.form != TitleForm::Full);
    instrument.titles.iter().min_by_key(worse).map_or(&instrument.instrument_id, |title| &title.title)
}

/// IRI of the last provision of the range that a reference is.
pub(super) fn range_end(reference: &Reference<'_>) -> Option<String> {
    let (instrument, provision) = (reference.instrument?, reference.provision.as_ref()?);
    let (end, path) = (provision.range_end()?, provision.path());
    // The end is of the smallest part given; below a lettered point, of the part below it.
    let point =
        path.point.map(|point| point.rsplit_once('(').map_or(end.to_owned(), |(above, _)| format!("{above}({end})")));
    let path = match (&point, path.paragraph) {
        (Some(point), _) => ProvisionPath { point: Some(point), ..path },
        (None, Some(_)) => ProvisionPath { paragraph: Some(end), ..path },
        (None, None) => ProvisionPath { number: end, ..path },
    };
    instrument.provision_iri(&path)
}

/// A text as it may stand in an IRI (RFC 3987): what may not is written as the hexadecimal of its UTF-8 bytes.
pub(super) fn escaped(text: &str) -> String {
    percent_encoded(text, is_allowed)
}

/// Whether a character may stand in an IRI as it is.
fn is_allowed(character: char) -> bool {
    match character {
        '!' | '#'..=';' | '=' | '?'..='[' | ']' | '_' | 'a'..='z' | '~' => true,
        '\0'..='\u{9F}' => false,
        other => !other.is_whitespace() && !matches!(other, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::samples;

    #[test]
    fn the_identifiers_of_the_registry_are_iris() {
        let registry = samples::registry();
        assert!(registry.instruments().len() > 50);
        for one in registry.instruments() {
            let provisions = one.provisions().filter_map(|(path, _)| one.provision_iri(&path));
            for iri in provisions.chain([instrument(one)]) {
                assert!(iri.starts_with("/akn/") && iri.chars().all(is_allowed), "{iri}");
            }
        }
        for one in registry.bodies() {
            assert!(body(&one.body_id).chars().all(is_allowed), "{}", one.body_id);
        }
    }

    #[test]
    fn what_no_iri_holds_is_escaped() {
        assert_eq!(escaped("https://a.b/议程?c=<d> \"{|}\"#e%20"), "https://a.b/议程?c=%3Cd%3E%20%22%7B%7C%7D%22#e%20");
    }
}
