//! What is named and has a value: definitions and tables, each behind those that it needs.

use crate::check::fields::label;
use crate::check::mistakes::types;
use crate::check::order::{Named, named};
use crate::check::scope::{Checker, Meaning};
use crate::check::typed::Typed;
use crate::program::Definition;
use crate::syntax::ast::{self, Expr, Title};

impl Checker<'_> {
    /// What needs no score. What does is known by name only.
    pub(super) fn named_before_the_tree(&mut self, tree: &ast::File) {
        let all = named(tree);
        let order = self.order(&all);
        let mut late = vec![false; all.len()];
        for at in &order.sorted {
            let needs = order.needs.get(*at).map_or(&[][..], Vec::as_slice);
            let is_late = all.get(*at).is_some_and(Named::uses_scores)
                || needs.iter().any(|need| late.get(*need) == Some(&true));
            if let Some(slot) = late.get_mut(*at) {
                *slot = is_late;
            }
        }
        for at in order.sorted {
            let Some(one) = all.get(at) else {
                continue;
            };
            if late.get(at) == Some(&true) {
                self.declare(one.title(), Meaning::Late);
            } else {
                self.named(one);
            }
        }
    }

    /// What needs scores.
    pub(super) fn named_behind_the_tree(&mut self, tree: &ast::File) {
        let all = named(tree);
        let mut order = self.order(&all).sorted;
        order.retain(|at| {
            let name = all.get(*at).map(|one| one.title().name.text.as_str());
            name.is_some_and(|name| self.names.get(name) == Some(&Meaning::Late))
        });
        for at in order {
            if let Some(one) = all.get(at) {
                self.named(one);
            }
        }
    }

    fn named(&mut self, one: &Named<'_>) {
        let title = one.title();
        let meaning = match one {
            Named::Definition(_, value) => self.definition(title, value),
            Named::Table(..) => None,
            Named::Conditions(item, conditions) => self.conditions_of(conditions, item),
        };
        if let Some(text) = label(title)
            && self.labels.get(&text) == Some(&Meaning::Late)
        {
            self.labels.remove(&text);
        }
        self.declare(title, meaning.unwrap_or(Meaning::Broken));
    }

    fn definition(&mut self, title: &Title, value: &Expr) -> Option<Meaning> {
        let typed = self.complete(value)?;
        if typed.ty == crate::domain::Type::Records {
            return self.refuse(types::not_a_quantity(&typed));
        }
        let id = self.build.definition(Definition {
            name: title.name.text.clone(),
            label: label(title),
            value: typed.id,
            ty: typed.ty.clone(),
            needs_scores: typed.traits.needs_scores,
            span: title.name.span,
        });
        self.defined.push(typed);
        Some(Meaning::Definition(id))
    }

    /// An expression that stands alone: its divisors must be safe here.
    pub(super) fn complete(&mut self, value: &Expr) -> Option<Typed> {
        let typed = self.expression(value)?;
        match typed.traits.divisors.first() {
            None => {
                self.know(&typed);
                Some(typed)
            }
            Some(divisor) => self.refuse(types::may_be_zero(*divisor)),
        }
    }

    /// Keeps the range of an expression that stands alone.
    pub(super) fn know(&mut self, typed: &Typed) {
        if let Some(extent) = &typed.extent {
            self.extents.insert(typed.id, extent.clone());
        }
    }
}
