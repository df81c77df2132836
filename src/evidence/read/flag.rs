//! Yes and no.

use unicode_normalization::UnicodeNormalization;

use crate::evidence::Stored;
use crate::evidence::asked::{Asked, Written};
use crate::evidence::mistakes;
use crate::evidence::report::Stop;

/// Reads exactly the documented words; what other programs take for yes is named in the help.
pub(super) fn yes_or_no(asked: &Asked<'_>, written: &Written<'_>) -> Result<Stored, Stop> {
    match written.text {
        "yes" | "是" | "true" => Ok(Stored::Flag(true)),
        "no" | "否" | "false" => Ok(Stored::Flag(false)),
        other => Err(Box::new(mistakes::wrong_flag(
            asked,
            written,
            likely(other),
        ))),
    }
}

fn likely(text: &str) -> Option<&'static str> {
    const YES: [&str; 11] = [
        "yes", "y", "true", "t", "on", "1", "是", "是的", "有", "对", "√",
    ];
    const NO: [&str; 10] = [
        "no", "n", "false", "f", "off", "0", "否", "没有", "不是", "×",
    ];
    let plain: String = text
        .trim()
        .chars()
        .take(10)
        .nfkc()
        .collect::<String>()
        .to_lowercase();
    if YES.contains(&plain.as_str()) {
        Some("yes")
    } else {
        NO.contains(&plain.as_str()).then_some("no")
    }
}
