//! Small values with a grammar of their own: each reads strictly from text and prints back what it read.

mod counted;
pub mod date;
pub mod digest;
pub mod letter;
pub mod numeral;
pub mod symbol;

pub use counted::counted;
pub use date::{Date, DateRange, date_of_days, days_since_1970, instant};
pub use digest::Digest;
pub use letter::Letter;
pub use numeral::{Numeral, NumeralStyle};
pub use symbol::Symbol;
