//! `scale … from … gives … to … gives …`: points on a line between two values.

use crate::check::clauses::Place;
use crate::check::extent::Extent;
use crate::check::mistakes::{clauses, types};
use crate::check::parameters::{Changing, periods};
use crate::check::scope::Checker;
use crate::domain::{Exact, Type};
use crate::program::{Amount, ClauseKind, Linear};
use crate::source::Span;
use crate::syntax::ast::{self, BandValue};

/// The ends of a line as written.
pub(super) struct WrittenLine<'t> {
    pub(super) quantity: &'t ast::Expr,
    pub(super) from: &'t (BandValue, ast::Expr),
    pub(super) to: &'t (BandValue, ast::Expr),
    pub(super) below: Option<&'t ast::Expr>,
}

/// What decides whether the points on a line end.
struct Slope<'s> {
    start: &'s Changing,
    end: &'s Changing,
    low: &'s (Amount, Extent),
    high: &'s (Amount, Extent),
}

impl Checker<'_> {
    pub(super) fn linear(
        &mut self,
        line: &WrittenLine<'_>,
        span: Span,
        place: &Place,
    ) -> Option<ClauseKind> {
        let (quantity, _) = self.counted(line.quantity, None)?;
        let Some(extent) = quantity
            .extent
            .clone()
            .filter(|_| matches!(quantity.ty, Type::Number(_)))
        else {
            return self.refuse(types::not_a_quantity(&quantity));
        };
        let start = self.end_value(&quantity.ty, &line.from.0);
        let low = self.fixed_points(&line.from.1);
        let end = self.end_value(&quantity.ty, &line.to.0);
        let high = self.fixed_points(&line.to.1);
        let below = match line.below {
            None => None,
            Some(below) => Some(self.fixed_points(below)?),
        };
        let (start, low, end, high) = (start?, low?, end?, high?);
        for day in periods(start.changes().chain(end.changes())) {
            if start.on(day) >= end.on(day) {
                return self.refuse(clauses::line_reversed(
                    line.from.0.span().to(line.to.0.span()),
                    day,
                ));
            }
        }
        let slope = Slope {
            start: &start,
            end: &end,
            low: &low,
            high: &high,
        };
        self.check_ends(slope.places(&extent), span, place);
        let all = [Some(&low), Some(&high), below.as_ref()];
        if all
            .into_iter()
            .flatten()
            .any(|(_, points)| points.low.is_negative())
        {
            self.warn_of_escape(&quantity, span);
        }
        Some(ClauseKind::Linear(Box::new(Linear {
            quantity: quantity.id,
            ty: quantity.ty,
            from: self.end_amount(&line.from.0, &start)?,
            low: low.0,
            to: self.end_amount(&line.to.0, &end)?,
            high: high.0,
            below: below.map(|(below, _)| below),
        })))
    }
}

impl Slope<'_> {
    /// The most places of the points; nothing where they may not end.
    fn places(&self, quantity: &Extent) -> Option<u32> {
        let constants = match (&self.low.0, &self.high.0) {
            (Amount::Constant(low), Amount::Constant(high)) => Some(high - low),
            (Amount::Constant(_) | Amount::Computed(_), _) => None,
        };
        let mut most = 0;
        for day in periods(self.start.changes().chain(self.end.changes())) {
            let (start, end) = (self.start.on(day), self.end.on(day));
            let rise = constants.as_ref().unwrap_or(&Exact::ONE).clone();
            let slope = rise.divided_by(&(end - start))?.places()?;
            let of_points = self.low.1.places?.max(self.high.1.places?);
            let of_rise = constants.as_ref().map_or(of_points, |_| 0);
            let of_value = quantity.places?.max(start.places()?);
            most = most.max((of_value + slope + of_rise).max(of_points));
        }
        Some(most)
    }
}
