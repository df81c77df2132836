//! Points in words: what is added or taken, bounds, rounding.

use crate::describe::Words;
use crate::describe::expressions::Level;
use crate::describe::values::signed;
use crate::domain::date::Period;
use crate::domain::{Exact, Quantity, Type};
use crate::program::expr::{Expr, Function};
use crate::program::{Amount, Clause, PeriodCap};

/// What points are.
pub(super) const POINTS: Type = Type::Number(Quantity::Points);

impl Words<'_> {
    /// What a clause does with points: `加20分`, `扣5分`, `计0分`.
    pub(super) fn effect(&self, amount: &Amount) -> String {
        match amount {
            Amount::Constant(points) if points.is_zero() => self.pick("计0分", "0 points"),
            Amount::Constant(points) if points.is_negative() => {
                let points = self.points(&points.abs());
                self.pick(format!("扣{points}"), format!("{points} off"))
            }
            Amount::Constant(points) => {
                let points = self.points(points);
                self.pick(format!("加{points}"), points.clone())
            }
            Amount::Computed(id) => match self.program.expr(*id) {
                Expr::Function(Function::Negative, inner) => {
                    let value = self.operand(*inner, &POINTS, Level::Open);
                    self.pick(format!("扣（{value}）"), format!("({value}) off"))
                }
                _ => {
                    let value = self.operand(*id, &POINTS, Level::Open);
                    self.pick(format!("加（{value}）"), format!("({value})"))
                }
            },
        }
    }

    /// A number of points that is set or reached: `50分`, or a formula.
    pub(super) fn amount(&self, amount: &Amount) -> String {
        self.amount_of(amount, &POINTS)
    }

    /// The same of another type.
    pub(super) fn amount_of(&self, amount: &Amount, ty: &Type) -> String {
        match amount {
            Amount::Constant(number) => self.end(number, ty),
            Amount::Computed(id) => self.operand(*id, ty, Level::Single),
        }
    }

    /// The bounds and the rounding of a clause, each behind a comma.
    pub(super) fn tails(&self, clause: &Clause) -> String {
        let mut text = self.bounds(clause.floor.as_ref(), clause.cap.as_ref());
        if let Some(rounding) = clause.rounding {
            let rounding = self.rounding(rounding, &POINTS);
            text += &self.pick(format!("，{rounding}"), format!(", {rounding}"));
        }
        text
    }

    /// `，最多100分`, `，最少计10分`, `，最多扣40分`.
    pub(super) fn bounds(&self, floor: Option<&Exact>, cap: Option<&Exact>) -> String {
        let mut text = String::new();
        if let Some(cap) = cap {
            let cap = signed(cap);
            text += &self.pick(format!("，最多{cap}分"), format!(", at most {cap}"));
        }
        match floor {
            Some(floor) if floor.is_negative() => {
                let floor = signed(&floor.abs());
                text += &self.pick(
                    format!("，最多扣{floor}分"),
                    format!(", at most {floor} off"),
                );
            }
            Some(floor) => {
                let floor = signed(floor);
                text += &self.pick(format!("，最少计{floor}分"), format!(", at least {floor}"));
            }
            None => {}
        }
        text
    }

    /// `，其中每个自然年最多4分（按授权日期计，没有日期的记录不计）`.
    pub(super) fn period(&self, period: &PeriodCap) -> String {
        let cap = signed(&period.cap);
        let day = self.column_name(Some(period.records), period.column);
        let (zh, en) = match period.period {
            Period::Year => ("自然年", "calendar year"),
            Period::Month => ("自然月", "calendar month"),
        };
        self.pick(
            format!("，其中每个{zh}最多{cap}分（按{day}计，没有{day}的记录不计）"),
            format!(", at most {cap} for each {en} of {day} (a row without {day} does not count)"),
        )
    }
}
