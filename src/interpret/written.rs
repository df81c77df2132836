//! How the values of a result are written: as JSON, and for readers.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::diagnostics::Language;
use crate::domain::{Date, Exact, Type, Value};
use crate::evidence::{Field, FieldKind, Stored};
use crate::interpret::explain::{Why, quantity};
use crate::interpret::result::{Evidence, EvidenceKind, Fraction, Number};
use crate::interpret::trace::Outcome;
use crate::program::Program;

impl Number<'_> {
    /// The decimal for readers.
    pub fn shown(&self) -> String {
        self.0.shown()
    }
}

impl Fraction<'_> {
    /// The numerator over the denominator.
    pub fn text(&self) -> String {
        self.0.to_string()
    }
}

impl Serialize for Number<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.shown())
    }
}

impl Serialize for Fraction<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

pub(super) fn as_text<S: Serializer>(
    date: &Option<Date>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}

pub(super) fn as_word<S: Serializer>(outcome: &Outcome, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(outcome.word())
}

pub(super) fn as_display<S: Serializer>(why: &Why<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(why)
}

impl Evidence<'_> {
    /// Whether it was not given.
    pub fn is_missing(&self) -> bool {
        match &self.kind {
            EvidenceKind::Field(_, stored) => stored.is_missing(),
            EvidenceKind::Definition(value, _) => value.is_missing(),
            EvidenceKind::Parameter(..) => false,
            EvidenceKind::Points(points) => points.is_none(),
            EvidenceKind::Date(date) => date.is_none(),
        }
    }

    /// The value for readers.
    pub fn shown(&self, language: Language) -> String {
        match &self.kind {
            EvidenceKind::Field(field, stored) => self.stored_shown(field, stored, language),
            EvidenceKind::Definition(value, ty) => match value {
                Value::Number(number) => quantity(ty, number),
                Value::Flag(flag) => flag_shown(*flag, language),
                Value::Date(date) => date.to_string(),
                Value::Text(text) => (*text).to_owned(),
                Value::Choice(at) => self.choice_title(ty, *at).to_owned(),
                Value::Kinds(kinds) => kinds.len().to_string(),
                Value::Missing => language.pick("没有值", "no value").to_owned(),
            },
            EvidenceKind::Parameter(value, ty) => quantity(ty, value),
            EvidenceKind::Points(Some(points)) => points.to_string(),
            EvidenceKind::Date(Some(date)) => date.to_string(),
            EvidenceKind::Points(None) | EvidenceKind::Date(None) => {
                language.pick("未提供", "not given").to_owned()
            }
        }
    }

    /// The id of a choice that was computed.
    pub fn choice_id(&self) -> Option<&str> {
        if let EvidenceKind::Definition(Value::Choice(at), Type::Choice(list)) = &self.kind {
            let choice = self.program.schema.choice(*list, *at);
            return choice.map(|choice| choice.name.as_str());
        }
        None
    }

    fn choice_title(&self, ty: &Type, at: u32) -> &str {
        let (Type::Choice(list) | Type::Kinds(list)) = ty else {
            return "";
        };
        let choice = self.program.schema.choice(*list, at);
        choice.map_or("", |choice| choice.title())
    }

    fn stored_shown(&self, field: &Field, stored: &Stored, language: Language) -> String {
        let comma = language.pick("、", ", ");
        match stored {
            Stored::Missing => language.pick("未提供", "not given").to_owned(),
            Stored::Flag(flag) => flag_shown(*flag, language),
            Stored::Number(number) => quantity(&field.kind.ty(), number),
            Stored::Choice(at) => self.choice_title(&field.kind.ty(), *at).to_owned(),
            Stored::Kinds(kinds) => {
                let ty = field.kind.ty();
                let known = kinds.known.iter().map(|at| self.choice_title(&ty, *at));
                let all: Vec<&str> = known
                    .chain(kinds.others.iter().map(String::as_str))
                    .collect();
                let list = if all.is_empty() {
                    language.pick("无", "none").to_owned()
                } else {
                    all.join(comma)
                };
                if kinds.duplicates.is_empty() {
                    return list;
                }
                let twice = kinds.duplicates.join(comma);
                match language {
                    Language::Zh => format!("{list}（重复的只计一次：{twice}）"),
                    Language::En => format!("{list} (counted once though given again: {twice})"),
                }
            }
            Stored::Date(date) => date.to_string(),
            Stored::Text(text) => text.clone(),
            Stored::Rows(rows) => match language {
                Language::Zh => format!("{} 条", rows.len()),
                Language::En => format!("{} rows", rows.len()),
            },
        }
    }

    /// The rows of records, each as one line for readers.
    pub fn rows(&self, language: Language) -> Vec<String> {
        let EvidenceKind::Field(
            Field {
                kind: FieldKind::Records { fields },
                ..
            },
            Stored::Rows(rows),
        ) = &self.kind
        else {
            return vec![];
        };
        let cell = |(field, stored): (&Field, &Stored)| {
            let name = language.pick(field.title(), &field.name);
            format!("{name} {}", self.stored_shown(field, stored, language))
        };
        rows.iter()
            .map(|row| {
                let cells: Vec<String> = fields.iter().zip(row).map(cell).collect();
                cells.join(language.pick("，", ", "))
            })
            .collect()
    }
}

fn flag_shown(flag: bool, language: Language) -> String {
    let word = if flag {
        language.pick("是", "yes")
    } else {
        language.pick("否", "no")
    };
    word.to_owned()
}

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            EvidenceKind::Field(field, stored) => Cell {
                field,
                stored,
                program: self.program,
            }
            .serialize(serializer),
            EvidenceKind::Definition(value, ty) => match value {
                Value::Missing => serializer.serialize_none(),
                Value::Flag(flag) => serializer.serialize_bool(*flag),
                Value::Number(number) => serializer.serialize_str(&written(ty, number)),
                Value::Choice(_) | Value::Kinds(_) | Value::Date(_) | Value::Text(_) => {
                    serializer.serialize_str(&self.shown(Language::En))
                }
            },
            EvidenceKind::Parameter(value, ty) => serializer.serialize_str(&written(ty, value)),
            EvidenceKind::Points(points) => points.map(Number).serialize(serializer),
            EvidenceKind::Date(date) => as_text(date, serializer),
        }
    }
}

/// A number as evidence would write it; a fraction where its decimals do not end.
fn written(ty: &Type, number: &Exact) -> String {
    if let Type::Number(quantity) = ty
        && number.ends()
    {
        return quantity.shown(number);
    }
    number.to_string()
}

/// One stored value with its declaration.
struct Cell<'v> {
    field: &'v Field,
    stored: &'v Stored,
    program: &'v Program,
}

impl Cell<'_> {
    fn choice_id(&self, at: u32) -> &str {
        let (FieldKind::Choice { list } | FieldKind::Kinds { list, .. }) = &self.field.kind else {
            return "";
        };
        let choice = self.program.schema.choice(*list, at);
        choice.map_or("", |choice| &choice.name)
    }

    /// Counts and decimals stand without their unit, as evidence gives them.
    fn number(&self, number: &Exact) -> String {
        let is_bare = matches!(
            self.field.kind,
            FieldKind::Count { .. } | FieldKind::Number { .. }
        );
        match is_bare {
            true => number.to_string(),
            false => written(&self.field.kind.ty(), number),
        }
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.stored {
            Stored::Missing => serializer.serialize_none(),
            Stored::Flag(flag) => serializer.serialize_bool(*flag),
            Stored::Number(number) => serializer.serialize_str(&self.number(number)),
            Stored::Choice(at) => serializer.serialize_str(self.choice_id(*at)),
            Stored::Kinds(kinds) => {
                let known = kinds.known.iter().map(|at| self.choice_id(*at));
                serializer.collect_seq(known.chain(kinds.others.iter().map(String::as_str)))
            }
            Stored::Date(date) => serializer.collect_str(date),
            Stored::Text(text) => serializer.serialize_str(text),
            Stored::Rows(rows) => {
                let FieldKind::Records { fields } = &self.field.kind else {
                    return serializer.serialize_none();
                };
                let mut all = serializer.serialize_seq(Some(rows.len()))?;
                for row in rows {
                    all.serialize_element(&Line {
                        fields,
                        row,
                        program: self.program,
                    })?;
                }
                all.end()
            }
        }
    }
}

/// One row of records with its declarations.
struct Line<'v> {
    fields: &'v [Field],
    row: &'v [Stored],
    program: &'v Program,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.row.len()))?;
        for (field, stored) in self.fields.iter().zip(self.row) {
            let cell = Cell {
                field,
                stored,
                program: self.program,
            };
            map.serialize_entry(&field.name, &cell)?;
        }
        map.end()
    }
}
