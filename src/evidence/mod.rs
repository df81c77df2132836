//! Evidence: the declared fields, one subject's record of them, and the readers of evidence files.

mod asked;
mod described;
pub mod document;
mod filled;
pub mod form;
mod json_piece;
mod mistakes;
mod names;
pub mod read;
pub mod record;
mod report;
pub mod schema;
mod schema_json;
mod typed;

pub(crate) use described::range as declared_range;
pub use document::Format;
pub use filled::{filled, typed_value};
pub use form::Form;
pub use read::{
    Expectation, Read, Wanted, Words, read, read_date, read_expectations, read_partial,
};
pub use record::{Judgement, Place, Record, Stored};
pub use schema::{
    Choice, ChoiceListDef, Field, FieldId, FieldKind, JudgementField, Presence, Schema,
};
pub use schema_json::json_schema;
pub(crate) use typed::money;
