//! The declared evidence as a JSON Schema (draft 2020-12), for editors and for programs that make
//! evidence. What the reader accepts is valid, and nearly all that it refuses is not; it cannot say
//! how a number was written (`1e3`), nor how many decimal places it has.

use serde::Serialize;

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::domain::types::words_of_unit;
use crate::evidence::described;
use crate::evidence::json_piece::{Piece, map};
use crate::evidence::read::ABSENT;
use crate::evidence::schema::{Field, FieldKind, JudgementField, Presence, Schema, position};

/// A number as evidence writes it, without its sign in front and its unit behind.
const DECIMAL: &str = r"(0|[1-9][0-9]*)(\.[0-9]+)?";
/// The words for yes and no.
const FLAGS: [&str; 6] = ["yes", "no", "是", "否", "true", "false"];
/// A day as evidence writes it.
const DATE: &str = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)$";

/// The JSON Schema of evidence files; `title` is that of the standard.
pub fn json_schema(schema: &Schema, title: &str, language: Language) -> impl Serialize + use<> {
    let mut making = Making {
        schema,
        language,
        definitions: vec![],
    };
    let evidence = making.fields(&schema.fields, "");
    let keys = described::keys(&schema.fields).into_iter();
    let sources = keys.flat_map(|(_, keys)| keys.into_iter().map(|key| (key.to_owned(), source())));
    let needs_evidence = schema.fields.iter().any(is_required);
    let mut required = vec!["subject"];
    required.extend(needs_evidence.then_some("evidence"));
    let properties = map([
        (
            "subject",
            titled(language.pick("评价对象", "who is assessed"), text()),
        ),
        (
            "assessment_date",
            titled(
                language.pick("评价日期", "assessment date"),
                or_absent(date()),
            ),
        ),
        (
            "evidence",
            if needs_evidence {
                evidence
            } else {
                or_null(evidence)
            },
        ),
        ("judgements", or_null(judgements(schema))),
        ("sources", or_null(closed(sources.collect()))),
        (
            "expect",
            titled(
                language.pick(
                    "`chidu test` 核对的结果",
                    "what `chidu test` holds the result to",
                ),
                map([("type", vec!["object", "null"].into())]),
            ),
        ),
    ]);
    map([
        (
            "$schema",
            "https://json-schema.org/draft/2020-12/schema".into(),
        ),
        ("title", title.into()),
        ("type", "object".into()),
        ("properties", properties),
        ("required", required.into()),
        ("additionalProperties", false.into()),
        ("$defs", Piece::Map(making.definitions)),
    ])
}

/// A JSON Schema in the making: fields stand among the definitions, so that an id and a label can
/// both refer to them.
struct Making<'m> {
    schema: &'m Schema,
    language: Language,
    definitions: Vec<(String, Piece)>,
}

impl Making<'_> {
    /// The object that holds a group of fields, each under its id or its label, never both.
    fn fields(&mut self, group: &[Field], prefix: &str) -> Piece {
        let mut properties = vec![];
        let (mut required, mut choices) = (vec![], vec![]);
        for (field, keys) in described::keys(group) {
            let name = format!("{prefix}{}", field.name);
            let value = self.value(field, &name);
            self.definitions.push((name.clone(), value));
            let reference = map([("$ref", format!("#/$defs/{}", fragment(&name)).into())]);
            let one = |key: &&str| map([("required", vec![*key].into())]);
            match (keys.as_slice(), is_required(field)) {
                ([only], true) => required.push(Piece::from(*only)),
                ([_], false) => {}
                (_, true) => choices.push(map([("oneOf", keys.iter().map(one).collect())])),
                (_, false) => {
                    let both = map([("required", keys.clone().into())]);
                    choices.push(map([("not", both)]));
                }
            }
            properties.extend(
                keys.iter()
                    .map(|key| ((*key).to_owned(), reference.clone())),
            );
        }
        let mut entries = vec![
            ("type".to_owned(), "object".into()),
            ("properties".to_owned(), Piece::Map(properties)),
        ];
        if !required.is_empty() {
            entries.push(("required".to_owned(), Piece::List(required)));
        }
        if !choices.is_empty() {
            entries.push(("allOf".to_owned(), Piece::List(choices)));
        }
        entries.push(("additionalProperties".to_owned(), false.into()));
        Piece::Map(entries)
    }

    fn value(&mut self, field: &Field, name: &str) -> Piece {
        let kind = self.kind(field, name);
        let kind = if is_required(field) {
            kind
        } else {
            or_absent(kind)
        };
        let words = described::words(self.schema, field, self.language);
        let mut entries = vec![
            ("title".to_owned(), field.title().into()),
            ("description".to_owned(), words.into()),
        ];
        entries.extend(kind.into_entries());
        Piece::Map(entries)
    }

    fn kind(&mut self, field: &Field, name: &str) -> Piece {
        let spellings = |list| map([("enum", described::spellings(self.schema, list).into())]);
        match &field.kind {
            FieldKind::Count { unit, .. } => number("integer", &field.kind, unit),
            FieldKind::Number { unit, .. } => number("number", &field.kind, unit),
            FieldKind::Percent { .. } => amount(&field.kind, "[%％]"),
            FieldKind::Money { .. } => money(self.schema, &field.kind),
            FieldKind::Flag => any_of([
                map([("type", "boolean".into())]),
                map([("enum", FLAGS.to_vec().into())]),
            ]),
            FieldKind::Choice { list } => spellings(*list),
            FieldKind::Kinds { others: true, .. } => array(text()),
            FieldKind::Kinds { list, .. } => array(spellings(*list)),
            FieldKind::Date => date(),
            FieldKind::Text => text(),
            FieldKind::Records { fields } => array(self.fields(fields, &format!("{name}."))),
        }
    }
}

fn judgements(schema: &Schema) -> Piece {
    let entry = |(at, field): (usize, &JudgementField)| {
        let at = u32::try_from(at).ok();
        let judgement = judgement(field);
        let is_own = |key: &&String| {
            position(
                &schema.judgements,
                |one| (&one.name, one.label.as_deref()),
                key,
            ) == at
        };
        let keys = std::iter::once(&field.name).chain(field.label.as_ref().filter(is_own));
        keys.map(|key| (key.clone(), judgement.clone()))
            .collect::<Vec<_>>()
    };
    closed(
        schema
            .judgements
            .iter()
            .enumerate()
            .flat_map(entry)
            .collect(),
    )
}

fn judgement(field: &JudgementField) -> Piece {
    let (low, high) = &field.range;
    let sign = if low.is_negative() { "-?" } else { "" };
    let points = any_of([
        bounded("number", (low, high)),
        pattern(format!("^{sign}{DECIMAL}分?$")),
    ]);
    let object = map([
        ("type", "object".into()),
        (
            "properties",
            map([("points", points), ("reason", text()), ("by", text())]),
        ),
        ("required", vec!["points", "reason", "by"].into()),
        ("additionalProperties", false.into()),
    ]);
    titled(field.title(), or_absent(object))
}

/// A number, bare or as text, which may carry its unit.
fn number(word: &'static str, kind: &FieldKind, unit: &str) -> Piece {
    let is_latin = |word: &str| word.starts_with(|sign: char| sign.is_ascii_alphabetic());
    let behind = |word: &str| {
        let apart = if is_latin(word) { " ?" } else { "" };
        format!("{apart}{word}")
    };
    let words: Vec<String> = words_of_unit(unit).into_iter().map(behind).collect();
    let unit = match unit {
        "" => String::new(),
        _ => format!("({})?", words.join("|")),
    };
    let bare = match kind.bounds() {
        Some((low, high, _)) => bounded(word, (low, high)),
        None => map([("type", word.into())]),
    };
    any_of([bare, amount(kind, &unit)])
}

/// A number as text with what stands behind it.
fn amount(kind: &FieldKind, behind: &str) -> Piece {
    let is_signed = kind.bounds().is_some_and(|(low, _, _)| low.is_negative());
    let sign = if is_signed { "-?" } else { "" };
    pattern(format!("^{sign}{DECIMAL}{behind}$"))
}

fn money(schema: &Schema, kind: &FieldKind) -> Piece {
    let currency = &schema.currency.0;
    let is_signed = kind.bounds().is_some_and(|(low, _, _)| low.is_negative());
    let sign = if is_signed { "-?" } else { "" };
    if currency == "CNY" {
        pattern(format!(
            "^({sign}{DECIMAL}(元|万元|亿元)|CNY {sign}{DECIMAL})$"
        ))
    } else {
        pattern(format!("^{currency} {sign}{DECIMAL}$"))
    }
}

/// A JSON number between two values; bounds that are no whole numbers are widened to the next.
fn bounded(word: &'static str, (low, high): (&Exact, &Exact)) -> Piece {
    let mut entries = vec![("type".to_owned(), word.into())];
    for (name, bound) in [("minimum", low.floor()), ("maximum", high.ceil())] {
        let whole = bound.to_whole().and_then(|whole| i64::try_from(whole).ok());
        entries.extend(whole.map(|whole| (name.to_owned(), Piece::Number(whole))));
    }
    Piece::Map(entries)
}

fn is_required(field: &Field) -> bool {
    match field.presence {
        Presence::Required => true,
        Presence::Optional | Presence::Default(_) => false,
    }
}

/// Text that says something: a word of the file format is text too.
fn text() -> Piece {
    let absent = map([("enum", ABSENT.to_vec().into())]);
    map([
        ("type", vec!["string", "number", "boolean"].into()),
        ("pattern", r"\S".into()),
        ("not", absent),
    ])
}

/// Where a fact comes from.
fn source() -> Piece {
    map([("type", vec!["string", "number", "boolean", "null"].into())])
}

fn date() -> Piece {
    pattern(DATE.to_owned())
}

fn pattern(pattern: String) -> Piece {
    map([("type", "string".into()), ("pattern", pattern.into())])
}

fn array(items: Piece) -> Piece {
    map([("type", "array".into()), ("items", items)])
}

fn closed(properties: Vec<(String, Piece)>) -> Piece {
    map([
        ("type", "object".into()),
        ("properties", Piece::Map(properties)),
        ("additionalProperties", false.into()),
    ])
}

fn any_of<const N: usize>(pieces: [Piece; N]) -> Piece {
    map([("anyOf", Piece::List(pieces.into()))])
}

/// The value, or one of the ways to say that there is none.
fn or_absent(piece: Piece) -> Piece {
    let words = ABSENT.iter().map(|word| (*word).into());
    let absent = std::iter::once(Piece::Null).chain(words).collect();
    any_of([piece, map([("enum", Piece::List(absent))])])
}

fn or_null(piece: Piece) -> Piece {
    any_of([piece, map([("type", "null".into())])])
}

fn titled(title: &str, piece: Piece) -> Piece {
    let mut entries = vec![("title".to_owned(), title.into())];
    entries.extend(piece.into_entries());
    Piece::Map(entries)
}

/// A name as it stands in the fragment of a reference.
fn fragment(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
