//! Which evidence an expression reads.

use crate::evidence::FieldId;
use crate::evidence::schema::JudgementId;
use crate::program::{Definition, DefinitionId, Expr, ExprId};

/// Something that a clause reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// An evidence field.
    Field(FieldId),
    /// A definition; the fields behind it follow.
    Definition(DefinitionId),
    /// A judgement.
    Judgement(JudgementId),
    /// The assessment date.
    AssessmentDate,
}

/// What the expressions read, each once, in reading order.
pub(super) fn of(
    exprs: &[Expr],
    definitions: &[Definition],
    roots: impl IntoIterator<Item = ExprId>,
) -> Vec<Use> {
    let mut uses = vec![];
    let mut open: Vec<ExprId> = roots.into_iter().collect();
    open.reverse();
    while let Some(id) = open.pop() {
        let Some(expr) = exprs.get(id.0 as usize) else {
            continue;
        };
        let read = read_by(expr);
        if read.is_some_and(|read| uses.contains(&read)) {
            continue;
        }
        uses.extend(read);
        let inner = match read {
            Some(Use::Definition(DefinitionId(at))) => definitions
                .get(at as usize)
                .map(|definition| definition.value),
            Some(Use::Field(_) | Use::Judgement(_) | Use::AssessmentDate) | None => None,
        };
        open.extend(inner.into_iter().chain(expr.operands().into_iter().rev()));
    }
    uses
}

fn read_by(expr: &Expr) -> Option<Use> {
    match expr {
        Expr::Field(field) => Some(Use::Field(*field)),
        Expr::Rows(rows) => Some(Use::Field(rows.records)),
        Expr::Definition(definition) => Some(Use::Definition(*definition)),
        Expr::AssessmentDate => Some(Use::AssessmentDate),
        Expr::Constant(_)
        | Expr::RowField(_)
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
        | Expr::ScoreOf(_)
        | Expr::ShareOf(_) => None,
    }
}
