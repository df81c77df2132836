//! Expressions: names become ids, and every operand has the type that its operator needs.

use crate::check::extent::Extent;
use crate::check::mistakes::{names, numbers, shares, types, verdicts};
use crate::check::scope::{Checker, Meaning};
use crate::check::typed::{Traits, Typed};
use crate::domain::types::Quantity;
use crate::domain::{Exact, Type};
use crate::evidence::{Field, FieldKind, Presence, Stored};
use crate::program::expr::{Expr, Part};
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind, Name, PartRef};

/// The most kinds or rows that evidence holds.
pub(super) const MOST_ROWS: i128 = 1_000_000;

impl Checker<'_> {
    /// Checks an expression of any type.
    #[expect(clippy::too_many_lines, reason = "a switchboard: an arm for each form")]
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
            ExprKind::Between(value, low, high) => self.between(value, (low, high), span),
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
            ExprKind::Workdays(from, to) => self.workdays(from, to, span),
            ExprKind::Growth(from, to) => self.growth(from, to, span),
            ExprKind::Aggregate(aggregate) => self.aggregate(aggregate, span),
            ExprKind::ScoreOf(part) => self.score(part, span, Expr::ScoreOf),
            ExprKind::ShareOf(part) => self.score(part, span, Expr::ShareOf),
            ExprKind::Lookup(name, arguments) => self.lookup(name, arguments, span),
        }
    }

    /// An expression that is not a number.
    pub(super) fn made(&mut self, expr: Expr, ty: Type, span: Span, traits: Traits) -> Typed {
        let id = self.build.expr(expr, ty.clone());
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

    pub(super) fn constant_of(&mut self, value: Stored, ty: Type, span: Span) -> Typed {
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

    pub(super) fn row_position(&self, name: &str) -> Option<u32> {
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
                let id = self.build.expr(Expr::Definition(id), known.ty.clone());
                Some(Typed {
                    id,
                    span: name.span,
                    is_bare: false,
                    ..known
                })
            }
            Some(Meaning::Conditions(id)) => self.met(id, name.span),
            Some(Meaning::Parameter(id)) => self.parameter_value(id, name.span),
            Some(Meaning::Table(_)) => self.refuse(numbers::table_alone(name)),
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
            FieldKind::Count { .. }
            | FieldKind::Number { .. }
            | FieldKind::Percent { .. }
            | FieldKind::Money { .. }
            | FieldKind::Flag
            | FieldKind::Choice { .. }
            | FieldKind::Date
            | FieldKind::Text
            | FieldKind::Records { .. } => {
                let bounds = field.kind.bounds();
                bounds.map(|(low, high, places)| Extent::new(low.clone(), high.clone(), places))
            }
        };
        let typed = self.made(expr, field.kind.ty(), span, traits);
        Typed { extent, ..typed }
    }

    /// The part that is named.
    fn part(&mut self, part: &PartRef, span: Span) -> Option<Part> {
        let PartRef::Named(name) = part else {
            return match self.has_total {
                true => Some(Part::Total),
                false => self.refuse(verdicts::no_total(span)),
            };
        };
        match self.parts.get(&name.text) {
            Some(Some(part)) => Some(*part),
            Some(None) => self.refuse(names::ambiguous(name)),
            None => {
                let known: Vec<String> = self.parts.keys().cloned().collect();
                let known = known.iter().map(String::as_str);
                self.refuse(names::unknown_among(name, known, ("指标", "indicator")))
            }
        }
    }

    fn score(&mut self, part: &PartRef, span: Span, make: impl Fn(Part) -> Expr) -> Option<Typed> {
        let part = self.part(part, span)?;
        let traits = Traits {
            needs_scores: true,
            ..Traits::default()
        };
        let expr = make(part);
        // Inside the tree it is not known yet, and stands too early.
        let early = || Extent::dense(self.scale.0.clone(), self.scale.1.clone());
        let score = self.score_extent(part).unwrap_or_else(early);
        let score = match part {
            Part::Total => ending(score),
            Part::Section(_) | Part::Indicator(_) => score,
        };
        let (quantity, extent) = if matches!(expr, Expr::ShareOf(_)) {
            let Some((low, high)) = self.ends_of(part) else {
                return self.refuse(shares::share_of_extra(span));
            };
            let full = &high - &low;
            let share = |score: &Exact| (score - &low).divided_by(&full).unwrap_or(Exact::ZERO);
            let range = Extent::dense(share(&score.low), share(&score.high));
            (Quantity::Ratio, range)
        } else {
            (Quantity::Points, score)
        };
        self.made_number(expr, quantity, extent, (span, traits))
    }
}

/// The places of a total that nothing rounds: a score and a weight have at most 12 each.
const TOTAL_PLACES: u32 = 24;

/// The range of a total, whose decimals always end: what would keep them from it must be rounded.
fn ending(total: Extent) -> Extent {
    let places = total.places.unwrap_or(TOTAL_PLACES);
    Extent::new(total.low, total.high, places)
}
