//! pest's findings in words that a policy author knows. The names of rules never leave this file.

use pest::error::{Error, ErrorVariant, InputLocation};

use crate::diagnostics::{Code, Diagnostic, Say, is_slip_of, nearest, say};
use crate::source::Span;
use crate::syntax::heads::{self, ENTRIES, Entry};
use crate::syntax::reader::Rule;
use crate::syntax::scan::is_word;
use crate::syntax::slips::{self, Stop, VALUES};

/// What is expected, in Chinese and English; `Joins` only matters where nothing else is.
enum Weight {
    Main,
    Joins,
}
use Weight::{Joins, Main};

const SPOKEN: &[(&[Rule], Weight, &str, &str)] = &[
    (
        &[Rule::weight, Rule::kw_weight, Rule::header_part],
        Main,
        "权重（如 `权重 5%`）",
        "a weight such as `weight 5%`",
    ),
    (
        &[Rule::share],
        Main,
        "权重的大小（如 `5%`）",
        "the size of the weight such as `5%`",
    ),
    (
        &[Rule::effect],
        Main,
        "分数（如 `+20`）",
        "points such as `+20`",
    ),
    (&[Rule::kw_then], Main, " `则` 和分数", "`then` with points"),
    (
        &[Rule::kw_if],
        Main,
        " `若` 和条件",
        "`if` with a condition",
    ),
    (&[Rule::kw_else], Main, " `否则`", "`else`"),
    (
        &[Rule::test, Rule::comparator],
        Main,
        "比较（如 `>= 60%`）",
        "a comparison such as `>= 60%`",
    ),
    (
        &[Rule::field_type],
        Main,
        "证据项的类型（如 `计数`、`百分比`、`是否`）",
        "the type of the field (`count`, `percent`, `yes/no`)",
    ),
    (
        &[
            Rule::field_option,
            Rule::default,
            Rule::decimals,
            Rule::range,
            Rule::kw_optional,
            Rule::kw_default,
            Rule::kw_decimals,
        ],
        Main,
        " `可缺`、`默认 …`、范围（如 `0 至 100`）",
        "`optional`, `default …`, a range such as `0 to 100`",
    ),
    (&[Rule::choice], Main, "一个选项", "a choice"),
    (&[Rule::name], Main, "名称", "a name"),
    (
        &[Rule::label],
        Main,
        "引号中的文字（如 `\"名称\"`）",
        "text in quotation marks",
    ),
    (
        &[Rule::band],
        Main,
        "一个档次（如 `60 至 低于 80`）",
        "a band such as `60 to below 80`",
    ),
    (&[Rule::kw_and_above], Main, " `及以上`", "`and above`"),
    (
        &[Rule::kw_to],
        Main,
        " `至` 和上限",
        "`to` with the upper end",
    ),
    (&[Rule::kw_below], Main, " `低于`", "`below`"),
    (&[Rule::colon], Main, "冒号和分数", "a colon with points"),
    (&[Rule::equals], Main, " `=` 和算法", "`=` with a value"),
    (
        &[Rule::date],
        Main,
        "日期（如 `2024-01-01`）",
        "a date such as `2024-01-01`",
    ),
    (
        &[Rule::kw_until],
        Main,
        " `至` 和截止日期",
        "`until` with the last day",
    ),
    (&[Rule::close], Main, "右括号 `)`", "a closing bracket `)`"),
    (&[Rule::right], Main, "右花括号 `}`", "a closing brace `}`"),
    (&[Rule::left], Main, "左花括号 `{`", "an opening brace `{`"),
    (&[Rule::kw_places], Main, " `位小数`", "`places`"),
    (
        &[
            Rule::number,
            Rule::quantity,
            Rule::signed_quantity,
            Rule::digit,
            Rule::judge_most,
        ],
        Main,
        "数字",
        "a number",
    ),
    (
        &[Rule::kw_because],
        Main,
        " `因为` 和理由",
        "`because` with the reason",
    ),
    (&[Rule::kw_between_to], Main, " `与`", "`and`"),
    (
        &[Rule::kw_full, Rule::kw_zero, Rule::kw_reweigh],
        Main,
        " `满分`、`零分`、`重新分配`",
        "`full`, `zero`, `reweigh`",
    ),
    (&[Rule::unit_name, Rule::unit], Main, "单位", "a unit"),
    (
        VALUES,
        Main,
        "一个值（证据项的名称或数字）",
        "a value (the name of a field, or a number)",
    ),
    (
        &[Rule::bound, Rule::clause_tail, Rule::kw_cap, Rule::kw_floor],
        Main,
        " `封顶 100分` 一类的限制",
        "a bound such as `cap 100`",
    ),
    (
        &[Rule::kw_when, Rule::guard],
        Main,
        " `当` 和条件",
        "`when` with a condition",
    ),
    (&[Rule::kw_up_to], Main, " `不超过`", "`up to`"),
    (&[Rule::kw_per], Main, " `每`", "`per`"),
    (&[Rule::kw_or_others], Main, " `或其他`", "`or others`"),
    (&[Rule::EOI], Main, "行尾", "the end of the line"),
    (&[Rule::open], Joins, "左括号 `(`", "an opening bracket `(`"),
    (&[Rule::kw_above, Rule::start], Joins, "`超过`", "`above`"),
    (&[Rule::filter, Rule::kw_with], Joins, "`其中`", "`with`"),
    (
        &[Rule::kw_and, Rule::kw_or],
        Joins,
        "`且` 或 `或`",
        "`and` or `or`",
    ),
    (&[Rule::comma, Rule::greater], Joins, "逗号", "a comma"),
    (
        &[
            Rule::sum_sign,
            Rule::term_sign,
            Rule::plus,
            Rule::minus,
            Rule::times,
            Rule::over,
        ],
        Joins,
        "运算符",
        "an operator",
    ),
    (
        &[Rule::fallback, Rule::kw_otherwise],
        Joins,
        "`缺省`",
        "`otherwise`",
    ),
    (
        &[Rule::rounding, Rule::kw_rounded],
        Joins,
        "`保留 2 位小数`",
        "`rounded to 2 places`",
    ),
];

/// How many alternatives a message names.
const MOST_ALTERNATIVES: usize = 4;

/// Turns pest's error about one statement into a diagnostic.
pub(super) fn explain(error: &Error<Rule>, text: &str, statement: Span, rule: Rule) -> Diagnostic {
    let entry = heads::of(text);
    if entry.is_none() && ENTRIES.iter().any(|entry| entry.rule == rule) {
        return unknown_line(statement, text, heads::first_word(text));
    }
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let rest = text.get(at..).unwrap_or("");
    let at = at + rest.len() - rest.trim_start().len();
    let wanted = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.as_slice(),
        ErrorVariant::CustomError { .. } => &[],
    };
    let stop = Stop {
        text,
        at,
        statement,
        wanted,
    };
    if let Some(slip) = slips::recognised(&stop) {
        return slip;
    }
    let found = token(rest.trim_start());
    let message = match expected(wanted) {
        None => {
            let word = heads::first_word(text);
            say!(zh "以 `{word}` 开头的行不是这样写的", en "a line that starts with `{word}` is not written like this")
        }
        Some(Say { zh, en }) if found.is_empty() => {
            say!(zh "这一行没有写完，还需要{zh}", en "the line is not complete: expected {en}")
        }
        Some(Say { zh, en }) => {
            say!(zh "这里应为{zh}，却是 `{found}`", en "expected {en}, not `{found}`")
        }
    };
    let example = ENTRIES.iter().find(|entry| entry.rule == rule);
    let label = if found.is_empty() {
        say!(zh "写到这里就断了", en "it breaks off here")
    } else {
        say!(zh "不能这样写", en "this cannot stand here")
    };
    Diagnostic::new(Code::Expected, message)
        .label(place_of(&stop, found), label)
        .help(help(example, rule))
}

/// The word, the text in quotation marks or the sign that a text starts with.
fn token(rest: &str) -> &str {
    let word = heads::first_word(rest);
    if !word.is_empty() {
        return word;
    }
    let quoted = rest.strip_prefix('"').and_then(|inside| inside.find('"'));
    let is_sign = |c: char| !is_word(c) && !c.is_whitespace() && c != '"' && c != '“';
    let length = match (quoted, rest.find(|c| !is_sign(c))) {
        (Some(length), _) => length + 2,
        (None, Some(0)) => rest.chars().next().map_or(0, char::len_utf8),
        (None, Some(length)) => length,
        (None, None) => rest.len(),
    };
    rest.get(..length).unwrap_or("")
}

fn help(example: Option<&Entry>, rule: Rule) -> Say {
    if let Some(entry) = example {
        let (zh, en) = (entry.zh, entry.en);
        return say!(zh "完整的写法例如 `{zh}`", en "a complete line is for instance `{en}`");
    }
    let (zh, en) = if rule == Rule::field_line {
        ("channels \"沟通渠道\" 计数", "channels \"Channels\" count")
    } else if rule == Rule::grade_line {
        (
            "qualified \"合格\" 60 至 低于 80",
            "qualified \"Qualified\" 60 to below 80",
        )
    } else {
        ("60% 至 低于 70%：+20分", "60% to below 70%: +20")
    };
    say!(zh "完整的写法例如 `{zh}`", en "a complete line is for instance `{en}`")
}

/// The place of `found`; the last character where the statement ends there.
fn place_of(stop: &Stop<'_>, found: &str) -> Span {
    let base = stop.statement.start as usize;
    if found.is_empty() {
        let text = stop.text.trim_end();
        let last = text.chars().next_back().map_or(0, char::len_utf8);
        return Span::new(base + text.len() - last, base + text.len());
    }
    Span::new(base + stop.at, base + stop.at + found.len())
}

/// What is expected; nothing where the line as a whole has another form.
fn expected(wanted: &[Rule]) -> Option<Say> {
    let named = |weight: fn(&Weight) -> bool| {
        let known = SPOKEN.iter().filter(move |(_, w, _, _)| weight(w));
        known.filter(|(rules, ..)| rules.iter().any(|rule| wanted.contains(rule)))
    };
    let mut found: Vec<_> = named(|weight| matches!(weight, Main))
        .take(MOST_ALTERNATIVES)
        .collect();
    // A value may be a number.
    if found
        .iter()
        .any(|(rules, ..)| rules.contains(&Rule::primary))
    {
        found.retain(|(rules, ..)| !rules.contains(&Rule::digit));
    }
    if found.is_empty() {
        found = named(|weight| matches!(weight, Joins))
            .take(MOST_ALTERNATIVES)
            .collect();
    }
    if found.is_empty() {
        return None;
    }
    let zh: Vec<_> = found.iter().map(|(_, _, zh, _)| *zh).collect();
    let en: Vec<_> = found.iter().map(|(_, _, _, en)| *en).collect();
    Some(Say {
        zh: listed(&zh, "、", "或"),
        en: listed(&en, ", ", " or "),
    })
}

fn listed(alternatives: &[&str], comma: &str, or: &str) -> String {
    match alternatives {
        [before @ .., last] if !before.is_empty() => {
            let (first, rest) = (before.iter().take(1), before.iter().skip(1));
            // A blank parts a quoted word from Chinese before it, but not from a comma.
            let before: Vec<&str> = first
                .copied()
                .chain(rest.map(|word| word.trim_start()))
                .collect();
            format!("{}{or}{last}", before.join(comma))
        }
        all => all.join(comma),
    }
}

/// The head that a misspelt first word means.
pub(super) fn meant_head(word: &str) -> Option<&'static Entry> {
    if word.chars().count() < 2 {
        return None;
    }
    let all = || {
        ENTRIES
            .iter()
            .flat_map(|entry| entry.words.iter().map(move |word| (entry, *word)))
    };
    let glued = all().filter(|(_, head)| !head.is_ascii() && word.starts_with(head));
    if let Some((entry, _)) = glued.max_by_key(|(_, head)| head.len()) {
        return Some(entry);
    }
    let heads = || all().map(|(_, head)| head);
    let long = heads().filter(|head| !head.is_ascii() || head.len() >= 4);
    let meant = heads()
        .find(|head| is_slip_of(word, head))
        .or_else(|| nearest(word, long))?;
    all()
        .find(|(_, head)| *head == meant)
        .map(|(entry, _)| entry)
}

/// E005: a line whose first word starts nothing.
pub(super) fn unknown_line(statement: Span, text: &str, word: &str) -> Diagnostic {
    let shown = if word.is_empty() {
        text.chars().take(1).collect()
    } else {
        word.to_owned()
    };
    let start = statement.start as usize;
    let span = Span::new(start, start + shown.len());
    let found = Diagnostic::new(
        Code::UnknownLine,
        say!(zh "`{shown}` 不是任何声明或条款的开头", en "`{shown}` starts no declaration and no clause"),
    )
    .label(span, say!(zh "不认识这个词", en "this word is not known here"));
    let Some(entry) = meant_head(word) else {
        return found.help(say!(
            zh "每行以关键词开头，例如 `指标`、`若`、`每`、`酌情`；名称前要有关键词",
            en "each line starts with a keyword such as `indicator`, `if`, `per` or `judge`"
        ));
    };
    let is_chinese = !word.is_ascii();
    let fitting = entry
        .words
        .iter()
        .filter(|head| head.is_ascii() != is_chinese);
    let head = fitting
        .clone()
        .find(|head| word.starts_with(**head))
        .or(fitting.clone().next());
    let Some(head) = head.copied() else {
        return found;
    };
    match word.strip_prefix(head).filter(|rest| is_chinese && !rest.is_empty()) {
        Some(rest) => found
            .help(say!(zh "在 `{head}` 后面加一个空格：`{head} {rest}`", en "put a blank behind `{head}`: `{head} {rest}`"))
            .fix(span, format!("{head} {rest}")),
        None => found
            .help(say!(zh "是不是 `{head}`？", en "did you mean `{head}`?"))
            .fix(span, head),
    }
}
