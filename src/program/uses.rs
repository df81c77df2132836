//! Which evidence an expression reads.

use crate::evidence::FieldId;
use crate::evidence::schema::JudgementId;
use crate::program::verdict::{Among, Wanted};
use crate::program::{
    Conditions, ConditionsId, Definition, DefinitionId, Expr, ExprId, ParameterId,
};

/// Something that a clause reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// An evidence field.
    Field(FieldId),
    /// A definition; the fields behind it follow.
    Definition(DefinitionId),
    /// A judgement.
    Judgement(JudgementId),
    /// A parameter.
    Parameter(ParameterId),
    /// Conditions; the fields behind them follow.
    Conditions(ConditionsId),
    /// The assessment date.
    AssessmentDate,
}

/// What the expressions read, each once, in reading order.
pub(super) fn of(
    exprs: &[Expr],
    (definitions, conditions): (&[Definition], &[Conditions]),
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
        let inner: Vec<ExprId> = match read {
            Some(Use::Definition(DefinitionId(at))) => definitions
                .get(at as usize)
                .map(|definition| definition.value)
                .into_iter()
                .collect(),
            Some(Use::Conditions(ConditionsId(at))) => conditions
                .get(at as usize)
                .map(|conditions| conditions.among.conditions())
                .unwrap_or_default(),
            Some(Use::Field(_) | Use::Judgement(_) | Use::AssessmentDate | Use::Parameter(_))
            | None => vec![],
        };
        open.extend(expr.operands().into_iter().chain(inner).rev());
    }
    uses
}

impl Among {
    /// Every condition in it, in the order of the file.
    pub fn conditions(&self) -> Vec<ExprId> {
        let of_one = |wanted: &Wanted| match wanted {
            Wanted::Condition(id) => vec![*id],
            Wanted::Among(among) => among.conditions(),
        };
        self.requirements
            .iter()
            .flat_map(|one| of_one(&one.wanted).into_iter().chain(one.guard))
            .collect()
    }
}

impl Expr {
    /// What it reads itself, where it reads something; its operands aside.
    pub fn reads(&self) -> Option<Use> {
        match self {
            Self::Field(field) => Some(Use::Field(*field)),
            Self::Rows(rows) => Some(Use::Field(rows.records)),
            Self::Definition(definition) => Some(Use::Definition(*definition)),
            Self::Parameter(parameter) => Some(Use::Parameter(*parameter)),
            Self::Met(conditions) => Some(Use::Conditions(*conditions)),
            Self::AssessmentDate => Some(Use::AssessmentDate),
            Self::Workdays(..)
            | Self::MovedWorkdays(..)
            | Self::Growth(..)
            | Self::Mean(_)
            | Self::WholePower(..)
            | Self::Inexact(..)
            | Self::Lookup(..)
            | Self::Constant(_)
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
