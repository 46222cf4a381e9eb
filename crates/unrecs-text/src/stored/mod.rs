//! What was read as bytes, for the cache alone: no published form, and of no use to another build of the program.
//!
//! Whole numbers take as many bytes as they need, seven bits a byte and the lowest first; a text or a list follows its length, the
//! value of an enumeration is its place in it, and what belongs to the registry is its place there. Types say their own form in one
//! line with `stored!`, beside their fields, and a field or a value that is left out there does not compile.

mod values;

use crate::registry::Registry;

/// A value that can be written to bytes and made from them again.
pub(crate) trait Stored<'r>: Sized {
    /// Writes it.
    fn put(&self, to: &mut Writer<'_>);

    /// Reads it; none where the bytes are of another form.
    fn get(from: &mut Reader<'_, 'r>) -> Option<Self>;
}

/// Bytes that are written, and what they may point into.
pub struct Writer<'a> {
    #[allow(missing_docs)]
    pub bytes: Vec<u8>,
    #[allow(missing_docs)]
    pub registry: &'a Registry,
}

/// Bytes that are still to be read, and what they may point into.
pub(crate) struct Reader<'a, 'r> {
    pub bytes: &'a [u8],
    pub registry: &'r Registry,
    /// The text of the document, which every span must fit.
    pub text: &'a str,
}

impl Writer<'_> {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn length(&mut self, length: usize) {
        self.number(length as u64);
    }
}

impl<'a> Reader<'a, '_> {
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(byte)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// How many things follow. Each takes a byte at least, so that a wrong number reserves no memory.
    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|&length| length <= self.bytes.len())
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.length()?;
        let (text, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }
}

/// The stored form of a structure, which is that of its fields in this order, or of an enumeration without fields.
macro_rules! stored {
    ($kind:ty { $($field:ident),+ $(,)? }) => {
        impl<'r> $crate::stored::Stored<'r> for $kind {
            fn put(&self, to: &mut $crate::stored::Writer<'_>) {
                let Self { $($field),+ } = self;
                $($crate::stored::Stored::put($field, to);)+
            }

            fn get(from: &mut $crate::stored::Reader<'_, 'r>) -> Option<Self> {
                Some(Self { $($field: $crate::stored::Stored::get(from)?),+ })
            }
        }
    };
    ($kind:ty: $($value:ident),+ $(,)?) => {
        impl<'r> $crate::stored::Stored<'r> for $kind {
            fn put(&self, to: &mut $crate::stored::Writer<'_>) {
                to.bytes.push(match self { $(Self::$value => Self::$value as u8),+ });
            }

            fn get(from: &mut $crate::stored::Reader<'_, 'r>) -> Option<Self> {
                let byte = from.byte()?;
                [$(Self::$value),+].into_iter().find(|&value| value as u8 == byte)
            }
        }
    };
}

pub(crate) use stored;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    use super::*;
    use crate::finding::Span;
    use crate::value::{Date, DateRange, Symbol};

    fn comes_back<T: for<'r> Stored<'r> + PartialEq + Debug>(value: T) {
        let registry = Registry::from_texts(&[("bodies.toml", "bodies = []")]).unwrap();
        let mut writer = Writer { bytes: Vec::new(), registry: &registry };
        value.put(&mut writer);
        let read = |bytes: &[u8]| {
            let mut reader = Reader { bytes, registry: &registry, text: "四个字x" };
            (T::get(&mut reader), reader.bytes.len())
        };
        assert_eq!(read(&writer.bytes), (Some(value), 0));
        for end in 0..writer.bytes.len() {
            assert_eq!(read(&writer.bytes[..end]).0, None, "{:?} cut at {end}", writer.bytes);
        }
    }

    #[test]
    fn what_is_written_comes_back_and_a_part_of_it_is_nothing() {
        [0, 1, 0x7F, 0x80, 0x3FFF, 0x4000, u32::MAX].into_iter().for_each(comes_back);
        [0, usize::MAX, 1 << 63].into_iter().for_each(comes_back);
        [i64::MIN, -1, 0, i64::MAX].into_iter().for_each(comes_back);
        [i32::MIN, -1, 0, i32::MAX].into_iter().for_each(comes_back);
        comes_back((true, false));
        comes_back(vec![Some("字".to_owned()), None, Some(String::new())]);
        comes_back((Box::<str>::from("x"), (Box::new(3_u32), vec![1_u32, 300].into_boxed_slice())));
        comes_back(3_u32..500);
        comes_back(BTreeMap::from([(1_u32, 2_usize), (3, 4)]));
        comes_back(Span::new(3, 10));
        comes_back(DateRange { start: Date::constant(1969, 12, 31), end: Date::constant(2012, 5, 30) });
        comes_back("CTOC/COP/WG.7/2019/4".parse::<Symbol>().unwrap());
        comes_back(["zh", "states_parties", "other", "fr"].to_vec());
    }

    #[test]
    fn what_does_not_fit_is_nothing() {
        let registry = Registry::from_texts(&[("bodies.toml", "bodies = []")]).unwrap();
        fn read<'r, T: Stored<'r>>(bytes: &[u8], registry: &'r Registry) -> Option<T> {
            T::get(&mut Reader { bytes, registry, text: "四个字x" })
        }
        assert!(read::<Span>(&[1, 3], &registry).is_none(), "inside a character");
        assert!(read::<Span>(&[6, 3], &registry).is_none(), "backwards");
        assert!(read::<Span>(&[3, 11], &registry).is_none(), "behind the end");
        assert!(read::<bool>(&[2], &registry).is_none());
        assert!(read::<u32>(&[0xFF, 0xFF, 0xFF, 0xFF, 0x7F], &registry).is_none());
        assert!(read::<u64>(&[0xFF; 11], &registry).is_none());
        assert!(read::<Vec<u32>>(&[9, 1, 1], &registry).is_none());
        assert!(read::<String>(&[1, 0xFF], &registry).is_none());
        assert!(read::<Symbol>(&[1, b'a'], &registry).is_none());
        assert!(read::<&'static str>(&[0xFF, 0x7F], &registry).is_none());
        assert!(read::<&crate::registry::Body>(&[0], &registry).is_none());
    }
}
