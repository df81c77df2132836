//! The dump of expressions.

use std::fmt::Write;

use crate::program::dump::{Stable, quoted, stable};
use crate::program::expr::{Fold, Kind};
use crate::program::{Expr, ExprId};

/// The dump of one expression.
pub(in crate::program) fn describe(exprs: &[Expr], id: ExprId) -> String {
    let mut text = String::new();
    write_expr(exprs, 0, id, &mut text);
    text
}

/// An expression, its operands below it; ids stand for nothing, so they are left out.
pub(super) fn write_expr(exprs: &[Expr], depth: usize, id: ExprId, text: &mut String) {
    let mut open = vec![(depth, id)];
    while let Some((depth, id)) = open.pop() {
        if let Some(expr) = exprs.get(id.0 as usize) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{:depth$}{}", "", head(expr));
            open.extend(
                expr.operands()
                    .into_iter()
                    .rev()
                    .map(|operand| (depth + 1, operand)),
            );
        }
    }
}

/// An expression without its operands.
fn head(expr: &Expr) -> String {
    match expr {
        Expr::Constant(value) => format!("constant {}", stable(value)),
        Expr::Field(field) => format!("field {}", field.0),
        Expr::RowField(field) => format!("row field {field}"),
        Expr::Definition(definition) => format!("definition {}", definition.0),
        Expr::Parameter(parameter) => format!("parameter {}", parameter.0),
        Expr::Met(conditions) => format!("met {}", conditions.0),
        Expr::AssessmentDate => "assessment date".into(),
        Expr::And(_) => "and".into(),
        Expr::Or(_) => "or".into(),
        Expr::Not(_) => "not".into(),
        Expr::Compare(comparison, ..) => comparison.sign().into(),
        Expr::In(_, values) => {
            let values: Vec<String> = values.iter().map(Stable::stable).collect();
            format!("in [{}]", values.join(", "))
        }
        Expr::Has(_, Kind::Known(position)) => format!("has {position}"),
        Expr::Has(_, Kind::Other(name)) => format!("has other {}", quoted(name)),
        Expr::StartsWith(_, text) => format!("starts with {}", quoted(text)),
        Expr::IsGiven(_) => "is given".into(),
        Expr::Size(_) => "size".into(),
        Expr::Sum(_, rest) => {
            format!(
                "sum {:?}",
                rest.iter().map(|(sign, _)| sign).collect::<Vec<_>>()
            )
        }
        Expr::Product(_, rest) => {
            format!(
                "product {:?}",
                rest.iter().map(|(power, _)| power).collect::<Vec<_>>()
            )
        }
        Expr::Function(function, _) => format!("{function:?}"),
        Expr::Lowest(_) => "lowest".into(),
        Expr::Highest(_) => "highest".into(),
        Expr::Otherwise(..) => "otherwise".into(),
        Expr::If(..) => "if".into(),
        Expr::Dates(unit, ..) => format!("dates {unit:?}"),
        Expr::Moved(unit, ..) => format!("moved {unit:?}"),
        Expr::Workdays(..) => "workdays".into(),
        Expr::MovedWorkdays(..) => "moved workdays".into(),
        Expr::Growth(..) => "growth".into(),
        Expr::Mean(_) => "mean".into(),
        Expr::WholePower(_, power) => format!("power {power}"),
        Expr::Inexact(function, _, rounding) => format!("{function:?} {rounding:?}"),
        Expr::Lookup(table, _) => format!("lookup {}", table.0),
        Expr::Rows(rows) => {
            let has_filter = rows.filter.is_some();
            format!(
                "rows {} {} filter {has_filter}",
                rows.records.0,
                fold(&rows.fold)
            )
        }
        Expr::ScoreOf(part) => format!("score of {part:?}"),
        Expr::ShareOf(part) => format!("share of {part:?}"),
    }
}

fn fold(fold: &Fold) -> String {
    match fold {
        Fold::Any => "any".into(),
        Fold::No => "no".into(),
        Fold::Every => "every".into(),
        Fold::Count => "count".into(),
        Fold::CountDistinct(_) => "count distinct".into(),
        Fold::Sum(_) => "sum".into(),
        Fold::SumOfHighest(count, _) => format!("sum of highest {count}"),
        Fold::SumOfLowest(count, _) => format!("sum of lowest {count}"),
        Fold::Highest(_) => "highest".into(),
        Fold::Lowest(_) => "lowest".into(),
        Fold::Average(_) => "average".into(),
        Fold::WeightedAverage(..) => "weighted average".into(),
    }
}
