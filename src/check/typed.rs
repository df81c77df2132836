//! An expression as the check knows it.

use crate::check::extent::Extent;
use crate::domain::Type;
use crate::evidence::FieldId;
use crate::program::ExprId;
use crate::source::Span;

/// A checked expression.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    /// Its place in the arena.
    pub(super) id: ExprId,
    /// What it is.
    pub(super) ty: Type,
    /// Its range, where it is a number.
    pub(super) extent: Option<Extent>,
    /// Where it is written.
    pub(super) span: Span,
    /// Whether it is a number as written, which takes the unit of its neighbour.
    pub(super) is_bare: bool,
    /// What it lacks, or may need.
    pub(super) traits: Traits,
}

/// What an expression inherits from its operands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Traits {
    /// Optional fields without which it has no value.
    pub(super) optional: Vec<FieldId>,
    /// Divisors that may be 0 and that no `otherwise` covers.
    pub(super) divisors: Vec<Span>,
    /// Whether it needs scores.
    pub(super) needs_scores: bool,
}

impl Traits {
    /// Takes over what another operand has.
    pub(super) fn join(mut self, other: &Self) -> Self {
        for field in &other.optional {
            if !self.optional.contains(field) {
                self.optional.push(*field);
            }
        }
        for divisor in &other.divisors {
            if !self.divisors.contains(divisor) {
                self.divisors.push(*divisor);
            }
        }
        self.needs_scores |= other.needs_scores;
        self
    }
}

impl Typed {
    /// The traits of several operands together.
    pub(super) fn joined<'t>(all: impl IntoIterator<Item = &'t Self>) -> Traits {
        all.into_iter().fold(Traits::default(), |traits, typed| {
            traits.join(&typed.traits)
        })
    }
}
