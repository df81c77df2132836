//! Walking the tree of what was written: the operands of an expression, and all that has a lead.

use crate::source::Span;
use crate::syntax::ast::{
    Among, Clause, ClauseKind, Conditions, Expr, ExprKind, Field, FieldKind, File, ItemKind, Lead,
    Requirement, Section, Table, Text, Title,
};

impl Expr {
    /// Its operands; the filter of an aggregate is not among them, since it speaks of rows.
    pub fn operands(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::Path(..)
            | ExprKind::Quantity(_)
            | ExprKind::Date(_)
            | ExprKind::Text(_)
            | ExprKind::Flag(_)
            | ExprKind::AssessmentDate
            | ExprKind::Aggregate(_)
            | ExprKind::ScoreOf(_)
            | ExprKind::ShareOf(_) => vec![],
            ExprKind::Or(all)
            | ExprKind::And(all)
            | ExprKind::Call(_, all)
            | ExprKind::Lookup(_, all) => all.iter().collect(),
            ExprKind::Not(a)
            | ExprKind::Negative(a)
            | ExprKind::StartsWith(a, _)
            | ExprKind::IsGiven(a)
            | ExprKind::Rounded(a, _) => vec![a],
            ExprKind::Sum(first, rest) => std::iter::once(&**first)
                .chain(rest.iter().map(|(_, operand)| operand))
                .collect(),
            ExprKind::Term(first, rest) => std::iter::once(&**first)
                .chain(rest.iter().map(|(_, operand)| operand))
                .collect(),
            ExprKind::Compare(_, a, b)
            | ExprKind::Has(a, b)
            | ExprKind::Otherwise(a, b)
            | ExprKind::Workdays(a, b)
            | ExprKind::Growth(a, b)
            | ExprKind::Dates(_, a, b) => vec![a, b],
            ExprKind::Between(a, b, c) | ExprKind::If(a, b, c) => vec![a, b, c],
            ExprKind::In(value, items) => std::iter::once(&**value).chain(items).collect(),
        }
    }
}

impl Expr {
    /// The operand that stands last in the text, where one does.
    pub(super) fn last_operand_mut(&mut self) -> Option<&mut Expr> {
        match &mut self.kind {
            ExprKind::Or(all) | ExprKind::And(all) => all.last_mut(),
            ExprKind::Sum(first, rest) => Some(rest.last_mut().map_or(first, |(_, last)| last)),
            ExprKind::Term(first, rest) => Some(rest.last_mut().map_or(first, |(_, last)| last)),
            ExprKind::Not(last)
            | ExprKind::Negative(last)
            | ExprKind::Compare(_, _, last)
            | ExprKind::Otherwise(_, last)
            | ExprKind::Workdays(_, last)
            | ExprKind::Growth(_, last)
            | ExprKind::Dates(_, _, last)
            | ExprKind::Between(_, _, last)
            | ExprKind::If(_, _, last) => Some(last),
            ExprKind::Aggregate(aggregate) => aggregate.filter.as_mut(),
            ExprKind::Path(..)
            | ExprKind::Quantity(_)
            | ExprKind::Date(_)
            | ExprKind::Text(_)
            | ExprKind::Flag(_)
            | ExprKind::AssessmentDate
            | ExprKind::In(..)
            | ExprKind::Has(..)
            | ExprKind::StartsWith(..)
            | ExprKind::IsGiven(_)
            | ExprKind::Rounded(..)
            | ExprKind::Call(..)
            | ExprKind::Lookup(..)
            | ExprKind::ScoreOf(_)
            | ExprKind::ShareOf(_) => None,
        }
    }
}

impl ItemKind {
    /// The section, where it is one.
    pub fn as_section(&self) -> Option<&Section> {
        let Self::Section(section) = self else {
            return None;
        };
        Some(section)
    }

    /// The fields of `evidence`, where it is that.
    pub fn as_evidence(&self) -> Option<&[Field]> {
        let Self::Evidence(fields) = self else {
            return None;
        };
        Some(fields)
    }

    /// The conditions, where they are that.
    pub fn as_conditions(&self) -> Option<&Conditions> {
        let Self::Conditions(conditions) = self else {
            return None;
        };
        Some(conditions)
    }

    /// The name and the value of `define`, where it is that.
    pub fn as_definition(&self) -> Option<(&Title, &Expr)> {
        let Self::Define { title, value } = self else {
            return None;
        };
        Some((title, value))
    }

    /// The table, where it is one.
    pub fn as_table(&self) -> Option<&Table> {
        let Self::Table(table) = self else {
            return None;
        };
        Some(table)
    }

    /// The name of the official text's file, where it is that.
    pub fn as_source(&self) -> Option<&Text> {
        let Self::Source(text) = self else {
            return None;
        };
        Some(text)
    }

    /// The name of the calendar's file, where it is that.
    pub fn as_calendar(&self) -> Option<&Text> {
        let Self::Calendar(text) = self else {
            return None;
        };
        Some(text)
    }
}

impl Among {
    /// Every condition in it, with those that say for whom.
    pub fn expressions(&self) -> Vec<&Expr> {
        let mut all = vec![];
        for one in &self.requirements {
            match one {
                Requirement::One {
                    condition, guard, ..
                } => all.extend(std::iter::once(condition).chain(guard)),
                Requirement::Group { among, .. } => all.extend(among.expressions()),
            }
        }
        all
    }
}

impl File {
    /// Everything that may have official wording or accepted warnings above it, with its place.
    pub fn leads(&self) -> Vec<(&Lead, Span)> {
        let mut leads = vec![];
        for item in &self.items {
            leads.push((&item.lead, item.span));
            match &item.kind {
                ItemKind::Evidence(fields) => of_fields(fields, &mut leads),
                ItemKind::Section(section) => {
                    of_clauses(&section.settings, &mut leads);
                    for indicator in &section.indicators {
                        leads.push((&indicator.lead, indicator.header.span));
                        of_clauses(&indicator.clauses, &mut leads);
                    }
                }
                ItemKind::Grades(grading) => {
                    leads.extend(grading.grades.iter().map(|grade| (&grade.lead, grade.span)));
                }
                ItemKind::Table(table) => {
                    leads.extend(table.rows.iter().map(|row| (&row.lead, row.span)));
                }
                ItemKind::Conditions(conditions) => {
                    of_requirements(&conditions.among.requirements, &mut leads);
                }
                ItemKind::Procedure(procedure) => {
                    leads.extend(
                        procedure
                            .stages
                            .iter()
                            .map(|stage| (&stage.lead, stage.span)),
                    );
                }
                ItemKind::Standard(_)
                | ItemKind::Source(_)
                | ItemKind::InForce { .. }
                | ItemKind::IssuedBy(_)
                | ItemKind::Document(_)
                | ItemKind::Scale { .. }
                | ItemKind::Define { .. }
                | ItemKind::Status(_)
                | ItemKind::Supersedes(_)
                | ItemKind::Use(_)
                | ItemKind::Calendar(_)
                | ItemKind::Parameter { .. }
                | ItemKind::Ruling(_)
                | ItemKind::Output { .. }
                | ItemKind::Total { .. } => {}
            }
        }
        leads
    }
}

fn of_fields<'f>(fields: &'f [Field], leads: &mut Vec<(&'f Lead, Span)>) {
    for field in fields {
        leads.push((&field.lead, field.span));
        if let FieldKind::Records(rows) = &field.kind {
            of_fields(rows, leads);
        }
    }
}

fn of_requirements<'f>(requirements: &'f [Requirement], leads: &mut Vec<(&'f Lead, Span)>) {
    for requirement in requirements {
        match requirement {
            Requirement::One { lead, span, .. } => leads.push((lead, *span)),
            Requirement::Group {
                lead, among, span, ..
            } => {
                leads.push((lead, *span));
                of_requirements(&among.requirements, leads);
            }
        }
    }
}

fn of_clauses<'f>(clauses: &'f [Clause], leads: &mut Vec<(&'f Lead, Span)>) {
    for clause in clauses {
        leads.push((&clause.lead, clause.span));
        match &clause.kind {
            ClauseKind::Group { lines, .. } => of_clauses(lines, leads),
            ClauseKind::Choose { branches, .. } => {
                for branch in branches {
                    leads.push((&branch.lead, branch.span));
                    of_clauses(&branch.clauses, leads);
                }
            }
            ClauseKind::By { bands, .. } => {
                leads.extend(bands.iter().map(|band| (&band.lead, band.span)));
            }
            ClauseKind::Base(_)
            | ClauseKind::If { .. }
            | ClauseKind::Per { .. }
            | ClauseKind::Linear { .. }
            | ClauseKind::Formula(_)
            | ClauseKind::Judge { .. }
            | ClauseKind::Bound(_)
            | ClauseKind::Applies { .. }
            | ClauseKind::Rounding(_) => {}
        }
    }
}
