//! The words for what only the whole can see: files beside the rule file, dates of assessment.

use crate::diagnostics::{Code, Diagnostic, say};
use crate::session::Trouble;
use crate::source::Span;

/// E502: the source text cannot be read.
pub(super) fn source_unreadable(span: Span, path: &str, trouble: &Trouble) -> Diagnostic {
    let (zh, en) = match trouble {
        Trouble::Missing => ("没有这个文件", "there is no such file"),
        Trouble::Outside => (
            "它在规则文件的文件夹之外",
            "it lies outside the rule file's folder",
        ),
        Trouble::NotAFile => ("它不是普通文件", "it is not a regular file"),
        Trouble::NotText => (
            "它不是 UTF-8 文本或过大",
            "it is not UTF-8 text, or too large",
        ),
        Trouble::Refused => ("系统不允许读取", "the system refused to read it"),
    };
    Diagnostic::new(
        Code::SourceUnreadable,
        say!(zh "来源 `{path}` 不能读取：{zh}", en "the source `{path}` cannot be read: {en}"),
    )
    .label(span, say!(zh "这个文件", en "this file"))
    .help(
        say!(zh "把官方文本存成 UTF-8 文本文件，放在规则文件的同一文件夹里",
               en "save the official text as a UTF-8 text file beside the rule file"),
    )
}
