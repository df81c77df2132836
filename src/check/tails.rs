//! What stands behind a clause: bounds, a cap for each year or month, and rounding.

use crate::check::bounds;
use crate::check::mistakes::{clauses, names};
use crate::check::scope::{Checker, Meaning};
use crate::domain::{Exact, Rounding, Type};
use crate::evidence::{Field, FieldId, FieldKind};
use crate::program::expr::{Expr, Fold, Rows};
use crate::program::{ExprId, PeriodCap};
use crate::source::Span;
use crate::syntax::ast::{self, Bound, BoundSide, Each, Name};

/// The tails of a clause.
#[derive(Default)]
pub(super) struct Tails {
    pub(super) cap: Option<(Exact, Span)>,
    pub(super) floor: Option<(Option<Exact>, Span)>,
    pub(super) rounding: Option<(Rounding, Span)>,
}

impl Checker<'_> {
    /// All but the cap for each period, which belongs to what it counts.
    pub(super) fn tails(&mut self, written: &ast::Clause) -> Tails {
        let mut tails = Tails::default();
        for bound in written.bounds.iter().filter(|bound| bound.each.is_none()) {
            let value = match &bound.value {
                None => None,
                Some(value) => match self.points(value) {
                    Some(value) => Some(value),
                    None => continue,
                },
            };
            match (bound.side, value) {
                (BoundSide::Cap, Some(value)) => {
                    self.once(&mut tails.cap, value, bound.span, "cap");
                }
                (BoundSide::Cap, None) => {}
                (BoundSide::Floor, value) => {
                    self.once(&mut tails.floor, value, bound.span, "floor");
                }
            }
        }
        for (rounding, span) in &written.roundings {
            self.once(&mut tails.rounding, *rounding, *span, "rounded to");
        }
        if let (Some((cap, _)), Some((Some(floor), span))) = (&tails.cap, &tails.floor)
            && floor > cap
        {
            self.found.add(bounds::floor_above_cap(*span));
        }
        self.stray_period(written);
        tails
    }

    /// A cap for each period belongs to `per RECORDS`.
    fn stray_period(&mut self, written: &ast::Clause) {
        let mut each = written.bounds.iter().filter(|bound| bound.each.is_some());
        if let Some(bound) = each.next()
            && !matches!(written.kind, ast::ClauseKind::Per { .. })
        {
            self.found.add(clauses::period_without_rows(bound.span));
        }
    }

    /// The cap for each period of a count of rows.
    #[expect(
        clippy::option_option,
        reason = "refused, absent and present are three cases"
    )]
    pub(super) fn period(
        &mut self,
        bounds: &[Bound],
        quantity: ExprId,
    ) -> Option<Option<Box<PeriodCap>>> {
        let mut slot = None;
        for bound in bounds {
            if let Some(each) = &bound.each {
                self.once(&mut slot, (bound, each), bound.span, "cap");
            }
        }
        let Some(((bound, each), _)) = slot else {
            return Some(None);
        };
        let Some(Expr::Rows(Rows {
            records,
            fold: Fold::Count,
            filter,
        })) = self.build.expr_of(quantity).cloned()
        else {
            return self.refuse(clauses::period_without_rows(bound.span));
        };
        let (BoundSide::Cap, Some(cap)) = (bound.side, &bound.value) else {
            return self.refuse(clauses::floor_of_period(bound.span));
        };
        let cap = self.points(cap)?;
        let column = self.day_column(each, records)?;
        Some(Some(Box::new(PeriodCap {
            period: each.period,
            records,
            column,
            filter,
            cap,
        })))
    }

    fn day_column(&mut self, each: &Each, records: FieldId) -> Option<u32> {
        let own = self.meaning(&each.records.text) == Some(Meaning::Field(records));
        let Some(column) = each.column.as_ref().filter(|_| own) else {
            let name = self.schema.field(records).map(|field| field.name.clone());
            return self.refuse(clauses::period_of_others(
                each.span,
                &name.unwrap_or_default(),
            ));
        };
        let (position, ty) = self.column(records, column)?;
        if ty == Type::Date {
            Some(position)
        } else {
            self.refuse(clauses::period_without_day(column.span, &ty))
        }
    }

    /// A column of records and its type.
    fn column(&mut self, records: FieldId, name: &Name) -> Option<(u32, Type)> {
        let field = self.schema.field(records)?;
        let FieldKind::Records { fields } = &field.kind else {
            return None;
        };
        let fields = fields.clone();
        let named = |field: &Field| (field.name.clone(), field.label.clone());
        let at = fields.iter().position(|field| {
            let (own, label) = named(field);
            own == name.text || label.as_ref() == Some(&name.text)
        });
        let Some(at) = at else {
            let known = fields.iter().map(|field| field.name.as_str());
            return self.refuse(names::unknown_among(name, known, ("列", "column")));
        };
        let ty = fields.get(at)?.kind.ty();
        Some((u32::try_from(at).ok()?, ty))
    }
}
