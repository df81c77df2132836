//! Clauses: conditions, quantities, points and bounds.

use crate::check::bounds;
use crate::check::expressions::MOST_ROWS;
use crate::check::fields::label;
use crate::check::mistakes::structure::Hollow;
use crate::check::mistakes::{names, structure, types, warnings};
use crate::check::scope::{Checker, Meaning};
use crate::check::tree::is_setting;
use crate::check::typed::Typed;
use crate::domain::types::Quantity;
use crate::domain::{Exact, Type};
use crate::evidence::JudgementField;
use crate::evidence::schema::JudgementId;
use crate::program::{Amount, Band, Clause, ClauseId, ClauseKind, Counted, DatedRange, JudgeLimit};
use crate::source::Span;
use crate::syntax::ast::{self, BoundSide, Effect, ExprKind, Sign};

/// Where a clause stands.
#[derive(Clone)]
pub(super) struct Place {
    /// The cap of its indicator.
    pub(super) cap: Exact,
    /// The floor of its indicator.
    pub(super) floor: Option<Exact>,
    /// Whether it stands in a group.
    pub(super) is_in_group: bool,
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
        let kind = self.kind(written, place);
        let (mut cap, mut floor) = (None, None);
        for bound in &written.bounds {
            if let Some(value) = self.bound_value(bound) {
                match bound.side {
                    BoundSide::Cap => self.once(&mut cap, value, bound.span, "cap"),
                    BoundSide::Floor => self.once(&mut floor, value, bound.span, "floor"),
                }
            }
        }
        if let (Some((cap, _)), Some((floor, span))) = (&cap, &floor)
            && floor > cap
        {
            self.found.add(bounds::floor_above_cap(*span));
        }
        let guard = self.guard(&written.guards);
        let kind = kind?;
        if let ClauseKind::Judge { judgement, .. } = &kind
            && let Some(field) = self.schema.judgements.get_mut(judgement.0 as usize)
        {
            field.quote = written.lead.quote.as_ref().map(|quote| quote.text.clone());
        }
        if matches!(kind, ClauseKind::Override { .. }) && (cap.is_some() || floor.is_some()) {
            return self.refuse(structure::override_misplaced(written.span));
        }
        Some(self.build.clause(Clause {
            kind,
            cap: cap.map(|(cap, _)| cap),
            floor: floor.map(|(floor, _)| floor),
            rounding: written.roundings.first().map(|(rounding, _)| *rounding),
            guard: guard?,
            uses: vec![],
            origin: self.origin(&written.lead, written.span),
        }))
    }

    /// The points of a bound.
    pub(super) fn bound_value(&mut self, bound: &ast::Bound) -> Option<Exact> {
        match (&bound.value, &bound.each) {
            (Some(value), None) => self.points(value),
            (None, _) | (_, Some(_)) => self.refuse(structure::not_yet(bound.span)),
        }
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
            ast::ClauseKind::Base(effect) => self
                .signed(effect)
                .map(|points| ClauseKind::Base(Amount::Constant(points))),
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
                let points = self.signed(effect);
                self.per(quantity?, step.as_ref(), above.as_ref(), points?)
            }
            ast::ClauseKind::Linear { .. }
            | ast::ClauseKind::Choose { .. }
            | ast::ClauseKind::Formula(_) => self.refuse(structure::not_yet(written.span)),
            ast::ClauseKind::Group { rule, lines } => {
                if lines.is_empty() {
                    return self.refuse(structure::empty(written.span, Hollow::Group));
                }
                let inner = Place {
                    is_in_group: true,
                    ..place.clone()
                };
                Some(ClauseKind::Group {
                    rule: *rule,
                    clauses: self.clauses(lines, &inner),
                })
            }
            ast::ClauseKind::By { quantity, bands } => self.bands(quantity, bands, written.span),
            ast::ClauseKind::Judge { title, limit } => self.judge(title, limit, place),
            ast::ClauseKind::Bound(_)
            | ast::ClauseKind::Rounding(_)
            | ast::ClauseKind::Applies { .. } => {
                self.refuse(structure::setting_in_group(written.span))
            }
        }
    }

    fn constant_points(&mut self, amount: &ast::Amount) -> Option<Exact> {
        match amount {
            ast::Amount::Quantity(quantity) => self.points(quantity),
            ast::Amount::Computed(written) => self.refuse(structure::not_yet(written.span)),
        }
    }

    /// Points that must have a sign.
    fn signed(&mut self, effect: &Effect) -> Option<Exact> {
        let points = self.constant_points(&effect.points)?;
        match effect.sign {
            Sign::Plus => Some(points),
            Sign::Minus => Some(-&points),
            Sign::None => {
                let written = self.file.slice(effect.span).to_owned();
                self.refuse(structure::no_sign(effect.span, &written))
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
        let points = self.constant_points(&effect.points)?;
        let condition = condition?;
        if effect.sign != Sign::Plus {
            self.warn_of_escape(&condition, span);
        }
        match effect.sign {
            Sign::Plus => Some(ClauseKind::Award {
                condition: condition.id,
                points: Amount::Constant(points),
            }),
            Sign::Minus => Some(ClauseKind::Award {
                condition: condition.id,
                points: Amount::Constant(-&points),
            }),
            Sign::None if place.is_in_group => {
                self.refuse(structure::override_misplaced(effect.span))
            }
            Sign::None => {
                if place.floor.as_ref().is_some_and(|floor| points < *floor) || points > place.cap {
                    self.found.add(bounds::set_score_outside(
                        effect.span,
                        place.floor.as_ref(),
                        &place.cap,
                    ));
                }
                Some(ClauseKind::Override {
                    condition: condition.id,
                    score: Amount::Constant(points),
                })
            }
        }
    }

    /// Warns where leaving an optional field out would pay.
    pub(super) fn warn_of_escape(&mut self, condition: &Typed, span: Span) {
        for field in &condition.traits.optional {
            if let Some(name) = self.schema.field(*field).map(|field| field.name.clone()) {
                self.found.add(warnings::optional_penalty(span, &name));
            }
        }
    }

    // ---- per ------------------------------------------------------------------------------------

    /// What a `per` counts: rows, kinds or a number.
    fn counted(
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
        step: Option<&ast::Quantity>,
        above: Option<&ast::Quantity>,
        points: Exact,
    ) -> Option<ClauseKind> {
        let Type::Number(unit) = &quantity.ty else {
            return self.refuse(types::not_a_quantity(&quantity));
        };
        if points.is_negative() {
            self.warn_of_escape(&quantity, quantity.span);
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
            points: Amount::Constant(points),
            counted,
            period: None,
        })
    }

    // ---- bands ----------------------------------------------------------------------------------

    fn bands(
        &mut self,
        quantity: &ast::Expr,
        lines: &[ast::BandLine],
        span: Span,
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
            let points = self.band_points(&line.effect);
            // All bands are looked at before one that failed fails the whole.
            let (Some(range), Some(points)) = (range, points) else {
                continue;
            };
            if points.is_negative() {
                self.warn_of_escape(&quantity, line.span);
            }
            bands.push(Band {
                range: DatedRange {
                    first: range,
                    later: vec![],
                },
                points: Amount::Constant(points),
                origin: self.origin(&line.lead, line.span),
            });
        }
        if bands.len() < lines.len() {
            return None;
        }
        let ranges: Vec<_> = bands
            .iter()
            .map(|band| (band.range.first.clone(), band.origin.span))
            .collect();
        self.check_cover(&ranges, &extent, &quantity.ty);
        Some(ClauseKind::Bands {
            quantity: quantity.id,
            ty: quantity.ty,
            bands,
        })
    }

    /// In a band a bare 0 means no points; anything else needs its sign.
    fn band_points(&mut self, effect: &Effect) -> Option<Exact> {
        match &effect.points {
            ast::Amount::Quantity(points)
                if effect.sign == Sign::None && points.number.is_zero() =>
            {
                self.points(points)
            }
            ast::Amount::Quantity(_) | ast::Amount::Computed(_) => self.signed(effect),
        }
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
