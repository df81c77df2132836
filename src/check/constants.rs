//! Numbers as written become exact numbers with a unit.

use std::sync::Arc;

use crate::check::mistakes::types;
use crate::check::scope::Checker;
use crate::domain::Exact;
use crate::domain::types::{Quantity, folded_unit};
use crate::syntax::ast::{self, Unit};

/// The most digits before the point of a number as written.
const MOST_DIGITS: u32 = 18;
/// The most digits behind it.
const MOST_PLACES: u32 = 12;

/// Money words and what they multiply by.
const MONEY: &[(&str, i128)] = &[
    ("万亿元", 1_000_000_000_000),
    ("亿元", 100_000_000),
    ("千万元", 10_000_000),
    ("百万元", 1_000_000),
    ("万元", 10_000),
    ("千元", 1_000),
    ("元", 1),
];

/// The currency of those words.
const YUAN: &str = "CNY";

/// Words that multiply a count: 5万家.
const MULTIPLIERS: &[(char, i128)] = &[('亿', 100_000_000), ('万', 10_000)];

impl Checker<'_> {
    /// The value of a number as written, and what it is a number of.
    pub(super) fn constant(&mut self, written: &ast::Quantity) -> Option<(Exact, Quantity)> {
        let number = &written.number;
        let fits = number.abs() < Exact::ten_to(MOST_DIGITS)
            && number.places().is_some_and(|places| places <= MOST_PLACES);
        if !fits {
            return self.refuse(types::too_many_digits(
                written.span,
                MOST_DIGITS,
                MOST_PLACES,
            ));
        }
        let hundredth = || number.divided_by(&Exact::whole(100));
        Some(match &written.unit {
            Unit::None => (number.clone(), Quantity::Plain),
            Unit::Percent => (hundredth()?, Quantity::Percent),
            Unit::Currency(currency) if *currency == self.schema.currency.0 => {
                (number.clone(), Quantity::Money)
            }
            Unit::Currency(currency) => {
                let own = self.schema.currency.0.clone();
                return self.refuse(types::other_currency(written.span, currency, &own));
            }
            Unit::Word(word) => match word.as_str() {
                "pp" | "个百分点" | "百分点" => (hundredth()?, Quantity::PercentPoint),
                "分" | "points" => (number.clone(), Quantity::Points),
                word if is_yuan(word) && self.schema.currency.0 != YUAN => {
                    let own = self.schema.currency.0.clone();
                    return self.refuse(types::other_currency(written.span, YUAN, &own));
                }
                word => by_word(number, word),
            },
        })
    }

    /// Points as written: `+20` or `+20分`.
    pub(super) fn points(&mut self, written: &ast::Quantity) -> Option<Exact> {
        let (number, quantity) = self.constant(written)?;
        match quantity {
            Quantity::Plain | Quantity::Points => Some(number),
            Quantity::Ratio
            | Quantity::Percent
            | Quantity::PercentPoint
            | Quantity::Money
            | Quantity::Unit(_) => self.refuse(types::not_points(written.span, &quantity)),
        }
    }
}

fn is_yuan(word: &str) -> bool {
    MONEY.iter().any(|(money, _)| *money == word)
}

fn by_word(number: &Exact, word: &str) -> (Exact, Quantity) {
    if let Some((_, factor)) = MONEY.iter().find(|(money, _)| *money == word) {
        return (number * &Exact::whole(*factor), Quantity::Money);
    }
    let word = folded_unit(word);
    let multiplied = MULTIPLIERS.iter().find_map(|(multiplier, factor)| {
        word.strip_prefix(*multiplier)
            .map(|rest| (rest, number * &Exact::whole(*factor)))
    });
    match multiplied {
        Some(("", number)) => (number, Quantity::Plain),
        Some((rest, number)) => (number, Quantity::Unit(Arc::from(rest))),
        None => (number.clone(), Quantity::Unit(Arc::from(word))),
    }
}
