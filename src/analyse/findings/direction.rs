//! Which way something moves while one fact rises and all others stay: what only rises, or only falls,
//! needs no search for where it turns. Evidence that is missing stays missing.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::analyse::{Fact, Over};
use crate::domain::Exact;
use crate::domain::standard::GroupRule;
use crate::program::{
    Amount, Band, Clause, ClauseId, ClauseKind, DefinitionId, ExprId, Indicator, Linear, Program,
};

/// Which way something moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// It stays.
    Still,
    /// It never falls.
    Up,
    /// It never rises.
    Down,
    /// It does one of these; which one, the other facts say.
    OneWay,
    /// It may do both.
    Mixed,
}

use Direction::{Down, Mixed, OneWay, Still, Up};

impl Direction {
    /// The sum of two movements.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Still, one) | (one, Still) => one,
            (Up, Up) => Up,
            (Down, Down) => Down,
            (Up | Down | OneWay | Mixed, Up | Down | OneWay | Mixed) => Mixed,
        }
    }

    pub(super) fn turned(self) -> Self {
        match self {
            Still => Still,
            Up => Down,
            Down => Up,
            OneWay => OneWay,
            Mixed => Mixed,
        }
    }

    /// The movement times a number of this sign, which does not move.
    pub(super) fn times(self, sign: Signs) -> Self {
        match (self, sign) {
            (Still, _) | (_, Signs::Zero) => Still,
            (one, Signs::NotBelow) => one,
            (one, Signs::NotAbove) => one.turned(),
            (Up | Down | OneWay, Signs::Any) => OneWay,
            (Mixed, Signs::Any) => Mixed,
        }
    }
}

/// Which signs a number may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signs {
    Zero,
    NotBelow,
    NotAbove,
    Any,
}

/// Looks at a program while one fact rises.
pub(super) struct Rising<'a, 'o> {
    pub(super) program: &'a Program,
    pub(super) over: &'a Over<'o>,
    pub(super) fact: Fact,
    pub(super) definitions: RefCell<BTreeMap<DefinitionId, Direction>>,
    pub(super) depth: Cell<u32>,
}

impl<'a, 'o> Rising<'a, 'o> {
    /// `over` knows the range of each expression.
    pub(super) fn new(over: &'a Over<'o>, fact: Fact) -> Self {
        Self {
            program: over.program,
            over,
            fact,
            definitions: RefCell::default(),
            depth: Cell::new(0),
        }
    }

    /// The score of an indicator.
    pub(super) fn indicator(&self, indicator: &Indicator) -> Direction {
        let applies = indicator.applies.as_ref();
        if applies.is_some_and(|applies| self.expr(applies.condition) != Still) {
            return Mixed;
        }
        let sum = self.clauses(&indicator.clauses);
        let overrides = indicator.clauses.iter().map(|id| self.program.clause(*id));
        overrides.fold(sum, |sum, clause| sum.and(self.set(clause, indicator)))
    }

    /// How the score moves because it is set: to its lowest or to its highest mark.
    fn set(&self, clause: &Clause, indicator: &Indicator) -> Direction {
        let ClauseKind::Override { condition, score } = &clause.kind else {
            return Still;
        };
        let guard = clause.guard.map_or(Still, |guard| self.expr(guard));
        let holds = self.expr(*condition).and(guard);
        let Amount::Constant(set) = score else {
            return match (holds, self.amount(score)) {
                (Still, Still) => Still,
                (Still | Up | Down | OneWay | Mixed, _) => Mixed,
            };
        };
        let is_lowest = indicator.floor.as_ref().is_some_and(|floor| set <= floor);
        match (is_lowest, *set >= indicator.cap) {
            (true, _) => holds.turned(),
            (false, true) => holds,
            (false, false) if holds == Still => Still,
            (false, false) => Mixed,
        }
    }

    fn clauses(&self, clauses: &[ClauseId]) -> Direction {
        clauses.iter().fold(Still, |all, id| {
            all.and(self.clause(self.program.clause(*id)))
        })
    }

    /// The points of a clause; an override gives none.
    fn clause(&self, clause: &Clause) -> Direction {
        let points = self.unguarded(clause);
        let guard = clause.guard.map_or(Still, |guard| self.expr(guard));
        let signs = self.signs_of(clause);
        // The sign of the points may change while the guard does.
        let turns = signs == Signs::Any && points != Still;
        match (guard, turns) {
            (Still, _) => points,
            (Up | Down | OneWay | Mixed, true) => Mixed,
            (guard, false) => points.and(guard.times(signs)),
        }
    }

    fn unguarded(&self, clause: &Clause) -> Direction {
        match &clause.kind {
            ClauseKind::Override { .. } => Still,
            ClauseKind::Base(points) => self.amount(points),
            ClauseKind::Award { condition, points } => self.scaled(self.expr(*condition), points),
            ClauseKind::Per {
                quantity,
                points,
                period,
                ..
            } => {
                let moved = self.scaled(self.expr(*quantity), points);
                let by_period = period.as_ref().and_then(|period| period.filter);
                let filter = by_period.map_or(Still, |filter| self.any(&[filter]));
                moved.and(filter)
            }
            ClauseKind::Bands {
                quantity, bands, ..
            } => self.banded(*quantity, bands),
            ClauseKind::Linear(line) => self.on_line(line),
            ClauseKind::Group { rule, clauses } => match rule {
                GroupRule::Sum => self.clauses(clauses),
                GroupRule::Best(_) => self.best(clauses),
            },
            ClauseKind::Choose { by, clauses, .. } => match self.expr(*by) {
                Still => self.clauses(clauses),
                Up | Down | OneWay | Mixed => Mixed,
            },
            ClauseKind::Formula(value) => self.expr(*value),
            ClauseKind::Judge {
                judgement,
                limit: _,
            } => {
                match self.fact == Fact::Judgement(*judgement) {
                    true => Up,
                    // Its limit only refuses evidence.
                    false => Still,
                }
            }
        }
    }

    fn banded(&self, quantity: ExprId, bands: &[Band]) -> Direction {
        let moved = self.expr(quantity);
        if moved == Still {
            let all = bands.iter().map(|band| self.amount(&band.points));
            return all.fold(Still, Direction::and);
        }
        let mut order: Vec<_> = bands
            .iter()
            .map(|band| {
                let low = band.range.first.low.clone();
                let low = low.map(|(low, inclusive)| (low, !inclusive));
                (low, &band.points, band.range.later.is_empty())
            })
            .collect();
        order.sort_by(|a, b| a.0.cmp(&b.0));
        moved.along(rising(order.iter().map(
            |(_, points, is_fixed)| match points {
                Amount::Constant(points) if *is_fixed => Some(points),
                Amount::Constant(_) | Amount::Computed(_) => None,
            },
        )))
    }

    fn on_line(&self, line: &Linear) -> Direction {
        let ends = line.below.iter().chain([&line.low, &line.high]);
        let ends: Vec<&Amount> = ends.collect();
        let known = ends.iter().map(|end| self.constant(end));
        let shape = rising(known.collect::<Vec<_>>().iter().map(Option::as_ref));
        let all = ends.into_iter().chain([&line.from, &line.to]);
        let moved = all.fold(Still, |all, end| all.and(self.amount(end)));
        match moved {
            Still => self.expr(line.quantity).along(shape),
            Up | Down | OneWay | Mixed => Mixed,
        }
    }

    /// Something that does not sink below 0, times points.
    fn scaled(&self, moved: Direction, points: &Amount) -> Direction {
        match (self.amount(points), self.signs(points)) {
            (Still, signs) => moved.times(signs),
            (_, Signs::Any) if moved != Still => Mixed,
            (own, signs) => own.and(moved.times(signs)),
        }
    }

    /// What is not counted takes no part, so that only points of one sign move one way.
    fn best(&self, clauses: &[ClauseId]) -> Direction {
        let moved = self.clauses(clauses);
        let signs = clauses
            .iter()
            .map(|id| self.signs_of(self.program.clause(*id)));
        let is_plain = signs
            .into_iter()
            .all(|sign| sign == Signs::NotBelow || sign == Signs::Zero);
        match moved {
            Still => Still,
            Up | Down | OneWay if is_plain => moved,
            Up | Down | OneWay | Mixed => Mixed,
        }
    }

    // ---- signs --------------------------------------------------------------------------------------

    fn signs(&self, amount: &Amount) -> Signs {
        match amount {
            Amount::Constant(points) => sign(points, points),
            Amount::Computed(id) => self.signs_at(*id),
        }
    }

    pub(super) fn signs_at(&self, id: ExprId) -> Signs {
        let range = self.over.range(id).as_number();
        range.map_or(Signs::Any, |range| sign(&range.low, &range.high))
    }

    fn signs_of(&self, clause: &Clause) -> Signs {
        let points = self.over.gained(clause).counted;
        points.map_or(Signs::Zero, |points| sign(&points.low, &points.high))
    }

    pub(super) fn amount(&self, amount: &Amount) -> Direction {
        amount.computed().map_or(Still, |id| self.expr(id))
    }

    fn constant(&self, amount: &Amount) -> Option<Exact> {
        match amount {
            Amount::Constant(number) => Some(number.clone()),
            Amount::Computed(id) => {
                let range = self.over.range(*id).as_number()?;
                range.single().cloned()
            }
        }
    }
}

impl Direction {
    /// The movement of what follows a shape while this moves along it.
    pub(super) fn along(self, shape: Direction) -> Direction {
        match self {
            Still => Still,
            Up => shape,
            Down => shape.turned(),
            OneWay => shape.times(Signs::Any),
            Mixed => match shape {
                Still => Still,
                Up | Down | OneWay | Mixed => Mixed,
            },
        }
    }
}

/// The shape of points in the order of their bands; one that is not known may be anything.
pub(super) fn rising<'e>(points: impl Iterator<Item = Option<&'e Exact>>) -> Direction {
    let points: Option<Vec<&Exact>> = points.collect();
    let Some(points) = points else { return Mixed };
    let steps = points.windows(2).map(|pair| match pair {
        [a, b] if a < b => Up,
        [a, b] if a > b => Down,
        _ => Still,
    });
    steps.fold(Still, Direction::and)
}

fn sign(low: &Exact, high: &Exact) -> Signs {
    match (low.is_negative(), *high > Exact::ZERO) {
        (false, false) => Signs::Zero,
        (false, true) => Signs::NotBelow,
        (true, false) => Signs::NotAbove,
        (true, true) => Signs::Any,
    }
}
