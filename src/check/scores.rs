//! How low and how high scores can be: of clauses, indicators, sections and the total.

use crate::check::extent::Extent;
use crate::check::points::SCORE_PLACES;
use crate::check::scope::Checker;
use crate::domain::{Exact, Rounding};
use crate::program::expr::Part;
use crate::program::{
    Adding, Amount, Applies, ClauseId, ClauseKind, ExprId, Indicator, IndicatorId, Otherwise,
    Section, SectionId,
};

/// Ten to this power is beyond every number that a backend holds.
const WIDEST: u32 = 38;

/// What is known of the scores of all parts, by their ids.
#[derive(Debug, Default)]
pub(super) struct Scores {
    indicators: Vec<Extent>,
    sections: Vec<OfSection>,
    total: Option<Extent>,
}

/// What is known of a section's score.
#[derive(Debug, Clone)]
struct OfSection {
    score: Extent,
    /// What counts by its share; all of it where it stands outside the shares.
    contribution: Extent,
    /// What counts beside its share.
    extra: Extent,
}

/// A part beside its siblings.
struct Sibling {
    share: Exact,
    is_extra: bool,
    contribution: Extent,
    /// What it adds beside its share, even where that goes to its siblings.
    extra: Extent,
    may_be_out: bool,
}

impl Checker<'_> {
    /// The range of a part's score.
    pub(super) fn score_extent(&self, part: Part) -> Option<Extent> {
        match part {
            Part::Indicator(id) => self.scores.indicators.get(id.0 as usize).cloned(),
            Part::Section(id) => {
                let known = self.scores.sections.get(id.0 as usize);
                known.map(|known| known.score.clone())
            }
            Part::Total => self.scores.total.clone(),
        }
    }

    /// The range of the total; 0 where nothing is scored.
    pub(super) fn total_extent(&self) -> Extent {
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
        let unknown = OfSection {
            score: nothing(),
            contribution: nothing(),
            extra: nothing(),
        };
        self.scores.sections = vec![unknown; count];
        let mut top = vec![];
        for at in (0..count).rev() {
            let id = SectionId(u32::try_from(at).unwrap_or(u32::MAX));
            let Some(section) = self.build.section_of(id) else {
                continue;
            };
            let found = self.section_extents(section);
            if section.parent.is_none() {
                top.push(self.sibling(section, &found));
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
            let (shared, extra) = together(&top, Some(&whole));
            let total = shared.sum(&extra);
            let bounds = (self.total.floor.as_ref(), self.total.cap.as_ref());
            let total = within(total, bounds);
            self.scores.total = Some(with_rounding(total, self.total.rounding));
        }
    }

    fn section_extents(&self, section: &Section) -> OfSection {
        let by_weight = self.adding == Adding::Weights && !section.is_extra;
        let whole = Some(&section.weight).filter(|_| !section.is_extra);
        let (shared, extra) = together(&self.siblings(section), whole);
        let weight = Extent::constant(&section.weight);
        let (floor, cap) = (section.floor.as_ref(), section.cap.as_ref());
        let bounded = |score: Extent| with_rounding(within(score, (floor, cap)), section.rounding);
        let (zero, full) = match (by_weight, section.is_extra) {
            (true, _) => self.scale.clone(),
            (false, false) => (Exact::ZERO, section.weight.clone()),
            (false, true) => (Exact::ZERO, cap.cloned().unwrap_or(Exact::ZERO)),
        };
        let marked = |score: Extent| {
            let marked = with_marks(score, section.applies.as_ref(), (&zero, &full));
            within(marked, (floor, cap))
        };
        let taken = |contribution: &Extent| match by_weight {
            true => contribution.quotient(&weight),
            false => contribution.clone(),
        };
        let score = marked(bounded(taken(&shared.sum(&extra))));
        let is_one = section.floor.is_some() || section.cap.is_some() || section.is_extra;
        let is_one = is_one || section.rounding.is_some();
        let added = match (is_one, section.applies.is_none()) {
            (true, _) => score.clone(),
            (false, true) => taken(&shared),
            (false, false) => marked(taken(&shared)),
        };
        let contribution = match (by_weight, is_one, section.applies.is_none()) {
            (true, false, true) => shared,
            (true, _, _) => added.product(&weight),
            (false, _, _) => added,
        };
        let extra = match (is_one, self.can_be_all_out(section)) {
            (true, false) => nothing(),
            (true, true) if section.is_extra => nothing(),
            (true, true) => bounded(extra).either(&nothing()),
            (false, _) => extra.either(&nothing()),
        };
        OfSection {
            score: ending_or_dense(score),
            contribution: ending_or_dense(contribution),
            extra,
        }
    }

    fn sibling(&self, section: &Section, known: &OfSection) -> Sibling {
        Sibling {
            share: section.weight.clone(),
            is_extra: section.is_extra,
            contribution: known.contribution.clone(),
            extra: known.extra.clone(),
            may_be_out: self.may_be_out(section),
        }
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
                extra: nothing(),
                may_be_out: gives_its_share_away(indicator.applies.as_ref()),
            })
        });
        let sections = section.sections.iter().filter_map(|id| {
            let inner = self.build.section_of(*id)?;
            let known = self.scores.sections.get(id.0 as usize)?;
            Some(self.sibling(inner, known))
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
        clauses
            .iter()
            .fold(nothing(), |sum, id| sum.sum(&self.clause_extent(*id)))
    }

    /// The range of the points that a clause can give; 0 lies in it, since it may not count. An
    /// override gives none.
    pub(super) fn clause_extent(&self, id: ClauseId) -> Extent {
        let Some(clause) = self.build.made(id) else {
            return nothing();
        };
        let points = match &clause.kind {
            ClauseKind::Override { .. } => return nothing(),
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
                judged.map_or_else(nothing, |judged| {
                    let (low, high) = judged.range.clone();
                    Extent::new(low, high, SCORE_PLACES)
                })
            }
        };
        let points = within(points, (clause.floor.as_ref(), clause.cap.as_ref()));
        with_rounding(points, clause.rounding).either(&nothing())
    }

    fn any_of<'a>(&self, amounts: impl Iterator<Item = &'a Amount>) -> Extent {
        let all = amounts.map(|amount| self.amount_extent(amount));
        all.reduce(|a, b| a.either(&b)).unwrap_or_else(nothing)
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

fn nothing() -> Extent {
    Extent::constant(&Exact::ZERO)
}

/// What siblings come to by their shares, and beside them. Where some may leave their share to others,
/// the sum lies between the lowest and the highest of them, taken for the whole.
fn together(parts: &[Sibling], whole: Option<&Exact>) -> (Extent, Extent) {
    let sum = |all: &mut dyn Iterator<Item = &Extent>| all.fold(nothing(), |sum, one| sum.sum(one));
    let outside = parts.iter().filter(|part| part.is_extra);
    let outside = outside.map(|part| &part.contribution);
    let extra = sum(&mut outside.chain(parts.iter().map(|part| &part.extra)));
    let shared = || parts.iter().filter(|part| !part.is_extra);
    let Some(whole) = whole.filter(|_| shared().any(|part| part.may_be_out)) else {
        return (sum(&mut shared().map(|part| &part.contribution)), extra);
    };
    let taken = |end: &Exact, share: &Exact| {
        let ratio = end.divided_by(share).unwrap_or(Exact::ZERO);
        &ratio * whole
    };
    let low = shared().map(|part| taken(&part.contribution.low, &part.share));
    let high = shared().map(|part| taken(&part.contribution.high, &part.share));
    let (low, high) = (low.min(), high.max());
    let all = Extent::dense(low.unwrap_or(Exact::ZERO), high.unwrap_or(Exact::ZERO));
    match shared().all(|part| part.may_be_out) {
        true => (all.either(&nothing()), extra),
        false => (all, extra),
    }
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
