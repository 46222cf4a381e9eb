//! How like two texts are: the words that both have in the same order, counted exactly.

use hashbrown::HashMap;

/// Words of the longest text that is compared word by word with another; longer ones are identical or nothing. The work grows with the
/// product of both lengths, and no paragraph that people wrote is longer.
pub(super) const LONGEST: usize = 1 << 16;

/// How like two texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Likeness {
    /// Words that both have in the same order: the length of their longest common subsequence.
    pub(super) common: usize,
    /// Words of the older one.
    pub(super) older: usize,
    /// Words of the newer one.
    pub(super) newer: usize,
}

impl Likeness {
    /// Twice the common words to the words of both, in thousandths, rounded down: 1000 for identical texts alone.
    pub(super) fn permille(self) -> u32 {
        let all = self.older + self.newer;
        u32::try_from((2000 * self.common).checked_div(all).unwrap_or(1000)).unwrap_or(1000)
    }

    /// The highest that two texts of these lengths can have.
    pub(super) fn most(older: usize, newer: usize) -> u32 {
        Self { common: older.min(newer), older, newer }.permille()
    }
}

/// Compares two texts, given by their words.
pub(super) fn likeness(older: &[u32], newer: &[u32]) -> Likeness {
    let front = older.iter().zip(newer).take_while(|(one, other)| one == other).count();
    let (a, b) = (&older[front..], &newer[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(one, other)| one == other).count();
    let (a, b) = (&a[..a.len() - back], &b[..b.len() - back]);
    let middle = match a.len() {
        _ if a.is_empty() || b.is_empty() => 0,
        1..=64 => short_common(a, b),
        _ => long_common(a, b),
    };
    Likeness { common: front + middle + back, older: older.len(), newer: newer.len() }
}

/// The length of the longest common subsequence, one bit for each of the up to 64 words of `a`: a row of the table of dynamic programming
/// is one number, and a cleared bit says that the length grows there.
fn short_common(a: &[u32], b: &[u32]) -> usize {
    let mut places: Vec<(u32, u64)> = (0..).zip(a).map(|(at, word)| (*word, 1 << at)).collect();
    places.sort_unstable();
    places.dedup_by(|next, one| {
        let same = next.0 == one.0;
        if same {
            one.1 |= next.1;
        }
        same
    });
    let mut row = u64::MAX;
    for word in b {
        if let Ok(at) = places.binary_search_by_key(word, |(word, _)| *word) {
            let both = row & places[at].1;
            row = row.wrapping_add(both) | (row - both);
        }
    }
    let used = u64::MAX >> (64 - a.len());
    (!row & used).count_ones() as usize
}

/// The same for a longer `a`, over several numbers.
fn long_common(a: &[u32], b: &[u32]) -> usize {
    let length = a.len().div_ceil(64);
    let mut places: HashMap<u32, Places> = HashMap::new();
    for (at, word) in a.iter().enumerate() {
        places.entry(*word).or_insert_with(|| Places::Few(Vec::new())).add(at, length);
    }
    let mut row = vec![u64::MAX; length];
    let mut mask = vec![0_u64; length];
    for word in b {
        match places.get(word) {
            None => {}
            Some(Places::Many(mask)) => advance(&mut row, mask),
            Some(Places::Few(places)) => {
                places.iter().for_each(|&at| mask[at / 64] |= 1 << (at % 64));
                advance(&mut row, &mask);
                places.iter().for_each(|&at| mask[at / 64] = 0);
            }
        }
    }
    let ones: usize = row.iter().map(|bits| bits.count_zeros() as usize).sum();
    // Beyond the last word nothing is ever cleared: no mask has a bit there, and a carry is kept out by the bits that are set.
    ones.min(a.len())
}

/// Where a word stands in a text. A word that stands in more places than a row has numbers has a mask of its own; there are 64 of them
/// at most.
enum Places {
    Few(Vec<usize>),
    Many(Vec<u64>),
}

impl Places {
    fn add(&mut self, at: usize, length: usize) {
        match self {
            Self::Many(mask) => mask[at / 64] |= 1 << (at % 64),
            Self::Few(places) => {
                places.push(at);
                if places.len() > length {
                    let mut mask = vec![0; length];
                    places.iter().for_each(|at| mask[at / 64] |= 1 << (at % 64));
                    *self = Self::Many(mask);
                }
            }
        }
    }
}

/// The next row, given where the next word stands.
fn advance(row: &mut [u64], mask: &[u64]) {
    let mut carry = false;
    for (bits, mask) in row.iter_mut().zip(mask) {
        let both = *bits & mask;
        let (sum, over) = bits.overflowing_add(both);
        let (sum, more) = sum.overflowing_add(u64::from(carry));
        carry = over || more;
        *bits = sum | (*bits - both);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of dynamic programming, as it is in every book.
    fn plainly(a: &[u32], b: &[u32]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for one in a {
            let mut corner = 0;
            for (at, other) in b.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if one == other { corner + 1 } else { above.max(row[at]) };
                corner = above;
            }
        }
        row[b.len()]
    }

    /// Words without a pattern, always the same.
    fn made(seed: u32, length: usize, kinds: u32) -> Vec<u32> {
        let step = |seed: &u32| Some(seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        std::iter::successors(Some(seed), step).skip(1).take(length).map(|number| (number >> 16) % kinds).collect()
    }

    #[test]
    fn it_counts_what_the_table_of_dynamic_programming_counts() {
        for (a, b, kinds) in
            [(0, 9, 3), (5, 7, 3), (63, 64, 5), (64, 64, 5), (65, 63, 4), (128, 200, 9), (300, 40, 2), (200, 333, 50)]
        {
            for seed in 0..20 {
                let (a, b) = (made(seed, a, kinds), made(seed + 100, b, kinds));
                let expected = Likeness { common: plainly(&a, &b), older: a.len(), newer: b.len() };
                assert_eq!(likeness(&a, &b), expected);
                assert_eq!(likeness(&b, &a).common, expected.common);
            }
        }
    }

    #[test]
    fn only_identical_texts_have_a_thousand() {
        let long = made(1, 5000, 1000);
        assert_eq!(likeness(&long, &long).permille(), 1000);
        let mut other = long.clone();
        other.push(1);
        assert_eq!(likeness(&long, &other).permille(), 999);
        assert_eq!(Likeness::most(10, 30), 500);
    }
}
