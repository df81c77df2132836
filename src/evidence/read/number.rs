//! Counts, numbers, percentages and money.

use super::decimal::{Decimal, split_number};
use super::likely;
use crate::domain::Exact;
use crate::domain::types::folded_unit;
use crate::evidence::Stored;
use crate::evidence::asked::{Asked, Written};
use crate::evidence::mistakes;
use crate::evidence::report::Stop;
use crate::evidence::schema::FieldKind;

/// The units of yuan, and the zeros that each stands for.
pub(super) const YUAN: [(&str, i8); 3] = [("元", 0), ("万元", 4), ("亿元", 8)];

/// A count or a number: `120`, or with the declared unit `120家`.
pub(super) fn plain(asked: &Asked<'_>, written: &Written<'_>) -> Result<Stored, Stop> {
    let (digits, suffix) = split_number(written.text);
    if !suffix.is_empty() && !is_unit(suffix, unit_of(&asked.field.kind)) {
        return Err(wrong(asked, written));
    }
    let Some(number) = Decimal::parse(digits) else {
        return Err(wrong(asked, written));
    };
    checked(asked, written, number, 0)
}

/// `72.5%`; a bare number is an error that shows both readings.
pub(super) fn percent(asked: &Asked<'_>, written: &Written<'_>) -> Result<Stored, Stop> {
    let text = written.text;
    match text.strip_suffix(['%', '％']) {
        Some(digits) => match Decimal::parse(digits) {
            Some(number) => checked(asked, written, number, -2),
            None => Err(wrong(asked, written)),
        },
        None => match bare(text) {
            Some(number) => Err(Box::new(mistakes::bare_percent(asked, written, &number))),
            None => Err(wrong(asked, written)),
        },
    }
}

/// `350万元`, `3亿元`, `50元`, `CNY 50`; a bare number is an error that shows its readings.
pub(super) fn money(asked: &Asked<'_>, written: &Written<'_>) -> Result<Stored, Stop> {
    let currency = &asked.schema.currency.0;
    let behind = written.text.strip_prefix(currency.as_str());
    if let Some(number) = behind.and_then(|rest| rest.strip_prefix(' ')) {
        return match Decimal::parse(number) {
            Some(number) => checked(asked, written, number, 0),
            None => Err(wrong(asked, written)),
        };
    }
    if let Some(number) = bare(written.text) {
        return Err(Box::new(mistakes::bare_money(asked, written, &number)));
    }
    let (digits, suffix) = split_number(written.text);
    let unit = YUAN.iter().find(|(unit, _)| *unit == suffix);
    match (Decimal::parse(digits), unit) {
        (Some(number), Some((_, zeros))) if currency == "CNY" => {
            checked(asked, written, number, *zeros)
        }
        (Some(_) | None, Some(_) | None) => Err(wrong(asked, written)),
    }
}

fn bare(text: &str) -> Option<Exact> {
    Decimal::parse(text)?.times_ten_to(0)
}

/// The number with its unit's zeros, if it keeps to the declared places and range.
fn checked(
    asked: &Asked<'_>,
    written: &Written<'_>,
    number: Decimal<'_>,
    zeros: i8,
) -> Result<Stored, Stop> {
    let Some((low, high, most)) = asked.field.kind.bounds() else {
        return Err(wrong(asked, written));
    };
    let needed = i64::try_from(number.places()).unwrap_or(i64::MAX);
    let surely_fits = needed <= i64::from(most) + i64::from(zeros);
    let Some(value) = number.times_ten_to(zeros) else {
        return Err(Box::new(mistakes::out_of_range(asked, written)));
    };
    if !surely_fits && !fits(&value, most) {
        let shown = u32::try_from(i64::from(most) + i64::from(zeros)).unwrap_or(0);
        return Err(Box::new(mistakes::too_many_places(asked, written, shown)));
    }
    if *low <= value && value <= *high {
        Ok(Stored::Number(value))
    } else {
        Err(Box::new(mistakes::out_of_range(asked, written)))
    }
}

fn fits(value: &Exact, most: u32) -> bool {
    value.places().is_some_and(|places| places <= most)
}

fn unit_of(kind: &FieldKind) -> &str {
    match kind {
        FieldKind::Count { unit, .. } | FieldKind::Number { unit, .. } => unit,
        FieldKind::Percent { .. }
        | FieldKind::Money { .. }
        | FieldKind::Flag
        | FieldKind::Choice { .. }
        | FieldKind::Kinds { .. }
        | FieldKind::Date
        | FieldKind::Text
        | FieldKind::Records { .. } => "",
    }
}

/// Whether the text behind a number is its unit; a unit of Latin letters may stand off by one blank.
fn is_unit(suffix: &str, unit: &str) -> bool {
    let is_latin = |word: &&str| word.starts_with(|sign: char| sign.is_ascii_alphabetic());
    let apart = suffix.strip_prefix(' ').filter(is_latin);
    !unit.is_empty() && folded_unit(apart.unwrap_or(suffix)) == unit
}

#[cold]
fn wrong(asked: &Asked<'_>, written: &Written<'_>) -> Stop {
    let likely = likely::amounts(asked, written.text);
    Box::new(mistakes::wrong_number(asked, written, &likely))
}
