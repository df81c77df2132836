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

/// Whether `word` is `keyword` with a slip or two, or in other case. Short keywords and those of one
/// character are not guessed at.
pub fn is_slip_of(word: &str, keyword: &str) -> bool {
    let lower = word.to_lowercase();
    if word == keyword {
        return false;
    }
    let length = keyword.chars().count();
    let allowed = match (keyword.is_ascii(), length) {
        (true, 7..) => 2,
        (true, 3..) | (false, 2..) => 1,
        (true | false, _) => 0,
    };
    let same_script = word.is_ascii() == keyword.is_ascii();
    // One of two Chinese characters must stay, and both must be there.
    let is_whole = keyword.is_ascii() || word.chars().count() == length;
    same_script && is_whole && strsim::osa_distance(&lower, keyword) <= allowed
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
    use super::{is_slip_of, nearest};

    #[test]
    fn a_slip_of_the_pen_finds_its_name() {
        let names = ["satisfaction", "firms", "服务满意度", "渠道"];
        assert_eq!(nearest("satisfacton", names), Some("satisfaction"));
        assert_eq!(nearest("Firms", names), Some("firms"));
        assert_eq!(nearest("满意度", names), Some("服务满意度"));
        assert_eq!(nearest("weather", names), None);
    }

    #[test]
    fn a_keyword_with_a_slip_is_known_again() {
        assert!(is_slip_of("cuont", "count"));
        assert!(is_slip_of("optionl", "optional"));
        assert!(is_slip_of("THEN", "then"));
        assert!(is_slip_of("记数", "计数"));
        assert!(!is_slip_of("then", "then"));
        assert!(!is_slip_of("on", "or"));
        assert!(!is_slip_of("firms", "from"));
    }
}
