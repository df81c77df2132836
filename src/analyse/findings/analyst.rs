//! What every finding asks of a standard: which facts its parts read, and what evidence makes of them.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::findings::roots::{Read, own_roots, read_by};
use crate::analyse::findings::{Scored, Scorer};
use crate::analyse::space::lowest;
use crate::analyse::{
    Budget, Fact, Finder, Held, Highest, Interval, KindsRange, Over, Range, Space,
};
use crate::domain::Exact;
use crate::evidence::Record;
use crate::program::{ClauseId, ClauseKind, Expr, ExprId, Indicator, IndicatorId, Program};

/// The most evaluations for one question.
const FOR_ONE: u32 = 1_000;
/// The most for a whole standard, those of a clause counted as one.
const FOR_ALL: u32 = 200_000;
/// How many plain evaluations one costs in which there are functions without end, such as a logarithm.
const INEXACT: u32 = 20;

/// How many rows are looked at first, how many parts of a fact beside the others, and beside how many
/// records.
const FEW_ROWS: u32 = 3;
const FEW_PARTS: usize = 3;
const FEW_CONTEXTS: usize = 12;

/// An answer of the search to whether something is possible.
pub(super) enum Possible {
    /// In every record of this space.
    Here(Space),
    /// In no record.
    Never,
    /// The budget did not suffice.
    Open,
}

/// Where something scores most, and least, as far as it is known.
type Ends = (Option<Space>, Option<Space>);

/// A standard under analysis.
pub(super) struct Analyst<'p> {
    pub(super) program: &'p Program,
    scorer: &'p dyn Scorer,
    pub(super) finder: Finder<'p>,
    /// All evidence.
    pub(super) whole: Space,
    for_one: u32,
    pub(super) left: Cell<u32>,
    ends: RefCell<BTreeMap<IndicatorId, Ends>>,
}

impl<'p> Analyst<'p> {
    pub(super) fn new(program: &'p Program, scorer: &'p dyn Scorer) -> Self {
        let is_inexact = |(_, expr): (ExprId, &Expr)| matches!(expr, Expr::Inexact(..));
        let cost = if program.exprs().any(is_inexact) {
            INEXACT
        } else {
            1
        };
        Self {
            program,
            scorer,
            finder: Finder::new(program),
            whole: Space::whole(program),
            for_one: FOR_ONE / cost,
            left: Cell::new(FOR_ALL / cost),
            ends: RefCell::default(),
        }
    }

    /// The evaluations that one question may take, each counted as some.
    pub(super) fn budget(&self, cost: u32) -> Budget {
        let evaluations = self.for_one.min(self.left.get() / cost.max(1));
        Budget { evaluations }
    }

    pub(super) fn spend(&self, evaluations: u32) {
        self.left.set(self.left.get().saturating_sub(evaluations));
    }

    /// The highest value of a goal, counted against the budget.
    pub(super) fn highest(
        &self,
        space: &Space,
        facts: &[Fact],
        goal: &mut dyn FnMut(&mut Over<'_>) -> Option<Interval>,
    ) -> Option<Highest> {
        self.highest_at(space, facts, 1, goal)
    }

    /// The same where an evaluation costs as much as that of `cost` clauses.
    pub(super) fn highest_at(
        &self,
        space: &Space,
        facts: &[Fact],
        cost: u32,
        goal: &mut dyn FnMut(&mut Over<'_>) -> Option<Interval>,
    ) -> Option<Highest> {
        let corners = self.corners(space, facts);
        let seed = self.small_part(space, facts).and_then(|small| {
            let spaces = [&small].into_iter().chain(&corners);
            let found = self.search(&spaces.collect::<Vec<_>>(), facts, cost, goal)?;
            found.reached
        });
        let seed = seed.as_ref().map(|(_, space)| space);
        let spaces = [space].into_iter().chain(&corners).chain(seed);
        self.search(&spaces.collect::<Vec<_>>(), facts, cost, goal)
    }

    /// The highest value of a goal over all evidence, shown by the first that is found.
    pub(super) fn without_corners(
        &self,
        facts: &[Fact],
        goal: &mut dyn FnMut(&mut Over<'_>) -> Option<Interval>,
    ) -> Option<Highest> {
        self.search(&[&self.whole], facts, 1, goal)
    }

    fn search(
        &self,
        spaces: &[&Space],
        facts: &[Fact],
        cost: u32,
        goal: &mut dyn FnMut(&mut Over<'_>) -> Option<Interval>,
    ) -> Option<Highest> {
        let mut used = 0;
        let budget = self.budget(cost);
        let highest = self
            .finder
            .highest_from(spaces, facts, budget, &mut |over| {
                used += 1;
                goal(over)
            });
        self.spend(used * cost);
        highest
    }

    /// The corners of a space: all facts at their best, and at their worst; what is found there needs no
    /// search.
    fn corners(&self, space: &Space, facts: &[Fact]) -> [Space; 2] {
        let mut corners = [space.clone(), space.clone()];
        for fact in facts {
            let [low, high] = &mut corners;
            low.set(*fact, Range::of(&lowest(space.range(*fact))));
            high.set(*fact, highest_of(space.range(*fact)));
        }
        corners
    }

    /// The part of a space with few rows and few kinds beyond the lists: what is possible is mostly
    /// possible there.
    fn small_part(&self, space: &Space, facts: &[Fact]) -> Option<Space> {
        let mut small = None;
        for fact in facts {
            let mut range = space.range(*fact).clone();
            let more = if let Held::Rows(rows) = &mut range.held {
                &mut rows.more
            } else if let Held::Kinds(kinds) = &mut range.held {
                &mut kinds.more_others
            } else {
                continue;
            };
            if *more > FEW_ROWS {
                *more = FEW_ROWS;
                let small = small.get_or_insert_with(|| space.clone());
                small.set(*fact, range);
            }
        }
        small
    }

    /// Whether a goal, which says whether it may hold and whether it must, holds somewhere.
    pub(super) fn possible(
        &self,
        space: &Space,
        facts: &[Fact],
        goal: &mut dyn FnMut(&mut Over<'_>) -> (bool, bool),
    ) -> Possible {
        let truth = &mut |over: &mut Over<'_>| match goal(over) {
            (false, _) => None,
            (true, true) => Some(Interval::one(Exact::ONE)),
            (true, false) => Some(Interval::new(Exact::ZERO, Exact::ONE)),
        };
        match self.highest(space, facts, truth) {
            None => Possible::Never,
            Some(found) => holds(found).map_or(Possible::Open, Possible::Here),
        }
    }

    /// Every expression that an indicator depends on.
    pub(super) fn roots(&self, indicator: &Indicator) -> Vec<ExprId> {
        let applies = indicator.applies.as_ref().map(|applies| applies.condition);
        let mut roots: Vec<ExprId> = applies.into_iter().collect();
        self.add_roots(&indicator.clauses, &mut roots);
        roots
    }

    pub(super) fn add_roots(&self, clauses: &[ClauseId], roots: &mut Vec<ExprId>) {
        for id in clauses {
            let clause = self.program.clause(*id);
            roots.extend(own_roots(clause));
            self.add_roots(clause.inner(), roots);
        }
    }

    /// The facts that clauses read, judgements among them.
    pub(super) fn facts(&self, clauses: &[ClauseId], roots: &[ExprId]) -> Vec<Fact> {
        let mut facts = self.finder.facts_of(roots.iter().copied());
        let mut open: Vec<ClauseId> = clauses.to_vec();
        while let Some(id) = open.pop() {
            let clause = self.program.clause(id);
            if let ClauseKind::Judge { judgement, .. } = &clause.kind {
                facts.push(Fact::Judgement(*judgement));
            }
            open.extend(clause.inner());
        }
        facts
    }

    /// The facts that an indicator reads.
    pub(super) fn facts_of(&self, indicator: &Indicator) -> Vec<Fact> {
        self.facts(&indicator.clauses, &self.roots(indicator))
    }

    /// Whether each fact, and each column, is read once at most: then one look at the whole space tells
    /// all.
    pub(super) fn is_plain(&self, roots: &[ExprId]) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = roots.to_vec();
        let mut steps = 0;
        while let Some(id) = open.pop() {
            steps += 1;
            let expr = self.program.expr(id);
            let is_new = match read_by(expr) {
                Read::Nothing => true,
                Read::Fact(sort, at) => seen.insert((sort, at)),
                Read::Several => false,
            };
            if !is_new || steps > 1_000 {
                return false;
            }
            if let Expr::Definition(id) = expr {
                let definition = self.program.definitions.get(id.0 as usize);
                open.extend(definition.map(|definition| definition.value));
            }
            open.extend(expr.operands());
        }
        true
    }

    /// Where an indicator scores most, and least, as far as the budget tells.
    pub(super) fn ends(&self, id: IndicatorId) -> Ends {
        let known = self.ends.borrow().get(&id).cloned();
        if let Some(known) = known {
            return known;
        }
        let facts = self.facts_of(self.program.indicator(id));
        let reached = |found: Option<Highest>| found?.reached.map(|(_, space)| space);
        let best = &mut |over: &mut Over<'_>| Some(over.indicator(id));
        let best = reached(self.highest(&self.whole, &facts, best));
        let worst = &mut |over: &mut Over<'_>| {
            let score = over.indicator(id);
            Some(Interval::new(-&score.high, -&score.low))
        };
        let worst = reached(self.highest(&self.whole, &facts, worst));
        let found = (best, worst);
        self.ends.borrow_mut().insert(id, found.clone());
        found
    }

    /// Records beside which facts are looked at: those of the best and of the worst score, with each
    /// choice of a few facts, and the one of the lowest values.
    pub(super) fn contexts(&self, id: IndicatorId, facts: &[Fact]) -> Vec<Record> {
        let (best, worst) = self.ends(id);
        let mut spaces: Vec<Space> = best.into_iter().chain(worst).collect();
        if let Some(best) = spaces.first().cloned() {
            for fact in facts {
                let others = self.finder.parts(&self.whole, *fact).into_iter();
                spaces.extend(others.take(FEW_PARTS).map(|part| best.with(*fact, part)));
                if spaces.len() > FEW_CONTEXTS {
                    break;
                }
            }
        }
        spaces.push(self.whole.clone());
        spaces.iter().map(Space::record).collect()
    }

    /// The part of a space with one value for each fact, the lowest that leaves evidence which is
    /// accepted: points that are judged must lie within what the rest allows.
    pub(super) fn accepted(&self, space: &Space, facts: &[Fact]) -> Space {
        let is_judged = |fact: &&Fact| matches!(fact, Fact::Judgement(_));
        let judged = facts.iter().filter(is_judged);
        let others = facts.iter().filter(|fact| !is_judged(fact));
        let fits = |space: &Space| {
            let over = Over::new(self.program, space);
            let all = over.program.clauses().iter();
            all.for_each(|clause| drop(over.gained(clause)));
            !over.is_impossible.get()
        };
        let mut found = space.clone();
        for fact in judged.chain(others) {
            let low = Range::of(&lowest(found.range(*fact)));
            let values = self.finder.values(&found, *fact).into_iter();
            let values = values.map(|value| Range::of(&value));
            let mut spaces = std::iter::once(low)
                .chain(values)
                .chain(fullest(found.range(*fact)))
                .map(|range| found.with(*fact, range));
            if let Some(fitting) = spaces.find(fits) {
                found = fitting;
            }
        }
        found
    }

    /// Whether an indicator computes with a fact, so that where its score changes is not written down.
    pub(super) fn is_computed_with(&self, indicator: &Indicator, fact: Fact) -> bool {
        let mut open: Vec<ExprId> = self.roots(indicator);
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            let expr = self.program.expr(id);
            let computes = matches!(
                expr,
                Expr::Sum(..)
                    | Expr::Product(..)
                    | Expr::Growth(..)
                    | Expr::Mean(_)
                    | Expr::WholePower(..)
                    | Expr::Inexact(..)
                    | Expr::Function(..)
                    | Expr::Lowest(_)
                    | Expr::Highest(_)
                    | Expr::If(..)
            );
            if computes && self.finder.facts_of([id]).contains(&fact) {
                return true;
            }
            if let Expr::Definition(id) = expr
                && seen.insert(*id)
            {
                let definition = self.program.definitions.get(id.0 as usize);
                open.extend(definition.map(|definition| definition.value));
            }
            open.extend(expr.operands());
        }
        false
    }

    /// Whether an expression needs scores.
    pub(super) fn reads_scores(&self, id: ExprId) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let expr = self.program.expr(id);
            if let Expr::ScoreOf(_) | Expr::ShareOf(_) = expr {
                return true;
            }
            if let Expr::Definition(id) = expr
                && seen.insert(*id)
            {
                let definition = self.program.definitions.get(id.0 as usize);
                open.extend(definition.map(|definition| definition.value));
            }
            open.extend(expr.operands());
        }
        false
    }

    pub(super) fn score(&self, record: &Record) -> Scored {
        self.spend(1);
        self.scorer.score(record)
    }

    /// The score of one indicator: evaluated by itself, and with all others where that leaves a doubt.
    pub(super) fn score_of(&self, id: IndicatorId, record: &Record) -> Exact {
        let alone = Space::at(record);
        let score = Over::new(self.program, &alone).indicator(id);
        match score.single() {
            Some(score) => score.clone(),
            None => self.score(record).of(id),
        }
    }

    pub(super) fn indicators(&self) -> impl Iterator<Item = (IndicatorId, &'p Indicator)> {
        (0u32..).map(IndicatorId).zip(&self.program.indicators)
    }
}

/// The best value of a range: the highest number, yes, the first choice, all kinds of a list.
fn highest_of(range: &Range) -> Range {
    let held = match &range.held {
        Held::Flag { yes, .. } => Held::Flag {
            yes: *yes,
            no: !yes,
        },
        Held::Number(interval) => Held::Number(Interval::one(interval.high.clone())),
        Held::Choice(all) => Held::Choice(all.iter().min().copied().into_iter().collect()),
        Held::Date(_, last) => Held::Date(*last, *last),
        Held::Kinds(kinds) => Held::Kinds(KindsRange {
            must: kinds.must.iter().chain(&kinds.may).copied().collect(),
            may: vec![],
            others: kinds.others.clone(),
            more_others: 0,
        }),
        Held::Nothing | Held::Text(_) | Held::Rows(_) => return Range::of(&lowest(range)),
    };
    Range::there(held)
}

/// The set of all kinds that a range may hold, few of them beyond the list.
fn fullest(range: &Range) -> Option<Range> {
    let Held::Kinds(kinds) = &range.held else {
        return None;
    };
    let more = (1..=kinds.more_others.min(FEW_ROWS)).map(|at| format!("…{at}"));
    let all = KindsRange {
        must: kinds.must.iter().chain(&kinds.may).copied().collect(),
        may: vec![],
        others: kinds.others.iter().cloned().chain(more).collect(),
        more_others: 0,
    };
    Some(Range::there(Held::Kinds(all)))
}

/// Where a truth was reached.
fn holds(found: Highest) -> Option<Space> {
    let (value, space) = found.reached?;
    (value == Exact::ONE).then_some(space)
}
