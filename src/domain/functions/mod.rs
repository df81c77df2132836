//! `sqrt`, `ln`, `exp` and `power`: functions whose values have no last digit, and which are
//! therefore asked for together with a rounding. What comes out is the exact value correctly
//! rounded, in each mode and to each step: never a neighbour of it.
//!
//! The way is Ziv's: a lower and an upper bound of the value are rounded, and where they differ,
//! both are taken again with twice the bits. That ends unless the value itself lies on a point
//! where the rounding jumps, a multiple of half a step. Such a point is rational, so only a
//! rational value needs another way; each function says below why it meets none. A result that is
//! beyond 10^40 has no value.

mod bound;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

use super::exact::Exact;
use super::rounding::Rounding;
use super::whole::{round_whole, rounds_up};
use bound::Bound;

/// The most places before the point of a result.
const MOST_DIGITS: u32 = 40;

/// exp(93) is beyond 10^40.
const MOST_EXPONENT: u32 = 93;

/// The most bits of the numerator and of the denominator of an exact power.
const MOST_BITS: u64 = 1 << 15;

/// The square root; nothing below 0. It needs no bounds: with x = n/d and a step s, the floor q of
/// sqrt(x)/s is the integer root of x/s², and comparing x/s² with q² and (q + 1/2)² says the rest.
pub fn sqrt(x: &Exact, rounding: Rounding) -> Option<Exact> {
    if x.is_negative() {
        return None;
    }
    let (top, bottom) = x.fraction();
    let (step_top, step_bottom) = rounding.step().fraction();
    let (top, bottom) = (top * step_bottom.pow(2), bottom * step_top.pow(2));
    let low = (&top / &bottom).sqrt();
    let is_exact = low.clone().pow(2) * &bottom == top;
    let middle: BigInt = &low * 2 + 1;
    let half = BigInt::cmp(&(top * 4), &(middle.pow(2) * bottom));
    let up = !is_exact && rounds_up(rounding.mode, half, false, low.is_odd());
    bounded(steps(low + u8::from(up), rounding))
}

/// The natural logarithm; nothing at 0 and below. But for ln(1) = 0 it is irrational for a rational
/// x (Lindemann), so the bounds part from every jump.
pub fn ln(x: &Exact, rounding: Rounding) -> Option<Exact> {
    if *x <= Exact::ZERO {
        return None;
    }
    if *x == Exact::ONE {
        return Some(Exact::ZERO);
    }
    let (top, bottom) = x.fraction();
    bounded(settled(rounding, first_bits(rounding), |bound| {
        bound.ln(&top, &bottom)
    }))
}

/// e to the power x. But for exp(0) = 1 it is irrational for a rational x (Lindemann).
pub fn exp(x: &Exact, rounding: Rounding) -> Option<Exact> {
    if x.is_zero() {
        return Some(Exact::ONE.rounded(rounding));
    }
    let (top, bottom) = x.fraction();
    exponential(rounding, |bound| bound.fraction(&top, &bottom))
}

/// x to the power y, where 0 to the power 0 is 1. Nothing for 0 to a negative power and for a
/// negative x to a power that is not whole.
pub fn power(x: &Exact, y: &Exact, rounding: Rounding) -> Option<Exact> {
    if y.is_zero() {
        return Some(Exact::ONE.rounded(rounding));
    }
    if x.is_zero() {
        return (!y.is_negative()).then_some(Exact::ZERO);
    }
    let (numerator, denominator) = y.fraction();
    if !x.is_negative() {
        return positive_power(x, (&numerator, &denominator), rounding);
    }
    if denominator != BigInt::from(1) {
        return None;
    }
    // Each mode treats a number and its negative alike.
    let size = positive_power(&x.abs(), (&numerator, &denominator), rounding)?;
    Some(if numerator.is_odd() { -&size } else { size })
}

/// x to a whole power, exactly; nothing where that would take more than 2^15 bits above or below
/// the line.
pub fn power_whole(x: &Exact, n: u32) -> Option<Exact> {
    let (top, bottom) = x.fraction();
    whole_power(&top, &bottom, n, MOST_BITS)
}

/// The lowest and the highest result for an x between two bounds, for a function that rises with x,
/// as `sqrt`, `ln` and `exp` do. Rounding keeps the order of numbers, so these are the results at
/// the ends.
pub fn range(
    function: impl Fn(&Exact, Rounding) -> Option<Exact>,
    (low, high): (&Exact, &Exact),
    rounding: Rounding,
) -> Option<(Exact, Exact)> {
    Some((function(low, rounding)?, function(high, rounding)?))
}

/// The same for `power`, with x and y between two bounds each; nothing where some pair of them has
/// no value. For x above 0, y * ln(x) is linear in y and in ln(x), so the extremes are at the
/// corners; at 0 too while y is not below 0. A negative x takes one whole y, and the power of x
/// then turns only at 0.
pub fn power_range(
    (x_low, x_high): (&Exact, &Exact),
    (y_low, y_high): (&Exact, &Exact),
    rounding: Rounding,
) -> Option<(Exact, Exact)> {
    let spans_zero = !(*x_low > Exact::ZERO || x_high.is_negative());
    if spans_zero && y_low.is_negative() || x_low.is_negative() && y_low != y_high {
        return None;
    }
    let corners = [
        (x_low, y_low),
        (x_low, y_high),
        (x_high, y_low),
        (x_high, y_high),
    ];
    let corners = corners.map(|(x, y)| power(x, y, rounding));
    let mut ends: Vec<Exact> = corners.into_iter().collect::<Option<_>>()?;
    if spans_zero && !y_high.is_zero() {
        ends.push(Exact::ZERO);
    }
    Some((ends.iter().min()?.clone(), ends.iter().max()?.clone()))
}

/// x^(p/q) for x above 0 and p other than 0, p/q in lowest terms.
///
/// It is rational just where x is a q-th power (a/b)^q, a/b in lowest terms; else it is irrational
/// and the bounds part from every jump. The rational value (a/b)^p is computed where it is small.
/// Where it is not, with the limit L below: its numerator or its denominator is above 2^(L/2),
/// since a number of n > 1 bits is at least 2^(n/2). A value below exp(94) < 2^136 then has a
/// denominator above 2^(L/2 - 136), which is more than 2 * 10^places, so it is no multiple of half
/// a step, and the bounds part from every jump again; a greater value is found out by its exponent.
fn positive_power(x: &Exact, (p, q): (&BigInt, &BigInt), rounding: Rounding) -> Option<Exact> {
    let (top, bottom) = x.fraction();
    if let Some((a, b)) = root(&top, q).zip(root(&bottom, q)) {
        if a == b {
            return Some(Exact::ONE.rounded(rounding));
        }
        let (a, b) = if p.is_negative() { (b, a) } else { (a, b) };
        let limit = 1024 + 8 * u64::from(rounding.places);
        let small = p.magnitude().to_u32();
        if let Some(exact) = small.and_then(|p| whole_power(&a, &b, p, limit)) {
            return bounded(exact.rounded(rounding));
        }
    }
    exponential(rounding, |bound| {
        let side = if p.is_negative() {
            bound.opposite()
        } else {
            bound
        };
        bound.divided(&(p * side.ln(&top, &bottom)), q)
    })
}

/// The whole number whose `degree`-th power is `number`, where there is one, for a number above 0.
fn root(number: &BigInt, degree: &BigInt) -> Option<BigInt> {
    if *number == BigInt::from(1) {
        return Some(number.clone());
    }
    // Such a power of 2 or more has at least that many bits.
    let degree = degree
        .to_u32()
        .filter(|own| u64::from(*own) <= number.bits())?;
    let root = number.nth_root(degree);
    (root.clone().pow(degree) == *number).then_some(root)
}

/// `(top / bottom)^n` for a fraction in lowest terms, where it is sure to stay below so many bits.
fn whole_power(top: &BigInt, bottom: &BigInt, n: u32, most_bits: u64) -> Option<Exact> {
    let bits = top.bits().max(bottom.bits());
    (bits == 1 || bits.saturating_mul(n.into()) <= most_bits)
        .then(|| Exact::from_ratio(BigRational::new_raw(top.pow(n), bottom.pow(n))))
}

/// e to a power of which bounds are known and which is not 0, rounded; the caller has seen to it
/// that the result is on no jump.
fn exponential(rounding: Rounding, exponent: impl Fn(Bound) -> BigInt) -> Option<Exact> {
    let mut bits = first_bits(rounding);
    // A product of a great number and a logarithm needs more bits to be known to one unit.
    let (low, high) = loop {
        let [low, high] = Bound::pair(bits).map(&exponent);
        if &high - &low <= BigInt::from(1) << bits {
            break (low >> bits, high >> bits);
        }
        bits *= 2;
    };
    if low >= MOST_EXPONENT.into() {
        return None;
    }
    // exp(-t) < 2^-t, and 2^-(4 * places + 2) is at most a quarter of a step: any number between 0
    // and half a step rounds like it.
    if high < -BigInt::from(4 * u64::from(rounding.places) + 3) {
        let quarter = rounding.step().divided_by(&Exact::whole(4))?;
        return Some(quarter.rounded(rounding));
    }
    bounded(settled(rounding, bits, |bound| bound.exp(&exponent(bound))))
}

/// Bits that mostly settle a result at once: those of its places, of 10^40, and some to spare.
fn first_bits(rounding: Rounding) -> u64 {
    256 + 4 * u64::from(rounding.places)
}

/// The value between the bounds, rounded. Ends for a value that is on no jump.
fn settled(rounding: Rounding, first: u64, value: impl Fn(Bound) -> BigInt) -> Exact {
    let mut bits = first;
    loop {
        let [low, high] = Bound::pair(bits).map(|bound| {
            let (step_top, step_bottom) = rounding.step().fraction();
            let in_steps = BigRational::new_raw(value(bound) * step_bottom, step_top << bits);
            round_whole(&in_steps, rounding.mode)
        });
        if low == high {
            return steps(low, rounding);
        }
        bits *= 2;
    }
}

/// So many steps of a rounding.
fn steps(count: BigInt, rounding: Rounding) -> Exact {
    &Exact::from_ratio(count.into()) * &rounding.step()
}

/// A result that is not beyond 10^40.
fn bounded(result: Exact) -> Option<Exact> {
    (result.abs() <= Exact::ten_to(MOST_DIGITS)).then_some(result)
}

#[cfg(test)]
mod tests;
