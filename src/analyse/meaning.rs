//! The operators over ranges: each result holds what the operator of `domain::meaning` makes of any
//! values of its operands.

use crate::analyse::interval::Interval;
use crate::analyse::range::{Flags, Held, Range, TextRange};
use crate::domain::date::{self, DateUnit};
use crate::domain::meaning::Comparison;
use crate::domain::{Date, Exact, Rounding, functions};
use crate::program::expr::{Inexact, Kind};
use crate::program::{BandRange, Calendar, Cell};

/// A comparison.
pub(super) fn compared(comparison: Comparison, a: &Range, b: &Range) -> Flags {
    let missing = a.missing || b.missing;
    if !a.may_be_there() || !b.may_be_there() {
        return Flags::MISSING;
    }
    let (yes, no) = match (&a.held, &b.held) {
        (Held::Flag { yes: a, no: b }, Held::Flag { yes: c, no: d }) => {
            let of = |yes: bool, no: bool| (u8::from(!no), u8::from(yes));
            by_ends(comparison, of(*a, *b), of(*c, *d))
        }
        // An earlier choice is the greater.
        (Held::Choice(a), Held::Choice(b)) => among_choices(comparison, a, b),
        (Held::Date(a, b), Held::Date(c, d)) => by_ends(comparison, (a, b), (c, d)),
        (Held::Text(TextRange::One(a)), Held::Text(TextRange::One(b))) => {
            by_ends(comparison, (a, a), (b, b))
        }
        (Held::Text(TextRange::Other), Held::Text(TextRange::One(_)))
        | (Held::Text(TextRange::One(_)), Held::Text(TextRange::Other)) => match comparison {
            Comparison::Equal => (false, true),
            Comparison::Different => (true, false),
            Comparison::Less | Comparison::AtMost | Comparison::Greater | Comparison::AtLeast => {
                (true, true)
            }
        },
        _ => match (a.as_number(), b.as_number()) {
            (Some(a), Some(b)) => by_ends(comparison, (&a.low, &a.high), (&b.low, &b.high)),
            _ => (true, true),
        },
    };
    Flags { yes, no, missing }
}

/// Whether a comparison of values between two ends each may hold, and whether it may not.
fn by_ends<T: Ord>(comparison: Comparison, a: (T, T), b: (T, T)) -> (bool, bool) {
    let may_be_less = a.0 < b.1;
    let may_be_greater = a.1 > b.0;
    let may_be_equal = a.0 <= b.1 && b.0 <= a.1;
    let may_differ = may_be_less || may_be_greater;
    match comparison {
        Comparison::Equal => (may_be_equal, may_differ),
        Comparison::Different => (may_differ, may_be_equal),
        Comparison::Less => (may_be_less, may_be_greater || may_be_equal),
        Comparison::AtMost => (may_be_less || may_be_equal, may_be_greater),
        Comparison::Greater => (may_be_greater, may_be_less || may_be_equal),
        Comparison::AtLeast => (may_be_greater || may_be_equal, may_be_less),
    }
}

fn among_choices(comparison: Comparison, a: &[u32], b: &[u32]) -> (bool, bool) {
    let (mut yes, mut no) = (false, false);
    for one in a {
        for other in b {
            match comparison.holds(other.cmp(one)) {
                true => yes = true,
                false => no = true,
            }
        }
    }
    (yes, no)
}

/// Whether a set may hold a kind.
pub(super) fn has(set: &Range, kind: &Kind) -> Flags {
    let (yes, no) = match (&set.held, kind) {
        (Held::Nothing, _) => return Flags::MISSING,
        (Held::Kinds(kinds), Kind::Known(at)) => {
            let must = kinds.must.contains(at);
            (must || kinds.may.contains(at), !must)
        }
        (Held::Kinds(kinds), Kind::Other(name)) => {
            let must = kinds.others.contains(name);
            (must || kinds.more_others > 0, !must)
        }
        (
            Held::Flag { .. }
            | Held::Number(_)
            | Held::Choice(_)
            | Held::Date(..)
            | Held::Text(_)
            | Held::Rows(_),
            _,
        ) => (true, true),
    };
    Flags {
        yes,
        no,
        missing: set.missing,
    }
}

/// Whether a text may start with another.
pub(super) fn starts_with(text: &Range, start: &str) -> Flags {
    if !text.may_be_there() {
        return Flags::MISSING;
    }
    let starts = match &text.held {
        Held::Text(TextRange::One(text)) => Some(text.starts_with(start)),
        Held::Text(TextRange::Other | TextRange::Any)
        | Held::Nothing
        | Held::Flag { .. }
        | Held::Number(_)
        | Held::Choice(_)
        | Held::Kinds(_)
        | Held::Date(..)
        | Held::Rows(_) => None,
    };
    Flags {
        yes: starts != Some(false),
        no: starts != Some(true),
        missing: text.missing,
    }
}

/// Whether a cell of a table may hold a value that is there.
pub(super) fn in_cell(cell: &Cell, key: &Range) -> Flags {
    let (yes, no) = match (cell, &key.held) {
        (Cell::Any, _) => (true, false),
        (Cell::Flag(flag), Held::Flag { yes, no }) => match flag {
            true => (*yes, *no),
            false => (*no, *yes),
        },
        (Cell::Choices(cells), Held::Choice(all)) => (
            all.iter().any(|one| cells.contains(one)),
            all.iter().any(|one| !cells.contains(one)),
        ),
        (Cell::Range(range), _) => match key.as_number() {
            Some(interval) => in_band(range, &interval),
            None => (true, true),
        },
        (Cell::Flag(_) | Cell::Choices(_), _) => (true, true),
    };
    Flags {
        yes,
        no,
        missing: false,
    }
}

/// Whether a band may hold a number of an interval, and whether it may not.
pub(super) fn in_band(range: &BandRange, interval: &Interval) -> (bool, bool) {
    let (low, high) = (range.holds(&interval.low), range.holds(&interval.high));
    let inside = |end: &Option<(Exact, bool)>| {
        end.as_ref()
            .is_some_and(|(end, _)| interval.low < *end && *end < interval.high)
    };
    // Between two numbers outside there is one inside only where the band lies between them.
    let may = low || high || inside(&range.low) || inside(&range.high);
    (may, !(low && high))
}

/// What a function of one number makes of it.
pub(super) fn mapped(range: &Range, apply: impl Fn(&Interval) -> Interval) -> Range {
    match range.as_number() {
        Some(interval) => Range {
            missing: range.missing,
            held: Held::Number(apply(&interval)),
        },
        None => Range::MISSING,
    }
}

/// What an operator makes of two numbers; missing where one is.
pub(super) fn both(
    a: &Range,
    b: &Range,
    apply: impl Fn(&Interval, &Interval) -> Interval,
) -> Range {
    match (a.as_number(), b.as_number()) {
        (Some(x), Some(y)) => Range {
            missing: a.missing || b.missing,
            held: Held::Number(apply(&x, &y)),
        },
        _ => Range::MISSING,
    }
}

/// The same of several.
pub(super) fn folded(
    all: impl Iterator<Item = Range>,
    apply: impl Fn(&Interval, &Interval) -> Interval,
) -> Range {
    all.reduce(|a, b| both(&a, &b, &apply))
        .unwrap_or(Range::MISSING)
}

/// A quotient, missing where the divisor is 0.
pub(super) fn quotient(a: &Range, b: &Range) -> Range {
    let (Some(x), Some(y)) = (a.as_number(), b.as_number()) else {
        return Range::MISSING;
    };
    let zero = y.holds(&Exact::ZERO);
    Range {
        missing: a.missing || b.missing || zero,
        held: x.over(&y).map_or(Held::Nothing, Held::Number),
    }
}

/// The growth from one number to another, missing where the first is not above 0.
pub(super) fn growth(from: &Range, to: &Range) -> Range {
    let (Some(a), Some(b)) = (from.as_number(), to.as_number()) else {
        return Range::MISSING;
    };
    let missing = from.missing || to.missing || a.low <= Exact::ZERO;
    if a.high <= Exact::ZERO {
        return Range::MISSING;
    }
    let held = match a.low <= Exact::ZERO {
        true => Interval::unknown(),
        // It rises with the second number, and moves one way with the first.
        false => b.over(&a).map_or(Interval::unknown(), |ratio| {
            ratio.minus(&Interval::one(Exact::ONE))
        }),
    };
    Range {
        missing,
        held: Held::Number(held),
    }
}

/// A function whose decimals do not end.
pub(super) fn inexact(function: Inexact, operands: &[Range], rounding: Rounding) -> Range {
    let missing = operands.iter().any(|operand| operand.missing);
    let numbers: Option<Vec<Interval>> = operands.iter().map(Range::as_number).collect();
    let Some(numbers) = numbers else {
        return Range::MISSING;
    };
    let ends = match (function, numbers.as_slice()) {
        (Inexact::SquareRoot, [x]) => {
            functions::range(functions::sqrt, (&x.low, &x.high), rounding)
        }
        (Inexact::Logarithm, [x]) => functions::range(functions::ln, (&x.low, &x.high), rounding),
        (Inexact::Exponential, [x]) => {
            functions::range(functions::exp, (&x.low, &x.high), rounding)
        }
        (Inexact::Power, [x, y]) => {
            functions::power_range((&x.low, &x.high), (&y.low, &y.high), rounding)
        }
        (Inexact::SquareRoot | Inexact::Logarithm | Inexact::Exponential | Inexact::Power, _) => {
            None
        }
    };
    match ends {
        Some((low, high)) => Range {
            missing,
            held: Held::Number(Interval::new(low, high)),
        },
        None => Range {
            missing: true,
            held: Held::Number(Interval::unknown()),
        },
    }
}

// ---- days -----------------------------------------------------------------------------------------

fn days(range: &Range) -> Option<(Date, Date)> {
    if let Held::Date(first, last) = range.held {
        Some((first, last))
    } else {
        None
    }
}

/// Whole units between two days: more where the second is later or the first earlier.
pub(super) fn between(unit: DateUnit, from: &Range, to: &Range) -> Range {
    let Some(((a, b), (c, d))) = days(from).zip(days(to)) else {
        return Range::MISSING;
    };
    let count = |from, to| Exact::whole(date::between(unit, from, to).into());
    Range {
        missing: from.missing || to.missing,
        held: Held::Number(Interval::new(count(b, c), count(a, d))),
    }
}

/// A day moved by a number of units; missing where the calendar ends or the number is not whole.
pub(super) fn moved(unit: DateUnit, from: &Range, by: &Range) -> Range {
    let by_day = |day: Date, number: &Exact| {
        let by = i64::try_from(number.to_whole()?).ok()?;
        date::moved(unit, day, by)
    };
    shifted(from, by, by_day)
}

fn shifted(from: &Range, by: &Range, moved: impl Fn(Date, &Exact) -> Option<Date>) -> Range {
    let (Some((first, last)), Some(number)) = (days(from), by.as_number()) else {
        return Range::MISSING;
    };
    let (low, high) = (number.low.ceil(), number.high.floor());
    let ends = (moved(first, &low), moved(last, &high));
    let is_whole = number.single().is_some_and(|one| one.to_whole().is_some());
    let outside = ends.0.is_none() || ends.1.is_none() || !is_whole;
    let earliest = ends.0.or_else(|| Date::new(1, 1, 1));
    let latest = ends.1.or_else(|| Date::new(9999, 12, 31));
    Range {
        missing: from.missing || by.missing || outside,
        held: earliest
            .zip(latest)
            .filter(|(earliest, latest)| earliest <= latest)
            .map_or(Held::Nothing, |(earliest, latest)| {
                Held::Date(earliest, latest)
            }),
    }
}

/// Working days between two days of the calendar; days outside it are an error of evidence.
pub(super) fn workdays(calendar: Option<&Calendar>, from: &Range, to: &Range) -> Range {
    let missing = from.missing || to.missing;
    let inside = calendar.and_then(|calendar| {
        let (a, b) = inside(calendar, days(from)?)?;
        let (c, d) = inside(calendar, days(to)?)?;
        let count = |from, to| {
            let days = calendar.days.workdays_between(from, to)?;
            Some(Exact::whole(days.into()))
        };
        Some(Interval::new(count(b, c)?, count(a, d)?))
    });
    Range {
        missing: missing || inside.is_none(),
        held: inside.map_or(Held::Nothing, Held::Number),
    }
}

/// A day moved by a number of working days.
pub(super) fn moved_workdays(calendar: Option<&Calendar>, from: &Range, by: &Range) -> Range {
    let Some(calendar) = calendar else {
        return Range::MISSING;
    };
    let by_day = |day: Date, number: &Exact| {
        let by = i64::try_from(number.to_whole()?).ok()?;
        calendar.days.after(day, by)
    };
    match days(from).and_then(|days| inside(calendar, days)) {
        Some((first, last)) => {
            let from = Range {
                missing: from.missing,
                held: Held::Date(first, last),
            };
            shifted(&from, by, by_day)
        }
        None => Range::MISSING,
    }
}

/// The days of a range that the calendar covers.
fn inside(calendar: &Calendar, (first, last): (Date, Date)) -> Option<(Date, Date)> {
    let (from, until) = calendar.days.coverage();
    let (first, last) = (first.max(from), last.min(until));
    (first <= last).then_some((first, last))
}
