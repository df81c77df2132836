//! What stands behind and beside the tree of a checked program.

use crate::domain::Type;
use crate::program::clause::DatedRange;
use crate::program::{ExprId, Origin, Use};

/// A grade.
#[derive(Debug, Clone)]
pub struct Grade {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// The values that earn it.
    pub range: DatedRange,
    /// Where it stands.
    pub origin: Origin,
}

/// A grading beside the verdict.
#[derive(Debug, Clone)]
pub struct Grading {
    /// The id.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
    /// What is graded; the total where nothing is said.
    pub by: Option<ExprId>,
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
    /// The grade falls by so many steps.
    Downgrade(u32),
    /// The grade is at best the one below this.
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
