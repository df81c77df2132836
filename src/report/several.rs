//! Several subjects, a line each, and what they come to together.

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::interpret::ScoreResult;
use crate::report::Layout;
use crate::report::head::total_shown;
use crate::report::ink::{Ink, Line, Piece, blanks, flush_right, padded, plain, width};
use crate::report::numbers::{aligned, shown};
use crate::report::page::{Extent, Page};
use crate::report::words;

/// What one evidence file came to.
#[derive(Debug, Clone)]
pub struct Row {
    file: String,
    state: State,
}

#[derive(Debug, Clone)]
enum State {
    Scored {
        subject: String,
        /// The total and how it is shown, where something is scored.
        score: Option<(Exact, String)>,
        /// The position among the standard's grades, and the label.
        grade: Option<(usize, String)>,
        vetoes: usize,
        missing: usize,
        is_draft: bool,
    },
    Refused {
        errors: usize,
    },
}

/// The columns of the parts of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    subject: usize,
    /// The columns before and behind the decimal point.
    score: (usize, usize),
    grade: usize,
}

impl Row {
    /// The line of a result.
    pub fn scored(result: &ScoreResult<'_>, file: &str) -> Self {
        let position = |id: &str| result.grades.iter().position(|one| one.name.id == id);
        let grade = result.grade.as_ref().map(|grade| {
            let rank = position(grade.id).unwrap_or(usize::MAX);
            (rank, clean(grade.label))
        });
        Self {
            file: clean(file),
            state: State::Scored {
                subject: clean(result.subject),
                score: result
                    .score
                    .map(|score| score.0.clone())
                    .zip(total_shown(result)),
                grade,
                vetoes: result.vetoes.len(),
                missing: result.missing.len(),
                is_draft: result.standard.status == Some("draft"),
            },
        }
    }

    /// The line of evidence that has errors and was not scored.
    pub fn refused(file: &str, errors: usize) -> Self {
        Self {
            file: clean(file),
            state: State::Refused { errors },
        }
    }

    fn subject(&self) -> &str {
        match &self.state {
            State::Scored { subject, .. } => subject,
            State::Refused { .. } => &self.file,
        }
    }

    fn score(&self) -> Option<&Exact> {
        match &self.state {
            State::Scored { score, .. } => score.as_ref().map(|(score, _)| score),
            State::Refused { .. } => None,
        }
    }

    fn score_shown(&self) -> &str {
        match &self.state {
            State::Scored { score, .. } => score.as_ref().map_or("", |(_, shown)| shown),
            State::Refused { .. } => "—",
        }
    }

    fn grade(&self) -> &str {
        match &self.state {
            State::Scored { grade, .. } => grade.as_ref().map_or("", |(_, label)| label),
            State::Refused { .. } => "",
        }
    }

    /// What is to be said behind the grade.
    fn notes(&self, language: Language) -> Line {
        let mut notes = vec![];
        match &self.state {
            State::Scored {
                vetoes,
                missing,
                is_draft,
                ..
            } => {
                if *is_draft {
                    let text = language.pick("! 征求意见稿  ", "! draft  ");
                    notes.push(Piece::new(Ink::Yellow, text));
                }
                if *vetoes > 0 {
                    let text = words::count(*vetoes, ("项否决", "veto", "vetoes"), language);
                    notes.push(Piece::new(Ink::Red, format!("✗ {text}  ")));
                }
                if *missing > 0 {
                    let text =
                        words::count(*missing, ("项未提供", "not given", "not given"), language);
                    notes.push(Piece::new(Ink::Yellow, format!("? {text}  ")));
                }
                notes.push(Piece::new(Ink::Dim, &self.file));
            }
            State::Refused { errors } => {
                let errors = words::count(*errors, ("处错误", "error", "errors"), language);
                let text = match language {
                    Language::Zh => format!("! 未评分：{errors}"),
                    Language::En => format!("! not scored: {errors}"),
                };
                notes.push(Piece::new(Ink::Red, text));
            }
        }
        notes
    }
}

/// Text that may be printed.
fn clean(text: &str) -> String {
    Piece::new(Ink::Plain, text).text().to_owned()
}

impl Columns {
    /// Columns in which all of `rows` are aligned.
    pub fn of(rows: &[Row]) -> Self {
        let most = |of: fn(&Row) -> usize| rows.iter().map(of).max().unwrap_or(0);
        Self {
            subject: most(|row| width(row.subject())),
            score: (
                most(|row| split(row.score_shown()).0),
                most(|row| split(row.score_shown()).1),
            ),
            grade: most(|row| width(row.grade())),
        }
    }

    /// Columns for lines that are printed as they come: aligned but for long names and numbers.
    pub const fn fixed() -> Self {
        Self {
            subject: 30,
            score: (3, 6),
            grade: 8,
        }
    }
}

/// The columns before the decimal point, and from it on.
fn split(number: &str) -> (usize, usize) {
    let (whole, places) = number.split_once('.').unwrap_or((number, ""));
    let point = usize::from(number.contains('.'));
    (width(whole), point + width(places))
}

/// One line, with its line break: subject, score, grade, vetoes and what is missing.
pub fn line(row: &Row, columns: Columns, layout: &Layout<'_>) -> String {
    let mut page = Page::new(layout, Extent::Whole);
    write(&mut page, row, columns);
    page.finish()
}

/// All lines, aligned.
pub fn lines(rows: &[Row], layout: &Layout<'_>) -> String {
    let mut page = Page::new(layout, Extent::Whole);
    let columns = Columns::of(rows);
    for row in rows {
        write(&mut page, row, columns);
    }
    page.finish()
}

fn write(page: &mut Page<'_>, row: &Row, columns: Columns) {
    let (before, behind) = columns.score;
    let score = row.score_shown();
    let (_, own_behind) = split(score);
    let score = flush_right(score, before + own_behind);
    let ink = match row.score() {
        Some(_) => Ink::Bold,
        None => Ink::Dim,
    };
    let beginning = vec![
        Piece::new(ink, padded(&score, before + behind)),
        Piece::new(
            Ink::Plain,
            format!("  {}  ", padded(row.grade(), columns.grade)),
        ),
    ];
    let subject = padded(row.subject(), columns.subject);
    let mut text = plain(format!("{subject}  "));
    text.extend(row.notes(page.language()));
    page.hung(beginning, &text);
}

/// How many there are, by grade, and the lowest, the median and the highest score, exactly.
pub fn summary(rows: &[Row], layout: &Layout<'_>) -> String {
    let mut page = Page::new(layout, Extent::Whole);
    let language = page.language();
    let mut scores: Vec<&Exact> = rows.iter().filter_map(Row::score).collect();
    scores.sort();
    let is_refused = |row: &&Row| matches!(row.state, State::Refused { .. });
    let refused = rows.iter().filter(is_refused).count();
    let scored = rows.len() - refused;
    let mut head = match language {
        Language::Zh => format!("共 {} 份，已评分 {scored} 份", rows.len()),
        Language::En => format!("{} in all, {scored} scored", rows.len()),
    };
    if refused > 0 {
        head.push_str(&match language {
            Language::Zh => format!("，有错误未评分 {refused} 份"),
            Language::En => format!(", {refused} not scored for errors"),
        });
    }
    page.hung(vec![], &[Piece::new(Ink::Bold, head)]);
    grades(&mut page, rows, scored);
    let (Some(lowest), Some(highest)) = (scores.first(), scores.last()) else {
        return page.finish();
    };
    let Some(median) = median(&scores) else {
        return page.finish();
    };
    let names = [
        page.pick("最高分", "highest"),
        page.pick("中位数", "median"),
        page.pick("最低分", "lowest"),
    ];
    let numbers = aligned(&[*highest, &median, *lowest].map(shown));
    for (name, number) in names.iter().zip(numbers) {
        page.line(&[
            Piece::new(
                Ink::Dim,
                format!("  {}  ", padded(name, language.pick(6, 7))),
            ),
            Piece::new(Ink::Plain, number),
        ]);
    }
    page.finish()
}

/// The middle score; of an even number of scores, the mean of the two in the middle.
fn median(scores: &[&Exact]) -> Option<Exact> {
    let upper = scores.get(scores.len() / 2)?;
    let lower = scores.get((scores.len() - 1) / 2)?;
    (*lower + *upper).divided_by(&Exact::whole(2))
}

/// One line for each grade that was given, the first grade of the standard first.
fn grades(page: &mut Page<'_>, rows: &[Row], scored: usize) {
    const BAR: usize = 20;
    let grade = |row: &Row| match &row.state {
        State::Scored { grade, .. } => grade.clone(),
        State::Refused { .. } => None,
    };
    let mut given: Vec<(usize, String)> = rows.iter().filter_map(grade).collect();
    given.sort();
    let wide = given
        .iter()
        .map(|(_, label)| width(label))
        .max()
        .unwrap_or(0);
    let digits = width(&scored.to_string());
    for same in given.chunk_by(|a, b| a == b) {
        let Some((_, label)) = same.first() else {
            continue;
        };
        let count = flush_right(&same.len().to_string(), digits);
        let cells = (same.len() * BAR).div_ceil(scored.max(1));
        page.line(&[
            Piece::new(Ink::Plain, format!("  {}  {count}  ", padded(label, wide))),
            Piece::new(Ink::Green, "█".repeat(cells)),
            Piece::new(Ink::Dim, blanks(0)),
        ]);
    }
}
