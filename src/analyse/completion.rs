//! What evidence that is still incomplete may come to: the worst and the best of all its completions,
//! and which of the open facts decides most.

use std::cmp::Reverse;

use crate::analyse::interval::Interval;
use crate::analyse::over::Over;
use crate::analyse::range::{Flags, Held, Range};
use crate::analyse::reach::{End, Reach, Survey};
use crate::analyse::search::{Budget, Finder};
use crate::analyse::space::{Fact, Space};
use crate::domain::{Exact, KindSet};
use crate::evidence::{Record, Stored};
use crate::program::expr::Part;
use crate::program::{ConditionsId, from_worst};

/// The most evaluations for each end of what a part may come to.
const MOST_EVALUATIONS: usize = 4_000;

/// The most clauses that are evaluated for it, so that a large standard answers too.
const MOST_CLAUSES: usize = 2_000_000;

/// The most names beyond a list that stand in a record made up to show something.
const MOST_OTHERS: u32 = 20;

/// All that a record may still come to.
#[derive(Debug, Clone)]
pub struct Completion {
    /// The scores of all parts.
    pub survey: Survey,
    /// The positions of the grades from the worst to the best that may follow; none where the standard
    /// has none.
    pub grades: Vec<u32>,
    /// Whether the worst and the best of these grades are reached for certain.
    pub grades_are_certain: bool,
    /// By the conditions: what may become of them.
    pub conditions: Vec<Flags>,
    /// What is not given: first what decides the grade, then by how much it moves the total.
    pub open: Vec<OpenFact>,
}

/// A fact that is not given.
#[derive(Debug, Clone)]
pub struct OpenFact {
    /// The fact.
    pub fact: Fact,
    /// The total where all else is at its best: with the worst value of this fact, and with the best.
    pub moves: Option<(Exact, Exact)>,
    /// The positions of the grades that follow from the two, where they differ.
    pub decides: Option<(u32, u32)>,
}

/// What the completions of a record come to.
pub fn complete(finder: &Finder<'_>, record: &Record) -> Completion {
    let program = finder.program;
    let space = Space::completions(program, record);
    let given = Space::at(record);
    let survey = finder.survey(&space, for_each(finder));
    let open: Vec<Fact> = space
        .facts()
        .into_iter()
        .filter(|fact| space.range(*fact) != given.range(*fact))
        .collect();
    let ends = survey.total.as_ref().map(|total| [&total.low, &total.high]);
    let ends = ends.into_iter().flatten();
    let shown: Vec<Space> = ends.filter_map(|end| shown_by(finder, end)).collect();
    let spaces: Vec<&Space> = [&space].into_iter().chain(&shown).collect();
    let ranks = finder.both_ends(&spaces, &open, for_each(finder), &mut ranks);
    let order = from_worst(&program.grades, program.better, record.assessment_date);
    let grades = ranks.as_ref().map(|ranks| between(&order, &ranks.bounds()));
    let mut over = Over::new(program, &space);
    over.run(None);
    let conditions = (0u32..).zip(&program.conditions);
    let conditions = conditions
        .map(|(at, _)| over.met(ConditionsId(at)))
        .collect();
    let best = survey.total.as_ref();
    let best = best.and_then(|total| shown_by(finder, &total.high));
    let mut facts = measured(finder, &space, best.as_ref(), &open);
    facts.sort_by_key(|one| (one.decides.is_none(), Reverse(swing(one))));
    Completion {
        grades_are_certain: ranks.as_ref().is_some_and(Reach::is_decided),
        grades: grades.unwrap_or_default(),
        survey,
        conditions,
        open: facts,
    }
}

/// One record that reaches an end: of what shows it, the first that would be read as evidence.
fn shown_by(finder: &Finder<'_>, end: &End) -> Option<Space> {
    let (_, witness) = end.reached.as_ref()?;
    let records = [witness, &fullest(finder, witness)].map(|space| Space::at(&space.record()));
    records.into_iter().find(|space| {
        let mut over = Over::new(finder.program, space);
        over.run(None);
        let total = over.scores.of(Part::Total);
        let is_same = total.is_some_and(|(total, _)| total.single() == Some(&end.bound));
        is_same && !over.is_impossible.get()
    })
}

/// The same with sets that hold what they may, so that what they bound is allowed, and no judgement
/// beyond what a whole standard gives.
fn fullest(finder: &Finder<'_>, witness: &Space) -> Space {
    let mut full = witness.clone();
    for fact in witness.facts() {
        match (&witness.range(fact).held, fact) {
            (Held::Kinds(kinds), _) => {
                let known = kinds.must.iter().chain(&kinds.may).copied().collect();
                let more = (1..=kinds.more_others.min(MOST_OTHERS)).map(|at| format!("…{at}"));
                let all = KindSet {
                    known,
                    others: kinds.others.iter().cloned().chain(more).collect(),
                    duplicates: vec![],
                };
                full.set(fact, Range::of(&Stored::Kinds(all)));
            }
            (Held::Number(points), Fact::Judgement(_)) => {
                let least = points.low.clone().min(finder.program.scale.1.clone());
                full.set(fact, Range::of(&Stored::Number(least)));
            }
            (_, _) => {}
        }
    }
    full
}

fn for_each(finder: &Finder<'_>) -> Budget {
    let most = MOST_CLAUSES / finder.program.clauses().len().max(1);
    let most = most.clamp(100, MOST_EVALUATIONS);
    Budget {
        evaluations: u32::try_from(most).unwrap_or(u32::MAX),
    }
}

fn swing(one: &OpenFact) -> Exact {
    let moves = one.moves.as_ref();
    moves.map_or(Exact::ZERO, |(worst, best)| best - worst)
}

/// The ranks of the grades that may follow.
fn ranks(over: &mut Over<'_>) -> Option<Interval> {
    over.run(None);
    let (low, high) = over.ranks()?;
    Some(Interval::new(low.into(), high.into()))
}

/// The positions of the grades whose ranks lie between two ends.
fn between(order: &[u32], ranks: &Interval) -> Vec<u32> {
    let ranked = order.iter().enumerate();
    let inside = ranked.filter(|(rank, _)| ranks.holds(&Exact::from(*rank)));
    inside.map(|(_, grade)| *grade).collect()
}

/// What each open fact moves where all others are at their best.
fn measured(
    finder: &Finder<'_>,
    space: &Space,
    best: Option<&Space>,
    open: &[Fact],
) -> Vec<OpenFact> {
    let of_one = |fact: &Fact| {
        let mut one = OpenFact {
            fact: *fact,
            moves: None,
            decides: None,
        };
        if let Some(best) = best {
            let free = best.with(*fact, space.range(*fact).clone());
            one.moves = moves(finder, &free, *fact);
            one.decides = decides(finder, &free, *fact);
        }
        one
    };
    open.iter().map(of_one).collect()
}

/// The lowest and the highest total of a space with one open fact.
fn moves(finder: &Finder<'_>, space: &Space, fact: Fact) -> Option<(Exact, Exact)> {
    let mut goal = |over: &mut Over<'_>| {
        over.run(None);
        Some(over.scores.of(Part::Total)?.0)
    };
    let reach = finder.both_ends(&[space], &[fact], for_each(finder), &mut goal)?;
    Some((reach.low.bound, reach.high.bound))
}

/// The worst and the best grade of a space with one open fact, where they differ.
fn decides(finder: &Finder<'_>, space: &Space, fact: Fact) -> Option<(u32, u32)> {
    let program = finder.program;
    let reach = finder.both_ends(&[space], &[fact], for_each(finder), &mut ranks)?;
    let day = space.record().assessment_date;
    let order = from_worst(&program.grades, program.better, day);
    let ends = between(&order, &reach.bounds());
    let (worst, best) = ends.first().zip(ends.last())?;
    (worst != best).then_some((*worst, *best))
}
