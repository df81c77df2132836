//! What some clause or veto needed and did not get.

use crate::diagnostics::Language;
use crate::interpret::result::{Missing, NeededBy};
use crate::interpret::trace::Outcome;
use crate::interpret::view::View;
use crate::program::{ClauseId, Program, Use};

/// Evidence and judgements that were needed and not given, each once, in the order of the clauses,
/// those of vetoes last. A definition is named where all that stands behind it was given, and it has
/// no value all the same.
pub(super) fn of<'v>(view: &'v View<'v>, language: Language) -> Vec<Missing<'v>> {
    let program = view.values.program;
    let mut all = vec![];
    for indicator in &program.indicators {
        let label = indicator.label.as_deref().unwrap_or(&indicator.name);
        for id in every(program, &indicator.clauses) {
            let outcome = view.trace.clauses.get(id.0 as usize).map(|own| own.outcome);
            if outcome == Some(Outcome::NotGiven) {
                let clause = program.clause(id);
                let place = NeededBy {
                    indicator: Some(label),
                    line: clause.origin.line,
                };
                add(view, &mut all, (&clause.uses, place), language);
            }
        }
    }
    let open = view.trace.verdict.not_given.iter();
    for veto in open.filter_map(|at| program.rulings.get(*at as usize)) {
        let place = NeededBy {
            indicator: None,
            line: veto.origin.line,
        };
        add(view, &mut all, (&veto.uses, place), language);
    }
    all
}

/// The clauses and those inside them, in the order of the file.
fn every(program: &Program, ids: &[ClauseId]) -> Vec<ClauseId> {
    let mut open: Vec<ClauseId> = ids.iter().rev().copied().collect();
    let mut all = vec![];
    while let Some(id) = open.pop() {
        all.push(id);
        open.extend(program.clause(id).inner().iter().rev());
    }
    all
}

fn add<'v>(
    view: &'v View<'v>,
    all: &mut Vec<Missing<'v>>,
    (uses, place): (&'v [Use], NeededBy<'v>),
    language: Language,
) {
    let missing = |of_definitions: bool| {
        let uses = uses.iter().copied();
        let wanted = uses.filter(move |used| matches!(used, Use::Definition(_)) == of_definitions);
        wanted.filter_map(|used| {
            let evidence = view.used(used, language)?;
            let is_judgement = matches!(used, Use::Judgement(_));
            evidence
                .value
                .is_missing()
                .then_some((evidence, is_judgement))
        })
    };
    let is_derived = missing(false).next().is_none();
    for (evidence, is_judgement) in missing(is_derived) {
        let known = all.iter_mut().find(|one| one.field == evidence.field);
        match known {
            Some(one) if one.needed_by.contains(&place) => {}
            Some(one) => one.needed_by.push(place),
            None => all.push(Missing {
                field: evidence.field,
                label: evidence.label,
                is_judgement,
                needed_by: vec![place],
            }),
        }
    }
}
