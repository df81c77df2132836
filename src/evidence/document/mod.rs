//! The text of a YAML, JSON or TOML file becomes one neutral tree in which every part knows its
//! bytes. Scalars keep the text as written: what they mean is decided by the declared field.

mod json;
mod repeats;
mod toml;
mod yaml;

use std::borrow::Cow;

use crate::evidence::mistakes;
use crate::evidence::report::{Report, Stop};
use crate::source::Span;

/// The deepest nesting that is read.
pub const DEEPEST: usize = 64;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// The notation of an evidence file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// YAML 1.2, one document, without tags, anchors and aliases.
    Yaml,
    /// JSON.
    Json,
    /// TOML 1.1.
    Toml,
}

/// A part of the tree.
#[derive(Debug, Clone)]
pub(crate) struct Node<'t> {
    /// Its bytes.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: NodeKind<'t>,
}

/// What a part of the tree is.
#[derive(Debug, Clone)]
pub(crate) enum NodeKind<'t> {
    /// One value.
    Scalar {
        /// The text behind quotes and escapes; numbers and words as written.
        text: Cow<'t, str>,
        /// Whether the format itself calls it nothing: `null`, or an empty place in YAML.
        is_null: bool,
    },
    /// A list.
    Sequence(Vec<Node<'t>>),
    /// Keys with values; no key stands twice.
    Mapping(Vec<Entry<'t>>),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'t> {
    /// The key.
    pub(crate) key: Key<'t>,
    /// Its value.
    pub(crate) value: Node<'t>,
}

/// A key of a mapping.
#[derive(Debug, Clone)]
pub(crate) struct Key<'t> {
    /// Its bytes.
    pub(crate) span: Span,
    /// Its text, behind quotes and escapes.
    pub(crate) text: Cow<'t, str>,
}

impl Format {
    /// The format of files that end so: `yaml`, `yml`, `json` or `toml`, in any case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        const ENDINGS: [(&str, Format); 4] = [
            ("yaml", Format::Yaml),
            ("yml", Format::Yaml),
            ("json", Format::Json),
            ("toml", Format::Toml),
        ];
        ENDINGS
            .iter()
            .find(|(ending, _)| ending.eq_ignore_ascii_case(extension))
            .map(|(_, format)| *format)
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Json => "JSON",
            Self::Toml => "TOML",
        }
    }
}

/// Reads the tree of a file; repeated keys are reported and the first of them is kept.
pub(crate) fn parse<'t>(report: &mut Report<'t>) -> Option<Node<'t>> {
    let file = report.file;
    if file.text().len() > LARGEST {
        report.add(mistakes::too_large(file.text().len()));
        return None;
    }
    if file.text().trim().is_empty() {
        report.add(mistakes::empty_file(report.format));
        return None;
    }
    let tree: Result<Node<'t>, Stop> = match report.format {
        Format::Yaml => yaml::parse(report),
        Format::Json => json::parse(report),
        Format::Toml => toml::parse(report),
    };
    tree.map_err(|stop| report.add(*stop)).ok()
}

/// Refuses a depth beyond the limit; `depth` is 1 for the outermost part.
fn check_depth(depth: usize, span: Span) -> Result<(), Stop> {
    if depth > DEEPEST {
        return Err(Box::new(mistakes::too_deep(span)));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
