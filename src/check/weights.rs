//! Weights: each part has one, and children add up to their parent.

use crate::check::mistakes::structure;
use crate::check::scope::Checker;
use crate::domain::Exact;
use crate::source::Span;
use crate::syntax::ast::{Header, Section, Share};

impl Checker<'_> {
    /// The weight of a header.
    pub(super) fn weight(&mut self, header: &Header) -> Option<Exact> {
        match header.shares.as_slice() {
            [] => self.refuse(structure::no_weight(header.span, &header.title.name.text)),
            [(Share::Points(_) | Share::Bonus(_) | Share::Deduction(_), span)] => {
                self.refuse(structure::not_yet(*span))
            }
            [(Share::Weight(weight), span)] => {
                if is_in_bounds(weight) {
                    Some(weight.clone())
                } else {
                    self.refuse(structure::bad_weight(*span))
                }
            }
            [(_, first), (_, second), ..] => {
                self.refuse(structure::repeated(*second, *first, "weight"))
            }
        }
    }

    /// Sections add up to 100%, and the indicators of each to its weight.
    pub(super) fn check_weights(&mut self, sections: &[&Section], tree_end: Span) {
        let headers: Vec<&Header> = sections.iter().map(|section| &section.header).collect();
        let last = headers
            .last()
            .and_then(|header| weight_span(header))
            .unwrap_or(tree_end);
        self.check_sum(&headers, &Exact::ONE, last);
        for section in sections {
            let children: Vec<&Header> = section
                .indicators
                .iter()
                .map(|indicator| &indicator.header)
                .collect();
            if let Some((own, span)) = sound_weight(&section.header)
                && !children.is_empty()
            {
                self.check_sum(&children, own, *span);
            }
        }
    }

    fn check_sum(&mut self, children: &[&Header], wanted: &Exact, span: Span) {
        let weights: Option<Vec<(&Exact, &Span)>> =
            children.iter().map(|child| sound_weight(child)).collect();
        let Some(weights) = weights.filter(|weights| !weights.is_empty()) else {
            return;
        };
        let sum = weights
            .iter()
            .fold(Exact::ZERO, |sum, (weight, _)| &sum + *weight);
        if sum != *wanted {
            let places: Vec<Span> = weights.iter().map(|(_, place)| **place).collect();
            self.found
                .add(structure::weight_sum(span, &places, &sum, wanted));
        }
    }
}

/// A weight that has a sum: one that is missing, doubled or out of bounds was reported already.
fn sound_weight(header: &Header) -> Option<(&Exact, &Span)> {
    match header.shares.as_slice() {
        [(Share::Weight(weight), span)] if is_in_bounds(weight) => Some((weight, span)),
        _ => None,
    }
}

fn is_in_bounds(weight: &Exact) -> bool {
    *weight > Exact::ZERO
        && *weight <= Exact::ONE
        && weight.places().is_some_and(|places| places <= 12)
}

fn weight_span(header: &Header) -> Option<Span> {
    header.shares.first().map(|(_, span)| *span)
}
