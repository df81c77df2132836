//! Bounds of `exp` and `ln` from one side, in whole numbers of 2^-bits. Every division and every
//! shift rounds to the bound's own side, and what a series leaves out is added above, so a lower
//! bound is never above the value and an upper bound never below it, at any number of bits. More
//! bits bring the two as close together as one likes.

use num_bigint::BigInt;
use num_integer::Integer;

/// On which side of the value a bound lies.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Below,
    Above,
}

/// A bound on one side, counted in units of 2^-bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    pub(super) bits: u64,
    pub(super) side: Side,
}

impl Bound {
    /// The lower and the upper bound of one fineness.
    pub(super) fn pair(bits: u64) -> [Self; 2] {
        [Side::Below, Side::Above].map(|side| Self { bits, side })
    }

    /// The bound of the same fineness on the other side.
    pub(super) const fn opposite(self) -> Self {
        let side = match self.side {
            Side::Below => Side::Above,
            Side::Above => Side::Below,
        };
        Self { side, ..self }
    }

    /// One.
    fn one(self) -> BigInt {
        BigInt::from(1) << self.bits
    }

    /// `top / bottom` as a whole number, for a positive `bottom`.
    pub(super) fn divided(self, top: &BigInt, bottom: &BigInt) -> BigInt {
        match self.side {
            Side::Below => top.div_floor(bottom),
            Side::Above => top.div_ceil(bottom),
        }
    }

    /// A fraction in units.
    pub(super) fn fraction(self, top: &BigInt, bottom: &BigInt) -> BigInt {
        self.divided(&(top << self.bits), bottom)
    }

    /// The product of two numbers in units, neither below 0.
    fn product(self, a: &BigInt, b: &BigInt) -> BigInt {
        match self.side {
            Side::Below => (a * b) >> self.bits,
            // A shift rounds down, so the upper neighbour is reached from the negative.
            Side::Above => -(-(a * b) >> self.bits),
        }
    }

    /// What stands for the rest of a series that is below one unit and not below 0.
    fn rest(self) -> BigInt {
        match self.side {
            Side::Below => BigInt::ZERO,
            Side::Above => BigInt::from(1),
        }
    }

    /// Of `exp(exponent)`. As `exp` rises, a bound of the exponent gives the bound on the same
    /// side.
    pub(super) fn exp(self, exponent: &BigInt) -> BigInt {
        if *exponent < BigInt::ZERO {
            let inverse = self.opposite().exp(&-exponent);
            return self.divided(&(self.one() << self.bits), &inverse);
        }
        // exp(t) = exp(t / 2^halvings)^(2^halvings), with t / 2^halvings at most 2^-8.
        let halvings = (exponent.bits() + 8).saturating_sub(self.bits);
        let part = self.divided(exponent, &(BigInt::from(1) << halvings));
        let power = self.small_exp(&part);
        (0..halvings).fold(power, |power, _| self.product(&power, &power))
    }

    /// Of `exp(x)` for `x` from 0 to 1/2: the series of x^n / n!. Once a term is at most one unit,
    /// the terms behind it fall by 2 or more each time from below half a unit, so they stay below
    /// one.
    fn small_exp(self, x: &BigInt) -> BigInt {
        let (mut term, mut sum) = (self.one(), self.one());
        let mut n = 0_u64;
        while term > BigInt::from(1) {
            n += 1;
            term = self.divided(&self.product(&term, x), &n.into());
            sum += &term;
        }
        sum + self.rest()
    }

    /// Of `ln(top / bottom)` for positive numbers: with top / bottom = 2^e * m and m from 1 to
    /// below 2 it is e * ln(2) + ln(m).
    pub(super) fn ln(self, top: &BigInt, bottom: &BigInt) -> BigInt {
        let (top_bits, bottom_bits) = (top.bits(), bottom.bits());
        let mut top = top << bottom_bits.saturating_sub(top_bits);
        let bottom = bottom << top_bits.saturating_sub(bottom_bits);
        let mut doublings = BigInt::from(top_bits) - BigInt::from(bottom_bits);
        if top < bottom {
            top <<= 1;
            doublings -= 1;
        }
        let side = if doublings < BigInt::ZERO {
            self.opposite()
        } else {
            self
        };
        doublings * side.small_ln(&2.into(), &1.into()) + self.small_ln(&top, &bottom)
    }

    /// Of `ln(m)` for m = top / bottom from 1 to 2: twice the series of z^(2n+1) / (2n+1) with z =
    /// (m - 1) / (m + 1), which is at most 1/3. Once a power is at most one unit, the terms behind
    /// it are below 1/9 + 1/81 + … of that, so their double stays below one.
    fn small_ln(self, top: &BigInt, bottom: &BigInt) -> BigInt {
        let z = self.fraction(&(top - bottom), &(top + bottom));
        let square = self.product(&z, &z);
        let (mut power, mut sum) = (z.clone(), z);
        let mut n = 1_u64;
        while power > BigInt::from(1) {
            n += 2;
            power = self.product(&power, &square);
            sum += self.divided(&power, &n.into());
        }
        sum * 2 + self.rest()
    }
}
