//! The words for ranges and bounds that do not fit.

use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::domain::{Exact, Type};
use crate::source::Span;

/// A number of a type as it would be written.
pub(super) fn shown(number: &Exact, ty: &Type) -> String {
    match ty {
        Type::Number(quantity) => quantity.shown(number),
        Type::Flag | Type::Choice(_) | Type::Kinds(_) | Type::Date | Type::Text | Type::Records => {
            number.to_string()
        }
    }
}

/// E210: the lower bound of a range is above the upper one.
pub(super) fn reversed_range(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadRange,
        say!(zh "范围的下限大于上限", en "the range starts above its end"),
    )
    .label(span, say!(zh "这个范围里没有值", en "no value lies in this range"))
    .help(say!(zh "先写下限，再写上限，例如 `0 至 100`", en "write the lower end first, such as `0 to 100`"))
}

/// E210: a range is wider than its type allows.
pub(super) fn too_wide(span: Span, ty: &Type, widest: (&Exact, &Exact)) -> Diagnostic {
    let (low, high) = (shown(widest.0, ty), shown(widest.1, ty));
    Diagnostic::new(
        Code::BadRange,
        say!(zh "范围超出了这种证据项的上下限", en "the range is wider than this type allows"),
    )
    .label(
        span,
        say!(zh "最多为 {low} 至 {high}", en "at most {low} to {high}"),
    )
    .help(say!(zh "把范围限制在 {low} 至 {high} 之内", en "keep the range within {low} to {high}"))
}

/// E210: a default lies outside the range.
pub(super) fn default_out_of_range(span: Span, ty: &Type, low: &Exact, high: &Exact) -> Diagnostic {
    let (low, high) = (shown(low, ty), shown(high, ty));
    Diagnostic::new(
        Code::BadRange,
        say!(zh "默认值不在证据项的范围之内", en "the default is not a value of its field"),
    )
    .label(
        span,
        say!(zh "应在 {low} 至 {high} 之间", en "the range is {low} to {high}"),
    )
    .help(say!(zh "写一个范围内的默认值，小数位不超过声明的位数",
               en "give a default inside the range, with no more places than declared"))
}

/// E210: a field is optional and has a default.
pub(super) fn optional_with_default(default: Span, optional: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadRange,
        say!(zh "`可缺` 与 `默认` 不能同时写", en "`optional` and `default` exclude each other"),
    )
    .label(
        default,
        say!(zh "缺少时用这个值", en "absent, it has this value"),
    )
    .label(
        optional,
        say!(zh "缺少时没有值", en "absent, it has no value"),
    )
    .help(say!(zh "删除其中一个", en "delete one of them"))
}

/// E305: a floor lies above its cap.
pub(super) fn floor_above_cap(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Bounds,
        say!(zh "保底高于封顶", en "the floor lies above the cap"),
    )
    .label(span, say!(zh "这个界限", en "this bound"))
    .help(say!(zh "使保底不高于封顶", en "keep the floor at or below the cap"))
}

/// E305: a score that is set lies outside the floor and the cap.
pub(super) fn set_score_outside(span: Span, floor: Option<&Exact>, cap: &Exact) -> Diagnostic {
    let floor = floor
        .map_or(Say::same("−∞"), |floor| Say::same(floor.to_string()))
        .en;
    Diagnostic::new(
        Code::Bounds,
        say!(zh "直接定的分数不在保底与封顶之间", en "the score that is set lies outside the floor and the cap"),
    )
    .label(span, say!(zh "应在 {floor} 至 {cap} 之间", en "the bounds are {floor} to {cap}"))
    .help(say!(zh "写 {floor} 至 {cap} 之间的分数，或改封顶和保底",
               en "write points from {floor} to {cap}, or change the cap or the floor"))
}

/// E305: a cap or floor of a section.
pub(super) fn bound_on_section(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Bounds,
        say!(zh "有权重的一级指标没有封顶和保底", en "a section with a weight has no cap and no floor"),
    )
    .label(span, say!(zh "这个界限", en "this bound"))
    .help(say!(zh "把它移到指标上", en "move it to the indicators"))
}
