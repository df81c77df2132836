//! Roots, logarithms and powers against digits from another program, and against whole numbers.

use proptest::prelude::*;

use super::*;
use crate::domain::RoundingMode::{self, Down, HalfAway, HalfEven, Up};

const MODES: [RoundingMode; 4] = [HalfAway, HalfEven, Up, Down];

fn number(text: &str) -> Exact {
    Exact::parse(text).unwrap()
}

fn to(places: u32, mode: RoundingMode) -> Rounding {
    Rounding::places(places, mode)
}

fn text(result: Option<Exact>) -> String {
    result.map_or("none".into(), |result| result.to_string())
}

type Function = fn(&Exact, Rounding) -> Option<Exact>;

/// To all digits that are known, and to fewer in each mode.
fn agrees(value: impl Fn(Rounding) -> Option<Exact>, digits: &str) {
    let known = number(digits);
    let places = known.places().unwrap().max(30);
    assert_eq!(text(value(to(places, HalfAway))), digits);
    for step in ["0.005", "25", "0.00000007", "0.000000000001"] {
        for mode in MODES {
            let rounding = Rounding::nearest(&number(step), mode).unwrap();
            assert_eq!(
                value(rounding),
                Some(known.rounded(rounding)),
                "{digits} {step} {mode:?}"
            );
        }
    }
}

const ROOTS: &[(&str, &str)] = &[
    ("2", "1.41421356237309504880168872421"),
    ("3", "1.732050807568877293527446341506"),
    ("0.5", "0.707106781186547524400844362105"),
    ("0.000001234", "0.001110855526159905278255972911"),
    ("123456789.987654321", "11111.11110499999999887499999938125"),
    (
        "10000000000000000000001",
        "100000000000.000000000004999999999999999999999875",
    ),
];

const LOGARITHMS: &[(&str, &str)] = &[
    ("2", "0.693147180559945309417232121458"),
    ("10", "2.302585092994045684017991454684"),
    ("0.000000000001", "-27.631021115928548208215897456212"),
    (
        "0.999999999999",
        "-0.00000000000100000000000050000000000033333333333358",
    ),
    (
        "1.000000000001",
        "0.00000000000099999999999950000000000033333333333308",
    ),
    ("123456.789", "11.72364648718588098113995898391"),
    (
        "10000000000000000000000000000000000000000",
        "92.103403719761827360719658187375",
    ),
];

const EXPONENTIALS: &[(&str, &str)] = &[
    ("1", "2.718281828459045235360287471353"),
    ("-1", "0.367879441171442321595523770161"),
    ("0.5", "1.648721270700128146848650787814"),
    ("10", "22026.465794806716516957900645284244"),
    (
        "92",
        "9017628405034298931400995982170905259128.746113200726833179214906646554",
    ),
    ("-20", "0.000000002061153622438557827966"),
    (
        "0.000000000001",
        "1.00000000000100000000000050000000000016666666666671",
    ),
    ("-0.333333", "0.716531549417599248988142482457"),
];

#[test]
fn many_places_are_as_another_program_has_them() {
    let known: [(Function, _); 3] = [(sqrt, ROOTS), (ln, LOGARITHMS), (exp, EXPONENTIALS)];
    for (function, cases) in known {
        for (x, digits) in cases {
            agrees(|rounding| function(&number(x), rounding), digits);
        }
    }
}

#[test]
fn many_places_of_powers_are_as_another_program_has_them() {
    for (x, y, digits) in [
        ("1.000001", "1000000", "2.718280469319376883819799708454"),
        ("2", "0.5", "1.41421356237309504880168872421"),
        ("10", "-0.3", "0.501187233627272285001554186885"),
        ("0.9", "12.5", "0.267936184135672983344828374488"),
        ("1.5", "-3.25", "0.267733926995509579840657200857"),
        (
            "123.456",
            "7.89",
            "31771028258180977.309068659682205126175882467292",
        ),
        (
            "1.000000000001",
            "1000000000000",
            "2.718281828457686094446059194614",
        ),
        ("0.000001", "0.1", "0.25118864315095801110850320678"),
    ] {
        agrees(|rounding| power(&number(x), &number(y), rounding), digits);
    }
}

#[test]
fn what_is_exact_stays_so_in_every_mode() {
    for mode in MODES {
        let root = |x, places| text(sqrt(&number(x), to(places, mode)));
        assert_eq!(
            [root("0", 2), root("4", 0), root("0.0625", 2)],
            ["0", "2", "0.25"]
        );
        let of = |x, y| text(power(&number(x), &number(y), to(6, mode)));
        for (x, y, result) in [
            ("4", "0.5", "2"),
            ("32", "0.2", "2"),
            ("0.25", "-0.5", "2"),
            ("0.00032", "0.2", "0.2"),
            ("1.5", "3", "3.375"),
            ("-1.5", "3", "-3.375"),
            ("-2", "-2", "0.25"),
            ("1", "-123456.789", "1"),
            ("-1", "1000000000001", "-1"),
            ("10", "40", "10000000000000000000000000000000000000000"),
            ("7", "0", "1"),
            ("0", "0", "1"),
            ("0", "0.5", "0"),
        ] {
            assert_eq!(of(x, y), result, "{x}^{y} {mode:?}");
        }
        assert_eq!(text(exp(&Exact::ZERO, to(3, mode))), "1");
        assert_eq!(text(ln(&Exact::ONE, to(3, mode))), "0");
    }
    let third = Exact::ONE.divided_by(&Exact::whole(3)).unwrap();
    assert_eq!(text(sqrt(&(&third * &third), to(3, Up))), "0.334");
    let cube = power(&Exact::whole(8), &third, to(2, Up));
    assert_eq!(text(cube), "2");
}

#[test]
fn a_half_goes_as_the_mode_says() {
    let halves = |value: &dyn Fn(Rounding) -> Option<Exact>, places| {
        MODES.map(|mode| text(value(to(places, mode))))
    };
    let root = |rounding| sqrt(&number("0.0625"), rounding);
    assert_eq!(halves(&root, 1), ["0.3", "0.2", "0.3", "0.2"]);
    let root = |rounding| power(&number("0.0625"), &number("0.5"), rounding);
    assert_eq!(halves(&root, 1), ["0.3", "0.2", "0.3", "0.2"]);
    let cube = |rounding| power(&number("-1.5"), &number("3"), rounding);
    assert_eq!(halves(&cube, 2), ["-3.38", "-3.38", "-3.38", "-3.37"]);
    let inverse = |rounding| power(&number("2"), &number("-3"), rounding);
    assert_eq!(halves(&inverse, 2), ["0.13", "0.12", "0.13", "0.12"]);
    let one = |mode| {
        exp(
            &Exact::ZERO,
            Rounding::nearest(&Exact::whole(2), mode).unwrap(),
        )
    };
    assert_eq!(MODES.map(|mode| text(one(mode))), ["2", "0", "2", "0"]);
}

#[test]
fn what_is_undefined_or_beyond_ten_to_the_fortieth_has_no_value() {
    let two = to(2, HalfAway);
    let power = |x, y| text(power(&number(x), &number(y), two));
    for (x, y) in [
        ("0", "-1"),
        ("0", "-0.5"),
        ("-4", "0.5"),
        ("-8", "0.333333"),
        ("10", "40.000000000001"),
        ("10", "41"),
        ("0.1", "-41"),
        ("2", "1000000000000000000000000000000"),
        ("1.000001", "1000000000000"),
    ] {
        assert_eq!(power(x, y), "none", "{x}^{y}");
    }
    assert_eq!(text(sqrt(&number("-0.01"), two)), "none");
    assert_eq!(
        [ln(&Exact::ZERO, two), ln(&number("-1"), two)],
        [None, None]
    );
    assert_eq!(text(exp(&number("92.11"), two)), "none");
    assert_eq!(text(exp(&number("1000000000000000000000"), two)), "none");
    assert!(exp(&number("92.1"), two).is_some());
    assert!(sqrt(&Exact::ten_to(80), two).is_some());
    assert_eq!(text(sqrt(&Exact::ten_to(81), two)), "none");
}

#[test]
fn what_is_almost_nothing_is_rounded_like_a_little_more_than_nothing() {
    let tiny = |mode| {
        let small = exp(&number("-100000000000000"), to(2, mode));
        assert_eq!(
            small,
            power(&number("0.5"), &number("100000000"), to(2, mode))
        );
        text(small)
    };
    assert_eq!(MODES.map(tiny), ["0", "0", "0.01", "0"]);
    let close = |mode| {
        text(exp(
            &number("-0.00000000000000000000000000000000000001"),
            to(2, mode),
        ))
    };
    assert_eq!(MODES.map(close), ["1", "1", "1", "0.99"]);
    let above = |mode| {
        text(power(
            &number("1.000000000001"),
            &number("0.000000000001"),
            to(0, mode),
        ))
    };
    assert_eq!(MODES.map(above), ["1", "1", "2", "1"]);
}

#[test]
fn a_whole_power_is_exact() {
    let power = |x, n| text(power_whole(&number(x), n));
    assert_eq!([power("1.05", 3), power("-2", 5)], ["1.157625", "-32"]);
    assert_eq!([power("0", 0), power("0", 7)], ["1", "0"]);
    assert_eq!(
        [power("-1", u32::MAX), power("1.000001", u32::MAX)],
        ["-1", "none"]
    );
    let third = Exact::ONE.divided_by(&Exact::whole(-3)).unwrap();
    assert_eq!(text(power_whole(&third, 3)), "-1/27");
    assert_eq!(
        power_whole(&Exact::whole(2), 100),
        Some(Exact::whole(1 << 100))
    );
    let product = (0..40).fold(Exact::ONE, |power, _| &power * &number("12.34"));
    assert_eq!(power_whole(&number("12.34"), 40), Some(product));
}

#[test]
fn ranges_hold_the_results_between_their_ends() {
    let two = to(2, HalfAway);
    let ends = |range: Option<(Exact, Exact)>| range.map(|(low, high)| format!("{low} {high}"));
    let (one, hundred) = (number("1"), number("100"));
    assert_eq!(
        ends(range(ln, (&one, &hundred), two)).as_deref(),
        Some("0 4.61")
    );
    assert_eq!(range(ln, (&Exact::ZERO, &one), two), None);
    let powers = |x: [&str; 2], y: [&str; 2]| {
        let ([a, b], [c, d]) = (x.map(number), y.map(number));
        ends(power_range((&a, &b), (&c, &d), two)).unwrap_or("none".into())
    };
    assert_eq!(powers(["0.5", "2"], ["-1", "3"]), "0.13 8");
    assert_eq!(powers(["0", "3"], ["0", "2"]), "0 9");
    assert_eq!(powers(["-3", "2"], ["2", "2"]), "0 9");
    assert_eq!(powers(["-3", "2"], ["3", "3"]), "-27 8");
    assert_eq!(powers(["-3", "-2"], ["-2", "-2"]), "0.11 0.25");
    assert_eq!(powers(["-3", "2"], ["0", "0"]), "1 1");
    for (x, y) in [
        (["-3", "2"], ["1", "2"]),
        (["0", "2"], ["-1", "2"]),
        (["-3", "2"], ["-1", "-1"]),
    ] {
        assert_eq!(powers(x, y), "none", "{x:?} {y:?}");
    }
}

/// The exponent of the last one is a great number times a small one, which needs more bits to be known.
#[test]
fn great_inputs_are_settled_too() {
    let result = |x, y, mode| text(power(&number(x), &number(y), to(6, mode)));
    assert_eq!(result("1.000001", "1000000.5", Down), "2.718281");
    assert_eq!(
        result("1.000001", "-1000000000.000000000001", Up),
        "0.000001"
    );
    let close = &Exact::ONE + &Exact::ONE.divided_by(&Exact::ten_to(300)).unwrap();
    let e = power(&close, &Exact::ten_to(300), to(30, HalfAway));
    assert_eq!(text(e), "2.718281828459045235360287471353");
}

fn positive() -> impl Strategy<Value = Exact> {
    (1i64.., 0u8..=18).prop_map(|(units, places)| Exact::decimal(units.into(), places))
}

fn rounding() -> impl Strategy<Value = Rounding> {
    let step = (1i128..=100, 0u8..=12).prop_map(|(units, places)| Exact::decimal(units, places));
    (step, prop::sample::select(MODES.to_vec()))
        .prop_map(|(step, mode)| Rounding::nearest(&step, mode).unwrap())
}

/// The ends of what rounds to a result above 0, ties aside.
fn ends(result: &Exact, rounding: Rounding) -> (Exact, Exact) {
    let step = rounding.step();
    let half = step.divided_by(&Exact::whole(2)).unwrap();
    let (below, above) = match rounding.mode {
        HalfAway | HalfEven => (half.clone(), half),
        Up => (step, Exact::ZERO),
        Down => (Exact::ZERO, step),
    };
    (result - &below, result + &above)
}

/// Whether `x^p` lies between `low^q` and `high^q`, all whole powers; what is below 0 counts as 0.
fn encloses((low, high): (Exact, Exact), q: u32, x: &Exact, p: u32) -> bool {
    let of = |number: Exact| power_whole(&number.max(Exact::ZERO), q).unwrap();
    let middle = power_whole(x, p).unwrap();
    of(low) <= middle && middle <= of(high)
}

proptest! {
    #[test]
    fn a_root_squared_encloses_its_number(x in positive(), rounding in rounding()) {
        let root = sqrt(&x, rounding).unwrap();
        prop_assert_eq!(root.rounded(rounding), root.clone());
        prop_assert!(encloses(ends(&root, rounding), 2, &x, 1), "{} {}", x, root);
        prop_assert_eq!(power(&x, &number("0.5"), rounding), Some(root));
    }

    #[test]
    fn the_root_of_a_square_is_exact(x in positive(), rounding in rounding()) {
        let square = &x * &x;
        prop_assert_eq!(sqrt(&square, rounding), Some(x.rounded(rounding)));
        prop_assert_eq!(power(&square, &number("0.5"), rounding), Some(x.rounded(rounding)));
    }

    #[test]
    fn a_whole_power_is_rounded_exactly(x in -99_999i128..=99_999, places in 0u8..=5, n in 0u32..=8, rounding in rounding()) {
        let x = Exact::decimal(x, places);
        let exact = power_whole(&x, n).unwrap();
        prop_assert_eq!(power(&x, &Exact::whole(n.into()), rounding), Some(exact.rounded(rounding)));
    }

    #[test]
    fn a_broken_power_encloses_its_number(x in 1i128..=1_000_000, places in 0u8..=6, p in 1u32..=12, q in 1u32..=7, rounding in rounding()) {
        let x = Exact::decimal(x, places);
        let y = Exact::whole(p.into()).divided_by(&Exact::whole(q.into())).unwrap();
        if let Some(result) = power(&x, &y, rounding) {
            prop_assert_eq!(result.rounded(rounding), result.clone());
            prop_assert!(encloses(ends(&result, rounding), q, &x, p), "{}^{} {}", x, y, result);
        }
    }

    #[test]
    fn a_logarithm_lies_between_the_exponents_around_it(x in positive(), rounding in rounding()) {
        let result = ln(&x, rounding).unwrap();
        let size = ends(&result.abs(), rounding);
        let (low, high) = if result.is_negative() { (-&size.1, -&size.0) } else { size };
        if rounding.mode == HalfEven || rounding.mode == HalfAway {
            let below = exp(&low, to(30, Down));
            prop_assert!(below.is_none_or(|below| below <= x), "{} {}", x, result);
            let above = exp(&high, to(30, Up));
            prop_assert!(above.is_none_or(|above| x <= above), "{} {}", x, result);
        }
    }

    #[test]
    fn the_modes_agree_on_where_a_value_lies(x in -40_000_000i128..=40_000_000, step in rounding()) {
        let x = Exact::decimal(x, 6);
        for function in [exp, ln, sqrt] {
            let of = |mode| function(&x, Rounding::nearest(&step.step(), mode).unwrap());
            if let [Some(away), Some(even), Some(up), Some(down)] = MODES.map(of) {
                prop_assert!(&up.abs() - &down.abs() == step.step() || up == down);
                prop_assert!(away == even && (away == up || away == down));
            }
        }
    }
}
