//! Names close to one that does not exist, for people who mistyped.

/// At most this many names are suggested.
const SUGGESTIONS: usize = 5;

/// How alike two names must be (Jaro-Winkler, 1 for equal) to be suggested.
const ALIKE: f64 = 0.85;

/// What to say of a name that does not exist among those that do.
pub(super) fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let mut alike: Vec<(f64, &str)> =
        known.map(|known| (strsim::jaro_winkler(name, known), known)).filter(|(score, _)| *score >= ALIKE).collect();
    // Stable, so that names that are equally alike keep their order.
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<String> = alike.iter().take(SUGGESTIONS).map(|(_, known)| format!("`{known}`")).collect();
    match near.as_slice() {
        [] => format!("there is no {what} `{name}`, and none with a name like it"),
        _ => format!("there is no {what} `{name}`; near it are {}", near.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_come_nearest_first() {
        let known = ["wg7-m1-r1", "wg7-m1-r12", "other"];
        let message = unknown("row", "wg7-m1-r21", known.into_iter());
        assert_eq!(message, "there is no row `wg7-m1-r21`; near it are `wg7-m1-r1`, `wg7-m1-r12`");
        let message = unknown("row", "zzz", known.into_iter());
        assert_eq!(message, "there is no row `zzz`, and none with a name like it");
    }
}
