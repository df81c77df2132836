//! The words for what a case expects of its result and does not get.

use crate::diagnostics::{Code, Diagnostic, nearest, say};
use crate::evidence::{Expectation, Wanted, Words};

/// The most names that a message lists.
const MOST_LISTED: usize = 12;

/// E720: a name that the standard does not have.
pub(super) fn unknown_name(name: &Words, known: &[&str]) -> Diagnostic {
    let text = &name.text;
    let found = Diagnostic::new(
        Code::ExpectedName,
        say!(zh "标准里没有 `{text}` 这个结果", en "the standard has no result named `{text}`"),
    )
    .label(name.span, say!(zh "这个名称", en "this name"));
    let mut names: Vec<&str> = vec![];
    known.iter().for_each(|one| {
        if !names.contains(one) {
            names.push(one);
        }
    });
    match nearest(text, names.iter().copied()) {
        Some(near) => found.help(say!(zh "是不是 `{near}`？", en "is `{near}` meant?")),
        None if names.is_empty() => found.help(say!(
            zh "这个标准没有这一种结果：删去这一行",
            en "the standard has none of this kind: leave the line out"
        )),
        None => {
            let more = if names.len() > MOST_LISTED {
                " …"
            } else {
                ""
            };
            names.truncate(MOST_LISTED);
            let list = format!("{}{more}", names.join(", "));
            found.help(say!(zh "可以写：{list}", en "there are: {list}"))
        }
    }
}

/// E720: a label that several things have.
pub(super) fn shared_label(name: &Words, ids: &[&str]) -> Diagnostic {
    let (text, ids) = (&name.text, ids.join(", "));
    Diagnostic::new(
        Code::ExpectedName,
        say!(zh "标签 `{text}` 指向不止一项", en "more than one thing is labelled `{text}`"),
    )
    .label(name.span, say!(zh "这个名称", en "this name"))
    .help(say!(zh "改写编号：{ids}", en "write the id: {ids}"))
}

/// E721: the result is another one.
pub(super) fn differs(line: &Expectation, got: &str) -> Diagnostic {
    let (name, wanted) = (&line.name.text, written(&line.wanted));
    is_not(name, &wanted, got)
        .label(line.span, say!(zh "结果是 {got}", en "the result is {got}"))
        .help(correct(&format!("{name}: {got}")))
}

/// E721: a procedure came to another stage.
pub(super) fn other_stage(
    line: &Expectation,
    (key, wanted): (&Words, &Words),
    got: &str,
) -> Diagnostic {
    let name = format!("{}.{}", line.name.text, key.text);
    is_not(&name, &word(wanted), got)
        .label(
            wanted.span,
            say!(zh "结果是 {got}", en "the result is {got}"),
        )
        .help(correct(&format!("{}: {got}", key.text)))
}

fn is_not(name: &str, wanted: &str, got: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ExpectedValue,
        say!(
            zh "`{name}` 应为 {wanted}，结果是 {got}",
            en "`{name}` should be {wanted} and is {got}"
        ),
    )
}

fn correct(line: &str) -> crate::diagnostics::Say {
    say!(
        zh "改正规则或证据；如果结果才对，写作 `{line}`",
        en "correct the rules or the evidence; where the result is right, write `{line}`"
    )
}

/// E721: a ruling that is named does not hold.
pub(super) fn not_held(name: &Words) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::ExpectedValue,
        say!(zh "`{text}` 应当成立而没有成立", en "`{text}` should hold and does not"),
    )
    .label(
        name.span,
        say!(zh "这一条没有成立", en "this does not hold"),
    )
    .help(say!(
        zh "改正规则或证据；如果结果才对，从列表中删去它",
        en "correct the rules or the evidence; where the result is right, take it off the list"
    ))
}

/// E721: a ruling that is not named holds.
pub(super) fn held_too(line: &Expectation, reason: &str) -> Diagnostic {
    let name = &line.name.text;
    Diagnostic::new(
        Code::ExpectedValue,
        say!(
            zh "“{reason}”成立，而 `{name}` 没有列出它",
            en "“{reason}” holds, and `{name}` does not list it"
        ),
    )
    .label(line.span, say!(zh "这里没有列出它", en "it is not listed here"))
    .help(say!(
        zh "改正规则或证据；如果结果才对，把它的证据项或理由加进列表",
        en "correct the rules or the evidence; where the result is right, add its field or its reason to the list"
    ))
}

/// E721: the evidence was refused for something else, or was not refused.
pub(super) fn other_refusal(line: &Expectation, wanted: &str, got: Option<&str>) -> Diagnostic {
    let found = match got {
        Some(got) => is_not(&line.name.text, wanted, got),
        None => Diagnostic::new(
            Code::ExpectedValue,
            say!(
                zh "证据应当因 {wanted} 被拒绝，而它可以评分",
                en "the evidence should be refused for {wanted} and can be scored"
            ),
        ),
    };
    let got = got.unwrap_or("none");
    found
        .label(line.span, say!(zh "结果是 {got}", en "the result is {got}"))
        .help(say!(
            zh "改正规则或证据，或改正这一行；各代码见 `chidu explain-code`",
            en "correct the rules, the evidence or this line; `chidu explain-code` explains a code"
        ))
}

/// E721: what is expected is not written as such a result is.
pub(super) fn wrong_form(line: &Expectation, example: &str) -> Diagnostic {
    let (name, wanted) = (&line.name.text, written(&line.wanted));
    Diagnostic::new(
        Code::ExpectedValue,
        say!(
            zh "`{name}` 的结果不会是 {wanted}",
            en "the result of `{name}` can never be {wanted}"
        ),
    )
    .label(line.span, say!(zh "这里", en "here"))
    .help(say!(zh "写作 `{example}`", en "write `{example}`"))
}

/// What is expected, for readers.
fn written(wanted: &Wanted) -> String {
    match wanted {
        Wanted::One(one) => word(one),
        Wanted::Several(all) => {
            let all: Vec<&str> = all.iter().map(|one| one.text.as_str()).collect();
            format!("[{}]", all.join(", "))
        }
        Wanted::Named(all) => {
            let all: Vec<&str> = all.iter().map(|(key, _)| key.text.as_str()).collect();
            format!("{{{}: …}}", all.join(": …, "))
        }
    }
}

fn word(one: &Words) -> String {
    match one.text.as_str() {
        "" => "none".to_owned(),
        text => text.to_owned(),
    }
}
