//! The only way to make a program: children first, ids handed out as they are pushed.

use crate::domain::{Exact, Rounding};
use crate::evidence::Schema;
use crate::program::{
    Accepted, Clause, ClauseId, ClauseKind, Definition, DefinitionId, Expr, ExprId, Grade,
    Indicator, IndicatorId, Info, JudgeLimit, Program, Section, SectionId, Use, Veto, dump, uses,
};

/// A program in the making.
#[derive(Debug, Default)]
pub struct Builder {
    exprs: Vec<Expr>,
    clauses: Vec<Clause>,
    indicators: Vec<Indicator>,
    sections: Vec<Section>,
    definitions: Vec<Definition>,
}

/// What a program has beside its arenas.
#[derive(Debug)]
pub struct Parts {
    /// What the standard says of itself.
    pub info: Info,
    /// The lowest and the highest score.
    pub scale: (Exact, Exact),
    /// The evidence.
    pub schema: Schema,
    /// The rounding of the total.
    pub total_rounding: Option<Rounding>,
    /// The grades.
    pub grades: Vec<Grade>,
    /// The vetoes.
    pub vetoes: Vec<Veto>,
    /// The accepted warnings.
    pub accepted: Vec<Accepted>,
}

fn next(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Builder {
    /// Adds an expression.
    pub fn expr(&mut self, expr: Expr) -> ExprId {
        self.exprs.push(expr);
        ExprId(next(self.exprs.len() - 1))
    }

    /// Adds a definition.
    pub fn definition(&mut self, definition: Definition) -> DefinitionId {
        self.definitions.push(definition);
        DefinitionId(next(self.definitions.len() - 1))
    }

    /// An expression that was added.
    pub fn expr_of(&self, id: ExprId) -> Option<&Expr> {
        self.exprs.get(id.0 as usize)
    }

    /// A clause that was added.
    pub fn made(&self, id: ClauseId) -> Option<&Clause> {
        self.clauses.get(id.0 as usize)
    }

    /// The dump of an expression: equal for two that mean the same.
    pub fn describe(&self, id: ExprId) -> String {
        dump::describe(&self.exprs, id)
    }

    /// Adds a clause, and notes what it reads.
    pub fn clause(&mut self, mut clause: Clause) -> ClauseId {
        clause.uses = self.read_by(&clause);
        self.clauses.push(clause);
        ClauseId(next(self.clauses.len() - 1))
    }

    /// Adds an indicator.
    pub fn indicator(&mut self, indicator: Indicator) -> IndicatorId {
        self.indicators.push(indicator);
        IndicatorId(next(self.indicators.len() - 1))
    }

    /// The id that the next section will have.
    pub fn next_section(&self) -> SectionId {
        SectionId(next(self.sections.len()))
    }

    /// Adds a section.
    pub fn section(&mut self, section: Section) -> SectionId {
        self.sections.push(section);
        SectionId(next(self.sections.len() - 1))
    }

    /// What an expression reads, each once.
    pub fn uses(&self, root: ExprId) -> Vec<Use> {
        uses::of(&self.exprs, &self.definitions, [root])
    }

    fn read_by(&self, clause: &Clause) -> Vec<Use> {
        let mut roots = vec![];
        let mut judged = None;
        match &clause.kind {
            ClauseKind::Base(_) | ClauseKind::Group(_) => {}
            ClauseKind::Award { condition, .. } | ClauseKind::Override { condition, .. } => {
                roots.push(*condition);
            }
            ClauseKind::Per { quantity, .. } | ClauseKind::Bands { quantity, .. } => {
                roots.push(*quantity);
            }
            ClauseKind::Judge { judgement, limit } => {
                judged = Some(Use::Judgement(*judgement));
                match limit {
                    JudgeLimit::UpTo { per, .. } => roots.extend(*per),
                    JudgeLimit::Between { low, high } => roots.extend([*low, *high]),
                }
            }
        }
        roots.extend(clause.guard);
        judged
            .into_iter()
            .chain(uses::of(&self.exprs, &self.definitions, roots))
            .collect()
    }

    /// The finished program.
    pub fn finish(self, parts: Parts) -> Program {
        let Parts {
            info,
            scale,
            schema,
            total_rounding,
            grades,
            vetoes,
            accepted,
        } = parts;
        let reads_score = |expr: &Expr| matches!(expr, Expr::ScoreOf(_) | Expr::ShareOf(_));
        let mut program = Program {
            reads_scores: self.exprs.iter().any(reads_score),
            info,
            scale,
            schema,
            definitions: self.definitions,
            exprs: self.exprs,
            clauses: self.clauses,
            indicators: self.indicators,
            sections: self.sections,
            total_rounding,
            grades,
            vetoes,
            accepted,
            hash: String::new(),
        };
        program.hash = dump::hash(&program);
        program
    }
}
