//! The words for what only the whole can see: files beside the rule file, dates of assessment.

use crate::diagnostics::{Code, Diagnostic, say};
use crate::domain::Date;
use crate::session::Trouble;
use crate::session::text::{Likely, TextKind};
use crate::source::Span;
use crate::syntax::ast::Text;

/// What a file that the head names is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum FileKind {
    /// The official text.
    Source,
    /// The calendar of working days.
    Calendar,
}

/// E502: a file that a line of the head names cannot be read.
pub(super) fn file_unreadable(kind: FileKind, file: &Text, trouble: &Trouble) -> Diagnostic {
    let path = &file.text;
    let (zh, en) = match trouble {
        Trouble::Missing => ("没有这个文件", "there is no such file"),
        Trouble::Outside => (
            "它在规则文件的文件夹之外",
            "it lies outside the rule file's folder",
        ),
        Trouble::NotAFile => ("它不是普通文件", "it is not a regular file"),
        Trouble::NotText => (
            "它不是 UTF-8 文本或过大",
            "it is not UTF-8 text, or too large",
        ),
        Trouble::Refused => ("系统不允许读取", "the system refused to read it"),
    };
    let (message, help) = match kind {
        FileKind::Source => (
            say!(zh "来源 `{path}` 不能读取：{zh}", en "the source `{path}` cannot be read: {en}"),
            say!(zh "把官方文本存成 UTF-8 文本文件，放在规则文件的同一文件夹里",
                 en "save the official text as a UTF-8 text file beside the rule file"),
        ),
        FileKind::Calendar => (
            say!(zh "日历 `{path}` 不能读取：{zh}", en "the calendar `{path}` cannot be read: {en}"),
            say!(zh "把日历存成 UTF-8 的 CSV 文件，放在规则文件的同一文件夹里",
                 en "save the calendar as a UTF-8 CSV file beside the rule file"),
        ),
    };
    Diagnostic::new(Code::SourceUnreadable, message)
        .label(file.span, say!(zh "这个文件", en "this file"))
        .help(help)
}

/// E611: no assessment date.
pub(super) fn no_date(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoDate,
        say!(zh "证据没有写明评价日期", en "the evidence does not say of which day it speaks"),
    )
    .label(
        span,
        say!(zh "缺少 `assessment_date`", en "`assessment_date` is missing"),
    )
    .help(
        say!(zh "加上一行 `assessment_date: 2024-12-31`，或在命令后写 `--as-of 2024-12-31`",
               en "add a line `assessment_date: 2024-12-31`, or call with `--as-of 2024-12-31`"),
    )
}

/// E609: the assessment date is outside the time in force.
pub(super) fn not_in_force(
    span: Span,
    date: Date,
    (from, until): (Option<Date>, Option<Date>),
) -> Diagnostic {
    let shown = |date: Option<Date>| date.map_or("…".to_owned(), |date| date.to_string());
    let (from, until) = (shown(from), shown(until));
    Diagnostic::new(
        Code::NotInForce,
        say!(zh "评价日期 {date} 不在标准的施行期内（{from} 至 {until}）",
             en "the standard is not in force on {date}: it is from {from} to {until}"),
    )
    .label(span, say!(zh "评价日期 {date}", en "assessed as of {date}"))
    .help(say!(zh "核对评价日期，或使用当时施行的标准", en "check the date, or use the standard that was in force then"))
}

/// E001: a file that holds more than is read.
pub(super) fn too_large(kind: TextKind) -> Diagnostic {
    let mebibytes = kind.most_bytes() / 1024 / 1024;
    let found = Diagnostic::new(
        Code::TooMuch,
        say!(zh "文件超过上限 {mebibytes} MiB", en "the file is larger than the limit of {mebibytes} MiB"),
    )
    .label(Span::default(), say!(zh "整个文件", en "the whole file"));
    match kind {
        TextKind::Rules => found.help(say!(
            zh "把标准分成几个文件",
            en "split the standard into several files"
        )),
        TextKind::Evidence => found.help(say!(
            zh "一个文件只写一个评价对象",
            en "one file holds one subject"
        )),
    }
}

/// E002 in rules, E601 in evidence: bytes that are no UTF-8 text; the offset, the byte and the line
/// of the first of them.
pub(super) fn not_utf8(
    (at, byte, line): (usize, u8, usize),
    span: Span,
    likely: Likely,
    kind: TextKind,
) -> Diagnostic {
    let code = match kind {
        TextKind::Rules => Code::ForbiddenCharacter,
        TextKind::Evidence => Code::Unreadable,
    };
    let found = Diagnostic::new(
        code,
        say!(
            zh "文件不是 UTF-8 文本：第 {line} 行，偏移 {at} 处的字节 0x{byte:02X}",
            en "the file is not UTF-8 text: byte {at} (0x{byte:02X}) on line {line}"
        ),
    )
    .label(
        span,
        say!(zh "从这里起不是 UTF-8", en "not UTF-8 from here on"),
    );
    match likely {
        Likely::Gbk => found.help(say!(
            zh "看来是 GBK 编码：在编辑器里另存为 UTF-8",
            en "it looks like GBK: save it as UTF-8 in the editor"
        )),
        Likely::Utf16 => found.help(say!(
            zh "看来是 UTF-16 编码：在编辑器里另存为 UTF-8",
            en "it looks like UTF-16: save it as UTF-8 in the editor"
        )),
        Likely::Unknown => found.help(say!(
            zh "在编辑器里另存为 UTF-8",
            en "save it as UTF-8 in the editor"
        )),
    }
}
