//! Evidence: the declared fields, one subject's record of them, and the readers of evidence files.

mod asked;
pub mod document;
mod mistakes;
mod names;
pub mod read;
pub mod record;
mod report;
pub mod schema;
mod typed;

pub use document::Format;
pub use read::read;
pub use record::{Judgement, Record, Stored};
pub use schema::{
    Choice, ChoiceListDef, Field, FieldId, FieldKind, JudgementField, Presence, Schema,
};
