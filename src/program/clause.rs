//! Clauses of a checked program.

use crate::diagnostics::Language;
use crate::domain::date::Period;
use crate::domain::standard::GroupRule;
use crate::domain::{Date, Exact, Rounding, Type};
use crate::evidence::schema::JudgementId;
use crate::evidence::{FieldId, Stored};
use crate::program::{ClauseId, ExprId, Origin, Use};

/// A clause.
#[derive(Debug, Clone)]
pub struct Clause {
    /// What it does.
    pub kind: ClauseKind,
    /// The most points that it can give.
    pub cap: Option<Exact>,
    /// The least points that it can give.
    pub floor: Option<Exact>,
    /// The rounding of its points, behind its bounds.
    pub rounding: Option<Rounding>,
    /// Its `when`.
    pub guard: Option<ExprId>,
    /// The evidence and definitions that it reads, each once, in reading order.
    pub uses: Vec<Use>,
    /// Where it stands.
    pub origin: Origin,
}

impl Clause {
    /// Points as it rounds them.
    #[inline(always)]
    pub fn rounded(&self, points: Exact) -> Exact {
        match self.rounding {
            Some(rounding) => points.rounded(rounding),
            None => points,
        }
    }

    /// The clauses of a group, or of all branches; none for any other clause.
    pub fn inner(&self) -> &[ClauseId] {
        match &self.kind {
            ClauseKind::Group { clauses, .. } | ClauseKind::Choose { clauses, .. } => clauses,
            ClauseKind::Base(_)
            | ClauseKind::Linear(_)
            | ClauseKind::Formula(_)
            | ClauseKind::Award { .. }
            | ClauseKind::Override { .. }
            | ClauseKind::Per { .. }
            | ClauseKind::Bands { .. }
            | ClauseKind::Judge { .. } => &[],
        }
    }
}

/// What a clause does.
#[derive(Debug, Clone)]
pub enum ClauseKind {
    /// Points without a condition.
    Base(Amount),
    /// Points where a condition holds.
    Award {
        /// The condition.
        condition: ExprId,
        /// The points, below 0 for a deduction.
        points: Amount,
    },
    /// The whole indicator is this value where a condition holds.
    Override {
        /// The condition.
        condition: ExprId,
        /// The score.
        score: Amount,
    },
    /// Points for each full step.
    Per {
        /// What is counted.
        quantity: ExprId,
        /// Where counting starts.
        start: Exact,
        /// The size of a step, above 0.
        step: Exact,
        /// Points for each step.
        points: Amount,
        /// The words for what is counted: 家, channel.
        counted: Counted,
        /// The most that each period of the rows' days can give.
        period: Option<Box<PeriodCap>>,
    },
    /// The points of the band that holds a quantity.
    Bands {
        /// The quantity.
        quantity: ExprId,
        /// Its type, for the words of the trace.
        ty: Type,
        /// The bands: no gap, no overlap.
        bands: Vec<Band>,
    },
    /// Points on a line between two values.
    Linear(Box<Linear>),
    /// Several clauses, added up.
    Group {
        /// Which of them count.
        rule: GroupRule,
        /// The clauses.
        clauses: Vec<ClauseId>,
    },
    /// The clauses of one branch.
    Choose {
        /// What names the branch.
        by: ExprId,
        /// The branches; each value has one.
        branches: Vec<Branch>,
        /// The clauses of all branches.
        clauses: Vec<ClauseId>,
    },
    /// The score is a formula.
    Formula(ExprId),
    /// Points that an assessor gives.
    Judge {
        /// The judgement.
        judgement: JudgementId,
        /// What bounds it.
        limit: JudgeLimit,
    },
}

impl ClauseKind {
    /// A stable word for what the clause does.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Base(_) => "base",
            Self::Award { .. } => "award",
            Self::Override { .. } => "set",
            Self::Per { .. } => "per",
            Self::Bands { .. } => "by",
            Self::Linear(_) => "scale",
            Self::Group {
                rule: GroupRule::Sum,
                ..
            } => "together",
            Self::Group {
                rule: GroupRule::Best(_),
                ..
            } => "best",
            Self::Choose { .. } => "choose",
            Self::Formula(_) => "formula",
            Self::Judge { .. } => "judge",
        }
    }
}

/// What a `per` clause counts, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The id of the field, where it is one.
    pub name: Option<String>,
    /// Its label.
    pub label: Option<String>,
    /// The type of the quantity.
    pub ty: Type,
}

/// What bounds a judgement.
#[derive(Debug, Clone)]
pub enum JudgeLimit {
    /// 0 to a number of points, for each one of a quantity where one is named.
    UpTo {
        /// The points.
        most: Exact,
        /// The quantity.
        per: Option<ExprId>,
    },
    /// Between two values.
    Between {
        /// The least.
        low: ExprId,
        /// The most.
        high: ExprId,
    },
}

/// One band of a clause.
#[derive(Debug, Clone)]
pub struct Band {
    /// Which values it holds.
    pub range: DatedRange,
    /// Its points.
    pub points: Amount,
    /// Where it stands.
    pub origin: Origin,
}

/// A range of values; an absent end is open for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandRange {
    /// The lower end, and whether it belongs to the range.
    pub low: Option<(Exact, bool)>,
    /// The upper end, and whether it belongs to the range.
    pub high: Option<(Exact, bool)>,
}

impl BandRange {
    /// Whether a value lies in the range.
    pub fn holds(&self, value: &Exact) -> bool {
        let above = self
            .low
            .as_ref()
            .is_none_or(|(low, inclusive)| value > low || *inclusive && value == low);
        let below = self
            .high
            .as_ref()
            .is_none_or(|(high, inclusive)| value < high || *inclusive && value == high);
        above && below
    }

    /// The range in words, its ends as `shown` writes them: `60% to below 80%`.
    pub fn shown(&self, shown: impl Fn(&Exact) -> String, language: Language) -> String {
        match (&self.low, &self.high) {
            (Some((low, _)), Some((high, _))) if low == high => shown(low),
            (low, high) => {
                let low = low
                    .as_ref()
                    .map(|(low, inclusive)| match (inclusive, high, language) {
                        (true, None, Language::Zh) => format!("{} 及以上", shown(low)),
                        (true, None, Language::En) => format!("{} and above", shown(low)),
                        (true, Some(_), _) => shown(low),
                        (false, _, Language::Zh) => format!("超过 {}", shown(low)),
                        (false, _, Language::En) => format!("above {}", shown(low)),
                    });
                let open = low.is_none();
                let high =
                    high.as_ref()
                        .map(|(high, inclusive)| match (inclusive, open, language) {
                            (false, _, Language::Zh) => format!("低于 {}", shown(high)),
                            (false, _, Language::En) => format!("below {}", shown(high)),
                            (true, false, _) => shown(high),
                            (true, true, Language::Zh) => format!("不超过 {}", shown(high)),
                            (true, true, Language::En) => format!("up to {}", shown(high)),
                        });
                let to = language.pick(" 至 ", " to ");
                [low, high]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(to)
            }
        }
    }
}

/// A range whose ends a parameter may move with the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedRange {
    /// The range before any change.
    pub first: BandRange,
    /// The ranges from later days on, in the order of time.
    pub later: Vec<(Date, BandRange)>,
}

impl DatedRange {
    /// The range on a day.
    #[inline(always)]
    pub fn on(&self, day: Option<Date>) -> &BandRange {
        match self.later.as_slice() {
            [] => &self.first,
            later => later
                .iter()
                .rev()
                .find(|(from, _)| day.is_some_and(|day| day >= *from))
                .map_or(&self.first, |(_, range)| range),
        }
    }
}

/// How many points.
#[derive(Debug, Clone, PartialEq)]
pub enum Amount {
    /// A constant.
    Constant(Exact),
    /// What an expression comes to.
    Computed(ExprId),
}

impl Amount {
    /// The expression, where it is computed.
    pub fn computed(&self) -> Option<ExprId> {
        match self {
            Self::Constant(_) => None,
            Self::Computed(id) => Some(*id),
        }
    }
}

/// `cap 4 each year of patent.granted`.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodCap {
    /// The period.
    pub period: Period,
    /// The records whose rows are counted.
    pub records: FieldId,
    /// The column with the day of a row.
    pub column: u32,
    /// Which rows are counted.
    pub filter: Option<ExprId>,
    /// The most points of one period.
    pub cap: Exact,
}

/// Points on a line between two values, flat outside.
#[derive(Debug, Clone)]
pub struct Linear {
    /// What the points follow.
    pub quantity: ExprId,
    /// Its type, for the words of the trace.
    pub ty: Type,
    /// Where the line starts.
    pub from: Amount,
    /// The points there.
    pub low: Amount,
    /// Where the line ends; above its start.
    pub to: Amount,
    /// The points there.
    pub high: Amount,
    /// The points under the start, where they are not those of the start.
    pub below: Option<Amount>,
}

/// One branch of a choice.
#[derive(Debug, Clone)]
pub struct Branch {
    /// The values that choose it.
    pub selector: Selector,
    /// Where its clauses start and end among those of all branches.
    pub clauses: (u32, u32),
    /// Where it stands.
    pub origin: Origin,
}

impl Branch {
    /// Its clauses among those of all branches.
    pub fn own<'c>(&self, all: &'c [ClauseId]) -> &'c [ClauseId] {
        let own = self.clauses.0 as usize..self.clauses.1 as usize;
        all.get(own).unwrap_or_default()
    }
}

/// The values that choose a branch.
#[derive(Debug, Clone, PartialEq)]
pub enum Selector {
    /// These.
    Values(Vec<Stored>),
    /// All others.
    Otherwise,
}
