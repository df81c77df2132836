//! Stands in for the text report until `crate::report` is there, with the same names: JSON for one
//! result, a plain line for each of several.

use crate::diagnostics::Language;
use crate::interpret::ScoreResult;
use crate::render::shown;

/// How a result is laid out.
pub(super) struct Layout<'n> {
    pub(super) language: Language,
    pub(super) color: bool,
    pub(super) width: usize,
    pub(super) rules_name: &'n str,
    pub(super) evidence_name: &'n str,
}

/// The line of one evidence file among several.
#[derive(Clone)]
pub(super) struct Row {
    file: String,
    verdict: Option<(String, String, String)>,
}

impl Row {
    /// The line of a result.
    pub(super) fn scored(result: &ScoreResult<'_>, file: &str) -> Self {
        let grade = result.grade.as_ref().map_or("", |grade| grade.label);
        Self {
            file: shown(file),
            verdict: Some((shown(result.subject), result.score.shown(), shown(grade))),
        }
    }

    /// The line of evidence that could not be scored.
    pub(super) fn refused(file: &str, _errors: usize) -> Self {
        Self {
            file: shown(file),
            verdict: None,
        }
    }
}

/// The whole trace.
pub(super) fn text(result: &ScoreResult<'_>, _layout: &Layout<'_>) -> String {
    serde_json::to_string_pretty(result).unwrap_or_default() + "\n"
}

/// The verdict.
pub(super) fn brief(result: &ScoreResult<'_>, layout: &Layout<'_>) -> String {
    let _later = (layout.color, layout.width, layout.rules_name);
    lines(&[Row::scored(result, layout.evidence_name)], layout)
}

/// All lines.
pub(super) fn lines(rows: &[Row], layout: &Layout<'_>) -> String {
    let not_scored = layout.language.pick("不能评分", "not scored");
    let line = |row: &Row| match &row.verdict {
        Some((subject, score, grade)) => format!("{}  {subject}  {score}  {grade}\n", row.file),
        None => format!("{}  {not_scored}\n", row.file),
    };
    rows.iter().map(line).collect()
}

/// How many there are.
pub(super) fn summary(rows: &[Row], layout: &Layout<'_>) -> String {
    let (all, scored) = (
        rows.len(),
        rows.iter().filter(|row| row.verdict.is_some()).count(),
    );
    match layout.language {
        Language::Zh => format!("共 {all} 份，已评分 {scored} 份\n"),
        Language::En => format!("{all} in all, {scored} scored\n"),
    }
}
