//! A row as a JSON object: a column a member, in the order of the schema, and none where there is nothing to say.

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

/// Where the cells of a row go, and what is wrong with it.
pub(super) struct RowTarget<'r> {
    pub columns: &'r mut Columns,
    pub noted: &'r mut Noted,
}

/// Takes the members of an object that are columns, in the order of the schema, and gives the key that stands behind them; none is the end
/// of the object and what does not follow is an error. For a column that is not there, `unsaid` appends what that means.
pub(super) fn cells<'de, A: MapAccess<'de>>(
    object: &mut A,
    RowTarget { columns, noted }: RowTarget<'_>,
    may_follow: impl Fn(&str) -> bool,
    mut unsaid: impl FnMut(&mut Columns, usize) -> Result<(), Wrong>,
) -> Result<Option<String>, A::Error> {
    let mut next = 0;
    loop {
        let key = object.next_key_seed(Key { columns, next })?;
        if let Some(Err(other)) = &key
            && !may_follow(other)
        {
            return Err(unexpected(other, "a column, in the order of the schema, or the end of the object", noted));
        }
        let end = if let Some(Ok(column)) = key { column } else { columns.len() };
        (next..end).try_for_each(|column| unsaid(columns, column)).map_err(|wrong| note(noted, wrong))?;
        match key {
            Some(Ok(column)) => object.next_value_seed(Value { columns, column, noted })?,
            Some(Err(other)) => return Ok(Some(other)),
            None => return Ok(None),
        }
        next = end + 1;
    }
}

/// The error that a key is not one of those that are expected.
pub(super) fn unexpected<E: Error>(key: &str, expected: &str, noted: &mut Noted) -> E {
    note(noted, Wrong::differ(format!("the key {}", shown(key)), expected))
}

/// Takes the next key of an object, which must be this one.
pub(super) fn key<'de, A: MapAccess<'de>>(object: &mut A, expected: &str, noted: &mut Noted) -> Result<(), A::Error> {
    let expecting = || format!("the key {}", shown(expected));
    match object.next_key::<String>()? {
        Some(found) if found == expected => Ok(()),
        Some(found) => Err(unexpected(&found, &expecting(), noted)),
        None => Err(note(noted, Wrong::differ("the end of the object", expecting()))),
    }
}

/// A key as the column that it is, or, where none of those that are still to come has this name, as it stands there.
struct Key<'c> {
    columns: &'c Columns,
    /// The column behind the last that the row has.
    next: usize,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let column = (self.next..self.columns.len()).find(|&column| self.columns.name(column) == key);
        Ok(column.ok_or_else(|| key.to_owned()))
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
