//! Expressions: names become ids, and every operand has the type that its operator needs.

use crate::check::extent::Extent;
use crate::check::mistakes::{names, types, warnings};
use crate::check::scope::{Checker, Meaning};
use crate::check::typed::{Traits, Typed};
use crate::domain::meaning::Comparison;
use crate::domain::types::{ChoiceList, Quantity};
use crate::domain::{Exact, Type};
use crate::evidence::{Field, FieldKind, Presence, Stored};
use crate::program::expr::{Expr, Kind, Part};
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind, Name};

/// The most kinds or rows that evidence holds.
pub(super) const MOST_ROWS: i128 = 1_000_000;

impl Checker<'_> {
    /// Checks an expression of any type.
    pub(super) fn expression(&mut self, written: &ast::Expr) -> Option<Typed> {
        let span = written.span;
        match &written.kind {
            ExprKind::Path(name, None) => self.name(name),
            ExprKind::Path(name, Some(_)) => {
                let path = self.file.slice(span).to_owned();
                if let Some(Meaning::Field(id)) = self.meaning(&name.text) {
                    self.mark_used(id);
                }
                self.refuse(names::column_alone(span, &path))
            }
            ExprKind::Quantity(quantity) => self.quantity(quantity),
            ExprKind::Date(date) => Some(self.constant_of(Stored::Date(*date), Type::Date, span)),
            ExprKind::Text(text) => {
                Some(self.constant_of(Stored::Text(text.clone()), Type::Text, span))
            }
            ExprKind::Flag(flag) => Some(self.constant_of(Stored::Flag(*flag), Type::Flag, span)),
            ExprKind::AssessmentDate => {
                Some(self.made(Expr::AssessmentDate, Type::Date, span, Traits::default()))
            }
            ExprKind::Or(all) => {
                let parts = self.conditions(all)?;
                let ids = parts.iter().map(|part| part.id).collect();
                Some(self.made(Expr::Or(ids), Type::Flag, span, Typed::joined(&parts)))
            }
            ExprKind::And(all) => {
                let parts = self.conditions(all)?;
                let ids = parts.iter().map(|part| part.id).collect();
                Some(self.made(Expr::And(ids), Type::Flag, span, Typed::joined(&parts)))
            }
            ExprKind::Not(inner) => {
                let inner = self.condition(inner)?;
                Some(self.made(Expr::Not(inner.id), Type::Flag, span, inner.traits))
            }
            ExprKind::Compare(comparison, a, b) => self.compare(*comparison, a, b, span),
            ExprKind::Between(value, low, high) => {
                let above = self.compare(Comparison::AtLeast, value, low, span)?;
                let below = self.compare(Comparison::AtMost, value, high, span)?;
                let traits = Typed::joined([&above, &below]);
                Some(self.made(
                    Expr::And(vec![above.id, below.id]),
                    Type::Flag,
                    span,
                    traits,
                ))
            }
            ExprKind::In(value, items) => self.is_in(value, items, span),
            ExprKind::Has(value, item) => self.has(value, item, span),
            ExprKind::StartsWith(value, text) => {
                let value = self.typed_as(value, &Type::Text, ("文本", "text"))?;
                let expr = Expr::StartsWith(value.id, text.text.clone());
                Some(self.made(expr, Type::Flag, span, value.traits))
            }
            ExprKind::IsGiven(value) => {
                let value = self.expression(value)?;
                let traits = Traits {
                    needs_scores: value.traits.needs_scores,
                    ..Traits::default()
                };
                Some(self.made(Expr::IsGiven(value.id), Type::Flag, span, traits))
            }
            ExprKind::Sum(first, rest) => self.sum(first, rest, span),
            ExprKind::Term(first, rest) => self.term(first, rest, span),
            ExprKind::Negative(inner) => self.negative(inner, span),
            ExprKind::Otherwise(value, fallback) => self.otherwise(value, fallback, span),
            ExprKind::Rounded(value, rounding) => self.rounded(value, *rounding, span),
            ExprKind::If(condition, a, b) => self.conditional(condition, a, b),
            ExprKind::Call(name, arguments) => self.call(name, arguments, span),
            ExprKind::Dates(unit, from, to) => self.dates(*unit, from, to, span),
            ExprKind::Aggregate(aggregate) => self.aggregate(aggregate, span),
            ExprKind::ScoreOf(name) => self.score(name, span, Expr::ScoreOf),
            ExprKind::ShareOf(name) => self.score(name, span, Expr::ShareOf),
        }
    }

    /// An expression that is not a number.
    pub(super) fn made(&mut self, expr: Expr, ty: Type, span: Span, traits: Traits) -> Typed {
        let id = self.build.expr(expr);
        Typed {
            id,
            ty,
            extent: None,
            span,
            is_bare: false,
            traits,
        }
    }

    /// An expression that is a number; refused where it may overflow.
    pub(super) fn made_number(
        &mut self,
        expr: Expr,
        quantity: Quantity,
        extent: Extent,
        (span, traits): (Span, Traits),
    ) -> Option<Typed> {
        if extent.overflows() {
            return self.refuse(types::overflow(span));
        }
        let typed = self.made(expr, Type::Number(quantity), span, traits);
        Some(Typed {
            extent: Some(extent),
            ..typed
        })
    }

    fn constant_of(&mut self, value: Stored, ty: Type, span: Span) -> Typed {
        self.made(Expr::Constant(value), ty, span, Traits::default())
    }

    fn quantity(&mut self, written: &ast::Quantity) -> Option<Typed> {
        let (number, quantity) = self.constant(written)?;
        let is_bare = written.unit == ast::Unit::None;
        let extent = Extent::constant(&number);
        let expr = Expr::Constant(Stored::Number(number));
        let typed = self.made_number(expr, quantity, extent, (written.span, Traits::default()))?;
        Some(Typed { is_bare, ..typed })
    }

    // ---- names ----------------------------------------------------------------------------------

    /// The fields of the row at hand.
    pub(super) fn row_fields(&self) -> &[Field] {
        let records = self.row.and_then(|id| self.schema.field(id));
        match records.map(|field| &field.kind) {
            Some(FieldKind::Records { fields }) => fields,
            _ => &[],
        }
    }

    fn row_position(&self, name: &str) -> Option<u32> {
        let names = |field: &'_ Field| (field.name.clone(), field.label.clone());
        let fields = self.row_fields();
        let at = fields
            .iter()
            .position(|field| names(field).0 == name)
            .or_else(|| {
                fields
                    .iter()
                    .position(|field| names(field).1.as_deref() == Some(name))
            })?;
        u32::try_from(at).ok()
    }

    fn name(&mut self, name: &Name) -> Option<Typed> {
        if let Some(position) = self.row_position(&name.text) {
            return self.row_field(position, name.span);
        }
        match self.meaning(&name.text) {
            Some(Meaning::Field(id)) => {
                self.mark_used(id);
                let field = self.schema.field(id)?.clone();
                let mut traits = Traits::default();
                if field.presence == Presence::Optional {
                    traits.optional.push(id);
                }
                Some(self.read(Expr::Field(id), &field, name.span, traits))
            }
            Some(Meaning::Definition(id)) => {
                let known = self.defined.get(id.0 as usize)?.clone();
                let id = self.build.expr(Expr::Definition(id));
                Some(Typed {
                    id,
                    span: name.span,
                    is_bare: false,
                    ..known
                })
            }
            Some(Meaning::Late) => self.refuse(names::score_too_early(name.span)),
            Some(Meaning::Judgement) => self.refuse(names::judgement_used(name)),
            Some(Meaning::Ambiguous) => self.refuse(names::ambiguous(name)),
            Some(Meaning::Broken) => None,
            None => {
                let known = self.known_names();
                self.refuse(names::unknown(name, known.iter().map(String::as_str)))
            }
        }
    }

    /// A field of the row at hand.
    pub(super) fn row_field(&mut self, position: u32, span: Span) -> Option<Typed> {
        let field = self.row_fields().get(position as usize)?.clone();
        Some(self.read(Expr::RowField(position), &field, span, Traits::default()))
    }

    fn read(&mut self, expr: Expr, field: &Field, span: Span, traits: Traits) -> Typed {
        let extent = match &field.kind {
            FieldKind::Kinds { .. } => Some(Extent::new(Exact::ZERO, Exact::whole(MOST_ROWS), 0)),
            kind => kind
                .bounds()
                .map(|(low, high, places)| Extent::new(low.clone(), high.clone(), places)),
        };
        let typed = self.made(expr, field.kind.ty(), span, traits);
        Typed { extent, ..typed }
    }

    fn score(&mut self, name: &Name, span: Span, make: impl Fn(Part) -> Expr) -> Option<Typed> {
        let Some(known) = self.parts.get(&name.text).cloned() else {
            let known: Vec<String> = self.parts.keys().cloned().collect();
            let known = known.iter().map(String::as_str);
            return self.refuse(names::unknown_among(name, known, ("指标", "indicator")));
        };
        let Some(part) = known.part else {
            return self.refuse(names::ambiguous(name));
        };
        let traits = Traits {
            needs_scores: true,
            ..Traits::default()
        };
        let expr = make(part);
        let (quantity, extent) = match expr {
            Expr::ShareOf(_) => {
                let full = &self.scale.1 - &self.scale.0;
                let share = |score: &Exact| {
                    (score - &self.scale.0)
                        .divided_by(&full)
                        .unwrap_or(Exact::ZERO)
                };
                let range = known
                    .extent
                    .with_range(share(&known.extent.low), share(&known.extent.high));
                (Quantity::Ratio, range)
            }
            _ => (Quantity::Points, known.extent),
        };
        self.made_number(expr, quantity, extent, (span, traits))
    }

    // ---- conditions -----------------------------------------------------------------------------

    /// Checks a condition.
    pub(super) fn condition(&mut self, written: &ast::Expr) -> Option<Typed> {
        let typed = self.expression(written)?;
        if typed.ty == Type::Flag {
            Some(typed)
        } else {
            self.refuse(types::not_a_condition(&typed))
        }
    }

    fn conditions(&mut self, written: &[ast::Expr]) -> Option<Vec<Typed>> {
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

    fn choice_constant(&mut self, list: ChoiceList, name: &Name) -> Option<Typed> {
        let position = self.choice(list, name)?;
        Some(self.constant_of(Stored::Choice(position), Type::Choice(list), name.span))
    }

    fn compare(
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

    fn is_in(&mut self, value: &ast::Expr, items: &[ast::Expr], span: Span) -> Option<Typed> {
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

    fn has(&mut self, value: &ast::Expr, item: &ast::Expr, span: Span) -> Option<Typed> {
        let value = self.expression(value)?;
        let Type::Kinds(list) = value.ty else {
            return self.refuse(types::not_a_set(&value));
        };
        let kind = match &item.kind {
            ExprKind::Path(name, None) => Kind::Known(self.choice(list, name)?),
            ExprKind::Text(text) => {
                let choices = self.schema.list(list).map_or(&[][..], |list| &list.choices);
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
                        return self.refuse(names::unknown_choice(&name, &choices.to_vec()));
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
}

impl Checker<'_> {
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
