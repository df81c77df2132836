//! Ranges in words, each end with whether it belongs to the range.

use crate::describe::Words;
use crate::domain::{Exact, Quantity, Type};
use crate::program::{Band, BandRange, Cell, DatedRange};

impl Words<'_> {
    /// `60分（含）至80分（不含）`, `80分（含）以上`.
    pub(super) fn range(&self, range: &BandRange, ty: &Type) -> String {
        let shown = |value: &Exact| self.end(value, ty);
        match (&range.low, &range.high) {
            (None, None) => self.pick("任意值", "any value"),
            (Some((low, _)), Some((high, _))) if low == high => shown(low),
            (Some(low), Some(high)) => {
                let (from, to) = (shown(&low.0), shown(&high.0));
                let en = match (low.1, high.1) {
                    (true, true) => format!("{from} to {to}, both included"),
                    (true, false) => format!("{from} to below {to}"),
                    (false, true) => format!("above {from} up to and including {to}"),
                    (false, false) => format!("above {from} and below {to}"),
                };
                let zh = format!("{from}{}至{to}{}", held(low.1), held(high.1));
                self.pick(zh, en)
            }
            (Some((low, is_held)), None) => {
                let low = shown(low);
                let zh = format!("{low}{}以上", held(*is_held));
                let en = match is_held {
                    true => format!("{low} and above"),
                    false => format!("above {low}"),
                };
                self.pick(zh, en)
            }
            (None, Some((high, is_held))) => {
                let high = shown(high);
                let zh = format!("{high}{}以下", held(*is_held));
                let en = match is_held {
                    true => format!("up to and including {high}"),
                    false => format!("below {high}"),
                };
                self.pick(zh, en)
            }
        }
    }

    /// The end of a range: a ratio goes with percentages.
    pub(super) fn end(&self, value: &Exact, ty: &Type) -> String {
        match ty {
            Type::Number(Quantity::Ratio) => self.number(value, &Type::Number(Quantity::Percent)),
            Type::Number(_)
            | Type::Flag
            | Type::Choice(_)
            | Type::Kinds(_)
            | Type::Date
            | Type::Text
            | Type::Records => self.number(value, ty),
        }
    }

    /// A range with its later forms: `60%（含）以上（自2025-01-01起为65%（含）以上）`.
    pub(super) fn dated_range(&self, range: &DatedRange, ty: &Type) -> String {
        let mut text = self.range(&range.first, ty);
        for (from, later) in &range.later {
            let (from, later) = (self.day(*from), self.range(later, ty));
            text += &self.pick(
                format!("（自{from}起为{later}）"),
                format!(" (from {from} on {later})"),
            );
        }
        text
    }

    /// A band and its points: `60%（含）至80%（不含）的，加20分`.
    pub(super) fn band(&self, band: &Band, ty: &Type) -> String {
        let range = self.dated_range(&band.range, ty);
        let effect = self.effect(&band.points);
        self.pick(format!("{range}的，{effect}"), format!("{range}: {effect}"))
    }

    /// Which values of its key a cell of a table holds.
    pub(super) fn cell(&self, cell: &Cell, ty: &Type) -> String {
        match cell {
            Cell::Any => self.pick("任意", "any"),
            Cell::Flag(true) => self.pick("是", "yes"),
            Cell::Flag(false) => self.pick("否", "no"),
            Cell::Choices(all) => {
                let Type::Choice(list) = ty else {
                    return String::new();
                };
                let names: Vec<String> =
                    all.iter().map(|at| self.choice_name(*list, *at)).collect();
                names.join(self.language.pick("或", " or "))
            }
            Cell::Range(range) => self.range(range, ty),
        }
    }
}

/// Whether an end belongs to its range.
fn held(is_held: bool) -> &'static str {
    if is_held { "（含）" } else { "（不含）" }
}
