//! What clauses and expressions read themselves.

use crate::program::{Amount, Clause, ClauseKind, Expr, ExprId, JudgeLimit};

/// The expressions that a clause itself depends on.
pub(super) fn own_roots(clause: &Clause) -> Vec<ExprId> {
    let mut roots: Vec<ExprId> = clause.guard.into_iter().collect();
    match &clause.kind {
        ClauseKind::Base(points) => roots.extend(points.computed()),
        ClauseKind::Award { condition, points }
        | ClauseKind::Override {
            condition,
            score: points,
        } => {
            roots.push(*condition);
            roots.extend(points.computed());
        }
        ClauseKind::Per {
            quantity,
            points,
            period,
            ..
        } => {
            roots.push(*quantity);
            roots.extend(points.computed());
            roots.extend(period.as_ref().and_then(|period| period.filter));
        }
        ClauseKind::Bands {
            quantity, bands, ..
        } => {
            roots.push(*quantity);
            roots.extend(bands.iter().filter_map(|band| band.points.computed()));
        }
        ClauseKind::Linear(line) => {
            roots.push(line.quantity);
            let ends = [&line.from, &line.low, &line.to, &line.high];
            let ends = ends.into_iter().chain(&line.below);
            roots.extend(ends.filter_map(Amount::computed));
        }
        ClauseKind::Group { .. } => {}
        ClauseKind::Choose { by, .. } => roots.push(*by),
        ClauseKind::Formula(value) => roots.push(*value),
        ClauseKind::Judge { limit, .. } => match limit {
            JudgeLimit::UpTo { per, .. } => roots.extend(*per),
            JudgeLimit::Between { low, high } => roots.extend([*low, *high]),
        },
    }
    roots
}

/// What an expression reads itself.
pub(super) enum Read {
    /// No fact.
    Nothing,
    /// One fact or column, by its sort and its position.
    Fact(u8, u32),
    /// Perhaps one fact several times.
    Several,
}

/// What an expression reads, its operands aside.
pub(super) fn read_by(expr: &Expr) -> Read {
    match expr {
        Expr::Field(field) => Read::Fact(0, field.0),
        Expr::Rows(rows) => Read::Fact(0, rows.records.0),
        Expr::RowField(column) => Read::Fact(1, *column),
        Expr::AssessmentDate => Read::Fact(2, 0),
        Expr::Parameter(id) => Read::Fact(3, id.0),
        Expr::Met(_) | Expr::ScoreOf(_) | Expr::ShareOf(_) | Expr::Lookup(..) => Read::Several,
        Expr::Constant(_)
        | Expr::Definition(_)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Compare(..)
        | Expr::In(..)
        | Expr::Has(..)
        | Expr::StartsWith(..)
        | Expr::IsGiven(_)
        | Expr::Size(_)
        | Expr::Sum(..)
        | Expr::Product(..)
        | Expr::Function(..)
        | Expr::Lowest(_)
        | Expr::Highest(_)
        | Expr::Otherwise(..)
        | Expr::If(..)
        | Expr::Dates(..)
        | Expr::Moved(..)
        | Expr::Workdays(..)
        | Expr::MovedWorkdays(..)
        | Expr::Growth(..)
        | Expr::Mean(_)
        | Expr::WholePower(..)
        | Expr::Inexact(..) => Read::Nothing,
    }
}
