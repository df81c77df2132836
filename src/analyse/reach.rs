//! The best and the worst that clauses, indicators, sections and the total can reach.

use crate::analyse::interval::Interval;
use crate::analyse::over::Over;
use crate::analyse::search::{Budget, Finder, Highest, facts};
use crate::analyse::space::{Fact, Space};
use crate::domain::Exact;
use crate::program::expr::Part;
use crate::program::{ClauseId, ExprId, IndicatorId, SectionId};

/// What is measured: a clause by the points that it adds, a part by its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A clause.
    Clause(ClauseId),
    /// An indicator, a section, the total.
    Part(Part),
}

/// An end of what can be reached.
#[derive(Debug, Clone, PartialEq)]
pub struct End {
    /// Nothing goes beyond it.
    pub bound: Exact,
    /// What is reached for certain, by every record of a space.
    pub reached: Option<(Exact, Space)>,
}

/// The worst and the best that can be reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// The worst.
    pub low: End,
    /// The best.
    pub high: End,
}

impl End {
    /// Whether the bound is reached.
    pub fn is_decided(&self) -> bool {
        let reached = self.reached.as_ref();
        reached.is_some_and(|(value, _)| *value == self.bound)
    }
}

impl Reach {
    /// What is proved: nothing lies outside.
    pub fn bounds(&self) -> Interval {
        Interval::new(self.low.bound.clone(), self.high.bound.clone())
    }

    /// Whether both ends are reached.
    pub fn is_decided(&self) -> bool {
        self.low.is_decided() && self.high.is_decided()
    }
}

/// What all indicators can reach, and with it the total.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// By the ids of the indicators; over those records where they apply.
    pub indicators: Vec<Option<Reach>>,
    /// By the ids of the sections.
    pub sections: Vec<Option<Reach>>,
    /// The total; nothing where nothing is scored.
    pub total: Option<Reach>,
}

impl Finder<'_> {
    /// What a target can reach in a space; nothing where the space is empty.
    pub fn reach(&self, space: &Space, target: Target, budget: Budget) -> Option<Reach> {
        let facts = self.facts_behind(target);
        let mut goal = |over: &mut Over<'_>| match target {
            Target::Clause(id) => Some(over.clause(id).added()),
            Target::Part(Part::Indicator(id)) => Some(over.indicator(id)),
            Target::Part(part @ (Part::Section(_) | Part::Total)) => {
                over.run(None);
                Some(over.scores.of(part)?.0)
            }
        };
        self.both_ends(&[space], &facts, budget, &mut goal)
    }

    /// The two ends of a goal.
    pub fn both_ends(
        &self,
        spaces: &[&Space],
        facts: &[Fact],
        budget: Budget,
        goal: &mut dyn FnMut(&mut Over<'_>) -> Option<Interval>,
    ) -> Option<Reach> {
        let high = self.highest_from(spaces, facts, budget, goal)?;
        let mut negative = |over: &mut Over<'_>| Some(goal(over)?.negative());
        let low = self.highest_from(spaces, facts, budget, &mut negative)?;
        Some(Reach {
            low: End {
                bound: -&low.bound,
                reached: low.reached.map(|(value, space)| (-&value, space)),
            },
            high: End::from(high),
        })
    }

    /// What every indicator, every section and the total can reach in a space. Indicators are searched
    /// one by one; what is proved of them bounds the rest.
    pub fn survey(&self, space: &Space, budget: Budget) -> Survey {
        let program = self.program;
        let ids = (0u32..)
            .zip(&program.indicators)
            .map(|(at, _)| IndicatorId(at));
        let of_one = |id| self.reach(space, Target::Part(Part::Indicator(id)), budget);
        let indicators: Vec<Option<Reach>> = ids.map(of_one).collect();
        let bounds =
            |reach: &Option<Reach>| reach.as_ref().map_or_else(Interval::unknown, Reach::bounds);
        let limits: Vec<Interval> = indicators.iter().map(bounds).collect();
        let seeds = self.seeds(space, &indicators);
        let spaces = [space, &seeds.0, &seeds.1];
        // One evaluation of a whole tree costs as much as one of each indicator.
        let size = u32::try_from(program.indicators.len()).unwrap_or(u32::MAX);
        let budget = Budget {
            evaluations: budget.evaluations / (1 + size / 16),
        };
        let of_part = |part: Part| {
            let facts = self.facts_behind(Target::Part(part));
            let mut goal = |over: &mut Over<'_>| {
                over.run(Some(&limits));
                Some(over.scores.of(part)?.0)
            };
            self.both_ends(&spaces, &facts, budget, &mut goal)
        };
        let sections = (0u32..).zip(&program.sections).map(|(at, _)| SectionId(at));
        Survey {
            sections: sections.map(|id| of_part(Part::Section(id))).collect(),
            total: program.has_score().then(|| of_part(Part::Total)).flatten(),
            indicators,
        }
    }

    /// Spaces in which every indicator reaches its worst, and its best, as far as they do not ask for
    /// different values of one fact; then the heavier indicator decides.
    fn seeds(&self, space: &Space, indicators: &[Option<Reach>]) -> (Space, Space) {
        let program = self.program;
        let mut order: Vec<(IndicatorId, &Reach)> = (0u32..)
            .map(IndicatorId)
            .zip(indicators)
            .filter_map(|(id, reach)| Some((id, reach.as_ref()?)))
            .collect();
        order.sort_by(|(a, _), (b, _)| {
            let weight = |id: &IndicatorId| &program.indicator(*id).weight;
            weight(b).cmp(weight(a))
        });
        let mut seeds = (space.clone(), space.clone());
        let mut taken: Vec<Fact> = vec![];
        for (id, reach) in order {
            let own = self.facts_behind(Target::Part(Part::Indicator(id)));
            for fact in own {
                if taken.contains(&fact) {
                    continue;
                }
                taken.push(fact);
                for (seed, end) in [(&mut seeds.0, &reach.low), (&mut seeds.1, &reach.high)] {
                    if let Some((_, witness)) = &end.reached {
                        seed.set(fact, witness.range(fact).clone());
                    }
                }
            }
        }
        seeds
    }

    /// The facts that a target depends on.
    pub fn facts_behind(&self, target: Target) -> Vec<Fact> {
        let program = self.program;
        let mut uses = vec![];
        let mut conditions: Vec<ExprId> = vec![];
        let mut clauses: Vec<ClauseId> = vec![];
        let mut sections: Vec<SectionId> = vec![];
        let mut indicators: Vec<IndicatorId> = vec![];
        match target {
            Target::Clause(id) => clauses.push(id),
            Target::Part(Part::Indicator(id)) => indicators.push(id),
            Target::Part(Part::Section(id)) => sections.push(id),
            Target::Part(Part::Total) => sections.extend(program.top_sections().map(|(id, _)| id)),
        }
        while let Some(id) = sections.pop() {
            let section = program.section(id);
            sections.extend(&section.sections);
            indicators.extend(&section.indicators);
            conditions.extend(section.applies.as_ref().map(|applies| applies.condition));
        }
        for id in indicators {
            let indicator = program.indicator(id);
            clauses.extend(&indicator.clauses);
            conditions.extend(indicator.applies.as_ref().map(|applies| applies.condition));
        }
        while let Some(id) = clauses.pop() {
            let clause = program.clause(id);
            clauses.extend(clause.inner());
            uses.extend(clause.uses.iter().copied());
        }
        uses.extend(program.uses_of(conditions));
        facts(program, &uses)
    }
}

impl From<Highest> for End {
    fn from(highest: Highest) -> Self {
        Self {
            bound: highest.bound,
            reached: highest.reached,
        }
    }
}
