//! A small standard as data: enough of the language to reach every clause and every type.

use num_rational::BigRational;

pub(crate) type R = BigRational;

#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) scale: Option<(R, R)>,
    pub(crate) fields: Vec<Field>,
    /// The order in which fields are written.
    pub(crate) order: Vec<usize>,
    pub(crate) definitions: Vec<Definition>,
    pub(crate) sections: Vec<Section>,
    pub(crate) total: Option<Rounding>,
    /// The least totals of the grades above the lowest one, the highest first.
    pub(crate) grades: Vec<R>,
    pub(crate) vetoes: Vec<(usize, Cond)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) kind: Kind,
    pub(crate) presence: Presence,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Presence {
    Required,
    Optional,
    Default(Datum),
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Number {
        unit: Unit,
        whole: bool,
        range: Option<(R, R)>,
    },
    Flag,
    Choice {
        ordered: bool,
    },
    Kinds {
        others: bool,
    },
    Date,
    Text,
    Records(Vec<Field>),
}

/// The names of all choices and kinds, the highest first.
pub(crate) const CHOICES: [&str; 4] = ["gold", "silver", "bronze", "wood"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Bare,
    Firms,
    Times,
    Percent,
    Money,
}

/// A value of evidence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Datum {
    Missing,
    Flag(bool),
    Number(R),
    Choice(usize),
    /// As given, duplicates and all.
    Kinds(Vec<String>),
    Date(&'static str),
    Text(&'static str),
    Rows(Vec<Vec<Datum>>),
}

#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub(crate) name: String,
    pub(crate) unit: Unit,
    pub(crate) value: Number,
}

/// A number with its unit where it is made.
#[derive(Debug, Clone)]
pub(crate) enum Number {
    Field(usize),
    RowField(usize, usize),
    Definition(usize),
    Sum(Box<Number>, Box<Number>),
    Difference(Box<Number>, Box<Number>),
    /// The growth from the second to the first, a percentage; 0% where there is none.
    Growth(Box<Number>, Box<Number>),
    /// The growth from the second to the first as one word; 0% where the second is not above 0.
    GrowthFrom(Box<Number>, Box<Number>),
    Mean(Box<Number>, Box<Number>),
    /// The square of a field.
    Square(usize),
    Otherwise(Box<Number>, R, Unit),
    Highest(Box<Number>, Box<Number>),
    Lowest(Box<Number>, Box<Number>),
    Rounded(Box<Number>, Rounding),
    If(Box<Cond>, Box<Number>, Box<Number>),
    Count(usize, Option<Box<Cond>>),
    Size(usize),
    Fold(Fold, usize, usize, Option<Box<Cond>>),
    /// The same over a value that is computed of each row.
    FoldComputed(Fold, usize, Box<Number>, Option<Box<Cond>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fold {
    Sum,
    SumOfHighestTwo,
    SumOfLowestTwo,
    Highest,
    Lowest,
    Average,
    Distinct,
}

#[derive(Debug, Clone)]
pub(crate) enum Cond {
    Flag(usize),
    RowFlag(usize, usize),
    Compare(Number, Comparison, R, Unit),
    Between(Number, R, R, Unit),
    Choice(Place, Comparison, usize),
    ChoiceIn(Place, Vec<usize>),
    Has(usize, usize),
    HasOther(usize, &'static str),
    TextIs(usize, &'static str),
    TextStarts(usize, &'static str),
    Date(usize, Comparison, &'static str),
    DateToday(usize, Comparison),
    Given(usize),
    Any(usize, Option<Box<Cond>>),
    No(usize, Option<Box<Cond>>),
    Every(usize, Box<Cond>),
    Not(Box<Cond>),
    And(Vec<Cond>),
    Or(Vec<Cond>),
    /// `score of` an indicator, by its name; only behind the tree.
    Score(String, Comparison, R),
}

/// A field, or a field of the row at hand.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    Field(usize),
    Row(usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    AtLeast,
    More,
    Less,
    AtMost,
    Equal,
    Different,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Rounding {
    pub(crate) places: u64,
    pub(crate) mode: &'static str,
    /// How many units of the last place make up a step; 1 for plain places.
    pub(crate) multiple: i64,
}

impl Rounding {
    /// The distance between two neighbours.
    pub(crate) fn step(self) -> R {
        let places = u32::try_from(self.places).unwrap();
        R::new(self.multiple.into(), 10_i64.pow(places).into())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Otherwise {
    Full,
    Zero,
    Reweigh,
}

#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) name: String,
    pub(crate) weight: R,
    pub(crate) applies: Option<(Cond, Otherwise)>,
    pub(crate) rounding: Option<Rounding>,
    pub(crate) indicators: Vec<Indicator>,
}

#[derive(Debug, Clone)]
pub(crate) struct Indicator {
    pub(crate) name: String,
    pub(crate) weight: R,
    pub(crate) applies: Option<(Cond, Otherwise)>,
    pub(crate) rounding: Option<Rounding>,
    pub(crate) cap: Option<R>,
    pub(crate) floor: Option<R>,
    pub(crate) clauses: Vec<Clause>,
}

#[derive(Debug, Clone)]
pub(crate) struct Clause {
    pub(crate) kind: ClauseKind,
    pub(crate) cap: Option<R>,
    pub(crate) floor: Option<R>,
    pub(crate) guard: Option<Cond>,
}

#[derive(Debug, Clone)]
pub(crate) enum ClauseKind {
    Base(R),
    If(Cond, R),
    Override(Cond, R),
    Per {
        quantity: Number,
        unit: Unit,
        step: Option<R>,
        start: Option<R>,
        points: R,
    },
    PerRows(usize, Option<Cond>, R),
    Bands {
        quantity: Number,
        unit: Unit,
        ends: Vec<R>,
        style: BandStyle,
        points: Vec<R>,
    },
    /// All of them, or the best few.
    Group(Option<usize>, Vec<Clause>),
    /// Points on a line, rounded to 3 places.
    Line {
        quantity: Number,
        unit: Unit,
        ends: [R; 2],
        points: [R; 2],
        below: Option<R>,
    },
    Judge {
        name: String,
        most: R,
        per: Option<usize>,
    },
}

/// To which band an end between two belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BandStyle {
    /// `below 60: …`, `60 to below 70: …`, `70 and above: …`.
    Above,
    /// `up to 60: …`, `above 60 to 70: …`, `above 70: …`.
    Below,
}
