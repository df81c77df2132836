//! Did-you-mean: the nearest of the names that would have been right.

use unicode_normalization::UnicodeNormalization;

/// The candidate nearest to `word`, where it is near enough to be meant.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let plain = |text: &str| text.nfkc().flat_map(char::to_lowercase).collect::<String>();
    let word = plain(word);
    candidates
        .into_iter()
        .map(|candidate| {
            let other = plain(candidate);
            (distance(&word, &other), candidate)
        })
        .filter(|(distance, _)| *distance <= 400)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edits in thousandths of the longer word; a word that continues the other is near too.
fn distance(word: &str, other: &str) -> usize {
    let longer = word.chars().count().max(other.chars().count()).max(1);
    let shorter = word.chars().count().min(other.chars().count());
    let edits = strsim::osa_distance(word, other) * 1000 / longer;
    let is_part = shorter >= 2 && (word.contains(other) || other.contains(word));
    if is_part { edits.min(390) } else { edits }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_finds_its_name() {
        let names = ["satisfaction", "firms", "服务满意度", "渠道"];
        assert_eq!(nearest("satisfacton", names), Some("satisfaction"));
        assert_eq!(nearest("Firms", names), Some("firms"));
        assert_eq!(nearest("满意度", names), Some("服务满意度"));
        assert_eq!(nearest("weather", names), None);
    }
}
