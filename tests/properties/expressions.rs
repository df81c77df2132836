//! Makes numbers and conditions over the fields at hand.

use num_traits::Zero;

use crate::choices::Choices;
use crate::make::{tenth, whole};
use crate::model::{
    CHOICES, Comparison, Cond, Definition, Field, Fold, Kind, Number, Place, R, Rounding, Unit,
};

/// What an expression may read.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'m> {
    pub(crate) fields: &'m [Field],
    pub(crate) definitions: &'m [Definition],
    /// The records whose row is at hand.
    pub(crate) row: Option<usize>,
}

pub(crate) const DAYS: [&str; 5] = [
    "2020-01-01",
    "2024-12-31",
    "1999-12-31",
    "2024-02-29",
    "2030-06-30",
];

pub(crate) const TEXTS: [&str; 3] = ["甲级", "甲等 \\ 一", "plain text"];

pub(crate) fn comparison(choices: &mut Choices<'_>) -> Comparison {
    use Comparison::{AtLeast, AtMost, Different, Equal, Less, More};
    *choices.one(&[AtLeast, More, Less, AtMost, Equal, Different])
}

impl<'m> Scope<'m> {
    fn positions(&self, is_meant: impl Fn(&Kind) -> bool) -> Vec<usize> {
        let numbered = self.fields.iter().enumerate();
        let meant = numbered.filter(|(_, field)| is_meant(&field.kind));
        meant.map(|(at, _)| at).collect()
    }

    pub(crate) fn records(&self, choices: &mut Choices<'_>) -> usize {
        *choices.one(&self.positions(|kind| matches!(kind, Kind::Records(_))))
    }

    pub(crate) fn in_row(&self, records: usize) -> Self {
        Self {
            row: Some(records),
            ..*self
        }
    }

    fn row_fields(&self, records: usize) -> &'m [Field] {
        match &self.fields[records].kind {
            Kind::Records(fields) => fields,
            _ => &[],
        }
    }

    /// A count or a set, by which a judgement is bounded.
    pub(crate) fn sized(&self, choices: &mut Choices<'_>) -> usize {
        *choices.one(&self.positions(|kind| {
            matches!(
                kind,
                Kind::Kinds { .. }
                    | Kind::Number {
                        unit: Unit::Firms,
                        ..
                    }
            )
        }))
    }

    /// A constant that some evidence meets exactly.
    pub(crate) fn constant(&self, choices: &mut Choices<'_>, unit: Unit) -> R {
        match unit {
            Unit::Percent => R::new((*choices.one(&[60, 10, 0, 70, 100, 25])).into(), 100.into()),
            Unit::Money => whole(*choices.one(&[200, 1, 0, 1000])) * whole(10_000),
            Unit::Times => tenth(*choices.one(&[15, 10, 0, 20, 35])),
            Unit::Bare | Unit::Firms => whole(*choices.one(&[10, 1, 0, 100, 50, 3])),
        }
    }

    // ---- numbers --------------------------------------------------------------------------------

    fn plain_numbers(&self) -> Vec<(Number, Unit)> {
        let mut all = vec![];
        for (at, field) in self.fields.iter().enumerate() {
            if let Kind::Number { unit, .. } = field.kind {
                all.push((Number::Field(at), unit));
            }
        }
        for (at, definition) in self.definitions.iter().enumerate() {
            all.push((Number::Definition(at), definition.unit));
        }
        for (at, field) in self
            .row
            .into_iter()
            .flat_map(|row| self.row_fields(row).iter().enumerate())
        {
            if let (Kind::Number { unit, .. }, Some(row)) = (&field.kind, self.row) {
                all.insert(0, (Number::RowField(row, at), *unit));
            }
        }
        all
    }

    pub(crate) fn any_number(&self, choices: &mut Choices<'_>, depth: usize) -> (Number, Unit) {
        if depth > 0 && choices.once_in(3) {
            return self.compound(choices);
        }
        choices.one(&self.plain_numbers()).clone()
    }

    /// A number that is made of others.
    pub(crate) fn compound(&self, choices: &mut Choices<'_>) -> (Number, Unit) {
        let plain = self.plain_numbers();
        let (first, unit) = choices.one(&plain).clone();
        let alike: Vec<&(Number, Unit)> = plain.iter().filter(|other| other.1 == unit).collect();
        let second = choices.one(&alike).0.clone();
        let (a, b) = (Box::new(first), Box::new(second));
        match choices.below(if self.row.is_some() { 8 } else { 12 }) {
            0 if unit == Unit::Percent => (Number::Highest(a, b), unit),
            0 => (Number::Difference(a, b), unit),
            1 => (Number::Sum(a, b), unit),
            2 => (
                Number::Otherwise(a, self.constant(choices, unit), unit),
                unit,
            ),
            3 => (Number::Highest(a, b), unit),
            4 => (Number::Lowest(a, b), unit),
            5 => {
                let modes = ["half_away", "half_even", "up", "down"];
                let rounding = Rounding {
                    places: choices.below(2) as u64,
                    mode: choices.word(&modes),
                    multiple: *choices.one(&[1, 5]),
                };
                (Number::Rounded(a, rounding), unit)
            }
            6 => {
                let cond = Box::new(self.cond(choices, 0));
                (Number::If(cond, a, b), unit)
            }
            7 => (Number::Mean(a, b), unit),
            8 if unit != Unit::Percent => (Number::Growth(a, b), Unit::Percent),
            9 if unit != Unit::Percent => (Number::GrowthFrom(a, b), Unit::Percent),
            8..=10 => self.counted(choices),
            _ => self.folded(choices),
        }
    }

    fn counted(&self, choices: &mut Choices<'_>) -> (Number, Unit) {
        let sets = self.positions(|kind| matches!(kind, Kind::Kinds { .. }));
        if choices.once_in(2) {
            return (Number::Size(*choices.one(&sets)), Unit::Bare);
        }
        let records = self.records(choices);
        let filter = self.filter(choices, records);
        (Number::Count(records, filter), Unit::Bare)
    }

    fn filter(&self, choices: &mut Choices<'_>, records: usize) -> Option<Box<Cond>> {
        choices
            .once_in(2)
            .then(|| Box::new(self.in_row(records).cond(choices, 1)))
    }

    fn folded(&self, choices: &mut Choices<'_>) -> (Number, Unit) {
        use Fold::{Average, Distinct, Highest, Lowest, Sum, SumOfHighestTwo, SumOfLowestTwo};
        let records = self.records(choices);
        let fold = *choices.one(&[
            Sum,
            SumOfHighestTwo,
            SumOfLowestTwo,
            Highest,
            Lowest,
            Average,
            Distinct,
        ]);
        if choices.once_in(3) {
            let (value, unit) = self.in_row(records).any_number(choices, 1);
            let unit = if fold == Distinct { Unit::Bare } else { unit };
            let filter = self.filter(choices, records);
            let number = Number::FoldComputed(fold, records, Box::new(value), filter);
            return (number, unit);
        }
        let column = if choices.once_in(2) { 0 } else { 2 };
        let unit = match (fold, column) {
            (Distinct, _) => Unit::Bare,
            (_, 0) => Unit::Firms,
            (_, _) => Unit::Times,
        };
        let filter = self.filter(choices, records);
        (Number::Fold(fold, records, column, filter), unit)
    }

    // ---- conditions -----------------------------------------------------------------------------

    pub(crate) fn cond(&self, choices: &mut Choices<'_>, depth: usize) -> Cond {
        let leaf = if depth == 0 { 5 } else { 9 };
        match choices.below(leaf) {
            0 => self.flag(choices),
            1..=3 => self.compare(choices, depth),
            4 => self.other(choices),
            5 => Cond::Not(Box::new(self.cond(choices, depth - 1))),
            6 => Cond::And(vec![
                self.cond(choices, depth - 1),
                self.cond(choices, depth - 1),
            ]),
            7 => Cond::Or(vec![
                self.cond(choices, depth - 1),
                self.cond(choices, depth - 1),
            ]),
            _ if self.row.is_some() => self.flag(choices),
            _ => {
                let records = self.records(choices);
                match choices.below(3) {
                    0 => Cond::Any(records, self.filter(choices, records)),
                    1 => Cond::No(records, self.filter(choices, records)),
                    _ => Cond::Every(records, Box::new(self.in_row(records).cond(choices, 1))),
                }
            }
        }
    }

    fn flag(&self, choices: &mut Choices<'_>) -> Cond {
        match self.row {
            Some(row) => Cond::RowFlag(row, 1),
            None => Cond::Flag(*choices.one(&self.positions(|kind| matches!(kind, Kind::Flag)))),
        }
    }

    fn compare(&self, choices: &mut Choices<'_>, depth: usize) -> Cond {
        let (number, unit) = match choices.once_in(8) {
            true => self.square(choices),
            false => self.any_number(choices, depth),
        };
        let constant = self.constant(choices, unit);
        if choices.once_in(5) {
            let high = &constant + self.constant(choices, unit);
            return Cond::Between(number, constant, high, unit);
        }
        Cond::Compare(number, comparison(choices), constant, unit)
    }

    /// The square of a field without a unit.
    fn square(&self, choices: &mut Choices<'_>) -> (Number, Unit) {
        let bare = self.positions(|kind| {
            let Kind::Number { unit, .. } = kind else {
                return false;
            };
            matches!(unit, Unit::Bare | Unit::Percent)
        });
        match bare.is_empty() {
            true => self.any_number(choices, 0),
            false => (Number::Square(*choices.one(&bare)), Unit::Bare),
        }
    }

    fn other(&self, choices: &mut Choices<'_>) -> Cond {
        if let Some(row) = self.row {
            return self.choice(choices, Place::Row(row, 3), true);
        }
        let at = choices.below(self.fields.len());
        match &self.fields[at].kind {
            Kind::Choice { ordered } => self.choice(choices, Place::Field(at), *ordered),
            Kind::Kinds { others: true } if choices.once_in(3) => Cond::HasOther(at, "夜市"),
            Kind::Kinds { .. } => Cond::Has(at, choices.below(CHOICES.len())),
            Kind::Text if choices.once_in(2) => Cond::TextStarts(at, "甲"),
            Kind::Text => Cond::TextIs(at, choices.word(&TEXTS)),
            Kind::Date if choices.once_in(3) => Cond::DateToday(at, comparison(choices)),
            Kind::Date => Cond::Date(at, comparison(choices), choices.word(&DAYS)),
            Kind::Number { .. } | Kind::Flag | Kind::Records(_) => Cond::Given(at),
        }
    }

    fn choice(&self, choices: &mut Choices<'_>, place: Place, ordered: bool) -> Cond {
        let choice = choices.below(CHOICES.len());
        if choices.once_in(4) {
            return Cond::ChoiceIn(place, vec![choice, (choice + 1) % CHOICES.len()]);
        }
        let comparison = match (ordered, choices.once_in(2)) {
            (true, _) => comparison(choices),
            (false, true) => Comparison::Different,
            (false, false) => Comparison::Equal,
        };
        Cond::Choice(place, comparison, choice)
    }
}

/// Zero or more, as growth is over a number that is not 0.
pub(crate) fn growth(now: &R, before: &R) -> R {
    if before.is_zero() {
        R::zero()
    } else {
        (now - before) / before
    }
}
