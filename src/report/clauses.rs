//! Clauses: what fired and why, what did not and why, and the sum as on a calculator's tape.

use crate::diagnostics::Language;
use crate::interpret::{ClauseResult, IndicatorResult, Outcome};
use crate::report::evidence;
use crate::report::ink::{Ink, Piece, blanks, flush_right, padded, plain, width};
use crate::report::numbers::{aligned, shown, signed};
use crate::report::page::Page;
use crate::report::words::{self, mark};

/// Where the marks, the words and the points of an indicator's clauses stand.
pub(super) struct Gutter {
    indent: usize,
    words: usize,
    /// The points of the clauses in reading order, and the sum, under each other.
    points: Vec<(u32, String)>,
    sum: String,
}

/// Columns before the mark of a clause.
const INDENT: usize = 2;
/// The fewest columns of points, so that most reasons stand under each other.
const LEAST: usize = 4;
/// Further columns before the mark of a clause in a group.
const INNER: usize = 2;

impl Gutter {
    pub(super) fn of(
        clauses: &[ClauseResult<'_>],
        indicator: &IndicatorResult<'_>,
        language: Language,
    ) -> Self {
        let mut lines = vec![];
        let mut texts = vec![];
        collect(clauses, &mut lines, &mut texts);
        texts.push(match indicator.set_by {
            Some(_) => format!("({})", shown(indicator.sum.0)),
            None => shown(indicator.sum.0),
        });
        let mut texts: Vec<String> = aligned(&texts)
            .iter()
            .map(|text| flush_right(text, LEAST))
            .collect();
        let sum = texts.pop().unwrap_or_default();
        Self {
            indent: INDENT,
            words: words::mark_columns(language),
            points: lines.into_iter().zip(texts).collect(),
            sum,
        }
    }

    fn inner(&self) -> Self {
        Self {
            indent: self.indent + INNER,
            words: self.words,
            points: self.points.clone(),
            sum: self.sum.clone(),
        }
    }

    fn columns(&self) -> usize {
        self.indent + 2 + self.words + 1 + width(&self.sum)
    }
}

fn collect(clauses: &[ClauseResult<'_>], lines: &mut Vec<u32>, texts: &mut Vec<String>) {
    for clause in clauses {
        lines.push(clause.line);
        texts.push(points(clause));
        collect(&clause.clauses, lines, texts);
    }
}

/// The points for the column; those that do not count stand in brackets.
fn points(clause: &ClauseResult<'_>) -> String {
    match clause.outcome {
        Outcome::Overridden => format!("({})", signed(clause.points.0)),
        Outcome::Set => format!("={}", shown(clause.points.0)),
        Outcome::Awarded
        | Outcome::Deducted
        | Outcome::NotMet
        | Outcome::NotGiven
        | Outcome::Capped
        | Outcome::NotApplicable => signed(clause.points.0),
    }
}

/// A clause, and the clauses of a group below it.
pub(super) fn clause<'v>(
    page: &mut Page<'_>,
    clause: &ClauseResult<'v>,
    gutter: &Gutter,
    listed: &mut Vec<&'v str>,
) {
    page.about(Some(clause.line));
    let mark = mark(clause.outcome, page.language());
    let points = gutter.points.iter().find(|(line, _)| *line == clause.line);
    let points = points.map_or("", |(_, points)| points);
    let word = padded(mark.word, gutter.words);
    let beginning = vec![
        Piece::new(Ink::Plain, blanks(gutter.indent)),
        Piece::new(mark.ink, format!("{} {word} {points}", mark.sign)),
        Piece::new(Ink::Plain, blanks(2)),
    ];
    page.hung(beginning, &plain(clause.why.to_string()));
    let columns = gutter.columns();
    if let Some(quote) = clause.quote {
        evidence::quote(page, columns, quote);
    }
    evidence::clause(page, columns, clause.text, clause.line);
    if clause.clauses.is_empty() || clause.kind == "choose" {
        evidence::all(page, columns, &clause.evidence, listed);
    }
    let inner = gutter.inner();
    for one in &clause.clauses {
        self::clause(page, one, &inner, listed);
    }
}

/// The clauses of what does not apply, one line each.
pub(super) fn not_applying(page: &mut Page<'_>, clauses: &[ClauseResult<'_>]) {
    for one in clauses {
        page.about(Some(one.line));
        let mark = mark(Outcome::NotApplicable, page.language());
        let word = padded(mark.word, words::mark_columns(page.language()));
        evidence::clause_named(page, &format!("  {} {word}", mark.sign), one.text, one.line);
    }
}

/// The sum of the clauses and what became of it; nothing for a single clause that stands as it is.
pub(super) fn sum(page: &mut Page<'_>, indicator: &IndicatorResult<'_>, gutter: &Gutter) {
    page.about(None);
    let language = page.language();
    let notes = notes(page, indicator);
    let is_plain = indicator.rounding.is_none() || indicator.score.0 == indicator.sum.0;
    if indicator.clauses.len() < 2 && (notes.is_empty() || indicator.lost.is_some() && is_plain) {
        return;
    }
    let rule = "─".repeat(gutter.columns() - gutter.indent);
    let indent = blanks(gutter.indent);
    page.line(&[Piece::new(Ink::Plain, &indent), Piece::new(Ink::Dim, rule)]);
    let name = padded(language.pick("合计", "sum"), gutter.words + 2);
    let points = &gutter.sum;
    let beginning = vec![Piece::new(Ink::Bold, format!("{indent}{name} {points}  "))];
    let notes = notes.join(language.pick("；", "; "));
    page.hung(beginning, &plain(notes));
}

/// How the sum became the score.
fn notes(page: &Page<'_>, one: &IndicatorResult<'_>) -> Vec<String> {
    let language = page.language();
    let mut notes = vec![];
    let mut score = one.sum.0;
    if let Some(set) = &one.set_by {
        let (place, value) = (
            page.by_clause(set.line),
            words::points(set.score.0, language),
        );
        notes.push(match language {
            Language::Zh => format!("不计，由 {place} 直接定为 {value}"),
            Language::En => format!("does not count: {place} sets {value}"),
        });
        score = set.score.0;
    } else if let Some(lost) = &one.lost {
        let (cap, lost) = (shown(one.cap.0), shown(lost));
        notes.push(match language {
            Language::Zh => format!("封顶 {cap}，少得 {lost}"),
            Language::En => format!("cap {cap}, {lost} lost"),
        });
        score = one.cap.0;
    } else if let Some(floor) = one.floor.filter(|floor| one.sum.0 < floor.0) {
        score = floor.0;
        let floor = shown(floor.0);
        notes.push(match language {
            Language::Zh => format!("保底 {floor}"),
            Language::En => format!("floor {floor}"),
        });
    }
    let to = (one.rounded_to, one.rounded_to_nearest.as_ref());
    if score != one.score.0
        && let Some(words) = words::rounding(to, one.rounding, language)
    {
        let score = one.score.0;
        notes.push(format!(
            "{words}{}{}",
            language.pick("：", ": "),
            shown(score)
        ));
    }
    notes
}
