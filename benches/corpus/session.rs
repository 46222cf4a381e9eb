//! When and where the invented meetings of a body were held: two a year, in order, with dates that exist.

use super::random::Random;

/// The first and the last day of a meeting and its place.
pub struct Session {
    /// Year, month and day.
    pub start: (usize, usize, usize),
    /// Year, month and day.
    pub end: (usize, usize, usize),
    /// In Chinese and in English.
    pub place: (&'static str, &'static str),
}

const PLACES: [(&str, &str); 6] = [
    ("维也纳", "Vienna"),
    ("维也纳", "Vienna"),
    ("日内瓦", "Geneva"),
    ("纽约", "New York"),
    ("内罗毕", "Nairobi"),
    ("曼谷", "Bangkok"),
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Session {
    /// The meeting of a body with this ordinal, counted from 1; the same for the same body and ordinal.
    pub fn of(body: usize, ordinal: usize) -> Session {
        let mut random = Random::new((body * 1000 + ordinal) as u64);
        let year = 1975 + ordinal / 2;
        let autumn = ordinal % 2 == 1;
        let month = if autumn { random.between(8, 11) } else { random.between(2, 5) };
        let place = PLACES[random.below(PLACES.len())];
        let (start, end) = match random.below(10) {
            0 if autumn => ((year, 12, 29), (year + 1, 1, 2)),
            1 | 2 => ((year, month, 28), (year, month + 1, random.between(1, 3))),
            _ => {
                let day = random.between(1, 24);
                ((year, month, day), (year, month, day + random.between(1, 4)))
            }
        };
        Session { start, end, place }
    }

    /// The dates in Chinese, with a space round every number or without.
    pub fn chinese(&self, gap: &str) -> String {
        let ((y1, m1, d1), (y2, m2, d2)) = (self.start, self.end);
        let start = format!("{y1}{gap}年{gap}{m1}{gap}月{gap}{d1}{gap}日");
        let end = match (y1 == y2, m1 == m2) {
            (true, true) => format!("{gap}{d2}{gap}日"),
            (true, false) => format!("{gap}{m2}{gap}月{gap}{d2}{gap}日"),
            _ => format!("{gap}{y2}{gap}年{gap}{m2}{gap}月{gap}{d2}{gap}日"),
        };
        format!("{start}至{end}")
    }

    /// The dates in English, joined by `to` or by a dash as the UN prints them.
    pub fn english(&self, joint: &str) -> String {
        let ((y1, m1, d1), (y2, m2, d2)) = (self.start, self.end);
        match (y1 == y2, m1 == m2) {
            (true, true) => format!("{d1}{joint}{d2} {} {y1}", MONTHS[m1 - 1]),
            (true, false) => format!("{d1} {}{joint}{d2} {} {y1}", MONTHS[m1 - 1], MONTHS[m2 - 1]),
            _ => format!("{d1} {} {y1}{joint}{d2} {} {y2}", MONTHS[m1 - 1], MONTHS[m2 - 1]),
        }
    }

    /// A day in the month before the meeting, in English, when the papers for it were issued.
    pub fn papers_issued(&self, random: &mut Random) -> String {
        format!("{} {} {}", random.between(10, 28), MONTHS[self.start.1 - 2], self.start.0)
    }
}
