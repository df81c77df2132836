//! Functions: which there are, what they take, and the quantities that they give.

use crate::check::extent::Extent;
use crate::check::inexact;
use crate::check::mistakes::{functions, types};
use crate::check::operators::Operand;
use crate::check::scope::Checker;
use crate::check::typed::{Lack, LackKind, Typed};
use crate::domain::types::Quantity;
use crate::domain::{Exact, Rounding, RoundingMode, Type};
use crate::program::ExprId;
use crate::program::expr::{Expr, Function, Inexact};
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind, Name};

/// Several numbers of one quantity.
struct Alike {
    all: Vec<Typed>,
    quantity: Quantity,
    extents: Vec<Extent>,
}

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        name: &Name,
        arguments: &[ast::Expr],
        span: Span,
    ) -> Option<Typed> {
        match (name.text.as_str(), arguments) {
            ("min" | "最小", [_, _, ..]) => {
                self.extreme(arguments, span, Expr::Lowest, Extent::lower)
            }
            ("max" | "最大", [_, _, ..]) => {
                self.extreme(arguments, span, Expr::Highest, Extent::higher)
            }
            ("mean" | "平均", [_, _, ..]) => self.mean(arguments, span),
            ("abs" | "绝对值", [value]) => {
                let value = self.operand(value)?;
                let extent = value.extent.absolute();
                self.function(Function::Absolute, value, extent, span)
            }
            ("floor" | "下取整", [value]) => {
                let value = self.whole_operand(value)?;
                let extent = Extent::new(value.extent.low.floor(), value.extent.high.floor(), 0);
                self.function(Function::Floor, value, extent, span)
            }
            ("ceil" | "上取整", [value]) => {
                let value = self.whole_operand(value)?;
                let extent = Extent::new(value.extent.low.ceil(), value.extent.high.ceil(), 0);
                self.function(Function::Ceil, value, extent, span)
            }
            ("round" | "四舍五入", [value, places]) => match small_constant(places) {
                Some(places @ ..=MOST_PLACES) => {
                    let rounding = Rounding::places(places, RoundingMode::HalfAway);
                    self.rounded(value, rounding, span)
                }
                Some(_) | None => self.refuse(functions::wrong_call(name)),
            },
            ("power" | "乘方", [base, exponent]) => match small_constant(exponent) {
                Some(n) => self.whole_power((base, n), name, span),
                None => self.refuse(functions::unrounded(name, span)),
            },
            (text, _) if inexact::by_name(text, arguments.len()).is_some() => {
                self.refuse(functions::unrounded(name, span))
            }
            _ => self.refuse(functions::wrong_call(name)),
        }
    }

    /// An operand of which a whole number is made: 1% is no unit of that.
    fn whole_operand(&mut self, written: &ast::Expr) -> Option<Operand> {
        let value = self.operand(written)?;
        match value.quantity {
            Quantity::Percent | Quantity::PercentPoint => {
                self.refuse(types::whole_percentage(value.typed.span))
            }
            Quantity::Plain
            | Quantity::Ratio
            | Quantity::Points
            | Quantity::Money
            | Quantity::Unit(_) => Some(value),
        }
    }

    fn function(
        &mut self,
        function: Function,
        value: Operand,
        extent: Extent,
        span: Span,
    ) -> Option<Typed> {
        let expr = Expr::Function(function, value.typed.id);
        self.made_number(expr, value.quantity, extent, (span, value.typed.traits))
    }

    // ---- several numbers ------------------------------------------------------------------------

    fn alike(&mut self, arguments: &[ast::Expr]) -> Option<Alike> {
        let all: Option<Vec<Typed>> = arguments
            .iter()
            .map(|argument| self.expression(argument))
            .collect();
        let all = all?;
        let mut so_far = all.first()?.clone();
        for next in all.iter().skip(1) {
            let ty = self.common(&so_far, next)?;
            if so_far.extent.is_none() || next.extent.is_none() {
                return self.refuse(types::not_a_quantity(next));
            }
            so_far = Typed {
                ty,
                is_bare: so_far.is_bare && next.is_bare,
                ..so_far
            };
        }
        let Type::Number(quantity) = so_far.ty.clone() else {
            return self.refuse(types::not_a_quantity(&so_far));
        };
        let extents = all.iter().filter_map(|one| one.extent.clone()).collect();
        Some(Alike {
            all,
            quantity,
            extents,
        })
    }

    fn extreme(
        &mut self,
        arguments: &[ast::Expr],
        span: Span,
        make: fn(Vec<ExprId>) -> Expr,
        join: fn(&Extent, &Extent) -> Extent,
    ) -> Option<Typed> {
        let alike = self.alike(arguments)?;
        let extents = alike.extents.into_iter();
        let extent = extents.reduce(|so_far, next| join(&so_far, &next))?;
        let ids = alike.all.iter().map(|typed| typed.id).collect();
        let traits = Typed::joined(&alike.all);
        self.made_number(make(ids), alike.quantity, extent, (span, traits))
    }

    fn mean(&mut self, arguments: &[ast::Expr], span: Span) -> Option<Typed> {
        let alike = self.alike(arguments)?;
        let count = Extent::constant(&Exact::from(alike.all.len()));
        let extents = alike.extents.into_iter();
        let sum = extents.reduce(|so_far, next| so_far.sum(&next))?;
        let ids = alike.all.iter().map(|typed| typed.id).collect();
        let traits = Typed::joined(&alike.all);
        let extent = sum.quotient(&count);
        self.made_number(Expr::Mean(ids), alike.quantity, extent, (span, traits))
    }

    /// `growth from A to B`, which has a value where A is above 0.
    pub(super) fn growth(&mut self, from: &ast::Expr, to: &ast::Expr, span: Span) -> Option<Typed> {
        let (from, to) = (self.operand(from)?, self.operand(to)?);
        self.common(&from.typed, &to.typed)?;
        let mut traits = Typed::joined([&from.typed, &to.typed]);
        if from.extent.low <= Exact::ZERO {
            let lack = Lack::new(from.typed.span, LackKind::GrowthBase);
            traits.lacks.push(lack);
        }
        let least = from.extent.least_positive();
        let high = from.extent.high.clone().max(least.clone());
        let base = from.extent.with_range(least, high);
        let whole = Extent::constant(&-&Exact::ONE);
        let extent = to.extent.quotient(&base).sum(&whole);
        let expr = Expr::Growth(from.typed.id, to.typed.id);
        self.made_number(expr, Quantity::Percent, extent, (span, traits))
    }

    // ---- functions whose decimals do not end ----------------------------------------------------

    /// A function that is computed to the places that its rounding says.
    pub(super) fn inexact(
        &mut self,
        function: Inexact,
        arguments: &[ast::Expr],
        rounding: Rounding,
        span: Span,
    ) -> Option<Typed> {
        let all: Vec<Option<Operand>> = arguments.iter().map(|one| self.bare(one)).collect();
        let all: Vec<Operand> = all.into_iter().collect::<Option<_>>()?;
        let extents: Vec<&Extent> = all.iter().map(|one| &one.extent).collect();
        let mut traits = Typed::joined(all.iter().map(|one| &one.typed));
        if let Some(kind) = inexact::lack(function, &extents)
            && let Some(first) = all.first()
        {
            traits.lacks.push(Lack::new(first.typed.span, kind));
        }
        let Some(extent) = inexact::extent(function, &extents, rounding) else {
            return self.refuse(types::overflow(span));
        };
        let ids = all.iter().map(|one| one.typed.id).collect();
        let expr = Expr::Inexact(function, ids, rounding);
        self.made_number(expr, Quantity::Plain, extent, (span, traits))
    }

    /// A power without a rounding: all of its digits are kept.
    fn whole_power(
        &mut self,
        (base, n): (&ast::Expr, u32),
        name: &Name,
        span: Span,
    ) -> Option<Typed> {
        let base = self.bare(base)?;
        let extent = base.extent.power(n).filter(|extent| !extent.overflows());
        let Some(extent) = extent else {
            return self.refuse(functions::power_overflow(name, span));
        };
        let expr = Expr::WholePower(base.typed.id, n);
        self.made_number(expr, Quantity::Plain, extent, (span, base.typed.traits))
    }

    /// An operand without a unit; a percentage is the ratio that it stands for.
    fn bare(&mut self, written: &ast::Expr) -> Option<Operand> {
        let value = self.operand(written)?;
        if value.quantity.is_bare() || value.quantity.is_factor() {
            Some(value)
        } else {
            self.refuse(functions::has_unit(value.typed.span, &value.quantity))
        }
    }
}

/// The most places of `round`.
const MOST_PLACES: u32 = 12;

/// A whole number as written.
fn small_constant(written: &ast::Expr) -> Option<u32> {
    let ExprKind::Quantity(quantity) = &written.kind else {
        return None;
    };
    let whole = quantity.number.to_whole();
    let number = whole.filter(|_| quantity.unit == ast::Unit::None)?;
    u32::try_from(number).ok()
}
