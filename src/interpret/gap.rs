//! How far evidence is from what a clause asks for, in the units of the evidence.

use crate::diagnostics::Language;
use crate::domain::meaning::Comparison;
use crate::domain::{Exact, Type};
use crate::interpret::explain::{difference, quantity};
use crate::interpret::judgements::limits;
use crate::interpret::values::Values;
use crate::interpret::words::Words;
use crate::program::expr::Expr;
use crate::program::{Band, Clause, ClauseKind, Counted, ExprId};

/// Distances over one record.
pub(super) struct Gaps<'g, 'v> {
    values: &'g Values<'v>,
    language: Language,
}

impl<'g, 'v> Gaps<'g, 'v> {
    pub(super) fn new(values: &'g Values<'v>, language: Language) -> Self {
        Self { values, language }
    }

    /// How far a clause is from the next points; nothing where that is no distance.
    pub(super) fn of(&self, clause: &Clause) -> Option<String> {
        if let Some(guard) = clause.guard
            && self.values.flag(guard) != Some(true)
        {
            return self.condition(guard);
        }
        match &clause.kind {
            ClauseKind::Award { condition, .. } | ClauseKind::Override { condition, .. } => {
                self.condition(*condition)
            }
            ClauseKind::Per {
                quantity,
                start,
                step,
                counted,
                period: None,
                ..
            } => {
                let value = self.values.of(*quantity).as_number()?;
                self.next_step(&value, (start, step), counted)
            }
            ClauseKind::Bands {
                quantity,
                ty,
                bands,
            } => {
                let value = self.values.of(*quantity).as_number()?;
                self.next_band(&value, ty, bands)
            }
            ClauseKind::Linear(line) => {
                let value = self.values.of(line.quantity).as_number()?;
                let end = |amount| self.values.amount(amount);
                let is_rising = end(&line.high)? > end(&line.low)?;
                let best = end(if is_rising { &line.to } else { &line.from })?;
                self.distance(&best, &value, &line.ty)
            }
            ClauseKind::Base(_)
            | ClauseKind::Per { .. }
            | ClauseKind::Group { .. }
            | ClauseKind::Choose { .. }
            | ClauseKind::Formula(_) => None,
            ClauseKind::Judge { judgement, limit } => {
                let judgements = &self.values.program.schema.judgements;
                let range = &judgements.get(judgement.0 as usize)?.range;
                let most = limits(self.values, limit).1;
                (most < range.1).then(|| match self.language {
                    Language::Zh => format!("按这份证据最多 {most} 分"),
                    Language::En => format!("this evidence allows {most} at most"),
                })
            }
        }
    }

    /// How far a condition that does not hold is from holding; parts of it one by one.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "only comparisons and their connections have distances"
    )]
    pub(super) fn condition(&self, id: ExprId) -> Option<String> {
        if self.values.flag(id) != Some(false) {
            return None;
        }
        let comma = self.language.pick("，", ", ");
        match self.values.program.expr(id) {
            Expr::And(parts) | Expr::Or(parts) => {
                let gaps = parts.iter().filter_map(|part| self.condition(*part));
                let gaps: Vec<String> = gaps.collect();
                let is_all = matches!(self.values.program.expr(id), Expr::And(_));
                match is_all {
                    true => Some(gaps.join(comma)).filter(|text| !text.is_empty()),
                    false => gaps.into_iter().next(),
                }
            }
            Expr::Compare(comparison, a, b) => self.compared(*comparison, *a, *b),
            _ => None,
        }
    }

    fn compared(&self, comparison: Comparison, a: ExprId, b: ExprId) -> Option<String> {
        let words = Words {
            values: self.values,
            language: self.language,
        };
        let ty = words.type_of(a).or_else(|| words.type_of(b))?;
        let value = self.values.of(a).as_number()?;
        let bound = self.values.of(b).as_number()?;
        let text = self.distance(&bound, &value, &ty);
        match comparison {
            Comparison::AtLeast | Comparison::AtMost => text,
            Comparison::Greater | Comparison::Less => Some(match (text, self.language) {
                (Some(text), Language::Zh) => format!("{text}，且不含边界"),
                (Some(text), Language::En) => format!("{text}, the bound itself not enough"),
                (None, Language::Zh) => "正好在边界上，边界不算".to_owned(),
                (None, Language::En) => "on the bound, which is not enough".to_owned(),
            }),
            Comparison::Equal | Comparison::Different => None,
        }
    }

    /// `差 2 个百分点`, `2pp short`, or how much too high it is.
    fn distance(&self, wanted: &Exact, value: &Exact, ty: &Type) -> Option<String> {
        let apart = wanted - value;
        if apart.is_zero() {
            return None;
        }
        let shown = difference(ty, &apart.abs(), self.language);
        Some(match (apart.is_negative(), self.language) {
            (false, Language::Zh) => format!("差 {shown}"),
            (false, Language::En) => format!("{shown} short"),
            (true, Language::Zh) => format!("超出 {shown}"),
            (true, Language::En) => format!("{shown} too much"),
        })
    }

    fn next_step(
        &self,
        value: &Exact,
        (start, step): (&Exact, &Exact),
        counted: &Counted,
    ) -> Option<String> {
        let next = &value.full_steps(start, step) + &Exact::ONE;
        let next = start + &(&next * step);
        let more = difference(&counted.ty, &(&next - value), self.language);
        let at = quantity(&counted.ty, &next);
        Some(match self.language {
            Language::Zh => format!("再多 {more}，到 {at} 时计下一次"),
            Language::En => format!("{more} more, at {at}, counts once more"),
        })
    }

    /// The nearest band with more points.
    fn next_band(&self, value: &Exact, ty: &Type, bands: &[Band]) -> Option<String> {
        let day = self.values.record.assessment_date;
        let amount = |band: &Band| self.values.amount(&band.points);
        let held = bands.iter().find(|band| band.range.on(day).holds(value));
        let now = held.and_then(amount).unwrap_or(Exact::ZERO);
        let better = bands
            .iter()
            .filter(|band| amount(band).is_some_and(|points| points > now));
        let edges = better.filter_map(|band| {
            let range = band.range.on(day);
            let low = range.low.as_ref().filter(|(low, _)| low >= value);
            let high = range.high.as_ref().filter(|(high, _)| high <= value);
            low.or(high).map(|(edge, _)| edge)
        });
        let nearest = edges.min_by_key(|edge| (*edge - value).abs())?;
        self.distance(nearest, value, ty)
    }
}
