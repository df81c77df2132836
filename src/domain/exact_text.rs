//! Exact numbers as text: the plain decimal form, and a fraction where no decimal is exact.

use std::fmt;

use num_bigint::BigInt;
use num_traits::Signed;

use super::exact::Exact;
use super::rounding::{Rounding, RoundingMode};

/// How many places a number that does not terminate shows.
const SHOWN_PLACES: u32 = 6;

impl fmt::Display for Exact {
    /// The shortest exact form: `83.4`, or `4/3` where the decimal would not end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((units, places)) = self.as_decimal() {
            return write_decimal(f, units, places);
        }
        let (top, bottom) = self.fraction();
        match self.places() {
            Some(places) => write_long(f, &(top * BigInt::from(10).pow(places) / bottom), places),
            None => write!(f, "{top}/{bottom}"),
        }
    }
}

fn write_decimal(f: &mut fmt::Formatter<'_>, units: i128, places: u8) -> fmt::Result {
    let mut digits = itoa::Buffer::new();
    let Some(power) = 10i128.checked_pow(places.into()).filter(|_| places > 0) else {
        return f.write_str(digits.format(units));
    };
    let (whole, part) = match (i64::try_from(units), i64::try_from(power)) {
        (Ok(units), Ok(power)) => (
            (units / power).into(),
            (units % power).unsigned_abs().into(),
        ),
        _ => (units / power, (units % power).unsigned_abs()),
    };
    if units < 0 && whole == 0 {
        f.write_str("-")?;
    }
    f.write_str(digits.format(whole))?;
    f.write_str(".")?;
    let part = digits.format(part);
    (part.len()..places.into()).try_for_each(|_| f.write_str("0"))?;
    f.write_str(part)
}

/// The decimal form of units that leave 128 bits.
fn write_long(f: &mut fmt::Formatter<'_>, units: &BigInt, places: u32) -> fmt::Result {
    let places = usize::try_from(places).map_err(|_| fmt::Error)?;
    let sign = if units.is_negative() { "-" } else { "" };
    let digits = units.magnitude().to_string();
    let digits = "0".repeat((places + 1).saturating_sub(digits.len())) + &digits;
    match digits.split_at_checked(digits.len() - places) {
        Some((whole, part)) if places > 0 => write!(f, "{sign}{whole}.{part}"),
        _ => write!(f, "{sign}{digits}"),
    }
}

impl Exact {
    /// Reads `-12.50`: digits, at most one point with digits on both sides, no blanks, no exponent.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(whole) || !is_digits(part) || digits.len() > 1000 {
            return None;
        }
        let part = if digits.contains('.') { part } else { "" };
        let number = Self::from_digits(whole, part)?;
        Some(if negative { -&number } else { number })
    }

    fn from_digits(whole: &str, part: &str) -> Option<Self> {
        let places = u8::try_from(part.len()).ok();
        let fast = format!("{whole}{part}").parse::<i128>().ok();
        if let (Some(units), Some(places)) = (fast, places) {
            return Some(Self::decimal(units, places));
        }
        let fold = |text: &str| {
            text.bytes().fold(Self::ZERO, |sum, digit| {
                &(&sum * &Self::whole(10)) + &Self::whole(i128::from(digit - b'0'))
            })
        };
        let places = u32::try_from(part.len()).ok()?;
        fold(part)
            .divided_by(&Self::ten_to(places))
            .map(|rest| &fold(whole) + &rest)
    }

    /// A decimal for readers: rounded to 6 places where it does not end.
    pub fn shown(&self) -> String {
        self.to_shown_places().to_string()
    }

    /// Itself where its decimals end, else rounded to 6 places.
    pub fn to_shown_places(&self) -> Self {
        if self.ends() {
            return self.clone();
        }
        self.rounded(Rounding::places(SHOWN_PLACES, RoundingMode::HalfAway))
    }

    /// As a percentage without its sign: 0.725 is `72.5`.
    pub fn times_hundred(&self) -> Self {
        self * &Self::whole(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_plain_decimal_form_is_read() {
        for bad in [
            "", "-", ".5", "5.", "1e3", "+5", "0,6", "1 000", "５", "--1", "1.2.3", "NaN",
        ] {
            assert!(Exact::parse(bad).is_none(), "{bad}");
        }
        for good in [
            "0",
            "-12.5",
            "0.001",
            "170141183460469231731687303715884105728.5",
        ] {
            let number = Exact::parse(good).unwrap();
            let (top, bottom) = number.fraction();
            let shown = number.to_string();
            assert!(
                shown == good || shown == format!("{top}/{bottom}"),
                "{good}: {shown}"
            );
        }
        assert_eq!(Exact::parse("2.50").unwrap().to_string(), "2.5");
    }

    #[test]
    fn a_third_is_shown_as_a_fraction() {
        let third = Exact::ONE.divided_by(&Exact::whole(3)).unwrap();
        assert_eq!(third.to_string(), "1/3");
        assert_eq!(third.shown(), "0.333333");
    }
}
