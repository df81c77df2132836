//! What was written: declarations, clauses and expressions with their places, names not yet resolved.

use crate::domain::{Date, Exact, Rounding};
use crate::source::Span;

mod expr;

pub use expr::{Aggregate, Expr, ExprKind, Fold, SumSign, TermSign};

/// One rule file.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// The declarations in their order.
    pub items: Vec<Item>,
    /// Comments by their places, for the formatter.
    pub comments: Vec<Span>,
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
    /// `grades` and their bands
    Grades(Vec<Grade>),
    /// `veto failed if …`
    Veto {
        /// The grade given.
        grade: Name,
        /// When.
        condition: Expr,
        /// The words for the verdict.
        reason: Option<Text>,
    },
    /// `total rounded to …`
    TotalRounding(Rounding),
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
    /// The weights as written; the checker wants one.
    pub weights: Vec<(Exact, Span)>,
    /// Bounds in the header.
    pub bounds: Vec<Bound>,
    /// Rounding in the header.
    pub roundings: Vec<(Rounding, Span)>,
    /// The header's line.
    pub span: Span,
}

/// `cap 100` or `floor 0`.
#[derive(Debug, Clone)]
pub struct Bound {
    /// Which end it bounds.
    pub side: BoundSide,
    /// At what.
    pub value: Quantity,
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

/// One line of an indicator, or a group of them.
#[derive(Debug, Clone)]
pub struct Clause {
    /// What stands above it.
    pub lead: Lead,
    /// What it does.
    pub kind: ClauseKind,
    /// `cap` and `floor` behind it.
    pub bounds: Vec<Bound>,
    /// `when` behind it.
    pub guards: Vec<Expr>,
    /// Its own line.
    pub span: Span,
}

/// What a clause does.
#[derive(Debug, Clone)]
pub enum ClauseKind {
    /// `+50`
    Base(Effect),
    /// `if … then …`
    If {
        /// When.
        condition: Expr,
        /// What.
        effect: Effect,
    },
    /// `per … of … above … +10`
    Per {
        /// The size of a step.
        step: Option<Quantity>,
        /// What is counted.
        quantity: Expr,
        /// Which rows are counted.
        filter: Option<Expr>,
        /// Where counting starts.
        above: Option<Quantity>,
        /// Points for each step.
        effect: Effect,
    },
    /// `together` … `end`
    Together(Vec<Clause>),
    /// `by …` … `end`
    By {
        /// What the bands are over.
        quantity: Expr,
        /// The bands.
        bands: Vec<BandLine>,
    },
    /// `judge …`
    Judge {
        /// Its name.
        title: Title,
        /// Its bounds.
        limit: JudgeLimit,
    },
    /// `cap 100` on a line of its own
    Bound(Bound),
    /// `applies if …`
    Applies {
        /// When it applies.
        condition: Expr,
        /// What happens otherwise.
        otherwise: Option<Otherwise>,
    },
    /// `rounded to …` on a line of its own
    Rounding(Rounding),
}

/// What a judgement is bounded by.
#[derive(Debug, Clone)]
pub enum JudgeLimit {
    /// The indicator's cap.
    Indicator,
    /// `up to 20`, or `up to 10 per plan_element`
    UpTo {
        /// At most.
        most: Quantity,
        /// For each one of this.
        per: Option<Expr>,
    },
    /// `from LOW to HIGH`
    Between {
        /// At least.
        low: Expr,
        /// At most.
        high: Expr,
    },
}

/// What happens to a part that does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Otherwise {
    /// It gets the full mark.
    Full,
    /// It gets 0.
    Zero,
    /// Its weight is shared out among its siblings.
    Reweigh,
}

/// Points, with or without a sign.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The sign as written.
    pub sign: Sign,
    /// The points without sign.
    pub points: Quantity,
    /// Its place.
    pub span: Span,
}

/// The sign of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// None: the points are set.
    None,
    /// `+`
    Plus,
    /// `-`
    Minus,
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
    /// Its band.
    pub band: Band,
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
    pub value: Quantity,
    /// Whether the value itself belongs to the band.
    pub inclusive: bool,
}
