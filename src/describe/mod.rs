//! A checked program in words: sentences for its conditions, clauses, grades and rulings in Chinese or
//! English, and the whole standard as data for its official table. What comes out is exact: the ends of
//! every range are said, brackets stand wherever two readings are possible, and where evidence may be
//! missing it is said what then holds. Nothing here scores, and nothing here knows of a page.

mod bands;
mod clauses;
mod comparisons;
mod document;
mod effects;
mod expressions;
mod fields;
mod missing;
mod names;
mod parts;

mod rows;
mod rulings;
mod tree;

mod values;

use crate::diagnostics::Language;
use crate::domain::Type;
use crate::evidence::FieldId;
use crate::program::{ClauseId, DatedRange, ExprId, IndicatorId, Program};

pub use clauses::Rule;
pub use document::{Document, document};

/// A program and the language in which it is described.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'p> {
    /// The standard.
    pub(crate) program: &'p Program,
    /// The language of the words; labels are those of the rule file.
    pub(crate) language: Language,
    /// The records whose row is spoken of, inside a filter or a value of each row.
    row: Option<FieldId>,
}

impl<'p> Words<'p> {
    /// Words for a whole standard.
    pub(crate) fn new(program: &'p Program, language: Language) -> Self {
        Self {
            program,
            language,
            row: None,
        }
    }

    /// The same inside the rows of records.
    fn over(self, records: FieldId) -> Self {
        Self {
            row: Some(records),
            ..self
        }
    }

    /// Picks the text of the language.
    fn pick(&self, zh: impl Into<String>, en: impl Into<String>) -> String {
        self.language.pick(zh.into(), en.into())
    }

    /// Parts with the language's comma for lists between them.
    fn listed(&self, parts: &[String]) -> String {
        parts.join(self.language.pick("、", ", "))
    }
}

/// A clause as one sentence, with all that it holds.
pub fn clause(program: &Program, id: ClauseId, language: Language) -> String {
    let words = Words::new(program, language);
    words.rule(id).sentence(language)
}

/// The clauses of an indicator, each with the sentences of those inside it.
pub fn rules(program: &Program, id: IndicatorId, language: Language) -> Vec<Rule> {
    let words = Words::new(program, language);
    let clauses = &program.indicator(id).clauses;
    clauses.iter().map(|id| words.rule(*id)).collect()
}

/// An expression that speaks of the whole record, such as a condition or a definition's value.
pub fn expression(program: &Program, id: ExprId, language: Language) -> String {
    Words::new(program, language).expression(id)
}

/// A range of values, such as `60%（含）至80%（不含）`, with its later forms and their first days.
pub fn range(program: &Program, range: &DatedRange, ty: &Type, language: Language) -> String {
    Words::new(program, language).dated_range(range, ty)
}
