//! Clauses: conditions, quantities, points and bounds.

use crate::check::bounds;
use crate::check::expressions::MOST_ROWS;
use crate::check::fields::label;
use crate::check::linear::WrittenLine;
use crate::check::mistakes::structure::Hollow;
use crate::check::mistakes::{clauses, names, structure, types, warnings};
use crate::check::points::Points;
use crate::check::scope::{Checker, Meaning};
use crate::check::tree::is_setting;
use crate::check::typed::{Traits, Typed};
use crate::domain::types::Quantity;
use crate::domain::{Exact, Type};
use crate::evidence::JudgementField;
use crate::evidence::schema::JudgementId;
use crate::program::{Amount, Band, Clause, ClauseId, ClauseKind, Counted, JudgeLimit, Use};
use crate::source::Span;
use crate::syntax::ast::{self, Effect, ExprKind, Sign};

/// Where a clause stands.
#[derive(Clone)]
pub(super) struct Place {
    /// The cap of its indicator.
    pub(super) cap: Exact,
    /// The floor of its indicator.
    pub(super) floor: Option<Exact>,
    /// Whether it stands in a group.
    pub(super) is_in_group: bool,
    /// Whether something rounds what it comes to.
    pub(super) is_rounded: bool,
}

impl Place {
    /// The same place inside a group.
    fn inside(&self) -> Self {
        Self {
            is_in_group: true,
            ..self.clone()
        }
    }
}

impl Checker<'_> {
    /// Clauses in their order; settings are left out.
    pub(super) fn clauses(&mut self, written: &[ast::Clause], place: &Place) -> Vec<ClauseId> {
        let clauses = written
            .iter()
            .filter(|clause| !is_setting(clause) || place.is_in_group);
        let kept: Vec<_> = clauses.map(|clause| self.clause(clause, place)).collect();
        kept.into_iter().flatten().collect()
    }

    /// A condition that stands alone.
    pub(super) fn complete_condition(&mut self, written: &ast::Expr) -> Option<Typed> {
        let typed = self.complete(written)?;
        if typed.ty != Type::Flag {
            return self.refuse(types::not_a_condition(&typed));
        }
        if typed.traits.needs_scores {
            self.refuse(names::score_too_early(typed.span))
        } else {
            Some(typed)
        }
    }

    fn clause(&mut self, written: &ast::Clause, place: &Place) -> Option<ClauseId> {
        let tails = self.tails(written);
        let inner = Place {
            is_rounded: place.is_rounded || tails.rounding.is_some(),
            ..place.clone()
        };
        let known = self.used_parameters.len();
        let kind = self.kind(written, &inner);
        let ends = match &kind {
            Some(ClauseKind::Bands { .. }) => self.used_parameters.get(known..),
            Some(_) | None => None,
        };
        let uses = ends.unwrap_or_default().iter().copied().map(Use::Parameter);
        let uses = uses.collect();
        let guard = self.guard(&written.guards);
        let kind = kind?;
        if let ClauseKind::Judge { judgement, .. } = &kind
            && let Some(field) = self.schema.judgements.get_mut(judgement.0 as usize)
        {
            field.quote = written.lead.quote.as_ref().map(|quote| quote.text.clone());
        }
        let is_bounded = tails.cap.is_some() || tails.floor.is_some();
        if matches!(kind, ClauseKind::Override { .. }) && is_bounded {
            return self.refuse(structure::override_misplaced(written.span));
        }
        Some(self.build.clause(Clause {
            kind,
            cap: tails.cap.map(|(cap, _)| cap),
            floor: tails.floor.and_then(|(floor, _)| floor),
            rounding: tails.rounding.map(|(rounding, _)| rounding),
            guard: guard?,
            uses,
            origin: self.origin(&written.lead, written.span),
        }))
    }

    #[expect(
        clippy::option_option,
        reason = "refused, absent and present are three cases"
    )]
    fn guard(&mut self, guards: &[ast::Expr]) -> Option<Option<crate::program::ExprId>> {
        match guards {
            [] => Some(None),
            [guard] => self.complete_condition(guard).map(|guard| Some(guard.id)),
            [first, second, ..] => {
                self.refuse(structure::repeated(second.span, first.span, "when"))
            }
        }
    }

    fn kind(&mut self, written: &ast::Clause, place: &Place) -> Option<ClauseKind> {
        match &written.kind {
            ast::ClauseKind::Base(effect) => {
                let points = if place.is_in_group {
                    self.signed_or_nothing(effect, place)?
                } else {
                    self.signed(effect, place)?
                };
                if points.may_deduct() {
                    self.warn_of_missing(&points.traits, written.span);
                }
                Some(ClauseKind::Base(points.amount))
            }
            ast::ClauseKind::If { condition, effect } => {
                self.conditional_points(condition, effect, written.span, place)
            }
            ast::ClauseKind::Per {
                step,
                quantity,
                filter,
                above,
                effect,
            } => {
                let quantity = self.counted(quantity, filter.as_ref());
                let points = self.signed(effect, place);
                let steps = (step.as_ref(), above.as_ref());
                self.per(quantity?, steps, points?, &written.bounds)
            }
            ast::ClauseKind::Linear {
                quantity,
                from,
                to,
                below,
            } => {
                let line = WrittenLine {
                    quantity,
                    from,
                    to,
                    below: below.as_ref(),
                };
                self.linear(&line, written.span, place)
            }
            ast::ClauseKind::Choose { by, branches } => {
                self.choose(by, branches, (written.span, &place.inside()))
            }
            ast::ClauseKind::Formula(value) => self.formula(value, (written.span, place)),
            ast::ClauseKind::Group { rule, lines } => {
                self.group((*rule, written.span), lines, &place.inside())
            }
            ast::ClauseKind::By { quantity, bands } => {
                self.bands(quantity, bands, (written.span, place))
            }
            ast::ClauseKind::Judge { title, limit } => self.judge(title, limit, place),
            ast::ClauseKind::Bound(_)
            | ast::ClauseKind::Rounding(_)
            | ast::ClauseKind::Applies { .. } => {
                self.refuse(structure::setting_in_group(written.span))
            }
        }
    }

    fn conditional_points(
        &mut self,
        condition: &ast::Expr,
        effect: &Effect,
        span: Span,
        place: &Place,
    ) -> Option<ClauseKind> {
        let condition = self.complete_condition(condition);
        let points = self.points_of(effect, place)?;
        let condition = condition?;
        let is_set = effect.sign == Sign::None;
        if is_set || points.may_deduct() {
            self.warn_of_missing(&condition.traits.clone().join(&points.traits), span);
        }
        if !is_set {
            return Some(ClauseKind::Award {
                condition: condition.id,
                points: points.amount,
            });
        }
        if place.is_in_group {
            return self.refuse(structure::override_misplaced(effect.span));
        }
        let floor = place.floor.as_ref();
        let (low, high) = (&points.extent.low, &points.extent.high);
        if floor.is_some_and(|floor| low < floor) || *high > place.cap {
            let outside = bounds::set_score_outside(effect.span, floor, &place.cap);
            self.found.add(match points.amount {
                Amount::Constant(_) => outside,
                Amount::Computed(_) => clauses::held_within(outside),
            });
        }
        Some(ClauseKind::Override {
            condition: condition.id,
            score: points.amount,
        })
    }

    /// Warns where leaving an optional field out would pay.
    pub(super) fn warn_of_escape(&mut self, condition: &Typed, span: Span) {
        self.warn_of_missing(&condition.traits, span);
    }

    /// Warns of each optional field without which something has no value.
    pub(super) fn warn_of_missing(&mut self, traits: &Traits, span: Span) {
        for field in &traits.optional {
            if let Some(name) = self.schema.field(*field).map(|field| field.name.clone()) {
                self.found.add(warnings::optional_penalty(span, &name));
            }
        }
    }

    // ---- per ------------------------------------------------------------------------------------

    /// What a `per` counts: rows, kinds or a number.
    pub(super) fn counted(
        &mut self,
        quantity: &ast::Expr,
        filter: Option<&ast::Expr>,
    ) -> Option<(Typed, Counted)> {
        let named = if let ExprKind::Path(name, None) = &quantity.kind {
            Some(name)
        } else {
            None
        };
        let field = named.and_then(|name| match self.meaning(&name.text) {
            Some(Meaning::Field(id)) => self.schema.field(id).cloned(),
            _ => None,
        });
        let ty = field.as_ref().map(|field| field.kind.ty());
        let typed = match (named, &ty, filter) {
            (Some(name), Some(Type::Records), _) => self.count_of(name, filter, quantity.span)?,
            (_, Some(Type::Kinds(_)), None) => {
                let set = self.complete(quantity)?;
                self.size_of(&set, quantity.span)?
            }
            (_, _, None) => self.complete(quantity)?,
            (_, _, Some(filter)) => {
                return self.refuse(types::filter_without_rows(filter.span, quantity.span));
            }
        };
        if typed.traits.needs_scores {
            return self.refuse(names::score_too_early(typed.span));
        }
        self.know(&typed);
        let counted = Counted {
            name: field.as_ref().map(|field| field.name.clone()),
            label: field.and_then(|field| field.label),
            ty: typed.ty.clone(),
        };
        Some((typed, counted))
    }

    fn per(
        &mut self,
        (quantity, counted): (Typed, Counted),
        (step, above): (Option<&ast::Quantity>, Option<&ast::Quantity>),
        points: Points,
        tails: &[ast::Bound],
    ) -> Option<ClauseKind> {
        let Type::Number(unit) = &quantity.ty else {
            return self.refuse(types::not_a_quantity(&quantity));
        };
        if points.may_deduct() {
            let traits = quantity.traits.clone().join(&points.traits);
            self.warn_of_missing(&traits, quantity.span);
        }
        if points.amount.computed().is_some() {
            self.check_product(&quantity, &points)?;
        }
        let period = self.period(tails, quantity.id)?;
        if let (Some(_), Some(written)) = (&period, step.or(above)) {
            return self.refuse(clauses::period_of_steps(written.span));
        }
        let is_percentage = matches!(unit, Quantity::Percent | Quantity::Ratio);
        let step_type = Type::Number(if is_percentage {
            Quantity::PercentPoint
        } else {
            unit.clone()
        });
        let step = match step {
            Some(step) => {
                let size = self.number_of(&step_type, step)?;
                if size <= Exact::ZERO {
                    return self.refuse(structure::bad_step(step.span));
                }
                size
            }
            None if step_type == Type::Number(Quantity::PercentPoint) => {
                return self.refuse(types::bare_step(quantity.span));
            }
            None => Exact::ONE,
        };
        let start = match above {
            Some(above) => self.number_of(&quantity.ty, above)?,
            None => Exact::ZERO,
        };
        Some(ClauseKind::Per {
            quantity: quantity.id,
            start,
            step,
            points: points.amount,
            counted,
            period,
        })
    }

    // ---- bands ----------------------------------------------------------------------------------

    fn bands(
        &mut self,
        quantity: &ast::Expr,
        lines: &[ast::BandLine],
        (span, place): (Span, &Place),
    ) -> Option<ClauseKind> {
        let (quantity, _) = self.counted(quantity, None)?;
        let Some(extent) = quantity
            .extent
            .clone()
            .filter(|_| matches!(quantity.ty, Type::Number(_)))
        else {
            return self.refuse(types::not_a_quantity(&quantity));
        };
        if lines.is_empty() {
            return self.refuse(structure::empty(span, Hollow::Bands));
        }
        let mut bands = vec![];
        for line in lines {
            let range = self.band_range(&line.band, &quantity.ty);
            let points = self.signed_or_nothing(&line.effect, place);
            // All bands are looked at before one that failed fails the whole.
            let (Some(range), Some(points)) = (range, points) else {
                continue;
            };
            if points.may_deduct() {
                let traits = quantity.traits.clone().join(&points.traits);
                self.warn_of_missing(&traits, line.span);
            }
            bands.push(Band {
                range,
                points: points.amount,
                origin: self.origin(&line.lead, line.span),
            });
        }
        if bands.len() < lines.len() {
            return None;
        }
        let ranges: Vec<_> = bands
            .iter()
            .map(|band| (band.range.clone(), band.origin.span))
            .collect();
        self.check_cover(&ranges, &extent, &quantity.ty);
        Some(ClauseKind::Bands {
            quantity: quantity.id,
            ty: quantity.ty,
            bands,
        })
    }

    // ---- judgements -----------------------------------------------------------------------------

    fn judge(
        &mut self,
        title: &ast::Title,
        limit: &ast::JudgeLimit,
        place: &Place,
    ) -> Option<ClauseKind> {
        let (limit, range) = match limit {
            ast::JudgeLimit::Indicator => {
                let limit = JudgeLimit::UpTo {
                    most: place.cap.clone(),
                    per: None,
                };
                (limit, (Exact::ZERO, place.cap.clone()))
            }
            ast::JudgeLimit::UpTo { most, per: None } => {
                let most = self.points(most)?;
                (
                    JudgeLimit::UpTo {
                        most: most.clone(),
                        per: None,
                    },
                    (Exact::ZERO, most),
                )
            }
            ast::JudgeLimit::UpTo {
                most,
                per: Some(per),
            } => {
                let most = self.points(most)?;
                let (per, _) = self.counted(per, None)?;
                let highest = per
                    .extent
                    .as_ref()
                    .map_or(Exact::whole(MOST_ROWS), |e| e.high.clone());
                let range = (Exact::ZERO, &most * &highest);
                (
                    JudgeLimit::UpTo {
                        most,
                        per: Some(per.id),
                    },
                    range,
                )
            }
            ast::JudgeLimit::Between { low, high } => {
                let (low, lowest) = self.judge_end(low)?;
                let (high, highest) = self.judge_end(high)?;
                (JudgeLimit::Between { low, high }, (lowest.0, highest.1))
            }
        };
        let id = JudgementId(u32::try_from(self.schema.judgements.len()).unwrap_or(u32::MAX));
        self.schema.judgements.push(JudgementField {
            name: title.name.text.clone(),
            label: label(title),
            range,
            quote: None,
            span: title.name.span,
        });
        Some(ClauseKind::Judge {
            judgement: id,
            limit,
        })
    }

    /// One end of a judgement's range: an expression in points.
    fn judge_end(
        &mut self,
        written: &ast::Expr,
    ) -> Option<(crate::program::ExprId, (Exact, Exact))> {
        let typed = self.complete(written)?;
        if typed.traits.needs_scores {
            return self.refuse(names::score_too_early(typed.span));
        }
        match (&typed.ty, &typed.extent) {
            (
                Type::Number(Quantity::Plain | Quantity::Points | Quantity::Unit(_)),
                Some(extent),
            ) => Some((typed.id, (extent.low.clone(), extent.high.clone()))),
            _ => self.refuse(types::wrong_type(&typed, ("分数", "points"))),
        }
    }
}
