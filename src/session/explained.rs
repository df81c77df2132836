//! Why a result is what it is and what would change it, and what incomplete evidence may come to: the
//! engine of `analyse` with scores of `interpret`.

use crate::analyse::{
    self, After, Aim, Change, Completion, Fact, Finder, Flags, OpenFact, Reach, Way, Ways, Wish,
};
use crate::diagnostics::{Diagnostic, Found, Language};
use crate::evidence::{Presence, Record};
use crate::interpret::{
    self, AimKind, ChangeResult, ChangedBy, CompletionResult, ConditionEnds, Ends, Explanation,
    FactName, OpenResult, PartEnds, Trace, View, WayResult, WaysResult,
};
use crate::program::{ConditionsId, Program, from_worst};
use crate::source::{SourceFile, Span};

/// Evidence that is still incomplete, and what was found in it.
#[derive(Debug)]
pub struct PartialEvidence {
    /// The text.
    pub file: SourceFile,
    /// The record; nothing where the file has an error.
    pub record: Option<PartialRecord>,
    /// Errors in the order of their places.
    pub findings: Vec<Diagnostic>,
}

/// A record that may lack required fields, and so is never scored.
#[derive(Debug, Clone)]
pub struct PartialRecord(pub(super) Record);

impl PartialRecord {
    /// What it says so far.
    pub fn so_far(&self) -> &Record {
        &self.0
    }
}

/// What the completions of incomplete evidence come to.
pub fn complete(program: &Program, record: &PartialRecord) -> CompletionResult {
    completion(program, &record.0)
}

fn completion(program: &Program, record: &Record) -> CompletionResult {
    let found = analyse::complete(&Finder::new(program), record);
    let (grades, grade_labels) = names_of(program, &found);
    let open = found.open.iter();
    CompletionResult {
        subject: record.subject.clone(),
        standard: program.info.title.clone(),
        assessment_date: record.assessment_date,
        score: found.survey.total.as_ref().map(ends),
        grades,
        grade_labels,
        grades_are_certain: found.grades_are_certain,
        sections: parts(
            program.sections.iter().map(|one| (&one.name, &one.label)),
            &found.survey.sections,
        ),
        indicators: parts(
            program.indicators.iter().map(|one| (&one.name, &one.label)),
            &found.survey.indicators,
        ),
        conditions: conditions(program, &found.conditions),
        open: open.filter_map(|one| open_result(program, one)).collect(),
        rules_hash: program.hash.clone(),
        evidence_hash: record.hash.clone(),
    }
}

fn names_of(program: &Program, found: &Completion) -> (Vec<String>, Vec<String>) {
    let grades = found.grades.iter();
    grades.filter_map(|at| grade_name(program, *at)).unzip()
}

/// The id and the label of a grade.
fn grade_name(program: &Program, at: u32) -> Option<(String, String)> {
    let grade = program.grades.get(at as usize)?;
    let label = grade.label.as_ref().unwrap_or(&grade.name);
    Some((grade.name.clone(), label.clone()))
}

fn ends(reach: &Reach) -> Ends {
    Ends {
        worst: reach.low.bound.clone(),
        best: reach.high.bound.clone(),
        is_certain: reach.is_decided(),
    }
}

fn parts<'n>(
    names: impl Iterator<Item = (&'n String, &'n Option<String>)>,
    reaches: &[Option<Reach>],
) -> Vec<PartEnds> {
    let both = names.zip(reaches);
    both.map(|((id, label), reach)| PartEnds {
        id: id.clone(),
        label: label.as_ref().unwrap_or(id).clone(),
        score: reach.as_ref().map(ends),
    })
    .collect()
}

fn conditions(program: &Program, flags: &[Flags]) -> Vec<ConditionEnds> {
    let both = program.conditions.iter().zip(flags);
    both.map(|(one, flags)| ConditionEnds {
        id: one.name.clone(),
        label: one.label.as_ref().unwrap_or(&one.name).clone(),
        may_be_met: flags.yes,
        may_not_be_met: flags.no || flags.missing,
    })
    .collect()
}

fn open_result(program: &Program, one: &OpenFact) -> Option<OpenResult> {
    let required = match one.fact {
        Fact::Field(id) => program.schema.field(id)?.presence == Presence::Required,
        Fact::Judgement(_) => false,
        Fact::Date => return None,
    };
    let decides = one
        .decides
        .and_then(|(worst, best)| Some((grade_name(program, worst)?, grade_name(program, best)?)));
    Some(OpenResult {
        fact: name_of(program, one.fact)?,
        required,
        total: one.moves.clone(),
        decides: decides.clone().map(|(worst, best)| (worst.0, best.0)),
        decides_labels: decides.map(|(worst, best)| (worst.1, best.1)),
    })
}

fn name_of(program: &Program, fact: Fact) -> Option<FactName> {
    match fact {
        Fact::Field(id) => interpret::field_name(program, id),
        Fact::Judgement(id) => interpret::judgement_name(program, id),
        Fact::Date => None,
    }
}

/// Hands to `use_it` what a result earned and missed, and what would change it, in a language.
pub fn with_explanation<T>(
    program: &Program,
    record: &Record,
    trace: &Trace,
    language: Language,
    use_it: impl FnOnce(&Explanation<'_>) -> T,
) -> T {
    let view = View::new(program, record, trace);
    let completion = completion(program, record);
    use_it(&Explanation {
        result: view.result(language),
        indicators: view.gaps(language),
        changes: changes(&view, (record, trace), language),
        completion: Some(completion).filter(|one| !one.open.is_empty()),
    })
}

/// All that a result could reach and does not: the next better grade, conditions, stages of procedures.
fn changes(
    view: &View<'_>,
    (record, trace): (&Record, &Trace),
    language: Language,
) -> Vec<WaysResult> {
    let program = view.program();
    let mut aims = vec![];
    if let Some((grade, rank)) = analyse::next_grade(program, record, trace.verdict.grade)
        && let Some(name) = grade_name(program, grade)
    {
        aims.push((AimKind::Grade, name, Aim::Grade(rank)));
    }
    for (at, one) in (0u32..).zip(&program.conditions) {
        let id = ConditionsId(at);
        if view.is_met(id) != Some(true) {
            let name = named(&one.name, one.label.as_ref());
            aims.push((AimKind::Conditions, name, Aim::Met(id)));
        }
    }
    for procedure in &program.procedures {
        let stop = view.stage_of(procedure);
        if let Some(stage) = stop.and_then(|at| procedure.stages.get(at)) {
            let name = named(&stage.name, stage.label.as_ref());
            aims.push((AimKind::Stage, name, Aim::Holds(stage.condition)));
        }
    }
    let finder = Finder::new(program);
    let of_one = |(kind, (id, label), aim)| {
        let found = ways(&finder, (record, trace), aim);
        ways_result(&finder, (kind, id, label), (trace, &found), language)
    };
    aims.into_iter().map(of_one).collect()
}

fn named(id: &str, label: Option<&String>) -> (String, String) {
    (id.to_owned(), label.map_or(id, String::as_str).to_owned())
}

/// The ways from a result to an aim.
pub fn ways(finder: &Finder<'_>, (record, trace): (&Record, &Trace), aim: Aim) -> Ways {
    let judge = |record: &Record| judged(finder.program, record, aim);
    let wish = Wish {
        record,
        total: &trace.verdict.total,
        held: &trace.verdict.held,
        aim,
        judge: &judge,
    };
    analyse::ways(finder, &wish)
}

/// What a record comes to; nothing where it would be refused.
fn judged(program: &Program, record: &Record, aim: Aim) -> Option<After> {
    let mut found = Found::default();
    interpret::check_judgements(program, record, &mut found);
    interpret::check_calendar(program, record, Span::default(), &mut found);
    if !found.is_clean() {
        return None;
    }
    let trace = interpret::trace(program, record);
    let view = View::new(program, record, &trace);
    let rank = || {
        let order = from_worst(&program.grades, program.better, record.assessment_date);
        let grade = trace.verdict.grade?;
        order.iter().position(|one| *one == grade)
    };
    let is_reached = match aim {
        Aim::Grade(wanted) => rank() >= Some(wanted),
        Aim::Met(id) => view.is_met(id) == Some(true),
        Aim::Holds(id) => view.holds(id) == Some(true),
    };
    Some(After {
        total: trace.verdict.total.clone(),
        grade: trace.verdict.grade,
        is_reached,
    })
}

fn ways_result(
    finder: &Finder<'_>,
    (aim, id, label): (AimKind, String, String),
    (trace, found): (&Trace, &Ways),
    language: Language,
) -> WaysResult {
    let program = finder.program;
    let is_found = |fact| analyse::is_ruled_on(finder, &trace.verdict.held, fact);
    let change = |one: &Change| {
        let by = match one.fact {
            Fact::Judgement(_) => ChangedBy::Assessor,
            Fact::Field(_) | Fact::Date if is_found(one.fact) => ChangedBy::Finding,
            Fact::Field(_) | Fact::Date => ChangedBy::Applicant,
        };
        change_result(program, one, by, language)
    };
    let way = |way: &Way| {
        let grade = way.after.grade.and_then(|grade| grade_name(program, grade));
        Some(WayResult {
            changes: way.changes.iter().map(change).collect::<Option<Vec<_>>>()?,
            score: program.has_score().then(|| way.after.total.clone()),
            grade: grade.map(|(id, _)| id),
        })
    };
    let undecided = found.undecided.iter();
    let undecided = undecided.filter_map(|fact| name_of(program, *fact));
    WaysResult {
        aim,
        id,
        label,
        single: found.single.iter().filter_map(way).collect(),
        together: found.together.iter().filter_map(way).collect(),
        has_more: found.has_more,
        is_cut: found.is_cut,
        undecided: undecided.map(|name| name.label).collect(),
    }
}

fn change_result(
    program: &Program,
    one: &Change,
    changed_by: ChangedBy,
    language: Language,
) -> Option<ChangeResult> {
    let (from, to, rows) = match one.fact {
        Fact::Field(id) => (
            interpret::field_shown(program, id, &one.from, language)?,
            interpret::field_shown(program, id, &one.to, language)?,
            interpret::rows_shown(program, id, (&one.from, &one.to), language)?,
        ),
        Fact::Judgement(_) => (
            interpret::points_shown(program, &one.from, language),
            interpret::points_shown(program, &one.to, language),
            vec![],
        ),
        Fact::Date => return None,
    };
    Some(ChangeResult {
        fact: name_of(program, one.fact)?,
        changed_by,
        from,
        to,
        rows,
    })
}
