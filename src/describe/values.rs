//! Constants in words: numbers with their units, days, choices, yes and no.

use crate::describe::Words;
use crate::describe::names::quoted;
use crate::diagnostics::Language;
use crate::domain::types::WORKDAYS;
use crate::domain::{Date, Exact, Quantity, Rounding, RoundingMode, Type};
use crate::evidence::{Stored, money};

/// Durations in English: the unit, one of it, several.
const DURATIONS: &[(&str, &str, &str)] = &[
    ("年", "year", "years"),
    ("月", "month", "months"),
    ("日", "day", "days"),
    (WORKDAYS, "working day", "working days"),
];

impl Words<'_> {
    /// A constant of a type.
    pub(super) fn constant(&self, value: &Stored, ty: &Type) -> String {
        match value {
            Stored::Missing | Stored::Kinds(_) | Stored::Rows(_) => String::new(),
            Stored::Flag(true) => self.pick("是", "yes"),
            Stored::Flag(false) => self.pick("否", "no"),
            Stored::Number(number) => self.number(number, ty),
            Stored::Choice(at) => match ty {
                Type::Choice(list) | Type::Kinds(list) => self.choice_name(*list, *at),
                Type::Number(_) | Type::Flag | Type::Date | Type::Text | Type::Records => {
                    String::new()
                }
            },
            Stored::Date(date) => self.day(*date),
            Stored::Text(text) => quoted(text),
        }
    }

    /// A day as official texts write it.
    pub(super) fn day(&self, date: Date) -> String {
        date.to_string()
    }

    /// A number of a type, with its unit.
    pub(super) fn number(&self, number: &Exact, ty: &Type) -> String {
        let Type::Number(quantity) = ty else {
            return signed(number);
        };
        match (quantity, self.language) {
            (Quantity::Points, _) => self.points(number),
            (Quantity::Money, _) => money(&self.program.schema, number).replace('-', "−"),
            (Quantity::Percent, _) => format!("{}%", signed(&number.times_hundred())),
            (Quantity::PercentPoint, Language::Zh) => {
                format!("{}个百分点", signed(&number.times_hundred()))
            }
            (Quantity::PercentPoint, Language::En) => {
                format!("{} percentage points", signed(&number.times_hundred()))
            }
            (Quantity::Unit(unit), language) => self.counted(number, unit, language),
            (Quantity::Plain | Quantity::Ratio, _) => signed(number),
        }
    }

    fn counted(&self, number: &Exact, unit: &str, language: Language) -> String {
        let shown = signed(number);
        let duration = DURATIONS.iter().find(|(own, _, _)| *own == unit);
        match (duration, language) {
            (Some((_, one, _)), Language::En) if *number == Exact::ONE => format!("{shown} {one}"),
            (Some((_, _, many)), Language::En) => format!("{shown} {many}"),
            (Some(("月" | WORKDAYS, ..)), Language::Zh) => format!("{shown}个{unit}"),
            (Some(_) | None, _) if unit.is_empty() => shown,
            (None, Language::En) if unit.is_ascii() => format!("{shown} {unit}"),
            (Some(_) | None, _) => format!("{shown}{unit}"),
        }
    }

    /// `20分`, `20 points`.
    pub(super) fn points(&self, number: &Exact) -> String {
        let shown = signed(number);
        match self.language {
            Language::Zh => format!("{shown}分"),
            Language::En if number.abs() == Exact::ONE => format!("{shown} point"),
            Language::En => format!("{shown} points"),
        }
    }

    /// How something of a type is rounded: `四舍五入保留1位小数`, `rounded to 1 place`.
    pub(super) fn rounding(&self, rounding: Rounding, ty: &Type) -> String {
        let step = self.step(rounding, ty);
        let is_percent = matches!(ty, Type::Number(Quantity::Percent | Quantity::PercentPoint));
        let (by, of) = match is_percent {
            true => ("百分数", " of the percentage"),
            false => ("", ""),
        };
        let (zh, en) = match rounding.mode {
            RoundingMode::HalfAway => ("四舍五入", "rounded"),
            RoundingMode::HalfEven => ("四舍六入五成双", "rounded, halves to even,"),
            RoundingMode::Up => ("只入不舍", "rounded up, away from 0,"),
            RoundingMode::Down => ("只舍不入", "rounded down, towards 0,"),
        };
        match step {
            Step::Multiple(step) => self.pick(
                format!("{by}{zh}取{step}的倍数"),
                format!("{en} to a multiple of {step}"),
            ),
            Step::Places(0) => self.pick(
                format!("{by}{zh}取整数"),
                format!("{en} to a whole number{of}"),
            ),
            Step::Places(1) => self.pick(
                format!("{by}{zh}保留1位小数"),
                format!("{en} to 1 decimal place{of}"),
            ),
            Step::Places(places) => self.pick(
                format!("{by}{zh}保留{places}位小数"),
                format!("{en} to {places} decimal places{of}"),
            ),
        }
    }

    /// To what something is rounded; of a percentage, the places are those of the percentage.
    fn step(&self, rounding: Rounding, ty: &Type) -> Step {
        let step = match ty {
            Type::Number(Quantity::Percent | Quantity::PercentPoint) => {
                rounding.step().times_hundred()
            }
            Type::Number(
                Quantity::Plain
                | Quantity::Ratio
                | Quantity::Points
                | Quantity::Money
                | Quantity::Unit(_),
            )
            | Type::Flag
            | Type::Choice(_)
            | Type::Kinds(_)
            | Type::Date
            | Type::Text
            | Type::Records => rounding.step(),
        };
        let places = step.places().unwrap_or(0);
        match &step * &Exact::ten_to(places) == Exact::ONE {
            true => Step::Places(places),
            false => Step::Multiple(self.number(&rounding.step(), ty)),
        }
    }
}

/// To what a number is rounded.
enum Step {
    /// Decimal places.
    Places(u32),
    /// Multiples of this.
    Multiple(String),
}

/// A number with a minus sign as people write it.
pub(super) fn signed(number: &Exact) -> String {
    number.shown().replace('-', "−")
}
