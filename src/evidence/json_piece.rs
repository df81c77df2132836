//! JSON that is made here: keys keep the order in which they were put.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Piece>),
    /// An object.
    Map(Vec<(String, Piece)>),
}

/// An object from its entries.
pub(crate) fn map<const N: usize>(entries: [(&str, Piece); N]) -> Piece {
    let entries = entries.into_iter();
    Piece::Map(
        entries
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

impl Piece {
    /// The entries of an object; none of anything else.
    pub(crate) fn into_entries(self) -> Vec<(String, Self)> {
        match self {
            Self::Map(entries) => entries,
            Self::Null | Self::Flag(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => vec![],
        }
    }
}

impl Serialize for Piece {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl From<&str> for Piece {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Piece {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<T: Into<Piece>> From<Vec<T>> for Piece {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl FromIterator<Piece> for Piece {
    fn from_iter<I: IntoIterator<Item = Piece>>(items: I) -> Self {
        Self::List(items.into_iter().collect())
    }
}
