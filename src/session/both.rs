//! Two standards side by side: what lies between them, and what each makes of the same evidence.

use crate::compare::{self, Beside, Case, Comparison, IndicatorRun, Run, Side, Taken};
use crate::diagnostics::{Diagnostic, Language, Say, Severity, say};
use crate::domain::Date;
use crate::evidence::{Format, Record};
use crate::interpret::{self, ConditionsResult, ProcedureResult, ScoreResult, State, Trace};
use crate::program::Program;
use crate::session::{Dates, Extent, Opened, read_by, with_result};
use crate::source::SourceFile;

/// Compares two standards; nothing where one of them has errors.
pub fn compare(old: &Opened, new: &Opened) -> Option<Comparison> {
    Some(compare::compare(&side(old)?, &side(new)?))
}

fn side(opened: &Opened) -> Option<Side<'_>> {
    let program = opened.usable()?;
    let file = &opened.file;
    Some(Side { program, file })
}

/// Scores one subject by both standards, whatever is in force on its assessment date: a revision is
/// judged by what it makes of the evidence that there is. Nothing where a standard has errors.
pub fn score_both(
    (old, new, comparison): (&Opened, &Opened, &Comparison),
    file: &SourceFile,
    format: Format,
    as_of: Option<Date>,
) -> Option<Case> {
    let (old, new) = (side(old)?, side(new)?);
    let read = |side: &Side<'_>| {
        let dates = (side.program, Dates::Any);
        let evidence = read_by(Extent::Whole, dates, file.clone(), format, as_of);
        evidence.record.ok_or_else(|| reasons(&evidence.findings))
    };
    let (before, after) = (read(&old), read(&new));
    let known = before.as_ref().ok().or(after.as_ref().ok());
    let subject = known.map_or(String::new(), |record| record.subject.clone());
    let day = known.and_then(|record| record.assessment_date);
    let run = |side: &Side<'_>, record: &Record| run(side.program, record);
    let end = |side: &Side<'_>, record| compare::ending(side.program, &run(side, record));
    let taken = match (&before, &after) {
        (Ok(was), Ok(is)) => {
            let (was, is) = (run(&old, was), run(&new, is));
            let moved = compare::moved(comparison, (&old, &was), (&new, &is));
            Taken::Both(Box::new(moved))
        }
        (Ok(was), Err(why)) => Taken::Old {
            old: end(&old, was),
            why: why.clone(),
        },
        (Err(why), Ok(is)) => Taken::New {
            new: end(&new, is),
            why: why.clone(),
        },
        (Err(_), Err(why)) => Taken::Neither { why: why.clone() },
    };
    Some(Case {
        file: file.name().to_owned(),
        subject,
        day,
        taken,
    })
}

fn reasons(findings: &[Diagnostic]) -> Vec<Say> {
    let is_error = |found: &&Diagnostic| found.code.severity() == Severity::Error;
    findings
        .iter()
        .filter(is_error)
        .map(|found| {
            let (code, zh, en) = (found.code, &found.message.zh, &found.message.en);
            say!(zh "{code}：{zh}", en "{code}: {en}")
        })
        .collect()
}

/// What a comparison needs of a run.
fn run(program: &Program, record: &Record) -> Run {
    let trace = interpret::trace(program, record);
    // Labels are those of the rule file, so one language does for both.
    let beside = with_result(program, record, &trace, Language::En, beside);
    Run {
        beside,
        ..scores(program, trace)
    }
}

fn scores(program: &Program, trace: Trace) -> Run {
    let indicators = trace.indicators.into_iter().map(|one| IndicatorRun {
        applies: one.state == State::Applies,
        score: one.score,
        contribution: one.contribution,
        weight: one.weight,
        set_by: one.set_by,
    });
    Run {
        total: program.has_score().then_some(trace.verdict.total),
        grade: trace.verdict.grade,
        sections: trace
            .sections
            .into_iter()
            .map(|one| one.contribution)
            .collect(),
        indicators: indicators.collect(),
        clauses: trace.clauses.into_iter().map(|one| one.points).collect(),
        beside: vec![],
    }
}

/// What stands beside the total, and the rulings that hold.
fn beside(result: &ScoreResult<'_>) -> Vec<Beside> {
    let rulings = result.vetoes.iter().chain(&result.rulings);
    let rulings = rulings.map(|ruling| {
        let (kind, grade) = (ruling.kind, ruling.grade.unwrap_or_default());
        let key = format!("{kind} {grade} {}", ruling.reason);
        made(key, ruling.reason, say!(zh "成立", en "holds"))
    });
    let gradings = result.gradings.iter().map(|grading| {
        let none = || say!(zh "无等级", en "no grade");
        let grade = grading.grade.as_ref();
        let outcome = grade.map_or_else(none, |grade| Say::same(grade.label));
        made(format!("grading {}", grading.id), grading.label, outcome)
    });
    let outputs = result.outputs.iter().map(|output| {
        let outcome = Say {
            zh: output.value.shown(Language::Zh),
            en: output.value.shown(Language::En),
        };
        made(format!("output {}", output.id), output.label, outcome)
    });
    let conditions = result
        .conditions
        .iter()
        .map(|one| made(format!("conditions {}", one.id), one.label, met(one)));
    let procedures = result
        .procedures
        .iter()
        .map(|one| made(format!("procedure {}", one.id), one.label, reached(one)));
    let all = rulings.chain(gradings).chain(outputs);
    all.chain(conditions).chain(procedures).collect()
}

fn made(key: String, name: &str, outcome: Say) -> Beside {
    Beside {
        key,
        name: Say::same(name),
        outcome,
    }
}

fn met(conditions: &ConditionsResult<'_>) -> Say {
    let (held, least) = (conditions.held, conditions.least);
    match conditions.met {
        Some(true) => say!(zh "符合（{held}/{least}）", en "met ({held} of {least})"),
        Some(false) => say!(zh "不符合（{held}/{least}）", en "not met ({held} of {least})"),
        None => {
            say!(zh "缺少证据（{held}/{least}）", en "open for want of evidence ({held} of {least})")
        }
    }
}

fn reached(procedure: &ProcedureResult<'_>) -> Say {
    let stage = |id: Option<&str>| {
        let found = procedure.stages.iter().find(|stage| Some(stage.id) == id);
        found.map_or("—", |stage| stage.label)
    };
    let passed = stage(procedure.passed);
    let Some(stopped) = procedure.stopped_at.map(|id| stage(Some(id))) else {
        return say!(zh "全部通过", en "passed");
    };
    match procedure.open {
        true => say!(
            zh "通过至 {passed}，{stopped} 缺少证据",
            en "passed up to {passed}, open at {stopped} for want of evidence"
        ),
        false => say!(
            zh "通过至 {passed}，止于 {stopped}",
            en "passed up to {passed}, stopped at {stopped}"
        ),
    }
}
