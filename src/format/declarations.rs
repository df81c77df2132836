//! Spells the names of declarations and clauses.

use crate::format::names::{Speller, columns_of};
use crate::syntax::ast::{
    Amount, Band, BandValue, Bound, BranchName, Cell, Clause, ClauseKind, DefaultValue, Effect,
    Expr, ExprKind, Field, FieldKind, Grading, ItemKind, JudgeLimit, Ruling, RulingKind, Section,
    Table, Title,
};

impl<'t> Speller<'_, 't> {
    pub(super) fn item(&mut self, kind: &'t ItemKind) {
        match kind {
            ItemKind::Evidence(fields) => self.defaults(fields),
            ItemKind::Define { value, .. } | ItemKind::Output { value, .. } => self.expr(value),
            ItemKind::Table(table) => self.table(table),
            ItemKind::Section(section) => self.section(section),
            ItemKind::Grades(grading) => self.grading(grading),
            ItemKind::Ruling(ruling) => self.ruling(ruling),
            ItemKind::Conditions(conditions) => self.exprs(conditions.among.expressions()),
            ItemKind::Procedure(procedure) => {
                self.exprs(procedure.stages.iter().map(|stage| &stage.condition));
            }
            ItemKind::Total { bounds, .. } => self.bounds(bounds),
            ItemKind::Standard(_)
            | ItemKind::Source(_)
            | ItemKind::InForce { .. }
            | ItemKind::IssuedBy(_)
            | ItemKind::Document(_)
            | ItemKind::Scale { .. }
            | ItemKind::Status(_)
            | ItemKind::Supersedes(_)
            | ItemKind::Use(_)
            | ItemKind::Calendar(_)
            | ItemKind::Parameter { .. } => {}
        }
    }

    fn defaults(&mut self, fields: &'t [Field]) {
        for field in fields {
            match &field.kind {
                FieldKind::Choice { choices, .. } => {
                    if let Some(DefaultValue::Name(name)) = &field.default {
                        self.choice(name, Some(choices));
                    }
                }
                FieldKind::Records(rows) => self.defaults(rows),
                FieldKind::Count(_)
                | FieldKind::Number(_)
                | FieldKind::Percent
                | FieldKind::Money(_)
                | FieldKind::Flag
                | FieldKind::Kinds { .. }
                | FieldKind::Date
                | FieldKind::Text => {}
            }
        }
    }

    fn table(&mut self, table: &'t Table) {
        for (name, column) in &table.keys {
            self.path(name, column.as_ref());
        }
        let keys = self.keys(table);
        for row in &table.rows {
            for (at, (cell, _)) in row.cells.iter().enumerate() {
                match cell {
                    Cell::Any | Cell::Flag(_) => {}
                    Cell::Choices(names) => {
                        let list = keys.get(at).copied().flatten();
                        names.iter().for_each(|name| self.choice(name, list));
                    }
                    Cell::Band(band) => self.band(band),
                }
            }
        }
    }

    fn section(&mut self, section: &'t Section) {
        if let Some(parent) = &section.parent {
            self.section_name(parent);
        }
        self.bounds(&section.header.bounds);
        self.clauses(&section.settings);
        for indicator in &section.indicators {
            self.bounds(&indicator.header.bounds);
            self.clauses(&indicator.clauses);
        }
    }

    fn grading(&mut self, grading: &'t Grading) {
        self.exprs(&grading.by);
        for grade in &grading.grades {
            grade.band.iter().for_each(|band| self.band(band));
        }
    }

    fn ruling(&mut self, ruling: &'t Ruling) {
        match &ruling.kind {
            RulingKind::Veto(grade)
            | RulingKind::Require(Some(grade))
            | RulingKind::Bar(grade)
            | RulingKind::Direct(grade) => self.grade(grade),
            RulingKind::Require(None) | RulingKind::Downgrade(_) => {}
        }
        self.expr(&ruling.condition);
        self.exprs(&ruling.guard);
    }

    // ---- clauses --------------------------------------------------------------------------------

    fn clauses(&mut self, clauses: &'t [Clause]) {
        for clause in clauses {
            self.clause(&clause.kind);
            self.bounds(&clause.bounds);
            self.exprs(&clause.guards);
        }
    }

    fn clause(&mut self, kind: &'t ClauseKind) {
        match kind {
            ClauseKind::Base(effect) => self.effect(effect),
            ClauseKind::If { condition, effect } => {
                self.expr(condition);
                self.effect(effect);
            }
            ClauseKind::Per {
                quantity,
                filter,
                effect,
                step: _,
                above: _,
            } => {
                self.counted(quantity, filter.as_ref());
                self.effect(effect);
            }
            ClauseKind::Linear {
                quantity,
                from,
                to,
                below,
            } => {
                self.exprs([quantity, &from.1, &to.1].into_iter().chain(below));
                self.band_value(&from.0);
                self.band_value(&to.0);
            }
            ClauseKind::Group { lines, rule: _ } => self.clauses(lines),
            ClauseKind::Choose { by, branches } => {
                self.expr(by);
                let list = self.list(by);
                for branch in branches {
                    self.branch(&branch.names, list);
                    self.clauses(&branch.clauses);
                }
            }
            ClauseKind::Formula(value) => self.expr(value),
            ClauseKind::By { quantity, bands } => {
                self.expr(quantity);
                for line in bands {
                    self.band(&line.band);
                    self.effect(&line.effect);
                }
            }
            ClauseKind::Judge { limit, title: _ } => self.limit(limit),
            ClauseKind::Bound(bound) => self.bounds(std::slice::from_ref(bound)),
            ClauseKind::Applies {
                condition,
                otherwise: _,
            } => self.expr(condition),
            ClauseKind::Rounding(_) => {}
        }
    }

    /// What is counted, and the filter, which speaks of its rows.
    fn counted(&mut self, quantity: &Expr, filter: Option<&Expr>) {
        let records = if let ExprKind::Path(name, None) = &quantity.kind {
            self.value(name)
        } else {
            self.expr(quantity);
            None
        };
        self.over(columns_of(records), filter);
    }

    fn branch(&mut self, names: &[BranchName], list: Option<&'t [Title]>) {
        for name in names {
            match name {
                BranchName::Choice(name) => self.choice(name, list),
                BranchName::Flag(..) => {}
            }
        }
    }

    fn limit(&mut self, limit: &JudgeLimit) {
        match limit {
            JudgeLimit::Indicator => {}
            JudgeLimit::UpTo { per, most: _ } => self.exprs(per),
            JudgeLimit::Between { low, high } => self.exprs([low, high]),
        }
    }

    fn effect(&mut self, effect: &Effect) {
        match &effect.points {
            Amount::Quantity(_) => {}
            Amount::Computed(value) => self.expr(value),
        }
    }

    fn bounds(&mut self, bounds: &[Bound]) {
        for each in bounds.iter().filter_map(|bound| bound.each.as_ref()) {
            self.path(&each.records, each.column.as_ref());
        }
    }

    fn band(&mut self, band: &Band) {
        let ends = band.low.iter().chain(&band.high);
        ends.for_each(|end| self.band_value(&end.value));
    }

    fn band_value(&mut self, value: &BandValue) {
        match value {
            BandValue::Quantity(_) => {}
            BandValue::Parameter(name) => {
                self.value(name);
            }
        }
    }
}
