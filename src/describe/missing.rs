//! Whether a value may be missing on evidence that is accepted: only then is it said what follows.

use crate::describe::Words;
use crate::evidence::{Field, FieldId, Presence};
use crate::program::expr::{Expr, Fold};
use crate::program::{Applies, Clause, ClauseKind, ExprId, Otherwise};

impl Words<'_> {
    /// Whether an expression may have no value.
    pub(super) fn may_be_missing(&self, id: ExprId) -> bool {
        let program = self.program;
        let any = |all: &[ExprId]| all.iter().any(|id| self.may_be_missing(*id));
        match program.expr(id) {
            Expr::Field(field) => self.is_optional(*field),
            Expr::RowField(at) => {
                let columns = self.row.map_or(&[][..], |records| self.columns(records));
                columns.get(*at as usize).is_some_and(is_optional)
            }
            Expr::Definition(id) => {
                let one = program.definitions.get(id.0 as usize);
                one.is_some_and(|one| self.may_be_missing(one.value))
            }
            Expr::Met(id) => {
                let one = program.conditions.get(id.0 as usize);
                one.is_some_and(|one| any(&one.among.conditions()))
            }
            Expr::IsGiven(_) => false,
            Expr::Otherwise(_, fallback) => self.may_be_missing(*fallback),
            Expr::ScoreOf(_) | Expr::ShareOf(_) => self.may_be_out(),
            Expr::Rows(rows) => {
                let inside = self.over(rows.records);
                let in_filter = rows
                    .filter
                    .is_some_and(|filter| inside.may_be_missing(filter));
                self.is_optional(rows.records)
                    || match &rows.fold {
                        Fold::Any | Fold::No | Fold::Every => in_filter,
                        Fold::Count
                        | Fold::CountDistinct(_)
                        | Fold::Sum(_)
                        | Fold::SumOfHighest(..)
                        | Fold::SumOfLowest(..) => false,
                        Fold::Highest(_)
                        | Fold::Lowest(_)
                        | Fold::Average(_)
                        | Fold::WeightedAverage(..) => true,
                    }
            }
            // The check lets nothing else be missing while its operands are there.
            other => any(&other.operands()),
        }
    }

    /// Whether a clause may lack what it needs; the clauses of a group speak for themselves.
    pub(super) fn may_lack(&self, clause: &Clause) -> bool {
        let own = match &clause.kind {
            ClauseKind::Base(points) => points.computed().into_iter().collect(),
            ClauseKind::Award { condition, points }
            | ClauseKind::Override {
                condition,
                score: points,
            } => std::iter::once(*condition)
                .chain(points.computed())
                .collect(),
            ClauseKind::Per {
                quantity, points, ..
            } => std::iter::once(*quantity)
                .chain(points.computed())
                .collect(),
            ClauseKind::Bands {
                quantity, bands, ..
            } => {
                let points = bands.iter().filter_map(|band| band.points.computed());
                std::iter::once(*quantity).chain(points).collect()
            }
            ClauseKind::Linear(line) => vec![line.quantity],
            ClauseKind::Choose { by, .. } => vec![*by],
            ClauseKind::Formula(value) => vec![*value],
            ClauseKind::Group { .. } | ClauseKind::Judge { .. } => vec![],
        };
        let mut all: Vec<ExprId> = own;
        all.extend(clause.guard);
        all.into_iter().any(|id| self.may_be_missing(id))
    }

    fn is_optional(&self, id: FieldId) -> bool {
        self.program.schema.field(id).is_some_and(is_optional)
    }

    /// Whether some part may have no score.
    fn may_be_out(&self) -> bool {
        let shares = |applies: &Option<Applies>| {
            applies
                .as_ref()
                .is_some_and(|applies| applies.otherwise == Otherwise::Reweigh)
        };
        let program = self.program;
        program.sections.iter().any(|one| shares(&one.applies))
            || program.indicators.iter().any(|one| shares(&one.applies))
    }
}

fn is_optional(field: &Field) -> bool {
    field.presence == Presence::Optional
}
