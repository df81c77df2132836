//! What incomplete evidence may come to.

use crate::diagnostics::Language;
use crate::interpret::{CompletionResult, Ends, OpenResult, PartEnds};
use crate::report::ink::{Ink, Piece, blanks, flush_right, padded, plain, width};
use crate::report::numbers::glance;
use crate::report::page::Page;

/// Writes the whole: the interval, its parts, and what is open.
pub(in crate::report) fn all(page: &mut Page<'_>, one: &CompletionResult) {
    let language = page.language();
    page.hung(vec![], &[Piece::new(Ink::Bold, &one.standard)]);
    let mut subject = vec![Piece::new(Ink::Bold, &one.subject)];
    if let Some(day) = one.assessment_date {
        subject.push(Piece::new(Ink::Plain, format!("  {day}")));
    }
    page.hung(vec![], &subject);
    let draft = page.pick(
        "证据还不完整：这不是得分，只是它还可能在哪里",
        "the evidence is incomplete: this is no score, but where it may still come to lie",
    );
    page.hung(
        vec![Piece::new(Ink::Yellow, "! ")],
        &[Piece::new(Ink::Yellow, draft)],
    );
    page.blank();
    ends(page, one);
    parts(page, &one.sections, language.pick("一级指标", "Sections"));
    parts(page, &one.indicators, language.pick("指标", "Indicators"));
    conditions(page, one);
    page.blank();
    let count = one.open.len();
    let title = match language {
        Language::Zh => format!("还没有提供 {count} 项"),
        Language::En => format!("Not given yet: {count}"),
    };
    page.heading(&title, "");
    open(page, one);
    page.blank();
    for (name, hash) in [("rules", &one.rules_hash), ("evidence", &one.evidence_hash)] {
        page.hung(
            vec![Piece::new(Ink::Dim, padded(name, 10))],
            &[Piece::new(Ink::Dim, hash)],
        );
    }
}

/// The total and the grade between the worst and the best completion.
pub(super) fn ends(page: &mut Page<'_>, one: &CompletionResult) {
    let language = page.language();
    if let Some(score) = &one.score {
        let name = padded(language.pick("总分", "Total"), 10);
        let text = vec![
            Piece::new(Ink::Bold, between(score, language)),
            Piece::new(Ink::Yellow, uncertain(score.is_certain, language)),
        ];
        page.hung(vec![Piece::new(Ink::Dim, format!("  {name}"))], &text);
    }
    let (Some(worst), Some(best)) = (one.grade_labels.first(), one.grade_labels.last()) else {
        return;
    };
    let grades = match (one.grade_labels.len(), language) {
        (1, Language::Zh) => format!("“{worst}”，无论其余如何"),
        (1, Language::En) => format!("“{worst}”, whatever the rest is"),
        (_, Language::Zh) => format!("最差“{worst}”，最好“{best}”"),
        (_, Language::En) => format!("at worst “{worst}”, at best “{best}”"),
    };
    let name = padded(language.pick("等级", "Grade"), 10);
    let text = vec![
        Piece::new(Ink::Bold, grades),
        Piece::new(Ink::Yellow, uncertain(one.grades_are_certain, language)),
    ];
    page.hung(vec![Piece::new(Ink::Dim, format!("  {name}"))], &text);
}

fn uncertain(is_certain: bool, language: Language) -> &'static str {
    match is_certain {
        true => "",
        false => language.pick(
            "（外界限；未证明能达到）",
            " (outer bounds; not shown to be reached)",
        ),
    }
}

fn between(ends: &Ends, language: Language) -> String {
    let (worst, best) = (glance(&ends.worst), glance(&ends.best));
    match (worst == best, language) {
        (true, _) => worst,
        (false, Language::Zh) => format!("{worst} 至 {best}"),
        (false, Language::En) => format!("{worst} to {best}"),
    }
}

fn parts(page: &mut Page<'_>, parts: &[PartEnds], title: &str) {
    if parts.is_empty() {
        return;
    }
    page.blank();
    page.heading(title, "");
    let language = page.language();
    let text = |one: &PartEnds| match &one.score {
        Some(ends) => between(ends, language),
        None => language.pick("不适用", "n/a").to_owned(),
    };
    let widest = parts.iter().map(|one| width(&text(one))).max().unwrap_or(0);
    for one in parts {
        let is_open = one
            .score
            .as_ref()
            .is_some_and(|ends| ends.worst != ends.best);
        let ink = if is_open { Ink::Yellow } else { Ink::Plain };
        let beginning = flush_right(&text(one), widest);
        page.hung(
            vec![Piece::new(ink, format!("  {beginning}  "))],
            &plain(&one.label),
        );
    }
}

fn conditions(page: &mut Page<'_>, one: &CompletionResult) {
    if one.conditions.is_empty() {
        return;
    }
    page.blank();
    page.heading(page.pick("条件", "Conditions"), "");
    for condition in &one.conditions {
        let (words, ink) = match (condition.may_be_met, condition.may_not_be_met) {
            (true, false) => (
                page.pick("✓ 符合，无论其余如何", "✓ met, whatever the rest is"),
                Ink::Green,
            ),
            (false, _) => (
                page.pick("✗ 不能再符合", "✗ not to be met any more"),
                Ink::Red,
            ),
            (true, true) => (page.pick("? 还不能确定", "? open"), Ink::Yellow),
        };
        let text = [
            Piece::new(Ink::Bold, &condition.label),
            Piece::new(ink, format!("  {words}")),
        ];
        page.hung(plain(blanks(2)), &text);
    }
}

/// What is not given, and what it moves.
pub(super) fn open(page: &mut Page<'_>, one: &CompletionResult) {
    let language = page.language();
    for open in &one.open {
        let kind = match (open.fact.is_judgement, open.required) {
            (true, _) => language.pick("酌情分", "judgement"),
            (false, true) => language.pick("必填", "required"),
            (false, false) => language.pick("可缺", "optional"),
        };
        let beginning = format!("  ? {}  ", padded(kind, language.pick(6, 9)));
        let mut text = vec![Piece::new(Ink::Bold, &open.fact.label)];
        text.extend(moves(open, language).map(|moves| Piece::new(Ink::Plain, moves)));
        if let Some((worst, best)) = &open.decides_labels {
            let decides = match language {
                Language::Zh => format!("，决定是“{worst}”还是“{best}”"),
                Language::En => format!(", decides between “{worst}” and “{best}”"),
            };
            text.push(Piece::new(Ink::Red, decides));
        }
        page.hung(vec![Piece::new(Ink::Yellow, beginning)], &text);
    }
}

/// How far a fact moves the total where all else is at its best.
fn moves(open: &OpenResult, language: Language) -> Option<String> {
    let (worst, best) = open.total.as_ref()?;
    let (low, high) = (glance(worst), glance(best));
    let apart = glance(&(best - worst));
    Some(match (worst == best, language) {
        (true, Language::Zh) => "  其余最好时不影响总分".to_owned(),
        (true, Language::En) => {
            "  does not move the total where all else is at its best".to_owned()
        }
        (false, Language::Zh) => format!("  其余最好时，总分 {low} 至 {high}，相差 {apart} 分"),
        (false, Language::En) => {
            format!("  where all else is at its best, total {low} to {high}, {apart} apart")
        }
    })
}
