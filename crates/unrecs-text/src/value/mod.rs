//! Small values with a grammar of their own: each reads strictly from text and prints back what it read.

pub mod date;
pub mod digest;
pub mod letter;
pub mod numeral;
pub mod punctuation;
pub mod symbol;
pub mod visible;

pub use date::{Date, DateRange, date_of_days, days_since_1970, instant};
pub use digest::Digest;
pub use letter::Letter;
pub use numeral::{Numeral, NumeralStyle};
pub use symbol::Symbol;
pub use visible::{is_deceptive, is_invisible, visible};

/// Defines an enumeration with its published codes.
#[macro_export]
macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$say:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
        pub enum $name { $($(#[$say])* #[serde(rename = $code)] $variant,)* }

        impl $name {
            /// Every value, in the order of the published codes.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The published code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
}

pub(crate) use codes;

/// `1 row`, `2 rows`.
pub fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// Whether a text is nothing but ASCII digits, as many as one of these numbers.
pub(crate) fn is_digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
