//! A JSON value whose objects keep the order in which their members were given.

use std::borrow::Cow;

use serde::ser::{Serialize, Serializer};
use serde_json::Value;

/// A JSON value. [`Value`] sorts the members of an object or not, as the features of its crate have it; this one never does.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ordered {
    /// Null, a truth value, a number or a text.
    Scalar(Value),
    /// An array.
    List(Vec<Ordered>),
    /// An object.
    Object(Members),
}

/// A member of an object by its name.
pub(crate) type Member = (Cow<'static, str>, Ordered);

/// The members of an object.
pub(crate) type Members = Vec<Member>;

/// Makes an object, as `json!` does: `"name": value` is a member whatever the value is, `"name"?: value` is one only where something
/// is known, and `..object` stands for the members of another object. A name that is computed stands in parentheses.
macro_rules! object {
    (@to $members:ident) => {};
    (@to $members:ident ..$object:expr $(, $($rest:tt)*)?) => {
        $members.extend($crate::export::ordered::Ordered::from($object).into_members());
        $crate::export::ordered::object!(@to $members $($($rest)*)?);
    };
    (@to $members:ident $name:tt: $value:expr $(, $($rest:tt)*)?) => {
        $members.extend([$crate::export::ordered::member($name, $value)]);
        $crate::export::ordered::object!(@to $members $($($rest)*)?);
    };
    (@to $members:ident $name:tt?: $value:expr $(, $($rest:tt)*)?) => {
        let member = $crate::export::ordered::member($name, $value);
        $members.extend(Some(member).filter(|(_, value)| value.is_known()));
        $crate::export::ordered::object!(@to $members $($($rest)*)?);
    };
    ($($rest:tt)*) => {{
        let mut members = $crate::export::ordered::Members::new();
        $crate::export::ordered::object!(@to members $($rest)*);
        $crate::export::ordered::Ordered::Object(members)
    }};
}

pub(crate) use object;

/// A member of this name.
pub(crate) fn member(name: impl Into<Cow<'static, str>>, value: impl Into<Ordered>) -> Member {
    (name.into(), value.into())
}

impl Ordered {
    /// An array.
    pub(crate) fn list(items: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// One value as itself and several as an array, as JSON-LD has it in its compact form.
    pub(crate) fn compact(items: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        let mut items: Vec<Self> = items.into_iter().map(Into::into).collect();
        if items.len() == 1 { items.remove(0) } else { Self::List(items) }
    }

    /// An object with these members.
    pub(crate) fn object(members: impl IntoIterator<Item = (impl Into<Cow<'static, str>>, impl Into<Self>)>) -> Self {
        Self::Object(members.into_iter().map(|(name, value)| member(name, value)).collect())
    }

    /// Whether it is neither null, an empty array nor an empty object.
    pub(crate) fn is_known(&self) -> bool {
        match self {
            Self::Scalar(value) => !value.is_null(),
            Self::List(items) => !items.is_empty(),
            Self::Object(members) => !members.is_empty(),
        }
    }

    /// The members, of which only an object has any.
    pub(crate) fn into_members(self) -> Members {
        if let Self::Object(members) = self { members } else { Members::new() }
    }

    /// The value as a file: indented by two spaces, with a line break at the end.
    pub(crate) fn to_file(&self) -> Vec<u8> {
        super::pretty_json(self)
    }
}

/// What is not there is null.
impl<T: Into<Ordered>> From<Option<T>> for Ordered {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Scalar(Value::Null), Into::into)
    }
}

impl From<&String> for Ordered {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

macro_rules! scalars {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Ordered {
            fn from(value: $kind) -> Self {
                Self::Scalar(value.into())
            }
        })*
    };
}

scalars!(bool, f64, i32, i64, u32, u64, usize, &str, String);

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Scalar(value) => value.serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(members) => serializer.collect_map(members.iter().map(|(name, value)| (name, value))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &Ordered) -> String {
        serde_json::to_string(value).unwrap()
    }

    #[test]
    fn members_stand_as_given_and_what_is_not_known_only_where_it_is_asked_for() {
        let none: Option<&str> = None;
        let inner = object! { "z": 1, "a"?: none };
        let value = object! {
            "b": none, "a"?: none, "d"?: Ordered::list([""; 0]), "c"?: object! { "e"?: none }, "f"?: false, "g"?: "",
            ..inner,
            (format!("{}:zh", "h")): Ordered::list([1, 2]),
        };
        assert_eq!(written(&value), r#"{"b":null,"f":false,"g":"","z":1,"h:zh":[1,2]}"#);
    }

    #[test]
    fn one_value_is_no_list() {
        let [one, two, none] = [vec![1], vec![1, 2], vec![]].map(|items| written(&Ordered::compact(items)));
        assert_eq!((one.as_str(), two.as_str(), none.as_str()), ("1", "[1,2]", "[]"));
    }
}
