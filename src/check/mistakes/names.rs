//! The words for names that are unknown, doubled or of the wrong kind.

use crate::diagnostics::{Code, Diagnostic, nearest, say};
use crate::evidence::Choice;
use crate::source::Span;
use crate::syntax::ast::Name;

/// E101: nothing has this name. `known` are the names that could stand here.
pub(in crate::check) fn unknown<'n>(
    name: &Name,
    known: impl IntoIterator<Item = &'n str>,
) -> Diagnostic {
    let text = &name.text;
    let known: Vec<&str> = known.into_iter().collect();
    let found = Diagnostic::new(
        Code::UnknownName,
        say!(zh "没有叫 `{text}` 的证据项或定义", en "no field and no definition is called `{text}`"),
    )
    .label(name.span, say!(zh "没有声明过", en "not declared"));
    if let Some(parted) = parted(text, &known) {
        return found
            .help(say!(zh "词与词之间加空格：`{parted}`", en "put blanks between the words: `{parted}`"))
            .fix(name.span, parted);
    }
    match nearest(text, known.iter().copied()) {
        Some(near) => found
            .help(say!(zh "是不是 `{near}`？", en "did you mean `{near}`?"))
            .fix(name.span, near),
        None => found.help(say!(
            zh "在 `证据` 下声明它，例如 `{text} 计数`",
            en "declare it under `evidence`, for instance `{text} count`"
        )),
    }
}

/// E101: nothing of a kind has this name; `what` is the kind in Chinese and English.
pub(in crate::check) fn unknown_among<'n>(
    name: &Name,
    known: impl IntoIterator<Item = &'n str>,
    what: (&str, &str),
) -> Diagnostic {
    let text = &name.text;
    let (zh, en) = what;
    let known: Vec<&str> = known.into_iter().collect();
    let found = Diagnostic::new(
        Code::UnknownName,
        say!(zh "没有叫 `{text}` 的{zh}", en "no {en} is called `{text}`"),
    )
    .label(name.span, say!(zh "没有声明过", en "not declared"));
    match nearest(text, known.iter().copied()) {
        Some(near) => found
            .help(say!(zh "是不是 `{near}`？", en "did you mean `{near}`?"))
            .fix(name.span, near),
        None => {
            let known = known.join("`, `");
            found.help(say!(zh "可用的有：`{known}`", en "there are: `{known}`"))
        }
    }
}

/// Words that are often written against a name before or behind them.
const AGAINST: &[&str] = &[
    "不低于",
    "不超过",
    "不等于",
    "达到",
    "超过",
    "高于",
    "低于",
    "不足",
    "不满",
    "属于",
    "包含",
    "介于",
    "缺省",
    "已提供",
    "且",
    "或",
    "则",
    "为",
];

/// A name that is a known one with a keyword against it, in its parts: 服务企业数不低于100家.
fn parted(text: &str, known: &[&str]) -> Option<String> {
    known.iter().find_map(|name| {
        let rest = text.strip_prefix(name)?;
        let keyword = AGAINST.iter().find(|keyword| rest.starts_with(**keyword))?;
        let rest = rest.strip_prefix(keyword)?;
        Some(format!("{name} {keyword} {rest}").trim_end().to_owned())
    })
}

/// E108: a choice that its list does not have.
pub(in crate::check) fn unknown_choice(name: &Name, choices: &[Choice]) -> Diagnostic {
    let text = &name.text;
    let titles: Vec<String> = choices
        .iter()
        .map(|choice| match &choice.label {
            Some(label) => format!("{}（{label}）", choice.name),
            None => choice.name.clone(),
        })
        .collect();
    let (zh, en) = (titles.join("、"), titles.join(", "));
    let names = choices
        .iter()
        .flat_map(|choice| std::iter::once(choice.name.as_str()).chain(choice.label.as_deref()));
    let found = Diagnostic::new(
        Code::UnknownChoice,
        say!(zh "选项中没有 `{text}`", en "`{text}` is not one of the choices"),
    )
    .label(name.span, say!(zh "不在所列选项中", en "not in the list"));
    match nearest(text, names) {
        Some(near) => found
            .help(say!(zh "是不是 `{near}`？可用的有：{zh}", en "did you mean `{near}`? the choices are: {en}"))
            .fix(name.span, near),
        None => found.help(say!(zh "可用的有：{zh}", en "the choices are: {en}")),
    }
}

/// E102: a name that is taken.
pub(in crate::check) fn duplicate(name: &Name, first: Span) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::DuplicateName,
        say!(zh "`{text}` 已经用过", en "`{text}` is declared twice"),
    )
    .label(name.span, say!(zh "第二次", en "the second time"))
    .label(first, say!(zh "第一次", en "the first time"))
    .help(say!(zh "给其中一个换一个名称", en "give one of them another name"))
}

/// E102: a name that differs from another only in case.
pub(in crate::check) fn differs_in_case(name: &Name, other: &Name) -> Diagnostic {
    let (a, b) = (&name.text, &other.text);
    Diagnostic::new(
        Code::DuplicateName,
        say!(zh "`{a}` 与 `{b}` 只有大小写不同", en "`{a}` and `{b}` differ only in case"),
    )
    .label(name.span, say!(zh "这一个", en "this one"))
    .label(other.span, say!(zh "和这一个", en "and this one"))
    .help(say!(zh "给其中一个换一个名称", en "give one of them another name"))
}

/// E103: a label that two things share.
pub(in crate::check) fn ambiguous(name: &Name) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::AmbiguousLabel,
        say!(zh "标签 `{text}` 属于不止一项", en "more than one thing is labelled `{text}`"),
    )
    .label(
        name.span,
        say!(zh "不知道指哪一项", en "which one is meant is not known"),
    )
    .help(say!(zh "改用名称而不用标签", en "use the name instead of the label"))
}

/// E104: a name that looks like another, or whose letters come from scripts that look alike.
pub(in crate::check) fn confusable(name: &Name, other: Option<&Name>) -> Diagnostic {
    let text = &name.text;
    let strange = strange_letter(text, other.map(|other| other.text.as_str()));
    let found = match other {
        Some(other) => {
            let other = &other.text;
            Diagnostic::new(
                Code::ConfusableName,
                say!(zh "`{text}` 与 `{other}` 看起来一样，却是不同的字符",
                     en "`{text}` looks like `{other}` but is made of other characters"),
            )
        }
        None => Diagnostic::new(
            Code::ConfusableName,
            say!(zh "`{text}` 混用了容易混淆的文字", en "`{text}` mixes scripts whose letters look alike"),
        ),
    };
    let found = found.label(name.span, say!(zh "这个名称", en "this name"));
    let found = match other {
        Some(other) => found.label(other.span, say!(zh "另一个名称", en "the other name")),
        None => found,
    };
    match strange {
        Some(c) => {
            let code = u32::from(c);
            found.help(say!(
                zh "其中的 `{c}` 是 U+{code:04X}；用同一种文字重新输入这个名称",
                en "its `{c}` is U+{code:04X}; type the name again in one script"
            ))
        }
        None => found
            .help(say!(zh "用同一种文字重新输入这个名称", en "type the name again in one script")),
    }
}

/// The first letter that differs from the other name, or that is not of the first letter's kind.
fn strange_letter(text: &str, other: Option<&str>) -> Option<char> {
    match other {
        Some(other) => {
            let mut pairs = text.chars().zip(other.chars());
            pairs.find(|(a, b)| a != b).map(|(a, _)| a)
        }
        None => {
            let starts_plain = text.starts_with(|c: char| c.is_ascii());
            text.chars()
                .find(|c| c.is_alphabetic() && c.is_ascii() != starts_plain)
        }
    }
}

/// E105: a name of something that cannot stand here.
pub(in crate::check) fn wrong_kind(name: &Name, wanted: (&str, &str)) -> Diagnostic {
    let text = &name.text;
    let (zh, en) = wanted;
    Diagnostic::new(
        Code::WrongKindOfName,
        say!(zh "`{text}` 不是{zh}", en "`{text}` is not {en}"),
    )
    .label(name.span, say!(zh "这里需要{zh}", en "{en} is needed here"))
    .help(say!(zh "写{zh}的名称", en "write the name of {en}"))
}

/// E105: a judgement where a value of evidence is needed.
pub(in crate::check) fn judgement_used(name: &Name) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::WrongKindOfName,
        say!(zh "`{text}` 是酌情打分，条件和算式里不能用", en "`{text}` is a judgement, which conditions and formulas cannot use"),
    )
    .label(name.span, say!(zh "这里需要证据项或定义", en "a field or a definition is needed here"))
    .help(say!(zh "在 `证据` 下声明要用的值", en "declare the value that is needed under `evidence`"))
}

/// E105: a column of records where one value is needed.
pub(in crate::check) fn column_alone(span: Span, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::WrongKindOfName,
        say!(zh "`{path}` 每一行各有一个值，不能当作一个值用", en "`{path}` has a value in each row, and is not one value"),
    )
    .label(span, say!(zh "这是记录的一列", en "this is a column of records"))
    .help(say!(zh "写成 `合计值 {path}`、`最高值 {path}` 或 `平均值 {path}`",
               en "write `sum of {path}`, `highest of {path}` or `average of {path}`"))
}

/// E105: records where one of their columns is needed.
pub(in crate::check) fn column_missing(records: &Name) -> Diagnostic {
    let text = &records.text;
    Diagnostic::new(
        Code::WrongKindOfName,
        say!(zh "`{text}` 是记录，要写明用它的哪一列", en "`{text}` is a records field, and which of its columns is meant is not said"),
    )
    .label(records.span, say!(zh "没有写列", en "no column is named"))
    .help(say!(zh "写成 `{text}.列名`", en "write `{text}.COLUMN`"))
}

/// E105: what is averaged and what weighs it are columns of different records.
pub(in crate::check) fn other_rows(weight: &Name, averaged: &Name) -> Diagnostic {
    let (text, own) = (&weight.text, &averaged.text);
    Diagnostic::new(
        Code::WrongKindOfName,
        say!(zh "权重取自 `{text}`，平均的却是 `{own}`", en "the weights are from `{text}`, but what is averaged is from `{own}`"),
    )
    .label(weight.span, say!(zh "另外的记录", en "other records"))
    .label(averaged.span, say!(zh "平均的是这些记录", en "these are averaged"))
    .help(say!(zh "用同一记录里的另一列作权重：`加权 {own}.…`", en "weigh by another column of the same records: `weighted by {own}.…`"))
}

/// E106: a definition that needs itself.
pub(in crate::check) fn cycle(names: &[&Name]) -> Diagnostic {
    let way: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
    let first = way.first().copied().unwrap_or("");
    let way = way.join(" → ");
    let message = say!(zh "定义 `{first}` 要用到它自己：{way} → {first}",
                       en "the definition `{first}` needs itself: {way} → {first}");
    let found = Diagnostic::new(Code::Cycle, message);
    names
        .iter()
        .fold(found, |found, name| found.label(name.span, say!(zh "成环的一环", en "part of the circle")))
        .help(say!(zh "改写其中一个定义，使它只用证据项", en "write one of them in terms of evidence alone"))
}

/// E107: a score is used before it can be known.
pub(in crate::check) fn score_too_early(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::ScoreTooEarly,
        say!(zh "在指标之内还不知道得分", en "no score is known yet inside the tree"),
    )
    .label(span, say!(zh "用到了得分", en "this needs a score"))
    .help(say!(zh "得分只能用在 `一票否决` 等写在指标之后的条件里",
               en "scores can be used only behind the tree, as in `veto`"))
}
