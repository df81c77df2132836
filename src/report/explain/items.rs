//! What an indicator earned and missed.

use crate::diagnostics::Language;
use crate::interpret::{IndicatorGap, Item};
use crate::report::evidence;
use crate::report::ink::{Ink, Line, Piece, blanks, padded, plain};
use crate::report::numbers::shown;
use crate::report::page::Page;
use crate::report::words;

/// The columns before the words of a clause.
const GUTTER: usize = 4;

/// Writes an indicator: its score, what it missed by value, and what it earned.
pub(in crate::report) fn indicator(page: &mut Page<'_>, one: &IndicatorGap<'_>) {
    let language = page.language();
    page.nest(0);
    page.blank();
    let (score, full) = (shown(&one.score), shown(&one.full));
    let end = match language {
        Language::Zh => format!("{score} / {full}"),
        Language::En => format!("{score} of {full}"),
    };
    page.heading(one.label, &end);
    if !one.applies {
        let words = page.pick("不适用", "does not apply");
        page.hung(plain(blanks(2)), &[Piece::new(Ink::Dim, words)]);
        return;
    }
    if let Some(quote) = one.quote {
        let quote = evidence::in_one_line(quote);
        page.hung(plain(blanks(2)), &[Piece::new(Ink::Dim, quote)]);
    }
    missed_of_total(page, one);
    let mut listed = vec![];
    for missed in &one.missed {
        let (mark, points) = (
            missed_mark(missed, language),
            missed_points(missed, language),
        );
        item(page, missed, (&mark, &points), &mut listed);
    }
    for earned in &one.earned {
        let mark = mark_of(("✓", "得分", "awarded", Ink::Green), language);
        let points = words::points(&earned.points, language);
        // What stands above already is not said again.
        let is_again = one.missed.iter().any(|missed| missed.line == earned.line);
        match is_again {
            true => briefly(page, earned, (&mark, &points)),
            false => item(page, earned, (&mark, &points), &mut listed),
        }
    }
}

fn missed_of_total(page: &mut Page<'_>, one: &IndicatorGap<'_>) {
    let language = page.language();
    let missed = &one.full - &one.score;
    let (text, ink) = if missed.is_zero() {
        (language.pick("满分", "full mark").to_owned(), Ink::Green)
    } else {
        let (own, total) = (
            words::points(&missed, language),
            words::points(&one.missed_of_total, language),
        );
        let text = match language {
            Language::Zh => format!("少得 {own}，合总分 {total}"),
            Language::En => format!("{own} missed, {total} of the total"),
        };
        (text, Ink::Yellow)
    };
    page.hung(plain(blanks(2)), &[Piece::new(ink, text)]);
}

fn mark_of(
    (sign, zh, en, ink): (&'static str, &'static str, &'static str, Ink),
    language: Language,
) -> words::Mark {
    words::Mark {
        sign,
        word: language.pick(zh, en),
        ink,
    }
}

fn missed_mark(one: &Item<'_>, language: Language) -> words::Mark {
    let mark = match one.outcome {
        "more" => ("↗", "还可得", "more to get", Ink::Yellow),
        "not_given" => ("?", "未提供", "not given", Ink::Yellow),
        "deducted" => ("−", "扣分", "deducted", Ink::Red),
        "capped" => ("▲", "封顶", "capped", Ink::Dim),
        "set" => ("=", "直接定", "set", Ink::Red),
        _ => ("✗", "未满足", "not met", Ink::Red),
    };
    mark_of(mark, language)
}

fn missed_points(one: &Item<'_>, language: Language) -> String {
    let points = words::points(&one.points, language);
    if one.of_total.is_zero() {
        return match language {
            Language::Zh => format!("{points}，超出上限，不能再计"),
            Language::En => format!("{points} beyond the cap, not to be had"),
        };
    }
    let total = words::points(&one.of_total, language);
    let is_lost = ["deducted", "set"].contains(&one.outcome);
    match (is_lost, language) {
        (true, Language::Zh) => format!("{points}，合总分 {total}"),
        (true, Language::En) => format!("{points}, {total} of the total"),
        (false, Language::Zh) => format!("至多 {points}，合总分 {total}"),
        (false, Language::En) => format!("up to {points}, {total} of the total"),
    }
}

/// The points of a clause, and where it stands.
fn briefly(page: &mut Page<'_>, one: &Item<'_>, (mark, points): (&words::Mark, &str)) {
    let place = page.rules_arrow(one.line);
    let text = [
        Piece::new(Ink::Bold, points),
        Piece::new(Ink::Dim, format!("  {place}")),
    ];
    page.hung(marked(page, mark), &text);
}

fn marked(page: &Page<'_>, mark: &words::Mark) -> Line {
    let word = padded(mark.word, page.language().pick(6, 11));
    vec![
        Piece::new(Ink::Plain, blanks(2)),
        Piece::new(mark.ink, format!("{} {word} ", mark.sign)),
    ]
}

fn item<'v>(
    page: &mut Page<'_>,
    one: &Item<'v>,
    (mark, points): (&words::Mark, &str),
    listed: &mut Vec<&'v str>,
) {
    let language = page.language();
    let mut text = vec![Piece::new(Ink::Bold, points)];
    let is_judged = one.changed_by == "assessor";
    if is_judged {
        let by = page.pick("（由评审酌情）", " (for the assessor to judge)");
        text.push(Piece::new(Ink::Dim, by));
    }
    page.hung(marked(page, mark), &text);
    let mut why = plain(&one.why);
    if let Some(gap) = &one.gap {
        why.push(Piece::new(Ink::Plain, language.pick("：", ": ")));
        why.push(Piece::new(Ink::Yellow, gap));
    }
    let gutter = GUTTER + language.pick(4, 8);
    page.hung(plain(blanks(gutter + 2)), &why);
    if let Some(quote) = one.quote {
        evidence::quote(page, gutter, quote);
    }
    evidence::clause(page, gutter, one.text, one.line);
    evidence::all(page, gutter, &one.evidence, listed);
}
