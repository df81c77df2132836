//! Names: what they stand for, and which ones cannot stand beside each other.

use std::collections::BTreeMap;

use unicode_security::{RestrictionLevel, RestrictionLevelDetection, skeleton};

use crate::check::fields::label;
use crate::check::mistakes::names;
use crate::check::scope::{Checker, Meaning};
use crate::diagnostics::Found;
use crate::syntax::ast::{self, Clause, ClauseKind, FieldKind, ItemKind, Name, Title};

/// Reports names that are declared twice, differ only in case, or look like another.
pub(super) fn check_declared(tree: &ast::File, found: &mut Found) {
    let mut scopes = Scopes::default();
    for item in &tree.items {
        scopes.item(&item.kind);
    }
    scopes.inner.push(scopes.values);
    scopes.inner.push(scopes.parts);
    scopes.inner.push(scopes.grades);
    scopes.inner.push(scopes.results);
    scopes
        .inner
        .iter()
        .for_each(|names| check_scope(names, found));
}

#[derive(Default)]
struct Scopes<'t> {
    values: Vec<&'t Name>,
    parts: Vec<&'t Name>,
    grades: Vec<&'t Name>,
    results: Vec<&'t Name>,
    inner: Vec<Vec<&'t Name>>,
}

impl<'t> Scopes<'t> {
    fn item(&mut self, kind: &'t ItemKind) {
        match kind {
            ItemKind::Evidence(fields) => {
                fields.iter().for_each(|field| {
                    self.values.push(&field.title.name);
                    self.field(field);
                });
            }
            ItemKind::Define { title, .. } | ItemKind::Parameter { title, .. } => {
                self.values.push(&title.name);
            }
            ItemKind::Table(table) => self.values.push(&table.title.name),
            ItemKind::Section(section) => {
                self.parts.push(&section.header.title.name);
                for indicator in &section.indicators {
                    self.parts.push(&indicator.header.title.name);
                    self.judgements(&indicator.clauses);
                }
            }
            ItemKind::Grades(grading) => {
                let names = grading.grades.iter().map(|grade| &grade.title.name);
                match &grading.title {
                    None => self.grades.extend(names),
                    Some(title) => {
                        self.results.push(&title.name);
                        self.inner.push(names.collect());
                    }
                }
            }
            ItemKind::Output { title, .. } => self.results.push(&title.name),
            ItemKind::Procedure(procedure) => {
                self.results.push(&procedure.title.name);
                let stages = procedure.stages.iter();
                self.inner
                    .push(stages.map(|stage| &stage.title.name).collect());
            }
            ItemKind::Conditions(conditions) => self.values.push(&conditions.title.name),
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
            | ItemKind::Ruling(_)
            | ItemKind::Total { .. } => {}
        }
    }

    fn field(&mut self, field: &'t ast::Field) {
        let of = |titles: &'t [Title]| titles.iter().map(|title| &title.name).collect();
        match &field.kind {
            FieldKind::Choice { choices, .. } | FieldKind::Kinds { choices, .. } => {
                self.inner.push(of(choices));
            }
            FieldKind::Records(rows) => {
                self.inner
                    .push(rows.iter().map(|row| &row.title.name).collect());
                rows.iter().for_each(|row| self.field(row));
            }
            FieldKind::Count(_)
            | FieldKind::Number(_)
            | FieldKind::Percent
            | FieldKind::Money(_)
            | FieldKind::Flag
            | FieldKind::Date
            | FieldKind::Text => {}
        }
    }

    fn judgements(&mut self, clauses: &'t [Clause]) {
        self.values
            .extend(judgements(clauses).into_iter().map(|title| &title.name));
    }
}

/// The judgements among clauses and their groups.
pub(super) fn judgements(clauses: &[Clause]) -> Vec<&Title> {
    let mut titles = vec![];
    for clause in clauses {
        if let ClauseKind::Judge { title, .. } = &clause.kind {
            titles.push(title);
        }
        titles.extend(
            clause
                .inner()
                .into_iter()
                .flat_map(|inner| judgements(std::slice::from_ref(inner))),
        );
    }
    titles
}

fn check_scope(declared: &[&Name], found: &mut Found) {
    let mut exact: BTreeMap<&str, &Name> = BTreeMap::new();
    let mut folded: BTreeMap<String, &Name> = BTreeMap::new();
    let mut shapes: BTreeMap<String, &Name> = BTreeMap::new();
    for name in declared {
        let text = name.text.as_str();
        let lower = text.to_lowercase();
        let shape: String = skeleton(text).collect();
        if let Some(first) = exact.get(text) {
            found.add(names::duplicate(name, first.span));
        } else if let Some(other) = folded.get(&lower) {
            found.add(names::differs_in_case(name, other));
        } else if let Some(other) = shapes.get(&shape) {
            found.add(names::confusable(name, Some(other)));
        } else if !text.check_restriction_level(RestrictionLevel::HighlyRestrictive) {
            found.add(names::confusable(name, None));
        }
        exact.entry(text).or_insert(name);
        folded.entry(lower).or_insert(name);
        shapes.entry(shape).or_insert(name);
    }
}

impl Checker<'_> {
    /// Lets a name, and its label where it is one word, stand for something.
    pub(super) fn declare(&mut self, title: &Title, meaning: Meaning) {
        self.names.insert(title.name.text.clone(), meaning);
        if let Some(label) = label(title) {
            self.labels
                .entry(label)
                .and_modify(|other| {
                    if *other != meaning {
                        *other = Meaning::Ambiguous;
                    }
                })
                .or_insert(meaning);
        }
    }

    /// What a name stands for outside rows: by id first, then by label.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        self.names
            .get(name)
            .or_else(|| self.labels.get(name))
            .copied()
    }

    /// All names that a value can have, for did-you-mean.
    pub(super) fn known_names(&self) -> Vec<String> {
        let labels = self.labels.keys().filter(|label| is_word(label));
        let rows = self
            .row_fields()
            .iter()
            .map(|field| field.name.clone())
            .collect::<Vec<_>>();
        self.names
            .keys()
            .chain(labels)
            .cloned()
            .chain(rows)
            .collect()
    }

    /// Judgements are values of evidence, not of rules: their names are known but not usable.
    pub(super) fn name_judgements(&mut self, tree: &ast::File) {
        for item in &tree.items {
            if let ItemKind::Section(section) = &item.kind {
                for indicator in &section.indicators {
                    for title in judgements(&indicator.clauses) {
                        self.names
                            .entry(title.name.text.clone())
                            .or_insert(Meaning::Judgement);
                    }
                }
            }
        }
    }
}

fn is_word(label: &str) -> bool {
    !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '_')
}
