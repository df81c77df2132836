//! Full marks that no evidence reaches, and points that a cap always swallows.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::findings::{Analyst, Possible, Review, words};
use crate::analyse::mistakes::{self, Part};
use crate::analyse::{Fact, Highest, Interval, Over};
use crate::diagnostics::{Code, Say, say};
use crate::domain::Exact;
use crate::domain::standard::GroupRule;
use crate::program::{Adding, ClauseId, ClauseKind, ExprId, Indicator, IndicatorId, SectionId};
use crate::source::Span;

/// Looks at every indicator, and at what several can reach together. Those in `idle` hold a line that
/// can never count, which is the reason.
pub(super) fn look(analyst: &Analyst<'_>, idle: &BTreeSet<IndicatorId>, review: &mut Review) {
    let over = Over::new(analyst.program, &analyst.whole);
    let mut short = BTreeSet::new();
    for (id, indicator) in analyst.indicators() {
        if idle.contains(&id) || falls_short(analyst, &over, (id, indicator), review) {
            short.insert(id);
        }
        let cap = Cap {
            span: indicator.origin.span,
            most: &indicator.cap,
        };
        swallowed(analyst, &over, &indicator.clauses, &cap, review);
    }
    together(analyst, &short, review);
}

/// Whether the full mark of an indicator is out of reach, or may be.
fn falls_short(
    analyst: &Analyst<'_>,
    over: &Over<'_>,
    (id, indicator): (IndicatorId, &Indicator),
    review: &mut Review,
) -> bool {
    let full = full_of(indicator);
    let roots = analyst.roots(indicator);
    let seen = over.indicator(id);
    if seen.high >= full && analyst.is_plain(&roots) {
        return false;
    }
    let facts = analyst.facts(&indicator.clauses, &roots);
    let goal = &mut |over: &mut Over<'_>| {
        let score = over.indicator(id);
        // Beyond the full mark nothing more is asked for.
        Some(score.mapped(|score| score.min(&full).clone()))
    };
    let Some(best) = analyst.highest(&analyst.whole, &facts, goal) else {
        return false;
    };
    // The corners of the space are quick to look at, and far from the evidence that people know.
    let found = (best.bound < full).then(|| analyst.without_corners(&facts, goal));
    let found = found.flatten().filter(Highest::is_decided);
    let best = found.unwrap_or(best);
    let part = Part::Indicator(&indicator.name);
    report(
        analyst,
        (indicator.origin.span, part),
        (&full, &best, &facts),
        review,
    )
}

/// Reports a full mark that lies beyond a bound.
fn report(
    analyst: &Analyst<'_>,
    (span, part): (Span, Part<'_>),
    (full, best, facts): (&Exact, &Highest, &[Fact]),
    review: &mut Review,
) -> bool {
    if best.bound < *full {
        let by = best.reached.as_ref().filter(|_| best.is_decided());
        let by = by.and_then(|(_, space)| words::beside(analyst.program, &space.record(), facts));
        let numbers = (full.to_string(), best.bound.to_shown_places().to_string());
        let finding = mistakes::full_mark(span, part, (&numbers.0, &numbers.1), by.as_ref());
        review.findings.push(finding);
        return true;
    }
    let is_reached = best
        .reached
        .as_ref()
        .is_some_and(|(value, _)| value >= full);
    if !is_reached {
        let Say { zh, en } = part.say();
        let what = say!(zh "{zh}能不能得满分", en "whether {en} can reach its full mark");
        review.open(Code::FullMarkOutOfReach, span, what);
    }
    !is_reached
}

/// The full mark, or what its rounding leaves of it.
fn full_of(indicator: &Indicator) -> Exact {
    match indicator.rounding {
        Some(rounding) => indicator.cap.rounded(rounding).min(indicator.cap.clone()),
        None => indicator.cap.clone(),
    }
}

// ---- what several reach together ----------------------------------------------------------------------

/// Indicators that read the same facts may each reach their full mark and yet not together.
fn together(analyst: &Analyst<'_>, short: &BTreeSet<IndicatorId>, review: &mut Review) {
    for group in groups(analyst) {
        if group.len() < 2 || group.iter().any(|id| short.contains(id)) {
            continue;
        }
        group_falls_short(analyst, &group, review);
    }
}

/// Indicators, those that share a fact in one group.
fn groups(analyst: &Analyst<'_>) -> Vec<Vec<IndicatorId>> {
    let mut group_of: BTreeMap<IndicatorId, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<IndicatorId>> = vec![];
    let mut holder: BTreeMap<Fact, IndicatorId> = BTreeMap::new();
    for (id, indicator) in analyst.indicators() {
        let mut own = groups.len();
        groups.push(vec![id]);
        group_of.insert(id, own);
        for fact in analyst.facts_of(indicator) {
            let Some(other) = holder.insert(fact, id) else {
                continue;
            };
            let Some(&at) = group_of.get(&other).filter(|at| **at != own) else {
                continue;
            };
            // The smaller group joins the larger one.
            let size = |at: usize| groups.get(at).map_or(0, Vec::len);
            let (from, to) = if size(at) > size(own) {
                (own, at)
            } else {
                (at, own)
            };
            let moved = groups.get_mut(from).map(std::mem::take).unwrap_or_default();
            for one in &moved {
                group_of.insert(*one, to);
            }
            if let Some(group) = groups.get_mut(to) {
                group.extend(moved);
            }
            own = to;
        }
    }
    groups
}

fn group_falls_short(analyst: &Analyst<'_>, group: &[IndicatorId], review: &mut Review) {
    let program = analyst.program;
    let mut facts: Vec<Fact> = vec![];
    for id in group {
        let own = analyst.facts_of(program.indicator(*id));
        facts.extend(
            own.into_iter()
                .filter(|fact| !facts.contains(fact))
                .collect::<Vec<_>>(),
        );
    }
    let share = |id: &IndicatorId, score: &Exact| {
        let indicator = program.indicator(*id);
        program.contribution(&indicator.weight, indicator.is_extra, score)
    };
    let counts = |id: &&IndicatorId| !program.indicator(**id).is_extra;
    let full = group.iter().filter(counts).fold(Exact::ZERO, |sum, id| {
        &sum + &share(id, &program.indicator(*id).cap)
    });
    let goal = &mut |over: &mut Over<'_>| {
        let all = group.iter().filter(counts).map(|id| {
            let cap = &program.indicator(*id).cap;
            let score = over.indicator(*id).mapped(|score| score.min(cap).clone());
            score.mapped(|score| share(id, score))
        });
        Some(all.fold(Interval::ZERO, |sum, one| {
            Interval::new(&sum.low + &one.low, &sum.high + &one.high)
        }))
    };
    let cost = u32::try_from(group.len()).unwrap_or(u32::MAX);
    let Some(best) = analyst.highest_at(&analyst.whole, &facts, cost, goal) else {
        return;
    };
    let (place, whole) = holding(analyst, group);
    // What the others add is theirs in full.
    let lost = &full - &best.bound;
    let scaled = |mark: &Exact| match whole.1.is_zero() {
        true => mark.clone(),
        false => mark.divided_by(&whole.1).unwrap_or_else(|| mark.clone()),
    };
    let best = Highest {
        bound: &whole.0 - &scaled(&lost),
        reached: best
            .reached
            .map(|(value, space)| (&whole.0 - &scaled(&(&full - &value)), space)),
    };
    report(analyst, place, (&whole.0, &best, &facts), review);
}

/// The smallest part that holds a group; with its full mark, and what its score is multiplied by.
fn holding<'p>(analyst: &Analyst<'p>, group: &[IndicatorId]) -> ((Span, Part<'p>), (Exact, Exact)) {
    let program = analyst.program;
    let above = |id: &IndicatorId| {
        let mut all = vec![];
        let mut next = Some(program.indicator(*id).section);
        while let Some(at) = next {
            all.push(at);
            next = program.section(at).parent;
        }
        all
    };
    let first = group.first().map(above).unwrap_or_default();
    let holds = |at: &&SectionId| group.iter().all(|id| above(id).contains(*at));
    match first.iter().find(holds) {
        Some(at) => {
            let section = program.section(*at);
            let place = (section.origin.span, Part::Section(&section.name));
            match program.adding {
                Adding::Weights if !section.is_extra => {
                    (place, (program.scale.1.clone(), section.weight.clone()))
                }
                Adding::Weights | Adding::Points => (place, (section.weight.clone(), Exact::ONE)),
            }
        }
        None => {
            let place = (program.info.standard_span, Part::Total);
            (place, (program.scale.1.clone(), Exact::ONE))
        }
    }
}

// ---- what a cap swallows --------------------------------------------------------------------------------

/// The bound of a sum, and where it stands.
struct Cap<'c> {
    span: Span,
    most: &'c Exact,
}

fn swallowed(
    analyst: &Analyst<'_>,
    over: &Over<'_>,
    clauses: &[ClauseId],
    cap: &Cap<'_>,
    review: &mut Review,
) {
    for id in clauses {
        let clause = analyst.program.clause(*id);
        if let ClauseKind::Group {
            rule: GroupRule::Sum,
            clauses,
        } = &clause.kind
            && let Some(most) = &clause.cap
        {
            let own = Cap {
                span: clause.origin.span,
                most,
            };
            swallowed(analyst, over, clauses, &own, review);
        }
    }
    if clauses.len() < 2 || clauses.len() > MOST_SIBLINGS {
        return;
    }
    for id in clauses {
        let clause = analyst.program.clause(*id);
        if matches!(
            clause.kind,
            ClauseKind::Override { .. } | ClauseKind::Formula(_)
        ) {
            continue;
        }
        match can_add(analyst, over, (clauses, *id), cap.most) {
            Possible::Here(_) => {}
            Possible::Never => {
                let most = cap.most.to_string();
                let finding = mistakes::swallowed(clause.origin.span, (cap.span, &most));
                review.findings.push(finding);
            }
            Possible::Open => {
                let what = say!(
                    zh "这一条的分会不会总被封顶吞掉",
                    en "whether a cap always swallows these points"
                );
                review.open(Code::Swallowed, clause.origin.span, what);
            }
        }
    }
}

/// Sums of more clauses are not looked through.
const MOST_SIBLINGS: usize = 200;

/// Whether a clause can move a bounded sum upwards. Where it can never give a point, that is another
/// finding.
fn can_add(
    analyst: &Analyst<'_>,
    over: &Over<'_>,
    (clauses, id): (&[ClauseId], ClauseId),
    cap: &Exact,
) -> Possible {
    let adds = |over: &Over<'_>| {
        let points = over.clause(id).added();
        let rest = over.sum_of(clauses, Some(id));
        let may = points.high > Exact::ZERO && rest.low < *cap;
        let must = points.low > Exact::ZERO && rest.high < *cap;
        (may, must)
    };
    let (may, must) = adds(over);
    if over.clause(id).added().high <= Exact::ZERO || must {
        return Possible::Here(analyst.whole.clone());
    }
    let mut roots: Vec<ExprId> = vec![];
    analyst.add_roots(clauses, &mut roots);
    if may && analyst.is_plain(&roots) {
        return Possible::Here(analyst.whole.clone());
    }
    if !may {
        return Possible::Never;
    }
    let facts = analyst.facts(clauses, &roots);
    let answer = analyst.possible(&analyst.whole, &facts, &mut |over| adds(over));
    if matches!(answer, Possible::Never) && !ever_gives(analyst, (&facts, id)) {
        return Possible::Here(analyst.whole.clone());
    }
    answer
}

/// Whether a clause gives points for some evidence.
fn ever_gives(analyst: &Analyst<'_>, (facts, id): (&[Fact], ClauseId)) -> bool {
    let gives = &mut |over: &mut Over<'_>| {
        let points = over.clause(id).added();
        (points.high > Exact::ZERO, points.low > Exact::ZERO)
    };
    let found = analyst.possible(&analyst.whole, facts, gives);
    matches!(found, Possible::Here(_))
}
