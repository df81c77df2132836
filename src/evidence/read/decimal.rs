//! The one written form of numbers: `-?(0|[1-9][0-9]*)(.[0-9]+)?`, read exactly.

use crate::domain::Exact;

/// Digits that `i128` surely holds.
const SURE_DIGITS: usize = 38;

/// Digits that `u64` surely holds.
const SMALL_DIGITS: usize = 19;

/// A number in the documented form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decimal<'t> {
    text: &'t str,
    is_negative: bool,
    whole: &'t str,
    /// The digits behind the point without trailing zeros.
    part: &'t str,
}

impl<'t> Decimal<'t> {
    /// Reads the whole text, or nothing.
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        let (is_negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = match digits.split_once('.') {
            Some((whole, part)) if is_digits(part) => (whole, part.trim_end_matches('0')),
            Some(_) => return None,
            None => (digits, ""),
        };
        let is_written_well = is_digits(whole) && (whole == "0" || !whole.starts_with('0'));
        is_written_well.then_some(Self {
            text,
            is_negative,
            whole,
            part,
        })
    }

    /// How many decimal places its value needs.
    pub(super) fn places(&self) -> usize {
        self.part.len()
    }

    /// Its value times ten to the power `exponent`; nothing where it has more digits than are read.
    pub(super) fn times_ten_to(&self, exponent: i8) -> Option<Exact> {
        let places = i16::try_from(self.part.len()).ok()? - i16::from(exponent);
        let units = self.units();
        let (Some(units), Ok(places)) = (units, u8::try_from(places.max(0))) else {
            return self.times_slowly(exponent);
        };
        if places as usize > SURE_DIGITS {
            return self.times_slowly(exponent);
        }
        let missing = i16::from(exponent) - i16::try_from(self.part.len()).ok()?;
        let factor = 10i128.checked_pow(u32::try_from(missing.max(0)).ok()?)?;
        match units.checked_mul(factor) {
            Some(units) => Some(Exact::decimal(units, places)),
            None => self.times_slowly(exponent),
        }
    }

    fn units(&self) -> Option<i128> {
        if self.whole.len() + self.part.len() > SURE_DIGITS {
            return None;
        }
        let digits = self.whole.bytes().chain(self.part.bytes());
        let units = if self.whole.len() + self.part.len() <= SMALL_DIGITS {
            i128::from(digits.fold(0u64, |sum, digit| sum * 10 + u64::from(digit - b'0')))
        } else {
            digits.fold(0i128, |sum, digit| sum * 10 + i128::from(digit - b'0'))
        };
        Some(if self.is_negative { -units } else { units })
    }

    fn times_slowly(&self, exponent: i8) -> Option<Exact> {
        let number = Exact::parse(self.text)?;
        let power = Exact::ten_to(u32::from(exponent.unsigned_abs()));
        if exponent < 0 {
            number.divided_by(&power)
        } else {
            Some(&number * &power)
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text as its leading number and what stands behind it.
pub(super) fn split_number(text: &str) -> (&str, &str) {
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    let end = text.bytes().take_while(is_part).count();
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, exponent: i8) -> Option<String> {
        let number = Decimal::parse(text)?.times_ten_to(exponent)?;
        Some(number.to_string())
    }

    #[test]
    fn only_the_documented_form_is_a_number() {
        for bad in [
            "", "-", ".5", "5.", "1e3", "+5", "0,6", "1 000", "５", "--1", "1.2.3", "NaN", "007",
            "00", "1_000", "-01", " 1",
        ] {
            assert!(Decimal::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(value("0", 0).unwrap(), "0");
        assert_eq!(value("-12.50", 0).unwrap(), "-12.5");
        assert_eq!(value("72.5", -2).unwrap(), "0.725");
        assert_eq!(value("0.05", 4).unwrap(), "500");
        assert_eq!(value("350", 4).unwrap(), "3500000");
        assert_eq!(Decimal::parse("1.10").unwrap().places(), 1);
    }

    #[test]
    fn numbers_beyond_the_machine_stay_exact() {
        let digits = "9".repeat(60);
        assert_eq!(value(&digits, 0).unwrap(), digits);
        assert_eq!(value(&digits, 4).unwrap(), format!("{digits}0000"));
        assert!(value(&"9".repeat(2000), 0).is_none());
        let small = format!("0.{}1", "0".repeat(50));
        let smaller = format!("0.{}1", "0".repeat(52));
        assert_eq!(value(&small, -2).unwrap(), smaller);
        let tight = "9".repeat(38);
        assert_eq!(value(&tight, 4).unwrap(), format!("{tight}0000"));
    }
}
