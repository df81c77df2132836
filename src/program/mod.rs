//! What a rule file means: names resolved, types and units known, constants exact. Every backend
//! reads this and nothing before it. Children stand before their parents in every arena.

mod builder;
mod clause;
mod dump;
pub mod expr;
mod table;
mod uses;
mod verdict;

use crate::diagnostics::Code;
use crate::domain::standard::{NoteKind, Status};
use crate::domain::{Date, Exact, Rounding, Type};
use crate::evidence::Schema;
use crate::source::Span;

pub use builder::{Builder, Named, Parts};
pub use clause::{
    Amount, Band, BandRange, Branch, Clause, ClauseKind, Counted, DatedRange, JudgeLimit, Linear,
    PeriodCap, Selector,
};
pub use expr::{Expr, ExprId};
pub use table::{Cell, Key, Parameter, Row, Table};
pub use uses::Use;
pub use verdict::{
    Among, Better, Conditions, Grade, Graded, Grading, Output, Procedure, Requirement, Ruling,
    RulingKind, Stage, Wanted, from_worst,
};

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

/// The position of a parameter in [`Program::parameters`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterId(pub u32);
/// The position of a table in [`Program::tables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub u32);
/// The position of a list of conditions in [`Program::conditions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConditionsId(pub u32);

/// A checked standard.
#[derive(Debug, Clone)]
pub struct Program {
    /// What it is and when it is in force.
    pub info: Info,
    /// How its parts add up.
    pub adding: Adding,
    /// By weights: the lowest and the highest score of an indicator, unless it says otherwise. By
    /// points: 0 and the sum of the points.
    pub scale: (Exact, Exact),
    /// The evidence that it asks for.
    pub schema: Schema,
    /// The calendar of working days.
    pub calendar: Option<Calendar>,
    /// Parameters in the order of the file.
    pub parameters: Vec<Parameter>,
    /// Tables; each uses only definitions that do not use it.
    pub tables: Vec<Table>,
    /// Definitions; each uses only those before it.
    pub definitions: Vec<Definition>,
    exprs: Vec<Expr>,
    types: Vec<Type>,
    clauses: Vec<Clause>,
    /// Indicators in the order of the file.
    pub indicators: Vec<Indicator>,
    /// Sections in the order of the file.
    pub sections: Vec<Section>,
    /// The bounds and the rounding of the total.
    pub total: Total,
    /// What the verdict grades, where that is not the total.
    pub graded_by: Option<Graded>,
    /// Which end of what is graded earns the better grade.
    pub better: Better,
    /// Grades of the verdict in the order of the file.
    pub grades: Vec<Grade>,
    /// Gradings beside the verdict.
    pub gradings: Vec<Grading>,
    /// What moves the grade, in the order of the file.
    pub rulings: Vec<Ruling>,
    /// Results beside the total, in the order of the file.
    pub outputs: Vec<Output>,
    /// Conditions beside the score, in an order in which each uses only those before it.
    pub conditions: Vec<Conditions>,
    /// Procedures beside the score, in the order of the file.
    pub procedures: Vec<Procedure>,
    /// Words of the text that are not scored, in the order of the file.
    pub notes: Vec<Note>,
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
    /// The document that it replaces.
    pub supersedes: Option<String>,
    /// Whether it is valid.
    pub status: Status,
    /// First day in force.
    pub in_force_from: Option<Date>,
    /// Last day in force.
    pub in_force_until: Option<Date>,
    /// The `standard` line.
    pub standard_span: Span,
    /// The line that says when it is in force.
    pub in_force_span: Span,
}

/// How the parts of a standard add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Adding {
    /// Each score counts with its weight.
    #[default]
    Weights,
    /// Scores are added as they are.
    Points,
}

/// The bounds and the rounding of the total.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Total {
    /// The most.
    pub cap: Option<Exact>,
    /// The least.
    pub floor: Option<Exact>,
    /// How it is rounded, behind its bounds.
    pub rounding: Option<Rounding>,
}

/// Words of the official text that nothing scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Why they are noted.
    pub kind: NoteKind,
    /// The words.
    pub words: String,
    /// The reason.
    pub reason: String,
    /// The line of the note.
    pub line: u32,
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
    /// Its share of the whole: its weight, or its points where points add up; above 0, and 0 for a
    /// part that stands outside the sum.
    pub weight: Exact,
    /// Whether it stands outside the sum of shares, as a bonus or a deduction.
    pub is_extra: bool,
    /// The least score, where one is said.
    pub floor: Option<Exact>,
    /// The highest score, where one is said.
    pub cap: Option<Exact>,
    /// The rounding of its score.
    pub rounding: Option<Rounding>,
    /// When it applies.
    pub applies: Option<Applies>,
    /// Its own indicators.
    pub indicators: Vec<IndicatorId>,
    /// The sections inside it.
    pub sections: Vec<SectionId>,
    /// The section that holds it.
    pub parent: Option<SectionId>,
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
    /// Its share of the whole, as of a section.
    pub weight: Exact,
    /// Whether it stands outside the sum of shares, as a bonus or a deduction.
    pub is_extra: bool,
    /// The least score; nothing where it may sink without end.
    pub floor: Option<Exact>,
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

/// A calendar of working days and the file that it was read from.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// The file.
    pub file: String,
    /// Its days.
    pub days: crate::domain::calendar::Calendar,
}

/// A warning that the file accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The warning.
    pub code: Code,
    /// Why it is meant.
    pub reason: String,
    /// Where the `accept` stands.
    pub span: Span,
    /// The statement below it, in which the warning is accepted.
    pub meant: Span,
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

    /// What an expression is.
    #[expect(
        clippy::expect_used,
        reason = "the builder keeps a type for each id that it hands out"
    )]
    pub fn type_of(&self, id: ExprId) -> &Type {
        self.types
            .get(id.0 as usize)
            .expect("an id of this program's arena")
    }

    /// Every expression with its id.
    pub fn exprs(&self) -> impl Iterator<Item = (ExprId, &Expr)> {
        (0u32..).map(ExprId).zip(&self.exprs)
    }

    /// The dump of an expression: equal for two that mean the same.
    pub fn describe(&self, id: ExprId) -> String {
        dump::describe(&self.exprs, id)
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

    /// The section of an id.
    #[expect(
        clippy::expect_used,
        reason = "the builder hands out ids of its own arena only"
    )]
    pub fn section(&self, id: SectionId) -> &Section {
        self.sections
            .get(id.0 as usize)
            .expect("an id of this program's arena")
    }

    /// The sections that no other holds.
    pub fn top_sections(&self) -> impl Iterator<Item = (SectionId, &Section)> {
        (0u32..)
            .map(SectionId)
            .zip(&self.sections)
            .filter(|(_, section)| section.parent.is_none())
    }

    /// Whether anything is scored.
    pub fn has_score(&self) -> bool {
        !self.sections.is_empty()
    }

    /// What a score adds to the whole: its weight's part of it, or all of it.
    #[inline(always)]
    pub fn contribution(&self, weight: &Exact, is_extra: bool, score: &Exact) -> Exact {
        match self.adding {
            Adding::Weights if !is_extra => weight * score,
            Adding::Weights | Adding::Points => score.clone(),
        }
    }

    /// Whether some expression needs the assessment date.
    pub fn reads_assessment_date(&self) -> bool {
        let is_dated = |parameter: &Parameter| parameter.values.len() > 1;
        self.exprs.contains(&Expr::AssessmentDate) || self.parameters.iter().any(is_dated)
    }

    /// Whether some expression needs the score of a part.
    pub fn reads_scores(&self) -> bool {
        self.reads_scores
    }

    /// The evidence and definitions that some expressions read, each once, in reading order.
    pub fn uses_of(&self, roots: impl IntoIterator<Item = ExprId>) -> Vec<Use> {
        uses::of(&self.exprs, (&self.definitions, &self.conditions), roots)
    }

    /// The definitions that a definition needs.
    pub fn definitions_behind(&self, id: DefinitionId) -> Vec<DefinitionId> {
        let value = self.definitions.get(id.0 as usize).map(|one| one.value);
        let uses = self.uses_of(value).into_iter();
        let definition = |one| match one {
            Use::Definition(id) => Some(id),
            Use::Field(_)
            | Use::Judgement(_)
            | Use::Parameter(_)
            | Use::Conditions(_)
            | Use::AssessmentDate => None,
        };
        uses.filter_map(definition).collect()
    }

    /// All clauses; those of a group stand before it.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }
}
