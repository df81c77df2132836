//! Named numbers that an office may change: parameters and tables.

use crate::domain::{Date, Exact, Type, Value};
use crate::program::{BandRange, Origin};

/// A number with its dates.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// What it is.
    pub ty: Type,
    /// Its values with their first days, in the order of time; the first holds before all others.
    pub values: Vec<(Option<Date>, Exact)>,
    /// Where it stands.
    pub origin: Origin,
}

impl Parameter {
    /// The value on a day and its first day.
    pub fn on(&self, day: Option<Date>) -> Option<&(Option<Date>, Exact)> {
        let begun = |(from, _): &&(Option<Date>, Exact)| from.is_none_or(|from| day >= Some(from));
        self.values
            .iter()
            .rev()
            .find(begun)
            .or_else(|| self.values.first())
    }
}

/// A table of numbers over one to three keys.
#[derive(Debug, Clone)]
pub struct Table {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// Its keys.
    pub keys: Vec<Key>,
    /// What its values are.
    pub ty: Type,
    /// Its rows; no two hold the same values.
    pub rows: Vec<Row>,
    /// The value where no row holds; where there is none, some row always does.
    pub otherwise: Option<Exact>,
    /// Where it stands.
    pub origin: Origin,
}

/// A key of a table.
#[derive(Debug, Clone)]
pub struct Key {
    /// What people read.
    pub label: String,
    /// What it is.
    pub ty: Type,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// One for each key.
    pub cells: Vec<Cell>,
    /// The value.
    pub value: Exact,
    /// Where it stands.
    pub origin: Origin,
}

/// Which values of a key a row holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// All.
    Any,
    /// Yes or no.
    Flag(bool),
    /// Positions of choices.
    Choices(Vec<u32>),
    /// A range of numbers.
    Range(BandRange),
}

impl Cell {
    /// Whether it holds a value that is there.
    pub fn holds(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Self::Any, _) => true,
            (Self::Flag(flag), Value::Flag(own)) => flag == own,
            (Self::Choices(choices), Value::Choice(own)) => choices.contains(own),
            (Self::Range(range), own) => own.as_number().is_some_and(|own| range.holds(&own)),
            (Self::Flag(_) | Self::Choices(_), _) => false,
        }
    }
}
