//! Clauses as written.

use crate::domain::Rounding;
use crate::domain::standard::GroupRule;
use crate::source::Span;
use crate::syntax::ast::{BandLine, BandValue, Bound, Expr, Lead, Name, Quantity, Title};

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
    /// `rounded to` behind it.
    pub roundings: Vec<(Rounding, Span)>,
    /// Its own line.
    pub span: Span,
}

impl Clause {
    /// The same group with its lines.
    pub fn with_lines(mut self, inner: Vec<Self>) -> Self {
        if let ClauseKind::Group { lines, .. } = &mut self.kind {
            *lines = inner;
        }
        self
    }

    /// The same choice with its branches.
    pub fn with_branches(mut self, inner: Vec<Branch>) -> Self {
        if let ClauseKind::Choose { branches, .. } = &mut self.kind {
            *branches = inner;
        }
        self
    }

    /// The same `by` with its bands.
    pub fn with_bands(mut self, inner: Vec<BandLine>) -> Self {
        if let ClauseKind::By { bands, .. } = &mut self.kind {
            *bands = inner;
        }
        self
    }

    /// The clauses inside: the lines of a group, and those of every branch.
    pub fn inner(&self) -> Vec<&Self> {
        match &self.kind {
            ClauseKind::Group { lines, .. } => lines.iter().collect(),
            ClauseKind::Choose { branches, .. } => {
                branches.iter().flat_map(|branch| &branch.clauses).collect()
            }
            ClauseKind::Base(_)
            | ClauseKind::If { .. }
            | ClauseKind::Per { .. }
            | ClauseKind::Linear { .. }
            | ClauseKind::Formula(_)
            | ClauseKind::By { .. }
            | ClauseKind::Judge { .. }
            | ClauseKind::Bound(_)
            | ClauseKind::Applies { .. }
            | ClauseKind::Rounding(_) => vec![],
        }
    }
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
    /// `scale … from … gives … to … gives …`
    Linear {
        /// What the points follow.
        quantity: Expr,
        /// Where the line starts, and its points there.
        from: (BandValue, Expr),
        /// Where it ends, and its points there.
        to: (BandValue, Expr),
        /// The points under the start, where they are not those of the start.
        below: Option<Expr>,
    },
    /// `together`, `best of` or `best 3 of` … `end`
    Group {
        /// What is made of the lines.
        rule: GroupRule,
        /// The lines.
        lines: Vec<Clause>,
    },
    /// `choose by …` … `end`
    Choose {
        /// What names the branch.
        by: Expr,
        /// The branches.
        branches: Vec<Branch>,
    },
    /// `score = …`
    Formula(Expr),
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
    pub points: Amount,
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

/// How many points.
#[derive(Debug, Clone)]
pub enum Amount {
    /// A constant.
    Quantity(Quantity),
    /// `(2 * basic_share)`
    Computed(Expr),
}

/// One branch of `choose by`.
#[derive(Debug, Clone)]
pub struct Branch {
    /// What stands above it.
    pub lead: Lead,
    /// The values that choose it; none for `otherwise:`.
    pub names: Vec<BranchName>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// Its line.
    pub span: Span,
}

/// A value that chooses a branch.
#[derive(Debug, Clone)]
pub enum BranchName {
    /// A choice.
    Choice(Name),
    /// Yes or no.
    Flag(bool, Span),
}
