//! What the clauses of an indicator come to.

use crate::domain::standard::GroupRule;
use crate::domain::{Date, Exact, Value};
use crate::interpret::rows;
use crate::interpret::trace::{ClauseTrace, Outcome, Recorder};
use crate::interpret::tree::Runner;
use crate::program::{Amount, Band, Branch, Clause, ClauseId, ClauseKind, ExprId, Selector};

/// The points of a clause that counted, be they none; else why it did not count.
type Gained = Result<Exact, Outcome>;

impl<'r, R: Recorder> Runner<'r, '_, R> {
    /// The score that an override sets, where it holds; the first that does sets it.
    pub(super) fn overrides(
        &mut self,
        id: ClauseId,
        guard: Option<ExprId>,
        (condition, score): (ExprId, Option<Exact>),
        is_set: bool,
    ) -> Option<Exact> {
        let guard = guard.map_or(Some(true), |guard| self.values.flag(guard));
        let holds = match guard {
            Some(true) => self.values.flag(condition),
            other => other,
        };
        self.recorder.clause(id, || {
            let (outcome, points) = match (holds, &score) {
                (Some(true), Some(score)) if is_set => (Outcome::Overridden, score.clone()),
                (Some(true), Some(score)) => (Outcome::Set, score.clone()),
                (Some(false), _) => (Outcome::NotMet, Exact::ZERO),
                (None, _) | (_, None) => (Outcome::NotGiven, Exact::ZERO),
            };
            ClauseTrace {
                outcome,
                points,
                ..ClauseTrace::default()
            }
        });
        score.filter(|_| holds == Some(true))
    }

    /// The points of a clause, within its bounds; nothing where it did not count. What its guard,
    /// its condition or missing evidence keeps from counting gives none, whatever its floor; a count
    /// or a sum of 0 is bounded too.
    pub(super) fn clause(&mut self, id: ClauseId, clause: &'r Clause) -> Option<Exact> {
        let points = match self.guarded(clause) {
            Ok(points) => points,
            Err(outcome) => {
                self.recorder.clause(id, || ClauseTrace {
                    outcome,
                    ..ClauseTrace::default()
                });
                return None;
            }
        };
        let floor = clause.floor.as_ref().filter(|floor| points < **floor);
        let bound = floor.or(clause.cap.as_ref().filter(|cap| points > **cap));
        let Some(bound) = bound else {
            self.recorder.clause(id, || ClauseTrace {
                outcome: by_sign(&points, Outcome::NotMet),
                points: clause.rounded(points.clone()),
                ..ClauseTrace::default()
            });
            return Some(clause.rounded(points));
        };
        self.recorder.clause(id, || {
            let lost = &points - bound;
            let outcome = if lost.is_negative() {
                by_sign(bound, by_sign(&points, Outcome::NotMet))
            } else {
                Outcome::Capped
            };
            ClauseTrace {
                outcome,
                points: clause.rounded(bound.clone()),
                lost,
                is_among_best: false,
            }
        });
        Some(clause.rounded(bound.clone()))
    }

    /// What a clause gains where its guard lets it.
    #[inline]
    fn guarded(&mut self, clause: &'r Clause) -> Gained {
        match clause
            .guard
            .map_or(Some(true), |guard| self.values.flag(guard))
        {
            Some(true) => self.gain(clause),
            Some(false) => Err(Outcome::NotMet),
            None => Err(Outcome::NotGiven),
        }
    }

    /// Points as they are for this record; nothing where they need what is missing.
    #[inline(always)]
    pub(super) fn amount(&self, amount: &Amount) -> Option<Exact> {
        self.values.amount(amount)
    }

    #[inline]
    fn gain(&mut self, clause: &'r Clause) -> Gained {
        match &clause.kind {
            ClauseKind::Base(points) => given(self.amount(points)),
            ClauseKind::Award { condition, points }
            | ClauseKind::Override {
                condition,
                score: points,
            } => match self.values.flag(*condition) {
                Some(true) => given(self.amount(points)),
                Some(false) => Err(Outcome::NotMet),
                None => Err(Outcome::NotGiven),
            },
            ClauseKind::Per {
                quantity,
                start,
                step,
                points,
                period,
                ..
            } => {
                let value = given(self.values.of(*quantity).as_number())?;
                let points = given(self.amount(points))?;
                match period {
                    None => Ok(&value.full_steps(start, step) * &points),
                    Some(period) => given(rows::capped(&self.values, period, &points)),
                }
            }
            ClauseKind::Bands {
                quantity, bands, ..
            } => {
                let value = given(self.values.of(*quantity).as_number())?;
                match held(bands, &value, self.values.record.assessment_date) {
                    Some(band) => given(self.amount(&band.points)),
                    None => Err(Outcome::NotMet),
                }
            }
            ClauseKind::Linear(line) => {
                let on_line = self.values.on_line(line);
                given(on_line.map(|on_line| on_line.points))
            }
            ClauseKind::Group { rule, clauses } => Ok(self.group(*rule, clauses)),
            ClauseKind::Choose {
                by,
                branches,
                clauses,
            } => {
                let value = self.values.of(*by);
                let branch = chosen(branches, &value).ok_or(Outcome::NotGiven)?;
                Ok(self.group(GroupRule::Sum, branch.own(clauses)))
            }
            ClauseKind::Formula(value) => given(self.values.of(*value).as_number()),
            ClauseKind::Judge { judgement, .. } => {
                let judged = self.values.record.judgement(*judgement);
                given(judged.map(|judged| judged.points.clone()))
            }
        }
    }

    fn group(&mut self, rule: GroupRule, inner: &'r [ClauseId]) -> Exact {
        let program = self.values.program;
        let mut sum = Exact::ZERO;
        let mut gained = vec![];
        for id in inner {
            let Some(points) = self.clause(*id, program.clause(*id)) else {
                continue;
            };
            match rule {
                GroupRule::Sum => sum += points,
                GroupRule::Best(_) => gained.push((points, *id)),
            }
        }
        if let GroupRule::Best(most) = rule {
            gained.sort_by(|(a, _), (b, _)| b.cmp(a));
            for (at, (points, id)) in gained.into_iter().enumerate() {
                if at < most as usize {
                    sum += points;
                    self.recorder.pick(id);
                } else {
                    self.recorder.pass_over(id, program);
                }
            }
        }
        sum
    }
}

/// A number that is there, or that evidence lacks.
#[inline(always)]
fn given(number: Option<Exact>) -> Gained {
    number.ok_or(Outcome::NotGiven)
}

/// The branch that a value chooses; nothing where the value is missing.
pub(super) fn chosen<'b>(branches: &'b [Branch], value: &Value<'_>) -> Option<&'b Branch> {
    if value.is_missing() {
        return None;
    }
    branches.iter().find(|branch| match &branch.selector {
        Selector::Values(values) => values.iter().any(|one| one.value() == *value),
        Selector::Otherwise => true,
    })
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
pub(super) fn held<'b>(bands: &'b [Band], value: &Exact, day: Option<Date>) -> Option<&'b Band> {
    bands.iter().find(|band| band.range.on(day).holds(value))
}
