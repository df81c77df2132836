//! One result as the data that is printed, stored and exchanged: the trace with its names, wording
//! and evidence, referred to and not copied. Decimals are written as strings.

use serde::{Serialize, Serializer};

use crate::diagnostics::Language;
use crate::domain::{Date, Exact, Rounding, RoundingMode, Value};
use crate::evidence::{Field, FieldKind, Record, Stored};
use crate::interpret::ZERO;
use crate::interpret::explain::{Why, quantity, range};
use crate::interpret::trace::{ClauseTrace, Outcome, State, Trace};
use crate::interpret::tree::held;
use crate::interpret::values::{Scores, Values};
use crate::program::{
    Clause, ClauseId, ClauseKind, Grade, IndicatorId, Otherwise, Program, Section, SectionId, Use,
    Veto,
};

/// A program, a record and the trace of both, from which results are made.
pub struct View<'v> {
    values: Values<'v>,
    section_scores: Vec<Exact>,
    trace: &'v Trace,
}

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
    /// The total.
    pub score: Number<'v>,
    /// The total as a fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_exact: Option<Fraction<'v>>,
    /// The rounding of the total, in places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<u32>,
    /// Which neighbour the total is rounded to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<&'static str>,
    /// The lowest score of the scale.
    pub scale_low: Number<'v>,
    /// The highest score of the scale.
    #[serde(rename = "scale_high")]
    pub full: Number<'v>,
    /// The grade.
    pub grade: Option<GradeName<'v>>,
    /// The grade that the total alone would have given, where a veto changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade_by_score: Option<GradeName<'v>>,
    /// The vetoes that hold.
    pub vetoes: Vec<VetoResult<'v>>,
    /// The tree.
    pub sections: Vec<SectionResult<'v>>,
    /// Eligibility beside the score.
    pub conditions: [(); 0],
    /// Stages beside the score.
    pub procedures: [(); 0],
    /// The evidence and judgements that some clause needed and did not get, by name.
    pub not_given: Vec<&'v str>,
    /// The hash of the rules' meaning.
    pub rules_hash: &'v str,
    /// The hash of the evidence's bytes.
    pub evidence_hash: &'v str,
    /// What computed it.
    pub engine: &'static str,
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

/// A veto that holds.
#[derive(Serialize)]
pub struct VetoResult<'v> {
    /// The id of the grade that it gives.
    pub grade: &'v str,
    /// Why.
    pub reason: &'v str,
    /// Its line in the rule file.
    pub line: u32,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// What it read.
    pub evidence: Vec<EvidenceResult<'v>>,
}

/// A section of a result.
#[derive(Serialize)]
pub struct SectionResult<'v> {
    /// The id.
    pub id: &'v str,
    /// What people read.
    pub label: &'v str,
    /// Its share of the whole, as it counted.
    pub weight: Number<'v>,
    /// The weight as a fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight_exact: Option<Fraction<'v>>,
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
    /// The rounding of its score, in places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<u32>,
    /// Which neighbour its score is rounded to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<&'static str>,
    /// Sections inside it.
    pub sections: [(); 0],
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
    /// Its share of the whole, as it counted.
    pub weight: Number<'v>,
    /// The weight as a fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight_exact: Option<Fraction<'v>>,
    /// Its score.
    pub score: Number<'v>,
    /// Its part of the total.
    pub contribution: Number<'v>,
    /// The contribution as a fraction, where its decimals do not end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contribution_exact: Option<Fraction<'v>>,
    /// The sum of its clauses.
    pub sum: Number<'v>,
    /// The least score.
    pub floor: Number<'v>,
    /// The highest score.
    pub cap: Number<'v>,
    /// What the cap took from the sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Exact>,
    /// The rounding of its score, in places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<u32>,
    /// Which neighbour its score is rounded to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<&'static str>,
    /// Whether it applies.
    pub applies: bool,
    /// What happened because it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<&'static str>,
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
    /// What it does: `base`, `award`, `set`, `per`, `by`, `together` or `judge`.
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
    /// The least points that it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<Number<'v>>,
    /// The most points that it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Number<'v>>,
    /// What its cap took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Number<'v>>,
    /// Why.
    #[serde(serialize_with = "as_display")]
    pub why: Why<'v>,
    /// What it read.
    pub evidence: Vec<EvidenceResult<'v>>,
    /// The clauses of a group.
    pub clauses: Vec<ClauseResult<'v>>,
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
    /// Where the evidence says that the fact comes from.
    pub source: Option<&'v str>,
    /// The line of the evidence file.
    pub line: Option<u32>,
}

/// A value as it would be written in evidence.
pub struct Evidence<'v> {
    kind: EvidenceKind<'v>,
    program: &'v Program,
}

enum EvidenceKind<'v> {
    Field(&'v Field, &'v Stored),
    Definition(Value<'v>, &'v crate::domain::Type),
    Points(Option<&'v Exact>),
    Date(Option<Date>),
}

/// A number that is written as a decimal string, rounded to 6 places where it does not end.
#[derive(Clone, Copy)]
pub struct Number<'v>(pub &'v Exact);

/// A number that is written as a fraction.
pub struct Fraction<'v>(&'v Exact);

// ---- making results -----------------------------------------------------------------------------

impl<'v> View<'v> {
    /// Looks at a trace with the program and the record that it came from.
    pub fn new(program: &'v Program, record: &'v Record, trace: &'v Trace) -> Self {
        let of_sections = program.sections.iter().zip(&trace.sections);
        let section_scores: Vec<Exact> = of_sections
            .map(|(section, own)| own.score(&section.weight))
            .collect();
        let mut scores = Scores::default();
        if program.reads_scores() {
            let of_indicators = trace.indicators.iter();
            scores.indicators = of_indicators.map(|own| own.score.clone()).collect();
            scores.sections.clone_from(&section_scores);
        }
        Self {
            values: Values::new(program, record).with_scores(scores),
            section_scores,
            trace,
        }
    }

    /// The result, with reasons in a language.
    pub fn result(&'v self, language: Language) -> ScoreResult<'v> {
        let Values {
            program, record, ..
        } = &self.values;
        let verdict = &self.trace.verdict;
        let grade = |at: Option<u32>| {
            let grade = program.grades.get(at? as usize)?;
            Some(grade_name(grade, language))
        };
        let changed = verdict
            .grade_by_score
            .filter(|by_score| verdict.grade != Some(*by_score));
        let held = verdict
            .vetoes
            .iter()
            .filter_map(|at| program.vetoes.get(*at as usize));
        ScoreResult {
            standard: StandardName {
                id: &program.info.id,
                title: &program.info.title,
                in_force_from: program.info.in_force_from,
                in_force_until: program.info.in_force_until,
            },
            subject: &record.subject,
            assessment_date: record.assessment_date,
            score: Number(&verdict.total),
            score_exact: endless(&verdict.total),
            rounded_to: program.total_rounding.map(|rounding| rounding.places),
            rounding: program.total_rounding.map(mode),
            scale_low: Number(&program.scale.0),
            full: Number(&program.scale.1),
            grade: grade(verdict.grade),
            grade_by_score: grade(changed),
            vetoes: held.map(|veto| self.veto(veto)).collect(),
            sections: program
                .sections
                .iter()
                .zip(0u32..)
                .map(|(section, at)| self.section(section, SectionId(at), language))
                .collect(),
            conditions: [],
            procedures: [],
            not_given: self.not_given(),
            rules_hash: &program.hash,
            evidence_hash: &record.hash,
            engine: concat!("chidu ", env!("CARGO_PKG_VERSION")),
        }
    }

    fn veto(&'v self, veto: &'v Veto) -> VetoResult<'v> {
        let grade = self.values.program.grades.get(veto.grade as usize);
        VetoResult {
            grade: grade.map_or("", |grade| &grade.name),
            reason: veto
                .reason
                .as_deref()
                .or(veto.origin.quote.as_deref())
                .unwrap_or(&veto.origin.text),
            line: veto.origin.line,
            quote: veto.origin.quote.as_deref(),
            evidence: self.evidence(&veto.uses),
        }
    }

    fn section(
        &'v self,
        section: &'v Section,
        id: SectionId,
        language: Language,
    ) -> SectionResult<'v> {
        let trace = self.trace.sections.get(id.0 as usize);
        let weight = trace
            .and_then(|trace| trace.weight.as_ref())
            .unwrap_or(&section.weight);
        let score = self.section_scores.get(id.0 as usize).unwrap_or(&ZERO);
        let contribution = trace.map_or(&ZERO, |trace| &trace.contribution);
        let state = trace.map_or(State::Applies, |trace| trace.state);
        SectionResult {
            id: &section.name,
            label: section.label.as_deref().unwrap_or(&section.name),
            weight: Number(weight),
            weight_exact: endless(weight),
            score: Number(score),
            score_exact: endless(score),
            contribution: Number(contribution),
            contribution_exact: endless(contribution),
            applies: state == State::Applies,
            otherwise: otherwise(state),
            rounded_to: section.rounding.map(|rounding| rounding.places),
            rounding: section.rounding.map(mode),
            sections: [],
            indicators: section
                .indicators
                .iter()
                .map(|id| self.indicator(*id, state, language))
                .collect(),
        }
    }

    fn indicator(
        &'v self,
        id: IndicatorId,
        section: State,
        language: Language,
    ) -> IndicatorResult<'v> {
        let program = self.values.program;
        let indicator = program.indicator(id);
        let trace = self.trace.indicators.get(id.0 as usize);
        let of =
            |pick: fn(&'v crate::interpret::IndicatorTrace) -> &'v Exact| trace.map_or(&ZERO, pick);
        let weight = trace
            .and_then(|trace| trace.weight.as_ref())
            .unwrap_or(&indicator.weight);
        let contribution = of(|trace| &trace.contribution);
        let state = trace.map_or(State::Applies, |trace| trace.state);
        let sum = of(|trace| &trace.sum);
        let set_by = trace.and_then(|trace| trace.set_by);
        let counts = state == State::Applies && section == State::Applies && set_by.is_none();
        IndicatorResult {
            id: &indicator.name,
            label: indicator.label.as_deref().unwrap_or(&indicator.name),
            weight: Number(weight),
            weight_exact: endless(weight),
            score: Number(of(|trace| &trace.score)),
            contribution: Number(contribution),
            contribution_exact: endless(contribution),
            sum: Number(sum),
            floor: Number(&indicator.floor),
            cap: Number(&indicator.cap),
            lost: (counts && *sum > indicator.cap).then(|| sum - &indicator.cap),
            rounded_to: indicator.rounding.map(|rounding| rounding.places),
            rounding: indicator.rounding.map(mode),
            applies: state == State::Applies && section == State::Applies,
            otherwise: otherwise(state),
            set_by: set_by.map(|id| Override {
                line: program.clause(id).origin.line,
                score: Number(
                    self.trace
                        .clauses
                        .get(id.0 as usize)
                        .map_or(&ZERO, |own| &own.points),
                ),
            }),
            quote: indicator.origin.quote.as_deref(),
            clauses: self.clauses(&indicator.clauses, language),
        }
    }

    fn clauses(&'v self, ids: &'v [ClauseId], language: Language) -> Vec<ClauseResult<'v>> {
        ids.iter()
            .filter_map(|id| {
                let own = self.trace.clauses.get(id.0 as usize)?;
                Some(self.clause(*id, own, language))
            })
            .collect()
    }

    fn clause(
        &'v self,
        id: ClauseId,
        own: &'v ClauseTrace,
        language: Language,
    ) -> ClauseResult<'v> {
        let clause = self.values.program.clause(id);
        ClauseResult {
            line: clause.origin.line,
            kind: clause.kind.word(),
            text: &clause.origin.text,
            quote: self.quote(clause),
            outcome: own.outcome,
            points: Number(&own.points),
            floor: clause.floor.as_ref().map(Number),
            cap: clause.cap.as_ref().map(Number),
            lost: (own.lost > ZERO).then_some(Number(&own.lost)),
            why: Why {
                values: &self.values,
                trace: self.trace,
                clause,
                own,
                language,
            },
            evidence: self.evidence(&clause.uses),
            clauses: self.clauses(clause.inner(), language),
        }
    }

    /// The wording of the clause, or of the band that decided.
    fn quote(&'v self, clause: &'v Clause) -> Option<&'v str> {
        let band = match &clause.kind {
            ClauseKind::Bands {
                quantity, bands, ..
            } => {
                let value = self.values.of(*quantity).as_number();
                value.and_then(|value| held(bands, &value))
            }
            ClauseKind::Base(_)
            | ClauseKind::Award { .. }
            | ClauseKind::Override { .. }
            | ClauseKind::Per { .. }
            | ClauseKind::Group(_)
            | ClauseKind::Judge { .. } => None,
        };
        let of_band = band.and_then(|band| band.origin.quote.as_deref());
        of_band.or(clause.origin.quote.as_deref())
    }

    fn evidence(&'v self, uses: &'v [Use]) -> Vec<EvidenceResult<'v>> {
        uses.iter().filter_map(|used| self.used(*used)).collect()
    }

    fn used(&'v self, used: Use) -> Option<EvidenceResult<'v>> {
        let Values {
            program, record, ..
        } = &self.values;
        let made = |kind| Evidence { kind, program };
        Some(match used {
            Use::Field(id) => {
                let field = program.schema.field(id)?;
                let place = record.places.get(id.0 as usize).copied().flatten();
                EvidenceResult {
                    field: &field.name,
                    label: field.title(),
                    value: made(EvidenceKind::Field(field, record.stored(id))),
                    source: record.sources.get(id.0 as usize)?.as_deref(),
                    line: place.map(|place| place.line),
                }
            }
            Use::Definition(id) => {
                let definition = program.definitions.get(id.0 as usize)?;
                let value = self.values.of(definition.value);
                EvidenceResult {
                    field: &definition.name,
                    label: definition.label.as_deref().unwrap_or(&definition.name),
                    value: made(EvidenceKind::Definition(value, &definition.ty)),
                    source: None,
                    line: None,
                }
            }
            Use::Judgement(id) => {
                let field = program.schema.judgements.get(id.0 as usize)?;
                let given = record.judgement(id);
                EvidenceResult {
                    field: &field.name,
                    label: field.title(),
                    value: made(EvidenceKind::Points(given.map(|given| &given.points))),
                    source: given.map(|given| given.by.as_str()),
                    line: given.map(|given| given.place.line),
                }
            }
            Use::AssessmentDate => EvidenceResult {
                field: "assessment_date",
                label: "assessment_date",
                value: made(EvidenceKind::Date(record.assessment_date)),
                source: None,
                line: None,
            },
        })
    }

    /// The evidence that some clause or veto needed and did not get; a definition where all that
    /// stands behind it was given, and it has no value all the same.
    fn not_given(&'v self) -> Vec<&'v str> {
        let program = self.values.program;
        let clauses = program.clauses().iter().zip(&self.trace.clauses);
        let clauses = clauses
            .filter(|(_, own)| own.outcome == Outcome::NotGiven)
            .map(|(clause, _)| &clause.uses);
        let vetoes = self.trace.verdict.vetoes_not_given.iter();
        let vetoes = vetoes
            .filter_map(|at| program.vetoes.get(*at as usize))
            .map(|veto| &veto.uses);
        let mut names = vec![];
        for uses in clauses.chain(vetoes) {
            let missing = |wanted: bool| {
                let uses = uses
                    .iter()
                    .filter(move |used| matches!(used, Use::Definition(_)) == wanted);
                let evidence = uses.filter_map(|used| self.used(*used));
                evidence
                    .filter(|evidence| evidence.value.is_missing())
                    .map(|evidence| evidence.field)
            };
            let is_derived = missing(false).next().is_none();
            for name in missing(is_derived) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }
}

fn grade_name(grade: &Grade, language: Language) -> GradeName<'_> {
    let points = crate::domain::Type::Number(crate::domain::Quantity::Points);
    GradeName {
        id: &grade.name,
        label: grade.label.as_deref().unwrap_or(&grade.name),
        range: range(&grade.range, &points, language),
    }
}

fn otherwise(state: State) -> Option<&'static str> {
    let word = |otherwise| match otherwise {
        Otherwise::Full => "full",
        Otherwise::Zero => "zero",
        Otherwise::Reweigh => "reweigh",
    };
    match state {
        State::Applies => None,
        State::Full => Some(word(Otherwise::Full)),
        State::Zero => Some(word(Otherwise::Zero)),
        State::Out => Some(word(Otherwise::Reweigh)),
    }
}

fn mode(rounding: Rounding) -> &'static str {
    match rounding.mode {
        RoundingMode::HalfAway => "half_away",
        RoundingMode::HalfEven => "half_even",
        RoundingMode::Up => "up",
        RoundingMode::Down => "down",
    }
}

fn endless(number: &Exact) -> Option<Fraction<'_>> {
    (!number.ends()).then_some(Fraction(number))
}

// ---- writing results ----------------------------------------------------------------------------

impl Number<'_> {
    /// The decimal for readers.
    pub fn shown(&self) -> String {
        self.0.shown()
    }
}

impl Serialize for Number<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.ends() {
            serializer.collect_str(self.0)
        } else {
            serializer.serialize_str(&self.shown())
        }
    }
}

impl Serialize for Fraction<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn as_text<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}

fn as_word<S: Serializer>(outcome: &Outcome, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(outcome.word())
}

fn as_display<S: Serializer>(why: &Why<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(why)
}

impl Evidence<'_> {
    /// Whether it was not given.
    pub fn is_missing(&self) -> bool {
        match &self.kind {
            EvidenceKind::Field(_, stored) => stored.is_missing(),
            EvidenceKind::Definition(value, _) => value.is_missing(),
            EvidenceKind::Points(points) => points.is_none(),
            EvidenceKind::Date(date) => date.is_none(),
        }
    }

    /// The value for readers.
    pub fn shown(&self, language: Language) -> String {
        match &self.kind {
            EvidenceKind::Field(field, stored) => self.stored_shown(field, stored, language),
            EvidenceKind::Definition(value, ty) => match value {
                Value::Number(number) => quantity(ty, number),
                Value::Flag(flag) => flag_shown(*flag, language),
                Value::Date(date) => date.to_string(),
                Value::Text(text) => (*text).to_owned(),
                Value::Choice(at) => self.choice_title(ty, *at).to_owned(),
                Value::Kinds(kinds) => kinds.len().to_string(),
                Value::Missing => language.pick("没有值", "no value").to_owned(),
            },
            EvidenceKind::Points(Some(points)) => points.to_string(),
            EvidenceKind::Date(Some(date)) => date.to_string(),
            EvidenceKind::Points(None) | EvidenceKind::Date(None) => {
                language.pick("未提供", "not given").to_owned()
            }
        }
    }

    fn choice_title(&self, ty: &crate::domain::Type, at: u32) -> &str {
        match ty {
            crate::domain::Type::Choice(list) | crate::domain::Type::Kinds(list) => self
                .program
                .schema
                .choice(*list, at)
                .map_or("", |choice| choice.title()),
            _ => "",
        }
    }

    fn stored_shown(&self, field: &Field, stored: &Stored, language: Language) -> String {
        let comma = language.pick("、", ", ");
        match stored {
            Stored::Missing => language.pick("未提供", "not given").to_owned(),
            Stored::Flag(flag) => flag_shown(*flag, language),
            Stored::Number(number) => quantity(&field.kind.ty(), number),
            Stored::Choice(at) => self.choice_title(&field.kind.ty(), *at).to_owned(),
            Stored::Kinds(kinds) => {
                let ty = field.kind.ty();
                let known = kinds.known.iter().map(|at| self.choice_title(&ty, *at));
                let all: Vec<&str> = known
                    .chain(kinds.others.iter().map(String::as_str))
                    .collect();
                let list = if all.is_empty() {
                    language.pick("无", "none").to_owned()
                } else {
                    all.join(comma)
                };
                if kinds.duplicates.is_empty() {
                    return list;
                }
                let twice = kinds.duplicates.join(comma);
                match language {
                    Language::Zh => format!("{list}（重复的只计一次：{twice}）"),
                    Language::En => format!("{list} (counted once though given again: {twice})"),
                }
            }
            Stored::Date(date) => date.to_string(),
            Stored::Text(text) => text.clone(),
            Stored::Rows(rows) => match language {
                Language::Zh => format!("{} 条", rows.len()),
                Language::En => format!("{} rows", rows.len()),
            },
        }
    }

    /// The rows of records, each as one line for readers.
    pub fn rows(&self, language: Language) -> Vec<String> {
        let EvidenceKind::Field(
            Field {
                kind: FieldKind::Records { fields },
                ..
            },
            Stored::Rows(rows),
        ) = &self.kind
        else {
            return vec![];
        };
        let cell = |(field, stored): (&Field, &Stored)| {
            let name = language.pick(field.title(), &field.name);
            format!("{name} {}", self.stored_shown(field, stored, language))
        };
        rows.iter()
            .map(|row| {
                let cells: Vec<String> = fields.iter().zip(row).map(cell).collect();
                cells.join(language.pick("，", ", "))
            })
            .collect()
    }
}

fn flag_shown(flag: bool, language: Language) -> String {
    let word = if flag {
        language.pick("是", "yes")
    } else {
        language.pick("否", "no")
    };
    word.to_owned()
}

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            EvidenceKind::Field(field, stored) => Cell {
                field,
                stored,
                program: self.program,
            }
            .serialize(serializer),
            EvidenceKind::Definition(value, ty) => match value {
                Value::Missing => serializer.serialize_none(),
                Value::Flag(flag) => serializer.serialize_bool(*flag),
                Value::Number(number) => serializer.serialize_str(&written(ty, number)),
                Value::Choice(_) | Value::Kinds(_) | Value::Date(_) | Value::Text(_) => {
                    serializer.serialize_str(&self.shown(Language::En))
                }
            },
            EvidenceKind::Points(points) => points.map(Number).serialize(serializer),
            EvidenceKind::Date(date) => as_text(date, serializer),
        }
    }
}

/// A number as evidence would write it; a fraction where its decimals do not end.
fn written(ty: &crate::domain::Type, number: &Exact) -> String {
    match ty {
        crate::domain::Type::Number(quantity) if number.ends() => quantity.shown(number),
        _ => number.to_string(),
    }
}

/// One stored value with its declaration.
struct Cell<'v> {
    field: &'v Field,
    stored: &'v Stored,
    program: &'v Program,
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::{SerializeMap, SerializeSeq};
        let id = |at: &u32| match self.field.kind {
            FieldKind::Choice { list } | FieldKind::Kinds { list, .. } => self
                .program
                .schema
                .choice(list, *at)
                .map_or("", |choice| &choice.name),
            _ => "",
        };
        match self.stored {
            Stored::Missing => serializer.serialize_none(),
            Stored::Flag(flag) => serializer.serialize_bool(*flag),
            Stored::Number(number) => match &self.field.kind {
                FieldKind::Count { .. } | FieldKind::Number { .. } => {
                    serializer.collect_str(number)
                }
                kind => serializer.serialize_str(&written(&kind.ty(), number)),
            },
            Stored::Choice(at) => serializer.serialize_str(id(at)),
            Stored::Kinds(kinds) => {
                let known = kinds.known.iter().map(id);
                serializer.collect_seq(known.chain(kinds.others.iter().map(String::as_str)))
            }
            Stored::Date(date) => serializer.collect_str(date),
            Stored::Text(text) => serializer.serialize_str(text),
            Stored::Rows(rows) => {
                let fields = match &self.field.kind {
                    FieldKind::Records { fields } => fields.as_slice(),
                    _ => &[],
                };
                let mut all = serializer.serialize_seq(Some(rows.len()))?;
                for row in rows {
                    all.serialize_element(&Line {
                        fields,
                        row,
                        program: self.program,
                    })?;
                }
                return all.end();

                struct Line<'v> {
                    fields: &'v [Field],
                    row: &'v [Stored],
                    program: &'v Program,
                }
                impl Serialize for Line<'_> {
                    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                        let mut map = to.serialize_map(Some(self.row.len()))?;
                        for (field, stored) in self.fields.iter().zip(self.row) {
                            let cell = Cell {
                                field,
                                stored,
                                program: self.program,
                            };
                            map.serialize_entry(&field.name, &cell)?;
                        }
                        map.end()
                    }
                }
            }
        }
    }
}
