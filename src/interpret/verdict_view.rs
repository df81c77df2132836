//! Makes the verdict's part of a result: rulings, gradings, outputs, conditions, procedures and what
//! the standard leaves open.

use std::fmt;

use crate::diagnostics::Language;
use crate::domain::standard::NoteKind;
use crate::domain::{Quantity, Type, Value};
use crate::interpret::result::{Evidence, EvidenceKind};
use crate::interpret::verdict_result::{
    ConditionsResult, GradingResult, LeftOpen, OutputResult, ProcedureResult, RequirementResult,
    RulingResult, StageResult, StageState,
};
use crate::interpret::view::View;
use crate::interpret::words::Words;
use crate::program::{
    Among, Conditions, ExprId, Graded, Procedure, Requirement, Ruling, RulingKind, Stage, Wanted,
};

/// The type of points, to be borrowed.
pub(super) static POINTS: Type = Type::Number(Quantity::Points);

impl<'v> View<'v> {
    /// The rulings that hold, vetoes apart from all others.
    pub(super) fn rulings(
        &'v self,
        language: Language,
    ) -> (Vec<RulingResult<'v>>, Vec<RulingResult<'v>>) {
        let held = self.trace.verdict.held.iter();
        let rulings = held.filter_map(|at| self.values.program.rulings.get(*at as usize));
        let is_veto = |ruling: &&Ruling| matches!(ruling.kind, RulingKind::Veto(_));
        let (vetoes, others): (Vec<&Ruling>, Vec<&Ruling>) = rulings.partition(is_veto);
        let made = |all: Vec<&'v Ruling>| {
            let all = all.into_iter();
            all.map(|one| self.ruling(one, language)).collect()
        };
        (made(vetoes), made(others))
    }

    fn ruling(&'v self, ruling: &'v Ruling, language: Language) -> RulingResult<'v> {
        let grades = &self.values.program.grades;
        let grade = ruling.kind.grade();
        RulingResult {
            kind: ruling.kind.word(),
            grade: grade.and_then(|at| Some(grades.get(at as usize)?.name.as_str())),
            steps: match ruling.kind {
                RulingKind::Downgrade(steps) => Some(steps),
                RulingKind::Veto(_)
                | RulingKind::Require(_)
                | RulingKind::Bar(_)
                | RulingKind::Direct(_) => None,
            },
            reason: ruling
                .reason
                .as_deref()
                .or(ruling.origin.quote.as_deref())
                .unwrap_or(&ruling.origin.text),
            line: ruling.origin.line,
            text: &ruling.origin.text,
            quote: ruling.origin.quote.as_deref(),
            evidence: self.evidence(&ruling.uses, language),
        }
    }

    /// The value that is graded in place of the total.
    pub(super) fn graded(&'v self, by: &'v Graded) -> Evidence<'v> {
        Evidence {
            kind: EvidenceKind::Definition(self.values.of(by.value), &by.ty),
            program: self.values.program,
        }
    }

    pub(super) fn gradings(&'v self, language: Language) -> Vec<GradingResult<'v>> {
        let program = self.values.program;
        let total = &self.trace.verdict.total;
        let all = program.gradings.iter().map(|grading| {
            let by = grading.by.as_ref();
            let earned = self.values.earned(by, &grading.grades, total);
            let grade = earned.and_then(|at| grading.grades.get(at as usize));
            let ty = by.map_or(&POINTS, |by| &by.ty);
            let points = || EvidenceKind::Points(Some(total));
            GradingResult {
                id: &grading.name,
                label: grading.label.as_deref().unwrap_or(&grading.name),
                value: by.map_or_else(
                    || Evidence {
                        kind: points(),
                        program,
                    },
                    |by| self.graded(by),
                ),
                grade: grade.map(|grade| self.grade_name(grade, ty, language)),
                line: grading.origin.line,
                quote: grading.origin.quote.as_deref(),
            }
        });
        all.collect()
    }

    pub(super) fn outputs(&'v self, language: Language) -> Vec<OutputResult<'v>> {
        let program = self.values.program;
        let all = program.outputs.iter().map(|output| {
            let value = Evidence {
                kind: EvidenceKind::Definition(self.values.of(output.value), &output.ty),
                program,
            };
            OutputResult {
                id: &output.name,
                label: output.label.as_deref().unwrap_or(&output.name),
                shown: value.shown(language),
                value,
                line: output.origin.line,
                text: &output.origin.text,
                quote: output.origin.quote.as_deref(),
                evidence: self.evidence(&output.uses, language),
            }
        });
        all.collect()
    }

    /// What the standard leaves open, whatever the evidence is.
    pub(super) fn left_open(&'v self) -> Vec<LeftOpen<'v>> {
        let notes = self.values.program.notes.iter();
        let open = notes.filter(|note| match note.kind {
            NoteKind::LeftOpen => true,
            NoteKind::NotARule => false,
        });
        open.map(|note| LeftOpen {
            words: &note.words,
            reason: &note.reason,
            line: note.line,
        })
        .collect()
    }

    // ---- conditions -----------------------------------------------------------------------------

    pub(super) fn conditions(&'v self, language: Language) -> Vec<ConditionsResult<'v>> {
        let all = self.values.program.conditions.iter();
        all.map(|one| self.conditions_of(one, language)).collect()
    }

    fn conditions_of(&'v self, one: &'v Conditions, language: Language) -> ConditionsResult<'v> {
        ConditionsResult {
            id: &one.name,
            label: one.label.as_deref().unwrap_or(&one.name),
            met: self.values.among(&one.among),
            least: one.among.least,
            held: self.held(&one.among),
            line: one.origin.line,
            quote: one.origin.quote.as_deref(),
            requirements: self.requirements(&one.among, language),
        }
    }

    fn held(&self, among: &Among) -> u32 {
        let holds = |one: &&Requirement| self.values.required(one) == Some(true);
        let held = among.requirements.iter().filter(holds).count();
        u32::try_from(held).unwrap_or(u32::MAX)
    }

    fn requirements(&'v self, among: &'v Among, language: Language) -> Vec<RequirementResult<'v>> {
        let all = among.requirements.iter();
        all.map(|one| self.requirement(one, language)).collect()
    }

    fn requirement(&'v self, one: &'v Requirement, language: Language) -> RequirementResult<'v> {
        let unconcerned = one
            .guard
            .filter(|guard| self.values.flag(*guard) == Some(false));
        let (least, inner) = match &one.wanted {
            Wanted::Condition(_) => (None, vec![]),
            Wanted::Among(among) => (Some(among.least), self.requirements(among, language)),
        };
        RequirementResult {
            line: one.origin.line,
            text: &one.origin.text,
            words: one.words.as_deref(),
            quote: one.origin.quote.as_deref(),
            met: self.values.required(one),
            applies: unconcerned.is_none(),
            why: match (unconcerned, &one.wanted) {
                (Some(guard), _) => {
                    let why = self.why(guard, language);
                    language.pick("不适用：", "does not apply: ").to_owned() + &why
                }
                (None, Wanted::Condition(condition)) => self.why(*condition, language),
                (None, Wanted::Among(among)) => self.why_among(among, language),
            },
            least,
            evidence: self.evidence(&one.uses, language),
            requirements: inner,
        }
    }

    /// What a condition came to, in words.
    fn why(&self, condition: ExprId, language: Language) -> String {
        let words = Words {
            values: &self.values,
            language,
        };
        fmt::from_fn(|f| words.condition(f, condition)).to_string()
    }

    fn why_among(&self, among: &Among, language: Language) -> String {
        let (count, held, least) = (among.requirements.len(), self.held(among), among.least);
        match language {
            Language::Zh => format!("{count} 项中 {held} 项符合，须 {least} 项"),
            Language::En => format!("{held} of {count} hold, {least} must"),
        }
    }

    // ---- procedures -----------------------------------------------------------------------------

    pub(super) fn procedures(&'v self, language: Language) -> Vec<ProcedureResult<'v>> {
        let all = self.values.program.procedures.iter();
        all.map(|one| self.procedure(one, language)).collect()
    }

    fn procedure(&'v self, one: &'v Procedure, language: Language) -> ProcedureResult<'v> {
        let stop = self.stop(one);
        let stages = one.stages.iter().zip(0usize..);
        let stopped = stop.and_then(|(at, _)| one.stages.get(at));
        let before = stop.map_or(one.stages.len(), |(at, _)| at).checked_sub(1);
        let passed = before.and_then(|at| one.stages.get(at));
        ProcedureResult {
            id: &one.name,
            label: one.label.as_deref().unwrap_or(&one.name),
            passed: passed.map(|stage| stage.name.as_str()),
            stopped_at: stopped.map(|stage| stage.name.as_str()),
            open: stop.is_some_and(|(_, state)| state == StageState::Open),
            line: one.origin.line,
            quote: one.origin.quote.as_deref(),
            stages: stages
                .map(|(stage, at)| {
                    let state = match stop {
                        Some((stop, state)) if stop == at => state,
                        Some((stop, _)) if at > stop => StageState::NotReached,
                        Some(_) | None => StageState::Passed,
                    };
                    self.stage(stage, state, language)
                })
                .collect(),
        }
    }

    /// The first stage that is not passed.
    pub(super) fn stop(&self, procedure: &Procedure) -> Option<(usize, StageState)> {
        let states = procedure
            .stages
            .iter()
            .map(|stage| match self.values.flag(stage.condition) {
                Some(true) => StageState::Passed,
                Some(false) => StageState::Stopped,
                None => StageState::Open,
            });
        let mut stops = states
            .enumerate()
            .filter(|(_, state)| *state != StageState::Passed);
        stops.next()
    }

    fn stage(&'v self, stage: &'v Stage, state: StageState, language: Language) -> StageResult<'v> {
        let is_reached = state != StageState::NotReached;
        StageResult {
            id: &stage.name,
            label: stage.label.as_deref().unwrap_or(&stage.name),
            role: stage.role.as_deref(),
            state,
            reason: stage
                .reason
                .as_deref()
                .filter(|_| state == StageState::Stopped),
            why: is_reached.then(|| self.why(stage.condition, language)),
            line: stage.origin.line,
            text: &stage.origin.text,
            quote: stage.origin.quote.as_deref(),
            evidence: match is_reached {
                true => self.evidence(&stage.uses, language),
                false => vec![],
            },
        }
    }

    /// Whether conditions are met, as evidence.
    pub(super) fn met(&self, id: crate::program::ConditionsId) -> Value<'v> {
        self.values.met(id).map_or(Value::Missing, Value::Flag)
    }
}
