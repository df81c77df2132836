//! The words for grades and what moves them, and for what stands beside the score.

use crate::diagnostics::{Code, Diagnostic, say};
use crate::source::Span;
use crate::syntax::ast::Name;

/// E340: a requirement that does not say which grade follows.
pub(in crate::check) fn no_grade(span: Span, worst: Option<&str>) -> Diagnostic {
    let worst = worst.unwrap_or("failed");
    Diagnostic::new(
        Code::NoGrade,
        say!(zh "没有说明达不到要求时评为哪一级", en "which grade follows where this does not hold is not said"),
    )
    .label(span, say!(zh "这里缺少等级", en "a grade is missing here"))
    .help(say!(zh "写成 `要求 … 缺省 {worst}`；不定等级的要求写在 `条件` 里",
               en "write `require … otherwise {worst}`; a requirement without a grade belongs into `conditions`"))
}

/// E340: a ruling on grades in a file that has none.
pub(in crate::check) fn no_grades(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoGrade,
        say!(zh "没有等级，这一条无从改变等级", en "there are no grades that this could move"),
    )
    .label(span, say!(zh "用到了等级", en "this needs grades"))
    .help(say!(zh "写上 `等级` 和各个档次", en "write `grades` with their bands"))
}

/// E341: nothing is left below the grade that is barred.
pub(in crate::check) fn bars_the_lowest(name: &Name) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::NoEffect,
        say!(zh "`{text}` 是最低的一档，不得评为它就没有等级可评",
             en "`{text}` is the lowest band: with it barred no grade remains"),
    )
    .label(
        name.span,
        say!(zh "没有更低的档次", en "no band lies below it"),
    )
    .help(say!(zh "写更高的等级；要定为某一级时写 `一票否决 … 若 …`",
               en "name a higher grade; to give a grade of its own write `veto … if …`"))
}

/// E341: a direct grade that only a veto gives.
pub(in crate::check) fn direct_without_band(name: &Name) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::NoEffect,
        say!(zh "`{text}` 仅由否决给出，低于所有档次，直接认定为它没有意义",
             en "`{text}` is given by a veto only and lies below all bands, so nothing can be lifted to it"),
    )
    .label(name.span, say!(zh "低于所有档次", en "below all bands"))
    .help(say!(zh "写有档次的等级，或改用 `一票否决`", en "name a grade with a band, or write `veto`"))
}

/// E341: a fall of no steps.
pub(in crate::check) fn no_step(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoEffect,
        say!(zh "降 0 档不改变等级", en "a fall of 0 steps moves no grade"),
    )
    .label(span, say!(zh "没有降档", en "nothing falls"))
    .help(say!(zh "写成 `降档 1 若 …`", en "write `downgrade by 1 if …`"))
}

/// E342: more than there are must hold, or none.
pub(in crate::check) fn bad_least(span: Span, count: usize) -> Diagnostic {
    Diagnostic::new(
        Code::BadLeast,
        say!(zh "至少几项须在 1 到 {count} 之间：下面有 {count} 项",
             en "the least number lies between 1 and {count}: {count} stand below"),
    )
    .label(span, say!(zh "这个数", en "this number"))
    .help(say!(zh "写 1 到 {count} 的数；全部都要时不写，或写 `全部`",
               en "write a number from 1 to {count}; where all must hold leave it out, or write `all of`"))
}

/// E343: a total is needed where nothing is scored.
pub(in crate::check) fn no_total(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoTotal,
        say!(zh "没有一级指标，所以没有总分", en "there is no section, and so no total"),
    )
    .label(span, say!(zh "用到了总分", en "this needs the total"))
    .help(say!(zh "写上一级指标；按别的数评级时写 `等级 按 …`",
               en "write sections; to grade another value write `grades by …`"))
}
