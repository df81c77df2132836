//! How a number is rounded where a rule says so.

use super::exact::Exact;

/// Which neighbour a number between two is rounded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoundingMode {
    /// The nearer one, a half away from zero: 四舍五入.
    HalfAway,
    /// The nearer one, a half to the even neighbour.
    HalfEven,
    /// Away from zero, as a spreadsheet's ROUNDUP.
    Up,
    /// Towards zero, as a spreadsheet's ROUNDDOWN.
    Down,
}

/// The most decimal places of a step.
const MOST_PLACES: u32 = 12;

/// The most units of its last place that make up a step.
const MOST_MULTIPLE: u32 = 1_000_000_000;

/// `rounded to 2 places` or `rounded to nearest 0.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rounding {
    /// Decimal places that stay.
    pub places: u32,
    /// Which neighbour is taken.
    pub mode: RoundingMode,
    /// What is left is a multiple of `multiple / 10^places`. Invariant: above 0, and no multiple of
    /// 10 while there are places, so that one step has one form.
    multiple: u32,
}

impl Rounding {
    /// `rounded to 2 places`.
    pub const fn places(places: u32, mode: RoundingMode) -> Self {
        Self {
            places,
            mode,
            multiple: 1,
        }
    }

    /// `rounded to nearest 0.5`; nothing where the step is not above 0, has more than 12 places or
    /// more than 10^9 units of its last place.
    pub fn nearest(step: &Exact, mode: RoundingMode) -> Option<Self> {
        let (units, places) = step.as_decimal()?;
        let multiple = u32::try_from(units).ok()?;
        let places = u32::from(places);
        let fits = (1..=MOST_MULTIPLE).contains(&multiple) && places <= MOST_PLACES;
        fits.then_some(Self {
            places,
            mode,
            multiple,
        })
    }

    /// The distance between two neighbours: 0.01 for two places.
    pub fn step(self) -> Exact {
        let multiple = Exact::whole(self.multiple.into());
        let step = multiple.divided_by(&Exact::ten_to(self.places));
        step.unwrap_or(multiple)
    }

    /// How many units of the last place make up a step; nothing for plain places.
    pub(super) fn multiple(self) -> Option<u32> {
        (self.multiple != 1).then_some(self.multiple)
    }

    /// Plain places in the same mode.
    pub(super) const fn plain(self) -> Self {
        Self::places(self.places, self.mode)
    }

    /// The same digits with the point moved: what 2 places of a percentage are of the number itself.
    #[must_use]
    pub const fn finer(mut self, by: u32) -> Self {
        let mut left = by;
        while left > 0 && self.multiple.is_multiple_of(10) {
            self.multiple /= 10;
            left -= 1;
        }
        self.places += left;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(step: &str, mode: RoundingMode) -> Option<Rounding> {
        Rounding::nearest(&Exact::parse(step).unwrap(), mode)
    }

    fn rounded(step: &str, mode: RoundingMode, numbers: [&str; 4]) -> [String; 4] {
        let rounding = nearest(step, mode).unwrap();
        numbers.map(|text| Exact::parse(text).unwrap().rounded(rounding).to_string())
    }

    #[test]
    fn a_step_rounds_to_its_multiples_in_each_mode() {
        use RoundingMode::{Down, HalfAway, HalfEven, Up};
        let halves = |mode| rounded("0.5", mode, ["0.75", "1.25", "-0.75", "-1.2"]);
        assert_eq!(halves(HalfAway), ["1", "1.5", "-1", "-1"]);
        assert_eq!(halves(HalfEven), ["1", "1", "-1", "-1"]);
        assert_eq!(halves(Up), ["1", "1.5", "-1", "-1.5"]);
        assert_eq!(halves(Down), ["0.5", "1", "-0.5", "-1"]);
        let wide = |mode| rounded("25", mode, ["12.5", "37.5", "-100", "-12.4"]);
        assert_eq!(wide(HalfAway), ["25", "50", "-100", "0"]);
        assert_eq!(wide(HalfEven), ["0", "50", "-100", "0"]);
        assert_eq!(wide(Up), ["25", "50", "-100", "-25"]);
        assert_eq!(wide(Down), ["0", "25", "-100", "0"]);
    }

    #[test]
    fn a_step_of_one_unit_is_plain_places() {
        let mode = RoundingMode::HalfAway;
        assert_eq!(nearest("0.10", mode), Some(Rounding::places(1, mode)));
        assert_eq!(nearest("1", mode), Some(Rounding::places(0, mode)));
        assert_eq!(
            nearest("10", mode).unwrap().finer(2),
            nearest("0.1", mode).unwrap()
        );
        assert_eq!(
            nearest("0.5", mode).unwrap().finer(2).step().to_string(),
            "0.005"
        );
    }

    #[test]
    fn a_step_must_be_above_zero_and_fit() {
        for bad in ["0", "-0.5", "0.0000000000001", "1000000001"] {
            assert_eq!(nearest(bad, RoundingMode::Up), None, "{bad}");
        }
        assert!(nearest("0.000000000001", RoundingMode::Up).is_some());
        assert!(nearest("1000000000", RoundingMode::Up).is_some());
        let third = Exact::ONE.divided_by(&Exact::whole(3)).unwrap();
        assert_eq!(Rounding::nearest(&third, RoundingMode::Up), None);
    }
}
