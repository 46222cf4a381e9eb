//! The words of the description: prefixes, properties with what they hold, and codes of the controlled vocabularies.

/// Every prefix with its namespace, sorted.
pub(super) const PREFIXES: &[(&str, &str)] = &[
    ("adms", "http://www.w3.org/ns/adms#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A property: how it is called, and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Property {
    /// Prefix and name, such as `dct:title`.
    pub iri: &'static str,
    /// What its values are.
    pub holds: TableRole,
}

/// What the values of a property are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableRole {
    /// Text in a language.
    Words,
    /// Text in no language, or in one that nobody says.
    Text,
    /// Text of this data type, given with its prefix.
    Typed(&'static str),
    /// The address of another thing.
    Resource,
}

impl Property {
    /// The name without its prefix, by which JSON-LD calls the property.
    pub(super) fn name(&self) -> &'static str {
        self.iri.split_once(':').map_or(self.iri, |(_, name)| name)
    }
}

/// Defines properties, and the list of them.
macro_rules! properties {
    ($(#[$doc:meta])* $list:ident: $($name:ident = $property:expr;)*) => {
        $(pub(super) const $name: Property = $property;)*

        $(#[$doc])*
        pub(super) const $list: &[Property] = &[$($name),*];
    };
}

properties! {
    /// The properties that mean the same in the profile of the United States.
    IN_BOTH_PROFILES:
    ACCESS_URL = resource("dcat:accessURL");
    BYTE_SIZE = typed("dcat:byteSize", "xsd:nonNegativeInteger");
    CHECKSUM = resource("spdx:checksum");
    CHECKSUM_VALUE = typed("spdx:checksumValue", "xsd:hexBinary");
    CONFORMS_TO = resource("dct:conformsTo");
    CONTACT_POINT = resource("dcat:contactPoint");
    DATASET = resource("dcat:dataset");
    DESCRIPTION = words("dct:description");
    DISTRIBUTION = resource("dcat:distribution");
    DOWNLOAD_URL = resource("dcat:downloadURL");
    END_DATE = typed("dcat:endDate", "xsd:date");
    FN = text("vcard:fn");
    HAS_EMAIL = resource("vcard:hasEmail");
    HAS_URL = resource("vcard:hasURL");
    HOMEPAGE = resource("foaf:homepage");
    IN_SERIES = resource("dcat:inSeries");
    ISSUED = typed("dct:issued", "xsd:dateTime");
    KEYWORD = text("dcat:keyword");
    LANDING_PAGE = resource("dcat:landingPage");
    LICENSE = resource("dct:license");
    MODIFIED = typed("dct:modified", "xsd:dateTime");
    NAME = text("foaf:name");
    PREF_LABEL = words("skos:prefLabel");
    PUBLISHER = resource("dct:publisher");
    START_DATE = typed("dcat:startDate", "xsd:date");
    TEMPORAL = resource("dct:temporal");
    THEME = resource("dcat:theme");
    TITLE = words("dct:title");
    VERSION = text("dcat:version");
    VERSION_NOTES = words("adms:versionNotes");
}

pub(super) const ACCRUAL_PERIODICITY: Property = resource("dct:accrualPeriodicity");
pub(super) const ALGORITHM: Property = resource("spdx:algorithm");
pub(super) const FORMAT: Property = resource("dct:format");
pub(super) const IDENTIFIER: Property = text("dct:identifier");
pub(super) const LABEL: Property = words("rdfs:label");
pub(super) const LANGUAGE: Property = resource("dct:language");
pub(super) const MEDIA_TYPE: Property = resource("dcat:mediaType");
pub(super) const PAGE: Property = resource("foaf:page");
pub(super) const PREV: Property = resource("dcat:prev");
pub(super) const PREVIOUS_VERSION: Property = resource("dcat:previousVersion");
pub(super) const PROVENANCE: Property = resource("dct:provenance");

const fn words(iri: &'static str) -> Property {
    Property { iri, holds: TableRole::Words }
}

const fn text(iri: &'static str) -> Property {
    Property { iri, holds: TableRole::Text }
}

const fn typed(iri: &'static str, data_type: &'static str) -> Property {
    Property { iri, holds: TableRole::Typed(data_type) }
}

const fn resource(iri: &'static str) -> Property {
    Property { iri, holds: TableRole::Resource }
}

/// The whole address of a name with its prefix.
pub(super) fn expanded(name: &str) -> String {
    let (prefix, local) = name.split_once(':').expect("every name of the vocabulary has a prefix");
    let namespace = PREFIXES.iter().find(|(one, _)| *one == prefix).expect("every prefix has a namespace").1;
    format!("{namespace}{local}")
}

/// An entry of an authority table of the Publications Office of the European Union.
pub(in crate::describe) fn authority(table: &str, code: &str) -> String {
    format!("http://publications.europa.eu/resource/authority/{table}/{code}")
}

/// A media type in the registry of IANA.
pub(super) fn media_type(name: &str) -> String {
    format!("https://www.iana.org/assignments/media-types/{name}")
}

/// Whether a media type can be in the registry of IANA: names that begin with `x-` are private (RFC 6838, 3.4).
pub(super) fn is_registered(media_type: &str) -> bool {
    media_type.split_once('/').is_some_and(|(_, name)| !name.starts_with("x-"))
}

/// The code in the authority table of languages for a BCP 47 tag, for the languages of the United Nations.
pub(super) fn language_code(tag: &str) -> Option<&'static str> {
    let primary = tag.split('-').next().unwrap_or(tag);
    let codes = [("ar", "ARA"), ("en", "ENG"), ("es", "SPA"), ("fr", "FRA"), ("ru", "RUS"), ("zh", "ZHO")];
    codes.iter().find(|(one, _)| *one == primary).map(|(_, code)| *code)
}

/// The code in the authority table of file types, where there is one for this media type.
pub(super) fn file_type_code(media_type: &str) -> Option<&'static str> {
    match media_type {
        "application/vnd.apache.parquet" => Some("PARQUET"),
        "text/csv" => Some("CSV"),
        "application/json" => Some("JSON"),
        "application/xml" | "text/xml" => Some("XML"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => Some("XLSX"),
        media_type if media_type.ends_with("+xml") => Some("XML"),
        _ => None,
    }
}

/// What a concept is called in English: the themes of data by their names, others by the end of their address.
pub(super) fn concept_label(iri: &str) -> &str {
    let code = iri.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or(iri);
    if !iri.starts_with(DATA_THEMES) {
        return code;
    }
    match code {
        "AGRI" => "Agriculture, fisheries, forestry and food",
        "ECON" => "Economy and finance",
        "EDUC" => "Education, culture and sport",
        "ENER" => "Energy",
        "ENVI" => "Environment",
        "GOVE" => "Government and public sector",
        "HEAL" => "Health",
        "INTR" => "International issues",
        "JUST" => "Justice, legal system and public safety",
        "OP_DATPRO" => "Provisional data",
        "REGI" => "Regions and cities",
        "SOCI" => "Population and society",
        "TECH" => "Science and technology",
        "TRAN" => "Transport",
        _ => code,
    }
}

/// The authority table of the themes of data.
pub(super) const DATA_THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
