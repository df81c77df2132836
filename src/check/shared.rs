//! Files that others use: of what they declare, a standard holds what it needs and nothing else, so
//! that no form asks for more and no change of the rest changes what the standard is.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::check::SourceText;
use crate::check::scope::Checker;
use crate::diagnostics::{Code, Diagnostic, Found};
use crate::program::Program;
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{self, Item, ItemKind, Title};

/// Checks a file without what it has from others and does not need; `found` becomes what was found
/// in the rest. The whole was checked before and has no error.
pub(super) fn check(
    file: &SourceFile,
    tree: &ast::File,
    source: SourceText<'_>,
    found: &mut Found,
) -> Option<Program> {
    let mut tree = without_unnamed(file, tree);
    loop {
        let mut again = Found::default();
        let program = Checker::new(file, &mut again).run(&tree, source);
        let is_idle = |one: &&Diagnostic| one.code == Code::Unused && is_shared(file, one.span());
        let idle: Vec<Span> = again.iter().filter(is_idle).map(Diagnostic::span).collect();
        if idle.is_empty() {
            *found = again;
            return program;
        }
        // A word of another meaning named it.
        retain_fields(&mut tree, |title| !idle.contains(&title.name.span));
    }
}

/// Whether a place is in a file that the rule file uses.
fn is_shared(file: &SourceFile, span: Span) -> bool {
    file.part_at(span.start).range().start > 0
}

/// The tree without shared declarations that no word of the rule file leads to.
fn without_unnamed(file: &SourceFile, tree: &ast::File) -> ast::File {
    let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, item) in tree.items.iter().enumerate() {
        for word in shared_title(file, item).into_iter().flat_map(words_of) {
            named.entry(word).or_default().push(at);
        }
    }
    let mut kept = BTreeSet::new();
    let mut said = BTreeSet::new();
    let mut open = words(file.part_at(0).text());
    while let Some(word) = open.pop() {
        for at in named.remove(word.as_str()).unwrap_or_default() {
            if kept.insert(at) {
                open.extend(words(file.slice(lines_of(file, tree, at))));
            }
        }
        said.insert(word);
    }
    let mut tree = tree.clone();
    let mut at = 0..;
    tree.items.retain(|item| {
        let is_kept = at.next().is_some_and(|at| kept.contains(&at));
        is_kept || shared_title(file, item).is_none()
    });
    retain_fields(&mut tree, |title| {
        !is_shared(file, title.name.span) || words_of(title).any(|word| said.contains(word))
    });
    tree
}

/// The name of a shared declaration that can be left out as a whole.
fn shared_title<'t>(file: &SourceFile, item: &'t Item) -> Option<&'t Title> {
    let title = match &item.kind {
        ItemKind::Define { title, .. } | ItemKind::Parameter { title, .. } => Some(title),
        ItemKind::Table(table) => Some(&table.title),
        ItemKind::Evidence(_)
        | ItemKind::Standard(_)
        | ItemKind::Source(_)
        | ItemKind::InForce { .. }
        | ItemKind::IssuedBy(_)
        | ItemKind::Document(_)
        | ItemKind::Scale { .. }
        | ItemKind::Section(_)
        | ItemKind::Status(_)
        | ItemKind::Supersedes(_)
        | ItemKind::Use(_)
        | ItemKind::Calendar(_)
        | ItemKind::Grades(_)
        | ItemKind::Ruling(_)
        | ItemKind::Output { .. }
        | ItemKind::Conditions(_)
        | ItemKind::Procedure(_)
        | ItemKind::Total { .. } => None,
    };
    title.filter(|_| is_shared(file, item.span))
}

/// The words that may stand for something: its name and its label.
fn words_of(title: &Title) -> impl Iterator<Item = &str> {
    let label = title.label.as_ref().map(|label| label.text.as_str());
    std::iter::once(title.name.text.as_str()).chain(label)
}

/// A declaration with all of its lines.
fn lines_of(file: &SourceFile, tree: &ast::File, at: usize) -> Span {
    let start = tree.items.get(at).map_or(0, |item| item.span.start);
    let end = file.part_at(start).range().end;
    let next = tree.items.get(at + 1).map(|item| item.span.start as usize);
    let is_behind = |next: &usize| (start as usize..end).contains(next);
    Span::new(start as usize, next.filter(is_behind).unwrap_or(end))
}

/// The words of rules, those of texts, quotes and comments left out.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![];
    for line in text.lines() {
        if line.trim_start().starts_with(['>', '＞']) {
            continue;
        }
        let mut rest = line;
        while let Some(at) = rest.find(['"', '“', '#']) {
            let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
            take_words(before, &mut words);
            let close = if behind.starts_with('“') {
                '”'
            } else {
                '"'
            };
            let is_comment = behind.starts_with('#');
            let inside = behind.chars().next().map_or(0, char::len_utf8);
            let inside = behind.get(inside..).filter(|_| !is_comment);
            rest = inside
                .and_then(|inside| inside.split_once(close))
                .map_or("", |(_, rest)| rest);
        }
        take_words(rest, &mut words);
    }
    words
}

fn take_words(text: &str, words: &mut Vec<String>) {
    let text: String = text.nfc().collect();
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.extend(parts.filter(|word| !word.is_empty()).map(str::to_owned));
}

fn retain_fields(tree: &mut ast::File, is_kept: impl Fn(&Title) -> bool) {
    for item in &mut tree.items {
        if let ItemKind::Evidence(fields) = &mut item.kind {
            fields.retain(|field| is_kept(&field.title));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_outside_texts_quotes_and_comments() {
        let text = "> a b\nif c.d >= 100家 then +5 # e\nx \"f “g\" y “h\" i” z\n";
        let expected = ["if", "c", "d", "100家", "then", "5", "x", "y", "z"];
        assert_eq!(words(text), expected);
    }
}
