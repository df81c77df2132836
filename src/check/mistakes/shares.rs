//! The words for shares: weights, points, bonuses and deductions.

use crate::diagnostics::{Code, Diagnostic, say};
use crate::domain::Exact;
use crate::program::Adding;
use crate::source::Span;

/// E310: weights and points in one file.
pub(in crate::check) fn mixed(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MixedShares,
        say!(zh "一个文件里既有权重又有分值", en "weights and points stand in one file"),
    )
    .label(span, say!(zh "这里是另一种", en "here it is the other way"))
    .label(first, say!(zh "第一处", en "the first one"))
    .help(say!(zh "全都写 `权重`，或全都写 `分值`；额外的分写 `加分 10分` 或 `扣分 20分`",
               en "write `weight` everywhere or `points` everywhere; what comes on top is `bonus 10` or `deduction 20`"))
}

/// E301: no share.
pub(in crate::check) fn missing(span: Span, name: &str, adding: Adding) -> Diagnostic {
    let (zh, en, zh_line, en_line) = match adding {
        Adding::Weights => (
            "权重",
            ("has no weight", "a weight is missing here", "add a weight"),
            "权重 5%",
            "weight 0.05",
        ),
        Adding::Points => (
            "分值",
            ("has no points", "points are missing here", "add points"),
            "分值 15分",
            "points 15",
        ),
    };
    let (lacks, here, add) = en;
    Diagnostic::new(
        Code::NoWeight,
        say!(zh "`{name}` 没有{zh}", en "`{name}` {lacks}"),
    )
    .label(span, say!(zh "这里缺少{zh}", en "{here}"))
    .help(say!(zh "在后面写{zh}，例如 `{zh_line}`", en "{add}, such as `{en_line}`"))
}

/// E301: bonuses and deductions, and nothing that they come on top of.
pub(in crate::check) fn extras_alone(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoWeight,
        say!(zh "只有加分和扣分，没有一级指标有权重或分值",
             en "there are only bonuses and deductions: no section has a weight or points"),
    )
    .label(span, say!(zh "它不计入总和", en "it stands outside the sum"))
    .help(say!(zh "加分和扣分之外，再写 `一级指标 … 分值 100分`；只有扣分时也可以写 `分值 100分` 和一条 `+100分`",
               en "write a `section … points 100` beside them; where points are only taken away, give it a clause `+100`"))
}

/// E307: points that are not above 0.
pub(in crate::check) fn bad_points(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadWeight,
        say!(zh "分值、加分和扣分须大于 0", en "points, a bonus and a deduction lie above 0"),
    )
    .label(span, say!(zh "这个数", en "this number"))
    .help(
        say!(zh "写成 `分值 15分`；扣分也不带负号，例如 `扣分 20分`",
               en "write `points 15`; a deduction has no sign either, such as `deduction 20`"),
    )
}

/// E302: points that do not add up.
pub(in crate::check) fn points_sum(
    span: Span,
    children: &[Span],
    sum: &Exact,
    wanted: &Exact,
) -> Diagnostic {
    let difference = (wanted - sum).abs();
    let (zh, en) = if sum < wanted {
        ("少", "too little")
    } else {
        ("多", "too much")
    };
    let found = Diagnostic::new(
        Code::WeightSum,
        say!(zh "分值之和是 {sum}，应为 {wanted}，{zh}了 {difference}",
             en "the points add up to {sum}, not to {wanted}: {difference} {en}"),
    )
    .label(
        span,
        say!(zh "其中的分值之和应为 {wanted}", en "the points inside add up to {wanted}"),
    );
    let found = children.iter().fold(found, |found, child| {
        found.label(*child, say!(zh "计入其和", en "part of the sum"))
    });
    found.help(
        say!(zh "调整分值，使它们的和为 {wanted}；额外的分写 `加分` 或 `扣分`",
               en "change the points so that they add up to {wanted}; what comes on top is a `bonus` or a `deduction`"),
    )
}

/// E302: a scale that is not that of the points.
pub(in crate::check) fn scale_of_points(
    span: Span,
    (low, high): &(Exact, Exact),
    sum: &Exact,
) -> Diagnostic {
    Diagnostic::new(
        Code::WeightSum,
        say!(zh "分制是 {low} 至 {high}，而分值之和是 {sum}",
             en "the scale is {low} to {high}, and the points add up to {sum}"),
    )
    .label(span, say!(zh "这个分制", en "this scale"))
    .help(say!(zh "写 `分制 0 至 {sum}`，或删除这一行，或调整分值",
               en "write `scale 0 to {sum}`, delete the line, or change the points"))
}

/// E006: a bonus or deduction as a section inside a section.
pub(in crate::check) fn bonus_inside(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "加分和扣分的一级指标不能写在别的一级指标里面",
             en "a bonus or deduction section cannot stand inside a section that has a share"),
    )
    .label(span, say!(zh "在里面", en "inside another section"))
    .help(say!(zh "删除 `属于 …`，或把加分写在指标上",
               en "delete `in …`, or put the bonus on an indicator"))
}

/// E006: a bonus or deduction among indicators that have weights.
pub(in crate::check) fn bonus_by_weights(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "有权重的一级指标里不能有加分或扣分的指标",
             en "a bonus or deduction cannot stand in a section that has a weight"),
    )
    .label(span, say!(zh "在有权重的一级指标里", en "in a section with a weight"))
    .help(say!(zh "写一个单独的一级指标，例如 `一级指标 extra \"加分项\" 加分 10分`，再把它移进去",
               en "give it a section of its own, such as `section extra \"Extra\" bonus 10`, and move it there"))
}

/// E006: a weight in a bonus or deduction.
pub(in crate::check) fn weight_in_bonus(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "加分或扣分的一级指标里没有权重", en "nothing has a weight inside a bonus or a deduction"),
    )
    .label(span, say!(zh "在加分或扣分的一级指标里", en "inside a bonus or deduction section"))
    .help(say!(zh "写 `加分 5分` 或 `扣分 5分`", en "write `bonus 5` or `deduction 5`"))
}

/// E006: `otherwise reweigh` where there is no share to give away.
pub(in crate::check) fn reweigh_outside(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "加分和扣分不占份额，没有什么可以重新分配",
             en "a bonus or deduction has no share that could go to others"),
    )
    .label(span, say!(zh "重新分配", en "reweigh"))
    .help(say!(zh "写 `缺省 零分` 或 `缺省 满分`", en "write `otherwise zero` or `otherwise full`"))
}

/// E305: a bound of a part that leaves what its header gives it.
pub(in crate::check) fn bound_outside(
    span: Span,
    (low, high): (Option<&Exact>, &Exact),
) -> Diagnostic {
    let help = match low {
        Some(low) if low.is_zero() => {
            say!(zh "写大于 0、不超过 {high} 的数", en "write a number above 0 and at most {high}")
        }
        Some(low) => {
            say!(zh "写 {low} 至 {high} 之间的数", en "write a number from {low} to {high}")
        }
        None => say!(zh "写不超过 {high} 的数", en "write a number up to {high}"),
    };
    Diagnostic::new(
        Code::Bounds,
        say!(zh "封顶或保底超出了表头给出的分数", en "a bound lies outside the points that the header gives"),
    )
    .label(span, say!(zh "这个界限", en "this bound"))
    .help(help)
}

/// E105: the share of a bonus or deduction.
pub(in crate::check) fn share_of_extra(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongKindOfName,
        say!(zh "加分和扣分没有得分率", en "a bonus or deduction has no share"),
    )
    .label(span, say!(zh "它不占份额", en "it stands outside the sum"))
    .help(say!(zh "改用 `得分 …`", en "use `score of …`"))
}
