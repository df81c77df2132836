//! Grades that nobody can get.

use std::collections::BTreeSet;

use crate::analyse::findings::{Analyst, Possible, Review};
use crate::analyse::mistakes;
use crate::analyse::{Fact, Interval, Over, Range, Space};
use crate::diagnostics::{Code, say};
use crate::domain::Exact;
use crate::evidence::Record;
use crate::program::expr::Part;
use crate::program::{RulingKind, from_worst};

/// The most records that are scored on the way from the worst to the best evidence.
const MOST_STEPS: usize = 400;
/// The most clauses that are scored on that way.
const MOST_WORK: usize = 200_000;

/// Looks at the grades of the verdict that have a band: first whether a record on the way from the worst
/// to the best evidence has them, and only then whether any record can.
pub(super) fn look(analyst: &Analyst<'_>, review: &mut Review) {
    let program = analyst.program;
    let mut missing: BTreeSet<u32> = (0u32..)
        .zip(&program.grades)
        .filter(|(_, grade)| grade.range.is_some())
        .map(|(at, _)| at)
        .collect();
    if missing.is_empty() || !program.has_score() {
        return;
    }
    for record in on_the_way(analyst) {
        if let Some(grade) = analyst.score(&record).grade {
            missing.remove(&grade);
        }
        if missing.is_empty() {
            return;
        }
    }
    let facts = all_facts(analyst);
    let cost = u32::try_from(program.clauses().len()).unwrap_or(u32::MAX);
    for at in missing {
        let Some(grade) = program.grades.get(at as usize) else {
            continue;
        };
        let span = grade.origin.span;
        match possible(analyst, (&facts, cost), at) {
            Possible::Here(_) => {}
            Possible::Never => {
                let range = value_range(analyst);
                let [low, high] =
                    [&range.low, &range.high].map(|end| end.to_shown_places().to_string());
                let finding = mistakes::grade_out_of_reach(span, &grade.name, (&low, &high));
                review.findings.push(finding);
            }
            Possible::Open => {
                let name = &grade.name;
                let what = say!(
                    zh "有没有人评得上 `{name}`",
                    en "whether anybody can get the grade `{name}`"
                );
                review.open(Code::GradeOutOfReach, span, what);
            }
        }
    }
}

/// Whether some record has a grade. Where the verdict grades the total and no line lifts a grade, a
/// total within its band must be possible.
fn possible(analyst: &Analyst<'_>, (facts, cost): (&[Fact], u32), at: u32) -> Possible {
    let program = analyst.program;
    let order = from_worst(&program.grades, program.better, None);
    let Some(rank) = order.iter().position(|one| *one == at) else {
        return Possible::Open;
    };
    let goal = &mut |over: &mut Over<'_>| {
        over.run(None);
        let (low, high) = over.ranks()?;
        let may = low <= rank && rank <= high;
        let is_sure = low == rank && high == rank;
        match (may, is_sure) {
            (false, _) => None,
            (true, true) => Some(Interval::one(Exact::ONE)),
            (true, false) => Some(Interval::new(Exact::ZERO, Exact::ONE)),
        }
    };
    match analyst.highest_at(&analyst.whole, facts, cost, goal) {
        None => Possible::Never,
        Some(found) => match found.reached {
            Some((value, space)) if value == Exact::ONE => Possible::Here(space),
            Some(_) | None => Possible::Open,
        },
    }
}

/// What the graded value may be, as far as one look tells.
fn value_range(analyst: &Analyst<'_>) -> Interval {
    let mut over = Over::new(analyst.program, &analyst.whole);
    over.run(None);
    let by = analyst.program.graded_by.as_ref();
    let value = match by {
        Some(by) => over.range(by.value).as_number(),
        None => over.scores.of(Part::Total).map(|(total, _)| total),
    };
    value.unwrap_or(Interval::ZERO)
}

fn all_facts(analyst: &Analyst<'_>) -> Vec<Fact> {
    let program = analyst.program;
    let mut facts = vec![];
    let mut seen = BTreeSet::new();
    let mut add = |own: Vec<Fact>| {
        facts.extend(own.into_iter().filter(|fact| seen.insert(*fact)));
    };
    for (_, indicator) in analyst.indicators() {
        add(analyst.facts_of(indicator));
    }
    let rulings = program.rulings.iter();
    let rulings = rulings.filter(|one| !matches!(one.kind, RulingKind::Downgrade(0)));
    add(analyst.finder.facts_of(rulings.map(|one| one.condition)));
    let sections = program.sections.iter();
    let applies = sections.filter_map(|one| one.applies.as_ref());
    add(analyst.finder.facts_of(applies.map(|one| one.condition)));
    add(analyst
        .finder
        .facts_of(program.graded_by.as_ref().map(|by| by.value)));
    facts
}

/// The record of the worst scores of all indicators, then one fact after the other as for the best, with
/// what lies between for numbers.
fn on_the_way(analyst: &Analyst<'_>) -> impl Iterator<Item = Record> {
    let (mut low, mut high) = (analyst.whole.clone(), analyst.whole.clone());
    let mut facts: Vec<Fact> = vec![];
    let mut seen = BTreeSet::new();
    for (id, indicator) in analyst.indicators() {
        let own = analyst.facts_of(indicator);
        let (best, worst) = analyst.ends(id);
        for fact in own.into_iter().filter(|fact| seen.insert(*fact)) {
            for (space, found) in [(&mut low, &worst), (&mut high, &best)] {
                if let Some(at) = found {
                    space.set(fact, at.range(fact).clone());
                }
            }
            facts.push(fact);
        }
    }
    let first = harmless(analyst, low);
    let high = harmless(analyst, high);
    let mut now: Space = first.clone();
    let mut way = vec![first];
    let clauses = analyst.program.clauses().len().max(1);
    let most = (MOST_WORK / clauses).min(MOST_STEPS);
    for fact in facts {
        if way.len() >= most {
            break;
        }
        for part in between(analyst, &high, fact) {
            way.push(now.with(fact, part));
        }
        now.set(fact, high.range(fact).clone());
        way.push(now.clone());
    }
    way.truncate(most);
    way.push(high);
    way.into_iter().map(|space| space.record())
}

/// A few values of a fact, so that a total that one field decides takes more than two values.
fn between(analyst: &Analyst<'_>, space: &Space, fact: Fact) -> Vec<Range> {
    let mut free = space.clone();
    free.free(analyst.program, fact);
    let values = analyst.finder.values(&free, fact).into_iter();
    values.take(40).map(|value| Range::of(&value)).collect()
}

/// The same where no ruling lowers or lifts the grade, as far as facts that score nothing can tell.
fn harmless(analyst: &Analyst<'_>, space: Space) -> Space {
    let mut space = space;
    for ruling in &analyst.program.rulings {
        if analyst.reads_scores(ruling.condition) {
            continue;
        }
        let wanted = matches!(ruling.kind, RulingKind::Require(_));
        let facts = analyst.finder.facts_of([ruling.condition]);
        let goal = &mut |over: &mut Over<'_>| {
            let flags = over.flags(ruling.condition);
            let (may, never) = match wanted {
                true => (flags.yes || flags.missing, flags.no),
                false => (flags.no || flags.missing, flags.yes),
            };
            (may, !never)
        };
        if let Possible::Here(found) = analyst.possible(&space, &facts, goal) {
            space = found;
        }
    }
    space
}
