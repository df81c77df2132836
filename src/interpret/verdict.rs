//! From the total to the grade: what moves it, and in which order.

use crate::domain::{Date, Exact};
use crate::interpret::trace::Verdict;
use crate::interpret::values::Values;
use crate::program::{Grade, Program, RulingKind};

/// The grade of the total, moved by every ruling that holds: a direct grade lifts it, steps down and
/// bars lower it, and what a veto or a requirement names is the best that remains.
pub(super) fn verdict(values: &Values<'_>, total: Exact) -> Verdict {
    let program = values.program;
    let day = values.record.assessment_date;
    let graded = match program.graded_by {
        Some(by) => values.of(by).as_number(),
        None => Some(total.clone()),
    };
    let by_score = graded.and_then(|graded| earned(&program.grades, &graded, day));
    let (mut held, mut not_given) = (vec![], vec![]);
    for (ruling, at) in program.rulings.iter().zip(0u32..) {
        match (values.flag(ruling.condition), ruling.kind) {
            (None, _) => not_given.push(at),
            (Some(holds), RulingKind::Require(_)) if !holds => held.push(at),
            (Some(_), RulingKind::Require(_)) => {}
            (Some(true), _) => held.push(at),
            (Some(false), _) => {}
        }
    }
    let grade = moved(program, day, by_score, &held);
    Verdict {
        total,
        grade,
        grade_by_score: by_score,
        held,
        not_given,
    }
}

/// The grade whose range holds a value.
pub(super) fn earned(grades: &[Grade], value: &Exact, day: Option<Date>) -> Option<u32> {
    let found = grades
        .iter()
        .position(|grade| grade.range.on(day).holds(value));
    found.and_then(|at| u32::try_from(at).ok())
}

fn moved(program: &Program, day: Option<Date>, by_score: Option<u32>, held: &[u32]) -> Option<u32> {
    if held.is_empty() {
        return by_score;
    }
    let order = from_worst(&program.grades, day);
    let rank = |grade: u32| order.iter().position(|one| *one == grade);
    let kinds = || {
        held.iter()
            .filter_map(|at| program.rulings.get(*at as usize))
            .map(|ruling| ruling.kind)
    };
    let mut now = by_score.and_then(rank);
    for kind in kinds() {
        if let RulingKind::Direct(grade) = kind {
            now = now.max(rank(grade));
        }
    }
    for kind in kinds() {
        if let RulingKind::Downgrade(steps) = kind {
            now = now.map(|rank| rank.saturating_sub(steps as usize));
        }
    }
    for kind in kinds() {
        if let (RulingKind::Bar(grade), Some(own)) = (kind, now)
            && let Some(barred) = rank(grade)
        {
            now = Some(own.min(barred.saturating_sub(1)));
        }
    }
    for kind in kinds() {
        if let RulingKind::Veto(grade) | RulingKind::Require(grade) = kind {
            now = now.into_iter().chain(rank(grade)).min();
        }
    }
    order.get(now?).copied()
}

/// The positions of grades from the worst to the best: by the lower ends of their ranges.
pub(super) fn from_worst(grades: &[Grade], day: Option<Date>) -> Vec<u32> {
    let mut order: Vec<(u32, &Grade)> = (0u32..).zip(grades).collect();
    order.sort_by_key(|(_, grade)| {
        let low = grade.range.on(day).low.as_ref();
        low.map(|(low, inclusive)| (low, !inclusive))
    });
    order.into_iter().map(|(at, _)| at).collect()
}
