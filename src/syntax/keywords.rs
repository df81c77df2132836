//! The keywords that can stand in the middle of a line, by what the grammar expects there: for
//! did-you-mean.

use crate::diagnostics::is_slip_of;
use crate::syntax::reader::Rule;

const INSIDE: &[(&[Rule], &[&str])] = &[
    (
        &[Rule::weight, Rule::kw_weight, Rule::header_part],
        &["weight", "权重"],
    ),
    (
        &[Rule::header_part, Rule::clause_tail, Rule::bound],
        &["cap", "floor", "封顶", "最多", "保底"],
    ),
    (
        &[Rule::clause_tail, Rule::guard, Rule::kw_when],
        &["when", "当"],
    ),
    (
        &[Rule::header_part, Rule::rounding, Rule::kw_rounded],
        &["保留"],
    ),
    (
        &[Rule::field_type],
        &[
            "count",
            "number",
            "percent",
            "money",
            "yes/no",
            "one of",
            "kinds",
            "date",
            "text",
            "records",
            "计数",
            "数值",
            "百分比",
            "金额",
            "是否",
            "单选",
            "种类",
            "日期",
            "文本",
            "记录",
        ],
    ),
    (
        &[Rule::field_option, Rule::kw_optional],
        &["optional", "default", "places", "可缺", "默认", "小数位"],
    ),
    (&[Rule::kw_or_others], &["or others", "或其他"]),
    (&[Rule::kw_then], &["then", "则"]),
    (&[Rule::kw_else], &["else", "否则"]),
    (&[Rule::kw_if], &["if", "若"]),
    (&[Rule::kw_to], &["to", "至"]),
    (&[Rule::kw_until], &["until", "至"]),
    (&[Rule::kw_below], &["below", "低于"]),
    (&[Rule::kw_and_above], &["and above", "及以上"]),
    (&[Rule::kw_above, Rule::start], &["above", "超过"]),
    (&[Rule::filter, Rule::kw_with], &["with", "其中"]),
    (&[Rule::kw_because], &["because", "因为"]),
    (&[Rule::kw_places], &["places", "位小数"]),
    (
        &[Rule::kw_full, Rule::kw_zero, Rule::kw_reweigh],
        &["full", "zero", "reweigh", "满分", "零分", "重新分配"],
    ),
    (&[Rule::kw_up_to, Rule::judge_most], &["up to", "不超过"]),
    (&[Rule::judge_range], &["from", "自"]),
    (&[Rule::kw_per], &["per", "每"]),
    (&[Rule::kw_and], &["and", "且"]),
    (&[Rule::kw_or], &["or", "或"]),
    (
        &[Rule::fallback, Rule::kw_otherwise],
        &["otherwise", "缺省"],
    ),
    (
        &[Rule::test, Rule::comparator],
        &[
            "is given",
            "between",
            "has",
            "starts with",
            "已提供",
            "介于",
            "属于",
            "包含",
            "开头为",
            "达到",
            "不低于",
            "超过",
            "高于",
            "不超过",
            "低于",
            "不足",
            "不满",
        ],
    ),
];

/// The first words of keywords that end with `of`.
const FOLDS: &[&str] = &[
    "count", "sum", "highest", "lowest", "average", "score", "share",
];

/// A keyword and the misspelt text that means it: how many bytes of `rest` it takes.
pub(super) fn meant(rest: &str, wanted: &[Rule]) -> Option<(&'static str, usize)> {
    INSIDE
        .iter()
        .filter(|(rules, _)| rules.iter().any(|rule| wanted.contains(rule)))
        .flat_map(|(_, words)| words.iter())
        .find_map(|keyword| {
            let length = taken(rest, keyword.split(' ').count())?;
            is_slip_of(rest.get(..length)?, keyword).then_some((*keyword, length))
        })
}

/// The fold that a word before `of` means.
pub(super) fn meant_fold(word: &str) -> Option<&'static str> {
    FOLDS.iter().find(|fold| is_slip_of(word, fold)).copied()
}

/// The bytes of the first `words` words of `rest`.
fn taken(rest: &str, words: usize) -> Option<usize> {
    let mut end = 0;
    for _ in 0..words {
        let behind = rest.get(end..)?;
        let blanks = behind.len() - behind.trim_start().len();
        let word = behind
            .trim_start()
            .split(ends_word)
            .next()
            .filter(|word| !word.is_empty())?;
        end += blanks + word.len();
    }
    Some(end)
}

fn ends_word(c: char) -> bool {
    !super::scan::is_word(c) && c != '/'
}
