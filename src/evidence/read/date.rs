//! Days.

use unicode_normalization::UnicodeNormalization;

use crate::domain::Date;
use crate::evidence::Stored;
use crate::evidence::asked::{Asked, Written};
use crate::evidence::mistakes;
use crate::evidence::report::Stop;

/// Reads `2024-03-05` or `2024年3月5日`.
pub(super) fn day(asked: &Asked<'_>, written: &Written<'_>) -> Result<Stored, Stop> {
    Date::parse(written.text).map(Stored::Date).ok_or_else(|| {
        let likely = likely(written.text);
        Box::new(mistakes::wrong_date(asked, written, &likely))
    })
}

/// The days that other ways of writing may mean; `03/04/2026` may mean two.
fn likely(text: &str) -> Vec<String> {
    let text: String = text.trim().chars().take(30).nfkc().collect();
    let text = text.split(['T', ' ']).next().unwrap_or("");
    let parts: Vec<&str> = text
        .split(['-', '/', '.', '年', '月', '日', '号'])
        .collect();
    let orders: &[[usize; 3]] = match parts.as_slice() {
        [year, _, _] | [year, _, _, ""] if year.len() == 4 => &[[0, 1, 2]],
        [_, _, year] if year.len() == 4 => &[[2, 0, 1], [2, 1, 0]],
        _ => &[],
    };
    let mut days: Vec<String> = Vec::new();
    for order in orders {
        let [year, month, day] = order.map(|at| parts.get(at).copied().unwrap_or(""));
        let iso = format!("{year}-{month:0>2}-{day:0>2}");
        if Date::parse(&iso).is_some() && !days.contains(&iso) {
            days.push(iso);
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::likely;

    #[test]
    fn a_slashed_date_may_mean_two_days() {
        assert_eq!(likely("03/04/2026"), ["2026-03-04", "2026-04-03"]);
        assert_eq!(likely("2026/3/4"), ["2026-03-04"]);
        assert_eq!(likely("２０２４-3-5"), ["2024-03-05"]);
        assert_eq!(likely("2024-03-05T00:00:00"), ["2024-03-05"]);
        assert_eq!(likely("2024年3月5号"), ["2024-03-05"]);
        assert!(likely("45000").is_empty());
        assert!(likely("3/4/26").is_empty());
    }
}
