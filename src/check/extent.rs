//! How large a value can be: its range, its decimal places, the bits that it needs. Known for every
//! expression, so that nothing can overflow and no divisor is zero unseen.

use crate::domain::{Exact, Rounding, functions};

/// The most bits of a numerator or denominator that a backend must hold.
const MOST_BITS: u64 = 126;

/// The range of a number and the form that it takes.
#[derive(Debug, Clone)]
pub(super) struct Extent {
    /// The least value.
    pub(super) low: Exact,
    /// The highest value.
    pub(super) high: Exact,
    /// The most decimal places; nothing where the decimal may not end.
    pub(super) places: Option<u32>,
    /// The bits of the numerator and the denominator where the decimal may not end.
    fraction: (u64, u64),
}

/// The bits of ten to the power `places`.
fn bits_of_places(places: u32) -> u64 {
    u64::from(places) * 10 / 3 + 1
}

impl Extent {
    /// Values from `low` to `high` with at most `places`.
    pub(super) fn new(low: Exact, high: Exact, places: u32) -> Self {
        Self {
            low,
            high,
            places: Some(places),
            fraction: (0, 0),
        }
    }

    /// Values from `low` to `high` with any number of places.
    pub(super) fn dense(low: Exact, high: Exact) -> Self {
        const DENOMINATOR: u64 = 64;
        let most = low.abs().max(high.abs()).ceil().bits();
        Self {
            low,
            high,
            places: None,
            fraction: (most + DENOMINATOR, DENOMINATOR),
        }
    }

    /// A single value.
    pub(super) fn constant(value: &Exact) -> Self {
        let (top, bottom) = value.fraction();
        Self {
            low: value.clone(),
            high: value.clone(),
            places: value.places(),
            fraction: (top.bits(), bottom.bits()),
        }
    }

    /// The same form with another range.
    pub(super) fn with_range(&self, low: Exact, high: Exact) -> Self {
        Self {
            low,
            high,
            ..self.clone()
        }
    }

    fn denominator_bits(&self) -> u64 {
        self.places.map_or(self.fraction.1, bits_of_places)
    }

    fn numerator_bits(&self) -> u64 {
        let largest = self.whole_bits() + self.denominator_bits();
        // The largest value and the largest denominator need not go together.
        self.places
            .map_or(largest.min(self.fraction.0), |_| largest)
    }

    fn whole_bits(&self) -> u64 {
        self.most().ceil().bits()
    }

    fn most(&self) -> Exact {
        self.low.abs().max(self.high.abs())
    }

    /// Whether a numerator or denominator may need more bits than a backend holds.
    pub(super) fn overflows(&self) -> bool {
        self.numerator_bits().max(self.denominator_bits()) > MOST_BITS
    }

    /// Whether it may be 0.
    pub(super) fn may_be_zero(&self) -> bool {
        self.low <= Exact::ZERO && self.high >= Exact::ZERO
    }

    /// The most places of two values, where both decimals end.
    fn finer(&self, other: &Self) -> Option<u32> {
        let places = self.places.zip(other.places);
        places.map(|(a, b)| a.max(b))
    }

    /// Of `self + other`.
    pub(super) fn sum(&self, other: &Self) -> Self {
        let (own, added) = (self.denominator_bits(), other.denominator_bits());
        let numerator = (self.numerator_bits() + added).max(other.numerator_bits() + own) + 1;
        Self {
            low: &self.low + &other.low,
            high: &self.high + &other.high,
            places: self.finer(other),
            fraction: (numerator, own + added),
        }
    }

    /// Of `-self`.
    pub(super) fn negative(&self) -> Self {
        self.with_range(-&self.high, -&self.low)
    }

    /// Of either value.
    pub(super) fn either(&self, other: &Self) -> Self {
        Self {
            low: (&self.low).min(&other.low).clone(),
            high: (&self.high).max(&other.high).clone(),
            places: self.finer(other),
            fraction: (
                self.numerator_bits().max(other.numerator_bits()),
                self.denominator_bits().max(other.denominator_bits()),
            ),
        }
    }

    /// Of the lower of two values.
    pub(super) fn lower(&self, other: &Self) -> Self {
        let high = (&self.high).min(&other.high).clone();
        Self {
            high,
            ..self.either(other)
        }
    }

    /// Of the higher of two values.
    pub(super) fn higher(&self, other: &Self) -> Self {
        let low = (&self.low).max(&other.low).clone();
        Self {
            low,
            ..self.either(other)
        }
    }

    fn corners(&self, values: [Exact; 4]) -> (Exact, Exact) {
        let low = values.iter().min().cloned().unwrap_or(Exact::ZERO);
        let high = values.into_iter().max().unwrap_or(Exact::ZERO);
        (low, high)
    }

    /// Of `self * other`.
    pub(super) fn product(&self, other: &Self) -> Self {
        let (a, b, c, d) = (&self.low, &self.high, &other.low, &other.high);
        let (low, high) = self.corners([a * c, a * d, b * c, b * d]);
        Self {
            low,
            high,
            places: self.places.zip(other.places).map(|(a, b)| a + b),
            fraction: (
                self.numerator_bits() + other.numerator_bits(),
                self.denominator_bits() + other.denominator_bits(),
            ),
        }
    }

    /// Of `self / other`, where `other` is not 0.
    pub(super) fn quotient(&self, other: &Self) -> Self {
        if other.low == other.high
            && let Some(inverse) = Exact::ONE.divided_by(&other.low)
        {
            return self.product(&Self::constant(&inverse));
        }
        let (low, high) = if other.may_be_zero() {
            let most = &self.most() * &other.most_inverse();
            (-&most, most)
        } else {
            let divide = |a: &Exact, b: &Exact| a.divided_by(b).unwrap_or(Exact::ZERO);
            let (a, b, c, d) = (&self.low, &self.high, &other.low, &other.high);
            self.corners([divide(a, c), divide(a, d), divide(b, c), divide(b, d)])
        };
        let fraction = match self.finer(other) {
            // Over one power of ten, which falls away.
            Some(places) => {
                let shift = bits_of_places(places);
                (self.whole_bits() + shift, other.whole_bits() + shift)
            }
            None => (
                self.numerator_bits() + other.denominator_bits(),
                self.denominator_bits() + other.numerator_bits(),
            ),
        };
        Self {
            low,
            high,
            places: None,
            fraction,
        }
    }

    /// The inverse of the least distance from 0 that a value other than 0 can have.
    fn most_inverse(&self) -> Exact {
        match self.places {
            Some(places) => Exact::ten_to(places),
            None => (0..self.fraction.1.min(512)).fold(Exact::ONE, |power, _| &power + &power),
        }
    }

    /// Of the value rounded: rounding keeps the order of numbers, so the ends go with it.
    pub(super) fn rounded(&self, rounding: Rounding) -> Self {
        let places = match (self.places, rounding.nearest_step()) {
            (Some(own), None) => own.min(rounding.places),
            (_, Some(_)) | (None, None) => rounding.places,
        };
        Self::new(
            self.low.rounded(rounding),
            self.high.rounded(rounding),
            places,
        )
    }

    /// Of the value to a whole power; nothing where that is too large to compute.
    pub(super) fn power(&self, n: u32) -> Option<Self> {
        let power = |number: &Exact| functions::power_whole(number, n);
        let ends = (power(&self.low)?, power(&self.high)?);
        let (low, high) = match (n > 0 && n.is_multiple_of(2), self.may_be_zero()) {
            (true, true) => (Exact::ZERO, ends.0.max(ends.1)),
            (true, false) => (ends.0.clone().min(ends.1.clone()), ends.0.max(ends.1)),
            (false, _) => ends,
        };
        Some(Self {
            low,
            high,
            places: self.places.and_then(|places| places.checked_mul(n)),
            fraction: (
                self.numerator_bits().saturating_mul(n.into()),
                self.denominator_bits().saturating_mul(n.into()),
            ),
        })
    }

    /// The least value above 0 that it may have.
    pub(super) fn least_positive(&self) -> Exact {
        let least = Exact::ONE.divided_by(&self.most_inverse());
        least.unwrap_or(Exact::ONE).max(self.low.clone())
    }

    /// Of its distance from 0.
    pub(super) fn absolute(&self) -> Self {
        let low = if self.may_be_zero() {
            Exact::ZERO
        } else {
            self.low.abs().min(self.high.abs())
        };
        self.with_range(low, self.most())
    }

    /// Whether each of its values may be one of `other`.
    pub(super) fn lies_in(&self, other: &Self) -> bool {
        let is_finer = match (self.places, other.places) {
            (_, None) => false,
            (Some(own), Some(other)) => own > other,
            (None, Some(_)) => true,
        };
        self.low >= other.low && self.high <= other.high && !is_finer
    }

    /// Whether every value of it lies below every value of `other`.
    pub(super) fn is_below(&self, other: &Self) -> bool {
        self.high < other.low
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RoundingMode;

    fn extent(low: i128, high: i128, places: u32) -> Extent {
        Extent::new(Exact::whole(low), Exact::whole(high), places)
    }

    #[test]
    fn three_plain_numbers_multiplied_overflow() {
        let number = extent(-1_000_000_000, 1_000_000_000, 6);
        let square = number.product(&number);
        assert!(!square.overflows());
        assert!(square.product(&number).overflows());
    }

    #[test]
    fn a_rounded_value_lies_on_the_steps_of_its_range() {
        let step = |step: &str| Rounding::nearest(&Exact::parse(step).unwrap(), RoundingMode::Up);
        let rounded = extent(-3, 3, 0).rounded(step("2.5").unwrap());
        let shown = |extent: &Extent| (extent.low.to_string(), extent.high.to_string());
        assert_eq!(shown(&rounded), ("-5".into(), "5".into()));
        assert_eq!(rounded.places, Some(1));
        assert_eq!(
            extent(0, 9, 0).rounded(step("0.1").unwrap()).places,
            Some(0)
        );
        assert_eq!(
            extent(0, 9, 4).rounded(step("0.1").unwrap()).places,
            Some(1)
        );
    }

    #[test]
    fn an_even_power_turns_at_zero() {
        let power = |low, high, n| {
            let power = extent(low, high, 1).power(n).unwrap();
            (power.low.to_whole(), power.high.to_whole(), power.places)
        };
        assert_eq!(power(-3, 2, 2), (Some(0), Some(9), Some(2)));
        assert_eq!(power(-3, -2, 2), (Some(4), Some(9), Some(2)));
        assert_eq!(power(-3, 2, 3), (Some(-27), Some(8), Some(3)));
        assert_eq!(power(-3, 2, 0), (Some(1), Some(1), Some(0)));
        assert!(extent(-2, 2, 0).power(u32::MAX).is_none());
    }

    #[test]
    fn the_mean_of_two_quotients_of_money_is_kept() {
        let money = extent(1, 100_000_000_000, 2);
        let quotient = money.quotient(&money);
        let two = quotient.sum(&quotient);
        assert!(!two.overflows());
        assert!(!two.either(&two.negative()).overflows());
        assert!(two.sum(&quotient).overflows());
    }

    #[test]
    fn the_higher_of_two_values_is_not_below_either() {
        let ends = |extent: Extent| (extent.low.to_whole(), extent.high.to_whole());
        let (a, b) = (extent(-5, 9, 0), extent(0, 4, 0));
        assert_eq!(ends(a.higher(&b)), (Some(0), Some(9)));
        assert_eq!(ends(a.lower(&b)), (Some(-5), Some(4)));
    }

    #[test]
    fn a_quotient_by_a_count_does_not_end() {
        let count = extent(0, 1_000_000_000_000, 0);
        assert_eq!(count.quotient(&count).places, None);
        assert_eq!(count.quotient(&extent(8, 8, 0)).places, Some(3));
        assert_eq!(count.quotient(&extent(3, 3, 0)).places, None);
        assert!(!count.quotient(&count).overflows());
    }
}
