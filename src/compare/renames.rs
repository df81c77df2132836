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
        let twins = Uses::among(&after);
        for _ in 0..ROUNDS {
            let before = Outline::read(old, &renames);
            let uses = Uses::among(&before);
            let mut found = vec![];
            search((&uses, &twins), (&before, &after), &mut found);
            if found.is_empty() {
                break;
            }
            renames.0.extend(found);
        }
        renames
    }
}

/// The parts of both sides.
type Lists<'n> = (&'n [Node], &'n [Node]);

/// A new name with the scope and the old name that it stands for.
type Renamed = ((String, String), String);

/// Looks for renamed parts among two lists and below what is matched in them.
fn search(uses: (&Uses, &Uses), lists: Lists<'_>, found: &mut Vec<Renamed>) {
    let pairs = matching::pair(lists.0, lists.1);
    let removed = with_ids(uses.0, lists.0, &pairs.removed);
    let mut added = with_ids(uses.1, lists.1, &pairs.added);
    for old in &removed {
        let by_label = only(
            added
                .iter()
                .filter(|new| has_same_label(old.node, new.node)),
        );
        let by_shape = || only(added.iter().filter(|new| old.is_alike(new)));
        if let Some(twin) = by_label.or_else(by_shape).map(|twin| twin.node) {
            added.retain(|new| !std::ptr::eq(new.node, twin));
            let old_name = (old.node.scope.clone(), old.node.name.en.clone());
            found.push((old_name, twin.key.clone()));
        }
    }
    for (old, new) in &pairs.matched {
        if let (Some(old), Some(new)) = (lists.0.get(*old), lists.1.get(*new)) {
            search(uses, (&old.children, &new.children), found);
        }
    }
}

/// A part that only one side has.
struct Alone<'n> {
    node: &'n Node,
    shape: String,
    uses: Vec<String>,
}

/// Those that have an id.
fn with_ids<'n>(uses: &Uses, nodes: &'n [Node], left: &[usize]) -> Vec<Alone<'n>> {
    let nodes = left.iter().filter_map(|at| nodes.get(*at));
    nodes
        .filter(|one| one.kind.known_by == KnownBy::Id && !one.scope.is_empty())
        .map(|node| Alone {
            node,
            shape: shape(node),
            uses: uses.of(node),
        })
        .collect()
}

/// The one that there is, where there is but one.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next();
    first.filter(|_| all.next().is_none())
}

fn has_same_label(old: &Node, new: &Node) -> bool {
    old.kind == new.kind && old.label.is_some() && old.label == new.label
}

impl Alone<'_> {
    /// Whether two parts say the same and are used alike; a name alone says nothing.
    fn is_alike(&self, new: &Self) -> bool {
        let Node { kind, children, .. } = self.node;
        let is_telling = !self.uses.is_empty() || !children.is_empty() || *kind == a::GRADE;
        is_telling
            && *kind == new.node.kind
            && *kind != a::CHOICE
            && self.shape == new.shape
            && self.uses == new.uses
    }
}

/// What it says; an indicator is its clauses, wherever it stands and whatever it weighs.
fn shape(node: &Node) -> String {
    if node.kind != a::INDICATOR || node.children.is_empty() {
        return node.meaning();
    }
    let clauses: Vec<String> = node.children.iter().map(Node::meaning).collect();
    clauses.join("\n\n")
}

/// Where each name is used.
struct Uses(BTreeMap<String, Vec<String>>);

impl Uses {
    fn among(nodes: &[Node]) -> Self {
        let mut uses = Self(BTreeMap::new());
        nodes.iter().for_each(|node| uses.collect(node));
        uses
    }

    fn collect(&mut self, node: &Node) {
        for form in node.forms_of_its_own() {
            let text = form.canonical();
            let mut names = form.names();
            names.sort();
            names.dedup();
            for name in names {
                self.0.entry(name).or_default().push(text.clone());
            }
        }
        for (aspect, kind) in [(a::INSIDE, a::SECTION), (a::JUDGED, a::JUDGEMENT)] {
            if let Some(fact) = node.fact(aspect) {
                let name = name_text(kind.word, &fact.key);
                // A clause has no id, and its words hold the name.
                let by = if aspect == a::INSIDE {
                    node.key.as_str()
                } else {
                    "judged"
                };
                self.0.entry(name).or_default().push(by.to_owned());
            }
        }
        node.children.iter().for_each(|child| self.collect(child));
    }

    /// The uses of a part, each as a text in which a mark stands for its name.
    fn of(&self, node: &Node) -> Vec<String> {
        let key = &node.key;
        // A column is called by its records and its own name.
        let records = node.scope.strip_prefix("column of ");
        let name = match records {
            Some(records) => name_text("column", &format!("{records}.{key}")),
            None => name_text(node.kind.word, key),
        };
        let row = format!("column <{key}.");
        let texts = self.0.get(&name).into_iter().flatten();
        let marked = texts.map(|text| text.replace(&name, "◦").replace(&row, "column <◦."));
        let mut uses: Vec<String> = marked.collect();
        uses.sort();
        uses
    }
}
