//! Judgements that alone decide: without one of them a grade is out of reach, or the points that it may
//! give leap over a whole grade between two others.

use crate::analyse::findings::{Analyst, Review};
use crate::analyse::mistakes;
use crate::analyse::{Fact, Interval, Over, Range, Space};
use crate::domain::{Exact, Rounding};
use crate::evidence::schema::JudgementId;
use crate::program::expr::Part;
use crate::program::{
    Applies, ClauseId, ClauseKind, Grade, Indicator, IndicatorId, Otherwise, Program,
};
use crate::source::Span;

/// A judgement and the indicator that it stands in.
struct Judged<'p> {
    judgement: JudgementId,
    clause: ClauseId,
    indicator: IndicatorId,
    name: &'p str,
    span: Span,
}

/// What a judgement can move.
pub(super) struct Moved {
    /// The total without it, and with all that it may give, of the same evidence.
    pub(super) totals: (Exact, Exact),
    /// The grades that go with them.
    pub(super) grades: (Option<u32>, Option<u32>),
}

/// In a standard of more judgements none decides alone.
const MOST_JUDGEMENTS: usize = 200;

/// Looks at every judgement of a standard whose total is graded. A standard that is judged throughout is
/// meant to be decided by judgements.
pub(super) fn look(analyst: &Analyst<'_>, review: &mut Review) {
    let program = analyst.program;
    let is_graded = !program.grades.is_empty() && program.graded_by.is_none();
    if !is_graded || program.schema.fields.is_empty() {
        return;
    }
    let bands = middle_bands(&program.grades);
    let all = all(analyst);
    if all.len() > MOST_JUDGEMENTS {
        return;
    }
    let Some(best) = best_total(program, &analyst.whole) else {
        return;
    };
    for judged in all {
        if most(program, &judged).is_some_and(|most| is_too_little(&most, &best, program, &bands)) {
            continue;
        }
        if let Some((grade, best)) = needs(analyst, judged.judgement, &best) {
            let best = best.to_shown_places().to_string();
            let finding = mistakes::needed_judgement(judged.span, judged.name, &grade.name, &best);
            review.findings.push(finding);
            continue;
        }
        let Some(moved) = moved(analyst, &judged) else {
            continue;
        };
        let swing = &moved.totals.1 - &moved.totals.0;
        let leapt = bands.iter().find(|(_, width)| swing >= *width);
        if let Some((grade, width)) = leapt {
            let [low, high] =
                [&moved.totals.0, &moved.totals.1].map(|total| total.to_shown_places().to_string());
            review.findings.push(mistakes::wide_judgement(
                judged.span,
                judged.name,
                (&grade.name, &width.to_string()),
                (&low, &high),
            ));
        }
    }
}

/// The most that a judgement can move the total, where its points simply count with its share: where
/// nothing is rounded and no share goes to others.
fn most(program: &Program, judged: &Judged<'_>) -> Option<Exact> {
    let plain = |rounding: Option<Rounding>, applies: Option<&Applies>| {
        let leaves = applies.is_some_and(|one| one.otherwise == Otherwise::Reweigh);
        rounding.is_none() && !leaves
    };
    let is_plain = program.total.rounding.is_none()
        && program
            .sections
            .iter()
            .all(|one| plain(one.rounding, one.applies.as_ref()))
        && program
            .indicators
            .iter()
            .all(|one| plain(one.rounding, one.applies.as_ref()));
    let clause = program.clause(judged.clause);
    let declared = program.schema.judgements.get(judged.judgement.0 as usize)?;
    let (low, high) = &declared.range;
    let points = high - (&Exact::ZERO).min(low);
    let indicator = program.indicator(judged.indicator);
    let mut open: Vec<ClauseId> = indicator.clauses.clone();
    let mut is_unrounded = true;
    while let Some(id) = open.pop() {
        let one = program.clause(id);
        is_unrounded &= one.rounding.is_none();
        open.extend(one.inner());
    }
    let is_plain = is_plain && is_unrounded && clause.floor.is_none();
    is_plain.then(|| program.contribution(&indicator.weight, indicator.is_extra, &points))
}

/// Whether a move of the total by at most so much neither keeps the best one below a grade nor leaps
/// over one.
fn is_too_little(most: &Exact, best: &Exact, program: &Program, bands: &[(&Grade, Exact)]) -> bool {
    let without = best - most;
    let lows = program.grades.iter().filter_map(|grade| {
        let range = grade.range.as_ref()?;
        range.first.low.as_ref().map(|(low, _)| low)
    });
    let mut crossed = lows.filter(|low| without <= **low && *low <= best);
    crossed.next().is_none() && bands.iter().all(|(_, width)| most < width)
}

/// The highest total that the parts together could have.
fn best_total(program: &Program, space: &Space) -> Option<Exact> {
    let mut over = Over::new(program, space);
    over.run(None);
    over.scores.of(Part::Total).map(|(total, _)| total.high)
}

/// A grade that nobody gets without a judgement, and the best total without it.
fn needs<'p>(
    analyst: &Analyst<'p>,
    judgement: JudgementId,
    with: &Exact,
) -> Option<(&'p Grade, Exact)> {
    let program: &'p Program = analyst.program;
    let absent = Range::MISSING;
    let absent = analyst.whole.with(Fact::Judgement(judgement), absent);
    let without = best_total(program, &absent)?;
    let needs = |grade: &&Grade| {
        let low = grade
            .range
            .as_ref()
            .and_then(|range| range.first.low.as_ref());
        low.is_some_and(|(low, inclusive)| {
            let reaches = |best: &Exact| best > low || *inclusive && best == low;
            reaches(with) && !reaches(&without)
        })
    };
    let grade = program.grades.iter().find(needs)?;
    Some((grade, without))
}

/// Grades between two others, with their widths.
fn middle_bands(grades: &[Grade]) -> Vec<(&Grade, Exact)> {
    let width = |grade: &Grade| {
        let range = &grade.range.as_ref()?.first;
        let ((low, _), (high, _)) = range.low.as_ref().zip(range.high.as_ref())?;
        Some(high - low)
    };
    let of_one = |grade| Some((grade, width(grade)?));
    grades.iter().filter_map(of_one).collect()
}

fn all<'p>(analyst: &Analyst<'p>) -> Vec<Judged<'p>> {
    let program: &'p Program = analyst.program;
    let mut found = vec![];
    for (indicator, one) in analyst.indicators() {
        let mut open: Vec<ClauseId> = one.clauses.clone();
        while let Some(id) = open.pop() {
            let clause = program.clause(id);
            open.extend(clause.inner());
            let ClauseKind::Judge { judgement, .. } = &clause.kind else {
                continue;
            };
            let declared = program.schema.judgements.get(judgement.0 as usize);
            if let Some(declared) = declared {
                found.push(Judged {
                    judgement: *judgement,
                    clause: id,
                    indicator,
                    name: &declared.name,
                    span: clause.origin.span,
                });
            }
        }
    }
    found
}

/// Every judgement with what it can move, where it can move anything.
pub(super) fn swings<'p>(analyst: &Analyst<'p>) -> Vec<(&'p str, Moved)> {
    let all = all(analyst).into_iter();
    all.filter_map(|judged| Some((judged.name, moved(analyst, &judged)?)))
        .collect()
}

/// The most that a judgement can move the total: found in its indicator, shown by scoring.
fn moved(analyst: &Analyst<'_>, judged: &Judged<'_>) -> Option<Moved> {
    let program = analyst.program;
    let indicator: &Indicator = program.indicator(judged.indicator);
    let fact = Fact::Judgement(judged.judgement);
    let is_direct = indicator.clauses.contains(&judged.clause);
    let goal = &mut |over: &mut Over<'_>| {
        let points = over.clause(judged.clause).counted?;
        if !is_direct {
            return Some(points);
        }
        let rest = over.sum_of(&indicator.clauses, Some(judged.clause));
        let room = |points: &Exact, rest: &Exact| {
            let held = |sum: &Exact| sum.min(&indicator.cap).clone();
            &held(&(rest + points)) - &held(rest)
        };
        Some(Interval::new(
            room(&points.low, &rest.high),
            room(&points.high, &rest.low),
        ))
    };
    let facts = analyst.facts_of(indicator);
    let (_, space) = analyst.highest(&analyst.whole, &facts, goal)?.reached?;
    let space = analyst.accepted(&space, &facts);
    let with = space.record();
    let without = space.with(fact, Range::MISSING).record();
    let (low, high) = (analyst.score(&without), analyst.score(&with));
    (low.total < high.total).then_some(Moved {
        totals: (low.total, high.total),
        grades: (low.grade, high.grade),
    })
}
