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
    /// Operands that may leave it without a value, where no `otherwise` supplies one.
    pub(super) lacks: Vec<Lack>,
    /// Whether it needs scores.
    pub(super) needs_scores: bool,
}

/// An operand that may leave an expression without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lack {
    /// Where the operand is written.
    pub(super) span: Span,
    /// What it may be.
    pub(super) kind: LackKind,
}

/// What an operand may be that leaves an expression without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LackKind {
    /// A divisor of 0.
    Divisor,
    /// A base of growth that is not above 0.
    GrowthBase,
    /// A number below 0 under a square root.
    Root,
    /// A number not above 0 in a logarithm.
    Logarithm,
    /// A number below 0 whose power is not surely whole.
    NegativePower,
    /// 0, to a power that may be below 0.
    ZeroPower,
}

impl Lack {
    pub(super) fn new(span: Span, kind: LackKind) -> Self {
        Self { span, kind }
    }
}

impl Traits {
    /// Takes over what another operand has.
    pub(super) fn join(mut self, other: &Self) -> Self {
        for field in &other.optional {
            if !self.optional.contains(field) {
                self.optional.push(*field);
            }
        }
        for lack in &other.lacks {
            if !self.lacks.contains(lack) {
                self.lacks.push(*lack);
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
