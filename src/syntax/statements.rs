//! Declarations and evidence fields from pairs of one statement.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the generated `Rule` has some two hundred variants, of which a place admits a few"
)]

use crate::domain::Exact;
use crate::domain::date::Period;
use crate::domain::standard::Status;
use crate::syntax::ast::{
    Amount, Band, BandEnd, BandLine, BandValue, Bound, BoundSide, Dated, DefaultValue, Each,
    Effect, Field, FieldKind, Grade, Header, ItemKind, Lead, Name, Share, Sign, Title,
};
use crate::syntax::pairs::{Maker, Pair, child, children, has};
use crate::syntax::reader::Rule;

impl Maker<'_> {
    /// A declaration of one line.
    pub(super) fn declaration(&mut self, pair: &Pair<'_>) -> Option<ItemKind> {
        Some(match pair.as_rule() {
            Rule::standard_line => ItemKind::Standard(self.title(pair)?),
            Rule::source_line => ItemKind::Source(self.label(pair)?),
            Rule::issued_line => ItemKind::IssuedBy(self.label(pair)?),
            Rule::document_line => ItemKind::Document(self.label(pair)?),
            Rule::force_line => {
                let mut dates = children(pair, Rule::date);
                let (from, until) = (dates.next()?, dates.next());
                drop(dates);
                let from = self.date(&from)?;
                let until = match until {
                    None => None,
                    Some(until) => Some(self.date(&until)?),
                };
                ItemKind::InForce { from, until }
            }
            Rule::scale_line => {
                let mut ends = children(pair, Rule::number).map(|number| self.number(&number));
                ItemKind::Scale {
                    low: ends.next()??,
                    high: ends.next()??,
                }
            }
            Rule::define_line => ItemKind::Define {
                title: self.title(pair)?,
                value: self.expression(&child(pair, Rule::expression)?)?,
            },
            Rule::status_line if has(pair, Rule::kw_draft) => ItemKind::Status(Status::Draft),
            Rule::status_line if has(pair, Rule::kw_expired) => ItemKind::Status(Status::Expired),
            Rule::status_line => ItemKind::Status(Status::InForce),
            Rule::supersedes_line => ItemKind::Supersedes(self.label(pair)?),
            Rule::use_line => ItemKind::Use(self.label(pair)?),
            Rule::calendar_line => ItemKind::Calendar(self.label(pair)?),
            Rule::parameter_line => ItemKind::Parameter {
                title: self.title(pair)?,
                values: children(pair, Rule::dated)
                    .map(|dated| self.dated(&dated))
                    .collect::<Option<_>>()?,
            },
            Rule::output_line => ItemKind::Output {
                title: self.title(pair)?,
                value: self.expression(&child(pair, Rule::expression)?)?,
            },
            Rule::total_line => ItemKind::Total {
                bounds: children(pair, Rule::bound)
                    .map(|bound| self.bound(&bound))
                    .collect::<Option<_>>()?,
                roundings: children(pair, Rule::rounding)
                    .map(|rounding| Some((self.rounding(&rounding)?, self.span(&rounding))))
                    .collect::<Option<_>>()?,
            },
            Rule::veto_line
            | Rule::require_line
            | Rule::downgrade_line
            | Rule::bar_line
            | Rule::direct_line => ItemKind::Ruling(self.ruling(pair)?),
            _ => return None,
        })
    }

    /// The section that holds a section.
    pub(super) fn parent(&self, pair: &Pair<'_>) -> Option<Name> {
        Some(self.name(&children(pair, Rule::name).nth(1)?))
    }

    /// The header of a section or an indicator.
    pub(super) fn header(&mut self, pair: &Pair<'_>) -> Option<Header> {
        let mut header = Header {
            title: self.title(pair)?,
            shares: vec![],
            bounds: vec![],
            roundings: vec![],
            span: self.span(pair),
        };
        for part in children(pair, Rule::header_part) {
            let part = part.into_inner().next()?;
            match part.as_rule() {
                Rule::weight | Rule::points | Rule::bonus | Rule::deduction => {
                    header.shares.push((self.share(&part)?, self.span(&part)));
                }
                Rule::bound => header.bounds.push(self.bound(&part)?),
                _ => header
                    .roundings
                    .push((self.rounding(&part)?, self.span(&part))),
            }
        }
        Some(header)
    }

    fn share(&self, part: &Pair<'_>) -> Option<Share> {
        let quantity = || self.quantity(&child(part, Rule::quantity)?);
        Some(match part.as_rule() {
            Rule::points => Share::Points(quantity()?),
            Rule::bonus => Share::Bonus(quantity()?),
            Rule::deduction => Share::Deduction(quantity()?),
            _ => {
                let share = child(part, Rule::share)?;
                let number = self.number(&child(&share, Rule::number)?)?;
                Share::Weight(if has(&share, Rule::percent) {
                    number.divided_by(&Exact::whole(100))?
                } else {
                    number
                })
            }
        })
    }

    fn dated(&mut self, pair: &Pair<'_>) -> Option<Dated> {
        let from = match child(pair, Rule::date) {
            None => None,
            Some(date) => Some(self.date(&date)?),
        };
        Some(Dated {
            value: self.quantity(&child(pair, Rule::signed_quantity)?)?,
            from,
            span: self.span(pair),
        })
    }

    pub(super) fn bound(&self, pair: &Pair<'_>) -> Option<Bound> {
        let value = match child(pair, Rule::signed_quantity) {
            None => None,
            Some(value) => Some(self.quantity(&value)?),
        };
        let side = if has(pair, Rule::kw_cap) {
            BoundSide::Cap
        } else {
            BoundSide::Floor
        };
        let each = match child(pair, Rule::path) {
            None => None,
            Some(path) => {
                let (records, column) = self.path(&path)?;
                let period = if has(pair, Rule::kw_each_year) {
                    Period::Year
                } else {
                    Period::Month
                };
                Some(Each {
                    period,
                    records,
                    column,
                    span: self.span(&path),
                })
            }
        };
        Some(Bound {
            side,
            value,
            each,
            span: self.span(pair),
        })
    }

    pub(super) fn effect(&mut self, pair: &Pair<'_>) -> Option<Effect> {
        let points = match child(pair, Rule::computed) {
            Some(computed) => {
                Amount::Computed(self.expression(&child(&computed, Rule::expression)?)?)
            }
            None => Amount::Quantity(self.quantity(&child(pair, Rule::quantity)?)?),
        };
        let sign = if has(pair, Rule::plus) {
            Sign::Plus
        } else if has(pair, Rule::minus) {
            Sign::Minus
        } else {
            Sign::None
        };
        Some(Effect {
            sign,
            points,
            span: self.span(pair),
        })
    }

    /// One line of `evidence`; the rows of `records` are filled in by the caller.
    pub(super) fn field(&mut self, pair: &Pair<'_>, lead: Lead) -> Option<Field> {
        let kind = self.field_kind(&child(pair, Rule::field_type)?.into_inner().next()?)?;
        let mut field = Field {
            lead,
            title: self.title(pair)?,
            kind,
            optional: None,
            default: None,
            range: None,
            places: None,
            span: self.span(pair),
        };
        for option in children(pair, Rule::field_option) {
            let option = option.into_inner().next()?;
            match option.as_rule() {
                Rule::kw_optional => field.optional = Some(self.span(&option)),
                Rule::default => {
                    field.default = Some(self.default(&child(&option, Rule::default_value)?)?);
                }
                Rule::decimals => {
                    const MOST_FIELD_PLACES: u32 = 6;
                    let number = child(&option, Rule::number)?;
                    let places = self.small(&number, MOST_FIELD_PLACES)?;
                    field.places = Some((places, self.span(&option)));
                }
                _ => {
                    let mut ends = children(&option, Rule::signed_quantity);
                    let (low, high) = (ends.next()?, ends.next()?);
                    field.range = Some((self.quantity(&low)?, self.quantity(&high)?));
                }
            }
        }
        Some(field)
    }

    fn default(&mut self, pair: &Pair<'_>) -> Option<DefaultValue> {
        let value = pair.clone().into_inner().next()?;
        let span = self.span(&value);
        Some(match value.as_rule() {
            Rule::date => DefaultValue::Date(self.date(&value)?, span),
            Rule::signed_quantity => DefaultValue::Quantity(self.quantity(&value)?),
            Rule::label => DefaultValue::Text(self.text(&value)),
            Rule::kw_yes => DefaultValue::Flag(true, span),
            Rule::kw_no => DefaultValue::Flag(false, span),
            _ => DefaultValue::Name(self.name(&value)),
        })
    }

    fn field_kind(&mut self, pair: &Pair<'_>) -> Option<FieldKind> {
        let unit = |maker: &Self, rule| child(pair, rule).map(|unit| maker.name(&unit));
        Some(match pair.as_rule() {
            Rule::type_count => FieldKind::Count(unit(self, Rule::unit_name)),
            Rule::type_number => FieldKind::Number(unit(self, Rule::unit_name)),
            Rule::type_percent => FieldKind::Percent,
            Rule::type_money => FieldKind::Money(unit(self, Rule::currency)),
            Rule::type_flag => FieldKind::Flag,
            Rule::type_choice => FieldKind::Choice {
                choices: self.choices(pair)?,
                ordered: has(pair, Rule::greater),
            },
            Rule::type_kinds => FieldKind::Kinds {
                choices: self.choices(pair)?,
                others: has(pair, Rule::kw_or_others),
            },
            Rule::type_date => FieldKind::Date,
            Rule::type_text => FieldKind::Text,
            _ => FieldKind::Records(vec![]),
        })
    }

    fn choices(&self, pair: &Pair<'_>) -> Option<Vec<Title>> {
        children(pair, Rule::choice)
            .map(|choice| self.title(&choice))
            .collect()
    }

    /// One line of `grades`.
    pub(super) fn grade(&self, pair: &Pair<'_>, lead: Lead) -> Option<Grade> {
        let band = match child(pair, Rule::band) {
            None => None,
            Some(band) => Some(self.band(&band)?),
        };
        Some(Grade {
            lead,
            title: self.title(pair)?,
            band,
            span: self.span(pair),
        })
    }

    /// One line of `by`.
    pub(super) fn band_line(&mut self, pair: &Pair<'_>, lead: Lead) -> Option<BandLine> {
        Some(BandLine {
            lead,
            band: self.band(&child(pair, Rule::band)?)?,
            effect: self.effect(&child(pair, Rule::effect)?)?,
            span: self.span(pair),
        })
    }

    /// A constant or the name of a parameter.
    pub(super) fn band_value(&self, pair: &Pair<'_>) -> Option<BandValue> {
        Some(match child(pair, Rule::name) {
            Some(name) => BandValue::Parameter(self.name(&name)),
            None => BandValue::Quantity(self.quantity(&child(pair, Rule::signed_quantity)?)?),
        })
    }

    pub(super) fn band(&self, pair: &Pair<'_>) -> Option<Band> {
        let mut values = children(pair, Rule::band_value).map(|value| self.band_value(&value));
        let first = values.next()??;
        let second = match values.next() {
            None => None,
            Some(value) => Some(value?),
        };
        let end = |value, inclusive| Some(BandEnd { value, inclusive });
        let span = self.span(pair);
        let word = pair.clone().into_inner().next()?.as_rule();
        let (low, high) = match (word, second) {
            (Rule::kw_below, _) => (None, end(first, false)),
            (Rule::kw_up_to, _) => (None, end(first, true)),
            (word, Some(second)) => (
                end(first, word != Rule::kw_above),
                end(second, !has(pair, Rule::kw_below)),
            ),
            (Rule::kw_above, None) => (end(first, false), None),
            (_, None) if has(pair, Rule::kw_and_above) => (end(first, true), None),
            (_, None) => (end(first.clone(), true), end(first, true)),
        };
        Some(Band { low, high, span })
    }
}
