//! Values in words, for sentences in both languages.

use crate::diagnostics::{Language, Say, say};
use crate::domain::date::Period;
use crate::domain::standard::Status;
use crate::domain::{Date, Exact, Quantity, Rounding, RoundingMode, Type};
use crate::evidence::{FieldKind, Presence};
use crate::program::{BandRange, Otherwise};

/// Both languages at once.
pub(super) fn pair(zh: impl Into<String>, en: impl Into<String>) -> Say {
    Say {
        zh: zh.into(),
        en: en.into(),
    }
}

/// The word for what is not there.
pub(super) fn nothing() -> Say {
    pair("无", "none")
}

/// A number of a type, as it would be written.
pub(super) fn number(number: &Exact, ty: &Type) -> String {
    match ty {
        Type::Number(quantity) => quantity.shown(number),
        Type::Flag | Type::Choice(_) | Type::Kinds(_) | Type::Date | Type::Text | Type::Records => {
            number.to_string()
        }
    }
}

/// A difference of two numbers of a type; that of percentages is a number of percentage points.
pub(super) fn difference(number: &Exact, ty: &Type) -> String {
    match ty {
        Type::Number(Quantity::Percent | Quantity::Ratio) => Quantity::PercentPoint.shown(number),
        Type::Number(_)
        | Type::Flag
        | Type::Choice(_)
        | Type::Kinds(_)
        | Type::Date
        | Type::Text
        | Type::Records => self::number(number, ty),
    }
}

/// A share of the whole, as a percentage.
pub(super) fn percent(number: &Exact) -> String {
    Quantity::Percent.shown(number)
}

/// Points as a clause writes them, with their sign.
pub(super) fn signed(points: &Exact) -> String {
    if points.is_negative() {
        points.to_string().replace('-', "−")
    } else {
        format!("+{points}")
    }
}

/// Yes or no.
pub(super) fn yes_no(flag: bool) -> Say {
    if flag {
        pair("是", "yes")
    } else {
        pair("否", "no")
    }
}

/// A range of a type.
pub(super) fn range(range: &BandRange, ty: &Type) -> Say {
    let of = |language| range.shown(|value| number(value, ty), language);
    Say {
        zh: of(Language::Zh),
        en: of(Language::En),
    }
}

/// A range with both ends.
pub(super) fn between((low, high): &(Exact, Exact), ty: &Type) -> Say {
    let (low, high) = (number(low, ty), number(high, ty));
    say!(zh "{low} 至 {high}", en "{low} to {high}")
}

/// How something is rounded.
pub(super) fn rounding(rounding: Rounding) -> Say {
    let mode = match rounding.mode {
        RoundingMode::HalfAway => pair("四舍五入", "half away from zero"),
        RoundingMode::HalfEven => pair("五成双", "half to even"),
        RoundingMode::Up => pair("进一", "up"),
        RoundingMode::Down => pair("去尾", "down"),
    };
    let (zh, en) = (mode.zh, mode.en);
    match rounding.nearest_step() {
        Some(step) => say!(zh "取整到 {step}（{zh}）", en "to the nearest {step} ({en})"),
        None => {
            let places = rounding.places;
            let word = if places == 1 { "place" } else { "places" };
            say!(zh "保留 {places} 位小数（{zh}）", en "to {places} {word} ({en})")
        }
    }
}

/// A day, or that none is said.
pub(super) fn day(day: Option<Date>) -> Say {
    day.map_or_else(
        || pair("未写", "not said"),
        |day| Say::same(day.to_string()),
    )
}

/// Whether a standard is valid.
pub(super) fn status(status: Status) -> Say {
    match status {
        Status::Draft => pair("征求意见", "draft"),
        Status::InForce => pair("有效", "in force"),
        Status::Expired => pair("失效", "expired"),
    }
}

/// What happens to a part that does not apply.
pub(super) fn otherwise(otherwise: Otherwise) -> Say {
    match otherwise {
        Otherwise::Full => pair("满分", "the full mark"),
        Otherwise::Zero => pair("零分", "zero"),
        Otherwise::Reweigh => pair("权重重新分配", "its weight is shared out"),
    }
}

/// A year or a month.
pub(super) fn period(period: Period) -> Say {
    match period {
        Period::Year => pair("每年", "each year"),
        Period::Month => pair("每月", "each month"),
    }
}

/// What sort of field it is.
pub(super) fn kind(kind: &FieldKind) -> Say {
    match kind {
        FieldKind::Count { .. } => pair("计数", "count"),
        FieldKind::Number { .. } => pair("数值", "number"),
        FieldKind::Percent { .. } => pair("百分比", "percent"),
        FieldKind::Money { .. } => pair("金额", "money"),
        FieldKind::Flag => pair("是否", "yes/no"),
        FieldKind::Choice { .. } => pair("单选", "one of"),
        FieldKind::Kinds { .. } => pair("种类", "kinds"),
        FieldKind::Date => pair("日期", "date"),
        FieldKind::Text => pair("文本", "text"),
        FieldKind::Records { .. } => pair("记录", "records"),
    }
}

/// What the absence of a value means; `default` is that value for readers.
pub(super) fn presence(presence: &Presence, default: &Say) -> Say {
    let (zh, en) = (&default.zh, &default.en);
    match presence {
        Presence::Required => pair("必填", "required"),
        Presence::Optional => pair("可缺", "optional"),
        Presence::Default(_) => say!(zh "默认 {zh}", en "default {en}"),
    }
}
