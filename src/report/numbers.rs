//! Numbers for the eye and for a pocket calculator: exact where decimals end, else a fraction in
//! formulas and `≈` with six places elsewhere. Minus signs are as wide as plus signs.

use crate::domain::{Exact, Rounding, RoundingMode};
use crate::report::ink::{blanks, width};

/// A number for the eye: `15.35`, `−10`, `≈0.333333`.
pub(super) fn shown(number: &Exact) -> String {
    let text = number.shown().replace('-', "−");
    if number.ends() {
        text
    } else {
        format!("≈{text}")
    }
}

/// A number for a table: two places where its decimals do not end, `≈81.36`.
pub(super) fn glance(number: &Exact) -> String {
    if number.ends() {
        return shown(number);
    }
    let rounded = number.rounded(Rounding::places(2, RoundingMode::HalfAway));
    format!("≈{}", shown(&rounded))
}

/// A number to calculate with: a short fraction where its decimals do not end.
pub(super) fn operand(number: &Exact) -> String {
    let exact = number.to_string().replace('-', "−");
    if exact.len() <= 16 {
        exact
    } else {
        shown(number)
    }
}

/// ` = 5` or ` ≈ 0.333333 (1/3)`, behind a formula.
pub(super) fn equals(number: &Exact) -> String {
    let text = shown(number);
    let Some(rounded) = text.strip_prefix('≈') else {
        return format!("= {text}");
    };
    let fraction = operand(number);
    if fraction.starts_with('≈') {
        format!("≈ {rounded}")
    } else {
        format!("≈ {rounded} ({fraction})")
    }
}

/// Points with their sign; 0 has none.
pub(super) fn signed(points: &Exact) -> String {
    if *points > Exact::ZERO {
        format!("+{}", shown(points))
    } else {
        shown(points)
    }
}

/// Enough digits that the number stands on the same side of every bound as its exact value.
pub(super) fn beside<'b>(number: &Exact, bounds: impl Iterator<Item = &'b Exact>) -> String {
    const MOST_PLACES: u32 = 30;
    let bounds: Vec<&Exact> = bounds.collect();
    let at = |places| number.rounded(Rounding::places(places, RoundingMode::HalfAway));
    if number.ends() {
        return shown(number);
    }
    let agrees = |rounded: &Exact| {
        bounds
            .iter()
            .all(|bound| rounded.cmp(bound) == number.cmp(bound))
    };
    let rounded = (6..=MOST_PLACES).map(at).find(agrees);
    let rounded = rounded.unwrap_or_else(|| at(MOST_PLACES));
    format!("≈{}", shown(&rounded))
}

/// How far `part` fills `columns`: full only where all is reached, empty only where nothing is.
pub(super) fn bar((low, high): (&Exact, &Exact), part: &Exact, columns: usize) -> (String, String) {
    let share = (part - low)
        .divided_by(&(high - low))
        .unwrap_or(Exact::ZERO);
    let most = i128::try_from(columns).unwrap_or(0);
    let filled = (&share * &Exact::whole(most)).floor();
    let filled = filled.to_whole().unwrap_or(0);
    let filled = if share >= Exact::ONE {
        most
    } else if share > Exact::ZERO {
        filled.max(1)
    } else {
        0
    };
    let filled = usize::try_from(filled).unwrap_or(0);
    (
        "█".repeat(filled),
        "░".repeat(columns.saturating_sub(filled)),
    )
}

/// Numbers under each other by their decimal points, all of one width.
pub(super) fn aligned(numbers: &[String]) -> Vec<String> {
    let parts = |text: &str| {
        let whole = text.find('.').unwrap_or(text.len());
        let whole = text.get(..whole).map_or(0, width);
        (whole, width(text) - whole)
    };
    let most = numbers
        .iter()
        .map(|text| parts(text))
        .fold((0, 0), |most, part| {
            (most.0.max(part.0), most.1.max(part.1))
        });
    numbers
        .iter()
        .map(|text| {
            let (whole, rest) = parts(text);
            let (before, behind) = (blanks(most.0 - whole), blanks(most.1 - rest));
            format!("{before}{text}{behind}")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(top: i128, bottom: i128) -> Exact {
        Exact::whole(top).divided_by(&Exact::whole(bottom)).unwrap()
    }

    #[test]
    fn bars_are_full_and_empty_only_at_the_ends() {
        let scale = (&Exact::ZERO, &Exact::whole(100));
        let filled = |part: &Exact| bar(scale, part, 10).0.chars().count();
        assert_eq!(filled(&ratio(999, 10)), 9);
        assert_eq!(filled(&ratio(1, 10)), 1);
        assert_eq!(filled(&Exact::whole(-5)), 0);
        assert_eq!(filled(&Exact::whole(120)), 10);
        assert_eq!(filled(&Exact::whole(45)), 4);
    }

    #[test]
    fn a_hair_below_a_bound_is_shown_below_it() {
        let bound = Exact::whole(60);
        let hair = &bound - &ratio(1, 3 * 10i128.pow(9));
        assert_eq!(beside(&hair, [&bound].into_iter()), "≈59.9999999997");
        assert_eq!(beside(&ratio(1, 3), [&bound].into_iter()), "≈0.333333");
    }

    #[test]
    fn decimal_points_stand_under_each_other() {
        let numbers = ["15.35", "≈0.333333", "100", "−7.5"].map(str::to_owned);
        assert_eq!(
            aligned(&numbers),
            [" 15.35    ", " ≈0.333333", "100       ", " −7.5     "]
        );
    }

    #[test]
    fn what_does_not_end_is_a_fraction_in_a_formula() {
        assert_eq!(operand(&ratio(4, 15)), "4/15");
        assert_eq!(equals(&ratio(200, 11)), "≈ 18.181818 (200/11)");
        assert_eq!(equals(&ratio(3, 4)), "= 0.75");
        assert_eq!(signed(&ratio(-5, 2)), "−2.5");
    }
}
