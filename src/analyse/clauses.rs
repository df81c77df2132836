//! What clauses may come to over many records.

use crate::analyse::interval::Interval;
use crate::analyse::over::Over;
use crate::analyse::range::{Flags, Range};
use crate::analyse::space::Fact;
use crate::analyse::{meaning, range::Held};
use crate::domain::Exact;
use crate::domain::standard::GroupRule;
use crate::program::{
    Amount, Band, Branch, Clause, ClauseId, ClauseKind, DatedRange, JudgeLimit, Linear, Selector,
};

/// The points of a clause: some, none at all where it does not count, or either.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// Whether it may not count: its condition does not hold, or evidence is missing.
    pub may_be_none: bool,
    /// Its points where it counts; nothing where it never does.
    pub counted: Option<Interval>,
}

impl Points {
    const NONE: Self = Self {
        may_be_none: true,
        counted: None,
    };

    fn of(range: &Range) -> Self {
        Self {
            may_be_none: range.missing || !range.may_be_there(),
            counted: range.as_number(),
        }
    }

    /// What it adds to a sum.
    pub fn added(&self) -> Interval {
        match (&self.counted, self.may_be_none) {
            (Some(points), true) => points.joined(&Interval::ZERO),
            (Some(points), false) => points.clone(),
            (None, _) => Interval::ZERO,
        }
    }

    /// The same where something must hold for it to count.
    fn where_it_holds(self, flags: Flags) -> Self {
        Self {
            may_be_none: self.may_be_none || !flags.is_sure(),
            counted: self.counted.filter(|_| flags.yes),
        }
    }

    fn joined(self, other: Self) -> Self {
        Self {
            may_be_none: self.may_be_none || other.may_be_none,
            counted: match (self.counted, other.counted) {
                (Some(a), Some(b)) => Some(a.joined(&b)),
                (a, b) => a.or(b),
            },
        }
    }
}

impl Over<'_> {
    /// The points of a clause within its bounds. Of an override: the score that it sets.
    pub fn clause(&self, id: ClauseId) -> Points {
        let clause = self.program.clause(id);
        let points = self.gained(clause);
        let bounds = match matches!(clause.kind, ClauseKind::Override { .. }) {
            true => (None, None),
            false => (clause.floor.as_ref(), clause.cap.as_ref()),
        };
        let counted = points.counted.as_ref();
        let counted =
            counted.map(|points| points.bounded(bounds.0, bounds.1).rounded(clause.rounding));
        Points { counted, ..points }
    }

    /// The points of a clause before its bounds and its rounding.
    pub fn gained(&self, clause: &Clause) -> Points {
        let guard = self.guard(clause.guard);
        if !guard.yes {
            return Points::NONE;
        }
        self.unguarded(clause).where_it_holds(guard)
    }

    fn unguarded(&self, clause: &Clause) -> Points {
        match &clause.kind {
            ClauseKind::Base(points) => self.amount(points),
            ClauseKind::Award { condition, points }
            | ClauseKind::Override {
                condition,
                score: points,
            } => self.amount(points).where_it_holds(self.flags(*condition)),
            ClauseKind::Per {
                quantity,
                start,
                step,
                points,
                period,
                ..
            } => {
                let quantity = self.range(*quantity);
                let points = self.amount(points);
                let (Some(value), Some(each)) = (quantity.as_number(), &points.counted) else {
                    return Points::NONE;
                };
                let counted = match period {
                    Some(period) => self.by_period(period, each),
                    None => value
                        .mapped(|value| value.full_steps(start, step))
                        .times(each),
                };
                Points {
                    may_be_none: quantity.missing || points.may_be_none,
                    counted: Some(counted),
                }
            }
            ClauseKind::Bands {
                quantity, bands, ..
            } => self.banded(&self.range(*quantity), bands),
            ClauseKind::Linear(line) => self.on_line(line),
            ClauseKind::Group { rule, clauses } => Points {
                may_be_none: false,
                counted: Some(self.group(*rule, clauses)),
            },
            ClauseKind::Choose {
                by,
                branches,
                clauses,
            } => self.chosen(&self.range(*by), branches, clauses),
            ClauseKind::Formula(value) => Points::of(&self.range(*value)),
            ClauseKind::Judge { judgement, limit } => {
                self.judged(self.space.range(Fact::Judgement(*judgement)), limit)
            }
        }
    }

    fn amount(&self, amount: &Amount) -> Points {
        match amount {
            Amount::Constant(points) => Points {
                may_be_none: false,
                counted: Some(Interval::one(points.clone())),
            },
            Amount::Computed(id) => Points::of(&self.range(*id)),
        }
    }

    fn banded(&self, quantity: &Range, bands: &[Band]) -> Points {
        let Some(value) = quantity.as_number() else {
            return Points::NONE;
        };
        let mut points: Option<Points> = None;
        // Bands leave no gap, so one of them holds each number that the quantity can be.
        for band in bands {
            if self.in_band(&band.range, &value).0 {
                let own = self.amount(&band.points);
                points = Some(match points {
                    Some(points) => points.joined(own),
                    None => own,
                });
            }
        }
        let points = points.unwrap_or(Points::NONE);
        Points {
            may_be_none: points.may_be_none || quantity.missing,
            ..points
        }
    }

    /// Whether a band may hold a number on some day, and whether it may not.
    pub(super) fn in_band(&self, range: &DatedRange, value: &Interval) -> (bool, bool) {
        let first = range.on(self.first_day());
        let last = self.last_day();
        let later = range
            .later
            .iter()
            .filter(|(from, _)| Some(*from) > self.first_day() && Some(*from) <= last);
        let all = std::iter::once(first).chain(later.map(|(_, range)| range));
        all.map(|range| meaning::in_band(range, value))
            .reduce(|(a, b), (c, d)| (a || c, b || d))
            .unwrap_or((false, true))
    }

    /// A line is flat outside its two ends and straight between them, so that it is highest and
    /// lowest where the quantity is, at an end of the line, or just below its start.
    fn on_line(&self, line: &Linear) -> Points {
        let quantity = self.range(line.quantity);
        let amounts = [&line.from, &line.low, &line.to, &line.high].map(|one| self.amount(one));
        let below = line.below.as_ref().map(|below| self.amount(below));
        let may_be_none = quantity.missing || amounts.iter().any(|amount| amount.may_be_none);
        let [Some(from), Some(low), Some(to), Some(high)] = amounts.map(|one| one.counted) else {
            return Points::NONE;
        };
        let Some(value) = quantity.as_number() else {
            return Points::NONE;
        };
        let mut may_be_none = may_be_none;
        let mut points: Option<Interval> = None;
        let mut add = |more: Interval| {
            points = Some(match points.take() {
                Some(points) => points.joined(&more),
                None => more,
            });
        };
        if value.low < from.high {
            match below {
                Some(below) => {
                    may_be_none |= below.may_be_none;
                    below.counted.into_iter().for_each(&mut add);
                }
                None => add(low.clone()),
            }
        }
        let ends = (from.single(), low.single(), to.single(), high.single());
        if let (Some(from), Some(low), Some(to), Some(high)) = ends {
            let on_line = |value: &Exact| {
                let value = value.max(from).min(to);
                let rise = &(&(value - from) * &(high - low));
                low + &rise.divided_by(&(to - from)).unwrap_or(Exact::ZERO)
            };
            if value.high >= *from {
                let start = (&value.low).max(from);
                add(Interval::one(on_line(start)));
                add(Interval::one(on_line(&value.high)));
            }
        } else {
            add(low.joined(&high));
        }
        Points {
            may_be_none,
            counted: points,
        }
    }

    fn group(&self, rule: GroupRule, inner: &[ClauseId]) -> Interval {
        let all = inner.iter().map(|id| self.clause(*id));
        match rule {
            GroupRule::Sum => all.fold(Interval::ZERO, |sum, one| sum.plus(&one.added())),
            GroupRule::Best(most) => best(&all.collect::<Vec<_>>(), most as usize),
        }
    }

    fn chosen(&self, by: &Range, branches: &[Branch], clauses: &[ClauseId]) -> Points {
        if !by.may_be_there() {
            return Points::NONE;
        }
        let mut points: Option<Interval> = None;
        let mut is_settled = false;
        for branch in branches {
            let chosen = match &branch.selector {
                Selector::Values(values) => {
                    let there = Range {
                        missing: false,
                        held: by.held.clone(),
                    };
                    let one = |value| {
                        let equal = crate::domain::meaning::Comparison::Equal;
                        meaning::compared(equal, &there, &Range::of(value))
                    };
                    Flags::any(values.iter().map(one))
                }
                Selector::Otherwise => Flags::YES,
            };
            if chosen.yes && !is_settled {
                let own = self.group(GroupRule::Sum, branch.own(clauses));
                points = Some(match points {
                    Some(points) => points.joined(&own),
                    None => own,
                });
            }
            is_settled |= chosen.is_sure();
        }
        Points {
            may_be_none: by.missing,
            counted: points,
        }
    }

    /// Judged points, within what the evidence allows; evidence with other points is refused.
    fn judged(&self, range: &Range, limit: &JudgeLimit) -> Points {
        let number = |range: Range| match (range.as_number(), range.missing) {
            (Some(number), true) => number.joined(&Interval::ZERO),
            (Some(number), false) => number,
            (None, _) => Interval::ZERO,
        };
        let (low, high) = match limit {
            JudgeLimit::UpTo { most, per: None } => (Exact::ZERO, most.clone()),
            JudgeLimit::UpTo {
                most,
                per: Some(per),
            } => (Exact::ZERO, most * &number(self.range(*per)).high.floor()),
            JudgeLimit::Between { low, high } => {
                (number(self.range(*low)).low, number(self.range(*high)).high)
            }
        };
        let counted = range
            .as_number()
            .filter(|_| low <= high)
            .and_then(|judged| judged.within(&Interval::new(low, high)));
        if counted.is_none() && !range.missing {
            self.is_impossible.set(true);
        }
        Points {
            may_be_none: range.missing || !matches!(range.held, Held::Number(_)),
            counted,
        }
    }
}

/// The sum of the best few.
fn best(all: &[Points], most: usize) -> Interval {
    let mut high: Vec<Exact> = all
        .iter()
        .filter(|one| one.counted.is_some())
        .map(|one| one.added().high)
        .collect();
    let counted = |one: &Points| Some(one.counted.clone()?.low);
    let sure = all.iter().filter(|one| !one.may_be_none);
    let mut low: Vec<Exact> = sure.filter_map(counted).collect();
    for sorted in [&mut high, &mut low] {
        sorted.sort_by(|a, b| b.cmp(a));
        sorted.truncate(most);
    }
    // One more among them takes away at most what it lacks to 0.
    let perhaps = all.iter().filter(|one| one.may_be_none);
    let taken = perhaps.filter_map(counted).filter(Exact::is_negative);
    let add = |sum: Exact, one: Exact| &sum + &one;
    Interval::new(
        low.into_iter().chain(taken).fold(Exact::ZERO, add),
        high.into_iter().fold(Exact::ZERO, add),
    )
}
