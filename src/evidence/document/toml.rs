//! TOML through the tree of the toml crate, whose parts know their bytes. Numbers, words and dates
//! are taken from the source as written.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::{Entry, Key, Node, NodeKind, check_depth};
use crate::diagnostics::{Say, say};
use crate::evidence::mistakes;
use crate::evidence::report::{Report, Stop};
use crate::source::{SourceFile, Span};

/// Reads the tree of a TOML file; every mistake of its syntax is reported.
pub(super) fn parse<'t>(report: &mut Report<'t>) -> Result<Node<'t>, Stop> {
    let file = report.file;
    let (root, errors) = DeTable::parse_recoverable(file.text());
    let mut errors = errors.iter().map(|error| mistake(file, error));
    if let Some(first) = errors.next() {
        errors.take(10).for_each(|error| report.add(*error));
        return Err(first);
    }
    let span = Span::new(0, file.text().len());
    let kind = mapping(file.text(), root.into_inner(), 1)?;
    Ok(Node { span, kind })
}

fn mapping<'t>(source: &'t str, table: DeTable<'t>, depth: usize) -> Result<NodeKind<'t>, Stop> {
    let mut entries = Vec::with_capacity(table.len());
    for (key, value) in table {
        let key = Key {
            span: span_of(&key),
            text: key.into_inner(),
        };
        let value = node(source, value, depth + 1)?;
        entries.push(Entry { key, value });
    }
    Ok(NodeKind::Mapping(entries))
}

fn node<'t>(source: &'t str, value: Spanned<DeValue<'t>>, depth: usize) -> Result<Node<'t>, Stop> {
    let span = span_of(&value);
    let written = || Cow::Borrowed(source.get(span.range()).unwrap_or(""));
    let kind = match value.into_inner() {
        DeValue::String(text) => scalar(text),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            scalar(written())
        }
        DeValue::Array(items) => {
            check_depth(depth, span)?;
            let items = items.into_iter();
            let nodes = items.map(|item| node(source, item, depth + 1));
            NodeKind::Sequence(nodes.collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => {
            check_depth(depth, span)?;
            mapping(source, table, depth)?
        }
    };
    Ok(Node { span, kind })
}

fn scalar(text: Cow<'_, str>) -> NodeKind<'_> {
    NodeKind::Scalar {
        text,
        is_null: false,
    }
}

fn span_of<T>(part: &Spanned<T>) -> Span {
    let span = part.span();
    Span::new(span.start, span.end)
}

fn mistake(file: &SourceFile, error: &Error) -> Stop {
    let end = file.text().len();
    let at = error.span().unwrap_or(end..end);
    let span = file.clamp(Span::new(at.start, at.end.max(at.start + 1)));
    if error.message().contains("recurs") {
        return Box::new(mistakes::too_deep(span));
    }
    if error.message().starts_with("duplicate key") {
        let key = file.slice(span);
        let first = first_place(file.text(), key, at.start);
        return Box::new(mistakes::key_twice(key, span, first));
    }
    let line = file.line(span.start);
    let format = super::Format::Toml;
    Box::new(mistakes::unreadable(format, line, span, reason(error)))
}

/// Where the key that stands again at `again` stood before it: the text up to there is read by
/// itself, and of the equal keys in it, the last one under the same dotted path is meant.
fn first_place(source: &str, key: &str, again: usize) -> Option<Span> {
    let before = source.get(..again)?;
    let (root, _) = DeTable::parse_recoverable(before);
    let path = dotted_path(before);
    let mut places = Vec::new();
    collect_keys(root.get_ref(), 1, &mut places);
    places.sort_unstable();
    places.into_iter().rev().find(|place| {
        source.get(place.range()) == Some(key)
            && before
                .get(..place.start as usize)
                .is_some_and(|text| dotted_path(text) == path)
    })
}

fn collect_keys(table: &DeTable<'_>, depth: usize, places: &mut Vec<Span>) {
    for (key, value) in table {
        places.push(span_of(key));
        collect_inner(value.get_ref(), depth + 1, places);
    }
}

fn collect_inner(value: &DeValue<'_>, depth: usize, places: &mut Vec<Span>) {
    if depth > super::DEEPEST {
        return;
    }
    match value {
        DeValue::Table(inner) => collect_keys(inner, depth, places),
        DeValue::Array(items) => items
            .iter()
            .for_each(|item| collect_inner(item.get_ref(), depth + 1, places)),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}

/// What stands before a key in its line, up to the sign that begins an item.
fn dotted_path(before: &str) -> &str {
    before
        .rsplit(['\n', '{', ',', '['])
        .next()
        .unwrap_or("")
        .trim()
}

/// The usual slips, in both languages; anything else is quoted as the parser words it.
fn reason(error: &Error) -> Say {
    const REASONS: &[(&str, &str, &str)] = &[
        (
            "string values must be quoted",
            "文字和带符号的数要加双引号",
            "text, and a number with a sign or unit, needs double quotation marks",
        ),
        (
            "invalid unquoted key",
            "这个键要加双引号",
            "this key needs double quotation marks",
        ),
        (
            "key with no value",
            "此处缺少 `= 值`",
            "`= value` is missing here",
        ),
        (
            "unclosed array",
            "方括号 `[` 没有闭合",
            "a `[` is not closed",
        ),
        (
            "unclosed inline table",
            "花括号 `{` 没有闭合",
            "a `{` is not closed",
        ),
    ];
    let message = error.message();
    let known = REASONS
        .iter()
        .find(|(start, _, _)| message.starts_with(start));
    known.map_or_else(
        || say!(zh "TOML语法不对（{message}）", en "{message}"),
        |(_, zh, en)| Say {
            zh: (*zh).to_owned(),
            en: (*en).to_owned(),
        },
    )
}
