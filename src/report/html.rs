//! A report as one HTML file that loads nothing and prints well; every text in it is escaped.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, HtmlEscape, Value, context};

use crate::diagnostics::Language;
use crate::diagnostics::shown::shown;
use crate::report::document::Block;

/// The page around the blocks.
const TEMPLATE: &str = include_str!("templates/page.html");

/// The report as HTML.
///
/// # Errors
/// The template does not fit, which is a fault of the program.
pub(super) fn text(blocks: &[Block], title: &str, language: Language) -> Result<String, String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("seen", |text: String| shown(&text));
    environment.add_filter("said", |text: String| Value::from_safe_string(said(&text)));
    let lang = language.pick("zh-CN", "en");
    let page = environment.template_from_str(TEMPLATE);
    page.and_then(|page| {
        page.render(context! { blocks => Value::from(Serde(blocks)), title, lang })
    })
    // A template ends without its last line break.
    .map(|page| page + "\n")
    .map_err(|error| error.to_string())
}

/// A sentence, escaped; what stands between two marks is code.
fn said(text: &str) -> String {
    let text = HtmlEscape(&shown(text)).to_string();
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return text;
    }
    let parts = parts.iter().enumerate().map(|(at, part)| match at % 2 {
        0 => (*part).to_owned(),
        _ => format!("<code>{part}</code>"),
    });
    parts.collect()
}
