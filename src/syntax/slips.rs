//! Slips that a policy author makes often, each with what to type instead.

use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::source::Span;

/// Signs of other languages, and what this one writes.
const SIGNS: &[(&str, &str, &str)] = &[
    ("==", "=", "="),
    ("=>", ">=", ">="),
    ("=<", "<=", "<="),
    ("<>", "!=", "!="),
    ("&&", "且", "and"),
    ("||", "或", "or"),
    ("。", "", ""),
    ("；", "", ""),
    (";", "", ""),
];

/// Words that may have been written against what follows them.
const GLUED: &[&str] = &[
    "不低于",
    "不超过",
    "及以上",
    "若",
    "则",
    "且",
    "或",
    "非",
    "每",
    "当",
    "其中",
    "超过",
    "低于",
    "封顶",
    "最多",
    "保底",
    "缺省",
    "属于",
    "包含",
    "达到",
    "高于",
    "不满",
    "不足",
    "权重",
];

/// The slip at `at` of a statement, if it is one of the common ones.
pub(super) fn recognised(text: &str, at: usize, statement: Span) -> Option<Diagnostic> {
    let at = text
        .get(at..)
        .map_or(at, |rest| at + rest.len() - rest.trim_start().len());
    wrong_sign(text, at, statement)
        .or_else(|| glued_sign(text, at, statement))
        .or_else(|| split_unit(text, at, statement))
        .or_else(|| glued_word(text, at, statement))
}

fn span(statement: Span, start: usize, length: usize) -> Span {
    let start = statement.start as usize + start;
    Span::new(start, start + length)
}

fn wrong_sign(text: &str, at: usize, statement: Span) -> Option<Diagnostic> {
    // The parser may have taken the first half of a sign: `=` of `==`.
    let back = text
        .get(..at)?
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    let starts = [at, at - back];
    let found = starts.into_iter().find_map(|start| {
        let rest = text.get(start..)?;
        let sign = SIGNS.iter().find(|(sign, ..)| rest.starts_with(sign))?;
        Some((start, sign))
    });
    let (start, (sign, zh, en)) = found?;
    let place = span(statement, start, sign.len());
    let is_chinese = !text.is_ascii();
    let help = if zh.is_empty() {
        say!(zh "行末不用标点，删除 `{sign}`", en "lines end without a stop: delete `{sign}`")
    } else {
        say!(zh "写成 `{zh}`", en "write `{en}`")
    };
    let message = say!(zh "这里没有 `{sign}` 这个符号", en "the sign `{sign}` is not known here");
    Some(
        Diagnostic::new(Code::Expected, message)
            .label(place, say!(zh "这个符号", en "this sign"))
            .help(help)
            .fix(place, if is_chinese { *zh } else { *en }),
    )
}

/// `firms+20`: a sign against a digit belongs to points.
fn glued_sign(text: &str, at: usize, statement: Span) -> Option<Diagnostic> {
    let rest = text.get(at..)?;
    let sign = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '+' | '-' | '＋' | '－' | '−'))?;
    let digit = rest.chars().nth(1).filter(char::is_ascii_digit)?;
    let place = span(statement, at, sign.len_utf8());
    Some(
        Diagnostic::new(
            Code::Expected,
            say!(zh "紧挨着数字的 `{sign}` 表示加减分，这里不能加减分",
                 en "a `{sign}` against a digit awards or deducts points, which cannot stand here"),
        )
        .label(
            place,
            say!(zh "与数字之间没有空格", en "no blank before the digit"),
        )
        .help(say!(zh "要做加减法，在符号后面加空格：`{sign} {digit}…`",
                   en "to add or subtract, put a blank behind the sign: `{sign} {digit}…`"))
        .fix(place, format!("{sign} ")),
    )
}

/// `100 家`: a unit stands against its number.
fn split_unit(text: &str, at: usize, statement: Span) -> Option<Diagnostic> {
    let before = text.get(..at)?;
    let number = before.trim_end();
    let is_split = number.len() < before.len() && number.ends_with(|c: char| c.is_numeric());
    let word: String = text
        .get(at..)?
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    let is_unit = !word.is_ascii() && word.chars().count() <= 4 || word == "pp";
    if !is_split || !is_unit {
        return None;
    }
    let place = span(statement, number.len(), at - number.len() + word.len());
    Some(
        Diagnostic::new(
            Code::Expected,
            say!(zh "`{word}` 与前面的数字之间不能有空格", en "a unit stands against its number, without a blank"),
        )
        .label(span(statement, at, word.len()), say!(zh "这个词", en "this word"))
        .help(say!(zh "若是单位，去掉空格：`100{word}`", en "if it is a unit, drop the blank: `100{word}`"))
        .fix(place, word),
    )
}

/// `若服务满意度`: words need a blank between them.
fn glued_word(text: &str, at: usize, statement: Span) -> Option<Diagnostic> {
    let word_starts: Vec<usize> = text
        .char_indices()
        .filter(|(start, _)| {
            let before = text
                .get(..*start)
                .and_then(|before| before.chars().next_back());
            !before.is_some_and(char::is_alphanumeric)
        })
        .map(|(start, _)| start)
        .filter(|start| *start <= at)
        .collect();
    let start = word_starts.last().copied()?;
    let word: String = text
        .get(start..)?
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let head = GLUED
        .iter()
        .find(|head| word.starts_with(**head) && word != **head);
    let (first, second) = match head {
        Some(head) => (*head, word.strip_prefix(head)?),
        None => {
            let tail = GLUED
                .iter()
                .find(|tail| word.ends_with(**tail) && word != **tail)?;
            (word.strip_suffix(tail)?, *tail)
        }
    };
    let place = span(statement, start, word.len());
    let parted = format!("{first} {second}");
    let help: Say =
        say!(zh "词与词之间加一个空格：`{parted}`", en "put a blank between the words: `{parted}`");
    Some(
        Diagnostic::new(
            Code::Expected,
            say!(zh "`{word}` 被读成了一个名称", en "`{word}` is read as one name"),
        )
        .label(
            place,
            say!(zh "其中可能有一个关键词", en "a keyword seems to be part of it"),
        )
        .help(help)
        .fix(place, parted),
    )
}
