//! A row as a JSON object: every column as a member, in the order of the schema.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::columns::Columns;
use super::{Wrong, shown};
use crate::tables::Cell;

/// What was wrong with a row, beside the error that the library made of it.
pub(super) type Noted = Option<Wrong>;

/// Notes what is wrong, and gives the error that ends the reading.
pub(super) fn note<E: Error>(noted: &mut Noted, wrong: Wrong) -> E {
    let error = E::custom(&wrong.problem);
    *noted = Some(wrong);
    error
}

/// What was noted, else what the library says, without the place, which is not that of the file.
pub(super) fn wrong_of(noted: Noted, error: &serde_json::Error) -> Wrong {
    noted.unwrap_or_else(|| {
        let message = error.to_string();
        Wrong::new(message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message))
    })
}

/// Takes the members of an object that are the columns.
pub(super) fn cells<'de, A: MapAccess<'de>>(
    object: &mut A,
    columns: &mut Columns,
    noted: &mut Noted,
) -> Result<(), A::Error> {
    for column in 0..columns.len() {
        key(object, Some(columns.name(column)), noted)?;
        object.next_value_seed(Value { columns, column, noted })?;
    }
    Ok(())
}

/// Takes the next key of an object, which must be this one; none is the end of the object.
pub(super) fn key<'de, A: MapAccess<'de>>(
    object: &mut A,
    expected: Option<&str>,
    noted: &mut Noted,
) -> Result<(), A::Error> {
    let name = |name: Option<&str>| {
        name.map_or_else(|| "the end of the object".to_owned(), |name| format!("the key {}", shown(name)))
    };
    match (object.next_key_seed(Key(expected.unwrap_or_default()))?, expected) {
        (Some(None), Some(_)) | (None, None) => Ok(()),
        (Some(Some(found)), _) => Err(note(noted, Wrong::differ(name(Some(&found)), name(expected)))),
        (Some(None), None) => Err(note(noted, Wrong::differ(name(Some("")), name(None)))),
        (None, Some(_)) => Err(note(noted, Wrong::differ(name(None), name(expected)))),
    }
}

/// The key that is expected; another is given back.
struct Key<'k>(&'k str);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok((key != self.0).then(|| key.to_owned()))
    }
}

/// Reads the value of a column.
struct Value<'c> {
    columns: &'c mut Columns,
    column: usize,
    noted: &'c mut Noted,
}

impl Value<'_> {
    fn done<E: Error>(self, appended: Result<(), Wrong>) -> Result<(), E> {
        appended.map_err(|wrong| note(self.noted, wrong))
    }

    fn wrong<E: Error>(self, found: &str) -> Result<(), E> {
        let wrong = self.columns.wrong(self.column, found);
        self.done(Err(wrong))
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value of a column")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        let appended = self.columns.json(self.column, Cell::Null);
        self.done(appended)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<(), E> {
        let appended = self.columns.json(self.column, Cell::Bool(truth));
        self.done(appended)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        let appended = self.columns.json(self.column, Cell::Int(number));
        self.done(appended)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        match i64::try_from(number) {
            Ok(number) => self.visit_i64(number),
            Err(_) => self.wrong(&number.to_string()),
        }
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.wrong(&format!("{number:?}"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let appended = self.columns.json(self.column, Cell::Text(text));
        self.done(appended)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        self.wrong("a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        self.wrong("an object")
    }
}
