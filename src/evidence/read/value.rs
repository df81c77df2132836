//! One scalar by the declared kind of its field.

use super::{choice, date, flag, number};
use crate::evidence::Stored;
use crate::evidence::asked::{Asked, Written};
use crate::evidence::mistakes;
use crate::evidence::report::Stop;
use crate::evidence::schema::FieldKind;

/// The texts that say that there is nothing to say.
pub(crate) const ABSENT: [&str; 4] = ["", "N/A", "-", "无"];

/// Whether a text says that there is nothing to say.
pub(crate) fn is_absent(text: &str) -> bool {
    ABSENT.contains(&text.trim())
}

/// Reads one value; absence is [`Stored::Missing`].
pub(crate) fn read_scalar(asked: &Asked<'_>, written: &Written<'_>) -> Result<Stored, Stop> {
    let kind = &asked.field.kind;
    if let FieldKind::Choice { list } = kind {
        return choice::one_of(asked, *list, written);
    }
    if is_absent(written.text) {
        return Ok(Stored::Missing);
    }
    match kind {
        FieldKind::Count { .. } | FieldKind::Number { .. } => number::plain(asked, written),
        FieldKind::Percent { .. } => number::percent(asked, written),
        FieldKind::Money { .. } => number::money(asked, written),
        FieldKind::Flag => flag::yes_or_no(asked, written),
        FieldKind::Choice { list } => choice::one_of(asked, *list, written),
        FieldKind::Kinds { .. } => Err(Box::new(mistakes::kinds_not_a_list(asked, written))),
        FieldKind::Date => date::day(asked, written),
        FieldKind::Text => Ok(Stored::Text(written.text.to_owned())),
        FieldKind::Records { .. } => Err(Box::new(mistakes::sequence_needed(
            asked,
            written.span,
            written.format,
        ))),
    }
}
