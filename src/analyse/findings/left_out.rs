//! Evidence that it pays to leave out: an optional field, or an optional column of a row, some value of
//! which scores less than its absence does. Where the check has said so of a clause, it is not said again.

use std::collections::BTreeSet;

use crate::analyse::findings::{Analyst, Review, profile, words};
use crate::analyse::mistakes;
use crate::analyse::space::lowest;
use crate::analyse::{Fact, Held, Range, Space};
use crate::diagnostics::{Code, Diagnostic, Say};
use crate::domain::Exact;
use crate::evidence::{Field, FieldId, Presence, Record, Stored};
use crate::program::{ClauseId, ClauseKind, Indicator, IndicatorId, Use};
use crate::source::Span;

/// The most records of one profile that are scored.
const MOST_SCORED: usize = 120;

/// Looks at every indicator that reads something optional.
pub(super) fn look(analyst: &Analyst<'_>, known: &[Diagnostic], review: &mut Review) {
    let penalty = |found: &&Diagnostic| found.code == Code::OptionalPenalty;
    let accepted = analyst.program.accepted.iter();
    let accepted = accepted.filter(|one| one.code == Code::OptionalPenalty);
    let said: Vec<Span> = known
        .iter()
        .filter(penalty)
        .map(Diagnostic::span)
        .chain(accepted.map(|one| one.meant))
        .collect();
    let mut found = BTreeSet::new();
    for (id, indicator) in analyst.indicators() {
        let fields = optional(analyst, indicator);
        if fields.is_empty() {
            continue;
        }
        let facts = analyst.facts_of(indicator);
        let contexts = analyst.contexts(id, &facts);
        for field in fields {
            if is_said(analyst, &indicator.clauses, field, &said) {
                continue;
            }
            let Some(escape) = escape(analyst, id, field, &contexts) else {
                continue;
            };
            if found.insert(escape.span) {
                review.findings.push(escape.finding(indicator));
            }
        }
    }
}

/// The fields of an indicator that may be left out, in whole or in a column.
fn optional(analyst: &Analyst<'_>, indicator: &Indicator) -> Vec<FieldId> {
    let facts = analyst.facts_of(indicator).into_iter();
    let field = |fact| match fact {
        Fact::Field(id) => Some(id),
        Fact::Judgement(_) | Fact::Date => None,
    };
    let is_optional = |id: &FieldId| {
        let field = analyst.program.schema.field(*id);
        field.is_some_and(|field| {
            field.presence == Presence::Optional
                || field
                    .kind
                    .columns()
                    .iter()
                    .any(|column| column.presence == Presence::Optional)
        })
    };
    facts.filter_map(field).filter(is_optional).collect()
}

/// Whether a clause that reads a field was spoken of.
fn is_said(analyst: &Analyst<'_>, clauses: &[ClauseId], field: FieldId, said: &[Span]) -> bool {
    clauses.iter().any(|id| {
        let clause = analyst.program.clause(*id);
        let bands = match &clause.kind {
            ClauseKind::Bands { bands, .. } => bands.as_slice(),
            ClauseKind::Base(_)
            | ClauseKind::Award { .. }
            | ClauseKind::Override { .. }
            | ClauseKind::Per { .. }
            | ClauseKind::Linear(_)
            | ClauseKind::Group { .. }
            | ClauseKind::Choose { .. }
            | ClauseKind::Formula(_)
            | ClauseKind::Judge { .. } => &[],
        };
        let spans = bands.iter().map(|band| band.origin.span);
        let spans: Vec<Span> = spans.chain([clause.origin.span]).collect();
        let is_of = |said: &Span| {
            spans
                .iter()
                .any(|span| span.holds(*said) || said.holds(*span))
        };
        clause.uses.contains(&Use::Field(field)) && said.iter().any(is_of)
            || is_said(analyst, clause.inner(), field, said)
    })
}

/// A value that scores less than its absence.
struct Escape {
    name: String,
    span: Span,
    value: Say,
    score: Exact,
    without: Exact,
}

impl Escape {
    fn finding(&self, indicator: &Indicator) -> Diagnostic {
        let [score, without] =
            [&self.score, &self.without].map(|score| score.to_shown_places().to_string());
        mistakes::pays_to_leave_out(
            self.span,
            (&self.name, &indicator.name),
            (&self.value, &score),
            &without,
        )
    }
}

fn escape(
    analyst: &Analyst<'_>,
    id: IndicatorId,
    field: FieldId,
    contexts: &[Record],
) -> Option<Escape> {
    let fact = Fact::Field(field);
    let declared = analyst.program.schema.field(field)?;
    for record in contexts {
        if declared.presence == Presence::Optional {
            let leaves = profile::leaves(analyst, id, record, fact);
            let found = leaves
                .into_iter()
                .take(MOST_SCORED)
                .find_map(|(space, score)| {
                    whole(
                        analyst,
                        (id, fact),
                        (&space, &space.record(), score.single()),
                    )
                });
            if found.is_some() {
                return found;
            }
        }
        for given in with_rows(analyst, declared, fact, record) {
            if let Some(found) = of_column(analyst, (id, declared, fact), &given) {
                return Some(found);
            }
        }
    }
    None
}

/// Records beside one, with two rows that differ in one optional column: its ends, in either order, and
/// else as a row of the record is, or as the lowest row.
fn with_rows(analyst: &Analyst<'_>, declared: &Field, fact: Fact, record: &Record) -> Vec<Record> {
    let Held::Rows(rows) = &analyst.whole.range(fact).held else {
        return vec![];
    };
    let lowest: Vec<Stored> = rows.shape.iter().map(lowest).collect();
    let own = match words::stored(record, fact) {
        Stored::Rows(rows) => rows.into_iter().next(),
        Stored::Missing
        | Stored::Flag(_)
        | Stored::Number(_)
        | Stored::Choice(_)
        | Stored::Kinds(_)
        | Stored::Date(_)
        | Stored::Text(_) => None,
    };
    let mut records = vec![];
    for (at, column) in declared.kind.columns().iter().enumerate() {
        if column.presence != Presence::Optional {
            continue;
        }
        let ends = rows.shape.get(at).map(ends).unwrap_or_default();
        for base in own.iter().chain([&lowest]) {
            for (a, b) in ends.iter().flat_map(|a| ends.iter().map(move |b| (a, b))) {
                let rows = [a, b].map(|value| {
                    let mut row = base.clone();
                    if let Some(cell) = row.get_mut(at) {
                        *cell = value.clone();
                    }
                    row
                });
                let space = Space::at(record);
                let rows = Range::of(&Stored::Rows(rows.to_vec()));
                records.push(space.with(fact, rows).record());
            }
        }
    }
    records
}

/// The lowest and the highest value of a column, where it is given.
fn ends(range: &Range) -> Vec<Stored> {
    match &range.held {
        Held::Number(interval) => [&interval.low, &interval.high]
            .map(|end| Stored::Number(end.clone()))
            .to_vec(),
        Held::Flag { .. } => [false, true].map(Stored::Flag).to_vec(),
        Held::Choice(all) => all.iter().map(|at| Stored::Choice(*at)).collect(),
        Held::Date(first, last) => [*first, *last].map(Stored::Date).to_vec(),
        Held::Nothing | Held::Kinds(_) | Held::Text(_) | Held::Rows(_) => vec![],
    }
}

/// Leaving the whole field out.
fn whole(
    analyst: &Analyst<'_>,
    (id, fact): (IndicatorId, Fact),
    (space, given, score): (&Space, &Record, Option<&Exact>),
) -> Option<Escape> {
    let Fact::Field(field) = fact else {
        return None;
    };
    let score = score
        .cloned()
        .unwrap_or_else(|| analyst.score_of(id, given));
    let absent = space.with(fact, Range::MISSING).record();
    let without = analyst.score_of(id, &absent);
    let declared = analyst.program.schema.field(field)?;
    (without > score).then(|| Escape {
        name: declared.name.clone(),
        span: declared.span,
        value: words::value(analyst.program, fact, &words::stored(given, fact)),
        score,
        without,
    })
}

/// Leaving one column of one row out.
fn of_column(
    analyst: &Analyst<'_>,
    (id, declared, fact): (IndicatorId, &Field, Fact),
    given: &Record,
) -> Option<Escape> {
    let Stored::Rows(rows) = words::stored(given, fact) else {
        return None;
    };
    let optional = declared.kind.columns().iter().enumerate();
    let optional = optional.filter(|(_, column)| column.presence == Presence::Optional);
    for (at, column) in optional {
        for (row, cells) in rows.iter().enumerate() {
            let value = cells.get(at).filter(|value| !value.is_missing());
            let Some(value) = value else { continue };
            let mut changed = rows.clone();
            if let Some(cell) = changed.get_mut(row).and_then(|cells| cells.get_mut(at)) {
                *cell = Stored::Missing;
            }
            let absent = Space::at(given);
            let absent = absent.with(fact, Range::of(&Stored::Rows(changed)));
            let (score, without) = (
                analyst.score_of(id, given),
                analyst.score_of(id, &absent.record()),
            );
            if without > score {
                return Some(Escape {
                    name: column.name.clone(),
                    span: column.span,
                    value: words::of_field(analyst.program, Some(column), value),
                    score,
                    without,
                });
            }
        }
    }
    None
}
