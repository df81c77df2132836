//! What came of computing stored results again.

use crate::diagnostics::Language;
use crate::interpret::{Difference, Origin, Verification};
use crate::report::ink::{Ink, Line, Piece, padded, plain};
use crate::report::page::Page;

/// The most differences of one result that are listed.
const MOST: usize = 20;

/// The most characters of a value that are shown.
const LONGEST: usize = 200;

/// Writes a result, where its texts came from, and what differs.
pub(super) fn write(page: &mut Page<'_>, one: &Verification) {
    let language = page.language();
    let mut title = vec![Piece::new(Ink::Bold, &one.subject)];
    for part in [&one.score, &one.grade].into_iter().flatten() {
        title.push(Piece::new(Ink::Bold, format!("  {part}")));
    }
    page.hung(vec![], &title);
    origin(page, language.pick("规则", "rules"), &one.rules);
    origin(page, language.pick("证据", "evidence"), &one.evidence);
    if let Some(day) = &one.as_of {
        let words = match language {
            Language::Zh => format!("评价日期 {day} 由调用给定，不是证据写的"),
            Language::En => {
                format!("the assessment date {day} is that of the call, not of the evidence")
            }
        };
        page.hung(
            beginning(page, ("·", Ink::Dim), language.pick("日期", "date")),
            &plain(words),
        );
    }
    engine(page, one);
    for difference in one.differences.iter().take(MOST) {
        self::difference(page, difference);
    }
    let more = one.differences.len().saturating_sub(MOST);
    if more > 0 {
        let words = match language {
            Language::Zh => format!("……另有 {more} 处（用 --format json 看全部）"),
            Language::En => format!("… and {more} more (--format json lists all)"),
        };
        page.hung(plain("  "), &[Piece::new(Ink::Dim, words)]);
    }
    let (word, ink) = match (one.confirmed, one.recomputed) {
        (true, _) => (
            language.pick(
                "核对无误：每一项都与重新计算的相同",
                "confirmed: every member is as it is computed again",
            ),
            Ink::Green,
        ),
        (false, true) => (
            language.pick("与重新计算的不同", "not what is computed again"),
            Ink::Red,
        ),
        (false, false) => (
            language.pick(
                "不能重新计算：规则或证据有错误",
                "not computed again: the rules or the evidence have errors",
            ),
            Ink::Red,
        ),
    };
    page.hung(vec![], &[Piece::new(ink, word)]);
}

fn beginning(page: &Page<'_>, (sign, ink): (&str, Ink), name: &str) -> Line {
    let name = padded(name, page.language().pick(6, 10));
    vec![
        Piece::new(ink, format!("  {sign} ")),
        Piece::new(Ink::Dim, name),
    ]
}

fn origin(page: &mut Page<'_>, name: &str, one: &Origin) {
    let language = page.language();
    let from = match (one.from_result, language) {
        (true, Language::Zh) => format!("（存在结果里的 {}）", one.file),
        (true, Language::En) => format!(" ({}, kept in the result)", one.file),
        (false, Language::Zh) => format!("（{}）", one.file),
        (false, Language::En) => format!(" ({})", one.file),
    };
    let is_same = one.computed.as_ref() == Some(&one.stored);
    let mark = match (is_same, &one.computed) {
        (true, _) => ("✓", Ink::Green),
        (false, Some(_)) => ("✗", Ink::Red),
        (false, None) => ("?", Ink::Yellow),
    };
    let mut text = plain(&one.stored);
    text.push(Piece::new(Ink::Dim, from));
    page.hung(beginning(page, mark, name), &text);
}

fn engine(page: &mut Page<'_>, one: &Verification) {
    let language = page.language();
    let (made, again) = (&one.engine, one.verified_by);
    let is_same = made == again;
    let words = match (is_same, language) {
        (true, _) => made.clone(),
        (false, Language::Zh) => format!("{made} 算出，这次用 {again} 核对"),
        (false, Language::En) => format!("computed by {made}, verified by {again}"),
    };
    let mark = match is_same {
        true => ("✓", Ink::Green),
        false => ("!", Ink::Yellow),
    };
    page.hung(
        beginning(page, mark, language.pick("引擎", "engine")),
        &plain(words),
    );
}

fn difference(page: &mut Page<'_>, one: &Difference) {
    let language = page.language();
    let value = |value: &Option<serde_json::Value>| match value {
        None => language.pick("没有", "nothing").to_owned(),
        Some(value) => cut(&value.to_string()),
    };
    let (stored, computed) = (value(&one.stored), value(&one.computed));
    let words = match language {
        Language::Zh => format!("：存的是 {stored}，应为 {computed}"),
        Language::En => format!(": stored {stored}, computed {computed}"),
    };
    page.hung(
        vec![Piece::new(Ink::Red, "  ✗ ")],
        &[
            Piece::new(Ink::Bold, &one.pointer),
            Piece::new(Ink::Plain, words),
        ],
    );
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    }
}
