//! Findings about judgements.

use super::near;
use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::evidence::asked::shown;
use crate::evidence::document::{Format, Key};
use crate::evidence::schema::{JudgementField, Schema};
use crate::evidence::typed;
use crate::source::Span;

/// E602: a key under `judgements` that is no judgement.
pub(crate) fn unknown_judgement(key: &Key<'_>, schema: &Schema) -> Diagnostic {
    let text = shown(&key.text);
    let found = Diagnostic::new(
        Code::UnknownField,
        say!(zh "没有 `{text}` 这项酌情打分", en "there is no judgement `{text}`"),
    )
    .label(
        key.span,
        say!(zh "规则里没有声明", en "the rules declare no such judgement"),
    );
    if schema.find_field(&key.text).is_some() {
        return found.help(say!(
            zh "`{text}` 是证据项：写到 `evidence:` 之下",
            en "`{text}` is a field: it belongs under `evidence:`"
        ));
    }
    let names = schema.judgements.iter().map(|field| field.name.as_str());
    let labels = schema
        .judgements
        .iter()
        .filter_map(|field| field.label.as_deref());
    match near(&key.text, names.chain(labels)) {
        Some(near) => found.help(say!(zh "是不是 `{near}`？", en "is `{near}` meant?")),
        None => found.help(say!(
            zh "这里只写规则中的酌情打分",
            en "only the judgements of the rules stand here"
        )),
    }
}

/// E608: a judgement that is not made of points, reason and by.
pub(crate) fn judgement_shape(
    field: &JudgementField,
    points: Option<&str>,
    at: (Span, Format),
) -> Diagnostic {
    let (span, format) = at;
    let title = field.title();
    let entry = typed::judgement(format, &field.name, points.unwrap_or("10"));
    Diagnostic::new(
        Code::BadJudgement,
        say!(
            zh "酌情打分 `{title}` 要写明分数、理由和打分人",
            en "the judgement `{title}` needs its points, its reason and who gave it"
        ),
    )
    .label(
        span,
        say!(zh "这里应有 points、reason 和 by", en "points, reason and by belong here"),
    )
    .help(say!(zh "写作 `{entry}`", en "write `{entry}`"))
}

/// E608: a part of a judgement is missing or empty; `parts` are the keys.
pub(crate) fn judgement_incomplete(
    field: &JudgementField,
    parts: &[&'static str],
    at: (Span, Format),
) -> Diagnostic {
    let (span, format) = at;
    let title = field.title();
    let list = parts.join("`, `");
    let entry = typed::judgement(format, &field.name, "10");
    Diagnostic::new(
        Code::BadJudgement,
        say!(
            zh "酌情打分 `{title}` 缺少 `{list}`",
            en "the judgement `{title}` lacks `{list}`"
        ),
    )
    .label(
        span,
        say!(zh "这里缺少 `{list}`", en "`{list}` is missing here"),
    )
    .help(say!(
        zh "写作 `{entry}`：`points` 是分数，`reason` 是理由，`by` 是打分人",
        en "write `{entry}`: `points`, the `reason` for them, and `by` whom they were given"
    ))
}

/// E608: a key inside a judgement that means nothing.
pub(crate) fn judgement_unknown_part(field: &JudgementField, key: &Key<'_>) -> Diagnostic {
    let (title, text) = (field.title(), shown(&key.text));
    let parts = ["points", "reason", "by"];
    let found = Diagnostic::new(
        Code::BadJudgement,
        say!(
            zh "酌情打分 `{title}` 里没有 `{text}` 这个键",
            en "the judgement `{title}` knows no key `{text}`"
        ),
    )
    .label(key.span, say!(zh "这个键", en "this key"));
    match near(&key.text, parts) {
        Some(near) => found.help(say!(zh "是不是 `{near}`？", en "is `{near}` meant?")),
        None => found.help(say!(
            zh "只有 `points`、`reason` 和 `by`",
            en "there are only `points`, `reason` and `by`"
        )),
    }
}

/// E608: points that are not written as points are.
pub(crate) fn wrong_points(
    field: &JudgementField,
    text: &str,
    likely: &[String],
    span: Span,
) -> Diagnostic {
    let (title, text) = (field.title(), shown(text));
    let found = Diagnostic::new(
        Code::BadJudgement,
        say!(
            zh "酌情打分 `{title}` 的 `{text}` 不是分数的写法",
            en "`{text}` for the judgement `{title}` is not written as points"
        ),
    )
    .label(span, say!(zh "这里应为分数", en "points are needed here"));
    let form = say!(
        zh "分数写作 `10`、`7.5` 或 `10分`，最多 6 位小数",
        en "points are written `10`, `7.5` or `10分`, with at most 6 decimal places"
    );
    found.help(match likely.first() {
        Some(likely) => Say {
            zh: format!("若指的是它，写作 `{likely}`；{}", form.zh),
            en: format!("write `{likely}` if that is meant; {}", form.en),
        },
        None => form,
    })
}

/// E608: points beyond the bounds of the rules.
pub(crate) fn points_out_of_bounds(field: &JudgementField, text: &str, span: Span) -> Diagnostic {
    let (title, text) = (field.title(), shown(text));
    let (low, high) = &field.range;
    Diagnostic::new(
        Code::BadJudgement,
        say!(
            zh "酌情打分 `{title}` 的 {text} 超出 {low} 至 {high}",
            en "{text} for the judgement `{title}` is outside {low} to {high}"
        ),
    )
    .label(
        span,
        say!(zh "规则允许 {low} 至 {high}", en "the rules allow {low} to {high}"),
    )
    .help(say!(
        zh "写 {low} 至 {high} 之间的分数",
        en "write points from {low} to {high}"
    ))
}
