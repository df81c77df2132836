//! The words of reports in both languages.

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::interpret::Outcome;
use crate::report::ink::Ink;

/// The mark, the word and the look of an outcome.
pub(super) struct Mark {
    pub(super) sign: &'static str,
    pub(super) word: &'static str,
    pub(super) ink: Ink,
}

/// The mark of an outcome.
pub(super) fn mark(outcome: Outcome, language: Language) -> Mark {
    let (sign, zh, en, ink) = match outcome {
        Outcome::Awarded => ("✓", "得分", "awarded", Ink::Green),
        Outcome::Deducted => ("−", "扣分", "deducted", Ink::Red),
        Outcome::NotMet => ("✗", "未满足", "not met", Ink::Red),
        Outcome::NotGiven => ("?", "未提供", "not given", Ink::Yellow),
        Outcome::Capped => ("▲", "封顶", "capped", Ink::Yellow),
        Outcome::Overridden => ("⊘", "不计", "overridden", Ink::Dim),
        Outcome::Set => ("=", "直接定", "set", Ink::Cyan),
        Outcome::NotApplicable => ("·", "不适用", "n/a", Ink::Dim),
    };
    let word = language.pick(zh, en);
    Mark { sign, word, ink }
}

/// The columns of the widest word of an outcome.
pub(super) fn mark_columns(language: Language) -> usize {
    language.pick(6, 10)
}

/// `四舍五入保留 1 位小数`, `rounded to 1 place`.
pub(super) fn rounding(places: u32, mode: Option<&str>, language: Language) -> String {
    let (zh, en) = match mode {
        Some("half_even") => ("五成双", ", halves to even,"),
        Some("up") => ("进一", " up"),
        Some("down") => ("去尾", " down"),
        _ => ("四舍五入", ""),
    };
    match (language, places) {
        (Language::Zh, 0) => format!("{zh}取整"),
        (Language::Zh, _) => format!("{zh}保留 {places} 位小数"),
        (Language::En, 0) => format!("rounded{en} to a whole number"),
        (Language::En, 1) => format!("rounded{en} to 1 place"),
        (Language::En, _) => format!("rounded{en} to {places} places"),
    }
}

/// What happened because a part does not apply.
pub(super) fn otherwise(word: Option<&str>, language: Language) -> &'static str {
    match word {
        Some("full") => language.pick("按满分计", "it gets the full mark"),
        Some("zero") => language.pick("按最低分计", "it gets the lowest mark"),
        Some("reweigh") => language.pick("所占份额分给其余部分", "its share goes to the others"),
        _ => language.pick("不计分", "it does not count"),
    }
}

/// How many of something, in the language's way.
pub(super) fn count(
    number: usize,
    (zh, one, many): (&str, &str, &str),
    language: Language,
) -> String {
    match (language, number) {
        (Language::Zh, _) => format!("{number} {zh}"),
        (Language::En, 1) => format!("1 {one}"),
        (Language::En, _) => format!("{number} {many}"),
    }
}

/// `20 分`, `20 points`.
pub(super) fn points(number: &Exact, language: Language) -> String {
    let shown = crate::report::numbers::shown(number);
    match language {
        Language::Zh => format!("{shown} 分"),
        Language::En if *number == Exact::ONE => format!("{shown} point"),
        Language::En => format!("{shown} points"),
    }
}

/// The mark, the word and the look of a ruling.
pub(super) fn ruling(kind: &str, language: Language) -> Mark {
    let (sign, zh, en, ink) = match kind {
        "direct" => ("↑", "直接认定", "direct", Ink::Green),
        "downgrade" => ("↓", "降档", "downgrade", Ink::Red),
        "bar" => ("↓", "不得评为", "bar", Ink::Red),
        "require" => ("✗", "未达到要求", "requirement", Ink::Red),
        _ => ("✗", "一票否决", "veto", Ink::Red),
    };
    let word = language.pick(zh, en);
    Mark { sign, word, ink }
}
