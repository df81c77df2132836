//! One diagnostic drawn by miette's graphical handler.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, ThemeCharacters, ThemeStyles};

use crate::diagnostics::{Diagnostic, Language, Severity};
use crate::source::SourceFile;

use super::panel::Panels;
use super::{Style, fix, heading, one_line};
use crate::diagnostics::shown::shown;

const CYAN: &str = "\u{1b}[36m";
const PLAIN: &str = "\u{1b}[0m";

/// A diagnostic in the shape that miette draws.
#[derive(Debug)]
struct Drawing {
    message: String,
    severity: miette::Severity,
    help: Option<String>,
    panels: Panels,
}

/// The whole picture of `diagnostic`, ending in a line break.
pub(super) fn draw(diagnostic: &Diagnostic, file: &SourceFile, style: &Style) -> String {
    let text = |say: &crate::diagnostics::Say| shown(say.text(style.language));
    let drawing = Drawing {
        message: text(&diagnostic.message),
        severity: match diagnostic.code.severity() {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        },
        help: diagnostic.help.as_ref().map(|help| {
            // Lines to copy stand below each other.
            let lines = help.text(style.language).split('\n').map(shown);
            lines.collect::<Vec<_>>().join("\n")
        }),
        panels: Panels::new(diagnostic, file, style),
    };
    let heading = heading(diagnostic, style.language);
    let mut picture = String::new();
    let handler = handler(&heading, style);
    if handler.render_report(&mut picture, &drawing).is_err() {
        return one_line(diagnostic, file, style.language) + "\n";
    }
    let picture = close_up(&picture, &heading, style);
    let picture = name_help(picture, &drawing, style);
    let mut picture = drawing.panels.lay_over(&picture);
    if diagnostic.labels.is_empty() {
        picture.push_str(&format!("   ─[{}]\n", shown(file.name())));
    }
    if let Some(change) = &diagnostic.fix {
        let name = colored(style.language.pick("可改为：", "fix: "), style);
        picture.push_str(&format!("  {name}{}\n", fix::result(change, file, style)));
    }
    picture
}

/// The heading stands where miette would put a cross; the words and the place are ours.
fn handler(heading: &str, style: &Style) -> GraphicalReportHandler {
    let mut characters = ThemeCharacters::unicode();
    characters.error = heading.to_owned();
    characters.warning = heading.to_owned();
    let mut styles = if style.color {
        ThemeStyles::ansi()
    } else {
        ThemeStyles::none()
    };
    styles.help = ThemeStyles::none().help;
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(style.width.clamp(48, 500))
        .with_links(false)
        .without_primary_span_start()
}

/// miette puts a blank behind the heading, which a full-width colon already holds.
fn close_up(picture: &str, heading: &str, style: &Style) -> String {
    let end = if style.color { PLAIN } else { "" };
    match style.language {
        Language::Zh => {
            picture.replacen(&format!("{heading}{end} "), &format!("{heading}{end}"), 1)
        }
        Language::En => picture.to_owned(),
    }
}

/// miette can say `help:` in English only. It stands last, and no line of the help itself starts
/// like it, since they are all indented further.
fn name_help(picture: String, drawing: &Drawing, style: &Style) -> String {
    const NAME: &str = "\n  help: ";
    if drawing.help.is_none() {
        return picture;
    }
    let name = colored(style.language.pick("帮助：", "help: "), style);
    match picture.rsplit_once(NAME) {
        Some((before, behind)) => format!("{before}\n  {name}{behind}"),
        None => picture,
    }
}

fn colored(text: &str, style: &Style) -> String {
    if style.color {
        format!("{CYAN}{text}{PLAIN}")
    } else {
        text.to_owned()
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl miette::Diagnostic for Drawing {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.panels)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.panels.labels()?;
        Some(Box::new(labels))
    }
}
