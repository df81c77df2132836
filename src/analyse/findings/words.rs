//! Evidence in a few words, for messages: what a record says of some facts.

use crate::analyse::Fact;
use crate::diagnostics::{Say, say};
use crate::domain::Type;
use crate::domain::types::Quantity;
use crate::evidence::{Field, FieldKind, Record, Stored};
use crate::program::Program;

/// How many facts a message lists.
const MOST: usize = 4;

/// The name of a fact; nothing for the date.
pub(super) fn name(program: &Program, fact: Fact) -> Option<String> {
    match fact {
        Fact::Field(id) => program.schema.field(id).map(|field| field.name.clone()),
        Fact::Judgement(id) => {
            let judged = program.schema.judgements.get(id.0 as usize);
            judged.map(|judged| judged.name.clone())
        }
        Fact::Date => None,
    }
}

/// What a record says of a fact.
pub(super) fn stored(record: &Record, fact: Fact) -> Stored {
    match fact {
        Fact::Field(id) => record.stored(id).clone(),
        Fact::Judgement(id) => {
            let judged = record.judgement(id);
            judged.map_or(Stored::Missing, |judged| {
                Stored::Number(judged.points.clone())
            })
        }
        Fact::Date => record.assessment_date.map_or(Stored::Missing, Stored::Date),
    }
}

/// A value of a fact as it is written.
pub(super) fn value(program: &Program, fact: Fact, value: &Stored) -> Say {
    let field = match fact {
        Fact::Field(id) => program.schema.field(id),
        Fact::Judgement(_) | Fact::Date => None,
    };
    of_field(program, field, value)
}

/// A value of a field or a column as it is written.
pub(super) fn of_field(program: &Program, field: Option<&Field>, value: &Stored) -> Say {
    match value {
        Stored::Missing => say!(zh "未提供", en "not given"),
        Stored::Flag(true) => say!(zh "是", en "yes"),
        Stored::Flag(false) => say!(zh "否", en "no"),
        Stored::Number(number) => {
            let ty = field.map(|field| field.kind.ty());
            let quantity = match ty {
                Some(Type::Number(quantity)) => quantity,
                Some(_) | None => Quantity::Points,
            };
            Say::same(quantity.shown(number))
        }
        Stored::Choice(at) => {
            let list = match field.map(|field| &field.kind) {
                Some(FieldKind::Choice { list }) => program.schema.choice(*list, *at),
                Some(_) | None => None,
            };
            Say::same(list.map_or(String::new(), |choice| choice.name.clone()))
        }
        Stored::Kinds(kinds) => {
            let count = kinds.known.len() + kinds.others.len();
            say!(zh "{count} 种", en "{count} kinds")
        }
        Stored::Date(day) => Say::same(day.to_string()),
        Stored::Text(text) => Say::same(format!("\"{text}\"")),
        Stored::Rows(rows) => {
            let count = rows.len();
            say!(zh "{count} 行", en "{count} rows")
        }
    }
}

/// What a record says of some facts, the first few of them; nothing where that is nothing.
pub(super) fn beside(program: &Program, record: &Record, facts: &[Fact]) -> Option<Say> {
    let said = |fact: &Fact| {
        let name = name(program, *fact)?;
        let Say { zh, en } = value(program, *fact, &stored(record, *fact));
        Some(say!(zh "`{name}` {zh}", en "`{name}` {en}"))
    };
    let all: Vec<Say> = facts.iter().filter_map(said).collect();
    let more = all.len() > MOST;
    let few: Vec<Say> = all.into_iter().take(MOST).collect();
    let joined = |texts: Vec<&str>, comma: &str| {
        let text = texts.join(comma);
        if more {
            format!("{text}{comma}…")
        } else {
            text
        }
    };
    (!few.is_empty()).then(|| Say {
        zh: joined(few.iter().map(|say| say.zh.as_str()).collect(), "、"),
        en: joined(few.iter().map(|say| say.en.as_str()).collect(), ", "),
    })
}
