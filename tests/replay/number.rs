//! Decimals and fractions of the JSON, and the four ways of rounding.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use serde_json::Value;

/// Reads `83.4`, `-2` or `1000/11`.
pub(crate) fn decimal(text: &str) -> BigRational {
    if let Some((top, bottom)) = text.split_once('/') {
        return decimal(top) / decimal(bottom);
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{part}").parse().unwrap();
    BigRational::new(digits, ten_to(part.len()))
}

fn ten_to(places: usize) -> BigInt {
    (0..places).fold(BigInt::one(), |power, _| power * 10)
}

/// The number under a key; what is shown beside a fraction is that fraction to 6 places.
pub(super) fn exact(object: &Value, key: &str) -> BigRational {
    number(object, key).unwrap_or_else(|| panic!("there is no `{key}`"))
}

/// The number under a key, if there is one.
pub(super) fn number(object: &Value, key: &str) -> Option<BigRational> {
    let shown = decimal(object.get(key)?.as_str()?);
    let Some(fraction) = object.get(format!("{key}_exact")) else {
        return Some(shown);
    };
    let fraction = decimal(fraction.as_str()?);
    assert_eq!(shown, rounded(&fraction, 6, "half_away"), "{key}");
    Some(fraction)
}

/// Rounded where the part says so.
pub(super) fn own_rounding(part: &Value, number: BigRational) -> BigRational {
    match part.get("rounded_to").and_then(Value::as_u64) {
        None => number,
        Some(places) => {
            let mode = part["rounding"].as_str().unwrap();
            match part
                .get("rounding_step")
                .and_then(Value::as_str)
                .map(decimal)
            {
                None => rounded(&number, places, mode),
                Some(step) => rounded(&(number / &step), 0, mode) * step,
            }
        }
    }
}

/// Rounded by its distance from zero, so that each mode is one comparison.
pub(crate) fn rounded(number: &BigRational, places: u64, mode: &str) -> BigRational {
    let unit = BigRational::from(ten_to(usize::try_from(places).unwrap()));
    let size = number.abs() * &unit;
    let whole = size.floor();
    let rest = &size - &whole;
    let half = BigRational::new(1.into(), 2.into());
    let goes_up = match mode {
        "half_away" => rest >= half,
        "half_even" => rest > half || rest == half && whole.to_integer().is_odd(),
        "up" => !rest.is_zero(),
        "down" => false,
        other => panic!("no rounding is called {other}"),
    };
    let whole = if goes_up {
        whole + BigRational::one()
    } else {
        whole
    };
    whole / unit * number.signum()
}
