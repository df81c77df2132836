//! Expressions of a checked program, in an arena: an operand's id is always lower than its user's.

use crate::domain::Rounding;
use crate::domain::date::DateUnit;
use crate::domain::meaning::Comparison;
use crate::evidence::{FieldId, Stored};
use crate::program::{ConditionsId, DefinitionId, IndicatorId, ParameterId, SectionId, TableId};

/// The position of an expression in its program's arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExprId(pub u32);

/// A typed expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A constant.
    Constant(Stored),
    /// A field of the record.
    Field(FieldId),
    /// A field of the row at hand.
    RowField(u32),
    /// A definition.
    Definition(DefinitionId),
    /// A parameter, as it is on the day of the assessment.
    Parameter(ParameterId),
    /// Whether conditions are met.
    Met(ConditionsId),
    /// The day of which the assessment speaks.
    AssessmentDate,
    /// All hold.
    And(Vec<ExprId>),
    /// One holds.
    Or(Vec<ExprId>),
    /// It does not hold.
    Not(ExprId),
    /// A comparison.
    Compare(Comparison, ExprId, ExprId),
    /// The value is among these constants.
    In(ExprId, Vec<Stored>),
    /// A set holds a kind.
    Has(ExprId, Kind),
    /// A text starts with another.
    StartsWith(ExprId, String),
    /// The value is given.
    IsGiven(ExprId),
    /// How many kinds a set holds.
    Size(ExprId),
    /// Sums and differences from left to right.
    Sum(ExprId, Vec<(Sign, ExprId)>),
    /// Products and quotients from left to right.
    Product(ExprId, Vec<(Power, ExprId)>),
    /// A function of one number.
    Function(Function, ExprId),
    /// The lowest of several.
    Lowest(Vec<ExprId>),
    /// The highest of several.
    Highest(Vec<ExprId>),
    /// The second where the first is missing.
    Otherwise(ExprId, ExprId),
    /// The second where the first holds, else the third.
    If(ExprId, ExprId, ExprId),
    /// Whole units between two days.
    Dates(DateUnit, ExprId, ExprId),
    /// A day moved by a number of units.
    Moved(DateUnit, ExprId, ExprId),
    /// Working days after the first day up to and with the second.
    Workdays(ExprId, ExprId),
    /// A day moved by a number of working days.
    MovedWorkdays(ExprId, ExprId),
    /// The growth from the first to the second, as a share of the first.
    Growth(ExprId, ExprId),
    /// The mean of several.
    Mean(Vec<ExprId>),
    /// A whole power.
    WholePower(ExprId, u32),
    /// A function whose value does not end, rounded.
    Inexact(Inexact, Vec<ExprId>, Rounding),
    /// The value of a table.
    Lookup(TableId, Vec<ExprId>),
    /// Something made of rows.
    Rows(Rows),
    /// The score of a part.
    ScoreOf(Part),
    /// The score of a part as a share of its full mark.
    ShareOf(Part),
}

/// A kind that a set may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One of the list.
    Known(u32),
    /// One beyond it.
    Other(String),
}

/// Whether an operand is added or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
}

/// Whether an operand multiplies or divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// `*`
    Times,
    /// `/`
    Over,
}

/// A function of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `-x`
    Negative,
    /// `abs(x)`
    Absolute,
    /// `floor(x)`
    Floor,
    /// `ceil(x)`
    Ceil,
    /// `x rounded to N places`
    Rounded(Rounding),
}

/// A function whose value is a decimal without end; it is rounded correctly to what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inexact {
    /// `sqrt(x)`
    SquareRoot,
    /// `ln(x)`
    Logarithm,
    /// `exp(x)`
    Exponential,
    /// `power(x, y)`
    Power,
}

/// Something made of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// Whose rows.
    pub records: FieldId,
    /// What is made of them.
    pub fold: Fold,
    /// Which rows count.
    pub filter: Option<ExprId>,
}

/// What is made of rows; values and weights are expressions over the row.
#[derive(Debug, Clone, PartialEq)]
pub enum Fold {
    /// At least one row.
    Any,
    /// No row.
    No,
    /// Every row; the filter is the condition.
    Every,
    /// How many rows.
    Count,
    /// How many different values.
    CountDistinct(ExprId),
    /// The sum of values.
    Sum(ExprId),
    /// The sum of the highest few values.
    SumOfHighest(u32, ExprId),
    /// The sum of the lowest few values.
    SumOfLowest(u32, ExprId),
    /// The highest value.
    Highest(ExprId),
    /// The lowest value.
    Lowest(ExprId),
    /// The mean of values.
    Average(ExprId),
    /// The mean of values, each with its weight.
    WeightedAverage(ExprId, ExprId),
}

/// A part of the tree that has a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole.
    Total,
    /// An indicator.
    Indicator(IndicatorId),
    /// A section.
    Section(SectionId),
}

impl Expr {
    /// The ids of its operands.
    pub fn operands(&self) -> Vec<ExprId> {
        match self {
            Self::Constant(_)
            | Self::Field(_)
            | Self::RowField(_)
            | Self::Definition(_)
            | Self::Parameter(_)
            | Self::Met(_)
            | Self::AssessmentDate
            | Self::ScoreOf(_)
            | Self::ShareOf(_) => vec![],
            Self::And(all)
            | Self::Or(all)
            | Self::Lowest(all)
            | Self::Highest(all)
            | Self::Mean(all)
            | Self::Lookup(_, all)
            | Self::Inexact(_, all, _) => all.clone(),
            Self::Not(a)
            | Self::WholePower(a, _)
            | Self::In(a, _)
            | Self::Has(a, _)
            | Self::StartsWith(a, _)
            | Self::IsGiven(a)
            | Self::Size(a)
            | Self::Function(_, a) => vec![*a],
            Self::Compare(_, a, b)
            | Self::Otherwise(a, b)
            | Self::Dates(_, a, b)
            | Self::Workdays(a, b)
            | Self::MovedWorkdays(a, b)
            | Self::Growth(a, b)
            | Self::Moved(_, a, b) => vec![*a, *b],
            Self::If(a, b, c) => vec![*a, *b, *c],
            Self::Sum(a, rest) => std::iter::once(*a)
                .chain(rest.iter().map(|(_, operand)| *operand))
                .collect(),
            Self::Product(a, rest) => std::iter::once(*a)
                .chain(rest.iter().map(|(_, operand)| *operand))
                .collect(),
            Self::Rows(rows) => rows
                .fold
                .operands()
                .into_iter()
                .chain(rows.filter)
                .collect(),
        }
    }
}

impl Fold {
    /// The ids of its values and weights.
    pub fn operands(&self) -> Vec<ExprId> {
        match self {
            Self::Any | Self::No | Self::Every | Self::Count => vec![],
            Self::CountDistinct(value)
            | Self::Sum(value)
            | Self::SumOfHighest(_, value)
            | Self::SumOfLowest(_, value)
            | Self::Highest(value)
            | Self::Lowest(value)
            | Self::Average(value) => vec![*value],
            Self::WeightedAverage(value, weight) => vec![*value, *weight],
        }
    }
}
