//! Ids that were renamed: parts that only one side has, and that have the same label, or the same
//! shape and the same uses.

use std::collections::BTreeMap;

use crate::compare::Side;
use crate::compare::aspects as a;
use crate::compare::forms::name_text;
use crate::compare::matching;
use crate::compare::node::{KnownBy, Node};
use crate::compare::outline::Outline;

/// How often renamed ids are looked for: what uses a renamed id may be renamed too.
const ROUNDS: usize = 4;

/// New names of old ids, by the scope of the names.
#[derive(Debug, Default)]
pub(super) struct Renames(BTreeMap<(String, String), String>);

impl Renames {
    /// The new name of an old id; its own where it was not renamed.
    pub(super) fn of(&self, scope: &str, name: &str) -> String {
        let key = (scope.to_owned(), name.to_owned());
        self.0.get(&key).cloned().unwrap_or_else(|| name.to_owned())
    }

    /// All ids of the old side that have another name on the new one.
    pub(super) fn find(old: &Side<'_>, new: &Side<'_>) -> Self {
        let mut renames = Self::default();
        let none = Self::default();
        let after = Outline::read(new, &none);
        for _ in 0..ROUNDS {
            let before = Outline::read(old, &renames);
            let whole = (before.as_slice(), after.as_slice());
            let mut found = vec![];
            search(whole, whole, &mut found);
            if found.is_empty() {
                break;
            }
            renames.0.extend(found);
        }
        renames
    }
}

type Lists<'n> = (&'n [Node], &'n [Node]);

/// Looks for renamed parts among two lists and below what is matched in them.
fn search(whole: Lists<'_>, lists: Lists<'_>, found: &mut Vec<((String, String), String)>) {
    let pairs = matching::pair(lists.0, lists.1);
    let with_ids = |nodes: &'_ [Node], left: &[usize]| -> Vec<usize> {
        let has_id = |at: &usize| {
            let node = nodes.get(*at);
            node.is_some_and(|one| one.kind.known_by == KnownBy::Id && !one.scope.is_empty())
        };
        left.iter().copied().filter(has_id).collect()
    };
    let removed = with_ids(lists.0, &pairs.removed);
    let mut added = with_ids(lists.1, &pairs.added);
    for old in removed.iter().filter_map(|at| lists.0.get(*at)) {
        let news = || added.iter().filter_map(|at| Some((*at, lists.1.get(*at)?)));
        let by_label = only(news().filter(|(_, new)| has_same_label(old, new)));
        let twin =
            by_label.or_else(|| only(news().filter(|(_, new)| has_same_shape(whole, old, new))));
        if let Some((at, new)) = twin {
            added.retain(|one| *one != at);
            let old_name = (old.scope.clone(), old.name.en.clone());
            found.push((old_name, new.key.clone()));
        }
    }
    for (old, new) in &pairs.matched {
        if let (Some(old), Some(new)) = (lists.0.get(*old), lists.1.get(*new)) {
            search(whole, (&old.children, &new.children), found);
        }
    }
}

/// The one that there is, where there is but one.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next();
    first.filter(|_| all.next().is_none())
}

fn has_same_label(old: &Node, new: &Node) -> bool {
    old.kind == new.kind && old.label.is_some() && old.label == new.label
}

/// Whether two parts say the same and are used alike; one of a name alone says nothing.
fn has_same_shape((before, after): Lists<'_>, old: &Node, new: &Node) -> bool {
    if old.kind != new.kind || body(old) != body(new) {
        return false;
    }
    let (uses, twins) = (uses_of(before, old), uses_of(after, new));
    let is_telling = !uses.is_empty() || !old.children.is_empty() || old.kind == a::GRADE;
    is_telling && uses == twins && old.kind != a::CHOICE
}

/// What an indicator is are its clauses, wherever it stands and whatever it weighs.
fn body(node: &Node) -> String {
    let bare = Node {
        facts: vec![],
        ..node.clone()
    };
    match node.kind == a::INDICATOR && !node.children.is_empty() {
        true => bare.meaning(),
        false => node.meaning(),
    }
}

/// Where a name is used, each use as a text in which a mark stands for the name.
fn uses_of(nodes: &[Node], of: &Node) -> Vec<String> {
    let mut uses = vec![];
    nodes.iter().for_each(|node| collect(node, of, &mut uses));
    uses.sort();
    uses
}

fn collect(node: &Node, of: &Node, uses: &mut Vec<String>) {
    let sort = of.kind.word;
    let own = match of.kind == a::COLUMN {
        // A column is called by its records and its own name.
        true => format!("{}.{}>", of.scope.trim_start_matches("column of "), of.key),
        false => name_text(sort, &of.key),
    };
    let row = format!("column <{}.", of.key);
    for form in node.forms_of_its_own() {
        let text = form.canonical();
        if text.contains(&own) {
            let marked = text.replace(&own, "◦");
            uses.push(match of.kind == a::FIELD {
                true => marked.replace(&row, "column <◦."),
                false => marked,
            });
        }
    }
    for (aspect, word) in [(a::INSIDE, a::SECTION.word), (a::JUDGED, a::JUDGEMENT.word)] {
        let is_use = node.fact(aspect).is_some_and(|fact| fact.key == of.key);
        if is_use && sort == word {
            let key = if aspect == a::INSIDE { &node.key } else { "" };
            uses.push(format!("{} {key}", aspect.word));
        }
    }
    node.children
        .iter()
        .for_each(|child| collect(child, of, uses));
}
