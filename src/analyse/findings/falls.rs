//! Falls: a better value of a field, all else equal, and a lower score. What only falls is a penalty
//! and is meant; it must rise elsewhere.

use std::collections::BTreeSet;

use crate::analyse::findings::direction::{Direction, Rising};
use crate::analyse::findings::{Analyst, Review, profile, words};
use crate::analyse::mistakes;
use crate::analyse::{Fact, Over, Step};
use crate::diagnostics::{Code, say};
use crate::domain::Exact;
use crate::evidence::{FieldKind, Record, Stored};
use crate::program::{Indicator, IndicatorId};

/// A trend asks a question for each pair of neighbouring values.
const TREND: u32 = 64;

/// Looks at every fact in which values are better or worse, in every indicator but those in `idle`,
/// which hold a line that is wrong by itself.
pub(super) fn look(analyst: &Analyst<'_>, idle: &BTreeSet<IndicatorId>, review: &mut Review) {
    let over = Over::new(analyst.program, &analyst.whole);
    for (id, indicator) in analyst.indicators().filter(|(id, _)| !idle.contains(id)) {
        let facts = analyst.facts_of(indicator);
        for fact in &facts {
            let may_turn = is_ordered(analyst, *fact)
                && Rising::new(&over, *fact).indicator(indicator) == Direction::Mixed;
            if may_turn {
                of_fact(analyst, (id, indicator), (*fact, &facts), review);
            }
        }
    }
}

/// Whether the values of a fact are better and worse: numbers, and choices in an order.
pub(super) fn is_ordered(analyst: &Analyst<'_>, fact: Fact) -> bool {
    let Fact::Field(id) = fact else {
        return false;
    };
    let schema = &analyst.program.schema;
    schema.field(id).is_some_and(|field| match &field.kind {
        FieldKind::Count { .. }
        | FieldKind::Number { .. }
        | FieldKind::Percent { .. }
        | FieldKind::Money { .. } => true,
        FieldKind::Choice { list } => schema.list(*list).is_some_and(|list| list.ordered),
        FieldKind::Flag
        | FieldKind::Kinds { .. }
        | FieldKind::Date
        | FieldKind::Text
        | FieldKind::Records { .. } => false,
    })
}

/// A value and its score, and a better value of a lower score, beside a record.
struct Fall {
    before: (Stored, Exact),
    behind: (Stored, Exact),
    record: Record,
}

fn of_fact(
    analyst: &Analyst<'_>,
    (id, indicator): (IndicatorId, &Indicator),
    (fact, facts): (Fact, &[Fact]),
    review: &mut Review,
) {
    let budget = analyst.budget(TREND);
    let trend = analyst.finder.trend(&analyst.whole, id, fact, budget);
    analyst.spend(budget.evaluations);
    let by_trend = trend.fall.filter(|_| trend.rise_beside_fall.is_some());
    let found = by_trend.map(|step| shown(analyst, id, (fact, step)));
    let found = found.or_else(|| {
        let mut contexts = analyst.contexts(id, facts).into_iter();
        contexts.find_map(|record| along(analyst, id, fact, record))
    });
    match found {
        Some(fall) => report(analyst, indicator, (fact, facts, &fall), review),
        None if trend.is_decided && !analyst.is_computed_with(indicator, fact) => {}
        None => {
            let name = words::name(analyst.program, fact).unwrap_or_default();
            let indicator_name = &indicator.name;
            let what = say!(
                zh "`{name}` 变好时指标 `{indicator_name}` 会不会降",
                en "whether the indicator `{indicator_name}` can fall where `{name}` gets better"
            );
            review.open(Code::Fall, indicator.origin.span, what);
        }
    }
}

/// A fall that the trend shows, from a rounder value where one scores the same.
fn shown(analyst: &Analyst<'_>, id: IndicatorId, (fact, step): (Fact, Step)) -> Fall {
    let record = step.space.record();
    let profile = profile::along(analyst, id, &record, fact);
    profile.fall().map_or_else(
        || Fall {
            before: (step.from, step.before),
            behind: (step.to, step.after),
            record: record.clone(),
        },
        |fall| Fall {
            before: fall.before,
            behind: fall.behind,
            record: record.clone(),
        },
    )
}

fn along(analyst: &Analyst<'_>, id: IndicatorId, fact: Fact, record: Record) -> Option<Fall> {
    let fall = profile::along(analyst, id, &record, fact).fall()?;
    Some(Fall {
        before: fall.before,
        behind: fall.behind,
        record,
    })
}

fn report(
    analyst: &Analyst<'_>,
    indicator: &Indicator,
    (fact, facts, fall): (Fact, &[Fact], &Fall),
    review: &mut Review,
) {
    let program = analyst.program;
    let Some(name) = words::name(program, fact) else {
        return;
    };
    let value = |value: &Stored| words::value(program, fact, value);
    let (before, behind) = (value(&fall.before.0), value(&fall.behind.0));
    let scores = [&fall.before.1, &fall.behind.1].map(|score| score.to_shown_places().to_string());
    let [score, fallen] = &scores;
    let others: Vec<Fact> = facts
        .iter()
        .copied()
        .filter(|other| *other != fact)
        .collect();
    let beside = words::beside(program, &fall.record, &others);
    let finding = mistakes::fall(
        indicator.origin.span,
        (&name, &indicator.name),
        ((&before, score), (&behind, fallen)),
        beside.as_ref(),
    );
    review.findings.push(finding);
}
