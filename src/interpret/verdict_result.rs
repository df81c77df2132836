//! What a result says of the verdict and of all that stands beside the score.

use serde::Serialize;

use crate::interpret::result::{Evidence, EvidenceResult, GradeName};

/// A ruling that holds.
#[derive(Serialize)]
pub struct RulingResult<'v> {
    /// What it does: `veto`, `require`, `downgrade`, `bar` or `direct`.
    pub kind: &'static str,
    /// The id of the grade that it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<&'v str>,
    /// By how many steps the grade falls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<u32>,
    /// Why.
    pub reason: &'v str,
    /// Its line in the rule file.
    pub line: u32,
    /// The ruling as written.
    #[serde(skip)]
    pub text: &'v str,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// What it read.
    pub evidence: Vec<EvidenceResult<'v>>,
}

/// A grading beside the verdict.
#[derive(Serialize)]
pub struct GradingResult<'v> {
    /// The id.
    pub id: &'v str,
    /// What people read.
    pub label: &'v str,
    /// What was graded; null where it has no value.
    pub value: Evidence<'v>,
    /// The grade; null where nothing was graded.
    pub grade: Option<GradeName<'v>>,
    /// Its line in the rule file.
    pub line: u32,
    /// The official wording.
    pub quote: Option<&'v str>,
}

/// A result beside the total.
#[derive(Serialize)]
pub struct OutputResult<'v> {
    /// The id.
    pub id: &'v str,
    /// What people read.
    pub label: &'v str,
    /// The value; null where it has none.
    pub value: Evidence<'v>,
    /// The value for readers.
    pub shown: String,
    /// Its line in the rule file.
    pub line: u32,
    /// The output as written.
    pub text: &'v str,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// What it read.
    pub evidence: Vec<EvidenceResult<'v>>,
}

/// Conditions beside the score.
#[derive(Serialize)]
pub struct ConditionsResult<'v> {
    /// The id.
    pub id: &'v str,
    /// What people read.
    pub label: &'v str,
    /// Whether they are met; null where missing evidence leaves it open.
    pub met: Option<bool>,
    /// How many of the requirements must hold.
    pub least: u32,
    /// How many do.
    pub held: u32,
    /// Their line in the rule file.
    pub line: u32,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// The requirements.
    pub requirements: Vec<RequirementResult<'v>>,
}

/// One requirement, or a group of them.
#[derive(Serialize)]
pub struct RequirementResult<'v> {
    /// Its line in the rule file.
    pub line: u32,
    /// The requirement as written.
    pub text: &'v str,
    /// Its words.
    pub words: Option<&'v str>,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// Whether it is met; null where missing evidence leaves it open.
    pub met: Option<bool>,
    /// Whether it concerns this subject.
    pub applies: bool,
    /// Why.
    pub why: String,
    /// How many of a group must hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// What it read.
    pub evidence: Vec<EvidenceResult<'v>>,
    /// The requirements of a group.
    pub requirements: Vec<RequirementResult<'v>>,
}

/// A procedure beside the score.
#[derive(Serialize)]
pub struct ProcedureResult<'v> {
    /// The id.
    pub id: &'v str,
    /// What people read.
    pub label: &'v str,
    /// The id of the last stage that was passed.
    pub passed: Option<&'v str>,
    /// The id of the first stage that was not.
    pub stopped_at: Option<&'v str>,
    /// Whether that is so only because evidence is missing.
    pub open: bool,
    /// Its line in the rule file.
    pub line: u32,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// Its stages in order.
    pub stages: Vec<StageResult<'v>>,
}

/// How far a stage has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StageState {
    /// It was passed.
    Passed,
    /// It was not passed.
    Stopped,
    /// Missing evidence leaves it open.
    Open,
    /// An earlier stage was not passed.
    NotReached,
}

/// A stage of a procedure.
#[derive(Serialize)]
pub struct StageResult<'v> {
    /// The id.
    pub id: &'v str,
    /// What people read.
    pub label: &'v str,
    /// Who decides.
    pub role: Option<&'v str>,
    /// How far it has come.
    pub state: StageState,
    /// Why it was not passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'v str>,
    /// What its condition came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Its line in the rule file.
    pub line: u32,
    /// The stage as written.
    pub text: &'v str,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// What it read.
    pub evidence: Vec<EvidenceResult<'v>>,
}

/// A requirement of the text that the standard does not express.
#[derive(Serialize)]
pub struct LeftOpen<'v> {
    /// The official wording.
    pub words: &'v str,
    /// Why it is left open.
    pub reason: &'v str,
    /// The line of the note.
    pub line: u32,
}
