//! Statements as they stand in the text, one behind the other.

use crate::source::Span;
use crate::syntax::reader::Rule;

/// A statement, as far as it was understood.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its text, without a comment behind it.
    pub span: Span,
    /// How many blocks it stands in; nothing for a note, which may stand anywhere.
    pub level: Option<usize>,
    /// How it was read; nothing where it could not be.
    pub form: Option<Form>,
}

/// What a statement, or a part of one, was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form(pub(in crate::syntax) Rule);

/// Statements that line up with others of their sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A field of evidence.
    Field,
    /// A grade.
    Grade,
    /// The header of an indicator.
    Indicator,
    /// A value behind a colon: of a band, or of a row of a table.
    Value,
}

impl Form {
    /// Whether a statement closes a group.
    pub fn is_end(self) -> bool {
        self.0 == Rule::end_line
    }

    /// The sort of a statement, where it lines up with others.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the generated `Rule` has some three hundred variants"
    )]
    pub fn sort(self) -> Option<Sort> {
        match self.0 {
            Rule::field_line => Some(Sort::Field),
            Rule::grade_line => Some(Sort::Grade),
            Rule::indicator_line => Some(Sort::Indicator),
            Rule::band_line | Rule::row_line => Some(Sort::Value),
            _ => None,
        }
    }
}
