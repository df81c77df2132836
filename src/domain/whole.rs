//! Whole-number helpers of the exact number: powers of ten, lowest terms, places, rounding. In 64
//! bits where that is enough.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::rounding::RoundingMode;

/// The most decimal places that the fast form holds: 10^38 is the largest power below 2^127.
pub(super) const MOST_PLACES: u8 = 38;

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

pub(super) fn power_of_ten(places: u8) -> Option<i128> {
    POWERS.get(places as usize).copied()
}

/// A fraction in lowest terms with a positive denominator, in 64 bits where that is enough.
pub(super) fn lowest_terms(top: i128, bottom: i128) -> Option<(i128, i128)> {
    let is_negative = (top < 0) != (bottom < 0);
    let (top, bottom) = match (
        u64::try_from(top.unsigned_abs()),
        u64::try_from(bottom.unsigned_abs()),
    ) {
        (Ok(top), Ok(bottom)) => {
            let common = top.gcd(&bottom);
            (i128::from(top / common), i128::from(bottom / common))
        }
        _ => {
            let (top, bottom) = (top.unsigned_abs(), bottom.unsigned_abs());
            let common = top.gcd(&bottom);
            (
                i128::try_from(top / common).ok()?,
                i128::try_from(bottom / common).ok()?,
            )
        }
    };
    Some((if is_negative { -top } else { top }, bottom))
}

/// `a * b`, by one machine instruction where both have 64 bits.
pub(super) fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}

/// The places of `1 / denominator` for a positive denominator of 2s and 5s.
pub(super) fn small_places(denominator: i128) -> Option<u8> {
    let twos = denominator.trailing_zeros();
    let rest = denominator.checked_shr(twos)?;
    let fives = match u64::try_from(rest) {
        Ok(rest) => count_fives(rest),
        Err(_) => count_fives(rest),
    }?;
    u8::try_from(twos.max(fives)).ok()
}

/// How many 5s make up a number; nothing where it has another factor.
fn count_fives<T: Integer + From<u8> + Copy>(mut rest: T) -> Option<u32> {
    let five = T::from(5);
    let mut fives = 0;
    while rest > T::one() {
        let (quotient, remainder) = rest.div_rem(&five);
        if !remainder.is_zero() {
            return None;
        }
        rest = quotient;
        fives += 1;
    }
    Some(fives)
}

pub(super) fn places_of(denominator: &BigInt) -> Option<u32> {
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

/// Rounds to a whole number.
pub(super) fn round_whole(scaled: &BigRational, mode: RoundingMode) -> BigInt {
    let (low, rest) = scaled.numer().div_mod_floor(scaled.denom());
    if rest.is_zero() {
        return low;
    }
    let half = (rest * BigInt::from(2)).cmp(scaled.denom());
    if rounds_up(mode, half, scaled.is_negative(), low.is_odd()) {
        low + 1
    } else {
        low
    }
}

/// Whether a number between two goes to the upper one: `half` says on which side of the middle it
/// lies, and `lower_is_odd` speaks of the lower one.
pub(super) fn rounds_up(
    mode: RoundingMode,
    half: Ordering,
    is_negative: bool,
    lower_is_odd: bool,
) -> bool {
    match (mode, half) {
        (RoundingMode::Up, _) => !is_negative,
        (RoundingMode::Down, _) => is_negative,
        (RoundingMode::HalfAway | RoundingMode::HalfEven, Ordering::Less) => false,
        (RoundingMode::HalfAway | RoundingMode::HalfEven, Ordering::Greater) => true,
        (RoundingMode::HalfEven, Ordering::Equal) => lower_is_odd,
        (RoundingMode::HalfAway, Ordering::Equal) => !is_negative,
    }
}
