//! The names of a file by what they can stand for, as far as the tree alone says it.

use std::collections::BTreeMap;

use crate::syntax::ast::{
    Clause, ClauseKind, Expr, Field, FieldKind, File, ItemKind, Table, Title,
};

/// A thing that has a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thing<'t> {
    pub(super) title: &'t Title,
    pub(super) holds: Holds<'t>,
}

/// What a thing holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Holds<'t> {
    /// Nothing that has names of its own.
    Plain,
    /// Choices or kinds.
    Choices(&'t [Title]),
    /// Columns.
    Columns(&'t [Field]),
    /// Keys and rows.
    Table(&'t Table),
    /// What it is defined to be.
    Value(&'t Expr),
}

/// Things among which a word is looked up: a name wins over a label.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope<'t> {
    names: BTreeMap<&'t str, Option<Thing<'t>>>,
    labels: BTreeMap<&'t str, Option<Thing<'t>>>,
}

impl<'t> Scope<'t> {
    /// The columns of records.
    pub(super) fn of_columns(fields: &'t [Field]) -> Self {
        let mut scope = Self::default();
        fields.iter().for_each(|field| scope.add_field(field));
        scope
    }

    /// The choices of a list.
    pub(super) fn of_choices(choices: &'t [Title]) -> Self {
        let mut scope = Self::default();
        let all = choices.iter();
        all.for_each(|title| scope.add(title, Holds::Plain));
        scope
    }

    fn add_field(&mut self, field: &'t Field) {
        let holds = match &field.kind {
            FieldKind::Choice { choices, .. } | FieldKind::Kinds { choices, .. } => {
                Holds::Choices(choices)
            }
            FieldKind::Records(rows) => Holds::Columns(rows),
            FieldKind::Count(_)
            | FieldKind::Number(_)
            | FieldKind::Percent
            | FieldKind::Money(_)
            | FieldKind::Flag
            | FieldKind::Date
            | FieldKind::Text => Holds::Plain,
        };
        self.add(&field.title, holds);
    }

    fn add(&mut self, title: &'t Title, holds: Holds<'t>) {
        let thing = Thing { title, holds };
        let add = |map: &mut BTreeMap<_, _>, word| {
            let entry = map.entry(word).and_modify(|other| *other = None);
            entry.or_insert(Some(thing));
        };
        add(&mut self.names, title.name.text.as_str());
        if let Some(label) = &title.label {
            add(&mut self.labels, label.text.as_str());
        }
    }

    /// Keeps a name from standing for anything that can be spelled.
    fn block(&mut self, title: &'t Title) {
        self.names.insert(&title.name.text, None);
    }

    /// What a word stands for; `Some(None)` where several things share it.
    fn find(&self, word: &str) -> Option<Option<Thing<'t>>> {
        let found = self.names.get(word).or_else(|| self.labels.get(word));
        found.copied()
    }
}

/// What a word stands for in the first of several scopes that knows it; nothing where it is not the
/// only thing of that name there.
pub(super) fn find<'t>(scopes: &[&Scope<'t>], word: &str) -> Option<Thing<'t>> {
    scopes.iter().find_map(|scope| scope.find(word))?
}

/// The names of a file.
#[derive(Debug, Default)]
pub(super) struct Scopes<'t> {
    /// Fields, definitions, parameters, tables, conditions.
    pub(super) values: Scope<'t>,
    /// Sections.
    pub(super) sections: Scope<'t>,
    /// Sections and indicators.
    pub(super) parts: Scope<'t>,
    /// The grades that a ruling may name.
    pub(super) grades: Scope<'t>,
    /// The units that fields declare.
    pub(super) units: Vec<&'t str>,
}

impl<'t> Scopes<'t> {
    /// The names that a tree declares.
    pub(super) fn of(tree: &'t File) -> Self {
        let mut scopes = Self::default();
        tree.items
            .iter()
            .for_each(|item| scopes.declare(&item.kind));
        scopes
    }

    fn declare(&mut self, kind: &'t ItemKind) {
        match kind {
            ItemKind::Evidence(fields) => {
                fields.iter().for_each(|field| self.values.add_field(field));
                self.declare_units(fields);
            }
            ItemKind::Define { title, value } => self.values.add(title, Holds::Value(value)),
            ItemKind::Parameter { title, .. } => self.values.add(title, Holds::Plain),
            ItemKind::Table(table) => self.values.add(&table.title, Holds::Table(table)),
            ItemKind::Conditions(conditions) => self.values.add(&conditions.title, Holds::Plain),
            ItemKind::Section(section) => {
                self.sections.add(&section.header.title, Holds::Plain);
                self.parts.add(&section.header.title, Holds::Plain);
                for indicator in &section.indicators {
                    self.parts.add(&indicator.header.title, Holds::Plain);
                    self.declare_judgements(indicator.clauses.iter());
                }
            }
            ItemKind::Grades(grading) if grading.title.is_none() => {
                let grades = grading.grades.iter();
                grades.for_each(|grade| self.grades.add(&grade.title, Holds::Plain));
            }
            ItemKind::Grades(_)
            | ItemKind::Standard(_)
            | ItemKind::Source(_)
            | ItemKind::InForce { .. }
            | ItemKind::IssuedBy(_)
            | ItemKind::Document(_)
            | ItemKind::Scale { .. }
            | ItemKind::Status(_)
            | ItemKind::Supersedes(_)
            | ItemKind::Use(_)
            | ItemKind::Calendar(_)
            | ItemKind::Ruling(_)
            | ItemKind::Output { .. }
            | ItemKind::Procedure(_)
            | ItemKind::Total { .. } => {}
        }
    }

    fn declare_units(&mut self, fields: &'t [Field]) {
        for field in fields {
            match &field.kind {
                FieldKind::Count(Some(unit)) | FieldKind::Number(Some(unit)) => {
                    self.units.push(&unit.text);
                }
                FieldKind::Records(rows) => self.declare_units(rows),
                FieldKind::Count(None)
                | FieldKind::Number(None)
                | FieldKind::Choice { .. }
                | FieldKind::Kinds { .. }
                | FieldKind::Percent
                | FieldKind::Money(_)
                | FieldKind::Flag
                | FieldKind::Date
                | FieldKind::Text => {}
            }
        }
    }

    /// Judgements have names that nothing else may have, and that no expression may use.
    fn declare_judgements(&mut self, clauses: impl Iterator<Item = &'t Clause>) {
        for clause in clauses {
            if let ClauseKind::Judge { title, .. } = &clause.kind {
                self.values.block(title);
            }
            self.declare_judgements(clause.inner().into_iter());
        }
    }
}
