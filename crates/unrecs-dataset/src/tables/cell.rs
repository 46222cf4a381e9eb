//! One value of a row: how values compare, and how they read as text and as JSON.

use std::fmt;
use std::io::Write as _;
use std::ops::RangeInclusive;

use unrecs_text::value::{Date, date_of_days, days_since_1970};

use super::schema::ColumnKind;

/// One value of a row, borrowed from where it stands. Integers of both widths are one kind, so that a wider column changes no value.
///
/// The order is that of keys: null first, texts by their UTF-8 bytes, numbers by size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell<'a> {
    /// No value.
    Null,
    /// Text.
    Text(&'a str),
    /// A count, an ordinal, an offset or a size.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// A date, as days since 1970-01-01.
    Date(i32),
}

/// The days from 1970-01-01 that a published date can be: 0001-01-01 to 9999-12-31, which ISO 8601 writes with four digits for the year.
pub const DAYS: RangeInclusive<i32> = -719_162..=2_932_896;

impl<'a> Cell<'a> {
    /// The value that a text format writes in this way; none where it writes no value of this kind so. Numbers have one form (no plus, no
    /// zero in front, no minus zero), dates are `YYYY-MM-DD` within [`DAYS`], and no text is empty.
    pub fn parse(kind: ColumnKind, text: &'a str) -> Option<Self> {
        match kind {
            ColumnKind::Text => (!text.is_empty()).then_some(Cell::Text(text)),
            ColumnKind::Int32 => number(text).filter(|&number| i32::try_from(number).is_ok()).map(Cell::Int),
            ColumnKind::Int64 => number(text).map(Cell::Int),
            ColumnKind::Bool => ["false", "true"].iter().position(|word| *word == text).map(|at| Cell::Bool(at == 1)),
            ColumnKind::Date => days(text).map(Cell::Date),
        }
    }

    /// Whether there is no value.
    pub fn is_null(self) -> bool {
        self == Cell::Null
    }

    /// The text, if it is one.
    pub fn text(self) -> Option<&'a str> {
        if let Cell::Text(text) = self { Some(text) } else { None }
    }

    /// The number, if it is one.
    pub fn int(self) -> Option<i64> {
        if let Cell::Int(number) = self { Some(number) } else { None }
    }

    /// Appends the value as text formats show it: ISO 8601 dates, `true` and `false`, plain numbers. Null is nothing.
    pub fn write_text(self, out: &mut Vec<u8>) {
        match self {
            Cell::Null => {}
            Cell::Text(text) => out.extend_from_slice(text.as_bytes()),
            Cell::Int(number) => out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
            Cell::Bool(truth) => out.extend_from_slice(if truth { b"true" } else { b"false" }),
            // A vector takes every write.
            Cell::Date(_) => drop(write!(out, "{self}")),
        }
    }

    /// Appends the value as JSON (RFC 8259). Dates are texts. Escapes are those of RFC 8785.
    pub fn write_json(self, out: &mut Vec<u8>) {
        match self {
            Cell::Null => out.extend_from_slice(b"null"),
            // A vector takes every write, and text is always JSON.
            Cell::Text(text) if !is_plain_json(text.as_bytes()) => drop(serde_json::to_writer(out, text)),
            Cell::Text(_) | Cell::Date(_) => {
                out.push(b'"');
                self.write_text(out);
                out.push(b'"');
            }
            Cell::Int(_) | Cell::Bool(_) => self.write_text(out),
        }
    }

    /// Appends bytes that compare as the values of one column do, and of which none is the beginning of another: so keys of several
    /// columns compare column by column.
    pub fn write_sort_key(self, out: &mut Vec<u8>) {
        if self.is_null() {
            out.push(0);
            return;
        }
        out.push(1);
        match self {
            Cell::Null => {}
            Cell::Text(text) => {
                // Two zero bytes end the text and compare before every byte that could follow; one within it is told from them by what
                // stands behind it.
                for (index, part) in text.as_bytes().split(|&byte| byte == 0).enumerate() {
                    if index > 0 {
                        out.extend_from_slice(&[0, 1]);
                    }
                    out.extend_from_slice(part);
                }
                out.extend_from_slice(&[0, 0]);
            }
            // With the sign turned round, big-endian bytes compare as the numbers.
            Cell::Int(number) => out.extend((number ^ i64::MIN).to_be_bytes()),
            Cell::Date(days) => out.extend((days ^ i32::MIN).to_be_bytes()),
            Cell::Bool(truth) => out.push(u8::from(truth)),
        }
    }
}

/// As [`Cell::write_text`] has it. A date without four digits for its year is shown by its days.
impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Null => Ok(()),
            Cell::Text(text) => f.write_str(text),
            Cell::Int(number) => write!(f, "{number}"),
            Cell::Bool(truth) => write!(f, "{truth}"),
            Cell::Date(days) => match date_of_days(*days).filter(|_| DAYS.contains(days)) {
                Some(date) => write!(f, "{date}"),
                // No table can hold it, but damaged files and queries may.
                None => write!(f, "{days} days from 1970-01-01"),
            },
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cell::Text(text)
    }
}

/// An optional text; the empty one is absent, as the published data has no empty strings.
impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Cell::Null, Cell::Text)
    }
}

impl From<i32> for Cell<'_> {
    fn from(number: i32) -> Self {
        Cell::Int(number.into())
    }
}

impl From<Option<i32>> for Cell<'_> {
    fn from(number: Option<i32>) -> Self {
        number.map_or(Cell::Null, Cell::from)
    }
}

impl From<Option<Date>> for Cell<'_> {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Cell::Null, |date| Cell::Date(days_since_1970(date)))
    }
}

/// Whether no byte is one that a format has to write in another way. All bytes are looked at without a branch, many at a
/// time, since hardly any text holds such a byte.
pub(crate) fn none_is(bytes: &[u8], special: impl Fn(u8) -> bool) -> bool {
    !bytes.iter().fold(false, |found, &byte| found | special(byte))
}

/// Whether JSON writes the text of these bytes as it is between its quotes (RFC 8259, section 7).
fn is_plain_json(bytes: &[u8]) -> bool {
    none_is(bytes, |byte| (byte < b' ') | (byte == b'"') | (byte == b'\\'))
}

fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let one_form = text == "0" || digits.first().is_some_and(|digit| (b'1'..=b'9').contains(digit));
    if one_form { text.parse().ok() } else { None }
}

fn days(text: &str) -> Option<i32> {
    let days = days_since_1970(text.parse().ok()?);
    // Dates have more forms than the one that is published.
    (Cell::Date(days).to_string() == text).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_and_dates_have_one_form() {
        let numbers = ["0", "-1", "2147483647", "-2147483648"];
        assert_eq!(
            numbers.map(|text| Cell::parse(ColumnKind::Int32, text)),
            [0, -1, i32::MAX, i32::MIN].map(|number| Some(Cell::from(number)))
        );
        for text in ["", "-", "+1", "01", "-0", "-01", "00", " 1", "1 ", "1.0", "1e3", "2147483648", "１"] {
            assert_eq!(Cell::parse(ColumnKind::Int32, text), None, "{text}");
        }
        for (days, text) in [
            (0, "1970-01-01"),
            (15_490, "2012-05-30"),
            (-1, "1969-12-31"),
            (-719_162, "0001-01-01"),
            (2_932_896, "9999-12-31"),
        ] {
            assert_eq!(Cell::parse(ColumnKind::Date, text), Some(Cell::Date(days)));
            assert_eq!(Cell::Date(days).to_string(), text);
            assert_eq!(written(|out| Cell::Date(days).write_text(out)), text);
        }
        for text in [
            "",
            "2012-5-30",
            "2012-02-30",
            "0000-01-01",
            "0000-12-31",
            "2012-13-01",
            "+012-05-30",
            "2012-05-30T",
            "2012/05/30",
        ] {
            assert_eq!(Cell::parse(ColumnKind::Date, text), None, "{text}");
        }
    }

    #[test]
    fn a_date_that_no_table_can_hold_is_shown_by_its_days() {
        for days in [-719_163, 2_932_897, i32::MIN] {
            assert_eq!(Cell::Date(days).to_string(), format!("{days} days from 1970-01-01"));
        }
    }

    #[test]
    fn what_is_written_as_text_is_read_again() {
        let cells = [
            (ColumnKind::Text, Cell::Text("a \"b\"\n")),
            (ColumnKind::Int64, Cell::Int(i64::MIN)),
            (ColumnKind::Int32, Cell::Int(-7)),
            (ColumnKind::Bool, Cell::Bool(true)),
            (ColumnKind::Date, Cell::Date(-5)),
        ];
        for (kind, cell) in cells {
            assert_eq!(Cell::parse(kind, &cell.to_string()), Some(cell));
            assert_eq!(written(|out| cell.write_text(out)), cell.to_string());
        }
    }

    #[test]
    fn json_escapes_what_it_must() {
        let json = |cell: Cell<'_>| written(|out| cell.write_json(out));
        assert_eq!(json(Cell::Text("a\"\\\u{1}\n")), r#""a\"\\\u0001\n""#);
        assert_eq!(json(Cell::Text("建议")), "\"建议\"");
        assert_eq!(
            [Cell::Null, Cell::Int(-3), Cell::Bool(false), Cell::Date(0)].map(json),
            ["null", "-3", "false", "\"1970-01-01\""]
        );
    }

    #[test]
    fn sort_keys_compare_as_values_do() {
        let groups: [&[Cell<'_>]; 4] = [
            &[
                Cell::Null,
                Cell::Text(""),
                Cell::Text("\0"),
                Cell::Text("a"),
                Cell::Text("a\0"),
                Cell::Text("a\u{1}"),
                Cell::Text("ab"),
            ],
            &[Cell::Null, Cell::Int(i64::MIN), Cell::Int(-1), Cell::Int(0), Cell::Int(9), Cell::Int(10)],
            &[Cell::Null, Cell::Bool(false), Cell::Bool(true)],
            &[Cell::Null, Cell::Date(-1), Cell::Date(0), Cell::Date(1)],
        ];
        for group in groups {
            assert!(group.is_sorted());
            let keys = group.iter().map(|cell| {
                let mut out = Vec::new();
                cell.write_sort_key(&mut out);
                out
            });
            assert!(keys.collect::<Vec<_>>().is_sorted_by(|one, next| one < next), "{group:?}");
        }
    }

    #[test]
    fn an_empty_optional_text_is_absent() {
        assert_eq!([Some(""), None, Some("a")].map(Cell::from), [Cell::Null, Cell::Null, Cell::Text("a")]);
    }
}
