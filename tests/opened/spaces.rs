//! The evaluation over many records at once beside the scoring of one of them.

use chidu::analyse::{Interval, Over, Space};
use chidu::domain::Exact;
use chidu::evidence::Record;
use chidu::interpret::State;
use chidu::program::expr::Part;
use chidu::program::{ClauseId, ClauseKind, IndicatorId, Program, SectionId, from_worst};
use chidu::session;

/// Fails unless the scores over a space hold those of a record, and are those alone where it is one.
pub(crate) fn holds(program: &Program, space: &Space, record: &Record, is_one: bool, place: &str) {
    let trace = session::score(program, record);
    let mut over = Over::new(program, space);
    let check = |name: String, interval: Interval, value: &Exact| {
        assert!(
            interval.holds(value),
            "{place}: {name}: {value} not in {interval:?}"
        );
        assert!(
            !is_one || interval.single() == Some(value),
            "{place}: {name}: {interval:?}"
        );
    };
    for (at, clause) in (0u32..).zip(program.clauses()) {
        let traced = trace.clauses.get(at as usize).unwrap();
        let is_set = matches!(clause.kind, ClauseKind::Override { .. });
        if is_set || traced.outcome.word() == "not_applicable" {
            continue;
        }
        check(
            clause.origin.text.clone(),
            over.clause(ClauseId(at)).added(),
            &traced.points,
        );
    }
    for (at, traced) in (0u32..).zip(&trace.indicators) {
        if traced.state == State::Out {
            continue;
        }
        let indicator = program.indicator(IndicatorId(at));
        let section = trace.sections.get(indicator.section.0 as usize).unwrap();
        if section.state == State::Applies {
            check(
                indicator.name.clone(),
                over.indicator(IndicatorId(at)),
                &traced.score,
            );
        }
    }
    over.run(None);
    if program.has_score() {
        let total = over.score(Part::Total).unwrap();
        check("total".into(), total, &trace.verdict.total);
    }
    for (at, section) in (0u32..).zip(&program.sections) {
        let traced = trace.sections.get(at as usize).unwrap();
        if traced.state == State::Applies {
            let score = over.score(Part::Section(SectionId(at))).unwrap();
            check(section.name.clone(), score, &traced.score(&section.weight));
        }
    }
    if let Some(grade) = trace.verdict.grade {
        let order = from_worst(&program.grades, program.better, record.assessment_date);
        let rank = order.iter().position(|one| *one == grade).unwrap();
        let (low, high) = over.ranks().unwrap();
        assert!(low <= rank && rank <= high, "{place}: {low} {rank} {high}");
        assert!(!is_one || low == high, "{place}: {low} to {high}");
    }
}

/// The same for the record alone and for spaces in which some of its facts are free.
pub(crate) fn hold(program: &Program, record: &Record, place: &str) {
    let alone = Space::at(record);
    holds(program, &alone, record, true, place);
    holds(program, &Space::whole(program), record, false, place);
    let facts = alone.facts();
    for (at, fact) in facts.iter().enumerate() {
        let mut space = alone.clone();
        space.free(program, *fact);
        space.free(program, *facts.get((at * 7 + 3) % facts.len()).unwrap());
        holds(program, &space, record, false, &format!("{place} {fact:?}"));
    }
}
