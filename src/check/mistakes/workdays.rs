//! The words for working days and their calendar.

use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::domain::Date;
use crate::domain::calendar::{CalendarError, CalendarMistake};
use crate::source::Span;

/// E222: working days without a calendar.
pub(in crate::check) fn no_calendar(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoCalendar,
        say!(zh "计算工作日要有工作日历，文件没有写明用哪一个", en "working days need a calendar, and the file names none"),
    )
    .label(span, say!(zh "这里计算工作日", en "working days are counted here"))
    .help(say!(
        zh "在文件开头写 `日历 \"cn.csv\"`，并把列出节假日和调休上班日的 cn.csv 放在同一文件夹里",
        en "write `calendar \"cn.csv\"` at the head of the file, and put a cn.csv with the holidays beside it"
    ))
}

/// E223: a calendar that cannot be understood.
pub(in crate::check) fn bad_calendar(span: Span, path: &str, error: &CalendarError) -> Diagnostic {
    let line = error.line;
    let Say { zh, en } = mistake(&error.kind);
    Diagnostic::new(
        Code::BadCalendar,
        say!(zh "日历 `{path}` 第 {line} 行：{zh}", en "the calendar `{path}`, line {line}: {en}"),
    )
    .label(span, say!(zh "这个日历", en "this calendar"))
    .help(say!(
        zh "第一行写 `date,day,note`，以后每行一天，如 `2024-02-04,work,春节调休` 或 `2024-02-12,off,春节`",
        en "the first line is `date,day,note`, and each line behind it one day, such as `2024-02-04,work,make-up day` or `2024-02-12,off,Spring Festival`"
    ))
}

fn mistake(kind: &CalendarMistake) -> Say {
    match kind {
        CalendarMistake::Empty => say!(zh "没有列出任何一天", en "no day is listed"),
        CalendarMistake::Header(found) => {
            say!(zh "首行应为 `date,day,note`，却是 `{found}`", en "the first line must be `date,day,note`, not `{found}`")
        }
        CalendarMistake::TooFewColumns(count) => {
            say!(zh "应有三列，只有 {count} 列", en "three columns are needed, not {count}")
        }
        CalendarMistake::BadDate(text) => {
            say!(zh "`{text}` 不是日期，日期写成 `2024-02-04`", en "`{text}` is no date such as `2024-02-04`")
        }
        CalendarMistake::UnknownDay(text) => {
            say!(zh "`{text}` 不是 `off`、`work`、`休` 或 `班`", en "`{text}` is neither `off` nor `work`")
        }
        CalendarMistake::Twice { date, earlier } => {
            say!(zh "{date} 在第 {earlier} 行已经写过", en "{date} stands on line {earlier} already")
        }
        CalendarMistake::MissingYear(year) => {
            say!(zh "{year} 年一天也没有列出，而它的前后都有", en "no day of {year} is listed, though the years around it have some")
        }
    }
}

/// E224: a day that the calendar does not cover, or one that counting leads to.
pub(in crate::check) fn outside(
    span: Span,
    day: Option<Date>,
    (first, last): (Date, Date),
) -> Diagnostic {
    let message = match day {
        Some(day) => say!(
            zh "{day} 不在工作日历之内（{first} 至 {last}）",
            en "{day} is outside the calendar, which runs from {first} to {last}"
        ),
        None => say!(
            zh "数到的这一天不在工作日历之内（{first} 至 {last}）",
            en "this leads to a day outside the calendar, which runs from {first} to {last}"
        ),
    };
    Diagnostic::new(Code::OutsideCalendar, message)
        .label(span, say!(zh "日历没有这一天", en "the calendar does not say of this day whether it is worked"))
        .help(say!(zh "在日历里补上这一年的安排，或改正日期", en "add that year to the calendar, or correct the date"))
}
