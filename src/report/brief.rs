//! The verdict in a few lines.

use crate::diagnostics::Language;
use crate::interpret::{ScoreResult, Share};
use crate::report::beside;
use crate::report::head::{draft, grade_text, total_shown};
use crate::report::ink::{Ink, Line, Piece, blanks, flush_right, plain, width};
use crate::report::numbers::{aligned, bar, glance, signed};
use crate::report::page::Page;
use crate::report::shares::Part;
use crate::report::words;

const BAR: usize = 10;

/// Writes subject, total and grade, vetoes, sections, and how much is missing.
pub(super) fn write(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let language = page.language();
    draft(page, &result.standard);
    page.hung(vec![], &[Piece::new(Ink::Bold, result.subject)]);
    let total = total_shown(result).map(|total| vec![Piece::new(Ink::Bold, total)]);
    let verdict: Vec<Line> = total
        .into_iter()
        .chain(grade_text(result, language))
        .collect();
    if !verdict.is_empty() {
        let verdict = verdict.join(&Piece::new(Ink::Plain, blanks(2)));
        page.hung(plain(blanks(2)), &verdict);
    }
    for one in result.vetoes.iter().chain(&result.rulings) {
        let words::Mark { sign, word, ink } = words::ruling(one.kind, language);
        let beginning = format!("  {sign} {word}  ");
        page.hung(vec![Piece::new(ink, beginning)], &plain(one.reason));
    }
    sections(page, result);
    beside::brief(page, result);
    let missing = result.missing.len();
    if missing > 0 {
        let text = match language {
            Language::Zh => format!("? 未提供 {missing} 项"),
            Language::En => format!("? {missing} not given"),
        };
        page.hung(plain(blanks(2)), &[Piece::new(Ink::Yellow, text)]);
    }
}

/// One line each: bar, how the score becomes a part of the total, label.
fn sections(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let language = page.language();
    let parts: Vec<Part<'_>> = result.sections.iter().map(Part::of_section).collect();
    let products = products(&parts, language);
    let wide = products.iter().map(|text| width(text)).max().unwrap_or(0);
    for ((one, part), product) in result.sections.iter().zip(&parts).zip(products) {
        let (filled, empty) = bar(part.ends(result), part.score, BAR);
        let product = if part.is_in { product } else { String::new() };
        let line = vec![
            Piece::new(Ink::Plain, blanks(2)),
            Piece::new(Ink::Green, filled),
            Piece::new(Ink::Dim, empty),
            Piece::new(Ink::Plain, format!("  {}  ", flush_right(&product, wide))),
        ];
        let mut label = plain(one.label);
        if !one.applies {
            let words = words::otherwise(one.otherwise, language);
            let text = format!("{}{words}", page.pick("  · 不适用，", "  · n/a, "));
            label.push(Piece::new(Ink::Dim, text));
        }
        page.hung(line, &label);
    }
}

/// `70 × 0.2 = 14`, `12 of 15` or `+3`; numbers of one kind under each other.
fn products(parts: &[Part<'_>], language: Language) -> Vec<String> {
    let column = |number: &dyn Fn(&Part<'_>) -> String| {
        let shared = parts.iter().filter(|part| !part.is_extra());
        aligned(&shared.map(number).collect::<Vec<_>>()).into_iter()
    };
    let mut scores = column(&|part| glance(part.score));
    let mut shares = column(&|part| part.share_shown());
    let mut results = column(&|part| glance(part.contribution));
    let one = |part: &Part<'_>| {
        if part.is_extra() {
            return signed(part.contribution);
        }
        let mut next = || (scores.next(), shares.next(), results.next());
        let (Some(score), Some(share), Some(result)) = next() else {
            return String::new();
        };
        match part.share {
            Share::Points { .. } => match language {
                Language::Zh => format!("{result} / {share}"),
                Language::En => format!("{result} of {share}"),
            },
            Share::Weight { .. } | Share::Bonus { .. } | Share::Deduction { .. } => {
                format!("{score} × {share} = {result}")
            }
        }
    };
    parts.iter().map(one).collect()
}
