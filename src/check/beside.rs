//! What stands beside the score: outputs, conditions, procedures, and notes on the text.

use crate::check::SourceText;
use crate::check::fields::label;
use crate::check::mistakes::structure::Hollow;
use crate::check::mistakes::{structure, types, verdicts, warnings};
use crate::check::scope::{Checker, Meaning};
use crate::check::typed::{Traits, Typed};
use crate::domain::Type;
use crate::program::expr::Expr;
use crate::program::{Among, Conditions, Note, Output, Procedure, Requirement, Stage, Wanted};
use crate::source::Span;
use crate::syntax::ast::{self, Item, ItemKind, Title};

impl Checker<'_> {
    /// Outputs, procedures and notes; conditions stand among the definitions.
    pub(super) fn beside(&mut self, tree: &ast::File) {
        for item in &tree.items {
            if let ItemKind::Output { title, value } = &item.kind {
                self.output(title, value, item);
            } else if let ItemKind::Procedure(procedure) = &item.kind {
                self.procedure(procedure, item);
            }
        }
        self.notes = tree.notes.iter().map(|note| self.note(note)).collect();
    }

    /// Reports the sentences of the source that nothing speaks of.
    pub(super) fn report_uncovered(&mut self, tree: &ast::File, source: SourceText<'_>) {
        let SourceText::Measured(_, coverage) = source else {
            return;
        };
        let lines: Vec<u32> = coverage.open().map(|one| one.line).collect();
        let source = tree.items.iter().find_map(|item| item.kind.as_source());
        if let Some(source) = source.filter(|_| !lines.is_empty()) {
            self.found
                .add(warnings::uncovered(source.span, &source.text, &lines));
        }
    }

    fn note(&self, written: &ast::Note) -> Note {
        Note {
            kind: written.kind,
            words: written.words.text.clone(),
            reason: written.reason.text.clone(),
            line: self.file.line(written.span.start),
        }
    }

    fn output(&mut self, title: &Title, value: &ast::Expr, item: &Item) {
        let Some(typed) = self.complete(value) else {
            return;
        };
        let is_endless = typed
            .extent
            .as_ref()
            .is_some_and(|extent| extent.places.is_none());
        if typed.ty == Type::Records {
            self.found.add(types::not_a_quantity(&typed));
        } else if matches!(typed.ty, Type::Number(_)) && is_endless {
            self.found.add(types::endless_output(typed.span));
        } else {
            self.outputs.push(Output {
                name: title.name.text.clone(),
                label: label(title),
                value: typed.id,
                ty: typed.ty,
                uses: self.build.uses(typed.id),
                origin: self.origin(&item.lead, item.span),
            });
        }
    }

    // ---- conditions -----------------------------------------------------------------------------

    /// Conditions, whose name is a yes/no value from here on.
    pub(super) fn conditions_of(
        &mut self,
        written: &ast::Conditions,
        item: &Item,
    ) -> Option<Meaning> {
        let (among, traits) = self.among(&written.among, item.span)?;
        let id = self.build.conditions(Conditions {
            name: written.title.name.text.clone(),
            label: label(&written.title),
            among,
            needs_scores: traits.needs_scores,
            origin: self.origin(&item.lead, item.span),
        });
        self.met.push(traits);
        Some(Meaning::Conditions(id))
    }

    /// Whether conditions are met, as a value.
    pub(super) fn met(&mut self, id: crate::program::ConditionsId, span: Span) -> Option<Typed> {
        let traits = self.met.get(id.0 as usize)?.clone();
        Some(self.made(Expr::Met(id), Type::Flag, span, traits))
    }

    fn among(&mut self, written: &ast::Among, span: Span) -> Option<(Among, Traits)> {
        let count = written.requirements.len();
        if count == 0 {
            return self.refuse(structure::empty(span, Hollow::Conditions));
        }
        let all = u32::try_from(count).unwrap_or(u32::MAX);
        let least = match written.least {
            None => Some(all),
            Some((least, _)) if (1..=all).contains(&least) => Some(least),
            Some((_, span)) => self.refuse(verdicts::bad_least(span, count)),
        };
        let lowered: Vec<_> = written
            .requirements
            .iter()
            .map(|one| self.requirement(one))
            .collect();
        let mut traits = Traits::default();
        let mut requirements = vec![];
        for one in lowered {
            let (requirement, own) = one?;
            traits = traits.join(&own);
            requirements.push(requirement);
        }
        let least = least?;
        Some((
            Among {
                least,
                requirements,
            },
            traits,
        ))
    }

    fn requirement(&mut self, written: &ast::Requirement) -> Option<(Requirement, Traits)> {
        match written {
            ast::Requirement::One {
                lead,
                condition,
                guard,
                words,
                span,
            } => {
                let condition = self.free_condition(condition);
                let guard = match guard {
                    None => None,
                    Some(guard) => Some(self.free_condition(guard)?),
                };
                let condition = condition?;
                let traits = Typed::joined(guard.iter().chain([&condition]));
                let mut uses = self.build.uses(condition.id);
                for used in guard.iter().flat_map(|guard| self.build.uses(guard.id)) {
                    if !uses.contains(&used) {
                        uses.push(used);
                    }
                }
                let requirement = Requirement {
                    words: words.as_ref().map(|words| words.text.clone()),
                    wanted: Wanted::Condition(condition.id),
                    guard: guard.map(|guard| guard.id),
                    uses,
                    origin: self.origin(lead, *span),
                };
                Some((requirement, traits))
            }
            ast::Requirement::Group {
                lead,
                among,
                words,
                span,
            } => {
                let (among, traits) = self.among(among, *span)?;
                let requirement = Requirement {
                    words: words.as_ref().map(|words| words.text.clone()),
                    wanted: Wanted::Among(among),
                    guard: None,
                    uses: vec![],
                    origin: self.origin(lead, *span),
                };
                Some((requirement, traits))
            }
        }
    }

    // ---- procedures -----------------------------------------------------------------------------

    fn procedure(&mut self, written: &ast::Procedure, item: &Item) {
        if written.stages.is_empty() {
            self.found
                .add(structure::empty(item.span, Hollow::Procedure));
        }
        let stages: Vec<Option<Stage>> = written.stages.iter().map(|one| self.stage(one)).collect();
        if let Some(stages) = stages.into_iter().collect() {
            let origin = self.origin(&item.lead, item.span);
            self.procedures.push(Procedure {
                name: written.title.name.text.clone(),
                label: label(&written.title),
                stages,
                origin,
            });
        }
    }

    fn stage(&mut self, written: &ast::Stage) -> Option<Stage> {
        let condition = self.free_condition(&written.condition)?;
        let text = |text: &Option<ast::Text>| text.as_ref().map(|text| text.text.clone());
        Some(Stage {
            name: written.title.name.text.clone(),
            label: label(&written.title),
            role: text(&written.role),
            condition: condition.id,
            reason: text(&written.reason),
            uses: self.build.uses(condition.id),
            origin: self.origin(&written.lead, written.span),
        })
    }
}
