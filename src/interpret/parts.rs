//! Parts that do not apply, and the weight that they leave to their siblings.

use crate::domain::Exact;
use crate::interpret::trace::State;
use crate::interpret::values::Values;
use crate::program::expr::Part;
use crate::program::{Applies, Otherwise};

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
        Part::Indicator(id) => {
            let indicator = program.indicator(id);
            let section = program.sections.get(indicator.section.0 as usize);
            let applies = section.and_then(|section| section.applies.as_ref());
            scored_state(values, applies) == State::Applies
                && scored_state(values, indicator.applies.as_ref()) != State::Out
        }
        Part::Section(id) => program.sections.get(id.0 as usize).is_some_and(|section| {
            match scored_state(values, section.applies.as_ref()) {
                State::Full | State::Zero => true,
                State::Out => false,
                State::Applies => section
                    .indicators
                    .iter()
                    .any(|id| has_score(values, Part::Indicator(*id))),
            }
        }),
    }
}

/// Siblings as they are added up.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    sum: Exact,
    weight_in: Exact,
    is_some_out: bool,
    is_some_in: bool,
}

impl Sharing {
    /// Takes one sibling.
    pub(super) fn take(&mut self, weight: &Exact, state: State, contribution: &Exact) {
        match state {
            State::Out => self.is_some_out = true,
            State::Applies | State::Full | State::Zero => {
                self.is_some_in = true;
                self.sum = &self.sum + contribution;
                self.weight_in = &self.weight_in + weight;
            }
        }
    }

    /// Whether no sibling counts, though there are some.
    pub(super) fn is_all_out(&self) -> bool {
        self.is_some_out && !self.is_some_in
    }

    /// The sum, and by what the weights of those that count were multiplied, where some are out.
    pub(super) fn result(&self, whole: &Exact) -> (Exact, Option<Exact>) {
        let factor = if self.is_some_out && self.is_some_in {
            whole.divided_by(&self.weight_in)
        } else {
            None
        };
        match factor {
            Some(factor) => (&self.sum * &factor, Some(factor)),
            None => (self.sum.clone(), None),
        }
    }
}
