//! Which series a printed number goes on with: the level of a paragraph follows from its number and its neighbours, from nothing else.

use super::label::ItemLabel;
use crate::value::{Letter, Numeral, NumeralStyle};

/// The place of a paragraph among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// 1 for a paragraph, 2 for its items, and so on.
    pub level: usize,
    /// The printed number; none for a paragraph without one, and for a footnote whose mark is no number.
    pub number: Option<Printed>,
    /// Index of the paragraph one level above.
    pub parent: Option<usize>,
}

impl Standing {
    /// That of a paragraph that is no item.
    pub fn top(number: Option<Printed>) -> Self {
        Self { level: 1, number, parent: None }
    }
}

/// A printed number by its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// 12., and 12 *bis*, which stands behind it.
    Number(Numeral, Option<Inserted>),
    /// II. or 二、: the numeral of a section.
    Section(Numeral),
    /// 121.3
    Decimal(Numeral),
    /// (a)
    Letter(Letter),
    /// (ii)
    Roman(Numeral),
    /// (二), ㈡: what other languages print as (ii).
    Chinese(Numeral),
    /// (A), or A. for a section
    Capital(Letter),
    /// (2)
    Bracketed(Numeral),
    /// ②
    Circled(Numeral),
    /// b.
    PointedLetter(Letter),
    /// ii.
    PointedRoman(Numeral),
}

/// What stands behind a number that was inserted later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Inserted {
    /// *bis*, 之二
    Bis,
    /// *ter*, 之三
    Ter,
    /// *quater*, 之四
    Quater,
    /// *quinquies*, 之五
    Quinquies,
}

impl Inserted {
    /// Every one in its order.
    pub const ALL: [Self; 4] = [Self::Bis, Self::Ter, Self::Quater, Self::Quinquies];

    /// The word that all languages can print.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bis => "bis",
            Self::Ter => "ter",
            Self::Quater => "quater",
            Self::Quinquies => "quinquies",
        }
    }
}

impl Printed {
    /// The place in the series, from 1.
    pub fn place(self) -> u32 {
        match self {
            Printed::Letter(letter) | Printed::Capital(letter) | Printed::PointedLetter(letter) => letter.place(),
            Printed::Number(numeral, _)
            | Printed::Section(numeral)
            | Printed::Decimal(numeral)
            | Printed::Roman(numeral)
            | Printed::Chinese(numeral)
            | Printed::Bracketed(numeral)
            | Printed::Circled(numeral)
            | Printed::PointedRoman(numeral) => numeral.value(),
        }
    }

    /// What an identifier says, the same in every language: what Chinese prints as (二), English prints as (ii).
    pub fn suffix(self) -> String {
        let roman = |numeral: Numeral| Numeral::written(numeral.value(), NumeralStyle::RomanLower);
        match self {
            Printed::Number(numeral, inserted) => {
                format!("{}{}", numeral.value(), inserted.map_or("", Inserted::word))
            }
            Printed::Decimal(numeral) | Printed::Bracketed(numeral) | Printed::Circled(numeral) => {
                numeral.value().to_string()
            }
            Printed::Letter(letter) | Printed::Capital(letter) | Printed::PointedLetter(letter) => letter.to_string(),
            Printed::Section(numeral)
            | Printed::Roman(numeral)
            | Printed::Chinese(numeral)
            | Printed::PointedRoman(numeral) => roman(numeral),
        }
    }

    /// Whether it is written in digits.
    pub fn is_arabic(self) -> bool {
        matches!(self, Printed::Number(..) | Printed::Decimal(_) | Printed::Bracketed(_) | Printed::Circled(_))
    }

    /// Whether two numbers are printed in the same way, and so can count one series.
    pub fn same_series(self, other: Printed) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    /// The letter that a roman numeral of one letter can be.
    pub fn as_capital(self) -> Option<Printed> {
        let Printed::Section(numeral) = self else { return None };
        let printed = numeral.to_string();
        printed.to_ascii_lowercase().parse().ok().filter(|_| printed.len() == 1).map(Printed::Capital)
    }

    /// Whether another number is the next of the same series.
    pub fn is_before(self, next: Printed) -> bool {
        self.same_series(next) && self.place() + 1 == next.place()
    }
}

/// The paragraphs that are open, the outermost first, then an item of each level.
#[derive(Debug, Default)]
pub struct OpenParagraphs {
    levels: Vec<(Option<Printed>, usize)>,
}

impl OpenParagraphs {
    /// Index of the paragraph whose words come last.
    pub fn last(&self) -> Option<usize> {
        self.levels.last().map(|&(_, paragraph)| paragraph)
    }

    /// The number of the outermost paragraph.
    pub fn number(&self) -> Option<Printed> {
        self.levels.first().and_then(|&(printed, _)| printed)
    }

    /// Opens a paragraph, or an item where [`place`](Self::place) put it.
    pub fn open(&mut self, standing: Standing, paragraph: usize) {
        self.levels.truncate(standing.level - 1);
        self.levels.push((standing.number, paragraph));
    }

    /// Where the item 121.3 of an open paragraph 121 belongs; none where that is not open or 121.2 not before it.
    pub fn place_decimal(&self, number: Numeral, place: Numeral) -> Option<Standing> {
        let &(Some(Printed::Number(open, None)), parent) = self.levels.first()? else { return None };
        let before = match self.levels.get(1) {
            Some((Some(Printed::Decimal(before)), _)) => before.value(),
            _ => 0,
        };
        let fits = open.value() == number.value() && before + 1 == place.value();
        fits.then_some(Standing { level: 2, number: Some(Printed::Decimal(place)), parent: Some(parent) })
    }

    /// Where an item without a number belongs, such as one behind a dash: beside the one before it, else under the last paragraph.
    pub fn place_unnumbered(&self) -> Option<Standing> {
        let above = match self.levels.as_slice() {
            [.., (_, parent), (None, _)] => Some((self.levels.len(), *parent)),
            [.., (_, last)] => Some((self.levels.len() + 1, *last)),
            [] => None,
        };
        above.map(|(level, parent)| Standing { level, number: None, parent: Some(parent) })
    }

    /// Whether a label is the next of a series that is open, or begins one.
    pub fn expects(&self, label: ItemLabel) -> bool {
        let open = || self.levels.iter().filter_map(|&(printed, _)| printed);
        let next = |one: Printed| open().any(|open| open.same_series(one) && open.place() + 1 == one.place());
        let begins = |one: Printed| one.place() == 1 && !open().any(|open| open.same_series(one));
        ways(label).any(|one| next(one) || begins(one))
    }

    /// Where an item belongs: it goes on with the innermost series it is next in; else it begins a series of its own under the
    /// paragraph above; else, out of order, it goes to the innermost series of its kind. None where no paragraph is open.
    pub fn place(&self, label: ItemLabel, next: impl FnOnce() -> Option<ItemLabel>) -> Option<Standing> {
        self.levels.first()?;
        let candidates = || ways(label);
        let innermost =
            |fits: &dyn Fn(Printed) -> bool| self.levels.iter().skip(1).rposition(|&(open, _)| open.is_some_and(fits));
        let of_kind = |one: Printed| innermost(&|open| open.same_series(one));
        let next_in = |one: Printed| innermost(&|open| open.same_series(one) && open.place() + 1 == one.place());
        let begins = candidates().find(|&one| one.place() == 1 && of_kind(one).is_none());
        let anew = |one| (self.levels.len() + 1, one);
        let at_level = |(index, one)| (index + 2, one);
        let (level, number) = begins
            .filter(|one| is_roman(*one) && followed_by_its_second(next()))
            .map(anew)
            .or_else(|| {
                let goes_on = candidates().filter_map(|one| Some((next_in(one)?, one)));
                goes_on.max_by_key(|&(index, _)| index).map(at_level)
            })
            .or_else(|| begins.map(anew))
            .or_else(|| candidates().find_map(|one| Some((of_kind(one)?, one))).map(at_level))
            .or_else(|| candidates().next().map(anew))?;
        Some(Standing { level, number: Some(number), parent: Some(self.levels[level - 2].1) })
    }
}

/// The numbers that a label can be read as.
fn ways(label: ItemLabel) -> impl Iterator<Item = Printed> {
    let letter: fn(Letter) -> Printed = if label.pointed { Printed::PointedLetter } else { Printed::Letter };
    let roman: fn(Numeral) -> Printed = if label.pointed { Printed::PointedRoman } else { Printed::Roman };
    let ways = [
        label.letter.map(letter),
        label.roman.map(roman),
        label.chinese.map(Printed::Chinese),
        label.capital.map(Printed::Capital),
        label.bracketed.map(Printed::Bracketed),
        label.circled.map(Printed::Circled),
    ];
    ways.into_iter().flatten()
}

fn is_roman(printed: Printed) -> bool {
    matches!(printed, Printed::Roman(_) | Printed::PointedRoman(_))
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
        let mut open = OpenParagraphs::default();
        open.open(Standing::top(Some(Printed::Number("1".parse().expect("a numeral"), None))), 0);
        let mut read = Vec::new();
        for (index, &label) in items.iter().enumerate() {
            let standing = open.place(label, || items.get(index + 1).copied()).expect("a paragraph is open");
            open.open(standing, index + 1);
            read.push(format!("{}:{}", standing.level, standing.number.map_or(0, Printed::place)));
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
        assert_eq!(OpenParagraphs::default().place(items("(a)")[0], || None), None);
    }
}
