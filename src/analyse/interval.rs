//! Numbers between two ends, and what operators make of them. Every result holds each number that
//! the operator makes of numbers of its operands; it may hold more.

use crate::domain::{Exact, Rounding, functions};

/// Stands for a number of unknown size: it is beyond every number that a program can hold.
const UNKNOWN: u32 = 40;

/// All numbers from the lower to the higher end, the ends among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Exact,
    /// The higher end; not below the lower one.
    pub high: Exact,
}

impl Interval {
    /// Zero alone.
    pub const ZERO: Self = Self {
        low: Exact::ZERO,
        high: Exact::ZERO,
    };

    /// From one end to the other.
    pub fn new(low: Exact, high: Exact) -> Self {
        Self { low, high }
    }

    /// One number.
    pub fn one(number: Exact) -> Self {
        Self {
            low: number.clone(),
            high: number,
        }
    }

    /// Any number.
    pub fn unknown() -> Self {
        let most = Exact::ten_to(UNKNOWN);
        Self {
            low: -&most,
            high: most,
        }
    }

    /// The number, where there is but one.
    pub fn single(&self) -> Option<&Exact> {
        (self.low == self.high).then_some(&self.low)
    }

    /// Whether it holds a number.
    pub fn holds(&self, number: &Exact) -> bool {
        self.low <= *number && *number <= self.high
    }

    /// What both hold; nothing where that is nothing.
    pub fn within(&self, other: &Self) -> Option<Self> {
        let low = (&self.low).max(&other.low);
        let high = (&self.high).min(&other.high);
        (low <= high).then(|| Self::new(low.clone(), high.clone()))
    }

    /// What either holds, and all between.
    pub fn joined(&self, other: &Self) -> Self {
        Self::new(
            (&self.low).min(&other.low).clone(),
            (&self.high).max(&other.high).clone(),
        )
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        Self::new(&self.low + &other.low, &self.high + &other.high)
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        Self::new(&self.low - &other.high, &self.high - &other.low)
    }

    pub(super) fn negative(&self) -> Self {
        Self::new(-&self.high, -&self.low)
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let (a, b, c, d) = (&self.low, &self.high, &other.low, &other.high);
        Self::of([a * c, a * d, b * c, b * d])
    }

    /// The least interval around some numbers.
    fn of(numbers: [Exact; 4]) -> Self {
        let low = numbers.iter().min().cloned().unwrap_or(Exact::ZERO);
        let high = numbers.into_iter().max().unwrap_or(Exact::ZERO);
        Self { low, high }
    }

    /// The quotients by what is not 0 in `other`; nothing where that is 0 alone.
    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        if other.single().is_some_and(Exact::is_zero) {
            return None;
        }
        if other.holds(&Exact::ZERO) {
            return Some(Self::unknown());
        }
        let (a, b, c, d) = (&self.low, &self.high, &other.low, &other.high);
        let quotient = |top: &Exact, bottom: &Exact| top.divided_by(bottom).unwrap_or(Exact::ZERO);
        Some(Self::of([
            quotient(a, c),
            quotient(a, d),
            quotient(b, c),
            quotient(b, d),
        ]))
    }

    /// What a function that never falls makes of it.
    pub(super) fn mapped(&self, rising: impl Fn(&Exact) -> Exact) -> Self {
        Self::new(rising(&self.low), rising(&self.high))
    }

    pub(super) fn absolute(&self) -> Self {
        let (a, b) = (self.low.abs(), self.high.abs());
        let low = match self.holds(&Exact::ZERO) {
            true => Exact::ZERO,
            false => (&a).min(&b).clone(),
        };
        Self::new(low, a.max(b))
    }

    pub(super) fn rounded(&self, rounding: Option<Rounding>) -> Self {
        match rounding {
            Some(rounding) => self.mapped(|number| number.rounded(rounding)),
            None => self.clone(),
        }
    }

    /// Held within bounds, the lower one first.
    pub(super) fn bounded(&self, floor: Option<&Exact>, cap: Option<&Exact>) -> Self {
        self.mapped(|number| {
            let number = floor.map_or(number, |floor| number.max(floor));
            cap.map_or(number, |cap| number.min(cap)).clone()
        })
    }

    /// The powers of a whole exponent.
    pub(super) fn to_whole_power(&self, n: u32) -> Self {
        let ends = functions::power_whole(&self.low, n).zip(functions::power_whole(&self.high, n));
        let Some((low, high)) = ends else {
            return Self::unknown();
        };
        if n > 0 && n.is_multiple_of(2) {
            let most = (&low).max(&high).clone();
            let least = match self.holds(&Exact::ZERO) {
                true => Exact::ZERO,
                false => low.min(high),
            };
            return Self::new(least, most);
        }
        Self::new(low, high)
    }
}
