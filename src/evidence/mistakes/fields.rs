//! Findings about fields as such: unknown, missing, given twice, or of the wrong shape.

use super::near;
use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::evidence::asked::{Asked, Row, shown};
use crate::evidence::document::{Format, Key};
use crate::evidence::schema::{Field, Schema};
use crate::evidence::typed;
use crate::source::Span;

/// E602: a key under `evidence`, or in a row, that is no field.
pub(crate) fn unknown_field(
    key: &Key<'_>,
    fields: &[Field],
    row: Option<Row<'_>>,
    schema: &Schema,
) -> Diagnostic {
    let text = shown(&key.text);
    let message = match row {
        None => say!(zh "没有 `{text}` 这个证据项", en "there is no evidence field `{text}`"),
        Some(row) => {
            let records = row.records.title();
            say!(
                zh "`{records}` 的行里没有 `{text}` 这个证据项",
                en "the rows of `{records}` have no field `{text}`"
            )
        }
    };
    let found = Diagnostic::new(Code::UnknownField, message).label(
        key.span,
        say!(zh "规则里没有声明", en "the rules declare no such field"),
    );
    if row.is_none() && schema.find_judgement(&key.text).is_some() {
        return found.help(say!(
            zh "`{text}` 是酌情打分：写到 `judgements:` 之下",
            en "`{text}` is a judgement: it belongs under `judgements:`"
        ));
    }
    if row.is_some() && schema.find_field(&key.text).is_some() {
        return found.help(say!(
            zh "`{text}` 不属于行：直接写到 `evidence` 之下",
            en "`{text}` is not part of a row: write it directly under `evidence`"
        ));
    }
    did_you_mean(found, &key.text, fields)
}

/// E602: a key under `sources` that is no field.
pub(crate) fn unknown_source(key: &Key<'_>, fields: &[Field]) -> Diagnostic {
    let text = shown(&key.text);
    let found = Diagnostic::new(
        Code::UnknownField,
        say!(
            zh "`sources` 里的 `{text}` 不是证据项",
            en "`{text}` under `sources` is no evidence field"
        ),
    )
    .label(
        key.span,
        say!(zh "规则里没有声明", en "the rules declare no such field"),
    );
    did_you_mean(found, &key.text, fields)
}

fn did_you_mean(found: Diagnostic, key: &str, fields: &[Field]) -> Diagnostic {
    let names = fields.iter().map(|field| field.name.as_str());
    let labels = fields.iter().filter_map(|field| field.label.as_deref());
    let shared = labels.clone().filter(|label| *label == key).count() > 1;
    if shared {
        let names = fields
            .iter()
            .filter(|field| field.label.as_deref() == Some(key));
        let names: Vec<&str> = names.map(|field| field.name.as_str()).collect();
        let names = names.join("`, `");
        return found.help(say!(
            zh "不止一个证据项叫这个名字，请写名称：`{names}`",
            en "more than one field is called so; write its id: `{names}`"
        ));
    }
    match near(key, names.chain(labels)) {
        Some(near) => found.help(say!(zh "是不是 `{near}`？", en "is `{near}` meant?")),
        None => {
            let list = listed(fields.iter().map(Field::title));
            found.help(say!(zh "声明的证据项有：{list}", en "the declared fields are: {list}"))
        }
    }
}

/// Up to 20 of the names.
pub(super) fn listed<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> String {
    const MOST: usize = 20;
    let more = names.len().saturating_sub(MOST);
    let list: Vec<String> = names.take(MOST).map(|name| format!("`{name}`")).collect();
    let list = list.join(", ");
    if more == 0 {
        list
    } else {
        format!("{list}, … (+{more})")
    }
}

/// E603: required fields that are absent, all of the file or of one row at once.
pub(crate) fn missing_fields(
    missing: &[&Field],
    row: Option<Row<'_>>,
    schema: &Schema,
    at: (Span, Format),
) -> Diagnostic {
    let (span, format) = at;
    let count = missing.len();
    let titles: Vec<String> = missing.iter().map(|field| named(field)).collect();
    let (zh, en) = (titles.join("、"), titles.join(", "));
    let message = match row {
        None => say!(
            zh "缺少 {count} 项必填证据：{zh}",
            en "required evidence is missing ({count}): {en}"
        ),
        Some(row) => {
            let (records, number) = (row.records.title(), row.number);
            say!(
                zh "`{records}`第{number}行缺少 {count} 项必填证据：{zh}",
                en "row {number} of `{records}` lacks what is required ({count}): {en}"
            )
        }
    };
    let lines: Vec<String> = missing
        .iter()
        .map(|field| {
            let example = typed::example(format, field, schema);
            format!("  {}", typed::entry(format, &field.name, &example))
        })
        .collect();
    let lines = lines.join("\n");
    Diagnostic::new(Code::MissingEvidence, message)
        .label(span, place_of_missing(row))
        .help(match row {
            None => say!(
                zh "在 `evidence` 之下补上，例如：\n{lines}",
                en "add them under `evidence`, for instance:\n{lines}"
            ),
            Some(_) => say!(
                zh "在这一行里补上，例如：\n{lines}",
                en "add them to this row, for instance:\n{lines}"
            ),
        })
}

fn place_of_missing(row: Option<Row<'_>>) -> Say {
    match row {
        None => say!(zh "应写在这之下", en "they belong under this"),
        Some(_) => say!(zh "这一行", en "this row"),
    }
}

/// `服务满意度` (satisfaction)
fn named(field: &Field) -> String {
    match &field.label {
        Some(label) => format!("`{label}` ({})", field.name),
        None => format!("`{}`", field.name),
    }
}

/// E607: one field given twice, by its id and by its label or in two spellings.
pub(crate) fn field_twice(title: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateKey,
        say!(zh "`{title}` 写了两次", en "`{title}` stands twice"),
    )
    .label(again, say!(zh "第二次写在这里", en "it stands again here"))
    .label(first, say!(zh "第一次写在这里", en "it stands first here"))
    .help(say!(
        zh "名称和标签指的是同一项，只保留其中一处",
        en "an id and its label mean the same field; keep one of the two"
    ))
}

/// E610: a list or mapping where one value is needed.
pub(crate) fn scalar_needed(asked: &Asked<'_>, span: Span, format: Format) -> Diagnostic {
    let example = typed::example(format, asked.field, asked.schema);
    let entry = typed::entry(format, &asked.field.name, &example);
    Diagnostic::new(
        Code::WrongShape,
        Say {
            zh: format!("{}只要一个值，不要列表或键值", asked.zh()),
            en: format!(
                "{} is one value, not a list or keys with values",
                asked.en()
            ),
        },
    )
    .label(
        span,
        say!(zh "这里应为一个值", en "one value is needed here"),
    )
    .help(say!(zh "写作 `{entry}`", en "write `{entry}`"))
}

/// E610: something else where a list is needed.
pub(crate) fn sequence_needed(asked: &Asked<'_>, span: Span, format: Format) -> Diagnostic {
    let example = typed::example(format, asked.field, asked.schema);
    let entry = typed::entry(format, &asked.field.name, &example);
    Diagnostic::new(
        Code::WrongShape,
        Say {
            zh: format!("{}应为列表", asked.zh()),
            en: format!("{} is a list", asked.en()),
        },
    )
    .label(span, say!(zh "这里应为列表", en "a list is needed here"))
    .help(say!(
        zh "写作 `{entry}`；一个也没有时写 `[]`",
        en "write `{entry}`, or `[]` where there is none"
    ))
}

/// E610: a row that is not made of keys with values.
pub(crate) fn row_not_mapping(row: Row<'_>, schema: &Schema, at: (Span, Format)) -> Diagnostic {
    let (span, format) = at;
    let (records, number) = (row.records.title(), row.number);
    let example = typed::example(format, row.records, schema);
    Diagnostic::new(
        Code::WrongShape,
        say!(
            zh "`{records}` 的第 {number} 行应由键和值组成",
            en "row {number} of `{records}` is made of keys with values"
        ),
    )
    .label(span, say!(zh "这一行", en "this row"))
    .help(say!(zh "列表写作 `{example}`", en "write the list as `{example}`"))
}
