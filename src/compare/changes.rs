//! From two lists of parts to the changes between them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::compare::aspects as a;
use crate::compare::interface::{self, Interface};
use crate::compare::matching::{self, Pairs};
use crate::compare::node::{Class, Fact, Handle, KnownBy, Node, Place};
use crate::compare::sentences;
use crate::diagnostics::Say;
use crate::program::{ClauseId, IndicatorId, SectionId};

/// What a change is about: a part that stands for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// Its sort, as a stable word.
    pub kind: &'static str,
    /// Its sort in words.
    #[serde(skip)]
    pub kind_words: Say,
    /// Its id, or what it says; empty where there is but one.
    pub name: Say,
    /// What people read.
    pub label: Option<String>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is about.
    pub subject: Subject,
    /// What changed, without the subject: `points per channel +20 → +25`.
    #[serde(skip)]
    pub what: Say,
    /// The whole sentence.
    pub sentence: Say,
    /// What it touches.
    pub class: Class,
    /// What it means for evidence files, where it bears on them.
    pub interface: Option<Interface>,
    /// Where the old statement stands.
    pub old: Option<Place>,
    /// Where the new statement stands.
    pub new: Option<Place>,
}

/// What became of parts with scores.
#[derive(Debug, Clone, Default)]
pub struct Twins {
    /// New sections by the old ones that they are.
    pub sections: BTreeMap<SectionId, SectionId>,
    /// New indicators by the old ones that they are.
    pub indicators: BTreeMap<IndicatorId, IndicatorId>,
    /// New clauses by the old ones that they are.
    pub clauses: BTreeMap<ClauseId, ClauseId>,
}

/// What was found between two standards.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) changes: Vec<Change>,
    /// What stands in another order, which changes nothing.
    pub(super) reordered: Vec<Subject>,
    pub(super) twins: Twins,
    /// Clauses that only one side has: what they mean, and where their change stands.
    gone: Vec<(Node, usize)>,
    come: Vec<(Node, usize)>,
}

/// The part that a change is about, and the way from it to what changed.
struct Around {
    subject: Subject,
    path: Vec<Say>,
    old: Option<Place>,
    new: Option<Place>,
}

impl Subject {
    fn of(node: &Node) -> Self {
        Self {
            kind: node.kind.word,
            kind_words: sentences::kind(node),
            name: node.name.clone(),
            label: node.label.clone(),
        }
    }

    /// The subject as a sentence begins: ``indicator `channels` “渠道”``.
    pub fn said(&self) -> Say {
        sentences::subject(self)
    }
}

/// Compares two standards part by part.
pub(super) fn find(old: &[Node], new: &[Node]) -> Found {
    let mut found = Found::default();
    found.lists(old, new, None);
    found.moves();
    found
}

/// The change of two standards whose meaning differs in what no part shows; there should be none.
pub(super) fn unnamed(new: &[Node]) -> Option<Change> {
    let around = Around::below(new.first()?, None, Around::forget);
    Some(around.change(sentences::unnamed(), Class::Meaning, None))
}

impl Found {
    fn lists(&mut self, old: &[Node], new: &[Node], around: Option<&Around>) {
        let pairs = matching::pair(old, new);
        self.order(&pairs, old, new, around);
        for step in steps(&pairs) {
            match step {
                Step::Both(one, other) => {
                    if let (Some(one), Some(other)) = (old.get(one), new.get(other)) {
                        self.both(one, other, around);
                    }
                }
                Step::Removed(at) => old.get(at).into_iter().for_each(|one| {
                    let (what, interface) = (sentences::removed(one), interface::removed(one));
                    self.one_sided(one, (what, interface), around, Around::gone);
                }),
                Step::Added(at) => new.get(at).into_iter().for_each(|one| {
                    let (what, interface) = (sentences::added(one), interface::added(one));
                    self.one_sided(one, (what, interface), around, Around::come);
                }),
            }
        }
    }

    /// A part that only one side has.
    fn one_sided(
        &mut self,
        node: &Node,
        (what, interface): (Say, Option<Interface>),
        around: Option<&Around>,
        side: fn(&mut Around, Place),
    ) {
        let mut own = Around::below(node, around, Around::forget);
        let is_clause = node.kind == a::CLAUSE;
        let at = self.changes.len();
        node.place
            .iter()
            .for_each(|place| side(&mut own, place.clone()));
        if is_clause {
            let list = if own.old.is_some() {
                &mut self.gone
            } else {
                &mut self.come
            };
            list.push((node.clone(), at));
        }
        self.push(&own, what, node.kind.class, interface);
    }

    /// A part that both sides have.
    fn both(&mut self, old: &Node, new: &Node, around: Option<&Around>) {
        match (old.handle, new.handle) {
            (Handle::Section(one), Handle::Section(other)) => {
                self.twins.sections.insert(one, other);
            }
            (Handle::Indicator(one), Handle::Indicator(other)) => {
                self.twins.indicators.insert(one, other);
            }
            (Handle::Clause(one), Handle::Clause(other)) => {
                self.twins.clauses.insert(one, other);
            }
            (Handle::None | Handle::Section(_) | Handle::Indicator(_) | Handle::Clause(_), _) => {}
        }
        let mut own = Around::below(new, around, Around::keep);
        own.old = old.place.clone().or(own.old);
        own.new = new.place.clone().or(own.new);
        let at = self.changes.len();
        self.facts(&own, old, new);
        self.lists(&old.children, &new.children, Some(&own));
        if new.kind.known_by == KnownBy::Id && old.name != new.name && !new.scope.is_empty() {
            let interface = interface::renamed(new);
            let is_read = interface.is_some();
            let class = if is_read {
                Class::Meaning
            } else {
                Class::Wording
            };
            let since = self.changes.get(at..).unwrap_or_default();
            let is_all = since.iter().all(|change| change.class == Class::Wording);
            let what = sentences::renamed(&old.name, &new.name, is_all);
            let change = own.change(what, class, interface);
            self.changes.insert(at, change);
            self.shift(at);
        }
    }

    /// Keeps the noted places of changes behind one that was put in.
    fn shift(&mut self, from: usize) {
        for (_, at) in self.gone.iter_mut().chain(&mut self.come) {
            if *at >= from {
                *at += 1;
            }
        }
    }

    fn facts(&mut self, around: &Around, old: &Node, new: &Node) {
        let form = |node: &Node| node.fact(a::FORM).map(|fact| fact.key.clone());
        if form(old) != form(new) {
            let what = sentences::rewritten(old, new);
            self.push(around, what, Class::Meaning, None);
            return self.wording(around, old, new);
        }
        let both = old
            .facts
            .iter()
            .map(|fact| (Some(fact), new.fact(fact.aspect)));
        let alone = new
            .facts
            .iter()
            .filter(|fact| old.fact(fact.aspect).is_none());
        let all: Vec<_> = both.chain(alone.map(|fact| (None, Some(fact)))).collect();
        // What another type has in ranges and units is said by the type.
        let ty = |node: &Node| node.fact(a::TYPE).map(|fact| fact.key.clone());
        let is_said = |fact: &Fact| {
            ty(old) != ty(new)
                && [a::UNIT, a::RANGE, a::PLACES, a::ORDER, a::OTHERS].contains(&fact.aspect)
        };
        for (one, other) in all {
            if one.or(other).is_some_and(is_said) {
                continue;
            }
            self.fact(around, new, one, other);
        }
    }

    fn wording(&mut self, around: &Around, old: &Node, new: &Node) {
        let (one, other) = (old.fact(a::QUOTE), new.fact(a::QUOTE));
        if one.or(other).is_some() {
            self.fact(around, new, one, other);
        }
    }

    fn fact(&mut self, around: &Around, node: &Node, old: Option<&Fact>, new: Option<&Fact>) {
        if let (Some(old), Some(new)) = (old, new)
            && old.key == new.key
        {
            let written = |fact: &Fact| fact.as_form().map(|form| form.written());
            if written(old) != written(new) {
                self.reordered.push(around.subject.clone());
            }
            return;
        }
        let Some(aspect) = old.or(new).map(|fact| fact.aspect) else {
            return;
        };
        let interface = interface::changed(node, old, new);
        let what = sentences::changed(node, old, new);
        self.push(around, what, aspect.class, interface);
    }

    /// Notes where matched parts stand in another order; an order that matters is a fact.
    fn order(&mut self, pairs: &Pairs, old: &[Node], new: &[Node], around: Option<&Around>) {
        let mut last = None;
        for (one, other) in &pairs.matched {
            let (Some(_), Some(node)) = (old.get(*one), new.get(*other)) else {
                continue;
            };
            if last.replace(*one).is_some_and(|before| before > *one) {
                let own = || Subject::of(node);
                let subject = around.map_or_else(own, |around| around.subject.clone());
                self.reordered.push(subject);
            }
        }
    }

    /// Clauses that are gone here and have come there are one that was moved.
    fn moves(&mut self) {
        let mut dropped = vec![];
        let come = std::mem::take(&mut self.come);
        for (old, from) in std::mem::take(&mut self.gone) {
            let is_twin = |(new, to): &&(Node, usize)| {
                !dropped.contains(to) && new.meaning() == old.meaning()
            };
            let Some((new, to)) = come.iter().find(is_twin) else {
                continue;
            };
            if let (Handle::Clause(one), Handle::Clause(other)) = (old.handle, new.handle) {
                self.twins.clauses.insert(one, other);
            }
            let source = self.changes.get(from).map(|change| change.subject.clone());
            if let (Some(source), Some(change)) = (source, self.changes.get_mut(*to)) {
                change.what = sentences::moved(&source, &change.subject);
                change.sentence = sentences::whole(&change.subject, &change.what);
                change.old.clone_from(&old.place);
                dropped.extend([from, *to]);
            }
        }
        let gone: Vec<usize> = dropped.iter().step_by(2).copied().collect();
        let mut at = 0;
        self.changes.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }

    fn push(&mut self, around: &Around, what: Say, class: Class, interface: Option<Interface>) {
        self.changes.push(around.change(what, class, interface));
    }
}

impl Around {
    /// Around a part: itself where nothing is around it, else the same with a step more.
    fn below(node: &Node, around: Option<&Self>, places: fn(&Self) -> [Option<Place>; 2]) -> Self {
        match around {
            None => Self {
                subject: Subject::of(node),
                path: vec![],
                old: None,
                new: None,
            },
            Some(around) => {
                let [old, new] = places(around);
                let mut path = around.path.clone();
                path.extend(sentences::step(node));
                Self {
                    subject: around.subject.clone(),
                    path,
                    old,
                    new,
                }
            }
        }
    }

    /// A change of what is meant.
    fn change(&self, what: Say, class: Class, interface: Option<Interface>) -> Change {
        let what = sentences::behind(&self.path, what);
        Change {
            sentence: sentences::whole(&self.subject, &what),
            subject: self.subject.clone(),
            what,
            class,
            interface,
            old: self.old.clone(),
            new: self.new.clone(),
        }
    }

    fn keep(&self) -> [Option<Place>; 2] {
        [self.old.clone(), self.new.clone()]
    }

    fn forget(&self) -> [Option<Place>; 2] {
        [None, None]
    }

    fn gone(&mut self, place: Place) {
        self.old = Some(place);
    }

    fn come(&mut self, place: Place) {
        self.new = Some(place);
    }
}

/// One step along both lists.
enum Step {
    Both(usize, usize),
    Removed(usize),
    Added(usize),
}

/// All parts in the order of the new side; what is gone stands behind what stood before it.
fn steps(pairs: &Pairs) -> Vec<Step> {
    let behind = |removed: usize| {
        let before = pairs.matched.iter().filter(|(old, _)| *old < removed);
        before.max_by_key(|(old, _)| *old).map(|(_, new)| *new)
    };
    let both = pairs
        .matched
        .iter()
        .map(|(old, new)| ((Some(*new), 0, 0), Step::Both(*old, *new)));
    let added = pairs
        .added
        .iter()
        .map(|new| ((Some(*new), 0, 0), Step::Added(*new)));
    let removed = pairs
        .removed
        .iter()
        .map(|old| ((behind(*old), 1, *old), Step::Removed(*old)));
    let mut all: Vec<_> = both.chain(added).chain(removed).collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, step)| step).collect()
}
