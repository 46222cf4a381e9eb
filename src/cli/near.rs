//! Suggestions for a name that does not exist.

/// At most this many names are suggested.
const SUGGESTIONS: usize = 5;

/// How alike two names must be (Jaro-Winkler, 1 for equal) to be suggested.
const ALIKE: f64 = 0.85;

/// The message for a name that does not exist, with suggestions from the names that exist.
pub(super) fn unknown<'a>(what: &str, name: &str, existing: impl Iterator<Item = &'a str>) -> String {
    let scored = existing.map(|existing| (strsim::jaro_winkler(name, existing), existing));
    let mut alike: Vec<(f64, &str)> = scored.filter(|(score, _)| *score >= ALIKE).collect();
    // Stable, so that names that are equally alike keep their order.
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let suggestions: Vec<String> =
        alike.iter().take(SUGGESTIONS).map(|(_, existing)| format!("`{existing}`")).collect();
    match suggestions.as_slice() {
        [] => format!("there is no {what} `{name}`"),
        _ => format!("there is no {what} `{name}` (did you mean {}?)", suggestions.join(" or ")),
    }
}

/// The same, with a list of all names that exist.
pub(super) fn unknown_of_few(what: &str, name: &str, existing: &[&str]) -> String {
    format!("{}; the {what}s are {}", unknown(what, name, existing.iter().copied()), existing.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_come_nearest_first() {
        let existing = ["wg7-m1-r1", "wg7-m1-r12", "other"];
        let message = unknown("row", "wg7-m1-r21", existing.into_iter());
        assert_eq!(message, "there is no row `wg7-m1-r21` (did you mean `wg7-m1-r1` or `wg7-m1-r12`?)");
        let message = unknown_of_few("row", "zzz", &existing);
        assert_eq!(message, "there is no row `zzz`; the rows are wg7-m1-r1, wg7-m1-r12, other");
    }
}
