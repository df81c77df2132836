//! The exact number against big rationals.

use proptest::prelude::*;

use num_traits::Zero as _;

use super::*;
use crate::domain::RoundingMode;

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
            .rounded(Rounding::places(0, mode))
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
        let rounding = Rounding::places(p.into(), RoundingMode::HalfEven);
        let unit = BigInt::from(10).pow(p.into());
        let whole = round_whole(&(&big_y * &unit), rounding.mode);
        prop_assert_eq!(y.rounded(rounding).to_ratio(), BigRational::new(whole, unit));
        prop_assert_eq!(x.ceil().to_ratio(), big_x.ceil());
        if b != 0 {
            let (quotient, wanted) = (x.divided_by(&y).unwrap(), &big_x / &big_y);
            prop_assert_eq!(quotient.to_ratio(), wanted.clone());
            prop_assert_eq!(quotient.floor().to_ratio(), wanted.floor());
            prop_assert_eq!((-&quotient).to_ratio(), -wanted.clone());
            prop_assert_eq!(quotient.cmp(&x), wanted.cmp(&big_x));
            prop_assert_eq!(quotient.ends(), quotient.places().is_some());
            if b > 0 {
                let steps = x.full_steps(&Exact::ZERO, &y).to_ratio();
                prop_assert_eq!(steps, wanted.floor().max(BigRational::zero()));
            }
        }
    }
}
