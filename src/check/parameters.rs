//! Parameters: numbers with dates. What stands at an end may be one of them, and is then a number for
//! each period between their dates.

use crate::check::extent::Extent;
use crate::check::fields::label;
use crate::check::mistakes::{names, numbers, types};
use crate::check::scope::{Checker, Meaning};
use crate::check::typed::{Traits, Typed};
use crate::domain::types::Quantity;
use crate::domain::{Date, Exact, Type};
use crate::program::expr::Expr;
use crate::program::{Amount, Parameter, ParameterId};
use crate::source::Span;
use crate::syntax::ast::{self, BandValue, Dated, Item, ItemKind, Name, Title};

/// A number that may change with the years: its values with their first days; the first of them
/// holds before all others.
#[derive(Clone)]
pub(super) struct Changing(Vec<(Option<Date>, Exact)>);

impl Changing {
    /// The days on which it changes.
    pub(super) fn changes(&self) -> impl Iterator<Item = Date> {
        self.0.iter().skip(1).filter_map(|(from, _)| *from)
    }

    /// Its value in the period that starts on a day.
    pub(super) fn on(&self, day: Option<Date>) -> &Exact {
        static ZERO: Exact = Exact::ZERO;
        let begun = |(from, _): &&(Option<Date>, Exact)| from.is_some_and(|from| day >= Some(from));
        let first = self.0.first().map(|(_, value)| value);
        let later = self.0.iter().skip(1).rev().find(begun);
        later.map(|(_, value)| value).or(first).unwrap_or(&ZERO)
    }
}

/// The periods between days, by their first days; the first has none.
pub(super) fn periods(changes: impl IntoIterator<Item = Date>) -> Vec<Option<Date>> {
    let mut days: Vec<Date> = changes.into_iter().collect();
    days.sort();
    days.dedup();
    std::iter::once(None)
        .chain(days.into_iter().map(Some))
        .collect()
}

impl Checker<'_> {
    /// All parameters of a file.
    pub(super) fn parameters(&mut self, tree: &ast::File) {
        for item in &tree.items {
            if let ItemKind::Parameter { title, values } = &item.kind {
                let id = self.parameter(item, title, values);
                self.declare(title, id.map_or(Meaning::Broken, Meaning::Parameter));
            }
        }
    }

    fn parameter(&mut self, item: &Item, title: &Title, written: &[Dated]) -> Option<ParameterId> {
        let values: Vec<_> = written
            .iter()
            .map(|dated| self.constant(&dated.value))
            .collect();
        let values: Vec<(Exact, Quantity)> = values.into_iter().collect::<Option<_>>()?;
        let (_, quantity) = values.first()?.clone();
        for (dated, (_, own)) in written.iter().zip(&values) {
            if *own != quantity {
                return self.refuse(types::mixed_constant(&dated.value, own, &quantity));
            }
        }
        self.sound_dates(written)?;
        let dates = written.iter().map(|dated| dated.from);
        Some(
            self.build.parameter(Parameter {
                name: title.name.text.clone(),
                label: label(title),
                ty: Type::Number(quantity),
                values: dates
                    .zip(values.into_iter().map(|(value, _)| value))
                    .collect(),
                origin: self.origin(&item.lead, item.span),
            }),
        )
    }

    /// The first value holds from the start, and each later one from a later day.
    fn sound_dates(&mut self, written: &[Dated]) -> Option<()> {
        let first = written.first()?;
        if let Some(from) = first.from
            && self.info.in_force_from.is_none_or(|force| from > force)
        {
            return self.refuse(numbers::starts_late(first.span, self.info.in_force_from));
        }
        for (before, dated) in written.iter().zip(written.iter().skip(1)) {
            match dated.from {
                None => return self.refuse(numbers::undated(dated.span)),
                Some(from) if before.from.is_some_and(|before| from <= before) => {
                    return self.refuse(numbers::dates_fall(dated.span, before.span));
                }
                Some(_) => {}
            }
        }
        Some(())
    }

    /// A parameter as a value.
    pub(super) fn parameter_value(&mut self, id: ParameterId, span: Span) -> Option<Typed> {
        let parameter = self.build.parameter_of(id)?;
        let Type::Number(quantity) = parameter.ty.clone() else {
            return None;
        };
        let values = parameter.values.iter();
        let extent = values
            .map(|(_, value)| Extent::constant(value))
            .reduce(|all, one| all.either(&one))?;
        self.used_parameters.push(id);
        self.made_number(
            Expr::Parameter(id),
            quantity,
            extent,
            (span, Traits::default()),
        )
    }

    /// The end of a band or of a line over a quantity of type `ty`: a constant, or a parameter.
    pub(super) fn end_value(&mut self, ty: &Type, written: &BandValue) -> Option<Changing> {
        match written {
            BandValue::Quantity(quantity) => {
                let value = self.number_of(ty, quantity)?;
                Some(Changing(vec![(None, value)]))
            }
            BandValue::Parameter(name) => {
                let id = self.parameter_named(name)?;
                let own = self.parameter_value(id, name.span)?;
                let wanted = Typed {
                    ty: ty.clone(),
                    ..own.clone()
                };
                if !fits(&own.ty, ty) {
                    return self.refuse(numbers::other_parameter(name, &own.ty, &wanted.ty));
                }
                let parameter = self.build.parameter_of(id)?;
                Some(Changing(parameter.values.clone()))
            }
        }
    }

    /// The same as points or as a place on a line.
    pub(super) fn end_amount(&mut self, written: &BandValue, value: &Changing) -> Option<Amount> {
        match written {
            BandValue::Quantity(_) => Some(Amount::Constant(value.on(None).clone())),
            BandValue::Parameter(name) => {
                let id = self.parameter_named(name)?;
                let ty = self.build.parameter_of(id)?.ty.clone();
                Some(Amount::Computed(self.build.expr(Expr::Parameter(id), ty)))
            }
        }
    }

    fn parameter_named(&mut self, name: &Name) -> Option<ParameterId> {
        match self.meaning(&name.text) {
            Some(Meaning::Parameter(id)) => Some(id),
            Some(Meaning::Broken) => None,
            Some(_) => self.refuse(names::wrong_kind(name, ("参数", "a parameter"))),
            None => {
                let known: Vec<String> = self.parameter_names();
                let known = known.iter().map(String::as_str);
                self.refuse(names::unknown_among(name, known, ("参数", "parameter")))
            }
        }
    }

    fn parameter_names(&self) -> Vec<String> {
        let all = self.names.iter();
        all.filter(|(_, meaning)| matches!(meaning, Meaning::Parameter(_)))
            .map(|(name, _)| name.clone())
            .collect()
    }
}

/// Whether a parameter stands for a number as it would be written beside a quantity.
fn fits(own: &Type, wanted: &Type) -> bool {
    let (Type::Number(own), Type::Number(wanted)) = (own, wanted) else {
        return false;
    };
    let is_bare = *own == Quantity::Plain;
    wanted.joined(own).is_some()
        || is_bare
            && matches!(
                wanted,
                Quantity::Unit(_) | Quantity::Points | Quantity::Ratio
            )
}
