//! One way to an aim that takes more changes than are combined.

use crate::analyse::changes::{Aim, Change, FOR_ONE, Seeking, Way, change};
use crate::analyse::interval::Interval;
use crate::analyse::levers::Lever;
use crate::analyse::over::Over;
use crate::analyse::range::Range;
use crate::analyse::space::{Fact, Space, lowest};
use crate::domain::Exact;

impl Seeking<'_> {
    /// One way of more facts than are combined: of all that may help, those are left out that can be,
    /// the least valuable first; then each change is made as small as the others allow.
    pub(super) fn as_many_as_it_takes(&mut self, levers: &[Lever]) -> Option<Way> {
        let mut kept: Vec<&Lever> = vec![];
        for lever in levers {
            if !kept.iter().any(|one| one.fact == lever.fact) {
                kept.push(lever);
            }
        }
        let mut at = kept.len();
        while let Some(next) = at.checked_sub(1) {
            at = next;
            let mut fewer = kept.clone();
            fewer.remove(at);
            if self.may_reach(&self.freed(&fewer)) {
                kept = fewer;
            }
        }
        let mut space = self.somewhere(&kept)?;
        let mut changes = vec![];
        for lever in &kept {
            let free = space.with(lever.fact, lever.range.clone());
            let to = self.smallest(&free, lever, &[lever.fact]).ok()??;
            changes.push(change(lever, lowest(&to)));
            space.set(lever.fact, Range::of(&lowest(&to)));
        }
        let is_change = |change: &Change| change.from != change.to;
        kept.retain(|lever| {
            changes
                .iter()
                .any(|one| one.fact == lever.fact && is_change(one))
        });
        changes.retain(is_change);
        let way = self.settled(&kept, changes, &space)?;
        Some(self.without_idle(way))
    }

    /// A record that reaches the aim by these levers: that of the best total, or any.
    fn somewhere(&self, levers: &[&Lever]) -> Option<Space> {
        let free = self.freed(levers);
        let facts: Vec<Fact> = levers.iter().map(|lever| lever.fact).collect();
        let witness = match self.wish.aim {
            Aim::Grade(_) => self.finder.survey(&free, FOR_ONE).total?.high.reached?.1,
            Aim::Met(_) | Aim::Holds(_) => {
                let mut goal = |over: &mut Over<'_>| {
                    let (may, surely) = self.reaches(over);
                    let surely = if surely { Exact::ONE } else { Exact::ZERO };
                    may.then(|| Interval::new(surely, Exact::ONE))
                };
                self.finder
                    .highest(&free, &facts, FOR_ONE, &mut goal)?
                    .reached?
                    .1
            }
        };
        let mut space = self.at.clone();
        for fact in facts {
            let value = lowest(witness.range(fact));
            space.set(fact, Range::of(&value));
        }
        self.may_reach(&space).then_some(space)
    }

    /// Leaves out what can be left out after all.
    fn without_idle(&self, mut way: Way) -> Way {
        let mut at = 0;
        while at < way.changes.len() {
            let mut fewer = way.changes.clone();
            fewer.remove(at);
            match self.after(&fewer) {
                Some(after) => {
                    way = Way {
                        changes: fewer,
                        after,
                    }
                }
                None => at += 1,
            }
        }
        way
    }
}
