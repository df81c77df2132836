//! Findings about a file as a whole: its syntax, its limits and its outermost shape.

use super::near;
use crate::diagnostics::{Code, Diagnostic, Say, say};
use crate::evidence::asked::shown;
use crate::evidence::document::{DEEPEST, Format, LARGEST};
use crate::evidence::typed;
use crate::source::Span;

/// What YAML offers and evidence does not need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// `!!int 5`
    Tag,
    /// `&name`
    Anchor,
    /// `*name`
    Alias,
    /// `%YAML 1.2`
    Directive,
    /// A second `---`.
    SecondDocument,
    /// A list or mapping as a key.
    Key,
}

/// E001: the file is larger than is read.
pub(crate) fn too_large(size: usize) -> Diagnostic {
    let mebibytes = LARGEST / 1024 / 1024;
    Diagnostic::new(
        Code::TooMuch,
        say!(
            zh "证据文件有 {size} 字节，超过上限 {mebibytes} MiB",
            en "the evidence file has {size} bytes, more than the limit of {mebibytes} MiB"
        ),
    )
    .label(Span::new(0, 0), say!(zh "整个文件", en "the whole file"))
    .help(say!(
        zh "一个文件只写一个对象；许多对象请用表格（CSV、XLSX）成批评分",
        en "one file holds one subject; many subjects go into a table (CSV, XLSX) that is scored in batch"
    ))
}

/// E001: lists and mappings inside one another, too deep.
pub(crate) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TooMuch,
        say!(zh "嵌套超过 {DEEPEST} 层", en "nested deeper than {DEEPEST} levels"),
    )
    .label(span, say!(zh "这一层太深", en "this level is too deep"))
    .help(say!(
        zh "证据最多只需四层：`evidence`、证据项、行、行内的证据项",
        en "evidence needs four levels at most: `evidence`, a field, its rows, the fields of a row"
    ))
}

/// E001: a list with more items than are read.
pub(crate) fn too_many_items(span: Span, count: usize, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::TooMuch,
        say!(
            zh "列表有 {count} 项，超过上限 {most}",
            en "the list has {count} items, more than the limit of {most}"
        ),
    )
    .label(span, say!(zh "这个列表", en "this list"))
}

/// E601: the syntax of the format is broken.
pub(crate) fn unreadable(format: Format, line: u32, span: Span, reason: Say) -> Diagnostic {
    let name = format.name();
    Diagnostic::new(
        Code::Unreadable,
        Say {
            zh: format!("第 {line} 行不能读成{name}：{}", reason.zh),
            en: format!("line {line} cannot be read as {name}: {}", reason.en),
        },
    )
    .label(span, reason)
    .help(match format {
        Format::Yaml => say!(
            zh "每行写作 `键: 值`，用空格缩进；含 `:`、`#`、`[`、`{{` 的文字加双引号",
            en "write `key: value` lines, indented with blanks; put text with `:`, `#`, `[` or `{{` in double quotation marks"
        ),
        Format::Json => say!(
            zh "写作 `\"键\": 值`，各项之间用逗号，文字加双引号，数字写作 `12` 或 `0.5`",
            en "write `\"key\": value` with commas between items, text in double quotation marks and numbers as `12` or `0.5`"
        ),
        Format::Toml => say!(
            zh "每行写作 `键 = 值`，文字加双引号；中文的键也加双引号",
            en "write `key = value` lines with text in double quotation marks; keys beyond plain letters need them too"
        ),
    })
}

/// E607: a key that stands again in its mapping.
pub(crate) fn key_twice(key: &str, again: Span, first: Option<Span>) -> Diagnostic {
    let key = shown(key);
    let found = Diagnostic::new(
        Code::DuplicateKey,
        say!(zh "`{key}` 写了两次", en "`{key}` stands twice"),
    )
    .label(again, say!(zh "第二次写在这里", en "it stands again here"));
    let found = match first {
        Some(first) => found.label(first, say!(zh "第一次写在这里", en "it stands first here")),
        None => found,
    };
    found.help(say!(zh "只保留其中一处", en "keep one of the two"))
}

/// E610: a part of YAML that evidence does not allow.
pub(crate) fn refused_yaml(what: Refused, span: Span) -> Diagnostic {
    let (message, help) = match what {
        Refused::Tag => (
            say!(zh "证据文件不能用标记（`!…`）", en "tags (`!…`) are not allowed in evidence"),
            say!(zh "删去标记：值按证据项声明的类型读取", en "leave the tag out: a value is read by the declared type of its field"),
        ),
        Refused::Anchor => (
            say!(zh "证据文件不能用锚点（`&…`）", en "anchors (`&…`) are not allowed in evidence"),
            say!(zh "删去锚点，在每一处写出值；文字以 `&` 开头的要加双引号", en "leave the anchor out and write the value in each place; text that starts with `&` needs double quotation marks"),
        ),
        Refused::Alias => (
            say!(zh "证据文件不能用别名（`*…`）", en "aliases (`*…`) are not allowed in evidence"),
            say!(zh "写出值本身；文字以 `*` 开头的要加双引号", en "write the value itself; text that starts with `*` needs double quotation marks"),
        ),
        Refused::Directive => (
            say!(zh "证据文件不能用指令（`%…`）", en "directives (`%…`) are not allowed in evidence"),
            say!(zh "删去这一行", en "leave this line out"),
        ),
        Refused::SecondDocument => (
            say!(zh "一个文件里有多份文档（`---`）", en "the file holds several documents (`---`)"),
            say!(zh "一个文件只写一个对象，其余的另存为文件", en "one file holds one subject; put the others into files of their own"),
        ),
        Refused::Key => (
            say!(zh "列表或映射不能作为键", en "a list or mapping cannot be a key"),
            say!(zh "键写成一个名称；含 `[` 或 `{{` 的名称加双引号", en "write one name as the key; a name with `[` or `{{` needs double quotation marks"),
        ),
    };
    Diagnostic::new(Code::WrongShape, message)
        .label(span, say!(zh "在这里", en "it stands here"))
        .help(help)
}

/// E610: nothing is in the file.
pub(crate) fn empty_file(format: Format) -> Diagnostic {
    let subject = typed::entry(format, "subject", "\"某某服务中心\"");
    Diagnostic::new(
        Code::WrongShape,
        say!(zh "证据文件是空的", en "the evidence file is empty"),
    )
    .label(Span::new(0, 0), say!(zh "这里没有内容", en "nothing stands here"))
    .help(say!(
        zh "写出评价对象 `{subject}` 和各项证据；`chidu template` 生成可填写的文件",
        en "write the subject, `{subject}`, and its evidence; `chidu template` makes a form to fill in"
    ))
}

/// E610: the outermost level, or one of its parts, is no mapping.
pub(crate) fn mapping_needed(what: &'static str, format: Format, span: Span) -> Diagnostic {
    let shape = match what {
        "evidence" => typed::entry(format, "satisfaction", "\"72.5%\""),
        "sources" => typed::entry(format, "satisfaction", "\"附件3第2页\""),
        "judgements" => typed::judgement(format, "extra_benefit", "10"),
        "expect" => typed::entry(format, "score", "82.5"),
        _ => typed::entry(format, "subject", "\"某某服务中心\""),
    };
    let message = if what.is_empty() {
        say!(
            zh "证据文件的最外层应由 `键` 和 `值` 组成",
            en "the outermost level of an evidence file is made of keys with values"
        )
    } else {
        say!(zh "`{what}` 之下应由键和值组成", en "`{what}` is made of keys with values")
    };
    Diagnostic::new(Code::WrongShape, message)
        .label(
            span,
            say!(zh "这里不是键和值", en "these are not keys with values"),
        )
        .help(say!(zh "例如 `{shape}`", en "for instance `{shape}`"))
}

/// E610: a key of the outermost level that means nothing.
pub(crate) fn unknown_key(key: &str, span: Span, is_field: bool, known: &[&str]) -> Diagnostic {
    let nearest = near(key, known.iter().copied());
    let key = shown(key);
    let list = known.join(", ");
    let found = Diagnostic::new(
        Code::WrongShape,
        say!(zh "最外层没有 `{key}` 这个键", en "the outermost level knows no key `{key}`"),
    )
    .label(span, say!(zh "这个键", en "this key"));
    if is_field {
        return found.help(say!(
            zh "`{key}` 是证据项：把它写到 `evidence` 之下",
            en "`{key}` is a field: write it under `evidence`"
        ));
    }
    match nearest {
        Some(near) => found.help(say!(zh "是不是 `{near}`？", en "is `{near}` meant?")),
        None => {
            found.help(say!(zh "最外层只有：{list}", en "the outermost level has only: {list}"))
        }
    }
}

/// E610: the file does not say who is assessed.
pub(crate) fn no_subject(format: Format, span: Span) -> Diagnostic {
    let line = typed::entry(format, "subject", "\"某某服务中心\"");
    Diagnostic::new(
        Code::WrongShape,
        say!(zh "没有写明评价对象（`subject`）", en "the file does not say who is assessed (`subject`)"),
    )
    .label(span, say!(zh "这里缺少评价对象的名称", en "the name of the subject is missing here"))
    .help(say!(zh "写一行 `{line}`", en "write the line `{line}`"))
}

/// E604: `assessment_date` is no date.
pub(crate) fn wrong_date_key(text: &str, span: Span, format: Format) -> Diagnostic {
    let text = shown(text);
    let line = typed::entry(
        format,
        "assessment_date",
        &typed::text(format, "2024-12-31"),
    );
    Diagnostic::new(
        Code::WrongValue,
        say!(
            zh "评价日期（`assessment_date`）的 `{text}` 不是日期",
            en "`{text}` is no date, as `assessment_date` needs one"
        ),
    )
    .label(span, say!(zh "这里应为日期", en "a date is needed here"))
    .help(say!(
        zh "写作 `{line}`，或 `2024年12月31日`",
        en "write `{line}`, or `2024年12月31日`"
    ))
}

/// E610: a list or mapping where the source of a fact is named.
pub(crate) fn source_not_text(key: &str, span: Span, format: Format) -> Diagnostic {
    let key = shown(key);
    let line = typed::entry(format, &key, "\"附件3第2页\"");
    Diagnostic::new(
        Code::WrongShape,
        say!(
            zh "`sources` 里 `{key}` 的来源应为文字",
            en "the source of `{key}` is text"
        ),
    )
    .label(span, say!(zh "这里应为文字", en "text is needed here"))
    .help(say!(zh "写作 `{line}`", en "write `{line}`"))
}

/// E610: what is expected of a result is neither a value, nor a list, nor keys with values.
pub(crate) fn wrong_expectation(key: &str, span: Span) -> Diagnostic {
    let key = shown(key);
    Diagnostic::new(
        Code::WrongShape,
        say!(zh "`expect` 里 `{key}` 的写法太深", en "what `expect` says of `{key}` goes too deep"),
    )
    .label(span, say!(zh "这里应为一个值", en "a value is needed here"))
    .help(say!(
        zh "写作 `{key}: 82.5`、`{key}: [名称]` 或 `{key}: {{passed: 环节}}`",
        en "write `{key}: 82.5`, `{key}: [name]` or `{key}: {{passed: stage}}`"
    ))
}
