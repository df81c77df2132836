//! The words of every finding in evidence: facts come in, a diagnostic in two languages goes out.

mod choice;
mod fields;
mod file;
mod judgement;
mod value;

pub(crate) use choice::{kind_looks_like, kinds_look_alike, not_a_choice};
pub(crate) use fields::{
    field_twice, missing_fields, row_not_mapping, scalar_needed, sequence_needed, unknown_field,
    unknown_source,
};
pub(crate) use file::{
    Refused, empty_file, key_twice, mapping_needed, no_subject, refused_yaml, source_not_text,
    too_deep, too_large, too_many_items, unknown_key, unreadable, wrong_date_key,
    wrong_expectation,
};
pub(crate) use judgement::{
    judgement_incomplete, judgement_shape, judgement_unknown_part, points_out_of_bounds,
    unknown_judgement, wrong_points,
};
pub(crate) use value::{
    bare_money, bare_percent, empty_item, kinds_not_a_list, out_of_range, too_many_places,
    wrong_date, wrong_flag, wrong_number,
};

use crate::diagnostics::nearest;

/// The nearest candidate, or none where the word is too long to be a slip of the pen.
fn near<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const LONGEST: usize = 120;
    (word.len() <= LONGEST).then(|| nearest(word, candidates))?
}
