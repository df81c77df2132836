//! Makes a result of a trace: names, wording and evidence are looked up and referred to.

use std::fmt;

use crate::diagnostics::Language;
use crate::domain::standard::Status;
use crate::domain::{Exact, Rounding, RoundingMode, Type};
use crate::evidence::Record;
use crate::interpret::clauses::held;
use crate::interpret::explain::range;
use crate::interpret::result::{
    ClauseResult, Evidence, EvidenceKind, EvidenceResult, Fraction, GradeName, GradeStep,
    IndicatorResult, Number, Override, ScoreResult, SectionResult, Share, StandardName,
};
use crate::interpret::trace::{ClauseTrace, IndicatorTrace, State, Trace};
use crate::interpret::values::{Scores, Values};
use crate::interpret::verdict_view::POINTS;
use crate::interpret::words::Words;
use crate::interpret::{OWN_ENGINE, ZERO, missing};
use crate::program::{
    Adding, Applies, Better, Clause, ClauseId, ClauseKind, Grade, IndicatorId, Info, Otherwise,
    ParameterId, Program, Section, SectionId, Use,
};

/// A program, a record and the trace of both, from which results are made.
pub struct View<'v> {
    pub(super) values: Values<'v>,
    section_scores: Vec<Exact>,
    pub(super) trace: &'v Trace,
}

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
            scores.total.clone_from(&trace.verdict.total);
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
        let ty = program.graded_by.as_ref().map_or(&POINTS, |by| &by.ty);
        let grade = |at: Option<u32>| {
            let grade = program.grades.get(at? as usize)?;
            Some(self.grade_name(grade, ty, language))
        };
        let changed = verdict
            .grade_by_score
            .filter(|by_score| verdict.grade != Some(*by_score));
        let missing = missing::of(self, language);
        let (vetoes, rulings) = self.rulings(language);
        let scored = program
            .has_score()
            .then_some((&program.scale.0, &program.scale.1));
        ScoreResult {
            standard: standard_name(&program.info),
            subject: &record.subject,
            assessment_date: record.assessment_date,
            score: scored.map(|_| Number(&verdict.total)),
            score_exact: scored.and_then(|_| endless(&verdict.total)),
            floor: program.total.floor.as_ref().map(Number),
            cap: program.total.cap.as_ref().map(Number),
            rounded_to: program.total.rounding.and_then(places),
            rounded_to_nearest: program.total.rounding.and_then(Rounding::nearest_step),
            rounding: program.total.rounding.map(mode),
            scale_low: scored.map(|(low, _)| Number(low)),
            full: scored.map(|(_, high)| Number(high)),
            grades: program
                .grades
                .iter()
                .map(|one| self.step(one, ty, language))
                .collect(),
            grade: grade(verdict.grade),
            grade_by_score: grade(changed),
            lower_is_better: program.better == Better::Lower,
            graded: program.graded_by.as_ref().map(|by| self.graded(by)),
            vetoes,
            rulings,
            gradings: self.gradings(language),
            sections: program
                .top_sections()
                .map(|(id, section)| self.section((id, section), State::Applies, language))
                .collect(),
            outputs: self.outputs(language),
            conditions: self.conditions(language),
            procedures: self.procedures(language),
            left_open: self.left_open(),
            not_given: missing.iter().map(|one| one.field).collect(),
            missing,
            rules_hash: &program.hash,
            evidence_hash: &record.hash,
            engine: OWN_ENGINE,
        }
    }

    /// The name of a grade with the values that earn it on the day of the assessment.
    pub(super) fn grade_name(
        &self,
        grade: &'v Grade,
        ty: &Type,
        language: Language,
    ) -> GradeName<'v> {
        let day = self.values.record.assessment_date;
        let only_by_veto = || language.pick("仅由否决", "by veto only").to_owned();
        GradeName {
            id: &grade.name,
            label: grade.label.as_deref().unwrap_or(&grade.name),
            range: grade
                .range
                .as_ref()
                .map_or_else(only_by_veto, |own| range(own.on(day), ty, language)),
        }
    }

    fn step(&self, grade: &'v Grade, ty: &Type, language: Language) -> GradeStep<'v> {
        let day = self.values.record.assessment_date;
        let own = grade.range.as_ref();
        let low = own.and_then(|own| own.on(day).low.as_ref());
        GradeStep {
            name: self.grade_name(grade, ty, language),
            low: low.map(|(low, inclusive)| (low, *inclusive)),
        }
    }

    fn section(
        &'v self,
        (id, section): (SectionId, &'v Section),
        around: State,
        language: Language,
    ) -> SectionResult<'v> {
        let trace = self.trace.sections.get(id.0 as usize);
        let counted = trace.and_then(|trace| trace.weight.as_ref());
        let score = self.section_scores.get(id.0 as usize).unwrap_or(&ZERO);
        let contribution = trace.map_or(&ZERO, |trace| &trace.contribution);
        let state = trace.map_or(State::Applies, |trace| trace.state);
        let within = if around == State::Applies {
            state
        } else {
            around
        };
        let inner = |id: &SectionId| {
            let inner = self.values.program.section(*id);
            self.section((*id, inner), within, language)
        };
        SectionResult {
            id: &section.name,
            label: section.label.as_deref().unwrap_or(&section.name),
            share: self.share(
                (&section.weight, counted),
                section.is_extra,
                section.cap.as_ref(),
            ),
            score: Number(score),
            score_exact: endless(score),
            contribution: Number(contribution),
            contribution_exact: endless(contribution),
            applies: within == State::Applies,
            otherwise: otherwise(state),
            unless: self.unless(state, section.applies.as_ref(), language),
            floor: section.floor.as_ref().map(Number),
            cap: section.cap.as_ref().map(Number),
            rounded_to: section.rounding.and_then(places),
            rounded_to_nearest: section.rounding.and_then(Rounding::nearest_step),
            rounding: section.rounding.map(mode),
            indicators: section
                .indicators
                .iter()
                .map(|id| self.indicator(*id, within, language))
                .collect(),
            sections: section.sections.iter().map(inner).collect(),
        }
    }

    /// What a part counts: its share, which may have grown, or what it is outside the shares.
    fn share(
        &self,
        (own, counted): (&'v Exact, Option<&'v Exact>),
        is_extra: bool,
        cap: Option<&Exact>,
    ) -> Share<'v> {
        let changed = counted.filter(|counted| *counted != own);
        match (is_extra, self.values.program.adding) {
            (true, _) if cap.is_some_and(|cap| *cap > ZERO) => Share::Bonus { bonus: true },
            (true, _) => Share::Deduction { deduction: true },
            (false, Adding::Weights) => Share::Weight {
                weight: Number(changed.unwrap_or(own)),
                own: changed.map(|_| Number(own)),
                weight_exact: endless(changed.unwrap_or(own)),
            },
            (false, Adding::Points) => Share::Points {
                points: Number(own),
                counted_points: changed.map(Number),
                counted_points_exact: changed.and_then(endless),
            },
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
        let of = |pick: fn(&'v IndicatorTrace) -> &'v Exact| trace.map_or(&ZERO, pick);
        let counted = trace.and_then(|trace| trace.weight.as_ref());
        let contribution = of(|trace| &trace.contribution);
        let state = trace.map_or(State::Applies, |trace| trace.state);
        let sum = of(|trace| &trace.sum);
        let set_by = trace.and_then(|trace| trace.set_by);
        let counts = state == State::Applies && section == State::Applies && set_by.is_none();
        IndicatorResult {
            id: &indicator.name,
            label: indicator.label.as_deref().unwrap_or(&indicator.name),
            share: self.share(
                (&indicator.weight, counted),
                indicator.is_extra,
                Some(&indicator.cap),
            ),
            score: Number(of(|trace| &trace.score)),
            contribution: Number(contribution),
            contribution_exact: endless(contribution),
            sum: Number(sum),
            sum_exact: endless(sum),
            floor: indicator.floor.as_ref().map(Number),
            cap: Number(&indicator.cap),
            lost: (counts && *sum > indicator.cap).then(|| sum - &indicator.cap),
            rounded_to: indicator.rounding.and_then(places),
            rounded_to_nearest: indicator.rounding.and_then(Rounding::nearest_step),
            rounding: indicator.rounding.map(mode),
            applies: state == State::Applies && section == State::Applies,
            otherwise: otherwise(state),
            unless: self.unless(state, indicator.applies.as_ref(), language),
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

    /// What keeps a part from applying.
    fn unless(
        &self,
        state: State,
        applies: Option<&Applies>,
        language: Language,
    ) -> Option<String> {
        let applies = applies.filter(|_| state != State::Applies)?;
        let words = Words {
            values: &self.values,
            language,
        };
        let condition = applies.condition;
        Some(fmt::from_fn(|f| words.condition(f, condition)).to_string())
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
            points_exact: endless(&own.points),
            computed: self.computed(clause, own),
            how: self.how(clause, own),
            rounded_to: clause.rounding.and_then(places),
            rounding: clause.rounding.map(mode),
            rounded_to_nearest: clause.rounding.and_then(Rounding::nearest_step),
            floor: clause.floor.as_ref().map(Number),
            cap: clause.cap.as_ref().map(Number),
            lost: (own.lost > ZERO).then_some(Number(&own.lost)),
            lost_exact: endless(&own.lost).filter(|_| own.lost > ZERO),
            why: self.reason(clause, own, language),
            evidence: self.evidence(&clause.uses, language),
            clauses: self.clauses(clause.inner(), language),
        }
    }

    /// The wording of the clause, or of the band that decided.
    pub(super) fn quote(&'v self, clause: &'v Clause) -> Option<&'v str> {
        let band = match &clause.kind {
            ClauseKind::Bands {
                quantity, bands, ..
            } => {
                let value = self.values.of(*quantity).as_number();
                value.and_then(|value| held(bands, &value, self.values.record.assessment_date))
            }
            ClauseKind::Base(_)
            | ClauseKind::Award { .. }
            | ClauseKind::Override { .. }
            | ClauseKind::Per { .. }
            | ClauseKind::Linear(_)
            | ClauseKind::Group { .. }
            | ClauseKind::Choose { .. }
            | ClauseKind::Formula(_)
            | ClauseKind::Judge { .. } => None,
        };
        let of_band = band.and_then(|band| band.origin.quote.as_deref());
        of_band.or(clause.origin.quote.as_deref())
    }

    pub(super) fn evidence(
        &'v self,
        uses: &'v [Use],
        language: Language,
    ) -> Vec<EvidenceResult<'v>> {
        uses.iter()
            .filter_map(|used| self.used(*used, language))
            .collect()
    }

    pub(super) fn used(&'v self, used: Use, language: Language) -> Option<EvidenceResult<'v>> {
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
                    from: None,
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
                    from: None,
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
                    from: None,
                    source: given.map(|given| given.by.as_str()),
                    line: given.map(|given| given.place.line),
                }
            }
            Use::Conditions(id) => {
                let conditions = program.conditions.get(id.0 as usize)?;
                EvidenceResult {
                    field: &conditions.name,
                    label: conditions.label.as_deref().unwrap_or(&conditions.name),
                    value: made(EvidenceKind::Definition(self.met(id), &Type::Flag)),
                    from: None,
                    source: None,
                    line: None,
                }
            }
            Use::Parameter(id) => return self.parameter(id),
            Use::AssessmentDate => return Some(self.assessment_date(language)),
        })
    }

    fn assessment_date(&'v self, language: Language) -> EvidenceResult<'v> {
        let Values {
            program, record, ..
        } = &self.values;
        let kind = EvidenceKind::Date(record.assessment_date);
        EvidenceResult {
            field: "assessment_date",
            label: language.pick("评价日期", "assessment date"),
            value: Evidence { kind, program },
            from: None,
            source: None,
            line: None,
        }
    }

    fn parameter(&'v self, id: ParameterId) -> Option<EvidenceResult<'v>> {
        let program = self.values.program;
        let parameter = program.parameters.get(id.0 as usize)?;
        let (from, value) = parameter.on(self.values.record.assessment_date)?;
        let kind = EvidenceKind::Parameter(value, &parameter.ty);
        Some(EvidenceResult {
            field: &parameter.name,
            label: parameter.label.as_deref().unwrap_or(&parameter.name),
            value: Evidence { kind, program },
            from: *from,
            source: None,
            line: None,
        })
    }
}

fn standard_name(info: &Info) -> StandardName<'_> {
    StandardName {
        id: &info.id,
        title: &info.title,
        in_force_from: info.in_force_from,
        in_force_until: info.in_force_until,
        status: (info.status != Status::InForce).then(|| info.status.word()),
        document: info.document.as_deref(),
        issued_by: info.issued_by.as_deref(),
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

/// The places that stay; nothing where a step is said.
fn places(rounding: Rounding) -> Option<u32> {
    rounding.nearest_step().is_none().then_some(rounding.places)
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
