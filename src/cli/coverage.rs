//! How much of its source a rule file speaks of, for people and for programs.

use std::fmt::Write;

use serde::Serialize;

use crate::diagnostics::{Language, say};
use crate::render::{self, Style};
use crate::session::{Coverage, Covered, Opened, Sentence};

/// The coverage as JSON has it.
#[derive(Serialize)]
pub(super) struct CoverageReport<'c> {
    percent: String,
    signs: u64,
    quoted: u64,
    not_a_rule: u64,
    left_open: u64,
    uncovered: u64,
    sentences: Vec<SentenceReport<'c>>,
}

#[derive(Serialize)]
struct SentenceReport<'c> {
    line: u32,
    last_line: u32,
    status: &'static str,
    text: &'c str,
    uncovered: &'c [String],
}

/// The coverage for programs.
pub(super) fn report(coverage: &Coverage) -> CoverageReport<'_> {
    CoverageReport {
        percent: percent(coverage),
        signs: coverage.signs,
        quoted: coverage.quoted,
        not_a_rule: coverage.not_a_rule,
        left_open: coverage.left_open,
        uncovered: coverage.uncovered(),
        sentences: coverage.sentences.iter().map(sentence).collect(),
    }
}

fn sentence(one: &Sentence) -> SentenceReport<'_> {
    SentenceReport {
        line: one.line,
        last_line: one.last_line,
        status: status(one).0,
        text: &one.text,
        uncovered: &one.rest,
    }
}

fn percent(coverage: &Coverage) -> String {
    let share = coverage.per_mille();
    format!("{}.{}", share / 10, share % 10)
}

/// The word of the JSON, and the words for people.
fn status(one: &Sentence) -> (&'static str, &'static str, &'static str) {
    match (one.covered, one.rest.is_empty()) {
        (Covered::Not, _) => ("uncovered", "✗ 没有引用", "✗ uncovered"),
        (Covered::NotARule | Covered::LeftOpen | Covered::Quoted, false) => {
            ("partly", "△ 部分引用", "△ partly")
        }
        (Covered::NotARule, true) => ("not_a_rule", "· 非规则", "· not a rule"),
        (Covered::LeftOpen, true) => ("left_open", "? 未定", "? left open"),
        (Covered::Quoted, true) => ("quoted", "✓ 已引用", "✓ quoted"),
    }
}

/// The coverage for people: every sentence with its lines, and the shares below.
pub(super) fn shown(coverage: &Coverage, opened: &Opened, style: &Style) -> String {
    let language = style.language;
    let mut text = String::new();
    for one in &coverage.sentences {
        let (_, zh, en) = status(one);
        let lines = match one.line == one.last_line {
            true => one.line.to_string(),
            false => format!("{}-{}", one.line, one.last_line),
        };
        let word = language.pick(zh, en);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{word}  {lines}  {}", render::shown(&one.text));
        let parts = one.rest.iter().filter(|_| one.covered != Covered::Not);
        for part in parts {
            let left = language.pick("没有引用", "uncovered");
            let _ = writeln!(text, "    {left}: {}", render::shown(part));
        }
    }
    text.push_str(&total(coverage, opened, language));
    text
}

fn total(coverage: &Coverage, opened: &Opened, language: Language) -> String {
    let name = render::shown(opened.file.name());
    let (percent, signs, open) = (percent(coverage), coverage.signs, coverage.open().count());
    let (quoted, not_a_rule) = (coverage.quoted, coverage.not_a_rule);
    let (left_open, rest) = (coverage.left_open, coverage.uncovered());
    let total = say!(
        zh "{name}：来源的 {percent}%（共 {signs} 字：引用 {quoted}，非规则 {not_a_rule}，未定 {left_open}，没有引用 {rest}），{open} 句还不全",
        en "{name}: {percent}% of the source ({signs} letters and digits: {quoted} quoted, {not_a_rule} not a rule, {left_open} left open, {rest} uncovered), {open} sentences not in full"
    );
    format!("{}\n", total.text(language))
}
