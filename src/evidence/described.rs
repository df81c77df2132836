//! What is to be written for a field, in words: for forms and for the JSON Schema.

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::domain::types::ChoiceList;
use crate::evidence::document::Format;
use crate::evidence::record::Stored;
use crate::evidence::schema::{Choice, Field, FieldKind, Presence, Schema, position};
use crate::evidence::typed;

/// Each field of a group with the keys under which evidence may give it: its id, and its label
/// where that names it alone.
pub(crate) fn keys<'f>(group: &'f [Field]) -> Vec<(&'f Field, Vec<&'f str>)> {
    let with_keys = |(field, at): (&'f Field, u32)| {
        let label = field.label.as_deref().filter(|label| {
            let found = position(group, |one| (&one.name, one.label.as_deref()), label);
            found == Some(at) && *label != field.name
        });
        let keys = std::iter::once(field.name.as_str()).chain(label);
        (field, keys.collect())
    };
    group.iter().zip(0..).map(with_keys).collect()
}

/// All ids and labels by which evidence may name a choice of a list.
pub(crate) fn spellings(schema: &Schema, list: ChoiceList) -> Vec<&str> {
    let choices = schema.list(list).map_or(&[][..], |list| &list.choices);
    let mut all: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
    for (choice, at) in choices.iter().zip(0..) {
        let label = choice.label.as_deref().filter(|label| {
            position(choices, |one| (&one.name, one.label.as_deref()), label) == Some(at)
        });
        all.extend(label.filter(|label| *label != choice.name));
    }
    all
}

/// What to write, within which range, and whether it must be there.
pub(crate) fn words(schema: &Schema, field: &Field, language: Language) -> String {
    let parts = [
        Some(what(schema, field, language)),
        range(schema, &field.kind, language),
        Some(presence(schema, field, language)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(language.pick("；", "; "))
}

/// An example of a value, as it is typed in YAML.
pub(crate) fn example(schema: &Schema, field: &Field, language: Language) -> String {
    let first = |list: ChoiceList| {
        let choice = schema.choice(list, 0);
        typed::text(
            Format::Yaml,
            choice.map_or("", |choice| called(choice, language)),
        )
    };
    match &field.kind {
        FieldKind::Flag => language.pick("是", "yes").to_owned(),
        FieldKind::Choice { list } => first(*list),
        FieldKind::Kinds { list, .. } => format!("[{}]", first(*list)),
        FieldKind::Text => language.pick("文字", "text").to_owned(),
        FieldKind::Records { fields } => {
            let cells = keys(fields).into_iter().map(|(field, keys)| {
                let value = example(schema, field, language);
                typed::entry(Format::Yaml, form_key(&keys, language), &value)
            });
            typed::mapping(&cells.collect::<Vec<_>>())
        }
        FieldKind::Count { .. }
        | FieldKind::Number { .. }
        | FieldKind::Percent { .. }
        | FieldKind::Money { .. }
        | FieldKind::Date => typed::example(Format::Yaml, field, schema),
    }
}

/// The key that a form shows: the label in Chinese, the id in English.
pub(crate) fn form_key<'k>(keys: &[&'k str], language: Language) -> &'k str {
    let is_plain = |key: &&&str| !key.chars().any(char::is_control);
    let key = match language {
        Language::Zh => keys.iter().rev().find(is_plain),
        Language::En => keys.first(),
    };
    key.copied().unwrap_or("")
}

fn what(schema: &Schema, field: &Field, language: Language) -> String {
    let with_unit = |words: String, unit: &str| match unit {
        "" => words,
        unit => format!(
            "{words}{}",
            language.pick(format!("（{unit}）"), format!(" ({unit})"))
        ),
    };
    let such_as = || {
        let example = typed::number_example(&field.kind, schema);
        language.pick(format!("，如 {example}"), format!(", such as {example}"))
    };
    match &field.kind {
        FieldKind::Count { unit, .. } => {
            with_unit(language.pick("整数", "a whole number").to_owned(), unit)
        }
        FieldKind::Number { unit, places, .. } => {
            let zh = format!("数值，至多 {places} 位小数");
            let en = format!("a number of at most {places} decimal places");
            with_unit(language.pick(zh, en), unit)
        }
        FieldKind::Percent { .. } => {
            language
                .pick("百分比，要写百分号", "a percentage with its sign")
                .to_owned()
                + &such_as()
        }
        FieldKind::Money { .. } => {
            language
                .pick("金额，要写单位", "an amount of money with its unit")
                .to_owned()
                + &such_as()
        }
        FieldKind::Flag => language.pick("是 或 否", "yes or no").to_owned(),
        FieldKind::Choice { list } => {
            let list = listed(schema, *list, language);
            language.pick(format!("选一项：{list}"), format!("one of: {list}"))
        }
        FieldKind::Kinds { list, others } => {
            let others = if *others {
                language.pick("、或其他", ", or others")
            } else {
                ""
            };
            let list = listed(schema, *list, language);
            language.pick(
                format!("可选多项：{list}{others}"),
                format!("any of: {list}{others}"),
            )
        }
        FieldKind::Date => language
            .pick("日期，如 2024-03-05", "a date such as 2024-03-05")
            .to_owned(),
        FieldKind::Text => language.pick("文字", "text").to_owned(),
        FieldKind::Records { .. } => language
            .pick("若干行，一行也没有时写 []", "rows; [] where there are none")
            .to_owned(),
    }
}

fn called(choice: &Choice, language: Language) -> &str {
    language.pick(choice.title(), &choice.name)
}

fn listed(schema: &Schema, list: ChoiceList, language: Language) -> String {
    let choices = schema.list(list).map_or(&[][..], |list| &list.choices);
    let names: Vec<&str> = choices
        .iter()
        .map(|choice| called(choice, language))
        .collect();
    names.join(language.pick("、", ", "))
}

/// The range, where the rules declare one.
pub(crate) fn range(schema: &Schema, kind: &FieldKind, language: Language) -> Option<String> {
    let (low, high, _) = kind.bounds()?;
    let usual = match kind {
        FieldKind::Count { .. } => 12,
        FieldKind::Money { .. } => 15,
        FieldKind::Number { .. }
        | FieldKind::Percent { .. }
        | FieldKind::Flag
        | FieldKind::Choice { .. }
        | FieldKind::Kinds { .. }
        | FieldKind::Date
        | FieldKind::Text
        | FieldKind::Records { .. } => 9,
    };
    if *high == Exact::ten_to(usual) {
        return None;
    }
    let (low, high) = (
        typed::amount(kind, schema, low),
        typed::amount(kind, schema, high),
    );
    Some(language.pick(format!("{low} 至 {high}"), format!("{low} to {high}")))
}

fn presence(schema: &Schema, field: &Field, language: Language) -> String {
    match &field.presence {
        Presence::Required => language.pick("必填", "required").to_owned(),
        Presence::Optional => language.pick("可不填", "optional").to_owned(),
        Presence::Default(default) => {
            let value = default_shown(schema, field, default, language);
            language.pick(format!("不填则为 {value}"), format!("{value} if left out"))
        }
    }
}

fn default_shown(schema: &Schema, field: &Field, default: &Stored, language: Language) -> String {
    match default {
        Stored::Number(number) => typed::amount(&field.kind, schema, number),
        Stored::Flag(true) => language.pick("是", "yes").to_owned(),
        Stored::Flag(false) => language.pick("否", "no").to_owned(),
        Stored::Choice(at) => match &field.kind {
            FieldKind::Choice { list } => schema
                .choice(*list, *at)
                .map_or_else(String::new, |choice| called(choice, language).to_owned()),
            FieldKind::Count { .. }
            | FieldKind::Number { .. }
            | FieldKind::Percent { .. }
            | FieldKind::Money { .. }
            | FieldKind::Flag
            | FieldKind::Kinds { .. }
            | FieldKind::Date
            | FieldKind::Text
            | FieldKind::Records { .. } => String::new(),
        },
        Stored::Date(date) => date.to_string(),
        Stored::Text(text) => text.clone(),
        Stored::Missing | Stored::Kinds(_) | Stored::Rows(_) => String::new(),
    }
}
