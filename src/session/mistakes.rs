//! The words for what only the whole can see: files beside the rule file, dates of assessment.

use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::domain::Date;
use crate::session::imports::MOST_FILES;
use crate::session::revisions::{ForceLine, Revisions};
use crate::session::text::{Likely, TextKind};
use crate::session::{Trouble, revisions};
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

/// Why a file beside the rule file cannot be had.
fn why(trouble: &Trouble) -> (&'static str, &'static str) {
    match trouble {
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
    }
}

/// E703: a file that is used cannot be read.
pub(super) fn file_unusable(span: Span, path: &str, trouble: &Trouble) -> Diagnostic {
    let (zh, en) = why(trouble);
    Diagnostic::new(
        Code::FileUnusable,
        say!(zh "引用的文件 `{path}` 不能读取：{zh}", en "the used file `{path}` cannot be read: {en}"),
    )
    .label(span, say!(zh "这个文件", en "this file"))
    .help(say!(
        zh "引用的是规则文件同一文件夹里（或其下）的 .rules 文件：核对它的名称",
        en "a used file is a .rules file in the folder of the rule file, or below it: check its name"
    ))
}

/// E704: files use each other in a circle.
pub(super) fn use_circle(span: Span, circle: &[&str]) -> Diagnostic {
    let circle = circle.join(" → ");
    Diagnostic::new(
        Code::UseCircle,
        say!(zh "文件互相引用成环：{circle}", en "files use each other in a circle: {circle}"),
    )
    .label(
        span,
        say!(zh "这里又回到前面的文件", en "this leads back to a file before it"),
    )
    .help(say!(
        zh "删去这一行，或把两个文件都要的内容移到第三个文件",
        en "delete this line, or move what both files need to a third one"
    ))
}

/// E705: a line that cannot stand in a file that others use.
pub(super) fn not_shareable(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotShareable,
        say!(
            zh "被引用的文件里不能有这一行",
            en "this line cannot stand in a file that another uses"
        ),
    )
    .label(span, say!(zh "这属于一个标准", en "this belongs to one standard"))
    .help(say!(
        zh "把它移到引用这个文件的标准里；共用的只有证据、定义、参数、表、日历和引用",
        en "move it to the standard that uses this file; shared are evidence, definitions, parameters, tables, calendars and `use`"
    ))
}

/// E001: more used files than are read.
pub(super) fn too_many_files(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TooMuch,
        say!(zh "引用的文件超过 {MOST_FILES} 个", en "more than {MOST_FILES} files are used"),
    )
    .label(
        span,
        say!(zh "从这一个起不再读取", en "those from this one on are not read"),
    )
    .help(say!(zh "把几个文件合成一个", en "put several files into one"))
}

/// E502: a file that a line of the head names cannot be read.
pub(super) fn file_unreadable(kind: FileKind, file: &Text, trouble: &Trouble) -> Diagnostic {
    let path = &file.text;
    let (zh, en) = why(trouble);
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
    let (from, until) = (day_shown(from), day_shown(until));
    Diagnostic::new(
        Code::NotInForce,
        say!(zh "评价日期 {date} 不在标准的施行期内（{from} 至 {until}）",
             en "the standard is not in force on {date}: it is from {from} to {until}"),
    )
    .label(span, say!(zh "评价日期 {date}", en "assessed as of {date}"))
    .help(say!(zh "核对评价日期，或使用当时施行的标准", en "check the date, or use the standard that was in force then"))
}

/// E613: the standard has expired, and its file does not say when.
pub(super) fn expired(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Expired,
        say!(
            zh "标准已失效，而规则文件没有写明截止日期",
            en "the standard has expired, and its file does not say on which day it ended"
        ),
    )
    .label(
        span,
        say!(zh "不能确定这时是否仍然施行", en "whether it was still in force is not known"),
    )
    .help(say!(
        zh "在 `施行日期` 之后写明截止日期，如 `施行日期 2011-07-13 至 2016-07-12`，或使用现行的标准",
        en "say the last day behind `in force from`, such as `in force from 2011-07-13 until 2016-07-12`, or use the standard that is valid now"
    ))
}

/// E609: none of several revisions is in force on the assessment date.
pub(super) fn none_in_force(span: Span, day: Date, revisions: &Revisions<'_>) -> Diagnostic {
    let (zh, en) = (listed(revisions, "至"), listed(revisions, "to"));
    Diagnostic::new(Code::NotInForce, none_on(day))
        .label(span, say!(zh "评价日期 {day}", en "assessed as of {day}"))
        .help(say!(
            zh "核对评价日期；各版本的施行期是：{zh}",
            en "check the date; the revisions are in force as follows:{en}"
        ))
}

/// The same where no evidence is at hand.
pub(super) fn none_listed(day: Date, revisions: &Revisions<'_>) -> Say {
    let (zh, en) = (listed(revisions, "至"), listed(revisions, "to"));
    let none = none_on(day);
    Say {
        zh: none.zh + "：" + &zh,
        en: none.en + ":" + &en,
    }
}

fn none_on(day: Date) -> Say {
    say!(zh "{day} 没有施行中的版本", en "no revision is in force on {day}")
}

/// The revisions with the days between which they are in force, each on a line of its own.
fn listed(revisions: &Revisions<'_>, to: &str) -> String {
    let line = |one: &revisions::Revision<'_>| {
        let (from, until) = (one.program.info.in_force_from, one.until);
        let (from, until) = (day_shown(from), day_shown(until));
        // They lie in one folder, which the call has named.
        let name = one.opened.file.name().rsplit(['/', '\\']).next();
        format!("\n  {}  {from} {to} {until}", name.unwrap_or_default())
    };
    revisions.iter().map(line).collect()
}

fn day_shown(day: Option<Date>) -> String {
    day.map_or("…".to_owned(), |day| day.to_string())
}

/// E701: two revisions are in force on one day.
pub(super) fn two_in_force(own: &ForceLine, other: &ForceLine, day: Date) -> Diagnostic {
    let (own_name, other_name) = (&own.name, &other.name);
    let found = Diagnostic::new(
        Code::RevisionOverlap,
        say!(
            zh "`{other_name}` 与 `{own_name}` 在 {day} 同时施行",
            en "`{other_name}` and `{own_name}` are both in force on {day}"
        ),
    )
    .label(
        own.span,
        say!(zh "自 {day} 起施行", en "in force from {day}"),
    );
    match other.until {
        Some(until) if other.from < Some(day) => found
            .label(other.span, say!(zh "到 {until} 才失效", en "in force until {until}"))
            .help(say!(
                zh "改正其中一个日期；前一版本不写截止日期时，到后一版本施行的前一天为止",
                en "correct one of the dates; a revision without `until` ends the day before the next one begins"
            )),
        Some(_) | None => found
            .label(other.span, say!(zh "也自 {day} 起施行", en "in force from {day} too"))
            .help(say!(
                zh "两个版本不能同一天开始施行：改正其中一个日期，或删去其中一个文件",
                en "two revisions cannot begin on one day: correct one of the dates, or take one of the files away"
            )),
    }
}

/// E702: one of several revisions does not say from when it is in force.
pub(super) fn undated(span: Span, others: usize) -> Diagnostic {
    Diagnostic::new(
        Code::UndatedRevision,
        say!(
            zh "这个版本没有写明施行日期，而同一标准还有 {others} 个版本",
            en "this revision does not say from when it is in force, beside {others} more of the same standard"
        ),
    )
    .label(span, say!(zh "这里没有 `施行日期`", en "`in force from` is missing here"))
    .help(say!(
        zh "加上一行，如 `施行日期 2024-01-01`",
        en "add a line such as `in force from 2024-01-01`"
    ))
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
        TextKind::Result => found.help(say!(
            zh "每个结果存一个文件",
            en "store each result in a file of its own"
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
        TextKind::Evidence | TextKind::Result => Code::Unreadable,
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
