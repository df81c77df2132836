//! What stands beside the score: gradings and outputs, conditions, procedures, and what is left open.

use crate::diagnostics::Language;
use crate::interpret::{
    ConditionsResult, ProcedureResult, RequirementResult, ScoreResult, StageResult, StageState,
};
use crate::report::evidence;
use crate::report::ink::{Ink, Piece, blanks, padded, plain};
use crate::report::page::Page;

/// The columns of a mark and its word.
const MARK: usize = 10;

/// The sign, the word and the look of what is met, not met, or open.
fn mark(met: Option<bool>, language: Language) -> (String, Ink) {
    let (sign, zh, en, ink) = match met {
        Some(true) => ("✓", "符合", "met", Ink::Green),
        Some(false) => ("✗", "不符合", "not met", Ink::Red),
        None => ("?", "缺证据", "open", Ink::Yellow),
    };
    (format!("{sign} {}", language.pick(zh, en)), ink)
}

/// Everything beside the score, each in a part of its own.
pub(super) fn all(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    values(page, result);
    for one in &result.conditions {
        conditions(page, one);
    }
    for one in &result.procedures {
        procedure(page, one);
    }
}

fn values(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let language = page.language();
    if result.gradings.is_empty() && result.outputs.is_empty() {
        return;
    }
    page.about(None);
    page.blank();
    page.heading(page.pick("其他结果", "Other results"), "");
    for one in &result.gradings {
        let grade = one
            .grade
            .as_ref()
            .map_or(language.pick("无", "none"), |grade| grade.label);
        let value = format!("  {}  ", one.value.shown(language));
        page.about(Some(one.line));
        let place = page.rules_arrow(one.line);
        let text = [
            Piece::new(Ink::Bold, grade),
            Piece::new(Ink::Plain, value),
            Piece::new(Ink::Dim, place),
        ];
        page.hung(plain(format!("  {}  ", one.label)), &text);
    }
    for one in &result.outputs {
        page.about(Some(one.line));
        let place = format!("  {}", page.rules_arrow(one.line));
        let text = [
            Piece::new(Ink::Bold, &one.shown),
            Piece::new(Ink::Dim, place),
        ];
        page.hung(plain(format!("  {}  ", one.label)), &text);
    }
}

fn conditions(page: &mut Page<'_>, one: &ConditionsResult<'_>) {
    page.about(Some(one.line));
    page.blank();
    let (word, _) = mark(one.met, page.language());
    page.heading(one.label, &word);
    if let Some(quote) = one.quote {
        evidence::quote(page, MARK, quote);
    }
    let count = one.requirements.len();
    if one.least as usize != count {
        page.hung(
            plain(blanks(2)),
            &[Piece::new(Ink::Dim, of_a_number(page.language(), one))],
        );
    }
    for inner in &one.requirements {
        requirement(page, inner, 2);
    }
}

fn of_a_number(language: Language, one: &ConditionsResult<'_>) -> String {
    let (count, held, least) = (one.requirements.len(), one.held, one.least);
    match language {
        Language::Zh => format!("{count} 项中 {held} 项符合，须 {least} 项"),
        Language::En => format!("{held} of {count} hold, {least} must"),
    }
}

fn requirement(page: &mut Page<'_>, one: &RequirementResult<'_>, indent: usize) {
    page.about(Some(one.line));
    let (word, ink) = match one.applies {
        true => mark(one.met, page.language()),
        false => (page.pick("· 不适用", "· n/a").to_owned(), Ink::Dim),
    };
    let beginning = format!("{}{}", blanks(indent), padded(&word, MARK));
    let text = match (one.words, one.least) {
        (Some(words), _) => words.to_owned(),
        (None, None) => one.text.to_owned(),
        (None, Some(least)) => among(page.language(), least as usize, one.requirements.len()),
    };
    page.hung(
        vec![Piece::new(ink, beginning)],
        &[Piece::new(Ink::Bold, text)],
    );
    let why = format!("{}  {}", one.why, page.rules_arrow(one.line));
    page.hung(plain(blanks(indent + MARK)), &[Piece::new(Ink::Dim, why)]);
    if let Some(quote) = one.quote {
        evidence::quote(page, indent + MARK, quote);
    }
    for inner in &one.requirements {
        requirement(page, inner, indent + 2);
    }
}

/// What a group without words of its own wants.
fn among(language: Language, least: usize, count: usize) -> String {
    if least == count {
        return language.pick("以下全部", "all of these").to_owned();
    }
    match language {
        Language::Zh => format!("以下至少 {least} 项"),
        Language::En => format!("at least {least} of these"),
    }
}

fn procedure(page: &mut Page<'_>, one: &ProcedureResult<'_>) {
    page.about(Some(one.line));
    page.blank();
    page.heading(one.label, &reached(page.language(), one));
    if let Some(quote) = one.quote {
        evidence::quote(page, MARK, quote);
    }
    for (at, inner) in one.stages.iter().enumerate() {
        stage(page, inner, at + 1);
    }
}

/// How far a procedure has come.
fn reached(language: Language, one: &ProcedureResult<'_>) -> String {
    let stop = one
        .stages
        .iter()
        .find(|stage| Some(stage.id) == one.stopped_at);
    let Some(stop) = stop else {
        return language.pick("全部通过", "all passed").to_owned();
    };
    let label = stop.label;
    match (language, one.open) {
        (Language::Zh, true) => format!("停在“{label}”，缺少证据"),
        (Language::Zh, false) => format!("未通过“{label}”"),
        (Language::En, true) => format!("open at “{label}”"),
        (Language::En, false) => format!("stopped at “{label}”"),
    }
}

fn stage(page: &mut Page<'_>, one: &StageResult<'_>, number: usize) {
    page.about(Some(one.line));
    let language = page.language();
    let (sign, zh, en, ink) = match one.state {
        StageState::Passed => ("✓", "通过", "passed", Ink::Green),
        StageState::Stopped => ("✗", "未通过", "stopped", Ink::Red),
        StageState::Open => ("?", "缺证据", "open", Ink::Yellow),
        StageState::NotReached => ("·", "未到", "later", Ink::Dim),
    };
    let word = format!(
        "  {}",
        padded(&format!("{sign} {}", language.pick(zh, en)), MARK)
    );
    let mut text = vec![Piece::new(Ink::Bold, format!("{number} {}", one.label))];
    if let Some(role) = one.role {
        text.push(Piece::new(Ink::Dim, format!("  {role}")));
    }
    page.hung(vec![Piece::new(ink, word)], &text);
    let indent = plain(blanks(2 + MARK));
    if let Some(reason) = one.reason {
        page.hung(indent.clone(), &plain(reason));
    }
    if let Some(why) = &one.why {
        let why = format!("{why}  {}", page.rules_arrow(one.line));
        page.hung(indent, &[Piece::new(Ink::Dim, why)]);
        if let Some(quote) = one.quote {
            evidence::quote(page, 2 + MARK, quote);
        }
    }
}

/// What the standard leaves open, in short.
pub(super) fn left_open(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    if result.left_open.is_empty() {
        return;
    }
    page.about(None);
    page.blank();
    let count = result.left_open.len();
    let title = match page.language() {
        Language::Zh => format!("标准未定 {count} 项"),
        Language::En => format!("Left open by the standard: {count}"),
    };
    page.heading(&title, "");
    for one in &result.left_open {
        let words = match page.language() {
            Language::Zh => format!("“{}”：{}", one.words, one.reason),
            Language::En => format!("“{}”: {}", one.words, one.reason),
        };
        let place = format!("  {}", page.rules_arrow(one.line));
        let text = [Piece::new(Ink::Plain, words), Piece::new(Ink::Dim, place)];
        page.hung(plain("  · "), &text);
    }
}

/// Conditions and procedures in one line each.
pub(super) fn brief(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let language = page.language();
    for one in &result.gradings {
        let grade = one
            .grade
            .as_ref()
            .map_or(language.pick("无", "none"), |grade| grade.label);
        page.hung(plain(format!("  {}  ", one.label)), &plain(grade));
    }
    for one in &result.outputs {
        page.hung(plain(format!("  {}  ", one.label)), &plain(&one.shown));
    }
    for one in &result.conditions {
        let (word, ink) = mark(one.met, language);
        let beginning = format!("  {}", padded(&word, MARK));
        page.hung(vec![Piece::new(ink, beginning)], &plain(one.label));
    }
    for one in &result.procedures {
        let text = reached(language, one);
        page.hung(plain(format!("  {}  ", one.label)), &plain(text));
    }
}
