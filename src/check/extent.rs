//! How large a value can be: its range, its decimal places, the bits that it needs. Known for every
//! expression, so that nothing can overflow and no divisor is zero unseen.

use crate::domain::Exact;

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
    /// The bits of the denominator where the decimal may not end.
    denominator: u64,
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
            denominator: 0,
        }
    }

    /// Values from `low` to `high` with any number of places.
    pub(super) fn dense(low: Exact, high: Exact) -> Self {
        Self {
            low,
            high,
            places: None,
            denominator: 64,
        }
    }

    /// A single value.
    pub(super) fn constant(value: &Exact) -> Self {
        let denominator = value.fraction().1.bits();
        Self {
            low: value.clone(),
            high: value.clone(),
            places: value.places(),
            denominator,
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
        self.places.map_or(self.denominator, bits_of_places)
    }

    fn most(&self) -> Exact {
        self.low.abs().max(self.high.abs())
    }

    /// Whether a numerator or denominator may need more bits than a backend holds.
    pub(super) fn overflows(&self) -> bool {
        let whole = self.most().ceil().bits();
        whole + self.denominator_bits() > MOST_BITS || self.denominator_bits() > MOST_BITS
    }

    /// Whether it may be 0.
    pub(super) fn may_be_zero(&self) -> bool {
        self.low <= Exact::ZERO && self.high >= Exact::ZERO
    }

    fn merged(&self, other: &Self, low: Exact, high: Exact) -> Self {
        let places = self.places.zip(other.places).map(|(a, b)| a.max(b));
        let denominator = self.denominator_bits() + other.denominator_bits();
        Self {
            low,
            high,
            places,
            denominator,
        }
    }

    /// Of `self + other`.
    pub(super) fn sum(&self, other: &Self) -> Self {
        self.merged(other, &self.low + &other.low, &self.high + &other.high)
    }

    /// Of `-self`.
    pub(super) fn negative(&self) -> Self {
        self.with_range(-&self.high, -&self.low)
    }

    /// Of either value.
    pub(super) fn either(&self, other: &Self) -> Self {
        let low = (&self.low).min(&other.low).clone();
        let high = (&self.high).max(&other.high).clone();
        self.merged(other, low, high)
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
        let places = self.places.zip(other.places).map(|(a, b)| a + b);
        let denominator = self.denominator_bits() + other.denominator_bits();
        Self {
            low,
            high,
            places,
            denominator,
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
        let denominator = self.denominator_bits() + other.most().ceil().bits();
        Self {
            low,
            high,
            places: None,
            denominator,
        }
    }

    /// The inverse of the least distance from 0 that a value other than 0 can have.
    fn most_inverse(&self) -> Exact {
        match self.places {
            Some(places) => Exact::ten_to(places),
            None => (0..self.denominator.min(512)).fold(Exact::ONE, |power, _| &power + &power),
        }
    }

    /// Of the value rounded to `places`.
    pub(super) fn rounded(&self, places: u32) -> Self {
        let unit = Exact::ONE
            .divided_by(&Exact::ten_to(places))
            .unwrap_or(Exact::ONE);
        let places = self.places.map_or(places, |own| own.min(places));
        Self::new(&self.low - &unit, &self.high + &unit, places)
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
    fn a_quotient_by_a_count_does_not_end() {
        let count = extent(0, 1_000_000_000_000, 0);
        assert_eq!(count.quotient(&count).places, None);
        assert_eq!(count.quotient(&extent(8, 8, 0)).places, Some(3));
        assert_eq!(count.quotient(&extent(3, 3, 0)).places, None);
        assert!(!count.quotient(&count).overflows());
    }
}
