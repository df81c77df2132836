//! The words for types, units and quantities that do not go together.

use crate::check::typed::Typed;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::domain::Type;
use crate::domain::types::Quantity;
use crate::source::Span;
use crate::syntax::ast::{self, TermSign, Unit};

/// What a bare number probably means beside a percentage or money, as words and as a ready text.
fn likely(number: &str, wanted: &Quantity) -> Option<(Vec<String>, Option<String>)> {
    let one = |text: String| (vec![text.clone()], Some(text));
    match wanted {
        Quantity::Percent | Quantity::Ratio => {
            let is_share = number.starts_with("0.") || number == "1";
            let as_share = crate::domain::Exact::parse(number)?.times_hundred();
            Some(if is_share {
                (vec![format!("{as_share}%"), format!("{number}%")], None)
            } else {
                one(format!("{number}%"))
            })
        }
        Quantity::PercentPoint => Some(one(format!("{number}pp"))),
        Quantity::Money if number == "0" => Some(one("0元".into())),
        Quantity::Money => Some((vec![format!("{number}万元"), format!("{number}元")], None)),
        Quantity::Plain | Quantity::Points | Quantity::Unit(_) => None,
    }
}

/// E202 or E203: a number as written beside a quantity of another kind.
pub(in crate::check) fn mixed_constant(
    written: &ast::Quantity,
    own: &Quantity,
    wanted: &Quantity,
) -> Diagnostic {
    match &written.unit {
        Unit::None => bare_number(written.span, &written.number.to_string(), wanted),
        Unit::Percent | Unit::Word(_) | Unit::Currency(_) => {
            let (zh, en) = (own.zh(), own.en());
            let (wanted_zh, wanted_en) = (wanted.zh(), wanted.en());
            Diagnostic::new(
                Code::UnitMismatch,
                say!(zh "这里需要{wanted_zh}，却是{zh}", en "this must be {wanted_en}, not {en}"),
            )
            .label(written.span, say!(zh "这是{zh}", en "this is {en}"))
            .help(say!(zh "写成{wanted_zh}", en "write it as {wanted_en}"))
        }
    }
}

/// E203: a number without its sign or unit.
pub(in crate::check) fn bare_number(span: Span, number: &str, wanted: &Quantity) -> Diagnostic {
    let (zh, en) = (wanted.zh(), wanted.en());
    let found = Diagnostic::new(
        Code::BareNumber,
        say!(zh "`{number}` 缺少百分号或单位：这里需要{zh}", en "`{number}` lacks its sign or unit: this must be {en}"),
    )
    .label(span, say!(zh "没有百分号或单位", en "no sign and no unit"));
    match likely(number, wanted) {
        Some((_, Some(fix))) => found
            .help(say!(zh "是不是 `{fix}`？", en "did you mean `{fix}`?"))
            .fix(span, fix),
        Some((readings, None)) => {
            let (zh, en) = (readings.join("` 还是 `"), readings.join("` or `"));
            found.help(say!(zh "是 `{zh}`？", en "did you mean `{en}`?"))
        }
        None => found.help(say!(zh "补上单位", en "add the unit")),
    }
}

/// E202, E203 or E201: two values that cannot be added or compared.
pub(in crate::check) fn mixed(left: &Typed, right: &Typed, texts: (&str, &str)) -> Diagnostic {
    if let (Type::Number(a), Type::Number(b)) = (&left.ty, &right.ty) {
        if right.is_bare {
            return bare_number(right.span, texts.1, a).label(left.span, say_type(&left.ty));
        }
        if left.is_bare {
            return bare_number(left.span, texts.0, b).label(right.span, say_type(&right.ty));
        }
        let (a_zh, a_en, b_zh, b_en) = (a.zh(), a.en(), b.zh(), b.en());
        return Diagnostic::new(
            Code::UnitMismatch,
            say!(zh "{a_zh}与{b_zh}不能放在一起", en "{a_en} and {b_en} do not go together"),
        )
        .label(right.span, say_type(&right.ty))
        .label(left.span, say_type(&left.ty))
        .help(say!(zh "两边用同一种单位；要比的若是比率，先写成除法",
                   en "use one unit on both sides; for a rate, write the division"));
    }
    let (a_zh, a_en, b_zh, b_en) = (left.ty.zh(), left.ty.en(), right.ty.zh(), right.ty.en());
    Diagnostic::new(
        Code::TypeMismatch,
        say!(zh "{a_zh}与{b_zh}不能比较或计算", en "{a_en} cannot be compared or combined with {b_en}"),
    )
    .label(right.span, say_type(&right.ty))
    .label(left.span, say_type(&left.ty))
    .help(say!(zh "两边写同一种类型的值", en "put values of one type on both sides"))
}

/// E202: two quantities that are not multiplied or divided.
pub(in crate::check) fn not_combined(left: &Typed, right: &Typed, sign: TermSign) -> Diagnostic {
    let (a_zh, a_en) = (left.ty.zh(), left.ty.en());
    let (b_zh, b_en) = (right.ty.zh(), right.ty.en());
    let message = match sign {
        TermSign::Times => {
            say!(zh "{a_zh}与{b_zh}不能相乘", en "{a_en} and {b_en} cannot be multiplied")
        }
        TermSign::Over => {
            say!(zh "{a_zh}不能除以{b_zh}", en "{a_en} cannot be divided by {b_en}")
        }
    };
    Diagnostic::new(Code::UnitMismatch, message)
        .label(right.span, say_type(&right.ty))
        .label(left.span, say_type(&left.ty))
        .help(say!(zh "一边应为不带单位的数或百分比；相除时两边也可以用同一种单位",
                   en "one side must be a bare number or a percentage; a division may also have one unit on both sides"))
}

fn say_type(ty: &Type) -> crate::diagnostics::Say {
    let (zh, en) = (ty.zh(), ty.en());
    say!(zh "这是{zh}", en "this is {en}")
}

/// E201: a value of a type that cannot stand here.
pub(in crate::check) fn wrong_type(found: &Typed, wanted: (&str, &str)) -> Diagnostic {
    let (zh, en) = wanted;
    Diagnostic::new(
        Code::TypeMismatch,
        say!(zh "这里需要{zh}", en "this must be {en}"),
    )
    .label(found.span, say_type(&found.ty))
    .help(say!(zh "写{zh}", en "write {en}"))
}

/// E201: `has` behind something that is no set.
pub(in crate::check) fn not_a_set(found: &Typed) -> Diagnostic {
    Diagnostic::new(
        Code::TypeMismatch,
        say!(zh "`包含` 只能写在种类后面", en "`has` belongs behind a set of kinds"),
    )
    .label(found.span, say_type(&found.ty))
    .help(say!(zh "单选项和数用 `为 …` 或 `属于 {{…}}`", en "write `is …` or `in {{…}}` for one value"))
}

/// E201: `with` behind something that has no rows.
pub(in crate::check) fn filter_without_rows(filter: Span, counted: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TypeMismatch,
        say!(zh "`其中` 只能写在记录后面", en "`with` belongs behind records"),
    )
    .label(filter, say!(zh "没有可挑选的行", en "there are no rows to choose from"))
    .label(counted, say!(zh "这不是记录", en "this is not a records field"))
    .help(say!(zh "条件写成 `当 …`，放在这一条的最后", en "write the condition as `when …`, behind the points"))
}

/// E204: a value stands where a condition is needed.
pub(in crate::check) fn not_a_condition(found: &Typed) -> Diagnostic {
    let (zh, en) = match &found.ty {
        Type::Number(Quantity::Percent) => (">= 60%", ">= 60%"),
        Type::Number(Quantity::Money) => (">= 200万元", ">= 200万元"),
        Type::Number(_) => (">= 3", ">= 3"),
        Type::Kinds(_) => ("包含 邮箱", "has email"),
        Type::Choice(_) => ("为 省级", "is provincial"),
        Type::Date => (">= 2024-01-01", ">= 2024-01-01"),
        Type::Text => ("为 \"…\"", "is \"…\""),
        Type::Flag | Type::Records => ("已提供", "is given"),
    };
    Diagnostic::new(
        Code::NotACondition,
        say!(zh "这里需要一个条件，成立或不成立", en "a condition is needed here: something that holds or does not"),
    )
    .label(found.span, say_type(&found.ty))
    .help(say!(zh "在后面写比较，例如 `{zh}`", en "compare it, for instance `{en}`"))
}

/// E205: a value stands where a quantity is needed.
pub(in crate::check) fn not_a_quantity(found: &Typed) -> Diagnostic {
    Diagnostic::new(
        Code::NotAQuantity,
        say!(zh "这里需要一个数量", en "a quantity is needed here"),
    )
    .label(found.span, say_type(&found.ty))
    .help(
        say!(zh "写一个数、一种集合或记录；是否类的条件用 `若 … 则 +20`",
               en "write a number, a set or records; for yes/no use `if … then +20`"),
    )
}

/// E201: a percentage is cut to a whole number, which would be 0 or 1.
pub(in crate::check) fn whole_percentage(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TypeMismatch,
        say!(zh "百分比不能取整：72.5% 即 0.725，取整后只剩 0 或 1",
             en "a percentage has no whole number: 72.5% is 0.725, of which 0 or 1 would be left"),
    )
    .label(span, say!(zh "这是百分比", en "this is a percentage"))
    .help(say!(zh "写成 `… 保留 0 位小数 去尾`，得到整数个百分点", en "write `… rounded to 0 places down` for whole percentages"))
}

/// E201: points are needed, and something else is written.
pub(in crate::check) fn not_points(span: Span, own: &Quantity) -> Diagnostic {
    let (zh, en) = (own.zh(), own.en());
    Diagnostic::new(
        Code::TypeMismatch,
        say!(zh "这里需要分数，却是{zh}", en "points are needed here, not {en}"),
    )
    .label(span, say!(zh "这是{zh}", en "this is {en}"))
    .help(say!(zh "写成 `+20` 或 `+20分`", en "write `+20` or `+20分`"))
}

/// E207: a value that may leave 128 bits.
pub(in crate::check) fn overflow(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Overflow,
        say!(zh "这个值可能大到无法精确表示", en "this value may grow beyond what is kept exactly"),
    )
    .label(span, say!(zh "最多 128 位", en "at most 128 bits"))
    .help(say!(zh "给用到的证据项写上范围，例如 `计数 0 至 5000`",
               en "give the fields that it uses a range, for instance `count 0 to 5000`"))
}

/// E207: several quotients, whose divisors multiply.
pub(in crate::check) fn quotients_overflow(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Overflow,
        say!(zh "几个除法放在一起，公分母可能大到无法精确表示",
             en "of several divisions together the common divisor may grow beyond what is kept exactly"),
    )
    .label(span, say!(zh "最多 128 位", en "at most 128 bits"))
    .help(say!(zh "除数相同时合成一个除法，例如 `(a + b) / c`；或给除法写 `保留 6 位小数`，给证据项写上范围",
               en "put them over one divisor, such as `(a + b) / c`; or round each, as in `(a / b) rounded to 6 places`, or give the fields a range"))
}

/// E208: an endless decimal reaches a score.
pub(in crate::check) fn endless(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::EndlessDecimal,
        say!(zh "重新分配权重会得到除不尽的得分", en "sharing out the weight makes a score whose decimals may not end"),
    )
    .label(span, say!(zh "权重在这里重新分配", en "the weight is shared out here"))
    .help(say!(zh "写 `总分 保留 2 位小数`，或在一级指标后写 `保留 2 位小数`",
               en "write `total rounded to 2 places`, or `rounded to 2 places` behind the section"))
}

/// E208: an output that does not end.
pub(in crate::check) fn endless_output(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::EndlessDecimal,
        say!(zh "输出的小数可能除不尽", en "the decimals of this output may not end"),
    )
    .label(span, say!(zh "没有取整", en "not rounded"))
    .help(say!(zh "在后面写 `保留 2 位小数`", en "write `rounded to 2 places` behind it"))
}

/// E208: a section without any indicator leaves its weight to the others.
pub(in crate::check) fn endless_without_section(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::EndlessDecimal,
        say!(zh "这里的指标可能全都不适用，这时它们的权重分给其他一级指标，总分会除不尽",
             en "all indicators of this section may be out; its weight then goes to the other sections, and the decimals of the total may not end"),
    )
    .label(span, say!(zh "每个指标都会重新分配权重", en "each of its indicators may leave its weight"))
    .help(say!(zh "写 `总分 保留 2 位小数`", en "write `total rounded to 2 places`"))
}

/// E209: values without an order are compared.
pub(in crate::check) fn unordered(span: Span, ty: &Type) -> Diagnostic {
    if !matches!(ty, Type::Choice(_)) {
        let (zh, en) = (ty.zh(), ty.en());
        return Diagnostic::new(
            Code::Unordered,
            say!(zh "{zh}没有大小，不能比大小", en "{en} has no order, so it cannot be compared by size"),
        )
        .label(span, say!(zh "只能用 `=` 或 `!=`", en "only `=` and `!=` work here"))
        .help(say!(zh "改用 `=`", en "use `=`"));
    }
    Diagnostic::new(
        Code::Unordered,
        say!(zh "这些选项没有先后，不能比大小", en "these choices have no order, so they cannot be compared"),
    )
    .label(span, say!(zh "只能用 `=` 或 `属于`", en "only `=` and `in` work here"))
    .help(say!(zh "若有先后，声明时用 `>` 连接：`单选 国家级 > 省级 > 市级`",
               en "if they are ordered, declare them with `>`: `one of national > provincial`"))
}

/// E202: money of another currency.
pub(in crate::check) fn other_currency(span: Span, currency: &str, own: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnitMismatch,
        say!(zh "一个文件只能用一种货币：这里是 {currency}，别处是 {own}",
             en "one file has one currency: this is {currency}, elsewhere it is {own}"),
    )
    .label(span, say!(zh "另一种货币", en "another currency"))
    .help(say!(zh "全部改用 {own}", en "use {own} throughout"))
}

/// E210: a type that has no range.
pub(in crate::check) fn no_range(span: Span, ty: &Type) -> Diagnostic {
    let (zh, en) = (ty.zh(), ty.en());
    Diagnostic::new(
        Code::BadRange,
        say!(zh "{zh}没有范围和小数位", en "{en} has no range and no places"),
    )
    .label(span, say!(zh "不能写在这里", en "this cannot stand here"))
    .help(say!(zh "删除它", en "delete it"))
}

/// E210: places of a type that has its own.
pub(in crate::check) fn fixed_places(span: Span, ty: &Type, places: u32) -> Diagnostic {
    let (zh, en) = (ty.zh(), ty.en());
    Diagnostic::new(
        Code::BadRange,
        say!(zh "{zh}的小数位固定为 {places} 位", en "{en} always has {places} places"),
    )
    .label(span, say!(zh "不能写在这里", en "this cannot stand here"))
    .help(say!(zh "删除它；需要小数时用 `数值`", en "delete it; for decimals use `number`"))
}

/// E210: a default of another type.
pub(in crate::check) fn wrong_default(span: Span, ty: &Type) -> Diagnostic {
    let (zh, en) = (ty.zh(), ty.en());
    Diagnostic::new(
        Code::BadRange,
        say!(zh "默认值与类型不符", en "the default is not of the field's type"),
    )
    .label(span, say!(zh "证据项是{zh}", en "the field is {en}"))
    .help(say!(zh "写一个同类型的值；种类和记录没有默认值",
               en "write a value of that type; kinds and records have no default"))
}

/// E008: a number with more digits than any standard needs.
pub(in crate::check) fn too_many_digits(span: Span, before: u32, behind: u32) -> Diagnostic {
    Diagnostic::new(
        Code::BadNumber,
        say!(zh "数字最多 {before} 位整数、{behind} 位小数",
             en "a number has at most {before} digits before and {behind} behind the point"),
    )
    .label(span, say!(zh "位数太多", en "too many digits"))
    .help(say!(zh "写短一些，或用 `万元`、`亿元` 一类的单位", en "write it shorter, or in a larger unit such as `万元`"))
}

/// E203: a percentage is counted without the size of a step.
pub(in crate::check) fn bare_step(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BareNumber,
        say!(zh "按百分比计分要写明每几个百分点", en "counting a percentage needs the size of a step"),
    )
    .label(span, say!(zh "这是百分比", en "this is a percentage"))
    .help(say!(zh "写成 `每 10个百分点 …`", en "write `per 10pp of …`"))
}
