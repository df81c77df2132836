//! What is made of rows: counts, sums, means, and whether any, none or all are so.

use crate::check::expressions::MOST_ROWS;
use crate::check::extent::Extent;
use crate::check::mistakes::{functions, names, types};
use crate::check::scope::{Checker, Meaning};
use crate::check::typed::{Traits, Typed};
use crate::domain::meaning::Comparison;
use crate::domain::types::Quantity;
use crate::domain::{Exact, Type};
use crate::evidence::{Field, FieldId, FieldKind, Presence, Stored};
use crate::program::expr::{Expr, Fold, Rows};
use crate::source::Span;
use crate::syntax::ast::{self, Name};

impl Checker<'_> {
    pub(super) fn aggregate(&mut self, written: &ast::Aggregate, span: Span) -> Option<Typed> {
        let records = self.records(&written.records)?;
        let Some(records) = records else {
            return self.kinds_count(written, span);
        };
        let mut traits = Traits::default();
        if self.schema.field(records)?.presence == Presence::Optional {
            traits.optional.push(records);
        }
        let outer = self.row.replace(records);
        let inner = self.over_rows(written);
        self.row = outer;
        let (value, weight, filter) = inner?;
        for part in [&value, &weight, &filter].into_iter().flatten() {
            traits = traits.join(&part.traits);
        }
        let (fold, result) = self.folded(written, value.as_ref(), weight.as_ref())?;
        let filter = filter.map(|filter| filter.id);
        let expr = Expr::Rows(Rows {
            records,
            fold,
            filter,
        });
        match result {
            None => Some(self.made(expr, Type::Flag, span, traits)),
            Some((quantity, extent)) => self.made_number(expr, quantity, extent, (span, traits)),
        }
    }

    /// The records field of a name; `Some(None)` where it is a set, whose kinds can be counted.
    fn records(&mut self, name: &Name) -> Option<Option<FieldId>> {
        let known = self.meaning(&name.text);
        let Some(Meaning::Field(id)) = known else {
            return match known {
                None => {
                    let known = self.known_names();
                    self.refuse(names::unknown(name, known.iter().map(String::as_str)))
                }
                Some(Meaning::Broken) => None,
                Some(_) => self.refuse(names::wrong_kind(name, ("记录", "a records field"))),
            };
        };
        self.mark_used(id);
        match self.schema.field(id).map(|field| &field.kind) {
            Some(FieldKind::Records { .. }) => Some(Some(id)),
            Some(FieldKind::Kinds { .. }) => Some(None),
            _ => self.refuse(names::wrong_kind(name, ("记录", "a records field"))),
        }
    }

    fn kinds_count(&mut self, written: &ast::Aggregate, span: Span) -> Option<Typed> {
        let is_plain = written.field.is_none()
            && written.computed.is_none()
            && written.filter.is_none()
            && written.weight.is_none();
        if !is_plain
            || !matches!(
                written.fold,
                ast::Fold::Count | ast::Fold::CountDistinct | ast::Fold::Any | ast::Fold::No
            )
        {
            return self.refuse(names::wrong_kind(
                &written.records,
                ("记录", "a records field"),
            ));
        }
        let name = ast::Expr {
            kind: ast::ExprKind::Path(written.records.clone(), None),
            span: written.records.span,
        };
        let set = self.expression(&name)?;
        let size = self.size_of(&set, span)?;
        let comparison = if written.fold == ast::Fold::Any {
            Comparison::Greater
        } else if written.fold == ast::Fold::No {
            Comparison::Equal
        } else {
            return Some(size);
        };
        let zero = self
            .build
            .expr(Expr::Constant(Stored::Number(Exact::ZERO)), size.ty.clone());
        let expr = Expr::Compare(comparison, size.id, zero);
        Some(self.made(expr, Type::Flag, span, size.traits))
    }

    /// How many kinds a set holds.
    pub(super) fn size_of(&mut self, set: &Typed, span: Span) -> Option<Typed> {
        let extent = Extent::new(Exact::ZERO, Exact::whole(MOST_ROWS), 0);
        let quantity = Quantity::Unit("".into());
        self.made_number(
            Expr::Size(set.id),
            quantity,
            extent,
            (span, set.traits.clone()),
        )
    }

    /// How many rows a records field has, of those that pass a filter.
    pub(super) fn count_of(
        &mut self,
        records: &Name,
        filter: Option<&ast::Expr>,
        span: Span,
    ) -> Option<Typed> {
        let aggregate = ast::Aggregate {
            fold: ast::Fold::Count,
            records: records.clone(),
            field: None,
            computed: None,
            weight: None,
            filter: filter.cloned(),
        };
        self.aggregate(&aggregate, span)
    }

    /// The value, the weight and the filter, over a row.
    fn over_rows(
        &mut self,
        written: &ast::Aggregate,
    ) -> Option<(Option<Typed>, Option<Typed>, Option<Typed>)> {
        let value = match (&written.field, &written.computed) {
            (Some(field), _) => Some(self.field_of_row(field)?),
            (None, Some(computed)) => Some(self.computed_of_row(computed)?),
            (None, None) => None,
        };
        let weight = match &written.weight {
            None => None,
            Some((field, None)) => Some(self.field_of_row(field)?),
            Some((records, Some(field))) => {
                if self.meaning(&records.text) != self.meaning(&written.records.text) {
                    return self.refuse(names::other_rows(records, &written.records));
                }
                Some(self.field_of_row(field)?)
            }
        };
        let filter = match &written.filter {
            None => None,
            Some(filter) => {
                let filter = self.condition(filter)?;
                if let Some(lack) = filter.traits.lacks.first() {
                    return self.refuse(functions::no_value(*lack));
                }
                Some(filter)
            }
        };
        Some((value, weight, filter))
    }

    /// A value that is computed of each row; without one, the row is left out.
    fn computed_of_row(&mut self, written: &ast::Expr) -> Option<Typed> {
        let typed = self.expression(written)?;
        match typed.traits.lacks.first() {
            Some(lack) => self.refuse(functions::no_value(*lack)),
            None => Some(typed),
        }
    }

    fn field_of_row(&mut self, name: &Name) -> Option<Typed> {
        let fields = self.row_fields();
        let named =
            |field: &Field| field.name == name.text || field.label.as_ref() == Some(&name.text);
        let position = fields
            .iter()
            .position(named)
            .and_then(|at| u32::try_from(at).ok());
        let Some(position) = position else {
            let known: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
            let known = known.iter().map(String::as_str);
            return self.refuse(names::unknown_among(name, known, ("列", "column")));
        };
        self.row_field(position, name.span)
    }

    /// The fold with its operands, and the number that it makes; no number for a condition.
    fn folded(
        &mut self,
        written: &ast::Aggregate,
        value: Option<&Typed>,
        weight: Option<&Typed>,
    ) -> Option<(Fold, Option<(Quantity, Extent)>)> {
        let rows = Extent::new(Exact::ZERO, Exact::whole(MOST_ROWS), 0);
        let count = || Some((Quantity::Unit("".into()), rows.clone()));
        let stray = value.or(weight);
        match (written.fold, stray) {
            (ast::Fold::Any, None) => return Some((Fold::Any, None)),
            (ast::Fold::No, None) => return Some((Fold::No, None)),
            (ast::Fold::Every, None) => return Some((Fold::Every, None)),
            (ast::Fold::Count, None) => return Some((Fold::Count, count())),
            (ast::Fold::CountDistinct, Some(value)) => {
                return Some((Fold::CountDistinct(value.id), count()));
            }
            _ => {}
        }
        let Some(value) = value else {
            return self.refuse(names::column_missing(&written.records));
        };
        let (Type::Number(quantity), Some(extent)) = (value.ty.clone(), value.extent.clone())
        else {
            return self.refuse(types::not_a_quantity(value));
        };
        let total = extent.product(&Extent::new(Exact::ZERO, Exact::whole(MOST_ROWS), 0));
        let mean = extent.quotient(&Extent::new(Exact::ONE, Exact::whole(MOST_ROWS), 0));
        let mean = mean.with_range(extent.low.clone(), extent.high.clone());
        let (fold, extent) = match (written.fold, weight) {
            (ast::Fold::Sum, None) => (Fold::Sum(value.id), total),
            (ast::Fold::SumOfHighest(count), None) => (Fold::SumOfHighest(count, value.id), total),
            (ast::Fold::SumOfLowest(count), None) => (Fold::SumOfLowest(count, value.id), total),
            (ast::Fold::Highest, None) => (Fold::Highest(value.id), extent),
            (ast::Fold::Lowest, None) => (Fold::Lowest(value.id), extent),
            (ast::Fold::Average, None) => (Fold::Average(value.id), mean),
            (ast::Fold::Average, Some(weight)) => {
                let Some(weights) = weight.extent.as_ref().filter(|e| !e.low.is_negative()) else {
                    return self.refuse(types::wrong_type(
                        weight,
                        ("不小于零的数", "a number of 0 or more"),
                    ));
                };
                let all = weights.product(&Extent::new(Exact::ZERO, Exact::whole(MOST_ROWS), 0));
                let mean = total.product(&all).quotient(&all);
                let range = mean.with_range(extent.low.clone(), extent.high.clone());
                (Fold::WeightedAverage(value.id, weight.id), range)
            }
            _ => {
                return self.refuse(names::wrong_kind(
                    &written.records,
                    ("记录", "a records field"),
                ));
            }
        };
        Some((fold, Some((quantity, extent))))
    }
}
