//! The words for functions, and for what may leave an expression without a value.

use crate::check::typed::{Lack, LackKind};
use crate::diagnostics::{Code, Diagnostic, Say, nearest, say};
use crate::domain::types::Quantity;
use crate::source::Span;
use crate::syntax::ast::Name;

/// E001: `between` inside `between`, again and again.
pub(in crate::check) fn between_too_deep(span: Span, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::TooMuch,
        say!(zh "`介于` 套在 `介于` 里超过 {most} 层", en "`between` stands in `between` more than {most} levels deep"),
    )
    .label(span, say!(zh "这一层过多", en "one level too many"))
    .help(say!(
        zh "用 `定义 名称 = …` 给里面的值取名，再引用这个名称",
        en "name the value inside with `define NAME = …` and use that name"
    ))
}

/// E206 or E220: an operand that may leave an expression without a value.
pub(in crate::check) fn no_value(lack: Lack) -> Diagnostic {
    let (message, label) = match lack.kind {
        LackKind::Divisor => return may_be_zero(lack.span),
        LackKind::GrowthBase => (
            say!(zh "增长率的基数可能不大于零，这时没有增长率", en "growth has no value where what it starts from is not above 0, and this may be so"),
            say!(zh "没有保证大于零", en "nothing keeps it above 0"),
        ),
        LackKind::Root => (
            say!(zh "负数没有平方根，而这里可能是负数", en "a number below 0 has no square root, and this may be one"),
            say!(zh "没有保证不小于零", en "nothing keeps it from being below 0"),
        ),
        LackKind::Logarithm => (
            say!(zh "只有大于零的数有对数，而这里可能不大于零", en "only a number above 0 has a logarithm, and this may be 0 or below"),
            say!(zh "没有保证大于零", en "nothing keeps it above 0"),
        ),
        LackKind::NegativePower => (
            say!(zh "负数只有整数次方，而这里可能是负数", en "a number below 0 has whole powers only, and this may be below 0"),
            say!(zh "没有保证不小于零", en "nothing keeps it from being below 0"),
        ),
        LackKind::ZeroPower => (
            say!(zh "零没有负数次方，而这里可能是零", en "0 has no negative power, and this may be 0"),
            say!(zh "没有保证不为零", en "nothing keeps it from being 0"),
        ),
    };
    Diagnostic::new(Code::NoValue, message)
        .label(lack.span, label)
        .help(supply())
}

fn supply() -> Say {
    say!(zh "在后面写 `缺省` 和这时取的值，例如 `缺省 0`；或给证据项写上范围",
         en "say behind it what holds then, for instance `otherwise 0`, or give the field a range")
}

/// E206: a divisor that may be 0.
fn may_be_zero(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DivisionByZero,
        say!(zh "除数可能为零", en "this divisor may be zero"),
    )
    .label(
        span,
        say!(zh "没有保证不为零", en "nothing keeps it from being 0"),
    )
    .help(
        say!(zh "在除法后面写 `缺省`，说明除数为零时取什么值，例如 `缺省 0%`",
               en "say behind the division what it is then, for instance `otherwise 0%`"),
    )
}

/// E221: a function whose decimals do not end, without a rounding directly behind it.
pub(in crate::check) fn unrounded(name: &Name, span: Span) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::Unrounded,
        say!(zh "`{text}` 的结果除不尽，后面要写明保留几位小数",
             en "the decimals of `{text}` do not end: say directly behind it how it is rounded"),
    )
    .label(
        span,
        say!(zh "右括号后面缺少 `保留 … 位小数`", en "`rounded to … places` is missing behind the closing bracket"),
    )
    .help(say!(
        zh "写成 `{text}(…) 保留 6 位小数`；参与运算时连同它一起放在括号里：`({text}(…) 保留 6 位小数) * 2`",
        en "write `{text}(…) rounded to 6 places`, and put brackets around both in a formula: `({text}(…) rounded to 6 places) * 2`"
    ))
}

/// E207: a power with more digits than are kept.
pub(in crate::check) fn power_overflow(name: &Name, span: Span) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::Overflow,
        say!(zh "这个乘方的位数可能多到无法精确表示", en "this power may have more digits than are kept exactly"),
    )
    .label(span, say!(zh "最多 128 位", en "at most 128 bits"))
    .help(say!(
        zh "在后面写明保留几位小数，例如 `{text}(…) 保留 12 位小数`；或给用到的证据项写上范围",
        en "round it, as in `{text}(…) rounded to 12 places`, or give the fields that it uses a range"
    ))
}

/// E202: a number with a unit where a function takes none.
pub(in crate::check) fn has_unit(span: Span, quantity: &Quantity) -> Diagnostic {
    let (zh, en) = (quantity.zh(), quantity.en());
    Diagnostic::new(
        Code::UnitMismatch,
        say!(zh "这个函数只用于不带单位的数、比值和百分比", en "this function takes bare numbers, ratios and percentages only"),
    )
    .label(span, say!(zh "这是{zh}", en "this is {en}"))
    .help(say!(
        zh "先除以一个同样的单位，例如 `资产 / 1万元`",
        en "divide it by one of its unit first, such as `assets / 1万元`"
    ))
}

/// E101: a function that does not exist, or has other arguments.
pub(in crate::check) fn wrong_call(name: &Name) -> Diagnostic {
    let text = &name.text;
    if let Some((_, form)) = FUNCTIONS.iter().find(|(known, _)| known == text) {
        return Diagnostic::new(
            Code::UnknownName,
            say!(zh "`{text}` 括号里的内容不对", en "what stands in the brackets of `{text}` does not fit it"),
        )
        .label(name.span, say!(zh "这个函数", en "this function"))
        .help(say!(zh "写成 `{form}`", en "write it as `{form}`"));
    }
    let near = nearest(text, FUNCTIONS.iter().map(|(known, _)| *known));
    let found = Diagnostic::new(
        Code::UnknownName,
        say!(zh "没有 `{text}` 这个函数", en "there is no function `{text}`"),
    );
    let found = match near {
        Some(near) => found.fix(name.span, near),
        None => found,
    };
    found
        .label(name.span, say!(zh "不认识的函数", en "not a function"))
        .help(say!(
            zh "可用的有最小(a, b)、最大(a, b)、平均(a, b)、绝对值(x)、四舍五入(x, 2)、下取整(x)、上取整(x)、乘方(x, n)、平方根(x)、自然对数(x)、指数(x)",
            en "there are min(a, b), max(a, b), mean(a, b), abs(x), round(x, 2), floor(x), ceil(x), power(x, n), sqrt(x), ln(x) and exp(x)"
        ))
}

/// The functions, each as it is written.
const FUNCTIONS: &[(&str, &str)] = &[
    ("min", "min(a, b)"),
    ("max", "max(a, b)"),
    ("mean", "mean(a, b)"),
    ("abs", "abs(x)"),
    ("round", "round(x, 2)"),
    ("floor", "floor(x)"),
    ("ceil", "ceil(x)"),
    ("power", "power(x, 2)"),
    ("sqrt", "sqrt(x) rounded to 6 places"),
    ("ln", "ln(x) rounded to 6 places"),
    ("exp", "exp(x) rounded to 6 places"),
    ("最小", "最小(a, b)"),
    ("最大", "最大(a, b)"),
    ("平均", "平均(a, b)"),
    ("绝对值", "绝对值(x)"),
    ("四舍五入", "四舍五入(x, 2)"),
    ("下取整", "下取整(x)"),
    ("上取整", "上取整(x)"),
    ("乘方", "乘方(x, 2)"),
    ("平方根", "平方根(x) 保留 6 位小数"),
    ("自然对数", "自然对数(x) 保留 6 位小数"),
    ("指数", "指数(x) 保留 6 位小数"),
];
