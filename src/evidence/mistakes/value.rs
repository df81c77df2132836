//! Findings about single values: their writing, their range, their unit.

use super::fields::listed;
use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::domain::{Exact, Quantity, Type};
use crate::evidence::asked::{Asked, Written, shown};
use crate::evidence::schema::FieldKind;
use crate::evidence::typed;

/// E604: a number, percentage or amount of money that is not written as such; `likely` holds what
/// may be meant, in the documented form.
pub(crate) fn wrong_number(
    asked: &Asked<'_>,
    written: &Written<'_>,
    likely: &[String],
) -> Diagnostic {
    let text = shown(written.text);
    let (form, range) = (form(asked, written), range(asked));
    let help = match meant(written, likely) {
        Some(meant) => Say {
            zh: format!("若指的是它，写作 {}；{}", meant.zh, form.zh),
            en: format!("write {} if that is meant; {}", meant.en, form.en),
        },
        None => form,
    };
    let kind = noun(asked);
    Diagnostic::new(
        Code::WrongValue,
        Say {
            zh: format!("{}的 `{text}` 不是{}的写法", asked.zh(), kind.zh),
            en: format!("`{text}` for {} is not written as {}", asked.en(), kind.en),
        },
    )
    .label(
        written.span,
        Say {
            zh: format!("读不成{}", kind.zh),
            en: format!("not read as {}", kind.en),
        },
    )
    .help(Say {
        zh: format!("{}，范围 {range}", help.zh),
        en: format!("{}, in the range {range}", help.en),
    })
}

/// What the field's values are called.
fn noun(asked: &Asked<'_>) -> Say {
    match asked.field.kind.ty() {
        Type::Number(Quantity::Percent) => say!(zh "百分比", en "a percentage"),
        Type::Number(Quantity::Money) => say!(zh "金额", en "an amount of money"),
        Type::Number(_)
        | Type::Flag
        | Type::Choice(_)
        | Type::Kinds(_)
        | Type::Date
        | Type::Text
        | Type::Records => match asked.field.kind.bounds() {
            Some((_, _, 0)) => say!(zh "计数", en "a count"),
            Some(_) | None => say!(zh "数值", en "a number"),
        },
    }
}

/// How a number of this field is written.
fn form(asked: &Asked<'_>, written: &Written<'_>) -> Say {
    let kind = &asked.field.kind;
    let example = typed::number_example(kind, asked.schema);
    let typed = typed::text(written.format, &example);
    match kind {
        FieldKind::Percent { .. } => say!(
            zh "百分比写作数字加百分号，如 {typed}",
            en "a percentage is digits with a percent sign, such as {typed}"
        ),
        FieldKind::Money { .. } => {
            let forms = money_forms(asked);
            say!(zh "金额写作 {forms}", en "an amount of money is written {forms}")
        }
        FieldKind::Count { unit, .. } | FieldKind::Number { unit, .. } => {
            let bare = example.strip_suffix(unit.as_ref()).unwrap_or(&example);
            let both = if unit.is_empty() {
                say!(zh "{bare}", en "{bare}")
            } else {
                say!(zh "{bare} 或 {typed}", en "{bare} or {typed}")
            };
            let what = if matches!(kind, FieldKind::Count { .. }) {
                say!(zh "只写数字，不带小数、正号、分隔符和前导零", en "digits only, without a fraction, plus sign, separators or leading zeros")
            } else {
                say!(zh "只写数字和小数点，不带正号、分隔符和前导零", en "digits with at most one point, without a plus sign, separators or leading zeros")
            };
            Say {
                zh: format!("{}，如 {}", what.zh, both.zh),
                en: format!("{}, such as {}", what.en, both.en),
            }
        }
        FieldKind::Flag
        | FieldKind::Choice { .. }
        | FieldKind::Kinds { .. }
        | FieldKind::Date
        | FieldKind::Text
        | FieldKind::Records { .. } => say!(zh "写作 {typed}", en "write {typed}"),
    }
}

fn money_forms(asked: &Asked<'_>) -> String {
    let currency = &asked.schema.currency.0;
    if currency == "CNY" {
        "`350万元`, `3亿元`, `50元`, `CNY 50`".to_owned()
    } else {
        format!("`{currency} 50`")
    }
}

/// `0 … 5000家`, with the ends as a person writes them.
fn range(asked: &Asked<'_>) -> String {
    let Some((low, high, _)) = asked.field.kind.bounds() else {
        return String::new();
    };
    let show = |number: &Exact| typed::amount(&asked.field.kind, asked.schema, number);
    format!("{} … {}", show(low), show(high))
}

fn meant(written: &Written<'_>, likely: &[String]) -> Option<Say> {
    let typed = likely
        .iter()
        .map(|text| format!("`{}`", typed::text(written.format, text)));
    let typed: Vec<String> = typed.collect();
    (!typed.is_empty()).then(|| Say {
        zh: typed.join(" 或 "),
        en: typed.join(" or "),
    })
}

/// E612: a bare number for a percentage, with both readings.
pub(crate) fn bare_percent(asked: &Asked<'_>, written: &Written<'_>, number: &Exact) -> Diagnostic {
    let text = shown(written.text);
    let as_written = format!("{number}%");
    let as_ratio = format!("{}%", number.times_hundred());
    let is_ratio = number.abs() <= Exact::ONE && !number.is_zero();
    let (first, second) = if is_ratio {
        (as_ratio, as_written)
    } else {
        (as_written, as_ratio)
    };
    let (likely, other) = (
        typed::text(written.format, &first),
        typed::text(written.format, &second),
    );
    Diagnostic::new(
        Code::BareQuantity,
        Say {
            zh: format!("{}的 `{text}` 缺少百分号", asked.zh()),
            en: format!("`{text}` for {} lacks its percent sign", asked.en()),
        },
    )
    .label(
        written.span,
        say!(zh "是 {first}，还是 {second}？", en "is this {first} or {second}?"),
    )
    .help(if number.is_zero() {
        say!(zh "写作 `{likely}`", en "write `{likely}`")
    } else {
        say!(
            zh "写作 `{likely}`；若确指 {second}，写作 `{other}`",
            en "write `{likely}`; if {second} is meant, write `{other}`"
        )
    })
}

/// E612: a bare number for money, with its readings.
pub(crate) fn bare_money(asked: &Asked<'_>, written: &Written<'_>, number: &Exact) -> Diagnostic {
    let text = shown(written.text);
    let currency = &asked.schema.currency.0;
    let say = Say {
        zh: format!("{}的 `{text}` 缺少金额单位", asked.zh()),
        en: format!("`{text}` for {} lacks its unit of money", asked.en()),
    };
    let found = Diagnostic::new(Code::BareQuantity, say);
    let typed = |text: String| typed::text(written.format, &text);
    if currency != "CNY" {
        let one = typed(format!("{currency} {number}"));
        return found
            .label(
                written.span,
                say!(zh "多少{currency}？", en "how much of {currency}?"),
            )
            .help(say!(zh "写作 `{one}`", en "write `{one}`"));
    }
    let (yuan, wan) = (typed(format!("{number}元")), typed(format!("{number}万元")));
    found
        .label(
            written.span,
            say!(zh "是 {number}元，还是 {number}万元？", en "is this {number}元 or {number}万元?"),
        )
        .help(say!(
            zh "按元写作 `{yuan}`，按万元写作 `{wan}`",
            en "write `{yuan}` for yuan, or `{wan}` for ten thousand yuan"
        ))
}

/// E605: a number outside its range.
pub(crate) fn out_of_range(asked: &Asked<'_>, written: &Written<'_>) -> Diagnostic {
    let (text, range) = (shown(written.text), range(asked));
    Diagnostic::new(
        Code::OutOfRange,
        Say {
            zh: format!("{}的 `{text}` 超出范围 {range}", asked.zh()),
            en: format!("`{text}` for {} is outside the range {range}", asked.en()),
        },
    )
    .label(
        written.span,
        say!(zh "允许的范围是 {range}", en "the range is {range}"),
    )
    .help(say!(
        zh "核对数字和单位；若数字无误，是规则里的范围定窄了",
        en "check the digits and the unit; if they are right, the range in the rules is too narrow"
    ))
}

/// E605: more decimal places than are declared.
pub(crate) fn too_many_places(asked: &Asked<'_>, written: &Written<'_>, most: u32) -> Diagnostic {
    let text = shown(written.text);
    let say = if most == 0 {
        Say {
            zh: format!("{}的 `{text}` 应为整数", asked.zh()),
            en: format!("`{text}` for {} is not whole", asked.en()),
        }
    } else {
        Say {
            zh: format!("{}的 `{text}` 超过 {most} 位小数", asked.zh()),
            en: format!(
                "`{text}` for {} has more than {most} decimal places",
                asked.en()
            ),
        }
    };
    Diagnostic::new(Code::OutOfRange, say)
        .label(
            written.span,
            say!(zh "最多 {most} 位小数", en "at most {most} decimal places"),
        )
        .help(say!(
            zh "这里不作任何舍入：按规定的位数写，或在规则里放宽位数",
            en "nothing is rounded here: write no more places than that, or allow more in the rules"
        ))
}

/// E604: neither yes nor no.
pub(crate) fn wrong_flag(
    asked: &Asked<'_>,
    written: &Written<'_>,
    likely: Option<&str>,
) -> Diagnostic {
    let text = shown(written.text);
    let forms = "`yes` `no` `是` `否` `true` `false`";
    Diagnostic::new(
        Code::WrongValue,
        Say {
            zh: format!("{}的 `{text}` 不是“是”或“否”", asked.zh()),
            en: format!("`{text}` for {} is neither yes nor no", asked.en()),
        },
    )
    .label(
        written.span,
        say!(zh "这里应为是或否", en "yes or no is needed here"),
    )
    .help(match likely {
        Some(likely) => say!(
            zh "若指的是它，写作 `{likely}`；只能写 {forms}",
            en "write `{likely}` if that is meant; the forms are {forms}"
        ),
        None => say!(zh "只能写 {forms}", en "write one of {forms}"),
    })
}

/// E604: no date of the calendar.
pub(crate) fn wrong_date(
    asked: &Asked<'_>,
    written: &Written<'_>,
    likely: &[String],
) -> Diagnostic {
    let text = shown(written.text);
    let found = Diagnostic::new(
        Code::WrongValue,
        Say {
            zh: format!("{}的 `{text}` 不是日期", asked.zh()),
            en: format!("`{text}` for {} is no date", asked.en()),
        },
    )
    .label(
        written.span,
        say!(zh "这里应为日期", en "a date is needed here"),
    );
    let forms = say!(
        zh "日期写作 `2024-03-05` 或 `2024年3月5日`，且日历上要有这一天",
        en "a date is written `2024-03-05` or `2024年3月5日`, and the calendar has that day"
    );
    found.help(match meant(written, likely) {
        Some(meant) => Say {
            zh: format!("若指的是它，写作 {}；{}", meant.zh, forms.zh),
            en: format!("write {} if that is meant; {}", meant.en, forms.en),
        },
        None => forms,
    })
}

/// E604: one value where a list of kinds is needed.
pub(crate) fn kinds_not_a_list(asked: &Asked<'_>, written: &Written<'_>) -> Diagnostic {
    let text = shown(written.text);
    let item = typed::text(written.format, written.text.trim());
    let item = shown(&item);
    let entry = typed::entry(written.format, &asked.field.name, &format!("[{item}]"));
    Diagnostic::new(
        Code::WrongValue,
        Say {
            zh: format!("{}应为列表，`{text}` 没有方括号", asked.zh()),
            en: format!("{} is a list, and `{text}` has no brackets", asked.en()),
        },
    )
    .label(
        written.span,
        say!(zh "这里应为列表", en "a list is needed here"),
    )
    .help(say!(
        zh "写作 `[{item}]`，即 `{entry}`；一个也没有时写 `[]`",
        en "write `[{item}]`, that is `{entry}`, or `[]` where there is none"
    ))
}

/// E604: an item of a list of kinds that says nothing.
pub(crate) fn empty_item(asked: &Asked<'_>, written: &Written<'_>) -> Diagnostic {
    let list = asked.schema.lists.get(match asked.field.kind {
        FieldKind::Kinds { list, .. } | FieldKind::Choice { list } => list.0 as usize,
        FieldKind::Count { .. }
        | FieldKind::Number { .. }
        | FieldKind::Percent { .. }
        | FieldKind::Money { .. }
        | FieldKind::Flag
        | FieldKind::Date
        | FieldKind::Text
        | FieldKind::Records { .. } => usize::MAX,
    });
    let allowed = list.map_or(String::new(), |list| {
        listed(list.choices.iter().map(|choice| choice.name.as_str()))
    });
    Diagnostic::new(
        Code::WrongValue,
        Say {
            zh: format!("{}的列表里有一项是空的", asked.zh()),
            en: format!("the list of {} has an empty item", asked.en()),
        },
    )
    .label(
        written.span,
        say!(zh "这一项是空的", en "this item is empty"),
    )
    .help(say!(
        zh "删去这一项；一个也没有时写 `[]`。可选的有 {allowed}",
        en "leave the item out, and write `[]` where there is none; the kinds are {allowed}"
    ))
}
