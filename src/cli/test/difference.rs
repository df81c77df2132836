//! How a result differs from the approved one, with the lines of the rules that it speaks of.

use similar::{ChangeTag, TextDiff};

use crate::render::{Style, shown};
use crate::report::Approved;
use crate::source::SourceFile;

/// Lines that stay, before and behind those that do not.
const AROUND: usize = 2;
/// The most lines of rules beside a difference.
const MOST_RULES: usize = 12;

/// The most lines that are compared; what a program wrote is far shorter.
const MOST_LINES: usize = 20_000;

/// The lines that differ, and what they stand on.
pub(super) struct Difference {
    lines: Vec<(Sign, String)>,
    /// The rule file, and its lines by their numbers.
    rules: (String, Vec<(u32, String)>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Same,
    Gone,
    New,
    Gap,
}

/// Compares what is approved with what would be.
pub(super) fn difference(approved: &str, made: &Approved, rules: &SourceFile) -> Difference {
    let (old, new) = (beginning(approved), beginning(&made.text));
    let diff = TextDiff::from_lines(old, new);
    let mut lines = vec![];
    let mut spoken_of = vec![];
    for (at, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if at > 0 {
            lines.push((Sign::Gap, String::new()));
        }
        for op in group {
            for change in diff.iter_changes(op) {
                let sign = match change.tag() {
                    ChangeTag::Equal => Sign::Same,
                    ChangeTag::Delete => Sign::Gone,
                    ChangeTag::Insert => Sign::New,
                };
                if sign != Sign::Same {
                    let line = change.new_index().unwrap_or(op.new_range().start);
                    spoken_of.extend(made.places.get(line).copied().flatten());
                }
                let text = change.value().trim_end_matches(['\r', '\n']);
                lines.push((sign, shown(text)));
            }
        }
    }
    spoken_of.sort_unstable();
    spoken_of.dedup();
    spoken_of.truncate(MOST_RULES);
    if approved.is_empty() {
        spoken_of.clear();
    }
    let own = rules.part_at(0);
    let rule = |line: u32| (line, shown(own.line_text(line).1));
    Difference {
        lines,
        rules: (shown(own.name()), spoken_of.into_iter().map(rule).collect()),
    }
}

/// The first lines of a text.
fn beginning(text: &str) -> &str {
    let end = text.match_indices('\n').nth(MOST_LINES).map(|(at, _)| at);
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

impl Difference {
    /// The picture: what was approved with `-`, what would be with `+`, the rules below.
    pub(super) fn drawn(&self, style: &Style) -> String {
        let mut out = String::new();
        for (sign, text) in &self.lines {
            let (mark, ink) = match sign {
                Sign::Same => ("  ", "2"),
                Sign::Gone => ("- ", "31"),
                Sign::New => ("+ ", "32"),
                Sign::Gap => ("⋯", "2"),
            };
            out.push_str(&painted(&format!("{mark}{text}"), ink, style));
            out.push('\n');
        }
        let (name, rules) = &self.rules;
        if !rules.is_empty() {
            let title = style
                .language
                .pick("所依据的规则", "the rules that this stands on");
            out.push_str(&painted(&format!("── {title} · {name}"), "1", style));
            out.push('\n');
        }
        let wide = rules.last().map_or(0, |(line, _)| line.to_string().len());
        for (line, text) in rules {
            let number = painted(&format!("{line:>wide$} │"), "2", style);
            out.push_str(&format!("{number} {text}\n"));
        }
        out
    }
}

/// A text in a colour where colours are written.
pub(super) fn painted(text: &str, ink: &str, style: &Style) -> String {
    let text = text.trim_end();
    match style.color && !text.is_empty() {
        true => format!("\u{1b}[{ink}m{text}\u{1b}[0m"),
        false => text.to_owned(),
    }
}
