//! Parts that do not apply, and the weight that they leave to their siblings.

use crate::domain::Exact;
use crate::interpret::trace::State;
use crate::interpret::values::Values;
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
