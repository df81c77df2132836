//! What a rule file means: names resolved, types and units known, constants exact. Every backend
//! reads this and nothing before it. Children stand before their parents in every arena.

mod builder;
mod dump;
pub mod expr;
mod uses;

use crate::diagnostics::Code;
use crate::domain::{Date, Exact, Rounding, Type};
use crate::evidence::Schema;
use crate::evidence::schema::JudgementId;
use crate::source::Span;

pub use builder::{Builder, Parts};
pub use expr::{Expr, ExprId};
pub use uses::Use;

/// The position of a definition in [`Program::definitions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DefinitionId(pub u32);
/// The position of a section in [`Program::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u32);
/// The position of an indicator in [`Program::indicators`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorId(pub u32);
/// The position of a clause in [`Program::clauses`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseId(pub u32);

/// A checked standard.
#[derive(Debug, Clone)]
pub struct Program {
    /// What it is and when it is in force.
    pub info: Info,
    /// The lowest and the highest score of an indicator, unless it says otherwise.
    pub scale: (Exact, Exact),
    /// The evidence that it asks for.
    pub schema: Schema,
    /// Definitions; each uses only those before it.
    pub definitions: Vec<Definition>,
    exprs: Vec<Expr>,
    clauses: Vec<Clause>,
    /// Indicators in the order of the file.
    pub indicators: Vec<Indicator>,
    /// Sections in the order of the file.
    pub sections: Vec<Section>,
    /// The rounding of the total.
    pub total_rounding: Option<Rounding>,
    /// Grades in the order of the file.
    pub grades: Vec<Grade>,
    /// Vetoes in the order of the file.
    pub vetoes: Vec<Veto>,
    reads_scores: bool,
    /// Warnings that the file accepts, with its reasons.
    pub accepted: Vec<Accepted>,
    /// `sha256:` and the hash of the stable dump: equal where the meaning is.
    pub hash: String,
}

/// What a standard says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The file of the official text.
    pub source: Option<String>,
    /// Who issued it.
    pub issued_by: Option<String>,
    /// The document number.
    pub document: Option<String>,
    /// First day in force.
    pub in_force_from: Option<Date>,
    /// Last day in force.
    pub in_force_until: Option<Date>,
    /// The `standard` line.
    pub standard_span: Span,
    /// The line that says when it is in force.
    pub in_force_span: Span,
}

/// A named value.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// How it is computed.
    pub value: ExprId,
    /// What it is.
    pub ty: Type,
    /// Whether it needs scores, and so is computed behind the tree.
    pub needs_scores: bool,
    /// Where it is written.
    pub span: Span,
}

/// Where something stands and which official wording it implements.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The place.
    pub span: Span,
    /// Its line, from 1.
    pub line: u32,
    /// The statement as written.
    pub text: String,
    /// The wording.
    pub quote: Option<String>,
}

/// A section.
#[derive(Debug, Clone)]
pub struct Section {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// Its share of the whole; above 0.
    pub weight: Exact,
    /// The rounding of its score.
    pub rounding: Option<Rounding>,
    /// When it applies.
    pub applies: Option<Applies>,
    /// Its indicators.
    pub indicators: Vec<IndicatorId>,
    /// Where it stands.
    pub origin: Origin,
}

/// An indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// Its share of the whole; above 0.
    pub weight: Exact,
    /// The least score.
    pub floor: Exact,
    /// The highest score; not below the floor.
    pub cap: Exact,
    /// The rounding of its score.
    pub rounding: Option<Rounding>,
    /// When it applies.
    pub applies: Option<Applies>,
    /// Its clauses in the order of the file, overrides among them.
    pub clauses: Vec<ClauseId>,
    /// The section that holds it.
    pub section: SectionId,
    /// Where it stands.
    pub origin: Origin,
}

/// `applies if COND otherwise …`.
#[derive(Debug, Clone)]
pub struct Applies {
    /// When the part applies; it does where the condition is missing.
    pub condition: ExprId,
    /// What happens where it does not.
    pub otherwise: Otherwise,
}

/// What happens to a part that does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Otherwise {
    /// It gets the full mark.
    Full,
    /// It gets the lowest mark.
    Zero,
    /// Its weight is shared out among its siblings.
    Reweigh,
}

/// A clause.
#[derive(Debug, Clone)]
pub struct Clause {
    /// What it does.
    pub kind: ClauseKind,
    /// The most points that it can give.
    pub cap: Option<Exact>,
    /// The least points that it can give.
    pub floor: Option<Exact>,
    /// Its `when`.
    pub guard: Option<ExprId>,
    /// The evidence and definitions that it reads, each once, in reading order.
    pub uses: Vec<Use>,
    /// Where it stands.
    pub origin: Origin,
}

impl Clause {
    /// The clauses of a group; none for any other clause.
    pub fn inner(&self) -> &[ClauseId] {
        match &self.kind {
            ClauseKind::Group(clauses) => clauses,
            ClauseKind::Base(_)
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
    Base(Exact),
    /// Points where a condition holds.
    Award {
        /// The condition.
        condition: ExprId,
        /// The points, below 0 for a deduction.
        points: Exact,
    },
    /// The whole indicator is this value where a condition holds.
    Override {
        /// The condition.
        condition: ExprId,
        /// The score.
        score: Exact,
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
        points: Exact,
        /// The words for what is counted: 家, channel.
        counted: Counted,
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
    /// Several clauses, bounded together.
    Group(Vec<ClauseId>),
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
            Self::Group(_) => "together",
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
    pub range: BandRange,
    /// Its points.
    pub points: Exact,
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
}

/// A grade.
#[derive(Debug, Clone)]
pub struct Grade {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// The totals that earn it.
    pub range: BandRange,
    /// Where it stands.
    pub origin: Origin,
}

/// A veto.
#[derive(Debug, Clone)]
pub struct Veto {
    /// The position of the grade that it gives.
    pub grade: u32,
    /// When it holds.
    pub condition: ExprId,
    /// The words for the verdict.
    pub reason: Option<String>,
    /// The evidence that it reads.
    pub uses: Vec<Use>,
    /// Where it stands.
    pub origin: Origin,
}

/// A warning that the file accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The warning.
    pub code: Code,
    /// Why it is meant.
    pub reason: String,
    /// The line of the `accept`.
    pub line: u32,
}

impl Program {
    /// The expression of an id.
    #[expect(
        clippy::expect_used,
        reason = "the builder hands out ids of its own arena only"
    )]
    pub fn expr(&self, id: ExprId) -> &Expr {
        self.exprs
            .get(id.0 as usize)
            .expect("an id of this program's arena")
    }

    /// The clause of an id.
    #[expect(
        clippy::expect_used,
        reason = "the builder hands out ids of its own arena only"
    )]
    pub fn clause(&self, id: ClauseId) -> &Clause {
        self.clauses
            .get(id.0 as usize)
            .expect("an id of this program's arena")
    }

    /// The indicator of an id.
    #[expect(
        clippy::expect_used,
        reason = "the builder hands out ids of its own arena only"
    )]
    pub fn indicator(&self, id: IndicatorId) -> &Indicator {
        self.indicators
            .get(id.0 as usize)
            .expect("an id of this program's arena")
    }

    /// Whether some expression needs the assessment date.
    pub fn reads_assessment_date(&self) -> bool {
        self.exprs.contains(&Expr::AssessmentDate)
    }

    /// Whether some expression needs the score of a part.
    pub fn reads_scores(&self) -> bool {
        self.reads_scores
    }

    /// All clauses; those of a group stand before it.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }
}
