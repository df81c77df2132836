//! The declared evidence of a standard: fields with their types and ranges, and judgements.

use std::sync::Arc;

use crate::domain::types::{ChoiceList, Quantity};
use crate::domain::{Exact, Type};
use crate::evidence::Stored;
use crate::source::Span;

/// The position of a field in [`Schema::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u32);

/// The position of a judgement in [`Schema::judgements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JudgementId(pub u32);

/// All that evidence may hold.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Fields in the order of the rule file.
    pub fields: Vec<Field>,
    /// Judgements in the order of the rule file.
    pub judgements: Vec<JudgementField>,
    /// The lists behind `one of` and `kinds` fields.
    pub lists: Vec<ChoiceListDef>,
    /// The currency of all money, such as `CNY`.
    pub currency: Currency,
}

/// A currency by its three letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Currency(pub String);

impl Default for Currency {
    fn default() -> Self {
        Self("CNY".into())
    }
}

/// One field of evidence, or of a row of records.
#[derive(Debug, Clone)]
pub struct Field {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// What its absence means.
    pub presence: Presence,
    /// The official wording that it stands for.
    pub quote: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// What the absence of a value means.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// An evidence error.
    Required,
    /// Missing.
    Optional,
    /// This value instead.
    Default(Stored),
}

/// What a field holds. Ranges are inclusive and always known.
#[derive(Debug, Clone)]
pub enum FieldKind {
    /// A whole number, 0 or more.
    Count {
        /// Its unit, empty where none is declared.
        unit: Arc<str>,
        /// Lowest and highest value.
        range: (Exact, Exact),
    },
    /// A decimal.
    Number {
        /// Its unit, empty where none is declared.
        unit: Arc<str>,
        /// Lowest and highest value.
        range: (Exact, Exact),
        /// The most decimal places.
        places: u32,
    },
    /// A percentage, held as a ratio.
    Percent {
        /// Lowest and highest value, as ratios.
        range: (Exact, Exact),
        /// The most decimal places of the ratio.
        places: u32,
    },
    /// Money in the main unit of the currency.
    Money {
        /// Lowest and highest value.
        range: (Exact, Exact),
    },
    /// Yes or no.
    Flag,
    /// One of a list.
    Choice {
        /// The list.
        list: ChoiceList,
    },
    /// A set out of a list.
    Kinds {
        /// The list.
        list: ChoiceList,
        /// Whether kinds beyond the list are allowed.
        others: bool,
    },
    /// A day.
    Date,
    /// Text.
    Text,
    /// Rows, each with these fields; none of them holds rows again.
    Records {
        /// The fields of a row.
        fields: Vec<Field>,
    },
}

/// Places that money has.
pub const MONEY_PLACES: u32 = 2;

/// The list of a `one of` or `kinds` field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceListDef {
    /// The choices; where ordered, the highest comes first.
    pub choices: Vec<Choice>,
    /// Whether the choices can be compared.
    pub ordered: bool,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
}

/// A value that only an assessor can give.
#[derive(Debug, Clone)]
pub struct JudgementField {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// The least and most points that any evidence allows; the evidence at hand may allow less.
    pub range: (Exact, Exact),
    /// The official wording that it stands for.
    pub quote: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

impl FieldKind {
    /// The type of its values.
    pub fn ty(&self) -> Type {
        match self {
            Self::Count { unit, .. } => Type::Number(Quantity::Unit(unit.clone())),
            Self::Number { unit, .. } if unit.is_empty() => Type::Number(Quantity::Plain),
            Self::Number { unit, .. } => Type::Number(Quantity::Unit(unit.clone())),
            Self::Percent { .. } => Type::Number(Quantity::Percent),
            Self::Money { .. } => Type::Number(Quantity::Money),
            Self::Flag => Type::Flag,
            Self::Choice { list } => Type::Choice(*list),
            Self::Kinds { list, .. } => Type::Kinds(*list),
            Self::Date => Type::Date,
            Self::Text => Type::Text,
            Self::Records { .. } => Type::Records,
        }
    }

    /// The fields of a row; none where it holds no rows.
    pub fn columns(&self) -> &[Field] {
        match self {
            Self::Records { fields } => fields,
            Self::Count { .. }
            | Self::Number { .. }
            | Self::Percent { .. }
            | Self::Money { .. }
            | Self::Flag
            | Self::Choice { .. }
            | Self::Kinds { .. }
            | Self::Date
            | Self::Text => &[],
        }
    }

    /// The range and the most decimal places of a number; nothing for other kinds.
    pub fn bounds(&self) -> Option<(&Exact, &Exact, u32)> {
        match self {
            Self::Count { range, .. } => Some((&range.0, &range.1, 0)),
            Self::Number { range, places, .. } | Self::Percent { range, places } => {
                Some((&range.0, &range.1, *places))
            }
            Self::Money { range } => Some((&range.0, &range.1, MONEY_PLACES)),
            Self::Flag
            | Self::Choice { .. }
            | Self::Kinds { .. }
            | Self::Date
            | Self::Text
            | Self::Records { .. } => None,
        }
    }
}

impl Field {
    /// The label, or the id where there is none.
    pub fn title(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

impl Choice {
    /// The label, or the id where there is none.
    pub fn title(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

impl JudgementField {
    /// The label, or the id where there is none.
    pub fn title(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

impl Schema {
    /// The field of an id.
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.get(id.0 as usize)
    }

    /// The list of a choice.
    pub fn list(&self, list: ChoiceList) -> Option<&ChoiceListDef> {
        self.lists.get(list.0 as usize)
    }

    /// The choice at a position of a list.
    pub fn choice(&self, list: ChoiceList, position: u32) -> Option<&Choice> {
        self.list(list)?.choices.get(position as usize)
    }

    /// The field that an evidence file means by `key`: its id or its label.
    pub fn find_field(&self, key: &str) -> Option<FieldId> {
        position(
            &self.fields,
            |field| (&field.name, field.label.as_deref()),
            key,
        )
        .map(FieldId)
    }

    /// The judgement that an evidence file means by `key`: its id or its label.
    pub fn find_judgement(&self, key: &str) -> Option<JudgementId> {
        position(
            &self.judgements,
            |field| (&field.name, field.label.as_deref()),
            key,
        )
        .map(JudgementId)
    }
}

/// The one thing named or labelled `key`; a label that two share names neither.
pub(crate) fn position<'t, T>(
    things: &'t [T],
    names: impl Fn(&'t T) -> (&'t String, Option<&'t str>),
    key: &str,
) -> Option<u32> {
    let by_name = things.iter().position(|thing| names(thing).0 == key);
    let by_label = || {
        let mut labelled = things
            .iter()
            .enumerate()
            .filter(|(_, t)| names(t).1 == Some(key));
        labelled
            .next()
            .filter(|_| labelled.next().is_none())
            .map(|(at, _)| at)
    };
    by_name
        .or_else(by_label)
        .and_then(|at| u32::try_from(at).ok())
}
