//! The words for what the analysis of a standard finds.

use crate::diagnostics::{Code, Diagnostic, Say, Undecided, say};
use crate::source::Span;

fn accept(code: Code, mend: Say) -> Say {
    let (zh, en) = (mend.zh, mend.en);
    say!(
        zh "{zh}；若确实如此，在上一行写 `认可 {code} 因为 \"…\"`",
        en "{en}; if it is meant, write `accept {code} because \"…\"` above"
    )
}

/// What can never count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Idle {
    /// A clause.
    Clause,
    /// A band.
    Band,
    /// A branch of a choice.
    Branch,
    /// A veto or the like.
    Ruling,
}

/// W011: a line whose condition no evidence meets.
pub(super) fn never_counts(span: Span, idle: Idle) -> Diagnostic {
    let (zh, en) = match idle {
        Idle::Clause => ("这一条款", "this clause"),
        Idle::Band => ("这一档", "this band"),
        Idle::Branch => ("这一分支", "this branch"),
        Idle::Ruling => ("这一行", "this line"),
    };
    let mend = say!(
        zh "核对条件里的数字、比较方向和 `且`，或删除这一行",
        en "check the numbers, the comparisons and each `and` of its condition, or delete it"
    );
    Diagnostic::new(
        Code::NeverCounts,
        say!(zh "{zh}永远不起作用：没有哪份证据符合它的全部条件",
             en "{en} can never count: no evidence meets all its conditions"),
    )
    .label(span, say!(zh "永远不成立", en "this never holds"))
    .help(accept(Code::NeverCounts, mend))
}

/// W012: whenever a clause gives points, the rest fills the cap without it.
pub(super) fn swallowed(span: Span, cap: (Span, &str)) -> Diagnostic {
    let (cap_span, cap) = cap;
    let mend = say!(
        zh "核对分数与封顶，或删除这一条",
        en "check the points and the cap, or delete the clause"
    );
    Diagnostic::new(
        Code::Swallowed,
        say!(zh "这一条的分总被封顶吞掉：它给分时，其余各条已经满 {cap} 分",
             en "the points of this clause are always lost: whenever it gives any, the others already fill the cap of {cap}"),
    )
    .label(span, say!(zh "有没有这一条，得分都一样", en "the score is the same without it"))
    .label(cap_span, say!(zh "封顶 {cap}", en "the cap of {cap}"))
    .help(accept(Code::Swallowed, mend))
}

/// A part of the tree, by its name, or the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'n> {
    /// An indicator.
    Indicator(&'n str),
    /// A section.
    Section(&'n str),
    /// The total.
    Total,
}

impl Part<'_> {
    /// Its name in a sentence.
    pub(super) fn say(self) -> Say {
        match self {
            Self::Indicator(name) => say!(zh "指标 `{name}`", en "the indicator `{name}`"),
            Self::Section(name) => say!(zh "`{name}` 一章", en "the section `{name}`"),
            Self::Total => say!(zh "总分", en "the total"),
        }
    }
}

/// W013: no evidence reaches the full mark.
pub(super) fn full_mark(
    span: Span,
    part: Part<'_>,
    (full, best): (&str, &str),
    by: Option<&Say>,
) -> Diagnostic {
    let Say { zh, en } = part.say();
    let by = match by {
        Some(Say { zh, en }) => say!(zh "，例如 {zh}", en ", by {en}"),
        None => Say::same(""),
    };
    let (by_zh, by_en) = (by.zh, by.en);
    let mend = say!(
        zh "核对各条的分数和条件是否互相排斥，或把满分改为 `封顶 {best}`",
        en "check the points, and which conditions exclude each other, or say `cap {best}`"
    );
    Diagnostic::new(
        Code::FullMarkOutOfReach,
        say!(zh "{zh}达不到满分 {full}：最多 {best}{by_zh}",
             en "{en} never reaches its full mark {full}: at best it is {best}{by_en}"),
    )
    .label(span, say!(zh "最多 {best}", en "at best {best}"))
    .help(accept(Code::FullMarkOutOfReach, mend))
}

/// W014: a better value of a field scores less.
pub(super) fn fall(
    span: Span,
    (field, indicator): (&str, &str),
    (before, behind): ((&Say, &str), (&Say, &str)),
    others: Option<&Say>,
) -> Diagnostic {
    let ((value, score), (next, fallen)) = (before, behind);
    let (value_zh, value_en, next_zh, next_en) = (&value.zh, &value.en, &next.zh, &next.en);
    let beside = match others {
        Some(Say { zh, en }) => say!(zh "（其余：{zh}）", en " (beside {en})"),
        None => Say::same(""),
    };
    let (zh, en) = (beside.zh, beside.en);
    let mend = say!(
        zh "各档若要累加，去掉上限；若要互斥，改用 `按` 分档并逐档递增",
        en "where steps add up, drop the upper bound; where they exclude each other, use `by` with rising points"
    );
    Diagnostic::new(
        Code::Fall,
        say!(zh "指标 `{indicator}` 有升有降：`{field}` 为 {value_zh} 得 {score} 分，为 {next_zh} 只得 {fallen} 分{zh}",
             en "the indicator `{indicator}` rises and falls: `{field}` {value_en} scores {score}, {next_en} scores {fallen}{en}"),
    )
    .label(span, say!(zh "`{field}` 变好，得分下降", en "it falls where `{field}` gets better"))
    .help(accept(Code::Fall, mend))
}

/// W015: no evidence earns a grade.
pub(super) fn grade_out_of_reach(span: Span, grade: &str, range: (&str, &str)) -> Diagnostic {
    let (low, high) = range;
    let mend = say!(
        zh "核对各等级的分数线，或删除这一级",
        en "check the bounds of the grades, or delete this one"
    );
    Diagnostic::new(
        Code::GradeOutOfReach,
        say!(zh "谁也评不上 `{grade}`：从 {low} 到 {high}，没有哪个能得的分评得上",
             en "nobody can get the grade `{grade}`: of the scores from {low} to {high} none leads to it"),
    )
    .label(
        span,
        say!(zh "没有哪份证据得到它", en "no evidence earns it"),
    )
    .help(accept(Code::GradeOutOfReach, mend))
}

/// W016: two clauses award for the same condition; `parts` names their indicators where they differ.
pub(super) fn same_condition(
    span: Span,
    before: Span,
    parts: Option<(String, String)>,
) -> Diagnostic {
    twice(
        span,
        before,
        say!(zh "两条的条件相同，同一件事两次加分", en "two clauses have the same condition: one fact is awarded twice"),
        parts,
    )
}

/// W016: two clauses count the same quantity in the same steps.
pub(super) fn same_quantity(
    span: Span,
    before: Span,
    parts: Option<(String, String)>,
) -> Diagnostic {
    twice(
        span,
        before,
        say!(zh "两条按同一个数量、同样的步长加分，同一件事计了两次", en "two clauses count the same quantity in the same steps: one fact is awarded twice"),
        parts,
    )
}

fn twice(span: Span, before: Span, message: Say, parts: Option<(String, String)>) -> Diagnostic {
    let message = match parts {
        Some((a, b)) => {
            let Say { zh, en } = message;
            say!(zh "{zh}（`{a}` 和 `{b}`）", en "{en} (in `{a}` and in `{b}`)")
        }
        None => message,
    };
    let mend = say!(
        zh "删除一条，或改它的条件",
        en "delete one, or change its condition"
    );
    Diagnostic::new(Code::CountedTwice, message)
        .label(span, say!(zh "这里又计一次", en "here it counts again"))
        .label(before, say!(zh "这里已经计了", en "here it counts already"))
        .help(accept(Code::CountedTwice, mend))
}

/// W016: two windows over one quantity overlap, and neither holds the other.
pub(super) fn overlapping_windows(span: Span, before: Span, shared: &str) -> Diagnostic {
    let mend = say!(
        zh "让两段首尾相接（如 `>= 60% 且 < 70%`），或改用 `按` 分档",
        en "let one start where the other ends, as in `>= 60% and < 70%`, or use `by`"
    );
    Diagnostic::new(
        Code::CountedTwice,
        say!(zh "两段范围交叉：{shared} 同时落在两段之内，两次加分",
             en "two ranges overlap: {shared} lies in both and is awarded twice"),
    )
    .label(span, say!(zh "这一段", en "this range"))
    .label(before, say!(zh "与这一段交叉", en "overlaps this one"))
    .help(accept(Code::CountedTwice, mend))
}

/// W017: a judgement without which a grade is out of reach.
pub(super) fn needed_judgement(span: Span, judgement: &str, grade: &str, best: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DecidingJudgement,
        say!(zh "没有酌情分 `{judgement}` 谁也评不上 `{grade}`：其余最多 {best} 分",
             en "without the judgement `{judgement}` nobody gets the grade `{grade}`: all else comes to {best} at most"),
    )
    .label(span, say!(zh "由这一项决定", en "this one decides"))
    .help(accept(Code::DecidingJudgement, judge_less()))
}

/// W017: a judgement that moves the total by more than a grade is wide.
pub(super) fn wide_judgement(
    span: Span,
    judgement: &str,
    (grade, width): (&str, &str),
    (low, high): (&str, &str),
) -> Diagnostic {
    Diagnostic::new(
        Code::DecidingJudgement,
        say!(zh "酌情分 `{judgement}` 一项就能跨过整个 `{grade}` 档（宽 {width}）：同一份证据，总分可以是 {low}，也可以是 {high}",
             en "the judgement `{judgement}` alone can leap over the whole grade `{grade}` ({width} wide): the same evidence totals {low} or {high}"),
    )
    .label(span, say!(zh "由这一项决定", en "this one decides"))
    .help(accept(Code::DecidingJudgement, judge_less()))
}

fn judge_less() -> Say {
    say!(
        zh "用 `不超过` 给它较小的上限，或写明给分的条件",
        en "bound it by a lower `up to`, or write down what earns the points"
    )
}

/// W001: leaving a value out scores more than some value does.
pub(super) fn pays_to_leave_out(
    span: Span,
    (field, indicator): (&str, &str),
    (value, score): (&Say, &str),
    without: &str,
) -> Diagnostic {
    let (value_zh, value_en) = (&value.zh, &value.en);
    let mend = say!(
        zh "去掉 `可缺`，或写 `{field} 缺省 …`",
        en "make it required, or write `{field} otherwise …`"
    );
    Diagnostic::new(
        Code::OptionalPenalty,
        say!(zh "不提供 `{field}` 反而有利：指标 `{indicator}` 填 {value_zh} 得 {score} 分，不填得 {without} 分",
             en "leaving `{field}` out pays: the indicator `{indicator}` scores {score} with {value_en}, and {without} without it"),
    )
    .label(span, say!(zh "可以不提供", en "this may be left out"))
    .help(accept(Code::OptionalPenalty, mend))
}

/// What the budget leaves open.
pub(super) fn undecided(code: Code, span: Span, what: Say) -> Undecided {
    let Say { zh, en } = what;
    Undecided {
        code,
        span,
        message: say!(zh "{zh}：超出分析的限度，没有算完", en "{en}: beyond the budget of the analysis"),
    }
}
