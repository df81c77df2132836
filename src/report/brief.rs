//! The verdict in a few lines.

use crate::diagnostics::Language;
use crate::interpret::ScoreResult;
use crate::report::head::{draft, grade_text, total_shown};
use crate::report::ink::{Ink, Piece, blanks, plain, width};
use crate::report::numbers::{aligned, bar, glance};
use crate::report::page::Page;
use crate::report::words;

const BAR: usize = 10;

/// Writes subject, total and grade, vetoes, sections, and how much is missing.
pub(super) fn write(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let language = page.language();
    draft(page, &result.standard);
    page.hung(vec![], &[Piece::new(Ink::Bold, result.subject)]);
    let mut verdict = vec![Piece::new(Ink::Bold, total_shown(result))];
    if let Some(grade) = grade_text(result, language) {
        verdict.push(Piece::new(Ink::Plain, blanks(2)));
        verdict.extend(grade);
    }
    page.hung(plain(blanks(2)), &verdict);
    for veto in &result.vetoes {
        let beginning = page.pick("  ✗ 一票否决  ", "  ✗ veto  ");
        page.hung(vec![Piece::new(Ink::Red, beginning)], &plain(veto.reason));
    }
    sections(page, result);
    let missing = result.missing.len();
    if missing > 0 {
        let text = match language {
            Language::Zh => format!("? 未提供 {missing} 项"),
            Language::En => format!("? {missing} not given"),
        };
        page.hung(plain(blanks(2)), &[Piece::new(Ink::Yellow, text)]);
    }
}

/// One line each: bar, score × weight = contribution, label.
fn sections(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let all = || result.sections.iter();
    let scores = aligned(&all().map(|one| glance(one.score.0)).collect::<Vec<_>>());
    let weights = aligned(&all().map(|one| glance(one.weight.0)).collect::<Vec<_>>());
    let parts = aligned(
        &all()
            .map(|one| glance(one.contribution.0))
            .collect::<Vec<_>>(),
    );
    let numbers = scores.iter().zip(&weights).zip(&parts);
    for (one, ((score, weight), part)) in all().zip(numbers) {
        let (filled, empty) = bar((result.scale_low.0, result.full.0), one.score.0, BAR);
        let product = match one.otherwise {
            Some("reweigh") => blanks(width(&format!("  {score} × {weight} = {part}  "))),
            _ => format!("  {score} × {weight} = {part}  "),
        };
        let line = vec![
            Piece::new(Ink::Plain, blanks(2)),
            Piece::new(Ink::Green, filled),
            Piece::new(Ink::Dim, empty),
            Piece::new(Ink::Plain, product),
        ];
        let mut label = plain(one.label);
        if !one.applies {
            let words = words::otherwise(one.otherwise, page.language());
            let text = format!("{}{words}", page.pick("  · 不适用，", "  · n/a, "));
            label.push(Piece::new(Ink::Dim, text));
        }
        page.hung(line, &label);
    }
}
