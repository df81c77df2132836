//! Shares: one way of adding up for the whole file, shares of children that add up to their parent's,
//! and what stands outside the sum.

use crate::check::mistakes::{shares, structure};
use crate::check::nesting::Node;
use crate::check::scope::Checker;
use crate::domain::Exact;
use crate::program::Adding;
use crate::source::Span;
use crate::syntax::ast::{Header, Share};

/// What holds a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// Nothing: it is a section at the top.
    Whole,
    /// A section with a share; the part is a section.
    SectionOfSections,
    /// A section with a share; the part is an indicator.
    Section,
    /// A bonus or a deduction.
    Extra,
}

/// What a part counts.
#[derive(Debug, Clone)]
pub(super) enum Counts {
    /// Its share of the whole.
    Share(Exact),
    /// At most so many points beside the shares.
    Bonus(Exact),
    /// At most so many points off.
    Deduction(Exact),
}

impl Counts {
    /// The share; 0 for what stands outside the sum.
    pub(super) fn share(&self) -> Exact {
        match self {
            Self::Share(share) => share.clone(),
            Self::Bonus(_) | Self::Deduction(_) => Exact::ZERO,
        }
    }

    /// Whether it stands outside the sum.
    pub(super) fn is_extra(&self) -> bool {
        match self {
            Self::Share(_) => false,
            Self::Bonus(_) | Self::Deduction(_) => true,
        }
    }
}

impl Checker<'_> {
    /// Finds how the file adds up; of points the whole is their sum.
    pub(super) fn settle_adding(&mut self, nodes: &[Node<'_>]) {
        let headers = nodes.iter().flat_map(|node| {
            let indicators = node.written.indicators.iter();
            std::iter::once(&node.written.header).chain(indicators.map(|one| &one.header))
        });
        let ways: Vec<(Adding, Span)> = headers
            .flat_map(|header| &header.shares)
            .filter_map(|(share, span)| Some((way(share)?, *span)))
            .collect();
        let Some((adding, first)) = ways.first().copied() else {
            return;
        };
        self.adding = adding;
        if let Some((_, other)) = ways.iter().find(|(other, _)| *other != adding) {
            self.found.add(shares::mixed(*other, first));
        }
        if adding == Adding::Points {
            let top = nodes.iter().filter(|node| node.parent.is_none());
            let all: Vec<(Exact, Span)> = top
                .filter_map(|node| sound_share(&node.written.header, adding))
                .collect();
            let sum = all.iter().fold(Exact::ZERO, |sum, (one, _)| &sum + one);
            if let Some(span) = self.scale_span
                && self.scale != (Exact::ZERO, sum.clone())
            {
                self.found
                    .add(shares::scale_of_points(span, &self.scale, &sum));
            }
            self.scale = (Exact::ZERO, sum);
        }
    }

    /// What a header counts where it stands.
    pub(super) fn share(&mut self, header: &Header, holder: Holder) -> Option<Counts> {
        let (share, span) = match header.shares.as_slice() {
            [] => {
                let name = &header.title.name.text;
                return self.refuse(shares::missing(header.span, name, self.adding));
            }
            [(share, span)] => (share, *span),
            [(_, first), (share, second), ..] => {
                let word = match share {
                    Share::Weight(_) => "weight",
                    Share::Points(_) => "points",
                    Share::Bonus(_) => "bonus",
                    Share::Deduction(_) => "deduction",
                };
                return self.refuse(structure::repeated(*second, *first, word));
            }
        };
        if let Some(misplaced) = self.misplaced(share, holder, span) {
            return self.refuse(misplaced);
        }
        match share {
            Share::Weight(weight) if is_weight(weight) => Some(Counts::Share(weight.clone())),
            Share::Weight(_) => self.refuse(structure::bad_weight(span)),
            Share::Points(written) => self.share_points(written).map(Counts::Share),
            Share::Bonus(written) => self.share_points(written).map(Counts::Bonus),
            Share::Deduction(written) => self.share_points(written).map(Counts::Deduction),
        }
    }

    fn misplaced(
        &self,
        share: &Share,
        holder: Holder,
        span: Span,
    ) -> Option<crate::diagnostics::Diagnostic> {
        let is_extra = way(share).is_none();
        match (holder, self.adding) {
            (Holder::Whole, _) => None,
            (Holder::SectionOfSections, _) => is_extra.then(|| shares::bonus_inside(span)),
            (Holder::Section, Adding::Weights) => is_extra.then(|| shares::bonus_by_weights(span)),
            (Holder::Section, Adding::Points) => None,
            (Holder::Extra, Adding::Weights) => (!is_extra).then(|| shares::weight_in_bonus(span)),
            (Holder::Extra, Adding::Points) => None,
        }
    }

    fn share_points(&mut self, written: &crate::syntax::ast::Quantity) -> Option<Exact> {
        let points = self.points(written)?;
        if is_share_of_points(&points) {
            Some(points)
        } else {
            self.refuse(shares::bad_points(written.span))
        }
    }

    /// Top sections add up to the whole, and the parts of each section to its own share.
    pub(super) fn check_sums(&mut self, nodes: &[Node<'_>]) {
        let top = nodes.iter().filter(|node| node.parent.is_none());
        let headers: Vec<&Header> = top.map(|node| &node.written.header).collect();
        if let Some(first) = headers.first()
            && headers.iter().all(|header| is_sound_extra(header))
        {
            self.found.add(shares::extras_alone(first.span));
        } else if self.adding == Adding::Weights && !headers.is_empty() {
            let last = headers
                .last()
                .and_then(|header| header.shares.first())
                .map_or(Span::default(), |(_, span)| *span);
            self.check_sum(&headers, &Exact::ONE, last);
        }
        for node in nodes.iter().filter(|node| !node.is_extra()) {
            let own = node.written.indicators.iter().map(|one| &one.header);
            let inner = node.children.iter().filter_map(|at| nodes.get(*at));
            let children: Vec<&Header> =
                own.chain(inner.map(|node| &node.written.header)).collect();
            if let Some((share, span)) = sound_share(&node.written.header, self.adding)
                && !children.is_empty()
            {
                self.check_sum(&children, &share, span);
            }
        }
    }

    fn check_sum(&mut self, children: &[&Header], wanted: &Exact, span: Span) {
        let with_share = children.iter().filter(|child| !is_sound_extra(child));
        let shares: Option<Vec<(Exact, Span)>> = with_share
            .map(|child| sound_share(child, self.adding))
            .collect();
        let Some(shares) = shares else {
            return;
        };
        let sum = shares
            .iter()
            .fold(Exact::ZERO, |sum, (share, _)| &sum + share);
        if sum != *wanted {
            let places: Vec<Span> = shares.iter().map(|(_, place)| *place).collect();
            self.found.add(match self.adding {
                Adding::Weights => structure::weight_sum(span, &places, &sum, wanted),
                Adding::Points => shares::points_sum(span, &places, &sum, wanted),
            });
        }
    }
}

/// How a share adds up; nothing for what stands outside the sum.
fn way(share: &Share) -> Option<Adding> {
    match share {
        Share::Weight(_) => Some(Adding::Weights),
        Share::Points(_) => Some(Adding::Points),
        Share::Bonus(_) | Share::Deduction(_) => None,
    }
}

/// A share that has a sum: one that is missing, doubled, of the other way or out of bounds was
/// reported already.
fn sound_share(header: &Header, adding: Adding) -> Option<(Exact, Span)> {
    match (header.shares.as_slice(), adding) {
        ([(Share::Weight(weight), span)], Adding::Weights) if is_weight(weight) => {
            Some((weight.clone(), *span))
        }
        ([(Share::Points(points), span)], Adding::Points) if is_share_of_points(&points.number) => {
            Some((points.number.clone(), *span))
        }
        _ => None,
    }
}

fn is_sound_extra(header: &Header) -> bool {
    matches!(
        header.shares.as_slice(),
        [(Share::Bonus(_) | Share::Deduction(_), _)]
    )
}

fn is_weight(weight: &Exact) -> bool {
    *weight <= Exact::ONE && is_share_of_points(weight)
}

fn is_share_of_points(points: &Exact) -> bool {
    *points > Exact::ZERO && points.places().is_some_and(|places| places <= 12)
}
