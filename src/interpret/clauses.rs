//! What the clauses of an indicator come to.

use crate::domain::standard::GroupRule;
use crate::domain::{Date, Exact, Value};
use crate::interpret::rows;
use crate::interpret::trace::{ClauseTrace, Outcome, Recorder};
use crate::interpret::tree::Runner;
use crate::program::{Amount, Band, Branch, Clause, ClauseId, ClauseKind, ExprId, Selector};

/// What a clause came to.
pub(super) struct Gained {
    outcome: Outcome,
    pub(super) points: Exact,
    /// Whether it counted at all, be it nothing: then its bounds hold.
    pub(super) counted: bool,
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
                lost: Exact::ZERO,
            }
        });
        score.filter(|_| holds == Some(true))
    }

    /// The points of a clause, within its bounds. What its guard, its condition or missing evidence
    /// keeps from counting gives none, whatever its floor; a count or a sum of 0 is bounded too.
    pub(super) fn clause(&mut self, id: ClauseId, clause: &'r Clause) -> Gained {
        let Gained {
            outcome,
            points: before,
            counted,
        } = self.guarded(clause);
        let gained = |points| Gained {
            outcome,
            points,
            counted,
        };
        let mut bound = None;
        if counted {
            bound = clause.floor.as_ref().filter(|floor| before < **floor);
            bound = bound.or(clause.cap.as_ref().filter(|cap| before > **cap));
        }
        let Some(bound) = bound else {
            let points = clause.rounded(before);
            self.recorder.clause(id, || ClauseTrace {
                outcome,
                points: points.clone(),
                lost: Exact::ZERO,
            });
            return gained(points);
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
                points: clause.rounded(bound.clone()),
                lost,
            }
        });
        gained(clause.rounded(bound.clone()))
    }

    /// What a clause gains where its guard lets it.
    fn guarded(&mut self, clause: &'r Clause) -> Gained {
        match clause
            .guard
            .map_or(Some(true), |guard| self.values.flag(guard))
        {
            Some(true) => self
                .gain(clause)
                .unwrap_or_else(|| Gained::nothing(Outcome::NotGiven)),
            Some(false) => Gained::nothing(Outcome::NotMet),
            None => Gained::nothing(Outcome::NotGiven),
        }
    }

    /// Points as they are for this record; nothing where they need what is missing.
    #[inline(always)]
    pub(super) fn amount(&self, amount: &Amount) -> Option<Exact> {
        self.values.amount(amount)
    }

    /// What a clause gains; nothing where it needs what is missing.
    fn gain(&mut self, clause: &'r Clause) -> Option<Gained> {
        Some(match &clause.kind {
            ClauseKind::Base(points) => Gained::points(self.amount(points)?),
            ClauseKind::Award { condition, points }
            | ClauseKind::Override {
                condition,
                score: points,
            } => match self.values.flag(*condition)? {
                true => Gained::points(self.amount(points)?),
                false => Gained::nothing(Outcome::NotMet),
            },
            ClauseKind::Per {
                quantity,
                start,
                step,
                points,
                period,
                ..
            } => {
                let value = self.values.of(*quantity).as_number()?;
                let points = self.amount(points)?;
                match period {
                    None => Gained::points(&value.full_steps(start, step) * &points),
                    Some(period) => Gained::points(rows::capped(&self.values, period, &points)?),
                }
            }
            ClauseKind::Bands {
                quantity, bands, ..
            } => {
                let value = self.values.of(*quantity).as_number()?;
                match held(bands, &value, self.values.record.assessment_date) {
                    Some(band) => Gained::points(self.amount(&band.points)?),
                    None => Gained::nothing(Outcome::NotMet),
                }
            }
            ClauseKind::Linear(line) => Gained::points(self.values.on_line(line)?.points),
            ClauseKind::Group { rule, clauses } => self.group(*rule, clauses),
            ClauseKind::Choose {
                by,
                branches,
                clauses,
            } => {
                let value = self.values.of(*by);
                let branch = chosen(branches, &value)?;
                self.group(GroupRule::Sum, branch.own(clauses))
            }
            ClauseKind::Formula(value) => Gained::points(self.values.of(*value).as_number()?),
            ClauseKind::Judge { judgement, .. } => {
                Gained::points(self.values.record.judgement(*judgement)?.points.clone())
            }
        })
    }

    fn group(&mut self, rule: GroupRule, inner: &'r [ClauseId]) -> Gained {
        let program = self.values.program;
        let mut sum = Exact::ZERO;
        let mut gained = vec![];
        for id in inner {
            let one = self.clause(*id, program.clause(*id));
            match rule {
                GroupRule::Sum => sum += one.points,
                GroupRule::Best(_) if one.counted => gained.push((one.points, *id)),
                GroupRule::Best(_) => {}
            }
        }
        if let GroupRule::Best(most) = rule {
            gained.sort_by(|(a, _), (b, _)| b.cmp(a));
            for (at, (points, id)) in gained.into_iter().enumerate() {
                if at < most as usize {
                    sum += points;
                } else {
                    self.recorder.pass_over(id, program);
                }
            }
        }
        Gained::points(sum)
    }
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
