//! What is made of rows. A row whose filter is missing is not counted, and a value that is missing
//! is left out; over no row a sum and a count are 0, `any` is no, `no` and `every` are yes, and the
//! highest, the lowest and the mean are missing.

use std::collections::BTreeMap;

use crate::domain::meaning::Connective;
use crate::domain::{Exact, Value};
use crate::evidence::Stored;
use crate::interpret::values::{Row, Values};
use crate::program::expr::{Fold, Rows};
use crate::program::{ExprId, PeriodCap};

/// The value of an aggregate.
pub(super) fn value<'r>(values: &Values<'r>, over: &'r Rows) -> Value<'r> {
    let Stored::Rows(all) = values.record.stored(over.records) else {
        return Value::Missing;
    };
    let all = || all.iter().map(Vec::as_slice);
    let passing = || all().filter(|row| passes(values, over.filter, row));
    match &over.fold {
        Fold::Any => flag(tested(values, over.filter, all(), Connective::or())),
        Fold::No => flag(tested(values, over.filter, all(), Connective::or()).map(|any| !any)),
        Fold::Every => flag(tested(values, over.filter, all(), Connective::and())),
        Fold::Count => Value::Number(passing().count().into()),
        Fold::CountDistinct(id) => Value::Number(distinct(values, *id, passing()).into()),
        Fold::Sum(id) => Value::Number(sum(numbers(values, *id, passing()))),
        Fold::SumOfHighest(most, id) => {
            let mut numbers: Vec<Exact> = numbers(values, *id, passing()).collect();
            numbers.sort_by(|a, b| b.cmp(a));
            Value::Number(sum(numbers.into_iter().take(*most as usize)))
        }
        Fold::SumOfLowest(most, id) => {
            let mut numbers: Vec<Exact> = numbers(values, *id, passing()).collect();
            numbers.sort();
            Value::Number(sum(numbers.into_iter().take(*most as usize)))
        }
        Fold::Highest(id) => number(numbers(values, *id, passing()).max()),
        Fold::Lowest(id) => number(numbers(values, *id, passing()).min()),
        Fold::Average(id) => {
            let numbers: Vec<Exact> = numbers(values, *id, passing()).collect();
            let count = Exact::from(numbers.len());
            number(sum(numbers.into_iter()).divided_by(&count))
        }
        Fold::WeightedAverage(id, weight) => weighted(values, *id, *weight, passing()),
    }
}

fn number<'r>(number: Option<Exact>) -> Value<'r> {
    number.map_or(Value::Missing, Value::Number)
}

fn passes<'r>(values: &Values<'r>, filter: Option<ExprId>, row: Row<'r>) -> bool {
    filter.is_none_or(|filter| values.flag_over(filter, row) == Some(true))
}

/// `any` and `every` by the rows' conditions; without one, a row itself is a yes.
fn tested<'r>(
    values: &Values<'r>,
    filter: Option<ExprId>,
    mut rows: impl Iterator<Item = Row<'r>>,
    mut connective: Connective,
) -> Option<bool> {
    let decided = rows.any(|row| {
        connective.take(filter.map_or(Some(true), |filter| values.flag_over(filter, row)))
    });
    connective.result(decided)
}

fn flag<'r>(flag: Option<bool>) -> Value<'r> {
    flag.map_or(Value::Missing, Value::Flag)
}

fn numbers<'v, 'r: 'v>(
    values: &'v Values<'r>,
    id: ExprId,
    rows: impl Iterator<Item = Row<'r>> + 'v,
) -> impl Iterator<Item = Exact> + 'v {
    rows.filter_map(move |row| values.over(id, row).as_number())
}

fn sum(numbers: impl Iterator<Item = Exact>) -> Exact {
    numbers.fold(Exact::ZERO, |sum, number| &sum + &number)
}

fn distinct<'r>(values: &Values<'r>, id: ExprId, rows: impl Iterator<Item = Row<'r>>) -> usize {
    let mut seen: Vec<Value<'r>> = vec![];
    for value in rows
        .map(|row| values.over(id, row))
        .filter(|value| !value.is_missing())
    {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen.len()
}

fn weighted<'r>(
    values: &Values<'r>,
    id: ExprId,
    weight: ExprId,
    rows: impl Iterator<Item = Row<'r>>,
) -> Value<'r> {
    let pairs = rows.filter_map(|row| {
        Some((
            values.over(id, row).as_number()?,
            values.over(weight, row).as_number()?,
        ))
    });
    let (total, weights) = pairs.fold((Exact::ZERO, Exact::ZERO), |(total, weights), (x, w)| {
        (&total + &(&x * &w), &weights + &w)
    });
    number(total.divided_by(&weights))
}

/// The points of rows where each period of their days gives at most so many. A row without a day
/// belongs to no period and is not counted.
pub(super) fn capped(values: &Values<'_>, cap: &PeriodCap, points: &Exact) -> Option<Exact> {
    let Stored::Rows(all) = values.record.stored(cap.records) else {
        return None;
    };
    let mut counts: BTreeMap<(i16, i8), usize> = BTreeMap::new();
    for row in all.iter().filter(|row| passes(values, cap.filter, row)) {
        if let Some(Stored::Date(day)) = row.get(cap.column as usize) {
            *counts.entry(cap.period.of(*day)).or_default() += 1;
        }
    }
    let of_period = |count: &usize| (&Exact::from(*count) * points).min(cap.cap.clone());
    Some(sum(counts.values().map(of_period)))
}

/// How many rows there are, and how many pass the filter; nothing where there are no records.
pub(super) fn counts(values: &Values<'_>, over: &Rows) -> Option<(usize, usize)> {
    match values.record.stored(over.records) {
        Stored::Rows(all) => {
            let passing = all
                .iter()
                .filter(|row| passes(values, over.filter, row))
                .count();
            Some((all.len(), passing))
        }
        Stored::Missing
        | Stored::Flag(_)
        | Stored::Number(_)
        | Stored::Choice(_)
        | Stored::Kinds(_)
        | Stored::Date(_)
        | Stored::Text(_) => None,
    }
}
