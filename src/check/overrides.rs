//! Clauses that set the score: no two may hold at once with different scores.

use crate::check::mistakes::structure;
use crate::check::regions::{self, Region};
use crate::check::scope::Checker;
use crate::program::{Amount, ClauseId, ClauseKind};
use crate::source::Span;

impl Checker<'_> {
    /// Reports each pair of overrides that nothing keeps apart.
    pub(super) fn check_overrides(&mut self, clauses: &[ClauseId]) {
        let overrides: Vec<(String, Span, Vec<Region>)> = clauses
            .iter()
            .filter_map(|id| {
                let clause = self.build.made(*id)?;
                match &clause.kind {
                    ClauseKind::Override { condition, score } => {
                        let mut holds = regions::of(&self.build, *condition);
                        if let Some(guard) = clause.guard {
                            holds = regions::both(&holds, &regions::of(&self.build, guard));
                        }
                        let score = match score {
                            Amount::Constant(score) => score.to_string(),
                            Amount::Computed(id) => self.build.describe(*id),
                        };
                        Some((score, clause.origin.span, holds))
                    }
                    ClauseKind::Base(_)
                    | ClauseKind::Award { .. }
                    | ClauseKind::Per { .. }
                    | ClauseKind::Bands { .. }
                    | ClauseKind::Linear(_)
                    | ClauseKind::Group { .. }
                    | ClauseKind::Choose { .. }
                    | ClauseKind::Formula(_)
                    | ClauseKind::Judge { .. } => None,
                }
            })
            .collect();
        for (at, (score, span, holds)) in overrides.iter().enumerate() {
            for (other_score, other, other_holds) in overrides.iter().take(at) {
                if score != other_score && !regions::both(holds, other_holds).is_empty() {
                    self.found.add(structure::override_conflict(*span, *other));
                }
            }
        }
    }
}
