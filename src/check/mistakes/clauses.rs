//! The words for computed points, lines, groups, branches, formulas and caps for each period.

use crate::check::mistakes::numbers::period_words;
use crate::check::typed::Typed;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::domain::{Date, Type};
use crate::source::Span;

/// E201: an expression that is no number of points.
pub(in crate::check) fn not_in_points(found: &Typed) -> Diagnostic {
    let (zh, en) = (found.ty.zh(), found.ty.en());
    Diagnostic::new(
        Code::TypeMismatch,
        say!(zh "这里需要分数，却是{zh}", en "points are needed here, not {en}"),
    )
    .label(found.span, say!(zh "这是{zh}", en "this is {en}"))
    .help(
        say!(zh "乘以带 `分` 的数，例如 `满意度 * 20分`、`企业数 / 30家 * 1分`",
               en "multiply by points, such as `satisfaction * 20分` or `firms / 30家 * 1分`"),
    )
}

/// E208: points whose decimals may not end.
pub(in crate::check) fn endless_points(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::EndlessDecimal,
        say!(zh "这里的分数可能除不尽，或超过 12 位小数",
             en "the decimals of these points may not end, or be more than 12"),
    )
    .label(span, say!(zh "没有说明取到第几位", en "nothing says where to round"))
    .help(say!(zh "在这一条后面写 `保留 2 位小数`，或写在指标的标题行上",
               en "write `rounded to 2 places` behind this clause, or in the header of its indicator"))
}

/// E201: points of a line that evidence moves.
pub(in crate::check) fn not_fixed(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TypeMismatch,
        say!(zh "`线性` 的分数只能由常数和参数算出", en "the points of `scale` are made of constants and parameters alone"),
    )
    .label(span, say!(zh "这里用到了证据", en "this reads evidence"))
    .help(say!(zh "写一个数或参数的名称；随证据变化的分数写成 `+(…)`",
               en "write a number or a parameter; points that follow evidence are written `+(…)`"))
}

/// E403: a line that does not rise from its start to its end.
pub(in crate::check) fn line_reversed(span: Span, day: Option<Date>) -> Diagnostic {
    let when = day.map(|day| period_words(Some(day), None));
    let (zh, en) = when.map_or((String::new(), String::new()), |say| {
        (format!("{}：", say.zh), format!("{}: ", say.en))
    });
    Diagnostic::new(
        Code::BandReversed,
        say!(zh "{zh}`线性` 的起点须小于终点", en "{en}`scale` must start below its end"),
    )
    .label(span, say!(zh "起点不小于终点", en "it does not start below its end"))
    .help(say!(zh "先写小的一端；分数可以递减：`从 0 得 20 到 10 得 0`",
               en "write the lower end first; the points may fall: `from 0 gives 20 to 10 gives 0`"))
}

/// E305: a computed score that is set may leave the bounds.
pub(in crate::check) fn held_within(outside: Diagnostic) -> Diagnostic {
    outside.help(say!(zh "用 `最小(…, …)` 和 `最大(…, …)` 把它限制在其中",
                      en "hold it within them with `min(…, …)` and `max(…, …)`"))
}

// ---- groups -------------------------------------------------------------------------------------

/// E325: more of the best than there are, or none.
pub(in crate::check) fn best_count(span: Span, count: u32, lines: usize) -> Diagnostic {
    Diagnostic::new(
        Code::BestCount,
        say!(zh "取最高 {count} 项，而下面有 {lines} 条", en "the best {count} of {lines} clauses"),
    )
    .label(span, say!(zh "应为 1 至 {lines}", en "1 to {lines} can be taken"))
    .help(say!(zh "改这个数；全部相加用 `合计`", en "change the number; to add them all up use `together`"))
}

// ---- choose by ----------------------------------------------------------------------------------

/// E205: a value by which no branch can be chosen.
pub(in crate::check) fn not_to_choose_by(span: Span, ty: &Type) -> Diagnostic {
    let (zh, en) = (ty.zh(), ty.en());
    Diagnostic::new(
        Code::NotAQuantity,
        say!(zh "不能按{zh}选择", en "no branch can be chosen by {en}"),
    )
    .label(
        span,
        say!(zh "这里需要单选项或是否项", en "a `one of` or a `yes/no` is needed here"),
    )
    .help(say!(zh "按数分档用 `按 …` 和档次", en "for numbers write `by …` with bands"))
}

/// E322: a branch of another type.
pub(in crate::check) fn wrong_branch(span: Span, ty: &Type) -> Diagnostic {
    let (zh, en) = match ty {
        Type::Flag => ("`是：` 或 `否：`", "`yes:` or `no:`"),
        Type::Number(_)
        | Type::Choice(_)
        | Type::Kinds(_)
        | Type::Date
        | Type::Text
        | Type::Records => ("选项的名称", "the name of a choice"),
    };
    Diagnostic::new(
        Code::Branches,
        say!(zh "这里的分支应为{zh}", en "a branch here is {en}"),
    )
    .label(
        span,
        say!(zh "不是所选项的值", en "not a value of what chooses"),
    )
    .help(say!(zh "写{zh}", en "write {en}"))
}

/// E322: a value with two branches.
pub(in crate::check) fn branch_twice(span: Span, first: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Branches,
        say!(zh "`{name}` 有两个分支", en "`{name}` has two branches"),
    )
    .label(span, say!(zh "第二个", en "the second"))
    .label(first, say!(zh "第一个", en "the first"))
    .help(say!(zh "每个选项只写一次", en "name each choice once"))
}

/// E322: choices without a branch.
pub(in crate::check) fn branch_missing(span: Span, names: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Branches,
        say!(zh "没有分支：`{names}`", en "no branch is for `{names}`"),
    )
    .label(span, say!(zh "每个选项都要有分支", en "each choice needs a branch"))
    .help(say!(zh "补上分支，或用 `缺省：` 写其余的选项", en "add the branch, or write `otherwise:` for all others"))
}

/// E322: `otherwise:` where each choice has a branch.
pub(in crate::check) fn nothing_left(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Branches,
        say!(zh "每个选项都已有分支，`缺省：` 用不上", en "each choice has its branch: `otherwise:` is never taken"),
    )
    .label(span, say!(zh "没有剩下的选项", en "no choice is left"))
    .help(say!(zh "删除这个分支；没有值时，整条不计分", en "delete the branch; without a value the whole clause gives nothing"))
}

/// E322: a branch behind `otherwise:`.
pub(in crate::check) fn behind_otherwise(span: Span, other: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Branches,
        say!(zh "`缺省：` 应是最后一个分支", en "`otherwise:` is the last branch"),
    )
    .label(span, say!(zh "写在它后面", en "this stands behind it"))
    .label(other, say!(zh "其余的选项", en "all others"))
    .help(say!(zh "把 `缺省：` 移到最后", en "move `otherwise:` to the end"))
}

// ---- score = ------------------------------------------------------------------------------------

/// E006: a clause beside a formula.
pub(in crate::check) fn beside_formula(span: Span, formula: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "`得分 =` 已是整个指标的分数，旁边不能再加分", en "`score =` is the whole score, so no clause can add to it"),
    )
    .label(span, say!(zh "这一条", en "this clause"))
    .label(formula, say!(zh "整个分数", en "the whole score"))
    .help(say!(zh "把这一条并入公式，或改用 `+(…)`；直接定分的 `若 … 则 60` 可以留下",
               en "make it part of the formula, or write `+(…)` instead; `if … then 60` may stay"))
}

/// E006: a formula inside a group.
pub(in crate::check) fn formula_in_group(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "`得分 =` 说的是整个指标，不能写在分组里", en "`score =` is the whole indicator and cannot stand in a group"),
    )
    .label(span, say!(zh "在分组里", en "inside a group"))
    .help(say!(zh "在分组里写 `+(…)`", en "write `+(…)` in a group"))
}

// ---- cap … each year of -------------------------------------------------------------------------

/// E320: a cap for each period behind what counts no rows.
pub(in crate::check) fn period_without_rows(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::PeriodCap,
        say!(zh "`每年`、`每月` 的封顶只用于按记录计分的条款", en "a cap for each year or month belongs to `per` with records"),
    )
    .label(span, say!(zh "这里没有记录的行", en "no rows are counted here"))
    .help(say!(zh "例如 `每 专利 +2分 封顶 4分 每年 专利.授权日期`",
               en "for instance `per patent +2 cap 4 each year of patent.granted`"))
}

/// E320: `floor … each year`.
pub(in crate::check) fn floor_of_period(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::PeriodCap,
        say!(zh "每年、每月只能封顶，不能保底", en "a year or a month may have a cap, and no floor"),
    )
    .label(span, say!(zh "保底", en "a floor"))
    .help(say!(zh "写 `封顶 4分 每年 …`，或去掉 `每年 …`", en "write `cap 4 each year of …`, or leave `each year of …` out"))
}

/// E320: the day is a column of other records, or no column.
pub(in crate::check) fn period_of_others(span: Span, records: &str) -> Diagnostic {
    Diagnostic::new(
        Code::PeriodCap,
        say!(zh "这里要写 `{records}` 的一个日期列", en "a date column of `{records}` belongs here"),
    )
    .label(span, say!(zh "不是所计记录的列", en "not a column of the records that are counted"))
    .help(say!(zh "写成 `每年 {records}.列名`", en "write `each year of {records}.COLUMN`"))
}

/// E320: the column is no date.
pub(in crate::check) fn period_without_day(span: Span, ty: &Type) -> Diagnostic {
    let (zh, en) = (ty.zh(), ty.en());
    Diagnostic::new(
        Code::PeriodCap,
        say!(zh "年、月要由日期列得出，这一列是{zh}", en "a year or a month comes of a date, and this column is {en}"),
    )
    .label(span, say!(zh "不是日期", en "not a date"))
    .help(say!(zh "写一个日期列", en "name a column of type `date`"))
}

/// E320: steps beside a cap for each period.
pub(in crate::check) fn period_of_steps(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::PeriodCap,
        say!(zh "按年、按月封顶时逐行计数，不能再分档", en "with a cap for each year or month every row counts by itself"),
    )
    .label(span, say!(zh "这里分了档", en "steps are counted here"))
    .help(say!(zh "去掉它；每两行计 1 分时，每行写 `+0.5`", en "leave it out; for 1 point of two rows write `+0.5` of each"))
}
