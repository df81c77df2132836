//! The exact number at its edges: against big rationals, through text and back, in every rounding.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod replay;

use chidu::domain::{Exact, Rounding, RoundingMode};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Zero};
use proptest::prelude::*;

fn big(number: &Exact) -> BigRational {
    let (top, bottom) = number.fraction();
    BigRational::new(top, bottom)
}

/// Numbers where forms and signs change: ends of 64 and 128 bits, powers of 2, 5 and 10, and beside
/// them.
fn units() -> impl Strategy<Value = i128> {
    let power = |base: i128, most: u32| (0..=most).prop_map(move |exponent| base.pow(exponent));
    let edge = prop_oneof![
        Just(i128::MIN),
        Just(i128::MAX),
        Just(i128::from(i64::MIN)),
        Just(i128::from(i64::MAX)),
        Just(0),
        power(2, 126),
        power(5, 54),
        power(10, 38),
        any::<i128>(),
        any::<i64>().prop_map(i128::from),
        (-1000i128..1000),
    ];
    (edge, -2i128..=2, any::<bool>()).prop_map(|(edge, beside, negative)| {
        let near = edge.saturating_add(beside);
        if negative {
            near.checked_neg().unwrap_or(near)
        } else {
            near
        }
    })
}

/// Decimals, and quotients of them.
fn number() -> impl Strategy<Value = Exact> {
    let decimal = (units(), 0u8..=45).prop_map(|(units, places)| Exact::decimal(units, places));
    let whole = units().prop_map(Exact::whole);
    let plain = prop_oneof![decimal, whole].boxed();
    let quotient =
        (plain.clone(), plain.clone()).prop_map(|(a, b)| a.divided_by(&b).unwrap_or(Exact::ZERO));
    prop_oneof![plain, quotient]
}

/// Numbers that lie half way between two of fewer places.
fn halfway() -> impl Strategy<Value = Exact> {
    (any::<i32>(), 0u8..=12)
        .prop_map(|(units, places)| Exact::decimal(i128::from(units) * 10 + 5, places + 1))
}

fn modes() -> impl Strategy<Value = (RoundingMode, &'static str)> {
    prop::sample::select(vec![
        (RoundingMode::HalfAway, "half_away"),
        (RoundingMode::HalfEven, "half_even"),
        (RoundingMode::Up, "up"),
        (RoundingMode::Down, "down"),
    ])
}

/// Whether the decimals of a number end: its denominator is made of 2s and 5s.
fn ends(number: &BigRational) -> bool {
    let mut rest = number.denom().clone();
    for prime in [2, 5].map(BigInt::from) {
        while rest.is_multiple_of(&prime) {
            rest /= &prime;
        }
    }
    rest.is_one()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn operations_agree_with_big_rationals(x in number(), y in number()) {
        let (a, b) = (big(&x), big(&y));
        prop_assert_eq!(big(&(&x + &y)), &a + &b);
        prop_assert_eq!(big(&(&x - &y)), &a - &b);
        prop_assert_eq!(big(&(&x * &y)), &a * &b);
        prop_assert_eq!(big(&-&x), -&a);
        prop_assert_eq!(big(&x.floor()), a.floor());
        prop_assert_eq!(big(&x.ceil()), a.ceil());
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        prop_assert_eq!(x == y, a == b);
        prop_assert_eq!(x.is_zero(), a.is_zero());
        prop_assert_eq!(x.is_negative(), a < BigRational::zero());
        match x.divided_by(&y) {
            None => prop_assert!(b.is_zero()),
            Some(quotient) => prop_assert_eq!(big(&quotient), &a / &b),
        }
    }

    #[test]
    fn steps_agree_with_big_rationals(x in number(), start in number(), size in number()) {
        let (a, from, step) = (big(&x), big(&start), big(&size));
        let zero = BigRational::zero();
        let steps = if step <= zero { zero.clone() } else { ((a - from) / step).floor().max(zero) };
        prop_assert_eq!(big(&x.full_steps(&start, &size)), steps);
    }

    #[test]
    fn rounding_agrees_with_big_rationals(x in prop_oneof![number(), halfway()], places in 0u32..=12, (mode, word) in modes()) {
        let rounded = x.rounded(Rounding::places(places, mode));
        prop_assert_eq!(big(&rounded), replay::rounded(&big(&x), places.into(), word));
        prop_assert!(rounded.places().is_some_and(|own| own <= places));
        prop_assert_eq!(rounded.rounded(Rounding::places(places, mode)), rounded.clone());
    }

    #[test]
    fn steps_of_a_rounding_agree_with_big_rationals(x in prop_oneof![number(), halfway()], units in 1i128..=200, places in 0u8..=12, (mode, word) in modes()) {
        let step = Exact::decimal(units, places);
        let rounded = x.rounded(Rounding::nearest(&step, mode).unwrap());
        prop_assert_eq!(big(&rounded), replay::rounded(&(big(&x) / big(&step)), 0, word) * big(&step));
    }

    #[test]
    fn decimals_end_where_big_rationals_say(x in number()) {
        let a = big(&x);
        prop_assert_eq!(x.ends(), ends(&a), "{}", x);
        prop_assert_eq!(x.places().is_some(), ends(&a), "{}", x);
        if let Some(places) = x.places() {
            let scaled = |places: u32| &a * BigRational::from(BigInt::from(10).pow(places));
            prop_assert!(scaled(places).is_integer());
            prop_assert!(places == 0 || !scaled(places - 1).is_integer());
        }
    }

    #[test]
    fn text_and_back_is_the_same_number(x in number()) {
        let text = x.to_string();
        prop_assert_eq!(replay::decimal(&text), big(&x), "{}", text);
        if !text.contains('/') {
            prop_assert_eq!(Exact::parse(&text), Some(x));
        }
    }

    #[test]
    fn every_plain_decimal_is_read(text in "-?[0-9]{1,60}(\\.[0-9]{1,60})?") {
        let read = Exact::parse(&text).unwrap();
        prop_assert_eq!(big(&read), replay::decimal(&text));
    }
}
