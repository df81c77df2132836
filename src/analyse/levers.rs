//! The ways in which single facts may change, and how far a change goes.

use crate::analyse::interval::Interval;
use crate::analyse::range::{Held, KindsRange, Range, RowsRange};
use crate::analyse::search::Finder;
use crate::analyse::space::{Fact, Space, lowest};
use crate::domain::date::{DateUnit, between};
use crate::domain::{Exact, KindSet};
use crate::evidence::Stored;

/// The most rows in which single cells are changed.
const MOST_ROWS: usize = 10;

/// In which way a value may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Up,
    Down,
    Other,
    MoreRows,
}

/// A fact, one way for it to change, and the values that it may then have.
#[derive(Debug, Clone)]
pub(super) struct Lever {
    /// The fact.
    pub(super) fact: Fact,
    /// What it is.
    pub(super) from: Stored,
    /// What it may be.
    pub(super) range: Range,
    /// What it may add to the total.
    pub(super) gain: Exact,
    /// The row and the column that change, where that is not the whole fact.
    cell: Option<(usize, usize)>,
    /// What changes: the fact, or the cell.
    spot: Stored,
    side: Side,
}

/// Every way in which a fact may change from what it is.
pub(super) fn of_fact(finder: &Finder<'_>, at: &Space, fact: Fact) -> Vec<Lever> {
    let mut free = at.clone();
    free.free(finder.program, fact);
    let (now, all) = (at.range(fact), free.range(fact));
    let lever = |side, range, cell, spot: &Range| Lever {
        fact,
        from: lowest(now),
        range,
        gain: Exact::ZERO,
        cell,
        spot: lowest(spot),
        side,
    };
    let whole = sides(now, &all.held).into_iter();
    let whole = whole.map(|(side, held)| lever(side, Range::there(held), None, now));
    let mut levers: Vec<Lever> = whole.collect();
    if let (Held::Rows(rows), Held::Rows(shape)) = (&now.held, &all.held)
        && rows.rows.len() <= MOST_ROWS
    {
        for (row, cells) in rows.rows.iter().enumerate() {
            for (column, (cell, shape)) in cells.iter().zip(&shape.shape).enumerate() {
                for (side, held) in sides(cell, &shape.held) {
                    let range = with_cell(rows, (row, column), Range::there(held));
                    levers.push(lever(side, range, Some((row, column)), cell));
                }
            }
        }
    }
    levers
}

fn with_cell(rows: &RowsRange, (row, column): (usize, usize), range: Range) -> Range {
    let mut rows = rows.clone();
    let cells = rows.rows.get_mut(row);
    if let Some(cell) = cells.and_then(|cells| cells.get_mut(column)) {
        *cell = range;
    }
    Range::there(Held::Rows(rows))
}

/// The ways in which a value may change, within all that it may be.
fn sides(now: &Range, all: &Held) -> Vec<(Side, Held)> {
    match (&now.held, all) {
        (Held::Nothing, Held::Number(_) | Held::Date(..)) => vec![(Side::Up, all.clone())],
        (Held::Nothing, Held::Rows(_)) => vec![(Side::MoreRows, all.clone())],
        (_, Held::Text(_) | Held::Nothing) => vec![],
        (Held::Number(now), Held::Number(all)) => {
            let up = Interval::new(now.high.clone(), all.high.clone());
            let down = Interval::new(all.low.clone(), now.low.clone());
            let both = [(Side::Up, up), (Side::Down, down)].into_iter();
            let both = both.filter(|(_, one)| one.low < one.high);
            both.map(|(side, one)| (side, Held::Number(one))).collect()
        }
        (Held::Date(now, _), Held::Date(first, last)) => {
            let both = [(Side::Up, *now, *last), (Side::Down, *first, *now)].into_iter();
            let both = both.filter(|(_, first, last)| first < last);
            both.map(|(side, first, last)| (side, Held::Date(first, last)))
                .collect()
        }
        (Held::Rows(now), Held::Rows(all)) => {
            let more = RowsRange {
                rows: now.rows.clone(),
                ..all.clone()
            };
            vec![(Side::MoreRows, Held::Rows(more))]
        }
        (_, _) => vec![(Side::Other, all.clone())],
    }
}

impl Lever {
    /// How far values of the fact are from what it is.
    pub(super) fn distance(&self, range: &Range) -> Interval {
        let cell = match (&range.held, self.cell) {
            (Held::Rows(rows), Some((row, column))) => {
                rows.rows.get(row).and_then(|row| row.get(column))
            }
            (_, _) => None,
        };
        self.apart(cell.unwrap_or(range))
    }

    fn apart(&self, range: &Range) -> Interval {
        match (&range.held, &self.spot) {
            (Held::Number(to), Stored::Number(from)) => match self.side {
                Side::Down => Interval::new(from - &to.high, from - &to.low),
                Side::Up | Side::Other | Side::MoreRows => {
                    Interval::new(&to.low - from, &to.high - from)
                }
            },
            (Held::Number(to), _) => to.clone(),
            (Held::Date(first, last), Stored::Date(from)) => {
                let days = |day| Exact::whole(between(DateUnit::Days, *from, day).into());
                let (a, b) = (days(*first), days(*last));
                match self.side {
                    Side::Down => Interval::new(-&b, -&a),
                    Side::Up | Side::Other | Side::MoreRows => Interval::new(a, b),
                }
            }
            (Held::Flag { yes, no }, Stored::Flag(from)) => {
                let (same, other) = if *from { (yes, no) } else { (no, yes) };
                whole(usize::from(!same), usize::from(*other))
            }
            (Held::Choice(all), Stored::Choice(from)) => {
                let apart = all.iter().map(|one| one.abs_diff(*from) as usize);
                whole(apart.clone().min().unwrap_or(0), apart.max().unwrap_or(0))
            }
            (Held::Kinds(to), Stored::Kinds(from)) => of_kinds(to, from),
            (Held::Kinds(to), _) => of_kinds(to, &KindSet::default()),
            (Held::Rows(to), Stored::Rows(from)) => more_rows(to, from.len()),
            (Held::Rows(to), _) => more_rows(to, 0),
            // From nothing, each value is as far as the other.
            (Held::Flag { .. } | Held::Choice(_) | Held::Date(..), _) => whole(1, 1),
            (Held::Text(_) | Held::Nothing, _) => whole(0, 1),
        }
    }

    /// Values as far as one that was found that are easier to read, and asked for first: kinds of the
    /// list before others, the lowest choices in new rows.
    pub(super) fn plainer(&self, found: &Range) -> Vec<Stored> {
        match (&found.held, &self.range.held) {
            (Held::Kinds(found), Held::Kinds(all)) => {
                let from = match &self.from {
                    Stored::Kinds(kinds) => kinds.clone(),
                    Stored::Missing
                    | Stored::Flag(_)
                    | Stored::Number(_)
                    | Stored::Choice(_)
                    | Stored::Date(_)
                    | Stored::Text(_)
                    | Stored::Rows(_) => KindSet::default(),
                };
                let added = (found.must.len() + found.others.len()).saturating_sub(from.len());
                let new = all.may.iter().filter(|one| !from.known.contains(one));
                let known = from.known.iter().chain(new.take(added)).copied().collect();
                vec![Stored::Kinds(KindSet { known, ..from })]
            }
            (Held::Rows(found), Held::Rows(all)) if self.cell.is_none() => {
                let mut rows: Vec<Vec<Stored>> = found
                    .rows
                    .iter()
                    .map(|row| row.iter().map(lowest).collect())
                    .collect();
                let old = rows.len().min(all.rows.len());
                // Choices from the highest to the lowest: the last that is enough is taken.
                let most = all.shape.iter().filter_map(choices).max().unwrap_or(0);
                (0..most)
                    .rev()
                    .map(|rank| {
                        for row in rows.iter_mut().skip(old) {
                            for (cell, shape) in row.iter_mut().zip(&all.shape) {
                                if let Held::Choice(all) = &shape.held
                                    && let Some(one) = all.get(rank).or(all.last())
                                {
                                    *cell = Stored::Choice(*one);
                                }
                            }
                        }
                        Stored::Rows(rows.clone())
                    })
                    .collect()
            }
            (_, _) => vec![],
        }
    }
}

/// How many choices a column has.
fn choices(range: &Range) -> Option<usize> {
    match &range.held {
        Held::Choice(all) => Some(all.len()),
        Held::Nothing
        | Held::Flag { .. }
        | Held::Number(_)
        | Held::Kinds(_)
        | Held::Date(..)
        | Held::Text(_)
        | Held::Rows(_) => None,
    }
}

fn whole(low: usize, high: usize) -> Interval {
    Interval::new(low.into(), high.into())
}

fn more_rows(to: &RowsRange, from: usize) -> Interval {
    let added = to.rows.len().saturating_sub(from);
    whole(added, added + to.more as usize)
}

/// How many kinds are more or fewer.
fn of_kinds(to: &KindsRange, from: &KindSet) -> Interval {
    let added = to.must.iter().filter(|one| !from.known.contains(one));
    let is_gone = |one: &&u32| !to.must.contains(one) && !to.may.contains(one);
    let gone = from.known.iter().filter(is_gone);
    let new = to.others.iter().filter(|one| !from.others.contains(one));
    let lost = from
        .others
        .iter()
        .filter(|one| !to.others.contains(one))
        .count();
    let sure = added.count() + gone.count() + new.count();
    let sure_lost = if to.more_others == 0 { lost } else { 0 };
    let more = to.may.len() + to.more_others as usize;
    whole(sure + sure_lost, sure + lost + more)
}
