//! Expressions as written. Chains are flat, so that depth comes from nesting alone.

use crate::domain::meaning::Comparison;
use crate::domain::{Date, Rounding};
use crate::source::Span;
use crate::syntax::ast::{Name, Quantity, Text};

/// An expression.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its place.
    pub span: Span,
}

/// What an expression is. Chains are flat, so that depth comes from nesting alone.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// `firms` or `event.firms`
    Path(Name, Option<Name>),
    /// `60%`, `200万元`
    Quantity(Quantity),
    /// `2024-03-05`
    Date(Date),
    /// `"…"`
    Text(String),
    /// `yes`
    Flag(bool),
    /// `assessment_date`
    AssessmentDate,
    /// `a or b or c`
    Or(Vec<Expr>),
    /// `a and b and c`
    And(Vec<Expr>),
    /// `not a`
    Not(Box<Expr>),
    /// `a + b - c`
    Sum(Box<Expr>, Vec<(SumSign, Expr)>),
    /// `a * b / c`
    Term(Box<Expr>, Vec<(TermSign, Expr)>),
    /// `-a`
    Negative(Box<Expr>),
    /// `a >= b`
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// `a between b and c`
    Between(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `a in {b, c}`
    In(Box<Expr>, Vec<Expr>),
    /// `channel has email`
    Has(Box<Expr>, Box<Expr>),
    /// `a starts with "…"`
    StartsWith(Box<Expr>, Text),
    /// `a is given`
    IsGiven(Box<Expr>),
    /// `a otherwise b`
    Otherwise(Box<Expr>, Box<Expr>),
    /// `a rounded to 2 places`
    Rounded(Box<Expr>, Rounding),
    /// `if a then b else c`
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `min(a, b)`
    Call(Name, Vec<Expr>),
    /// `years from a to b`
    Dates(crate::domain::date::DateUnit, Box<Expr>, Box<Expr>),
    /// `count of event with …`
    Aggregate(Box<Aggregate>),
    /// `workdays from a to b`
    Workdays(Box<Expr>, Box<Expr>),
    /// `growth from a to b`
    Growth(Box<Expr>, Box<Expr>),
    /// `lookup risk(severity, likelihood)`
    Lookup(Name, Vec<Expr>),
    /// `score of finance`
    ScoreOf(PartRef),
    /// `share of finance`
    ShareOf(PartRef),
}

/// What has a score.
#[derive(Debug, Clone)]
pub enum PartRef {
    /// The whole.
    Total,
    /// A section or an indicator.
    Named(Name),
}

/// `+` or `-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SumSign {
    /// `+`
    Plus,
    /// `-`
    Minus,
}

/// `*` or `/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermSign {
    /// `*`
    Times,
    /// `/`
    Over,
}

/// Something over rows.
#[derive(Debug, Clone)]
pub struct Aggregate {
    /// What is made of the rows.
    pub fold: Fold,
    /// The records field, or the field of its rows.
    pub records: Name,
    /// The field of a row.
    pub field: Option<Name>,
    /// What is computed of a row, in place of a field.
    pub computed: Option<Expr>,
    /// The field of a row that weighs it.
    pub weight: Option<(Name, Option<Name>)>,
    /// Which rows count.
    pub filter: Option<Expr>,
}

/// What is made of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fold {
    /// `any`
    Any,
    /// `no`
    No,
    /// `every`
    Every,
    /// `count of`
    Count,
    /// `count of distinct`
    CountDistinct,
    /// `sum of`
    Sum,
    /// `sum of the highest 3`
    SumOfHighest(u32),
    /// `sum of the lowest 3`
    SumOfLowest(u32),
    /// `highest of`
    Highest,
    /// `lowest of`
    Lowest,
    /// `average of`
    Average,
}
