//! `chidu explain-code`: the page of one code, in one language.

use crate::cli::arguments::ExplainCode;
use crate::cli::console::Console;
use crate::cli::{Exit, Refusal};
use crate::diagnostics::{Code, Language, nearest, page, say};
use crate::render::shown;

/// Prints the page of a code.
pub(super) fn run(options: &ExplainCode, console: &Console) -> Result<Exit, Refusal> {
    let code = Code::parse(options.code.trim()).ok_or_else(|| unknown(&options.code))?;
    let page = in_language(code, page(code), console.language);
    console.result(&page)?;
    Ok(Exit::Clean)
}

fn unknown(written: &str) -> Refusal {
    let names = Code::ALL.iter().map(|code| code.name());
    let meant = nearest(written, names);
    let written = shown(written);
    Refusal(match meant {
        Some(meant) => {
            say!(zh "没有 `{written}` 这个代码；是不是 `{meant}`？", en "there is no code `{written}`; is `{meant}` meant?")
        }
        None => say!(
            zh "没有 `{written}` 这个代码；代码写作 E101 或 W001，在消息里可以看到",
            en "there is no code `{written}`; codes are such as E101 or W001, as messages show them"
        ),
    })
}

/// A part of a page: what stands below one heading.
struct Part<'p> {
    heading: &'p str,
    lines: Vec<&'p str>,
}

/// The page with the words of one language and the examples; they stand indented, without fences.
fn in_language(code: Code, page: &str, language: Language) -> String {
    let (zh, en) = code.title();
    let severity = language.pick(
        if code.name().starts_with('W') {
            "警告"
        } else {
            "错误"
        },
        if code.name().starts_with('W') {
            "warning"
        } else {
            "error"
        },
    );
    let mut text = format!(
        "{severity} {}{}{}\n",
        code.name(),
        language.pick("：", ": "),
        language.pick(zh, en)
    );
    let other = language.pick("English", "中文");
    let own = language.pick("中文", "English");
    for part in parts(page).iter().filter(|part| part.heading != other) {
        if part.heading != own {
            text.push_str(&format!("\n{}\n", heading(part.heading, language)));
        }
        text.push('\n');
        text.push_str(&body(&part.lines));
    }
    text
}

/// The half of a heading such as `错 · wrong` that is of the language.
fn heading(heading: &str, language: Language) -> String {
    let (zh, en) = heading.split_once(" · ").unwrap_or((heading, heading));
    format!("{}{}", language.pick(zh, en), language.pick("：", ":"))
}

/// The parts below the headings of the second level; what stands above the first is left out.
fn parts(page: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = vec![];
    let mut is_fenced = false;
    for line in page.lines() {
        is_fenced ^= line.starts_with("```");
        match (line.strip_prefix("## "), parts.last_mut()) {
            (Some(heading), _) if !is_fenced => parts.push(Part {
                heading: heading.trim(),
                lines: vec![],
            }),
            (_, Some(part)) => part.lines.push(line),
            (_, None) => {}
        }
    }
    parts
}

fn body(lines: &[&str]) -> String {
    let mut text = String::new();
    let mut is_fenced = false;
    for line in lines {
        if let Some(info) = line.strip_prefix("```") {
            is_fenced = !is_fenced;
            // An example of several files names each behind its language.
            if let Some((_, name)) = info.split_once(' ') {
                text.push_str(&format!("    # {name}\n"));
            }
        } else if is_fenced && !line.is_empty() {
            text.push_str(&format!("    {line}\n"));
        } else {
            text.push_str(&format!("{line}\n"));
        }
    }
    let text = text.trim_matches('\n');
    if text.is_empty() {
        String::new()
    } else {
        format!("{text}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# E101\n\n## 中文\n\n写错了。\n\n## English\n\nMisspelt.\n\n## 错 · wrong\n\n\
                        ```rules\n## no heading\n  x\n```\n\n## 对 · right\n\n```rules\ny\n```\n";

    #[test]
    fn a_page_is_shown_in_one_language_with_both_examples() {
        assert_eq!(
            in_language(Code::UnknownName, PAGE, Language::En),
            "error E101: an unknown name\n\nMisspelt.\n\nwrong:\n\n    ## no heading\n      x\n\nright:\n\n    y\n"
        );
        assert_eq!(
            in_language(Code::UnknownName, PAGE, Language::Zh),
            "错误 E101：没有这个名称\n\n写错了。\n\n错：\n\n    ## no heading\n      x\n\n对：\n\n    y\n"
        );
    }
}
