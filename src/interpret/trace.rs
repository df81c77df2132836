//! What the run of a program leaves behind.

use crate::domain::Exact;
use crate::program::{ClauseId, IndicatorId, Program, SectionId};

/// The end of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The total.
    pub total: Exact,
    /// The grade, by its position; nothing where the standard has none.
    pub grade: Option<u32>,
    /// The grade that the total alone would have given.
    pub grade_by_score: Option<u32>,
    /// The rulings that hold, by their positions.
    pub held: Vec<u32>,
    /// The rulings whose evidence is missing, by their positions.
    pub not_given: Vec<u32>,
}

/// Everything that led to a verdict.
#[derive(Debug, Clone)]
pub struct Trace {
    /// The end.
    pub verdict: Verdict,
    /// By the ids of sections.
    pub sections: Vec<SectionTrace>,
    /// By the ids of indicators.
    pub indicators: Vec<IndicatorTrace>,
    /// By the ids of clauses.
    pub clauses: Vec<ClauseTrace>,
}

/// Whether a part counts as scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// It applies and is scored.
    #[default]
    Applies,
    /// It does not apply and gets the full mark.
    Full,
    /// It does not apply and gets the lowest mark.
    Zero,
    /// It does not apply and its weight is shared out.
    Out,
}

/// What became of a section.
#[derive(Debug, Clone, Default)]
pub struct SectionTrace {
    /// Whether it counts.
    pub state: State,
    /// Its score on the scale where it was fixed or rounded; else it follows from the contribution.
    pub fixed: Option<Exact>,
    /// Its part of the total.
    pub contribution: Exact,
    /// What of the contribution stands outside the shares.
    pub extra: Exact,
    /// Its weight as it counted, where that is not its own.
    pub weight: Option<Exact>,
}

impl SectionTrace {
    /// The score on the scale of a section of this weight.
    pub fn score(&self, weight: &Exact) -> Exact {
        let weight = self.weight.as_ref().unwrap_or(weight);
        match &self.fixed {
            Some(score) => score.clone(),
            None => self.contribution.divided_by(weight).unwrap_or(Exact::ZERO),
        }
    }
}

/// What became of an indicator.
#[derive(Debug, Clone, Default)]
pub struct IndicatorTrace {
    /// Whether it counts.
    pub state: State,
    /// The sum of its clauses.
    pub sum: Exact,
    /// Its score: set, or the sum within its bounds; rounded where the indicator says so.
    pub score: Exact,
    /// Its part of the total.
    pub contribution: Exact,
    /// Its weight as it counted, where that is not its own.
    pub weight: Option<Exact>,
    /// The clause that set the score.
    pub set_by: Option<ClauseId>,
}

/// What became of a clause.
#[derive(Debug, Clone, Default)]
pub struct ClauseTrace {
    /// What happened.
    pub outcome: Outcome,
    /// Its points, within its own bounds.
    pub points: Exact,
    /// Points that a cap took away; below 0 where a floor gave some.
    pub lost: Exact,
    /// Whether it counts among the best of its group, whatever became of the group.
    pub is_among_best: bool,
}

/// What happened to a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outcome {
    /// It gave points.
    Awarded,
    /// It took points.
    Deducted,
    /// Its condition did not hold, or it counted nothing.
    NotMet,
    /// It needs what was not given.
    NotGiven,
    /// Some of its points were lost to its cap.
    Capped,
    /// It gave points, but another clause set the score.
    Overridden,
    /// Its indicator does not apply.
    #[default]
    NotApplicable,
    /// It set the score of its indicator.
    Set,
}

impl Outcome {
    /// The word of the JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Awarded => "awarded",
            Self::Deducted => "deducted",
            Self::NotMet => "not_met",
            Self::NotGiven => "not_given",
            Self::Capped => "capped",
            Self::Overridden => "overridden",
            Self::NotApplicable => "not_applicable",
            Self::Set => "set",
        }
    }

    /// Whether the clause did something.
    pub const fn fired(self) -> bool {
        match self {
            Self::Awarded | Self::Deducted | Self::Capped | Self::Overridden | Self::Set => true,
            Self::NotMet | Self::NotGiven | Self::NotApplicable => false,
        }
    }
}

/// Where a run leaves what it finds.
pub(super) trait Recorder {
    /// Keeps what became of a clause.
    fn clause(&mut self, id: ClauseId, trace: impl FnOnce() -> ClauseTrace);
    /// Another clause set the score: what gave points counts no longer.
    fn override_all(&mut self, clauses: &[ClauseId], program: &Program, set_by: ClauseId);
    /// Keeps what became of an indicator.
    fn indicator(&mut self, id: IndicatorId, trace: impl FnOnce() -> IndicatorTrace);
    /// Keeps what became of a section.
    fn section(&mut self, id: SectionId, trace: impl FnOnce() -> SectionTrace);
    /// A clause counts among the best of its group.
    fn pick(&mut self, id: ClauseId);
    /// A clause counts no longer, since others of its group gave more.
    fn pass_over(&mut self, id: ClauseId, program: &Program);
    /// An indicator counts `factor` times its weight.
    fn reweigh_indicator(&mut self, id: IndicatorId, program: &Program, factor: &Exact);
    /// A section and all in it count `factor` times their weight.
    fn reweigh_section(&mut self, id: SectionId, program: &Program, factor: &Exact);
}

/// Keeps nothing.
pub(super) struct Silent;

impl Recorder for Silent {
    fn clause(&mut self, _: ClauseId, _: impl FnOnce() -> ClauseTrace) {}
    fn override_all(&mut self, _: &[ClauseId], _: &Program, _: ClauseId) {}
    fn indicator(&mut self, _: IndicatorId, _: impl FnOnce() -> IndicatorTrace) {}
    fn section(&mut self, _: SectionId, _: impl FnOnce() -> SectionTrace) {}
    fn pick(&mut self, _: ClauseId) {}
    fn pass_over(&mut self, _: ClauseId, _: &Program) {}
    fn reweigh_indicator(&mut self, _: IndicatorId, _: &Program, _: &Exact) {}
    fn reweigh_section(&mut self, _: SectionId, _: &Program, _: &Exact) {}
}

/// Keeps everything.
pub(super) struct Kept {
    sections: Vec<SectionTrace>,
    indicators: Vec<IndicatorTrace>,
    clauses: Vec<ClauseTrace>,
}

impl Kept {
    pub(super) fn new(program: &Program) -> Self {
        Self {
            sections: vec![SectionTrace::default(); program.sections.len()],
            indicators: vec![IndicatorTrace::default(); program.indicators.len()],
            clauses: vec![ClauseTrace::default(); program.clauses().len()],
        }
    }

    pub(super) fn finish(self, verdict: Verdict) -> Trace {
        let Self {
            sections,
            indicators,
            clauses,
        } = self;
        Trace {
            verdict,
            sections,
            indicators,
            clauses,
        }
    }
}

impl Recorder for Kept {
    fn clause(&mut self, id: ClauseId, trace: impl FnOnce() -> ClauseTrace) {
        if let Some(slot) = self.clauses.get_mut(id.0 as usize) {
            *slot = trace();
        }
    }

    fn override_all(&mut self, clauses: &[ClauseId], program: &Program, set_by: ClauseId) {
        for id in clauses.iter().filter(|id| **id != set_by) {
            self.pass_over(*id, program);
        }
    }

    fn pick(&mut self, id: ClauseId) {
        if let Some(slot) = self.clauses.get_mut(id.0 as usize) {
            slot.is_among_best = true;
        }
    }

    fn pass_over(&mut self, id: ClauseId, program: &Program) {
        if let Some(slot) = self.clauses.get_mut(id.0 as usize)
            && slot.outcome.fired()
        {
            slot.outcome = Outcome::Overridden;
        }
        for inner in program.clause(id).inner() {
            self.pass_over(*inner, program);
        }
    }

    fn indicator(&mut self, id: IndicatorId, trace: impl FnOnce() -> IndicatorTrace) {
        if let Some(slot) = self.indicators.get_mut(id.0 as usize) {
            *slot = trace();
        }
    }

    fn section(&mut self, id: SectionId, trace: impl FnOnce() -> SectionTrace) {
        if let Some(slot) = self.sections.get_mut(id.0 as usize) {
            *slot = trace();
        }
    }

    fn reweigh_indicator(&mut self, id: IndicatorId, program: &Program, factor: &Exact) {
        let indicator = program.indicator(id);
        if let Some(slot) = self.indicators.get_mut(id.0 as usize)
            && slot.state != State::Out
            && !indicator.is_extra
        {
            let own = slot.weight.as_ref().unwrap_or(&indicator.weight);
            slot.weight = Some(own * factor);
            slot.contribution = &slot.contribution * factor;
        }
    }

    fn reweigh_section(&mut self, id: SectionId, program: &Program, factor: &Exact) {
        let section = program.section(id);
        let Some(slot) = self.sections.get_mut(id.0 as usize) else {
            return;
        };
        if slot.state == State::Out || section.is_extra {
            return;
        }
        let own = slot.weight.as_ref().unwrap_or(&section.weight);
        slot.weight = Some(own * factor);
        slot.contribution = &(&(&slot.contribution - &slot.extra) * factor) + &slot.extra;
        for indicator in &section.indicators {
            self.reweigh_indicator(*indicator, program, factor);
        }
        for inner in &section.sections {
            self.reweigh_section(*inner, program, factor);
        }
    }
}
