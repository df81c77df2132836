//! Evidence: the declared fields, one subject's record of them, and the readers of evidence files.

pub mod record;
pub mod schema;

pub use record::{Judgement, Record, Stored};
pub use schema::{
    Choice, ChoiceListDef, Field, FieldId, FieldKind, JudgementField, Presence, Schema,
};
