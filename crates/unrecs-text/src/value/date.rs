//! Calendar dates (ISO 8601) and the ranges that a session lasts.

pub use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// The day from which Arrow's Date32 counts.
const FIRST: Date = Date::constant(1970, 1, 1);

/// Days since 1970-01-01, which is what Arrow's Date32 holds.
pub fn days_since_1970(date: Date) -> i32 {
    let since = date.duration_since(FIRST);
    i32::try_from(since.as_hours() / 24).expect("years run from -9999 to 9999, which is under four million days")
}

/// The date so many days after 1970-01-01; none outside of the years from -9999 to 9999.
pub fn date_of_days(days: i32) -> Option<Date> {
    FIRST.checked_add(SignedDuration::from_hours(i64::from(days) * 24)).ok()
}

/// An instant as published: RFC 3339, UTC, to the second.
pub fn instant(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The first and the last day of a session, both included. `start` may lie after `end` where the document says so: order is
/// judged by validation, not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_count_days_from_1970() {
        assert_eq!(days_since_1970(Date::constant(1970, 1, 1)), 0);
        assert_eq!(days_since_1970(Date::constant(1969, 12, 31)), -1);
        assert_eq!(days_since_1970(Date::constant(2012, 5, 30)), 15_490);
        assert_eq!(days_since_1970(Date::MAX), 2_932_896);
    }

    #[test]
    fn days_are_dates_again() {
        for date in [FIRST, Date::MIN, Date::MAX, Date::constant(2012, 5, 30)] {
            assert_eq!(date_of_days(days_since_1970(date)), Some(date));
        }
        assert_eq!(date_of_days(i32::MAX), None);
    }
}
