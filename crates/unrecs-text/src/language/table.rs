//! How the tables of a language come out of their files: read once, kept as long as the program runs.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};

/// A value of a table, made from what its file says. A program reads the tables once, so that words are never freed: all that was
/// read of a text can point to them.
pub trait Kept: Sized {
    /// What the file says.
    type Read: DeserializeOwned;

    /// The value.
    fn keep(read: Self::Read) -> Self;
}

/// A word of a table.
pub type Word = &'static str;

/// Reads a field of a table.
pub fn kept<'de, D: Deserializer<'de>, T: Kept>(from: D) -> Result<T, D::Error> {
    T::Read::deserialize(from).map(T::keep)
}

impl Kept for Word {
    type Read = String;

    fn keep(read: String) -> Self {
        read.leak()
    }
}

impl<T: Kept> Kept for &'static [T] {
    type Read = Vec<T::Read>;

    fn keep(read: Self::Read) -> Self {
        read.into_iter().map(T::keep).collect::<Vec<T>>().leak()
    }
}

impl<A: Kept, B: Kept> Kept for (A, B) {
    type Read = (A::Read, B::Read);

    fn keep((first, second): Self::Read) -> Self {
        (A::keep(first), B::keep(second))
    }
}

impl<T: Kept> Kept for [T; 2]
where
    [T::Read; 2]: DeserializeOwned,
{
    type Read = [T::Read; 2];

    fn keep(read: Self::Read) -> Self {
        read.map(T::keep)
    }
}

impl<T: Kept> Kept for Option<T> {
    type Read = Option<T::Read>;

    fn keep(read: Self::Read) -> Self {
        read.map(T::keep)
    }
}

/// Values that are kept as they are read.
macro_rules! as_read {
    ($($name:ty),* $(,)?) => {
        $(impl $crate::language::table::Kept for $name {
            type Read = Self;

            fn keep(read: Self) -> Self {
                read
            }
        })*
    };
}
as_read!(bool, char, u32, usize);

/// Defines a table: a field is named in its file as it is here; what a file leaves out is empty.
macro_rules! table {
    ($(#[$about:meta])* pub struct $name:ident { $($(#[$say:meta])* pub $field:ident: $kind:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug, Default, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $($(#[$say])* #[serde(deserialize_with = "crate::language::table::kept")] pub $field: $kind,)*
        }

        $crate::language::table::as_read!($name);
    };
}

pub(super) use {as_read, table};
