//! Findings about choices and kinds.

use super::fields::listed;
use super::near;
use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::evidence::asked::{Asked, Written, shown};
use crate::evidence::schema::{Choice, ChoiceListDef};
use crate::evidence::typed;

/// E606: a text that is none of the choices.
pub(crate) fn not_a_choice(
    asked: &Asked<'_>,
    written: &Written<'_>,
    list: &ChoiceListDef,
) -> Diagnostic {
    let text = shown(written.text);
    let names = list.choices.iter().map(|choice| choice.name.as_str());
    let labels = list
        .choices
        .iter()
        .filter_map(|choice| choice.label.as_deref());
    let nearest = near(written.text, names.chain(labels));
    let allowed = allowed(list);
    let found = Diagnostic::new(
        Code::NotAChoice,
        Say {
            zh: format!("{}的 `{text}` 不在选项之中", asked.zh()),
            en: format!("`{text}` is not a choice for {}", asked.en()),
        },
    )
    .label(written.span, say!(zh "没有这个选项", en "no such choice"));
    found.help(match nearest {
        Some(near) => {
            let typed = typed::text(written.format, near);
            say!(
                zh "是不是 `{typed}`？可写的有：{allowed}",
                en "is `{typed}` meant? the choices are: {allowed}"
            )
        }
        None => say!(zh "可写的有：{allowed}", en "the choices are: {allowed}"),
    })
}

fn allowed(list: &ChoiceListDef) -> String {
    let named = |choice: &Choice| match &choice.label {
        Some(label) => format!("{} {label}", choice.name),
        None => choice.name.clone(),
    };
    let names: Vec<String> = list.choices.iter().map(named).collect();
    listed(names.iter().map(String::as_str))
}

/// E606: a further kind that differs from a declared one only in case, blanks or width.
pub(crate) fn kind_looks_like(
    asked: &Asked<'_>,
    written: &Written<'_>,
    declared: &str,
) -> Diagnostic {
    let text = shown(written.text);
    let typed = typed::text(written.format, declared);
    Diagnostic::new(
        Code::NotAChoice,
        Say {
            zh: format!("{}的 `{text}` 与选项 `{declared}` 只差大小写、空格或全半角", asked.zh()),
            en: format!(
                "`{text}` for {} differs from the choice `{declared}` only in case, blanks or width",
                asked.en()
            ),
        },
    )
    .label(written.span, say!(zh "应是 `{declared}`", en "this should be `{declared}`"))
    .help(say!(zh "写作 `{typed}`", en "write `{typed}`"))
}

/// E606: two further kinds that differ only in case, blanks or width.
pub(crate) fn kinds_look_alike(
    asked: &Asked<'_>,
    written: &Written<'_>,
    first: &Written<'_>,
) -> Diagnostic {
    let (text, other) = (shown(written.text), shown(first.text));
    Diagnostic::new(
        Code::NotAChoice,
        Say {
            zh: format!(
                "{}的 `{text}` 与 `{other}` 只差大小写、空格或全半角",
                asked.zh()
            ),
            en: format!(
                "`{text}` and `{other}` for {} differ only in case, blanks or width",
                asked.en()
            ),
        },
    )
    .label(
        written.span,
        say!(zh "第二种写法", en "the second spelling"),
    )
    .label(first.span, say!(zh "第一种写法", en "the first spelling"))
    .help(say!(
        zh "同一种只写一次，用同一种写法",
        en "write one kind once, in one spelling"
    ))
}
