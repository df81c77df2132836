//! What stands behind the tree: grades and vetoes.

use crate::check::extent::Extent;
use crate::check::fields::label;
use crate::check::mistakes::{names, structure, types, warnings};
use crate::check::scope::Checker;
use crate::check::tree::may_be_nothing;
use crate::domain::types::Quantity;
use crate::domain::{Exact, Type};
use crate::program::{Grade, Ruling, RulingKind};
use crate::syntax::ast::{self, ItemKind, Lead, Name};

impl Checker<'_> {
    /// Grades first, since vetoes name them.
    pub(super) fn verdicts(&mut self, tree: &ast::File) {
        for item in &tree.items {
            if let ItemKind::Grades(grading) = &item.kind {
                self.grades(&grading.grades, tree);
            }
        }
        for item in &tree.items {
            if let ItemKind::Ruling(ruling) = &item.kind {
                match &ruling.kind {
                    ast::RulingKind::Veto(grade) => self.veto(
                        (grade, &ruling.condition, ruling.reason.as_ref()),
                        &item.lead,
                        item.span,
                    ),
                    ast::RulingKind::Require(_)
                    | ast::RulingKind::Downgrade(_)
                    | ast::RulingKind::Bar(_)
                    | ast::RulingKind::Direct(_) => self.found.add(structure::not_yet(item.span)),
                }
            }
        }
    }

    fn grades(&mut self, written: &[ast::Grade], tree: &ast::File) {
        let ty = Type::Number(Quantity::Points);
        let mut ranges = vec![];
        for grade in written {
            let Some(band) = &grade.band else {
                self.found.add(structure::not_yet(grade.span));
                continue;
            };
            if let Some(range) = self.band_range(band, &ty) {
                ranges.push((range.clone(), grade.span));
                let origin = self.origin(&grade.lead, grade.span);
                let name = grade.title.name.text.clone();
                self.grades.push(Grade {
                    name,
                    label: label(&grade.title),
                    range,
                    origin,
                });
            }
        }
        if ranges.len() == written.len() && !ranges.is_empty() {
            let total = self.total_extent(tree);
            self.check_cover(&ranges, &total, &ty);
        }
    }

    /// The range of the total: it lies between the least floor and the highest cap, and is 0 where no
    /// part applies.
    fn total_extent(&self, tree: &ast::File) -> Extent {
        let (mut low, mut high) = self.score_range(self.parts.values().map(|part| &part.extent));
        if may_be_nothing(tree) {
            low = low.min(Exact::ZERO);
            high = high.max(Exact::ZERO);
        }
        match self.total.rounding {
            Some(rounding) => Extent::new(
                low.rounded(rounding),
                high.rounded(rounding),
                rounding.places,
            ),
            None => Extent::dense(low, high),
        }
    }

    fn veto(
        &mut self,
        (grade, condition, reason): (&Name, &ast::Expr, Option<&ast::Text>),
        lead: &Lead,
        span: crate::source::Span,
    ) {
        let position = self.grade(grade);
        let condition = self.complete(condition);
        let (Some(position), Some(condition)) = (position, condition) else {
            return;
        };
        if condition.ty != Type::Flag {
            self.found.add(types::not_a_condition(&condition));
            return;
        }
        self.warn_of_escape(&condition, span);
        let uses = self.build.uses(condition.id);
        self.rulings.push(Ruling {
            kind: RulingKind::Veto(position),
            condition: condition.id,
            reason: reason.map(|reason| reason.text.clone()),
            uses,
            origin: self.origin(lead, span),
        });
    }

    fn grade(&mut self, name: &Name) -> Option<u32> {
        let found = crate::evidence::schema::position(
            &self.grades,
            |grade| (&grade.name, grade.label.as_deref()),
            &name.text,
        );
        found.or_else(|| {
            let known: Vec<String> = self.grades.iter().map(|grade| grade.name.clone()).collect();
            let known = known.iter().map(String::as_str);
            self.refuse(names::unknown_among(name, known, ("等级", "grade")))
        })
    }

    /// Warns of evidence that nothing reads; text is reported and needs no reader.
    pub(super) fn warn_of_unused(&mut self, tree: &ast::File) {
        // What is broken may have been meant to use it.
        if !self.found.is_clean() || tree.items.is_empty() {
            return;
        }
        for (field, used) in self.schema.fields.iter().zip(&self.used) {
            if !used && field.kind.ty() != Type::Text {
                self.found.add(warnings::unused(field.span, &field.name));
            }
        }
        for (id, span, name) in self.build.parameter_names() {
            if !self.used_parameters.contains(&id) {
                self.found.add(warnings::unused_parameter(span, &name));
            }
        }
    }
}
