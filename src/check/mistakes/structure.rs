//! The words for the tree, its weights, bands and overrides.

use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::domain::Exact;
use crate::source::Span;
use crate::syntax::ast::Name;

/// E010: no `standard` line.
pub(in crate::check) fn no_standard() -> Diagnostic {
    Diagnostic::new(
        Code::NoStandard,
        say!(zh "文件没有 `标准` 一行", en "the file has no `standard` line"),
    )
    .label(
        Span::default(),
        say!(zh "应写在最前面", en "it belongs at the top"),
    )
    .help(
        say!(zh "在最前面写 `标准 名称 \"标题\"`", en "write `standard NAME \"title\"` at the top"),
    )
}

/// The words of what may stand only once, on both surfaces.
const ONCE: &[(&str, &str)] = &[
    ("standard", "标准"),
    ("source", "来源"),
    ("issued by", "制定机关"),
    ("document", "文号"),
    ("in force from", "施行日期"),
    ("scale", "分制"),
    ("calendar", "日历"),
    ("total", "总分"),
    ("grades", "等级"),
    ("weight", "权重"),
    ("points", "分值"),
    ("bonus", "加分"),
    ("deduction", "扣分"),
    ("cap", "封顶"),
    ("floor", "保底"),
    ("when", "当"),
    ("rounded to", "保留"),
    ("applies if", "适用于"),
];

/// E011: a line that may stand only once.
pub(in crate::check) fn repeated(span: Span, first: Span, word: &str) -> Diagnostic {
    let zh = ONCE
        .iter()
        .find(|(en, _)| *en == word)
        .map_or(word, |(_, zh)| zh);
    Diagnostic::new(
        Code::Repeated,
        say!(zh "`{zh}` 只能写一次", en "`{word}` may stand only once"),
    )
    .label(span, say!(zh "第二次", en "the second time"))
    .label(first, say!(zh "第一次", en "the first time"))
    .help(say!(zh "删除其中一个", en "delete one of them"))
}

/// E210: a standard that ends before it starts.
pub(in crate::check) fn ends_before_it_starts(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadRange,
        say!(zh "截止日期早于施行日期", en "the last day in force is before the first"),
    )
    .label(span, say!(zh "这两个日期", en "these two days"))
    .help(say!(zh "先写施行日期，再写截止日期", en "write the first day first"))
}

/// E210: a scale without room.
pub(in crate::check) fn empty_scale(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadRange,
        say!(zh "分制的下限须小于上限", en "the scale must start below its end"),
    )
    .label(span, say!(zh "这个分制", en "this scale"))
    .help(say!(zh "例如 `分制 0 至 100`", en "for instance `scale 0 to 100`"))
}

/// What can lack its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Hollow {
    /// Without sections.
    Standard,
    /// Without indicators.
    Section,
    /// Without clauses.
    Indicator,
    /// Without clauses.
    Group,
    /// Without bands.
    Bands,
    /// A branch without clauses.
    Branch,
    /// Without columns.
    Records,
    /// Without bands.
    Grades,
    /// Without requirements.
    Conditions,
    /// Without stages.
    Procedure,
}

/// E303: something without content.
pub(in crate::check) fn empty(span: Span, what: Hollow) -> Diagnostic {
    let (zh, en, zh_line, en_line) = what.words();
    Diagnostic::new(Code::Empty, say!(zh "{zh}", en "{en}"))
        .label(span, say!(zh "下面是空的", en "nothing stands below it"))
        .help(say!(zh "在下面写上，例如 `{zh_line}`", en "put something below it, such as `{en_line}`"))
}

type HollowWords = (&'static str, &'static str, &'static str, &'static str);

impl Hollow {
    /// What is lacking in Chinese and English, and a line that would fill it.
    #[expect(clippy::too_many_lines, reason = "a table: the words of each")]
    const fn words(self) -> HollowWords {
        match self {
            Hollow::Standard => (
                "标准里没有一级指标",
                "the standard has no section",
                "一级指标 demand \"需求响应\" 权重 100%",
                "section demand \"Demand\" weight 100%",
            ),
            Hollow::Section => (
                "一级指标里没有指标",
                "the section has no indicator",
                "指标 channels \"沟通渠道\" 权重 5%",
                "indicator channels \"Channels\" weight 5%",
            ),
            Hollow::Indicator => (
                "指标里没有给分的条款",
                "the indicator has no clause that gives points",
                "每 服务企业数 +5分",
                "per firms +5",
            ),
            Hollow::Group => (
                "分组里没有条款",
                "the group has no clause",
                "每 服务企业数 +5分",
                "per firms +5",
            ),
            Hollow::Bands => (
                "`按 …` 下面没有档次",
                "no band stands between `by` and its `end`",
                "60% 及以上：+20分",
                "60% and above: +20",
            ),
            Hollow::Branch => (
                "这个分支里没有条款",
                "the branch has no clause",
                "+0分",
                "+0",
            ),
            Hollow::Records => (
                "记录里没有列",
                "the records have no column",
                "name \"姓名\" 文本",
                "name \"Name\" text",
            ),
            Hollow::Grades => (
                "等级里没有档次",
                "no grade has a band",
                "qualified \"合格\" 60 及以上",
                "qualified \"Qualified\" 60 and above",
            ),
            Hollow::Conditions => (
                "这里没有要求",
                "no requirement stands here",
                "要求 有服务场地 \"有服务场地\"",
                "require venue \"a venue for the service\"",
            ),
            Hollow::Procedure => (
                "程序里没有阶段",
                "the procedure has no stage",
                "阶段 review \"初审\" 通过条件 初审通过",
                "stage review \"Review\" passes if reviewed",
            ),
        }
    }
}

/// E001: sections in sections in sections.
pub(in crate::check) fn nested_too_deep(span: Span, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::TooMuch,
        say!(zh "一级指标的嵌套超过 {most} 层", en "sections nest deeper than {most} levels"),
    )
    .label(span, say!(zh "这一层过深", en "this one lies too deep"))
    .help(say!(zh "把它放到上层", en "put it into a section further up"))
}

/// E006: a section that names itself as its parent.
pub(in crate::check) fn in_itself(parent: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "一级指标不能属于它自己", en "a section cannot stand in itself"),
    )
    .label(parent.span, say!(zh "它自己的名称", en "its own name"))
    .help(say!(zh "写上层的名称，或删除 `属于 …`", en "write the name of the section above, or delete `in …`"))
}

/// E006: a section whose parent stands below it.
pub(in crate::check) fn parent_below(parent: &Name) -> Diagnostic {
    let name = &parent.text;
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "`{name}` 写在下面；上层要写在前面", en "`{name}` stands below; a section stands above those inside it"),
    )
    .label(parent.span, say!(zh "它在下面", en "it comes later"))
    .help(say!(zh "把 `{name}` 移到这一行上面", en "move `{name}` above this line"))
}

/// E105: a section in an indicator.
pub(in crate::check) fn parent_is_an_indicator(parent: &Name) -> Diagnostic {
    let name = &parent.text;
    Diagnostic::new(
        Code::WrongKindOfName,
        say!(zh "`{name}` 是指标，里面不能有一级指标", en "`{name}` is an indicator and holds no section"),
    )
    .label(parent.span, say!(zh "这是指标", en "an indicator"))
    .help(say!(zh "写一级指标的名称", en "write the name of a section"))
}

/// E006: a cap for each period at a part.
pub(in crate::check) fn period_of_a_part(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "每个时期的封顶只能写在 `每 …` 的条款后面", en "a cap for each period stands only behind a `per` clause"),
    )
    .label(span, say!(zh "这里是整个部分", en "here it speaks of the whole part"))
    .help(say!(zh "把它移到条款后面", en "move it behind the clause"))
}

/// E307: a weight that is not above 0 and at most 100%.
pub(in crate::check) fn bad_weight(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadWeight,
        say!(zh "权重须大于 0，且不超过 100%", en "a weight lies above 0 and at or below 100%"),
    )
    .label(span, say!(zh "这个权重", en "this weight"))
    .help(say!(zh "写成 `权重 5%` 或 `权重 0.05`", en "write `weight 5%` or `weight 0.05`"))
}

/// E302: weights that do not add up.
pub(in crate::check) fn weight_sum(
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
    let percent = |share: &Exact| format!("{}%", share.times_hundred());
    let is_own = children.contains(&span);
    let (sum_p, wanted_p, difference_p) = (percent(sum), percent(wanted), percent(&difference));
    let found = Diagnostic::new(
        Code::WeightSum,
        say!(zh "权重之和是 {sum}（{sum_p}），应为 {wanted}（{wanted_p}），{zh}了 {difference}（{difference_p}）",
             en "the weights add up to {sum} ({sum_p}), not to {wanted} ({wanted_p}): {difference} ({difference_p}) {en}"),
    )
    .label(
        span,
        if is_own {
            say!(zh "加到这里是 {sum_p}", en "up to here they are {sum_p}")
        } else {
            say!(zh "下面的权重之和应为 {wanted_p}", en "the weights below add up to {wanted_p}")
        },
    );
    let found = children
        .iter()
        .filter(|child| **child != span)
        .fold(found, |found, child| {
            found.label(*child, say!(zh "计入其和", en "part of the sum"))
        });
    found.help(if *sum == Exact::ONE && *wanted < Exact::ONE {
        say!(zh "指标的权重是占总分的比例：一级指标占 {wanted_p}，其下的指标合计也是 {wanted_p}",
             en "a weight is a share of the whole: in a section of {wanted_p} the indicators add up to {wanted_p}")
    } else {
        say!(zh "调整权重，使它们的和为 {wanted_p}", en "change the weights so that they add up to {wanted_p}")
    })
}

/// E304: two overrides that may hold at once with different scores.
pub(in crate::check) fn override_conflict(span: Span, other: Span) -> Diagnostic {
    Diagnostic::new(
        Code::OverrideConflict,
        say!(zh "两条直接定分的条款可能同时成立，而分数不同",
             en "two clauses that set the score may hold at once, with different scores"),
    )
    .label(span, say!(zh "这一条", en "this one"))
    .label(other, say!(zh "和这一条", en "and this one"))
    .help(say!(zh "给其中一条加上 `当 非 …`，使两者不会同时成立",
               en "add `when not …` to one of them, so that they cannot hold together"))
}

/// E306: `applies if` without what happens otherwise.
pub(in crate::check) fn no_fallback(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoFallback,
        say!(zh "没有说明不适用时怎么办", en "what happens where it does not apply is not said"),
    )
    .label(
        span,
        say!(zh "这里要写 `缺省 满分`、`缺省 零分` 或 `缺省 重新分配`",
             en "`otherwise full`, `otherwise zero` or `otherwise reweigh` belongs here"),
    )
    .help(
        say!(zh "满分是给足分，零分是不给分，重新分配是把权重分给同级的其他指标",
               en "full gives all points, zero gives none, reweigh shares the weight out among the others"),
    )
}

/// E308: a step of 0.
pub(in crate::check) fn bad_step(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadStep,
        say!(zh "每一档的大小须大于零", en "a step must be above zero"),
    )
    .label(span, say!(zh "这个大小", en "this size"))
    .help(say!(zh "例如 `每 100家 …`", en "for instance `per 100家 of …`"))
}

/// E404: points that lack their sign.
pub(in crate::check) fn no_sign(span: Span, points: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NoSign,
        say!(zh "这里的分数要写正负号", en "points need a sign here"),
    )
    .label(span, say!(zh "是加分还是扣分？", en "is this awarded or deducted?"))
    .help(say!(zh "加分写 `+{points}`，扣分写 `-{points}`；直接定分用 `若 … 则 {points}`",
               en "write `+{points}` to award, `-{points}` to deduct; to set the score use `if … then {points}`"))
    .fix(span, format!("+{points}"))
}

/// E006: something that an override cannot have, or a place where it cannot stand.
pub(in crate::check) fn override_misplaced(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "直接定分的条款不能写在分组里，也没有封顶和保底",
             en "a clause that sets the score cannot stand in a group, and has no cap or floor"),
    )
    .label(
        span,
        say!(zh "直接定分", en "it sets the score of the whole indicator"),
    )
    .help(
        say!(zh "加分要写正号，例如 `+20`；定分的条款直接写在指标下",
               en "write a sign to award, such as `+20`; set scores directly under the indicator"),
    )
}

/// E401: two bands hold the same value.
pub(in crate::check) fn overlap(span: Span, other: Span, value: &str) -> Diagnostic {
    Diagnostic::new(
        Code::BandOverlap,
        say!(zh "两个档次重叠：{value} 同时属于两档", en "two bands overlap: {value} lies in both"),
    )
    .label(span, say!(zh "这一档", en "this band"))
    .label(other, say!(zh "和这一档", en "and this one"))
    .help(say!(zh "上限不含在内时写 `至 低于`，例如 `60 至 低于 80`",
               en "write `to below` for an end that is not included, such as `60 to below 80`"))
}

/// E402: values that no band holds.
pub(in crate::check) fn gap(span: Span, between: Say, value: &str) -> Diagnostic {
    let Say { zh, en } = between;
    Diagnostic::new(
        Code::BandGap,
        say!(zh "{zh}没有档次：例如 {value} 不属于任何一档", en "no band holds {en}: {value} would have none"),
    )
    .label(span, say!(zh "与它相邻的一档", en "the band beside the gap"))
    .help(say!(zh "使相邻的档次相接，例如 `60 至 低于 80` 与 `80 及以上`；两端也要写到",
               en "let the bands meet, such as `60 to below 80` and `80 and above`, and cover both ends"))
}

/// E403: a band whose ends are reversed.
pub(in crate::check) fn reversed(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BandReversed,
        say!(zh "档次的下限没有低于上限", en "the band ends where it starts, or before"),
    )
    .label(
        span,
        say!(zh "没有值属于这一档", en "no value lies in this band"),
    )
    .help(say!(zh "先写下限，再写上限", en "write the lower end first"))
}

/// E501: a quote that is not in the source.
pub(in crate::check) fn not_in_source(span: Span, matched: &str, next: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::NotInSource,
        say!(zh "引文与来源文本不一致", en "this quote is not in the source text"),
    )
    .label(
        span,
        say!(zh "来源中没有这段文字", en "the source has no such words"),
    );
    match next {
        Some(next) => found.help(say!(
            zh "到“{matched}”为止相同，来源接着是“{next}”",
            en "it agrees up to “{matched}”; the source goes on with “{next}”"
        )),
        None => {
            found.help(say!(zh "逐字照抄来源的文字", en "copy the words of the source exactly"))
        }
    }
}

/// E006: a setting of the indicator inside a group.
pub(in crate::check) fn setting_in_group(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        say!(zh "这一行说的是整个指标，不能写在分组里", en "this line speaks of the whole indicator and cannot stand in a group"),
    )
    .label(span, say!(zh "在分组里", en "inside a group"))
    .help(say!(zh "移到分组的 `止` 下面；给分组封顶，写在 `合计` 后面：`合计 封顶 80分`",
               en "move it below the group's `end`; to bound the group write `together cap 80`"))
}
