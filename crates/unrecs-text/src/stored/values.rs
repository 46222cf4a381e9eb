//! The stored forms of numbers, texts, lists, and of what the stages speak of.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Reader, Stored, Writer, stored};
use crate::finding::Span;
use crate::language::{LANGUAGE_NAMES, LANGUAGES, Reason, Unit, addressee};
use crate::registry::{Body, Instrument};
use crate::value::{Date, DateRange, Symbol, date_of_days, days_since_1970};

/// Numbers of every kind, as 64 bits; what does not fit is of another form.
macro_rules! numbers {
    ($($kind:ty as $wide:ty),+) => {$(
        impl<'r> Stored<'r> for $kind {
            fn put(&self, to: &mut Writer<'_>) {
                to.number(*self as $wide as u64);
            }

            fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
                Self::try_from(from.number()? as $wide).ok()
            }
        }
    )+};
}

numbers!(u32 as u64, u64 as u64, usize as u64, i32 as i64, i64 as i64);

impl<'r> Stored<'r> for bool {
    fn put(&self, to: &mut Writer<'_>) {
        to.bytes.push(u8::from(*self));
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<'r, T: Stored<'r>> Stored<'r> for Option<T> {
    fn put(&self, to: &mut Writer<'_>) {
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        if bool::get(from)? { T::get(from).map(Some) } else { Some(None) }
    }
}

impl<'r, T: Stored<'r>> Stored<'r> for Vec<T> {
    fn put(&self, to: &mut Writer<'_>) {
        to.length(self.len());
        self.iter().for_each(|value| value.put(to));
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        let length = from.length()?;
        let mut values = Vec::with_capacity(length);
        for _ in 0..length {
            values.push(T::get(from)?);
        }
        Some(values)
    }
}

impl<'r, T: Stored<'r>> Stored<'r> for Box<[T]> {
    fn put(&self, to: &mut Writer<'_>) {
        to.length(self.len());
        self.iter().for_each(|value| value.put(to));
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        Vec::get(from).map(Vec::into_boxed_slice)
    }
}

impl<'r, K: Stored<'r> + Ord, V: Stored<'r>> Stored<'r> for BTreeMap<K, V> {
    fn put(&self, to: &mut Writer<'_>) {
        to.length(self.len());
        for (key, value) in self {
            key.put(to);
            value.put(to);
        }
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        Some(Vec::<(K, V)>::get(from)?.into_iter().collect())
    }
}

impl<'r, T: Stored<'r>> Stored<'r> for Box<T> {
    fn put(&self, to: &mut Writer<'_>) {
        self.as_ref().put(to);
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        T::get(from).map(Box::new)
    }
}

impl<'r, A: Stored<'r>, B: Stored<'r>> Stored<'r> for (A, B) {
    fn put(&self, to: &mut Writer<'_>) {
        self.0.put(to);
        self.1.put(to);
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        Some((A::get(from)?, B::get(from)?))
    }
}

impl<'r, T: Stored<'r>> Stored<'r> for Range<T> {
    fn put(&self, to: &mut Writer<'_>) {
        self.start.put(to);
        self.end.put(to);
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        Some(T::get(from)?..T::get(from)?)
    }
}

/// Texts of both kinds.
macro_rules! texts {
    ($($kind:ty),+) => {$(
        impl<'r> Stored<'r> for $kind {
            fn put(&self, to: &mut Writer<'_>) {
                to.length(self.len());
                to.bytes.extend_from_slice(self.as_bytes());
            }

            fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
                from.text().map(Self::from)
            }
        }
    )+};
}

texts!(String, Box<str>);

/// Every code that values of the stages have from the tables of languages.
static CODES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let tags = LANGUAGES.iter().map(|language| language.tag).chain(LANGUAGE_NAMES.iter().map(|(_, tag)| *tag));
    let actors = LANGUAGES.iter().flat_map(|language| language.norms.actors).flat_map(|actor| actor.codes).copied();
    let mut codes: Vec<_> = tags.chain(actors).chain([addressee::OTHER]).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
});

impl<'r> Stored<'r> for &'static str {
    fn put(&self, to: &mut Writer<'_>) {
        // A code of no table is not read back, so that its document is read each time.
        to.length(CODES.binary_search(self).unwrap_or(usize::MAX));
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        CODES.get(usize::get(from)?).copied()
    }
}

impl<'r> Stored<'r> for Span {
    fn put(&self, to: &mut Writer<'_>) {
        self.range().put(to);
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        let Range { start, end } = Range::<usize>::get(from)?;
        from.text.get(start..end).map(|_| Span::new(start, end))
    }
}

impl<'r> Stored<'r> for Date {
    fn put(&self, to: &mut Writer<'_>) {
        days_since_1970(*self).put(to);
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        date_of_days(i32::get(from)?)
    }
}

impl<'r> Stored<'r> for Symbol {
    fn put(&self, to: &mut Writer<'_>) {
        self.as_str().to_owned().put(to);
    }

    fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
        from.text()?.parse().ok()
    }
}

/// Facts of the registry, by their places in it.
macro_rules! facts {
    ($($kind:ty, $all:ident);+) => {$(
        impl<'r> Stored<'r> for &'r $kind {
            fn put(&self, to: &mut Writer<'_>) {
                let place = to.registry.$all().iter().position(|one| std::ptr::eq(one, *self));
                // A fact of another registry is not read back.
                to.length(place.unwrap_or(usize::MAX));
            }

            fn get(from: &mut Reader<'_, 'r>) -> Option<Self> {
                let place = usize::get(from)?;
                from.registry.$all().get(place)
            }
        }
    )+};
}

facts!(Body, bodies; Instrument, instruments);

stored!(DateRange { start, end });
stored!(Unit: Annex, Part, Chapter, Section, Article, Rule, Paragraph, Point, Subpoint);
stored!(Reason: Publication, Process, Title, Heading, Meeting, Volume, Serial, Ordinal, Body, Document, OwnText, Number);
