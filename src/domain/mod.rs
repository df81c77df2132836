//! What things are, wherever they come from: exact numbers, dates, types and units, values, and the
//! one meaning of each operator. Nothing here knows of files, grammars or reports.

pub mod calendar;
pub mod date;
pub mod exact;
mod exact_text;
pub mod functions;
pub mod meaning;
pub mod rounding;
pub mod standard;
pub mod types;
pub mod value;
mod whole;

pub use calendar::Calendar;
pub use date::Date;
pub use exact::Exact;
pub use rounding::{Rounding, RoundingMode};
pub use types::{Quantity, Type};
pub use value::{KindSet, Value};
