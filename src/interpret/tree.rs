//! One pass over the tree: clauses, indicators, sections, the total and the verdict.

use crate::domain::{Exact, Value, meaning};
use crate::evidence::Record;
use crate::interpret::parts::{Sharing, scored_state};
use crate::interpret::trace::{
    ClauseTrace, Detail, IndicatorTrace, Outcome, Recorder, SectionTrace, State, Verdict,
};
use crate::interpret::values::{Scores, Values};
use crate::program::{
    BandRange, Clause, ClauseId, ClauseKind, Indicator, IndicatorId, Program, Section, SectionId,
};

/// Runs a program over a record.
pub(super) fn run(program: &Program, record: &Record, recorder: &mut impl Recorder) -> Verdict {
    let mut runner = Runner {
        values: Values::new(program, record),
        recorder,
    };
    let (total, scores) = runner.sections();
    let values = runner.values.with_scores(scores);
    verdict(&values, total)
}

struct Runner<'r, 'k, R: Recorder> {
    values: Values<'r>,
    recorder: &'k mut R,
}

/// What a clause came to.
struct Gained {
    outcome: Outcome,
    points: Exact,
    detail: Detail,
}

impl Gained {
    fn nothing(outcome: Outcome, detail: Detail) -> Self {
        Self {
            outcome,
            points: Exact::ZERO,
            detail,
        }
    }

    /// Points that were given, by their sign; none counted is a condition not met.
    fn points(points: Exact, detail: Detail) -> Self {
        let outcome = if points.is_negative() {
            Outcome::Deducted
        } else if points.is_zero() {
            Outcome::NotMet
        } else {
            Outcome::Awarded
        };
        Self {
            outcome,
            points,
            detail,
        }
    }
}

impl<R: Recorder> Runner<'_, '_, R> {
    fn sections(&mut self) -> (Exact, Scores) {
        let program = self.values.program;
        let mut scores = Scores::for_program(program);
        let mut sharing = Sharing::default();
        for (section, at) in program.sections.iter().zip(0u32..) {
            let trace = self.section(section, &mut scores);
            sharing.take(&section.weight, trace.state, &trace.contribution);
            if let Some(slot) = scores.sections.get_mut(at as usize) {
                *slot = trace.score(&section.weight);
            }
            self.recorder.section(SectionId(at), || trace);
        }
        let (sum, factor) = sharing.result(&Exact::ONE);
        if let Some(factor) = &factor {
            self.recorder.reweigh_sections(program, factor);
        }
        let total = program
            .total_rounding
            .map_or(sum.clone(), |rounding| sum.rounded(rounding));
        (total, scores)
    }

    fn section(&mut self, section: &Section, scores: &mut Scores) -> SectionTrace {
        let program = self.values.program;
        let (low, high) = &program.scale;
        let state = scored_state(&self.values, section.applies.as_ref());
        let fixed = |state, score: &Exact| SectionTrace {
            state,
            fixed: Some(score.clone()),
            contribution: &section.weight * score,
            weight: None,
        };
        match state {
            State::Applies => {}
            State::Full => return fixed(state, high),
            State::Zero => return fixed(state, low),
            State::Out => {
                return SectionTrace {
                    state,
                    ..SectionTrace::default()
                };
            }
        }
        let mut sharing = Sharing::default();
        for id in &section.indicators {
            let indicator = program.indicator(*id);
            let (state, score) = self.indicator(*id, indicator);
            sharing.take(&indicator.weight, state, &(&indicator.weight * &score));
            if let Some(slot) = scores.indicators.get_mut(id.0 as usize) {
                *slot = score;
            }
        }
        let (contribution, factor) = sharing.result(&section.weight);
        if sharing.is_all_out() {
            return SectionTrace {
                state: State::Out,
                ..SectionTrace::default()
            };
        }
        if let Some(factor) = &factor {
            self.recorder.reweigh(&section.indicators, program, factor);
        }
        let trace = SectionTrace {
            contribution,
            ..SectionTrace::default()
        };
        let Some(rounding) = section.rounding else {
            return trace;
        };
        let score = trace.score(&section.weight).rounded(rounding);
        SectionTrace {
            contribution: &section.weight * &score,
            fixed: Some(score),
            ..trace
        }
    }

    fn indicator(&mut self, id: IndicatorId, indicator: &Indicator) -> (State, Exact) {
        let state = scored_state(&self.values, indicator.applies.as_ref());
        let score = match state {
            State::Applies => return (state, self.scored(id, indicator)),
            State::Full => indicator.cap.clone(),
            State::Zero | State::Out => indicator.floor.clone(),
        };
        self.recorder.indicator(id, || IndicatorTrace {
            state,
            contribution: match state {
                State::Applies | State::Full | State::Zero => &indicator.weight * &score,
                State::Out => Exact::ZERO,
            },
            score: if state == State::Out {
                Exact::ZERO
            } else {
                score.clone()
            },
            ..IndicatorTrace::default()
        });
        (state, score)
    }

    fn scored(&mut self, id: IndicatorId, indicator: &Indicator) -> Exact {
        let program = self.values.program;
        let mut sum = Exact::ZERO;
        let mut set: Option<(ClauseId, &Exact)> = None;
        for clause_id in &indicator.clauses {
            let clause = program.clause(*clause_id);
            if let ClauseKind::Override { score, .. } = &clause.kind {
                if self.overrides(*clause_id, clause, set.is_some()) {
                    set.get_or_insert((*clause_id, score));
                }
            } else {
                sum = &sum + &self.clause(*clause_id, clause);
            }
        }
        let score = match set {
            Some((by, score)) => {
                self.recorder.override_all(&indicator.clauses, program, by);
                score.clone()
            }
            None => (&sum).max(&indicator.floor).min(&indicator.cap).clone(),
        };
        let score = indicator
            .rounding
            .map_or(score.clone(), |rounding| score.rounded(rounding));
        self.recorder.indicator(id, || IndicatorTrace {
            state: State::Applies,
            contribution: &indicator.weight * &score,
            score: score.clone(),
            sum,
            weight: None,
            set_by: set.map(|(by, _)| by),
        });
        score
    }

    // ---- clauses --------------------------------------------------------------------------------

    /// Whether an override holds; the first that does sets the score.
    fn overrides(&mut self, id: ClauseId, clause: &Clause, is_set: bool) -> bool {
        let gained = match &clause.kind {
            ClauseKind::Override { condition, score } => {
                self.guarded(clause, |runner| runner.when(*condition, score))
            }
            ClauseKind::Base(_)
            | ClauseKind::Award { .. }
            | ClauseKind::Per { .. }
            | ClauseKind::Bands { .. }
            | ClauseKind::Group(_)
            | ClauseKind::Judge { .. } => return false,
        };
        let holds = match gained.outcome {
            Outcome::Awarded | Outcome::Deducted => true,
            // A score of 0 that was set is no missing award.
            Outcome::NotMet => gained.points.is_zero() && self.condition_holds(clause),
            Outcome::NotGiven
            | Outcome::Capped
            | Outcome::Overridden
            | Outcome::NotApplicable
            | Outcome::Set => false,
        };
        self.recorder.clause(id, || ClauseTrace {
            outcome: match (holds, is_set) {
                (true, false) => Outcome::Set,
                (true, true) => Outcome::Overridden,
                (false, _) => gained.outcome,
            },
            points: gained.points,
            lost: Exact::ZERO,
            detail: gained.detail,
        });
        holds
    }

    fn condition_holds(&self, clause: &Clause) -> bool {
        let holds = |id| self.values.of(id).as_flag() == Some(true);
        let condition = match &clause.kind {
            ClauseKind::Override { condition, .. } => holds(*condition),
            ClauseKind::Base(_)
            | ClauseKind::Award { .. }
            | ClauseKind::Per { .. }
            | ClauseKind::Bands { .. }
            | ClauseKind::Group(_)
            | ClauseKind::Judge { .. } => false,
        };
        condition && clause.guard.is_none_or(holds)
    }

    /// The points of a clause, within its bounds.
    fn clause(&mut self, id: ClauseId, clause: &Clause) -> Exact {
        let gained = self.guarded(clause, |runner| runner.gain(clause));
        let before = gained.points;
        let mut points = before.clone();
        if gained.outcome.fired() {
            if let Some(floor) = clause.floor.as_ref().filter(|floor| points < **floor) {
                points.clone_from(floor);
            }
            if let Some(cap) = clause.cap.as_ref().filter(|cap| points > **cap) {
                points.clone_from(cap);
            }
        }
        self.recorder.clause(id, || {
            let lost = &before - &points;
            let is_capped = lost > Exact::ZERO;
            let outcome = if is_capped {
                Outcome::Capped
            } else {
                gained.outcome
            };
            ClauseTrace {
                outcome,
                points: points.clone(),
                lost,
                detail: gained.detail,
            }
        });
        points
    }

    /// What a clause gains where its guard lets it.
    fn guarded(&mut self, clause: &Clause, gain: impl FnOnce(&mut Self) -> Gained) -> Gained {
        let Some(guard) = clause.guard else {
            return gain(self);
        };
        match self.values.of(guard).as_flag() {
            Some(true) => gain(self),
            Some(false) => Gained::nothing(Outcome::NotMet, Detail::Condition(guard)),
            None => Gained::nothing(Outcome::NotGiven, Detail::Condition(guard)),
        }
    }

    fn gain(&mut self, clause: &Clause) -> Gained {
        match &clause.kind {
            ClauseKind::Base(points) => Gained::points(points.clone(), Detail::None),
            ClauseKind::Award { condition, points }
            | ClauseKind::Override {
                condition,
                score: points,
            } => self.when(*condition, points),
            ClauseKind::Per {
                quantity,
                start,
                step,
                points,
                ..
            } => match self.values.of(*quantity) {
                Value::Number(value) => {
                    let steps = meaning::full_steps(&value, start, step);
                    let points = &steps * points;
                    Gained::points(points, Detail::Steps { value, steps })
                }
                _ => Gained::nothing(Outcome::NotGiven, Detail::None),
            },
            ClauseKind::Bands {
                quantity, bands, ..
            } => match self.values.of(*quantity) {
                Value::Number(value) => {
                    let mut held = bands
                        .iter()
                        .zip(0u32..)
                        .filter(|(band, _)| holds(&band.range, &value));
                    match held.next() {
                        Some((band, at)) => {
                            Gained::points(band.points.clone(), Detail::Band { value, band: at })
                        }
                        None => Gained::nothing(Outcome::NotMet, Detail::None),
                    }
                }
                _ => Gained::nothing(Outcome::NotGiven, Detail::None),
            },
            ClauseKind::Group(inner) => self.group(inner),
            ClauseKind::Judge { judgement, .. } => match self.values.record.judgement(*judgement) {
                Some(given) => Gained {
                    outcome: Outcome::Awarded,
                    points: given.points.clone(),
                    detail: Detail::None,
                },
                None => Gained::nothing(Outcome::NotGiven, Detail::None),
            },
        }
    }

    fn when(&self, condition: crate::program::ExprId, points: &Exact) -> Gained {
        let detail = Detail::Condition(condition);
        match self.values.of(condition).as_flag() {
            Some(true) => Gained::points(points.clone(), detail),
            Some(false) => Gained::nothing(Outcome::NotMet, detail),
            None => Gained::nothing(Outcome::NotGiven, detail),
        }
    }

    fn group(&mut self, inner: &[ClauseId]) -> Gained {
        let program = self.values.program;
        let sum = inner.iter().fold(Exact::ZERO, |sum, id| {
            &sum + &self.clause(*id, program.clause(*id))
        });
        Gained::points(sum, Detail::None)
    }
}

fn holds(range: &BandRange, value: &Exact) -> bool {
    range.holds(value)
}

// ---- the verdict --------------------------------------------------------------------------------

fn verdict(values: &Values<'_>, total: Exact) -> Verdict {
    let program = values.program;
    let grades = program.grades.iter().zip(0u32..);
    let by_score = grades
        .clone()
        .find(|(grade, _)| holds(&grade.range, &total))
        .map(|(_, at)| at);
    let (mut vetoes, mut vetoes_not_given) = (vec![], vec![]);
    for (veto, at) in program.vetoes.iter().zip(0u32..) {
        match values.of(veto.condition).as_flag() {
            Some(true) => vetoes.push(at),
            Some(false) => {}
            None => vetoes_not_given.push(at),
        }
    }
    let grade = vetoes
        .iter()
        .filter_map(|at| lowest(program, *at))
        .chain(by_score)
        .min_by_key(|at| {
            let range = program.grades.get(*at as usize).map(|grade| &grade.range);
            range
                .and_then(|range| range.low.clone())
                .map(|(low, inclusive)| (low, !inclusive))
        });
    Verdict {
        total,
        grade,
        grade_by_score: by_score,
        vetoes,
        vetoes_not_given,
    }
}

/// The grade of a veto.
fn lowest(program: &Program, veto: u32) -> Option<u32> {
    program.vetoes.get(veto as usize).map(|veto| veto.grade)
}
