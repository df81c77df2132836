//! What would change a result.

use crate::diagnostics::Language;
use crate::interpret::{AimKind, ChangeResult, ChangedBy, ScoreResult, WayResult, WaysResult};
use crate::report::ink::{Ink, Line, Piece, blanks, plain};
use crate::report::numbers::glance;
use crate::report::page::Page;

/// Writes every way to the next better grade.
pub(super) fn all(page: &mut Page<'_>, result: &ScoreResult<'_>, ways: &WaysResult) {
    page.blank();
    let label = &ways.label;
    let title = match (ways.aim, page.language()) {
        (AimKind::Grade, Language::Zh) => format!("怎样能到“{label}”"),
        (AimKind::Grade, Language::En) => format!("What reaches “{label}”"),
        (AimKind::Conditions, Language::Zh) => format!("怎样能符合“{label}”"),
        (AimKind::Conditions, Language::En) => format!("What meets “{label}”"),
        (AimKind::Stage, Language::Zh) => format!("怎样能通过“{label}”"),
        (AimKind::Stage, Language::En) => format!("What passes “{label}”"),
    };
    page.heading(&title, "");
    if ways.aim == AimKind::Grade {
        blocked(page, result);
    }
    let nothing = ways.single.is_empty() && ways.together.is_empty();
    if nothing {
        let words = page.pick(
            "没有找到能达到的改变",
            "no change was found that reaches it",
        );
        page.hung(plain(blanks(2)), &plain(words));
    }
    list(
        page,
        &ways.single,
        (
            "只改一项（其余不变），最少改到：",
            "One fact alone, all else as it is, at least to:",
        ),
    );
    list(
        page,
        &ways.together,
        (
            "单改一项不够，须一起改：",
            "No one of these is enough; together:",
        ),
    );
    if ways.has_more {
        let words = page.pick(
            "可能还有别的组合没有列出",
            "there may be more combinations than are listed",
        );
        page.hung(plain(blanks(2)), &[Piece::new(Ink::Dim, words)]);
    }
    if ways.is_cut {
        let words = page.pick(
            "标准很大，没有看完所有证据项",
            "the standard is large: not all of its facts were looked at",
        );
        page.hung(plain(blanks(2)), &[Piece::new(Ink::Yellow, words)]);
    }
    if !ways.undecided.is_empty() {
        let fields = ways.undecided.join(page.pick("、", ", "));
        let words = match page.language() {
            Language::Zh => format!("没有算清：{fields}"),
            Language::En => format!("left undecided: {fields}"),
        };
        page.hung(plain(blanks(2)), &[Piece::new(Ink::Yellow, words)]);
    }
}

/// The rulings that hold keep the grade down, whatever the score is.
fn blocked(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let lowering = result.vetoes.iter().chain(&result.rulings);
    for one in lowering.filter(|one| one.kind != "direct") {
        let (reason, place) = (one.reason, page.rules_arrow(one.line));
        let words = match page.language() {
            Language::Zh => format!("压住等级的是：{reason}"),
            Language::En => format!("the grade is held down by: {reason}"),
        };
        let text = [
            Piece::new(Ink::Red, words),
            Piece::new(Ink::Dim, format!("  {place}")),
        ];
        page.hung(plain(blanks(2)), &text);
    }
}

fn list(page: &mut Page<'_>, ways: &[WayResult], (zh, en): (&'static str, &'static str)) {
    if ways.is_empty() {
        return;
    }
    let title = page.pick(zh, en);
    page.hung(plain(blanks(2)), &[Piece::new(Ink::Bold, title)]);
    for way in ways {
        let score = way.score.as_ref().map(glance);
        let end = match (score, page.language()) {
            (None, _) => String::new(),
            (Some(score), Language::Zh) => format!("  → 总分 {score}"),
            (Some(score), Language::En) => format!("  → total {score}"),
        };
        for (at, change) in way.changes.iter().enumerate() {
            let sign = if at == 0 { "· " } else { "＋" };
            let mut text = said(page, change);
            if at + 1 == way.changes.len() {
                text.push(Piece::new(Ink::Green, &end));
            }
            page.hung(plain(format!("    {sign}")), &text);
            for row in &change.rows {
                page.hung(plain(blanks(8)), &[Piece::new(Ink::Dim, row)]);
            }
        }
    }
}

/// `服务满意度 58% → 60%`, and who can change it.
fn said(page: &Page<'_>, change: &ChangeResult) -> Line {
    let (from, to) = (&change.from.text, &change.to.text);
    let mut text = vec![Piece::new(Ink::Bold, &change.fact.label)];
    if from != to {
        text.push(Piece::new(Ink::Plain, format!("  {from} → {to}")));
    }
    let by = match change.changed_by {
        ChangedBy::Applicant => None,
        ChangedBy::Assessor => Some(page.pick(
            "（由评审酌情，不由申报单位）",
            " (for the assessor to judge, not for the applicant to change)",
        )),
        ChangedBy::Finding => Some(page.pick(
            "（认定的事实，不由申报单位改变）",
            " (a finding, not for the applicant to change)",
        )),
    };
    text.extend(by.map(|by| Piece::new(Ink::Yellow, by)));
    text
}
