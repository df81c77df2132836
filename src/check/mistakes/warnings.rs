//! The words for what is allowed and yet worth a look.

use crate::diagnostics::{Code, Diagnostic, nearest, say};
use crate::program::Named;
use crate::source::Span;
use crate::syntax::ast::Name;

/// W001: leaving an optional field out would pay.
pub(in crate::check) fn optional_penalty(span: Span, field: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OptionalPenalty,
        say!(zh "不提供 `{field}` 就不会受这一条的不利影响",
             en "leaving `{field}` out would escape this clause"),
    )
    .label(span, say!(zh "缺少 `{field}` 时这一条不起作用", en "without `{field}` this does not apply"))
    .help(say!(
        zh "去掉 `可缺`，或写 `{field} 缺省 …`；若确实如此，在上一行写 `认可 W001 因为 \"…\"`",
        en "make it required, or write `{field} otherwise …`; if it is meant, write `accept W001 because \"…\"` above"
    ))
}

/// W002: an evidence field that nothing uses.
pub(in crate::check) fn unused(span: Span, field: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Unused,
        say!(zh "证据项 `{field}` 没有被使用", en "nothing uses the evidence field `{field}`"),
    )
    .label(span, say!(zh "没有条款用到它", en "no clause reads it"))
    .help(say!(zh "写上用到它的条款，或删除它", en "write the clause that needs it, or delete it"))
}

/// W002: a parameter that nothing uses.
pub(in crate::check) fn unused_parameter(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Unused,
        say!(zh "参数 `{name}` 没有被使用", en "nothing uses the parameter `{name}`"),
    )
    .label(
        span,
        say!(zh "没有条款、档次或定义用到它", en "no clause, band or definition reads it"),
    )
    .help(say!(zh "写上用到它的条款，或删除它", en "write the clause that needs it, or delete it"))
}

/// W002: a definition or a table that nothing uses.
pub(in crate::check) fn unused_name(span: Span, name: &str, kind: Named) -> Diagnostic {
    let (zh, en) = match kind {
        Named::Definition => ("定义", "definition"),
        Named::Table => ("表", "table"),
    };
    Diagnostic::new(
        Code::Unused,
        say!(zh "{zh} `{name}` 没有被使用", en "nothing uses the {en} `{name}`"),
    )
    .label(
        span,
        say!(zh "没有条款或定义用到它", en "no clause or definition reads it"),
    )
    .help(say!(zh "写上用到它的条款，或删除它", en "write the clause that needs it, or delete it"))
}

/// W003: an `accept` that accepts nothing.
pub(in crate::check) fn needless_accept(span: Span, code: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NeedlessAccept,
        say!(zh "下一行没有 {code} 这个警告", en "the line below has no warning {code}"),
    )
    .label(span, say!(zh "没有可认可的警告", en "this accepts nothing"))
    .help(say!(zh "删除这一行", en "delete this line"))
    .fix(span, "")
}

/// E101: an `accept` of a code that is no warning.
pub(in crate::check) fn unknown_warning(code: &Name) -> Diagnostic {
    let text = &code.text;
    let warnings = || {
        Code::ALL
            .iter()
            .map(|code| code.name())
            .filter(|name| name.starts_with('W'))
    };
    let all = warnings().collect::<Vec<_>>().join(", ");
    let found = Diagnostic::new(
        Code::UnknownName,
        say!(zh "没有 `{text}` 这个警告", en "there is no warning `{text}`"),
    )
    .label(
        code.span,
        say!(zh "不是警告的代码", en "not the code of a warning"),
    )
    .help(say!(zh "警告的代码有 {all}", en "the warnings are {all}"));
    match nearest(text, warnings()) {
        Some(near) => found.fix(code.span, near),
        None => found,
    }
}

/// W004: a comparison whose outcome is known from the ranges alone.
pub(in crate::check) fn constant(span: Span, holds: (&str, &str)) -> Diagnostic {
    let (zh, en) = holds;
    Diagnostic::new(
        Code::Constant,
        say!(zh "这个条件{zh}成立", en "this condition {en} holds"),
    )
    .label(span, say!(zh "由证据项的范围可知", en "the declared ranges say so"))
    .help(say!(zh "核对数字和单位，或改证据项的范围", en "check the number and its unit, or the range of the field"))
}

/// The most lines that a message lists.
const MOST_LINES: usize = 20;

/// W010: sentences of the source that nothing quotes or marks.
pub(in crate::check) fn uncovered(span: Span, source: &str, lines: &[u32]) -> Diagnostic {
    let count = lines.len();
    let listed = |comma: &str| {
        let shown = lines.iter().take(MOST_LINES).map(u32::to_string);
        let more = (count > MOST_LINES).then(|| "…".to_owned());
        shown.chain(more).collect::<Vec<_>>().join(comma)
    };
    let (zh, en) = (listed("、"), listed(", "));
    let sentences = if count == 1 { "sentence" } else { "sentences" };
    Diagnostic::new(
        Code::Uncovered,
        say!(zh "`{source}` 有 {count} 句没有引用完，也没有标记：第 {zh} 行",
             en "{count} {sentences} of `{source}` neither quoted nor marked in full: line {en}"),
    )
    .label(span, say!(zh "这份来源", en "this source"))
    .help(say!(zh "在落实它的一行上面用 `>` 引用，或写 `非规则 \"…\" 因为 \"…\"`、`未定 \"…\" 因为 \"…\"`",
               en "quote them with `>` above what implements them, or write `not a rule \"…\" because \"…\"` or `left open \"…\" because \"…\"`"))
}
