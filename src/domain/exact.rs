//! The exact number: a decimal on `i128` while that holds, a big rational beyond it. Every operation
//! is total but division by zero, which has no value; nothing here rounds unless asked to.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use super::rounding::Rounding;
use super::whole::{
    MOST_PLACES, lowest_terms, places_of, power_of_ten, product, round_whole, rounds_up,
    small_places,
};

/// An exact number. Two numbers are equal where their values are, whatever their places.
#[derive(Clone, Debug)]
pub struct Exact(Form);

/// Invariant: a later form holds only what an earlier one cannot; a `Fraction` never ends, and is in
/// lowest terms with a positive denominator.
#[derive(Clone, Debug)]
enum Form {
    Decimal { units: i128, places: u8 },
    Fraction(Box<(i128, i128)>),
    Ratio(Box<BigRational>),
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

    pub(super) fn from_ratio(ratio: BigRational) -> Self {
        let form = match places_of(ratio.denom()) {
            Some(places) => {
                decimal_units(&ratio, places).map(|(units, places)| Form::Decimal { units, places })
            }
            None => ratio
                .numer()
                .to_i128()
                .zip(ratio.denom().to_i128())
                .map(|parts| Form::Fraction(Box::new(parts))),
        };
        Self(form.unwrap_or_else(|| Form::Ratio(Box::new(ratio))))
    }

    fn to_ratio(&self) -> BigRational {
        match &self.0 {
            Form::Decimal { units, places } => {
                BigRational::new((*units).into(), BigInt::from(10).pow(u32::from(*places)))
            }
            Form::Fraction(parts) => BigRational::new_raw(parts.0.into(), parts.1.into()),
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
        let Form::Decimal { units, mut places } = self.0 else {
            return None;
        };
        if let Ok(mut small) = i64::try_from(units) {
            while places > 0 && small % 10 == 0 {
                small /= 10;
                places -= 1;
            }
            return Some((small.into(), places));
        }
        let mut units = units;
        while places > 0 && units % 10 == 0 {
            units /= 10;
            places -= 1;
        }
        Some((units, places))
    }

    /// Whether its decimals end.
    pub fn ends(&self) -> bool {
        match &self.0 {
            Form::Decimal { .. } => true,
            Form::Fraction(_) => false,
            Form::Ratio(ratio) => places_of(ratio.denom()).is_some(),
        }
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
            Form::Fraction(_) => None,
            Form::Ratio(ratio) => places_of(ratio.denom()),
        }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Form::Decimal { units, .. } => *units == 0,
            Form::Fraction(_) => false,
            Form::Ratio(ratio) => ratio.is_zero(),
        }
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Decimal { units, .. } => *units < 0,
            Form::Fraction(parts) => parts.0 < 0,
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
        let (top, bottom) = shared_unit(self, other)?;
        let (top, bottom) = lowest_terms(top, bottom)?;
        let Some(places) = small_places(bottom) else {
            return Some(Self(Form::Fraction(Box::new((top, bottom)))));
        };
        let units = product(top, power_of_ten(places)? / bottom)?;
        Some(Self(Form::Decimal { units, places }))
    }

    /// The full steps of `size` between `start` and `self`: never below 0, and 0 where the size is
    /// not above 0.
    pub fn full_steps(&self, start: &Self, size: &Self) -> Self {
        if let Some(steps) = self.whole_steps(start, size) {
            return steps;
        }
        let beyond = self - start;
        if beyond.is_negative() || size.is_negative() {
            return Self::ZERO;
        }
        beyond
            .divided_by(size)
            .map_or(Self::ZERO, |steps| steps.floor())
    }

    /// The same for whole numbers of 64 bits.
    fn whole_steps(&self, start: &Self, size: &Self) -> Option<Self> {
        let small = |number: &Self| match &number.0 {
            Form::Decimal { units, places: 0 } => i64::try_from(*units).ok(),
            Form::Decimal { .. } | Form::Fraction(_) | Form::Ratio(_) => None,
        };
        let beyond = small(self)?.checked_sub(small(start)?)?;
        let size = small(size).filter(|size| *size > 0)?;
        Some(Self::whole((beyond.max(0) / size).into()))
    }

    /// The greatest whole number that is not above it.
    pub fn floor(&self) -> Self {
        match &self.0 {
            Form::Decimal { units, places: 0 } => Self::whole(*units),
            Form::Decimal { units, places } => {
                Self::whole(units.div_euclid(power_of_ten(*places).unwrap_or(i128::MAX)))
            }
            Form::Fraction(parts) => Self::whole(parts.0.div_euclid(parts.1)),
            Form::Ratio(ratio) => Self::from_ratio(ratio.floor()),
        }
    }

    /// The least whole number that is not below it.
    pub fn ceil(&self) -> Self {
        -&(-self).floor()
    }

    /// Rounded as asked, the only way by which a number ever loses digits.
    pub fn rounded(&self, rounding: Rounding) -> Self {
        if let Some(multiple) = rounding.multiple() {
            let (plain, multiple) = (rounding.plain(), Self::whole(multiple.into()));
            let part = self.divided_by(&multiple);
            return part.map_or(Self::ZERO, |part| &part.rounded(plain) * &multiple);
        }
        if self
            .as_decimal()
            .is_some_and(|(_, places)| u32::from(places) <= rounding.places)
        {
            return self.clone();
        }
        if let Some(rounded) = self.rounded_fast(rounding) {
            return rounded;
        }
        let unit = BigInt::from(10).pow(rounding.places);
        let scaled = self.to_ratio() * &unit;
        let whole = round_whole(&scaled, rounding.mode);
        Self::from_ratio(BigRational::new(whole, unit))
    }

    fn rounded_fast(&self, rounding: Rounding) -> Option<Self> {
        let places = u8::try_from(rounding.places).ok()?;
        let (top, bottom) = match &self.0 {
            Form::Decimal { units, places } => (*units, power_of_ten(*places)?),
            Form::Fraction(parts) => (parts.0, parts.1),
            Form::Ratio(_) => return None,
        };
        let scaled = top.checked_mul(power_of_ten(places)?)?;
        let (low, rest) = (scaled.div_euclid(bottom), scaled.rem_euclid(bottom));
        if rest == 0 {
            return Some(Self(Form::Decimal { units: low, places }));
        }
        let half = rest.checked_mul(2)?.cmp(&bottom);
        let up = rounds_up(rounding.mode, half, scaled < 0, low % 2 != 0);
        Some(Self(Form::Decimal {
            units: if up { low + 1 } else { low },
            places,
        }))
    }

    /// The bits of its numerator's size, 0 for 0.
    pub fn bits(&self) -> u64 {
        self.to_ratio().numer().bits()
    }
}

/// Two decimals as whole numbers of one unit.
fn shared_unit(a: &Exact, b: &Exact) -> Option<(i128, i128)> {
    both_aligned(a, b).map(|(a, b, _)| (a, b))
}

/// The units of a number that ends behind so many places, where the fast form holds them.
fn decimal_units(ratio: &BigRational, places: u32) -> Option<(i128, u8)> {
    let places = u8::try_from(places).ok()?;
    let power = BigInt::from(power_of_ten(places)?);
    let units = (ratio * power).to_integer().to_i128()?;
    Some((units, places))
}

/// Two decimals over the same power of ten.
fn aligned(a: (i128, u8), b: (i128, u8)) -> Option<(i128, i128, u8)> {
    match a.1.cmp(&b.1) {
        Ordering::Equal => Some((a.0, b.0, a.1)),
        Ordering::Less => Some((product(a.0, power_of_ten(b.1 - a.1)?)?, b.0, b.1)),
        Ordering::Greater => Some((a.0, product(b.0, power_of_ten(a.1 - b.1)?)?, a.1)),
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
        (Form::Decimal { .. } | Form::Fraction(_) | Form::Ratio(_), _) => None,
    }
}

/// Compares two fractions by cross-multiplication, where that fits.
fn crossed(a: &Exact, b: &Exact) -> Option<Ordering> {
    let parts = |number: &Exact| match &number.0 {
        Form::Decimal { units, places } => Some((*units, power_of_ten(*places)?)),
        Form::Fraction(parts) => Some(**parts),
        Form::Ratio(_) => None,
    };
    let ((a, b), (c, d)) = (parts(a)?, parts(b)?);
    Some(product(a, d)?.cmp(&product(c, b)?))
}

/// The units of two decimals that have the same places, which most have.
#[inline]
fn same_places(a: &Exact, b: &Exact) -> Option<(i128, i128, u8)> {
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
        ) if p == q => Some((*a, *b, *p)),
        (Form::Decimal { .. } | Form::Fraction(_) | Form::Ratio(_), _) => None,
    }
}

#[inline(never)]
fn added(a: &Exact, b: &Exact) -> Exact {
    let fast = both_aligned(a, b).and_then(|(a, b, places)| {
        let units = a.checked_add(b)?;
        Some(Exact(Form::Decimal { units, places }))
    });
    fast.unwrap_or_else(|| Exact::from_ratio(a.to_ratio() + b.to_ratio()))
}

#[inline(never)]
fn multiplied(a: &Exact, b: &Exact) -> Exact {
    Exact::from_ratio(a.to_ratio() * b.to_ratio())
}

#[inline(never)]
fn compared(a: &Exact, b: &Exact) -> Ordering {
    if let Some((a, b, _)) = both_aligned(a, b) {
        return a.cmp(&b);
    }
    crossed(a, b).unwrap_or_else(|| a.to_ratio().cmp(&b.to_ratio()))
}

impl Add for &Exact {
    type Output = Exact;

    #[inline]
    fn add(self, other: Self) -> Exact {
        if let Some((a, b, places)) = same_places(self, other)
            && let Some(units) = a.checked_add(b)
        {
            return Exact(Form::Decimal { units, places });
        }
        added(self, other)
    }
}

impl std::ops::AddAssign for Exact {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        if let (
            Form::Decimal { units, places },
            Form::Decimal {
                units: more,
                places: more_places,
            },
        ) = (&mut self.0, &other.0)
            && places == more_places
            && let Some(sum) = units.checked_add(*more)
        {
            *units = sum;
        } else if !other.is_zero() {
            *self = &*self + &other;
        }
    }
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
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

    #[inline]
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
            ) if p + q <= MOST_PLACES => product(*a, *b).map(|units| {
                Exact(Form::Decimal {
                    units,
                    places: p + q,
                })
            }),
            (Form::Decimal { .. } | Form::Fraction(_) | Form::Ratio(_), _) => None,
        };
        fast.unwrap_or_else(|| multiplied(self, other))
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
            Form::Fraction(parts) if parts.0 != i128::MIN => {
                Exact(Form::Fraction(Box::new((-parts.0, parts.1))))
            }
            Form::Decimal { .. } | Form::Fraction(_) | Form::Ratio(_) => {
                Exact::from_ratio(-self.to_ratio())
            }
        }
    }
}

impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match same_places(self, other) {
            Some((a, b, _)) => a.cmp(&b),
            None => compared(self, other),
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
#[path = "exact_tests.rs"]
mod tests;
