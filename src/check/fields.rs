//! Headers and evidence declarations become the info and the schema.

use std::sync::Arc;

use crate::check::bounds;
use crate::check::mistakes::structure::Hollow;
use crate::check::mistakes::{names, structure, types};
use crate::check::scope::{Checker, Meaning};
use crate::domain::types::{ChoiceList, Quantity, folded_unit};
use crate::domain::{Exact, Type};
use crate::evidence::schema::Currency;
use crate::evidence::{Choice, ChoiceListDef, Field, FieldId, FieldKind, Presence, Stored};
use crate::source::Span;
use crate::syntax::ast::{self, DefaultValue, ItemKind};

/// Keeps a text of the head; its keyword.
fn said(slot: &mut Option<String>, text: &ast::Text, word: &'static str) -> &'static str {
    *slot = Some(text.text.clone());
    word
}

impl Checker<'_> {
    /// `standard`, `source`, `scale` and their like.
    pub(super) fn headers(&mut self, tree: &ast::File) {
        let mut seen: Vec<(&'static str, Span)> = vec![];
        for item in &tree.items {
            let word = self.header(&item.kind, item.span);
            if let Some(word) = word {
                match seen.iter().find(|(other, _)| *other == word) {
                    Some((_, first)) => {
                        self.found.add(structure::repeated(item.span, *first, word));
                    }
                    None => seen.push((word, item.span)),
                }
            }
        }
    }

    fn header(&mut self, kind: &ItemKind, span: Span) -> Option<&'static str> {
        let info = &mut self.info;
        Some(match kind {
            ItemKind::Standard(title) => {
                info.standard_span = span;
                info.id.clone_from(&title.name.text);
                info.title = label(title).unwrap_or_else(|| title.name.text.clone());
                "standard"
            }
            ItemKind::InForce { from, until } => {
                info.in_force_span = span;
                info.in_force_from = Some(*from);
                info.in_force_until = *until;
                if until.is_some_and(|until| until < *from) {
                    self.found.add(structure::ends_before_it_starts(span));
                }
                "in force from"
            }
            ItemKind::Scale { low, high } => {
                if low >= high {
                    self.found.add(structure::empty_scale(span));
                } else {
                    self.scale = (low.clone(), high.clone());
                    self.scale_span = Some(span);
                }
                "scale"
            }
            ItemKind::Total { bounds, roundings } => {
                self.total_line(bounds, roundings);
                "total"
            }
            ItemKind::Grades(ast::Grading { title: None, .. }) => "grades",
            ItemKind::Status(status) => {
                info.status = *status;
                "status"
            }
            ItemKind::Source(text) => said(&mut info.source, text, "source"),
            ItemKind::IssuedBy(text) => said(&mut info.issued_by, text, "issued by"),
            ItemKind::Document(text) => said(&mut info.document, text, "document"),
            ItemKind::Supersedes(text) => said(&mut info.supersedes, text, "supersedes"),
            ItemKind::Calendar(_) => "calendar",
            ItemKind::Evidence(_)
            | ItemKind::Use(_)
            | ItemKind::Define { .. }
            | ItemKind::Parameter { .. }
            | ItemKind::Table(_)
            | ItemKind::Section(_)
            | ItemKind::Grades(_)
            | ItemKind::Output { .. }
            | ItemKind::Conditions(_)
            | ItemKind::Procedure(_)
            | ItemKind::Ruling(_) => return None,
        })
    }

    /// All `evidence` blocks.
    pub(super) fn evidence(&mut self, tree: &ast::File) {
        let blocks = tree.items.iter().filter_map(|item| item.kind.as_evidence());
        let fields: Vec<&ast::Field> = blocks.flatten().collect();
        self.settle_currency(&fields);
        for written in fields {
            let kept = self.field(written);
            let id = FieldId(u32::try_from(self.schema.fields.len()).unwrap_or(u32::MAX));
            let meaning = if kept.is_some() {
                Meaning::Field(id)
            } else {
                Meaning::Broken
            };
            self.declare(&written.title, meaning);
            if let Some(field) = kept {
                self.schema.fields.push(field);
                self.used.push(false);
            }
        }
    }

    fn settle_currency(&mut self, fields: &[&ast::Field]) {
        let mut first: Option<&ast::Name> = None;
        for field in fields {
            let ast::FieldKind::Money(Some(currency)) = &field.kind else {
                continue;
            };
            match first {
                Some(other) if other.text != currency.text => {
                    self.found.add(types::other_currency(
                        currency.span,
                        &currency.text,
                        &other.text,
                    ));
                }
                Some(_) => {}
                None => first = Some(currency),
            }
        }
        if let Some(currency) = first {
            self.schema.currency = Currency(currency.text.clone());
        }
    }

    fn field(&mut self, written: &ast::Field) -> Option<Field> {
        let kind = self.field_kind(written)?;
        let kind = self.ranged(written, kind)?;
        let presence = match (&written.optional, &written.default) {
            (Some(span), Some(default)) => {
                return self.refuse(bounds::optional_with_default(default.span(), *span));
            }
            (Some(_), None) => Presence::Optional,
            (None, Some(default)) => Presence::Default(self.default(&kind, default)?),
            (None, None) => Presence::Required,
        };
        Some(Field {
            name: written.title.name.text.clone(),
            label: label(&written.title),
            kind,
            presence,
            quote: written.lead.quote.as_ref().map(|quote| quote.text.clone()),
            span: written.title.name.span,
        })
    }

    fn field_kind(&mut self, written: &ast::Field) -> Option<FieldKind> {
        let unit = |unit: &Option<ast::Name>| -> Arc<str> {
            Arc::from(unit.as_ref().map_or("", |unit| folded_unit(&unit.text)))
        };
        let count = |digits: u32| Exact::ten_to(digits);
        let wide = (-&count(9), count(9));
        Some(match &written.kind {
            ast::FieldKind::Count(word) => FieldKind::Count {
                unit: unit(word),
                range: (Exact::ZERO, count(12)),
            },
            ast::FieldKind::Number(word) => FieldKind::Number {
                unit: unit(word),
                range: wide,
                places: 6,
            },
            ast::FieldKind::Percent => FieldKind::Percent {
                range: wide,
                places: 6,
            },
            ast::FieldKind::Money(_) => FieldKind::Money {
                range: (-&count(15), count(15)),
            },
            ast::FieldKind::Flag => FieldKind::Flag,
            ast::FieldKind::Choice { choices, ordered } => FieldKind::Choice {
                list: self.list(choices, *ordered)?,
            },
            ast::FieldKind::Kinds { choices, others } => FieldKind::Kinds {
                list: self.list(choices, false)?,
                others: *others,
            },
            ast::FieldKind::Date => FieldKind::Date,
            ast::FieldKind::Text => FieldKind::Text,
            ast::FieldKind::Records(rows) => {
                if rows.is_empty() {
                    return self.refuse(structure::empty(written.span, Hollow::Records));
                }
                let fields = rows
                    .iter()
                    .filter_map(|row| self.field(row))
                    .collect::<Vec<_>>();
                FieldKind::Records { fields }
            }
        })
    }

    fn list(&mut self, written: &[ast::Title], ordered: bool) -> Option<ChoiceList> {
        let choices = written
            .iter()
            .map(|title| Choice {
                name: title.name.text.clone(),
                label: label(title),
            })
            .collect();
        self.schema.lists.push(ChoiceListDef { choices, ordered });
        u32::try_from(self.schema.lists.len() - 1)
            .ok()
            .map(ChoiceList)
    }

    /// The kind with the range and the places that the declaration gives.
    fn ranged(&mut self, written: &ast::Field, kind: FieldKind) -> Option<FieldKind> {
        let misfit = written
            .range
            .as_ref()
            .map(|(low, high)| low.span.to(high.span))
            .or(written.places.map(|(_, span)| span));
        let own = kind
            .bounds()
            .map(|(low, high, places)| (low.clone(), high.clone(), places));
        let Some((low, high, places)) = own else {
            return match misfit {
                None => Some(kind),
                Some(span) => self.refuse(types::no_range(span, &kind.ty())),
            };
        };
        if let (FieldKind::Count { .. } | FieldKind::Money { .. }, Some((_, span))) =
            (&kind, written.places)
        {
            return self.refuse(types::fixed_places(span, &kind.ty(), places));
        }
        let range = match &written.range {
            None => (low.clone(), high.clone()),
            Some(written) => self.range(&kind.ty(), written, (&low, &high))?,
        };
        let is_percentage = kind.ty() == Type::Number(Quantity::Percent);
        let of_ratio = if is_percentage { 2 } else { 0 };
        let places = written
            .places
            .map_or(places, |(places, _)| places + of_ratio);
        Some(match kind {
            FieldKind::Count { unit, .. } => FieldKind::Count { unit, range },
            FieldKind::Number { unit, .. } => FieldKind::Number {
                unit,
                range,
                places,
            },
            FieldKind::Percent { .. } => FieldKind::Percent { range, places },
            FieldKind::Money { .. } => FieldKind::Money { range },
            other @ (FieldKind::Flag
            | FieldKind::Choice { .. }
            | FieldKind::Kinds { .. }
            | FieldKind::Date
            | FieldKind::Text
            | FieldKind::Records { .. }) => other,
        })
    }

    fn range(
        &mut self,
        ty: &Type,
        (low, high): &(ast::Quantity, ast::Quantity),
        widest: (&Exact, &Exact),
    ) -> Option<(Exact, Exact)> {
        let span = low.span.to(high.span);
        let low = self.number_of(ty, low)?;
        let high = self.number_of(ty, high)?;
        if low > high {
            return self.refuse(bounds::reversed_range(span));
        }
        if low < *widest.0 || high > *widest.1 {
            return self.refuse(bounds::too_wide(span, ty, widest));
        }
        Some((low, high))
    }

    /// A number as written where a value of `ty` is needed.
    pub(super) fn number_of(&mut self, ty: &Type, written: &ast::Quantity) -> Option<Exact> {
        let (number, quantity) = self.constant(written)?;
        let Type::Number(wanted) = ty else {
            return self.refuse(types::no_range(written.span, ty));
        };
        let fits = wanted.joined(&quantity).is_some()
            || quantity == Quantity::Plain
                && matches!(
                    wanted,
                    Quantity::Unit(_) | Quantity::Points | Quantity::Ratio
                );
        if !fits {
            return self.refuse(types::mixed_constant(written, &quantity, wanted));
        }
        Some(number)
    }

    fn default(&mut self, kind: &FieldKind, written: &DefaultValue) -> Option<Stored> {
        let ty = kind.ty();
        match (kind, written) {
            (FieldKind::Flag, DefaultValue::Flag(flag, _)) => Some(Stored::Flag(*flag)),
            (FieldKind::Date, DefaultValue::Date(date, _)) => Some(Stored::Date(*date)),
            (FieldKind::Text, DefaultValue::Text(text)) => Some(Stored::Text(text.text.clone())),
            (FieldKind::Choice { list }, DefaultValue::Name(name)) => {
                self.choice(*list, name).map(Stored::Choice)
            }
            (_, DefaultValue::Quantity(quantity)) => {
                let Some((low, high, places)) = kind.bounds() else {
                    return self.refuse(types::wrong_default(quantity.span, &ty));
                };
                let number = self.number_of(&ty, quantity)?;
                let fits = number >= *low
                    && number <= *high
                    && number.places().is_some_and(|own| own <= places);
                if !fits {
                    return self.refuse(bounds::default_out_of_range(
                        quantity.span,
                        &ty,
                        low,
                        high,
                    ));
                }
                Some(Stored::Number(number))
            }
            _ => self.refuse(types::wrong_default(written.span(), &ty)),
        }
    }

    /// The position of a choice that is meant by its name or label.
    pub(super) fn choice(&mut self, list: ChoiceList, name: &ast::Name) -> Option<u32> {
        let choices = self
            .schema
            .list(list)
            .map(|list| list.choices.clone())
            .unwrap_or_default();
        let found = crate::evidence::schema::position(
            &choices,
            |choice| (&choice.name, choice.label.as_deref()),
            &name.text,
        );
        found.or_else(|| self.refuse(names::unknown_choice(name, &choices)))
    }
}

/// The words of a label.
pub(super) fn label(title: &ast::Title) -> Option<String> {
    title.label.as_ref().map(|label| label.text.clone())
}
