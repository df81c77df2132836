//! How a value, an entry or an example is typed in each format, for the help of messages.

use crate::domain::Exact;
use crate::evidence::document::Format;
use crate::evidence::schema::{Field, FieldKind, Schema};

/// A text as it is typed for a value: with quotation marks where the format needs them.
pub(crate) fn text(format: Format, text: &str) -> String {
    let is_bare = match format {
        Format::Yaml => is_safe_in_yaml(text),
        Format::Json | Format::Toml => Exact::parse(text).is_some(),
    };
    if is_bare {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// `key: value` in the notation of the format; `value` is already typed.
pub(crate) fn entry(format: Format, key: &str, value: &str) -> String {
    match format {
        Format::Yaml => format!("{}: {value}", text(format, key)),
        Format::Json => format!("\"{key}\": {value}"),
        Format::Toml if is_bare_key(key) => format!("{key} = {value}"),
        Format::Toml => format!("\"{key}\" = {value}"),
    }
}

/// `{a: 1, b: 2}` in the notation of the format, from typed entries.
pub(crate) fn mapping(entries: &[String]) -> String {
    format!("{{{}}}", entries.join(", "))
}

/// A judgement as it is typed.
pub(crate) fn judgement(format: Format, name: &str, points: &str) -> String {
    let value = mapping(&[
        entry(format, "points", points),
        entry(format, "reason", "\"理由\""),
        entry(format, "by", "\"评审组\""),
    ]);
    entry(format, name, &value)
}

/// An example of a field's value, within its range.
pub(crate) fn example(format: Format, field: &Field, schema: &Schema) -> String {
    match &field.kind {
        FieldKind::Count { .. }
        | FieldKind::Number { .. }
        | FieldKind::Percent { .. }
        | FieldKind::Money { .. } => text(format, &number_example(&field.kind, schema)),
        FieldKind::Flag => text(format, "yes"),
        FieldKind::Choice { list } => {
            let choice = schema.choice(*list, 0);
            text(format, choice.map_or("", |choice| &choice.name))
        }
        FieldKind::Kinds { list, .. } => {
            let choice = schema.choice(*list, 0);
            let first = choice.map_or(String::new(), |choice| text(format, &choice.name));
            format!("[{first}]")
        }
        FieldKind::Date => text(format, "2024-03-05"),
        FieldKind::Text => text(format, "文字"),
        FieldKind::Records { fields } => {
            let inner = fields
                .iter()
                .map(|inner| entry(format, &inner.name, &example(format, inner, schema)));
            format!("[{}]", mapping(&inner.collect::<Vec<_>>()))
        }
    }
}

/// An example of a number as a person writes it, such as `72.5%`.
pub(crate) fn number_example(kind: &FieldKind, schema: &Schema) -> String {
    let Some((low, high, places)) = kind.bounds() else {
        return String::new();
    };
    let usual: &[Exact] = match kind {
        FieldKind::Percent { .. } => &[Exact::decimal(725, 3), Exact::decimal(6, 1)],
        FieldKind::Money { .. } => &[Exact::whole(3_500_000), Exact::whole(50)],
        FieldKind::Number { .. } => &[Exact::decimal(15, 1), Exact::whole(12)],
        FieldKind::Count { .. }
        | FieldKind::Flag
        | FieldKind::Choice { .. }
        | FieldKind::Kinds { .. }
        | FieldKind::Date
        | FieldKind::Text
        | FieldKind::Records { .. } => &[Exact::whole(12), Exact::whole(3)],
    };
    let fits = |number: &&Exact| {
        *low <= **number && **number <= *high && number.places().is_some_and(|n| n <= places)
    };
    amount(kind, schema, usual.iter().find(fits).unwrap_or(low))
}

/// A number of this kind as a person writes it: `120家`, `72.5%`, `350万元`.
pub(crate) fn amount(kind: &FieldKind, schema: &Schema, number: &Exact) -> String {
    match kind {
        FieldKind::Percent { .. } => format!("{}%", number.times_hundred()),
        FieldKind::Money { .. } => money(schema, number),
        FieldKind::Count { unit, .. } | FieldKind::Number { unit, .. } => format!("{number}{unit}"),
        FieldKind::Flag
        | FieldKind::Choice { .. }
        | FieldKind::Kinds { .. }
        | FieldKind::Date
        | FieldKind::Text
        | FieldKind::Records { .. } => number.to_string(),
    }
}

/// An amount of money: `350万元`, or `USD 350` in another currency than the yuan.
pub(crate) fn money(schema: &Schema, number: &Exact) -> String {
    let currency = &schema.currency.0;
    if currency != "CNY" {
        return format!("{currency} {number}");
    }
    for (size, unit) in [(8, "亿元"), (4, "万元")] {
        let part = number.divided_by(&Exact::ten_to(size));
        let whole = part.filter(|part| !part.is_zero() && part.places() == Some(0));
        if let Some(whole) = whole {
            return format!("{whole}{unit}");
        }
    }
    format!("{number}元")
}

fn is_bare_key(key: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    !key.is_empty() && key.bytes().all(is_plain)
}

fn is_safe_in_yaml(text: &str) -> bool {
    let is_plain = |sign: char| sign.is_alphanumeric() || "_.%/（）()".contains(sign);
    text.starts_with(|sign: char| sign.is_alphanumeric() || sign == '-')
        && text.len() > 1
        && text
            .chars()
            .skip(1)
            .all(|sign| is_plain(sign) || sign == '-' || sign == ' ')
        && !text.ends_with(' ')
        && !text.starts_with("- ")
        || text.len() == 1 && text.chars().all(char::is_alphanumeric)
}
