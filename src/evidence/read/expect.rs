//! The lines under `expect`: what a case must come to. The reader of evidence looks at their shape
//! and at nothing else; whoever runs cases asks what they say.

use crate::diagnostics::Found;
use crate::evidence::document::{self, Entry, Format, Node, NodeKind};
use crate::evidence::mistakes;
use crate::evidence::read::value;
use crate::evidence::report::Report;
use crate::source::{SourceFile, Span};

/// The key of the expectations.
pub(super) const KEY: &str = "expect";

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The text behind quotes; empty where it says that there is nothing.
    pub text: String,
    /// Its bytes.
    pub span: Span,
}

impl Words {
    /// Whether they say that there is nothing.
    pub fn is_nothing(&self) -> bool {
        self.text.is_empty() || self.text == "none"
    }
}

/// One line under `expect`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// What it speaks of.
    pub name: Words,
    /// What is expected of it.
    pub wanted: Wanted,
    /// The bytes of what is expected.
    pub span: Span,
}

/// What is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// One value.
    One(Words),
    /// A list of names.
    Several(Vec<Words>),
    /// Values by their keys.
    Named(Vec<(Words, Words)>),
}

/// Reads what a file expects of its own result; nothing where the file has no such part or is no
/// evidence.
pub fn read_expectations(file: &SourceFile, format: Format, found: &mut Found) -> Vec<Expectation> {
    let mut report = Report::new(file, format, found);
    let root = document::parse(&mut report);
    let Some(NodeKind::Mapping(entries)) = root.as_ref().map(|root| &root.kind) else {
        return vec![];
    };
    let part = entries.iter().find(|entry| entry.key.text == KEY);
    part.map_or(vec![], |part| expectations(part, &mut report))
}

/// The lines of the part, each wrong one reported.
pub(super) fn expectations(part: &Entry<'_>, report: &mut Report<'_>) -> Vec<Expectation> {
    let lines = match &part.value.kind {
        NodeKind::Mapping(lines) => lines.as_slice(),
        NodeKind::Scalar { text, is_null } if *is_null || value::is_absent(text) => &[],
        NodeKind::Scalar { .. } | NodeKind::Sequence(_) => {
            let found = mistakes::mapping_needed(KEY, report.format, part.value.span);
            report.add(found);
            &[]
        }
    };
    let read = |line: &Entry<'_>| {
        let wanted = wanted(&line.value);
        if wanted.is_none() {
            let found = mistakes::wrong_expectation(&line.key.text, line.value.span);
            report.add(found);
        }
        Some(Expectation {
            name: key(line),
            wanted: wanted?,
            span: line.value.span,
        })
    };
    lines.iter().filter_map(read).collect()
}

fn key(entry: &Entry<'_>) -> Words {
    Words {
        text: entry.key.text.to_string(),
        span: entry.key.span,
    }
}

fn wanted(node: &Node<'_>) -> Option<Wanted> {
    Some(match &node.kind {
        NodeKind::Scalar { .. } => Wanted::One(words(node)?),
        NodeKind::Sequence(items) => {
            Wanted::Several(items.iter().map(words).collect::<Option<_>>()?)
        }
        NodeKind::Mapping(entries) => {
            let named = entries
                .iter()
                .map(|entry| Some((key(entry), words(&entry.value)?)));
            Wanted::Named(named.collect::<Option<_>>()?)
        }
    })
}

fn words(node: &Node<'_>) -> Option<Words> {
    let NodeKind::Scalar { text, is_null } = &node.kind else {
        return None;
    };
    Some(Words {
        text: match *is_null || value::is_absent(text) {
            true => String::new(),
            false => text.trim().to_owned(),
        },
        span: node.span,
    })
}
