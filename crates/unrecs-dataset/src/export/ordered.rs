//! A JSON value whose objects keep the order in which their members were given.

use serde::ser::{Serialize, Serializer};
use serde_json::Value;

/// A JSON value. [`Value`] sorts the members of an object or not, as the features of its crate have it; this one never does.
pub(crate) enum Ordered {
    /// Null, a truth value, a number or a text.
    Scalar(Value),
    /// An array.
    List(Vec<Ordered>),
    /// An object.
    Object(Vec<(&'static str, Ordered)>),
}

impl<T: Into<Value>> From<T> for Ordered {
    fn from(scalar: T) -> Self {
        Self::Scalar(scalar.into())
    }
}

impl Ordered {
    /// An array of texts.
    pub(crate) fn texts(texts: impl IntoIterator<Item = impl Into<Value>>) -> Self {
        Self::List(texts.into_iter().map(Self::from).collect())
    }

    /// The value as a file: indented by two spaces, with a line break at the end.
    pub(crate) fn to_file(&self) -> Vec<u8> {
        super::pretty_json(self)
    }
}

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Scalar(value) => value.serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(members) => serializer.collect_map(members.iter().map(|(key, value)| (key, value))),
        }
    }
}
