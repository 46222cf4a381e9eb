//! Which series a printed number goes on with: the level of a unit follows from its number and its neighbours, from nothing else.

use super::label::ItemLabel;
use crate::value::{Letter, Numeral};

/// The place of a unit among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// 1 for a recommendation, 2 for its items, and so on.
    pub level: usize,
    /// The printed number.
    pub number: Printed,
    /// Index of the unit one level above.
    pub parent: Option<usize>,
}

impl Standing {
    /// That of a recommendation.
    pub fn recommendation(numeral: Numeral) -> Self {
        Self { level: 1, number: Printed::Number(numeral), parent: None }
    }
}

/// A printed number by its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// 12.
    Number(Numeral),
    /// (a)
    Letter(Letter),
    /// (ii)
    Roman(Numeral),
    /// (二), ㈡: what other languages print as (ii).
    Chinese(Numeral),
}

impl Printed {
    /// The place in the series, from 1.
    pub fn place(self) -> u32 {
        match self {
            Printed::Letter(letter) => letter.place(),
            Printed::Number(numeral) | Printed::Roman(numeral) | Printed::Chinese(numeral) => numeral.value(),
        }
    }

    fn same_series(self, other: Printed) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// The units that are open, the recommendation first, then an item of each level.
#[derive(Debug, Default)]
pub struct OpenUnits {
    levels: Vec<(Printed, usize)>,
}

impl OpenUnits {
    /// Index of the unit whose words come last.
    pub fn last(&self) -> Option<usize> {
        self.levels.last().map(|&(_, unit)| unit)
    }

    /// Opens a recommendation, or an item where [`place`](Self::place) put it.
    pub fn open(&mut self, standing: Standing, unit: usize) {
        self.levels.truncate(standing.level - 1);
        self.levels.push((standing.number, unit));
    }

    /// Where an item belongs: it goes on with the innermost series it is next in; else it begins a series of its own under the
    /// unit above; else, out of order, it goes to the innermost series of its kind. None where no recommendation is open.
    pub fn place(&self, label: ItemLabel, next: impl FnOnce() -> Option<ItemLabel>) -> Option<Standing> {
        self.levels.first()?;
        let candidates =
            [label.letter.map(Printed::Letter), label.roman.map(Printed::Roman), label.chinese.map(Printed::Chinese)];
        let candidates = || candidates.into_iter().flatten();
        let innermost = |fits: &dyn Fn(Printed) -> bool| self.levels.iter().skip(1).rposition(|&(open, _)| fits(open));
        let of_kind = |one: Printed| innermost(&|open| open.same_series(one));
        let next_in = |one: Printed| innermost(&|open| open.same_series(one) && open.place() + 1 == one.place());
        let begins = candidates().find(|&one| one.place() == 1 && of_kind(one).is_none());
        let anew = |one| (self.levels.len() + 1, one);
        let at_level = |(index, one)| (index + 2, one);
        let (level, number) = begins
            .filter(|one| matches!(one, Printed::Roman(_)) && followed_by_its_second(next()))
            .map(anew)
            .or_else(|| {
                let goes_on = candidates().filter_map(|one| Some((next_in(one)?, one)));
                goes_on.max_by_key(|&(index, _)| index).map(at_level)
            })
            .or_else(|| begins.map(anew))
            .or_else(|| candidates().find_map(|one| Some((of_kind(one)?, one))).map(at_level))
            .or_else(|| candidates().next().map(anew))?;
        Some(Standing { level, number, parent: Some(self.levels[level - 2].1) })
    }
}

/// Whether the label below is (ii), which no series of letters has near its beginning.
fn followed_by_its_second(next: Option<ItemLabel>) -> bool {
    next.and_then(|next| next.roman).is_some_and(|roman| roman.value() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::label::{self, LabelKind};

    fn items(labels: &str) -> Vec<ItemLabel> {
        let item = |label: &str| match label::at_start(label).map(|label| label.kind) {
            Some(LabelKind::Item(item)) => item,
            other => panic!("{label} is {other:?}"),
        };
        labels.split(' ').map(item).collect()
    }

    fn levels(labels: &str) -> String {
        let items = items(labels);
        let mut open = OpenUnits::default();
        open.open(Standing::recommendation("1".parse().expect("a numeral")), 0);
        let mut read = Vec::new();
        for (index, &label) in items.iter().enumerate() {
            let standing = open.place(label, || items.get(index + 1).copied()).expect("a recommendation is open");
            open.open(standing, index + 1);
            read.push(format!("{}:{}", standing.level, standing.number.place()));
        }
        read.join(" ")
    }

    #[test]
    fn levels_follow_from_the_series() {
        assert_eq!(levels("(a) (b) (c)"), "2:1 2:2 2:3");
        assert_eq!(levels("(a) (i) (ii) (b)"), "2:1 3:1 3:2 2:2");
        assert_eq!(levels("(h) (i) (j)"), "2:8 2:9 2:10");
        assert_eq!(levels("(h) (i) (ii) (i)"), "2:8 3:1 3:2 2:9");
        assert_eq!(levels("(a) （一） （二） (b)"), "2:1 3:1 3:2 2:2");
        assert_eq!(levels("(i) (ii) (iii)"), "2:1 2:2 2:3");
    }

    #[test]
    fn an_item_out_of_order_stays_in_its_series() {
        assert_eq!(levels("(a) (c)"), "2:1 2:3");
        assert_eq!(levels("(a) (a)"), "2:1 2:1");
        assert_eq!(levels("(b)"), "2:2");
    }

    #[test]
    fn nothing_hangs_in_the_air() {
        assert_eq!(OpenUnits::default().place(items("(a)")[0], || None), None);
    }
}
