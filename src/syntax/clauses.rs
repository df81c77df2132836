//! Clauses from pairs of one statement.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the generated `Rule` has some two hundred variants, of which a place admits a few"
)]

use crate::syntax::ast::{Clause, ClauseKind, JudgeLimit, Lead, Otherwise};
use crate::syntax::pairs::{Maker, Pair, child, children, has};
use crate::syntax::reader::Rule;

impl Maker<'_> {
    /// A clause; the lines of a group are filled in by the caller.
    pub(super) fn clause(&mut self, pair: &Pair<'_>, lead: Lead) -> Option<Clause> {
        let mut clause = Clause {
            lead,
            kind: self.clause_kind(pair)?,
            bounds: vec![],
            guards: vec![],
            span: self.span(pair),
        };
        for tail in children(pair, Rule::clause_tail) {
            let tail = tail.into_inner().next()?;
            match tail.as_rule() {
                Rule::bound => clause.bounds.push(self.bound(&tail)?),
                _ => clause
                    .guards
                    .push(self.expression(&child(&tail, Rule::expression)?)?),
            }
        }
        Some(clause)
    }

    fn clause_kind(&mut self, pair: &Pair<'_>) -> Option<ClauseKind> {
        Some(match pair.as_rule() {
            Rule::base_line => ClauseKind::Base(self.effect(&child(pair, Rule::effect)?)?),
            Rule::if_line => ClauseKind::If {
                condition: self.expression(&child(pair, Rule::expression)?)?,
                effect: self.effect(&child(pair, Rule::effect)?)?,
            },
            Rule::per_line => self.per(pair)?,
            Rule::together_line => ClauseKind::Together(vec![]),
            Rule::by_line => ClauseKind::By {
                quantity: self.expression(&child(pair, Rule::sum)?)?,
                bands: vec![],
            },
            Rule::judge_line => ClauseKind::Judge {
                title: self.title(pair)?,
                limit: self.judge_limit(pair)?,
            },
            Rule::bound_line => ClauseKind::Bound(self.bound(&child(pair, Rule::bound)?)?),
            Rule::applies_line => ClauseKind::Applies {
                condition: self.expression(&child(pair, Rule::expression)?)?,
                otherwise: otherwise(pair),
            },
            Rule::rounding_line => {
                ClauseKind::Rounding(self.rounding(&child(pair, Rule::rounding)?)?)
            }
            _ => return None,
        })
    }

    fn per(&mut self, pair: &Pair<'_>) -> Option<ClauseKind> {
        let quantity_in = |maker: &Self, outer: Rule, inner: Rule| match child(pair, outer) {
            None => Some(None),
            Some(outer) => maker.quantity(&child(&outer, inner)?).map(Some),
        };
        let step = quantity_in(self, Rule::step, Rule::quantity)?;
        let above = quantity_in(self, Rule::start, Rule::signed_quantity)?;
        let filter = match child(pair, Rule::filter) {
            None => None,
            Some(filter) => Some(self.expression(&child(&filter, Rule::expression)?)?),
        };
        let counted = child(pair, Rule::counted)?;
        Some(ClauseKind::Per {
            step,
            quantity: self.expression(&child(&counted, Rule::sum)?)?,
            filter,
            above,
            effect: self.effect(&child(pair, Rule::effect)?)?,
        })
    }

    fn judge_limit(&mut self, pair: &Pair<'_>) -> Option<JudgeLimit> {
        if let Some(most) = child(pair, Rule::judge_most) {
            let per = match child(&most, Rule::sum) {
                None => None,
                Some(per) => Some(self.expression(&per)?),
            };
            return Some(JudgeLimit::UpTo {
                most: self.quantity(&child(&most, Rule::quantity)?)?,
                per,
            });
        }
        let Some(range) = child(pair, Rule::judge_range) else {
            return Some(JudgeLimit::Indicator);
        };
        let mut ends = children(&range, Rule::sum);
        let (low, high) = (ends.next()?, ends.next()?);
        Some(JudgeLimit::Between {
            low: self.expression(&low)?,
            high: self.expression(&high)?,
        })
    }
}

fn otherwise(pair: &Pair<'_>) -> Option<Otherwise> {
    if has(pair, Rule::kw_full) {
        Some(Otherwise::Full)
    } else if has(pair, Rule::kw_zero) {
        Some(Otherwise::Zero)
    } else if has(pair, Rule::kw_reweigh) {
        Some(Otherwise::Reweigh)
    } else {
        None
    }
}
