//! Codes of languages: Akoma Ntoso names a language with three letters (ISO 639-2), a BCP 47 tag with the shorter code that it has.

/// Codes of three letters, with the tag for the same language. Others are tags as they are.
const TAGS: [(&str, &str); 12] = [
    ("ara", "ar"),
    ("chi", "zh"),
    ("deu", "de"),
    ("eng", "en"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("ger", "de"),
    ("ita", "it"),
    ("por", "pt"),
    ("rus", "ru"),
    ("spa", "es"),
    ("zho", "zh"),
];

/// The BCP 47 tag of a language.
pub(super) fn tag(code: &str) -> &str {
    TAGS.iter().find(|(three, _)| *three == code).map_or(code, |(_, tag)| tag)
}
