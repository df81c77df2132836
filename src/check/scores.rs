//! How low and how high scores can be: of clauses, indicators, sections and the total.

use crate::check::extent::Extent;
use crate::check::scope::Checker;
use crate::domain::{Exact, Rounding};
use crate::program::expr::Part;
use crate::program::{
    Adding, Amount, Applies, ClauseId, ClauseKind, ExprId, Indicator, IndicatorId, Otherwise,
    Section, SectionId,
};

/// The places of a score that nothing rounds: points and weights have at most 12 each.
const SCORE_PLACES: u32 = 12;
/// Ten to this power is beyond every number that a backend holds.
const WIDEST: u32 = 38;

/// What is known of the scores of all parts, by their ids.
#[derive(Debug, Default)]
pub(super) struct Scores {
    indicators: Vec<Extent>,
    /// The score of a section, and what it adds to the whole.
    sections: Vec<(Extent, Extent)>,
    total: Option<Extent>,
}

/// A part beside its siblings.
struct Sibling {
    share: Exact,
    is_extra: bool,
    contribution: Extent,
    may_be_out: bool,
}

impl Checker<'_> {
    /// The range of a part's score.
    pub(super) fn score_extent(&self, part: Part) -> Option<Extent> {
        match part {
            Part::Indicator(id) => self.scores.indicators.get(id.0 as usize).cloned(),
            Part::Section(id) => {
                let known = self.scores.sections.get(id.0 as usize);
                known.map(|(score, _)| score.clone())
            }
            Part::Total => self.scores.total.clone(),
        }
    }

    /// The range of the total; 0 where nothing is scored.
    pub(super) fn total_extent(&self) -> Extent {
        let nothing = || Extent::constant(&Exact::ZERO);
        self.scores.total.clone().unwrap_or_else(nothing)
    }

    /// Finds the range of an indicator's score, in the order of their ids.
    pub(super) fn score_indicator(&mut self, indicator: &Indicator) {
        let low = indicator.floor.clone();
        let low = low.unwrap_or_else(|| self.lowest(&indicator.clauses).min(indicator.cap.clone()));
        let high = indicator.cap.clone();
        let range = Extent::new(low, high, SCORE_PLACES);
        let range = self.with_set_scores(range, &indicator.clauses);
        let range = with_rounding(range, indicator.rounding);
        let zero = indicator.floor.clone().filter(|_| !indicator.is_extra);
        let range = with_marks(
            range,
            indicator.applies.as_ref(),
            (&zero.unwrap_or(Exact::ZERO), &indicator.cap),
        );
        self.scores.indicators.push(range);
    }

    /// Finds the ranges of the scores of all sections, those inside others first, and of the total.
    pub(super) fn score_sections(&mut self) {
        let count = (0u32..).take_while(|at| self.build.section_of(SectionId(*at)).is_some());
        let count = count.count();
        let nothing = Extent::constant(&Exact::ZERO);
        self.scores.sections = vec![(nothing.clone(), nothing); count];
        let mut top = vec![];
        for at in (0..count).rev() {
            let id = SectionId(u32::try_from(at).unwrap_or(u32::MAX));
            let Some(section) = self.build.section_of(id) else {
                continue;
            };
            let found = self.section_extents(section);
            if section.parent.is_none() {
                let may_be_out = self.may_be_out(section);
                top.push(sibling(section, found.1.clone(), may_be_out));
            }
            if let Some(slot) = self.scores.sections.get_mut(at) {
                *slot = found;
            }
        }
        if !top.is_empty() {
            let whole = match self.adding {
                Adding::Weights => Exact::ONE,
                Adding::Points => self.scale.1.clone(),
            };
            let total = together(&top, Some(&whole));
            let bounds = (self.total.floor.as_ref(), self.total.cap.as_ref());
            let total = within(total, bounds);
            self.scores.total = Some(with_rounding(total, self.total.rounding));
        }
    }

    /// The score of a section and what it adds to the whole.
    fn section_extents(&self, section: &Section) -> (Extent, Extent) {
        let parts = self.siblings(section);
        let by_weight = self.adding == Adding::Weights && !section.is_extra;
        let whole = Some(&section.weight).filter(|_| !section.is_extra);
        let contribution = together(&parts, whole);
        let weight = Extent::constant(&section.weight);
        let score = match by_weight {
            true => contribution.quotient(&weight),
            false => contribution.clone(),
        };
        let is_bounded = section.floor.is_some() || section.cap.is_some();
        let (floor, cap) = (section.floor.as_ref(), section.cap.as_ref());
        let score = with_rounding(within(score, (floor, cap)), section.rounding);
        let (zero, full) = match (by_weight, section.is_extra) {
            (true, _) => self.scale.clone(),
            (false, false) => (Exact::ZERO, section.weight.clone()),
            (false, true) => (Exact::ZERO, cap.cloned().unwrap_or(Exact::ZERO)),
        };
        let marked = with_marks(score.clone(), section.applies.as_ref(), (&zero, &full));
        let marked = within(marked, (floor, cap));
        let is_plain = !is_bounded && section.rounding.is_none() && section.applies.is_none();
        let contribution = match (is_plain, by_weight) {
            (true, _) => contribution,
            (false, true) => marked.product(&weight),
            (false, false) => marked.clone(),
        };
        (ending_or_dense(marked), ending_or_dense(contribution))
    }

    fn siblings(&self, section: &Section) -> Vec<Sibling> {
        let indicators = section.indicators.iter().filter_map(|id| {
            let indicator = self.build.indicator_of(*id)?;
            let score = self.scores.indicators.get(id.0 as usize)?;
            let contribution = match self.adding {
                Adding::Weights if !indicator.is_extra => {
                    score.product(&Extent::constant(&indicator.weight))
                }
                Adding::Weights | Adding::Points => score.clone(),
            };
            Some(Sibling {
                share: indicator.weight.clone(),
                is_extra: indicator.is_extra,
                contribution,
                may_be_out: gives_its_share_away(indicator.applies.as_ref()),
            })
        });
        let sections = section.sections.iter().filter_map(|id| {
            let inner = self.build.section_of(*id)?;
            let (_, contribution) = self.scores.sections.get(id.0 as usize)?;
            let may_be_out = self.may_be_out(inner);
            Some(sibling(inner, contribution.clone(), may_be_out))
        });
        indicators.chain(sections).collect()
    }

    /// Whether a section's share may go to its siblings.
    pub(super) fn may_be_out(&self, section: &Section) -> bool {
        gives_its_share_away(section.applies.as_ref()) || self.can_be_all_out(section)
    }

    /// Whether all that has a share in a section may be out.
    pub(super) fn can_be_all_out(&self, section: &Section) -> bool {
        let indicator = |id: &IndicatorId| {
            let indicator = self.build.indicator_of(*id);
            let indicator = indicator.filter(|one| section.is_extra || !one.is_extra);
            indicator.map(|one| gives_its_share_away(one.applies.as_ref()))
        };
        let inner = |id: &SectionId| {
            let inner = self.build.section_of(*id);
            let inner = inner.filter(|one| section.is_extra || !one.is_extra);
            inner.map(|one| self.may_be_out(one))
        };
        let indicators = section.indicators.iter().filter_map(indicator);
        let mut all = indicators
            .chain(section.sections.iter().filter_map(inner))
            .peekable();
        all.peek().is_some() && all.all(|may_be_out| may_be_out)
    }

    /// The least sum of clauses; at most 0, since a clause may not count.
    fn lowest(&self, clauses: &[ClauseId]) -> Exact {
        self.sum_extent(clauses).low
    }

    fn sum_extent(&self, clauses: &[ClauseId]) -> Extent {
        let nothing = Extent::constant(&Exact::ZERO);
        clauses
            .iter()
            .fold(nothing, |sum, id| sum.sum(&self.clause_extent(*id)))
    }

    /// The range of the points that a clause can give; 0 lies in it, since it may not count. An
    /// override gives none.
    pub(super) fn clause_extent(&self, id: ClauseId) -> Extent {
        let nothing = Extent::constant(&Exact::ZERO);
        let Some(clause) = self.build.made(id) else {
            return nothing;
        };
        let points = match &clause.kind {
            ClauseKind::Override { .. } => return nothing,
            ClauseKind::Base(points) | ClauseKind::Award { points, .. } => {
                self.amount_extent(points)
            }
            ClauseKind::Per {
                quantity,
                start,
                step,
                points,
                ..
            } => {
                let most = self.known_extent(*quantity).high.full_steps(start, step);
                Extent::new(Exact::ZERO, most, 0).product(&self.amount_extent(points))
            }
            ClauseKind::Bands { bands, .. } => self.any_of(bands.iter().map(|band| &band.points)),
            ClauseKind::Linear(line) => {
                self.any_of([&line.low, &line.high].into_iter().chain(&line.below))
            }
            // Of clauses that may each give nothing, any choice lies within the sum of all.
            ClauseKind::Group { clauses, .. } | ClauseKind::Choose { clauses, .. } => {
                self.sum_extent(clauses)
            }
            ClauseKind::Formula(value) => self.known_extent(*value),
            ClauseKind::Judge { judgement, .. } => {
                let judged = self.schema.judgements.get(judgement.0 as usize);
                judged.map_or(nothing.clone(), |judged| {
                    let (low, high) = judged.range.clone();
                    Extent::new(low, high, SCORE_PLACES)
                })
            }
        };
        let points = within(points, (clause.floor.as_ref(), clause.cap.as_ref()));
        with_rounding(points, clause.rounding).either(&nothing)
    }

    fn any_of<'a>(&self, amounts: impl Iterator<Item = &'a Amount>) -> Extent {
        let all = amounts.map(|amount| self.amount_extent(amount));
        all.reduce(|a, b| a.either(&b))
            .unwrap_or_else(|| Extent::constant(&Exact::ZERO))
    }

    fn amount_extent(&self, amount: &Amount) -> Extent {
        match amount {
            Amount::Constant(points) => Extent::constant(points),
            Amount::Computed(id) => self.known_extent(*id),
        }
    }

    fn known_extent(&self, id: ExprId) -> Extent {
        let widest = || Extent::dense(-&Exact::ten_to(WIDEST), Exact::ten_to(WIDEST));
        self.extents.get(&id).cloned().unwrap_or_else(widest)
    }

    /// A score may be set outside the indicator's bounds where the amount is computed.
    fn with_set_scores(&self, range: Extent, clauses: &[ClauseId]) -> Extent {
        clauses.iter().fold(range, |range, id| {
            match self.build.made(*id).map(|clause| &clause.kind) {
                Some(ClauseKind::Override {
                    score: Amount::Computed(id),
                    ..
                }) => range.either(&self.known_extent(*id)),
                _ => range,
            }
        })
    }
}

fn sibling(section: &Section, contribution: Extent, may_be_out: bool) -> Sibling {
    Sibling {
        share: section.weight.clone(),
        is_extra: section.is_extra,
        contribution,
        may_be_out,
    }
}

/// Siblings added up; where some may leave their share to others, the sum lies between the lowest and
/// the highest of them, taken for the whole.
fn together(parts: &[Sibling], whole: Option<&Exact>) -> Extent {
    let nothing = || Extent::constant(&Exact::ZERO);
    let sum = |is_extra: bool| {
        let parts = parts.iter().filter(move |part| part.is_extra == is_extra);
        parts.fold(nothing(), |sum, part| sum.sum(&part.contribution))
    };
    let shared = || parts.iter().filter(|part| !part.is_extra);
    let of_shares = match whole.filter(|_| shared().any(|part| part.may_be_out)) {
        None => sum(false),
        Some(whole) => {
            let taken = |end: &Exact, share: &Exact| {
                let ratio = end.divided_by(share).unwrap_or(Exact::ZERO);
                &ratio * whole
            };
            let low = shared().map(|part| taken(&part.contribution.low, &part.share));
            let high = shared().map(|part| taken(&part.contribution.high, &part.share));
            let all = Extent::dense(
                low.min().unwrap_or(Exact::ZERO),
                high.max().unwrap_or(Exact::ZERO),
            );
            match shared().all(|part| part.may_be_out) {
                true => all.with_range(
                    (&all.low).min(&Exact::ZERO).clone(),
                    (&all.high).max(&Exact::ZERO).clone(),
                ),
                false => all,
            }
        }
    };
    of_shares.sum(&sum(true))
}

/// A form that does not grow with every step.
fn ending_or_dense(extent: Extent) -> Extent {
    match extent.places {
        Some(_) => extent,
        None => Extent::dense(extent.low, extent.high),
    }
}

fn gives_its_share_away(applies: Option<&Applies>) -> bool {
    applies.is_some_and(|applies| applies.otherwise == Otherwise::Reweigh)
}

/// Held within bounds.
fn within(extent: Extent, (floor, cap): (Option<&Exact>, Option<&Exact>)) -> Extent {
    let bounded = |end: &Exact| {
        let end = floor.map_or(end, |floor| end.max(floor));
        cap.map_or(end, |cap| end.min(cap)).clone()
    };
    extent.with_range(bounded(&extent.low), bounded(&extent.high))
}

/// Rounding comes behind the bounds and may leave them.
fn with_rounding(extent: Extent, rounding: Option<Rounding>) -> Extent {
    match rounding {
        None => extent,
        Some(rounding) => Extent::new(
            extent.low.rounded(rounding),
            extent.high.rounded(rounding),
            rounding.places,
        ),
    }
}

/// With the mark that a part has where it does not apply.
fn with_marks(extent: Extent, applies: Option<&Applies>, (zero, full): (&Exact, &Exact)) -> Extent {
    match applies.map(|applies| applies.otherwise) {
        Some(Otherwise::Full) => extent.either(&Extent::constant(full)),
        Some(Otherwise::Zero) => extent.either(&Extent::constant(zero)),
        Some(Otherwise::Reweigh) | None => extent,
    }
}
