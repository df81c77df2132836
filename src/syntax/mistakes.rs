//! The words for what can be wrong with characters, statements and their order.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::source::Span;
use crate::syntax::heads::{Entry, Role};
use crate::syntax::lines::{DEEPEST, LONGEST_CHAIN};
use crate::syntax::reader::MOST_BYTES;

fn here() -> Say {
    say!(zh "在这里", en "here")
}

/// E001: the file is larger than a rule file may be.
pub(super) fn file_too_large(range: Range<usize>) -> Diagnostic {
    let bytes = range.len();
    Diagnostic::new(
        Code::TooMuch,
        say!(zh "文件有 {bytes} 字节，规则文件的上限是 {MOST_BYTES} 字节",
             en "the file has {bytes} bytes; a rule file holds at most {MOST_BYTES}"),
    )
    .label(Span::new(range.start, range.start), here())
    .help(say!(zh "把标准分成几个文件", en "split the standard into several files"))
}

/// E001: brackets, `not`, `if` or groups nest too deep.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    let level = DEEPEST + 1;
    Diagnostic::new(
        Code::TooMuch,
        say!(zh "嵌套超过 {DEEPEST} 层", en "nesting is deeper than {DEEPEST} levels"),
    )
    .label(
        span,
        say!(zh "第 {level} 层从这里开始", en "level {level} starts here"),
    )
    .help(
        say!(zh "用 `定义 名称 = …` 给内层的部分取名，再引用这个名称",
               en "name the inner part with `define NAME = …` and use that name"),
    )
}

/// E001: too many operators in one statement.
pub(super) fn chain_too_long(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TooMuch,
        say!(zh "一句话里的运算符超过 {LONGEST_CHAIN} 个",
             en "one statement has more than {LONGEST_CHAIN} operators"),
    )
    .label(span, say!(zh "从这里起过多", en "too many from here"))
    .help(
        say!(zh "用 `定义 名称 = …` 把它分成几步", en "split it into steps with `define NAME = …`"),
    )
}

/// E002: a character that cannot be seen, or that reverses what is read.
pub(super) fn forbidden(c: char, span: Span) -> Diagnostic {
    let code = u32::from(c);
    Diagnostic::new(
        Code::ForbiddenCharacter,
        say!(zh "字符 U+{code:04X} 看不见或会打乱阅读顺序，不能写在这里",
             en "the character U+{code:04X} is invisible or reorders the text, and cannot stand here"),
    )
    .label(span, say!(zh "U+{code:04X}", en "U+{code:04X}"))
    .help(say!(zh "删除这个字符", en "delete this character"))
    .fix(span, "")
}

/// E003: a string that its line does not close.
pub(super) fn open_string(span: Span, close: char) -> Diagnostic {
    Diagnostic::new(
        Code::OpenString,
        say!(zh "引号在行末没有闭合", en "the quotation mark is not closed on its line"),
    )
    .label(span, say!(zh "从这里开始", en "it opens here"))
    .help(say!(zh "在文字后面补上 `{close}`", en "put `{close}` behind the text"))
}

/// E006: official wording with nothing below it.
pub(super) fn quote_above_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "引文下面没有条款", en "no clause stands below this quote"),
    )
    .label(
        span,
        say!(zh "引文属于它下面的一行", en "a quote belongs to the line below it"),
    )
    .help(say!(zh "把引文移到它所实施的条款上面", en "move it above the clause that implements it"))
}

/// E006: an `accept` with nothing below it.
pub(super) fn accept_above_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "`认可` 下面没有条款", en "no clause stands below this `accept`"),
    )
    .label(span, say!(zh "它认可下一行的警告", en "it accepts a warning of the line below it"))
    .help(say!(zh "把它移到产生警告的那一行上面", en "move it above the line that the warning is about"))
}

/// E006: a line that belongs elsewhere.
pub(super) fn misplaced(span: Span, entry: &Entry) -> Diagnostic {
    let (zh, en) = match entry.role {
        Role::Clause | Role::Setting => ("指标", "an indicator"),
        Role::Line => ("条件或程序", "conditions or a procedure"),
        Role::Mark => ("分组", "a group"),
        Role::Declaration => ("一级指标", "a section"),
    };
    let zh_word = entry.words.last().copied().unwrap_or("+");
    let en_word = entry.words.first().copied().unwrap_or("+");
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "这一行只能写在{zh}里面", en "this line belongs inside {en}"),
    )
    .label(
        span,
        say!(zh "上面没有{zh}", en "it does not stand inside {en}"),
    )
    .help(match entry.role {
        Role::Declaration => say!(zh "先写一级指标，例如 `一级指标 demand \"需求响应\" 权重 20%`",
            en "write a section first, such as `section demand \"Demand\" weight 20%`"),
        Role::Clause | Role::Setting => {
            say!(zh "先写指标，例如 `指标 channels \"沟通渠道\" 权重 5%`",
            en "write an indicator first, such as `indicator channels \"Channels\" weight 5%`")
        }
        Role::Line => {
            say!(zh "先写 `条件` 或 `程序`，例如 `条件 basic \"认定条件\"`",
            en "write `conditions` or `procedure` first, such as `conditions basic \"Conditions\"`")
        }
        Role::Mark => {
            say!(zh "删除多余的 `{zh_word}`", en "delete the needless `{en_word}`")
        }
    })
}

/// E006: `end` where no group is open.
pub(super) fn needless_end(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "这里没有需要结束的分组", en "no group is open that this could close"),
    )
    .label(span, here())
    .help(say!(zh "指标和一级指标不用结束行，删除这一行",
               en "indicators and sections need no closing line: delete it"))
    .fix(span, "")
}

/// E006: records inside the rows of records.
pub(super) fn records_in_records(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "记录里面不能再有记录", en "the rows of records cannot hold records"),
    )
    .label(span, here())
    .help(say!(zh "把它移到 `止` 的后面，作为单独的记录",
               en "move it below the `end`, as records of their own"))
}

/// E007: a group that is never closed.
pub(super) fn open_block(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::OpenBlock,
        say!(zh "这个分组没有结束行 `止`", en "this group has no closing `end`"),
    )
    .label(span, say!(zh "分组从这里开始", en "the group opens here"))
    .help(say!(zh "在分组最后一行下面写 `止`", en "write `end` below the last line of the group"))
}

/// E008: a number of places or the like that is not small and whole.
pub(super) fn bad_small_number(span: Span, most: u32) -> Diagnostic {
    Diagnostic::new(
        Code::BadNumber,
        say!(zh "这里需要 0 到 {most} 的整数", en "a whole number from 0 to {most} is needed here"),
    )
    .label(span, say!(zh "不是这样的数", en "this is not one"))
    .help(say!(zh "例如 `2`", en "for instance `2`"))
}

/// E008: a step of rounding that no number can be rounded to.
pub(super) fn bad_rounding_step(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadNumber,
        say!(zh "取整的一档须大于零，最多 12 位小数", en "a step of rounding is above 0 and has at most 12 places"),
    )
    .label(span, say!(zh "不是这样的数", en "this is not one"))
    .help(say!(zh "例如 `取整到 0.5`", en "for instance `rounded to nearest 0.5`"))
}

/// E009: a day that the calendar lacks.
pub(super) fn no_such_date(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(
        Code::BadDate,
        say!(zh "日历上没有 `{text}` 这一天", en "the calendar has no day `{text}`"),
    )
    .label(span, say!(zh "没有这一天", en "there is no such day"))
    .help(say!(zh "写成 `2024-03-05` 或 `2024年3月5日`", en "write it as `2024-03-05` or `2024年3月5日`"))
}
