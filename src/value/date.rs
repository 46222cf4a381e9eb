//! Calendar dates (ISO 8601) and the ranges that a session lasts.

pub use jiff::civil::Date;

/// The first and the last day of a session, both included. `start` may lie after `end` where the document says so: order is
/// judged by validation, not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}
