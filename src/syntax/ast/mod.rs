//! What was written: declarations, clauses and expressions with their places, names not yet resolved.

use crate::domain::date::Period;
use crate::domain::standard::Status;
use crate::domain::{Date, Exact, Rounding};
use crate::source::Span;

mod clause;
mod expr;
mod line;
mod verdict;

pub use clause::{
    Amount, Branch, BranchName, Clause, ClauseKind, Effect, JudgeLimit, Otherwise, Sign,
};
pub use expr::{Aggregate, Expr, ExprKind, Fold, PartRef, SumSign, TermSign};
pub use line::{Form, Line, Sort};
pub use verdict::{
    Among, Cell, Conditions, Dated, Grading, Note, Procedure, Requirement, Row, Ruling, RulingKind,
    Stage, Table,
};

/// One rule file.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// The declarations in their order.
    pub items: Vec<Item>,
    /// Words of the text that ask for nothing, or that the file does not express.
    pub notes: Vec<Note>,
    /// Statements by their places, for the formatter.
    pub lines: Vec<Line>,
}

/// A declaration with what stands above it.
#[derive(Debug, Clone)]
pub struct Item {
    /// Quote and accepted warnings above it.
    pub lead: Lead,
    /// Its own line.
    pub span: Span,
    /// What it declares.
    pub kind: ItemKind,
}

/// What stands above a declaration or clause.
#[derive(Debug, Clone, Default)]
pub struct Lead {
    /// The official wording.
    pub quote: Option<Quote>,
    /// The warnings that are meant.
    pub accepts: Vec<Accept>,
}

/// Official wording, one or more `>` lines.
#[derive(Debug, Clone)]
pub struct Quote {
    /// The lines, joined by line breaks.
    pub text: String,
    /// The lines' place.
    pub span: Span,
}

/// `accept W001 because "…"`.
#[derive(Debug, Clone)]
pub struct Accept {
    /// The code as written.
    pub code: Name,
    /// Why the warning is meant.
    pub reason: Text,
    /// The whole line.
    pub span: Span,
}

/// A name as written, in NFC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The word.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// A text in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What stands between the marks.
    pub text: String,
    /// The place with the marks.
    pub span: Span,
}

/// A name and its label.
#[derive(Debug, Clone)]
pub struct Title {
    /// The id.
    pub name: Name,
    /// What people read.
    pub label: Option<Text>,
}

/// A declaration.
#[derive(Debug, Clone)]
pub enum ItemKind {
    /// `standard sme "…"`
    Standard(Title),
    /// `source "…"`
    Source(Text),
    /// `in force from … until …`
    InForce {
        /// First day.
        from: Date,
        /// Last day.
        until: Option<Date>,
    },
    /// `issued by "…"`
    IssuedBy(Text),
    /// `document "…"`
    Document(Text),
    /// `scale 0 to 100`
    Scale {
        /// Lowest score.
        low: Exact,
        /// Highest score.
        high: Exact,
    },
    /// `evidence` and its fields
    Evidence(Vec<Field>),
    /// `define x = …`
    Define {
        /// Its name.
        title: Title,
        /// Its value.
        value: Expr,
    },
    /// `section …` and its indicators
    Section(Section),
    /// `status draft`
    Status(Status),
    /// `supersedes "…"`
    Supersedes(Text),
    /// `use "common.rules"`
    Use(Text),
    /// `calendar "cn.csv"`
    Calendar(Text),
    /// `parameter x = 60分 from 2023-01-01, 65分 from 2025-01-01`
    Parameter {
        /// Its name.
        title: Title,
        /// Its values in the order written; at least one.
        values: Vec<Dated>,
    },
    /// `table x by a, b` … `end`
    Table(Table),
    /// `grades` and their bands
    Grades(Grading),
    /// `veto failed if …` and whatever else moves a grade
    Ruling(Ruling),
    /// `output x = …`
    Output {
        /// Its name.
        title: Title,
        /// Its value.
        value: Expr,
    },
    /// `conditions x` … `end`
    Conditions(Conditions),
    /// `procedure x` … `end`
    Procedure(Procedure),
    /// `total cap 100 rounded to 1 place`
    Total {
        /// Its bounds.
        bounds: Vec<Bound>,
        /// Its rounding.
        roundings: Vec<(Rounding, Span)>,
    },
}

/// An evidence field.
#[derive(Debug, Clone)]
pub struct Field {
    /// What stands above it.
    pub lead: Lead,
    /// Its name.
    pub title: Title,
    /// Its type.
    pub kind: FieldKind,
    /// `optional`, at its place.
    pub optional: Option<Span>,
    /// `default …`
    pub default: Option<DefaultValue>,
    /// `0 to 5000`
    pub range: Option<(Quantity, Quantity)>,
    /// `places 2`
    pub places: Option<(u32, Span)>,
    /// Its line.
    pub span: Span,
}

/// The type of a field as written.
#[derive(Debug, Clone)]
pub enum FieldKind {
    /// `count 家`
    Count(Option<Name>),
    /// `number 次`
    Number(Option<Name>),
    /// `percent`
    Percent,
    /// `money CNY`
    Money(Option<Name>),
    /// `yes/no`
    Flag,
    /// `one of a, b`, ordered where `>` stands between
    Choice {
        /// The choices.
        choices: Vec<Title>,
        /// Whether they were written with `>`.
        ordered: bool,
    },
    /// `kinds a, b or others`
    Kinds {
        /// The kinds.
        choices: Vec<Title>,
        /// Whether others are allowed.
        others: bool,
    },
    /// `date`
    Date,
    /// `text`
    Text,
    /// `records` … `end`
    Records(Vec<Field>),
}

/// The value behind `default`.
#[derive(Debug, Clone)]
pub enum DefaultValue {
    /// A quantity.
    Quantity(Quantity),
    /// A day.
    Date(Date, Span),
    /// A text.
    Text(Text),
    /// Yes or no.
    Flag(bool, Span),
    /// A choice.
    Name(Name),
}

impl DefaultValue {
    /// Its place.
    pub fn span(&self) -> Span {
        match self {
            Self::Quantity(quantity) => quantity.span,
            Self::Date(_, span) | Self::Flag(_, span) => *span,
            Self::Text(text) => text.span,
            Self::Name(name) => name.span,
        }
    }
}

/// A number as written, with what it is a number of.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number; a percentage is not yet divided by 100.
    pub number: Exact,
    /// What follows or precedes it.
    pub unit: Unit,
    /// Its place.
    pub span: Span,
}

/// What a number was written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Nothing.
    None,
    /// `%`
    Percent,
    /// A word: 家, 万元, pp, 年.
    Word(String),
    /// A currency before it: `CNY 50`.
    Currency(String),
}

/// A section.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its header.
    pub header: Header,
    /// The section that holds it.
    pub parent: Option<Name>,
    /// Lines between the header and the first indicator.
    pub settings: Vec<Clause>,
    /// Its indicators.
    pub indicators: Vec<Indicator>,
}

/// An indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// What stands above it.
    pub lead: Lead,
    /// Its header.
    pub header: Header,
    /// Its clauses and settings.
    pub clauses: Vec<Clause>,
}

/// `indicator plan "…" weight 5% cap 100`.
#[derive(Debug, Clone)]
pub struct Header {
    /// Its name.
    pub title: Title,
    /// Weights, points and the like as written; the checker wants one.
    pub shares: Vec<(Share, Span)>,
    /// Bounds in the header.
    pub bounds: Vec<Bound>,
    /// Rounding in the header.
    pub roundings: Vec<(Rounding, Span)>,
    /// The header's line.
    pub span: Span,
}

/// What a part of the tree counts.
#[derive(Debug, Clone)]
pub enum Share {
    /// `weight 5%`
    Weight(Exact),
    /// `points 15`
    Points(Quantity),
    /// `bonus 10`
    Bonus(Quantity),
    /// `deduction 20`
    Deduction(Quantity),
}

/// `cap 100`, `floor 0`, `floor none` or `cap 4 each year of patent.granted`.
#[derive(Debug, Clone)]
pub struct Bound {
    /// Which end it bounds.
    pub side: BoundSide,
    /// At what; nothing for `floor none`.
    pub value: Option<Quantity>,
    /// The period in which it holds.
    pub each: Option<Each>,
    /// Its place.
    pub span: Span,
}

/// `each year of patent.granted`.
#[derive(Debug, Clone)]
pub struct Each {
    /// The period.
    pub period: Period,
    /// The records field.
    pub records: Name,
    /// Its column with the day.
    pub column: Option<Name>,
    /// Its place.
    pub span: Span,
}

/// Which end is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundSide {
    /// `cap`
    Cap,
    /// `floor`
    Floor,
}

/// `60% to below 70%: +20`.
#[derive(Debug, Clone)]
pub struct BandLine {
    /// What stands above it.
    pub lead: Lead,
    /// The band.
    pub band: Band,
    /// Its points.
    pub effect: Effect,
    /// Its line.
    pub span: Span,
}

/// `excellent "优秀" 80 and above`.
#[derive(Debug, Clone)]
pub struct Grade {
    /// What stands above it.
    pub lead: Lead,
    /// Its name.
    pub title: Title,
    /// Its band; nothing where only a veto gives it.
    pub band: Option<Band>,
    /// Its line.
    pub span: Span,
}

/// A band; an end that is absent is open for ever.
#[derive(Debug, Clone)]
pub struct Band {
    /// The lower end.
    pub low: Option<BandEnd>,
    /// The upper end.
    pub high: Option<BandEnd>,
    /// Its place.
    pub span: Span,
}

/// One end of a band.
#[derive(Debug, Clone)]
pub struct BandEnd {
    /// At what.
    pub value: BandValue,
    /// Whether the value itself belongs to the band.
    pub inclusive: bool,
}

/// What stands at the end of a band.
#[derive(Debug, Clone)]
pub enum BandValue {
    /// A constant.
    Quantity(Quantity),
    /// The name of a parameter.
    Parameter(Name),
}

impl BandValue {
    /// Its place.
    pub fn span(&self) -> Span {
        match self {
            Self::Quantity(quantity) => quantity.span,
            Self::Parameter(name) => name.span,
        }
    }
}
