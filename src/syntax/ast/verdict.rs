//! What stands beside the tree as written: tables, gradings, verdicts, conditions, procedures, notes.

use crate::domain::Date;
use crate::domain::standard::NoteKind;
use crate::source::Span;
use crate::syntax::ast::{Band, Expr, Grade, Lead, Name, Quantity, Text, Title};

/// A value of a parameter and its first day.
#[derive(Debug, Clone)]
pub struct Dated {
    /// The value.
    pub value: Quantity,
    /// Its first day; nothing where it holds from ever.
    pub from: Option<Date>,
    /// Its place.
    pub span: Span,
}

/// `table x by a, b` … `end`.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub title: Title,
    /// Its keys: fields, columns or definitions.
    pub keys: Vec<(Name, Option<Name>)>,
    /// Its rows in their order.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// What stands above it.
    pub lead: Lead,
    /// Its cells, one for each key; none for `otherwise:`.
    pub cells: Vec<(Cell, Span)>,
    /// Its value.
    pub value: Quantity,
    /// Its line.
    pub span: Span,
}

/// Which values of a key a row holds.
#[derive(Debug, Clone)]
pub enum Cell {
    /// All.
    Any,
    /// Yes or no.
    Flag(bool),
    /// Choices.
    Choices(Vec<Name>),
    /// A band.
    Band(Band),
}

/// `grades` … or `grades x "…" by …`.
#[derive(Debug, Clone)]
pub struct Grading {
    /// Its name, where it stands beside the verdict.
    pub title: Option<Title>,
    /// What is graded, where that is not the total.
    pub by: Option<Expr>,
    /// Whether a lower value earns a better grade.
    pub lower_is_better: bool,
    /// The grades.
    pub grades: Vec<Grade>,
}

/// A line that moves the grade.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// What it does.
    pub kind: RulingKind,
    /// When; for a requirement, what must hold.
    pub condition: Expr,
    /// The words for the verdict.
    pub reason: Option<Text>,
}

/// What a ruling does.
#[derive(Debug, Clone)]
pub enum RulingKind {
    /// `veto G if …`
    Veto(Name),
    /// `require … otherwise G`; the grade must be said.
    Require(Option<Name>),
    /// `downgrade by 1 if …`
    Downgrade(u32),
    /// `bar G if …`
    Bar(Name),
    /// `direct G if …`
    Direct(Name),
}

/// `conditions x "…"` … `end`.
#[derive(Debug, Clone)]
pub struct Conditions {
    /// Its name.
    pub title: Title,
    /// What must hold.
    pub among: Among,
}

/// Requirements of which all or a number must hold.
#[derive(Debug, Clone)]
pub struct Among {
    /// How many must hold; all where nothing is said.
    pub least: Option<(u32, Span)>,
    /// The requirements.
    pub requirements: Vec<Requirement>,
}

/// One requirement, or a group of them.
#[derive(Debug, Clone)]
pub enum Requirement {
    /// `require … "words"`
    One {
        /// What stands above it.
        lead: Lead,
        /// What must hold.
        condition: Expr,
        /// Its words.
        words: Option<Text>,
        /// Its line.
        span: Span,
    },
    /// `at least 2 of` … `end`
    Group {
        /// What stands above it.
        lead: Lead,
        /// What must hold.
        among: Among,
        /// Its line.
        span: Span,
    },
}

/// `procedure x "…"` … `end`.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// Its name.
    pub title: Title,
    /// Its stages in their order.
    pub stages: Vec<Stage>,
}

/// `stage x "…" passes if …`.
#[derive(Debug, Clone)]
pub struct Stage {
    /// What stands above it.
    pub lead: Lead,
    /// Its name.
    pub title: Title,
    /// Who decides.
    pub role: Option<Text>,
    /// When it is passed.
    pub condition: Expr,
    /// Why it was not.
    pub reason: Option<Text>,
    /// Its line.
    pub span: Span,
}

/// Words of the official text that nothing scores.
#[derive(Debug, Clone)]
pub struct Note {
    /// Why they stand here.
    pub kind: NoteKind,
    /// The words.
    pub words: Text,
    /// The reason.
    pub reason: Text,
    /// Its line.
    pub span: Span,
}
