//! What is said to change a grade, held against the scoring of what it changes.

use chidu::analyse::{
    Aim, Change, Fact, Finder, Way, Ways, changed, judged_step, next_grade, step_of,
};
use chidu::diagnostics::Found;
use chidu::domain::{Exact, KindSet};
use chidu::evidence::{Record, Stored};
use chidu::interpret;
use chidu::program::{Program, from_worst};
use chidu::session;

/// The rank of a record's grade, from the worst.
pub(crate) fn rank(program: &Program, record: &Record) -> Option<usize> {
    let order = from_worst(&program.grades, program.better, record.assessment_date);
    let grade = interpret::score(program, record).grade?;
    order.iter().position(|one| *one == grade)
}

/// All values of a change that are nearer to where it starts, as far as they are neighbours.
fn nearer(program: &Program, change: &Change) -> Vec<Stored> {
    let step = match change.fact {
        Fact::Field(id) => step_of(&program.schema.field(id).unwrap().kind),
        Fact::Judgement(_) | Fact::Date => Some(judged_step()),
    };
    match (&change.from, &change.to) {
        (Stored::Number(from), Stored::Number(to)) => {
            let step = step.unwrap();
            vec![Stored::Number(if to > from {
                to - &step
            } else {
                to + &step
            })]
        }
        (Stored::Missing, Stored::Number(to)) => {
            let range = match change.fact {
                Fact::Field(id) => program
                    .schema
                    .field(id)
                    .unwrap()
                    .kind
                    .bounds()
                    .unwrap()
                    .0
                    .clone(),
                Fact::Judgement(_) | Fact::Date => Exact::ZERO,
            };
            match *to > range {
                true => vec![Stored::Number(to - &step.unwrap())],
                false => vec![Stored::Missing],
            }
        }
        (Stored::Kinds(from), Stored::Kinds(to)) => {
            let kept = to
                .known
                .iter()
                .filter(|one| from.known.contains(one))
                .copied();
            let kept: Vec<u32> = kept.collect();
            let added = to.known.iter().filter(|one| !from.known.contains(one));
            added
                .map(|left_out| {
                    let others = to.known.iter().filter(|one| *one != left_out);
                    let known = others.copied().collect();
                    assert!(kept.len() <= to.known.len());
                    Stored::Kinds(KindSet {
                        known,
                        ..to.clone()
                    })
                })
                .collect()
        }
        (Stored::Rows(from), Stored::Rows(to)) if to.len() > from.len() => (from.len()..to.len())
            .map(|left_out| {
                let mut rows = to.clone();
                rows.remove(left_out);
                Stored::Rows(rows)
            })
            .collect(),
        (from, _) => vec![from.clone()],
    }
}

fn assert_smallest(program: &Program, record: &Record, way: &Way, wanted: usize) {
    let reached = |changes: &[Change]| {
        let record = changed(record, changes);
        let mut found = Found::default();
        interpret::check_judgements(program, &record, &mut found);
        found.is_clean() && rank(program, &record) >= Some(wanted)
    };
    assert!(reached(&way.changes), "{way:?}");
    for (at, change) in way.changes.iter().enumerate() {
        assert_ne!(change.from, change.to);
        let mut fewer = way.changes.clone();
        fewer.remove(at);
        assert!(!reached(&fewer), "{change:?} can be left out of {way:?}");
        for smaller in nearer(program, change) {
            let mut less = way.changes.clone();
            less.get_mut(at).unwrap().to = smaller.clone();
            assert!(!reached(&less), "{smaller:?} is enough in {way:?}");
        }
    }
}

/// The ways from a record to the next better grade, each of which reaches it while nothing smaller does;
/// nothing where it has the best.
pub(crate) fn to_next_grade(program: &Program, record: &Record) -> Option<Ways> {
    let trace = session::score(program, record);
    let (_, wanted) = next_grade(program, record, trace.verdict.grade)?;
    let finder = Finder::new(program);
    let ways = session::ways(&finder, (record, &trace), Aim::Grade(wanted));
    for way in ways.single.iter().chain(&ways.together) {
        assert_smallest(program, record, way, wanted);
    }
    Some(ways)
}
