//! Small values with a grammar of their own: each reads strictly from text and prints back what it read.

pub mod date;
pub mod digest;
pub mod letter;
pub mod numeral;
pub mod symbol;
pub mod visible;

pub use date::{Date, DateRange, date_of_days, days_since_1970, instant};
pub use digest::Digest;
pub use letter::Letter;
pub use numeral::{Numeral, NumeralStyle};
pub use symbol::Symbol;
pub use visible::{is_invisible, visible};

/// Defines an enumeration with its published codes.
#[macro_export]
macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$say:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$say])* $variant,)* }

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

/// Whether a character is none to be read, and could deceive somebody who reads the text around it: a control character, which a
/// terminal may obey, or one that changes the direction of the text behind it or breaks its line. Marks of direction that only a
/// single place has (U+200E, U+200F, U+061C) are part of good text.
pub fn is_deceptive(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// `1 row`, `2 rows`.
pub fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// Whether a text is nothing but ASCII digits, as many as one of these numbers.
pub(crate) fn is_digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
