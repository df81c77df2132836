//! A record as an evidence file that reads as the same record.

use crate::evidence::document::Format;
use crate::evidence::record::{Judgement, Record, Stored};
use crate::evidence::schema::{Field, FieldKind, Schema};
use crate::evidence::typed;

/// The record as YAML below some comments; what is not given is left out.
pub fn filled(schema: &Schema, record: &Record, comments: &[String]) -> String {
    let mut out = String::new();
    for comment in comments {
        let is_break = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
        out.push_str(&format!("# {}\n", comment.replace(is_break, " ")));
    }
    out.push_str(&line(0, "subject", &quoted(&record.subject)));
    if let Some(day) = record.assessment_date {
        out.push_str(&line(0, "assessment_date", &day.to_string()));
    }
    out.push_str("evidence:\n");
    for (field, stored) in schema.fields.iter().zip(&record.values) {
        if let Some(value) = typed_value(schema, field, stored) {
            out.push_str(&line(2, &field.name, &value));
        }
    }
    let given = schema.judgements.iter().zip(&record.judgements);
    let given: Vec<String> = given
        .filter_map(|(field, judged)| Some(line(2, &field.name, &judgement(judged.as_ref()?))))
        .collect();
    if !given.is_empty() {
        out.push_str("judgements:\n");
        out.extend(given);
    }
    out
}

fn line(indent: usize, key: &str, value: &str) -> String {
    let entry = typed::entry(Format::Yaml, key, value);
    format!("{}{entry}\n", " ".repeat(indent))
}

/// Text in double quotation marks, with every control character escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            _ if sign.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(sign))),
            _ => out.push(sign),
        }
    }
    out.push('"');
    out
}

fn judgement(given: &Judgement) -> String {
    let (points, reason, by) = (&given.points, quoted(&given.reason), quoted(&given.by));
    format!("{{points: {points}, reason: {reason}, by: {by}}}")
}

/// A value as it is typed; nothing where it is not given.
pub fn typed_value(schema: &Schema, field: &Field, stored: &Stored) -> Option<String> {
    let choice = |list, at: u32| {
        let choice = schema.choice(list, at);
        typed::text(Format::Yaml, choice.map_or("", |choice| &choice.name))
    };
    Some(match (stored, &field.kind) {
        (Stored::Flag(true), _) => "yes".to_owned(),
        (Stored::Flag(false), _) => "no".to_owned(),
        (Stored::Number(number), kind) => typed::amount(kind, schema, number),
        (Stored::Choice(at), FieldKind::Choice { list }) => choice(*list, *at),
        (Stored::Kinds(kinds), FieldKind::Kinds { list, .. }) => {
            let known = kinds.known.iter().map(|at| choice(*list, *at));
            let others = kinds.others.iter().chain(&kinds.duplicates);
            let others = others.map(|other| quoted(other));
            format!("[{}]", known.chain(others).collect::<Vec<_>>().join(", "))
        }
        (Stored::Date(day), _) => day.to_string(),
        (Stored::Text(text), _) => quoted(text),
        (Stored::Rows(rows), FieldKind::Records { fields }) => {
            let rows = rows.iter().map(|row| {
                let cells = fields.iter().zip(row).filter_map(|(field, stored)| {
                    let value = typed_value(schema, field, stored)?;
                    Some(typed::entry(Format::Yaml, &field.name, &value))
                });
                typed::mapping(&cells.collect::<Vec<_>>())
            });
            format!("[{}]", rows.collect::<Vec<_>>().join(", "))
        }
        (Stored::Missing | Stored::Choice(_) | Stored::Kinds(_) | Stored::Rows(_), _) => {
            return None;
        }
    })
}
