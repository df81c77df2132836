//! What a replay of a clause needs beside its points and its evidence.

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::domain::standard::GroupRule;
use crate::interpret::clauses::{chosen, held};
use crate::interpret::explain::Why;
use crate::interpret::reasons::period_shown;
use crate::interpret::result::{How, PeriodResult};
use crate::interpret::rows;
use crate::interpret::trace::{ClauseTrace, Outcome};
use crate::interpret::view::View;
use crate::program::{Amount, Branch, Clause, ClauseId, ClauseKind, Linear, PeriodCap};

impl<'v> View<'v> {
    /// Why a clause came to what it did.
    pub(super) fn reason(
        &'v self,
        clause: &'v Clause,
        own: &'v ClauseTrace,
        language: Language,
    ) -> Why<'v> {
        Why {
            values: &self.values,
            trace: self.trace,
            clause,
            own,
            language,
        }
    }

    /// What the computed points of a clause come to, where they counted.
    pub(super) fn computed(&self, clause: &Clause, own: &ClauseTrace) -> Option<Exact> {
        if !self.has_counted(clause, own) {
            return None;
        }
        let amount = match &clause.kind {
            ClauseKind::Formula(value) => return self.values.of(*value).as_number(),
            ClauseKind::Base(points)
            | ClauseKind::Award { points, .. }
            | ClauseKind::Override { score: points, .. }
            | ClauseKind::Per { points, .. } => points,
            ClauseKind::Bands {
                quantity, bands, ..
            } => {
                let value = self.values.of(*quantity).as_number()?;
                &held(bands, &value, self.values.record.assessment_date)?.points
            }
            ClauseKind::Linear(_)
            | ClauseKind::Group { .. }
            | ClauseKind::Choose { .. }
            | ClauseKind::Judge { .. } => return None,
        };
        match amount {
            Amount::Constant(_) => None,
            Amount::Computed(id) => self.values.of(*id).as_number(),
        }
    }

    /// How the points of a clause that counted came about.
    pub(super) fn how(&'v self, clause: &'v Clause, own: &ClauseTrace) -> Option<How<'v>> {
        if !self.has_counted(clause, own) {
            return None;
        }
        match &clause.kind {
            ClauseKind::Linear(line) => self.on_line(line),
            ClauseKind::Group {
                rule: GroupRule::Best(best),
                clauses,
            } => Some(How::Best {
                best: *best,
                counted: self.counted(clauses),
            }),
            ClauseKind::Choose {
                by,
                branches,
                clauses,
            } => {
                let branch = chosen(branches, &self.values.of(*by))?;
                Some(self.branch(branch, branch.own(clauses)))
            }
            ClauseKind::Per {
                points,
                period: Some(period),
                ..
            } => self.periods(period, points),
            ClauseKind::Base(_)
            | ClauseKind::Award { .. }
            | ClauseKind::Override { .. }
            | ClauseKind::Per { period: None, .. }
            | ClauseKind::Bands { .. }
            | ClauseKind::Group { .. }
            | ClauseKind::Formula(_)
            | ClauseKind::Judge { .. } => None,
        }
    }

    fn on_line(&self, line: &Linear) -> Option<How<'v>> {
        let on = self.values.on_line(line)?;
        let below = line.below.as_ref();
        Some(How::Line {
            value: on.value,
            from: on.from.0,
            from_points: on.from.1,
            to: on.to.0,
            to_points: on.to.1,
            below_points: below.and_then(|below| self.values.amount(below)),
        })
    }

    /// The lines of the best clauses of a group.
    fn counted(&self, inner: &[ClauseId]) -> Vec<u32> {
        let is_counted = |id: &&ClauseId| {
            let own = self.trace.clauses.get(id.0 as usize);
            own.is_some_and(|own| own.is_among_best)
        };
        inner
            .iter()
            .filter(is_counted)
            .map(|id| self.line(*id))
            .collect()
    }

    fn line(&self, id: ClauseId) -> u32 {
        self.values.program.clause(id).origin.line
    }

    fn branch(&self, branch: &'v Branch, own: &[ClauseId]) -> How<'v> {
        How::Branch {
            branch: &branch.origin.text,
            branch_line: branch.origin.line,
            counted: own.iter().map(|id| self.line(*id)).collect(),
        }
    }

    fn periods(&self, period: &'v PeriodCap, points: &Amount) -> Option<How<'v>> {
        let each = self.values.amount(points)?;
        let all = rows::by_period(&self.values, period, &each)?;
        let made = |one: rows::OfPeriod| PeriodResult {
            period: period_shown(one.period),
            rows: one.count,
            points: one.points,
        };
        Some(How::Periods {
            each,
            period_cap: &period.cap,
            periods: all.into_iter().map(made).collect(),
        })
    }

    /// Whether nothing kept a clause from counting.
    fn has_counted(&self, clause: &Clause, own: &ClauseTrace) -> bool {
        match own.outcome {
            Outcome::NotGiven | Outcome::NotApplicable => false,
            // A guard or a condition that fails, or nothing to count.
            Outcome::NotMet => {
                let is_conditional = matches!(
                    clause.kind,
                    ClauseKind::Award { .. } | ClauseKind::Override { .. }
                );
                let mut guards = clause.guard.iter();
                guards.all(|guard| self.values.flag(*guard) == Some(true)) && !is_conditional
            }
            Outcome::Awarded
            | Outcome::Deducted
            | Outcome::Capped
            | Outcome::Overridden
            | Outcome::Set => true,
        }
    }
}
