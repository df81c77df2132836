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
        let read = expr.reads();
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

impl Expr {
    /// What it reads itself, where it reads something; its operands aside.
    pub fn reads(&self) -> Option<Use> {
        match self {
            Self::Field(field) => Some(Use::Field(*field)),
            Self::Rows(rows) => Some(Use::Field(rows.records)),
            Self::Definition(definition) => Some(Use::Definition(*definition)),
            Self::AssessmentDate => Some(Use::AssessmentDate),
            Self::Constant(_)
            | Self::RowField(_)
            | Self::And(_)
            | Self::Or(_)
            | Self::Not(_)
            | Self::Compare(..)
            | Self::In(..)
            | Self::Has(..)
            | Self::StartsWith(..)
            | Self::IsGiven(_)
            | Self::Size(_)
            | Self::Sum(..)
            | Self::Product(..)
            | Self::Function(..)
            | Self::Lowest(_)
            | Self::Highest(_)
            | Self::Otherwise(..)
            | Self::If(..)
            | Self::Dates(..)
            | Self::Moved(..)
            | Self::ScoreOf(_)
            | Self::ShareOf(_) => None,
        }
    }
}
