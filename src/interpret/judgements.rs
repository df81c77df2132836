//! Judgements that the evidence at hand bounds more tightly than the rule file alone.

use crate::diagnostics::{Code, Diagnostic, Found, say};
use crate::domain::{Exact, Value};
use crate::evidence::Record;
use crate::interpret::values::Values;
use crate::program::{ClauseKind, ExprId, JudgeLimit, Program};

/// Reports each judgement that leaves the bounds that this record sets.
pub fn check_judgements(program: &Program, record: &Record, found: &mut Found) {
    check(program, record, found, |_, _| true);
}

/// The same of evidence that is still incomplete: bounds that hang on what is missing are not known.
pub fn check_judgements_so_far(program: &Program, record: &Record, found: &mut Found) {
    let is_there = |values: &Values<'_>, id: ExprId| !values.of(id).is_missing();
    check(program, record, found, |values, limit| match limit {
        JudgeLimit::UpTo { per, .. } => per.is_none_or(|per| is_there(values, per)),
        JudgeLimit::Between { low, high } => is_there(values, *low) && is_there(values, *high),
    });
}

fn check(
    program: &Program,
    record: &Record,
    found: &mut Found,
    is_known: impl Fn(&Values<'_>, &JudgeLimit) -> bool,
) {
    let values = Values::new(program, record);
    for clause in program.clauses() {
        let ClauseKind::Judge { judgement, limit } = &clause.kind else {
            continue;
        };
        let Some(given) = record.judgement(*judgement) else {
            continue;
        };
        let (low, high) = limits(&values, limit);
        if !is_known(&values, limit) {
            continue;
        }
        if given.points < low || given.points > high {
            let title = program
                .schema
                .judgements
                .get(judgement.0 as usize)
                .map_or("", |field| field.title());
            found.add(out_of_bounds(
                given.place.span,
                title,
                &given.points,
                (&low, &high),
            ));
        }
    }
}

/// The bounds of a judgement; where a quantity is not given there is nothing to judge.
pub(super) fn limits(values: &Values<'_>, limit: &JudgeLimit) -> (Exact, Exact) {
    let number = |value: Value<'_>| value.as_number().unwrap_or(Exact::ZERO);
    match limit {
        JudgeLimit::UpTo { most, per: None } => (Exact::ZERO, most.clone()),
        JudgeLimit::UpTo {
            most,
            per: Some(per),
        } => (Exact::ZERO, most * &number(values.of(*per)).floor()),
        JudgeLimit::Between { low, high } => (number(values.of(*low)), number(values.of(*high))),
    }
}

/// E608: more or fewer points than the evidence allows.
fn out_of_bounds(
    span: crate::source::Span,
    title: &str,
    points: &Exact,
    (low, high): (&Exact, &Exact),
) -> Diagnostic {
    Diagnostic::new(
        Code::BadJudgement,
        say!(zh "`{title}` 的酌情分 {points} 不在 {low} 至 {high} 之间",
             en "the judgement `{title}` gives {points}, which is not within {low} to {high}"),
    )
    .label(
        span,
        say!(zh "按这份证据最多 {high} 分", en "this evidence allows {low} to {high}"),
    )
    .help(
        say!(zh "改为 {low} 至 {high} 之间的分数，或先核对它所依据的证据",
               en "give points within {low} to {high}, or check the evidence that bounds them"),
    )
}
