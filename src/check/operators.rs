//! Arithmetic, rounding, dates and what supplies a missing value.

use crate::check::extent::Extent;
use crate::check::inexact;
use crate::check::mistakes::types;
use crate::check::scope::Checker;
use crate::check::typed::{Lack, LackKind, Traits, Typed};
use crate::check::workdays;
use crate::domain::date::DateUnit;
use crate::domain::types::{Quantity, WORKDAYS};
use crate::domain::{Exact, Rounding, Type};
use crate::evidence::Stored;
use crate::program::expr::{Expr, Function, Power, Sign};
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind, SumSign, TermSign};

/// A number with its quantity and range.
pub(super) struct Operand {
    pub(super) typed: Typed,
    pub(super) quantity: Quantity,
    pub(super) extent: Extent,
}

impl Checker<'_> {
    /// An operand that must be a number; a set counts its kinds only where that is said.
    pub(super) fn operand(&mut self, written: &ast::Expr) -> Option<Operand> {
        let typed = self.expression(written)?;
        self.operand_of(typed)
    }

    pub(super) fn sum(
        &mut self,
        first: &ast::Expr,
        rest: &[(SumSign, ast::Expr)],
        span: Span,
    ) -> Option<Typed> {
        let start = self.expression(first)?;
        if start.ty == Type::Date {
            return self.moved((first, start), rest, span);
        }
        let first = self.operand_of(start)?;
        let (mut quantity, mut extent) = (first.quantity.clone(), first.extent.clone());
        let mut traits = first.typed.traits.clone();
        let mut so_far = first.typed.clone();
        let mut operands = vec![];
        let mut endless = u32::from(extent.places.is_none());
        for (sign, written) in rest {
            let next = self.operand(written)?;
            endless += u32::from(next.extent.places.is_none());
            let joined = self.common(&so_far, &next.typed)?;
            let (joined, added, sign) = match sign {
                SumSign::Plus => (joined, next.extent.clone(), Sign::Plus),
                SumSign::Minus => (
                    quantity
                        .difference(&next.quantity)
                        .map_or(joined, Type::Number),
                    next.extent.negative(),
                    Sign::Minus,
                ),
            };
            extent = extent.sum(&added);
            traits = traits.join(&next.typed.traits);
            if let Type::Number(joined) = &joined {
                quantity = joined.clone();
            }
            let is_bare = so_far.is_bare && next.typed.is_bare;
            so_far = Typed {
                ty: joined,
                is_bare,
                span: so_far.span.to(next.typed.span),
                ..so_far
            };
            operands.push((sign, next.typed.id));
        }
        if endless > 1 && extent.overflows() {
            return self.refuse(types::quotients_overflow(span));
        }
        self.made_number(
            Expr::Sum(first.typed.id, operands),
            quantity,
            extent,
            (span, traits),
        )
    }

    pub(super) fn operand_of(&mut self, typed: Typed) -> Option<Operand> {
        match (&typed.ty, &typed.extent) {
            (Type::Number(quantity), Some(extent)) => {
                let (quantity, extent) = (quantity.clone(), extent.clone());
                Some(Operand {
                    typed,
                    quantity,
                    extent,
                })
            }
            _ => self.refuse(types::not_a_quantity(&typed)),
        }
    }

    /// A day and a number of years, months, days or working days.
    fn moved(
        &mut self,
        (first, start): (&ast::Expr, Typed),
        rest: &[(SumSign, ast::Expr)],
        span: Span,
    ) -> Option<Typed> {
        let mut day = start;
        let mut literal = workdays::literal(first);
        for (sign, written) in rest {
            let literal = literal.take();
            let by = self.operand(written)?;
            let by = match sign {
                SumSign::Plus => by,
                SumSign::Minus => self.opposite(by),
            };
            if by.quantity == Quantity::Unit(WORKDAYS.into()) {
                day = self.moved_by_workdays((&day, literal), by, span)?;
                continue;
            }
            let unit = match &by.quantity {
                Quantity::Unit(unit) => [DateUnit::Years, DateUnit::Months, DateUnit::Days]
                    .into_iter()
                    .find(|known| known.unit_name() == &**unit),
                Quantity::Plain
                | Quantity::Ratio
                | Quantity::Percent
                | Quantity::PercentPoint
                | Quantity::Points
                | Quantity::Money => None,
            };
            let Some(unit) = unit else {
                let words = (
                    "时长，例如 `3年`、`6个月`、`15日`",
                    "a duration such as `3 years`",
                );
                return self.refuse(types::wrong_type(&by.typed, words));
            };
            let traits = day.traits.join(&by.typed.traits);
            let expr = Expr::Moved(unit, day.id, by.typed.id);
            day = self.made(expr, Type::Date, span, traits);
        }
        Some(day)
    }

    /// A number with its sign turned.
    fn opposite(&mut self, number: Operand) -> Operand {
        let expr = Expr::Function(Function::Negative, number.typed.id);
        let id = self.build.expr(expr, number.typed.ty.clone());
        Operand {
            extent: number.extent.negative(),
            typed: Typed { id, ..number.typed },
            quantity: number.quantity,
        }
    }

    pub(super) fn term(
        &mut self,
        first: &ast::Expr,
        rest: &[(TermSign, ast::Expr)],
        span: Span,
    ) -> Option<Typed> {
        let first = self.operand(first)?;
        let (mut quantity, mut extent) = (first.quantity, first.extent);
        let mut traits = first.typed.traits.clone();
        let mut operands = vec![];
        let mut so_far = first.typed.clone();
        let divisors = rest.iter().filter(|(sign, _)| *sign == TermSign::Over);
        let is_chain = divisors.count() > 1;
        for (sign, written) in rest {
            let next = self.operand(written)?;
            let combined = match sign {
                TermSign::Times => quantity.product(&next.quantity),
                TermSign::Over => quantity.quotient(&next.quantity),
            };
            let Some(combined) = combined else {
                return self.refuse(types::not_combined(&so_far, &next.typed, *sign));
            };
            traits = traits.join(&next.typed.traits);
            let power = match sign {
                TermSign::Times => {
                    extent = extent.product(&next.extent);
                    Power::Times
                }
                TermSign::Over => {
                    if next.extent.may_be_zero() {
                        traits
                            .lacks
                            .push(Lack::new(next.typed.span, LackKind::Divisor));
                    }
                    extent = extent.quotient(&next.extent);
                    Power::Over
                }
            };
            so_far = Typed {
                ty: Type::Number(combined.clone()),
                span: so_far.span.to(next.typed.span),
                ..so_far
            };
            quantity = combined;
            operands.push((power, next.typed.id));
        }
        if is_chain && extent.overflows() {
            return self.refuse(types::quotients_overflow(span));
        }
        self.made_number(
            Expr::Product(first.typed.id, operands),
            quantity,
            extent,
            (span, traits),
        )
    }

    pub(super) fn negative(&mut self, inner: &ast::Expr, span: Span) -> Option<Typed> {
        let inner = self.operand(inner)?;
        let is_bare = inner.typed.is_bare;
        let extent = inner.extent.negative();
        let expr = Expr::Function(Function::Negative, inner.typed.id);
        let typed = self.made_number(expr, inner.quantity, extent, (span, inner.typed.traits))?;
        Some(Typed { is_bare, ..typed })
    }

    pub(super) fn otherwise(
        &mut self,
        value: &ast::Expr,
        fallback: &ast::Expr,
        span: Span,
    ) -> Option<Typed> {
        let value = self.expression(value)?;
        let fallback = match (&value.ty, &fallback.kind) {
            (Type::Choice(list), ExprKind::Path(name, None)) => {
                let position = self.choice(*list, name)?;
                let constant = Expr::Constant(Stored::Choice(position));
                self.made(constant, value.ty.clone(), name.span, Traits::default())
            }
            _ => self.expression(fallback)?,
        };
        let ty = self.common(&value, &fallback)?;
        let needs_scores = value.traits.needs_scores;
        let traits = Traits {
            needs_scores,
            ..Traits::default()
        }
        .join(&fallback.traits);
        let expr = Expr::Otherwise(value.id, fallback.id);
        match (ty, value.extent, fallback.extent) {
            (Type::Number(quantity), Some(a), Some(b)) => {
                self.made_number(expr, quantity, a.either(&b), (span, traits))
            }
            (ty, ..) => Some(self.made(expr, ty, span, traits)),
        }
    }

    pub(super) fn conditional(
        &mut self,
        condition: &ast::Expr,
        a: &ast::Expr,
        b: &ast::Expr,
    ) -> Option<Typed> {
        let condition = self.condition(condition)?;
        let (a, b) = (self.expression(a)?, self.expression(b)?);
        let ty = self.common(&a, &b)?;
        let traits = Typed::joined([&condition, &a, &b]);
        let span = condition.span.to(b.span);
        let expr = Expr::If(condition.id, a.id, b.id);
        match (ty, a.extent, b.extent) {
            (Type::Number(quantity), Some(a), Some(b)) => {
                self.made_number(expr, quantity, a.either(&b), (span, traits))
            }
            (ty, ..) => Some(self.made(expr, ty, span, traits)),
        }
    }

    pub(super) fn rounded(
        &mut self,
        value: &ast::Expr,
        rounding: Rounding,
        span: Span,
    ) -> Option<Typed> {
        if let ExprKind::Call(name, arguments) = &value.kind
            && let Some(function) = inexact::by_name(&name.text, arguments.len())
        {
            return self.inexact(function, arguments, rounding, span);
        }
        let value = self.operand(value)?;
        let rounding = match value.quantity {
            Quantity::Percent | Quantity::PercentPoint => rounding.finer(2),
            Quantity::Plain
            | Quantity::Ratio
            | Quantity::Points
            | Quantity::Money
            | Quantity::Unit(_) => rounding,
        };
        let extent = value.extent.rounded(rounding);
        let expr = Expr::Function(Function::Rounded(rounding), value.typed.id);
        self.made_number(expr, value.quantity, extent, (span, value.typed.traits))
    }

    pub(super) fn dates(
        &mut self,
        unit: DateUnit,
        from: &ast::Expr,
        to: &ast::Expr,
        span: Span,
    ) -> Option<Typed> {
        const MOST_DAYS: i128 = 3_660_000;
        let day = ("日期", "a date");
        let from = self.typed_as(from, &Type::Date, day)?;
        let to = self.typed_as(to, &Type::Date, day)?;
        let traits = Typed::joined([&from, &to]);
        let extent = Extent::new(Exact::whole(-MOST_DAYS), Exact::whole(MOST_DAYS), 0);
        let quantity = Quantity::Unit(unit.unit_name().into());
        self.made_number(
            Expr::Dates(unit, from.id, to.id),
            quantity,
            extent,
            (span, traits),
        )
    }
}
