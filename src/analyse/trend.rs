//! How the score of an indicator moves with one fact while the others stay: where it falls though the
//! value rises, and where the smallest change makes the largest jump.

use crate::analyse::interval::Interval;
use crate::analyse::over::Over;
use crate::analyse::range::{Held, KindsRange, Range};
use crate::analyse::reach::Target;
use crate::analyse::search::{Budget, Finder};
use crate::analyse::space::{Fact, Space, judged_step, lowest, step_of};
use crate::domain::Exact;
use crate::evidence::Stored;
use crate::program::expr::Part;
use crate::program::{ClauseId, ClauseKind, IndicatorId};

/// Two neighbouring values of a fact, all others equal.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The lower value.
    pub from: Stored,
    /// The higher value.
    pub to: Stored,
    /// The score at the lower value.
    pub before: Exact,
    /// The score at the higher value.
    pub after: Exact,
    /// The records that show it; the fact itself aside.
    pub space: Space,
}

/// How a score moves with a fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The largest rise from one value to its neighbour.
    pub rise: Option<Step>,
    /// The largest fall.
    pub fall: Option<Step>,
    /// Where the other facts are as in `fall`: a rise elsewhere.
    pub rise_beside_fall: Option<Step>,
    /// Whether the budget sufficed for all pairs of neighbours.
    pub is_decided: bool,
}

/// The most values of a fact that are looked at.
const MOST_VALUES: usize = 256;

impl Finder<'_> {
    /// The values of a fact at which something may change, with their neighbours, from the lowest to the
    /// highest, and the ends; of a set, one of each size. Nothing for texts, days and rows.
    pub fn values(&self, space: &Space, fact: Fact) -> Vec<Stored> {
        let range = space.range(fact);
        match &range.held {
            Held::Flag {
                yes: true,
                no: true,
            } => [false, true].map(Stored::Flag).to_vec(),
            Held::Number(interval) => {
                let step = match fact {
                    Fact::Field(id) => {
                        let field = self.program.schema.field(id);
                        field.and_then(|field| step_of(&field.kind))
                    }
                    Fact::Judgement(_) | Fact::Date => Some(judged_step()),
                };
                let numbers = step.map(|step| self.numbers(fact, interval, &step));
                let numbers = numbers.unwrap_or_default().into_iter();
                numbers.map(Stored::Number).collect()
            }
            Held::Choice(all) => {
                let mut all = all.clone();
                all.sort_by(|a, b| b.cmp(a));
                all.into_iter().map(Stored::Choice).collect()
            }
            Held::Kinds(kinds) => sets(kinds),
            Held::Flag { .. } | Held::Nothing | Held::Date(..) | Held::Text(_) | Held::Rows(_) => {
                vec![]
            }
        }
    }

    fn numbers(&self, fact: Fact, interval: &Interval, step: &Exact) -> Vec<Exact> {
        let mut numbers = vec![interval.low.clone(), interval.high.clone()];
        for cut in self.cuts_of(fact) {
            let Some(on_grid) = cut.divided_by(step).map(|steps| &steps.ceil() * step) else {
                continue;
            };
            let beside = [&on_grid - step, &on_grid + step];
            numbers.extend(beside.into_iter().chain([on_grid]));
        }
        numbers.retain(|number| interval.holds(number));
        numbers.sort();
        numbers.dedup();
        numbers.truncate(MOST_VALUES);
        numbers
    }

    /// How the score of an indicator moves with a fact.
    pub fn trend(&self, space: &Space, id: IndicatorId, fact: Fact, budget: Budget) -> Trend {
        let mut trend = Trend {
            rise: None,
            fall: None,
            rise_beside_fall: None,
            is_decided: true,
        };
        let values = self.values(space, fact);
        let pairs = values.iter().zip(values.iter().skip(1));
        let pairs: Vec<(&Stored, &Stored)> = pairs.collect();
        let reading = self.reading(id, fact);
        for (from, to) in &pairs {
            for (way, best) in [(Way::Up, &mut trend.rise), (Way::Down, &mut trend.fall)] {
                let pair = Pair {
                    id,
                    fact,
                    from,
                    to,
                    way,
                    reading: &reading,
                };
                keep(
                    best,
                    self.moved(space, &pair, budget, &mut trend.is_decided),
                );
            }
        }
        if let Some(fall) = &trend.fall {
            let mut rise = None;
            for (from, to) in pairs {
                let score = |value: &Stored| self.score_at(&fall.space, id, (fact, value));
                if let Some((before, after)) = score(from).zip(score(to))
                    && before < after
                {
                    let step = Step {
                        from: from.clone(),
                        to: to.clone(),
                        before,
                        after,
                        space: fall.space.clone(),
                    };
                    keep(&mut rise, Some(step));
                }
            }
            trend.rise_beside_fall = rise;
        }
        trend
    }

    /// The clauses of an indicator that read a fact.
    fn reading(&self, id: IndicatorId, fact: Fact) -> Vec<ClauseId> {
        let clauses = &self.program.indicator(id).clauses;
        let reads = |id: &&ClauseId| self.facts_behind(Target::Clause(**id)).contains(&fact);
        clauses.iter().filter(reads).copied().collect()
    }

    /// The score at one value of a fact, where the others leave no doubt.
    fn score_at(
        &self,
        space: &Space,
        id: IndicatorId,
        (fact, value): (Fact, &Stored),
    ) -> Option<Exact> {
        let space = space.with(fact, Range::of(value));
        let over = Over::new(self.program, &space);
        let score = over.indicator(id);
        let is_possible = !over.is_impossible.get();
        score.single().filter(|_| is_possible).cloned()
    }

    /// The largest move of the score between two values, where there is one. First only what reads the
    /// fact is looked at: where that cannot move this way, the score cannot.
    fn moved(
        &self,
        space: &Space,
        pair: &Pair<'_>,
        budget: Budget,
        is_decided: &mut bool,
    ) -> Option<Step> {
        let program = self.program;
        let all = self.facts_behind(Target::Part(Part::Indicator(pair.id)));
        let all: Vec<Fact> = all.into_iter().filter(|fact| *fact != pair.fact).collect();
        let near = self.near(pair, &all);
        let sides = |over: &Over<'_>| {
            [pair.from, pair.to].map(|value| over.space.with(pair.fact, Range::of(value)))
        };
        let mut local = |over: &mut Over<'_>| {
            let [from, to] = sides(over);
            let (from, to) = (Over::new(program, &from), Over::new(program, &to));
            let may = pair.local_move(&from, &to);
            if from.is_impossible.get() || to.is_impossible.get() {
                return None;
            }
            pair.wanted(may)
        };
        let first = self.highest(space, &near, budget, &mut local)?;
        *is_decided &= first.is_decided();
        let (_, witness) = first.reached?;
        let witness = self.fixed(&witness, &near);
        // Then the rest: the move must not be lost to a bound.
        let mut whole = |over: &mut Over<'_>| {
            let [from, to] = sides(over);
            let (from, to) = (Over::new(program, &from), Over::new(program, &to));
            let may = pair.whole_move(&from, &to);
            if from.is_impossible.get() || to.is_impossible.get() {
                return None;
            }
            pair.wanted(may)
        };
        let lowest = self.fixed(&witness, &all);
        let found = self.highest_from(&[&witness, &lowest], &all, budget, &mut whole)?;
        let (_, space) = found.reached?;
        let space = self.fixed(&space, &all);
        let score = |value| self.score_at(&space, pair.id, (pair.fact, value));
        let (before, after) = score(pair.from).zip(score(pair.to))?;
        let moves = match pair.way {
            Way::Up => before < after,
            Way::Down => before > after,
        };
        moves.then(|| Step {
            from: pair.from.clone(),
            to: pair.to.clone(),
            before,
            after,
            space,
        })
    }

    /// The facts that are read together with a fact; all of them where it decides whether a score
    /// is set.
    fn near(&self, pair: &Pair<'_>, all: &[Fact]) -> Vec<Fact> {
        let sets = |id: &ClauseId| {
            let kind = &self.program.clause(*id).kind;
            matches!(kind, ClauseKind::Override { .. })
        };
        if pair.reading.iter().any(sets) {
            return all.to_vec();
        }
        let behind = |id: &ClauseId| self.facts_behind(Target::Clause(*id));
        let read: Vec<Fact> = pair.reading.iter().flat_map(behind).collect();
        all.iter()
            .filter(|fact| read.contains(fact))
            .copied()
            .collect()
    }

    /// One record of a space.
    fn fixed(&self, space: &Space, facts: &[Fact]) -> Space {
        let mut fixed = space.clone();
        for fact in facts {
            fixed.set(*fact, Range::of(&lowest(space.range(*fact))));
        }
        fixed
    }
}

/// The way in which a score moves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// Two neighbouring values of a fact of an indicator.
struct Pair<'a> {
    id: IndicatorId,
    fact: Fact,
    from: &'a Stored,
    to: &'a Stored,
    /// Which moves are looked for.
    way: Way,
    /// The clauses that read the fact.
    reading: &'a [ClauseId],
}

impl Pair<'_> {
    /// A move as a number that is to be high; nothing where it cannot go the way that is looked for.
    fn wanted(&self, may: Interval) -> Option<Interval> {
        let may = match self.way {
            Way::Up => may,
            Way::Down => may.negative(),
        };
        (may.high > Exact::ZERO).then_some(may)
    }

    /// By how much what reads the fact may move between two sides; what does not read it cannot.
    fn local_move(&self, from: &Over<'_>, to: &Over<'_>) -> Interval {
        let program = from.program;
        let mut sum = Interval::ZERO;
        for id in self.reading {
            let (a, b) = (from.clause(*id), to.clause(*id));
            if matches!(program.clause(*id).kind, ClauseKind::Override { .. }) {
                // A score that is set on one side only may move it either way.
                if a != b || a.may_be_none && a.counted.is_some() {
                    let indicator = program.indicator(self.id);
                    let (before, after) = (from.applied(indicator), to.applied(indicator));
                    return after.minus(&before);
                }
            } else {
                sum = sum.plus(&b.added().minus(&a.added()));
            }
        }
        sum
    }

    /// By how much the score may move: a bound may swallow what moves, and never turns it round; a
    /// rounding may enlarge it.
    fn whole_move(&self, from: &Over<'_>, to: &Over<'_>) -> Interval {
        let whole = to.indicator(self.id).minus(&from.indicator(self.id));
        let local = self.local_move(from, to).joined(&Interval::ZERO);
        match from.program.indicator(self.id).rounding {
            Some(_) => whole,
            None => whole.within(&local).unwrap_or(whole),
        }
    }
}

/// Keeps the step with the larger move.
fn keep(best: &mut Option<Step>, found: Option<Step>) {
    let Some(found) = found else { return };
    let size = |step: &Step| (&step.after - &step.before).abs();
    if best.as_ref().is_none_or(|best| size(&found) > size(best)) {
        *best = Some(found);
    }
}

/// One set of each size.
fn sets(kinds: &KindsRange) -> Vec<Stored> {
    let of_size = |size: usize| {
        let known = kinds.must.iter().chain(kinds.may.iter().take(size));
        Stored::Kinds(crate::domain::KindSet {
            known: known.copied().collect(),
            others: kinds.others.clone(),
            duplicates: vec![],
        })
    };
    (0..=kinds.may.len().min(MOST_VALUES))
        .map(of_size)
        .collect()
}
