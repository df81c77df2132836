//! What stands behind and beside the tree of a checked program.

use crate::domain::{Date, Type};
use crate::program::clause::DatedRange;
use crate::program::{ExprId, Origin, Use};

/// A grade.
#[derive(Debug, Clone)]
pub struct Grade {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// The values that earn it; nothing where only a veto or a requirement gives it.
    pub range: Option<DatedRange>,
    /// Where it stands.
    pub origin: Origin,
}

/// The positions of grades from the worst to the best: those without a band first, of these the one
/// further down in the file before the one above it; then by their bands.
pub fn from_worst(grades: &[Grade], better: Better, day: Option<Date>) -> Vec<u32> {
    let low = |range: &'_ DatedRange| {
        let low = range.on(day).low.clone();
        low.map(|(low, inclusive)| (low, !inclusive))
    };
    let all = || (0u32..).zip(grades);
    let mut banded: Vec<_> = all()
        .filter_map(|(at, one)| Some((low(one.range.as_ref()?), at)))
        .collect();
    banded.sort();
    if better == Better::Lower {
        banded.reverse();
    }
    let mut order: Vec<u32> = all()
        .filter(|(_, one)| one.range.is_none())
        .map(|(at, _)| at)
        .collect();
    order.reverse();
    order.extend(banded.into_iter().map(|(_, at)| at));
    order
}

/// Which end of a value earns the better grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Better {
    /// The higher one.
    #[default]
    Higher,
    /// The lower one, as of a rate of complaints.
    Lower,
}

/// A value that is graded in place of the total.
#[derive(Debug, Clone)]
pub struct Graded {
    /// The value.
    pub value: ExprId,
    /// What it is.
    pub ty: Type,
    /// The evidence that it reads.
    pub uses: Vec<Use>,
    /// The line of its grades.
    pub line: u32,
}

/// A grading beside the verdict.
#[derive(Debug, Clone)]
pub struct Grading {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// What is graded, where that is not the total.
    pub by: Option<Graded>,
    /// Which end earns the better grade.
    pub better: Better,
    /// Its grades in the order of the file.
    pub grades: Vec<Grade>,
    /// Where it stands.
    pub origin: Origin,
}

/// A line that moves the grade.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// What it does.
    pub kind: RulingKind,
    /// When it does; a requirement does where this does not hold.
    pub condition: ExprId,
    /// The words for the verdict.
    pub reason: Option<String>,
    /// The evidence that it reads.
    pub uses: Vec<Use>,
    /// Where it stands.
    pub origin: Origin,
}

/// What a ruling does; grades by their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RulingKind {
    /// The grade is at best this one.
    Veto(u32),
    /// The grade is at best this one where the condition does not hold.
    Require(u32),
    /// The grade falls by so many steps, at most to the lowest band.
    Downgrade(u32),
    /// The grade is at best the one below this, which has a band.
    Bar(u32),
    /// The grade is at least this one, whatever the score.
    Direct(u32),
}

impl RulingKind {
    /// A stable word for what it does.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Veto(_) => "veto",
            Self::Require(_) => "require",
            Self::Downgrade(_) => "downgrade",
            Self::Bar(_) => "bar",
            Self::Direct(_) => "direct",
        }
    }

    /// The grade that it names.
    pub const fn grade(self) -> Option<u32> {
        match self {
            Self::Veto(grade) | Self::Require(grade) | Self::Bar(grade) | Self::Direct(grade) => {
                Some(grade)
            }
            Self::Downgrade(_) => None,
        }
    }
}

/// A result beside the total.
#[derive(Debug, Clone)]
pub struct Output {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// Its value, behind the tree.
    pub value: ExprId,
    /// What it is.
    pub ty: Type,
    /// The evidence that it reads.
    pub uses: Vec<Use>,
    /// Where it stands.
    pub origin: Origin,
}

/// Requirements beside the score.
#[derive(Debug, Clone)]
pub struct Conditions {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// What must hold.
    pub among: Among,
    /// Whether they need scores, and so are known behind the tree.
    pub needs_scores: bool,
    /// Where they stand.
    pub origin: Origin,
}

/// Requirements of which a number must hold.
#[derive(Debug, Clone)]
pub struct Among {
    /// How many must hold: at least 1, at most all.
    pub least: u32,
    /// The requirements.
    pub requirements: Vec<Requirement>,
}

/// One requirement.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Its words.
    pub words: Option<String>,
    /// What it wants.
    pub wanted: Wanted,
    /// For whom it must hold: where this does not hold, the requirement counts as met.
    pub guard: Option<ExprId>,
    /// The evidence that it reads.
    pub uses: Vec<Use>,
    /// Where it stands.
    pub origin: Origin,
}

/// What a requirement wants.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// That a condition holds.
    Condition(ExprId),
    /// That a number of others hold.
    Among(Among),
}

/// A procedure beside the score.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// Its stages in their order; at least one.
    pub stages: Vec<Stage>,
    /// Where it stands.
    pub origin: Origin,
}

/// A stage of a procedure.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// Who decides.
    pub role: Option<String>,
    /// When it is passed.
    pub condition: ExprId,
    /// Why it was not.
    pub reason: Option<String>,
    /// The evidence that it reads.
    pub uses: Vec<Use>,
    /// Where it stands.
    pub origin: Origin,
}
