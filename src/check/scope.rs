//! The state of one check: what is declared so far, and where mistakes go.

use std::collections::BTreeMap;

use crate::check::Beside;
use crate::check::extent::Extent;
use crate::check::mistakes::structure;
use crate::check::scores::Scores;
use crate::check::tables::TableKeys;
use crate::check::tree::needs_sections;
use crate::check::typed::{Traits, Typed};
use crate::check::workdays::WorkingDays;
use crate::check::{accepts, names, quotes};
use crate::diagnostics::{Diagnostic, Found};
use crate::domain::Exact;
use crate::evidence::{FieldId, Schema};
use crate::program::expr::Part;
use crate::program::{
    Adding, Better, Builder, ConditionsId, DefinitionId, ExprId, Grade, Graded, Grading, Info,
    Note, Output, ParameterId, Parts, Procedure, Program, Ruling, TableId, Total,
};
use crate::source::{SourceFile, Span};
use crate::syntax::ast;

/// Everything that the parts of the check share.
pub(super) struct Checker<'c> {
    pub(super) file: &'c SourceFile,
    pub(super) found: &'c mut Found,
    pub(super) schema: Schema,
    pub(super) build: Builder,
    pub(super) info: Info,
    pub(super) scale: (Exact, Exact),
    pub(super) calendar: WorkingDays,
    /// What names stand for, outside rows.
    pub(super) names: BTreeMap<String, Meaning>,
    /// What labels stand for, outside rows.
    pub(super) labels: BTreeMap<String, Meaning>,
    /// How the file adds up.
    pub(super) adding: Adding,
    /// The place of the `scale` line.
    pub(super) scale_span: Option<Span>,
    /// What the names and labels of sections and indicators stand for; nothing where a label is
    /// shared.
    pub(super) parts: BTreeMap<String, Option<Part>>,
    /// What is known of the scores of parts.
    pub(super) scores: Scores,
    /// The ranges of expressions that stand alone.
    pub(super) extents: BTreeMap<ExprId, Extent>,
    /// What is known of each definition, by its id.
    pub(super) defined: Vec<Typed>,
    /// The records whose row is at hand, inside a filter.
    pub(super) row: Option<FieldId>,
    /// How many `between` stand around the one at hand.
    pub(super) around: usize,
    /// What is known of each table, by its id.
    pub(super) tables: Vec<TableKeys>,
    /// Fields that something uses.
    pub(super) used: Vec<bool>,
    /// Parameters that something uses.
    pub(super) used_parameters: Vec<ParameterId>,
    pub(super) total: Total,
    /// Whether there is one, or its lack was reported.
    pub(super) has_total: bool,
    pub(super) grades: Vec<Grade>,
    pub(super) rulings: Vec<Ruling>,
    /// What is graded in place of the total.
    pub(super) graded_by: Option<Graded>,
    /// Which end of it earns the better grade.
    pub(super) better: Better,
    pub(super) gradings: Vec<Grading>,
    pub(super) outputs: Vec<Output>,
    pub(super) procedures: Vec<Procedure>,
    pub(super) notes: Vec<Note>,
    /// What the conditions need, by their ids.
    pub(super) met: Vec<Traits>,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An evidence field.
    Field(FieldId),
    /// A definition.
    Definition(DefinitionId),
    /// A parameter.
    Parameter(ParameterId),
    /// A table.
    Table(TableId),
    /// A definition that could not be understood, which was reported.
    Broken,
    /// A definition that needs scores, and so has no value inside the tree.
    Late,
    /// Conditions, which are met or not.
    Conditions(ConditionsId),
    /// A judgement.
    Judgement,
    /// A label that two things share.
    Ambiguous,
}

impl<'c> Checker<'c> {
    pub(super) fn new(file: &'c SourceFile, found: &'c mut Found) -> Self {
        Self {
            file,
            found,
            schema: Schema::default(),
            build: Builder::default(),
            info: Info::default(),
            scale: (Exact::ZERO, Exact::whole(100)),
            calendar: WorkingDays::Unnamed,
            names: BTreeMap::new(),
            labels: BTreeMap::new(),
            adding: Adding::default(),
            scale_span: None,
            parts: BTreeMap::new(),
            scores: Scores::default(),
            extents: BTreeMap::new(),
            defined: vec![],
            row: None,
            around: 0,
            tables: vec![],
            used: vec![],
            used_parameters: vec![],
            total: Total::default(),
            has_total: false,
            grades: vec![],
            rulings: vec![],
            graded_by: None,
            better: Better::default(),
            gradings: vec![],
            outputs: vec![],
            procedures: vec![],
            notes: vec![],
            met: vec![],
        }
    }

    /// Reports a mistake; nothing comes of what has one.
    pub(super) fn refuse<T>(&mut self, mistake: Diagnostic) -> Option<T> {
        self.found.add(mistake);
        None
    }

    /// The whole check, in the order in which later parts need earlier ones.
    pub(super) fn run(mut self, tree: &ast::File, beside: Beside<'_>) -> Option<Program> {
        self.headers(tree);
        if is_notes_alone(tree) {
            quotes::check(tree, beside.source, self.found);
            self.report_uncovered(tree, beside.source);
            accepts::apply(tree, beside.source, self.found);
            return None;
        }
        if self.info.id.is_empty() {
            self.found.add(structure::no_standard());
        }
        self.calendar(tree, beside.calendar);
        names::check_declared(tree, self.found);
        self.evidence(tree);
        self.has_total = needs_sections(tree) || has_sections(tree);
        self.name_judgements(tree);
        self.parameters(tree);
        self.named_before_the_tree(tree);
        self.sections(tree);
        self.named_behind_the_tree(tree);
        self.verdicts(tree);
        self.beside(tree);
        quotes::check(tree, beside.source, self.found);
        self.warn_of_unused(tree);
        self.report_uncovered(tree, beside.source);
        let accepted = accepts::apply(tree, beside.source, self.found);
        if !self.found.is_clean() {
            return None;
        }
        Some(self.build.finish(Parts {
            info: self.info,
            adding: self.adding,
            scale: self.scale,
            calendar: self.calendar.known(),
            schema: self.schema,
            total: self.total,
            graded_by: self.graded_by,
            better: self.better,
            grades: self.grades,
            gradings: self.gradings,
            rulings: self.rulings,
            outputs: self.outputs,
            procedures: self.procedures,
            notes: self.notes,
            accepted,
        }))
    }

    /// Notes that a field is used.
    pub(super) fn mark_used(&mut self, field: FieldId) {
        if let Some(used) = self.used.get_mut(field.0 as usize) {
            *used = true;
        }
    }
}

/// Whether a file only says of its source why that has no rule: it is no standard.
fn is_notes_alone(tree: &ast::File) -> bool {
    let mut items = tree.items.iter();
    let has_both = !tree.items.is_empty() && !tree.notes.is_empty();
    has_both && items.all(|item| item.kind.as_source().is_some())
}

fn has_sections(tree: &ast::File) -> bool {
    tree.items
        .iter()
        .any(|item| item.kind.as_section().is_some())
}
