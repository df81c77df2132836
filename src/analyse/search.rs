//! Branch and bound: the highest value of a goal over a space, proved, and shown by a part of the
//! space where it is reached.

use std::cmp::Reverse;

use crate::analyse::cuts::{self, Cuts, Place};
use crate::analyse::interval::Interval;
use crate::analyse::over::Over;
use crate::analyse::range::Range;
use crate::analyse::space::{Fact, Space};
use crate::analyse::split::split;
use crate::domain::Exact;
use crate::program::{ExprId, Program, Use};

/// What is looked for, how long.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    /// The most evaluations of a goal.
    pub evaluations: u32,
}

/// The highest value of a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Highest {
    /// No record goes beyond it.
    pub bound: Exact,
    /// A value that is reached, by every record of this space.
    pub reached: Option<(Exact, Space)>,
}

impl Highest {
    /// Whether the bound is reached.
    pub fn is_decided(&self) -> bool {
        let reached = self.reached.as_ref();
        reached.is_some_and(|(value, _)| *value == self.bound)
    }
}

/// A search through the records of one program.
pub struct Finder<'p> {
    /// The program.
    pub program: &'p Program,
    cuts: Cuts,
}

/// A goal over a part of the space: between which ends its values lie; nothing where no record of
/// the part is of interest.
pub type Goal<'g> = dyn FnMut(&mut Over<'_>) -> Option<Interval> + 'g;

/// A part of the space that may hold a higher value.
struct Open {
    bound: Interval,
    depth: u32,
    space: Space,
}

/// The parts that wait to be looked at.
#[derive(Default)]
struct Waiting {
    all: Vec<Open>,
    turn: u32,
}

impl Waiting {
    /// One with the highest bound: in turn the narrowest, which soon shows a value, and the widest, so
    /// that no part is passed over for the endless detail of another.
    fn next(&mut self) -> Option<Open> {
        self.turn = self.turn.wrapping_add(1);
        let all = self.all.iter().enumerate();
        let chosen = match self.turn % 4 {
            0 => all.max_by_key(|(at, open)| (&open.bound.high, Reverse(open.depth), Reverse(*at))),
            _ => all.max_by_key(|(at, open)| {
                (&open.bound.high, open.depth, &open.bound.low, Reverse(*at))
            }),
        };
        let at = chosen.map(|(at, _)| at)?;
        Some(self.all.swap_remove(at))
    }
}

impl<'p> Finder<'p> {
    /// A search through the records of a program.
    pub fn new(program: &'p Program) -> Self {
        Self {
            program,
            cuts: cuts::of(program),
        }
    }

    /// The facts that some expressions read.
    pub fn facts_of(&self, roots: impl IntoIterator<Item = ExprId>) -> Vec<Fact> {
        facts(self.program, &self.program.uses_of(roots))
    }

    /// Parts of what a fact may be in a space; none where it cannot be told apart.
    pub fn parts(&self, space: &Space, fact: Fact) -> Vec<Range> {
        split(self.program, &self.cuts, space, fact)
    }

    /// The numbers at which something may change with a fact.
    pub(super) fn cuts_of(&self, fact: Fact) -> impl Iterator<Item = &Exact> {
        self.cuts
            .numbers
            .get(&Place::Fact(fact))
            .into_iter()
            .flatten()
    }

    /// The highest value of a goal that depends on these facts; nothing where no record of the
    /// space is of interest.
    pub fn highest(
        &self,
        space: &Space,
        facts: &[Fact],
        budget: Budget,
        goal: &mut Goal<'_>,
    ) -> Option<Highest> {
        self.highest_from(&[space], facts, budget, goal)
    }

    /// The same, where parts of the space, which follow it, are known to be worth a look first.
    pub fn highest_from(
        &self,
        spaces: &[&Space],
        facts: &[Fact],
        budget: Budget,
        goal: &mut Goal<'_>,
    ) -> Option<Highest> {
        let mut left = budget.evaluations;
        let mut waiting = Waiting::default();
        let mut best: Option<(Exact, Space)> = None;
        for (at, space) in spaces.iter().enumerate() {
            let Some(open) = self.opened((*space).clone(), 0, goal) else {
                continue;
            };
            if at == 0 {
                waiting.all.push(open);
            } else if let Some(value) = open.bound.single()
                && best.as_ref().is_none_or(|(best, _)| value > best)
            {
                best = Some((value.clone(), open.space));
            }
        }
        // The highest bound of what could not be told apart any further.
        let mut stuck: Option<Exact> = None;
        while let Some(open) = waiting.next() {
            if best
                .as_ref()
                .is_some_and(|(value, _)| *value >= open.bound.high)
            {
                break;
            }
            if let Some(value) = open.bound.single() {
                best = Some((value.clone(), open.space));
                break;
            }
            let parts = match self.best_split(&open, facts, &mut left, goal) {
                Parts::Found(parts) => parts,
                Parts::None => {
                    stuck = stuck.max(Some(open.bound.high));
                    continue;
                }
                Parts::OutOfBudget => {
                    stuck = stuck.max(Some(open.bound.high));
                    break;
                }
            };
            for part in parts {
                if let Some(value) = part.bound.single()
                    && best.as_ref().is_none_or(|(best, _)| value > best)
                {
                    best = Some((value.clone(), part.space.clone()));
                }
                waiting.all.push(part);
            }
        }
        let value = best.as_ref().map(|(value, _)| value.clone());
        let bound = value.max(stuck)?;
        Some(Highest {
            bound,
            reached: best,
        })
    }

    fn opened(&self, space: Space, depth: u32, goal: &mut Goal<'_>) -> Option<Open> {
        let mut over = Over::new(self.program, &space);
        let bound = goal(&mut over).filter(|_| !over.is_impossible.get())?;
        Some(Open {
            bound,
            depth,
            space,
        })
    }

    /// The parts of a space by the fact that tells most: whose parts have the lowest bounds, at best
    /// and then altogether.
    fn best_split(
        &self,
        open: &Open,
        facts: &[Fact],
        left: &mut u32,
        goal: &mut Goal<'_>,
    ) -> Parts {
        let mut chosen: Option<((Exact, Exact), Vec<Open>)> = None;
        for fact in facts {
            let ranges = split(self.program, &self.cuts, &open.space, *fact);
            if ranges.is_empty() {
                continue;
            }
            let cost = u32::try_from(ranges.len()).unwrap_or(u32::MAX);
            match left.checked_sub(cost) {
                Some(rest) => *left = rest,
                None => return Parts::OutOfBudget,
            }
            let parts: Vec<Open> = ranges
                .into_iter()
                .filter_map(|range| {
                    self.opened(open.space.with(*fact, range), open.depth + 1, goal)
                })
                .collect();
            let highest = parts.iter().map(|part| part.bound.high.clone()).max();
            let Some(highest) = highest else {
                return Parts::Found(vec![]);
            };
            let width = |part: &Open| &part.bound.high - &part.bound.low;
            let widths = parts.iter().map(width).fold(Exact::ZERO, |a, b| &a + &b);
            let count = Exact::from(parts.len());
            let mean = widths.divided_by(&count).unwrap_or(widths);
            let score = (highest, mean);
            if chosen.as_ref().is_none_or(|(best, _)| score < *best) {
                chosen = Some((score, parts));
            }
        }
        chosen.map_or(Parts::None, |(_, parts)| Parts::Found(parts))
    }
}

/// What a part of the space was cut into.
enum Parts {
    Found(Vec<Open>),
    /// Nothing is left to tell apart.
    None,
    OutOfBudget,
}

/// The facts among what is read.
pub(super) fn facts(program: &Program, uses: &[Use]) -> Vec<Fact> {
    let fact = |one: &Use| match one {
        Use::Field(id) => Some(Fact::Field(*id)),
        Use::Judgement(id) => Some(Fact::Judgement(*id)),
        Use::AssessmentDate => Some(Fact::Date),
        Use::Parameter(id) => {
            let parameter = program.parameters.get(id.0 as usize);
            parameter
                .is_some_and(|parameter| parameter.values.len() > 1)
                .then_some(Fact::Date)
        }
        Use::Definition(_) | Use::Conditions(_) => None,
    };
    let mut facts: Vec<Fact> = vec![];
    for fact in uses.iter().filter_map(fact) {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts
}
