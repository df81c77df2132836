//! What is asked for at one place of the evidence, and what was written there.

use crate::evidence::document::Format;
use crate::evidence::schema::{Field, Schema};
use crate::source::Span;

/// A field, and the row in which it stands where it belongs to records.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'s> {
    /// All that evidence may hold.
    pub(crate) schema: &'s Schema,
    /// The field.
    pub(crate) field: &'s Field,
    /// The row, for a field of records.
    pub(crate) row: Option<Row<'s>>,
}

/// A row of records.
#[derive(Clone, Copy)]
pub(crate) struct Row<'s> {
    /// The records field.
    pub(crate) records: &'s Field,
    /// Which row, from 1.
    pub(crate) number: usize,
}

/// One value as it was written.
#[derive(Clone, Copy)]
pub(crate) struct Written<'t> {
    /// The text behind quotes and escapes.
    pub(crate) text: &'t str,
    /// Its bytes.
    pub(crate) span: Span,
    /// The format around it, which says how a value is typed there.
    pub(crate) format: Format,
}

impl Asked<'_> {
    /// The field by what people read, in Chinese.
    pub(crate) fn zh(&self) -> String {
        let title = self.field.title();
        self.row.map_or_else(
            || format!("`{title}`"),
            |row| {
                let (records, number) = (row.records.title(), row.number);
                format!("`{records}`第{number}行的`{title}`")
            },
        )
    }

    /// The field by what people read, in English.
    pub(crate) fn en(&self) -> String {
        let title = self.field.title();
        self.row.map_or_else(
            || format!("`{title}`"),
            |row| {
                let (records, number) = (row.records.title(), row.number);
                format!("`{title}` in row {number} of `{records}`")
            },
        )
    }
}

/// Text of the user inside a message: one line, and not longer than a line.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = text
        .chars()
        .take(LONGEST)
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
