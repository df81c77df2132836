//! The head of a report, with the verdict and all that is missing, and its foot.

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::interpret::{GradeStep, Missing, RulingResult, ScoreResult, StandardName};
use crate::report::evidence;
use crate::report::ink::{Ink, Line, Piece, blanks, padded, plain, width};
use crate::report::numbers::{bar, beside, shown};
use crate::report::page::Page;
use crate::report::words;

/// The standard, the subject and the date.
pub(super) fn title(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    page.hung(vec![], &[Piece::new(Ink::Bold, result.standard.title)]);
    let language = page.language();
    let facts = [
        result.standard.document.map(str::to_owned),
        result.standard.issued_by.map(str::to_owned),
        in_force(&result.standard, language),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if !facts.is_empty() {
        page.hung(vec![], &[Piece::new(Ink::Dim, facts.join(" · "))]);
    }
    draft(page, &result.standard);
    page.blank();
    let subject = fact(page.pick("评价对象", "Subject"), language);
    page.hung(subject, &[Piece::new(Ink::Bold, result.subject)]);
    if let Some(date) = result.assessment_date {
        let day = fact(page.pick("评价日期", "Assessed"), language);
        page.hung(day, &plain(date.to_string()));
    }
}

/// Says of a standard that is published for comment what its scores are worth.
pub(super) fn draft(page: &mut Page<'_>, standard: &StandardName<'_>) {
    if standard.status == Some("draft") {
        let words = page.pick(
            "征求意见稿，尚未施行：得分只供参考",
            "a draft for comment, not in force: the score has no effect",
        );
        page.hung(
            vec![Piece::new(Ink::Yellow, "! ")],
            &[Piece::new(Ink::Yellow, words)],
        );
    }
}

fn in_force(standard: &StandardName<'_>, language: Language) -> Option<String> {
    let (from, until) = (standard.in_force_from, standard.in_force_until);
    Some(match (from, until, language) {
        (Some(from), Some(until), Language::Zh) => format!("{from} 至 {until} 施行"),
        (Some(from), None, Language::Zh) => format!("{from} 起施行"),
        (None, Some(until), Language::Zh) => format!("施行至 {until}"),
        (Some(from), Some(until), Language::En) => format!("in force from {from} to {until}"),
        (Some(from), None, Language::En) => format!("in force from {from}"),
        (None, Some(until), Language::En) => format!("in force until {until}"),
        (None, None, _) => return None,
    })
}

/// What a line of the head tells of, in a column of its own.
fn fact(name: &str, language: Language) -> Line {
    vec![Piece::new(Ink::Dim, padded(name, language.pick(10, 10)))]
}

/// The total for the eye, with digits enough to agree with the grade.
pub(super) fn total_shown(result: &ScoreResult<'_>) -> Option<String> {
    let bounds = result.grades.iter().filter_map(|grade| Some(grade.low?.0));
    Some(beside(result.score?.0, bounds))
}

/// The total with its bar, and the grade.
pub(super) fn verdict(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let language = page.language();
    let grade = grade_text(result, language);
    if result.score.is_none() && grade.is_none() {
        return;
    }
    page.blank();
    total(page, result);
    if let Some(text) = grade {
        page.hung(fact(page.pick("等级", "Grade"), language), &text);
    }
    if result.score.is_some() {
        page.blank();
    }
    scale(page, result);
}

/// The total and the full mark, where something is scored.
fn total(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let (Some(shown_total), Some(full)) = (total_shown(result), result.full) else {
        return;
    };
    let mut total = vec![Piece::new(Ink::Bold, shown_total)];
    if let Some(fraction) = result.score_exact.as_ref() {
        total.push(Piece::new(Ink::Dim, format!(" ({})", fraction.text())));
    }
    let full = shown(full.0);
    total.push(Piece::new(
        Ink::Dim,
        match page.language() {
            Language::Zh => format!("  满分 {full}"),
            Language::En => format!("  of {full}"),
        },
    ));
    page.hung(fact(page.pick("总分", "Total"), page.language()), &total);
}

/// The grade with its range, and what would have been or what is next.
pub(super) fn grade_text(result: &ScoreResult<'_>, language: Language) -> Option<Line> {
    let grade = result.grade.as_ref()?;
    let ink = if is_lowered(result) {
        Ink::Red
    } else {
        Ink::Bold
    };
    let mut text = vec![Piece::new(ink, grade.label)];
    if let Some(graded) = &result.graded {
        text.push(Piece::new(
            Ink::Plain,
            format!("  {}", graded.shown(language)),
        ));
    }
    let range = format!("  {}", grade.range);
    if let Some(by_score) = &result.grade_by_score {
        let (by, label) = (moved_by(result, language), by_score.label);
        text.push(Piece::new(
            Ink::Plain,
            match language {
                Language::Zh => format!("（{by}；只看得分本为“{label}”）"),
                Language::En => format!(" (by {by}; the score alone gives “{label}”)"),
            },
        ));
    } else {
        text.push(Piece::new(Ink::Dim, range));
        text.extend(next_grade(result, language).map(|next| Piece::new(Ink::Plain, next)));
    }
    Some(text)
}

/// Whether a ruling holds that lowers the grade.
fn is_lowered(result: &ScoreResult<'_>) -> bool {
    let lowers = |one: &RulingResult<'_>| one.kind != "direct";
    !result.vetoes.is_empty() || result.rulings.iter().any(lowers)
}

/// What moved the grade, each kind once, in the order in which it did.
fn moved_by(result: &ScoreResult<'_>, language: Language) -> String {
    let all = || result.rulings.iter().chain(&result.vetoes);
    let kinds = ["direct", "downgrade", "bar", "require", "veto"];
    let held = kinds
        .into_iter()
        .filter(|kind| all().any(|one| one.kind == *kind));
    let words: Vec<&str> = held
        .map(|kind| words::ruling(kind, language).word)
        .collect();
    words.join(language.pick("、", ", "))
}

/// How far the next better grade is.
fn next_grade(result: &ScoreResult<'_>, language: Language) -> Option<String> {
    let is_moved = !result.vetoes.is_empty() || !result.rulings.is_empty();
    if is_moved || result.graded.is_some() || result.lower_is_better {
        return None;
    }
    let total = result.score?.0;
    let (step, low, inclusive) = result
        .grades
        .iter()
        .filter_map(|step| step.low.map(|(low, inclusive)| (step, low, inclusive)))
        .filter(|(_, low, inclusive)| total < *low || total == *low && !inclusive)
        .min_by(|a, b| a.1.cmp(b.1))?;
    let short = words::points(&(low - total), language);
    let label = step.name.label;
    Some(match (language, inclusive) {
        (Language::Zh, true) => format!("，距“{label}”还差 {short}"),
        (Language::Zh, false) => format!("，“{label}”须超过 {}", shown(low)),
        (Language::En, true) => format!(", {short} short of “{label}”"),
        (Language::En, false) => format!(", “{label}” begins above {}", shown(low)),
    })
}

/// The bar of the total, with the grades' lower ends below it.
fn scale(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let (Some(low), Some(full), Some(score)) = (result.scale_low, result.full, result.score) else {
        return;
    };
    let columns = (page.columns() - 4).min(72);
    let ends = (low.0, full.0);
    let (filled, empty) = bar(ends, score.0, columns);
    let ink = if is_lowered(result) {
        Ink::Red
    } else {
        Ink::Green
    };
    page.line(&[
        Piece::new(Ink::Plain, blanks(2)),
        Piece::new(ink, filled),
        Piece::new(Ink::Dim, empty),
    ]);
    let ticks = ticks(&result.grades, ends, columns);
    if !ticks.is_empty() && result.graded.is_none() {
        page.line(&[
            Piece::new(Ink::Plain, blanks(2)),
            Piece::new(Ink::Dim, ticks),
        ]);
    }
}

/// `╵60 合格` below the place of 60; what would not fit is left out.
fn ticks(grades: &[GradeStep<'_>], (low, high): (&Exact, &Exact), columns: usize) -> String {
    let inside = |bound: &Exact| bound > low && bound < high;
    let mut steps: Vec<(&Exact, &str)> = grades
        .iter()
        .filter_map(|step| Some((step.low?.0, step.name.label)))
        .filter(|(bound, _)| inside(bound))
        .collect();
    steps.sort_by(|a, b| a.0.cmp(b.0));
    let mut line = String::new();
    for (bound, label) in steps {
        let at = width(&bar((low, high), bound, columns).0);
        let tick = format!("╵{} {label}", shown(bound));
        let used = width(&line);
        if at < used + usize::from(used > 0) || at + width(&tick) > columns {
            continue;
        }
        line.push_str(&blanks(at - used));
        line.push_str(&tick);
    }
    line
}

/// Every ruling that holds, with its wording and evidence; vetoes first.
pub(super) fn rulings(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    for one in result.vetoes.iter().chain(&result.rulings) {
        page.about(Some(one.line));
        page.blank();
        let grade = result
            .grades
            .iter()
            .find(|grade| Some(grade.name.id) == one.grade);
        let grade = grade.map_or("", |grade| grade.name.label);
        let words::Mark { sign, word, ink } = words::ruling(one.kind, page.language());
        let beginning = match (page.language(), one.steps) {
            (Language::Zh, None) => format!("{sign} {word}（{grade}）  "),
            (Language::Zh, Some(steps)) => format!("{sign} {word} {steps}  "),
            (Language::En, None) => format!("{sign} {} ({grade})  ", capital(word)),
            (Language::En, Some(steps)) => format!("{sign} {} by {steps}  ", capital(word)),
        };
        let reason = Piece::new(Ink::Bold, one.reason);
        page.hung(vec![Piece::new(ink, beginning)], &[reason]);
        let gutter = page.language().pick(6, 10);
        if let Some(quote) = one.quote {
            evidence::quote(page, gutter, quote);
        }
        evidence::clause(page, gutter, one.text, one.line);
        evidence::all(page, gutter, &one.evidence, &mut vec![]);
    }
}

/// A word with a capital letter in front.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// What was needed and not given, with the clauses concerned.
pub(super) fn missing(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    page.about(None);
    if result.missing.is_empty() {
        return;
    }
    let language = page.language();
    let count = result.missing.len();
    page.blank();
    let title = match language {
        Language::Zh => format!("未提供 {count} 项"),
        Language::En => format!("Not given: {count}"),
    };
    page.heading(&title, "");
    for one in &result.missing {
        let kind = match (one.is_judgement, language) {
            (true, Language::Zh) => "酌情分",
            (true, Language::En) => "judgement",
            (false, Language::Zh) => "证据",
            (false, Language::En) => "evidence",
        };
        let beginning = format!("? {}  ", padded(kind, language.pick(6, 9)));
        let mut text = vec![Piece::new(Ink::Bold, one.label)];
        text.push(Piece::new(Ink::Dim, format!("  {}", one.field)));
        page.hung(vec![Piece::new(Ink::Yellow, beginning)], &text);
        for place in needed_by(page, one) {
            let indent = blanks(language.pick(10, 13));
            page.hung(vec![Piece::new(Ink::Plain, indent)], &plain(place));
        }
    }
}

/// `服务的自评估与企业评价 standard.rules:168`, one line for each indicator.
fn needed_by(page: &Page<'_>, missing: &Missing<'_>) -> Vec<String> {
    let same = missing.needed_by.chunk_by(|a, b| a.part == b.part);
    same.filter_map(|places| {
        let first = places.first()?;
        let Some(place) = page.rules_place(first.line) else {
            return Some(first.part.to_owned());
        };
        let mut text = format!("{} · {place}", first.part);
        for place in places.iter().skip(1) {
            text.push_str(page.pick("、", ", "));
            text.push_str(&place.line.to_string());
        }
        Some(text)
    })
    .collect()
}

/// By what and from what the result was made.
pub(super) fn foot(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    page.blank();
    let rule = "─".repeat(page.columns());
    page.line(&[Piece::new(Ink::Dim, rule)]);
    let facts = [
        (page.pick("规则", "Rules"), result.rules_hash),
        (page.pick("证据", "Evidence"), result.evidence_hash),
        (page.pick("引擎", "Engine"), result.engine),
    ];
    for (name, value) in facts {
        let name = padded(name, page.language().pick(6, 10));
        page.hung(
            vec![Piece::new(Ink::Dim, name)],
            &[Piece::new(Ink::Dim, value)],
        );
    }
}
