//! The words for parameters and tables.

use crate::check::bounds::shown;
use crate::check::extent::Extent;
use crate::check::typed::Typed;
use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::domain::{Date, Type};
use crate::source::Span;
use crate::syntax::ast::Name;

/// The words of a period between two days.
pub(super) fn period_words(day: Option<Date>, next: Option<Date>) -> Say {
    match (day, next) {
        (None, Some(next)) => say!(zh "{next} 以前", en "before {next}"),
        (Some(day), Some(next)) => {
            say!(zh "自 {day} 起至 {next} 以前", en "from {day} until {next}")
        }
        (Some(day), None) => say!(zh "自 {day} 起", en "from {day} on"),
        (None, None) => Say::same(""),
    }
}

/// A mistake that is one in a period.
pub(in crate::check) fn in_period(
    mut mistake: Diagnostic,
    day: Option<Date>,
    next: Option<Date>,
) -> Diagnostic {
    let when = period_words(day, next);
    if !when.en.is_empty() {
        let (zh, en) = (&mistake.message.zh, &mistake.message.en);
        let (when_zh, when_en) = (&when.zh, &when.en);
        mistake.message = say!(zh "{when_zh}，{zh}", en "{when_en}, {en}");
    }
    mistake
}

// ---- parameters ---------------------------------------------------------------------------------

/// E321: the first value starts behind the standard.
pub(in crate::check) fn starts_late(span: Span, force: Option<Date>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::BadParameter,
        say!(zh "在这个日期之前，参数没有值", en "before this day the parameter has no value"),
    );
    let found = match force {
        Some(force) => found.label(
            span,
            say!(zh "标准自 {force} 起施行", en "the standard is in force from {force}"),
        ),
        None => found.label(
            span,
            say!(zh "标准没有施行日期", en "the standard does not say from when it is in force"),
        ),
    };
    found.help(say!(zh "第一个值不写日期，就一直有效；或写上 `施行日期`",
                    en "without a date the first value holds from ever; or write `in force from`"))
}

/// E321: a value that is not the first has no date.
pub(in crate::check) fn undated(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadParameter,
        say!(zh "第二个值起要写从哪一天开始", en "each value but the first needs its first day"),
    )
    .label(span, say!(zh "没有日期", en "no date"))
    .help(say!(zh "例如 `65分 自 2025-01-01`", en "for instance `65分 from 2025-01-01`"))
}

/// E321: dates that do not rise.
pub(in crate::check) fn dates_fall(span: Span, before: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadParameter,
        say!(zh "参数的日期要从早到晚", en "the dates of a parameter rise"),
    )
    .label(span, say!(zh "不晚于前一个", en "not later than the one before"))
    .label(before, say!(zh "前一个", en "the one before"))
    .help(say!(zh "按时间先后排列，每个日期只写一次", en "put them in the order of time, each day once"))
}

/// E202: a parameter of another kind at the end of a band or a line.
pub(in crate::check) fn other_parameter(name: &Name, own: &Type, wanted: &Type) -> Diagnostic {
    let text = &name.text;
    let (zh, en, wanted_zh, wanted_en) = (own.zh(), own.en(), wanted.zh(), wanted.en());
    Diagnostic::new(
        Code::UnitMismatch,
        say!(zh "参数 `{text}` 是{zh}，这里需要{wanted_zh}", en "the parameter `{text}` is {en}, and this must be {wanted_en}"),
    )
    .label(name.span, say!(zh "这是{zh}", en "this is {en}"))
    .help(say!(zh "把参数的值写成{wanted_zh}", en "give the parameter values that are {wanted_en}"))
}

// ---- tables -------------------------------------------------------------------------------------

/// E105: a table without its keys.
pub(in crate::check) fn table_alone(name: &Name) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::WrongKindOfName,
        say!(zh "`{text}` 是一张表，不是一个值", en "`{text}` is a table and no value"),
    )
    .label(
        name.span,
        say!(zh "没有说明查哪一行", en "it does not say which row"),
    )
    .help(say!(zh "写成 `查表 {text}(…)`", en "write `lookup {text}(…)`"))
}

/// E001: a table with too many keys or rows.
pub(in crate::check) fn table_too_large(span: Span, keys: usize, rows: usize) -> Diagnostic {
    Diagnostic::new(
        Code::TooMuch,
        say!(zh "一张表最多 {keys} 个键、{rows} 行", en "a table has at most {keys} keys and {rows} rows"),
    )
    .label(span, say!(zh "这张表", en "this table"))
    .help(say!(zh "拆成几张表", en "make several tables of it"))
}

/// E303: a table without rows.
pub(in crate::check) fn table_without_rows(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Empty,
        say!(zh "表里没有行", en "the table has no row"),
    )
    .label(span, say!(zh "下面是空的", en "nothing stands below it"))
    .help(say!(zh "在下面写上，例如 `高，任意：5分`", en "put something below it, such as `high, any: 5分`"))
}

/// E323: something that cannot be a key.
pub(in crate::check) fn not_a_key(found: &Typed) -> Diagnostic {
    let (zh, en) = (found.ty.zh(), found.ty.en());
    Diagnostic::new(
        Code::TableShape,
        say!(zh "{zh}不能作表的键", en "{en} cannot be the key of a table"),
    )
    .label(found.span, say!(zh "这是{zh}", en "this is {en}"))
    .help(say!(zh "键是单选项、是否项或数", en "a key is a `one of`, a `yes/no` or a number"))
}

/// E323: a row with too few or too many cells.
pub(in crate::check) fn cell_count(span: Span, own: usize, wanted: usize) -> Diagnostic {
    Diagnostic::new(
        Code::TableShape,
        say!(zh "这一行有 {own} 格，表有 {wanted} 个键", en "this row has {own} cells, and the table {wanted} keys"),
    )
    .label(span, say!(zh "每个键一格", en "one cell for each key"))
    .help(say!(zh "不限的格写 `任意`", en "write `any` for a key that does not matter"))
}

/// E323: a cell that is no value of its key.
pub(in crate::check) fn wrong_cell(span: Span, ty: &Type) -> Diagnostic {
    let (zh, en) = (ty.zh(), ty.en());
    let (like_zh, like_en) = match ty {
        Type::Flag => ("`是` 或 `否`", "`yes` or `no`"),
        Type::Number(_) => ("档次，例如 `3 至 5`", "a band, such as `3 to 5`"),
        Type::Choice(_) | Type::Kinds(_) | Type::Date | Type::Text | Type::Records => {
            ("选项，例如 `高 或 中`", "choices, such as `high or medium`")
        }
    };
    Diagnostic::new(
        Code::TableShape,
        say!(zh "这一格不是键的值：键是{zh}", en "this cell is no value of its key, which is {en}"),
    )
    .label(
        span,
        say!(zh "这里需要{like_zh}", en "{like_en} is needed here"),
    )
    .help(say!(zh "写{like_zh}，不限的写 `任意`", en "write {like_en}, or `any`"))
}

/// E323: a parameter in a cell.
pub(in crate::check) fn changing_cell(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TableShape,
        say!(zh "表的格里不能写随日期变化的参数", en "a parameter that changes cannot stand in a cell"),
    )
    .label(span, say!(zh "它随日期变化", en "it changes with the day"))
    .help(say!(zh "写成数；随日期变化的界限用 `按 …` 的档次", en "write the number; for ends that change use `by …` with bands"))
}

/// E323: `otherwise:` is not the last row.
pub(in crate::check) fn otherwise_above(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TableShape,
        say!(zh "`缺省：` 应是表的最后一行", en "`otherwise:` is the last row of a table"),
    )
    .label(span, say!(zh "后面还有行", en "rows stand behind it"))
    .help(say!(zh "把它移到最后", en "move it to the end"))
}

/// E323: a look-up with too few or too many values.
pub(in crate::check) fn argument_count(span: Span, own: usize, wanted: usize) -> Diagnostic {
    Diagnostic::new(
        Code::TableShape,
        say!(zh "查表给了 {own} 个值，表有 {wanted} 个键", en "the lookup gives {own} values, and the table has {wanted} keys"),
    )
    .label(span, say!(zh "每个键一个值", en "one value for each key"))
    .help(say!(zh "按表头的顺序给每个键一个值", en "give each key its value, in the order of the table"))
}

/// E210: a value that may lie beyond the keys of a table.
pub(in crate::check) fn beyond_the_keys(
    span: Span,
    (own, keys): (&Extent, &Extent),
    ty: &Type,
) -> Diagnostic {
    let (low, high) = (shown(&keys.low, ty), shown(&keys.high, ty));
    let (own_low, own_high) = (shown(&own.low, ty), shown(&own.high, ty));
    Diagnostic::new(
        Code::BadRange,
        say!(zh "这个值可能查不到：表的键是 {low} 至 {high}", en "this value may not be in the table, whose key is {low} to {high}"),
    )
    .label(
        span,
        say!(zh "它在 {own_low} 至 {own_high} 之间，或小数位更多", en "it lies within {own_low} to {own_high}, or has more places"),
    )
    .help(say!(zh "给表加上 `缺省：`，或缩小这个值的范围", en "give the table a line `otherwise:`, or narrow the value"))
}

/// E324: two rows hold the same combination.
pub(in crate::check) fn rows_overlap(span: Span, other: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TableCover,
        say!(zh "两行重叠：有的组合同时属于两行", en "two rows overlap: some combination lies in both"),
    )
    .label(span, say!(zh "这一行", en "this row"))
    .label(other, say!(zh "和这一行", en "and this one"))
    .help(say!(zh "使每种组合只属于一行；其余的写在最后的 `缺省：` 里",
               en "let each combination lie in one row; what is left goes to a last line `otherwise:`"))
}

/// E324: a combination that no row holds.
pub(in crate::check) fn table_gap(span: Span, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::new(
        Code::TableCover,
        say!(zh "有的组合没有行：例如（{zh}）", en "some combination has no row: ({en}) has none"),
    )
    .label(span, say!(zh "这张表", en "this table"))
    .help(say!(zh "补上这一行，或在最后写 `缺省：`", en "add the row, or end the table with `otherwise:`"))
}
