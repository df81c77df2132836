//! Values while a record is scored. A missing value is a value.

use super::date::Date;
use super::exact::Exact;

/// A value; sets and texts are borrowed from the record or the program.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'r> {
    /// Not given, or without a value, such as a quotient by 0.
    Missing,
    /// Yes or no.
    Flag(bool),
    /// A quantity; its unit is known to the checker.
    Number(Exact),
    /// The position of a choice in its list; 0 is the highest of an ordered list.
    Choice(u32),
    /// A set of kinds.
    Kinds(&'r KindSet),
    /// A day.
    Date(Date),
    /// Text.
    Text(&'r str),
}

/// The kinds that are present, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KindSet {
    /// Positions in the declared list, in the order given, each once.
    pub known: Vec<u32>,
    /// Kinds beyond the list, where the field allows others, each once.
    pub others: Vec<String>,
    /// What was given more than once, as it was written; it counts once.
    pub duplicates: Vec<String>,
}

impl KindSet {
    /// How many different kinds are present.
    pub fn len(&self) -> usize {
        self.known.len() + self.others.len()
    }

    /// Whether none is present.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the declared kind at `position` is present.
    pub fn has(&self, position: u32) -> bool {
        self.known.contains(&position)
    }
}

impl Value<'_> {
    /// Whether it is missing.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// The truth of a condition; nothing where it is missing.
    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Missing
            | Self::Number(_)
            | Self::Choice(_)
            | Self::Kinds(_)
            | Self::Date(_)
            | Self::Text(_) => None,
        }
    }

    /// The number; a set counts its kinds.
    pub fn as_number(&self) -> Option<Exact> {
        match self {
            Self::Number(number) => Some(number.clone()),
            Self::Kinds(kinds) => Some(kinds.len().into()),
            Self::Missing | Self::Flag(_) | Self::Choice(_) | Self::Date(_) | Self::Text(_) => None,
        }
    }
}
