//! Points of clauses: constants, or computed. What is computed is points or a bare number, and its
//! decimals end, or the clause says how it is rounded.

use crate::check::clauses::Place;
use crate::check::extent::Extent;
use crate::check::mistakes::{clauses, names, structure, types};
use crate::check::scope::Checker;
use crate::check::typed::{Traits, Typed};
use crate::domain::Type;
use crate::domain::types::Quantity;
use crate::program::expr::{Expr, Function};
use crate::program::{Amount, ExprId, Use};
use crate::source::Span;
use crate::syntax::ast::{self, Effect, Sign};

/// The most places of a score that nothing rounds: points and weights have at most so many each.
pub(super) const SCORE_PLACES: u32 = 12;

/// Points as the check knows them.
pub(super) struct Points {
    pub(super) amount: Amount,
    pub(super) extent: Extent,
    pub(super) traits: Traits,
    pub(super) span: Span,
}

impl Points {
    /// Whether they may take points.
    pub(super) fn may_deduct(&self) -> bool {
        self.extent.low.is_negative()
    }
}

impl Checker<'_> {
    /// Points with their sign, or without one where they are set.
    pub(super) fn points_of(&mut self, effect: &Effect, place: &Place) -> Option<Points> {
        let points = match &effect.points {
            ast::Amount::Quantity(quantity) => {
                let points = self.points(quantity)?;
                Points {
                    extent: Extent::constant(&points),
                    amount: Amount::Constant(points),
                    traits: Traits::default(),
                    span: effect.span,
                }
            }
            ast::Amount::Computed(written) => self.computed(written, place)?,
        };
        Some(match effect.sign {
            Sign::Plus | Sign::None => points,
            Sign::Minus => Points {
                amount: self.negated(points.amount),
                extent: points.extent.negative(),
                ..points
            },
        })
    }

    /// Points that must have a sign.
    pub(super) fn signed(&mut self, effect: &Effect, place: &Place) -> Option<Points> {
        let points = self.points_of(effect, place)?;
        if effect.sign == Sign::None {
            let written = self.file.slice(effect.span).to_owned();
            return self.refuse(structure::no_sign(effect.span, &written));
        }
        Some(points)
    }

    /// In a band, a group or a branch a bare 0 means no points; anything else needs its sign.
    pub(super) fn signed_or_nothing(&mut self, effect: &Effect, place: &Place) -> Option<Points> {
        match &effect.points {
            ast::Amount::Quantity(points)
                if effect.sign == Sign::None && points.number.is_zero() =>
            {
                self.points_of(effect, place)
            }
            ast::Amount::Quantity(_) | ast::Amount::Computed(_) => self.signed(effect, place),
        }
    }

    fn negated(&mut self, amount: Amount) -> Amount {
        match amount {
            Amount::Constant(points) => Amount::Constant(-&points),
            Amount::Computed(id) => {
                let expr = Expr::Function(Function::Negative, id);
                let ty = Type::Number(Quantity::Points);
                Amount::Computed(self.build.expr(expr, ty))
            }
        }
    }

    /// Points that an expression comes to.
    pub(super) fn computed(&mut self, written: &ast::Expr, place: &Place) -> Option<Points> {
        let typed = self.in_points(written)?;
        let extent = typed.extent.clone()?;
        self.check_ends(extent.places, typed.span, place);
        Some(Points {
            amount: Amount::Computed(typed.id),
            extent,
            traits: typed.traits,
            span: typed.span,
        })
    }

    /// An expression in points that is known inside the tree.
    pub(super) fn in_points(&mut self, written: &ast::Expr) -> Option<Typed> {
        let typed = self.complete(written)?;
        if typed.traits.needs_scores {
            return self.refuse(names::score_too_early(typed.span));
        }
        match &typed.ty {
            Type::Number(Quantity::Plain | Quantity::Points) => Some(typed),
            Type::Number(Quantity::Unit(unit)) if unit.is_empty() => Some(typed),
            Type::Number(_)
            | Type::Flag
            | Type::Choice(_)
            | Type::Kinds(_)
            | Type::Date
            | Type::Text
            | Type::Records => self.refuse(clauses::not_in_points(&typed)),
        }
    }

    /// Reports points whose decimals may not end where nothing rounds them.
    pub(super) fn check_ends(&mut self, places: Option<u32>, span: Span, place: &Place) {
        let ends = places.is_some_and(|places| places <= SCORE_PLACES);
        if !ends && !place.is_rounded {
            self.found.add(clauses::endless_points(span));
        }
    }

    /// Points for each of a quantity.
    pub(super) fn check_product(&mut self, quantity: &Typed, points: &Points) -> Option<()> {
        let count = quantity.extent.as_ref()?;
        let steps = Extent::new(count.low.floor(), count.high.ceil(), 0);
        if steps.product(&points.extent).overflows() {
            return self.refuse(types::overflow(points.span));
        }
        Some(())
    }

    /// A number that no evidence moves: sums of constants and parameters.
    pub(super) fn fixed_points(&mut self, written: &ast::Expr) -> Option<(Amount, Extent)> {
        let typed = self.in_points(written)?;
        let reads = self.build.uses(typed.id);
        if !reads.iter().all(|used| matches!(used, Use::Parameter(_))) {
            return self.refuse(clauses::not_fixed(typed.span));
        }
        let extent = typed.extent.clone()?;
        Some((fixed(typed.id, &extent, &reads), extent))
    }
}

/// Points without a parameter are a constant; those with one keep its name for the trace.
fn fixed(id: ExprId, extent: &Extent, reads_parameters: &[Use]) -> Amount {
    match reads_parameters {
        [] => Amount::Constant(extent.low.clone()),
        [..] => Amount::Computed(id),
    }
}
