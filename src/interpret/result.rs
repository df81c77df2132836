//! One result as the data that is printed, stored and exchanged: the trace with its names, wording
//! and evidence, referred to and not copied. Decimals are written as strings.

use serde::Serialize;

use crate::domain::{Date, Exact, Type, Value};
use crate::evidence::{Field, Stored};
use crate::interpret::explain::Why;
use crate::interpret::trace::Outcome;
use crate::interpret::verdict_result::{
    ConditionsResult, GradingResult, LeftOpen, OutputResult, ProcedureResult, RulingResult,
};
use crate::interpret::written::{as_display, as_text, as_word};
use crate::program::Program;

/// One result.
#[derive(Serialize)]
pub struct ScoreResult<'v> {
    /// The standard.
    pub standard: StandardName<'v>,
    /// Who was assessed.
    pub subject: &'v str,
    /// Of which day the assessment speaks.
    #[serde(serialize_with = "as_text")]
    pub assessment_date: Option<Date>,
    /// The total; nothing where the standard scores nothing.
    pub score: Option<Number<'v>>,
    /// The total as a fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_exact: Option<Fraction<'v>>,
    /// The least total, where one is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<Number<'v>>,
    /// The highest total, where one is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Number<'v>>,
    /// The rounding of the total, in places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<u32>,
    /// The step of that rounding, where one is said in place of places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to_nearest: Option<Exact>,
    /// Which neighbour the total is rounded to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<&'static str>,
    /// The lowest score of the scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale_low: Option<Number<'v>>,
    /// The highest score of the scale.
    #[serde(rename = "scale_high", skip_serializing_if = "Option::is_none")]
    pub full: Option<Number<'v>>,
    /// Every grade of the standard, in the order of the rule file.
    #[serde(skip)]
    pub grades: Vec<GradeStep<'v>>,
    /// Whether a lower value earns a better grade.
    #[serde(skip)]
    pub lower_is_better: bool,
    /// The grade.
    pub grade: Option<GradeName<'v>>,
    /// What was graded, where that is not the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graded: Option<Evidence<'v>>,
    /// The grade that the score alone would have given, where a ruling changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade_by_score: Option<GradeName<'v>>,
    /// The vetoes that hold.
    pub vetoes: Vec<RulingResult<'v>>,
    /// All other rulings that hold.
    pub rulings: Vec<RulingResult<'v>>,
    /// Gradings beside the verdict.
    pub gradings: Vec<GradingResult<'v>>,
    /// The tree.
    pub sections: Vec<SectionResult<'v>>,
    /// Results beside the total.
    pub outputs: Vec<OutputResult<'v>>,
    /// Eligibility beside the score.
    pub conditions: Vec<ConditionsResult<'v>>,
    /// Stages beside the score.
    pub procedures: Vec<ProcedureResult<'v>>,
    /// Requirements of the text that the standard does not express.
    pub left_open: Vec<LeftOpen<'v>>,
    /// The evidence and judgements that some clause needed and did not get, by name.
    pub not_given: Vec<&'v str>,
    /// The same with the clauses and other lines concerned.
    #[serde(skip)]
    pub missing: Vec<Missing<'v>>,
    /// The hash of the rules' meaning.
    pub rules_hash: &'v str,
    /// The hash of the evidence's bytes.
    pub evidence_hash: &'v str,
    /// What computed it.
    pub engine: &'static str,
}

/// Evidence or a judgement that was needed and not given.
pub struct Missing<'v> {
    /// The id.
    pub field: &'v str,
    /// What people read.
    pub label: &'v str,
    /// Whether it is a judgement and not evidence.
    pub is_judgement: bool,
    /// What needed it, each line once, in the order of the rule file.
    pub needed_by: Vec<NeededBy<'v>>,
}

/// A clause or another line that needed what was not given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NeededBy<'v> {
    /// The label of what it belongs to, or the word for a ruling.
    pub part: &'v str,
    /// Its line in the rule file.
    pub line: u32,
}

/// The standard of a result.
#[derive(Serialize)]
pub struct StandardName<'v> {
    /// The id.
    pub id: &'v str,
    /// The title.
    pub title: &'v str,
    /// First day in force.
    #[serde(serialize_with = "as_text")]
    pub in_force_from: Option<Date>,
    /// Last day in force.
    #[serde(serialize_with = "as_text", skip_serializing_if = "Option::is_none")]
    pub in_force_until: Option<Date>,
    /// `draft` or `expired`, where it is not simply valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// The document number.
    #[serde(skip)]
    pub document: Option<&'v str>,
    /// Who issued it.
    #[serde(skip)]
    pub issued_by: Option<&'v str>,
}

/// A grade of a result.
#[derive(Serialize)]
pub struct GradeName<'v> {
    /// The id.
    pub id: &'v str,
    /// What people read.
    pub label: &'v str,
    /// The totals that earn it, in words.
    #[serde(skip)]
    pub range: String,
}

/// A grade of the standard and the end from which totals earn it.
pub struct GradeStep<'v> {
    /// The grade.
    pub name: GradeName<'v>,
    /// Its lower end, and whether the end itself earns it; nothing where it has none.
    pub low: Option<(&'v Exact, bool)>,
}

/// What a part counts, each way with its own keys.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Share<'v> {
    /// A share of the whole.
    Weight {
        /// The weight, as it counted.
        weight: Number<'v>,
        /// The weight before that of parts that do not apply was shared out, where that changed it.
        #[serde(skip)]
        own: Option<Number<'v>>,
        /// The weight as a fraction, where its decimals do not end.
        #[serde(skip_serializing_if = "Option::is_none")]
        weight_exact: Option<Fraction<'v>>,
    },
    /// So many points.
    Points {
        /// The points.
        points: Number<'v>,
        /// What they counted, where the points of parts that do not apply were shared out.
        #[serde(skip_serializing_if = "Option::is_none")]
        counted_points: Option<Number<'v>>,
        /// That as a fraction, where its decimals do not end.
        #[serde(skip_serializing_if = "Option::is_none")]
        counted_points_exact: Option<Fraction<'v>>,
    },
    /// Points beside the sum.
    Bonus {
        /// That it is one.
        bonus: bool,
    },
    /// Points off the sum.
    Deduction {
        /// That it is one.
        deduction: bool,
    },
}

/// A section of a result.
#[derive(Serialize)]
pub struct SectionResult<'v> {
    /// The id.
    pub id: &'v str,
    /// What people read.
    pub label: &'v str,
    /// What it counts.
    #[serde(flatten)]
    pub share: Share<'v>,
    /// Its score on the scale.
    pub score: Number<'v>,
    /// The score as a fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_exact: Option<Fraction<'v>>,
    /// Its part of the total.
    pub contribution: Number<'v>,
    /// The contribution as a fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contribution_exact: Option<Fraction<'v>>,
    /// Whether it applies.
    pub applies: bool,
    /// What happened because it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<&'static str>,
    /// Why it does not apply.
    #[serde(skip)]
    pub unless: Option<String>,
    /// The least score, where one is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<Number<'v>>,
    /// The highest score, where one is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Number<'v>>,
    /// The rounding of its score, in places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<u32>,
    /// The step of that rounding, where one is said in place of places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to_nearest: Option<Exact>,
    /// Which neighbour its score is rounded to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<&'static str>,
    /// Sections inside it.
    pub sections: Vec<SectionResult<'v>>,
    /// Its indicators.
    pub indicators: Vec<IndicatorResult<'v>>,
}

/// An indicator of a result.
#[derive(Serialize)]
pub struct IndicatorResult<'v> {
    /// The id.
    pub id: &'v str,
    /// What people read.
    pub label: &'v str,
    /// What it counts.
    #[serde(flatten)]
    pub share: Share<'v>,
    /// Its score.
    pub score: Number<'v>,
    /// Its part of the total.
    pub contribution: Number<'v>,
    /// The contribution as a fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contribution_exact: Option<Fraction<'v>>,
    /// The sum of its clauses.
    pub sum: Number<'v>,
    /// The sum as a fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum_exact: Option<Fraction<'v>>,
    /// The least score; nothing where it may sink without end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<Number<'v>>,
    /// The highest score.
    pub cap: Number<'v>,
    /// What the cap took from the sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Exact>,
    /// The rounding of its score, in places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<u32>,
    /// The step of that rounding, where one is said in place of places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to_nearest: Option<Exact>,
    /// Which neighbour its score is rounded to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<&'static str>,
    /// Whether it applies.
    pub applies: bool,
    /// What happened because it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<&'static str>,
    /// Why it does not apply.
    #[serde(skip)]
    pub unless: Option<String>,
    /// The clause that set the score.
    #[serde(rename = "override")]
    pub set_by: Option<Override<'v>>,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// Its clauses.
    pub clauses: Vec<ClauseResult<'v>>,
}

/// The clause that set a score.
#[derive(Serialize)]
pub struct Override<'v> {
    /// Its line.
    pub line: u32,
    /// The score that it set.
    pub score: Number<'v>,
}

/// A clause of a result.
#[derive(Serialize)]
pub struct ClauseResult<'v> {
    /// Its line in the rule file.
    pub line: u32,
    /// What it does: `base`, `award`, `set`, `per`, `by`, `scale`, `together`, `best`,
    /// `choose`, `formula` or `judge`.
    pub kind: &'static str,
    /// The clause as written.
    pub text: &'v str,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// What happened, as a word of the trace.
    #[serde(serialize_with = "as_word")]
    pub outcome: Outcome,
    /// Its points.
    pub points: Number<'v>,
    /// The points as a fraction, where their decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_exact: Option<Fraction<'v>>,
    /// What its computed points, or its formula, come to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computed: Option<Exact>,
    /// How they came about, for kinds of clauses that need it said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<How<'v>>,
    /// The least points that it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<Number<'v>>,
    /// The most points that it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Number<'v>>,
    /// What its cap took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Number<'v>>,
    /// That as a fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost_exact: Option<Fraction<'v>>,
    /// The rounding of its points, in places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<u32>,
    /// Which neighbour they are rounded to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<&'static str>,
    /// The distance between neighbours, where that is not one of the last place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to_nearest: Option<Exact>,
    /// Why.
    #[serde(serialize_with = "as_display")]
    pub why: Why<'v>,
    /// What it read.
    pub evidence: Vec<EvidenceResult<'v>>,
    /// The clauses of a group.
    pub clauses: Vec<ClauseResult<'v>>,
}

/// How the points of a clause came about.
#[derive(Serialize)]
#[serde(untagged)]
pub enum How<'v> {
    /// On a line between two values.
    Line {
        /// The value.
        value: Exact,
        /// Where the line starts.
        from: Exact,
        /// The points there.
        from_points: Exact,
        /// Where it ends.
        to: Exact,
        /// The points there.
        to_points: Exact,
        /// The points under the start, where they are others.
        #[serde(skip_serializing_if = "Option::is_none")]
        below_points: Option<Exact>,
    },
    /// The best of several clauses.
    Best {
        /// How many count.
        best: u32,
        /// The lines of those that count, be it with 0.
        counted: Vec<u32>,
    },
    /// The clauses of one branch.
    Branch {
        /// Its header as written.
        branch: &'v str,
        /// Its line.
        branch_line: u32,
        /// The lines of its clauses.
        counted: Vec<u32>,
    },
    /// Rows, with a cap for each year or month.
    Periods {
        /// Points of a row.
        each: Exact,
        /// The cap of a period.
        period_cap: &'v Exact,
        /// The years or months with rows, in the order of time.
        periods: Vec<PeriodResult>,
    },
}

/// The rows of a year or a month.
#[derive(Serialize)]
pub struct PeriodResult {
    /// `2023`, or `2023-05`.
    pub period: String,
    /// How many rows.
    pub rows: Exact,
    /// Their points, held to the cap.
    pub points: Exact,
}

/// Something that a clause read.
#[derive(Serialize)]
pub struct EvidenceResult<'v> {
    /// The id of the field, definition or judgement.
    pub field: &'v str,
    /// What people read.
    #[serde(skip)]
    pub label: &'v str,
    /// The value; null where it was not given.
    pub value: Evidence<'v>,
    /// The first day of a parameter's value, where it has one.
    #[serde(serialize_with = "as_text", skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Where the evidence says that the fact comes from.
    pub source: Option<&'v str>,
    /// The line of the evidence file.
    pub line: Option<u32>,
}

/// A value as it would be written in evidence.
pub struct Evidence<'v> {
    pub(super) kind: EvidenceKind<'v>,
    pub(super) program: &'v Program,
}

pub(super) enum EvidenceKind<'v> {
    Field(&'v Field, &'v Stored),
    Definition(Value<'v>, &'v Type),
    Parameter(&'v Exact, &'v Type),
    Points(Option<&'v Exact>),
    Date(Option<Date>),
}

/// A number that is written as a decimal string, rounded to 6 places where it does not end.
#[derive(Clone, Copy)]
pub struct Number<'v>(pub &'v Exact);

/// A number that is written as a fraction.
pub struct Fraction<'v>(pub(super) &'v Exact);
