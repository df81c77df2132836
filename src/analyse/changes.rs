//! What would change a result: the smallest change of one fact, or of few together, that reaches an
//! aim while all else stays as it is.

use std::cell::Cell;

use crate::analyse::interval::Interval;
use crate::analyse::levers::{Lever, of_fact};
use crate::analyse::over::Over;
use crate::analyse::range::Range;
use crate::analyse::search::{Budget, Finder};
use crate::analyse::space::{Fact, Space, lowest};
use crate::domain::Exact;
use crate::evidence::schema::JudgementId;
use crate::evidence::{Record, Stored};
use crate::program::expr::Part;
use crate::program::{ConditionsId, ExprId, Program, Requirement, RulingKind, Wanted, from_worst};

/// Evaluations for one smallest change.
pub(super) const FOR_ONE: Budget = Budget { evaluations: 4_000 };

/// The most facts of which every combination is tried.
const MOST_TOGETHER: usize = 3;

/// The most ways of several changes that are listed.
const MOST_WAYS: usize = 5;

/// The most combinations of one size that are tried; fewer in a standard of many clauses.
const MOST_TRIED: usize = 2_000;

/// The most clauses that are evaluated to try them.
const MOST_CLAUSES_TRIED: usize = 200_000;

/// The most clauses that are evaluated in looking for ways, so that a large standard answers too.
const MOST_CLAUSES: usize = 8_000_000;

/// What is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// A grade of this rank, counted from the worst, or a better one.
    Grade(usize),
    /// That conditions are met.
    Met(ConditionsId),
    /// That a condition holds.
    Holds(ExprId),
}

/// What a record comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct After {
    /// The total.
    pub total: Exact,
    /// The position of the grade.
    pub grade: Option<u32>,
    /// Whether the aim is reached.
    pub is_reached: bool,
}

/// What records come to; nothing for one that would be refused.
pub type Judge<'j> = dyn Fn(&Record) -> Option<After> + 'j;

/// A fact that is something else.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The fact.
    pub fact: Fact,
    /// What it is.
    pub from: Stored,
    /// What it would be.
    pub to: Stored,
}

/// Changes that together reach the aim.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The changes; none of them can be left out or be smaller.
    pub changes: Vec<Change>,
    /// What follows.
    pub after: After,
}

/// All ways that were found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ways {
    /// Changes of one fact, in the order of the facts.
    pub single: Vec<Way>,
    /// Changes of several facts, each of which is not enough alone.
    pub together: Vec<Way>,
    /// Whether there may be more ways of several changes than are listed.
    pub has_more: bool,
    /// The facts whose smallest change the budget did not suffice for.
    pub undecided: Vec<Fact>,
    /// Whether the standard was too large to look at all of it.
    pub is_cut: bool,
}

/// A record and what it should come to.
pub struct Wish<'w> {
    /// The record.
    pub record: &'w Record,
    /// Its total.
    pub total: &'w Exact,
    /// The positions of the rulings that hold.
    pub held: &'w [u32],
    /// What is to be reached.
    pub aim: Aim,
    /// What records come to.
    pub judge: &'w Judge<'w>,
}

/// The search for one wish.
pub(super) struct Seeking<'s> {
    pub(super) finder: &'s Finder<'s>,
    pub(super) wish: &'s Wish<'s>,
    pub(super) at: Space,
    undecided: Vec<Fact>,
    /// How many evaluations are left.
    left: Cell<usize>,
}

/// The position of the next better grade and its rank; nothing where there is none.
pub fn next_grade(program: &Program, record: &Record, grade: Option<u32>) -> Option<(u32, usize)> {
    let order = from_worst(&program.grades, program.better, record.assessment_date);
    let rank = match grade {
        Some(grade) => order.iter().position(|one| *one == grade)? + 1,
        None => 0,
    };
    Some((*order.get(rank)?, rank))
}

/// The ways to an aim: of one fact; else of few, all combinations; else one of as many as it takes.
pub fn ways(finder: &Finder<'_>, wish: &Wish<'_>) -> Ways {
    let mut seeking = Seeking {
        finder,
        wish,
        at: Space::at(wish.record),
        undecided: vec![],
        left: Cell::new(MOST_CLAUSES / finder.program.clauses().len().max(1)),
    };
    let mut found = Ways::default();
    let mut others = vec![];
    for lever in seeking.levers() {
        match seeking.way(&[&lever]) {
            Some(way) => found.single.push(way),
            None => others.push(lever),
        }
    }
    let enough = found.single.iter().flat_map(|way| &way.changes);
    let enough: Vec<Fact> = enough.map(|change| change.fact).collect();
    others.retain(|lever| !enough.contains(&lever.fact));
    others.sort_by(|a, b| b.gain.cmp(&a.gain));
    for count in 2..=MOST_TOGETHER {
        if found.together.is_empty() {
            (found.together, found.has_more) = seeking.together(&others, count);
        }
    }
    if found.single.is_empty() && found.together.is_empty() {
        found.together.extend(seeking.as_many_as_it_takes(&others));
        found.has_more = !found.together.is_empty();
    }
    found.is_cut = seeking.left.get() == 0;
    found.undecided = seeking.undecided;
    found
}

impl Seeking<'_> {
    /// Whether the aim may be reached, and whether it surely is.
    pub(super) fn reaches(&self, over: &mut Over<'_>) -> (bool, bool) {
        if self.finder.program.has_score() {
            over.run(None);
        }
        match self.wish.aim {
            Aim::Grade(rank) => match over.ranks() {
                Some((low, high)) => (high >= rank, low >= rank),
                None => (false, false),
            },
            Aim::Met(id) => {
                let flags = over.met(id);
                (flags.yes, flags.is_sure())
            }
            Aim::Holds(id) => {
                let flags = over.flags(id);
                (flags.yes, flags.is_sure())
            }
        }
    }

    /// Whether one more evaluation may be made.
    fn is_left(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    pub(super) fn may_reach(&self, space: &Space) -> bool {
        if !self.is_left() {
            return false;
        }
        let mut over = Over::new(self.finder.program, space);
        self.reaches(&mut over).0 && !over.is_impossible.get()
    }

    /// Every way in which a fact may change to some effect.
    fn levers(&self) -> Vec<Lever> {
        let facts = match self.wish.aim {
            Aim::Grade(_) => self.at.facts(),
            Aim::Met(id) => self.finder.facts_of(self.unmet(id)),
            Aim::Holds(id) => self.finder.facts_of([id]),
        };
        let facts = facts.into_iter().filter(|fact| *fact != Fact::Date);
        let all = facts.flat_map(|fact| of_fact(self.finder, &self.at, fact));
        all.filter_map(|mut lever| {
            lever.gain = self.gain(&lever)?;
            Some(lever)
        })
        .collect()
    }

    /// What a lever may add to the total; nothing where it can help in no way.
    fn gain(&self, lever: &Lever) -> Option<Exact> {
        if !self.is_left() {
            return None;
        }
        let space = self.at.with(lever.fact, lever.range.clone());
        let mut over = Over::new(self.finder.program, &space);
        let (may_reach, _) = self.reaches(&mut over);
        let total = over.scores.of(Part::Total).map(|(total, _)| total.high);
        let gain = total.map_or(Exact::ZERO, |total| &total - self.wish.total);
        let may_help = match self.wish.aim {
            Aim::Grade(_) => may_reach || gain > Exact::ZERO || self.may_lift(&over),
            Aim::Met(_) | Aim::Holds(_) => true,
        };
        may_help.then_some(gain)
    }

    /// Whether a ruling that holds may no longer hold.
    fn may_lift(&self, over: &Over<'_>) -> bool {
        let program = self.finder.program;
        let held = self.wish.held.iter();
        let mut held = held.filter_map(|at| program.rulings.get(*at as usize));
        held.any(|ruling| {
            let flags = over.flags(ruling.condition);
            match ruling.kind {
                RulingKind::Require(_) => flags.yes,
                RulingKind::Veto(_)
                | RulingKind::Downgrade(_)
                | RulingKind::Bar(_)
                | RulingKind::Direct(_) => flags.no || flags.missing,
            }
        })
    }

    /// What the requirements that are not met ask for.
    fn unmet(&self, id: ConditionsId) -> Vec<ExprId> {
        let conditions = self.finder.program.conditions.get(id.0 as usize);
        let over = Over::new(self.finder.program, &self.at);
        let mut unmet = vec![];
        let mut open: Vec<&Requirement> = vec![];
        open.extend(
            conditions
                .into_iter()
                .flat_map(|one| &one.among.requirements),
        );
        while let Some(one) = open.pop() {
            if over.required(one).is_sure() {
                continue;
            }
            match &one.wanted {
                Wanted::Condition(id) => unmet.push(*id),
                Wanted::Among(among) => open.extend(&among.requirements),
            }
        }
        unmet
    }

    /// Ways of so many levers, those that may add most first; and whether there may be more.
    fn together(&mut self, levers: &[Lever], count: usize) -> (Vec<Way>, bool) {
        let mut found: Vec<Way> = vec![];
        let clauses = self.finder.program.clauses().len().max(1);
        let most = (MOST_CLAUSES_TRIED / clauses).clamp(50, MOST_TRIED);
        for (tried, chosen) in combinations(levers.len(), count).into_iter().enumerate() {
            if found.len() >= MOST_WAYS || tried >= most {
                return (found, true);
            }
            let chosen: Vec<&Lever> = chosen.iter().filter_map(|at| levers.get(*at)).collect();
            if !is_twice(&chosen) {
                found.extend(self.way(&chosen));
            }
        }
        (found, false)
    }

    /// The smallest changes of these levers that reach the aim: of the first whatever the others are,
    /// then of the second, and so on.
    fn way(&mut self, levers: &[&Lever]) -> Option<Way> {
        let mut space = self.freed(levers);
        if !self.may_reach(&space) {
            return None;
        }
        let mut changes = vec![];
        for (at, lever) in levers.iter().enumerate() {
            let facts: Vec<Fact> = levers.iter().skip(at).map(|lever| lever.fact).collect();
            let to = match self.smallest(&space, lever, &facts) {
                Ok(found) => found?,
                Err(fact) => {
                    if levers.len() == 1 && !self.undecided.contains(&fact) {
                        self.undecided.push(fact);
                    }
                    return None;
                }
            };
            changes.push(change(lever, lowest(&to)));
            space.set(lever.fact, to);
        }
        self.settled(levers, changes, &space)
    }

    pub(super) fn freed(&self, levers: &[&Lever]) -> Space {
        let mut space = self.at.clone();
        for lever in levers {
            space.set(lever.fact, lever.range.clone());
        }
        space
    }

    /// The changes as people would say them, where all of them are changes and reach the aim.
    pub(super) fn settled(
        &self,
        levers: &[&Lever],
        mut changes: Vec<Change>,
        space: &Space,
    ) -> Option<Way> {
        for (at, lever) in levers.iter().enumerate() {
            for plainer in lever.plainer(space.range(lever.fact)) {
                let mut tried = changes.clone();
                if let Some(slot) = tried.get_mut(at) {
                    slot.to = plainer;
                }
                if self.after(&tried).is_some() {
                    changes = tried;
                    break;
                }
            }
        }
        let are_changes = changes.iter().all(|change| change.from != change.to);
        let after = self.after(&changes).filter(|_| are_changes)?;
        Some(Way { changes, after })
    }

    /// What follows from changes, where that reaches the aim.
    pub(super) fn after(&self, changes: &[Change]) -> Option<After> {
        let after = (self.wish.judge)(&changed(self.wish.record, changes))?;
        after.is_reached.then_some(after)
    }

    /// The nearest value of a lever with which the aim can be reached; nothing where there is none,
    /// and the fact where the budget did not suffice.
    pub(super) fn smallest(
        &self,
        space: &Space,
        lever: &Lever,
        facts: &[Fact],
    ) -> Result<Option<Range>, Fact> {
        let mut goal = |over: &mut Over<'_>| {
            self.is_left();
            let (may, surely) = self.reaches(over);
            let distance = lever.distance(over.space.range(lever.fact));
            let (near, far) = (-&distance.low, -&distance.high);
            may.then(|| match surely {
                true => Interval::new(far, near),
                false => Interval::new(&far - &Exact::ONE, near),
            })
        };
        let Some(found) = self.finder.highest(space, facts, FOR_ONE, &mut goal) else {
            return Ok(None);
        };
        match (found.is_decided(), found.reached) {
            (true, Some((_, space))) => Ok(Some(space.range(lever.fact).clone())),
            (_, _) => Err(lever.fact),
        }
    }
}

pub(super) fn change(lever: &Lever, to: Stored) -> Change {
    Change {
        fact: lever.fact,
        from: lever.from.clone(),
        to,
    }
}

/// Whether two levers move one fact.
fn is_twice(levers: &[&Lever]) -> bool {
    let mut numbered = levers.iter().enumerate();
    numbered.any(|(at, one)| {
        levers
            .iter()
            .skip(at + 1)
            .any(|other| other.fact == one.fact)
    })
}

/// A record with changes.
pub fn changed(record: &Record, changes: &[Change]) -> Record {
    let mut space = Space::at(record);
    for change in changes {
        space.set(change.fact, Range::of(&change.to));
    }
    let other = space.record();
    let is_new = |at: u32| {
        let judgement = Fact::Judgement(JudgementId(at));
        changes.iter().any(|one| one.fact == judgement)
    };
    let judgements = (0u32..).zip(other.judgements).zip(&record.judgements);
    let judgements = judgements.map(|((at, new), old)| match is_new(at) {
        true => new,
        false => old.clone(),
    });
    Record {
        values: other.values,
        judgements: judgements.collect(),
        ..record.clone()
    }
}

/// The ways to choose some of so many, those with the first ones first.
fn combinations(all: usize, count: usize) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![vec![]];
    for _ in 0..count {
        let longer = found.iter().flat_map(|chosen| {
            let from = chosen.last().map_or(0, |last| last + 1);
            (from..all).map(move |one| [chosen.as_slice(), &[one]].concat())
        });
        found = longer.take(MOST_TRIED * 4).collect();
    }
    found.sort_by_key(|chosen| chosen.iter().sum::<usize>());
    found
}

/// Whether a fact decides a ruling that holds, and so is found and not earned.
pub fn is_ruled_on(finder: &Finder<'_>, held: &[u32], fact: Fact) -> bool {
    let rulings = &finder.program.rulings;
    let held = held.iter().filter_map(|at| rulings.get(*at as usize));
    let conditions = held.map(|ruling| ruling.condition);
    finder.facts_of(conditions).contains(&fact)
}
