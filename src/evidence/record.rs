//! One subject's evidence, read and checked against the schema.

use crate::domain::{Date, Exact, KindSet, Value};
use crate::evidence::schema::{FieldId, JudgementId};
use crate::source::Span;

/// A value as a record keeps it.
#[derive(Debug, Clone, PartialEq)]
pub enum Stored {
    /// Not given.
    Missing,
    /// Yes or no.
    Flag(bool),
    /// A number; percentages are ratios, money is in its main unit.
    Number(Exact),
    /// The position of a choice in its list.
    Choice(u32),
    /// A set of kinds.
    Kinds(KindSet),
    /// A day.
    Date(Date),
    /// Text.
    Text(String),
    /// Rows; each holds its fields in the declared order.
    Rows(Vec<Vec<Stored>>),
}

/// Everything known of one subject.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Who is assessed, as it was written.
    pub subject: String,
    /// The day of which the assessment speaks.
    pub assessment_date: Option<Date>,
    /// The values in the order of the schema's fields, all of them.
    pub values: Vec<Stored>,
    /// Where each value was read, in the same order.
    pub places: Vec<Option<Place>>,
    /// The judgements in the order of the schema's.
    pub judgements: Vec<Option<Judgement>>,
    /// What the evidence says of where each fact comes from, in the order of the fields.
    pub sources: Vec<Option<String>>,
    /// `sha256:` and the hash of the bytes that were read.
    pub hash: String,
}

/// Where a value stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The bytes.
    pub span: Span,
    /// The line, from 1.
    pub line: u32,
}

/// Points that an assessor gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// How many.
    pub points: Exact,
    /// Why; never empty.
    pub reason: String,
    /// Who gave them; never empty.
    pub by: String,
    /// Where they were read.
    pub place: Place,
}

impl Stored {
    /// The value as the operators see it; rows have none.
    pub fn value(&self) -> Value<'_> {
        match self {
            Self::Missing | Self::Rows(_) => Value::Missing,
            Self::Flag(flag) => Value::Flag(*flag),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Choice(position) => Value::Choice(*position),
            Self::Kinds(kinds) => Value::Kinds(kinds),
            Self::Date(date) => Value::Date(*date),
            Self::Text(text) => Value::Text(text),
        }
    }

    /// The truth, where it is one.
    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Missing
            | Self::Number(_)
            | Self::Choice(_)
            | Self::Kinds(_)
            | Self::Date(_)
            | Self::Text(_)
            | Self::Rows(_) => None,
        }
    }

    /// The number, where it is one.
    pub fn as_number(&self) -> Option<&Exact> {
        match self {
            Self::Number(number) => Some(number),
            Self::Missing
            | Self::Flag(_)
            | Self::Choice(_)
            | Self::Kinds(_)
            | Self::Date(_)
            | Self::Text(_)
            | Self::Rows(_) => None,
        }
    }

    /// Whether it is not given.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

impl Record {
    /// The value of a field.
    pub fn stored(&self, id: FieldId) -> &Stored {
        self.values.get(id.0 as usize).unwrap_or(&Stored::Missing)
    }

    /// A judgement, where the assessor gave one.
    pub fn judgement(&self, id: JudgementId) -> Option<&Judgement> {
        self.judgements.get(id.0 as usize).and_then(Option::as_ref)
    }
}
