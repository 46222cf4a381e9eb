//! The names of languages as mastheads print them.

/// Names of the official languages as mastheads print them, with their BCP 47 tags. Chinese and English mastheads both print
/// the English names.
const LANGUAGE_NAMES: &[(&str, &str)] = &[
    ("Arabic", "ar"),
    ("Chinese", "zh"),
    ("English", "en"),
    ("French", "fr"),
    ("Russian", "ru"),
    ("Spanish", "es"),
    ("中文", "zh"),
    ("英文", "en"),
    ("Français", "fr"),
    ("法文", "fr"),
    ("Español", "es"),
    ("西班牙文", "es"),
    ("Русский", "ru"),
    ("俄文", "ru"),
    ("العربية", "ar"),
    ("阿拉伯文", "ar"),
];

/// The BCP 47 tag of a language by a name that mastheads print.
pub(crate) fn named(name: &str) -> Option<&'static str> {
    LANGUAGE_NAMES.iter().find(|(printed, _)| *printed == name).map(|(_, tag)| *tag)
}
