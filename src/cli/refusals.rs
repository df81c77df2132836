//! What clap says, in Chinese where that is the language: help, the version, and wrong calls.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::arguments::BadValue;
use crate::cli::console::Console;
use crate::cli::{Exit, Refusal};
use crate::diagnostics::{Language, Say};
use crate::render::shown;

/// Prints what stands in the place of arguments, and how that ends.
pub(super) fn answer(error: &clap::Error, console: &Console) -> Exit {
    let is_asked_for = !error.use_stderr();
    if is_asked_for {
        return match console.result(&drawn(error, console.colors_output())) {
            Ok(()) => Exit::Clean,
            Err(Refusal(say)) => {
                console.refuse(&say);
                Exit::Refused
            }
        };
    }
    let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    match console.language {
        Language::Zh if !is_help => {
            console.refuse(&Say::same(chinese(error)));
            console.tell("\n用 `chidu --help` 或 `chidu 命令 --help` 查看用法。\n");
        }
        Language::Zh | Language::En => console.tell(&drawn(error, console.colors_errors())),
    }
    Exit::Refused
}

fn drawn(error: &clap::Error, color: bool) -> String {
    let styled = error.render();
    if color {
        styled.ansi().to_string()
    } else {
        styled.to_string()
    }
}

/// What is wrong with the call, with what was probably meant.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "clap may add kinds of errors"
)]
fn chinese(error: &clap::Error) -> String {
    let of = |kind| context(error, kind);
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let text = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` 之后要写一个值"),
        ErrorKind::InvalidValue => format!("`{argument}` 不能是 `{value}`"),
        ErrorKind::ValueValidation => match reason(error) {
            Some(reason) => format!("`{argument}` 的值 `{value}` 不对：{reason}"),
            None => format!("`{argument}` 的值 `{value}` 不对"),
        },
        ErrorKind::UnknownArgument => format!("没有 `{argument}` 这个选项，或这里多写了它"),
        ErrorKind::InvalidSubcommand => {
            format!("没有 `{}` 这个命令", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少：{argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => format!("`{argument}` 只能写一次"),
            prior => format!("`{argument}` 不能与 `{prior}` 同用"),
        },
        ErrorKind::NoEquals => format!("`{argument}` 与它的值之间要写 `=`"),
        ErrorKind::TooManyValues => format!("`{argument}` 不需要值 `{value}`"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("`{argument}` 的值的个数不对")
        }
        ErrorKind::InvalidUtf8 => "有一个参数不是 UTF-8 文字".to_owned(),
        _ => "调用的写法不对".to_owned(),
    };
    format!("{text}{}{}", allowed(error), suggestion(error))
}

fn allowed(error: &clap::Error) -> String {
    match context(error, ContextKind::ValidValue) {
        values if values.is_empty() => String::new(),
        values => format!("；可以是：{values}"),
    }
}

fn suggestion(error: &clap::Error) -> String {
    let kinds = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let meant = kinds.map(|kind| context(error, kind));
    match meant.iter().find(|meant| !meant.is_empty()) {
        Some(meant) => format!("；是不是 `{meant}`？"),
        None => String::new(),
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => shown(text),
        Some(ContextValue::Strings(texts)) => {
            let texts: Vec<String> = texts.iter().map(|text| shown(text)).collect();
            texts.join("、")
        }
        Some(_) | None => String::new(),
    }
}

fn reason(error: &clap::Error) -> Option<&str> {
    let bad = error.source()?.downcast_ref::<BadValue>()?;
    Some(&bad.0.zh)
}
