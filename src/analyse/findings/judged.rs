//! Judgements that alone decide: without one of them a grade is out of reach, or the points that it may
//! give leap over a whole grade between two others.

use crate::analyse::findings::{Analyst, Review};
use crate::analyse::mistakes;
use crate::analyse::{Fact, Interval, Over, Range, Space};
use crate::domain::Exact;
use crate::evidence::schema::JudgementId;
use crate::program::expr::Part;
use crate::program::{ClauseId, ClauseKind, Grade, Indicator, IndicatorId, Program};
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
    for judged in all {
        if let Some((grade, best)) = needs(analyst, judged.judgement) {
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

/// A grade that nobody gets without a judgement, and the best total without it.
fn needs<'p>(analyst: &Analyst<'p>, judgement: JudgementId) -> Option<(&'p Grade, Exact)> {
    let program: &'p Program = analyst.program;
    let best = |space: &Space| {
        let mut over = Over::new(program, space);
        over.run(None);
        over.scores.of(Part::Total).map(|(total, _)| total.high)
    };
    let with = best(&analyst.whole)?;
    let without = best(
        &analyst
            .whole
            .with(Fact::Judgement(judgement), Range::MISSING),
    )?;
    let needs = |grade: &&Grade| {
        let low = grade
            .range
            .as_ref()
            .and_then(|range| range.first.low.as_ref());
        low.is_some_and(|(low, inclusive)| {
            let reaches = |best: &Exact| best > low || *inclusive && best == low;
            reaches(&with) && !reaches(&without)
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
