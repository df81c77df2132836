//! How large the results of `sqrt`, `ln`, `exp` and `power` can be, and where they have none.

use crate::check::extent::Extent;
use crate::check::typed::LackKind;
use crate::domain::{Exact, Rounding, functions};
use crate::program::expr::Inexact;

/// The function of a name with so many arguments.
pub(super) fn by_name(name: &str, arguments: usize) -> Option<Inexact> {
    Some(match (name, arguments) {
        ("sqrt" | "平方根", 1) => Inexact::SquareRoot,
        ("ln" | "自然对数", 1) => Inexact::Logarithm,
        ("exp" | "指数", 1) => Inexact::Exponential,
        ("power" | "乘方", 2) => Inexact::Power,
        _ => return None,
    })
}

/// What may leave the function without a value: the first argument is of this kind.
pub(super) fn lack(function: Inexact, arguments: &[&Extent]) -> Option<LackKind> {
    match (function, arguments) {
        (Inexact::SquareRoot, [x]) if x.low.is_negative() => Some(LackKind::Root),
        (Inexact::Logarithm, [x]) if x.low <= Exact::ZERO => Some(LackKind::Logarithm),
        (Inexact::Power, [x, y]) if x.low.is_negative() && whole(y).is_none() => {
            Some(LackKind::NegativePower)
        }
        (Inexact::Power, [x, y]) if x.may_be_zero() && y.low.is_negative() => {
            Some(LackKind::ZeroPower)
        }
        (Inexact::SquareRoot | Inexact::Logarithm | Inexact::Exponential | Inexact::Power, _) => {
            None
        }
    }
}

/// The range of the results; nothing where some result is beyond what a number may be.
pub(super) fn extent(
    function: Inexact,
    arguments: &[&Extent],
    rounding: Rounding,
) -> Option<Extent> {
    let (low, high) = match (function, arguments) {
        (Inexact::SquareRoot, [x]) => {
            let ends = above(x, &Exact::ZERO);
            functions::range(functions::sqrt, (&ends.0, &ends.1), rounding)
        }
        (Inexact::Logarithm, [x]) => {
            let ends = above(x, &x.least_positive());
            functions::range(functions::ln, (&ends.0, &ends.1), rounding)
        }
        (Inexact::Exponential, [x]) => {
            functions::range(functions::exp, (&x.low, &x.high), rounding)
        }
        (Inexact::Power, [x, y]) => power(x, y, rounding),
        (Inexact::SquareRoot | Inexact::Logarithm | Inexact::Exponential | Inexact::Power, _) => {
            None
        }
    }?;
    Some(Extent::new(low, high, rounding.places))
}

/// The part of a range that is not below a number; the number alone where there is none.
fn above(x: &Extent, least: &Exact) -> (Exact, Exact) {
    let not_below = |end: &Exact| end.clone().max(least.clone());
    (not_below(&x.low), not_below(&x.high))
}

fn power(x: &Extent, y: &Extent, rounding: Rounding) -> Option<(Exact, Exact)> {
    let exponents = (&y.low, &y.high);
    let has_poles = x.may_be_zero() && y.low.is_negative();
    if whole(y).is_some() && !has_poles {
        return functions::power_range((&x.low, &x.high), exponents, rounding);
    }
    // Of the sizes of x that have a power; one below 0 may turn the result.
    let sizes = x.absolute();
    let (low, high) = if has_poles {
        above(&sizes, &sizes.least_positive())
    } else {
        (sizes.low, sizes.high)
    };
    let (low, high) = functions::power_range((&low, &high), exponents, rounding)?;
    Some(if x.low.is_negative() {
        (-&high, high)
    } else {
        (low, high)
    })
}

/// The one whole number that it is.
fn whole(extent: &Extent) -> Option<i128> {
    let is_one = extent.low == extent.high;
    extent.low.to_whole().filter(|_| is_one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RoundingMode;

    const TENTHS: Rounding = Rounding::places(1, RoundingMode::HalfAway);

    fn range(function: Inexact, arguments: &[(&str, &str, u32)]) -> Option<(String, String)> {
        let number = |text: &str| Exact::parse(text).unwrap();
        let extents: Vec<Extent> = arguments
            .iter()
            .map(|(low, high, places)| Extent::new(number(low), number(high), *places))
            .collect();
        let extents: Vec<&Extent> = extents.iter().collect();
        let extent = extent(function, &extents, TENTHS)?;
        Some((extent.low.to_string(), extent.high.to_string()))
    }

    fn is(function: Inexact, arguments: &[(&str, &str, u32)], low: &str, high: &str) {
        let expected = Some((low.to_owned(), high.to_owned()));
        assert_eq!(range(function, arguments), expected, "{arguments:?}");
    }

    #[test]
    fn results_lie_in_the_range_that_is_told() {
        is(Inexact::SquareRoot, &[("-4", "9", 0)], "0", "3");
        is(Inexact::SquareRoot, &[("-9", "-4", 0)], "0", "0");
        // The least of two places above 0 is 0.01, and ln(0.01) = -4.605…
        is(Inexact::Logarithm, &[("0", "1", 2)], "-4.6", "0");
        is(Inexact::Logarithm, &[("-9", "-4", 2)], "-4.6", "-4.6");
        is(Inexact::Exponential, &[("-1", "2", 0)], "0.4", "7.4");
        is(Inexact::Power, &[("-3", "2", 0), ("2", "2", 0)], "0", "9");
        is(Inexact::Power, &[("-3", "2", 0), ("3", "3", 0)], "-27", "8");
        is(
            Inexact::Power,
            &[("0", "4", 0), ("0.5", "0.5", 1)],
            "0",
            "2",
        );
        is(Inexact::Power, &[("-3", "2", 0), ("1", "2", 0)], "-9", "9");
        is(
            Inexact::Power,
            &[("-2", "2", 1), ("-2", "-2", 0)],
            "-100",
            "100",
        );
        is(
            Inexact::Power,
            &[("0", "2", 1), ("-1", "1", 0)],
            "0.1",
            "10",
        );
        assert_eq!(range(Inexact::Exponential, &[("0", "100", 0)]), None);
    }
}
