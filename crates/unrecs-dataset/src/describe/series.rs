//! Numbers that are missing where a dataset holds a series of documents, such as the resolutions of a session.

use std::collections::{BTreeMap, BTreeSet};

/// A series with numbers that are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gaps {
    /// What the symbols of the series begin with, such as `A/RES/77`.
    pub(crate) series: String,
    /// The first and the last number that is there.
    pub(crate) range: [u32; 2],
    /// Those between that are not.
    pub(crate) missing: Vec<u32>,
}

/// The gaps of every series, in the order of their symbols. Documents are a series where at least half of the numbers from the first to
/// the last are there; others are a selection.
pub(crate) fn gaps<'s>(symbols: impl IntoIterator<Item = &'s str>) -> Vec<Gaps> {
    let mut series: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for (name, number) in symbols.into_iter().filter_map(apart) {
        series.entry(name).or_default().insert(number);
    }
    let of_series = |(name, numbers): (&str, BTreeSet<u32>)| {
        let (first, last) = (*numbers.first()?, *numbers.last()?);
        let missing: Vec<u32> = (first..=last).filter(|number| !numbers.contains(number)).collect();
        let is_series = !missing.is_empty() && missing.len() <= numbers.len();
        is_series.then(|| Gaps { series: name.to_owned(), range: [first, last], missing })
    };
    series.into_iter().filter_map(of_series).collect()
}

/// The series of a symbol, and its number in it: of `A/RES/77/8`, `A/RES/77` and 8; of `S/RES/2561(2021)`, `S/RES` and 2561.
fn apart(symbol: &str) -> Option<(&str, u32)> {
    let (series, last) = symbol.rsplit_once('/')?;
    let digits = last.bytes().take_while(u8::is_ascii_digit).count();
    // A year is the number of no document.
    Some((series, last[..digits].parse().ok()?)).filter(|_| !last[digits..].starts_with('/'))
}

/// Numbers as people write them: `3, 5–9`.
pub(crate) fn listed(numbers: &[u32]) -> String {
    let mut runs: Vec<[u32; 2]> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some([_, last]) if *last + 1 == number => *last = number,
            _ => runs.push([number, number]),
        }
    }
    let run = |[first, last]: [u32; 2]| if first == last { first.to_string() } else { format!("{first}–{last}") };
    runs.into_iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_in_a_series_is_told_and_a_selection_is_none() {
        let symbols = ["A/RES/77/1", "A/RES/77/2", "A/RES/77/4", "A/RES/77/4", "A/RES/77/8", "S/RES/2561(2021)"];
        let found = gaps(symbols);
        assert_eq!(found, [Gaps { series: "A/RES/77".to_owned(), range: [1, 8], missing: vec![3, 5, 6, 7] }]);
        assert_eq!(listed(&found[0].missing), "3, 5–7");
        assert_eq!(gaps(["A/RES/77/1", "A/RES/77/200"]), []);
        assert_eq!(gaps(["S/RES/2561(2021)", "S/RES/2563(2021)", "CTOC/COP/WG.7"])[0].missing, [2562]);
    }
}
