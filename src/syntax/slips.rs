//! Slips that a policy author makes often, each with what to type instead.

use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::source::Span;
use crate::syntax::reader::Rule;
use crate::syntax::{heads, keywords, scan};

/// Signs of other languages, and what this one writes.
const SIGNS: &[(&str, &str, &str)] = &[
    ("==", "=", "="),
    ("=>", ">=", ">="),
    ("=<", "<=", "<="),
    ("<>", "!=", "!="),
    ("&&", "且", "and"),
    ("||", "或", "or"),
    ("~", "至", "to"),
    ("～", "至", "to"),
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

/// What stands for a value.
pub(super) const VALUES: &[Rule] = &[
    Rule::expression,
    Rule::disjunction,
    Rule::conjunction,
    Rule::negation,
    Rule::comparison,
    Rule::otherwise,
    Rule::sum,
    Rule::term,
    Rule::factor,
    Rule::primary,
    Rule::counted,
    Rule::path,
    Rule::call,
    Rule::item,
];

/// Where pest stopped, and what it could have gone on with.
pub(super) struct Stop<'t> {
    /// The text of the statement.
    pub(super) text: &'t str,
    /// The first character that did not fit, behind blanks.
    pub(super) at: usize,
    /// The place of the statement in its file.
    pub(super) statement: Span,
    /// What would have fitted.
    pub(super) wanted: &'t [Rule],
}

/// The slip where pest stopped, if it is one of the common ones.
pub(super) fn recognised(stop: &Stop<'_>) -> Option<Diagnostic> {
    wrong_sign(stop)
        .or_else(|| name_with_a_digit(stop))
        .or_else(|| keyword_as_name(stop))
        .or_else(|| misspelt_keyword(stop))
        .or_else(|| split_unit(stop))
        .or_else(|| glued_word(stop))
        .or_else(|| second_comparison(stop))
        .or_else(|| missing_before_points(stop))
        .or_else(|| glued_sign(stop))
}

impl<'t> Stop<'t> {
    fn span(&self, start: usize, length: usize) -> Span {
        let start = self.statement.start as usize + start;
        Span::new(start, start + length)
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn before(&self) -> &'t str {
        self.text.get(..self.at).unwrap_or("")
    }

    /// The word that starts where pest stopped; empty where a sign stands there.
    fn word(&self) -> &'t str {
        heads::first_word(self.rest())
    }

    fn wants(&self, rule: Rule) -> bool {
        self.wanted.contains(&rule)
    }

    /// Whether an operand is missing where pest stopped.
    fn wants_a_value(&self) -> bool {
        VALUES.iter().any(|rule| self.wants(*rule))
    }

    /// Whether the line is written with Chinese keywords.
    fn is_chinese(&self) -> bool {
        match heads::of(self.text) {
            Some(_) => !heads::first_word(self.text).is_ascii(),
            None => !self.text.is_ascii(),
        }
    }

    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.is_chinese() { zh } else { en }
    }
}

fn wrong_sign(stop: &Stop<'_>) -> Option<Diagnostic> {
    // The parser may have taken the first half of a sign: `=` of `==`.
    let back = stop.before().chars().next_back().map_or(0, char::len_utf8);
    let starts = [stop.at, stop.at - back];
    let found = starts.into_iter().find_map(|start| {
        let rest = stop.text.get(start..)?;
        let sign = SIGNS.iter().find(|(sign, ..)| rest.starts_with(sign))?;
        Some((start, sign))
    });
    let (start, (sign, zh, en)) = found?;
    let place = stop.span(start, sign.len());
    let found = if zh.is_empty() {
        Diagnostic::new(
            Code::Expected,
            say!(zh "行末不用标点 `{sign}`", en "a line does not end with `{sign}`"),
        )
        .help(say!(zh "删除 `{sign}`", en "delete `{sign}`"))
    } else {
        Diagnostic::new(
            Code::Expected,
            say!(zh "这里没有 `{sign}` 这个符号", en "the sign `{sign}` is not known here"),
        )
        .help(say!(zh "写成 `{zh}`", en "write `{en}`"))
    };
    let word = stop.pick(zh, en);
    let is_word = word.chars().all(char::is_alphabetic) && !word.is_empty();
    let touches = |c: Option<char>| is_word && c.is_some_and(|c| !c.is_whitespace());
    let left = stop.text.get(..start)?.chars().next_back();
    let right = stop.text.get(start + sign.len()..)?.chars().next();
    let (left, right) = (touches(left), touches(right));
    let blank = |is_needed: bool| if is_needed { " " } else { "" };
    let fix = format!("{}{word}{}", blank(left), blank(right));
    Some(
        found
            .label(place, say!(zh "这个符号", en "this sign"))
            .fix(place, fix),
    )
}

/// `3rd_party`: a name starts with a letter.
fn name_with_a_digit(stop: &Stop<'_>) -> Option<Diagnostic> {
    let head = stop.before();
    let start = head.trim_end_matches(scan::is_word).len();
    let word = heads::first_word(stop.text.get(start..)?);
    let starts_so = word.starts_with(char::is_numeric);
    let is_name = stop.wants(Rule::name) && start == stop.at && word.contains(char::is_alphabetic)
        || start < stop.at && word.contains('_');
    if !(starts_so && is_name) {
        return None;
    }
    let place = stop.span(start, word.len());
    Some(
        Diagnostic::new(
            Code::Expected,
            say!(zh "`{word}` 以数字开头，不能作名称", en "`{word}` starts with a digit and cannot be a name"),
        )
        .label(place, say!(zh "名称以文字开头", en "a name starts with a letter"))
        .help(say!(zh "把数字移到后面，例如 `party_3`", en "move the digit behind, such as `party_3`")),
    )
}

/// `floor "楼层" count`: a keyword stands where a name is needed.
fn keyword_as_name(stop: &Stop<'_>) -> Option<Diagnostic> {
    let word = stop.word();
    if !stop.wants(Rule::name) || word.is_empty() || word.starts_with(char::is_numeric) {
        return None;
    }
    let example = stop.pick("甲", "_1");
    Some(
        Diagnostic::new(
            Code::Expected,
            say!(zh "`{word}` 是关键词，不能作名称", en "`{word}` is a keyword and cannot be a name"),
        )
        .label(stop.span(stop.at, word.len()), say!(zh "这是关键词", en "this is a keyword"))
        .help(say!(zh "换一个名称，例如 `{word}{example}`", en "choose another name, such as `{word}{example}`")),
    )
}

/// `cuont`: a word near a keyword that could stand there.
fn misspelt_keyword(stop: &Stop<'_>) -> Option<Diagnostic> {
    let (keyword, start, length) = match keywords::meant(stop.rest(), stop.wanted) {
        Some((keyword, length)) => (keyword, stop.at, length),
        None => {
            let head = stop.before().trim_end();
            let start = head.trim_end_matches(scan::is_word).len();
            let word = head.get(start..)?;
            let fold = keywords::meant_fold(word).filter(|_| stop.word() == "of")?;
            (fold, start, word.len())
        }
    };
    let place = stop.span(start, length);
    let written = stop.text.get(start..start + length)?;
    Some(
        Diagnostic::new(
            Code::Expected,
            say!(zh "`{written}` 不是关键词", en "`{written}` is not a keyword"),
        )
        .label(
            place,
            say!(zh "不认识这个词", en "this word is not known here"),
        )
        .help(say!(zh "是不是 `{keyword}`？", en "did you mean `{keyword}`?"))
        .fix(place, keyword),
    )
}

/// `firms+20`: a sign against a digit belongs to points.
fn glued_sign(stop: &Stop<'_>) -> Option<Diagnostic> {
    let sign = stop.rest().chars().next().filter(|c| is_points_sign(*c))?;
    let is_operator = [Rule::sum_sign, Rule::plus, Rule::minus].map(|rule| stop.wants(rule));
    if !is_operator.contains(&true) {
        return None;
    }
    let digit = stop.rest().chars().nth(1).filter(char::is_ascii_digit)?;
    let place = stop.span(stop.at, sign.len_utf8());
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

fn is_points_sign(c: char) -> bool {
    matches!(c, '+' | '-' | '＋' | '－' | '−')
}

/// `if plan +50`, `60% and above +20`: the word or the sign that leads to points is missing.
fn missing_before_points(stop: &Stop<'_>) -> Option<Diagnostic> {
    stop.rest().chars().next().filter(|c| is_points_sign(*c))?;
    let words: Vec<&str> = stop.rest().split(|c| !scan::is_word(c)).collect();
    let (zh, en) =
        if stop.wants(Rule::kw_then) && !words.contains(&"then") && !words.contains(&"则") {
            (" 则 ", " then ")
        } else if stop.wants(Rule::colon) && !stop.rest().contains([':', '：']) {
            ("：", ": ")
        } else {
            return None;
        };
    let written = stop.pick(zh, en);
    let shown = written.trim();
    let end = stop.before().trim_end().len();
    let points = stop.rest().split_whitespace().next().unwrap_or("");
    Some(
        Diagnostic::new(
            Code::Expected,
            say!(zh "`{points}` 前面缺少 `{shown}`", en "`{shown}` is missing before `{points}`"),
        )
        .label(
            stop.span(stop.at, points.len()),
            say!(zh "分数从这里开始", en "the points start here"),
        )
        .help(say!(zh "写成 `{shown} {points}`", en "write `{shown} {points}`"))
        .fix(stop.span(end, stop.at - end), written),
    )
}

/// `60% <= satisfaction < 70%`, `>= 60% and < 70%`: a comparison has two sides.
fn second_comparison(stop: &Stop<'_>) -> Option<Diagnostic> {
    const SIGNS: [char; 9] = ['<', '>', '=', '≤', '≥', '≠', '＜', '＞', '＝'];
    let sign: String = stop
        .rest()
        .chars()
        .take_while(|c| SIGNS.contains(c))
        .collect();
    if sign.is_empty() || !stop.before().contains(SIGNS) {
        return None;
    }
    let place = stop.span(stop.at, sign.len());
    let found = if stop.wants_a_value() {
        Diagnostic::new(
            Code::Expected,
            say!(zh "`{sign}` 前面没有写要比较的是什么", en "what is compared is missing before `{sign}`"),
        )
        .label(place, say!(zh "左边缺少一个值", en "its left side is missing"))
    } else {
        Diagnostic::new(
            Code::Expected,
            say!(zh "一个比较只能有一个 `{sign}` 这样的符号", en "a comparison has one sign such as `{sign}`, not two"),
        )
        .label(place, say!(zh "第二个符号", en "the second sign"))
    };
    Some(found.help(say!(
        zh "分成两个完整的比较，例如 `满意度 >= 60% 且 满意度 < 70%`",
        en "write two whole comparisons, such as `share >= 60% and share < 70%`"
    )))
}

/// `100 家`: a unit stands against its number.
fn split_unit(stop: &Stop<'_>) -> Option<Diagnostic> {
    let before = stop.before().trim_end();
    let start_before = before.trim_end_matches(char::is_alphabetic).len();
    // The unit may have been taken for the name of a field: `per 100 家 of firms`.
    let starts = [stop.at, start_before];
    let (start, word, number) = starts.into_iter().find_map(|start| {
        let word: &str = stop
            .text
            .get(start..)?
            .split(|c: char| !c.is_alphabetic())
            .next()?;
        let is_keyword = GLUED.contains(&word);
        let is_unit = !word.is_ascii() && word.chars().count() <= 4 && !is_keyword || word == "pp";
        let head = stop.text.get(..start)?;
        let number = head.trim_end();
        let is_split = number.len() < head.len() && number.ends_with(char::is_numeric);
        (is_unit && is_split).then_some((start, word, number))
    })?;
    let digits: &str = number.get(
        number
            .trim_end_matches(|c: char| c.is_numeric() || c == '.')
            .len()..,
    )?;
    let place = stop.span(number.len(), start - number.len() + word.len());
    Some(
        Diagnostic::new(
            Code::Expected,
            say!(zh "单位 `{word}` 与前面的数字之间不能有空格", en "the unit `{word}` stands against its number, without a blank"),
        )
        .label(stop.span(start, word.len()), say!(zh "前面有空格", en "a blank stands before it"))
        .help(say!(zh "去掉空格：`{digits}{word}`", en "drop the blank: `{digits}{word}`"))
        .fix(place, word),
    )
}

/// `若服务满意度`: words need a blank between them.
fn glued_word(stop: &Stop<'_>) -> Option<Diagnostic> {
    let is_here = !stop.word().is_empty();
    let start = if is_here {
        stop.at
    } else {
        stop.before()
            .trim_end()
            .trim_end_matches(scan::is_word)
            .len()
    };
    let word = heads::first_word(stop.text.get(start..)?);
    let (first, second) = parted(word)?;
    let place = stop.span(start, word.len());
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

/// A word that starts or ends with a keyword, in its two parts.
fn parted(word: &str) -> Option<(&str, &str)> {
    let starts = GLUED.iter().find_map(|head| {
        let rest = word.strip_prefix(head).filter(|rest| !rest.is_empty())?;
        Some((*head, rest))
    });
    starts.or_else(|| {
        GLUED.iter().find_map(|tail| {
            let rest = word.strip_suffix(tail).filter(|rest| !rest.is_empty())?;
            Some((rest, *tail))
        })
    })
}
