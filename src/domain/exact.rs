//! The exact number: a decimal on `i128` while that holds, a big rational beyond it. Every operation
//! is total but division by zero, which has no value; nothing here rounds unless asked to.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use super::rounding::{Rounding, RoundingMode};

/// The most decimal places that the fast form holds: 10^38 is the largest power below 2^127.
const MOST_PLACES: u8 = 38;

/// An exact number. Two numbers are equal where their values are, whatever their places.
#[derive(Clone, Debug)]
pub struct Exact(Form);

/// Invariant: `Ratio` holds only what `Decimal` cannot.
#[derive(Clone, Debug)]
enum Form {
    Decimal { units: i128, places: u8 },
    Ratio(Box<BigRational>),
}

const POWERS: [i128; MOST_PLACES as usize + 1] = powers();

const fn powers() -> [i128; MOST_PLACES as usize + 1] {
    let mut table = [1; MOST_PLACES as usize + 1];
    let mut at = 1;
    while at < table.len() {
        #[expect(clippy::indexing_slicing, reason = "`at` is below the table's length")]
        {
            table[at] = table[at - 1] * 10;
        }
        at += 1;
    }
    table
}

fn power_of_ten(places: u8) -> Option<i128> {
    POWERS.get(places as usize).copied()
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(Form::Decimal {
        units: 0,
        places: 0,
    });
    /// One.
    pub const ONE: Self = Self(Form::Decimal {
        units: 1,
        places: 0,
    });

    /// `units / 10^places`, for instance `decimal(12345, 2)` is 123.45.
    pub fn decimal(units: i128, places: u8) -> Self {
        if places <= MOST_PLACES {
            return Self(Form::Decimal { units, places });
        }
        let denominator = BigInt::from(10).pow(u32::from(places));
        Self::from_ratio(BigRational::new(units.into(), denominator))
    }

    /// A whole number.
    pub const fn whole(units: i128) -> Self {
        Self(Form::Decimal { units, places: 0 })
    }

    /// Ten to the power `exponent`.
    pub fn ten_to(exponent: u32) -> Self {
        Self::from_ratio(BigInt::from(10).pow(exponent).into())
    }

    fn from_ratio(ratio: BigRational) -> Self {
        match terminating(&ratio) {
            Some((units, places)) => Self(Form::Decimal { units, places }),
            None => Self(Form::Ratio(Box::new(ratio))),
        }
    }

    fn to_ratio(&self) -> BigRational {
        match &self.0 {
            Form::Decimal { units, places } => {
                BigRational::new((*units).into(), BigInt::from(10).pow(u32::from(*places)))
            }
            Form::Ratio(ratio) => ratio.as_ref().clone(),
        }
    }

    /// Numerator and denominator in lowest terms.
    pub fn fraction(&self) -> (BigInt, BigInt) {
        let ratio = self.to_ratio();
        (ratio.numer().clone(), ratio.denom().clone())
    }

    /// The units and the fewest places of a number that a decimal of 38 digits holds.
    pub(super) fn as_decimal(&self) -> Option<(i128, u8)> {
        let Form::Decimal {
            mut units,
            mut places,
        } = self.0
        else {
            return None;
        };
        while places > 0 && units % 10 == 0 {
            units /= 10;
            places -= 1;
        }
        Some((units, places))
    }

    /// The number as `i128`, where it is whole and fits.
    pub fn to_whole(&self) -> Option<i128> {
        self.as_decimal()
            .filter(|(_, places)| *places == 0)
            .map(|(units, _)| units)
    }

    /// The decimal places that it needs; nothing where it does not terminate.
    pub fn places(&self) -> Option<u32> {
        match &self.0 {
            Form::Decimal { .. } => self.as_decimal().map(|(_, places)| u32::from(places)),
            Form::Ratio(ratio) => places_of(ratio.denom()),
        }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Form::Decimal { units, .. } => *units == 0,
            Form::Ratio(ratio) => ratio.is_zero(),
        }
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Decimal { units, .. } => *units < 0,
            Form::Ratio(ratio) => ratio.is_negative(),
        }
    }

    /// Its distance from 0.
    pub fn abs(&self) -> Self {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// `self / other`; nothing where `other` is 0.
    pub fn divided_by(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        self.divided_fast(other)
            .or_else(|| Some(Self::from_ratio(self.to_ratio() / other.to_ratio())))
    }

    fn divided_fast(&self, other: &Self) -> Option<Self> {
        let (
            Form::Decimal {
                units: a,
                places: p,
            },
            Form::Decimal {
                units: b,
                places: q,
            },
        ) = (&self.0, &other.0)
        else {
            return None;
        };
        let top = a.checked_mul(power_of_ten(q.saturating_sub(*p))?)?;
        let bottom = b.checked_mul(power_of_ten(p.saturating_sub(*q))?)?;
        let common = top.gcd(&bottom);
        let sign = if bottom < 0 { -1 } else { 1 };
        let (top, bottom) = (top / common * sign, bottom / common * sign);
        let places = small_places(bottom)?;
        let units = top.checked_mul(power_of_ten(places)? / bottom)?;
        Some(Self(Form::Decimal { units, places }))
    }

    /// The greatest whole number that is not above it.
    pub fn floor(&self) -> Self {
        match &self.0 {
            Form::Decimal { units, places: 0 } => Self::whole(*units),
            Form::Decimal { units, places } => {
                Self::whole(units.div_euclid(power_of_ten(*places).unwrap_or(i128::MAX)))
            }
            Form::Ratio(ratio) => Self::from_ratio(ratio.floor()),
        }
    }

    /// The least whole number that is not below it.
    pub fn ceil(&self) -> Self {
        -&(-self).floor()
    }

    /// Rounded as asked, the only way by which a number ever loses digits.
    pub fn rounded(&self, rounding: Rounding) -> Self {
        if self
            .as_decimal()
            .is_some_and(|(_, places)| u32::from(places) <= rounding.places)
        {
            return self.clone();
        }
        let unit = BigInt::from(10).pow(rounding.places);
        let scaled = self.to_ratio() * &unit;
        let whole = round_whole(&scaled, rounding.mode);
        Self::from_ratio(BigRational::new(whole, unit))
    }

    /// The bits of its numerator's size, 0 for 0.
    pub fn bits(&self) -> u64 {
        self.to_ratio().numer().bits()
    }
}

/// Rounds to a whole number.
fn round_whole(scaled: &BigRational, mode: RoundingMode) -> BigInt {
    let (low, rest) = scaled.numer().div_mod_floor(scaled.denom());
    if rest.is_zero() {
        return low;
    }
    let high = &low + 1;
    let negative = scaled.is_negative();
    let up = match mode {
        RoundingMode::Up => !negative,
        RoundingMode::Down => negative,
        RoundingMode::HalfAway | RoundingMode::HalfEven => {
            match (rest * BigInt::from(2)).cmp(scaled.denom()) {
                Ordering::Less => false,
                Ordering::Greater => true,
                Ordering::Equal if mode == RoundingMode::HalfEven => low.is_odd(),
                Ordering::Equal => !negative,
            }
        }
    };
    if up { high } else { low }
}

/// The places of `1 / denominator` for a positive denominator of 2s and 5s.
fn small_places(denominator: i128) -> Option<u8> {
    let twos = denominator.trailing_zeros();
    let mut rest = denominator.checked_shr(twos)?;
    let mut fives = 0;
    while rest > 1 && rest % 5 == 0 {
        rest /= 5;
        fives += 1;
    }
    (rest == 1)
        .then(|| u8::try_from(twos.max(fives)).ok())
        .flatten()
}

fn places_of(denominator: &BigInt) -> Option<u32> {
    let twos = u32::try_from(denominator.trailing_zeros().unwrap_or(0)).ok()?;
    let mut rest = denominator >> twos;
    let five = BigInt::from(5);
    let mut fives = 0;
    while rest > BigInt::from(1) {
        let (quotient, remainder) = rest.div_rem(&five);
        if !remainder.is_zero() {
            return None;
        }
        rest = quotient;
        fives += 1;
    }
    Some(twos.max(fives))
}

fn terminating(ratio: &BigRational) -> Option<(i128, u8)> {
    if ratio.denom().bits() > 128 {
        return None;
    }
    let places = u8::try_from(places_of(ratio.denom())?).ok()?;
    let power = BigInt::from(power_of_ten(places)?);
    let units = (ratio * power).to_integer().to_i128()?;
    Some((units, places))
}

/// Two decimals over the same power of ten.
fn aligned(a: (i128, u8), b: (i128, u8)) -> Option<(i128, i128, u8)> {
    match a.1.cmp(&b.1) {
        Ordering::Equal => Some((a.0, b.0, a.1)),
        Ordering::Less => Some((a.0.checked_mul(power_of_ten(b.1 - a.1)?)?, b.0, b.1)),
        Ordering::Greater => Some((a.0, b.0.checked_mul(power_of_ten(a.1 - b.1)?)?, a.1)),
    }
}

fn both_aligned(a: &Exact, b: &Exact) -> Option<(i128, i128, u8)> {
    match (&a.0, &b.0) {
        (
            Form::Decimal {
                units: a,
                places: p,
            },
            Form::Decimal {
                units: b,
                places: q,
            },
        ) => aligned((*a, *p), (*b, *q)),
        (Form::Ratio(_), _) | (_, Form::Ratio(_)) => None,
    }
}

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: Self) -> Exact {
        let fast = both_aligned(self, other).and_then(|(a, b, places)| {
            a.checked_add(b)
                .map(|units| Exact(Form::Decimal { units, places }))
        });
        fast.unwrap_or_else(|| Exact::from_ratio(self.to_ratio() + other.to_ratio()))
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        self + &-other
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        let fast = match (&self.0, &other.0) {
            (
                Form::Decimal {
                    units: a,
                    places: p,
                },
                Form::Decimal {
                    units: b,
                    places: q,
                },
            ) => a
                .checked_mul(*b)
                .filter(|_| p + q <= MOST_PLACES)
                .map(|units| {
                    Exact(Form::Decimal {
                        units,
                        places: p + q,
                    })
                }),
            (Form::Ratio(_), _) | (_, Form::Ratio(_)) => None,
        };
        fast.unwrap_or_else(|| Exact::from_ratio(self.to_ratio() * other.to_ratio()))
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        match &self.0 {
            Form::Decimal { units, places } if *units != i128::MIN => Exact(Form::Decimal {
                units: -units,
                places: *places,
            }),
            Form::Decimal { .. } | Form::Ratio(_) => Exact::from_ratio(-self.to_ratio()),
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match both_aligned(self, other) {
            Some((a, b, _)) => a.cmp(&b),
            None => self.to_ratio().cmp(&other.to_ratio()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl From<i128> for Exact {
    fn from(units: i128) -> Self {
        Self::whole(units)
    }
}

impl From<usize> for Exact {
    fn from(count: usize) -> Self {
        Self::whole(i128::try_from(count).unwrap_or(i128::MAX))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ratio(n: i128, d: i128) -> Exact {
        Exact::whole(n).divided_by(&Exact::whole(d)).unwrap()
    }

    #[test]
    fn a_third_times_three_is_one() {
        assert_eq!(&ratio(1, 3) * &Exact::whole(3), Exact::ONE);
        assert_eq!(ratio(1, 3).places(), None);
        assert_eq!(ratio(-3, -40), Exact::decimal(75, 3));
        assert!(Exact::ONE.divided_by(&Exact::ZERO).is_none());
    }

    #[test]
    fn what_leaves_128_bits_stays_exact() {
        let most = Exact::whole(i128::MAX);
        let more = &most + &Exact::ONE;
        assert_eq!(&more - &Exact::ONE, most);
        assert_eq!((&most * &most).divided_by(&most), Some(most.clone()));
        assert_eq!(-&-&Exact::whole(i128::MIN), Exact::whole(i128::MIN));
    }

    #[test]
    fn halves_round_as_the_mode_says() {
        let round = |units, mode| {
            Exact::decimal(units, 1)
                .rounded(Rounding { places: 0, mode })
                .to_whole()
                .unwrap()
        };
        assert_eq!([25, -25].map(|x| round(x, RoundingMode::HalfAway)), [3, -3]);
        assert_eq!([25, 35].map(|x| round(x, RoundingMode::HalfEven)), [2, 4]);
        assert_eq!([21, -21].map(|x| round(x, RoundingMode::Up)), [3, -3]);
        assert_eq!([29, -29].map(|x| round(x, RoundingMode::Down)), [2, -2]);
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_big_rationals(
            a in any::<i128>(), p in 0u8..38, b in any::<i64>(), q in 0u8..38,
        ) {
            let (x, y) = (Exact::decimal(a, p), Exact::decimal(b.into(), q));
            let (big_x, big_y) = (x.to_ratio(), y.to_ratio());
            prop_assert_eq!((&x + &y).to_ratio(), &big_x + &big_y);
            prop_assert_eq!((&x - &y).to_ratio(), &big_x - &big_y);
            prop_assert_eq!((&x * &y).to_ratio(), &big_x * &big_y);
            prop_assert_eq!(x.cmp(&y), big_x.cmp(&big_y));
            prop_assert_eq!(x.floor().to_ratio(), big_x.floor());
            prop_assert_eq!(x.ceil().to_ratio(), big_x.ceil());
            if b != 0 {
                prop_assert_eq!(x.divided_by(&y).unwrap().to_ratio(), big_x / big_y);
            }
        }
    }
}
