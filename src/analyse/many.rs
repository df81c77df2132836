//! One way to an aim that takes more changes than are combined.

use crate::analyse::changes::{Aim, Change, FOR_ONE, Seeking, Way, change};
use crate::analyse::interval::Interval;
use crate::analyse::levers::Lever;
use crate::analyse::over::Over;
use crate::analyse::range::Range;
use crate::analyse::space::{Fact, Space, lowest};
use crate::domain::Exact;

/// How often all changes are made smaller, one after the other.
const MOST_ROUNDS: usize = 8;

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
        for _ in 0..MOST_ROUNDS {
            let before = (space.clone(), kept.len());
            self.shrink(&mut space, &kept)?;
            self.leave_out(&mut space, &mut kept);
            if before == (space.clone(), kept.len()) {
                break;
            }
        }
        self.settled(&kept, self.changes(&space, &kept), &space)
    }

    /// Makes each change as small as the others allow.
    fn shrink(&self, space: &mut Space, levers: &[&Lever]) -> Option<()> {
        for lever in levers {
            let free = space.with(lever.fact, lever.range.clone());
            let to = self.smallest(&free, lever, &[lever.fact]).ok()??;
            space.set(lever.fact, Range::of(&lowest(&to)));
        }
        Some(())
    }

    /// Leaves out what can be left out after all.
    fn leave_out(&self, space: &mut Space, levers: &mut Vec<&Lever>) {
        levers.retain(|lever| {
            let without = space.with(lever.fact, self.at.range(lever.fact).clone());
            let is_idle = without == *space || self.may_reach(&without);
            if is_idle {
                *space = without;
            }
            !is_idle
        });
    }

    fn changes(&self, space: &Space, levers: &[&Lever]) -> Vec<Change> {
        let to = |lever: &&Lever| change(lever, lowest(space.range(lever.fact)));
        levers.iter().map(to).collect()
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
}
