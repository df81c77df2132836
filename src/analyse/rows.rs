//! Aggregates over rows that may be many: some are listed, more may follow.

use crate::analyse::interval::Interval;
use crate::analyse::over::{Columns, Over};
use crate::analyse::range::{Flags, Held, Range, RowsRange, count};
use crate::analyse::space::Fact;
use crate::domain::Exact;
use crate::program::expr::{Fold, Rows};
use crate::program::{ExprId, PeriodCap};

/// A row's part in an aggregate.
struct Part {
    /// Whether it may pass the filter, and whether it is sure to.
    may: bool,
    must: bool,
    value: Range,
    /// How many rows it stands for, at most.
    most: u32,
}

impl Part {
    /// Its number where it is counted, and whether it is sure to be counted with one.
    fn number(&self) -> Option<(Interval, bool)> {
        let number = self.value.as_number().filter(|_| self.may)?;
        Some((number, self.must && !self.value.missing))
    }
}

impl Over<'_> {
    /// What an aggregate may come to.
    pub(super) fn folded(&self, over: &Rows) -> Range {
        let records = self.space.range(Fact::Field(over.records));
        let Held::Rows(rows) = &records.held else {
            return Range::MISSING;
        };
        let range = match &over.fold {
            Fold::Any => Range::flags(self.tested(rows, over.filter)),
            Fold::No => Range::flags(self.tested(rows, over.filter).not()),
            Fold::Every => Range::flags(self.tested_inverse(rows, over.filter).not()),
            Fold::Count => {
                let parts = self.parts(rows, over.filter, None);
                count(sure(&parts), possible(&parts))
            }
            Fold::CountDistinct(value) => self.distinct(rows, over.filter, *value),
            Fold::Sum(value) => sum(&self.parts(rows, over.filter, Some(*value)), None),
            Fold::SumOfHighest(most, value) | Fold::SumOfLowest(most, value) => {
                let parts = self.parts(rows, over.filter, Some(*value));
                match &over.fold {
                    Fold::SumOfHighest(..) => sum(&parts, Some(*most)),
                    Fold::SumOfLowest(..)
                    | Fold::Any
                    | Fold::No
                    | Fold::Every
                    | Fold::Count
                    | Fold::CountDistinct(_)
                    | Fold::Sum(_)
                    | Fold::Highest(_)
                    | Fold::Lowest(_)
                    | Fold::Average(_)
                    | Fold::WeightedAverage(..) => sum_of_lowest(&parts, *most),
                }
            }
            Fold::Highest(value) => extreme(&self.parts(rows, over.filter, Some(*value))),
            Fold::Lowest(value) => {
                let mut parts = self.parts(rows, over.filter, Some(*value));
                negate(&mut parts);
                negative(extreme(&parts))
            }
            Fold::Average(value) | Fold::WeightedAverage(value, _) => {
                self.average(rows, over, *value)
            }
        };
        Range {
            missing: range.missing || records.missing,
            held: range.held,
        }
    }

    fn tested(&self, rows: &RowsRange, filter: Option<ExprId>) -> Flags {
        let of_row = |row: Columns<'_>| filter.map_or(Flags::YES, |f| self.flags_over(f, row));
        let listed = rows.rows.iter().map(|row| of_row(row));
        let further = (rows.more > 0).then(|| of_row(&rows.shape).either(NO));
        Flags::any(listed.chain(further))
    }

    /// Whether some row may fail: `every` is its opposite.
    fn tested_inverse(&self, rows: &RowsRange, filter: Option<ExprId>) -> Flags {
        let of_row =
            |row: Columns<'_>| filter.map_or(Flags::YES, |f| self.flags_over(f, row)).not();
        let listed = rows.rows.iter().map(|row| of_row(row));
        let further = (rows.more > 0).then(|| of_row(&rows.shape).either(NO));
        Flags::any(listed.chain(further))
    }

    fn parts(&self, rows: &RowsRange, filter: Option<ExprId>, value: Option<ExprId>) -> Vec<Part> {
        let part = |row: Columns<'_>, most: u32, is_sure: Sure| {
            let flags = filter.map_or(Flags::YES, |filter| self.flags_over(filter, row));
            Part {
                may: flags.yes,
                must: flags.is_sure() && is_sure == Sure::Listed,
                value: value.map_or(Range::MISSING, |value| self.over(value, row)),
                most,
            }
        };
        let listed = rows.rows.iter().map(|row| part(row, 1, Sure::Listed));
        let further = (rows.more > 0).then(|| part(&rows.shape, rows.more, Sure::Perhaps));
        listed.chain(further).filter(|part| part.may).collect()
    }

    fn distinct(&self, rows: &RowsRange, filter: Option<ExprId>, value: ExprId) -> Range {
        let parts = self.parts(rows, filter, Some(value));
        let there: Vec<&Part> = parts
            .iter()
            .filter(|part| part.value.may_be_there())
            .collect();
        let most = there.iter().map(|part| part.most as usize).sum();
        let singles: Option<Vec<_>> = there
            .iter()
            .map(|part| part.value.single().filter(|_| part.must))
            .collect();
        // Known values are counted; else one that is sure to be there makes at least one.
        if let Some(mut values) = singles {
            let mut seen: Vec<_> = vec![];
            values.retain(|value| {
                let is_new = !seen.contains(value);
                seen.push(value.clone());
                is_new
            });
            return count(values.len(), values.len());
        }
        let is_some = there.iter().any(|part| part.must && !part.value.missing);
        count(usize::from(is_some), most)
    }

    fn average(&self, rows: &RowsRange, over: &Rows, value: ExprId) -> Range {
        let parts = self.parts(rows, over.filter, Some(value));
        let numbers: Vec<(Interval, bool)> = parts.iter().filter_map(Part::number).collect();
        let hull = numbers
            .iter()
            .map(|(number, _)| number.clone())
            .reduce(|a, b| a.joined(&b));
        let Some(hull) = hull else {
            return Range::MISSING;
        };
        let is_weighted = matches!(over.fold, Fold::WeightedAverage(..));
        let is_sure = numbers.iter().any(|(_, sure)| *sure);
        let is_plain = !is_weighted && rows.more == 0 && numbers.iter().all(|(_, sure)| *sure);
        let mean = match is_plain {
            true => {
                let sum = numbers
                    .iter()
                    .fold(Interval::ZERO, |sum, (x, _)| sum.plus(x));
                sum.over(&Interval::one(numbers.len().into()))
            }
            false if is_weighted => self.weighted(rows, over),
            false => None,
        };
        Range {
            missing: !is_sure || is_weighted && mean.is_none(),
            held: Held::Number(mean.unwrap_or(hull)),
        }
    }

    /// The weighted mean of rows of which all is known; nothing else is computed exactly. Weights
    /// below 0 are none of a mean, so its bounds hold for weights that are not.
    fn weighted(&self, rows: &RowsRange, over: &Rows) -> Option<Interval> {
        let Fold::WeightedAverage(value, weight) = &over.fold else {
            return None;
        };
        let parts = self.parts(rows, over.filter, Some(*value));
        let weights = self.parts(rows, over.filter, Some(*weight));
        let (mut total, mut sum) = (Exact::ZERO, Exact::ZERO);
        for (part, weight) in parts.iter().zip(&weights) {
            let (value, is_sure) = part.number()?;
            let (weight, is_weighed) = weight.number()?;
            if !is_sure || !is_weighed {
                return None;
            }
            total += value.single()? * weight.single()?;
            sum += weight.single()?.clone();
        }
        total.divided_by(&sum).map(Interval::one)
    }

    /// The points of rows where each period of their days gives at most so many.
    pub(super) fn by_period(&self, cap: &PeriodCap, points: &Interval) -> Interval {
        let Held::Rows(rows) = &self.space.range(Fact::Field(cap.records)).held else {
            return Interval::ZERO;
        };
        let mut sure: std::collections::BTreeMap<(i16, i8), usize> = Default::default();
        let mut is_known = rows.more == 0;
        for row in &rows.rows {
            let flags = cap.filter.map_or(Flags::YES, |f| self.flags_over(f, row));
            let day = row.get(cap.column as usize).unwrap_or(&Range::MISSING);
            match (&day.held, flags.yes) {
                (_, false) => {}
                (Held::Nothing, _) => {}
                (Held::Date(first, last), _) => {
                    let period = cap.period.of(*first);
                    is_known &= period == cap.period.of(*last) && flags.is_sure() && !day.missing;
                    *sure.entry(period).or_default() += 1;
                }
                _ => is_known = false,
            }
        }
        let of_period = |count: usize| {
            let all = points.times(&Interval::one(count.into()));
            all.bounded(None, Some(&cap.cap))
        };
        if is_known {
            return sure
                .values()
                .fold(Interval::ZERO, |sum, count| sum.plus(&of_period(*count)));
        }
        // Any number of periods may have any number of rows.
        let most = rows.rows.len() + rows.more as usize;
        let each = points.bounded(None, Some(&cap.cap)).joined(points);
        each.times(&Interval::new(Exact::ZERO, most.into()))
            .joined(&Interval::ZERO)
    }
}

const NO: Flags = Flags {
    yes: false,
    no: true,
    missing: false,
};

/// Whether a row is there, or may follow.
#[derive(PartialEq, Eq)]
enum Sure {
    Listed,
    Perhaps,
}

fn sure(parts: &[Part]) -> usize {
    parts.iter().filter(|part| part.must).count()
}

fn possible(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.most as usize).sum()
}

/// The sum of values, or of the highest few of them. A value that is not counted adds nothing.
fn sum(parts: &[Part], most: Option<u32>) -> Range {
    let (mut low, mut high): (Vec<Exact>, Vec<Exact>) = (vec![], vec![]);
    let mut are_all_sure = true;
    for part in parts {
        let Some((number, is_sure)) = part.number() else {
            continue;
        };
        are_all_sure &= is_sure;
        let zero = Exact::ZERO;
        let (least, best) = match is_sure {
            true => (number.low, number.high),
            false => (number.low.min(zero.clone()), number.high.max(zero)),
        };
        let times = match most {
            Some(most) => part.most.min(most),
            None => part.most,
        };
        match most {
            // Few enough to be listed one by one.
            Some(_) if times <= 64 => {
                low.extend((0..times).map(|_| least.clone()));
                high.extend((0..times).map(|_| best.clone()));
            }
            Some(_) | None => {
                low.push(&least * &Exact::whole(times.into()));
                high.push(&best * &Exact::whole(times.into()));
            }
        }
    }
    let add = |numbers: &[Exact]| numbers.iter().fold(Exact::ZERO, |sum, one| &sum + one);
    let Some(most) = most else {
        return Range::number(Interval::new(add(&low), add(&high)));
    };
    let highest = |numbers: &mut Vec<Exact>| {
        numbers.sort_by(|a, b| b.cmp(a));
        numbers.truncate(most as usize);
    };
    highest(&mut high);
    if are_all_sure {
        highest(&mut low);
    } else {
        // What is not sure to be there adds at worst what lies below 0.
        low.sort();
        low.truncate(most as usize);
        low.retain(Exact::is_negative);
    }
    Range::number(Interval::new(add(&low), add(&high)))
}

fn negate(parts: &mut [Part]) {
    for part in parts {
        let value = std::mem::replace(&mut part.value, Range::MISSING);
        part.value = negative(value);
    }
}

fn negative(range: Range) -> Range {
    crate::analyse::meaning::mapped(&range, Interval::negative)
}

fn sum_of_lowest(parts: &[Part], most: u32) -> Range {
    let negated: Vec<Part> = parts
        .iter()
        .map(|part| Part {
            value: negative(part.value.clone()),
            ..*part
        })
        .collect();
    negative(sum(&negated, Some(most)))
}

/// The highest value.
fn extreme(parts: &[Part]) -> Range {
    let numbers: Vec<(Interval, bool)> = parts.iter().filter_map(Part::number).collect();
    let high = numbers.iter().map(|(number, _)| &number.high).max();
    let surely = numbers.iter().filter(|(_, is_sure)| *is_sure);
    let low = surely.map(|(number, _)| &number.low).max();
    let least = numbers.iter().map(|(number, _)| &number.low).min();
    match (high, low.or(least)) {
        (Some(high), Some(least)) => Range {
            missing: low.is_none(),
            held: Held::Number(Interval::new(least.clone(), high.clone())),
        },
        _ => Range::MISSING,
    }
}
