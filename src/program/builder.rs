//! The only way to make a program: children first, ids handed out as they are pushed.

use std::collections::BTreeSet;

use crate::domain::{Exact, Type};
use crate::evidence::Schema;
use crate::program::{
    Accepted, Adding, Amount, Better, Calendar, Clause, ClauseId, ClauseKind, Conditions,
    ConditionsId, Definition, DefinitionId, Expr, ExprId, Grade, Graded, Grading, Indicator,
    IndicatorId, Info, JudgeLimit, Note, Output, Parameter, ParameterId, Procedure, Program,
    Ruling, Section, SectionId, Table, TableId, Total, Use, dump, uses,
};
use crate::source::Span;

/// A program in the making.
#[derive(Debug, Default)]
pub struct Builder {
    exprs: Vec<Expr>,
    types: Vec<Type>,
    clauses: Vec<Clause>,
    indicators: Vec<Indicator>,
    sections: Vec<Section>,
    definitions: Vec<Definition>,
    parameters: Vec<Parameter>,
    tables: Vec<Table>,
    conditions: Vec<Conditions>,
}

/// What a program has beside its arenas.
#[derive(Debug)]
pub struct Parts {
    /// What the standard says of itself.
    pub info: Info,
    /// How parts add up.
    pub adding: Adding,
    /// The lowest and the highest score.
    pub scale: (Exact, Exact),
    /// The calendar.
    pub calendar: Option<Calendar>,
    /// The evidence.
    pub schema: Schema,
    /// The bounds and rounding of the total.
    pub total: Total,
    /// What the verdict grades, where that is not the total.
    pub graded_by: Option<Graded>,
    /// Which end of what is graded earns the better grade.
    pub better: Better,
    /// The grades.
    pub grades: Vec<Grade>,
    /// Gradings beside the verdict.
    pub gradings: Vec<Grading>,
    /// What moves the grade.
    pub rulings: Vec<Ruling>,
    /// Results beside the total.
    pub outputs: Vec<Output>,
    /// Procedures.
    pub procedures: Vec<Procedure>,
    /// Words that are not scored.
    pub notes: Vec<Note>,
    /// The accepted warnings.
    pub accepted: Vec<Accepted>,
}

/// What a standard names for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A definition.
    Definition,
    /// A table.
    Table,
}

fn next(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Builder {
    /// Adds an expression of a type.
    pub fn expr(&mut self, expr: Expr, ty: Type) -> ExprId {
        self.exprs.push(expr);
        self.types.push(ty);
        ExprId(next(self.exprs.len() - 1))
    }

    /// Adds a definition.
    pub fn definition(&mut self, definition: Definition) -> DefinitionId {
        self.definitions.push(definition);
        DefinitionId(next(self.definitions.len() - 1))
    }

    /// Adds a parameter.
    pub fn parameter(&mut self, parameter: Parameter) -> ParameterId {
        self.parameters.push(parameter);
        ParameterId(next(self.parameters.len() - 1))
    }

    /// The parameter of an id.
    pub fn parameter_of(&self, id: ParameterId) -> Option<&Parameter> {
        self.parameters.get(id.0 as usize)
    }

    /// Every parameter with its place and its name.
    pub fn parameter_names(&self) -> Vec<(ParameterId, Span, String)> {
        let all = (0u32..).map(ParameterId).zip(&self.parameters);
        all.map(|(id, one)| (id, one.origin.span, one.name.clone()))
            .collect()
    }

    /// Every definition and table that nothing names, with its place.
    pub fn unused(&self) -> Vec<(Span, String, Named)> {
        let mut named = BTreeSet::new();
        for expr in &self.exprs {
            if let Expr::Definition(id) = expr {
                named.insert((Named::Definition, id.0));
            } else if let Expr::Lookup(id, _) = expr {
                named.insert((Named::Table, id.0));
            }
        }
        let definitions = (0u32..).zip(&self.definitions);
        let definitions = definitions.map(|(at, one)| (at, one.span, &one.name, Named::Definition));
        let tables = (0u32..).zip(&self.tables);
        let tables = tables.map(|(at, one)| (at, one.origin.span, &one.name, Named::Table));
        definitions
            .chain(tables)
            .filter(|(at, _, _, kind)| !named.contains(&(*kind, *at)))
            .map(|(_, span, name, kind)| (span, name.clone(), kind))
            .collect()
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) -> TableId {
        self.tables.push(table);
        TableId(next(self.tables.len() - 1))
    }

    /// The table of an id.
    pub fn table_of(&self, id: TableId) -> Option<&Table> {
        self.tables.get(id.0 as usize)
    }

    /// Adds conditions.
    pub fn conditions(&mut self, conditions: Conditions) -> ConditionsId {
        self.conditions.push(conditions);
        ConditionsId(next(self.conditions.len() - 1))
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

    /// Adds a clause, and notes what it reads beside what it says that it uses.
    pub fn clause(&mut self, mut clause: Clause) -> ClauseId {
        for read in self.read_by(&clause) {
            if !clause.uses.contains(&read) {
                clause.uses.push(read);
            }
        }
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

    /// Adds a section, and notes it in the one that holds it.
    pub fn section(&mut self, section: Section) -> SectionId {
        let id = self.next_section();
        let parent = section.parent;
        let parent = parent.and_then(|parent| self.sections.get_mut(parent.0 as usize));
        if let Some(parent) = parent {
            parent.sections.push(id);
        }
        self.sections.push(section);
        id
    }

    /// A section that was added.
    pub fn section_of(&self, id: SectionId) -> Option<&Section> {
        self.sections.get(id.0 as usize)
    }

    /// An indicator that was added.
    pub fn indicator_of(&self, id: IndicatorId) -> Option<&Indicator> {
        self.indicators.get(id.0 as usize)
    }

    /// Puts an indicator into a section.
    pub fn hold(&mut self, section: SectionId, indicator: IndicatorId) {
        if let Some(section) = self.sections.get_mut(section.0 as usize) {
            section.indicators.push(indicator);
        }
    }

    /// What an expression reads, each once.
    pub fn uses(&self, root: ExprId) -> Vec<Use> {
        self.uses_of([root])
    }

    fn uses_of(&self, roots: impl IntoIterator<Item = ExprId>) -> Vec<Use> {
        uses::of(&self.exprs, (&self.definitions, &self.conditions), roots)
    }

    fn read_by(&self, clause: &Clause) -> Vec<Use> {
        let mut roots = vec![];
        let mut judged = None;
        match &clause.kind {
            ClauseKind::Base(points) => roots.extend(points.computed()),
            ClauseKind::Group { .. } => {}
            ClauseKind::Award { condition, points }
            | ClauseKind::Override {
                condition,
                score: points,
            } => {
                roots.push(*condition);
                roots.extend(points.computed());
            }
            ClauseKind::Per {
                quantity, points, ..
            } => {
                roots.push(*quantity);
                roots.extend(points.computed());
            }
            ClauseKind::Bands {
                quantity, bands, ..
            } => {
                roots.push(*quantity);
                roots.extend(bands.iter().filter_map(|band| band.points.computed()));
            }
            ClauseKind::Linear(line) => {
                let ends = [&line.from, &line.low, &line.to, &line.high];
                roots.push(line.quantity);
                roots.extend(
                    ends.into_iter()
                        .chain(&line.below)
                        .filter_map(Amount::computed),
                );
            }
            ClauseKind::Choose { by, .. } => roots.push(*by),
            ClauseKind::Formula(value) => roots.push(*value),
            ClauseKind::Judge { judgement, limit } => {
                judged = Some(Use::Judgement(*judgement));
                match limit {
                    JudgeLimit::UpTo { per, .. } => roots.extend(*per),
                    JudgeLimit::Between { low, high } => roots.extend([*low, *high]),
                }
            }
        }
        roots.extend(clause.guard);
        judged.into_iter().chain(self.uses_of(roots)).collect()
    }

    /// The finished program.
    pub fn finish(self, parts: Parts) -> Program {
        let Parts {
            info,
            adding,
            scale,
            calendar,
            schema,
            total,
            graded_by,
            better,
            grades,
            gradings,
            rulings,
            outputs,
            procedures,
            notes,
            accepted,
        } = parts;
        let counts = |expr: &Expr| matches!(expr, Expr::Workdays(..) | Expr::MovedWorkdays(..));
        let calendar = calendar.filter(|_| self.exprs.iter().any(counts));
        let reads_score = |expr: &Expr| matches!(expr, Expr::ScoreOf(_) | Expr::ShareOf(_));
        let mut program = Program {
            reads_scores: self.exprs.iter().any(reads_score),
            info,
            adding,
            scale,
            calendar,
            schema,
            parameters: self.parameters,
            tables: self.tables,
            definitions: self.definitions,
            exprs: self.exprs,
            types: self.types,
            clauses: self.clauses,
            indicators: self.indicators,
            sections: self.sections,
            total,
            graded_by,
            better,
            grades,
            gradings,
            rulings,
            outputs,
            conditions: self.conditions,
            procedures,
            notes,
            accepted,
            hash: String::new(),
        };
        program.hash = dump::hash(&program);
        program
    }
}
