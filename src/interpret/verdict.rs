//! From the total to the grade: what moves it, and in which order.

use crate::domain::{Date, Exact};
use crate::interpret::trace::Verdict;
use crate::interpret::values::Values;
use crate::program::{Grade, Graded, Program, RulingKind, from_worst};

/// The grade of the total, moved by every ruling that holds: a direct grade lifts it; steps down, then
/// bars lower it, never below the lowest band; what a veto or a requirement names is the best that
/// remains.
pub(super) fn verdict(values: &Values<'_>, total: Exact) -> Verdict {
    let program = values.program;
    let day = values.record.assessment_date;
    let by_score = values.earned(program.graded_by.as_ref(), &program.grades, &total);
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

impl Values<'_> {
    /// The grade that a grading gives: by its own value, or by the total.
    pub(super) fn earned(
        &self,
        by: Option<&Graded>,
        grades: &[Grade],
        total: &Exact,
    ) -> Option<u32> {
        let day = self.record.assessment_date;
        match by {
            Some(by) => earned(grades, &self.of(by.value).as_number()?, day),
            None => earned(grades, total, day),
        }
    }
}

/// The grade whose range holds a value.
fn earned(grades: &[Grade], value: &Exact, day: Option<Date>) -> Option<u32> {
    let found = grades.iter().position(|grade| {
        grade
            .range
            .as_ref()
            .is_some_and(|range| range.on(day).holds(value))
    });
    found.and_then(|at| u32::try_from(at).ok())
}

fn moved(program: &Program, day: Option<Date>, by_score: Option<u32>, held: &[u32]) -> Option<u32> {
    if held.is_empty() {
        return by_score;
    }
    let order = from_worst(&program.grades, program.better, day);
    let rank = |grade: u32| order.iter().position(|one| *one == grade);
    let lowest = program
        .grades
        .iter()
        .filter(|one| one.range.is_none())
        .count();
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
            now = now.map(|rank| rank.saturating_sub(steps as usize).max(lowest));
        }
    }
    for kind in kinds() {
        if let (RulingKind::Bar(grade), Some(own)) = (kind, now)
            && let Some(barred) = rank(grade)
        {
            now = Some(own.min(barred.saturating_sub(1).max(lowest)));
        }
    }
    for kind in kinds() {
        if let RulingKind::Veto(grade) | RulingKind::Require(grade) = kind {
            now = now.into_iter().chain(rank(grade)).min();
        }
    }
    order.get(now?).copied()
}
