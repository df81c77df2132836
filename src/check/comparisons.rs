//! Conditions: comparisons, membership, and what two values that stand side by side have in common.

use crate::check::extent::Extent;
use crate::check::mistakes::{functions, names, types, warnings};
use crate::check::scope::Checker;
use crate::check::typed::Typed;
use crate::domain::Type;
use crate::domain::meaning::Comparison;
use crate::domain::types::{ChoiceList, Quantity};
use crate::evidence::{Field, FieldKind, Stored};
use crate::program::expr::{Expr, Kind};
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind, Name};

/// The most `between` that may stand inside each other.
const MOST_BETWEEN: usize = 3;

impl Checker<'_> {
    /// Checks a condition.
    pub(super) fn condition(&mut self, written: &ast::Expr) -> Option<Typed> {
        let typed = self.expression(written)?;
        if typed.ty == Type::Flag {
            Some(typed)
        } else {
            self.refuse(types::not_a_condition(&typed))
        }
    }

    pub(super) fn conditions(&mut self, written: &[ast::Expr]) -> Option<Vec<Typed>> {
        // All are looked at before one that failed fails the whole.
        let parts: Vec<_> = written.iter().map(|part| self.condition(part)).collect();
        parts.into_iter().collect()
    }

    /// An expression of one type.
    pub(super) fn typed_as(
        &mut self,
        written: &ast::Expr,
        ty: &Type,
        words: (&str, &str),
    ) -> Option<Typed> {
        let typed = self.expression(written)?;
        if typed.ty == *ty {
            Some(typed)
        } else {
            self.refuse(types::wrong_type(&typed, words))
        }
    }

    /// Both sides of a comparison; a name beside a choice is one of its list.
    fn sides(&mut self, a: &ast::Expr, b: &ast::Expr) -> Option<(Typed, Typed)> {
        if let ExprKind::Path(name, None) = &a.kind
            && self.row_position(&name.text).is_none()
            && self.meaning(&name.text).is_none()
        {
            let right = self.expression(b)?;
            if let Type::Choice(list) = right.ty {
                return Some((self.choice_constant(list, name)?, right));
            }
        }
        let left = self.expression(a);
        // Beside what is broken, a name may be a choice.
        if left.is_none() && matches!(b.kind, ExprKind::Path(_, None)) {
            return None;
        }
        if let (
            Some(Typed {
                ty: Type::Choice(list),
                ..
            }),
            ExprKind::Path(name, None),
        ) = (&left, &b.kind)
        {
            let (list, left) = (*list, left?);
            let is_listed = self.schema.list(list).is_some_and(|choices| {
                choices.choices.iter().any(|choice| {
                    choice.name == name.text || choice.label.as_ref() == Some(&name.text)
                })
            });
            if is_listed
                || self.meaning(&name.text).is_none() && self.row_position(&name.text).is_none()
            {
                return Some((left, self.choice_constant(list, name)?));
            }
            return Some((left, self.expression(b)?));
        }
        let right = self.expression(b);
        Some((left?, right?))
    }

    pub(super) fn choice_constant(&mut self, list: ChoiceList, name: &Name) -> Option<Typed> {
        let position = self.choice(list, name)?;
        Some(self.constant_of(Stored::Choice(position), Type::Choice(list), name.span))
    }

    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        a: &ast::Expr,
        b: &ast::Expr,
        span: Span,
    ) -> Option<Typed> {
        let (left, right) = self.sides(a, b)?;
        let ty = self.common(&left, &right)?;
        let needs_order = !matches!(comparison, Comparison::Equal | Comparison::Different);
        let is_ordered = match &ty {
            Type::Number(_) | Type::Date => true,
            Type::Choice(list) => self.schema.list(*list).is_some_and(|list| list.ordered),
            Type::Flag | Type::Text => false,
            Type::Kinds(_) | Type::Records => {
                return self.refuse(types::not_a_quantity(&left));
            }
        };
        if needs_order && !is_ordered {
            return self.refuse(types::unordered(span, &ty));
        }
        if let Some(outcome) = known_outcome(comparison, &left, &right) {
            let words = if outcome {
                ("永远", "always")
            } else {
                ("永远不", "never")
            };
            self.found.add(warnings::constant(span, words));
        }
        let traits = Typed::joined([&left, &right]);
        Some(self.made(
            Expr::Compare(comparison, left.id, right.id),
            Type::Flag,
            span,
            traits,
        ))
    }

    /// The type of two values that stand side by side.
    pub(super) fn common(&mut self, left: &Typed, right: &Typed) -> Option<Type> {
        if let (Type::Number(a), Type::Number(b)) = (&left.ty, &right.ty) {
            let adopts = |quantity: &Quantity| {
                matches!(
                    quantity,
                    Quantity::Unit(_) | Quantity::Points | Quantity::Plain
                )
            };
            if right.is_bare && adopts(a) {
                return Some(left.ty.clone());
            }
            if left.is_bare && adopts(b) {
                return Some(right.ty.clone());
            }
            if let Some(joined) = a.joined(b) {
                return Some(Type::Number(joined));
            }
        } else if left.ty == right.ty {
            return Some(left.ty.clone());
        }
        let texts = (
            self.file.slice(left.span).to_owned(),
            self.file.slice(right.span).to_owned(),
        );
        self.refuse(types::mixed(left, right, (&texts.0, &texts.1)))
    }

    /// `value between low and high`: two comparisons of one value. It is checked once for each, so
    /// that few may stand inside each other.
    pub(super) fn between(
        &mut self,
        value: &ast::Expr,
        (low, high): (&ast::Expr, &ast::Expr),
        span: Span,
    ) -> Option<Typed> {
        if self.around == MOST_BETWEEN {
            return self.refuse(functions::between_too_deep(span, MOST_BETWEEN));
        }
        self.around += 1;
        let above = self.compare(Comparison::AtLeast, value, low, span);
        let below = above.and_then(|above| {
            let below = self.compare(Comparison::AtMost, value, high, span)?;
            Some((above, below))
        });
        self.around -= 1;
        let (above, below) = below?;
        let traits = Typed::joined([&above, &below]);
        let both = Expr::And(vec![above.id, below.id]);
        Some(self.made(both, Type::Flag, span, traits))
    }

    pub(super) fn is_in(
        &mut self,
        value: &ast::Expr,
        items: &[ast::Expr],
        span: Span,
    ) -> Option<Typed> {
        let value = self.expression(value)?;
        let mut members = vec![];
        for item in items {
            let member = match (&value.ty, &item.kind) {
                (Type::Choice(list), ExprKind::Path(name, None)) => {
                    Stored::Choice(self.choice(*list, name)?)
                }
                (Type::Number(_), ExprKind::Quantity(quantity)) => {
                    Stored::Number(self.number_of(&value.ty, quantity)?)
                }
                (Type::Text, ExprKind::Text(text)) => Stored::Text(text.clone()),
                (Type::Date, ExprKind::Date(date)) => Stored::Date(*date),
                _ => {
                    let item = self.expression(item)?;
                    let words = (value.ty.zh(), value.ty.en());
                    return self.refuse(types::wrong_type(&item, (&words.0, &words.1)));
                }
            };
            members.push(member);
        }
        Some(self.made(Expr::In(value.id, members), Type::Flag, span, value.traits))
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a kind is written in two of the forms"
    )]
    pub(super) fn has(&mut self, value: &ast::Expr, item: &ast::Expr, span: Span) -> Option<Typed> {
        let value = self.expression(value)?;
        let Type::Kinds(list) = value.ty else {
            return self.refuse(types::not_a_set(&value));
        };
        let kind = match &item.kind {
            ExprKind::Path(name, None) => Kind::Known(self.choice(list, name)?),
            ExprKind::Text(text) => {
                let choices = self
                    .schema
                    .list(list)
                    .map_or(vec![], |list| list.choices.clone());
                let known = choices
                    .iter()
                    .position(|choice| choice.name == *text || choice.label.as_ref() == Some(text));
                match known.and_then(|at| u32::try_from(at).ok()) {
                    Some(position) => Kind::Known(position),
                    None if self.allows_others(list) => Kind::Other(text.clone()),
                    None => {
                        let name = Name {
                            text: text.clone(),
                            span: item.span,
                        };
                        return self.refuse(names::unknown_choice(&name, &choices));
                    }
                }
            }
            _ => {
                let item = self.expression(item)?;
                return self.refuse(types::wrong_type(
                    &item,
                    ("种类的名称", "the name of a kind"),
                ));
            }
        };
        Some(self.made(Expr::Has(value.id, kind), Type::Flag, span, value.traits))
    }

    /// Whether a set may hold kinds beyond its list.
    fn allows_others(&self, list: ChoiceList) -> bool {
        let is_open = |field: &Field| matches!(&field.kind, FieldKind::Kinds { list: own, others } if *own == list && *others);
        self.schema.fields.iter().any(|field| match &field.kind {
            FieldKind::Records { fields } => fields.iter().any(is_open),
            FieldKind::Count { .. }
            | FieldKind::Number { .. }
            | FieldKind::Percent { .. }
            | FieldKind::Money { .. }
            | FieldKind::Flag
            | FieldKind::Choice { .. }
            | FieldKind::Kinds { .. }
            | FieldKind::Date
            | FieldKind::Text => is_open(field),
        })
    }
}

/// The outcome of a comparison that the ranges alone decide.
fn known_outcome(comparison: Comparison, left: &Typed, right: &Typed) -> Option<bool> {
    let (a, b) = (left.extent.as_ref()?, right.extent.as_ref()?);
    let is_constant = |extent: &Extent| extent.low == extent.high;
    if is_constant(a) && is_constant(b) {
        return None;
    }
    let (below, above) = (a.is_below(b), b.is_below(a));
    match comparison {
        Comparison::Equal => (below || above).then_some(false),
        Comparison::Different => (below || above).then_some(true),
        Comparison::Less if below => Some(true),
        Comparison::AtMost if a.high <= b.low => Some(true),
        Comparison::Greater if above => Some(true),
        Comparison::AtLeast if a.low >= b.high => Some(true),
        Comparison::Less => (a.low >= b.high).then_some(false),
        Comparison::AtMost => above.then_some(false),
        Comparison::Greater => (a.high <= b.low).then_some(false),
        Comparison::AtLeast => below.then_some(false),
    }
}
