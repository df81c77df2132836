//! Makes the evidence of one subject, at the edges of what its standard asks for, and writes it as
//! YAML, JSON and TOML.

use std::collections::BTreeMap;

use num_traits::{Signed, Zero};

use crate::choices::Choices;
use crate::expressions::{DAYS, TEXTS};
use crate::make::{tenth, whole};
use crate::model::{CHOICES, Clause, ClauseKind, Datum, Field, Kind, Model, Presence, R, Unit};
use crate::print::is_whole;
use crate::spell::{constant, decimal};

/// What is known of one subject.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    /// By the fields of the model.
    pub(crate) values: Vec<Datum>,
    /// Points by the names of judgements.
    pub(crate) judgements: BTreeMap<String, R>,
    /// The order in which fields are written.
    pub(crate) order: Vec<usize>,
}

/// The day of every assessment.
pub(crate) const TODAY: &str = "2024-12-31";

pub(crate) fn facts(model: &Model, choices: &mut Choices<'_>) -> Facts {
    let values: Vec<Datum> = model
        .fields
        .iter()
        .map(|field| datum(field, choices))
        .collect();
    let mut judgements = BTreeMap::new();
    for section in &model.sections {
        for indicator in &section.indicators {
            judge(&indicator.clauses, &values, choices, &mut judgements);
        }
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    choices.shuffle(&mut order);
    Facts {
        values,
        judgements,
        order,
    }
}

fn datum(field: &Field, choices: &mut Choices<'_>) -> Datum {
    if field.presence != Presence::Required && choices.once_in(3) {
        return Datum::Missing;
    }
    match &field.kind {
        Kind::Number {
            unit,
            whole: whole_only,
            range,
        } => Datum::Number(number(choices, *unit, *whole_only, range.as_ref())),
        Kind::Flag => Datum::Flag(choices.once_in(2)),
        Kind::Choice { .. } => Datum::Choice(choices.below(CHOICES.len())),
        Kind::Kinds { others } => {
            let mut kinds = vec![];
            for _ in 0..choices.below(5) {
                let names = [CHOICES[0], CHOICES[1], CHOICES[2], "gold牌", CHOICES[0]];
                kinds.push((*choices.one(&names)).to_owned());
            }
            if *others && choices.once_in(2) {
                kinds.push((*choices.one(&["夜市", "some other"])).to_owned());
            }
            Datum::Kinds(kinds)
        }
        Kind::Date => Datum::Date(choices.word(&DAYS)),
        Kind::Text => Datum::Text(choices.word(&TEXTS)),
        Kind::Records(fields) => {
            let many = choices.below(4);
            let row =
                |choices: &mut Choices<'_>| fields.iter().map(|one| datum(one, choices)).collect();
            Datum::Rows((0..many).map(|_| row(choices)).collect())
        }
    }
}

/// A number at an edge, or next to one.
fn number(choices: &mut Choices<'_>, unit: Unit, whole_only: bool, range: Option<&(R, R)>) -> R {
    let edge = match unit {
        Unit::Percent => R::new(
            (*choices.one(&[60, 10, 0, 70, 100, 25, 80])).into(),
            100.into(),
        ),
        Unit::Money => whole(*choices.one(&[200, 1, 0, 1000, 201])) * whole(10_000),
        Unit::Times => tenth(*choices.one(&[15, 10, 0, 20, 35, -15])),
        Unit::Bare | Unit::Firms => whole(*choices.one(&[10, 1, 0, 100, 50, 3, 7])),
    };
    let least = match unit {
        _ if whole_only => whole(1),
        Unit::Percent => R::new(1.into(), 1_000_000.into()),
        Unit::Money => R::new(1.into(), 100.into()),
        Unit::Times | Unit::Bare | Unit::Firms => R::new(1.into(), 1_000_000.into()),
    };
    let near = match choices.below(5) {
        3 => edge + least,
        4 => edge - least,
        _ => edge,
    };
    let widest = match unit {
        Unit::Percent | Unit::Times => whole(1_000_000_000),
        Unit::Money => whole(1_000_000_000_000_000),
        Unit::Bare | Unit::Firms => whole(1_000_000_000_000),
    };
    let low = if whole_only {
        R::zero()
    } else {
        -widest.clone()
    };
    let (low, high) = range.cloned().unwrap_or((low, widest));
    match choices.below(12) {
        10 => low,
        11 => high,
        _ => near.max(low).min(high),
    }
}

fn judge(
    clauses: &[Clause],
    values: &[Datum],
    choices: &mut Choices<'_>,
    given: &mut BTreeMap<String, R>,
) {
    for clause in clauses {
        match &clause.kind {
            ClauseKind::Group(_, inner) => judge(inner, values, choices, given),
            ClauseKind::Judge { name, most, per } => {
                let times = per.map_or(whole(1), |at| size(&values[at]));
                let most = most * times;
                let points = match choices.below(4) {
                    0 => continue,
                    1 => R::zero(),
                    2 => most,
                    _ => most / whole(2),
                };
                given.insert(name.clone(), points);
            }
            ClauseKind::Base(_)
            | ClauseKind::If(..)
            | ClauseKind::Override(..)
            | ClauseKind::Per { .. }
            | ClauseKind::PerRows(..)
            | ClauseKind::Line { .. }
            | ClauseKind::Bands { .. } => {}
        }
    }
}

/// How many a count or a set holds; the half of it where a default stands in is small enough.
fn size(value: &Datum) -> R {
    match value {
        Datum::Number(number) => number.clone(),
        Datum::Kinds(kinds) => crate::meaning::distinct(kinds),
        _ => R::zero(),
    }
}

// ---- writing ------------------------------------------------------------------------------------

/// The forms of an evidence file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Yaml,
    Json,
    Toml,
}

pub(crate) fn written(model: &Model, facts: &Facts, form: Form) -> String {
    let mut evidence = vec![];
    for at in &facts.order {
        let field = &model.fields[*at];
        if let Some(value) = value(field, &facts.values[*at], form) {
            evidence.push((key(&field.name, form), value));
        }
    }
    let judgement = |points: &R| {
        let points = points_written(points);
        let parts = [
            ("points", points),
            ("reason", "\"理由\"".into()),
            ("by", "\"甲\"".into()),
        ];
        let parts = parts.map(|(name, value)| (key(name, form), value));
        inline(&parts, form)
    };
    let judgements: Vec<(String, String)> = facts
        .judgements
        .iter()
        .map(|(name, points)| (key(name, form), judgement(points)))
        .collect();
    match form {
        Form::Yaml => {
            let block = |name: &str, all: &[(String, String)]| {
                let lines = all.iter().map(|(key, value)| format!("  {key}: {value}\n"));
                format!("{name}:\n{}", lines.collect::<String>())
            };
            let (evidence, judgements) = (
                block("evidence", &evidence),
                block("judgements", &judgements),
            );
            format!("subject: 某某\nassessment_date: {TODAY}\n{evidence}{judgements}")
        }
        Form::Json => {
            let (evidence, judgements) = (inline(&evidence, form), inline(&judgements, form));
            format!(
                "{{\"subject\": \"某某\", \"assessment_date\": \"{TODAY}\", \
                 \"evidence\": {evidence}, \"judgements\": {judgements}}}"
            )
        }
        Form::Toml => {
            let block = |name: &str, all: &[(String, String)]| {
                let lines = all.iter().map(|(key, value)| format!("{key} = {value}\n"));
                format!("[{name}]\n{}", lines.collect::<String>())
            };
            let (evidence, judgements) = (
                block("evidence", &evidence),
                block("judgements", &judgements),
            );
            format!("subject = \"某某\"\nassessment_date = {TODAY}\n{evidence}{judgements}")
        }
    }
}

fn key(name: &str, form: Form) -> String {
    match form {
        Form::Json => format!("\"{name}\""),
        Form::Yaml | Form::Toml => name.to_owned(),
    }
}

fn inline(parts: &[(String, String)], form: Form) -> String {
    let sign = if form == Form::Toml { " =" } else { ":" };
    let parts: Vec<String> = parts
        .iter()
        .map(|(key, value)| format!("{key}{sign} {value}"))
        .collect();
    format!("{{{}}}", parts.join(", "))
}

fn points_written(points: &R) -> String {
    // A whole number of points is written as one, and a decimal as text would be.
    if is_whole(points) || !points.is_negative() {
        decimal(points)
    } else {
        format!("\"{}\"", decimal(points))
    }
}

/// A value, or nothing where it is left out.
fn value(field: &Field, value: &Datum, form: Form) -> Option<String> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    Some(match (value, &field.kind) {
        (Datum::Missing, _) => return None,
        (Datum::Flag(flag), _) => match (flag, form) {
            (true, Form::Yaml) => "yes".into(),
            (false, Form::Yaml) => "no".into(),
            (flag, Form::Json | Form::Toml) => flag.to_string(),
        },
        (Datum::Number(number), Kind::Number { unit, .. }) => match unit {
            Unit::Bare | Unit::Firms | Unit::Times => decimal(number),
            Unit::Percent | Unit::Money => quoted(&constant(number, *unit)),
        },
        (Datum::Number(number), _) => decimal(number),
        (Datum::Choice(at), _) => quoted(CHOICES[*at]),
        (Datum::Date(day), _) if form == Form::Json => quoted(day),
        (Datum::Date(day), _) => (*day).to_owned(),
        (Datum::Text(text), _) => quoted(text),
        (Datum::Kinds(kinds), _) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| quoted(kind)).collect();
            format!("[{}]", kinds.join(", "))
        }
        (Datum::Rows(rows), Kind::Records(fields)) => {
            let rows: Vec<String> = rows.iter().map(|row| line(fields, row, form)).collect();
            format!("[{}]", rows.join(", "))
        }
        (Datum::Rows(_), _) => panic!("rows of what is no records field"),
    })
}

fn line(fields: &[Field], row: &[Datum], form: Form) -> String {
    let cells = fields.iter().zip(row);
    let cells =
        cells.filter_map(|(field, cell)| Some((key(&field.name, form), value(field, cell, form)?)));
    inline(&cells.collect::<Vec<_>>(), form)
}
