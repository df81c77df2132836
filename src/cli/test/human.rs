//! The outcome as people read it.

use crate::cli::console::Loudness;
use crate::cli::named;
use crate::cli::test::difference::painted;
use crate::cli::test::suite::{Case, Status, Suite};
use crate::diagnostics::{Language, say};
use crate::render::{self, Style};

/// How much is shown of a case that is not as approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// All of it, to be approved.
    Whole,
    /// How it differs from what was approved.
    Difference,
    /// One line, since the difference was shown before.
    Lines,
}

/// A line for each standard, all that is not as approved below it, and the sum.
pub(super) fn text(
    suites: &[Suite],
    style: &Style,
    (detail, loudness): (Detail, Loudness),
) -> String {
    let mut out = String::new();
    for suite in suites.iter().filter(|suite| !suite.cases.is_empty()) {
        let bad = suite.cases.iter().filter(|case| !case.is_green()).count();
        if bad > 0 || loudness != Loudness::Quiet {
            out.push_str(&heading(suite, bad, style));
        }
        let told = |case: &&Case| !case.is_green() || loudness != Loudness::Quiet;
        for case in suite.cases.iter().filter(told) {
            out.push_str(&one(case, style, detail));
        }
    }
    if loudness != Loudness::Quiet {
        out.push_str(&sum(suites, style));
    }
    out
}

fn heading(suite: &Suite, bad: usize, style: &Style) -> String {
    let (mark, ink) = match bad {
        0 => ("✓", "32"),
        _ => ("✗", "31"),
    };
    let (name, count) = (named(&suite.folder), counted(&suite.cases));
    let words = match (bad, style.language) {
        (0, Language::Zh) => format!("{name}  {count} 例"),
        (0, Language::En) => format!("{name}  {}", cases(count)),
        (_, Language::Zh) => format!("{name}  {count} 例，{bad} 项待处理"),
        (_, Language::En) => format!("{name}  {}, {bad} to look at", cases(count)),
    };
    format!("{} {words}\n", painted(mark, ink, style))
}

/// The cases, without results that have none.
fn counted<'c>(cases: impl IntoIterator<Item = &'c Case>) -> usize {
    let is_result = |case: &&Case| matches!(case.status, Status::Orphaned | Status::Removed);
    cases.into_iter().filter(|case| !is_result(case)).count()
}

fn cases(count: usize) -> String {
    match count {
        1 => "1 case".to_owned(),
        _ => format!("{count} cases"),
    }
}

/// What is to be said of a case; nothing of one that is as approved.
pub(super) fn one(case: &Case, style: &Style, detail: Detail) -> String {
    if case.status == Status::Passed {
        return String::new();
    }
    let ink = match case.is_green() {
        true => "32",
        false => "31",
    };
    let colon = style.language.pick("：", ": ");
    let say = case.status.say();
    let words = painted(say.text(style.language), ink, style);
    let mut out = format!("\n{}{colon}{words}\n", named(&case.path));
    let is_shown = match detail {
        Detail::Whole => case.is_open(),
        Detail::Difference => case.status == Status::Differs,
        Detail::Lines => false,
    };
    if let Some(difference) = case.difference.as_ref().filter(|_| is_shown) {
        out.push_str(&difference.drawn(style));
    }
    if !case.findings.is_empty() {
        out.push('\n');
        out.push_str(&render::human(&case.findings, &case.file, style));
    }
    out
}

/// How many there are of each, and what to do next.
fn sum(suites: &[Suite], style: &Style) -> String {
    const ORDER: [Status; 11] = [
        Status::Passed,
        Status::Accepted,
        Status::Removed,
        Status::Differs,
        Status::Unapproved,
        Status::Unmet,
        Status::Refused,
        Status::NotRefused,
        Status::Orphaned,
        Status::Shared,
        Status::NoRules,
    ];
    let all: Vec<&Case> = suites.iter().flat_map(|suite| &suite.cases).collect();
    let count = counted(all.iter().copied());
    let of = |status: &Status| all.iter().filter(|case| case.status == *status).count();
    let mut parts: Vec<String> = ORDER
        .iter()
        .map(|status| (of(status), status))
        .filter(|(count, _)| *count > 0)
        .map(|(count, status)| {
            let (zh, en) = short(status);
            format!("{count} {}", style.language.pick(zh, en))
        })
        .collect();
    let unreadable = all
        .iter()
        .filter(|case| matches!(case.status, Status::Unreadable(_)));
    let unreadable = unreadable.count();
    if unreadable > 0 {
        let word = style.language.pick("不能读取", "unreadable");
        parts.push(format!("{unreadable} {word}"));
    }
    let blank = match all.iter().all(|case| case.status == Status::Passed) {
        true => "",
        false => "\n",
    };
    let sum = match style.language {
        Language::Zh => format!("{blank}共 {count} 例：{}\n", parts.join("，")),
        Language::En => format!("{blank}{}: {}\n", cases(count), parts.join(", ")),
    };
    let open = all.iter().filter(|case| case.is_open()).count();
    if open == 0 {
        return sum;
    }
    let next = say!(
        zh "逐个审阅：chidu test --review；全部批准：chidu test --accept",
        en "one by one: chidu test --review; approve them all: chidu test --accept"
    );
    format!("{sum}{}\n", next.text(style.language))
}

/// A status in the sum.
fn short(status: &Status) -> (&'static str, &'static str) {
    match status {
        Status::Passed => ("通过", "passed"),
        Status::Accepted => ("刚批准", "accepted"),
        Status::Removed => ("刚删除", "removed"),
        Status::Differs => ("不同", "different"),
        Status::Unapproved => ("未批准", "not approved"),
        Status::Unmet => ("与 expect 不符", "not as expected"),
        Status::Refused => ("证据有错误", "refused"),
        Status::NotRefused => ("应拒绝而未拒绝", "not refused"),
        Status::Orphaned => ("结果没有案例", "without a case"),
        Status::Shared => ("重名", "with one result for two"),
        Status::NoRules => ("没有运行", "not run"),
        Status::Unreadable(_) => ("不能读取", "unreadable"),
    }
}
