//! Which section stands in which: parents by name, and how deep.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::mistakes::{names, structure};
use crate::check::scope::Checker;
use crate::program::SectionId;
use crate::syntax::ast::{self, Lead, Share};

/// How deep sections may nest.
const DEEPEST: usize = 64;

/// A section with its place among the others.
pub(super) struct Node<'t> {
    pub(super) lead: &'t Lead,
    pub(super) written: &'t ast::Section,
    /// The position of the section that holds it.
    pub(super) parent: Option<usize>,
    /// The positions of the sections inside it.
    pub(super) children: Vec<usize>,
    depth: usize,
}

impl Node<'_> {
    /// Whether it is written as a bonus or a deduction.
    pub(super) fn is_extra(&self) -> bool {
        let shares = self.written.header.shares.iter();
        shares
            .map(|(share, _)| share)
            .any(|share| matches!(share, Share::Bonus(_) | Share::Deduction(_)))
    }

    /// The id that the section at a position has.
    pub(super) fn id(at: usize) -> SectionId {
        SectionId(u32::try_from(at).unwrap_or(u32::MAX))
    }
}

impl Checker<'_> {
    /// The sections in the order of the file, each with the one that holds it.
    pub(super) fn nodes<'t>(&mut self, tree: &'t ast::File) -> Vec<Node<'t>> {
        let written: Vec<(&Lead, &ast::Section)> = tree
            .items
            .iter()
            .filter_map(|item| Some((&item.lead, item.kind.as_section()?)))
            .collect();
        let names = Names::of(&written);
        let mut nodes: Vec<Node<'_>> = vec![];
        for (at, (lead, section)) in written.into_iter().enumerate() {
            let parent = section.parent.as_ref();
            let parent = parent.and_then(|parent| self.parent(parent, &names, at));
            let depth = parent.and_then(|parent| nodes.get(parent));
            let depth = depth.map_or(1, |parent| parent.depth + 1);
            if depth == DEEPEST + 1 {
                self.found
                    .add(structure::nested_too_deep(section.header.span, DEEPEST));
            }
            if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
                parent.children.push(at);
            }
            nodes.push(Node {
                lead,
                written: section,
                parent: parent.filter(|_| depth <= DEEPEST),
                children: vec![],
                depth,
            });
        }
        nodes
    }

    fn parent(&mut self, name: &ast::Name, names: &Names<'_>, at: usize) -> Option<usize> {
        match names.find(&name.text) {
            Some(parent) if parent < at => Some(parent),
            Some(parent) if parent == at => self.refuse(structure::in_itself(name)),
            Some(_) => self.refuse(structure::parent_below(name)),
            None if names.indicators.contains(name.text.as_str()) => {
                self.refuse(structure::parent_is_an_indicator(name))
            }
            None => {
                let known = names.names.keys().copied();
                self.refuse(names::unknown_among(name, known, ("一级指标", "section")))
            }
        }
    }
}

/// What the names and labels of sections stand for.
struct Names<'t> {
    names: BTreeMap<&'t str, usize>,
    labels: BTreeMap<&'t str, usize>,
    indicators: BTreeSet<&'t str>,
}

impl<'t> Names<'t> {
    fn of(sections: &[(&'t Lead, &'t ast::Section)]) -> Self {
        let (mut names, mut labels, mut indicators) =
            (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        for (at, (_, section)) in sections.iter().enumerate() {
            let title = &section.header.title;
            names.entry(title.name.text.as_str()).or_insert(at);
            if let Some(label) = &title.label {
                labels.entry(label.text.as_str()).or_insert(at);
            }
            let titles = section.indicators.iter().map(|one| &one.header.title);
            indicators.extend(titles.map(|title| title.name.text.as_str()));
        }
        Self {
            names,
            labels,
            indicators,
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.names
            .get(name)
            .or_else(|| self.labels.get(name))
            .copied()
    }
}
