//! What stands behind the tree: grades and what moves them.

use crate::check::extent::Extent;
use crate::check::fields::label;
use crate::check::mistakes::structure::Hollow;
use crate::check::mistakes::{names, structure, types, verdicts, warnings};
use crate::check::scope::Checker;
use crate::check::typed::Typed;
use crate::domain::Type;
use crate::domain::types::Quantity;
use crate::program::expr::Expr;
use crate::program::{Better, Grade, Graded, Grading, Ruling, RulingKind, from_worst};
use crate::source::Span;
use crate::syntax::ast::{self, Item, ItemKind, Name};

impl Checker<'_> {
    /// Grades first, since rulings name them.
    pub(super) fn verdicts(&mut self, tree: &ast::File) {
        for item in &tree.items {
            if let ItemKind::Grades(grading) = &item.kind {
                self.grading(item, grading);
            }
        }
        for item in &tree.items {
            if let ItemKind::Ruling(ruling) = &item.kind {
                self.ruling(ruling, item);
            }
        }
    }

    fn grading(&mut self, item: &Item, written: &ast::Grading) {
        let better = match written.lower_is_better {
            true => Better::Lower,
            false => Better::Higher,
        };
        let (by, graded) = match &written.by {
            None => (None, self.total_graded(item.span)),
            Some(value) => {
                let typed = self.graded(value);
                let by = typed.as_ref().map(|typed| Graded {
                    value: typed.id,
                    ty: typed.ty.clone(),
                    uses: self.build.uses(typed.id),
                    line: self.file.line(item.span.start),
                });
                (by, typed.and_then(|typed| Some((typed.extent?, typed.ty))))
            }
        };
        let grades = self.grades(written, graded, item.span);
        match &written.title {
            None => {
                self.graded_by = by;
                self.better = better;
                self.grades = grades;
            }
            Some(title) => self.gradings.push(Grading {
                name: title.name.text.clone(),
                label: label(title),
                by,
                better,
                grades,
                origin: self.origin(&item.lead, item.span),
            }),
        }
    }

    fn total_graded(&mut self, span: Span) -> Option<(Extent, Type)> {
        if !self.has_total {
            return self.refuse(verdicts::no_total(span));
        }
        Some((self.total_extent(), Type::Number(Quantity::Points)))
    }

    /// A number that is graded in place of the total.
    fn graded(&mut self, value: &ast::Expr) -> Option<Typed> {
        let typed = self.complete(value)?;
        match typed.ty {
            Type::Number(_) => Some(typed),
            Type::Flag
            | Type::Choice(_)
            | Type::Kinds(_)
            | Type::Date
            | Type::Text
            | Type::Records => self.refuse(types::not_a_quantity(&typed)),
        }
    }

    /// The grades over a value; of a value that could not be understood they have no band.
    fn grades(
        &mut self,
        written: &ast::Grading,
        graded: Option<(Extent, Type)>,
        span: Span,
    ) -> Vec<Grade> {
        if !written.grades.iter().any(|grade| grade.band.is_some()) {
            self.found.add(structure::empty(span, Hollow::Grades));
        }
        let mut ranges = vec![];
        let mut grades = vec![];
        for grade in &written.grades {
            let of_band = grade.band.as_ref().zip(graded.as_ref());
            let range = of_band.and_then(|(band, (_, ty))| self.band_range(band, ty));
            ranges.extend(range.iter().map(|range| (range.clone(), grade.span)));
            let origin = self.origin(&grade.lead, grade.span);
            grades.push(Grade {
                name: grade.title.name.text.clone(),
                label: label(&grade.title),
                range,
                origin,
            });
        }
        let banded = written.grades.iter().filter(|grade| grade.band.is_some());
        if let Some((extent, ty)) = graded
            && ranges.len() == banded.count()
            && !ranges.is_empty()
        {
            self.check_cover(&ranges, &extent, &ty);
        }
        grades
    }

    // ---- rulings --------------------------------------------------------------------------------

    fn ruling(&mut self, written: &ast::Ruling, item: &Item) {
        let kind = self.ruling_kind(&written.kind, item.span);
        let condition = self.ruling_condition(written);
        let (Some(kind), Some(condition)) = (kind, condition) else {
            return;
        };
        if kind != RulingKind::Direct(kind.grade().unwrap_or_default()) {
            self.warn_of_escape(&condition, item.span);
        }
        let uses = self.build.uses(condition.id);
        self.rulings.push(Ruling {
            kind,
            condition: condition.id,
            reason: written.reason.as_ref().map(|reason| reason.text.clone()),
            uses,
            origin: self.origin(&item.lead, item.span),
        });
    }

    /// A condition; a requirement for some holds where they are not concerned.
    fn ruling_condition(&mut self, written: &ast::Ruling) -> Option<Typed> {
        let condition = self.free_condition(&written.condition)?;
        let Some(guard) = &written.guard else {
            return Some(condition);
        };
        let guard = self.free_condition(guard)?;
        let traits = Typed::joined([&condition, &guard]);
        let concerned = self.made(Expr::Not(guard.id), Type::Flag, guard.span, guard.traits);
        let either = Expr::Or(vec![concerned.id, condition.id]);
        Some(self.made(either, Type::Flag, condition.span, traits))
    }

    /// A condition that may speak of scores.
    pub(super) fn free_condition(&mut self, written: &ast::Expr) -> Option<Typed> {
        let typed = self.complete(written)?;
        match typed.ty {
            Type::Flag => Some(typed),
            Type::Number(_)
            | Type::Choice(_)
            | Type::Kinds(_)
            | Type::Date
            | Type::Text
            | Type::Records => self.refuse(types::not_a_condition(&typed)),
        }
    }

    fn ruling_kind(&mut self, written: &ast::RulingKind, span: Span) -> Option<RulingKind> {
        match written {
            ast::RulingKind::Veto(name) => self.grade(name).map(RulingKind::Veto),
            ast::RulingKind::Require(Some(name)) => self.grade(name).map(RulingKind::Require),
            ast::RulingKind::Require(None) => {
                let worst = self.worst_grade();
                self.refuse(verdicts::no_grade(span, worst.as_deref()))
            }
            ast::RulingKind::Downgrade(_) if self.grades.is_empty() => {
                self.refuse(verdicts::no_grades(span))
            }
            ast::RulingKind::Downgrade(0) => self.refuse(verdicts::no_step(span)),
            ast::RulingKind::Downgrade(steps) => Some(RulingKind::Downgrade(*steps)),
            ast::RulingKind::Bar(name) => {
                let grade = self.grade(name)?;
                match self.is_above_the_lowest_band(grade) {
                    true => Some(RulingKind::Bar(grade)),
                    false => self.refuse(verdicts::bars_the_lowest(name)),
                }
            }
            ast::RulingKind::Direct(name) => {
                let grade = self.grade(name)?;
                match self.has_band(grade) {
                    true => Some(RulingKind::Direct(grade)),
                    false => self.refuse(verdicts::direct_without_band(name)),
                }
            }
        }
    }

    fn has_band(&self, grade: u32) -> bool {
        let grade = self.grades.get(grade as usize);
        grade.is_some_and(|grade| grade.range.is_some())
    }

    fn is_above_the_lowest_band(&self, grade: u32) -> bool {
        let order = from_worst(&self.grades, self.better, None);
        let mut banded = order.iter().filter(|one| self.has_band(**one));
        banded.next() != Some(&grade) && self.has_band(grade)
    }

    fn worst_grade(&self) -> Option<String> {
        let order = from_worst(&self.grades, self.better, None);
        let worst = self.grades.get(*order.first()? as usize)?;
        Some(worst.name.clone())
    }

    fn grade(&mut self, name: &Name) -> Option<u32> {
        let found = crate::evidence::schema::position(
            &self.grades,
            |grade| (&grade.name, grade.label.as_deref()),
            &name.text,
        );
        if self.grades.is_empty() {
            return self.refuse(verdicts::no_grades(name.span));
        }
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
        for (span, name, kind) in self.build.unused() {
            self.found.add(warnings::unused_name(span, &name, kind));
        }
    }
}
