//! One pass over the tree: clauses, indicators, sections, the total and the verdict.

use crate::domain::Exact;
use crate::evidence::Record;
use crate::interpret::parts::{Sharing, scored_state};
use crate::interpret::trace::{
    ClauseTrace, IndicatorTrace, Outcome, Recorder, SectionTrace, State, Verdict,
};
use crate::interpret::values::{Scores, Values};
use crate::program::{
    Band, Clause, ClauseId, ClauseKind, ExprId, Indicator, IndicatorId, Program, Section, SectionId,
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
    /// Whether it counted at all, be it nothing: then its bounds hold.
    counted: bool,
}

impl Gained {
    fn nothing(outcome: Outcome) -> Self {
        Self {
            outcome,
            points: Exact::ZERO,
            counted: false,
        }
    }

    /// Points that were given, by their sign; none counted is a condition not met.
    fn points(points: Exact) -> Self {
        Self {
            outcome: by_sign(&points, Outcome::NotMet),
            points,
            counted: true,
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
            if let ClauseKind::Override { condition, score } = &clause.kind {
                if self.overrides(*clause_id, clause.guard, (*condition, score), set.is_some()) {
                    set.get_or_insert((*clause_id, score));
                }
            } else {
                sum += self.clause(*clause_id, clause);
            }
        }
        let score = match set {
            Some((by, score)) => {
                self.recorder.override_all(&indicator.clauses, program, by);
                score.clone()
            }
            None => (&sum).max(&indicator.floor).min(&indicator.cap).clone(),
        };
        let score = match indicator.rounding {
            Some(rounding) => score.rounded(rounding),
            None => score,
        };
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
    fn overrides(
        &mut self,
        id: ClauseId,
        guard: Option<ExprId>,
        (condition, score): (ExprId, &Exact),
        is_set: bool,
    ) -> bool {
        let guard = guard.map_or(Some(true), |guard| self.values.flag(guard));
        let holds = match guard {
            Some(true) => self.values.flag(condition),
            other => other,
        };
        self.recorder.clause(id, || {
            let (outcome, points) = match (holds, is_set) {
                (Some(true), false) => (Outcome::Set, score.clone()),
                (Some(true), true) => (Outcome::Overridden, score.clone()),
                (Some(false), _) => (Outcome::NotMet, Exact::ZERO),
                (None, _) => (Outcome::NotGiven, Exact::ZERO),
            };
            ClauseTrace {
                outcome,
                points,
                lost: Exact::ZERO,
            }
        });
        holds == Some(true)
    }

    /// The points of a clause, within its bounds. What its guard, its condition or missing evidence
    /// keeps from counting gives none, whatever its floor; a count or a sum of 0 is bounded too.
    fn clause(&mut self, id: ClauseId, clause: &Clause) -> Exact {
        let Gained {
            outcome,
            points: before,
            counted,
        } = self.guarded(clause);
        let mut bound = None;
        if counted {
            bound = clause.floor.as_ref().filter(|floor| before < **floor);
            bound = bound.or(clause.cap.as_ref().filter(|cap| before > **cap));
        }
        let Some(bound) = bound else {
            self.recorder.clause(id, || ClauseTrace {
                outcome,
                points: before.clone(),
                lost: Exact::ZERO,
            });
            return before;
        };
        self.recorder.clause(id, || {
            let lost = &before - bound;
            let outcome = if lost.is_negative() {
                by_sign(bound, outcome)
            } else {
                Outcome::Capped
            };
            ClauseTrace {
                outcome,
                points: bound.clone(),
                lost,
            }
        });
        bound.clone()
    }

    /// What a clause gains where its guard lets it.
    fn guarded(&mut self, clause: &Clause) -> Gained {
        match clause
            .guard
            .map_or(Some(true), |guard| self.values.flag(guard))
        {
            Some(true) => self.gain(clause),
            Some(false) => Gained::nothing(Outcome::NotMet),
            None => Gained::nothing(Outcome::NotGiven),
        }
    }

    fn gain(&mut self, clause: &Clause) -> Gained {
        match &clause.kind {
            ClauseKind::Base(points) => Gained::points(points.clone()),
            ClauseKind::Award { condition, points }
            | ClauseKind::Override {
                condition,
                score: points,
            } => match self.values.flag(*condition) {
                Some(true) => Gained::points(points.clone()),
                Some(false) => Gained::nothing(Outcome::NotMet),
                None => Gained::nothing(Outcome::NotGiven),
            },
            ClauseKind::Per {
                quantity,
                start,
                step,
                points,
                ..
            } => match self.values.of(*quantity).as_number() {
                Some(value) => Gained::points(&value.full_steps(start, step) * points),
                None => Gained::nothing(Outcome::NotGiven),
            },
            ClauseKind::Bands {
                quantity, bands, ..
            } => match self.values.of(*quantity).as_number() {
                Some(value) => match held(bands, &value) {
                    Some(band) => Gained::points(band.points.clone()),
                    None => Gained::nothing(Outcome::NotMet),
                },
                None => Gained::nothing(Outcome::NotGiven),
            },
            ClauseKind::Group(inner) => self.group(inner),
            ClauseKind::Judge { judgement, .. } => match self.values.record.judgement(*judgement) {
                Some(given) => Gained::points(given.points.clone()),
                None => Gained::nothing(Outcome::NotGiven),
            },
        }
    }

    fn group(&mut self, inner: &[ClauseId]) -> Gained {
        let program = self.values.program;
        let mut sum = Exact::ZERO;
        for id in inner {
            sum += self.clause(*id, program.clause(*id));
        }
        Gained::points(sum)
    }
}

/// Whether points were given or taken, or what nothing is.
fn by_sign(points: &Exact, nothing: Outcome) -> Outcome {
    if points.is_negative() {
        Outcome::Deducted
    } else if points.is_zero() {
        nothing
    } else {
        Outcome::Awarded
    }
}

/// The band that holds a value.
pub(super) fn held<'b>(bands: &'b [Band], value: &Exact) -> Option<&'b Band> {
    bands.iter().find(|band| band.range.holds(value))
}

// ---- the verdict --------------------------------------------------------------------------------

fn verdict(values: &Values<'_>, total: Exact) -> Verdict {
    let program = values.program;
    let grades = program.grades.iter().zip(0u32..);
    let by_score = grades
        .clone()
        .find(|(grade, _)| grade.range.holds(&total))
        .map(|(_, at)| at);
    let (mut vetoes, mut vetoes_not_given) = (vec![], vec![]);
    for (veto, at) in program.vetoes.iter().zip(0u32..) {
        match values.flag(veto.condition) {
            Some(true) => vetoes.push(at),
            Some(false) => {}
            None => vetoes_not_given.push(at),
        }
    }
    let grade = match vetoes.is_empty() {
        true => by_score,
        false => worst(
            program,
            vetoes
                .iter()
                .filter_map(|at| grade_of(program, *at))
                .chain(by_score),
        ),
    };
    Verdict {
        total,
        grade,
        grade_by_score: by_score,
        vetoes,
        vetoes_not_given,
    }
}

/// The grade of a veto.
fn grade_of(program: &Program, veto: u32) -> Option<u32> {
    program.vetoes.get(veto as usize).map(|veto| veto.grade)
}

/// The grade whose band is the lowest.
fn worst(program: &Program, grades: impl Iterator<Item = u32>) -> Option<u32> {
    grades.min_by_key(|at| {
        let low = program
            .grades
            .get(*at as usize)
            .and_then(|grade| grade.range.low.as_ref());
        low.map(|(low, inclusive)| (low, !inclusive))
    })
}
