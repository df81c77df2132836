//! The sections at a glance: what each weighs, scored and contributed, and the sum.

use crate::domain::Exact;
use crate::interpret::ScoreResult;
use crate::report::head::total_shown;
use crate::report::ink::{Ink, Piece, blanks, flush_right, padded, width};
use crate::report::numbers::{aligned, bar, glance, shown};
use crate::report::page::Page;
use crate::report::words;
use crate::report::wrap::wrap;

const BAR: usize = 10;

/// The columns of numbers; each with its heading first and its sum last.
struct Numbers {
    columns: Vec<Vec<String>>,
}

/// Writes the table.
pub(super) fn table(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    page.blank();
    page.heading(page.pick("一览", "At a glance"), "");
    let mut numbers = Numbers::of(page, result);
    let widest = widest_label(result).clamp(8, 16);
    let columns = page.columns();
    let has_bar = numbers.width() + widest + BAR + 4 <= columns;
    if numbers.width() + widest + 2 > columns {
        numbers.columns.pop();
    }
    let used = numbers.width() + if has_bar { BAR + 4 } else { 2 };
    let labels = columns.saturating_sub(used).max(8);
    let labels = labels.min(widest_label(result).max(8));
    row(
        page,
        (page.pick("一级指标", "Section"), labels),
        &numbers,
        (0, Ink::Dim),
    );
    for (section, at) in result.sections.iter().zip(1..) {
        let ends = (result.lowest.0, result.full.0);
        let bar = section.applies.then(|| bar(ends, section.score.0, BAR));
        let mut lines = wrap(&[Piece::new(Ink::Plain, section.label)], labels).into_iter();
        let mut line = lines.next().unwrap_or_default();
        let used: usize = line.iter().map(Piece::width).sum();
        line.insert(0, Piece::new(Ink::Plain, blanks(2)));
        line.push(Piece::new(Ink::Plain, blanks(labels.saturating_sub(used))));
        line.push(Piece::new(Ink::Plain, numbers.cells(at)));
        match bar {
            Some(_) if !has_bar => {}
            Some((filled, empty)) => {
                line.push(Piece::new(Ink::Plain, "  "));
                line.push(Piece::new(Ink::Green, filled));
                line.push(Piece::new(Ink::Dim, empty));
            }
            None => line.push(Piece::new(Ink::Dim, page.pick("  不适用", "  n/a"))),
        }
        page.line(&line);
        for mut more in lines {
            more.insert(0, Piece::new(Ink::Plain, blanks(2)));
            page.line(&more);
        }
    }
    let rule = "─".repeat(labels + width(&numbers.cells(0)));
    page.line(&[Piece::new(Ink::Dim, format!("  {rule}"))]);
    let last = result.sections.len() + 1;
    row(
        page,
        (page.pick("合计", "Sum"), labels),
        &numbers,
        (last, Ink::Bold),
    );
    if let Some(rounding) = result.rounded_to {
        let total = total_shown(result);
        let words = words::rounding(rounding, page.language());
        let text = format!("{}{total}", page.pick("总分 = ", "Total = "));
        let indent = Piece::new(Ink::Plain, blanks(2));
        let colon = page.pick("：", ": ");
        page.hung(
            vec![indent],
            &[Piece::new(Ink::Bold, format!("{words}{colon}{text}"))],
        );
    }
}

fn row(page: &mut Page<'_>, (label, labels): (&str, usize), numbers: &Numbers, at: (usize, Ink)) {
    let text = format!("  {}{}", padded(label, labels), numbers.cells(at.0));
    page.line(&[Piece::new(at.1, text)]);
}

fn widest_label(result: &ScoreResult<'_>) -> usize {
    let labels = result.sections.iter().map(|section| section.label);
    labels
        .map(|label| Piece::new(Ink::Plain, label).width())
        .max()
        .unwrap_or(0)
}

fn cell_width(column: &[String]) -> usize {
    column.iter().map(|cell| width(cell)).max().unwrap_or(0)
}

impl Numbers {
    fn of(page: &Page<'_>, result: &ScoreResult<'_>) -> Self {
        let sections = || result.sections.iter();
        let sum = |numbers: Vec<&Exact>| {
            numbers
                .into_iter()
                .fold(Exact::ZERO, |sum, number| &sum + number)
        };
        let counted = || sections().filter(|one| one.otherwise != Some("reweigh"));
        let weights = sum(counted().map(|one| one.weight.0).collect());
        let contributions = sum(sections().map(|one| one.contribution.0).collect());
        let unrounded = match result.rounded_to {
            None => total_shown(result),
            Some(_) => shown(&contributions),
        };
        let column = |heading: &str, numbers: Vec<String>, sum: String| {
            let mut all = numbers;
            all.push(sum);
            let mut cells = aligned(&all);
            let wide = width(heading).max(cell_width(&cells));
            cells.insert(0, heading.to_owned());
            cells.iter().map(|cell| flush_right(cell, wide)).collect()
        };
        let full = result.full.0;
        let away = |weight: &Exact, part: &Exact| &(weight * full) - part;
        let lost = sections()
            .map(|one| match one.otherwise {
                Some("reweigh") => String::new(),
                _ => glance(&away(one.weight.0, one.contribution.0)),
            })
            .collect();
        let columns = vec![
            column(
                page.pick("权重", "Weight"),
                sections().map(|one| glance(one.weight.0)).collect(),
                shown(&weights),
            ),
            column(
                page.pick("得分", "Score"),
                sections().map(|one| glance(one.score.0)).collect(),
                String::new(),
            ),
            column(
                page.pick("贡献", "Contribution"),
                sections().map(|one| glance(one.contribution.0)).collect(),
                unrounded,
            ),
            column(
                page.pick("距满分", "To full"),
                lost,
                glance(&away(&weights, &contributions)),
            ),
        ];
        Self { columns }
    }

    fn width(&self) -> usize {
        self.columns.iter().map(|one| 2 + cell_width(one)).sum()
    }

    /// The cells of a row; 0 is the headings.
    fn cells(&self, at: usize) -> String {
        let cells = self.columns.iter().map(|column| {
            let wide = cell_width(column);
            flush_right(column.get(at).map_or("", String::as_str), wide + 2)
        });
        cells.collect()
    }
}
