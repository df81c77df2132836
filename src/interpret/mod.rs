//! Scores one record by one program. A checked program cannot fail here: operators are total and
//! what is missing is a value. The trace is small data that refers to the program and the record;
//! words are made from it later.

mod beside;
mod clauses;
mod coverage;
mod explain;
mod gap;
mod how;
mod judgements;
mod missed;
mod missing;
mod outlook;
mod parts;
mod reasons;
mod result;
mod rows;
mod stored;
mod trace;
mod tree;
mod values;
mod verdict;
mod verdict_result;
mod verdict_view;
mod view;
mod words;
mod workdays;
mod written;

use crate::domain::Exact;
use crate::evidence::Record;
use crate::program::Program;

pub use coverage::{Aim, CaseCoverage, Goal, GoalKind};
pub use explain::Why;
pub use judgements::{check_judgements, check_judgements_so_far};
pub use missed::{IndicatorGap, Item};
pub use outlook::{
    AimKind, ChangeResult, ChangedBy, CompletionResult, ConditionEnds, Ends, Explanation, FactName,
    OpenResult, PartEnds, Shown, WayResult, WaysResult, field_name, field_shown, judgement_name,
    points_shown, rows_shown,
};
pub use result::{
    ClauseResult, Evidence, EvidenceResult, Fraction, GradeName, GradeStep, How, IndicatorResult,
    Missing, NeededBy, Number, Override, PeriodResult, ScoreResult, SectionResult, Share,
    StandardName,
};
pub use stored::{
    Difference, EvidenceText, NamedText, Origin, StoredResult, Texts, Verification, WithTexts,
};
pub use trace::{ClauseTrace, IndicatorTrace, Outcome, SectionTrace, State, Trace, Verdict};
pub use verdict_result::{
    ConditionsResult, GradingResult, LeftOpen, OutputResult, ProcedureResult, RequirementResult,
    RulingResult, StageResult, StageState,
};
pub use view::View;
pub use workdays::check_calendar;

/// The total and the grade, without a trace.
pub fn score(program: &Program, record: &Record) -> Verdict {
    tree::run(program, record, &mut trace::Silent)
}

/// The total and the grade with all that led to them.
pub fn trace(program: &Program, record: &Record) -> Trace {
    let mut kept = trace::Kept::new(program);
    let verdict = tree::run(program, record, &mut kept);
    kept.finish(verdict)
}

/// What computes the results of this program.
const OWN_ENGINE: &str = concat!("chidu ", env!("CARGO_PKG_VERSION"));

/// Zero, to be borrowed.
pub(crate) static ZERO: Exact = Exact::ZERO;
