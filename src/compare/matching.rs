//! Which part of the one standard is which of the other: by id where parts have one, else by what
//! they say, and where that changed by what is most alike.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::compare::aspects as a;
use crate::compare::node::{Class, Detail, KnownBy, Node};

/// The most pairs of parts that are weighed against each other; beyond it they count as replaced.
const MOST_PAIRS: usize = 100_000;

/// How much of two parts must agree for the one to be the other, in percent; bands say little, and
/// those of one clause are few.
const LEAST_LIKENESS: usize = 20;
const LEAST_OF_BANDS: usize = 10;

/// What the same official wording counts for, in percent.
const SAME_WORDING: usize = 50;

/// Which is which, by positions.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// In the order of the new side.
    pub(super) matched: Vec<(usize, usize)>,
    pub(super) removed: Vec<usize>,
    pub(super) added: Vec<usize>,
}

/// What is still to be paired.
struct Left<'n> {
    old: &'n [Node],
    new: &'n [Node],
    removed: Vec<usize>,
    added: Vec<usize>,
    matched: Vec<(usize, usize)>,
}

/// Pairs the parts of two lists.
pub(super) fn pair(old: &[Node], new: &[Node]) -> Pairs {
    let mut left = Left {
        old,
        new,
        removed: (0..old.len()).collect(),
        added: (0..new.len()).collect(),
        matched: vec![],
    };
    let is_alike = |node: &Node| node.kind.known_by == KnownBy::Likeness;
    left.equal(|node| (!is_alike(node)).then(|| node.key.clone()));
    left.equal(|node| is_alike(node).then(|| everything(node)));
    left.equal(|node| is_alike(node).then(|| node.meaning()));
    left.equal(|node| is_alike(node).then(|| node.key.clone()));
    left.likest();
    left.last_ones();
    let Left {
        removed,
        added,
        mut matched,
        ..
    } = left;
    matched.sort_by_key(|(_, new)| *new);
    Pairs {
        matched,
        removed,
        added,
    }
}

/// All that a part says, wording too.
fn everything(node: &Node) -> String {
    let children: Vec<String> = node.children.iter().map(everything).collect();
    let own = node.tokens(Class::Wording).join("\n");
    format!("{own}\n{}\n{{{}}}", node.name.en, children.join("\n"))
}

impl Left<'_> {
    /// Pairs what is equal in some respect, the first with the first.
    fn equal(&mut self, respect: impl Fn(&Node) -> Option<String>) {
        let mut waiting: BTreeMap<(&str, String), VecDeque<usize>> = BTreeMap::new();
        for at in &self.added {
            let node = self.new.get(*at);
            if let Some((word, told)) = node.and_then(|one| Some((one.kind.word, respect(one)?))) {
                waiting.entry((word, told)).or_default().push_back(*at);
            }
        }
        let mut found = vec![];
        for at in &self.removed {
            let node = self.old.get(*at);
            let told = node.and_then(|one| Some((one.kind.word, respect(one)?)));
            let twin = told.and_then(|told| waiting.get_mut(&told)?.pop_front());
            found.extend(twin.map(|twin| (*at, twin)));
        }
        self.take(&found);
    }

    /// Pairs what is most alike, the most alike first.
    fn likest(&mut self) {
        let told =
            |nodes: &[Node], left: &[usize]| -> Vec<(usize, &'static str, BTreeSet<String>)> {
                let of = left.iter().filter_map(|at| Some((*at, nodes.get(*at)?)));
                of.filter(|(_, node)| node.kind.known_by == KnownBy::Likeness)
                    .map(|(at, node)| (at, node.kind.word, tokens(node)))
                    .collect()
            };
        let (old, new) = (told(self.old, &self.removed), told(self.new, &self.added));
        if old.len().saturating_mul(new.len()) > MOST_PAIRS {
            return;
        }
        let mut weighed = vec![];
        for (at, word, one) in &old {
            for (twin, other_word, other) in &new {
                if word == other_word {
                    let common = one.intersection(other).count();
                    let all = one.union(other).count().max(1);
                    let wording = one
                        .iter()
                        .any(|token| token.starts_with(a::QUOTE.word) && other.contains(token));
                    let wording = if wording { SAME_WORDING } else { 0 };
                    let likeness = (common * 100 / all + wording).min(100);
                    let least = if *word == a::BAND.word {
                        LEAST_OF_BANDS
                    } else {
                        LEAST_LIKENESS
                    };
                    if likeness >= least {
                        weighed.push((likeness, *at, *twin));
                    }
                }
            }
        }
        // Of two that are as alike, the one that stands where the other stood.
        weighed.sort_by_key(|(likeness, at, twin)| (100 - likeness, at.abs_diff(*twin), *at));
        let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
        let mut found = vec![];
        for (_, at, twin) in weighed {
            if !taken.contains(&at) && !given.contains(&twin) {
                taken.insert(at);
                given.insert(twin);
                found.push((at, twin));
            }
        }
        self.take(&found);
    }

    /// Of each sort, as many that are left on either side: bands in their order, and of all others one
    /// alone that does the same.
    fn last_ones(&mut self) {
        let mut found = vec![];
        for kind in [a::BAND, a::CLAUSE, a::RULING, a::REQUIREMENT, a::ROW] {
            let of = |nodes: &[Node], left: &[usize]| -> Vec<usize> {
                let is_one = |at: &&usize| nodes.get(**at).is_some_and(|one| one.kind == kind);
                left.iter().filter(is_one).copied().collect()
            };
            let (old, new) = (of(self.old, &self.removed), of(self.new, &self.added));
            let form = |nodes: &[Node], at: Option<&usize>| {
                let node = nodes.get(*at?)?;
                node.fact(a::FORM).map(|form| form.key.clone())
            };
            let is_pair = old.len() == new.len()
                && (kind == a::BAND || old.len() == 1)
                && form(self.old, old.first()) == form(self.new, new.first());
            if is_pair {
                found.extend(old.into_iter().zip(new));
            }
        }
        self.take(&found);
    }

    fn take(&mut self, found: &[(usize, usize)]) {
        let old: BTreeSet<usize> = found.iter().map(|(old, _)| *old).collect();
        let new: BTreeSet<usize> = found.iter().map(|(_, new)| *new).collect();
        self.removed.retain(|at| !old.contains(at));
        self.added.retain(|at| !new.contains(at));
        self.matched.extend_from_slice(found);
    }
}

/// What a part says piece by piece: its facts, its wording, and what stands below it.
fn tokens(node: &Node) -> BTreeSet<String> {
    let own = node.tokens(Class::Wording);
    // Near misses count too: another constant, another ending of the same band.
    let near = node.facts.iter().filter_map(|fact| match &fact.detail {
        Detail::Form(form) => Some(format!("{}~{}", fact.aspect.word, form.skeleton())),
        Detail::End(value, ..) => Some(format!("{}~{value}", fact.aspect.word)),
        Detail::Plain | Detail::Range(..) | Detail::Most(_) | Detail::List(_) => None,
    });
    let below = node
        .children
        .iter()
        .map(|child| format!("{{{}}}", child.meaning()));
    own.into_iter().chain(near).chain(below).collect()
}
