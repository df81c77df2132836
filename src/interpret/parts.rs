//! Parts that do not apply, and the weight that they leave to their siblings.

use crate::domain::Exact;
use crate::interpret::trace::State;
use crate::interpret::values::Values;
use crate::program::expr::Part;
use crate::program::{Applies, Indicator, IndicatorId, Otherwise, Program, SectionId};

/// Whether a part applies; it does where its condition is missing.
pub(super) fn scored_state(values: &Values<'_>, applies: Option<&Applies>) -> State {
    let Some(applies) = applies else {
        return State::Applies;
    };
    match (values.of(applies.condition).as_flag(), applies.otherwise) {
        (Some(true) | None, _) => State::Applies,
        (Some(false), Otherwise::Full) => State::Full,
        (Some(false), Otherwise::Zero) => State::Zero,
        (Some(false), Otherwise::Reweigh) => State::Out,
    }
}

/// Whether a part was scored by its clauses or has the mark of one that does not apply; a part
/// that is out, or stands in a section that does not apply, has no score.
pub(super) fn has_score(values: &Values<'_>, part: Part) -> bool {
    let program = values.program;
    match part {
        Part::Total => program.has_score(),
        Part::Indicator(id) => {
            let indicator = program.indicator(id);
            all_apply(values, Some(indicator.section))
                && scored_state(values, indicator.applies.as_ref()) != State::Out
        }
        Part::Section(id) => {
            let section = program.section(id);
            all_apply(values, section.parent) && is_scored(values, id)
        }
    }
}

/// Whether a section and all that hold it apply.
fn all_apply(values: &Values<'_>, section: Option<SectionId>) -> bool {
    let mut next = section;
    while let Some(id) = next {
        let section = values.program.section(id);
        if scored_state(values, section.applies.as_ref()) != State::Applies {
            return false;
        }
        next = section.parent;
    }
    true
}

/// Whether a section has a score where all that hold it apply.
fn is_scored(values: &Values<'_>, id: SectionId) -> bool {
    let section = values.program.section(id);
    let is_in = |id: &IndicatorId| {
        let indicator = values.program.indicator(*id);
        (section.is_extra || !indicator.is_extra)
            && scored_state(values, indicator.applies.as_ref()) != State::Out
    };
    match scored_state(values, section.applies.as_ref()) {
        State::Full | State::Zero => true,
        State::Out => false,
        State::Applies => {
            section.indicators.iter().any(is_in)
                || section
                    .sections
                    .iter()
                    .any(|inner| is_scored(values, *inner))
        }
    }
}

/// The lowest mark of an indicator that does not apply.
pub(super) fn zero_mark(program: &Program, indicator: &Indicator) -> Exact {
    if indicator.is_extra {
        return Exact::ZERO;
    }
    indicator.floor.as_ref().unwrap_or(&program.scale.0).clone()
}

/// Siblings as they are added up.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    sum: Exact,
    /// The weight of those that are out.
    weight_out: Exact,
    is_some_out: bool,
    is_some_in: bool,
    /// Whether some stand outside the shares.
    pub(super) has_extra: bool,
    /// What stands outside the shares.
    pub(super) extra: Exact,
}

impl Sharing {
    /// Takes one sibling with a share.
    #[inline(always)]
    pub(super) fn take(&mut self, weight: &Exact, state: State, shared: Exact) {
        match state {
            State::Out => {
                self.is_some_out = true;
                self.weight_out = &self.weight_out + weight;
            }
            State::Applies | State::Full | State::Zero => {
                self.is_some_in = true;
                self.sum += shared;
            }
        }
    }

    /// Takes one sibling that stands outside the shares.
    pub(super) fn take_extra(&mut self, extra: Exact) {
        self.has_extra = true;
        self.extra += extra;
    }

    /// Whether no sibling with a share counts, though there are some.
    pub(super) fn is_all_out(&self) -> bool {
        self.is_some_out && !self.is_some_in
    }

    /// The sum, and by what the weights of those that count were multiplied, where some are out and
    /// the whole is shared out among the others.
    pub(super) fn result(&self, whole: Option<&Exact>) -> (Exact, Option<Exact>) {
        let whole = whole.filter(|_| self.is_some_out && self.is_some_in);
        // The weights of siblings add up to the whole.
        let factor = whole.and_then(|whole| whole.divided_by(&(whole - &self.weight_out)));
        let mut sum = match &factor {
            Some(factor) => &self.sum * factor,
            None => self.sum.clone(),
        };
        if !self.extra.is_zero() {
            sum += self.extra.clone();
        }
        (sum, factor)
    }
}
