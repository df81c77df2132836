//! What some clause or veto needed and did not get.

use crate::diagnostics::Language;
use crate::interpret::result::{Missing, NeededBy};
use crate::interpret::trace::Outcome;
use crate::interpret::verdict_result::StageState;
use crate::interpret::view::View;
use crate::program::{Among, ClauseId, Program, Requirement, RulingKind, Use, Wanted};

/// Evidence and judgements that were needed and not given, each once, in the order of the clauses,
/// those of rulings and of what stands beside the score last. A definition is named where all that stands behind it was given, and it has
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
                    part: label,
                    line: clause.origin.line,
                };
                add(view, &mut all, (&clause.uses, place), language);
            }
        }
    }
    let open = view.trace.verdict.not_given.iter();
    for ruling in open.filter_map(|at| program.rulings.get(*at as usize)) {
        let place = NeededBy {
            part: ruling_word(ruling.kind, language),
            line: ruling.origin.line,
        };
        add(view, &mut all, (&ruling.uses, place), language);
    }
    for (uses, place) in beside(view, language) {
        add(view, &mut all, (uses, place), language);
    }
    all
}

/// What stands beside the score and lacks evidence.
fn beside<'v>(view: &'v View<'v>, language: Language) -> Vec<(&'v [Use], NeededBy<'v>)> {
    let program = view.values.program;
    let is_missing = |id| view.values.of(id).is_missing();
    let mut all: Vec<(&[Use], NeededBy<'_>)> = vec![];
    let mut need = |uses, part, line| all.push((uses, NeededBy { part, line }));
    for by in program.graded_by.iter().filter(|by| is_missing(by.value)) {
        need(&by.uses, language.pick("等级", "grades"), by.line);
    }
    for grading in &program.gradings {
        let by = grading.by.iter().filter(|by| is_missing(by.value));
        let title = grading.label.as_deref().unwrap_or(&grading.name);
        by.for_each(|by| need(&by.uses, title, by.line));
    }
    for output in program.outputs.iter().filter(|one| is_missing(one.value)) {
        let title = output.label.as_deref().unwrap_or(&output.name);
        need(&output.uses, title, output.origin.line);
    }
    for conditions in &program.conditions {
        let title = conditions.label.as_deref().unwrap_or(&conditions.name);
        for one in open_in(view, &conditions.among) {
            need(&one.uses, title, one.origin.line);
        }
    }
    for procedure in &program.procedures {
        let title = procedure.label.as_deref().unwrap_or(&procedure.name);
        if let Some((at, StageState::Open)) = view.stop(procedure)
            && let Some(stage) = procedure.stages.get(at)
        {
            need(&stage.uses, title, stage.origin.line);
        }
    }
    all
}

/// The requirements that missing evidence leaves open.
fn open_in<'v>(view: &'v View<'v>, among: &'v Among) -> Vec<&'v Requirement> {
    let open = among.requirements.iter();
    let open = open.filter(|one| view.values.required(one).is_none());
    open.flat_map(|one| match &one.wanted {
        Wanted::Condition(_) => vec![one],
        Wanted::Among(among) => open_in(view, among),
    })
    .collect()
}

/// The word for a ruling.
fn ruling_word(kind: RulingKind, language: Language) -> &'static str {
    match kind {
        RulingKind::Veto(_) => language.pick("一票否决", "veto"),
        RulingKind::Require(_) => language.pick("要求", "require"),
        RulingKind::Downgrade(_) => language.pick("降档", "downgrade"),
        RulingKind::Bar(_) => language.pick("不得评为", "bar"),
        RulingKind::Direct(_) => language.pick("直接认定", "direct"),
    }
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
        let is_derived = |used: &Use| matches!(used, Use::Definition(_) | Use::Conditions(_));
        let wanted = uses.filter(move |used| is_derived(used) == of_definitions);
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
